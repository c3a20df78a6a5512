"""Which equations lead from what is known to what is asked.

The table is a bipartite graph of equations and quantities. Three questions are asked of it, all by
matching equations to unknowns, so that simultaneous blocks come out by themselves and the cost
grows with the size of the neighbourhood, not with the number of combinations:

- what is determined at all: the under-determined part of the Dulmage-Mendelsohn decomposition
  is what an alternating path from an unmatched unknown reaches; the rest is determined;
- the fewest assumptions that make what is asked determined;
- the fewest equations among those routes, by best-first search inside the determined part.

Sets of quantities and of equations are bit masks: this module knows only numbers.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SEARCH_LIMIT = 20_000
"""States after which the search gives up; a route of ten equations takes a few hundred."""


@dataclass(frozen=True)
class Block:
    """Equations solved together for as many unknowns; usually one of each."""

    equations: tuple[int, ...]
    unknowns: tuple[int, ...]


@dataclass(frozen=True)
class Route:
    """A way from the known to the target.

    Attributes:
        defaults: quantities whose default it needs.
        facts: quantities whose catalog value it uses.
        blocks: what to solve, in order.
    """

    defaults: int
    facts: int
    blocks: tuple[Block, ...]


def bits(mask: int) -> Iterator[int]:
    """Positions of the set bits, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class Graph:
    """Equations over quantities, both numbered.

    Args:
        variables: for each equation, the mask of the quantities in it.
    """

    def __init__(self, variables: Sequence[int]) -> None:
        self.variables = tuple(variables)
        count = max((v.bit_length() for v in variables), default=0)
        self.uses: list[int] = [0] * count
        """For each quantity, the mask of the equations that hold it."""
        for index, mask in enumerate(self.variables):
            for quantity in bits(mask):
                self.uses[quantity] |= 1 << index

    def _equations_of(self, quantity: int) -> int:
        return self.uses[quantity] if quantity < len(self.uses) else 0

    def neighbourhood(self, target: int, known: int) -> int:
        """Equations reachable from `target` through shared unknowns."""
        equations, seen, frontier = 0, 1 << target, [target]
        while frontier:
            fresh = self._equations_of(frontier.pop()) & ~equations
            equations |= fresh
            for equation in bits(fresh):
                unseen = self.variables[equation] & ~known & ~seen
                seen |= unseen
                frontier.extend(bits(unseen))
        return equations

    def _match(self, equations: int, known: int) -> tuple[dict[int, int], int]:
        """A maximum matching unknown -> equation, and the mask of all unknowns."""
        by_unknown: dict[int, int] = {}
        by_equation: dict[int, int] = {}
        unknowns = 0
        for equation in bits(equations):
            unknowns |= self.variables[equation] & ~known
        for equation in bits(equations):
            self._augment(equation, known, by_unknown, by_equation)
        return by_unknown, unknowns

    def _augment(
        self, root: int, known: int, by_unknown: dict[int, int], by_equation: dict[int, int]
    ) -> None:
        """Match `root` to an unknown, moving others along an alternating path where needed."""
        parent: dict[int, int] = {}
        seen, queue = 0, [root]
        for equation in queue:
            for unknown in bits(self.variables[equation] & ~known & ~seen):
                seen |= 1 << unknown
                parent[unknown] = equation
                holder = by_unknown.get(unknown)
                if holder is not None:
                    queue.append(holder)
                    continue
                free: int | None = unknown
                while free is not None:
                    giver = parent[free]
                    previous = by_equation.get(giver)
                    by_unknown[free], by_equation[giver] = giver, free
                    free = previous if giver != root else None
                return

    def determined(self, equations: int, known: int) -> int:
        """Unknowns that `equations` determine, given `known`."""
        by_unknown, unknowns = self._match(equations, known)
        by_equation = {e: u for u, e in by_unknown.items()}
        reached = 0
        frontier = [u for u in bits(unknowns) if u not in by_unknown]
        for unknown in frontier:
            reached |= 1 << unknown
        while frontier:
            for equation in bits(self._equations_of(frontier.pop()) & equations):
                partner = by_equation.get(equation)
                if partner is not None and not reached >> partner & 1:
                    reached |= 1 << partner
                    frontier.append(partner)
        return unknowns & ~reached

    def fewest(self, target: int, known: int, candidates: int) -> list[int]:
        """The smallest sets of `candidates` that make `target` determined; [] if none does.

        Exact to three members; beyond that, one set from which none can be dropped.
        """
        equations = self.neighbourhood(target, known)
        wanted = 1 << target

        def does(extra: int) -> bool:
            return bool(self.determined(equations, known | extra) & wanted)

        candidates &= ~known & ~wanted
        if does(0):
            return [0]
        useful = self._irreducible(does, candidates)
        if useful is None:
            return []
        for size in range(1, min(useful.bit_count(), 3)):
            hits = [
                mask
                for combination in itertools.combinations(bits(candidates), size)
                if does(mask := sum(1 << q for q in combination))
            ]
            if hits:
                return hits
        if useful.bit_count() == 1:
            return [1 << q for q in bits(candidates) if does(1 << q)]
        return [useful]

    @staticmethod
    def _irreducible(does: object, candidates: int) -> int | None:
        """A subset of `candidates` that does, and from which no member can be dropped."""
        assert callable(does)
        if not does(candidates):
            return None
        kept = candidates
        for quantity in reversed(list(bits(candidates))):
            if does(kept & ~(1 << quantity)):
                kept &= ~(1 << quantity)
        return kept

    def missing(self, target: int, known: int, askable: Sequence[int]) -> list[int] | None:
        """Quantities of `askable` (most natural first) that would make `target` determined."""
        equations = self.neighbourhood(target, known)
        kept = [q for q in askable if q != target and not known >> q & 1]

        def does(asked: Sequence[int]) -> bool:
            extra = sum(1 << q for q in asked)
            return bool(self.determined(equations, known | extra) >> target & 1)

        if not does(kept):
            return None
        for quantity in reversed(list(kept)):
            without = [q for q in kept if q != quantity]
            if does(without):
                kept = without
        return kept

    def routes(self, target: int, known: int, facts: int, defaults: int) -> Iterator[Route]:
        """Routes to `target`, best first: fewest defaults, then facts, then equations."""
        wanted = 1 << target
        facts, defaults = facts & ~known & ~wanted, defaults & ~known & ~facts & ~wanted
        for assumed in self.fewest(target, known | facts, defaults):
            yield from self._search(target, known | assumed, facts, assumed)

    def _search(self, target: int, known: int, facts: int, assumed: int) -> Iterator[Route]:
        """Best-first search for the smallest determined system that holds `target`."""
        wanted = 1 << target
        local = self.neighbourhood(target, known)
        determined = self.determined(local, known | facts)
        usable = sum(
            1 << e for e in bits(local) if not self.variables[e] & ~known & ~facts & ~determined
        )
        counter = itertools.count()
        heap: list[tuple[int, int, int, int, int, int, int]] = [(0, 1, next(counter), 0, 0, 0, 1)]
        seen: set[tuple[int, int, int]] = set()
        done: set[tuple[int, int]] = set()
        while heap and len(seen) < SEARCH_LIMIT:
            _, _, _, equations, used, covered, _ = heapq.heappop(heap)
            if (equations, used, covered) in seen:
                continue
            seen.add((equations, used, covered))
            unknowns = wanted
            for equation in bits(equations):
                unknowns |= self.variables[equation]
            unknowns &= ~known & ~used
            unresolved = unknowns & ~covered
            if not unresolved:
                if (equations, used) not in done:
                    done.add((equations, used))
                    yield Route(assumed, used, self._blocks(equations, unknowns, known | used))
                continue
            pick = min(bits(unresolved), key=lambda q: ((self.uses[q] & usable).bit_count(), q))
            steps = [
                (equations | 1 << e, used, covered | 1 << pick)
                for e in bits(self.uses[pick] & usable & ~equations)
            ]
            if facts >> pick & 1:
                steps.append((equations, used | 1 << pick, covered))
            for step in steps:
                opened = self._open(step, wanted, known, facts)
                size = step[0].bit_count() + opened
                heapq.heappush(heap, (step[1].bit_count(), size, next(counter), *step, opened))

    def _open(self, step: tuple[int, int, int], wanted: int, known: int, facts: int) -> int:
        """How many unknowns of a state still need an equation: what it costs at least."""
        unknowns = wanted
        for equation in bits(step[0]):
            unknowns |= self.variables[equation]
        return (unknowns & ~known & ~step[1] & ~step[2] & ~facts).bit_count()

    def _blocks(self, equations: int, unknowns: int, known: int) -> tuple[Block, ...]:
        """Block-triangular order of a square system: strongly connected parts, in order."""
        by_unknown, _ = self._match(equations, known)
        order: list[Block] = []
        index: dict[int, int] = {}
        low: dict[int, int] = {}
        stack: list[int] = []

        def visit(unknown: int) -> None:
            index[unknown] = low[unknown] = len(index)
            stack.append(unknown)
            inner = self.variables[by_unknown[unknown]] & ~known & ~(1 << unknown)
            for other in bits(inner):
                if other not in index:
                    visit(other)
                    low[unknown] = min(low[unknown], low[other])
                elif other in stack:
                    low[unknown] = min(low[unknown], index[other])
            if low[unknown] == index[unknown]:
                at = stack.index(unknown)
                part = stack[at:]
                del stack[at:]
                order.append(Block(tuple(sorted(by_unknown[u] for u in part)), tuple(sorted(part))))

        for unknown in bits(unknowns):
            if unknown not in index:
                visit(unknown)
        return tuple(order)

    def closure(self, known: int) -> tuple[list[tuple[int, int]], list[int]]:
        """What follows from `known` one unknown at a time.

        Returns:
            The steps (equation, unknown) in order, and the equations left over in which everything
            is known: what must agree.
        """
        steps: list[tuple[int, int]] = []
        used = 0
        touched = 0
        for quantity in bits(known):
            touched |= self._equations_of(quantity)
        pending = touched
        while pending:
            progressed = 0
            for equation in bits(pending):
                if used >> equation & 1:
                    continue
                unknown = self.variables[equation] & ~known
                if unknown.bit_count() == 1:
                    quantity = unknown.bit_length() - 1
                    steps.append((equation, quantity))
                    used |= 1 << equation
                    known |= unknown
                    progressed |= self._equations_of(quantity)
            touched |= progressed
            pending = progressed & ~used
        checks = [e for e in bits(touched & ~used) if not self.variables[e] & ~known]
        return steps, checks
