"""Closed forms, exact evaluation, roots."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from flopwise.tools.engine import algebra
from flopwise.tools.engine.algebra import (
    NotClosed,
    compile_expression,
    eliminate,
    isolate,
    power,
    rational,
)
from flopwise.tools.engine.roots import bracketed_root

a, b, c, x, y = sympy.symbols("a b c x y", positive=True)

FORMS = [
    (a, b * x, a / b),
    (a, b / x, b / a),
    (a, b + x, a - b),
    (a, x**2 * b, sympy.sqrt(a / b)),
    (a, b * x ** sympy.Rational(3, 4), (a / b) ** sympy.Rational(4, 3)),
    (a, b * sympy.exp(x), sympy.log(a / b)),
    (a, b * sympy.log(x), sympy.exp(a / b)),
    (a, b**x, sympy.log(a) / sympy.log(b)),
    (x * b, c - x, c / (1 + b)),
    (a / x**2, b * x**3, (a / b) ** sympy.Rational(1, 5)),
    (a, 3 * x**2 + b * x, (-b + sympy.sqrt(b**2 + 12 * a)) / 6),
    (3 * x**2 + b * x, a, (-b + sympy.sqrt(b**2 + 12 * a)) / 6),
]


@pytest.mark.parametrize(("left", "right", "truth"), FORMS)
def test_isolate(left: sympy.Expr, right: sympy.Expr, truth: sympy.Expr) -> None:
    found = isolate(left, right, x)
    assert not found.has(x)
    assert sympy.simplify(found - truth) == 0
    assert sympy.simplify((left - right).subs(x, found)) == 0


def test_what_has_no_closed_form_says_so() -> None:
    with pytest.raises(NotClosed):
        isolate(a, x ** sympy.Rational(1, 3) + x ** sympy.Rational(1, 7) + b, x)


def test_a_block_is_eliminated() -> None:
    solved = eliminate([(a, 6 * x * y), (y, b * x)], [x, y])
    assert [symbol for symbol, *_ in solved] == [x, y]
    assert sympy.simplify(solved[0][2] - sympy.sqrt(a / (6 * b))) == 0


def test_dependent_equations_are_no_block() -> None:
    with pytest.raises(NotClosed):
        eliminate([(a, x * y), (2 * a, 2 * x * y)], [x, y])


def test_a_rational_root_stays_rational() -> None:
    form = sympy.sqrt(a / (6 * b))
    assert compile_expression(form)({"a": Fraction(6 * 49), "b": Fraction(1)}) == 7
    value = compile_expression(form)({"a": Fraction(12), "b": Fraction(1)})
    assert abs(rational(value) ** 2 - 2) < Fraction(1, 10**38)


@settings(max_examples=200)
@given(
    st.fractions(Fraction(1, 10**6), 10**12),
    st.integers(-6, 6),
    st.integers(1, 6),
)
def test_power_against_mpmath(base: Fraction, top: int, bottom: int) -> None:
    found = power(base, Fraction(top, bottom))
    with mpmath.workdps(60):
        truth = mpmath.power(
            mpmath.mpf(base.numerator) / base.denominator, mpmath.mpf(top) / bottom
        )
        here = rational(found)
        gap = abs(mpmath.mpf(here.numerator) / here.denominator / truth - 1)
    assert gap < 1e-36
    if bottom == 1:
        assert found == base**top


@given(st.fractions(Fraction(1, 100), 1000), st.integers(1, 5))
def test_perfect_powers_come_back(root: Fraction, degree: int) -> None:
    assert power(root**degree, Fraction(1, degree)) == root


@pytest.mark.parametrize(
    ("base", "exponent"), [(0, -1), (-4, Fraction(1, 2)), (-8, Fraction(1, 3))]
)
def test_what_is_not_real_is_refused(base: int, exponent: Fraction) -> None:
    with pytest.raises(ValueError, match="zero|negative"):
        power(Fraction(base), Fraction(exponent))


def test_a_root_is_found_to_the_last_digits() -> None:
    """x·eˣ = 1 has the root Ω = 0.56714329040978387299996866221035554975…"""
    residual = compile_expression(x * sympy.exp(x) - 1)
    found = bracketed_root(residual, {}, "x")
    omega = Fraction("0.56714329040978387299996866221035554975")
    assert abs(rational(found) - omega) < Fraction(1, 10**36)


def test_no_sign_change_is_no_root() -> None:
    with pytest.raises(ValueError, match="no root"):
        bracketed_root(compile_expression(x**2 + a), {"a": Fraction(1)}, "x")


def test_a_huge_power_stays_bounded() -> None:
    value = power(Fraction(10**40), Fraction(10**5))
    assert not algebra.is_exact(value)
