"""Whether an end of a range, or what holds under another assumption, is told as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...tools.vocabulary import VOCABULARY
from . import cues
from .comparing import REACH, Comparison
from .records import Figure
from .subject import Subject
from .supports import Support


def holds(subject: Subject, support: Support) -> bool:
    """Whether the sentence says under what an end of a range, or a variation, holds."""
    figure = subject.figure
    if not support.bound and support.when is None:
        return not support.varied or _is_told_of(subject, support)
    end = cues.ENDS_SENTENCE.search(subject.page.text, figure.start)
    sentence = subject.page.text[figure.sentence : end.start() if end else None]
    if support.bound:
        return (
            figure.ranged
            or bool(cues.ENDS_OF_RANGE.search(sentence))
            or any(subject.is_near(end) for end in subject.evidence.ends)
        )
    if support.when is None or support.when.quantity is None:
        return False
    if any(map(subject.is_near, _alternatives(subject, support.when))):
        return _is_told_with(subject, support.when)
    stop = end.start() if end else len(subject.page.text)
    told = (f for f in subject.page.figures if figure.sentence <= f.start < stop)
    if any(support.when.quantity in f.quantities for f in told):
        return False  # It says under what it holds, and that is something else.
    label = VOCABULARY[support.when.quantity].label
    return label.en.casefold() in sentence.casefold() or label.zh in sentence


def _alternatives(subject: Subject, when: Support) -> list[Support]:
    """The values of an assumption that the tools tell the answer for."""
    supports = subject.evidence.supports
    return [s.when for s in supports if s.when is not None and s.when.quantity == when.quantity]


def _is_told_with(subject: Subject, when: Support) -> bool:
    """Whether a value of an assumption stands with the figure: not with another answer's."""
    page, figure = subject.page, subject.figure
    others = _alternatives(subject, when)
    answers = [s for s in subject.evidence.supports if s.when in others]
    told = [f for f in page.figures if abs(f.start - figure.start) <= REACH]

    def tells(other: Figure, supports: Sequence[Support]) -> bool:
        return any(Comparison(page, other).repeats(support) for support in supports)

    after = [f for f in told if f.start > figure.start and tells(f, others)][:1]
    if after and cues.NEXT_CASE.match(page.text[subject.end : after[0].start]):
        return tells(after[0], [when])
    group: list[Figure] = []  # "at 30% or 50% … 41 or 25 days"
    for other in reversed([f for f in told if f.start < figure.start]):
        if tells(other, others):
            group.append(other)
        elif group and tells(other, answers):
            break
    return any(tells(other, [when]) for other in group or after)


def _is_told_of(subject: Subject, other: Support) -> bool:
    """Whether what another assumption changes is told beside it: "8.8 days at 30% MFU"."""
    changed = _changed_by(subject, other)
    return not changed or any(map(subject.is_near, changed)) or _is_change_near(subject, changed)


def is_told(subject: Subject, support: Support) -> bool:
    """Whether a figure near by tells of a support, or of what it changes."""
    return subject.is_near(support) or any(map(subject.is_near, _changed_by(subject, support)))


def _changed_by(subject: Subject, other: Support) -> list[Support]:
    return [
        s
        for s in subject.evidence.supports
        if s.when is not None and (s.when.quantity, s.when.values) == (other.quantity, other.values)
    ]


def _is_change_near(subject: Subject, changed: Sequence[Support]) -> bool:
    """Whether a figure near by tells how much it changes: "50% would save 6.4 days"."""
    by = [
        replace(s, values={d: (abs(value - other),)}, numerals=())
        for s in changed
        for d, values in s.values.items()
        for answer in subject.evidence.supports
        if answer.quantity == s.quantity and answer.origin == "result" and not answer.varied
        for other in answer.values.get(d, ())[:1]
        for value in values[:1]
    ]
    return any(map(subject.is_near, by))
