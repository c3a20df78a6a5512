"""The functions as schemas: for OpenAI's two interfaces, and for hosts that know no strict mode."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, get_args

from ..engine.errors import UnknownName
from ..functions.function import Function
from ..functions.table import choose_functions

Api = Literal["chat", "responses"]


def openai_tools(
    subjects: str | Iterable[str] | None = None, *, strict: bool = True, api: Api = "chat"
) -> list[dict[str, Any]]:
    """The functions as OpenAI tool definitions.

    Args:
        subjects: which: by subject ("training", "scaling") or by name; all where none is named.
        strict: whether the model must follow the schema to the letter; it then writes null for
            what it leaves out. Servers that know no strict mode take False.
        api: "chat" for Chat Completions, "responses" for the Responses API.

    Raises:
        UnknownName: there is no such subject or interface; the error offers the nearest ones.
    """
    if api not in get_args(Api):
        raise UnknownName("choice", str(api), get_args(Api))
    definitions = [_definition(function, strict) for function in choose_functions(subjects)]
    if api == "responses":
        return [{"type": "function", **definition} for definition in definitions]
    return [{"type": "function", "function": definition} for definition in definitions]


def _definition(function: Function, strict: bool) -> dict[str, Any]:
    schema = function.schema()
    return {
        "name": function.name,
        "description": function.purpose,
        "parameters": schema if strict else loose(schema),
        "strict": strict,
    }


def loose(schema: Any) -> Any:
    """A strict schema with what may be null left out of what is required, at every depth."""
    if isinstance(schema, list):
        return [loose(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    freed = {key: loose(value) for key, value in schema.items()}
    if "properties" in freed and isinstance(freed.get("required"), list):
        needed = [n for n in freed["required"] if not _may_be_null(freed["properties"][n])]
        freed["required"] = needed
    return freed


def _may_be_null(schema: dict[str, Any]) -> bool:
    kinds = schema.get("type", ())
    return "null" in ([kinds] if isinstance(kinds, str) else kinds) or any(
        _may_be_null(option) for option in schema.get("anyOf", ())
    )
