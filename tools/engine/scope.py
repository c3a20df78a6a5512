"""Scopes: the equations in force under given subjects and choices, as a graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .equation import Equation
from .quantity import Vocabulary
from .route import Graph


@dataclass
class Scope:
    """The equations in force under given subjects and choices, as a graph.

    Attributes:
        equations: those in force.
        index: the place of each quantity in a mask.
        assumable: the quantities that have a default here.
    """

    equations: tuple[Equation, ...]
    index: dict[str, int]
    assumable: frozenset[str]
    names: list[str] = field(default_factory=list)
    graph: Graph = field(init=False)

    def __post_init__(self) -> None:
        self.names = list(self.index)
        masks = [self.mask(equation.names) for equation in self.equations]
        self.graph = Graph(masks, len(self.index))

    def mask(self, names: Iterable[str]) -> int:
        """The quantities called `names`, as a bit mask."""
        mask = 0
        for name in names:
            position = self.index.get(name)
            if position is not None:
                mask |= 1 << position
        return mask


def places(vocabulary: Vocabulary) -> dict[str, int]:
    """The place of each quantity in a mask."""
    return {quantity.name: place for place, quantity in enumerate(vocabulary)}
