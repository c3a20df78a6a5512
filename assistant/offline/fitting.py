"""Which quantities an amount can be of by its unit, and how well it fits each."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache, partial

from ...tools.engine.amounts import Amount
from ...tools.engine.quantity import Quantity
from ...tools.engine.units import Dimension, dimension_of, match_units
from .tokens import plain

UNIT, CLEAR = 5.0, 1.0
"""What an amount that fits by its unit scores, and a lead that counts."""
RESTATED = Fraction(3, 100)
"""Relative difference of two spellings of one amount: 128k (131072)."""

BARE = frozenset({"1", "parameter", "token", "FLOP", "accelerator"})
"""Units of quantities that people write without a unit."""

COUNTED, MONEY = frozenset({"parameter", "token"}), frozenset({"USD", "CNY", "EUR", "GBP"})

UNNAMED = ("token/s", "W", "USD", "byte/parameter")
"""Units in which people give amounts of several kinds without a name."""

ALWAYS_NAMED = frozenset({"s", "FLOP"})
"""Units of which most quantities are told by their name: a restart time, a prefill's compute."""

FEW_BYTES = 1024
"""Bytes below which no memory is spoken of, but those of one parameter or value."""

BILLIONS = frozenset(
    {
        "B",
        "b",
        "bn",
        "Bn",
        "BN",
        "billion",
        "亿",
        "十亿",
        "百亿",
        "千亿",
        "億",
        "M",
        "million",
        "百万",
    }
)

TRILLIONS = frozenset({"T", "t", "tn", "trillion", "万亿", "萬億", "兆", "十万亿"})


def fits(amount: Amount, quantity: Quantity) -> float | None:
    """How well the unit of an amount fits a quantity: none if it cannot be one."""
    return fitting(amount)(quantity)


def fitting(amount: Amount) -> Callable[[Quantity], float | None]:
    """How well the unit of an amount fits each quantity: none of those that it cannot be."""
    return _fitting(_kind(amount))


@lru_cache(maxsize=1024)
def _fitting(kind: Amount) -> Callable[[Quantity], float | None]:
    """`fitting` of all amounts of a kind: their like come in every question and every frame."""
    return lru_cache(maxsize=1024)(partial(_fits, kind))


def _kind(amount: Amount) -> Amount:
    """An amount with nothing but what tells which quantities it can be of."""
    if not amount.units:
        return Amount(0, 0, "", Fraction(0), percent=amount.percent, scale=amount.scale)
    unit = amount.units[0]
    told = unit.name.startswith("bit") or amount.is_in_bits("byte")
    value = Fraction(0) if _few_bytes(amount) else FEW_BYTES / unit.factor
    return Amount(
        0, 0, amount.text if told else "", value, None, None, amount.units, amount.percent
    )


def _fits(amount: Amount, quantity: Quantity) -> float | None:
    if amount.percent:
        is_share = quantity.shown_as == "percent" or quantity.domain.high == 1
        return 0.0 if quantity.unit == "1" and is_share else None
    if not amount.units:
        # "7B" is a size or data, never a compute, a number of layers or of cards.
        big = amount.scale in BILLIONS | TRILLIONS
        if big and quantity.unit in ("FLOP", "1", "accelerator"):
            return None
        return 0.0 if quantity.unit in BARE else None
    if not amount.units[0].dimension.exponents:
        return UNIT if quantity.shown_as == "ratio" else None
    if quantity.unit.startswith("byte") and quantity.unit != "byte/s" and amount.units:
        # Gigabytes are no bytes of one value, and 16 bytes no memory.
        if _few_bytes(amount) != ("bytes" in quantity.label.en):
            return None
    powers = amount.units[0].dimension.exponents
    each = any(name == "accelerator" and power < 0 for name, power in powers)
    if each and quantity.unit == "byte":
        if "accelerator" not in quantity.meaning.en:
            return None  # 80 GB of each card are no memory of the whole
    if amount.in_base(quantity.unit) is not None:
        wanted = dimension_of(quantity.unit)
        first = amount.units[0].dimension == wanted or quantity.unit == "1"
        return UNIT if first else UNIT - 0.5
    if quantity.unit == "1" and str(amount.units[0].dimension) == "token":
        counted = "token" in quantity.meaning.en or "context" in quantity.meaning.en
        return 0.0 if counted else None
    if quantity.unit == "1" and str(amount.units[0].dimension) == "1":
        return 0.0
    if (
        quantity.unit == "1"
        and amount.units[0].name.startswith("bit")
        and _is_called(quantity, _unit_text(amount))
    ):
        return UNIT  # "4 bits" of what is counted in bits
    if _goes_without_saying(amount, quantity):
        return UNIT - CLEAR
    if amount.is_in_bits(quantity.unit):
        return 1.0
    return None


def _is_called(quantity: Quantity, written: str) -> bool:
    """Whether a unit as written is a name of the quantity: "bits"."""
    names = (*quantity.names.en, *quantity.names.zh)
    return any(written.rstrip("s") == plain(name).rstrip("s") for name in names)


def _unit_text(amount: Amount) -> str:
    """The unit as it was written, in plain text."""
    return re.sub(r"^.*[0-9][\s,.-]*", "", plain(amount.text).strip())


def _goes_without_saying(amount: Amount, quantity: Quantity) -> bool:
    """Whether the unit lacks only the counted thing: "16 bytes" of bytes per parameter."""
    wanted = dimension_of(quantity.unit)
    for unit in amount.units if quantity.unit != "Hz" else ():
        extra = (unit.dimension / wanted).exponents
        if len(extra) == 1 and all(name in COUNTED and abs(power) == 1 for name, power in extra):
            name, power = extra[0]
            if power < 0 and f"per {name}" not in quantity.label.en:
                continue
            return not any(name in MONEY for name, _ in unit.dimension.exponents)
    return False


@lru_cache(maxsize=256)
def is_unit_word(word: str) -> bool:
    """Whether a name is nothing but a unit: tokens, parameters."""
    return any(end == len(word) for _, end in match_units(word, 0))


def is_of(amount: Amount, dimension: Dimension) -> bool:
    """Whether an amount has a unit, first of all of this dimension."""
    return bool(amount.units) and amount.units[0].dimension == dimension


def in_bits(amount: Amount) -> bool:
    """Whether an amount is counted in bits."""
    return bool(amount.units) and amount.units[0].name in ("bit", "bits")


def is_first_unit(amount: Amount, quantity: Quantity) -> bool:
    """Whether an amount's first reading of its unit is that of a quantity."""
    if not amount.units or quantity.unit == "1" or len(amount.units) < 2:
        return True
    return amount.units[0].dimension == dimension_of(quantity.unit)


def says_per(amount: Amount, quantity: Quantity) -> bool:
    """Whether an amount and the name of a quantity both say of what each it is: MB per token."""
    per = [name for u in amount.units[:1] for name, power in u.dimension.exponents if power < 0]
    return any(name in COUNTED and f"per {name}" in quantity.label.en for name in per)


def is_unit(amount: Amount, said: str) -> bool:
    """Whether a name is only the unit of an amount that may be of several quantities: tok/s."""
    is_rate = bool(amount.units) and str(amount.units[-1].dimension) == "token/s"
    return is_rate and said == _unit_text(amount)


def _few_bytes(amount: Amount) -> bool:
    size = amount.value * amount.units[0].factor
    return size < FEW_BYTES


def may_be_size(amount: Amount) -> bool:
    """Whether an amount may be the size of a model: 7B."""
    if amount.units:
        return str(amount.units[0].dimension) == "parameter"
    return bool(amount.scale) and not amount.percent


def is_same(one: Amount, other: Amount) -> bool:
    """Whether two amounts are one, spelled twice."""
    a = one.value * (one.units[0].factor if one.units else 1)
    b = other.value * (other.units[0].factor if other.units else 1)
    return abs(a - b) <= RESTATED * max(abs(a), abs(b))
