"""The one table of functions that an agent may call.

A new function is one entry here, or in `solvers`. Adapters, schemas, the offline model and the
documentation follow from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ..engine.errors import UnknownName
from ..engine.names import nearest
from .calculate import CalculateArguments, calculate
from .compare import CompareArguments, compare
from .derive import DeriveArguments, derive
from .function import Function
from .look_up import LookUpArguments, look_up
from .solvers import SOLVERS
from .what_if import WhatIfArguments, what_if

FUNCTIONS: tuple[Function, ...] = (
    *SOLVERS,
    Function(
        "what_if",
        "How many times an output changes when inputs change, or from one model to another.",
        WhatIfArguments,
        what_if,
    ),
    Function(
        "compare",
        "Models, accelerators, laws or plans side by side, and the winner.",
        CompareArguments,
        compare,
    ),
    Function(
        "derive",
        "A law derived step by step (N = 12ih², 72bsih², C = 6ND, 120N², Chinchilla, Kaplan …).",
        DeriveArguments,
        derive,
    ),
    Function(
        "look_up",
        "Published facts of a catalog entry: accelerator or model.",
        LookUpArguments,
        look_up,
    ),
    Function(
        "calculate",
        "Exact arithmetic, + - * / ** ( ); amounts may carry units (80 GiB - 80 GB).",
        CalculateArguments,
        calculate,
    ),
)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Function]:
    return {function.name: function for function in FUNCTIONS}


def find_function(name: str) -> Function:
    """The function called `name`; UnknownName offers the nearest ones, or lists all."""
    table = _by_name()
    if name not in table:
        raise UnknownName("function", name, nearest(name, list(table)) or list(table))
    return table[name]


def choose_functions(subjects: str | Iterable[str] | None = None) -> tuple[Function, ...]:
    """The functions that bear one of `subjects` as a tag, or are called so; in the table's order.

    Args:
        subjects: one, several, or none for all functions.

    Raises:
        UnknownName: there is no such subject; the error offers the nearest ones, or lists all.
    """
    if subjects is None:
        return FUNCTIONS
    wanted = {subjects} if isinstance(subjects, str) else set(subjects)
    tags = dict.fromkeys(tag for function in FUNCTIONS for tag in function.tags)
    known = [*tags, *_by_name()]
    for name in sorted(wanted.difference(known)):
        raise UnknownName("subject", name, nearest(name, known) or list(tags))
    return tuple(f for f in FUNCTIONS if f.name in wanted or wanted.intersection(f.tags))
