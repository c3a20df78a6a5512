"""What a part of the weights and a part of the work have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import sympy

from ..engine.display import latex, text
from ..engine.text import Text
from .structure import Structure


class Kind(Protocol):
    """One kind of what is counted."""

    @property
    def key(self) -> str:
        """Its identifier."""

    @property
    def label(self) -> Text:
        """What to call it."""

    @property
    def source(self) -> str:
        """Who says that it is counted so."""


K = TypeVar("K", bound=Kind)


@dataclass(frozen=True)
class Counted(ABC, Generic[K]):
    """One part of a count.

    Attributes:
        kind: which one.
        structure: whose.
    """

    kind: K
    structure: Structure

    @property
    def key(self) -> str:
        """Its identifier."""
        return self.kind.key

    @property
    def label(self) -> Text:
        """What to call it."""
        return self.kind.label

    @property
    def source(self) -> str:
        """Who says that it is counted so."""
        return self.kind.source

    @property
    @abstractmethod
    def formula(self) -> sympy.Expr:
        """It in the vocabulary's symbols."""

    @property
    def formula_text(self) -> str:
        """The formula as people write it: 4·i·h·a·d."""
        return text(self.formula)

    @property
    def formula_latex(self) -> str:
        """The formula in LaTeX."""
        return latex(self.formula)
