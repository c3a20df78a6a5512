"""What each function can find and take, read from the table of functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...tools.functions.table import FUNCTIONS, Function

PROPORTIONAL = ("s", "USD", "accelerator*s", "J", "FLOP")
"""Units of outputs that grow as the compute does."""


@dataclass(frozen=True)
class Signature:
    """A function that solves: its name, what it finds, and what it takes.

    Attributes:
        name: of the function.
        finds: quantities that may be asked, in the order declared.
        takes: quantities, model choices and named things that may be given.
    """

    name: str
    finds: tuple[str, ...]
    takes: frozenset[str]


@lru_cache(maxsize=8)
def signatures(functions: Sequence[Function] = FUNCTIONS) -> tuple[Signature, ...]:
    """The functions that find quantities from given ones, in the order of the table."""
    found = []
    for function in functions:
        if function.finds:
            takes = frozenset(function.arguments.model_fields) - {"find", "language"}
            found.append(Signature(function.name, function.finds, takes))
    return tuple(found)


@lru_cache(maxsize=64)
def options_of(
    function: str, argument: str, functions: Sequence[Function] = FUNCTIONS
) -> tuple[str, ...]:
    """The values that a list argument of a function may hold."""
    for entry in functions:
        if entry.name == function:
            part = entry.schema()["properties"].get(argument, {})
            return tuple(part.get("items", {}).get("enum", ()))
    return ()


def choose(
    find: Iterable[str],
    given: Mapping[str, Sequence[str]],
    table: Sequence[Signature],
    wanted: Iterable[str] = (),
) -> tuple[Signature, frozenset[str]] | None:
    """The function that finds all of `find` and takes the most of what is given.

    Args:
        find: quantities that are asked.
        given: quantities that are given, each with the names that it may be handed over under.
        table: the functions; earlier ones are preferred among equals.
        wanted: choices and named things that it had better take.

    Returns:
        The function, and the given quantities that it does not take; none if none finds it all.
    """
    asked, liked = set(find), frozenset(wanted)

    def left(signature: Signature) -> frozenset[str]:
        return frozenset(n for n, names in given.items() if signature.takes.isdisjoint(names))

    fitting = [signature for signature in table if asked <= set(signature.finds)]
    if not fitting:
        return None
    best = min(fitting, key=lambda s: (len(left(s)), len(liked - s.takes)))
    return best, left(best)
