"""What a model works out of figures that hold: formulas put in, differences, shares, parts of each.

Such a figure is no tool's own, but it follows from what tools gave and is checked by following it:
a formula that is written out must come out so, and a difference, share or part must be one of
figures that the tools gave or the text tells, and be called one.
"""

from __future__ import annotations

from collections.abc import Callable

from . import changes, parts, shares, written
from .records import Figure
from .worths import Known

Way = Callable[[Known, Figure], bool]

WRITTEN: tuple[Way, ...] = (changes.is_difference, written.comes_out, parts.is_whole)
"""The text shows how it comes out: then it may look like something else, too."""

WAYS: tuple[Way, ...] = (
    *WRITTEN,
    written.is_told_again,
    written.is_fraction,
    written.goes_in,
    changes.is_multiple,
    changes.is_excess,
    changes.is_without_excess,
    changes.is_rest,
    shares.is_share,
    parts.is_time_of_cards,
    parts.is_one_of_many,
    parts.is_of_all,
    parts.is_over_time,
    parts.is_basis,
    parts.is_part,
    parts.is_sum,
    parts.is_ratio,
)


def follows(known: Known, figure: Figure, ways: tuple[Way, ...] = WAYS) -> bool:
    """Whether a figure follows from those that hold."""
    return any(way(known, figure) for way in ways)
