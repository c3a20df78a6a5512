"""What solving takes and gives: known values, steps, answers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import sympy

from . import algebra
from .algebra import Evaluator, Number
from .equation import Equation
from .quantity import Quantity
from .text import Language, Text

Origin = Literal["given", "catalog", "default", "choice"]


@dataclass(frozen=True)
class Given:
    """A known value.

    Attributes:
        value: in the quantity's base unit; the nominal one where it is a range.
        low: low end of a range, or none.
        high: high end of a range, or none.
        origin: the user, the catalog, a default of the vocabulary, or a model choice.
        source: where a value that the user did not state comes from.
        note: a remark that belongs to it, or none.
        because: why it is assumed, or none.
    """

    value: Number
    low: Number | None = None
    high: Number | None = None
    origin: Origin = "given"
    source: str = ""
    note: str = ""
    because: Text | None = None

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.low is not None and self.high is not None


def scope_of(equations: Iterable[Equation], language: Language) -> str | None:
    """What equations take for granted, each once; none where they take nothing."""
    taken = dict.fromkeys(e.assumes.in_(language) for e in equations if e.assumes is not None)
    return ("；" if language == "zh" else "; ").join(taken) or None


@dataclass(frozen=True)
class PlannedStep:
    """One quantity from one equation.

    Attributes:
        equation: the equality used.
        quantity: what it gives.
        form: its closed form in quantities known by then; none where a root is bracketed.
        evaluate: the closed form as a function, or the residual whose root is wanted.
        residual: what is zero at its value, in the quantities that `evaluate` reads.
        inputs: names of those quantities, its own left out.
        with_: the other equations of a simultaneous block that were put into this one.
    """

    equation: Equation
    quantity: Quantity
    form: sympy.Expr | None
    evaluate: Evaluator
    residual: sympy.Expr
    inputs: frozenset[str]
    with_: tuple[Equation, ...] = ()

    @property
    def equations(self) -> tuple[Equation, ...]:
        """Its own, then those that were put into it."""
        return (self.equation, *self.with_)


@dataclass(frozen=True)
class Step:
    """A planned step with its numbers.

    Attributes:
        plan: the equation and its rearranged form.
        values: what was put in, by quantity name.
        result: what came out.
    """

    plan: PlannedStep
    values: Mapping[str, Number]
    result: Number


@dataclass(frozen=True)
class Formula:
    """A quantity in closed form.

    Attributes:
        form: in what is known.
        equations: those that it follows from, its own first.
    """

    form: sympy.Expr
    equations: tuple[Equation, ...]

    @property
    def sources(self) -> str:
        """Who says so, each once."""
        return "; ".join(dict.fromkeys(equation.source for equation in self.equations))


@dataclass(frozen=True)
class Found:
    """One answer.

    Attributes:
        quantity: what was asked.
        value: the exact value, or an mpmath float where a root or logarithm came in.
        low: the lowest value over the ranges given, or none.
        high: the highest value over the ranges given, or none.
    """

    quantity: Quantity
    value: Number
    low: Number | None = None
    high: Number | None = None

    @property
    def answer(self) -> Number:
        """The value as it is answered: whole for things that are counted."""
        return whole(self.quantity, self.value)


@dataclass(frozen=True)
class Solution:
    """What was asked, and how it was found.

    Attributes:
        found: one answer for each quantity asked, in order.
        steps: every step, in order.
        used: every known value that a step used, by quantity name.
        choices: the model choices that a step depends on: name -> (value, whether it was stated).
        warnings: what the reader should know.
        unused: names of stated inputs that the answer does not depend on.
        values: every value at the nominal inputs, by quantity name.
    """

    found: tuple[Found, ...]
    steps: tuple[Step, ...]
    used: Mapping[str, Given]
    choices: Mapping[str, tuple[str, bool]]
    warnings: tuple[Text, ...]
    unused: tuple[str, ...]
    values: Mapping[str, Number]

    @property
    def assumed(self) -> dict[str, Given]:
        """The values used that the user did not state; constants stand with their choice."""
        return {
            name: given
            for name, given in self.used.items()
            if given.origin in ("catalog", "default")
        }


def whole(quantity: Quantity, value: Number) -> Number:
    """`value` rounded as things of this kind are counted; unchanged where they are not."""
    rounding = quantity.domain.rounding
    if rounding is None:
        return value
    number = algebra.rational(value)
    if rounding == "up":
        return Fraction(math.ceil(number))
    if rounding == "down":
        return Fraction(math.floor(number))
    return Fraction(math.floor(number + Fraction(1, 2)))
