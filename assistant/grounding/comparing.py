"""Whether a figure is worth what something else is worth, at the precision shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache

from ...tools.engine.units import Dimension, dimension_of
from . import cues
from .naming import COUNTED, names
from .records import PLAIN, Figure, Page
from .supports import FREE, OF_ANY, Support
from .tolerances import NEAR, OPEN, ROUGH

FARTHEST = 1 / (1 - float(OPEN))
"""How many times as large as a figure what it repeats may be."""

REACH = 90
"""Characters within which a case named before a figure is the one that it is of."""

PRICE_OF_CARD, PRICE_OF_HOUR = dimension_of("USD/(accelerator*s)"), dimension_of("USD/s")
CARD_TIME, TIME = dimension_of("accelerator*s"), dimension_of("s")
MONEY = dimension_of("USD")
_PRICE_OF_TOKEN = dimension_of("USD/token")
_PARAMETERS = dimension_of("parameter")
EACH = (_PARAMETERS, dimension_of("token"))
"""What a figure may be for, each: 16 bytes, of a parameter."""
OPERATIONS = (dimension_of("FLOP/parameter"), dimension_of("FLOP/(parameter*token)"))
"""What a coefficient of 2N and of 6ND measures, which is written as a bare number."""
_THOSE = re.compile(r"\b(?:the|these|those|all) $|[这那]些?$")
_CARD_TIME = re.compile(
    r"(?:GPU|card|accelerator)[- ]?(?:hours?|time)|\b(?:one|a single) (?:GPU|card|accelerator)\b"
    r"|卡时|机时|[单一]张?卡|(?-i:\bT) ?[=≈]",
    re.IGNORECASE,
)


Near = Callable[[Sequence[float]], Iterable[Support]]
"""Gives what may be as large as something."""


def repeats(figure: Figure, support: Support) -> bool:
    """Whether a figure is worth what a support is worth, whatever it is called."""
    return Comparison(Page("", (), ()), figure).repeats(support)


class Comparison:
    """A figure, to be compared.

    Args:
        page: that it stands in; what stands near by may give its unit.
        figure: the figure.
    """

    def __init__(self, page: Page, figure: Figure) -> None:
        self.page = page
        self.figure = figure

    def among(self, near: Near) -> list[Support]:
        """Those that the figure repeats, of those about as large."""
        return [support for support in near(self.figure.sizes) if self.repeats(support)]

    def _is_near(self, support: Support) -> bool:
        """Whether it is about as large: most supports are not, and this is quick."""
        for other in support.sizes:
            for size in self.figure.sizes:
                if size <= FARTHEST * other and other <= FARTHEST * size:
                    return True
        return False

    def repeats(self, support: Support) -> bool:
        """Whether the figure is worth what a support is worth."""
        if not self._is_near(support):
            return False
        figure = self.figure
        dimensions = figure.dimensions
        for dimension, values in support.values.items():
            if dimension == PRICE_OF_CARD and PRICE_OF_HOUR in dimensions:
                dimensions = (*dimensions, PRICE_OF_CARD)  # "two dollars an hour", of a card
            if dimension == CARD_TIME and TIME in dimensions and self._is_card_time():
                dimensions = (*dimensions, CARD_TIME)  # "GPU-hours: 500 hours"
            if dimension is None:
                if self._is_bare_of(support, values):
                    return True
                continue
            if support.quantity == FREE and dimension == PLAIN and any(map(self._fits, values)):
                return True  # The unit of what was calculated stands in the words alone.
            if dimensions == (MONEY,) and self._is_such_price(dimension):
                if any(self._fits(number / _factor(figure, MONEY)) for number in support.numerals):
                    return True
            factor = _factor(figure, dimension) if dimension in dimensions else None
            factor = factor or self._for_each(dimension) or self._as_rent(dimension)
            if factor is not None:
                if any(self._fits(value / factor) for value in values):
                    return True
            elif not dimensions or figure.inferred or figure.operand:
                if self._is_bare(support, dimension, values):
                    return True
        return False

    def _is_bare_of(self, support: Support, values: Sequence[Fraction]) -> bool:
        """A support without a unit; a unit may be put to the user's own, if it only counts."""
        figure = self.figure
        worth = (*values, *support.numerals) if support.origin == "user" else values
        if not any(map(self._fits, worth)):
            return False
        if figure.percent:
            return all(value <= 1 for value in values)
        if figure.dimensions:
            counts = any(d in COUNTED or d == PLAIN for d in figure.dimensions)
            return counts and support.origin != "result"
        return not figure.noun or self._may_count(support)

    def _is_bare(self, support: Support, dimension: Dimension, values: Sequence[Fraction]) -> bool:
        """A figure without a unit, for a support that has one."""
        figure, quantity = self.figure, support.quantity
        called = quantity in figure.quantities or quantity == FREE
        if figure.noun and not self._may_count(support):
            if dimension != _PARAMETERS or figure.noun not in cues.SAME_AS_MODEL:
                return False
        beside = dimension in self._units_beside()
        telling = called or beside or figure.powered or figure.formula or figure.worked
        telling = telling or dimension in map(names().dimension, figure.quantities)
        if not telling and dimension not in COUNTED and dimension != PLAIN:
            return False
        if any(map(self._fits, values)):
            return True
        told = called or beside or figure.operand or figure.worked
        return told and any(map(self._fits, support.numerals))

    def _for_each(self, dimension: Dimension) -> Fraction | None:
        """What one of the figure's unit is, where the thing that it is for goes without saying."""
        each = (u.factor for u in self.figure.units if is_for_each(u.dimension, dimension))
        return next(each, None)

    def _as_rent(self, dimension: Dimension) -> Fraction | None:
        """What a dollar of rent is, where the sentence speaks of a price: it is by the hour."""
        if dimension != PRICE_OF_CARD or MONEY not in self.figure.dimensions:
            return None
        begin = self.page.text.rfind("\n", 0, self.figure.start) + 1
        line = self.page.text[begin : self.figure.start + REACH]
        told = self.figure.operand or bool(cues.RENT.search(line))
        told = told or CARD_TIME in self._units_beside()  # "7,580 GPU-hours at $2.40 apiece"
        return Fraction(1, 3600) if told else None

    def _is_such_price(self, dimension: Dimension) -> bool:
        """Whether another price, or a word, tells what it is for: "$0.10 per million tokens"."""
        if dimension.exponent("USD") != 1:
            return False
        if any(dimension in other.dimensions for other in self.page.figures):
            return True
        by_token = dimension == _PRICE_OF_TOKEN
        return by_token and cues.PER_MILLION.search(self.page.text) is not None

    def _is_card_time(self) -> bool:
        """Whether a time is meant of accelerators: in a product, called so, or told before."""
        figure = self.figure
        earlier = (f for f in self.page.figures if f.start < figure.start)
        told = [f for f in earlier if CARD_TIME in f.dimensions]
        begin = max(
            figure.sentence, figure.start - REACH // 2, *(f.start + len(f.text) for f in told)
        )
        before = self.page.text[begin : figure.start]
        if figure.formula or _CARD_TIME.search(before):
            return True
        again = any(abs(f.value - figure.value) <= NEAR * figure.value for f in told)
        return again and bool(_THOSE.search(before))

    def _units_beside(self) -> frozenset[Dimension]:
        """What figures near by in the line measure: "395.8 TFLOP/s, 40% of 989.4"."""
        mine, text = self.figure.start, self.page.text
        return frozenset(
            dimension
            for other in self.page.figures
            if other is not self.figure and abs(other.start - mine) <= REACH
            if "\n" not in text[min(other.start, mine) : max(other.start, mine)]
            for dimension in other.dimensions
            if dimension != PLAIN
        )

    def _may_count(self, support: Support) -> bool:
        """Whether its noun counts what the support is, or nothing known that is called so."""
        noun = self.figure.noun
        counted = names().of_noun(noun)
        if support.noun == OF_ANY:
            return not counted
        if support.noun:
            return _same_noun(noun, support.noun)
        if not counted and PLAIN in support.values:
            return support.quantity in self.figure.quantities
        return support.quantity in counted  # Of a unit that is not known nothing is.

    def _fits(self, value: Fraction) -> bool:
        """Whether a value, in the figure's unit, is what the figure shows of it."""
        figure = self.figure
        if value < 0 < figure.value:
            value = -value  # "saves 25%", for a change of -25%
        off = abs(figure.value - value)
        if off == 0:
            return True
        if figure.tone == "exact":
            return off <= figure.step / 2 and off <= NEAR * abs(value)
        if off <= figure.coarse / 2 and off <= ROUGH * abs(value):
            return True
        room = max(figure.coarse, figure.step)
        beyond = value > figure.value if figure.tone == "over" else value < figure.value
        return (
            figure.tone in ("over", "under")
            and beyond
            and off <= room
            and off <= OPEN * max(abs(value), abs(figure.value))
        )


@lru_cache(maxsize=1024)
def is_for_each(one: Dimension, other: Dimension) -> bool:
    """Whether one measures what the other does for each thing that is counted."""
    return one / other in EACH or other / one in EACH


def _factor(figure: Figure, dimension: Dimension) -> Fraction:
    if dimension == PRICE_OF_CARD and PRICE_OF_HOUR in figure.dimensions:
        dimension = PRICE_OF_HOUR
    if dimension == CARD_TIME and TIME in figure.dimensions:
        dimension = TIME
    return next((u.factor for u in figure.units if u.dimension == dimension), Fraction(1))


def _same_noun(one: str, other: str) -> bool:
    return one.rstrip("s") == other.rstrip("s")
