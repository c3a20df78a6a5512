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

_PAUSE = re.compile(r"[,，;；:：](?!\d)")


def meant(subject: Subject) -> set[str]:
    """What the words beside a figure call it, for each of what the clause names so."""
    called = set(subject.figure.quantities)
    return _for_each(subject, called) or called


def named(subject: Subject, alike: list[Support]) -> list[Support]:
    """Those of the supports that are what the figure is called."""
    called = meant(subject)
    if not called:
        return alike
    same = [s for s in alike if s.quantity in called or s.quantity == FREE]
    if same:
        return same
    open_ones = [s for s in alike if s.quantity is None and s.origin == "user"]
    if not subject.figure.bound:
        return alike
    if subject.figure.stated:  # "needs 36 GB of memory": what is needed is not what a card has.
        answered = subject.evidence.answered
        kinds = [s for s in alike if s.quantity in answered and is_kind_of(s.quantity, called)]
        if kinds:
            return kinds
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


def _for_each(subject: Subject, called: Iterable[str]) -> set[str]:
    """What is known of what it is called for each of what stands before it: "each token takes"."""
    figure, text = subject.figure, subject.page.text
    begin = max((m.end() for m in _PAUSE.finditer(text, figure.sentence, figure.start)), default=0)
    ends = (f.start + len(f.text) for f in subject.page.figures if f.start < figure.start)
    lead = text[max(figure.sentence, begin, *ends) : figure.start]
    known = {s.quantity for s in subject.evidence.supports if s.quantity and s.origin == "result"}
    return {
        name
        for name in known
        if is_kind_of(name, called)
        and (noun := VOCABULARY[name].label.en.rpartition(" per ")[2])
        and re.search(rf"(?:\b(?:each|every) |每一?个?\s?){noun}", lead)
    }


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
