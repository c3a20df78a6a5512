"""What a model hands to the tools: numbers that nobody gave make no result of the tools'."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...tools.engine.text import Text
from ...tools.vocabulary import VOCABULARY
from .comparing import repeats
from .evidence import Case, Evidence, Support, amounts_in
from .figures import read_figures, read_page
from .records import Figure, Page

SMALL = 12
"""Whole numbers up to it are coefficients; nobody has to state them."""

CONVERSIONS = frozenset(
    Fraction(n) for n in (16, 24, 30, 32, 60, 64, 100, 360, 365, 1000, 1024, 3600, 86400)
)
"""Hours of a day, bytes of a kibibyte: numbers that convert."""


def refused_operand(expression: str, evidence: Evidence) -> str | None:
    """The number of an expression that neither the user nor a tool gave; none if all were."""
    page = read_page(expression)
    known = [figure for figure in page.figures if _is_known(figure, evidence)]
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
                label = VOCABULARY[name].label if name in VOCABULARY else Text(name, name)
                chosen.setdefault(
                    f"{name} {text}", Text(f"{label.en} {text}", f"{label.zh} {text}")
                )
    return list(chosen.values())


def _unstated(case: Case, evidence: Evidence) -> Iterator[tuple[str, str]]:
    before = [s for s in evidence.supports if 0 <= s.case < case.number]
    earlier = [*evidence.words, *before]
    for name, value in amounts_in(case.arguments):
        if name not in VOCABULARY:
            continue
        page = read_page(str(value))
        for figure in page.figures:
            if not any(repeats(figure, support) for support in earlier):
                if not _is_multiple(figure, name, evidence, earlier):
                    yield name, figure.text
    said = {thing.name for question in evidence.questions for thing in read_page(question).things}
    for thing in sorted(case.things - said):
        if not any(thing in other.things for other in evidence.cases if other.number < case.number):
            yield "", thing


def _is_multiple(figure: Figure, name: str, evidence: Evidence, earlier: list[Support]) -> bool:
    """Whether it is an earlier value of its quantity times what the user says: "with twice"."""
    factors = [f.value for f in read_figures(evidence.questions[-1]) if f.multiple and f.value]
    for support in earlier:
        if support.quantity == name:
            for values in support.values.values():
                for value in values:
                    for factor in factors:
                        worth = [figure.value * unit.factor for unit in figure.units]
                        if {value * factor, value / factor} & {*worth, figure.value}:
                            return True
    return False


def _is_known(figure: Figure, evidence: Evidence) -> bool:
    known = (*evidence.words, *evidence.supports)
    return any(repeats(figure, support) for support in known)


def _is_constant(figure: Figure) -> bool:
    value = figure.value
    if figure.units:
        return False
    if value.denominator != 1:
        return value == Fraction(1, 2)
    whole = abs(value.numerator)
    return whole <= SMALL or value in CONVERSIONS or set(str(whole).rstrip("0")) == {"1"}


def _asks_for(page: Page, evidence: Evidence) -> bool:
    """Whether the user wrote the numbers of the expression, every one."""
    asked = [figure.value for question in evidence.questions for figure in read_figures(question)]
    return all(figure.value in asked for figure in page.figures)
