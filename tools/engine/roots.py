"""Roots of an equation in one unknown that has no closed form, to DIGITS digits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from .algebra import DIGITS, Evaluator, Values, context, to_real

LEAST, MOST = -30, 45
"""Powers of ten between which roots are looked for."""


class _Point(NamedTuple):
    """A place, as a power of ten, and the residual there."""

    at: Any
    value: Any


def bracketed_root(residual: Evaluator, values: Values, unknown: str) -> Any:
    """The smallest positive root of `residual` in `unknown`.

    Raises:
        ValueError: the residual changes sign nowhere between the powers LEAST and MOST.
    """
    for root in roots(residual, values, unknown):
        return root
    raise ValueError("no root")


def roots(residual: Evaluator, values: Values, unknown: str) -> Iterator[Any]:
    """The positive roots of `residual` in `unknown`, smallest first.

    Brackets them by scanning half powers of ten, then refines with the Illinois method. Two roots
    within half a power of ten, and a root where the residual touches zero, are not seen. Where the
    residual is zero over a range, its lower end stands for it.
    """
    reals = {name: to_real(value) for name, value in values.items()}  # Once, not at each point.

    def value_at(exponent: Any) -> Any:
        try:
            return to_real(residual({**reals, unknown: context.mpf(10) ** exponent}))
        except (ValueError, ZeroDivisionError):
            return None

    low: _Point | None = None
    for half in range(2 * LEAST, 2 * MOST + 1):
        here = context.mpf(half) / 2
        value = value_at(here)
        if value == 0:
            if low is None or low.value != 0:
                yield context.mpf(10) ** here
        elif value is not None and low is not None and low.value * value < 0:
            root = _refine(value_at, low, _Point(here, value))
            if root is not None:
                yield context.mpf(10) ** root
        low = None if value is None else _Point(here, value)


def root_around(function: Callable[[Any], Any], start: Any) -> Any:
    """The root of a function of a positive number that lies nearest to `start`, by doublings.

    Raises:
        ValueError: the function changes sign nowhere within 100 doublings of `start`.
    """

    def at(exponent: Any) -> Any:
        return function(context.mpf(2) ** exponent * start)

    below = above = _Point(context.mpf(0), at(0))
    for _ in range(100):
        for near, step in ((below, -1), (above, 1)):
            here = near.at + step
            far = _Point(here, at(here))
            if far.value * near.value <= 0:
                root = _refine(at, *sorted((near, far), key=lambda point: point.at))
                if root is not None:
                    return context.mpf(2) ** root * start
            if step < 0:
                below = far
            else:
                above = far
    raise ValueError("no root")


def _refine(function: Callable[[Any], Any], low: _Point, high: _Point) -> Any:
    """The root between two points of opposite sign, or none where the sign changes at a pole."""
    (a, at_a), (b, at_b) = low, high
    tolerance = context.mpf(10) ** (2 - DIGITS)
    middle = (a + b) / 2
    for _ in range(400):
        middle = (a * at_b - b * at_a) / (at_b - at_a)
        if not a < middle < b:
            middle = (a + b) / 2
        value = function(middle)
        if value is None:
            return None
        if value == 0:
            return middle
        step, width = min(middle - a, b - middle), b - a
        if (value < 0) == (at_a < 0):
            a, at_a, at_b = middle, value, at_b / 2
        else:
            b, at_b, at_a = middle, value, at_a / 2
        if min(step, width) <= tolerance * max(1, abs(middle)):
            break
    last = function(middle)
    if last is None or abs(last) > min(abs(low.value), abs(high.value)):
        return None
    return middle
