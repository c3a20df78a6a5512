"""Which input moves an answer most: elasticities, and what the common range of each input does.

An elasticity is d ln(output) / d ln(input): by how many per cent the output moves when the input
moves by one. It follows from the route that the solver took, by the chain rule in closed form.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from ..engine import algebra, slopes
from ..engine.algebra import Number
from ..engine.errors import InvalidInput
from ..engine.solution import Given, Solution, whole
from ..engine.text import Language
from ..engine.wording import shown
from ..planner import system
from ..vocabulary import VOCABULARY
from .figures import exact_text
from .result import Change, Pull

MOST = 4
"""Inputs whose pull is told; of what is counted in whole things there is no 1 % more."""


@dataclass(frozen=True)
class Elasticity:
    """How much one output moves with one input.

    Attributes:
        output: the quantity that moves.
        input: the known quantity that moves it: stated, from the catalog, or a default.
        value: d ln(output) / d ln(input); an exact rational along a power law.
    """

    output: str
    input: str
    value: Number


@dataclass(frozen=True)
class Swing:
    """What the range of one input does to one output, all others held.

    Attributes:
        output: the quantity that moves.
        input: the quantity that is known as a range, or whose default has one.
        low: (input, output) at the low end.
        nominal: (input, output) as solved; also an end that the range does not have.
        high: (input, output) at the high end.
    """

    output: str
    input: str
    low: tuple[Number, Number]
    nominal: tuple[Number, Number]
    high: tuple[Number, Number]

    @property
    def factor(self) -> Number:
        """The larger of the two outputs over the smaller: 1 where nothing moves."""
        ends = sorted(algebra.to_real(end[1]) for end in (self.low, self.nominal, self.high))
        return ends[-1] / ends[0]


def elasticities(find: Sequence[str], solution: Solution) -> list[Elasticity]:
    """How much each output moves with each input, the strongest first.

    An input that stands exactly where a limit sets in has no elasticity, and is left out.
    """
    listed = []
    for name, known in solution.used.items():
        if known.origin == "choice":
            continue
        try:
            moved = slopes.along(
                (step.plan for step in solution.steps), solution.values, {name: Fraction(1)}
            )
        except ValueError:
            continue
        listed += [
            Elasticity(output, name, moved[output])
            for output in find
            if output != name and moved.get(output)
        ]
    return sorted(listed, key=lambda each: -abs(algebra.rational(each.value)))


def swings(find: str, solution: Solution) -> list[Swing]:
    """What each range does to one output, the widest first; what does nothing is left out.

    A range is one that the caller stated, one of the catalog (prices), or what is common for a
    default.
    """
    listed = []
    for name, known in solution.used.items():
        nominal = (known.value, solution.values[find])
        ends = []
        for end in _ends(name, known):
            ends.append(nominal)
            with suppress(InvalidInput):
                if end is not None:
                    ends[-1] = (end, system().moved(solution, {name: end})[find])
        if ends and ends != [nominal, nominal]:
            listed.append(Swing(find, name, ends[0], nominal, ends[1]))
    moving = (swing for swing in listed if swing.factor > 1)
    return sorted(moving, key=lambda swing: -swing.factor)


def _ends(name: str, known: Given) -> tuple[()] | tuple[Number | None, Number | None]:
    if known.is_range:
        return known.low, known.high
    default = VOCABULARY[name].default
    if known.origin == "default" and default is not None:
        return default.low, default.high
    return ()


def what_moves(
    find: str, solution: Solution, language: Language
) -> tuple[tuple[Change, ...], tuple[Pull, ...]]:
    """What the ends of each range make of an answer; and where there is one, what moves it how."""
    changes = [
        Change(
            name=swing.input,
            label=VOCABULARY[swing.input].label.in_(language),
            to=shown(VOCABULARY[swing.input], end[0], language),
            display=shown(VOCABULARY[find], whole(VOCABULARY[find], end[1]), language),
        )
        for swing in swings(find, solution)
        for end in (swing.low, swing.high)
        if end != swing.nominal
    ]
    pulls = [
        Pull(
            name=each.input,
            label=VOCABULARY[each.input].label.in_(language),
            elasticity=float(each.value),
            exact=exact_text(each.value),
        )
        for each in elasticities([find], solution)
        if not VOCABULARY[each.input].domain.whole
    ]
    ranged = {change.name for change in changes}
    pulls.sort(key=lambda pull: (-abs(pull.elasticity), pull.name not in ranged))
    return tuple(changes), tuple(pulls[:MOST] if changes and len(pulls) > 1 else ())
