"""What amounts can be of: a card by all that the catalog holds, a request by its length."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from ...tools.catalog import accelerators
from ...tools.engine.amounts import Amount
from ...tools.engine.quantity import Quantity

_OF_A_REQUEST = re.compile(r"request|one sequence|prompt")
FEWEST_PARAMETERS = 100_000
"""Parameters below which no language model, and no part of one, is spoken of."""
LONGEST_REQUEST = 100_000_000
"""Tokens that no single request has."""
WIDEST_HEAD = 1024
"""Width that no attention head has more of: d = 2560 is the hidden size."""
SEVERAL = 5
"""How many times the fastest accelerator of the catalog a rate of only one may be."""
BEYOND = 20
"""How many times the largest or smallest of the catalog an accelerator's own may be."""


def is_plausible(amount: Amount, quantity: Quantity) -> bool:
    """Whether an amount can be a fact of one accelerator or request: a power of 1 MW cannot."""
    if quantity.unit == "parameter" and not amount.units:
        return amount.value >= FEWEST_PARAMETERS
    if quantity.unit == "token" and _OF_A_REQUEST.search(quantity.meaning.en):
        return amount.value <= LONGEST_REQUEST
    reading, bounds = amount.in_base(quantity.unit), _bounds().get(quantity.name)
    if quantity.name == "head_size":
        return amount.value <= WIDEST_HEAD
    if reading is None or bounds is None or not amount.units:
        return True
    return bounds[0] / BEYOND <= reading.value <= bounds[1] * BEYOND


def is_of_many(amount: Amount) -> bool:
    """Whether a rate of computing is more than any one accelerator has: that of a cluster."""
    reading = amount.in_base("FLOP/s")
    largest = max(high for name, (_, high) in _bounds().items() if name == "peak_flops")
    return bool(amount.units) and reading is not None and reading.value > SEVERAL * largest


@lru_cache(maxsize=1)
def _bounds() -> dict[str, tuple[Fraction, Fraction]]:
    """The least and the largest of each fact in the catalog."""
    values: dict[str, list[Fraction]] = {}
    for entry in accelerators():
        for name, fact in entry.facts().items():
            values.setdefault(name, []).append(Fraction(fact.value))
    return {name: (min(found), max(found)) for name, found in values.items()}
