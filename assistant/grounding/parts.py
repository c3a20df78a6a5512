"""What part of a whole something is, what falls to each, and what all come to together."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

from . import workcues
from .comparing import CARD_TIME, EACH, TIME
from .naming import COUNTED
from .records import PLAIN, Figure
from .worths import ACCELERATORS, Known, Worth, is_about, shows

RATES = frozenset({"achieved_flops", "peak_flops"})
"""What each card does; what it has is called "… per accelerator"."""

REACH = 160
"""Characters before a figure in which it finds what it is the ratio, or the sum, of."""

MOST_SUMMANDS = 6


def is_share(known: Known, figure: Figure) -> bool:
    """Whether it is what part one value is of another of its call: "23% of the total"."""
    if not (figure.percent or figure.multiple or "/" in figure.text):
        return False
    text, end = known.page.text, figure.start + len(figure.text)
    if figure.percent and (figure.more or workcues.CHANGE_AFTER.match(text, end)):
        return False
    called = figure.value < 1 and bool(
        workcues.SHARE_AFTER.match(text, end)
        or workcues.SHARE_BEFORE.search(text, max(figure.sentence, figure.start - 24), figure.start)
    )
    told = known.before(figure, REACH) if figure.multiple or called else []
    return (
        _is_of_linked(known, figure)
        or any(
            is_about(figure, share)
            for group in (known.called if called else [], told)
            for share in _shares(group, figure)
        )
        or (called and any(is_about(figure, 1 - share) for share in _shares(known.asked, figure)))
    )


def _is_of_linked(known: Known, figure: Figure) -> bool:
    """Whether it is the share that the two figures before it tell: "34 GB of 41 GB, or 83%"."""
    before = [f for f in known.page.figures if figure.sentence <= f.start < figure.start][-2:]
    if len(before) < 2:
        return False
    part, whole = before
    text = known.page.text
    linked = text[part.start + len(part.text) : whole.start]
    said = text[whole.start + len(whole.text) : figure.start]
    if not (workcues.LINKED_SHARE.fullmatch(linked) and workcues.OR_SHARE.fullmatch(said)):
        return False
    return any(
        is_about(figure, value / total)
        for one in known.told
        for other in known.told
        if (one.start, other.start) == (part.start, whole.start)
        if one.dimension == other.dimension
        for value in one.values
        for total in other.values
        if total
    )


def is_told_share(known: Known, figure: Figure) -> bool:
    """Whether it is so much of what was found as was just said: "a quarter of it, 8 GB"."""
    said = [
        f
        for f in known.holding
        if max(figure.sentence, figure.start - 48) <= f.start < figure.start
        and (f.percent or f.multiple)
        and f.value < 1
    ]
    return bool(said) and any(
        shows(figure, value * said[-1].value, worth.dimension)
        for worth in known.asked
        if worth.dimension in figure.dimensions
        for value in worth.values
    )


def _shares(group: list[Worth], figure: Figure) -> Iterator[Fraction]:
    """Each value over each other of the same measure."""
    for one, other in permutations(group, 2):
        if one.dimension == other.dimension != PLAIN:
            if not figure.object or one.dimension in figure.object:
                for value in one.values:
                    yield from (value / whole for whole in other.values if whole not in (0, value))


def is_part(known: Known, figure: Figure) -> bool:
    """Whether it is a total divided among things that were counted: "2.5 GiB for each user"."""
    text, end = known.page.text, figure.start + len(figure.text)
    before = max(figure.sentence, figure.start - 48)
    if figure.multiple or figure.percent:
        return False
    told = (
        workcues.EACH_AFTER.match(text, end)
        or workcues.EACH_BEFORE.search(text, before, figure.start)
        or workcues.EACH_INSIDE.search(figure.text)
    )
    if not told:
        return False
    counts = known.users if workcues.A_USER.search(told[0]) else known.cards
    return any(
        shows(figure, value / parts, worth.dimension if figure.units else None)
        for worth in (*known.called, *known.told)
        if worth.dimension != PLAIN and worth.dimension not in COUNTED
        for value in worth.values
        for parts in counts
    )


def is_one_of_many(known: Known, figure: Figure) -> bool:
    """Whether it is what each of so many has: "each of the 40 layers holds 315M"."""
    text = known.page.text
    counts = [
        f.value
        for f in known.holding
        if figure.sentence <= f.start < figure.start
        and f.value > 1
        and workcues.OF_EACH.search(text, max(0, f.start - 24), f.start)
    ]
    return bool(counts) and any(
        shows(figure, value / counts[-1], worth.dimension if figure.units else None)
        for worth in known.asked
        for value in worth.values
    )


def is_time_of_cards(known: Known, figure: Figure) -> bool:
    """Whether it is the time that cards of a number told before it take."""
    if figure.multiple or figure.percent or TIME not in figure.dimensions:
        return False
    counts = [
        value
        for worth in known.told
        if worth.dimension == ACCELERATORS and figure.sentence <= worth.start < figure.start
        for value in worth.values
    ]
    return any(
        shows(figure, value / count, TIME)
        for worth in known.called
        if worth.dimension == CARD_TIME
        for value in worth.values
        for count in counts
        if count
    )


def is_whole(known: Known, figure: Figure) -> bool:
    """Whether it is what all cards do, of what one does: "1,024 × 395.8 TFLOP/s in all"."""
    lead = known.page.text[max(0, figure.start - 160) : figure.start]
    if not (figure.operand or workcues.TOGETHER.search(lead[-60:])):
        return False
    return any(
        shows(figure, value * parts, None if not figure.units else worth.dimension)
        for worth in known.called
        if worth.quantity in RATES or (worth.quantity or "").endswith("_per_accelerator")
        for value in worth.values
        for parts in known.cards
    )


def is_sum(known: Known, figure: Figure) -> bool:
    """Whether it is what the figures before it come to: "3 GB and 4 GB, 7 GB in all"."""
    text, end = known.page.text, figure.start + len(figure.text)
    lead = text[max(0, figure.start - 24) : figure.start]
    if not (workcues.SUM_BEFORE.search(lead) or workcues.SUM_AFTER.match(text, end)):
        return False
    before = {worth.start: worth for worth in known.told if worth.start < figure.start}
    for dimension in figure.dimensions:
        alike = [w.values[0] for w in before.values() if w.dimension == dimension != PLAIN]
        for many in range(2, min(len(alike), MOST_SUMMANDS) + 1):
            if shows(figure, sum(alike[-many:], Fraction(0)), dimension):
                return True
    return False


def is_ratio(known: Known, figure: Figure) -> bool:
    """Whether it is one value for each of another: 1,875 tokens per parameter."""
    compound = [u for u in figure.units if len(u.dimension.exponents) == 2]
    if figure.multiple:
        return False
    if any(
        shows(figure, one.values[0] / other.values[0], one.dimension)
        for one, other in permutations(known.called, 2)
        if one.dimension in figure.dimensions and one.quantity in known.evidence.answered
        if one.start == other.start and other.dimension in EACH and other.values[0]
    ):
        return True  # "16 bytes", of each parameter
    return any(
        abs(figure.value * unit.factor - one.values[0] / other.values[0])
        <= figure.step * unit.factor / 2
        for unit in compound
        for one, other in permutations(known.called, 2)
        if one.start == other.start and one.values and other.values and other.values[0]
        if one.dimension / other.dimension == unit.dimension
    )
