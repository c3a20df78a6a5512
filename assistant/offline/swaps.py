"""Named things of which one takes the place of another: A100s by H100s, fp16 by int4."""

from __future__ import annotations

from fractions import Fraction

from ...tools.catalog import find_accelerator
from ...tools.catalog.formats import find_quantization
from ...tools.engine.errors import FlopwiseError
from .case import Case, Move, Swap
from .lexicon import Lexicon
from .marks import Marks, Named
from .numbers import number_text
from .words.changes import FASTER_THAN, IN_PLACE_OF, SPEED_UP, SWAPPED_FOR, SWAPS, UPGRADES


def swapped(marks: Marks) -> Swap | None:
    """The swap that a question tells of, if any."""
    for kind in ("accelerator", "format"):
        named = [n for n in marks.named if n.kind == kind and n.known]
        for one, other in zip(named, named[1:], strict=False):
            if one.name != other.name and (ends := _order(marks, one, other)) is not None:
                return Swap(kind, ends[0].name, ends[1].name)
    return None


def _order(marks: Marks, one: Named, other: Named) -> tuple[Named, Named] | None:
    """Which of two things was before and which comes after; none where neither is replaced."""
    between, before = marks.low[one.end : other.start], marks.low[: one.start]
    if IN_PLACE_OF.fullmatch(between):
        return other, one
    if FASTER_THAN.fullmatch(between) and SPEED_UP.search(marks.low):
        return other, one
    if UPGRADES.fullmatch(between):
        return one, other
    if SWAPPED_FOR.fullmatch(between) and SWAPS.search(before):
        return one, other
    return None


def swap_move(case: Case, lexicon: Lexicon) -> Move | None:
    """The swap of a case as a change of what tells: the peak, the bandwidth, the bits."""
    swap = case.swap
    if swap is None:
        return None
    if swap.kind == "format":
        cached = any(target.startswith("kv_") for target in case.targets)
        name = "kv_bytes" if cached else "bits_per_weight"
    else:
        name = lexicon.usual.get("byte/s" if case.inference else "FLOP/s", "")
    if name not in lexicon.vocabulary:
        return None
    dtype = case.formats[0] if len(case.formats) == 1 and swap.kind == "accelerator" else "bf16"
    ends = []
    for written in (swap.before, swap.after):
        try:
            entry = find_quantization(written) if swap.kind == "format" else None
            if entry is None:
                facts = find_accelerator(written).facts(dtype)
            else:
                facts = entry.cache_facts() if name == "kv_bytes" else entry.facts()
        except FlopwiseError:
            return None
        if name not in facts:
            return None
        unit = lexicon[name].unit
        value = number_text(Fraction(facts[name].value))
        ends.append(value if unit == "1" else f"{value} {unit}")
    return Move(name, before=ends[0], after=ends[1])
