"""Equations: equalities between quantities, each with its reason and source."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import sympy

from .errors import DeclarationError
from .text import Text

UNIT_PREFIX = "unit:"


@functools.cache
def unit(name: str) -> sympy.Symbol:
    """The unit `name` as a factor in an equation: it carries a dimension and the value 1.

    Equations over counts need it: C = 6ND is 6 FLOP *per parameter and token*.
    """
    return sympy.Symbol(UNIT_PREFIX + name, positive=True)


def is_unit(symbol: sympy.Symbol) -> bool:
    """Whether `symbol` was made by `unit`."""
    return str(symbol.name).startswith(UNIT_PREFIX)


class Equation:
    """One equality, as papers write it.

    Attributes:
        left: one side, with units put to 1.
        right: the other side, with units put to 1.
        dimensional: both sides as declared, unit factors kept, for the unit check.
        because: why it holds, in one line.
        assumes: what it takes for granted, or none.
        source: where it comes from. "definition" where it defines a quantity.
        when: the model choices under which it holds ({"recompute": "full"}).
        subject: the module that declares it; set when the table is collected.
    """

    __slots__ = (
        "assumes",
        "because",
        "dimensional",
        "left",
        "right",
        "source",
        "subject",
        "symbols",
        "when",
    )

    def __init__(
        self,
        left: Any,
        right: Any,
        *,
        because: tuple[str, str],
        source: str,
        assumes: tuple[str, str] | None = None,
        when: Mapping[str, str] | None = None,
        subject: str = "",
    ) -> None:
        """Declare left = right. Without a source there is no equation."""
        left, right = sympy.sympify(left, strict=True), sympy.sympify(right, strict=True)
        if not source.strip():
            raise DeclarationError(f"{left} = {right}: an equation needs a source")
        if not all(part.strip() for part in because):
            raise DeclarationError(
                f"{left} = {right}: an equation needs a reason, in both languages"
            )
        self.dimensional = (left, right)
        units = {
            s: sympy.Integer(1) for s in (left.free_symbols | right.free_symbols) if is_unit(s)
        }
        self.left = left.xreplace(units)
        self.right = right.xreplace(units)
        self.because = Text(*because)
        self.assumes = Text(*assumes) if assumes else None
        self.source = source
        self.when = dict(when or {})
        self.subject = subject
        self.symbols: frozenset[sympy.Symbol] = frozenset(
            self.left.free_symbols | self.right.free_symbols
        )
        if not self.symbols:
            raise DeclarationError(f"{left} = {right}: an equation needs a quantity")

    @property
    def names(self) -> frozenset[str]:
        """Names of the quantities in it."""
        return frozenset(s.name for s in self.symbols)

    def __repr__(self) -> str:
        """The equality in identifiers."""
        return f"Equation({self.left} = {self.right})"
