"""Amounts in free text: each number with its unit, its price per something, and its range."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from .numerals import Number, fold, scale_factor, scan_numbers
from .units import Dimension, Unit, dimension_of, match_folded

_LOOK_BACK = 24  # characters before a number in which its currency and its 每… may stand
_TIME = (("time", Fraction(1)),)
_PER_PARAMETER = Dimension((("parameter", Fraction(-1)), ("token", Fraction(1))))
_RATIOS = (_PER_PARAMETER, _PER_PARAMETER**-1)
_BYTE, _PLAIN = Dimension((("byte", Fraction(1)),)), Dimension()


@dataclass(frozen=True)
class Reading:
    """A value in a base unit.

    Attributes:
        value: the value; the middle of a range.
        low: the low end of a range, or none.
        high: the high end of a range, or none.
        text: as it was written, or "".
    """

    value: Fraction
    low: Fraction | None = None
    high: Fraction | None = None
    text: str = ""


@dataclass(frozen=True)
class Amount:
    """An amount found in a text.

    Attributes:
        start: index of its first character, currency sign and 每… included.
        end: index after its last character.
        text: as it was written.
        value: the number, scale and per cent included, not multiplied by the unit; the middle of
            a range.
        low: the low end of a range, or none.
        high: the high end of a range, or none.
        units: what the unit may be, best first; () for a bare number.
        percent: whether it was written as a percentage (the value is a fraction all the same).
        scale: the scale as written ("B", "亿"), or "".
    """

    start: int
    end: int
    text: str
    value: Fraction
    low: Fraction | None = None
    high: Fraction | None = None
    units: tuple[Unit, ...] = ()
    percent: bool = False
    scale: str = ""

    def in_base(self, base_unit: str) -> Reading | None:
        """The reading in a base unit, if it can be one.

        A bare number fits any unit, a percentage only "1", which tokens per parameter are
        counted in, too. None for a unit of another dimension,
        for gigabits where bytes are wanted, and for "7B" where the B could be bytes or billions.
        """
        wanted = dimension_of(base_unit)
        if self.percent:
            return self.times(Fraction(1)) if wanted == _PLAIN else None
        if not self.units:
            is_unclear = wanted == _BYTE and self.scale in ("B", "b")
            return None if is_unclear else self.times(Fraction(1))
        for unit in self.units:
            if unit.dimension == wanted or (wanted == _PLAIN and unit.dimension in _RATIOS):
                return None if self.is_in_bits(base_unit) else self.times(unit.factor)
        return None

    def is_in_bits(self, base_unit: str) -> bool:
        """Whether it says Gb (gigabits) where bytes are counted."""
        return dimension_of(base_unit) == _BYTE and bool(_LOWER_B.search(self.text))

    def times(self, factor: Fraction) -> Reading:
        """The reading in base units, where one of its units is `factor` of them."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Reading(self.value * factor, low, high, self.text)


_LOWER_B = re.compile(r"[KMGTP]i?b$")
_CURRENCY = re.compile(r"(?:(US\s?\$|\$|USD|[¥€£]|RMB|CNY|EUR|GBP|人民币)\s?)(-?)$", re.IGNORECASE)
_MINUS_FIRST = re.compile(r"(?:^|[\s(:=,])-$")
_VERB = re.compile(
    r"[\s:：=]*(?:(?:的)?(?:价格|單價|单价|價格|成本|租金|费用|电价))?"
    r"[\s:：=]*(?:只要|只需|大约|大概|需要|收费|约|約|要|需|收|花|是|为|為|按|才)?[\s:：=]*$"
)
_IN_FORMULA = re.compile(r"[/*·^+]\(?$")  # s/6h, 1 + s/(6h)
_HALF_MONTH = re.compile(r"[个個]半(?=月|小时|小時|钟头|星期|礼拜)")
_YEARS = range(1900, 2101)
_JOINT = re.compile(r"\s{0,2}(?:(-|–|—|~|\.\.\.?|…)|(to|到|至))\s{0,2}$", re.IGNORECASE)
_AND = re.compile(r"\s{0,2}(?:and|和|与|與|到|至|to|-|~)\s{0,2}$", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:difference|ratio|gap|compare)\b[^.?!]*$", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:\bbetween|介于|介於)\s{0,2}$", re.IGNORECASE)
_FROM = re.compile(r"(?:\bfrom|从|從|由)\s{0,2}$", re.IGNORECASE)


@dataclass(frozen=True)
class _Found:
    """An amount being put together: what its range needs to know."""

    amount: Amount
    number: Number
    currency: str


def scan_amounts(text: str, *, arithmetic: bool = False) -> list[Amount]:
    """Every amount in `text`, in order, ranges joined.

    Args:
        text: a question, or any text.
        arithmetic: whether it is a calculation. Then "-" subtracts: there are no ranges and no
            signs, and in "8/2*10**3" the power belongs to 10 alone.
    """
    return scan(fold(text), text, arithmetic=arithmetic)


def scan(folded: str, text: str, *, whole: bool = False, arithmetic: bool = False) -> list[Amount]:
    """The amounts of a folded text.

    Args:
        folded: `text` as `fold` makes it.
        text: as it was written.
        whole: whether it is an argument, in which any spelling of a unit counts, and not prose.
        arithmetic: as `scan_amounts` has it.
    """
    amounts: list[Amount] = []
    last: _Found | None = None
    for number in scan_numbers(text, arithmetic=arithmetic):
        begin = amounts[-1].end if amounts else 0
        if number.start < begin:
            continue  # it was part of a unit: "per 1M tokens"
        found = _amount(folded, text, number, begin, whole)
        if amounts and _is_counted_each(folded, amounts[-1]):
            found = _take_count(folded, text, amounts, found, number)
        joined = None
        if last and not arithmetic:
            joined = _join(folded, text, last, found, whole)
        if joined is not None:
            amounts[-1] = joined
            last = None
        else:
            amounts.append(found.amount)
            last = found
    return amounts


def _amount(
    folded: str, text: str, number: Number, begin: int, whole: bool, currency: str = ""
) -> _Found:
    """One number with its unit."""
    start, value = number.start, number.value
    before = folded[max(begin, start - 8) : start]
    if sign := _CURRENCY.search(before):
        currency = sign[1].replace(" ", "")
        start -= len(sign[0])
        if sign[2] or _MINUS_FIRST.search(folded[max(0, start - 2) : start]):
            value, start = -abs(value), start - (0 if sign[2] else 1)
    units, end, half = _units(folded, number, currency, whole)
    if end == number.end + 1 and _IN_FORMULA.search(folded[max(0, start - 2) : start]):
        units, end, half = (), number.end, 0
    units, start = _each(folded, units, start, begin, folded[number.end : end], currency)
    if half:
        value += Fraction(1, 2)
    if _is_year(units, number, folded):
        units, end = (), number.end
    amount = Amount(
        start, end, text[start:end], value, None, None, units, number.percent, number.scale
    )
    return _Found(amount, number, currency)


def _is_counted_each(folded: str, amount: Amount) -> bool:
    """Whether an amount is the count in a price: 每百万 token."""
    start = amount.start
    return folded[start : start + 1] == "每" or folded[max(0, start - 2) : start].rstrip().endswith(
        "每"
    )


def _take_count(
    folded: str, text: str, amounts: list[Amount], found: _Found, number: Number
) -> _Found:
    """The price that the last amount and this one make (每百万 token 0.2 美元), if they do."""
    amount = found.amount
    begin = amounts[-2].end if len(amounts) > 1 else 0
    units, start = _each(
        folded, amount.units, amount.start, begin, folded[number.end : amount.end], found.currency
    )
    if units == amount.units or not _is_price(units[0]):
        return found
    amounts.pop()
    priced = replace(amount, start=start, text=text[start : amount.end], units=units)
    return replace(found, amount=priced)


def _is_year(units: tuple[Unit, ...], number: Number, folded: str) -> bool:
    """Whether "2023 年" is a date."""
    return bool(
        units
        and units[0].name == "year"
        and not number.scale
        and number.value in _YEARS
        and folded[number.end : number.end + 2].strip()[:1] == "年"
    )


def _units(
    folded: str, number: Number, currency: str, whole: bool
) -> tuple[tuple[Unit, ...], int, int]:
    """The units after a number, best first, where they end, and whether 半 adds a half."""
    end = number.end
    if number.percent:
        return (), end, 0
    if currency:
        rest = currency + folded[end : end + 100]
        found = [(u, stop + end - len(currency)) for u, stop in match_folded(rest, 0, True)]
        return *_longest(found, end), 0
    if half := _HALF_MONTH.match(folded, end):
        return *_longest(match_folded(folded, half.end(), True), end), 1
    units, stop = _longest(match_folded(folded, end, whole), end)
    if units and units[0].dimension.exponents == _TIME and folded[stop : stop + 1] == "半":
        return units, stop + 1, 1  # 一年半
    return units, stop, 0


def _longest(found: list[tuple[Unit, int]], end: int) -> tuple[tuple[Unit, ...], int]:
    """The longest candidates, with the same per accelerator left out as a last resort."""
    if not found:
        return (), end
    stop = found[0][1]
    units = [unit for unit, its_end in found if its_end == stop]
    units += [unit for unit, its_end in found if its_end < stop and _is_per_card(units[0], unit)]
    return tuple(dict.fromkeys(units)), stop


def _is_per_card(longer: Unit, shorter: Unit) -> bool:
    """Whether the longer unit is the shorter one per accelerator: "80 GB per GPU"."""
    accelerators = Dimension((("accelerator", Fraction(1)),))
    return longer.factor == shorter.factor and longer.dimension * accelerators == shorter.dimension


def _each(
    folded: str, units: tuple[Unit, ...], start: int, begin: int, after: str, currency: str
) -> tuple[tuple[Unit, ...], int]:
    """The units put over a 每… that stands before: 每卡时 2 美元, 每天 50 亿 token."""
    window = folded[max(begin, start - _LOOK_BACK) : start]
    above = currency + after.strip(" -")
    for place in (at for at, char in enumerate(window) if char == "每" and units):
        phrase = _VERB.sub("", window[place:])
        for unit, end in match_folded(above + phrase, 0, True):
            if end == len(above + phrase):
                combined = (unit,) if _is_price(unit) else (unit, *units)
                return combined, start - len(window) + place
    return units, start


def _is_price(unit: Unit) -> bool:
    """Whether it is money per something: then it is never meant without the something."""
    return any(unit.dimension.exponent(currency) > 0 for currency in ("USD", "CNY", "EUR", "GBP"))


def _join(folded: str, text: str, first: _Found, second: _Found, whole: bool) -> Amount | None:
    """The range that two neighbours make, or none."""
    a, b = first.amount, second.amount
    between = folded[a.end : b.start]
    before = folded[max(0, a.start - 40) : a.start]
    if not _is_joint(between, before):
        return None
    if first.currency and not second.currency and not b.units:
        b = _amount(folded, text, second.number, a.end, whole, first.currency).amount
    ends = _ends(first, a, b)
    if ends is None or ends[0] > ends[1] or (ends[0] == ends[1] and "-" in between):
        return None
    low, high, units = ends
    start = a.start
    if not a.units:  # 每卡时 2 至 3 美元
        after = folded[second.number.end : b.end]
        units, start = _each(folded, units, start, 0, after, second.currency)
    return replace(
        b, start=start, text=text[start : b.end], value=(low + high) / 2, low=low, high=high,
        units=units, percent=b.percent,
    )  # fmt: skip


def _is_joint(between: str, before: str) -> bool:
    """Whether the words between two numbers make them a range. "From 30% to 45%" is a change."""
    if len(between) > 8:
        return False
    if _BETWEEN.search(before):
        return bool(_AND.match(between)) and not _COMPARED.search(before)
    joint = _JOINT.match(between)
    return bool(joint and (joint[1] or not _FROM.search(before)))


def _ends(
    first: _Found, a: Amount, b: Amount
) -> tuple[Fraction, Fraction, tuple[Unit, ...]] | None:
    """Both ends of a range in the unit of its second, and that unit."""
    if b.percent:
        if a.percent:
            return a.value, b.value, ()
        return (a.value / (10 if "成" in b.text else 100), b.value, ()) if not a.units else None
    if a.percent:
        return None
    is_bare_money = bool(first.currency and a.units and "/" not in a.units[0].name)
    if not a.units or (is_bare_money and b.units and _same_currency(a.units[0], b.units[0])):
        scale = scale_factor(b.scale) if not a.scale and abs(a.value) < 1000 else Fraction(1)
        return a.value * scale, b.value, b.units
    if not b.units:
        return None
    shared = [
        (unit, mine) for unit in b.units for mine in a.units if mine.dimension == unit.dimension
    ]
    if not shared:
        return None
    unit, mine = shared[0]
    return a.value * mine.factor / unit.factor, b.value, tuple(u for u, _ in shared)


def _same_currency(first: Unit, second: Unit) -> bool:
    """Whether both are in one currency."""
    name = first.dimension.exponents[0][0]
    return second.dimension.exponent(name) == 1
