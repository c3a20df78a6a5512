"""The unit of a bare number that stands elsewhere: behind a word, in a heading, after a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ...tools.engine.amounts import scan_amounts
from ...tools.engine.units import Unit, match_units
from . import cues
from .naming import names
from .plain import GONE
from .precision import DIGITS
from .records import Figure, Span
from .tables import heads

_PIECE = re.compile(r"[^\s()（）,;:]+(?:\s?/\s?[^\s()（）]+)?")
_ODD = re.compile(r"\s?(?:个[多半]|[多余])")
FEW = 1000
"""Parameters that no model has so few of."""
_DRESS_OF_UNIT = re.compile(r"^(?:万亿|亿|万)(?=.)|(?<=.)数$")
"""天数 is counted in 天, 万美元 in 美元."""
SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4}
_SCALE_OF_HEAD = re.compile(r"[(（]\s?(万亿|亿|万)")
_SKIPPED = re.compile(r"(?:[ -]+([A-Za-z][A-Za-z-]{1,14})){1,2}?(?=[ -]+[A-Za-z$])")
_ITEM = rf"[ \t]*[•{GONE}][^\n]*"
_LIST_HEAD = re.compile(rf"(?:^|\n)([^\n:：•{GONE}]{{2,40}})[:：]\s*\n(?:{_ITEM}\n+)*{_ITEM}$")
_WORD_BEGINS = re.compile(r"\b(?=[A-Za-z])|(?<=[^\d\s每])(?=[\u4e00-\u9fff]{2})|^")
_NEXT_WORD = re.compile(r"\s([a-z]{3,15})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Bare:
    """A bare number in its text.

    Attributes:
        text: the text.
        named: where accelerators and models stand in it.
        figure: the number.
        start: where it begins.
        end: where it ends.
    """

    text: str
    named: Sequence[int]
    figure: Figure
    start: int
    end: int


def with_unit_near(bare: Bare) -> Figure:
    """The number with the unit that stands near by, or with the noun that it counts."""
    return next(filter(None, (place(bare) for place in PLACES)), bare.figure)


def _after_odd(bare: Bare) -> Figure | None:
    """7 万多美元, 四个多月, 三个半月."""
    odd = _ODD.match(bare.text, bare.end)
    if odd is None:
        return None
    found = match_units(("个" if "个" in odd[0] else "") + bare.text[odd.end() :][:8], 0)
    if not found:
        return None
    half = Fraction(1, 2) if "半" in odd[0] else Fraction(0)
    return replace(
        bare.figure,
        value=bare.figure.value + half,
        units=tuple(unit for unit, stop in found if stop == found[0][1]),
        tone="exact" if half else "over",
    )


def _after_words(bare: Bare) -> Figure | None:
    """64 identical GPUs."""
    skipped = _SKIPPED.match(bare.text, bare.end)
    if skipped is None:
        return None
    between = bare.text[bare.end : skipped.end()].lower().replace("-", " ").split()
    found = match_units(bare.text, skipped.end())
    if not found or cues.FUNCTION_WORDS & set(between):
        return None
    stop = found[0][1]
    units = tuple(dict.fromkeys(u for u, its_end in found if its_end == stop))
    return replace(bare.figure, units=units, text=bare.text[bare.start : stop].strip())


def _in_heads(bare: Bare) -> Figure | None:
    """The unit of the head of its column or row in a table."""
    for begin, stop in heads(bare.text, bare.start):
        head = bare.text[begin:stop]
        if any(begin <= named < stop for named in bare.named):
            continue  # "H100" counts nothing.
        if units := _unit_of(head):
            scale = _SCALE_OF_HEAD.search(head)
            by = SCALES[scale[1]] if scale else 1
            figure = bare.figure
            return replace(
                figure,
                units=units,
                inferred=True,
                value=figure.value * by,
                step=figure.step * by,
                coarse=figure.coarse * by,
            )
    return None


def _in_label(bare: Bare) -> Figure | None:
    """The unit of the label before it: "Time (days): 38", "in GiB: weights 131, cache 40"."""
    for label, reach in LABELS:
        if hint := label.search(bare.text, max(0, bare.start - reach), bare.start):
            units = _unit_of(next(group for group in hint.groups() if group))
            if bare.figure.value < FEW and any(u.name == "parameter" for u in units):
                return None  # 权重 2: bytes
            return replace(bare.figure, units=units, inferred=True) if units else None
    return None


def _in_list_head(bare: Bare) -> Figure | None:
    """The unit of the line above its list: "Bytes per parameter:"."""
    if head := _LIST_HEAD.search(bare.text, 0, bare.start):
        if units := next(filter(None, map(_whole_unit, _tails(head[1]))), ()):
            return replace(bare.figure, units=units, inferred=True)
    return None


LABELS = (
    (cues.UNIT_HINT, 34),
    (cues.LABEL_HINT, 34),
    (cues.LINE_LABEL, 120),
    (cues.LIST_LABEL, 120),
)
"""Where a unit may stand before a number, and how far before it that may begin."""


def _counted(bare: Bare) -> Figure | None:
    """The noun that it counts: 40 layers."""
    noun = cues.COUNTED_THING.match(bare.text, bare.end)
    if noun is None:
        return None
    word = (noun[1] or noun[2]).lower()
    if word.isascii() and not word.endswith("s"):
        following = _NEXT_WORD.match(bare.text, noun.end())
        after = following[1].lower() if following else ""
        if _is_noun(word) and names().counts(after):
            return replace(bare.figure, noun=after)  # 40 transformer layers
        joined = not after or after in cues.FUNCTION_WORDS | cues.VERBS
        if not joined and word not in cues.SAME_AS_MODEL:
            return None  # "256M vocabulary matrix": no vocabularies
    return replace(bare.figure, noun=word) if _is_noun(word) else None


PLACES = (_after_odd, _after_words, _in_heads, _in_label, _counted, _in_list_head)
"""Where a unit may stand, the first that has one."""


def units_shared(text: str, spans: list[Span]) -> list[Span]:
    """The unit of the last in a list goes for those before it: 64, 128 and 256 GPUs."""
    shared = list(spans)
    for place in range(len(shared) - 2, -1, -1):
        span, following = shared[place], shared[place + 1]
        figure, other = span.figure, following.figure
        if not DIGITS.fullmatch(figure.text) or figure.units or figure.noun:
            continue
        between = text[span.end : following.start]
        if len(between) <= 7 and cues.LIST_JOINT.fullmatch(between):
            if other.percent and ("→" in between or not (other.inferred or between.strip() != ",")):
                continue  # "tokens per parameter 100 → 13.16%", "PUE 1.1, MFU 40%"
            if other.units or other.percent:
                scale = Fraction(1, 100) if other.percent and figure.value > 1 else Fraction(1)
                shared[place] = replace(
                    span,
                    figure=replace(
                        figure,
                        units=other.units,
                        percent=other.percent,
                        inferred=True,
                        value=figure.value * scale,
                        step=figure.step * scale,
                        coarse=figure.coarse * scale,
                    ),
                )
    return shared


def _is_noun(word: str) -> bool:
    """Whether a word counts something: a plural, or what models are called."""
    if word in cues.FUNCTION_WORDS or word in cues.VERBS:
        return False
    if word in cues.SAME_AS_MODEL or not word.isascii():
        return True
    return word.endswith("s") or names().counts(word)


def _unit_of(words: str) -> tuple[Unit, ...]:
    """The unit that a heading or a bracket names, if it names one: "Time (days)"."""
    words = words.replace("（", "(")
    last = words[words.rfind("(") + 1 :].strip(" )）")
    of_what = words.partition(" of ")[0].strip()
    for piece in (words.strip(), of_what, *_tails(last), *reversed(_PIECE.findall(words))):
        if re.search(rf"\d\s?{re.escape(piece)}", words):
            continue  # "days on 64 GPUs"
        if units := _whole_unit(_DRESS_OF_UNIT.sub("", piece)):
            return units
    return ()


def _tails(words: str) -> Iterator[str]:
    """What words end with, the longest first: "TFLOP/s per GPU" before "GPU", 卡时 before 时."""
    return (words[begin.start() :] for begin in _WORD_BEGINS.finditer(words))


def _whole_unit(piece: str) -> tuple[Unit, ...]:
    """What unit a piece of text may be after a number, if it is one and nothing else."""
    read = f"1 {piece}"
    return next((a.units for a in scan_amounts(read) if a.text == read and not a.scale), ())
