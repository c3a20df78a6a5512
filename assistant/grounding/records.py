"""What is read of a text: its figures, and the accelerators and models named in it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from ...tools.engine.units import Dimension, Unit, dimension_of

Tone = Literal["exact", "about", "over", "under"]
Change = Literal["", "more", "less"]

PLAIN = Dimension()
MOST_BYTES = 8
"""Of a number in any format."""
PER_PARAMETER = dimension_of("token/parameter")
"""Counted as a plain number, too: 20."""


def rough(value: Fraction) -> float:
    """About how large a value is."""
    try:
        return abs(float(value))
    except OverflowError:
        return float("inf")


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
        more: whether it may also say how many times more; of a percentage, what change it is.
        quantities: what the words next to it call it; () where they do not say.
        noun: the word that it counts, where that is no unit.
        run: the letters of the formula that it is the coefficient of ("6ND"), or "".
        formula: whether it stands among signs of arithmetic.
        operand: whether it goes into a formula, rather than coming out of one.
        worked: whether it comes out of a formula.
        given: whether the sentence says that the user stated it.
        attribute: whether it only tells what is spoken of: "a 7B model".
        sized: whether it is the size of a thing: "a 48 GB card".
        past: whether the sentence speaks of another case or an earlier answer.
        stated: whether a verb before it states it.
        around: the text that it stands in, for comparison with a tool's own words.
        start: where it stands in the text as read.
        sentence: where its sentence begins.
        inferred: whether its unit stands elsewhere: in a heading, or after the next figure.
        ranged: whether it is an end of a range.
        titled: whether the words call it by a quantity's own name, not by one of many.
        bound: whether the name stands right beside it.
        powered: whether it was written with a power of ten.
        object: what a multiple is said of, by its unit: "twice the tokens".
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
    more: Change = ""
    quantities: tuple[str, ...] = ()
    noun: str = ""
    run: str = ""
    formula: bool = False
    operand: bool = False
    worked: bool = False
    given: bool = False
    attribute: bool = False
    sized: bool = False
    past: bool = False
    stated: bool = False
    around: str = ""
    start: int = 0
    sentence: int = 0
    inferred: bool = False
    ranged: bool = False
    titled: bool = False
    bound: bool = False
    powered: bool = False
    object: tuple[Dimension, ...] = ()
    symbolic: bool = False
    readable: bool = True

    @cached_property
    def sizes(self) -> tuple[float, ...]:
        """About how large its value is, bare and in base units."""
        return (rough(self.value), *(rough(self.value * unit.factor) for unit in self.units))

    @cached_property
    def is_of_format(self) -> bool:
        """Whether it tells of a format: 8 bits, 2 bytes."""
        return bool(self.units) and (
            self.units[0].name == "bit" or (self.units[0].name == "B" and self.value <= MOST_BYTES)
        )

    @cached_property
    def dimensions(self) -> tuple[Dimension, ...]:
        """What it may measure; () where it has no unit."""
        if self.percent or self.multiple:
            return (PLAIN,)
        found = tuple(dict.fromkeys(unit.dimension for unit in self.units))
        return (*found, PLAIN) if PER_PARAMETER in found else found


@dataclass(frozen=True)
class Thing:
    """An accelerator or a model named in a text.

    Attributes:
        name: what it is in the catalog.
        start: where it stands.
        written: as it stands there.
    """

    name: str
    start: int
    written: str


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


@dataclass(frozen=True)
class Span:
    """A figure and where it stands."""

    start: int
    end: int
    figure: Figure
