"""Whether something stands behind one figure of a text, and why not.

A figure holds if something in the conversation is worth the same at the precision shown, measures
the same, and is what the words beside the figure call it. A result of an earlier turn holds where
the text speaks of an earlier turn; what the user wrote holds where the text does not state it as
what came out.
"""

from __future__ import annotations

from collections.abc import Callable

from ...tools.engine.text import Text
from .called import meant, named, other_quantity
from .comparing import Comparison, Near
from .exempt import is_constant, is_count, is_one_of_them, is_quoted
from .likeness import behind_coefficient, is_become, is_saved, may_be_each, over_a_time
from .ratios import Ratios
from .subject import Subject
from .supports import FREE, Support
from .turns import of_turn
from .variants import is_told
from .verdicts import NO_RATIO, UNREADABLE, UNSUPPORTED


def why_not(subject: Subject) -> Text | None:
    """Why a figure does not hold; none where it does."""
    figure = subject.figure
    if not figure.readable:
        return None if is_quoted(subject) else UNREADABLE
    if is_constant(subject) or is_one_of_them(subject):
        return None
    found = _judged(subject, subject.evidence.near)
    if found is None or is_quoted(subject):
        return None
    return found if figure.multiple else _judged(subject, subject.evidence.all_near)


def _judged(subject: Subject, near: Near) -> Text | None:
    """The same for one that needs something behind it."""
    figure = subject.figure
    if figure.multiple:
        return None if is_count(subject) else _ratio(subject)
    if is_saved(subject):
        return NO_RATIO
    if _is_of_now(subject):
        return None
    alike = next(filter(None, (way(subject, near) for way in REPEATING)), [])
    if not alike:
        return _ratio(subject) if figure.percent and figure.more else UNSUPPORTED
    if not is_become(subject, alike):
        return NO_RATIO
    meant = named(subject, alike)
    return of_turn(subject, meant) if meant else other_quantity(alike, figure)


def _repeated(subject: Subject, near: Near) -> list[Support]:
    """Those that the figure repeats as it stands."""
    compared = Comparison(subject.page, subject.figure)
    return [support for support in compared.among(near) if may_be_each(subject, support)]


REPEATING: tuple[Callable[[Subject, Near], list[Support]], ...] = (
    _repeated,
    over_a_time,
    behind_coefficient,
)
"""How a figure may repeat something, the first that finds any."""


def _is_of_now(subject: Subject) -> bool:
    """Whether this turn alone stands behind it, under its name: then no other one matters."""
    alike = _repeated(subject, subject.evidence.near_now)
    if not is_become(subject, alike):
        return False
    if called := meant(subject):
        alike = [s for s in alike if s.quantity in called or s.quantity == FREE]
    return bool(alike) and of_turn(subject, alike) is None


def _ratio(subject: Subject) -> Text | None:
    return Ratios(subject.evidence, subject.figure, lambda s: is_told(subject, s)).reason()
