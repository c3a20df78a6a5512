"""Solving the table of equations for what is asked, in any direction.

Covers: choosing the route, simultaneous blocks, defaults and catalog facts used only where needed,
contradictions, domains, ranges, and the record of every step. Routes and rearranged forms are
cached by what is asked and what is known, so that a repeated question is only evaluated.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial

import sympy

from . import algebra, wording
from .algebra import Number
from .choices import Chosen
from .domains import check_domain
from .equation import Equation
from .errors import Contradiction, InvalidInput, MissingInput, NoSolution, Unreached
from .planning import Plan, Planner
from .quantity import Vocabulary
from .roots import bracketed_root, roots
from .scope import Scope
from .solution import Formula, Found, Given, PlannedStep, Solution, Step
from .text import Text

ROUNDING = Fraction(1, 20)
"""Relative gap between redundant inputs that passes as people's rounding."""
NOTICE = Fraction(1, 200)
"""Relative gap between redundant inputs above which the answer says so."""
MAX_RANGES = 6
"""Inputs that may be ranges at once: every corner is evaluated."""


def _gap(one: Number, other: Number) -> Fraction:
    """Relative difference of two values."""
    a, b = algebra.rational(one), algebra.rational(other)
    return abs(a - b) / abs(b) if b else abs(a)


class System:
    """A vocabulary and a table of equations, solvable in any direction.

    Args:
        vocabulary: the quantities and choices.
        equations: the table.
    """

    def __init__(self, vocabulary: Vocabulary, equations: Sequence[Equation]) -> None:
        self.vocabulary = vocabulary
        self.equations = tuple(equations)
        self._planner = Planner(vocabulary, equations)

    def solve(
        self,
        find: Sequence[str],
        given: Mapping[str, Given],
        facts: Mapping[str, Given] | None = None,
        *,
        subjects: Iterable[str] | None = None,
        options: Mapping[str, str] | None = None,
    ) -> Solution:
        """Find each quantity of `find` from what is given.

        Args:
            find: names of the quantities asked, in order.
            given: values that the user stated: they hold, and must agree with each other.
            facts: catalog values: used where needed, and overruled by what is stated.
            subjects: modules of the table to solve over; all where none is named.
            options: model choices that were stated.

        Raises:
            MissingInput: with the inputs that would do.
            Contradiction: redundant inputs disagree.
            OutOfDomain: a value lies outside its quantity's range.
            NoSolution: no real value fits.
            UnknownName: a quantity or choice that does not exist.
        """
        facts = {name: fact for name, fact in (facts or {}).items() if name not in given}
        for name, value in {**facts, **given}.items():
            for number in (value.value, value.low, value.high):
                if number is not None:
                    check_domain(self.vocabulary[name], number, stated=True)
        chosen = self._planner.choose(options or {}, {*given, *facts})
        facts = {**{n: c for n, c in chosen.constants.items() if n not in given}, **facts}
        within = frozenset(subjects) if subjects is not None else None
        scope = self._planner.scope(within, chosen.values)
        known = {**facts, **given}
        warnings = self._agree(scope, given, facts)
        try:
            plan = self._planner.plan(scope, tuple(find), frozenset(given), frozenset(facts))
        except MissingInput as error:
            laws = partial(self._planner.other_laws, find, within, chosen, {*given, *facts})
            raise Unreached(error.find, partial(wording.or_choose, error, laws)) from None
        for name in plan.defaults:
            default = self.vocabulary[name].default
            assert default is not None
            known[name] = Given(
                default.value, origin="default", source=default.source, because=default.because
            )
        nominal: dict[str, Number] = {name: value.value for name, value in known.items()}
        steps = self._run(plan.steps, nominal)
        warnings += self._rivals(plan, nominal) + self._second_roots(plan.steps, nominal)
        used = self._used(plan.steps, find, known)
        return Solution(
            found=self._found(find, plan, nominal, {n: known[n] for n in used}),
            steps=tuple(steps),
            used={name: known[name] for name in used},
            choices=self._choices(plan.steps, {name: known[name] for name in used}, chosen),
            warnings=tuple(warnings),
            unused=tuple(name for name in given if name not in used),
            values=nominal,
        )

    def _choices(
        self, steps: Sequence[PlannedStep], used: Mapping[str, Given], chosen: Chosen
    ) -> dict[str, tuple[str, bool]]:
        """The choices that the steps depend on, by an equation or by a constant."""
        names = [n for s in steps for e in s.equations for n in e.when]
        names += [chosen.givers[n] for n, value in used.items() if value.origin == "choice"]
        shown = dict.fromkeys(chosen.shown(n, self.vocabulary.choices) for n in names)
        return {name: (chosen.values[name], name in chosen.stated) for name in shown}

    def formula(
        self,
        find: str,
        inputs: Iterable[str],
        *,
        subjects: Iterable[str] | None = None,
        options: Mapping[str, str] | None = None,
    ) -> Formula:
        """`find` in closed form in `inputs` (and defaults, which stay symbols).

        Constants that a model choice fixes are put in.

        Raises:
            MissingInput: `inputs` do not determine it.
            NoSolution: it has no closed form.
        """
        known = frozenset(inputs)
        chosen = self._planner.choose(options or {}, known)
        scope = self._planner.scope(
            frozenset(subjects) if subjects is not None else None, chosen.values
        )
        constants = {n: g.value for n, g in chosen.constants.items() if n not in known}
        plan = self._planner.plan(scope, (find,), known, frozenset(constants))
        forms: dict[sympy.Symbol, sympy.Expr] = {
            self.vocabulary[name].symbol: algebra.to_sympy(value)
            for name, value in constants.items()
        }
        for step in plan.steps:
            if step.form is None:
                raise NoSolution(wording.no_closed_form(step.quantity))
            forms[step.quantity.symbol] = step.form.xreplace(forms)
        symbol = self.vocabulary[find].symbol
        used = dict.fromkeys(e for step in reversed(plan.steps) for e in step.equations)
        return Formula(forms.get(symbol, symbol), tuple(used))

    def moved(self, solution: Solution, changed: Mapping[str, Number]) -> dict[str, Number]:
        """Every value of a solution with some of its inputs changed, along the same steps.

        Raises:
            InvalidInput: a value leaves its domain, or there is none.
        """
        values = {**solution.values, **changed}
        self._run([step.plan for step in solution.steps], values)
        return values

    def _run(self, steps: Sequence[PlannedStep], values: dict[str, Number]) -> list[Step]:
        """Evaluate `steps` in order, adding each result to `values`."""
        done = []
        for step in steps:
            result = self._evaluate(step, values)
            check_domain(step.quantity, result, stated=False)
            put_in = {
                symbol.name: values[symbol.name]
                for symbol in (step.form.free_symbols if step.form is not None else ())
            }
            values[step.quantity.name] = result
            done.append(Step(step, put_in, result))
        return done

    @staticmethod
    def _evaluate(step: PlannedStep, values: Mapping[str, Number]) -> Number:
        try:
            if step.form is None:
                return bracketed_root(step.evaluate, values, step.quantity.name)
            result = step.evaluate(values)
            algebra.rational(result)  # What is out of reach is refused here.
            return result
        except (ValueError, ZeroDivisionError, OverflowError):
            raise NoSolution(wording.no_solution(step.quantity)) from None

    def _agree(
        self, scope: Scope, given: Mapping[str, Given], facts: Mapping[str, Given]
    ) -> list[Text]:
        """Compare what redundant inputs imply; refuse what lies outside a domain."""
        redundancy = self._planner.redundancy(scope, frozenset(given), frozenset(facts))
        warnings = []
        if redundancy.checks:
            implied = {name: value.value for name, value in given.items()}
            self._run(redundancy.lead, implied)
            for check in redundancy.checks:
                if any(given[n].is_range for n in check.equation.names if n in given):
                    continue
                here, there = implied[check.quantity.name], self._evaluate(check, implied)
                gap = _gap(here, there)
                if gap > ROUNDING:
                    raise Contradiction(wording.contradiction(check, there, here))
                if gap > NOTICE:
                    warnings.append(wording.mismatch(check, there, here))
        if redundancy.guards:
            self._run(
                redundancy.guards, {n: value.value for n, value in {**facts, **given}.items()}
            )
        return warnings

    def _rivals(self, plan: Plan, values: Mapping[str, Number]) -> list[Text]:
        warnings = []
        for rival in plan.rivals:
            quantity = rival.quantity
            other = {name: value for name, value in values.items() if name != quantity.name}
            for name in rival.defaults:
                default = self.vocabulary[name].default
                if default is not None:
                    other.setdefault(name, default.value)
            try:
                self._run(rival.steps, other)
            except InvalidInput:
                continue
            here, there = values[quantity.name], other[quantity.name]
            if _gap(here, there) > NOTICE:
                warnings.append(wording.rival(quantity, rival.steps[-1], there))
        return warnings

    @staticmethod
    def _second_roots(steps: Sequence[PlannedStep], values: Mapping[str, Number]) -> list[Text]:
        """The smallest root was taken: whoever means the next one must know that it is there."""
        warnings = []
        for step in steps:
            if step.form is None:
                found = roots(step.evaluate, values, step.quantity.name)
                for other in itertools.islice(found, 1, 2):
                    taken = values[step.quantity.name]
                    warnings.append(wording.second_root(step.quantity, taken, other))
        return warnings

    @staticmethod
    def _used(
        steps: Sequence[PlannedStep], find: Sequence[str], known: Mapping[str, Given]
    ) -> list[str]:
        """Names of the known values that the steps use, in the order of `known`.

        A catalog value of what the steps calculate is none of them.
        """
        touched = set(find)
        for step in steps:
            touched |= step.equation.names | step.inputs
        touched -= {step.quantity.name for step in steps}
        return [name for name in known if name in touched]

    def _found(
        self,
        find: Sequence[str],
        plan: Plan,
        nominal: Mapping[str, Number],
        used: Mapping[str, Given],
    ) -> tuple[Found, ...]:
        ranges = [name for name, value in used.items() if value.is_range]
        if len(ranges) > MAX_RANGES:
            raise InvalidInput(wording.too_many_ranges(MAX_RANGES))
        ends: dict[str, list[Number]] = {name: [] for name in find}
        if ranges:
            start = {name: value for name, value in nominal.items() if name in used}
            for corner in itertools.product((0, 1), repeat=len(ranges)):
                values = dict(start)
                for name, end in zip(ranges, corner, strict=True):
                    values[name] = used[name].high if end else used[name].low
                self._run(plan.steps, values)
                for name in find:
                    ends[name].append(values[name])
        found = []
        for name in find:
            quantity = self.vocabulary[name]
            low = high = None
            if ends[name]:
                low = min(ends[name], key=algebra.rational)
                high = max(ends[name], key=algebra.rational)
                if low == high:
                    low = high = None
            found.append(Found(quantity, nominal[name], low, high))
        return tuple(found)
