"""The functions as tools for agents of LangChain and LangGraph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from langchain_core.runnables.config import run_in_executor
from langchain_core.tools import BaseTool, BaseToolkit, StructuredTool, ToolException

from ..engine.errors import FlopwiseError
from ..functions.function import Function, language_of
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


class _Tool(StructuredTool):
    """A tool whose arguments may be called `config`: the framework's own would take its place."""

    def _run(self, *args: Any, **arguments: Any) -> Any:
        arguments.pop("run_manager", None)
        assert self.func is not None
        return self.func(*args, **arguments)

    async def _arun(self, *args: Any, **arguments: Any) -> Any:
        arguments.pop("run_manager", None)
        return await run_in_executor(None, self._run, *args, **arguments)


def _tool(function: Function) -> BaseTool:
    def run(**arguments: Any) -> tuple[str, dict[str, Any]]:
        language = language_of(arguments)
        try:
            checked = function.check(arguments)
        except FlopwiseError as error:
            raise ToolException(error.in_(language)) from None
        result = function.answered(checked, language)
        return result.text, result.model_dump(mode="json")

    return _Tool(
        name=function.name,
        description=function.purpose,
        args_schema=function.schema(),
        func=run,
        response_format="content_and_artifact",
        handle_tool_error=True,
        tags=["flopwise", *function.tags],
    )
