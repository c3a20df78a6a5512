"""What amounts can be of: a card by all that the catalog holds, a request by its length."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache, partial

from ...tools.catalog import accelerators
from ...tools.engine.amounts import Amount
from ...tools.engine.quantity import Quantity
from ...tools.functions.result import Answer

FEWEST_PARAMETERS = 100_000
"""Parameters below which no language model, and no part of one, is spoken of."""
SEVERAL = 5
"""How many times the fastest accelerator of the catalog a rate of only one may be."""
BEYOND = 20
"""How many times the largest or smallest of the catalog an accelerator's own may be."""
SPOKEN: Mapping[str, tuple[Fraction | int, Fraction | int]] = {
    "parameter": (FEWEST_PARAMETERS, 10**18),
    "token": (1, 10**18),
    "accelerator": (1, 10**7),
    "FLOP": (100, 10**34),
    "FLOP/s": (10**3, 10**24),
    "s": (Fraction(1, 10**9), 10**14),
    "accelerator*s": (Fraction(1, 10**3), 10**17),
    "token/s": (Fraction(1, 10**6), 10**15),
    "USD": (Fraction(1, 10**9), 10**15),
    "USD/token": (Fraction(1, 10**15), 1),
    "USD/(accelerator*s)": (Fraction(1, 10**9), 1),
    "J/token": (Fraction(1, 10**9), 10**6),
    "J": (Fraction(1, 10**6), 10**20),
    "kgCO2e": (Fraction(1, 10**9), 10**13),
    "byte": (Fraction(1, 100), 10**21),
}
"""By unit, the least and the most that is spoken of where a quantity does not say so itself."""


@lru_cache(maxsize=256)
def plausibility(amount: Amount) -> Callable[[Quantity], bool]:
    """Whether an amount can be one of each quantity; worked out once for all frames."""
    return lru_cache(maxsize=1024)(partial(is_plausible, amount))


def is_plausible(amount: Amount, quantity: Quantity) -> bool:
    """Whether an amount can be one of a quantity: no card draws 1 MW, no run has 90,000 tokens."""
    reading = amount.in_base(quantity.unit)
    if reading is None or reading.value <= 0:  # Which the function refuses, with the reason.
        return True
    if not amount.units:
        ends = quantity.spoken or SPOKEN.get(quantity.unit)
        return ends is None or ends[0] <= reading.value <= ends[1]
    if quantity.spoken and quantity.unit == "token" and reading.value > quantity.spoken[1]:
        return False
    bounds = _bounds().get(quantity.name)
    return bounds is None or bounds[0] / BEYOND <= reading.value <= bounds[1] * BEYOND


def is_speakable(answer: Answer) -> bool:
    """Whether a result is one that anyone would speak of: no run takes 10^-15 s."""
    ends = SPOKEN.get(answer.unit)
    if ends is None or answer.unit == "parameter" or not answer.value:
        return True
    return float(ends[0]) <= abs(answer.value) <= float(ends[1])


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
