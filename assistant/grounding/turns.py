"""Whose figure it is: of this turn's results, of an earlier one's, or the user's own."""

from __future__ import annotations

from ...tools.engine.text import Text
from .comparing import PRICE_OF_CARD
from .exempt import is_one_of_them
from .figures import read_figures
from .records import PLAIN
from .subject import Subject
from .supports import FREE, Support
from .variants import holds
from .verdicts import CONDITIONAL, OTHER_CASE, PASSED_OFF, STALE


def of_turn(subject: Subject, alike: list[Support]) -> Text | None:
    """Why a figure does not hold in this turn; none where it does.

    Args:
        subject: the figure.
        alike: what is worth the same and is called so.
    """
    now = subject.evidence.turn
    if earlier := _of_named_case(subject) or subject.cases.earlier(subject.figure):
        if any(s.case in earlier for s in alike):
            return None
        is_told = subject.cases.heads(subject.figure) or subject.cases.attached(subject.figure)
        if is_told and any(s.origin == "result" for s in alike):
            return OTHER_CASE
    results = [s for s in alike if s.origin == "result"]
    current = [s for s in results if s.turn == now or _stands(subject, s)]
    holding = [s for s in current if holds(subject, s)]
    if holding:
        return subject.cases.reason(subject.figure, holding)
    inputs = [s for s in alike if s.origin != "result"]
    if inputs and not _passes_off(subject, inputs):
        told = _may_be_told(subject, inputs) or subject.cases.is_compared(subject.figure, inputs)
        return None if told else STALE
    if current and not inputs:
        return CONDITIONAL
    if results and _may_be_old(subject):
        return None
    return PASSED_OFF if inputs else STALE


def _of_named_case(subject: Subject) -> frozenset[int]:
    """The earlier calls that were about what is named before it: "the A100s took 487"."""
    figure, evidence = subject.figure, subject.evidence
    places = subject.cases.heads(figure) or ((figure.sentence, figure.start),)
    named = [
        thing.name
        for thing in subject.page.things
        if any(begin <= thing.start < stop for begin, stop in places)
    ]
    if not named or any(named[-1] in case.things for case in evidence.now):
        return frozenset()
    return frozenset(case.number for case in evidence.cases if named[-1] in case.things)


def _stands(subject: Subject, support: Support) -> bool:
    """Whether an earlier result is of a case of this turn, which has no other in its place."""
    evidence = subject.evidence
    return support.case in evidence.standing and not any(
        s.quantity == support.quantity for case in evidence.now for s in case.supports
    )


def _passes_off(subject: Subject, inputs: list[Support]) -> bool:
    """Whether a number of the user's is stated as what came out."""
    figure, evidence = subject.figure, subject.evidence
    if figure.given or is_one_of_them(subject) or (figure.sized and not figure.stated):
        return False
    if figure.past and all(s.turn < evidence.turn for s in inputs):
        return False
    if not evidence.last:
        return figure.stated or not figure.attribute
    if evidence.answered == {FREE}:
        return figure.stated
    if not figure.dimensions and not figure.quantities and not figure.noun:
        if not figure.formula and not any(s.quantity for s in inputs):
            return True
    own = {dimension for s in inputs for dimension in s.values if dimension is not None}
    measures = set(figure.dimensions)
    if PRICE_OF_CARD in own and not measures & own:  # "at $2.20 each"
        measures = own
    if not measures & evidence.asked:
        return False
    known = {s.quantity for s in inputs if s.quantity}
    if known and not known & evidence.answered:
        if PLAIN in measures:
            return figure.stated and not figure.quantities
        if figure.quantities and known.issuperset(figure.quantities):
            return False  # An input under its own name: "KV cache: 10 GB".
    return True


def _may_be_told(subject: Subject, inputs: list[Support]) -> bool:
    """Whether an input still holds: no later one of the same quantity took its place."""
    now = subject.evidence.turn
    if subject.figure.past or any(s.turn == now for s in inputs):
        return True
    replaced = {
        s.quantity
        for case in subject.evidence.now
        for s in case.supports
        if s.origin == "given" and s.quantity
    }
    return not any(s.quantity in replaced for s in inputs)


def _may_be_old(subject: Subject) -> bool:
    """Whether a result of an earlier turn may be told now."""
    if subject.figure.past or subject.figure.operand:
        return True
    if subject.evidence.now:
        return False
    return not read_figures(subject.evidence.questions[-1])
