"""What part of a whole something is, what falls to each, and what all come to together."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

from ...tools.engine.units import Dimension, dimension_of
from . import workcues
from .comparing import CARD_TIME, EACH, TIME
from .naming import COUNTED
from .records import PLAIN, Figure
from .tolerances import NEAR
from .worths import ACCELERATORS, Known, Worth, is_about, measures, shows

RATES = frozenset({"achieved_flops", "peak_flops"})
"""What each card does; what it has is called "… per accelerator"."""

BYTES = dimension_of("byte")
REACH = 160
"""Characters before a figure in which it finds what it is the ratio, or the sum, of."""

MOST_SUMMANDS = 6


def is_share(known: Known, figure: Figure) -> bool:
    """Whether it is what part one value is of another of its call: "23% of the total"."""
    if not (figure.percent or figure.multiple or "/" in figure.text):
        return False
    if figure.percent and _is_change(known, figure):
        return False
    called = figure.value < 1 and _is_called_share(known, figure)
    if called and any(is_about(figure, share) for share in _shares_of_whole(known, figure)):
        return True
    told = known.before(figure, REACH)
    if called:  # "makes up 75%, or 4.86 TB"
        told = [w for w in known.told if abs(w.start - figure.start) <= REACH]
    return _is_of_linked(known, figure) or (
        (figure.multiple or called)
        and any(is_about(figure, share) for share in _shares(told, figure))
    )


def _is_change(known: Known, figure: Figure) -> bool:
    end = figure.start + len(figure.text)
    return figure.more or bool(workcues.CHANGE_AFTER.match(known.page.text, end))


def _is_called_share(known: Known, figure: Figure) -> bool:
    """Whether the words beside it call it a share, or join it to one: "60% … and 40% …"."""
    text, end = known.page.text, figure.start + len(figure.text)
    before = max(figure.sentence, figure.start - 40)
    if workcues.SHARE_AFTER.match(text, end):
        return True
    if workcues.SHARE_BEFORE.search(text, before, figure.start):
        return True
    earlier = [f for f in known.page.figures if figure.sentence <= f.start < figure.start][-1:]
    return any(
        f.percent
        and workcues.SHARE_GOES_ON.fullmatch(text[f.start + len(f.text) : figure.start])
        and _is_called_share(known, f)
        for f in earlier
    )


def _shares_of_whole(known: Known, figure: Figure) -> Iterator[Fraction]:
    """What part each value of the call is of the largest like it, and what is left beside it."""
    largest: dict[tuple[Dimension, int], Fraction] = {}
    for worth in known.called:
        key = worth.dimension, worth.start
        largest[key] = max((*worth.values, largest.get(key, Fraction(0))))
    asked = {(worth.dimension, value) for worth in known.asked for value in worth.values}
    for worth in known.called:
        whole = largest[worth.dimension, worth.start]
        if worth.dimension == PLAIN or not whole:
            continue
        if figure.object and worth.dimension not in figure.object:
            continue
        for value in worth.values:
            if 0 < value < whole:
                yield value / whole
                if (worth.dimension, value) in asked:
                    yield 1 - value / whole
    for one, other in permutations(known.called, 2):  # "57% of the H200's memory"
        if one.quantity == other.quantity and one.start != other.start:
            if one.dimension == other.dimension != PLAIN and one.values and other.values[0]:
                yield one.values[0] / other.values[0]


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


def is_of_all(known: Known, figure: Figure) -> bool:
    """Whether it is so much for each, as was just told, for all: "12 bytes each …, 4.86 TB"."""
    if any(_is_near(figure, worth) for worth in known.called if worth.dimension != PLAIN):
        return False  # A tool's own is told as it is.
    rates = [
        w for w in known.before(figure, REACH) if len(w.dimension.exponents) == 2 and w.start >= 0
    ]
    return any(
        shows(figure, rate.values[0] * value, dimension)
        for rate in rates
        for worth in known.called
        if (dimension := rate.dimension * worth.dimension) in figure.dimensions
        for value in worth.values
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
    """Whether it is the time that so many cards take, as told before it, or theirs in a time."""
    if figure.multiple or figure.percent:
        return False
    if CARD_TIME in figure.dimensions:  # "1,000 cards in a day: 24,000 GPU-hours"
        if any(w.dimension == CARD_TIME for w in known.called if _is_near(figure, w)):
            return False  # A tool's own is told as it is.
        times = [w.values[0] for w in known.before(figure, REACH) if w.dimension == TIME]
        return any(shows(figure, one * n, CARD_TIME) for one in times for n in known.cards)
    if TIME not in figure.dimensions:
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


def _is_near(figure: Figure, worth: Worth) -> bool:
    """Whether it is about as large."""
    mine = {figure.value * unit.factor for unit in figure.units}
    return any(abs(one - value) <= NEAR * value for one in mine for value in worth.values)


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
        if one.dimension == BYTES in figure.dimensions
        if one.quantity in known.evidence.answered
        if one.start == other.start and other.dimension in EACH and other.values[0]
    ):
        return True  # "16 bytes", of each parameter
    before = max(figure.sentence, figure.start - 48)
    is_each = workcues.EACH_BEFORE.search(known.page.text, before, figure.start)
    return any(
        abs(figure.value * unit.factor - one.values[0] / other.values[0])
        <= figure.step * unit.factor / 2
        for unit in compound
        for one, other in permutations(known.called, 2)
        if one.start == other.start and one.values and other.values and other.values[0]
        if one.dimension / other.dimension == unit.dimension
        or (is_each and measures(one.dimension / other.dimension, unit.dimension))
    )
