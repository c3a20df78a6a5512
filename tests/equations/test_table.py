"""The whole equation table: units, sources, signs, and a solution in every direction."""

from __future__ import annotations

import itertools
import random
from contextlib import suppress
from fractions import Fraction

import pytest
import sympy

from flopwise.tools.engine import algebra
from flopwise.tools.engine.display import equation_latex, equation_text
from flopwise.tools.engine.equation import UNIT_PREFIX, Equation, is_unit
from flopwise.tools.engine.roots import bracketed_root
from flopwise.tools.engine.units import Dimension, dimension_of, find_unit
from flopwise.tools.equations import EQUATIONS, SUBJECTS
from flopwise.tools.vocabulary import VOCABULARY

LOSSES = {"loss", "loss_with_unlimited_data", "irreducible_loss"}


def name_of(equation: Equation) -> str:
    return f"{equation.subject}: {equation_text(equation)}"


def dimension(expression: sympy.Expr) -> Dimension:
    """The dimension of an expression; AssertionError where a sum or an exponent mixes units."""
    if expression.is_Symbol:
        if is_unit(expression):
            return find_unit(expression.name.removeprefix(UNIT_PREFIX)).dimension
        return dimension_of(VOCABULARY[expression.name].unit)
    if expression.is_number:
        return Dimension()
    parts = [dimension(argument) for argument in expression.args]
    if expression.is_Add or isinstance(expression, sympy.Max | sympy.Min):
        assert len(set(parts)) == 1, f"{expression} adds or compares {parts}"
        return parts[0]
    if expression.is_Mul:
        product = Dimension()
        for part in parts:
            product = product * part
        return product
    if expression.is_Pow:
        assert parts[1] == Dimension(), f"{expression}: an exponent has a unit"
        if expression.exp.is_Rational:
            return parts[0] ** Fraction(int(expression.exp.p), int(expression.exp.q))
    assert all(part == Dimension() for part in parts), f"{expression}: its argument has a unit"
    return Dimension()


@pytest.mark.parametrize("equation", EQUATIONS, ids=name_of)
def test_units_are_equal_on_both_sides(equation: Equation) -> None:
    left, right = equation.dimensional
    assert dimension(left) == dimension(right)


def test_the_unit_check_sees_a_missing_coefficient() -> None:
    parameters, tokens = (VOCABULARY[name].symbol for name in ("parameters", "tokens"))
    training_compute = VOCABULARY["training_compute"].symbol
    assert dimension(training_compute) != dimension(6 * parameters * tokens)
    with pytest.raises(AssertionError):
        dimension(parameters + tokens)


@pytest.mark.parametrize("equation", EQUATIONS, ids=name_of)
def test_every_symbol_is_declared_and_every_word_is_there(equation: Equation) -> None:
    assert all(name in VOCABULARY for name in equation.names)
    assert equation.source and equation.because.en and equation.because.zh
    assert equation.subject in {m.__name__.rpartition(".")[2] for m in SUBJECTS}
    for name, value in equation.when.items():
        assert value in VOCABULARY.choices[name].values
    for text in (equation_text(equation), equation_latex(equation)):
        assert "**" not in text and "sqrt(" not in text and "_quantity" not in text


def plausible(name: str, generator: random.Random) -> Fraction:
    """A random value inside the quantity's domain, of a size that does not swamp the others."""
    domain = VOCABULARY[name].domain
    if name in LOSSES:
        return Fraction(generator.randint(100, 999), 100)
    if domain.high is not None:
        return Fraction(generator.randint(10, 90), 100)
    return Fraction(generator.randint(2, 9999)) + domain.low


def satisfying(equation: Equation, generator: random.Random) -> dict[str, algebra.Number]:
    """Random values that satisfy the equation; drawn again where it has no real value."""
    assert equation.left.is_Symbol, "one side is a quantity: the values below are built on it"
    right = algebra.compile_expression(equation.right)
    while True:
        values: dict[str, algebra.Number] = {n: plausible(n, generator) for n in equation.names}
        with suppress(ValueError):
            values[equation.left.name] = right(values)
            return values


def is_hidden(equation: Equation, name: str, values: dict[str, algebra.Number]) -> bool:
    """Whether a Max or Min hides the quantity at these values, so that nothing can find it."""
    right = algebra.compile_expression(equation.right)
    return equation.right.has(sympy.Max, sympy.Min) and any(
        right({**values, name: values[name] * factor}) == right(values)
        for factor in (Fraction(1, 2), Fraction(2))
    )


def directions() -> list[tuple[Equation, str]]:
    """Each equation with each of its quantities.

    Less the exponents of a law: a law fixes them, and several may give the same value.
    """
    exponents = {q.name for q in VOCABULARY if q.entity == "law" and q.domain.high == 1}
    return [
        (equation, name)
        for equation in EQUATIONS
        for name in sorted(equation.names)
        if name not in exponents or name == equation.left.name
    ]


@pytest.mark.parametrize(("equation", "name"), directions(), ids=lambda p: getattr(p, "subject", p))
def test_it_is_solved_for_each_of_its_quantities(equation: Equation, name: str) -> None:
    """Start from values that satisfy the equation, hide one, and find it again exactly."""
    generator = random.Random(f"{equation_text(equation)}|{name}")
    residual = algebra.compile_expression(equation.left - equation.right)
    for _ in range(3):
        values = satisfying(equation, generator)
        if name != equation.left.name and is_hidden(equation, name, values):
            continue
        hidden = values.pop(name)
        [(_, _, form, left_over)] = algebra.eliminate(
            [(equation.left, equation.right)], [VOCABULARY[name].symbol]
        )
        if form is not None:
            found = algebra.compile_expression(form)(values)
        else:
            found = bracketed_root(algebra.compile_expression(left_over), values, name)
        gap = abs(algebra.rational(found) - algebra.rational(hidden))
        assert gap <= abs(algebra.rational(hidden)) * Fraction(1, 10**30)
        back = algebra.rational(residual({**values, name: found}))
        scale = abs(algebra.rational({**values, name: found}[equation.left.name]))
        assert abs(back) <= scale * Fraction(1, 10**30)


def test_no_equation_is_written_twice() -> None:
    for one, other in itertools.combinations(EQUATIONS, 2):
        if one.when == other.when:
            assert sympy.expand(one.left - one.right - other.left + other.right) != 0


def test_every_quantity_is_used_by_an_equation_or_a_catalog() -> None:
    used = {name for equation in EQUATIONS for name in equation.names}
    idle = {q.name for q in VOCABULARY if q.name not in used and q.entity is None}
    assert not idle
