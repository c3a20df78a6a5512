"""Where the figures of a text stand, and what number and unit each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ...tools.engine.amounts import Amount
from ...tools.engine.units import Unit, find_unit
from . import cues
from .nearunits import Bare, units_shared, with_unit_near
from .plain import GONE
from .precision import DIGITS, steps
from .records import Change, Figure, Span
from .wordspans import TIME, word_spans

_WEAK_COMPOUND = re.compile(r"\s?(?:,|and|又|零|外加|加)?\s?$", re.IGNORECASE)
_SHORT_UNIT = re.compile(r"\s?(d|t|g|min)(?![\w/·×*^-])")
_SHORT = {"d": "day", "t": "tonne", "g": "gram", "min": "minute"}
"""Units that are words of their own in a question, and none after a figure of an answer."""
_FLOP_ALONE = re.compile(r"FLOP(?! ?(?:[sS/]|per s|a s))", re.IGNORECASE)
_FACTOR_OF = re.compile(
    r"\bfactor of (?:about |around |roughly |nearly |almost |over |~)?$", re.IGNORECASE
)
_WHEN = re.compile(r"[\d.,]+\s?[时時]")
_SYMBOL_UNIT = re.compile(
    r"(?<=\d)[a-z](?:[²³_]|\^|\s?[·×*])|[a-z] [A-Za-z] [=≈]|(?<=smaller than \d)h|(?<=远小于 \d)h"
)
"""A letter that is none of a unit: 4h², 2 h V, "s much smaller than 6h"."""
_POWERED = re.compile(r"\d[eE][+-]?\d|10(?:\^|[⁰¹²³⁴⁵⁶⁷⁸⁹])|次方")
_TIMES_ZH = re.compile(r"\s?次(?![数要])")
_LEFTOVER = re.compile(r"[A-Za-z$¥€£]*[A-Za-z-]?(?<![\d.])\d[\d.,]*[A-Za-z]{0,3}")
_NAME = re.compile(r"[A-Za-z]{1,14}-?\d{1,5}[A-Za-z]{0,3}")
_MEASURE = re.compile(
    r"\s?(?:%|×|[kKMBTG](?![A-Za-z])|[万亿千百倍张块卡天年月小周]|days?\b|hours?\b|weeks?\b|GPU"
    r"|token|FLOP|param|USD|dollar)"
)
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
        return units_shared(self.text, self._joined(sorted(self._spans(), key=lambda s: s.start)))

    def _spans(self) -> Iterator[Span]:
        """Every figure, with its number read."""
        taken: list[tuple[int, int]] = []
        amounts = [(a.start, a.end) for a in self.amounts]
        for span in word_spans(self.text):
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
        step, coarse = steps(value, "")
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
        is_few = not amount.units and 0 <= value <= 12
        if is_few and self._counts_nothing(start, end):
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
        if _SYMBOL_UNIT.match(self.text, end - 1):
            units, end = (), end - 1
        times = None if units else cues.TIMES_AFTER.match(self.text, end)
        if not units and not times and (short := _SHORT_UNIT.match(self.text, end)):
            units, end = (find_unit(_SHORT[short[1]]),), short.end()
        is_times = _FACTOR_OF.search(self.text, max(0, start - 32), start) is not None
        is_times = is_times and not units and not amount.percent
        is_times = is_times or times is not None or any(unit.name == "×" for unit in units)
        step, coarse = steps(value, written)
        figure = Figure(
            text=self.text[start:end].strip(),
            value=value,
            step=step,
            coarse=coarse,
            units=() if is_times else units,
            percent=amount.percent,
            multiple=is_times,
            more=self._change(start, end) if amount.percent else "",
            powered=bool(_POWERED.search(self.text[start:end])),
        )
        if is_times:
            end = times.end() if times else end
            figure = replace(figure, text=self.text[start:end].strip(), more=self._more(start))
        elif not units and not amount.percent:
            figure = with_unit_near(Bare(self.text, self.named, figure, start, end))
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

    def _counts_nothing(self, start: int, end: int) -> bool:
        """Whether it counts no quantity: "two ways", not "sharded 8 ways"; "the cheaper one"."""
        if cues.DISCOURSE.match(self.text, end):
            return not cues.SPLIT_BEFORE.search(self.text, max(0, start - 24), start)
        return bool(cues.PRONOUN.search(self.text, max(0, start - 24), end))

    def _more(self, start: int) -> Change:
        return "more" if cues.MORE_BEFORE.search(self.text, max(0, start - 6), start) else ""

    def _change(self, start: int, end: int) -> Change:
        """Which way a percentage tells a change, if it does."""
        if cues.MORE_OF.match(self.text, end) or self.text[start - 1 : start] == "+":
            return "more"
        return "less" if cues.LESS_OF.match(self.text, end) else ""

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


def _overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in taken)


def _is_finer(first: Figure, second: Figure) -> bool:
    """Whether two durations may be one: the second in the smaller unit."""
    if not first.units or not second.units or first.ranged or second.ranged:
        return False
    one, other = first.units[0], second.units[0]
    is_time = one.dimension.exponents == other.dimension.exponents == TIME
    return is_time and other.factor * second.value < one.factor


def _of_twelve_months(year: Unit) -> Unit:
    """A year as twelve months are: $240 a month are $2,880 a year."""
    days = Fraction(360, 365) ** int(year.dimension.exponent("time"))
    return Unit(year.name, year.factor * days, year.dimension)


def _without_doubt(units: tuple[Unit, ...], written: str) -> tuple[Unit, ...]:
    """The units without FLOP/s where the spelling says FLOP: "3 ZFLOP", "434 TFLOP per GPU"."""
    if _FLOP_ALONE.search(written):
        return tuple(unit for unit in units if "/s" not in unit.name) or units
    return units
