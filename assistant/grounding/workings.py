"""What the steps of a result support: what comes out, what goes in, what their terms come to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ...tools.engine.units import Dimension, dimension_of
from ...tools.functions.result import Step
from ...tools.vocabulary import VOCABULARY
from .arithmetic import Amount, terms, written_out
from .figures import read_figures, read_page
from .naming import COUNTED
from .records import PLAIN, Figure
from .supports import Support, of_quantity, of_words

_LETTER = re.compile(r"(?!Max|Min)[A-Za-zα-ωΑ-Ω]+(?:_\w+)?|\d+(?:\.\d+)?")


def of_steps(steps: Iterable[Step], known: Iterable[Support]) -> Iterator[Support]:
    """What steps support, under the quantities of their letters.

    Args:
        steps: the steps of one result.
        known: what else is known of it; only what it does not tell is taken from what goes in.
    """
    found = [support for step in steps for support in of_words(step.result, _quantity_of(step))]
    yield from found
    told = {support.quantity for support in (*known, *found)}
    for step in steps:
        yield from (support for support in _operands(step) if support.quantity not in told)
        yield from _terms(step)


def _operands(step: Step) -> Iterator[Support]:
    """The bare numbers that go into a step."""
    for figure, letter in _lettered(step):
        if not figure.dimensions and (quantity := _by_letter(letter, ())):
            yield of_quantity(figure, quantity)


def _terms(step: Step) -> Iterator[Support]:
    """What the products and the sums in brackets come to: 26 GB of weights, in a sum."""
    page = read_page(step.numbers)
    amounts = [_amount(figure, letter) for figure, letter in _lettered(step)]
    for _, signs in written_out(page.text, page.figures, len(page.text)) if amounts else ():
        for term in terms(signs, amounts):
            if term.dimension != PLAIN and term.dimension not in COUNTED:  # 6·N counts nothing
                yield Support({term.dimension: (term.value,)}, None, "result", 0)


def _lettered(step: Step) -> list[tuple[Figure, str]]:
    """The figures that go into a step, each with its letter, or its number, in the formula."""
    letters = _LETTER.findall((step.form or step.equation).partition(" = ")[2])
    figures = read_figures(step.numbers)
    return list(zip(figures, letters, strict=True)) if len(letters) == len(figures) else []


def _amount(figure: Figure, letter: str) -> Amount:
    """What a figure of a formula is worth; its letter tells what a bare number measures."""
    if figure.units:
        return Amount(figure.value * figure.units[0].factor, figure.units[0].dimension)
    quantity = _by_letter(letter, ())
    unit = VOCABULARY[quantity].unit if quantity else "1"
    return Amount(figure.value, PLAIN if unit == "1" else dimension_of(unit))


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
