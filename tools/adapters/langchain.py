"""The functions as tools for agents of LangChain and LangGraph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from langchain_core.tools import BaseTool, BaseToolkit, StructuredTool, ToolException
from pydantic import BaseModel, ValidationError
from pydantic.v1 import ValidationError as OldValidationError

from ..engine.errors import FlopwiseError
from ..functions.function import Function, explain
from ..functions.table import choose_functions


class FlopwiseToolkit(BaseToolkit):
    """The functions as a toolkit.

    Attributes:
        subjects: which: by subject ("training", "scaling") or by name; all where none is named.
    """

    subjects: tuple[str, ...] | None = None

    def get_tools(self) -> list[BaseTool]:
        """The tools; see `toolkit`."""
        return [_tool(function) for function in choose_functions(self.subjects)]


def toolkit(subjects: str | Iterable[str] | None = None) -> list[BaseTool]:
    """The functions as LangChain tools.

    A tool's message holds the text; its artifact holds the exact result as a dict. Arguments that
    the schema refuses come back as a message with the status "error" that says the mend. Awaited,
    a tool runs in a thread and leaves the event loop free. A tool's tags are "flopwise" and its
    subjects.

    Args:
        subjects: which: by subject ("training", "scaling") or by name; all where none is named.

    Raises:
        UnknownName: there is no such subject; the error offers the nearest ones.
    """
    return [_tool(function) for function in choose_functions(subjects)]


def _tool(function: Function) -> BaseTool:
    def run(**arguments: Any) -> tuple[str, dict[str, Any]]:
        plain = _plain(arguments)
        try:
            function.check(plain)
        except FlopwiseError as error:
            raise ToolException(
                error.in_("zh" if plain.get("language") == "zh" else "en")
            ) from None
        result = function.call(plain)
        return result.text, result.model_dump(mode="json")

    return StructuredTool(
        name=function.name,
        description=function.purpose,
        args_schema=function.schema(),
        func=run,
        response_format="content_and_artifact",
        handle_tool_error=True,
        tags=["flopwise", *function.tags],
    )


def told(error: ValidationError | OldValidationError) -> str:
    """One line that says which argument is wrong, and why."""
    return explain(error).en if isinstance(error, ValidationError) else str(error)


def _plain(value: Any) -> Any:
    """Arguments as plain data: LangChain hands nested models over as objects."""
    if isinstance(value, BaseModel):
        return value.model_dump()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
