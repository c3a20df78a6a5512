"""Plans: which equations, in which form and order, lead to what is asked.

A plan depends only on what is asked and what is known, not on the values, so plans are cached: a
repeated question is only evaluated.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from . import algebra, wording
from .algebra import NotClosed
from .choices import Chosen, choose
from .equation import Equation
from .errors import InvalidInput, MissingInput, Unreached
from .laws import Law, Laws
from .matching import bits
from .quantity import Quantity, Vocabulary
from .route import Block, Route
from .scope import Scope, places
from .solution import PlannedStep


@dataclass(frozen=True)
class Rival:
    """Another route to `quantity`, at the same price as the one taken."""

    quantity: Quantity
    steps: tuple[PlannedStep, ...]
    defaults: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Steps to what is asked, routes that tie with them, and the defaults that they need."""

    steps: tuple[PlannedStep, ...]
    rivals: tuple[Rival, ...]
    defaults: tuple[str, ...]


@dataclass(frozen=True)
class Redundancy:
    """What the stated inputs say twice.

    Attributes:
        lead: steps from the inputs to what the checks compare.
        checks: steps that give a quantity which is known already.
        guards: steps from the inputs and catalog facts to quantities with an upper bound.
    """

    lead: tuple[PlannedStep, ...]
    checks: tuple[PlannedStep, ...]
    guards: tuple[PlannedStep, ...]


class Planner:
    """Plans over a vocabulary and a table of equations.

    Args:
        vocabulary: the quantities and choices.
        equations: the table.
    """

    def __init__(self, vocabulary: Vocabulary, equations: Sequence[Equation]) -> None:
        self.vocabulary = vocabulary
        self.equations = tuple(equations)
        self._implying = {
            quantity
            for choice in vocabulary.choices.values()
            for names in choice.implied
            for quantity in names.split()
        }
        self._governing = {name for equation in equations for name in equation.when} | {
            name for q in vocabulary if q.default is not None for name in q.default.when
        }
        self._chosen: dict[tuple[object, ...], Chosen] = {}
        self._scopes: dict[tuple[object, ...], Scope] = {}
        self._plans: dict[tuple[object, ...], Plan] = {}
        self._redundant: dict[tuple[object, ...], Redundancy] = {}
        self._laws: dict[tuple[object, ...], Laws] = {}

    def choose(self, stated: Mapping[str, str], given: Container[str] = ()) -> Chosen:
        """Every model choice: as stated, else as another or `given` implies, else its default.

        Raises:
            UnknownName: no such choice, or no such value.
        """
        implying = frozenset(n for n in self._implying if n in given)
        key = (tuple(stated.items()), implying)  # The first that fixes a constant is told.
        chosen = self._chosen.get(key)
        if chosen is None:
            chosen = self._chosen[key] = choose(self.vocabulary.choices, stated, implying)
        return chosen

    def scope(self, subjects: frozenset[str] | None, options: Mapping[str, str]) -> Scope:
        """The equations of `subjects` (of all where none is named) that hold under `options`."""
        key = (subjects, tuple(map(options.get, self._governing)))
        scope = self._scopes.get(key)
        if scope is None:
            active = tuple(
                equation
                for equation in self.equations
                if (subjects is None or equation.subject in subjects)
                and all(options.get(name) == value for name, value in equation.when.items())
            )
            assumable = frozenset(
                q.name
                for q in self.vocabulary
                if q.default is not None and q.default.holds(options)
            )
            scope = self._scopes[key] = Scope(active, places(self.vocabulary), assumable)
        return scope

    def plan(
        self, scope: Scope, find: tuple[str, ...], given: frozenset[str], facts: frozenset[str]
    ) -> Plan:
        """How to find each of `find`, in order.

        Raises:
            MissingInput: what is known does not determine it.
        """
        key = (id(scope), find, given, facts)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = self._make_plan(scope, find, given, facts)
        return plan

    def _make_plan(
        self, scope: Scope, find: tuple[str, ...], given: frozenset[str], facts: frozenset[str]
    ) -> Plan:
        hard, soft = scope.mask(given), scope.mask(facts)
        defaulted = scope.mask(scope.assumable)
        known, assumed = hard, 0
        steps: list[PlannedStep] = []
        rivals: list[Rival] = []
        for name in find:
            quantity = self.vocabulary[name]
            target = scope.index[name]
            if known >> target & 1:
                continue
            route, forms, rival = self._route(scope, target, known, hard, soft, defaulted)
            if route is None:
                if soft >> target & 1:
                    known |= 1 << target
                    continue
                tell = partial(self._missing, scope, quantity, (known, hard), soft, defaulted)
                raise Unreached(name, tell)
            steps += forms
            assumed |= route.defaults
            known |= route.defaults | route.facts
            known |= scope.mask(step.quantity.name for step in forms)
            if rival is not None:
                rivals.append(rival)
        return Plan(
            tuple(self._needed(steps, find)),
            tuple(rivals),
            tuple(scope.names[q] for q in bits(assumed)),
        )

    @staticmethod
    def _needed(steps: Sequence[PlannedStep], find: Sequence[str]) -> list[PlannedStep]:
        """The steps that lead to `find`: a block also gives unknowns that nobody asked for."""
        wanted, kept = set(find), []
        for step in reversed(steps):
            if step.quantity.name in wanted:
                kept.append(step)
                wanted |= step.inputs
        return kept[::-1]

    def _route(
        self, scope: Scope, target: int, known: int, hard: int, soft: int, defaulted: int
    ) -> tuple[Route | None, list[PlannedStep], Rival | None]:
        """The best route that can be solved, and one that ties with it."""
        best: Route | None = None
        best_forms: list[PlannedStep] = []
        graph = scope.graph
        for route in graph.routes(target, known, soft, defaulted, hard):
            if best is not None and graph.price(route, hard) > graph.price(best, hard):
                break
            try:
                forms = [step for block in route.blocks for step in self._block(scope, block)]
            except NotClosed:
                continue
            if best is not None:
                return best, best_forms, self._rival(scope, target, route, forms, best_forms)
            best, best_forms = route, forms
        return best, best_forms, None

    def _rival(
        self,
        scope: Scope,
        target: int,
        route: Route,
        steps: Sequence[PlannedStep],
        taken: Sequence[PlannedStep],
    ) -> Rival:
        """Another route, without the steps that it begins with in common with the one taken."""
        quantity = self.vocabulary[scope.names[target]]
        own = {(step.equation, step.quantity.name) for step in taken}
        rest = itertools.dropwhile(lambda s: (s.equation, s.quantity.name) in own, steps)
        return Rival(
            quantity,
            tuple(self._needed(list(rest), [quantity.name])),
            tuple(scope.names[q] for q in bits(route.defaults)),
        )

    def _block(self, scope: Scope, block: Block) -> tuple[PlannedStep, ...]:
        equations = tuple(scope.equations[i] for i in block.equations)
        return _steps(equations, tuple(self.vocabulary[scope.names[i]] for i in block.unknowns))

    def _single(self, scope: Scope, equation: int, quantity: Quantity) -> PlannedStep:
        return self._block(scope, Block((equation,), (scope.index[quantity.name],)))[0]

    def other_laws(
        self,
        find: Sequence[str],
        subjects: frozenset[str] | None,
        chosen: Chosen,
        known: Collection[str],
    ) -> list[tuple[str, str]]:
        """Values of one choice that fixes constants, under which `find` would be determined.

        None where there are too many to be of help.
        """
        stated = {name: chosen.values[name] for name in sorted(chosen.stated)}
        implying = frozenset(self._implying.intersection(known))
        key = (subjects, tuple(stated.items()), implying)
        laws = self._laws.get(key)
        if laws is None:
            laws = self._laws[key] = Laws(
                tuple(self._laws_beside(subjects, stated, implying)), places(self.vocabulary)
            )
        return laws.that_determine(find, known)

    def _laws_beside(
        self, subjects: frozenset[str] | None, stated: Mapping[str, str], known: Container[str]
    ) -> Iterator[Law]:
        """What each value of a choice that fixes constants would have in force."""
        for name, choice in self.vocabulary.choices.items():
            if not any(option.gives for option in choice.values.values()):
                continue
            for value in choice.values:
                with contextlib.suppress(InvalidInput):
                    other = self.choose({**stated, name: value}, known)
                    scope = self.scope(subjects, other.values)
                    assumable = scope.mask((*other.constants, *scope.assumable))
                    yield Law(name, value, scope, assumable)

    def redundancy(self, scope: Scope, given: frozenset[str], facts: frozenset[str]) -> Redundancy:
        """What the stated quantities say twice."""
        key = (id(scope), given, facts)
        redundancy = self._redundant.get(key)
        if redundancy is None:
            redundancy = self._redundant[key] = self._find_redundancy(
                scope, scope.mask(given), scope.mask(facts)
            )
        return redundancy

    def _find_redundancy(self, scope: Scope, hard: int, soft: int) -> Redundancy:
        steps, leftover = scope.graph.closure(hard)
        made = {quantity: equation for equation, quantity in steps}
        lead: dict[int, PlannedStep] = {}
        checks = []
        for equation in leftover:
            variables = scope.graph.variables[equation]
            for quantity in bits(variables):
                self._lead_to(scope, quantity, made, lead)
            left = scope.equations[equation].left
            stated = variables & hard or variables
            if left.is_Symbol and scope.mask([left.name]) & stated:
                stated = scope.mask([left.name])
            checked = self.vocabulary[scope.names[bits(stated)[0]]]
            checks.append(self._single(scope, equation, checked))
        guards: dict[int, PlannedStep] = {}
        made = {quantity: equation for equation, quantity in scope.graph.closure(hard | soft)[0]}
        for quantity in made:
            if self.vocabulary[scope.names[quantity]].domain.high is not None:
                self._lead_to(scope, quantity, made, guards)
        return Redundancy(tuple(lead.values()), tuple(checks), tuple(guards.values()))

    def _lead_to(
        self, scope: Scope, quantity: int, made: Mapping[int, int], into: dict[int, PlannedStep]
    ) -> None:
        """Add to `into` the steps of a closure that lead to `quantity`."""
        if quantity in into or quantity not in made:
            return
        equation = made[quantity]
        for other in bits(scope.graph.variables[equation] & ~(1 << quantity)):
            self._lead_to(scope, other, made, into)
        into[quantity] = self._single(scope, equation, self.vocabulary[scope.names[quantity]])

    def _missing(
        self, scope: Scope, quantity: Quantity, given: tuple[int, int], soft: int, defaulted: int
    ) -> MissingInput:
        """What to ask for: inputs with which what was stated is of use, most natural ones first."""
        known, stated = given
        target = scope.index[quantity.name]
        askable = sorted(
            (q for q in self.vocabulary if q.name not in scope.assumable),
            key=lambda q: q.ask if q.ask is not None else len(self.vocabulary),
        )
        reach = known | soft | (defaulted & ~(1 << target))
        order = [scope.index[q.name] for q in askable]
        asked: list[int] | None = None
        fewest_unused = 0
        for asks in scope.graph.missing(target, reach, order):
            with_these = known | sum(1 << i for i in asks)
            route = next(scope.graph.routes(target, with_these, soft, defaulted, stated), None)
            unused = scope.graph.price(route, stated)[1] if route else stated.bit_count()
            if asked is None or unused < fewest_unused:
                asked, fewest_unused = asks, unused
            if not unused:
                break
        if asked is None:
            return MissingInput(wording.unreachable(quantity), quantity.name, ())
        needed = [self.vocabulary[scope.names[i]] for i in asked]
        with_these = known | soft | sum(1 << i for i in asked)
        sets = scope.graph.fewest(target, with_these, defaulted)
        defaults = [self.vocabulary[scope.names[i]] for i in bits(sets[0])] if sets else []
        return MissingInput(
            wording.missing(quantity, needed, defaults),
            quantity.name,
            [q.name for q in needed],
        )


@lru_cache(maxsize=4096)
def _steps(
    equations: tuple[Equation, ...], unknowns: tuple[Quantity, ...]
) -> tuple[PlannedStep, ...]:
    """A block solved for its unknowns, in the order in which they can be calculated.

    Raises:
        NotClosed: the equations depend on each other.
    """
    solved = algebra.eliminate([(e.left, e.right) for e in equations], [q.symbol for q in unknowns])
    by_name = {quantity.name: quantity for quantity in unknowns}
    steps = []
    for place, (symbol, index, form, residual) in enumerate(solved):
        used = residual if form is None else form
        others = () if place else (e for i, e in enumerate(equations) if i != index)
        steps.append(
            PlannedStep(
                equations[index],
                by_name[symbol.name],
                form,
                algebra.compile_expression(used),
                symbol - form if form is not None else residual,
                frozenset(other.name for other in used.free_symbols - {symbol}),
                tuple(others),
            )
        )
    return tuple(steps)
