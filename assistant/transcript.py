"""From a conversation's messages to replies: what came of each question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from ..tools.engine.text import Language, Text
from ..tools.functions.result import Answer, Result
from .reply import Grounded, Reply, ToolCall, Usage, language_of, reply_of

NOTES = "flopwise"
"""Where a message's `response_metadata` keeps what is ours: status, grounding, drafts."""


@dataclass(frozen=True)
class Price:
    """What a language model costs, in US dollars per million tokens."""

    read: Decimal
    written: Decimal


@dataclass(frozen=True)
class Exchange:
    """A question and the messages that answered it."""

    question: str
    messages: tuple[BaseMessage, ...]

    @property
    def spoken(self) -> list[AIMessage]:
        """What the model said, tool calls included."""
        return [message for message in self.messages if isinstance(message, AIMessage)]

    @property
    def results(self) -> list[Result]:
        """What the functions gave, in order."""
        return [
            Result.model_validate(message.artifact)
            for message in self.messages
            if isinstance(message, ToolMessage) and message.artifact is not None
        ]

    @property
    def notes(self) -> Mapping[str, Any]:
        """What was noted about the last message."""
        return notes_of(self.spoken[-1]) if self.spoken else {}


def exchanges(messages: Sequence[BaseMessage]) -> Iterator[Exchange]:
    """The conversation, question by question."""
    question: str | None = None
    answer: list[BaseMessage] = []
    for message in messages:
        if isinstance(message, HumanMessage):
            if question is not None:
                yield Exchange(question, tuple(answer))
            question, answer = message.text, []
        else:
            answer.append(message)
    if question is not None:
        yield Exchange(question, tuple(answer))


def notes_of(message: BaseMessage) -> Mapping[str, Any]:
    """What was noted about a message."""
    notes = message.response_metadata.get(NOTES, {})
    return notes if isinstance(notes, Mapping) else {}


def with_notes(message: AIMessage, **notes: object) -> AIMessage:
    """The message with more noted about it."""
    merged = {**notes_of(message), **notes}
    return message.model_copy(
        update={"response_metadata": {**message.response_metadata, NOTES: merged}}
    )


def reply_to(
    exchange: Exchange,
    *,
    model: str,
    language: Language | None = None,
    price: Price | None = None,
    billed: bool = True,
) -> Reply:
    """What came of a question.

    Args:
        exchange: the question, answered.
        model: that worded the answer.
        language: that was set; none follows the results, else the question.
        price: of its tokens; none where it is not known.
        billed: whether the model reads and writes tokens at all.
    """
    spoken, results, notes = exchange.spoken, exchange.results, exchange.notes
    calls = [
        ToolCall(name=call["name"], arguments=stated(call["args"]))
        for message in spoken
        for call in message.tool_calls
    ]
    answers = notes.get("answers")
    failed = any(isinstance(message, ToolMessage) for message in exchange.messages) and not results
    reply = reply_of(
        results,
        text=spoken[-1].text if spoken else "",
        language=language or notes.get("language") or spoken_language(exchange.question, results),
        status=notes.get("status") or ("invalid" if failed else None),
        answers=None if answers is None else [Answer.model_validate(a) for a in answers],
        verdict=notes.get("verdict"),
        tool_calls=calls,
        model=model,
    )
    return reply.model_copy(
        update={
            "grounded": Grounded.model_validate(notes.get("grounded", {})),
            "warnings": (
                *reply.warnings,
                *(Text(**said).in_(reply.language) for said in notes.get("warnings", ())),
            ),
            "usage": _usage(spoken, price) if billed else None,
        }
    )


def stated(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments without those that are null."""
    return {name: value for name, value in arguments.items() if value is not None}


def spoken_language(question: str, results: Sequence[Result]) -> Language:
    """The language to answer in: that of the results, else of the question."""
    return results[-1].language if results else language_of(question)


def _usage(spoken: Sequence[AIMessage], price: Price | None) -> Usage:
    """Tokens of all calls, those of rejected drafts among them."""
    counts: list[Mapping[str, Any]] = [
        dict(message.usage_metadata or {})
        for message in spoken
        if message.usage_metadata or set(message.response_metadata) - {NOTES}  # Else it is ours.
    ]
    counts += [draft for message in spoken for draft in notes_of(message).get("drafts", ())]
    read = sum(int(count.get("input_tokens", 0)) for count in counts)
    written = sum(int(count.get("output_tokens", 0)) for count in counts)
    cost = None
    if price is not None:
        dollars = (read * price.read + written * price.written) / 1_000_000
        cost = f"{dollars.normalize():f}"
    return Usage(calls=len(counts), input_tokens=read, output_tokens=written, cost=cost)
