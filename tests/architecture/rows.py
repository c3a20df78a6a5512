"""The outside figures of tests/data, read once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flopwise.tools.architecture import Structure, decoder, read_config

_DATA = Path(__file__).parents[1] / "data"


def _read(name: str) -> list[dict[str, Any]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ARCHITECTURES = _read("architectures.jsonl")
FLOPS = _read("flops.jsonl")


def config_of(row: dict[str, Any]) -> dict[str, Any]:
    return {"model_type": row["model_type"], **row["config"]}


STRUCTURES: dict[str, Structure] = {row["id"]: read_config(config_of(row)) for row in ARCHITECTURES}
IDS = list(STRUCTURES)


def row_of(name: str) -> dict[str, Any]:
    return next(row for row in ARCHITECTURES if row["id"] == name)


def plain(layers: int, hidden: int, heads: int, vocabulary: int = 50257) -> Structure:
    """A decoder as 12ih² has it, with a tied embedding: no biases, no positions."""
    return decoder(
        layers=layers,
        hidden_size=hidden,
        attention_heads=heads,
        vocabulary_size=vocabulary,
        intermediate_size=4 * hidden,
        gated=False,
        tied=True,
    )
