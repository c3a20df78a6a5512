"""What a bare number may leave unsaid: the unit of another, a scale, that it counts bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from ...tools.engine.units import Unit, find_unit
from . import cues
from .naming import names
from .records import PLAIN, Figure, Page

LEAST_DIGITS = 3
"""Digits of a number whose scale may go without saying."""

_ENDS_PRODUCT = re.compile(r"\d\s?[×·*]\s?[\d,.]+\s?[×·*]\s?$")
SCALES_UNSAID = (10**3, 10**4, 10**6, 10**8, 10**9)
BILLION = 10**9


def elliptic(page: Page, figure: Figure) -> list[Figure]:
    """The figure with the unit of another: "188 hours instead of 428"; without a product's."""
    if figure.units and _ENDS_PRODUCT.search(page.text, 0, figure.start):
        return [replace(figure, units=())]  # "32 × 2 × 2048 bytes"
    if figure.noun or figure.dimensions:
        return []
    if figure.operand and figure.text.endswith(" B"):  # "× 16 B": bytes, and no billions
        return [replace(_times(figure, Fraction(1, BILLION)), units=(find_unit("B"),))]
    units = _units_of_others(page, figure)
    read = [
        replace(figure, units=(unit,), quantities=_measured_in(figure.quantities, unit))
        for unit in units
        if unit.dimension != PLAIN
    ]
    if figure.operand and len(re.sub(r"\D", "", figure.text)) >= LEAST_DIGITS:
        read += [_times(figure, scale) for scale in SCALES_UNSAID]  # "398 / 383", in thousands
    return read


def _times(figure: Figure, by: int | Fraction) -> Figure:
    """The figure with a scale that goes without saying."""
    return replace(
        figure, value=figure.value * by, step=figure.step * by, coarse=figure.coarse * by
    )


def _measured_in(quantities: Iterable[str], unit: Unit) -> tuple[str, ...]:
    """Those that are measured in a unit: another's name does not go with it."""
    return tuple(name for name in quantities if names().dimension(name) == unit.dimension)


def _units_of_others(page: Page, figure: Figure) -> Iterator[Unit]:
    """The units that a figure may share: of the one before it, and of the one after a stroke."""
    place = page.figures.index(figure)
    for following in page.figures[place + 1 : place + 2]:
        between = page.text[figure.start + len(figure.text) : following.start].strip()
        if between in ("/", "of the", "out of", "of"):
            yield from following.units
    line = page.text.rfind("\n", 0, figure.start)
    before = [f for f in page.figures[:place] if f.units and f.start > line]
    if cues.RATE_BEFORE.search(page.text, max(0, figure.start - 24), figure.start):
        rates = (u for f in before for u in f.units)  # 每秒 146 个 token,……每秒 87 个
        yield from (u for u in rates if u.dimension.exponent("time") == -1)
        if "token" in page.text[line + 1 : figure.start]:
            yield find_unit("token/s")
    elif before:
        yield from before[-1].units
