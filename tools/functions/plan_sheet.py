"""The sheet on which a plan is worked out: solving, and what was assumed on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from ..engine import algebra
from ..engine.algebra import Number
from ..engine.errors import MissingInput
from ..engine.solution import Given, Solution, whole
from ..engine.sources import cited
from ..engine.text import Language, Text
from ..engine.wording import shown
from ..planner import Inputs, read_inputs, solve_inputs
from ..vocabulary import VOCABULARY
from .figures import exact_text, row_of
from .plan_record import AS_GIVEN
from .report import report
from .result import Assumption, Result, Row

Known = Mapping[str, Number]
NOTHING: Known = MappingProxyType({})
UNCHANGED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Worked:
    """A solved question of a plan.

    Attributes:
        result: its words.
        solution: its numbers.
    """

    result: Result
    solution: Solution

    def value(self, name: str) -> Number:
        """The nominal value of what was asked."""
        return self.solution.values[name]

    def rows(self, language: Language, *, of: str = "") -> list[Row]:
        """What was asked, a row each, with the equation that gave it."""
        said = zip(self.solution.steps, self.result.steps, strict=True)
        sources = {
            step.plan.quantity.name: f"{words.equation} [{words.source}]" for step, words in said
        }
        rows = []
        for found, answer in zip(self.solution.found, self.result.answers, strict=True):
            name, ends = found.quantity.name, (found.low, found.high)
            low, high = (
                None if end is None else exact_text(whole(found.quantity, end)) for end in ends
            )
            known = self.solution.used.get(name)
            stated = known.source if known and known.source else AS_GIVEN.in_(language)
            rows.append(
                Row(
                    label=answer.label,
                    quantity=name,
                    display=answer.display,
                    exact=answer.exact,
                    unit=answer.unit,
                    source=sources.get(name, cited(stated, language)),
                    low=low,
                    high=high,
                    of=of,
                )
            )
        return rows


@dataclass
class Sheet:
    """What a plan is worked out from, and what has come up.

    Attributes:
        stated: inputs as written.
        language: of all words.
        assumptions: what was assumed so far, each once.
        warnings: what the reader should know, each once.
        used: names of the inputs that a figure depends on.
    """

    stated: Mapping[str, str]
    language: Language
    assumptions: dict[tuple[str, str], Assumption] = field(default_factory=dict)
    warnings: dict[str, None] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def inputs(
        self,
        known: Known = NOTHING,
        *,
        without: Iterable[str] = (),
        choices: Mapping[str, str] = UNCHANGED,
    ) -> Inputs:
        """What was stated, less `without`, with what the plan has found; stated choices win."""
        left_out = {*without, *known}
        inputs = read_inputs({n: v for n, v in self.stated.items() if n not in left_out})
        inputs.given |= {name: Given(value) for name, value in known.items()}
        inputs.options = {**choices, **inputs.options}
        return inputs

    def solve(
        self,
        find: Sequence[str],
        inputs: Inputs,
        subjects: Iterable[str] | None = None,
        *,
        optional: Iterable[str] = (),
    ) -> Worked:
        """Solve for `find`, and note down what was assumed.

        Args:
            find: quantities.
            inputs: from `inputs`.
            subjects: modules of the equation table; all where none is named.
            optional: those of `find` that are left out where they do not follow.

        Raises:
            MissingInput: with the inputs that would do.
            InvalidInput: what is given contradicts itself, or leaves a domain.
        """
        wanted, spare = list(find), set(optional)
        while True:
            try:
                solution = solve_inputs(wanted, inputs, subjects)
                break
            except MissingInput as missing:
                if missing.find not in spare or len(wanted) == 1:
                    raise
                wanted.remove(missing.find)
                self.warn(missing.text)
        result = report("plan", inputs, solution, self.language)
        for assumption in result.assumptions:
            self.assumptions.setdefault((assumption.name, assumption.display), assumption)
        self.warnings |= dict.fromkeys(result.warnings)
        self.used |= solution.used.keys() | set(wanted)
        return Worked(result, solution)

    def assume(self, name: str, value: Number, because: Text, source: str) -> None:
        """Note down a value that the plan takes for want of a stated one."""
        quantity = VOCABULARY[name]
        display = shown(quantity, value, self.language)
        self.assumptions[name, display] = Assumption(
            name=name,
            label=quantity.label.in_(self.language),
            display=display,
            source=cited(source, self.language),
            because=because.in_(self.language),
            kind="default",
        )

    def warn(self, text: Text) -> None:
        """Note down what the reader should know."""
        self.warnings[text.in_(self.language)] = None

    def row(self, name: str, value: Number, source: str, *, of: str = "") -> Row:
        """A figure that no single question gave."""
        return row_of(name, value, cited(source, self.language), self.language, of=of)

    def chosen(self, choice: str, value: str, source: str = "") -> Row:
        """A model choice that the plan made."""
        declared = VOCABULARY.choices[choice]
        option = declared.values[value]
        return Row(
            label=declared.label.in_(self.language),
            quantity=choice,
            display=option.label.in_(self.language),
            source=cited(source or option.source or declared.source, self.language),
        )


def exactly(value: Number) -> Fraction:
    """A value that a later question is given."""
    return algebra.rational(value)
