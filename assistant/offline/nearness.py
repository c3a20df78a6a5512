"""How near quantities are to one another in the equations: what an open word likely asks for.

Of several quantities that "how long" may ask for, the one whose equations hold what is given is
meant: with a file's size and a link's rate the time of sending it, and not the time of training.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ...tools.equations import EQUATIONS

_WEIGHTS = (1.0, 0.4, 0.1)
"""What a given quantity counts for by the number of equations between it and what is asked."""


def nearness(target: str, given: Iterable[str]) -> float:
    """How near what is given is to a quantity; 0 where no few equations join them."""
    around = _around(target)
    return sum(around.get(name, 0.0) for name in given)


@lru_cache(maxsize=256)
def _around(name: str) -> dict[str, float]:
    """The quantities near one, each with what it counts for."""
    found = {name: 0.0}
    edge = {name}
    for weight in _WEIGHTS:
        edge = {near for one in edge for near in _joined().get(one, ())} - set(found)
        found |= dict.fromkeys(edge, weight)
    return found


@lru_cache(maxsize=1)
def _joined() -> dict[str, frozenset[str]]:
    """The quantities that share an equation with each."""
    found: dict[str, set[str]] = {}
    for equation in EQUATIONS:
        names = {str(symbol.name) for symbol in equation.symbols}
        for name in names:
            found.setdefault(name, set()).update(names)
    return {name: frozenset(others) for name, others in found.items()}
