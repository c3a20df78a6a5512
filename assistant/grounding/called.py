"""Whether what stands behind a figure is what the words beside it call it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...tools.engine.text import Text
from ...tools.vocabulary import VOCABULARY
from .naming import is_kind_of
from .records import PLAIN, Figure
from .subject import Subject
from .supports import FREE, Support
from .verdicts import UNSUPPORTED

AFTER = 24
"""Characters after a figure in which it may say what it is for each of."""


def named(subject: Subject, alike: list[Support]) -> list[Support]:
    """Those of the supports that are what the figure is called."""
    called = set(subject.figure.quantities)
    if not called:
        return alike
    same = [s for s in alike if s.quantity in called or s.quantity == FREE]
    if same:
        return same
    open_ones = [s for s in alike if s.quantity is None and s.origin == "user"]
    if not subject.figure.bound:
        return alike
    if each := [s for s in alike if s.quantity and _is_for_each(subject, s.quantity, called)]:
        return each
    known = [s for s in subject.evidence.supports if s.quantity and s.origin != "user"]
    if any(s.quantity in called for s in known):
        # A figure in a tool's formula is not named there; its unit may leave one meaning.
        return open_ones + [
            s
            for s in alike
            if s.quantity is None
            and s.origin == "result"
            and None not in s.values
            and PLAIN not in s.values
            and all(k.quantity in called for k in known if set(k.values) & set(s.values))
        ]
    if not subject.figure.titled:  # A word of several meanings: none of them was spoken of.
        return alike
    return [s for s in alike if s.quantity is None or is_kind_of(s.quantity, called)]


def _is_for_each(subject: Subject, quantity: str, called: Iterable[str]) -> bool:
    """Whether a quantity is what it is called, for each of what the sentence names so."""
    if not is_kind_of(quantity, called):
        return False
    _, per, noun = VOCABULARY[quantity].label.en.rpartition(" per ")
    sentence = subject.page.text[subject.figure.sentence : subject.end + AFTER]
    return bool(per and re.search(rf"(?:\b(?:per|each|every) |每一?个?\s?){noun}", sentence))


def other_quantity(alike: Iterable[Support], figure: Figure) -> Text:
    """The reason for refusing a figure that is called something else."""
    meant = next((VOCABULARY[n].label for n in figure.quantities if n in VOCABULARY), None)
    is_of = next(
        (VOCABULARY[s.quantity].label for s in alike if s.quantity and s.quantity in VOCABULARY),
        None,
    )
    if meant is None or is_of is None:
        return UNSUPPORTED
    return Text(f"it is the {is_of.en}, not the {meant.en}", f"这是{is_of.zh},不是{meant.zh}")
