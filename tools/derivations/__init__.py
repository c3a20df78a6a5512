"""Step-by-step derivations of the main laws; tests prove each step.

A new derivation is one record in its subject's module, named in DERIVATIONS.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping

from ..engine.derivation import Derivation, with_quantities
from ..engine.errors import DeclarationError, UnknownName
from ..engine.names import nearest
from ..vocabulary import VOCABULARY
from .chinchilla import CHINCHILLA
from .compute import COMPUTE, COMPUTE_SQUARE
from .inference import INFERENCE
from .kaplan import KAPLAN
from .parameters import PARAMETERS
from .step_compute import STEP_COMPUTE
from .training_time import TRAINING_TIME

__all__ = ["DERIVATIONS", "find_derivation"]

DERIVATIONS: tuple[Derivation, ...] = tuple(
    with_quantities(derivation, VOCABULARY)
    for derivation in (
        PARAMETERS,
        STEP_COMPUTE,
        COMPUTE,
        COMPUTE_SQUARE,
        CHINCHILLA,
        KAPLAN,
        INFERENCE,
        TRAINING_TIME,
    )
)


def find_derivation(name: str) -> Derivation:
    """The derivation called `name`, in English or Chinese or by its formula ("6nd", "算力").

    Raises:
        UnknownName: no derivation is called so; it offers the nearest names.
    """
    table = _by_name()
    try:
        return table[_folded(name)]
    except KeyError:
        known = {alias: d.name for d in DERIVATIONS for alias in _names(d)}
        near = dict.fromkeys(known[alias] for alias in nearest(name, list(known), limit=6))
        raise UnknownName("derivation", name, list(near)[:3]) from None


def _names(derivation: Derivation) -> tuple[str, ...]:
    return (derivation.name, *derivation.aliases.en, *derivation.aliases.zh)


def _folded(name: str) -> str:
    """Letters and digits only: "C = 120·N^2" and "c=120n²" are one name."""
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())


@functools.lru_cache(maxsize=1)
def _by_name() -> Mapping[str, Derivation]:
    table: dict[str, Derivation] = {}
    for derivation in DERIVATIONS:
        for name in _names(derivation):
            if table.setdefault(_folded(name), derivation) is not derivation:
                raise DeclarationError(f"two derivations are called {name!r}")
    return table
