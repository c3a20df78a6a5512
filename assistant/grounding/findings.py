"""The figures of a text that nothing stands behind, each with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...tools.engine.text import Text
from .cases import Cases
from .ellipsis import elliptic
from .evidence import Evidence
from .matching import why_not
from .records import Figure, Page
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


MOST_WORKED = 40
"""Refused figures beyond which none is looked into further: the text is refused."""


def findings(
    page: Page, evidence: Evidence, why: Callable[[Subject], Text | None] = why_not
) -> list[Finding]:
    """The figures of a text that nothing in the conversation stands behind.

    Args:
        page: the text.
        evidence: the conversation.
        why: says of one figure why it does not hold.
    """
    cases = Cases(page, evidence)

    def judge(figure: Figure) -> Text | None:
        return why(Subject(page, evidence, figure, cases))

    judged: list[tuple[Figure, Text | None]] = []
    for figure in page.figures:
        reason = judge(figure)
        if reason not in (None, UNREADABLE, PASSED_OFF, STALE):
            read = elliptic(page, figure)
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
        return any(follows(known, f, WAYS) for f in (figure, *elliptic(known.page, figure)))
    return reason not in (UNREADABLE, PASSED_OFF) and follows(known, figure, WRITTEN)
