"""What may stand behind a figure: what tools returned, and what the user wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, Literal

from ...tools.engine.amounts import read_amount
from ...tools.engine.errors import FlopwiseError
from ...tools.engine.units import Dimension, dimension_of
from ...tools.functions.result import Answer, Result, Step
from ...tools.vocabulary import VOCABULARY
from .arguments import FACTOR, amounts_in, texts_in
from .figures import as_read, figures_in_name, read_figures, read_page
from .formulas import declared, reasons, runs_in, steps_text
from .pool import Pool
from .records import PLAIN, Figure, rough
from .spans import DIGITS

Origin = Literal["result", "given", "user"]


FREE = "value"
"""The quantity of what `calculate` gives: it may be called anything."""


@dataclass(frozen=True)
class Support:
    """Something that a figure may repeat.

    Attributes:
        values: what it is worth by what it measures, in base units; by none as a bare number.
        quantity: what it is; none where that is not known.
        origin: a tool's result, an input of a call, or the user's words.
        turn: of the conversation, from 0.
        case: which call of the conversation gave it; -1 for the user's words.
        noun: what a bare number counts.
        numerals: its digits as shown, whatever the unit.
        multiple: whether it says how many times something is.
        bound: whether it is an end of a range, and not the value itself.
        when: what must be assumed for it, where that is not what the tool assumed.
        of: the accelerators and models that it is of.
        varied: whether it belongs to what would change the answer.
    """

    values: Mapping[Dimension | None, tuple[Fraction, ...]]
    quantity: str | None
    origin: Origin
    turn: int
    case: int = -1
    noun: str = ""
    numerals: tuple[Fraction, ...] = ()
    multiple: bool = False
    bound: bool = False
    when: Support | None = None
    of: frozenset[str] = frozenset()
    varied: bool = False

    @cached_property
    def sizes(self) -> tuple[float, ...]:
        """About how large its values are: to pass over quickly what is far from a figure."""
        return tuple(map(rough, (*_all_values(self),)))


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
            won = frozenset(thing.name for thing in read_page(self.result.verdict).things)
            of = won or of
        found = _of_result(self.result)
        parts = (replace(s, turn=self.turn, case=self.number, of=s.of or of) for s in found)
        return tuple(map(_in_bytes, (*given, *parts)))

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
            value for s in self.supports if s.origin == "given" for value in _all_values(s)
        )

    @cached_property
    def in_words(self) -> tuple[Support, ...]:
        """What its words support beyond that: sources, warnings, reasons."""
        if self.result is None:
            return ()
        known = {value for support in self.supports for value in _all_values(support)}
        texts = (self.text, reasons(self.result))
        return tuple(
            replace(support, turn=self.turn, case=self.number)
            for text in texts
            for support in _of_text(text)
            if not set(_all_values(support)) <= known
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
        return frozenset(thing.name for thing in read_page(words).things)

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
                    support = _support(figure, None, "given", self.turn, self.number)
                    if name == FACTOR:
                        support = replace(support, values={PLAIN: (figure.value,)}, multiple=True)
                    yield support


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
        for support in self._pool_of_words.near(sizes):
            if not self._is_told(support):
                yield support

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
        return (*calls, *(support for support in self.words if not self._is_told(support)))

    def _is_told(self, support: Support) -> bool:
        """Whether a call says what a bare number of the user's counts: 7B in "7B on 2T tokens"."""
        if set(support.values) != {None}:
            return False
        return any(value in case.taken for value in _all_values(support) for case in self.cases)

    @cached_property
    def words(self) -> tuple[Support, ...]:
        """The figures that the user wrote, those in the names of things among them."""
        return tuple(s for place in enumerate(self.questions) for s in _words_of(*place))

    @cached_property
    def _pool_of_words(self) -> Pool[Support]:
        return Pool(self.words)

    @cached_property
    def times(self) -> frozenset[Fraction]:
        """All times that are known."""
        return frozenset(t for s in self.supports for t in s.values.get(dimension_of("s"), ()))

    @cached_property
    def now(self) -> tuple[Case, ...]:
        """The calls of the turn that is being answered."""
        return tuple(case for case in self.cases if case.turn == self.turn and case.result)

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
            _support(figure, assumption.name, "result")
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


# ------------------------------------------------------------------------- from results


@lru_cache(maxsize=1024)
def _words_of(turn: int, question: str) -> tuple[Support, ...]:
    return tuple(
        replace(_support(figure, _named(figure), "user", turn), numerals=_written(figure))
        for figure in _asked_figures(question)
        if figure.readable
    )


def _asked_figures(question: str) -> Iterator[Figure]:
    page = read_page(question)
    yield from page.figures
    for thing in page.things:
        yield from figures_in_name(thing.written)


def _of_result(result: Result) -> Iterator[Support]:
    """What a result's parts support, each under its quantity."""
    for answer in result.answers:
        of = frozenset(thing.name for thing in read_page(answer.label).things)
        yield from (replace(support, of=of) for support in _of_answer(answer))
    for assumption in result.assumptions:
        yield from _of_words(assumption.display, assumption.name)
    first = result.answers[0].quantity if result.answers else None
    for change in result.changes:
        for to in _of_words(change.to, change.name):
            yield replace(to, varied=True)
            for support in _of_words(change.display, first):
                yield replace(support, when=to, varied=True)
    beside = [(row.display, row.quantity) for part in result.sections for row in part.rows]
    beside += [(f"{pull.elasticity:+.3g}%, 1%", pull.name) for pull in result.pulls]
    for words, quantity in beside:
        yield from (replace(support, varied=True) for support in _of_words(words, quantity))
    for step in result.steps:
        yield from _of_words(step.result, _quantity_of(step))


def _of_answer(answer: Answer) -> Iterator[Support]:
    """Its value, exact and as shown; the ends of its range apart from it."""
    dimension = dimension_of(answer.unit) if answer.unit != "1" else PLAIN
    ends = [end for end in _floats(answer.low, answer.high) if end != _fraction(answer.exact)]
    shown: list[Figure] = []
    for figure in read_figures(answer.display):
        worth = _worth(figure).get(dimension, (figure.value,))[0]
        if any(abs(worth - end) <= abs(end) / 1000 for end in ends):
            yield replace(_support(figure, answer.quantity, "result"), bound=True)
        else:
            shown.append(figure)
    for end in ends:
        yield Support({dimension: (end,)}, answer.quantity, "result", 0, bound=True)
    values = [_fraction(answer.exact), *_floats(answer.value)]
    values += [value for figure in shown for value in _worth(figure).get(dimension, ())]
    yield Support(
        {dimension: tuple(value for value in values if value is not None)},
        answer.quantity,
        "result",
        0,
        numerals=tuple(figure.value for figure in shown),
        multiple=any(figure.multiple for figure in shown),
    )


def _of_words(text: str, quantity: str | None) -> Iterator[Support]:
    for figure in read_figures(text):
        support = _support(figure, quantity, "result")
        is_all = figure.text == text.strip()
        if is_all and not figure.units and quantity and quantity in VOCABULARY:
            # "20" tokens a parameter
            unit = VOCABULARY[quantity].unit
            dimension = PLAIN if unit == "1" else dimension_of(unit)
            support = replace(support, values={dimension: (figure.value,)})
        yield support


def _of_text(text: str) -> Iterator[Support]:
    """What a tool's text supports, under the names that it uses itself."""
    for figure in read_figures(text):
        if figure.readable:
            named = figure.quantities[0] if len(figure.quantities) == 1 else None
            yield _support(figure, named, "result")


def _worth(figure: Figure) -> dict[Dimension | None, tuple[Fraction, ...]]:
    """What a figure is worth, by what it may measure."""
    if figure.percent or figure.multiple:
        return {PLAIN: (figure.value,)}
    if not figure.units:
        return {None: (figure.value,)}
    worth: dict[Dimension | None, tuple[Fraction, ...]] = {}
    for unit in figure.units:
        worth.setdefault(unit.dimension, (figure.value * unit.factor,))
    return worth


def _in_bytes(support: Support) -> Support:
    """What is counted in bits, in bytes, too: 16 bits of a weight are 2 bytes."""
    if support.quantity != "bits_per_weight":
        return support
    eighths = tuple(bits / 8 for values in support.values.values() for bits in values)
    return replace(support, values={**support.values, dimension_of("byte"): eighths})


def _support(
    figure: Figure, quantity: str | None, origin: Origin, turn: int = 0, case: int = -1
) -> Support:
    return Support(
        _worth(figure), quantity, origin, turn, case, figure.noun, (figure.value,), figure.multiple
    )


def _named(figure: Figure) -> str | None:
    """What the user calls a figure, where its unit fits: "how long to train 7B" names no 7B."""
    return figure.quantities[0] if figure.dimensions and len(figure.quantities) == 1 else None


def _written(figure: Figure) -> tuple[Fraction, ...]:
    """The value, and the bare digits: the 70 of 70B."""
    digits = DIGITS.findall(figure.text)
    return (figure.value, *(Fraction(d.replace(",", "").replace("_", "")) for d in digits[:1]))


def _all_values(support: Support) -> Iterator[Fraction]:
    for values in support.values.values():
        yield from values
    yield from support.numerals


def _quantity_of(step: Step) -> str | None:
    """The quantity that a step found, by the letter before its equals sign."""
    letter, equals, _ = (step.form or step.equation).partition(" = ")
    figures = read_figures(step.result)
    if not equals or not figures:
        return None
    return _by_letter(letter.strip(), tuple(figures[0].dimensions))


@lru_cache(maxsize=512)
def _by_letter(letter: str, dimensions: tuple[Dimension, ...]) -> str | None:
    fitting = [
        quantity.name
        for quantity in VOCABULARY
        if quantity.sign == letter
        and (not dimensions or dimension_of(quantity.unit) in dimensions or quantity.unit == "1")
    ]
    return fitting[0] if len(fitting) == 1 else None


def _fraction(text: str) -> Fraction | None:
    try:
        return Fraction(text.removeprefix("~"))
    except (ValueError, ZeroDivisionError):
        return None


def _floats(*values: float | None) -> Iterator[Fraction]:
    for value in values:
        if value is not None and value == value and abs(value) != float("inf"):
            yield Fraction(repr(value))


@lru_cache(maxsize=4)
def _own(text: str) -> Pool[Support]:
    return Pool(s for line in text.splitlines() for s in _of_text(line))
