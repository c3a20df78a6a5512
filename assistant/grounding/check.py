"""A whole text against a whole conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage

from ...tools.functions.result import Result
from ..transcript import Exchange, exchanges
from .case import Case
from .evidence import Evidence
from .figures import read_page
from .findings import Finding, findings
from .handles import Filled, judge

LONGEST = 20_000
"""Characters of a text that are read: what is longer is refused whole."""

MOST_NUMBERS = 1_000
"""The same of the numbers in it."""


def check(
    text: str | Filled, messages: Sequence[BaseMessage] | Evidence, authored: str = ""
) -> list[Finding]:
    """The figures of `text` that nothing in a conversation stands behind.

    Args:
        text: the answer to the last question, or a draft of it with its handles filled.
        messages: the conversation up to it, the calls of tools and their results included; or
            what `evidence_of` made of it.
        authored: texts of flopwise's own that the answer may quote (explanations, examples).
    """
    evidence = messages if isinstance(messages, Evidence) else evidence_of(messages, authored)
    filled = text if isinstance(text, Filled) else Filled(text)
    page = read_page(filled.text)
    return [*filled.faults, *findings(page, evidence, judge(page, filled))]


def evidence_of(messages: Sequence[BaseMessage], authored: str = "") -> Evidence:
    """A conversation as evidence."""
    turns = list(exchanges(messages))
    cases: list[Case] = []
    for turn, exchange in enumerate(turns):
        cases += _cases(exchange, turn, len(cases))
    return Evidence(len(turns) - 1, tuple(turn.question for turn in turns), tuple(cases), authored)


def _cases(exchange: Exchange, turn: int, first: int) -> list[Case]:
    calls: dict[str, dict[str, Any]] = {}
    cases: list[Case] = []
    for message in exchange.messages:
        if isinstance(message, AIMessage):
            calls |= {call["id"] or "": call["args"] for call in message.tool_calls}
        elif isinstance(message, ToolMessage):
            arguments = calls.get(message.tool_call_id, {})
            number = first + len(cases)
            cases.append(_case(_Call(message.id, number, turn, message, arguments)))
    return cases


@dataclass(frozen=True)
class _Call:
    """A call, known again by its message: a conversation is read at every answer."""

    id: str | None
    number: int
    turn: int
    message: ToolMessage = field(compare=False)
    arguments: dict[str, Any] = field(compare=False)


def _case(call: _Call) -> Case:
    return _read(call) if call.id is None else _known(call)


@lru_cache(maxsize=1024)
def _known(call: _Call) -> Case:
    return _read(call)


def _read(call: _Call) -> Case:
    artifact = call.message.artifact
    result = None if artifact is None else Result.model_validate(artifact)
    text = call.message.text if result else ""
    return Case(call.number, call.turn, result, call.arguments, text)
