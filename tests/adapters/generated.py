"""Calls made from a function's own schema: what a language model may send, and what it may not.

The same seed gives the same calls. Amounts are sensible, extreme or nonsense; each argument is left
null more often than not, so that a call can be solved, asks back, or contradicts itself.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from flopwise.tools.functions.function import Function
from flopwise.tools.vocabulary import VOCABULARY

NULL = 0.7
"""How often an argument that may be null is; a list, or a part of a change, a third as often."""
RARE = {"before_model": 0.95, "after_model": 0.95}
"""Arguments without which most calls are made."""

AMOUNTS = {
    "FLOP": ("3e23", "1e24 FLOP", "5.76e23", "10 ZFLOP"),
    "FLOP/s": ("989 TFLOP/s", "312e12", "1 PFLOP/s"),
    "parameter": ("7B", "70 billion", "130亿", "1.5e9", "0.5M"),
    "token": ("2T", "300B tokens", "1.2万亿", "100k"),
    "token/s": ("3000", "1e6 token/s"),
    "s": ("30 days", "2 hours", "3 个月", "90"),
    "accelerator": ("64", "1000", "2,048"),
    "accelerator*s": ("1e6 GPU-hours", "500"),
    "byte": ("80 GB", "24 GiB", "140e9"),
    "byte/s": ("3.35 TB/s", "900 GB/s"),
    "USD": ("$1M", "1e6", "100 万美元"),
    "USD/(accelerator*s)": ("$2/GPU-hour", "0.001"),
    "J": ("1 MWh", "3.6e9"),
    "W": ("700 W", "1 kW"),
    "1": ("0.4", "40%", "32", "2", "128", "2048"),
}
ANY = (
    "1",
    "0",
    "-5",
    "1/3",
    "1e300",
    "0.35 to 0.45",
    "12 bananas",
    "",
    "∞",
    "7B",
    "约 10",
    "x" * 200,
)
TEXTS = {
    "accelerator": ("H100", "A100", "nonesuch", "昇腾910B"),
    "model": ("gpt-3", "llama 3 8b", "nonesuch", "DeepSeek-V3"),
    "name": ("H100", "gpt-3", "mi300x", "nonesuch", ""),
    "dtype": ("bf16", "fp8", "int3"),
    "quantization": ("int4", "q4_k_m", "awq", "fp8", "nonesuch"),
    "kv_dtype": ("fp8", "bf16", "int3"),
    "law": ("compute", "chinchilla", "kaplan", "nonesuch"),
    "factor": ("2", "0.99", "-1%", "×3", "0"),
    "before": ("7B", "1e9", "100"),
    "after": ("70B", "2e9", "90"),
    "expression": ("6*7e9*2e12", "80 GiB - 80 GB", "2**10", "1/0", "import os", "((((", "9e399**9"),
}  # fmt: skip
TEXTS |= dict.fromkeys(("before_model", "after_model", "models"), TEXTS["model"])
TEXTS |= {"hardware": TEXTS["accelerator"], "laws": TEXTS["law"]}


SETTINGS = ("more", "given")
"""Lists of "name=value"."""


def calls(function: Function, count: int) -> Iterator[dict[str, Any]]:
    """`count` calls, each with every argument in it, as strict mode has it."""
    schema = function.schema()
    chance = random.Random(function.name)
    for _ in range(count):
        yield _object(chance, function, schema, schema.get("$defs", {}))


def _object(
    chance: random.Random, of: Function, schema: dict[str, Any], known: dict[str, Any]
) -> dict[str, Any]:
    # One argument in three calls is of any kind: else nearly all calls would be refused for one.
    odd = chance.choice(list(schema["properties"])) if chance.random() < 1 / 3 else None
    return {
        name: _value(chance, of, name, part, known, sensible=name != odd)
        for name, part in schema["properties"].items()
    }


def _value(
    chance: random.Random,
    of: Function,
    name: str,
    schema: dict[str, Any],
    known: dict[str, Any],
    sensible: bool,
) -> Any:
    if "$ref" in schema:
        return _value(chance, of, name, known[schema["$ref"].rpartition("/")[2]], known, sensible)
    if "anyOf" in schema:
        options = [option for option in schema["anyOf"] if option.get("type") != "null"]
        listed = any(option.get("type") == "array" for option in options)
        if len(options) < len(schema["anyOf"]) and chance.random() < _null(name, listed):
            return None
        return _value(chance, of, name, chance.choice(options), known, sensible)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "null" in kinds and chance.random() < _null(name, "array" in kinds):
        return None
    kind = next(kind for kind in kinds if kind != "null")
    if "enum" in schema:
        return chance.choice(schema["enum"])
    if kind == "array":
        length = chance.choice((0, 1, 1, 2, 2, 3))
        return [_value(chance, of, name, schema["items"], known, sensible) for _ in range(length)]
    if kind == "object":
        return _object(chance, of, schema, known)
    if kind in ("integer", "number"):
        return chance.choice((0, 1, 7, -3, 10**15))
    if kind == "boolean":
        return chance.random() < 0.5
    return _text(chance, of, name, schema, sensible)


def _null(name: str, often: bool) -> float:
    often = often or name in ("factor", "before", "after")
    return RARE.get(name, NULL / 3 if often else NULL)


def _text(
    chance: random.Random, of: Function, name: str, schema: dict[str, Any], sensible: bool
) -> str:
    longest = schema.get("maxLength", 200)
    if not sensible:
        return chance.choice(ANY)[:longest]
    if name in SETTINGS:
        return _setting(chance, of)[:longest]
    listed = of.options_of(name)
    if name == "find" and not listed:
        listed = ("training_compute", "cost", "training_time", "parameters", "peak_flops")
    if listed:
        return chance.choice(listed)
    return chance.choice(_pool(name))[:longest]


def _setting(chance: random.Random, of: Function) -> str:
    names = sorted(of.further) if of.further else ("tokens", "parameters", "mfu", "accelerators")
    name = chance.choice(names)
    if name in VOCABULARY.choices:
        return f"{name}={chance.choice(list(VOCABULARY.choices[name].values))}"
    return f"{name}={chance.choice(_pool(name))}"


def _pool(name: str) -> tuple[str, ...]:
    if name in TEXTS:
        return TEXTS[name]
    return AMOUNTS.get(VOCABULARY[name].unit, ANY) if name in VOCABULARY else ANY
