"""The offline model as an ordinary LangChain chat model: no network, no key, deterministic.

It rebuilds the conversation's turns from the messages, asks its reader what to call or say, and
hands that back as any provider's model would. The agent's loop has no special path for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, cast

from langchain_core.messages import (
    AIMessage,
    BaseMessage,
    HumanMessage,
    ToolCall,
    ToolMessage,
)
from langchain_core.messages.ai import UsageMetadata
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool

from ...tools.functions.function import language_of
from ...tools.functions.result import Result
from ..streaming import WholeChat
from .turns import Call, Decision, Language, Spoken, Turn

NAME = "offline"


class Reader(Protocol):
    """What understands questions and words answers: the module `reader`, or a stand-in."""

    def decide(self, turns: Sequence[Turn]) -> Decision:
        """What to do about the last turn's question, which has no results yet."""

    def speak(self, turns: Sequence[Turn]) -> Spoken:
        """The words for the last turn's results."""


class OfflineChat(WholeChat):
    """The embedded chat model.

    Attributes:
        language: of the answers; none follows the question.
        reader: what understands and words; none is flopwise's own.
        model_name: what traces call it.
    """

    model_name: str = NAME
    language: Language | None = None
    reader: Any = None

    @property
    def _llm_type(self) -> str:
        return NAME

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model_name": NAME, "language": self.language}

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[Any, AIMessage]:
        """With `tools` to call; the functions of flopwise are those that it knows how to."""
        bound = [{"type": "function", "function": {"name": _tool_name(tool)}} for tool in tools]
        return cast(
            "Runnable[Any, AIMessage]", self.bind(tools=bound, tool_choice=tool_choice, **kwargs)
        )

    def _answer(self, messages: Sequence[BaseMessage]) -> AIMessage:
        reader: Reader = self.reader or _own_reader()
        turns = turns_of(messages, self.language) or [Turn("", language=self.language)]
        if not turns[-1].results:
            decision = reader.decide(turns)
            if decision.calls:
                calls = [self._call(call, decision.language) for call in decision.calls]
                return _message(messages, calls=_numbered(calls, len(messages)))
            said = Spoken(decision.say, decision.status)
            return _message(messages, said, decision.language)
        said = reader.speak(turns)
        if said.calls:
            language = turns[-1].results[-1].language
            calls = [self._call(call, language) for call in said.calls]
            return _message(messages, calls=_numbered(calls, len(messages)))
        return _message(messages, said, turns[-1].results[-1].language)

    def _call(self, call: Call, language: Language) -> Call:
        """The call with the language of the answer in it, unless the reader chose one."""
        chosen = self.language or call.arguments.get("language") or language
        return Call(call.function, {**call.arguments, "language": chosen})


def _tool_name(tool: Any) -> str:
    """A tool's name; the schemas are not needed, and making them takes as long as answering."""
    name = getattr(tool, "name", None)
    return name if isinstance(name, str) else convert_to_openai_tool(tool)["function"]["name"]


def _own_reader() -> Reader:
    from . import reader

    return reader


def turns_of(messages: Sequence[BaseMessage], language: Language | None = None) -> list[Turn]:
    """The conversation as questions, calls, results and what was said.

    A tool that failed gives a result too: invalid, with the error as its text.
    """
    turns: list[Turn] = []
    asked: dict[str | None, Call] = {}
    for message in messages:
        if isinstance(message, HumanMessage):
            turns.append(Turn(message.text, language=language))
        elif not turns:
            continue
        elif isinstance(message, AIMessage):
            calls = {call["id"]: Call(call["name"], call["args"]) for call in message.tool_calls}
            asked |= calls
            last = turns[-1]
            turns[-1] = replace(
                last, calls=(*last.calls, *calls.values()), said=message.text or last.said
            )
        elif isinstance(message, ToolMessage):
            last = turns[-1]
            turns[-1] = replace(last, results=(*last.results, _result(message, asked)))
    return turns


def _result(message: ToolMessage, calls: Mapping[str | None, Call]) -> Result:
    if isinstance(message.artifact, Mapping):
        return Result.model_validate(message.artifact)
    call = calls.get(message.tool_call_id, Call(message.name or "", {}))
    return Result(
        function=call.function,
        status="invalid",
        language=language_of(call.arguments),
        text=message.text,
    )


def _numbered(calls: Sequence[Call], place: int) -> list[ToolCall]:
    return [
        ToolCall(
            name=call.function,
            args=dict(call.arguments),
            id=f"call_{place}_{index}",
            type="tool_call",
        )
        for index, call in enumerate(calls)
    ]


def _message(
    messages: Sequence[BaseMessage],
    said: Spoken | None = None,
    language: Language = "en",
    calls: Sequence[ToolCall] = (),
) -> AIMessage:
    metadata: dict[str, Any] = {"model_name": NAME, "model_provider": NAME}
    if said is not None:
        metadata["flopwise"] = {
            "status": said.status,
            "verdict": said.verdict,
            "answers": None if said.answers is None else [a.model_dump() for a in said.answers],
            "language": language,
        }
    text = said.text if said else ""
    return AIMessage(
        content=text,
        tool_calls=list(calls),
        response_metadata=metadata,
        usage_metadata=_usage(messages, text, calls),
    )


def _usage(messages: Sequence[BaseMessage], text: str, calls: Sequence[ToolCall]) -> UsageMetadata:
    """Words in and out: what stands in for tokens where nothing is billed."""
    read = sum(len(message.text.split()) for message in messages)
    written = len(text.split()) + sum(1 + len(call["args"]) for call in calls)
    return UsageMetadata(input_tokens=read, output_tokens=written, total_tokens=read + written)
