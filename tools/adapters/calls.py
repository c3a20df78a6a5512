"""A call by name, as a language model makes it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from ..engine.errors import FlopwiseError, InvalidInput
from ..engine.text import Language, Text
from ..functions.function import language_of
from ..functions.report import refusal
from ..functions.result import Result
from ..functions.table import find_function

LONGEST = 100_000
"""Characters of JSON that are read."""
LONGEST_NAME = 60
"""Characters of an unknown function's name that its result keeps."""


def call_tool(name: str, arguments: Mapping[str, Any] | str | None = None) -> Result:
    """Call a function by name.

    Args:
        name: of the function.
        arguments: by name, or the JSON text of them; what is left out is null.

    Returns:
        The result: its `text` for the language model, the exact figures beside it. What is wrong
        with the name or the arguments is told there too, with the status "invalid"; nothing is
        raised.
    """
    try:
        function = find_function(str(name))
        stated = read_json(arguments) if isinstance(arguments, str) else arguments
        if stated is not None and not isinstance(stated, Mapping):
            raise _no_object(stated)
    except FlopwiseError as error:
        return refusal(str(name)[:LONGEST_NAME], error, _language(arguments))
    return function.call(dict(stated or {}))


def read_json(text: str) -> object:
    """What JSON text holds, without a float: 0.4 stays the text "0.4", which is read exactly.

    Raises:
        InvalidInput: it is no JSON, or too long; empty text is an empty object.
    """
    if len(text) > LONGEST:
        raise InvalidInput(
            Text(
                f"arguments: at most {LONGEST:,} characters, not {len(text):,}",
                f"参数:最多 {LONGEST:,} 个字符,现为 {len(text):,} 个",
            )
        )
    if not text.strip():
        return {}
    try:
        return json.loads(text, parse_float=str, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        where = f" ({error})" if isinstance(error, ValueError) else ""
        raise InvalidInput(
            Text(
                f"arguments: this is no JSON{where}: write one object, "
                '{"parameters": "7B", "tokens": "2T"}',
                f'参数:不是 JSON{where}:请写成一个对象,{{"parameters": "7B", "tokens": "2T"}}',
            )
        ) from None


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _no_object(value: object) -> InvalidInput:
    kind = type(value).__name__
    return InvalidInput(
        Text(
            f'arguments: write an object, {{"parameters": "7B"}}, not a {kind}',
            f'参数:请写成对象,{{"parameters": "7B"}},而不是 {kind}',
        )
    )


def _language(arguments: object) -> Language:
    """That the arguments ask for, even where they cannot be read."""
    if isinstance(arguments, str):
        found = re.search(r'"language"\s*:\s*"zh"', arguments[:LONGEST])
        return "zh" if found else "en"
    return language_of(arguments) if isinstance(arguments, Mapping) else "en"
