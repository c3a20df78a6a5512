"""How much two values differ, and what a value becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

from ...tools.engine.units import find_unit
from . import workcues
from .comparing import MONEY
from .naming import names
from .ratios import stem
from .records import PLAIN, Figure
from .worths import Known, Worth, is_about, shows

FACTORS = frozenset({"pue"})
"""Quantities that say how many times as much something takes."""

FAR = 1000
"""Characters beyond which two figures are not compared."""


def is_multiple(known: Known, figure: Figure) -> bool:
    """Whether it is a value times what a tool, or the user, says it becomes."""
    factors = {
        (stem(s.quantity or ""), value)
        for case in known.evidence.last
        for s in case.supports
        if s.multiple
        for values in s.values.values()
        for value in values
    }
    stems = {name for name, _ in factors}
    if _is_change(known, figure):
        factors |= {(name, factor - 1) for name, factor in factors}
    return any(
        shows(figure, value * factor, dimension)
        for s in known.evidence.supports
        if s.origin != "user" and not (s.bound or s.varied or s.multiple)
        for dimension, values in s.values.items()
        for name, factor in factors
        if stem(s.quantity or "") == name or (not name and s.quantity not in stems)
        for value in values
        if dimension is not None
    )


def is_difference(known: Known, figure: Figure) -> bool:
    """Whether it is how much two values differ, and is called so: "saves four days"."""
    if not _is_change(known, figure) or (figure.multiple and figure.value > 1):
        return False
    pairs = list(_pairs(known, figure))
    if MONEY in figure.dimensions:  # "$1.25 more", of an hour's price
        rents = _pairs(known, replace(figure, units=(find_unit("USD/(accelerator*hour)"),)))
        pairs += [(one * 3600, other * 3600) for one, other in rents]
    if figure.percent or figure.multiple:
        return any(
            is_about(figure, abs(one - other) / base)
            for one, other in pairs
            for base in (other, one)
            if base
        )
    return any(shows(figure, abs(one - other), None) for one, other in pairs)


def is_rest(known: Known, figure: Figure) -> bool:
    """Whether it is what is left: of a whole without a part, or of all without a share."""
    text, end = known.page.text, figure.start + len(figure.text)
    lead = text[max(figure.sentence, figure.start - 64) : figure.start]
    if not (workcues.REST_BEFORE.search(lead) or workcues.REST_AFTER.match(text, end)):
        return False
    if figure.percent or (figure.multiple and figure.value < 1):
        told = [w for w in known.told if w.dimension == PLAIN and w.start < figure.start]
        shares = {value for worth in told for value in worth.values}
        near = [w for w in known.told if figure.sentence <= w.start < figure.start]
        shares |= {
            one.values[0] / other.values[0]
            for one, other in permutations(near, 2)
            if one.dimension == other.dimension and other.values[0]
        }
        return any(is_about(figure, 1 - share) for share in shares if share < 1)
    return any(
        shows(figure, abs(value - part), one.dimension)
        for one in (*known.asked, *known.told)
        for other in (*known.called, *known.told)
        if one.dimension == other.dimension and one.dimension in (figure.dimensions or (PLAIN,))
        for value in one.values
        for part in other.values
        if value != part
    )


def is_without_excess(known: Known, figure: Figure) -> bool:
    """Whether it is a value without what comes on top: "the GPUs themselves draw 59 MWh"."""
    text, end = known.page.text, figure.start + len(figure.text)
    if not workcues.WITHOUT.search(text, figure.sentence, end + 24):
        return False
    factors = {v for w in known.called if w.quantity in FACTORS for v in w.values if v}
    return any(
        shows(figure, value / factor, worth.dimension)
        for worth in known.asked
        if worth.dimension in figure.dimensions
        for value in worth.values
        for factor in factors
    )


def is_excess(known: Known, figure: Figure) -> bool:
    """Whether it is what a factor is over one: 15% of overhead, for a PUE of 1.15."""
    end = figure.start + len(figure.text)
    told = workcues.EXCESS_AFTER.match(known.page.text, end)
    told = told or workcues.EXCESS_BEFORE.search(
        known.page.text, max(figure.sentence, figure.start - 24), figure.start
    )
    return bool(figure.percent and told) and any(
        is_about(figure, value - 1)
        for worth in (*known.told, *known.called)
        if worth.quantity in FACTORS
        for value in worth.values
    )


def _is_change(known: Known, figure: Figure) -> bool:
    """Whether the words beside it call it a change, or join it to one: "$1.25, or 36%"."""
    text, end = known.page.text, figure.start + len(figure.text)
    if " more " in figure.text or workcues.CHANGE_AFTER.match(text, end):
        return True
    lead = text[max(figure.sentence, figure.start - 48) : figure.start]
    if workcues.CHANGE_BEFORE.search(lead):
        return not workcues.LEADS_TO.search(lead)
    before = [f for f in known.page.figures if figure.sentence <= f.start < figure.start]
    if not before:
        return False
    between = text[before[-1].start + len(before[-1].text) : figure.start]
    return bool(workcues.CHANGE_GOES_ON.fullmatch(between)) and _is_change(known, before[-1])


def _pairs(known: Known, figure: Figure) -> Iterator[tuple[Fraction, Fraction]]:
    """Two values that may be compared: of one measure, both told here or of one quantity."""
    wanted = None if figure.percent or figure.multiple else set(figure.dimensions) or {PLAIN}
    called = _called(known, figure) if figure.percent else frozenset()
    near = [w for w in known.told if 0 < abs(w.start - figure.start) <= FAR]
    told = list({(w.dimension, w.values, w.quantity): w for w in near}.values())
    asked = [*known.asked, *known.varied]
    if called & {w.quantity for w in (*told, *asked)}:
        told = [w for w in told if w.quantity in called]
        asked = [w for w in asked if w.quantity in called]
    for one, other in permutations((*told, *asked), 2):
        if one.dimension != other.dimension or 0 <= one.start == other.start:
            continue
        if wanted is not None and one.dimension not in wanted:
            continue
        if one.dimension == PLAIN and not _is_one_law(known, one, other):
            continue
        if one.quantity != other.quantity and -1 < min(one.start, other.start) < figure.sentence:
            continue
        yield from ((a, b) for a in one.values for b in other.values if a >= b and a != b)


def _called(known: Known, figure: Figure) -> frozenset[str]:
    """What the words right before a change say that it is of."""
    lead = known.page.text[max(figure.sentence, figure.start - 30) : figure.start]
    return names().of_noun(re.split(r"[,，、;；]", lead)[-1])


def _is_one_law(known: Known, one: Worth, other: Worth) -> bool:
    """Whether two plain numbers may be taken from each other: losses, not layers."""
    return bool({one.quantity, other.quantity} & known.evidence.answered)
