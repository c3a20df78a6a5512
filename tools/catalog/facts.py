"""A figure on its way from the catalog to the solver."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Fact:
    """An exact value in the quantity's base unit, and where it comes from.

    Attributes:
        value: the nominal value; an int where it is whole.
        source: who published it.
        low: the lower end, for what is known as a range only (prices).
        high: the upper end of that range.
        note: what a reader of an answer should know of this figure.
        checked: whether its publisher's own page has confirmed it.
    """

    value: Fraction | int
    source: str
    low: Fraction | None = None
    high: Fraction | None = None
    note: str | None = None
    checked: bool = True


def whole_or_fraction(value: Fraction) -> Fraction | int:
    """The same value, as an int where it is whole."""
    return value.numerator if value.denominator == 1 else value
