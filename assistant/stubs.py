"""Chat models to test with: no network, no key, the same every time.

For tests of agents that use flopwise's tools, or any others:

from flopwise import toolkit
from flopwise.assistant.stubs import EchoChat, ScriptedChat, calling

model = ScriptedChat([calling("calculate", expression="6*7*2"), "It is 84."])
agent = create_agent(model, toolkit())
agent.invoke({"messages": "How much is 6*7*2?"})
model.heard[-1]     # the messages that the last call brought, the tool's result among them

A scripted model says what its script says. An echo repeats what it heard, so that a test sees
what an agent passes on; a message of JSON makes it call tools first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolCall, ToolMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import Field, PrivateAttr

from .streaming import WholeChat

__all__ = ["EchoChat", "ScriptedChat", "calling"]


def calling(name: str, number: int = 1, /, **arguments: object) -> AIMessage:
    """A model's message that calls a tool.

    Args:
        name: of the tool.
        number: of the call; two calls in one conversation bear different ones.
        arguments: what the tool is called with.
    """
    return _message(calls=[_call(name, arguments, number)])


class _Stub(WholeChat):
    """A chat model that listens.

    Attributes:
        model_name: what it calls itself in its messages.
        heard: the messages of each call, oldest call first.
        offered: the names of the tools that it was last bound to.
    """

    model_name: str = "stub"
    heard: list[list[BaseMessage]] = Field(default_factory=list)
    offered: list[str] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return self.model_name

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model_name": self.model_name}

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Runnable[Any, AIMessage]:
        """Note what is offered; a stub calls what its test says."""
        self.offered[:] = map(_name_of, tools)
        return cast("Runnable[Any, AIMessage]", self)

    def _answer(self, messages: Sequence[BaseMessage]) -> AIMessage:
        self.heard.append(list(messages))
        said = self._say(messages)
        said.response_metadata = {"model_name": self.model_name, **said.response_metadata}
        said.usage_metadata = said.usage_metadata or _usage(messages, said)
        return said

    def _say(self, messages: Sequence[BaseMessage]) -> AIMessage:
        raise NotImplementedError


def _name_of(tool: Any) -> str:
    """The name of a tool, in whichever of the forms that LangChain takes."""
    if isinstance(tool, BaseTool):
        return tool.name
    name: str = convert_to_openai_tool(tool)["function"]["name"]
    return name


class ScriptedChat(_Stub):
    """Says what its script says, one entry a call; the last entry is said ever after.

    Attributes:
        script: texts, messages (`calling` makes one that calls a tool), exceptions to raise.
    """

    model_name: str = "scripted"
    script: list[Any] = Field(min_length=1)
    _place: int = PrivateAttr(default=0)

    def __init__(self, script: Sequence[str | AIMessage | BaseException], **fields: Any) -> None:
        super().__init__(**{"script": list(script), **fields})

    def _say(self, messages: Sequence[BaseMessage]) -> AIMessage:
        said = self.script[min(self._place, len(self.script) - 1)]
        self._place += 1
        if isinstance(said, BaseException):
            raise said
        return _message(said) if isinstance(said, str) else said.model_copy()


class EchoChat(_Stub):
    """Repeats what it heard: the texts of tools that just answered, else the user's own words.

    A user's message of JSON is taken for calls, and they are made:

    {"tool_calls": [{"name": "calculate", "arguments": {"expression": "6*7"}}]}
    """

    model_name: str = "echo"

    def _say(self, messages: Sequence[BaseMessage]) -> AIMessage:
        answered = []
        for message in reversed(messages):
            if not isinstance(message, ToolMessage):
                break
            answered.append(message.text)
        if answered:
            return _message("\n\n".join(reversed(answered)))
        texts = [message.text for message in messages if isinstance(message, HumanMessage)]
        asked = texts[-1] if texts else ""
        calls = _calls_in(asked)
        return _message("" if calls else asked, calls)


def _calls_in(text: str) -> list[ToolCall]:
    try:
        said = json.loads(text)
    except ValueError:
        return []
    listed = said.get("tool_calls") if isinstance(said, dict) else None
    if not isinstance(listed, list):
        return []
    return [
        _call(str(call["name"]), call.get("arguments") or {}, number)
        for number, call in enumerate(listed, start=1)
    ]


def _call(name: str, arguments: Mapping[str, object], number: int) -> ToolCall:
    return ToolCall(name=name, args=dict(arguments), id=f"call_{number}", type="tool_call")


def _message(text: str = "", calls: Sequence[ToolCall] = ()) -> AIMessage:
    return AIMessage(content=text, tool_calls=list(calls))


def _usage(messages: Sequence[BaseMessage], said: AIMessage) -> UsageMetadata:
    """Words in and out, in the place of tokens."""
    read = sum(len(message.text.split()) for message in messages)
    written = len(said.text.split()) + len(said.tool_calls)
    return UsageMetadata(input_tokens=read, output_tokens=written, total_tokens=read + written)
