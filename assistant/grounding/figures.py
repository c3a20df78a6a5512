"""The figures in a text: value, unit, precision, and what the sentence says about each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from ...tools.engine.amounts import Amount
from ...tools.engine.units import Dimension, Unit, dimension_of, find_unit, match_units
from ..offline.marks import Marks, read_marks
from . import cues
from .naming import Names, lexicon, names
from .plain import GONE, plain_text, without_versions

Tone = Literal["exact", "about", "over", "under"]

PLAIN = Dimension()
PER_PARAMETER = dimension_of("token/parameter")
"""Counted as a plain number, too: 20."""

AROUND = 12
"""Characters on both sides of a figure that make it a quotation of a tool's text."""

_DIGITS = re.compile(r"[0-9][0-9,_]*(?:\.[0-9]+)?|\.[0-9]+")
_TIME = (("time", Fraction(1)),)
_LEFT_OF_FORMULA = re.compile(r"[×·*/÷^√]\s?\(?$|[\d)]\s?[+−-]\s?$")
_RIGHT_OF_FORMULA = re.compile(r"\s?[×·*/÷^]\s?[\w(√]|[²³]|\s?[+−-]\s?\d|[A-Za-zεαβηρ](?![a-z]{2})")
_SYMBOL = r"[A-Za-zεαβηρ](?:_[A-Za-z0-9]{1,3})?(?:[²³]|\^\d)?"
_SYMBOLS = re.compile(rf"\s?[·×*]?\s?({_SYMBOL}(?:\s?[·×*]?\s?{_SYMBOL}){{0,6}})(?![a-z])")
_AN_UNIT = re.compile(
    r"\b(?:an?|one)\s(?=(?:little |bit )?(?:month|week|day|year|hour|minute|second|dozen)s?\b)"
    r"|一(?=个?多?(?:月|星期|小时)|周|天|年)",
    re.IGNORECASE,
)
_RATE_BEFORE = re.compile(
    r"(?:\b(?:GPUs?|cards?|dollars?|USD|tokens?|FLOPs?|[kMG]?Wh?|\d|once|times|twice|cents?)|[$%元次])\s?$",
    re.IGNORECASE,
)
_MORE_THAN_ONE = re.compile(r"个?多")
_AND_A_HALF = re.compile(r"\s?(?:and a half|半)", re.IGNORECASE)
_WEAK_COMPOUND = re.compile(r"\s?(?:,|and|又|零|外加|加)?\s?$", re.IGNORECASE)
_RATIO = re.compile(r"(?<![\d.:])(\d{1,6}(?:\.\d{1,4})?)\s?[:：]\s?1(?![\d.:])")
_SIMPLE_FRACTION = re.compile(r"(?<![\d./])(\d{1,5})/(\d{1,6})(?![\d./])")
_SYMBOL_UNIT = re.compile(r"[a-z](?:[²³_]|\^|\s?[·×*])")
_LETTER_BEFORE = re.compile(r"[A-Za-zεαβηρ²³)]\s?[×·*/÷^+−-]\s?$|[√(]\s?$")
_ABOUT_GOES_ON = re.compile(r"[^.;!?。；！？\d]{0,32}(?:\band\b|,|，|、|和|与|及|或|\bor\b|\bto\b|到|至)[^.;!?。；！？\d]{0,24}")
_LEFTOVER = re.compile(r"[A-Za-z$¥€£]*[A-Za-z-]?(?<![\d.])\d[\d.,]*[A-Za-z]{0,3}")
_NAME = re.compile(r"[A-Za-z]{1,14}-?\d{1,5}[A-Za-z]{0,3}")
_MEASURE = re.compile(r"\s?(?:%|×|[kKMBTG](?![A-Za-z])|[万亿千百倍张块卡天年月小周]|days?\b|hours?\b|weeks?\b|GPU|token|FLOP|param|USD|dollar)")
_SKIPPED = re.compile(r"(?:[ -]+([A-Za-z][A-Za-z-]{1,14})){1,2}?(?=[ -]+[A-Za-z$])")
_A_PARAMETER = re.compile(
    r" ?(?:a|per|each|every|for (?:each|every)(?: of the(?: [\w.,]+){1,2})?) param(?:eter)?s?\b", re.IGNORECASE
)
_HAN_LEFTOVER = re.compile(
    r"(?<![第几幾数數上多每])[一二两兩三四五六七八九十百千万萬亿億零〇]{2,}(?=\s?(?:[张張块塊天周年元倍层度吨卡]|小时|个月|美元|token|GPU))"
)


@dataclass(frozen=True)
class Figure:
    """A figure in a text.

    Attributes:
        text: as written.
        value: the number, scale and per cent included, not multiplied by the unit.
        step: what one more in its last digit is.
        coarse: the same where its last noughts may be rounding.
        units: what its unit may be, best first; () where it has none.
        percent: whether it was written as a percentage.
        tone: how exactly it is meant.
        multiple: whether it says how many times something is.
        more: whether it may also say how many times more.
        quantities: what the words next to it call it; () where they do not say.
        noun: the word that it counts, where that is no unit.
        run: the letters of the formula that it is the coefficient of ("6ND"), or "".
        formula: whether it stands among signs of arithmetic.
        given: whether the sentence says that the user stated it.
        past: whether the sentence speaks of another case or an earlier answer.
        stated: whether a verb before it states it.
        around: the text that it stands in, for comparison with a tool's own words.
        start: where it stands in the text as read.
        sentence: where its sentence begins.
        inferred: whether its unit stands elsewhere: in a heading, or after the next figure.
        ranged: whether it is an end of a range.
        symbolic: whether a letter stands beside it in a formula.
        readable: whether it could be read at all.
    """

    text: str
    value: Fraction
    step: Fraction = Fraction(0)
    coarse: Fraction = Fraction(0)
    units: tuple[Unit, ...] = ()
    percent: bool = False
    tone: Tone = "exact"
    multiple: bool = False
    more: bool = False
    quantities: tuple[str, ...] = ()
    noun: str = ""
    run: str = ""
    formula: bool = False
    given: bool = False
    past: bool = False
    stated: bool = False
    around: str = ""
    start: int = 0
    sentence: int = 0
    inferred: bool = False
    ranged: bool = False
    symbolic: bool = False
    readable: bool = True

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """What it may measure; () where it has no unit."""
        if self.percent or self.multiple:
            return (PLAIN,)
        found = tuple(dict.fromkeys(unit.dimension for unit in self.units))
        return (*found, PLAIN) if PER_PARAMETER in found else found


@dataclass(frozen=True)
class Thing:
    """An accelerator or a model named in a text: what it is in the catalog, and where it stands."""

    name: str
    start: int


@dataclass(frozen=True)
class Page:
    """A text as read.

    Attributes:
        text: in which the figures stand.
        figures: in order.
        things: accelerators and models named in it, in order.
    """

    text: str
    figures: tuple[Figure, ...]
    things: tuple[Thing, ...]


@lru_cache(maxsize=512)
def read_page(text: str) -> Page:
    """A text with its figures."""
    reader = _Reader(text)
    figures = sorted(reader.read(), key=lambda figure: figure.start)
    things = tuple(Thing(named.name, named.start) for named in reader.marks.named if named.known)
    return Page(reader.text, tuple(figures), things)


def read_figures(text: str) -> tuple[Figure, ...]:
    """The figures in a text, in order."""
    return read_page(text).figures


@dataclass(frozen=True)
class _Span:
    """A figure and where it stands."""

    start: int
    end: int
    figure: Figure


class _Reader:
    """One text being read."""

    def __init__(self, text: str) -> None:
        self.marks: Marks = read_marks(plain_text(text), lexicon())
        self.text = without_versions(self.marks.text)
        if self.text != self.marks.text:
            self.marks = read_marks(self.text, lexicon())
            self.text = self.marks.text
        self.names: Names = names()

    def read(self) -> Iterator[Figure]:
        spans = sorted(self._spans(), key=lambda span: span.start)
        spans = self._units_shared(spans)
        hits = self.names.hits(self.marks)
        last: Figure | None = None
        for place, span in enumerate(spans):
            before = spans[place - 1].end if place else 0
            after = spans[place + 1].start if place + 1 < len(spans) else len(self.text)
            alike = max((s.end for s in spans[:place] if _alike(s.figure, span.figure)), default=0)
            found = self._in_sentence(span, before, after)
            if last is not None and last.tone == "about" and found.tone == "exact":
                if _ABOUT_GOES_ON.fullmatch(self.text[before : span.start]):
                    found = replace(found, tone="about")
            last = found
            header = self._header(span.start) if "|" in self.text else ""
            named = self.names.nearest(
                hits,
                self.text,
                (span.start, span.end),
                (alike, after),
                () if found.multiple else found.dimensions,
                header,
            )
            if found.noun and (counted := self.names.of_noun(found.noun)):
                named = tuple(sorted(counted))
            yield replace(found, quantities=named)

    # --------------------------------------------------------------- what stands there

    def _spans(self) -> Iterator[_Span]:
        """Every figure, with its number read."""
        taken: list[tuple[int, int]] = []
        amounts = [(a.start, a.end) for a in self.marks.amounts]
        ones = [self._one_of(match.start(), match.end()) for match in _AN_UNIT.finditer(self.text)]
        words = (_Span(*found) for found in (*self._multiples(), *self._fractions()))
        for span in (*filter(None, ones), *words):
            inside = any(start <= span.start and span.end <= end for start, end in amounts)
            if not inside and not _overlaps(span.start, span.end, taken):
                taken.append((span.start, span.end))
                yield span
        for amount in self._amounts():
            if not _overlaps(amount.start, amount.end, taken):
                taken.append((amount.start, amount.end))
                yield from self._of_amount(amount)
        yield from self._leftovers(taken)

    def _amounts(self) -> list[Amount]:
        """Amounts, with those of one duration made one: "38 days 9 hours"."""
        joined: list[Amount] = []
        for amount in self.marks.amounts:
            last = joined[-1] if joined else None
            if last is not None and _is_finer(last, amount):
                between = self.text[last.end : amount.start]
                if len(between) <= 6 and _WEAK_COMPOUND.match(between):
                    unit = amount.units[0]
                    value = last.value * last.units[0].factor / unit.factor + amount.value
                    text = self.text[last.start : amount.end]
                    joined[-1] = replace(
                        amount, start=last.start, text=text, value=value, units=(unit,)
                    )
                    continue
            joined.append(amount)
        return joined

    def _of_amount(self, amount: Amount) -> Iterator[_Span]:
        """One figure, or the two ends of a range."""
        start, end = amount.start, amount.end
        digits = _DIGITS.findall(self.text[start:end])
        if amount.low is None or amount.high is None:
            written = digits[-1] if digits and amount.value.denominator else ""
            written = digits[0] if len(digits) == 1 else written
            yield from self._figure(amount, start, end, amount.value, digits[:1] or [written])
            return
        pair = digits if len(digits) == 2 else ["", ""]
        for value, written in zip((amount.low, amount.high), pair, strict=True):
            for span in self._figure(amount, start, end, value, [written]):
                yield replace(span, figure=replace(span.figure, ranged=True))

    def _figure(
        self, amount: Amount, start: int, end: int, value: Fraction, written: list[str]
    ) -> Iterator[_Span]:
        if cues.DISCOURSE.match(self.text, end) and not amount.units and 0 <= value <= 12:
            return
        units = _without_doubt(amount.units, self.text[start:end])
        if units and units[0].name == "token" and (each := _A_PARAMETER.match(self.text, end)):
            units, end = (find_unit("token/parameter"),), each.end()
        if self.text[start:end].endswith(("张卡时", "块卡时", "張卡時")):
            units = (*units, find_unit("accelerator"))  # 256 张卡时是: when it was 256 cards
        if _SYMBOL_UNIT.match(self.text, end - 1) and self.text[end - 2 : end - 1].isdecimal():
            units, end = (), end - 1  # 4h² is no time
        times = None if units else cues.TIMES_AFTER.match(self.text, end)
        is_times = times is not None or any(unit.name == "×" for unit in units)
        step, coarse = _steps(value, written[0] if written else "")
        figure = Figure(
            text=self.text[start:end].strip(),
            value=value,
            step=step,
            coarse=coarse,
            units=() if is_times else units,
            percent=amount.percent,
            multiple=is_times,
        )
        if is_times:
            end = times.end() if times else end
            figure = replace(figure, text=self.text[start:end].strip(), more=self._more(start, end))
        elif not units and not amount.percent:
            figure = self._with_unit_near(figure, start, end)
        yield _Span(start, end, figure)

    def _more(self, start: int, end: int) -> bool:
        return bool(
            cues.MORE_AFTER.match(self.text, end)
            or cues.MORE_BEFORE.search(self.text, max(0, start - 6), start)
        )

    def _with_unit_near(self, figure: Figure, start: int, end: int) -> Figure:
        """The unit behind a word or two ("64 identical GPUs"), or the thing counted."""
        skipped = _SKIPPED.match(self.text, end)
        if skipped:
            between = self.text[end : skipped.end()].lower().replace("-", " ").split()
            found = match_units(self.text, skipped.end())
            if found and not cues.FUNCTION_WORDS & set(between):
                stop = found[0][1]
                units = tuple(dict.fromkeys(u for u, its_end in found if its_end == stop))
                text = self.text[start:stop].strip()
                return replace(figure, units=units, text=text)
        hint = cues.UNIT_HINT.search(self.text, max(0, start - 34), start)
        hint = hint or cues.LABEL_HINT.search(self.text, max(0, start - 34), start)
        if hint:
            units = _unit_of(hint[1])
            if units:
                return replace(figure, units=units, inferred=True)
        if header := self._header(start):
            units = _unit_of(header)
            if units:
                return replace(figure, units=units, inferred=True)
        noun = cues.COUNTED_THING.match(self.text, end)
        word = (noun[1] or noun[2]).lower() if noun else ""
        if word.isascii() and not _is_noun(word):
            return figure
        return replace(figure, noun=word)

    def _one_of(self, start: int, end: int) -> _Span | None:
        """"A month" as a figure; none in "$20 an hour"."""
        if _RATE_BEFORE.search(self.text, max(0, start - 12), start):
            return None
        many = _MORE_THAN_ONE.match(self.text, end)
        found = [
            (unit, stop)
            for unit, stop in match_units(self.text, many.end() if many else end)
            if unit.dimension.exponents == _TIME
        ]
        if not found:
            return None
        stop, value = found[0][1], Fraction(1)
        half = _AND_A_HALF.match(self.text, stop)
        if half:
            stop, value = half.end(), Fraction(3, 2)
        step = Fraction(1, 2) if half else Fraction(1)
        units = tuple(dict.fromkeys(unit for unit, _ in found))
        figure = Figure(
            self.text[start:stop], value, step, step, units, tone="over" if many else "exact"
        )
        return _Span(start, stop, figure)

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

    def _leftovers(self, taken: list[tuple[int, int]]) -> Iterator[_Span]:
        """Digits that no reader took: part of a name, or something to be refused."""
        for match in _HAN_LEFTOVER.finditer(self.text):
            if not _overlaps(*match.span(), taken):
                yield _Span(*match.span(), Figure(match[0], Fraction(0), readable=False))
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
            yield _Span(start, end, Figure(word, Fraction(0), readable=False))

    def _is_power(self, place: int) -> bool:
        """Whether the digits are an exponent or an index: h^2, D_0."""
        before = self.text[max(0, place - 2) : place]
        return before[-1:] in ("^", "_") or before in ("**", "^-", "^(")

    # ------------------------------------------------------------- what is said of it

    def _units_shared(self, spans: list[_Span]) -> list[_Span]:
        """The unit of the last in a list goes for those before it: 64, 128 and 256 GPUs."""
        shared = list(spans)
        for place in range(len(shared) - 2, -1, -1):
            span, following = shared[place], shared[place + 1]
            figure, other = span.figure, following.figure
            if not _DIGITS.fullmatch(figure.text) or figure.units or figure.noun:
                continue
            between = self.text[span.end : following.start]
            if len(between) <= 7 and cues.LIST_JOINT.fullmatch(between):
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

    def _in_sentence(self, span: _Span, before: int, after: int) -> Figure:
        """The figure with what its clause says of it."""
        text, figure = self.text, span.figure
        clause = _last_end(cues.ENDS_CLAUSE, text, max(0, span.start - 160), span.start)
        sentence = _last_end(cues.ENDS_SENTENCE, text, max(0, span.start - 240), span.start)
        lead = text[max(before, clause) : span.start]
        whole_lead = text[max(before, sentence) : span.start]
        stop = cues.ENDS_CLAUSE.search(text, span.end)
        clause_end = min(after, stop.start() if stop else len(text))
        tail = text[span.end : clause_end]
        ends = cues.ENDS_SENTENCE.search(text, span.end)
        sentence_end = ends.end() if ends else len(text)
        tone = figure.tone if figure.tone != "exact" else self._tone(span)
        verb = cues.RESULT_BEFORE.search(lead)
        given = cues.GIVEN_BEFORE.search(lead)
        if given and verb and given.start() < verb.start() and not _names_input(given[0]):
            given = None  # "With your cluster it takes 30 days" does not say that you said so.
        is_given = bool(
            given
            or cues.GIVEN_AFTER.match(tail)
            or cues.ASKED.search(text[span.start : sentence_end].rstrip())
            or (not verb and cues.PURPOSE.search(text[clause - 1 : clause] + lead))
            or (figure.multiple and figure.text.endswith("ing"))
        )
        clause_text = text[clause:clause_end]
        run = _SYMBOLS.match(text, span.end) if _DIGITS.fullmatch(figure.text) else None
        return replace(
            figure,
            tone=tone,
            given=is_given,
            past=bool(cues.PAST.search(clause_text) or cues.PAST.search(whole_lead)),
            stated=verb is not None,
            run=_symbols(figure.text, run[1]) if run else "",
            formula=figure.formula or self._in_formula(span),
            symbolic=bool(run) or bool(_LETTER_BEFORE.search(text[: span.start][-4:])),
            around=text[max(0, span.start - AROUND) : span.end + AROUND],
            start=span.start,
            sentence=sentence,
        )

    def _tone(self, span: _Span) -> Tone:
        lead = self.text[max(0, span.start - 40) : span.start]
        end = span.end
        if cues.ABOUT_BEFORE.search(lead) or cues.ABOUT_AFTER.match(self.text, end):
            return "about"
        if cues.OVER_BEFORE.search(lead) or cues.OVER_AFTER.match(self.text, end):
            return "over"
        if cues.UNDER_BEFORE.search(lead) or cues.UNDER_AFTER.match(self.text, end):
            return "under"
        return "exact"

    def _in_formula(self, span: _Span) -> bool:
        lead = self.text[max(0, span.start - 24) : span.start]
        return bool(
            _LEFT_OF_FORMULA.search(lead[-3:])
            or _RIGHT_OF_FORMULA.match(self.text, span.end)
            or cues.FACTOR_BEFORE.search(lead)
            or cues.FACTOR_AFTER.match(self.text, span.end)
        )

    def _header(self, position: int) -> str:
        """The head of the table column that a position stands in, or ""."""
        lines = self.text[:position].split("\n")
        row = lines[-1]
        if "|" not in row:
            return ""
        column = row.lstrip().count("|") - (1 if row.lstrip().startswith("|") else 0)
        for index in range(len(lines) - 2, -1, -1):
            line = lines[index]
            if "|" not in line:
                return ""
            if re.fullmatch(r"[\s|:\-]+", line) and index:
                cells = lines[index - 1].strip().strip("|").split("|")
                return cells[column].strip() if column < len(cells) else ""
        return ""


def _is_noun(word: str) -> bool:
    """Whether a word counts something: a plural, or what models are called."""
    if word in cues.FUNCTION_WORDS or word in cues.VERBS:
        return False
    return word in cues.SAME_AS_MODEL or word.endswith("s") or bool(names().of_noun(word))


def _names_input(cue: str) -> bool:
    """Whether a cue calls the figure a limit or a wish, which "is" does not undo."""
    return bool(
        re.search(
            r"limit|deadline|budget|goal|window|cap\b|ceiling|target|constraint|input|if\b|suppose"
            r"|assum|than\b|instead|rather|\bnot\b|exceed|beyond|预算|期限|目标|限制|要求|计划|给定"
            r"|假设|如果|若|您|你|you|不是|而非|并非|超过|超出|不到|手上|手头|现有",
            cue,
            re.IGNORECASE,
        )
    ) and not re.search(r"\byour (?!.*(?:limit|deadline|budget|goal|target|plan))", cue)


def _last_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where the last match in a window ends; its start where there is none."""
    last = start
    for match in pattern.finditer(text, start, end):
        last = match.end()
    return last


def _overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in taken)


def _is_finer(first: Amount, second: Amount) -> bool:
    """Whether two durations may be one: the second in the smaller unit."""
    if not first.units or not second.units or first.low is not None or second.low is not None:
        return False
    one, other = first.units[0], second.units[0]
    return (
        one.dimension.exponents == other.dimension.exponents == _TIME and one.factor > other.factor
    )


def _alike(one: Figure, other: Figure) -> bool:
    """Whether a name before the one is taken by it, and not left for the other."""
    if not one.dimensions or not other.dimensions:
        return True
    return bool(set(one.dimensions) & set(other.dimensions))


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
        if fine < Fraction(1, 10**6):
            return abs(value) / 1000, abs(value) / 100
    coarse = fine
    while (abs(value) / (coarse * 10)).denominator == 1:
        coarse *= 10
    return (coarse if abs(value) >= 10_000 else fine), coarse  # Words: thirty, 二十万.


def _without_doubt(units: tuple[Unit, ...], written: str) -> tuple[Unit, ...]:
    """The units without FLOP for FLOP/s and the other way, where the spelling tells: ZFLOP."""
    if len(units) == 2 and {u.name.removesuffix("/s") for u in units} == {units[0].name.removesuffix("/s")}:
        if written.rstrip().endswith(("FLOP", "flop", "Flop")):
            return tuple(unit for unit in units if not unit.name.endswith("/s"))
    return units


def _unit_of(words: str) -> tuple[Unit, ...]:
    """The unit that a heading or a bracket names, if it names one: "Time (days)"."""
    for piece in reversed(re.findall(r"[^\s()（）,;:]+(?:\s?/\s?[^\s()（）]+)?", words)):
        found = match_units(piece, 0)
        if found and found[0][1] == len(piece):
            return tuple(dict.fromkeys(unit for unit, stop in found if stop == len(piece)))
    return ()


def _symbols(coefficient: str, letters: str) -> str:
    """A coefficient and its letters as one word, "6ND"."""
    joined = re.sub(r"[\s·×*]", "", letters).replace("^2", "²").replace("^3", "³")
    return f"{coefficient}{joined}"
