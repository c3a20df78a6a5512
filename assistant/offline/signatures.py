"""What each function can find and take, read from the table of functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...tools.functions.function import Function
from ...tools.functions.table import FUNCTIONS

WHAT_IF, LOOK_UP, SHAPE = "what_if", "look_up", "model_shape"
SHAPE_FINDS = ("parameters", "active_parameters")
SHAPE_TAKES = (
    "hidden_size",
    "layers",
    "intermediate_size",
    "attention_heads",
    "kv_heads",
    "head_size",
    "vocabulary_size",
    "embeddings",
)
"""What an exact count finds, and what of a structure it can be told in words."""
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
            found.append(Signature(function.name, function.finds, function.takes))
    return tuple(found)


@lru_cache(maxsize=64)
def options_of(
    function: str, argument: str, functions: Sequence[Function] = FUNCTIONS
) -> tuple[str, ...]:
    """The values that a list argument of a function may hold."""
    for entry in functions:
        if entry.name == function:
            return entry.options_of(argument)
    return ()


@lru_cache(maxsize=1)
def frames() -> tuple[Signature, ...]:
    """What a question may be of: a function that solves, a change, or a published fact."""
    solving = signatures()
    multiples = tuple(n for s in solving for n in s.finds if n.endswith("_multiple"))
    changes = Signature(
        WHAT_IF,
        (*options_of(WHAT_IF, "observe"), *dict.fromkeys(multiples)),
        frozenset((*options_of(WHAT_IF, "held"), "law", "model", "accelerator")),
    )
    facts = Signature(
        LOOK_UP, options_of(LOOK_UP, "facts"), frozenset(("accelerator", "model", "dtype"))
    )
    shape = Signature(SHAPE, SHAPE_FINDS, frozenset((*SHAPE_TAKES, "mlp", "keys", "model")))
    return (*solving, changes, facts, shape)
