"""Argument models of the functions, made from the vocabulary.

On the wire every property is required and nullable ones may be null, nothing has a default, and
extras are refused: what OpenAI's strict mode asks for. In Python, what is left out is null.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, create_model

from ..engine.errors import InvalidInput
from ..engine.text import Text
from ..vocabulary import VOCABULARY

MAX_TEXT = 200


def strict_schema(schema: dict[str, Any]) -> None:
    """Make a schema strict-safe, in place: no defaults, no titles, every property required."""
    schema.pop("title", None)
    properties = schema.get("properties", {})
    for part in properties.values():
        part.pop("default", None)
        part.pop("title", None)
    if properties:
        schema["required"] = list(properties)


class Arguments(BaseModel):
    """Arguments of one function."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=strict_schema)


def _amount(value: object) -> object:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("give a number, or a text with its unit")
    return value


Amount = Annotated[Any, BeforeValidator(_amount), WithJsonSchema({"type": ["string", "null"]})]
"""A text with unit and scale as the user wrote it, or a number in the base unit.

The schema asks for text: a JSON number would pass through a float on its way. Numbers are taken.
"""

Name = Annotated[
    str | None,
    Field(max_length=MAX_TEXT),
    WithJsonSchema({"type": ["string", "null"]}),
]


LongText = Annotated[str | None, WithJsonSchema({"type": ["string", "null"]})]


def one_of(values: Sequence[str], description: str = "") -> Any:
    """A nullable choice among `values`."""
    options: Any = Literal[tuple(values)]
    return Annotated[
        options | None,
        WithJsonSchema(
            {"type": ["string", "null"], "enum": [*values, None]}
            | ({"description": description} if description else {})
        ),
    ]


def list_of(values: Sequence[str], description: str) -> Any:
    """A nullable list of members of `values`; the schema does not list them: it would be long."""
    options: Any = Literal[tuple(values)]
    return Annotated[
        list[options] | None,
        WithJsonSchema(
            {"type": ["array", "null"], "items": {"type": "string"}, "description": description}
        ),
    ]


Language = one_of(("en", "zh"), "of the reply")

_ENTITY_NOTES = {
    "accelerator": "catalog name, e.g. H100",
    "model": "catalog name, e.g. gpt-3",
    "dtype": "computed in; bf16 if null",
    "quantization": "of the weights, e.g. int4, q4_k_m, awq",
    "kv_dtype": "of the KV cache, e.g. fp8",
    "grid": "of the power, e.g. France",
    "config": "text of a config.json",
}


def quantity_description(name: str) -> str:
    """What the schema says of a quantity: label where the name lacks it, sign, base unit.

    Every question pays for it.
    """
    quantity = VOCABULARY[name]
    said = quantity.label.en
    label = "" if said.casefold().replace(" ", "_") == name else f"{said}, "
    return f"{label}{quantity.sign} [{quantity.unit}]"


Settings = Annotated[
    list[Annotated[str, Field(max_length=MAX_TEXT)]] | None,
    Field(max_length=60),
    WithJsonSchema({"type": ["array", "null"], "items": {"type": "string"}}),
]
"""Inputs as people write them in a line: "parameters=7B", "accelerator=H100", "law=kaplan"."""


def read_settings(settings: Sequence[str], where: str) -> dict[str, str]:
    """The inputs of a list of "name=value", by name.

    Raises:
        InvalidInput: one of them is not written so, or given twice.
    """
    read: dict[str, str] = {}
    for setting in settings:
        name, equals, value = (part.strip() for part in setting.partition("="))
        if not equals or not name or not value:
            raise InvalidInput(
                Text(
                    f"{where}: {setting!r} is not written name=value, as in tokens=2T",
                    f"{where}:{setting!r} 应写成 名称=值,例如 tokens=2T",
                )
            )
        if read.get(name, value) != value:
            raise InvalidInput(Text(f"{where}: {name} is given twice", f"{where}:{name} 给了两次"))
        read[name] = value
    return read


def further_schema(names: Sequence[str]) -> dict[str, Any]:
    """The schema of `more`: what has no property of its own, which would be long.

    Each with its unit, unless that is 1; a model choice with its values.
    """
    said = [
        f"{name}={'|'.join(VOCABULARY.choices[name].values)}"
        if name in VOCABULARY.choices
        else f"{name} ({_ENTITY_NOTES[name]})"
        if name in _ENTITY_NOTES
        else name
        if VOCABULARY[name].unit == "1"
        else f"{name}[{VOCABULARY[name].unit}]"
        for name in names
    ]
    return {
        "type": ["array", "null"],
        "items": {"type": "string"},
        "description": 'further inputs, as "name=value": ' + ", ".join(said),
    }


def solving_arguments(
    function: str,
    find: Sequence[str],
    inputs: Sequence[str],
    choices: Sequence[str],
    entities: Sequence[str],
) -> type[Arguments]:
    """The argument model of a function that solves the table.

    Args:
        function: its name.
        find: quantities that may be asked.
        inputs: quantities that may be given.
        choices: model choices that may be stated.
        entities: named things that may be given.
    """
    wanted = list_of(find, f"what is asked, by name; {find[0]} if null")
    fields: dict[str, Any] = {"find": (wanted, None)}
    for name in inputs:
        fields[name] = (Annotated[Amount, Field(description=quantity_description(name))], None)
    for name in choices:
        choice = VOCABULARY.choices[name]
        fields[name] = (one_of(tuple(choice.values), choice.label.en), None)
    for name in entities:
        text = LongText if name == "config" else Name
        fields[name] = (Annotated[text, Field(description=_ENTITY_NOTES[name])], None)
    fields["language"] = (Language, None)
    return create_model(f"{function}_arguments", __base__=Arguments, **fields)
