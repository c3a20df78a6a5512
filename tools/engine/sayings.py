"""Other ways to say a name: "attention parameters" is "weights of the attention" too.

The vocabulary writes a name once, by its head; what else people put for the head stands here.
"""

from __future__ import annotations

from collections.abc import Iterator

from .quantity import Quantity

_HEADS: dict[str, tuple[tuple[str, ...], ...]] = {
    "parameter": (
        ("parameters", "params", "weights", "parameter count", "param count"),
        ("参数", "参数量", "权重", "的参数", "的参数量", "的权重"),
    ),
    "byte": (
        ("memory", "footprint", "memory footprint", "memory usage", "vram"),
        ("显存", "显存占用", "的显存", "占用显存"),
    ),
}
"""By unit and language, the head that the vocabulary writes, and what people put in its place."""
_LEADS: dict[str, tuple[str, ...]] = {
    "s": ("time per ", "seconds per ", "milliseconds per ", "ms per ", "sec per ", "s per ",
          "latency per "),
    "FLOP": ("compute per ", "flops per ", "flop per ", "compute for ", "flops for "),
}  # fmt: skip
"""The same of what a name begins with."""


def ways_to_say(quantity: Quantity) -> tuple[str, ...]:
    """All that people call a quantity: its names, and the same with other heads."""
    names = (*quantity.names.en, *quantity.names.zh)
    return tuple(dict.fromkeys(said for name in names for said in said_otherwise(name, quantity)))


def said_otherwise(name: str, quantity: Quantity) -> Iterator[str]:
    """One name, and the same with another head, behind what it is of or before it."""
    yield name
    leads = _LEADS.get(quantity.unit, ())
    if leads and name.startswith(leads[0]):
        yield from (lead + name.removeprefix(leads[0]) for lead in leads)
    for heads in _HEADS.get(quantity.unit, ()):
        stem = name.removesuffix(heads[0])
        if stem == name or not stem.strip():
            continue
        for head in heads:
            yield f"{stem}{head}"
            if head.isascii():
                yield f"{head} of {stem.strip()}"
                yield f"{head} of the {stem.strip()}"
