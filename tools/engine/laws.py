"""Which values of one choice that fixes constants would determine what is asked.

Nearly always none does, and that is seen at once: what the equations of all of them, with the
constants of all of them, do not determine, no single one does.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .scope import Scope

MOST_TOLD = 2
"""More values than these that would do in place of an input help nobody."""


@dataclass(frozen=True)
class Law:
    """A value of a choice that fixes constants.

    Attributes:
        choice: its name.
        value: that it would have.
        scope: the equations that would be in force.
        assumable: the mask of the constants that would be fixed and of what has a default then.
    """

    choice: str
    value: str
    scope: Scope
    assumable: int


class Laws:
    """The values of every such choice, one of which may be taken.

    Args:
        each: those of one choice together.
        places: the place of each quantity in a mask.
    """

    def __init__(self, each: Sequence[Law], places: dict[str, int]) -> None:
        self._each = each
        equations = dict.fromkeys(e for law in each for e in law.scope.equations)
        self._all = Scope(tuple(equations), places, frozenset())
        self._assumable = 0
        for law in each:
            self._assumable |= law.assumable

    def that_determine(self, find: Sequence[str], known: Collection[str]) -> list[tuple[str, str]]:
        """Values of the first choice of which any would determine `find`, given `known`.

        None where there are too many to be of help.
        """
        told = self._all.mask(known)
        targets = [self._all.index[name] for name in find]
        if not self._all.graph.determines(targets, told | self._assumable):
            return []
        leads: dict[tuple[int, int], bool] = {}
        for choice, laws in itertools.groupby(self._each, key=lambda law: law.choice):
            found = []
            for law in laws:
                key = (id(law.scope), law.assumable)  # Most values change figures alone.
                if key not in leads:
                    leads[key] = law.scope.graph.determines(targets, told | law.assumable)
                if leads[key]:
                    found.append((choice, law.value))
            if found:
                return found if len(found) <= MOST_TOLD else []
        return []
