"""Where the figures of a text stand, and what number and unit each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ...tools.engine.amounts import Amount
from ...tools.engine.units import Unit, find_unit, match_units
from . import cues
from .naming import names
from .plain import GONE
from .records import Figure, Span
from .tables import heads

DIGITS = re.compile(r"[0-9][0-9,_]*(?:\.[0-9]+)?|\.[0-9]+")
_TIME = (("time", Fraction(1)),)
_AN_UNIT = re.compile(
    r"\b(?:an?|one)\s(?=(?:little |bit )?(?:month|week|day|year|hour|minute|second|dozen)s?\b)"
    r"|一(?=个?[多半]?(?:月|星期|小时)|周|天|年)",
    re.IGNORECASE,
)
_RATE_BEFORE = re.compile(
    r"(?:\b(?:GPUs?|cards?|dollars?|USD|tokens?|FLOPs?|[kMG]?Wh?|\d|once|times|twice|cents?)"
    r"|[$%元次])\s?$",
    re.IGNORECASE,
)
_MORE_THAN_ONE = re.compile(r"个?多|个半")
_AND_A_HALF = re.compile(r"\s?(?:and a half|半)", re.IGNORECASE)
_WEAK_COMPOUND = re.compile(r"\s?(?:,|and|又|零|外加|加)?\s?$", re.IGNORECASE)
_RATIO = re.compile(r"(?<![\d.:])(\d{1,6}(?:\.\d{1,4})?)\s?[:：]\s?1(?![\d.:])")
_SIMPLE_FRACTION = re.compile(r"(?<![\d.,/^eE])(?<![eE^][+-])(\d{1,5})/(\d{1,6})(?![\d,./])")
_SHORT_UNIT = re.compile(r"\s?(d|t|g|min)(?![\w/·×*^-])")
_SHORT = {"d": "day", "t": "tonne", "g": "gram", "min": "minute"}
"""Units that are words of their own in a question, and none after a figure of an answer."""

_FLOP_ALONE = re.compile(r"FLOP(?! ?(?:[sS/]|per s|a s))", re.IGNORECASE)
_FACTOR_OF = re.compile(
    r"\bfactor of (?:about |around |roughly |nearly |almost |over |~)?$", re.IGNORECASE
)
_PIECE = re.compile(r"[^\s()（）,;:]+(?:\s?/\s?[^\s()（）]+)?")
_ODD = re.compile(r"\s?(?:个[多半]|[多余])")
_DRESS_OF_UNIT = re.compile(r"^(?:万亿|亿|万)(?=.)|(?<=.)数$")
"""天数 is counted in 天, 万美元 in 美元."""

SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4}
_SCALE_OF_HEAD = re.compile(r"[(（]\s?(万亿|亿|万)")
_WHEN = re.compile(r"[\d.,]+\s?[时時]")
_SYMBOL_UNIT = re.compile(r"[a-z](?:[²³_]|\^|\s?[·×*])")
_POWERED = re.compile(r"\d[eE][+-]?\d|10(?:\^|[⁰¹²³⁴⁵⁶⁷⁸⁹])|次方")
_TIMES_ZH = re.compile(r"\s?次(?![数要])")
_LEFTOVER = re.compile(r"[A-Za-z$¥€£]*[A-Za-z-]?(?<![\d.])\d[\d.,]*[A-Za-z]{0,3}")
_NAME = re.compile(r"[A-Za-z]{1,14}-?\d{1,5}[A-Za-z]{0,3}")
_MEASURE = re.compile(
    r"\s?(?:%|×|[kKMBTG](?![A-Za-z])|[万亿千百倍张块卡天年月小周]|days?\b|hours?\b|weeks?\b|GPU"
    r"|token|FLOP|param|USD|dollar)"
)
_SKIPPED = re.compile(r"(?:[ -]+([A-Za-z][A-Za-z-]{1,14})){1,2}?(?=[ -]+[A-Za-z$])")
_NEXT_WORD = re.compile(r"\s([a-z]{3,15})\b", re.IGNORECASE)
_A_PARAMETER = re.compile(
    r" ?(?:a|per|each|every|for (?:each|every)(?: of the(?: [\w.,]+){1,2})?) param(?:eter)?s?\b",
    re.IGNORECASE,
)
_HAN_LEFTOVER = re.compile(
    r"(?<![第几幾数數上多每])[一二两兩三四五六七八九十百千万萬亿億零〇]{2,}(?=\s?(?:[张張块塊天周年元倍层度吨卡]|小时|个月|美元|token|GPU))"
)


class Spans:
    """The figures of one text.

    Args:
        text: in which they stand.
        amounts: that were read in it.
        named: where accelerators and models stand in it.
    """

    def __init__(self, text: str, amounts: Iterable[Amount], named: Sequence[int] = ()) -> None:
        self.text = text
        self.named = named
        self.amounts = tuple(amounts)

    def find(self) -> list[Span]:
        """Every figure, in order, with its number and unit."""
        return self._units_shared(self._joined(sorted(self._spans(), key=lambda s: s.start)))

    def _spans(self) -> Iterator[Span]:
        """Every figure, with its number read."""
        taken: list[tuple[int, int]] = []
        amounts = [(a.start, a.end) for a in self.amounts]
        ones = [self._one_of(match.start(), match.end()) for match in _AN_UNIT.finditer(self.text)]
        words = (Span(*found) for found in (*self._multiples(), *self._fractions()))
        for span in (*filter(None, ones), *words):
            inside = any(start <= span.start and span.end <= end for start, end in amounts)
            if not inside and not _overlaps(span.start, span.end, taken):
                taken.append((span.start, span.end))
                yield span
        for amount in self.amounts:
            if not _overlaps(amount.start, amount.end, taken):
                taken.append((amount.start, amount.end))
                yield from self._of_amount(amount)
        yield from self._leftovers(taken)

    def _joined(self, spans: list[Span]) -> list[Span]:
        """With those of one duration made one: "38 days 9 hours", "a week and a day"."""
        joined: list[Span] = []
        for span in spans:
            last = joined[-1] if joined else None
            if last is not None and _is_finer(last.figure, span.figure):
                between = self.text[last.end : span.start]
                if last.end <= span.start <= last.end + 6 and _WEAK_COMPOUND.match(between):
                    joined[-1] = self._sum(last, span)
                    continue
            joined.append(span)
        return joined

    def _sum(self, first: Span, second: Span) -> Span:
        """One duration of two."""
        one, other = first.figure, second.figure
        unit = other.units[0]
        value = one.value * one.units[0].factor / unit.factor + other.value
        step, coarse = _steps(value, "")
        text = self.text[first.start : second.end].strip()
        figure = replace(other, text=text, value=value, step=step, coarse=coarse, units=(unit,))
        return Span(first.start, second.end, figure)

    def _of_amount(self, amount: Amount) -> Iterator[Span]:
        """One figure, or the two ends of a range."""
        start, end = amount.start, amount.end
        digits = DIGITS.findall(self.text[start:end])
        if amount.low is None or amount.high is None:
            written = digits[0] if digits else ""
            yield from self._figure(amount, start, end, amount.value, written)
            return
        pair = digits if len(digits) == 2 else ["", ""]
        for value, written in zip((amount.low, amount.high), pair, strict=True):
            for span in self._figure(amount, start, end, value, written):
                yield replace(span, figure=replace(span.figure, ranged=True))

    def _figure(
        self, amount: Amount, start: int, end: int, value: Fraction, written: str
    ) -> Iterator[Span]:
        if cues.DISCOURSE.match(self.text, end) and not amount.units and 0 <= value <= 12:
            return
        units = _without_doubt(amount.units, self.text[start:end])
        if not units and amount.scale and (times_zh := _TIMES_ZH.match(self.text, end)):
            units, end = (find_unit("FLOP"),), times_zh.end()  # 每秒 395.8 万亿次
        if units and units[0].name == "token":
            if each := _A_PARAMETER.match(self.text, end):
                units, end = (find_unit("token/parameter"),), each.end()
            elif cues.PER_PARAMETER_BEFORE.search(self.text, max(0, start - 24), start):
                units = (find_unit("token/parameter"),)
        if units and not any(unit.dimension.exponent("time") for unit in units):
            units = (*units, *self._as_rate(units[0], start, end))
        units = (*units, *map(_of_twelve_months, (u for u in units if "year" in u.name)))
        if when := _WHEN.match(self.text, start, end):  # 序列长度 4,096 时每 token …
            units, end = (), when.end() - 1
        if self.text[start:end].endswith(("张卡时", "块卡时", "張卡時", "张时", "块时")):
            units = (*units, find_unit("accelerator"))  # 256 张卡时是: when it was 256 cards
        if _SYMBOL_UNIT.match(self.text, end - 1) and self.text[end - 2 : end - 1].isdecimal():
            units, end = (), end - 1  # 4h² is no time
        times = None if units else cues.TIMES_AFTER.match(self.text, end)
        if not units and not times and (short := _SHORT_UNIT.match(self.text, end)):
            units, end = (find_unit(_SHORT[short[1]]),), short.end()
        is_times = _FACTOR_OF.search(self.text, max(0, start - 32), start) is not None
        is_times = is_times and not units and not amount.percent
        is_times = is_times or times is not None or any(unit.name == "×" for unit in units)
        step, coarse = _steps(value, written)
        figure = Figure(
            text=self.text[start:end].strip(),
            value=value,
            step=step,
            coarse=coarse,
            units=() if is_times else units,
            percent=amount.percent,
            multiple=is_times,
            more=amount.percent
            and bool(cues.MORE_OF.match(self.text, end) or self.text[start - 1 : start] == "+"),
            powered=bool(_POWERED.search(self.text[start:end])),
        )
        if is_times:
            end = times.end() if times else end
            figure = replace(figure, text=self.text[start:end].strip(), more=self._more(start, end))
        elif not units and not amount.percent:
            figure = self._with_unit_near(figure, start, end)
        yield Span(start, end, figure)

    def _as_rate(self, unit: Unit, start: int, end: int) -> Iterator[Unit]:
        """The unit a second, where the words around say so: "60 tokens go through every second"."""
        rate = cues.RATE_AFTER.match(self.text, end)
        rate = rate or cues.RATE_BEFORE.search(self.text, max(0, start - 24), start)
        if rate is not None:
            time = find_unit(rate[1])
            yield Unit(
                f"{unit.name}/{time.name}",
                unit.factor / time.factor,
                unit.dimension / time.dimension,
            )

    def _more(self, start: int, end: int) -> bool:
        return bool(cues.MORE_BEFORE.search(self.text, max(0, start - 6), start))

    def _with_unit_near(self, figure: Figure, start: int, end: int) -> Figure:
        """The unit behind a word or two ("64 identical GPUs"), or the thing counted."""
        if odd := _ODD.match(self.text, end):  # 7 万多美元, 四个多月, 三个半月
            found = match_units(("个" if "个" in odd[0] else "") + self.text[odd.end() :][:8], 0)
            if found:
                half = Fraction(1, 2) if "半" in odd[0] else Fraction(0)
                return replace(
                    figure,
                    value=figure.value + half,
                    units=tuple(unit for unit, stop in found if stop == found[0][1]),
                    tone="exact" if half else "over",
                )
        skipped = _SKIPPED.match(self.text, end)
        if skipped:
            between = self.text[end : skipped.end()].lower().replace("-", " ").split()
            found = match_units(self.text, skipped.end())
            if found and not cues.FUNCTION_WORDS & set(between):
                stop = found[0][1]
                units = tuple(dict.fromkeys(u for u, its_end in found if its_end == stop))
                text = self.text[start:stop].strip()
                return replace(figure, units=units, text=text)
        for begin, stop in heads(self.text, start):
            head = self.text[begin:stop]
            if any(begin <= named < stop for named in self.named):
                continue  # "H100" counts nothing.
            if units := _unit_of(head):
                scale = _SCALE_OF_HEAD.search(head)
                by = SCALES[scale[1]] if scale else 1
                return replace(
                    figure,
                    units=units,
                    inferred=True,
                    value=figure.value * by,
                    step=figure.step * by,
                    coarse=figure.coarse * by,
                )
        hint = cues.UNIT_HINT.search(self.text, max(0, start - 34), start)
        hint = hint or cues.LABEL_HINT.search(self.text, max(0, start - 34), start)
        hint = hint or cues.LINE_LABEL.search(self.text, max(0, start - 120), start)
        hint = hint or cues.LIST_LABEL.search(self.text, max(0, start - 120), start)
        if hint:
            units = _unit_of(next(group for group in hint.groups() if group))
            if units:
                return replace(figure, units=units, inferred=True)
        noun = cues.COUNTED_THING.match(self.text, end)
        word = (noun[1] or noun[2]).lower() if noun else ""
        if word.isascii() and not _is_noun(word):
            return figure
        if noun and word.isascii() and not word.endswith("s") and word not in cues.SAME_AS_MODEL:
            next_word = _NEXT_WORD.match(self.text, noun.end())
            if next_word and next_word[1].lower() not in cues.FUNCTION_WORDS | cues.VERBS:
                return figure  # "256M vocabulary matrix": no vocabularies
        return replace(figure, noun=word)

    def _one_of(self, start: int, end: int) -> Span | None:
        """One "month" as a figure; none in "$20 an hour"."""
        if _RATE_BEFORE.search(self.text, max(0, start - 12), start):
            return None
        many = _MORE_THAN_ONE.match(self.text, end)
        place = many.end() if many else end
        words = ("个" if many else "") + self.text[place : place + 24]  # 月 alone is a date's
        found = [
            (unit, stop + place - bool(many))
            for unit, stop in match_units(words, 0)
            if unit.dimension.exponents == _TIME
        ]
        if not found:
            return None
        stop, value = found[0][1], Fraction(1)
        half = _AND_A_HALF.match(self.text, stop)
        if half or (many and "半" in many[0]):
            stop, value = half.end() if half else stop, Fraction(3, 2)
        step = Fraction(1) if value == 1 else Fraction(1, 2)
        units = tuple(dict.fromkeys(unit for unit, _ in found))
        figure = Figure(
            self.text[start:stop],
            value,
            step,
            step,
            units,
            tone="over" if many and "多" in many[0] else "exact",
        )
        return Span(start, stop, figure)

    def _multiples(self) -> Iterator[tuple[int, int, Figure]]:
        """Twice, half, 翻倍."""
        for pattern, value in cues.MULTIPLE_WORDS:
            for match in pattern.finditer(self.text):
                exact = Fraction(value)
                yield (
                    match.start(),
                    match.end(),
                    Figure(match[0], exact, exact / 20, exact / 5, multiple=True),
                )

    def _fractions(self) -> Iterator[tuple[int, int, Figure]]:
        """20:1 and 1/20."""
        for match in _RATIO.finditer(self.text):
            value = Fraction(match[1])
            step, coarse = _steps(value, match[1])
            yield match.start(), match.end(), Figure(match[0], value, step, coarse)
        for match in _SIMPLE_FRACTION.finditer(self.text):
            if int(match[2]):
                value = Fraction(int(match[1]), int(match[2]))
                figure = Figure(match[0], value, value / 100, value / 20, formula=True)
                yield match.start(), match.end(), figure

    def _leftovers(self, taken: list[tuple[int, int]]) -> Iterator[Span]:
        """Digits that no reader took: part of a name, or something to be refused."""
        for match in _HAN_LEFTOVER.finditer(self.text):
            if not _overlaps(*match.span(), taken):
                yield Span(*match.span(), Figure(match[0], Fraction(0), readable=False))
        for match in _LEFTOVER.finditer(self.text):
            start, end = match.span()
            place = next(i for i in range(start, end) if self.text[i].isdecimal())
            if _overlaps(place, place + 1, taken):
                continue
            word = match[0].strip(".,-")
            if _NAME.fullmatch(word) and not _MEASURE.match(self.text, end):
                continue
            if self.text[start - 1 : start] == GONE or self._is_power(place):
                continue
            yield Span(start, end, Figure(word, Fraction(0), readable=False))

    def _is_power(self, place: int) -> bool:
        """Whether the digits are an exponent or an index: h^2, D_0."""
        before = self.text[max(0, place - 2) : place]
        return before[-1:] in ("^", "_") or before in ("**", "^-", "^(")

    def _units_shared(self, spans: list[Span]) -> list[Span]:
        """The unit of the last in a list goes for those before it: 64, 128 and 256 GPUs."""
        shared = list(spans)
        for place in range(len(shared) - 2, -1, -1):
            span, following = shared[place], shared[place + 1]
            figure, other = span.figure, following.figure
            if not DIGITS.fullmatch(figure.text) or figure.units or figure.noun:
                continue
            between = self.text[span.end : following.start]
            if len(between) <= 7 and cues.LIST_JOINT.fullmatch(between):
                if other.percent and (
                    "→" in between or not (other.inferred or between.strip() != ",")
                ):
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
    return word in cues.SAME_AS_MODEL or word.endswith("s") or names().counts(word)


def _overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in taken)


def _is_finer(first: Figure, second: Figure) -> bool:
    """Whether two durations may be one: the second in the smaller unit."""
    if not first.units or not second.units or first.ranged or second.ranged:
        return False
    one, other = first.units[0], second.units[0]
    is_time = one.dimension.exponents == other.dimension.exponents == _TIME
    return is_time and other.factor * second.value < one.factor


def _steps(value: Fraction, written: str) -> tuple[Fraction, Fraction]:
    """What one more in the last digit is, and in the last digit before the noughts."""
    digits = written.replace(",", "").replace("_", "")
    if digits and Fraction(digits):
        scale = abs(value) / Fraction(digits)
        decimals = len(digits.partition(".")[2])
        fine = scale / 10**decimals
        if decimals:
            return fine, fine
        noughts = len(digits) - len(digits.rstrip("0"))
        return fine * 10 ** min(noughts, max(len(digits) - 3, 0)), fine * 10**noughts
    if not value:
        return Fraction(0), Fraction(0)
    fine = Fraction(1)
    while (abs(value) / fine).denominator != 1:
        fine /= 10
        if value.denominator == 2:
            return Fraction(1, 2), Fraction(1, 2)  # Words: a week and a half, 三个半月.
        if fine < Fraction(1, 10**6):
            return abs(value) / 1000, abs(value) / 100
    coarse = fine
    while (abs(value) / (coarse * 10)).denominator == 1:
        coarse *= 10
    return (coarse if abs(value) >= 10_000 else fine), coarse  # Words: thirty, 二十万.


def _of_twelve_months(year: Unit) -> Unit:
    """A year as twelve months are: $240 a month are $2,880 a year."""
    days = Fraction(360, 365) ** int(year.dimension.exponent("time"))
    return Unit(year.name, year.factor * days, year.dimension)


def _without_doubt(units: tuple[Unit, ...], written: str) -> tuple[Unit, ...]:
    """The units without FLOP/s where the spelling says FLOP: "3 ZFLOP", "434 TFLOP per GPU"."""
    if _FLOP_ALONE.search(written):
        return tuple(unit for unit in units if "/s" not in unit.name) or units
    return units


def _unit_of(words: str) -> tuple[Unit, ...]:
    """The unit that a heading or a bracket names, if it names one: "Time (days)"."""
    words = words.replace("（", "(")
    bracket = words.rfind("(")
    pieces = [words.strip(), *reversed(_PIECE.findall(words[max(bracket, 0) :]))]
    for piece in (*pieces, *reversed(_PIECE.findall(words))):
        if re.search(rf"\d\s?{re.escape(piece)}", words):
            continue  # "days on 64 GPUs"
        piece = _DRESS_OF_UNIT.sub("", piece)
        found = match_units(piece, 0)
        if found and found[0][1] == len(piece):
            return tuple(dict.fromkeys(unit for unit, stop in found if stop == len(piece)))
    return ()
