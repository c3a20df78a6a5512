"""What a model hands to the tools: numbers that nobody gave make no result of the tools'."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...tools.catalog.laws import laws
from ...tools.engine.text import Text
from ...tools.vocabulary import VOCABULARY
from .arguments import amounts_in
from .case import Case
from .comparing import repeats
from .evidence import Evidence
from .figures import read_figures, read_page, things_in
from .formulas import CONVERSIONS
from .records import Figure, Page

MAY_CONVERT = frozenset(map(Fraction, (16, 32, 64, 360)))
"""Bits of a number, days of a year of banks: they convert, or are a choice of somebody's."""

SMALL = 12
"""Whole numbers up to it are coefficients; nobody has to state them."""


def refused_operand(expression: str, evidence: Evidence) -> str | None:
    """The number of an expression that neither the user nor a tool gave; none if all were."""
    page = read_page(expression)
    known = [f for f in page.figures if _is_known(f, evidence, len(evidence.cases))]
    others = [f for f in page.figures if f not in known and not _is_constant(f)]
    if others:
        return others[0].text
    if page.figures and not known and not _asks_for(page, evidence):
        return page.figures[0].text
    return None


def unstated_inputs(evidence: Evidence) -> list[Text]:
    """The inputs of this turn's calls that the language model chose by itself."""
    chosen: dict[str, Text] = {}
    for case in evidence.cases:
        if case.turn == evidence.turn and case.result is not None:
            for name, text in _unstated(case, evidence):
                said = Text(text, text)
                if name:
                    label = VOCABULARY[name].label
                    said = Text(f"{label.en} {text}", f"{label.zh} {text}")
                chosen.setdefault(said.en, said)
    return list(chosen.values())


def _unstated(case: Case, evidence: Evidence) -> Iterator[tuple[str, str]]:
    for name, value in amounts_in(case.arguments):
        for figure in read_figures(str(value)) if name in VOCABULARY else ():
            known = _is_known(figure, evidence, case.number)
            if not known and not _is_multiple(figure, name, evidence, case.number):
                yield name, figure.text
    said = frozenset().union(*map(things_in, evidence.questions))
    for thing in sorted(case.things - said - laws().keys()):
        if not any(thing in other.things for other in evidence.cases if other.number < case.number):
            yield "", thing


def _is_multiple(figure: Figure, name: str, evidence: Evidence, before: int) -> bool:
    """Whether it is an earlier value of its quantity times what the user says: "with twice"."""
    factors = [f.value for f in read_figures(evidence.questions[-1]) if f.multiple and f.value]
    worth = {figure.value, *(figure.value * unit.factor for unit in figure.units)}
    return any(
        {value * factor, value / factor} & worth
        for factor in factors
        for support in evidence.supports
        if support.quantity == name and support.case < before
        for values in support.values.values()
        for value in values
    )


def _is_known(figure: Figure, evidence: Evidence, before: int) -> bool:
    """Whether the user wrote it, or a tool gave it before this call; the tools' words come last."""
    if any(repeats(figure, support) for support in evidence.words):
        return True
    return any(
        repeats(figure, support)
        for near in (evidence.near, evidence.all_near)
        for support in near(figure.sizes)
        if 0 <= support.case < before
    )


def _is_constant(figure: Figure) -> bool:
    value = figure.value
    if figure.units:
        return False
    if value.denominator != 1:
        return value == Fraction(1, 2)
    whole = abs(value.numerator)
    return (
        whole <= SMALL or value in CONVERSIONS | MAY_CONVERT or set(str(whole).rstrip("0")) == {"1"}
    )


def _asks_for(page: Page, evidence: Evidence) -> bool:
    """Whether the user wrote the numbers of the expression, every one."""
    asked = [figure.value for question in evidence.questions for figure in read_figures(question)]
    return all(figure.value in asked for figure in page.figures)
