"""What the user assumes in a whole conversation ("MFU 45%"), handed to each function that takes it.

The question wins: what a call states, or asks for, is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from langchain.agents.middleware import AgentMiddleware, ToolCallRequest

from ..tools.engine.errors import UnknownName
from ..tools.functions.table import find_function


class Assumed(AgentMiddleware[Any, Any, Any]):
    """Puts what is assumed into each call.

    Args:
        values: quantity, choice or named thing -> its value as written; read at each call.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__()
        self._values = values

    def wrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], Any]
    ) -> Any:
        """The call with what it lacks."""
        call = request.tool_call
        more = lacking(call["name"], call["args"], self._values)
        if more:
            request = request.override(tool_call={**call, "args": {**call["args"], **more}})
        return handler(request)


def lacking(name: str, arguments: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, str]:
    """Those of `values` that the function `name` takes and a call of it neither gives nor asks."""
    try:
        function = find_function(name)
    except UnknownName:
        return {}
    asked = arguments.get("find") or function.finds[:1]
    return {
        key: value
        for key, value in values.items()
        if key in function.arguments.model_fields
        and arguments.get(key) is None
        and key not in asked
    }
