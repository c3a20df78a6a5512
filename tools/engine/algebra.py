"""Rearranging equations and evaluating them exactly.

Covers: isolating one quantity in closed form (sums, products, powers, exponentials, logarithms,
polynomials to the second degree, balances of two power laws), eliminating quantities from a
simultaneous block, exact rational evaluation, and bracketed root finding where no closed form
exists. Does not cover: inequalities, complex roots.

SymPy's own `solve` takes hundreds of milliseconds on some of these forms and returns branches that
positive quantities rule out; the inversions below take well under one.
"""

from __future__ import annotations

import contextlib
import functools
import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import mpmath
import sympy

DIGITS = 40
MAX_BITS = 200_000
"""Size, in bits, beyond which an exact power is calculated to DIGITS digits instead."""

context = mpmath.MPContext()
context.dps = DIGITS

Number: TypeAlias = Fraction | Any
"""An exact rational, or an mpmath float of DIGITS digits where a root or logarithm came in."""

Values: TypeAlias = Mapping[str, Number]
Evaluator: TypeAlias = Callable[[Values], Number]


class NotClosed(Exception):
    """No closed form was found."""


# Evaluation


def is_exact(value: Number) -> bool:
    """Whether `value` is an exact rational."""
    return isinstance(value, Fraction)


def rational(value: Number) -> Fraction:
    """`value` as a fraction: itself, or the binary fraction that an mpmath float is.

    What is closer to 0 than 2^-MAX_BITS is written as that: it keeps its sign, as a float's does.

    Raises:
        OverflowError: it is not finite, or too large to be written out.
    """
    if isinstance(value, Fraction):
        return value
    sign, mantissa, exponent, _ = value._mpf_
    if not mantissa and exponent:
        raise OverflowError("not a finite number")
    if exponent > MAX_BITS:  # Its digits would fill the memory.
        raise OverflowError("out of reach")
    if exponent < -MAX_BITS:
        mantissa, exponent = min(mantissa, 1), -MAX_BITS
    number = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    return -number if sign else number


def to_real(value: Number) -> Any:
    """`value` as an mpmath float."""
    if isinstance(value, Fraction):
        return context.mpf(value.numerator) / value.denominator
    return value


def to_sympy(value: Number) -> sympy.Expr:
    """`value` as a SymPy number: a rational, or a float of DIGITS digits."""
    if isinstance(value, Fraction):
        return sympy.Rational(value.numerator, value.denominator)
    return sympy.Float(context.nstr(value, DIGITS), DIGITS)


def _integer_root(value: int, degree: int) -> int | None:
    root, exact = sympy.integer_nthroot(value, degree)
    return int(root) if exact else None


def power(base: Number, exponent: Number) -> Number:
    """Base to the power of exponent: exact where the result is rational, else to DIGITS digits.

    Raises:
        ValueError: a root of a negative number, or zero to a negative power.
    """
    if isinstance(base, Fraction) and isinstance(exponent, Fraction):
        if base == 0 and exponent < 0:
            raise ValueError("division by zero")
        size = max(base.numerator.bit_length(), base.denominator.bit_length())
        if exponent.denominator == 1 and size * abs(exponent.numerator) <= MAX_BITS:
            return base ** int(exponent)
        if base < 0:
            raise ValueError("root of a negative number")
        if exponent.denominator <= 64 and size * abs(exponent.numerator) <= MAX_BITS:
            top = _integer_root(base.numerator, exponent.denominator)
            bottom = _integer_root(base.denominator, exponent.denominator)
            if top is not None and bottom is not None:
                return Fraction(top, bottom) ** exponent.numerator
    real = to_real(base)
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        return real ** int(exponent)
    if real < 0:
        raise ValueError("root of a negative number")
    return real ** to_real(exponent)


def add(left: Number, right: Number) -> Number:
    """Their sum: exact where both are."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right
    return to_real(left) + to_real(right)


def multiply(left: Number, right: Number) -> Number:
    """Their product: exact where both are."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left * right
    return to_real(left) * to_real(right)


def divide(left: Number, right: Number) -> Number:
    """Their quotient: exact where both are.

    Raises:
        ValueError: division by zero.
    """
    if right == 0:
        raise ValueError("division by zero")
    return multiply(left, power(right, Fraction(-1)))


def subtract(left: Number, right: Number) -> Number:
    """Their difference: exact where both are."""
    return add(left, -right)


def _real_function(name: str, argument: Evaluator) -> Evaluator:
    function = getattr(context, name)

    def evaluate(values: Values) -> Number:
        value = to_real(argument(values))
        if name == "log" and value <= 0:
            raise ValueError("logarithm of a number that is not positive")
        return function(value)

    return evaluate


def _whole(value: Number, up: bool) -> Fraction:
    if isinstance(value, Fraction):
        return Fraction(math.ceil(value) if up else math.floor(value))
    return Fraction(int(context.ceil(value) if up else context.floor(value)))


def _fold(terms: Sequence[Evaluator], join: Callable[[Number, Number], Number]) -> Evaluator:
    first, *rest = terms

    def evaluate(values: Values) -> Number:
        total = first(values)
        for term in rest:
            total = join(total, term(values))
        return total

    return evaluate


MAX_ROOT = 6


def gather_roots(
    expression: sympy.Expr,
) -> tuple[sympy.Expr, sympy.Expr, sympy.Integer] | None:
    """`expression` as outside · radicand^(1/degree), or none where it holds no root.

    SymPy spreads √(C/120) over its factors, which reads badly and, worse, turns a rational result
    into a product of irrational ones. The number in front moves under the root too.
    """
    if not expression.is_Mul:
        return None
    degrees = [
        argument.exp.q
        for argument in expression.args
        if argument.is_Pow and argument.exp.is_Rational and 1 < argument.exp.q <= MAX_ROOT
    ]
    if not degrees:
        return None
    degree = math.lcm(*degrees)
    outside: list[sympy.Expr] = []
    under: list[tuple[sympy.Expr, int]] = []
    for argument in expression.args:
        if argument.is_Rational and argument.is_positive:
            under.append((argument, degree))
        elif argument.is_Pow and argument.exp.is_Rational and degree % argument.exp.q == 0:
            if argument.exp.q == 1 and not argument.base.is_number:
                outside.append(argument)
            else:
                under.append((argument.base, int(argument.exp * degree)))
        else:
            outside.append(argument)
    radicand = sympy.Mul(*(base**exponent for base, exponent in under))
    return sympy.Mul(*outside), radicand, sympy.Integer(degree)


def compile_expression(expression: sympy.Expr) -> Evaluator:
    """A function from quantity values to the value of `expression`.

    Closures over the expression tree: nothing is turned into text and evaluated.
    """
    if expression.is_Symbol:
        name = expression.name
        return lambda values: values[name]
    if expression.is_Rational:
        constant: Number = Fraction(int(expression.p), int(expression.q))
        return lambda values: constant
    if expression.is_number and not expression.args:
        real = context.mpf(sympy.N(expression, DIGITS)._mpf_)
        return lambda values: real
    gathered = gather_roots(expression)
    if gathered is not None:
        outside, radicand, degree = (compile_expression(part) for part in gathered)
        return lambda values: multiply(outside(values), power(radicand(values), 1 / degree(values)))
    parts = [compile_expression(argument) for argument in expression.args]
    if expression.is_Add:
        return _fold(parts, add)
    if expression.is_Mul:
        return _fold(parts, multiply)
    if expression.is_Pow:
        base, exponent = parts
        return lambda values: power(base(values), exponent(values))
    if isinstance(expression, sympy.exp):
        return _real_function("exp", parts[0])
    if isinstance(expression, sympy.log):
        return _real_function("log", parts[0])
    if isinstance(expression, sympy.Max):
        return _fold(parts, lambda a, b: a if to_real(a) >= to_real(b) else b)
    if isinstance(expression, sympy.Min):
        return _fold(parts, lambda a, b: a if to_real(a) <= to_real(b) else b)
    if isinstance(expression, sympy.ceiling | sympy.floor):
        up = isinstance(expression, sympy.ceiling)
        return lambda values: _whole(parts[0](values), up)
    raise TypeError(f"{type(expression).__name__} cannot be evaluated")


# Closed forms


def _two_terms(sides: sympy.Expr, wanted: sympy.Symbol) -> sympy.Expr:
    """The root of a + b = 0 where a/b is a power law in `wanted`."""
    terms = sympy.Add.make_args(sides)
    if len(terms) != 2:
        raise NotClosed
    ratio = -terms[0] / terms[1]
    if len([part for part in sympy.Mul.make_args(ratio) if part.has(wanted)]) != 1:
        ratio = sympy.powsimp(ratio)
    inside = [part for part in sympy.Mul.make_args(ratio) if part.has(wanted)]
    if len(inside) != 1:
        raise NotClosed
    base = inside[0].as_base_exp()[0]
    if base.is_Add and base.count(wanted) >= sides.count(wanted):
        raise NotClosed  # A sum as hard as the one before: it would come back here without end.
    return _invert(ratio, sympy.Integer(1), wanted)


def _balance(sides: sympy.Expr, wanted: sympy.Symbol) -> sympy.Expr:
    """The root of `sides` = 0 where `wanted` occurs several times.

    Raises:
        NotClosed: neither a polynomial to the second degree nor a balance of two power laws.
    """
    with contextlib.suppress(NotClosed):
        return _two_terms(sides, wanted)
    numerator, _ = sympy.fraction(sympy.together(sides))
    numerator = sympy.powsimp(sympy.expand(numerator))
    with contextlib.suppress(NotClosed):
        return _two_terms(sympy.collect(numerator, wanted), wanted)
    if not numerator.is_polynomial(wanted):
        raise NotClosed
    polynomial = sympy.Poly(numerator, wanted)
    if polynomial.degree() == 1:
        a, b = polynomial.all_coeffs()
        return sympy.cancel(-b / a)
    if polynomial.degree() == 2:
        a, b, c = polynomial.all_coeffs()
        if a.could_extract_minus_sign():
            a, b, c = -a, -b, -c
        return (-b + sympy.sqrt(b**2 - 4 * a * c)) / (2 * a)
    raise NotClosed


def _invert(side: sympy.Expr, other: sympy.Expr, wanted: sympy.Symbol) -> sympy.Expr:
    """Peel `side` = `other`, where `wanted` is only in `side`, until `wanted` stands alone."""
    while side != wanted:
        if isinstance(side, sympy.Max | sympy.Min):
            return _invert_extreme(side, other, wanted)
        inside = [argument for argument in side.args if argument.has(wanted)]
        if len(inside) != 1:
            if side.is_Add:
                return _balance(side - other, wanted)
            merged = sympy.powsimp(side)
            if merged == side or len([a for a in merged.args if a.has(wanted)]) != 1:
                return _balance(side - other, wanted)
            side = merged
            continue
        rest = [argument for argument in side.args if argument is not inside[0]]
        if side.is_Add:
            other, side = other - sympy.Add(*rest), inside[0]
        elif side.is_Mul:
            other, side = other / sympy.Mul(*rest), inside[0]
        elif side.is_Pow and side.base.has(wanted):
            other, side = other ** sympy.cancel(1 / side.exp), side.base
        elif side.is_Pow:
            other, side = sympy.log(other) / sympy.log(side.base), side.exp
        elif isinstance(side, sympy.exp):
            other, side = sympy.log(other), side.args[0]
        elif isinstance(side, sympy.log):
            other, side = sympy.exp(other), side.args[0]
        else:
            raise NotClosed
    return other


def _invert_extreme(side: sympy.Expr, other: sympy.Expr, wanted: sympy.Symbol) -> sympy.Expr:
    """The root of `side` = `other`, a greatest or least of arms that all grow or all shrink.

    A greatest of growing arms reaches `other` where the first of them does: at the least root.

    Raises:
        NotClosed: an arm lacks `wanted`, or arms move in opposite directions.
    """
    slopes = [arm.diff(wanted) for arm in side.args]
    growing = all(slope.is_nonnegative for slope in slopes)
    falling = all(slope.is_nonpositive for slope in slopes)
    if growing == falling or not all(arm.has(wanted) for arm in side.args):
        raise NotClosed
    roots = [isolate(arm, other, wanted) for arm in side.args]
    first = isinstance(side, sympy.Max) == growing
    return sympy.Min(*roots) if first else sympy.Max(*roots)


@functools.lru_cache(maxsize=4096)
def isolate(left: sympy.Expr, right: sympy.Expr, wanted: sympy.Symbol) -> sympy.Expr:
    """`wanted` in closed form from left = right.

    Raises:
        NotClosed: no closed form was found.
    """
    if left == wanted and not right.has(wanted):
        return right
    if right == wanted and not left.has(wanted):
        return left
    if left.has(wanted) and right.has(wanted):
        return _balance(left - right, wanted)
    if left.has(wanted):
        return _invert(left, right, wanted)
    return _invert(right, left, wanted)


def eliminate(
    equations: Sequence[tuple[sympy.Expr, sympy.Expr]],
    unknowns: Sequence[sympy.Symbol],
) -> list[tuple[sympy.Symbol, int, sympy.Expr | None, sympy.Expr]]:
    """Solve a simultaneous block by elimination.

    Args:
        equations: as many as unknowns, as (left, right).
        unknowns: what the block determines; the first is solved first.

    Returns:
        One entry an unknown, in the order in which they can be calculated: the unknown, the index
        of the equation that gives it, its closed form in what is known by then (none where a root
        must be bracketed), and the residual (left − right) whose root it is.

    Raises:
        NotClosed: the equations depend on each other.
    """
    if len(unknowns) == 1:
        return [_last(equations, 0, unknowns[0])]
    first, *rest = unknowns
    for unknown in (*rest, first):
        for index, (left, right) in enumerate(equations):
            if not (left.has(unknown) or right.has(unknown)):
                continue
            try:
                form = isolate(left, right, unknown)
            except NotClosed:
                continue
            remaining = [
                (a.xreplace({unknown: form}), b.xreplace({unknown: form}))
                for i, (a, b) in enumerate(equations)
                if i != index
            ]
            try:
                tail = eliminate(remaining, [u for u in unknowns if u != unknown])
            except NotClosed:
                continue
            back = [(u, i + (i >= index), closed, residual) for u, i, closed, residual in tail]
            return [*back, (unknown, index, form, left - right)]
    raise NotClosed


def _last(
    equations: Sequence[tuple[sympy.Expr, sympy.Expr]], index: int, unknown: sympy.Symbol
) -> tuple[sympy.Symbol, int, sympy.Expr | None, sympy.Expr]:
    left, right = equations[index]
    residual = left - right
    if not residual.has(unknown) or not sympy.expand(residual).has(unknown):
        raise NotClosed
    try:
        return unknown, index, isolate(left, right, unknown), residual
    except NotClosed:
        return unknown, index, None, residual
