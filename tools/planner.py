"""From what a caller writes to a solution.

Names become known values, amounts are read, the table is solved.

A caller gives quantities ("parameters": "7B"), named things ("accelerator": "H100", "model":
"llama-3-8b", "dtype": "fp8") and model choices ("law": "kaplan"). What is stated wins over what a
named thing brings along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from .engine.amounts import read_amount
from .engine.errors import UnknownName
from .engine.names import nearest
from .engine.solution import Given, Solution
from .engine.solver import System
from .engine.text import Text
from .equations import EQUATIONS
from .vocabulary import VOCABULARY

if TYPE_CHECKING:
    from .catalog.facts import Fact

ENTITIES = ("accelerator", "model", "dtype")
"""Named things that a caller may give beside quantities and choices."""

DEFAULT_DTYPE = "bf16"


@lru_cache(maxsize=1)
def system() -> System:
    """The whole table, ready to solve."""
    return System(VOCABULARY, EQUATIONS)


@dataclass
class Inputs:
    """What a caller gave, read.

    Attributes:
        given: stated quantities.
        facts: what the named things bring along.
        options: stated model choices.
        entities: the named things, by kind, under their catalog names.
        warnings: what the catalog says must be said of them.
    """

    given: dict[str, Given] = field(default_factory=dict)
    facts: dict[str, Given] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)
    warnings: list[Text] = field(default_factory=list)


def read_inputs(stated: Mapping[str, object]) -> Inputs:
    """Read what a caller gave.

    Args:
        stated: quantity, choice or entity name -> a number in the base unit, or a text. None is
            the same as not given.

    Raises:
        UnreadableAmount: an amount that cannot be read, or in the wrong unit.
        UnknownName: no such quantity, choice, model or accelerator.
    """
    inputs = Inputs()
    dtype = str(stated.get("dtype") or DEFAULT_DTYPE)
    for name, value in stated.items():
        if value is None or name == "dtype":
            continue
        if name == "accelerator":
            _add_accelerator(inputs, str(value), dtype)
        elif name == "model":
            _add_model(inputs, str(value))
        elif name in VOCABULARY.choices:
            inputs.options[name] = str(value)
        elif name in VOCABULARY:
            inputs.given[name] = read_given(name, value)
        else:
            known = [*(q.name for q in VOCABULARY), *VOCABULARY.choices, *ENTITIES]
            raise UnknownName("quantity", name, nearest(name, known))
    if stated.get("dtype"):
        inputs.entities["dtype"] = dtype
    return inputs


def read_given(name: str, value: object) -> Given:
    """One stated amount of the quantity `name`."""
    quantity = VOCABULARY[name]
    if not isinstance(value, str | int | float | Fraction):
        value = str(value)
    reading = read_amount(value, quantity.unit, quantity.label)
    return Given(reading.value, reading.low, reading.high)


def _from_catalog(fact: Fact, entry: str) -> Given:
    note = fact.note or ""
    return Given(
        Fraction(fact.value),
        fact.low,
        fact.high,
        origin="catalog",
        source=f"{entry}: {fact.source}",
        note=note,
    )


def _add_accelerator(inputs: Inputs, name: str, dtype: str) -> None:
    from .catalog import find_accelerator

    entry = find_accelerator(name)
    inputs.entities["accelerator"] = entry.name
    for quantity, fact in entry.facts(dtype).items():
        inputs.facts[quantity] = _from_catalog(fact, entry.name)


def _add_model(inputs: Inputs, name: str) -> None:
    from .catalog import find_model

    entry = find_model(name)
    inputs.entities["model"] = entry.name
    if entry.warning is not None:
        inputs.warnings.append(entry.warning)
    if entry.mixture_of_experts:
        inputs.options.setdefault("kind", "mixture")
    for quantity, fact in entry.facts().items():
        inputs.facts[quantity] = _from_catalog(fact, entry.name)


def solve_inputs(
    find: Sequence[str], inputs: Inputs, subjects: Iterable[str] | None = None
) -> Solution:
    """Solve the table for `find`; see `System.solve`."""
    return system().solve(
        find, inputs.given, inputs.facts, subjects=subjects, options=inputs.options
    )
