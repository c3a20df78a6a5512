"""Assumptions as a user writes them: mfu=0.45 training_time=30 days."""

from __future__ import annotations

import re

from ...tools.engine.domains import check_domain
from ...tools.engine.text import Language, Text
from ...tools.functions.report import given_texts
from ...tools.planner import read_inputs
from ...tools.vocabulary import VOCABULARY
from ..direct import known_name
from ..errors import UsageError

EXAMPLE = "/assume mfu=0.45"

_EQUALS = re.compile(r"\s*[=＝]\s*")
_NAME_AT_END = re.compile(
    r"[,;，；、]\s*(?P<phrase>[^\d\s,;，；、][^,;，；、]*)$|\s(?P<word>[A-Za-z_][\w-]*|[\u3400-\u9fff]+)$"
)


def read_assumptions(text: str) -> dict[str, str]:
    """Name -> value as written, for each NAME=VALUE in `text`.

    Values may hold spaces ("training_time=30 days mfu=0.45"); a name of several words comes first
    or after a comma.

    Raises:
        UsageError: there is no value, or a name is unknown.
        InvalidInput: a value cannot be read, or its quantity cannot take it.
    """
    name, *rest = _EQUALS.split(text.strip())
    if not rest:
        raise UsageError(
            Text(f"write a name and its value: {EXAMPLE}", f"请写出名称和数值:{EXAMPLE}")
        )
    found: dict[str, str] = {}
    for place, piece in enumerate(rest, 1):
        following = _NAME_AT_END.search(piece) if place < len(rest) else None
        value = piece[: following.start()] if following else piece
        found[known_name(name)] = value.strip(" ,;，；、")
        name = (following["phrase"] or following["word"]) if following else ""
    for known, value in found.items():
        _check(known, value)
    return found


def _check(name: str, value: str) -> None:
    """Read a value as a function would."""
    if not value:
        raise UsageError(
            Text(f"{name} has no value: {EXAMPLE}", f"{name} 没有数值:{EXAMPLE}"),
        )
    choice = VOCABULARY.choices.get(name)
    if choice is not None and value not in choice.values:
        known = ", ".join(choice.values)
        raise UsageError(
            Text(
                f"{name} is one of {known}, not {value!r}",
                f"{name} 只能是 {known},而不是「{value}」",
            )
        )
    inputs = read_inputs({name: value})
    for known, given in inputs.given.items():
        for end in filter(None, (given.value, given.low, given.high)):
            check_domain(VOCABULARY[known], end, stated=True)


def worded(assumed: dict[str, str], language: Language) -> str:
    """What is assumed, as people read it: "MFU 45% · H200 SXM"."""
    return " · ".join(given_texts(read_inputs(assumed), language))
