"""A maximum matching of equations to unknowns, kept up to date as quantities become known.

A quantity is determined where no maximum matching can do without it: where it is a coloop of the
transversal matroid. Learning or forgetting one quantity moves the matching along one alternating
path, so that asking what a set of assumptions would determine costs a look around, not a pass over
the table.
"""

from __future__ import annotations

from collections.abc import Sequence


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
        variables: for each equation of the table, the mask of the quantities in it.
        uses: for each quantity, the mask of the equations that hold it.
        equations: the equations that take part.
        known: the quantities that are known.
    """

    def __init__(
        self, variables: Sequence[int], uses: Sequence[int], equations: int, known: int
    ) -> None:
        self._variables, self._uses = variables, uses
        self._equations, self.known = equations, known
        self.by_unknown: dict[int, int] = {}
        self.by_equation: dict[int, int] = {}
        for equation in bits(equations):
            self._match_equation(equation)

    def copy(self) -> Matching:
        """An independent matching that starts from this one."""
        twin = object.__new__(Matching)
        twin._variables, twin._uses = self._variables, self._uses
        twin._equations, twin.known = self._equations, self.known
        twin.by_unknown, twin.by_equation = dict(self.by_unknown), dict(self.by_equation)
        return twin

    def _match_equation(self, root: int) -> None:
        """Match `root` to an unknown, moving others along an alternating path where needed."""
        parent: dict[int, int] = {}
        seen, queue = self.known, [root]
        for equation in queue:
            for unknown in bits(self._variables[equation] & ~seen):
                seen |= 1 << unknown
                parent[unknown] = equation
                holder = self.by_unknown.get(unknown)
                if holder is not None:
                    queue.append(holder)
                    continue
                free: int | None = unknown
                while free is not None:
                    giver = parent[free]
                    previous = self.by_equation.get(giver)
                    self.by_unknown[free], self.by_equation[giver] = giver, free
                    free = previous if giver != root else None
                return

    def learn(self, quantity: int) -> None:
        """Take `quantity` as known: its equation looks for another unknown."""
        self.known |= 1 << quantity
        equation = self.by_unknown.pop(quantity, None)
        if equation is not None:
            del self.by_equation[equation]
            self._match_equation(equation)

    def forget(self, quantity: int) -> None:
        """Take `quantity` as unknown again: match it if an equation is to be had."""
        self.known &= ~(1 << quantity)
        came_by: dict[int, tuple[int, int]] = {}
        seen, queue = 0, [quantity]
        for unknown in queue:
            for equation in bits(self._uses[unknown] & self._equations & ~seen):
                seen |= 1 << equation
                came_by[equation] = (unknown, self.by_unknown.get(unknown, -1))
                holder = self.by_equation.get(equation)
                if holder is not None:
                    queue.append(holder)
                    continue
                free = equation
                while free >= 0:
                    taker, previous = came_by[free]
                    self.by_unknown[taker], self.by_equation[free] = free, taker
                    free = previous
                return

    def determines(self, quantity: int) -> bool:
        """Whether the equations determine `quantity`."""
        equation = self.by_unknown.get(quantity)
        if equation is None:
            return False
        seen, queue = self.known | 1 << quantity, [equation]
        for here in queue:
            for unknown in bits(self._variables[here] & ~seen):
                seen |= 1 << unknown
                holder = self.by_unknown.get(unknown)
                if holder is None:
                    return False
                queue.append(holder)
        return True

    def determined(self) -> int:
        """All unknowns that the equations determine.

        The rest is what an alternating path from an unmatched unknown reaches: the
        under-determined part of the Dulmage-Mendelsohn decomposition.
        """
        unknowns = 0
        for equation in bits(self._equations):
            unknowns |= self._variables[equation] & ~self.known
        frontier = [u for u in bits(unknowns) if u not in self.by_unknown]
        reached = sum(1 << u for u in frontier)
        while frontier:
            for equation in bits(self._uses[frontier.pop()] & self._equations):
                partner = self.by_equation.get(equation)
                if partner is not None and not reached >> partner & 1:
                    reached |= 1 << partner
                    frontier.append(partner)
        return unknowns & ~reached
