"""Accelerators of which one takes the place of another: A100s to H100s, 把 A100 换成 H200."""

from __future__ import annotations

from fractions import Fraction

from ...tools.catalog import find_accelerator
from ...tools.engine.errors import FlopwiseError
from .case import Case, Move
from .lexicon import Lexicon
from .marks import Marks
from .numbers import number_text
from .question_words import IN_PLACE_OF, SWAPPED_FOR, SWAPS, UPGRADES


def swapped(marks: Marks) -> tuple[str, str] | None:
    """The accelerators before and after a swap; none where the question tells of none."""
    cards = [named for named in marks.named if named.kind == "accelerator" and named.known]
    for one, other in zip(cards, cards[1:], strict=False):
        if one.name == other.name:
            continue
        between, before = marks.low[one.end : other.start], marks.low[: one.start]
        if IN_PLACE_OF.fullmatch(between):
            return other.name, one.name
        if UPGRADES.fullmatch(between):
            return one.name, other.name
        if SWAPPED_FOR.fullmatch(between) and SWAPS.search(before):
            return one.name, other.name
    return None


def swap_move(case: Case, lexicon: Lexicon) -> Move | None:
    """The swap of a case as a change of the peak; none where a peak is not known."""
    name = lexicon.usual.get("FLOP/s")
    if case.swap is None or name is None:
        return None
    dtype = case.formats[0] if len(case.formats) == 1 else "bf16"
    ends = []
    for card in case.swap:
        try:
            fact = find_accelerator(card).facts(dtype).get(name)
        except FlopwiseError:
            return None
        if fact is None:
            return None
        ends.append(f"{number_text(Fraction(fact.value))} {lexicon[name].unit}")
    return Move(name, before=ends[0], after=ends[1])
