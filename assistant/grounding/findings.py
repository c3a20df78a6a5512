"""The figures of a text that nothing stands behind, each with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ...tools.engine.text import Text
from ...tools.engine.units import Unit, find_unit
from .cases import Cases
from .evidence import Evidence
from .matching import why_not
from .naming import names
from .records import PLAIN, Figure, Page
from .subject import Subject
from .verdicts import NO_RATIO, NO_RESULT, PASSED_OFF, STALE, UNREADABLE, UNSUPPORTED
from .worked import WAYS, WRITTEN, follows
from .worths import Known
from .written import is_contradicted


@dataclass(frozen=True)
class Finding:
    """A figure that nothing stands behind.

    Attributes:
        figure: as written.
        reason: why it is refused.
    """

    figure: str
    reason: Text


LEAST_DIGITS = 3
"""Digits of a number whose scale may go without saying."""

SCALES_UNSAID = (10**3, 10**4, 10**6, 10**8, 10**9)
BILLION = 10**9

MOST_WORKED = 40
"""Refused figures beyond which none is looked into further: the text is refused."""


def findings(page: Page, evidence: Evidence) -> list[Finding]:
    """The figures of a text that nothing in the conversation stands behind."""
    cases = Cases(page, evidence)

    def judge(figure: Figure) -> Text | None:
        return why_not(Subject(page, evidence, figure, cases))

    judged: list[tuple[Figure, Text | None]] = []
    for figure in page.figures:
        reason = judge(figure)
        if reason not in (None, UNREADABLE, PASSED_OFF, STALE):
            read = _elliptic(page, figure)
            figure = next((other for other in read if judge(other) is None), figure)
            reason = judge(figure) if figure in read else reason
        judged.append((figure, reason))
    while 0 < sum(reason is not None for _, reason in judged) <= MOST_WORKED:
        known = Known(page, evidence, (f for f, reason in judged if reason is None))
        following = {f.start for f, reason in judged if reason and _follows(known, f, reason)}
        if not following:
            break
        judged = [(f, None if f.start in following else reason) for f, reason in judged]
    refused = [Finding(figure.text, reason) for figure, reason in judged if reason is not None]
    if refused or not any(figure.operand for figure, _ in judged):
        return refused
    known = Known(page, evidence, (figure for figure, _ in judged))
    return [Finding(f.text, NO_RESULT) for f, _ in judged if is_contradicted(known, f)]


def _follows(known: Known, figure: Figure, reason: Text) -> bool:
    """Whether a refused figure was worked out of those that hold."""
    if reason in (UNSUPPORTED, NO_RATIO):
        return any(follows(known, f, WAYS) for f in (figure, *_elliptic(known.page, figure)))
    return reason not in (UNREADABLE, PASSED_OFF) and follows(known, figure, WRITTEN)


def _elliptic(page: Page, figure: Figure) -> list[Figure]:
    """The figure with the unit of another: "188 hours instead of 428"."""
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
    if before:
        yield from before[-1].units
