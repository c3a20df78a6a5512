"""How much a result moves when an input does: d ln(result) / d ln(input).

The chain rule over an expression, each part in closed form. In logarithms a product's slope is a
sum and a power's is its exponent, so that power laws come out exact.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

import sympy

from . import algebra
from .algebra import Evaluator, Number, Values, compile_expression
from .solution import PlannedStep

Slopes: TypeAlias = Mapping[str, Number]
"""By quantity: d ln(quantity) / d ln(input); what is absent does not move."""

Slope: TypeAlias = Callable[[Values, Slopes], Number]

ZERO = Fraction(0)


def _total(terms: Iterable[Number]) -> Number:
    return functools.reduce(algebra.add, terms, ZERO)


def along(steps: Iterable[PlannedStep], values: Values, start: Slopes) -> dict[str, Number]:
    """The slopes of every quantity where several inputs move together.

    Args:
        steps: the steps of a solution, in order.
        values: every value of the solution, the inputs' and the steps' own.
        start: how the inputs move: {"parameters": 1, "tokens": -1} along a compute budget.

    Raises:
        ValueError: a slope that does not exist.
    """
    moved = dict(start)
    for step in steps:
        if step.quantity.name not in start:
            moved[step.quantity.name] = _step_slope(step, values, moved)
    return moved


def _step_slope(step: PlannedStep, values: Values, moved: Slopes) -> Number:
    if step.form is not None:
        if not any(moved.get(name) for name in step.inputs):
            return ZERO
        return relative_slope(step.form)(values, moved)
    residual = absolute_slope(step.residual)
    own = {step.quantity.name: Fraction(1)}
    others = {name: slope for name, slope in moved.items() if name not in own}
    across = residual(values, own)
    if not across:
        raise ValueError("a double root has no slope")
    return -algebra.divide(residual(values, others), across)


@functools.lru_cache(maxsize=2048)
def absolute_slope(expression: sympy.Expr) -> Slope:
    """D expression / d ln(input), from values and the slopes of what stands in it."""
    if expression.is_Add:
        terms = [absolute_slope(term) for term in expression.args]
        return lambda values, slopes: _total(term(values, slopes) for term in terms)
    if expression.is_Mul:
        return _product(expression.args)
    value, slope = compile_expression(expression), relative_slope(expression)

    def evaluate(values: Values, slopes: Slopes) -> Number:
        relative = slope(values, slopes)
        return algebra.multiply(value(values), relative) if relative else ZERO

    return evaluate


@functools.lru_cache(maxsize=2048)
def relative_slope(expression: sympy.Expr) -> Slope:
    """D ln(expression) / d ln(input), from values and the slopes of what stands in it.

    Raises:
        TypeError: an expression that has no such rule.
        ValueError, when called: the expression is 0 and moves, or a Max or Min turns.
    """
    if expression.is_Symbol:
        name = expression.name
        return lambda values, slopes: slopes.get(name, ZERO)
    if expression.is_number:
        return lambda values, slopes: ZERO
    if expression.is_Mul:
        parts = [relative_slope(factor) for factor in expression.args]
        return lambda values, slopes: _total(part(values, slopes) for part in parts)
    if expression.is_Pow:
        return _power(expression.base, expression.exp)
    if expression.is_Add:
        return _sum(expression)
    if isinstance(expression, sympy.exp):
        return absolute_slope(expression.args[0])
    if isinstance(expression, sympy.log):
        value, inside = compile_expression(expression), relative_slope(expression.args[0])
        return lambda values, slopes: algebra.divide(inside(values, slopes), value(values))
    if isinstance(expression, sympy.Max | sympy.Min):
        return _extreme(expression)
    raise TypeError(f"{type(expression).__name__} has no slope")


def _product(factors: Iterable[sympy.Expr]) -> Slope:
    """The product rule, which holds where a factor is 0 too."""
    parts = [(compile_expression(factor), absolute_slope(factor)) for factor in factors]

    def evaluate(values: Values, slopes: Slopes) -> Number:
        product, slope = Fraction(1), ZERO
        for value, moved in parts:
            here = value(values)
            slope = algebra.add(
                algebra.multiply(slope, here), algebra.multiply(product, moved(values, slopes))
            )
            product = algebra.multiply(product, here)
        return slope

    return evaluate


def _sum(expression: sympy.Expr) -> Slope:
    value, slope = compile_expression(expression), absolute_slope(expression)

    def evaluate(values: Values, slopes: Slopes) -> Number:
        moved = slope(values, slopes)
        return algebra.divide(moved, value(values)) if moved else ZERO

    return evaluate


def _power(base: sympy.Expr, exponent: sympy.Expr) -> Slope:
    """p·slope(base) + ln(base)·p·slope(p)."""
    power, of_base = compile_expression(exponent), relative_slope(base)
    if exponent.is_number:
        return lambda values, slopes: algebra.multiply(power(values), of_base(values, slopes))
    value, of_power = compile_expression(base), absolute_slope(exponent)

    def evaluate(values: Values, slopes: Slopes) -> Number:
        result = algebra.multiply(power(values), of_base(values, slopes))
        moved = of_power(values, slopes)
        if moved:
            logarithm = algebra.context.log(algebra.to_real(value(values)))
            result = algebra.add(result, algebra.multiply(logarithm, moved))
        return result

    return evaluate


def _extreme(expression: sympy.Expr) -> Slope:
    """The slope of the argument that a Max or Min takes.

    Where it takes a constant 0 nothing moves; where two are equal there is no slope.
    """
    choose = max if isinstance(expression, sympy.Max) else min
    parts: list[tuple[Evaluator, Slope]] = [
        (compile_expression(a), relative_slope(a)) for a in expression.args
    ]

    def evaluate(values: Values, slopes: Slopes) -> Number:
        found = [(algebra.to_real(value(values)), slope) for value, slope in parts]
        taken = choose(found, key=lambda pair: pair[0])
        if sum(value == taken[0] for value, _ in found) > 1:
            raise ValueError("at the turn of a Max or Min there is no slope")
        return taken[1](values, slopes)

    return evaluate
