"""What falls to each of several, and what all come to together."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from ...tools.engine.units import dimension_of
from . import workcues
from .comparing import CARD_TIME, EACH, TIME
from .naming import COUNTED, names
from .records import PLAIN, Figure
from .tolerances import NEAR
from .worths import ACCELERATORS, REACH, Known, Worth, measures, shows

RATES = frozenset({"achieved_flops", "peak_flops"})
"""What each card does; what it has is called "… per accelerator"."""

BYTES = dimension_of("byte")
MOST_SUMMANDS = 6


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
        and (
            workcues.OF_EACH.search(text, max(0, f.start - 24), f.start)
            or (f.noun and workcues.APIECE.search(text, f.start, figure.start))
        )
    ]
    counts = counts[-1:] or _counts_of_noun(known, figure)
    return not figure.noun and any(
        shows(figure, value / count, worth.dimension if figure.units else None)
        for worth in (*known.asked, *known.called)
        for value in worth.values
        for count in counts
    )


def _counts_of_noun(known: Known, figure: Figure) -> list[Fraction]:
    """How many there are of what it is for each of: 48 layers, for 每层约 4.5 亿."""
    end = figure.start + len(figure.text)
    first = max(figure.sentence, figure.start - 32)
    nouns = workcues.FOR_EACH_NOUN.findall(known.page.text[first : end + 16])
    called = frozenset(name for noun in nouns for name in names().of_noun(noun))
    return [
        value
        for worth in known.called
        if worth.quantity in called and worth.dimension == PLAIN
        for value in worth.values
        if value > 1
    ]


def is_over_time(known: Known, figure: Figure) -> bool:
    """Whether it is what comes of a rate in a time: "in an hour the card makes 13.6M tokens"."""
    times = [
        other.value * other.units[0].factor
        for other in known.page.figures
        if figure.sentence <= other.start < figure.start
        if other.dimensions == (TIME,) and (other.value == 1 or other in known.holding)
    ]
    return any(
        shows(figure, value * time, dimension)
        for time in times
        for worth in known.asked
        if (dimension := worth.dimension * TIME) in figure.dimensions
        for value in worth.values
    )


def is_basis(known: Known, figure: Figure) -> bool:
    """Whether it is the one hour, or day, that another figure is for."""
    return (
        figure.value == 1
        and figure.dimensions == (TIME,)
        and any(
            is_over_time(known, other)
            for other in known.page.figures
            if other.sentence == figure.sentence and other.start > figure.start
        )
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
