"""What may stand behind a figure, one thing each: read from a result, its words, the user's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

from ...tools.engine.units import Dimension, dimension_of
from ...tools.functions.result import Answer, Result
from ...tools.vocabulary import VOCABULARY
from .figures import read_figures, things_in
from .naming import COUNTED, names
from .records import PLAIN, Change, Figure, rough

Origin = Literal["result", "given", "user"]


FREE = "value"
"""The quantity of what `calculate` gives: it may be called anything."""


OF_ANY = "things"
"""The noun of how many of a tool's own there are: it may be any but a quantity's."""

OVER = re.compile(r"(\d+)/(\d+)")


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
        more: whether it says how much more or less something is.
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
    more: Change = ""
    bound: bool = False
    when: Support | None = None
    of: frozenset[str] = frozenset()
    varied: bool = False

    @cached_property
    def sizes(self) -> tuple[float, ...]:
        """About how large its values are: to pass over quickly what is far from a figure."""
        return tuple(map(rough, (*all_values(self),)))


def of_result(result: Result) -> Iterator[Support]:
    """What a result's parts support, each under its quantity."""
    for answer in result.answers:
        of = things_in(answer.label)
        yield from (replace(support, of=of) for support in _of_answer(answer))
    for assumption in result.assumptions:
        ends = list(of_words(assumption.display, assumption.name))
        yield from ends
        if len(ends) == 2:  # Calculated with the middle of a range.
            digits = tuple(
                (a + b) / 2 for a, b in zip(*(end.numerals for end in ends), strict=True)
            )
            yield replace(ends[0], values=_middle(*ends), numerals=digits)
    first = result.answers[0].quantity if result.answers else None
    for change in result.changes:
        for to in of_words(change.to, change.name):
            yield replace(to, varied=True)
            for support in of_words(change.display, first):
                yield replace(support, when=to, varied=True)
    beside = [(row.display, row.quantity, row.of) for part in result.sections for row in part.rows]
    beside += [(f"{pull.elasticity:+.3g}%, 1%", pull.name, "") for pull in result.pulls]
    for words, quantity, name in beside:
        of = things_in(name) if name else frozenset()
        yield from (replace(s, varied=True, of=of) for s in of_words(words, quantity))
    for section in result.sections:
        for note in section.notes:
            yield from _of_note(note)


def _of_answer(answer: Answer) -> Iterator[Support]:
    """Its value, exact and as shown; the ends of its range apart from it."""
    dimension = dimension_of(answer.unit) if answer.unit != "1" else PLAIN
    ends = [end for end in _floats(answer.low, answer.high) if end != _fraction(answer.exact)]
    shown: list[Figure] = []
    for figure in read_figures(answer.display):
        worth = _worth(figure).get(dimension, (figure.value,))[0]
        if any(abs(worth - end) <= abs(end) / 1000 for end in ends):
            yield replace(support_of(figure, answer.quantity, "result"), bound=True)
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


def _of_note(note: str) -> Iterator[Support]:
    """How many times as far, and how many of how many: "11/11 … by up to 949.8×"."""
    for figure in read_figures(note):
        if figure.multiple:
            yield support_of(figure, None, "result")
        elif of := OVER.fullmatch(figure.text):
            for count in map(Fraction, of.groups()):
                yield Support({None: (count,)}, None, "result", 0, noun=OF_ANY)


def _middle(low: Support, high: Support) -> dict[Dimension | None, tuple[Fraction, ...]]:
    return {
        dimension: tuple((a + b) / 2 for a, b in zip(low.values[dimension], values, strict=True))
        for dimension, values in high.values.items()
        if dimension in low.values
    }


def of_words(text: str, quantity: str | None) -> Iterator[Support]:
    """What the figures of a tool's words support, as figures of a quantity."""
    for figure in read_figures(text):
        if figure.text == text.strip() and quantity and quantity in VOCABULARY:
            yield of_quantity(figure, quantity)
        else:
            yield support_of(figure, quantity, "result")


def of_quantity(figure: Figure, quantity: str) -> Support:
    """A figure of a quantity, whose unit may go without saying: "20" tokens a parameter."""
    support = support_of(figure, quantity, "result")
    if figure.units:
        return support
    unit = VOCABULARY[quantity].unit
    return replace(support, values={PLAIN if unit == "1" else dimension_of(unit): (figure.value,)})


def of_text(text: str) -> Iterator[Support]:
    """What a tool's text supports, under the names that it uses itself."""
    for figure in read_figures(text):
        if figure.readable:
            named = figure.quantities[0] if len(figure.quantities) == 1 else ""
            is_count = names().dimension(named) in COUNTED  # "a sequence of 4,096", of tokens
            yield (
                of_quantity(figure, named)
                if is_count
                else support_of(figure, named or None, "result")
            )


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


def in_bytes(support: Support) -> Support:
    """What is counted in bits, in bytes, too: 16 bits of a weight are 2 bytes."""
    if support.quantity != "bits_per_weight":
        return support
    eighths = tuple(bits / 8 for values in support.values.values() for bits in values)
    return replace(support, values={**support.values, dimension_of("byte"): eighths})


def support_of(
    figure: Figure, quantity: str | None, origin: Origin, turn: int = 0, case: int = -1
) -> Support:
    """What a figure of a trusted text supports."""
    return Support(
        _worth(figure),
        quantity,
        origin,
        turn,
        case,
        figure.noun,
        (figure.value,),
        multiple=figure.multiple,
        more=figure.more if figure.percent else "",
    )


def all_values(support: Support) -> Iterator[Fraction]:
    """Every value of a support, and its digits."""
    for values in support.values.values():
        yield from values
    yield from support.numerals


def _fraction(text: str) -> Fraction | None:
    try:
        return Fraction(text.removeprefix("~"))
    except (ValueError, ZeroDivisionError):
        return None


def _floats(*values: float | None) -> Iterator[Fraction]:
    for value in values:
        if value is not None and value == value and abs(value) != float("inf"):
            yield Fraction(repr(value))
