"""Equations and their rearranged forms as people write them: plain text and LaTeX."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy
from sympy.printing.precedence import PRECEDENCE, precedence

from .algebra import gather_roots
from .equation import Equation
from .signs import latex_sign, rank, sign

_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_ROOTS = {2: "√", 3: "∛", 4: "∜"}


@dataclass(frozen=True)
class _Style:
    """How to write: what for a symbol, between factors, and for a division."""

    name: Callable[[sympy.Symbol], str]
    times: str = "·"
    over: str = "/"


_SIGNS = _Style(sign)


@functools.lru_cache(maxsize=2048)
def text(expression: sympy.Expr) -> str:
    """`expression` in one line of plain text: 6·N·D, √(C/(6·r)), 72·b·s·i·h²·(1 + ε)."""
    return _text(expression, _SIGNS)


def _wrap(expression: sympy.Expr, style: _Style, level: int) -> str:
    out = _text(expression, style)
    inner = precedence(expression)
    if gather_roots(expression) is not None:
        inner = PRECEDENCE["Mul"]
    if inner < level or (expression.is_Symbol and " " in out and level > PRECEDENCE["Mul"]):
        return f"({out})"
    return out


def _number(value: Any) -> str:
    if value.is_Rational and not value.is_Integer:
        decimal = sympy.N(value, 15)
        if value == sympy.Rational(str(decimal)):
            return f"{float(value):g}"
        return f"{value.p}/{value.q}"
    return f"{value}"


def _text(expression: sympy.Expr, style: _Style) -> str:
    if expression.is_Symbol:
        return style.name(expression)
    if expression.is_Rational:
        return _number(expression)
    if expression.is_Add:
        return _sum(expression, style)
    gathered = gather_roots(expression)
    if gathered is not None:
        outside, radicand, degree = gathered
        root = _root(radicand, int(degree), style)
        return (
            root
            if outside == 1
            else f"{_wrap(outside, style, PRECEDENCE['Mul'])}{style.times}{root}"
        )
    if expression.is_Mul:
        return _product(expression, style)
    if expression.is_Pow:
        return _power(expression, style)
    arguments = ", ".join(_text(argument, style) for argument in expression.args)
    label = {"log": "ln"}.get(type(expression).__name__, type(expression).__name__)
    return f"{label}({arguments})"


def _sum(expression: sympy.Expr, style: _Style) -> str:
    terms = sorted(expression.args, key=_place)
    out = ""
    for term in terms:
        negative = term.could_extract_minus_sign()
        body = _wrap(-term if negative else term, style, PRECEDENCE["Add"])
        if not out:
            out = f"−{body}" if negative else body
        else:
            out += f" − {body}" if negative else f" + {body}"
    return out


def _place(term: sympy.Expr) -> tuple[object, ...]:
    """Where a term stands: subtracted ones last, and a fraction after the whole it adds to."""
    numerator, denominator = term.as_numer_denom() if term.is_Mul else (term, sympy.S.One)
    is_fraction = bool(denominator.free_symbols)
    return term.could_extract_minus_sign(), is_fraction, *rank(term)


def _product(expression: sympy.Expr, style: _Style) -> str:
    over: list[sympy.Expr] = []
    under: list[sympy.Expr] = []
    for factor in sympy.Mul.make_args(expression):
        if factor.is_Rational:
            if factor.is_Integer or _number(factor).count("/") == 0:
                over.insert(0, factor)
                continue
            if factor.p != 1:
                over.insert(0, sympy.Integer(factor.p))
            under.insert(0, sympy.Integer(factor.q))
        elif factor.is_Pow and factor.exp.could_extract_minus_sign():
            under.append(factor.base ** (-factor.exp))
        else:
            over.append(factor)
    over.sort(key=rank)
    under.sort(key=rank)
    minus = ""
    if over and over[0] == -1 and (len(over) > 1 or under):
        minus, over = "−", over[1:]
    top = style.times.join(_wrap(f, style, PRECEDENCE["Mul"]) for f in over) or "1"
    if not under:
        return minus + top
    bottom = style.times.join(_wrap(f, style, PRECEDENCE["Mul"]) for f in under)
    if len(under) > 1 or (under[0].is_Symbol and " " in bottom):
        bottom = f"({bottom})"
    return f"{minus}{top}{style.over}{bottom}"


def _root(radicand: sympy.Expr, degree: int, style: _Style) -> str:
    inner = _text(radicand, style)
    if degree in _ROOTS:
        return f"{_ROOTS[degree]}({inner})"
    return f"({inner})^(1/{degree})"


def _power(expression: sympy.Expr, style: _Style) -> str:
    base, exponent = expression.base, expression.exp
    if exponent.could_extract_minus_sign():
        return f"1{style.over}{_wrap(base ** (-exponent), style, PRECEDENCE['Pow'])}"
    if exponent.is_Rational and exponent.p == 1 and exponent.q in _ROOTS:
        return _root(base, exponent.q, style)
    body = _wrap(base, style, PRECEDENCE["Pow"] + 1)
    if exponent.is_Integer:
        raised = str(exponent).translate(_RAISED)
        return f"{body}{raised}"
    if exponent.is_Rational and "/" not in _number(exponent):
        return f"{body}^{_number(exponent)}"
    return f"{body}^{_wrap(exponent, style, PRECEDENCE['Pow'] + 1)}"


def put_in(expression: sympy.Expr, values: Mapping[str, str]) -> str:
    """`expression` with each quantity replaced by its shown value."""
    style = _Style(lambda symbol: values.get(symbol.name, sign(symbol)), " × ", " / ")
    return _text(expression, style)


def equation_text(equation: Equation) -> str:
    """The equality as declared."""
    return f"{text(equation.left)} = {text(equation.right)}"


@functools.lru_cache(maxsize=2048)
def latex(expression: sympy.Expr) -> str:
    """`expression` in LaTeX with the papers' signs."""
    names = {symbol: latex_sign(symbol) for symbol in expression.free_symbols}
    gathered = gather_roots(expression)
    if gathered is not None:
        outside, radicand, degree = gathered
        head = "" if outside == 1 else sympy.latex(outside, symbol_names=names) + " "
        index = "" if degree == 2 else f"[{degree}]"
        return f"{head}\\sqrt{index}{{{sympy.latex(radicand, symbol_names=names)}}}"
    return str(sympy.latex(expression, symbol_names=names, root_notation=True))


def equation_latex(equation: Equation) -> str:
    """The equality in LaTeX."""
    return f"{latex(equation.left)} = {latex(equation.right)}"
