"""A conversation as evidence: what tools returned, and what the user wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache

from ...tools.engine.units import Dimension, dimension_of
from .case import Case
from .figures import as_read, figures_in_name, read_figures, read_page
from .formulas import declared, reasons, runs_in, steps_text
from .pool import Pool
from .precision import DIGITS
from .records import PLAIN, Figure
from .supports import Support, all_values, of_text, support_of


@dataclass(frozen=True)
class Evidence:
    """A conversation as evidence.

    Attributes:
        turn: the one that is being answered.
        questions: what the user wrote, turn by turn.
        cases: every call, in order.
        authored: texts of flopwise's own; their figures hold, too.
    """

    turn: int
    questions: tuple[str, ...]
    cases: tuple[Case, ...]
    authored: str = ""

    def near(self, sizes: Sequence[float]) -> Iterator[Support]:
        """What a figure of such sizes may repeat."""
        for case in self.cases:
            yield from case.pool.near(sizes)
        for place in enumerate(self.questions):
            yield from self._untold(_pool_of(*place).near(sizes))

    def near_now(self, sizes: Sequence[float]) -> Iterator[Support]:
        """The same of the turn that is being answered alone."""
        for case in self.now:
            yield from case.pool.near(sizes)
        for question in self.questions[-1:]:
            yield from self._untold(_pool_of(self.turn, question).near(sizes))

    def all_near(self, sizes: Sequence[float]) -> Iterator[Support]:
        """The same, and what stands in the tools' words alone: read only when it is needed."""
        yield from self.near(sizes)
        for case in self.cases:
            yield from case.pool_in_words.near(sizes)
        for support in _own(self.authored).near(sizes):
            yield replace(support, turn=self.turn)

    @cached_property
    def supports(self) -> tuple[Support, ...]:
        """All that a figure may repeat."""
        calls = (support for case in self.cases for support in case.supports)
        return (*calls, *self._untold(self.words))

    def _untold(self, words: Iterable[Support]) -> Iterator[Support]:
        return (support for support in words if not self._is_told(support))

    def _is_told(self, support: Support) -> bool:
        """Whether a call says what a bare number of the user's counts: 7B in "7B on 2T tokens"."""
        if set(support.values) != {None}:
            return False
        return any(value in case.taken for value in all_values(support) for case in self.cases)

    @cached_property
    def words(self) -> tuple[Support, ...]:
        """The figures that the user wrote, those in the names of things among them."""
        return tuple(s for place in enumerate(self.questions) for s in _words_of(*place))

    @cached_property
    def times(self) -> frozenset[Fraction]:
        """All times that are known."""
        asked = (f for question in self.questions for f in read_figures(question))
        spans = (1 / u.factor for f in asked for u in f.units if u.dimension.exponent("time") == -1)
        known = (t for s in self.supports for t in s.values.get(dimension_of("s"), ()))
        return frozenset((*known, *(span for span in spans if span > 1)))  # "tokens a month"

    @cached_property
    def now(self) -> tuple[Case, ...]:
        """The calls of the turn that is being answered."""
        return tuple(case for case in self.cases if case.turn == self.turn and case.result)

    @cached_property
    def standing(self) -> frozenset[int]:
        """The calls of earlier turns that were of a case of this turn, less told of."""
        return frozenset(
            case.number
            for case in self.cases
            if case.turn < self.turn and any(case.stands_in(other) for other in self.now)
        )

    @cached_property
    def last(self) -> tuple[Case, ...]:
        """The calls of the last turn that has results: this one, if it has."""
        turns = [case.turn for case in self.cases if case.result]
        return tuple(case for case in self.cases if case.result and case.turn == max(turns))

    @cached_property
    def answered(self) -> frozenset[str]:
        """The quantities that were asked last."""
        return frozenset(name for case in self.last for name in case.answered)

    @cached_property
    def asked(self) -> frozenset[Dimension]:
        """What the last answers measure: a figure of the user's is none of them."""
        return frozenset(
            dimension_of(answer.unit) if answer.unit != "1" else PLAIN
            for case in self.last
            if case.result
            for answer in case.result.answers
        )

    @cached_property
    def ends(self) -> tuple[Support, ...]:
        """The ends of the ranges that this turn's calls assumed."""
        return tuple(
            support_of(figure, assumption.name, "result")
            for case in self.now
            if case.result
            for assumption in case.result.assumptions
            for figure in read_figures(assumption.display)
            if figure.ranged
        )

    @cached_property
    def quoted(self) -> str:
        """The tools' texts of this turn, as read, and our own."""
        texts = (*(case.text for case in self.now), *filter(None, (self.authored,)))
        return "\n".join(map(as_read, texts))

    @cached_property
    def formulas(self) -> frozenset[str]:
        """Coefficients with their letters, of all equations and of what tools said."""
        return declared()[0] | frozenset(
            run for case in self.cases for run in runs_in(case.text + steps_text(case.result))
        )

    @cached_property
    def terms(self) -> tuple[tuple[Figure, ...], ...]:
        """The figures that the tools put into their formulas, step by step."""
        steps = (step for case in self.cases if case.result for step in case.result.steps)
        return tuple(read_figures(step.numbers) for step in steps)

    @cached_property
    def constants(self) -> frozenset[Fraction]:
        """The bare numbers of the tools' formulas."""
        return frozenset(
            figure.value
            for case in self.cases
            for figure in read_figures(steps_text(case.result))
            if not figure.units
        ) | frozenset(
            figure.value for case in self.cases for figure in read_figures(reasons(case.result))
        )


@lru_cache(maxsize=1024)
def _pool_of(turn: int, question: str) -> Pool[Support]:
    return Pool(_words_of(turn, question))


@lru_cache(maxsize=1024)
def _words_of(turn: int, question: str) -> tuple[Support, ...]:
    return tuple(
        replace(support_of(figure, _named(figure), "user", turn), numerals=_written(figure))
        for figure in _asked_figures(question)
        if figure.readable
    )


def _asked_figures(question: str) -> Iterator[Figure]:
    page = read_page(question)
    yield from page.figures
    for thing in page.things:
        yield from figures_in_name(thing.written)


def _named(figure: Figure) -> str | None:
    """What the user calls a figure, where its unit fits: "how long to train 7B" names no 7B."""
    return figure.quantities[0] if figure.dimensions and len(figure.quantities) == 1 else None


def _written(figure: Figure) -> tuple[Fraction, ...]:
    """The value, and the bare digits: the 70 of 70B."""
    digits = DIGITS.findall(figure.text)
    return (figure.value, *(Fraction(d.replace(",", "").replace("_", "")) for d in digits[:1]))


@lru_cache(maxsize=4)
def _own(text: str) -> Pool[Support]:
    return Pool(s for line in text.splitlines() for s in of_text(line))
