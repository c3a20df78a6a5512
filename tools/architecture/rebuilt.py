"""A structure with some of its numbers told otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from .structure import Structure

_PLACES: Mapping[str, tuple[str, ...]] = {
    "layers": ("layers",),
    "hidden_size": ("hidden_size",),
    "vocabulary_size": ("vocabulary_size",),
    "attention_heads": ("attention", "heads"),
    "kv_heads": ("attention", "kv_heads"),
    "head_size": ("attention", "head_size"),
    "intermediate_size": ("mlp", "size"),
}
"""Where a structure holds a quantity."""


def rebuilt(structure: Structure, told: Mapping[str, int]) -> Structure | None:
    """The structure with the quantities of `told`; none where such a one cannot be.

    Args:
        structure: as published.
        told: value by quantity.
    """
    fields = structure.model_dump()
    for name, value in told.items():
        *path, last = _PLACES[name]
        record = fields
        for step in path:
            record = record[step] or {}
        if last not in record:
            return None
        record[last] = value
    try:
        return Structure.model_validate(fields)
    except ValidationError:
        return None
