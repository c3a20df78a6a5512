"""One call of a tool as evidence: what it was given, and what it gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from ...tools.engine.amounts import read_amount
from ...tools.engine.errors import FlopwiseError
from ...tools.engine.units import Dimension, dimension_of
from ...tools.functions.result import Result
from ...tools.vocabulary import VOCABULARY
from .arguments import FACTOR, amounts_in, texts_in
from .figures import read_figures, things_in
from .formulas import reasons
from .pool import Pool
from .records import PLAIN
from .supports import Support, all_values, in_bytes, of_result, of_text, of_words, support_of
from .workings import of_steps

ASKING = frozenset({"find", "language"})
"""Arguments that tell nothing of the case."""


@dataclass(frozen=True)
class Case:
    """One call of a function, and what came of it.

    Attributes:
        number: of the call in the conversation.
        turn: in which it was made.
        result: what it gave; none where the call itself failed.
        arguments: what it was called with.
        text: what it said.
    """

    number: int
    turn: int
    result: Result | None
    arguments: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""

    @cached_property
    def supports(self) -> tuple[Support, ...]:
        """What the call's inputs and the parts of its result support."""
        given = tuple(self._given())
        if self.result is None:
            return given
        of = self.things
        if self.result.verdict:  # Of several contenders the steps are the winner's.
            won = things_in(self.result.verdict)
            of = won or of
        found = list(of_result(self.result))
        found += of_steps(self.result.steps, (*given, *found))
        parts = (replace(s, turn=self.turn, case=self.number, of=s.of or of) for s in found)
        return tuple(map(in_bytes, (*given, *parts)))

    @cached_property
    def pool(self) -> Pool[Support]:
        """The same by size."""
        return Pool(self.supports)

    @cached_property
    def pool_in_words(self) -> Pool[Support]:
        """What stands in its words alone, by size."""
        return Pool(self.in_words)

    @cached_property
    def taken(self) -> frozenset[Fraction]:
        """The values that it was given."""
        return frozenset(
            value for s in self.supports if s.origin == "given" for value in all_values(s)
        )

    @cached_property
    def in_words(self) -> tuple[Support, ...]:
        """What its words support beyond that: sources, warnings, reasons."""
        if self.result is None:
            return ()
        known = {pair for support in self.supports for pair in _pairs(support)}
        texts = (self.text, reasons(self.result), *self.result.given)
        found = [support for text in texts for support in of_text(text)]
        for assumed in self.result.assumptions:  # "often up to 20% is added", of one of 0%
            others = of_words(assumed.because or "", assumed.name)
            found += (replace(support, bound=True) for support in others)
        return tuple(
            replace(support, turn=self.turn, case=self.number, of=self.things)
            for support in found
            if not set(_pairs(support)) <= known
        )

    @cached_property
    def answered(self) -> frozenset[str]:
        """The quantities that it answered."""
        answers = self.result.answers if self.result else ()
        return frozenset(answer.quantity for answer in answers)

    @cached_property
    def things(self) -> frozenset[str]:
        """The accelerators and models that it was about."""
        words = " ; ".join(texts_in(self.arguments))
        if self.result is not None:
            words += " ; " + " ; ".join(self.result.given)
        return things_in(words)

    def stands_in(self, other: Case) -> bool:
        """Whether what it was given holds in another case, which has nothing else in its place."""
        mine, others = _inputs(self.arguments), _inputs(other.arguments)
        assumed = {a.name for a in self.result.assumptions} if self.result else set()
        return mine.items() <= others.items() and not assumed & others.keys()

    def _given(self) -> Iterator[Support]:
        for name, text in amounts_in(self.arguments):
            quantity = name if name in VOCABULARY else None
            if quantity is not None:
                unit = VOCABULARY[quantity].unit
                try:
                    read = read_amount(text, unit, VOCABULARY[quantity].label)
                except FlopwiseError:
                    continue
                ends = [read.value] if read.low is None else [read.low, read.high]
                values = tuple(Fraction(end) for end in ends if end is not None)
                worth: dict[Dimension | None, tuple[Fraction, ...]] = {dimension_of(unit): values}
                numerals = tuple(f.value for f in read_figures(str(text)))
                yield Support(worth, quantity, "given", self.turn, self.number, "", numerals)
            else:
                for figure in read_figures(str(text)):
                    support = support_of(figure, None, "given", self.turn, self.number)
                    if name == FACTOR:
                        support = replace(support, values={PLAIN: (figure.value,)}, multiple=True)
                    yield support


def _pairs(support: Support) -> Iterator[tuple[Dimension | None, Fraction]]:
    """What a support is worth, by what it measures; as a bare number, too."""
    yield from ((None, value) for value in all_values(support))
    yield from ((d, value) for d, values in support.values.items() for value in values)


def _inputs(arguments: Mapping[str, Any]) -> dict[str, str]:
    """What a call was given, as written; not what it was asked."""
    return {name: str(value) for name, value in arguments.items() if name not in ASKING}
