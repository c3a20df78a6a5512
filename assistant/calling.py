"""Around the calls of functions: faults become one line that a model can mend, loops end."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from langchain.agents.middleware import (
    AgentMiddleware,
    ModelCallLimitMiddleware,
    ModelRequest,
    ModelResponse,
    ToolCallRequest,
    hook_config,
)
from langchain_core.messages import AIMessage, ToolMessage
from langchain_core.messages import ToolCall as Call

from ..tools.engine.errors import FlopwiseError
from ..tools.engine.text import Text
from ..tools.functions.table import find_function
from .errors import one_line
from .reply import Grounded
from .transcript import exchanges, spoken_language, with_notes

MODEL_CALLS = 8
"""How often one question may call the language model: a model that loops is stopped here."""

BROKEN = "__malformed__"
"""The argument under which a call that is no JSON goes on: its answer says what was wrong."""

STOPPED = Text(
    "The language model went on calling tools without an answer and was stopped. They gave:",
    "语言模型不断调用工具而未作答,已被停止。工具给出的结果:",
)


class CallLimit(ModelCallLimitMiddleware[Any, Any]):
    """Stops a model that only calls; what the functions gave until then is the answer."""

    def __init__(self) -> None:
        super().__init__(run_limit=MODEL_CALLS)

    @hook_config(can_jump_to=["end"])
    def before_model(self, state: Any, runtime: Any) -> dict[str, Any] | None:
        """Whether the model may be called once more."""
        update = super().before_model(state, runtime)
        if update is None:
            return None
        *_, last = exchanges(state["messages"])
        language = spoken_language(last.question, last.results)
        texts = dict.fromkeys(result.text for result in last.results)
        said = AIMessage(content="\n\n".join((STOPPED.in_(language), *texts)))
        grounded = Grounded(how="replaced").model_dump(mode="json")
        return {**update, "messages": [with_notes(said, grounded=grounded)]}


class Calls(AgentMiddleware[Any, Any, Any]):
    """Makes every call of a model answerable, and every answer one line or an exact result."""

    def wrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], ModelResponse[Any]]
    ) -> ModelResponse[Any]:
        """The model's message, with broken calls among the others and an id for each."""
        response = handler(request)
        response.result = [
            _whole(message) if isinstance(message, AIMessage) else message
            for message in response.result
        ]
        return response

    def wrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], Any]
    ) -> Any:
        """What a function gave; whatever goes wrong is one line that says the mend."""
        call = request.tool_call
        if BROKEN in call["args"]:
            return _fault(call, _not_json(call))
        try:
            answer = handler(request)
        except Exception as error:
            return _fault(call, _failed(call["name"], error))
        if isinstance(answer, ToolMessage) and answer.status == "error":
            return _refused(call, answer)
        return answer


def _whole(message: AIMessage) -> AIMessage:
    calls = [*message.tool_calls, *map(_marked, message.invalid_tool_calls)]
    if not calls:
        return message
    seen: set[str] = set()
    for place, call in enumerate(calls):
        name = call["id"]
        if not name or name in seen:  # Some servers give none, or one to all.
            calls[place] = call = {**call, "id": f"call_{uuid.uuid4().hex[:12]}"}
        seen.add(call["id"] or "")
    return message.model_copy(update={"tool_calls": calls, "invalid_tool_calls": []})


def _marked(call: Any) -> Call:
    return Call(
        name=call.get("name") or "unnamed",
        args={BROKEN: one_line(call.get("args") or "", 2000)},
        id=call.get("id"),
        type="tool_call",
    )


def _fault(call: Call, line: str) -> ToolMessage:
    return ToolMessage(
        content=line, name=call["name"], tool_call_id=call["id"] or "", status="error"
    )


def _refused(call: Call, answer: ToolMessage) -> ToolMessage:
    """Why a call was refused, in the words of the function instead of its framework's."""
    try:
        result = find_function(call["name"]).call(call["args"])
    except FlopwiseError as error:
        return _fault(call, str(error))
    except Exception as error:
        return _fault(call, _failed(call["name"], error))
    return answer.model_copy(
        update={"content": result.text, "artifact": result.model_dump(mode="json")}
    )


def _not_json(call: Call) -> str:
    shown = one_line(call["args"][BROKEN], 80)
    return (
        f"{call['name']}: the arguments are not one JSON object ({shown}): send them again, whole"
    )


def _failed(name: str, error: Exception) -> str:
    return (
        f"{name} failed ({type(error).__name__}: {one_line(error)}): call it with other arguments, "
        "or say that this could not be calculated"
    )
