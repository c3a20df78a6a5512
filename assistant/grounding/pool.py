"""Supports by how large they are: a figure is compared with those of its own size alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """Something that has sizes."""

    @property
    def sizes(self) -> tuple[float, ...]:
        """About how large its values are."""
        ...


S = TypeVar("S", bound=Sized)


class Pool(Generic[S]):
    """Things by size.

    Args:
        things: what it holds.
    """

    def __init__(self, things: Iterable[S]) -> None:
        self._things = tuple(things)
        self._by_power: dict[int, list[int]] = {}
        for place, thing in enumerate(self._things):
            for power in set(map(_power, thing.sizes)):
                self._by_power.setdefault(power, []).append(place)

    def near(self, sizes: Sequence[float]) -> Iterator[S]:
        """What may be within twice or half of one of the sizes, in order, each once."""
        powers = {power + step for power in map(_power, sizes) for step in (-1, 0, 1)}
        places = {place for power in powers for place in self._by_power.get(power, ())}
        return (self._things[place] for place in sorted(places))


def _power(size: float) -> int:
    """The power of two that a size lies below."""
    return math.frexp(size)[1] if math.isfinite(size) else 1 << 20
