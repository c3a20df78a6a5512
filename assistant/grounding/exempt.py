"""Figures that need nothing behind them: constants, one of something, a tool's own words."""

from __future__ import annotations

from dataclasses import replace

from . import cues
from .comparing import OPERATIONS, TIME, repeats
from .formulas import CONVERSIONS, begins, is_declared
from .naming import COUNTED
from .sentences import AROUND
from .subject import Subject


def is_quoted(subject: Subject) -> bool:
    """Whether the text around it is a tool's own, word for word."""
    around = subject.figure.around.strip()
    return len(around) >= len(subject.figure.text) + AROUND and around in subject.evidence.quoted


def is_constant(subject: Subject) -> bool:
    """Whether it is a number of an equation: of a tool's, or of a declared one."""
    figure = subject.figure
    is_time = figure.dimensions == (TIME,)
    if is_time and figure.value in CONVERSIONS:
        digits = len(str(figure.value))  # "a 30-day month"
        if cues.DAYS_OF.match(subject.page.text, figure.start + digits):
            return True
    if figure.operand and figure.value in CONVERSIONS and (is_time or not figure.units):
        return True
    if any(dimension in OPERATIONS for dimension in figure.dimensions):  # "6 FLOP per parameter"
        known = figure.value in subject.evidence.constants
        return known and is_declared(f"{figure.value}N", figure.value)
    if figure.units or figure.percent or figure.multiple:
        return False
    if figure.run and any(begins(known, figure.run) for known in subject.evidence.formulas):
        return True
    if figure.formula and figure.value in subject.evidence.constants:
        return True
    return (figure.symbolic or figure.operand) and is_declared(figure.run, figure.value)


def is_one_of_them(subject: Subject) -> bool:
    """Whether it is one that stands for each: "one H100 sustains …", "one step costs …"."""
    figure = subject.figure
    counts = not figure.units or any(d in COUNTED for d in figure.dimensions)
    counts = counts or bool(cues.IS_AFTER.match(subject.page.text, subject.end))
    bare = not figure.percent and not figure.multiple
    return figure.value == 1 and counts and bare and not figure.stated


def is_count(subject: Subject) -> bool:
    """Whether it says how many cards were stated: "8× H200"."""
    count = replace(subject.figure, multiple=False)
    return subject.figure.text.endswith(("×", "x", "X")) and any(
        s.origin != "result" and COUNTED & s.values.keys() and repeats(count, s)
        for s in subject.evidence.supports
    )
