"""The table of functions for other hosts: LangChain tools and OpenAI function schemas.

LangChain is imported inside `toolkit`, so that the plain calls stay quick.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .functions.result import Result
from .functions.table import FUNCTIONS, Function, find_function

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool


def call_tool(name: str, arguments: Mapping[str, Any]) -> Result:
    """Call a function by name; what is left out of `arguments` is null.

    Raises:
        UnknownName: no such function. Everything else is told in the result's status and text.
    """
    return find_function(name).call(dict(arguments))


def openai_tools() -> list[dict[str, Any]]:
    """The functions as OpenAI tool definitions, strict."""
    return [
        {
            "type": "function",
            "function": {
                "name": function.name,
                "description": function.purpose,
                "parameters": function.schema(),
                "strict": True,
            },
        }
        for function in FUNCTIONS
    ]


def toolkit() -> list[BaseTool]:
    """The functions as LangChain tools.

    A tool's message holds the text; its artifact holds the exact result as a dict.
    """
    return [_langchain_tool(function) for function in FUNCTIONS]


def _langchain_tool(function: Function) -> BaseTool:
    from langchain_core.tools import StructuredTool

    def run(**arguments: Any) -> tuple[str, dict[str, Any]]:
        result = function.call(_plain(arguments))
        return result.text, result.model_dump(mode="json")

    async def arun(**arguments: Any) -> tuple[str, dict[str, Any]]:
        return run(**arguments)

    return StructuredTool(
        name=function.name,
        description=function.purpose,
        args_schema=function.arguments,
        func=run,
        coroutine=arun,
        response_format="content_and_artifact",
    )


def _plain(value: Any) -> Any:
    """Arguments as plain data: LangChain hands nested models over as objects."""
    if hasattr(value, "model_dump"):
        return value.model_dump()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
