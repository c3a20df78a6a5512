"""The sign of each quantity in print, and the order in which factors are written.

A quantity enters its sign when it is declared, so that an equation can be printed wherever it
turns up, in an error deep in the solver too.
"""

from __future__ import annotations

import sympy

_TEXT: dict[str, str] = {}
_LATEX: dict[str, str] = {}
_ORDER: dict[str, int] = {}


def enter(symbol: sympy.Symbol, sign: str, latex: str) -> None:
    """Take the sign of a newly declared quantity; the first declaration of a name holds."""
    name = str(symbol.name)
    _TEXT.setdefault(name, sign)
    _LATEX.setdefault(name, latex)
    _ORDER.setdefault(name, len(_ORDER))


def sign(symbol: sympy.Symbol) -> str:
    """The sign in plain text; the symbol's own name where no quantity declared it."""
    return _TEXT.get(symbol.name, str(symbol.name))


def latex_sign(symbol: sympy.Symbol) -> str:
    """The sign in LaTeX."""
    return _LATEX.get(symbol.name, str(symbol.name))


def rank(expression: sympy.Expr) -> tuple[bool, list[int]]:
    """Where a factor or term stands: numbers first, then as the quantities were declared."""
    places = sorted(_ORDER.get(s.name, len(_ORDER)) for s in expression.free_symbols)
    return bool(places), places


def is_entered(symbol: sympy.Symbol) -> bool:
    """Whether a quantity declared the symbol."""
    return symbol.name in _TEXT
