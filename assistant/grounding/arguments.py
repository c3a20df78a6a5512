"""What stands in the arguments of a call."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...tools.vocabulary import VOCABULARY

_STATED = re.compile(r"([a-z][a-z_]*)\s?=\s?(.*)", re.DOTALL)
"""An input as one text: "tokens=2T"."""

FACTOR = "factor"
"""The argument of `what_if` that says how many times an input becomes."""


def amounts_in(arguments: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The numbers and texts of a call's arguments, each with the quantity that it is given for."""
    if isinstance(arguments, Mapping):
        quantity = arguments.get("quantity") or arguments.get("name")
        for key, value in arguments.items():
            own = key in VOCABULARY
            inherited = str(quantity) if quantity and key in ("before", "after", "value") else ""
            inherited = FACTOR if key == FACTOR else inherited
            yield from amounts_in(value, key if own else inherited)
    elif isinstance(arguments, list | tuple):
        for item in arguments:
            yield from amounts_in(item, name)
    elif isinstance(arguments, str) and (stated := _STATED.fullmatch(arguments)):
        yield (stated[1] if stated[1] in VOCABULARY else ""), stated[2]
    elif isinstance(arguments, str | int | float) and not isinstance(arguments, bool):
        yield name, arguments


def texts_in(value: Any) -> Iterator[str]:
    """Every text in them."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, str):
        yield value
