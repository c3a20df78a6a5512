"""A whole text against a whole conversation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage

from ...tools.functions.result import Result
from ..transcript import Exchange, exchanges
from .evidence import Case, Evidence
from .figures import read_page
from .matching import Finding, findings

LONGEST = 20_000
"""Characters of a text that are read: what is longer is refused whole."""


def check(text: str, messages: Sequence[BaseMessage], authored: str = "") -> list[Finding]:
    """The figures of `text` that nothing in a conversation stands behind.

    Args:
        text: the answer to the last question.
        messages: the conversation up to it, the calls of tools and their results included.
        authored: texts of flopwise's own that the answer may quote (explanations, examples).
    """
    return findings(read_page(text), evidence_of(messages, authored))


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
            result = None
            if message.artifact is not None:
                result = Result.model_validate(message.artifact)
            arguments = calls.get(message.tool_call_id, {})
            cases.append(
                Case(first + len(cases), turn, result, arguments, message.text if result else "")
            )
    return cases
