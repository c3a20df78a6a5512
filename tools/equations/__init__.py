"""Every equation, once, a module a subject.

A new equation is one entry in its subject's module; a new subject is a module named in SUBJECTS.
"""

from __future__ import annotations

from ..engine.equation import Equation
from . import (
    activations,
    blocks,
    cache,
    compute,
    energy,
    inference,
    loss,
    memory,
    parallelism,
    reliability,
    scaling,
    serving,
    size,
    storage,
    training,
)

SUBJECTS = (
    size,
    blocks,
    compute,
    scaling,
    loss,
    training,
    energy,
    inference,
    parallelism,
    memory,
    activations,
    cache,
    serving,
    storage,
    reliability,
)


def _collect() -> tuple[Equation, ...]:
    table: list[Equation] = []
    for module in SUBJECTS:
        subject = module.__name__.rpartition(".")[2]
        for equation in module.EQUATIONS:
            equation.subject = subject
            table.append(equation)
    return tuple(table)


EQUATIONS: tuple[Equation, ...] = _collect()
