"""What part of a whole something is, in per cent or as a fraction."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

from ...tools.engine.units import Dimension
from . import workcues
from .naming import names
from .records import PLAIN, Figure
from .worths import REACH, Known, Worth, is_about


def is_share(known: Known, figure: Figure) -> bool:
    """Whether it is what part one value is of another of its call: "23% of the total"."""
    if not (figure.percent or figure.multiple or "/" in figure.text):
        return False
    if figure.percent and _is_change(known, figure):
        return False
    called = figure.value < 1 and _is_called_share(known, figure)
    if called and any(is_about(figure, share) for share in _shares_of_whole(known, figure)):
        return True
    told = known.around(figure, REACH)  # "makes up 75%, or 4.86 TB"
    return (
        _is_of_linked(known, figure)
        or _is_of_next(known, figure)
        or (
            (figure.multiple or called)
            and any(is_about(figure, share) for share in _shares(told, figure))
        )
    )


def _is_change(known: Known, figure: Figure) -> bool:
    end = figure.start + len(figure.text)
    return bool(figure.more or workcues.CHANGE_AFTER.match(known.page.text, end))


def _is_called_share(known: Known, figure: Figure) -> bool:
    """Whether the words beside it call it a share, or join it to one: "60% … and 40% …"."""
    text, end = known.page.text, figure.start + len(figure.text)
    before = max(figure.sentence, figure.start - 40)
    if workcues.SHARE_AFTER.match(text, end):
        return True
    if workcues.SHARE_BEFORE.search(text, before, figure.start):
        return True
    earlier = [f for f in known.page.figures if figure.sentence <= f.start < figure.start]
    return any(
        workcues.SHARE_GOES_ON.fullmatch(text[f.start + len(f.text) : figure.start])
        and _is_called_share(known, f)
        for f in [f for f in earlier if f.percent][-1:]
    )


def _shares_of_whole(known: Known, figure: Figure) -> Iterator[Fraction]:
    """What part each value of the call is of the largest like it, and what is left beside it."""
    largest: dict[tuple[Dimension, int], Fraction] = {}
    for worth in known.called:
        key = worth.dimension, worth.start
        largest[key] = max((*worth.values, largest.get(key, Fraction(0))))
    asked = {(worth.dimension, value) for worth in known.asked for value in worth.values}
    meant = _part_named(known, figure)
    for worth in known.called:
        whole = largest[worth.dimension, worth.start]
        if worth.dimension == PLAIN or not whole or (meant and worth.quantity not in meant):
            continue
        if figure.object and worth.dimension not in figure.object:
            continue
        for value in worth.values:
            if 0 < value < whole:
                yield value / whole
                if (worth.dimension, value) in asked and not meant:
                    yield 1 - value / whole
    for one, other in permutations(known.called, 2):  # "57% of the H200's memory"
        if one.quantity == other.quantity and one.start != other.start:
            if one.dimension == other.dimension != PLAIN and one.values and other.values[0]:
                yield one.values[0] / other.values[0]


def _is_of_next(known: Known, figure: Figure) -> bool:
    """Whether it is the share of the figure after it: "88% of an 80 GB card"."""
    end = figure.start + len(figure.text)
    wholes = [
        worth
        for worth in known.told
        if end < worth.start and workcues.OF_NEXT.fullmatch(known.page.text, end, worth.start)
    ]
    return any(
        is_about(figure, value / whole.values[0])
        for whole in wholes
        for worth in known.asked
        if worth.dimension == whole.dimension != PLAIN and whole.values[0]
        for value in worth.values
    )


def _part_named(known: Known, figure: Figure) -> frozenset[str]:
    """What the words after it say that the part is: "60% of the memory goes to the KV cache"."""
    end = figure.start + len(figure.text)
    goes_to = workcues.GOES_TO.match(known.page.text, end)
    named = names().of_noun(goes_to[1]) if goes_to else frozenset()
    return named & {worth.quantity for worth in known.called if worth.quantity}


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


def _shares(group: list[Worth], figure: Figure) -> Iterator[Fraction]:
    """Each value over each other of the same measure."""
    for one, other in permutations(group, 2):
        if one.dimension == other.dimension != PLAIN:
            if not figure.object or one.dimension in figure.object:
                for value in one.values:
                    yield from (value / whole for whole in other.values if whole not in (0, value))
