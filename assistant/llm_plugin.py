"""The tools for the `llm` command line: `llm -T training_plan "…"` once both are installed.

`llm` loads this module whenever it starts: the table is imported when it asks for tools.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import llm


@llm.hookimpl
def register_tools(register: Callable[[llm.Tool], None]) -> None:
    """Hand over every function, and the one door."""
    from ..tools.adapters.schemas import loose
    from ..tools.functions.table import FUNCTIONS
    from .ask_tool import NAME, PURPOSE, AskArguments

    for function in FUNCTIONS:
        schema, run = loose(function.schema()), partial(_call, function.name)
        register(llm.Tool(function.name, function.purpose, schema, run))
    register(llm.Tool(NAME, PURPOSE, loose(AskArguments.model_json_schema()), _ask))


def _call(function: str, /, **arguments: Any) -> str:
    from ..tools.adapters import call_tool

    return call_tool(function, arguments).text


def _ask(**arguments: Any) -> str:
    from pydantic import ValidationError

    from .ask_tool import AskArguments, answer, told

    try:
        asked = AskArguments.model_validate(arguments)
    except ValidationError as error:
        return told(error)
    return answer(asked.question, asked.language).text
