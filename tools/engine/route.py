"""Which equations lead from what is known to what is asked.

The table is a bipartite graph of equations and quantities. Three questions are asked of it, all by
matching equations to unknowns, so that simultaneous blocks come out by themselves and the cost
grows with the size of the neighbourhood, not with the number of combinations:

- what is determined at all (see `matching`);
- the fewest assumptions that make what is asked determined;
- the fewest equations among those routes, by best-first search inside the determined part.

Sets of quantities and of equations are bit masks: this module knows only numbers.
"""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .matching import Matching, bits

SEARCH_LIMIT = 20_000
"""States after which the search gives up; a route of ten equations takes a few hundred."""
MOST_REFUSED = 2
"""Inputs that are left out at once in search of others: "no tokens, and no accelerators"."""


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


class _Partial(NamedTuple):
    """A partial route in the search; ordered by price, then by age."""

    facts: int
    size: int
    """Equations so far, and one for each unknown that still lacks one: the least it will cost."""
    age: int
    equations: int
    used: int
    covered: int
    met: int
    """The target and the quantities in the equations."""


class Graph:
    """Equations over quantities, both numbered.

    Args:
        variables: for each equation, the mask of the quantities in it.
        size: how many quantities there are, those in no equation counted.
    """

    def __init__(self, variables: Sequence[int], size: int) -> None:
        self.variables = tuple(variables)
        self.members = [_members(mask) for mask in self.variables]
        self.users: list[list[int]] = [[] for _ in range(size)]
        self.uses: list[int] = [0] * size
        """For each quantity, the mask of the equations that hold it."""
        for equation, quantities in enumerate(self.members):
            for quantity in quantities:
                self.users[quantity].append(equation)
                self.uses[quantity] |= 1 << equation

    def neighbourhood(self, target: int, known: int) -> int:
        """Equations reachable from `target` through shared unknowns."""
        equations, met, apart = 0, 1 << target, list(enumerate(self.variables))
        before = len(apart) + 1
        while len(apart) < before:
            before, beyond = len(apart), []
            for equation, mask in apart:
                if mask & met:
                    equations |= 1 << equation
                    met |= mask & ~known
                else:
                    beyond.append((equation, mask))
            apart = beyond
        return equations

    def _matching(self, equations: int, known: int) -> Matching:
        return Matching(self.members, self.users, equations, known)

    def determined(self, equations: int, known: int) -> int:
        """Unknowns that `equations` determine, given `known`."""
        return self._matching(equations, known).determined()

    def determines(self, targets: Iterable[int], known: int) -> bool:
        """Whether each of `targets` is known or determined, given `known`."""
        return all(
            known >> target & 1
            or self._matching(self.neighbourhood(target, known), known).determines(target)
            for target in targets
        )

    def fewest(self, target: int, known: int, candidates: int) -> list[int]:
        """The smallest sets of `candidates` that make `target` determined; [] if none does.

        Exact to two members; beyond that, one set from which none can be dropped.
        """
        local = self.neighbourhood(target, known)
        base = self._matching(local, known)
        if base.determines(target):
            return [0]
        options = self._met(local, bits(candidates & ~known & ~(1 << target)))
        useful = self._irreducible(target, base, options)
        if useful is None or len(useful) == 0:
            return []
        for size in range(1, min(len(useful), 2) + 1):
            hits = [
                sum(1 << quantity for quantity in combination)
                for combination in itertools.combinations(options, size)
                if self._suffices(target, base, combination)
            ]
            if hits:
                return hits
        return [sum(1 << quantity for quantity in useful)]

    def _met(self, equations: int, quantities: Iterable[int]) -> list[int]:
        """Those of `quantities` that stand in `equations`: knowing any other one tells nothing."""
        return [quantity for quantity in quantities if self.uses[quantity] & equations]

    @staticmethod
    def _suffices(target: int, base: Matching, assumed: Iterable[int]) -> bool:
        """Whether `target` is determined once `assumed` are known too."""
        matching = base.copy()
        for quantity in assumed:
            matching.learn(quantity)
        return matching.determines(target)

    def _irreducible(self, target: int, base: Matching, options: Sequence[int]) -> list[int] | None:
        """The first of `options` that suffice and of which none can be dropped; none if all don't.

        The last ones are dropped first. What suffices goes on to do so with more, so that the
        last one kept is where the options first suffice, and the others are sought before it.
        """
        kept: list[int] = []
        while not base.determines(target):
            matching, asked = base.copy(), len(kept)
            for place, quantity in enumerate(options):
                matching.learn(quantity)
                if matching.determines(target):
                    kept.append(quantity)
                    base, options = base.copy(), options[:place]
                    base.learn(quantity)
                    break
            if len(kept) == asked:
                return None
        return kept[::-1]

    def missing(self, target: int, known: int, askable: Sequence[int]) -> Iterator[list[int]]:
        """Sets of `askable` that would make `target` determined.

        Those that stand first in `askable` make the first set. The others do without one of its
        members, or without two.
        """
        local = self.neighbourhood(target, known)
        base = self._matching(local, known)
        order = self._met(local, [q for q in askable if q != target and not known >> q & 1])
        told: list[list[int]] = []
        refusals = deque([frozenset[int]()])
        while refusals:
            refused = refusals.popleft()
            asks = self._irreducible(target, base, [q for q in order if q not in refused])
            if asks is not None and asks not in told:
                told.append(asks)
                yield asks
                if len(refused) < MOST_REFUSED:
                    refusals += [refused | {quantity} for quantity in asks]

    def routes(
        self, target: int, known: int, facts: int, defaults: int, stated: int = 0
    ) -> Iterator[Route]:
        """Routes to `target`, best first.

        The best has the fewest defaults; among those it leaves the fewest of the `stated` inputs
        unused, then takes the fewest catalog facts, then the fewest equations.
        """
        wanted = 1 << target
        facts, defaults = facts & ~known & ~wanted, defaults & ~known & ~facts & ~wanted
        searches = [
            self._search(target, known | assumed, facts, assumed)
            for assumed in self.fewest(target, known | facts, defaults)
        ]
        return heapq.merge(*searches, key=lambda route: self.price(route, stated))

    def price(self, route: Route, stated: int = 0) -> tuple[int, int, int, int]:
        """What a route costs: defaults, stated inputs unused, facts, equations."""
        equations = [equation for block in route.blocks for equation in block.equations]
        touched = 0
        for equation in equations:
            touched |= self.variables[equation]
        unused = (stated & ~touched).bit_count()
        return route.defaults.bit_count(), unused, route.facts.bit_count(), len(equations)

    def _search(self, target: int, known: int, facts: int, assumed: int) -> Iterator[Route]:
        """Best-first search for the smallest determined system that holds `target`.

        A state is what a partial route holds: its equations, the facts it uses, and the unknowns
        that have an equation of their own. The next unknown without one is given each equation
        that might serve, or its catalog value.
        """
        local = self.neighbourhood(target, known)
        determined = self.determined(local, known | facts)
        usable = sum(
            1 << e for e in bits(local) if not self.variables[e] & ~known & ~facts & ~determined
        )
        order = itertools.count()
        heap = [_Partial(0, 1, next(order), 0, 0, 0, 1 << target)]
        seen: set[tuple[int, int, int]] = set()
        done: set[tuple[int, int]] = set()
        while heap and len(seen) < SEARCH_LIMIT:
            state = heapq.heappop(heap)
            held = state.equations, state.used, state.covered
            if held in seen:
                continue
            seen.add(held)
            unknowns = state.met & ~(known | state.used)
            unresolved = unknowns & ~state.covered
            if not unresolved:
                if (state.equations, state.used) not in done:
                    done.add((state.equations, state.used))
                    blocks = self._blocks(state.equations, unknowns, known | state.used)
                    yield Route(assumed, state.used, blocks)
                continue
            pick = min(bits(unresolved), key=lambda q: ((self.uses[q] & usable).bit_count(), q))
            steps = [
                (
                    state.equations | 1 << e,
                    state.used,
                    state.covered | 1 << pick,
                    state.met | self.variables[e],
                )
                for e in bits(self.uses[pick] & usable & ~state.equations)
            ]
            if facts >> pick & 1:
                steps.append((state.equations, state.used | 1 << pick, state.covered, state.met))
            for equations, used, covered, met in steps:
                still_open = met & ~(known | used | covered | facts)
                size = equations.bit_count() + still_open.bit_count()
                rank = used.bit_count(), size, next(order)
                heapq.heappush(heap, _Partial(*rank, equations, used, covered, met))

    def _blocks(self, equations: int, unknowns: int, known: int) -> tuple[Block, ...]:
        """Block-triangular order of a square system: strongly connected parts, in order."""
        by_unknown = self._matching(equations, known).by_unknown
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
            touched |= self.uses[quantity]
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
                    progressed |= self.uses[quantity]
            touched |= progressed
            pending = progressed & ~used
        checks = [e for e in bits(touched & ~used) if not self.variables[e] & ~known]
        return steps, checks


@lru_cache(maxsize=4096)
def _members(mask: int) -> tuple[int, ...]:
    """The quantities of an equation: most stand in many graphs."""
    return tuple(bits(mask))
