"""What is sent to language models: strict-safe schemas, small, made from the vocabulary."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from flopwise import call_tool, openai_tools
from flopwise.tools.functions.function import Function
from flopwise.tools.functions.table import FUNCTIONS
from flopwise.tools.vocabulary import VOCABULARY

# DESIGN: schemas and system prompt together stay under 20 kB; prompts/ is held to its share.
MOST_BYTES = 18_000


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object schema inside a schema."""
    if isinstance(schema, dict):
        if schema.get("type") == "object" or "properties" in schema:
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key not in ("properties", "$defs"):
                yield key
                yield from keys(value)
            else:
                for inner in value.values():
                    yield from keys(inner)
    elif isinstance(schema, list):
        for value in schema:
            yield from keys(value)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.name)
def test_a_schema_is_strict_safe(function: Function) -> None:
    schema = function.schema()
    for part in objects(schema):
        assert part["additionalProperties"] is False
        assert sorted(part["required"]) == sorted(part["properties"])
    banned = {"default", "oneOf", "prefixItems", "patternProperties", "allOf", "title"}
    assert not banned & set(keys(schema))


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.name)
def test_every_argument_says_what_it_is(function: Function) -> None:
    for part in objects(function.schema()):
        for name, argument in part["properties"].items():
            assert "description" in argument or "enum" in argument, name
            if name in VOCABULARY:
                assert f"[{VOCABULARY[name].unit}]" in argument["description"]


def test_all_schemas_are_small() -> None:
    sent = json.dumps(openai_tools(), ensure_ascii=False, separators=(",", ":"))
    size = len(sent.encode())
    assert size < MOST_BYTES, size


def test_names_are_stable() -> None:
    names = [function.name for function in FUNCTIONS]
    assert names == [
        "model_size", "training_flops", "training_plan", "scaling_law", "training_memory",
        "inference_memory", "inference_speed", "what_if", "compare", "derive", "look_up",
        "calculate",
    ]  # fmt: skip


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.name)
def test_an_extra_argument_is_refused(function: Function) -> None:
    needed = {
        "derive": {"law": "compute"},
        "look_up": {"name": "H100"},
        "calculate": {"expression": "1"},
    }
    stated = needed.get(function.name, {})
    result = call_tool(function.name, {**stated, "nonsense": 1})
    assert result.status == "invalid" and "nonsense" in result.text
