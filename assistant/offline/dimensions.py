"""What a few amounts make by their units alone: FLOP/s times seconds are FLOP.

Where no equation takes amounts as they are named, and only one product of all of them has the unit
that is asked for, that product is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from ...tools.engine.amounts import Amount
from ...tools.engine.units import dimension_of
from .numbers import number_text

MOST = 3
"""Amounts that are multiplied or divided."""


def product_of(amounts: Sequence[Amount], unit: str) -> str | None:
    """The one product of all amounts that has a unit, as an amount; none where there is none.

    Args:
        amounts: with their units.
        unit: that is asked for.
    """
    if not 2 <= len(amounts) <= MOST or not all(amount.units for amount in amounts):
        return None
    wanted, one = dimension_of(unit), dimension_of("1")
    found = []
    for powers in product((1, -1), repeat=len(amounts)):
        made = one
        for amount, power in zip(amounts, powers, strict=True):
            own = amount.units[0].dimension
            made = made * own if power > 0 else made / own
        if made == wanted:
            found.append(powers)
    if len(found) != 1 or any(amount.value <= 0 for amount in amounts):
        return None
    value = Fraction(1)
    for amount, power in zip(amounts, found[0], strict=True):
        value *= (amount.value * amount.units[0].factor) ** power
    return f"{number_text(value)} {unit}"
