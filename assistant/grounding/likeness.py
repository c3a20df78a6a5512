"""What a figure may repeat, by how the sentence tells it: of each, as a change, over a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from ...tools.engine.units import Unit
from . import workcues
from .comparing import TIME, Comparison, Near
from .formulas import is_declared
from .subject import Subject
from .supports import Support, all_values

_BECOMES = re.compile(r" (?:it |them )?to (?:about |around |roughly )?|(?:至|到|为|成)(?:约)?")
SLIGHT = Fraction(1, 50)
"""A change that a tool tells as it is: what 1% more of an input does."""


def is_saved(subject: Subject) -> bool:
    """Whether it can only be a difference: "saves four days"."""
    figure, text = subject.figure, subject.page.text
    if figure.given or (figure.percent and figure.more):
        return False
    before = workcues.SAVED_BEFORE.search(text, max(0, figure.start - 48), figure.start)
    return bool(before or workcues.SAVED_AFTER.match(text, subject.end))


def _is_percent_more(subject: Subject) -> bool:
    figure, text = subject.figure, subject.page.text
    before = workcues.SAVED_BEFORE.search(text, max(0, figure.start - 48), figure.start)
    return bool(figure.more or before)


def may_be_each(subject: Subject, support: Support) -> bool:
    """Whether it may be of each user, where the text says so: "209 tokens/s per user"."""
    figure = subject.figure
    if figure.percent and _is_percent_more(subject):
        # "+300%" is four times, and "缩短 40%" no MFU; what 1% does is told as it is.
        if support.multiple or support.origin == "user":
            return not support.multiple
        is_slight = all(abs(value) <= SLIGHT for value in all_values(support))
        if support.more:
            return support.more == figure.more
        return (support.quantity or "").endswith("_change") or (support.varied and is_slight)
    return (
        support.origin != "result"
        or not workcues.FOR_A_USER.match(subject.page.text, subject.end)
        or "user" in (support.quantity or "")
    )


def is_become(subject: Subject, alike: Iterable[Support]) -> bool:
    """Whether it is a multiple of a known value, where it is told as one: "doubles to 96"."""
    lead = subject.page.text[: subject.figure.start]
    before = [f for f in subject.page.figures if f.start < subject.figure.start]
    if not before or not before[-1].multiple:
        return True
    if not _BECOMES.fullmatch(lead, before[-1].start + len(before[-1].text)):
        return True
    factor = before[-1].value
    was = {
        (dimension, value)
        for s in subject.evidence.supports
        for dimension, values in s.values.items()
        for value in values
    }
    return any(
        (dimension, value / factor) in was
        for s in alike
        for dimension, values in s.values.items()
        for value in values
    )


def behind_coefficient(subject: Subject, near: Near) -> list[Support]:
    """Those behind a coefficient: 10⁹ in "6 × 10⁹ × 2 × 10¹²", which reads like 6e9."""
    figure = subject.figure
    factor = Fraction(figure.text[:1]) if figure.text[:1].isdecimal() else Fraction(0)
    if not (figure.operand and figure.powered and factor > 1 and is_declared("", factor)):
        return []
    rest = replace(figure, value=figure.value / factor, step=figure.step / factor)
    return Comparison(subject.page, rest).among(near)


def over_a_time(subject: Subject, near: Near) -> list[Support]:
    """Those that the figure repeats, a rate, over a time that is known: $240 a month."""
    rates = [unit for unit in subject.figure.units if unit.dimension.exponent("time") == -1]
    for unit in rates:
        for time in subject.evidence.times:
            whole = Unit(unit.name, unit.factor * time, unit.dimension * TIME)
            figure = replace(subject.figure, units=(whole,))
            if alike := Comparison(subject.page, figure).among(near):
                return alike
    return []
