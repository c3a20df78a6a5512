"""Which input moves an answer most: elasticities, and what the common range of each input does.

An elasticity is d ln(output) / d ln(input): by how many per cent the output moves when the input
moves by one. It follows from the route that the solver took, by the chain rule in closed form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..engine import algebra, slopes
from ..engine.algebra import Number
from ..engine.errors import InvalidInput
from ..engine.solution import Given, Solution
from ..engine.text import Language, Text
from ..engine.wording import shown
from ..planner import Inputs, read_inputs, solve_inputs
from ..vocabulary import VOCABULARY


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

    @property
    def is_exact(self) -> bool:
        """Whether it holds for every value of the input."""
        return algebra.is_exact(self.value)

    def in_(self, language: Language) -> str:
        """One line: "training cost moves by 2 % for each 1 % of parameters"."""
        figure = f"{float(self.value):.3g}"
        output, by = (VOCABULARY[name].label for name in (self.output, self.input))
        return Text(
            f"{output.en} moves by {figure} % for each 1 % of {by.en}",
            f"{by.zh}每变 1%,{output.zh}变 {figure}%",
        ).in_(language)


@dataclass(frozen=True)
class Swing:
    """What the range of one input does to one output, all others held.

    Attributes:
        output: the quantity that moves.
        input: the quantity that is known as a range, or whose default has one.
        low: (input, output) at the low end.
        nominal: (input, output) as solved.
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

    def in_(self, language: Language) -> str:
        """One line: "MFU 30 to 50 %: training cost $2.1M to $1.3M"."""
        to = Text(" to ", " 至 ").in_(language)
        output, by = VOCABULARY[self.output], VOCABULARY[self.input]
        of_input = to.join(shown(by, end[0], language) for end in (self.low, self.high))
        of_output = to.join(shown(output, end[1], language) for end in (self.low, self.high))
        return f"{by.label.in_(language)} {of_input}: {output.label.in_(language)} {of_output}"


def elasticities(
    find: str | Sequence[str],
    given: Mapping[str, object],
    *,
    subjects: Iterable[str] | None = None,
) -> list[Elasticity]:
    """How much each output moves with each input, the strongest first.

    Args:
        find: the quantity asked for, or several.
        given: as `solve` takes it.
        subjects: modules of the equation table to solve over; all where none is named.

    Raises:
        MissingInput: with the inputs that would do.
        InvalidInput: what is given contradicts itself, leaves a domain, or cannot be read.
    """
    wanted = [find] if isinstance(find, str) else list(find)
    solution = solve_inputs(wanted, read_inputs(given), subjects)
    return elasticities_of(wanted, solution)


def elasticities_of(find: Sequence[str], solution: Solution) -> list[Elasticity]:
    """As `elasticities`, from a solution that is there already.

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


def swings(
    find: str,
    given: Mapping[str, object],
    *,
    subjects: Iterable[str] | None = None,
) -> list[Swing]:
    """What each range does to one output, the widest first.

    A range is one that the caller stated, one of the catalog (prices), or what is common for a
    default.

    Raises:
        MissingInput: with the inputs that would do.
        InvalidInput: what is given contradicts itself, leaves a domain, or cannot be read.
    """
    inputs = read_inputs(given)
    solution = solve_inputs([find], inputs, subjects)
    listed = []
    for name, known in solution.used.items():
        ends = _ends(name, known)
        if ends is None:
            continue
        low, high = (_at(find, name, end, inputs, subjects) for end in ends)
        nominal = (known.value, solution.found[0].value)
        if low is not None and high is not None:
            listed.append(Swing(find, name, (ends[0], low), nominal, (ends[1], high)))
    return sorted(listed, key=lambda swing: -swing.factor)


def _ends(name: str, known: Given) -> tuple[Number, Number] | None:
    if known.low is not None and known.high is not None:
        return known.low, known.high
    default = VOCABULARY[name].default
    if known.origin == "default" and default is not None:
        if default.low is not None and default.high is not None:
            return default.low, default.high
    return None


def _at(
    find: str, name: str, value: Number, inputs: Inputs, subjects: Iterable[str] | None
) -> Number | None:
    """The output with one input moved; none where it has no value there."""
    moved = Inputs(
        {**inputs.given, name: Given(value)}, inputs.facts, inputs.options, inputs.entities
    )
    try:
        return solve_inputs([find], moved, subjects).found[0].value
    except InvalidInput:
        return None
