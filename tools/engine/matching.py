"""A maximum matching of equations to unknowns, kept up to date as quantities become known.

A quantity is determined where no maximum matching can do without it: where it is a coloop of the
transversal matroid. Learning one quantity moves the matching along one alternating path, so that
asking what a set of assumptions would determine costs a look around, not a pass over the table.
"""

from __future__ import annotations

from collections.abc import Sequence

NONE = -1
"""In place of a partner, where there is none."""


def bits(mask: int) -> list[int]:
    """Positions of the set bits, lowest first."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


class Matching:
    """A maximum matching of some equations to the unknowns in them.

    Args:
        members: for each equation of the table, the quantities in it.
        users: for each quantity, the equations that hold it.
        equations: the equations that take part, as a mask.
        known: the quantities that are known, as a mask.

    Attributes:
        by_unknown: for each quantity, the equation that is matched to it, or NONE.
    """

    def __init__(
        self,
        members: Sequence[Sequence[int]],
        users: Sequence[Sequence[int]],
        equations: int,
        known: int,
    ) -> None:
        self._members, self._users = members, users
        self._known = _flags(known, len(users))
        self._left_out = _flags(~equations & (1 << len(members)) - 1, len(members))
        self.by_unknown = [NONE] * len(users)
        self._by_equation = [NONE] * len(members)
        for equation in bits(equations):
            self._match_equation(equation)

    def copy(self) -> Matching:
        """An independent matching that starts from this one."""
        twin = object.__new__(Matching)
        twin._members, twin._users = self._members, self._users
        twin._known, twin._left_out = self._known[:], self._left_out
        twin.by_unknown, twin._by_equation = self.by_unknown[:], self._by_equation[:]
        return twin

    def _match_equation(self, root: int) -> None:
        """Match `root` to an unknown, moving others along an alternating path where needed."""
        known, by_unknown, by_equation = self._known, self.by_unknown, self._by_equation
        for unknown in self._members[root]:
            if by_unknown[unknown] == NONE and not known[unknown]:
                by_unknown[unknown], by_equation[root] = root, unknown
                return
        parent: dict[int, int] = {}
        seen, queue = known[:], [root]
        for equation in queue:
            for unknown in self._members[equation]:
                if seen[unknown]:
                    continue
                seen[unknown] = 1
                parent[unknown] = equation
                holder = by_unknown[unknown]
                if holder != NONE:
                    queue.append(holder)
                    continue
                free = unknown
                while free != NONE:
                    giver = parent[free]
                    previous = by_equation[giver]
                    by_unknown[free], by_equation[giver] = giver, free
                    free = previous
                return

    def learn(self, quantity: int) -> None:
        """Take `quantity` as known: its equation looks for another unknown."""
        self._known[quantity] = 1
        equation = self.by_unknown[quantity]
        if equation != NONE:
            self.by_unknown[quantity] = self._by_equation[equation] = NONE
            self._match_equation(equation)

    def determines(self, quantity: int) -> bool:
        """Whether the equations determine `quantity`."""
        equation = self.by_unknown[quantity]
        if equation == NONE:
            return False
        seen, queue = self._known[:], [equation]
        seen[quantity] = 1
        for here in queue:
            for unknown in self._members[here]:
                if seen[unknown]:
                    continue
                seen[unknown] = 1
                holder = self.by_unknown[unknown]
                if holder == NONE:
                    return False
                queue.append(holder)
        return True

    def determined(self) -> int:
        """All unknowns that the equations determine.

        The rest is what an alternating path from an unmatched unknown reaches: the
        under-determined part of the Dulmage-Mendelsohn decomposition.
        """
        taking_part = [e for e, out in enumerate(self._left_out) if not out]
        unknowns = {u for e in taking_part for u in self._members[e] if not self._known[u]}
        frontier = [u for u in unknowns if self.by_unknown[u] == NONE]
        reached = set(frontier)
        while frontier:
            for equation in self._users[frontier.pop()]:
                partner = self._by_equation[equation]
                if partner != NONE and partner not in reached:
                    reached.add(partner)
                    frontier.append(partner)
        return sum(1 << unknown for unknown in unknowns - reached)


def _flags(mask: int, size: int) -> bytearray:
    """A mask as flags, which are quick to look at one by one."""
    flags = bytearray(size)
    for position in bits(mask):
        flags[position] = 1
    return flags
