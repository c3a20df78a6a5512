"""The parameters of a structure, exactly: part by part, total and active."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import sympy

from .counted import Counted
from .letters import given, numbers, symbols
from .parts import PARTS, PartKind
from .structure import Structure


@dataclass(frozen=True)
class Part(Counted[PartKind]):
    """One part of the weights.

    Attributes:
        number: how many weights.
        active: how many of them one token uses.
    """

    number: int
    active: int

    @property
    def formula(self) -> sympy.Expr:
        """The number, in the vocabulary's symbols."""
        return sympy.sympify(self.kind.amount(symbols(self.structure), self.structure))

    @property
    def active_formula(self) -> sympy.Expr:
        """What one token uses, in the vocabulary's symbols."""
        amount = self.kind.active or self.kind.amount
        return sympy.sympify(amount(symbols(self.structure), self.structure))


@dataclass(frozen=True)
class Counts:
    """All weights of a structure.

    Attributes:
        structure: what was counted.
        parts: each part once, in the order of the table.
    """

    structure: Structure
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """All weights."""
        return self._sum(lambda kind: True)

    @property
    def active(self) -> int:
        """Weights that one token uses, both embedding tables counted in full."""
        return self._active(lambda kind: True)

    @property
    def active_without_input(self) -> int:
        """Active weights without the tables that are only looked up in; the head counts."""
        return self._active(lambda kind: kind.place not in ("input", "position"))

    @property
    def active_non_embedding(self) -> int:
        """Active weights without input tables and without a separate head."""
        return self._active(_is_inside)

    @property
    def non_embedding(self) -> int:
        """All weights without input tables and without a separate head."""
        return self._sum(_is_inside)

    @property
    def routed_experts(self) -> int:
        """Weights of all routed experts; 0 in a dense model."""
        return self._sum(lambda kind: kind.active is not None)

    @property
    def embedding(self) -> int:
        """The token embedding."""
        return self._sum(lambda kind: kind.place == "input")

    @property
    def position_embedding(self) -> int:
        """Learned positions."""
        return self._sum(lambda kind: kind.place == "position")

    @property
    def head(self) -> int:
        """A head of its own, its bias included; 0 where it is tied."""
        return self._sum(lambda kind: kind.place == "head")

    @property
    def norms(self) -> int:
        """Weights of norms, their biases included."""
        return self._sum(lambda kind: kind.norm)

    @property
    def biases(self) -> int:
        """Every bias, those of norms included."""
        return self._sum(lambda kind: kind.bias)

    @property
    def by_part(self) -> dict[str, int]:
        """The number of each part, by its key."""
        return {part.key: part.number for part in self.parts}

    @property
    def formula(self) -> sympy.Expr:
        """The total, in the vocabulary's symbols."""
        return sympy.Add(*(part.formula for part in self.parts))

    @property
    def given(self) -> Mapping[sympy.Symbol, int]:
        """What stands for each symbol of the formulas."""
        return given(self.structure)

    def _sum(self, wanted: Callable[[PartKind], bool]) -> int:
        return sum(part.number for part in self.parts if wanted(part.kind))

    def _active(self, wanted: Callable[[PartKind], bool]) -> int:
        return sum(part.active for part in self.parts if wanted(part.kind))


def _is_inside(kind: PartKind) -> bool:
    return kind.place not in ("input", "position", "head")


@lru_cache(maxsize=1024)
def count(structure: Structure) -> Counts:
    """The parameters of `structure`, exact to the last one."""
    x = numbers(structure)
    parts = []
    for kind in PARTS:
        if kind.has(structure):
            number = kind.amount(x, structure)
            active = kind.active(x, structure) if kind.active else number
            parts.append(Part(kind, structure, number, active))
    return Counts(structure, tuple(parts))
