"""Argument models of the functions, made from the vocabulary.

On the wire every property is required and nullable ones may be null, nothing has a default, and
extras are refused: what OpenAI's strict mode asks for. In Python, what is left out is null.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, create_model

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
    """A nullable list of members of `values`."""
    options: Any = Literal[tuple(values)]
    return Annotated[
        list[options] | None,
        WithJsonSchema(
            {
                "type": ["array", "null"],
                "items": {"type": "string", "enum": list(values)},
                "description": description,
            }
        ),
    ]


Language = one_of(("en", "zh"), "language of the reply: the user's")

_ENTITY_NOTES = {
    "accelerator": "catalog name, e.g. H100: gives peak, memory, power, price",
    "model": "catalog name, e.g. gpt-3: gives its size and data",
    "dtype": "data type of the peak, bf16 unless said",
    "config": "text of a Hugging Face config.json, as pasted",
}


def quantity_description(name: str) -> str:
    """What the schema says of a quantity: label where the name lacks it, sign, base unit.

    Every question pays for it.
    """
    quantity = VOCABULARY[name]
    said = quantity.label.en
    label = "" if said.casefold().replace(" ", "_") == name else f"{said}, "
    return f"{label}{quantity.sign} [{quantity.unit}]"


def _wanted(find: Sequence[str]) -> Any:
    """A nullable list of what is asked; its names stand in the schema once, as arguments."""
    names: Any = Literal[tuple(find)]
    return Annotated[
        list[names] | None,
        WithJsonSchema(
            {
                "type": ["array", "null"],
                "items": {"type": "string"},
                "description": f"arguments that are asked, in order; {find[0]} where null",
            }
        ),
    ]


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
    fields: dict[str, Any] = {"find": (_wanted(find), None)}
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
