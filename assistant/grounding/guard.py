"""The middleware that lets no unsupported figure through.

A draft whose figures do not all hold goes back to the model with the list, twice at most; then the
tools' own rendering stands in its place and says so. Whatever cannot be checked does not pass.
Drafts that were refused are no part of the conversation; what was blocked is noted on its answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from langchain.agents.middleware import (
    AgentMiddleware,
    ModelRequest,
    ModelResponse,
    ToolCallRequest,
)
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from ...prompts import load
from ...tools.engine.text import Language, Text
from ..errors import ProviderError
from ..events import Rejected
from ..reply import Blocked, Grounded
from ..transcript import Exchange, exchanges, notes_of, spoken_language, with_notes
from .check import LONGEST, MOST_NUMBERS, check, evidence_of
from .evidence import Evidence
from .findings import Finding
from .handles import Filled, fill
from .inputs import refused_operand, unstated_inputs

_NUMBER = re.compile(r"\d+")
CORRECTIONS = 2
"""How often a model may mend its answer."""


class Grounding(AgentMiddleware[Any, Any, Any]):
    """Checks each answer of a language model before anybody sees it.

    Args:
        language: that was set for answers; none follows the question.
        name: of the model, for errors.
    """

    def __init__(self, language: Language | None = None, name: str = "") -> None:
        super().__init__()
        self._language = language
        self._model = name

    def wrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], ModelResponse[Any]]
    ) -> ModelResponse[Any]:
        """The model's answer once it holds, or what stands in its place."""
        conversation = request.messages
        evidence: Evidence | None = None
        *_, exchange = exchanges(conversation)
        language = self._language or spoken_language(exchange.question, exchange.results)
        blocked, drafts = _so_far(exchange)
        while True:
            response = handler(request)
            message = response.result[-1]
            if not isinstance(message, AIMessage):
                return response
            if message.tool_calls:
                noted = {"blocked": [b.model_dump() for b in blocked], "drafts": drafts}
                response.result[-1] = with_notes(message, **noted) if blocked else message
                return response
            evidence = evidence or _evidence(conversation)
            text, found = _checked(message.text, evidence)
            if not found:
                if text != message.text:
                    message = message.model_copy(update={"content": text})
                break
            attempt = 1 + max((b.attempt for b in blocked), default=0)
            told = [
                Blocked(figure=item.figure, reason=item.reason.in_(language), attempt=attempt)
                for item in found
            ]
            blocked += told
            drafts.append(dict(message.usage_metadata or {}))
            request.runtime.stream_writer(Rejected(tuple(told), attempt))
            if attempt > CORRECTIONS:
                message = self._replaced(message, exchange, language)
                break
            again: list[Any] = [*conversation, *_refusal(message, found)]
            request = request.override(messages=again)
        response.result[-1] = _noted(message, evidence, blocked, drafts, language)
        return response

    def wrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], Any]
    ) -> Any:
        """The function's answer; arithmetic on numbers that nobody gave is refused."""
        call = request.tool_call
        if call["name"] == "calculate":
            evidence = evidence_of(request.state["messages"])
            operand = refused_operand(str(call["args"].get("expression", "")), evidence)
            if operand is not None:
                line = (
                    f"calculate: {operand} was neither stated by the user nor returned by a tool: "
                    "calculate with their figures only"
                )
                return ToolMessage(
                    content=line, name=call["name"], tool_call_id=call["id"], status="error"
                )
        return handler(request)

    def _replaced(self, message: AIMessage, exchange: Exchange, language: Language) -> AIMessage:
        """What stands in the model's place: the tools' own texts, or that there are none."""
        texts = list(dict.fromkeys(result.text for result in exchange.results))
        empty = not message.text.strip()
        if empty and not texts:
            raise ProviderError(
                Text(
                    f"{self._model} gave an empty answer: ask again, or use --model offline",
                    f"{self._model} 的回答为空:请再问一次,或使用 --model offline",
                )
            )
        lead = (NO_ANSWER if empty else REPLACED) if texts else WITHHELD
        text = "\n\n".join((lead.in_(language), *texts))
        replaced = with_notes(message, **({} if texts else {"status": "declined"}))
        return replaced.model_copy(update={"content": text})


def _evidence(conversation: Sequence[BaseMessage]) -> Evidence | None:
    try:
        return evidence_of(conversation)
    except Exception:  # Then nothing can be checked, and nothing passes.
        return None


def _checked(draft: str, evidence: Evidence | None) -> tuple[str, list[Finding]]:
    """A draft with its handles filled, and what is wrong; a check that fails finds something."""
    if not draft.strip():
        return draft, [Finding("", EMPTY)]
    if evidence is None:
        return draft, [Finding("…", UNCHECKED)]
    try:
        filled = fill(draft, evidence) if len(draft) <= LONGEST else Filled(draft)
        text = filled.text
        if len(text) > LONGEST or len(_NUMBER.findall(text)) > MOST_NUMBERS:
            return draft, [Finding("…", TOO_LONG)]
        return text, check(filled, evidence)
    except Exception:  # Whatever it was, the text is not checked.
        return draft, [Finding("…", UNCHECKED)]


def _refusal(message: AIMessage, found: Sequence[Finding]) -> list[BaseMessage]:
    """The draft and what the model is told about it."""
    if not message.text.strip():
        return [HumanMessage(load("empty"))]
    lines = dict.fromkeys(f"- {item.figure}: {item.reason.en}" for item in found)
    told = load("grounding").replace("{figures}", "\n".join(lines))
    return [AIMessage(content=message.text), HumanMessage(told)]


def _so_far(exchange: Exchange) -> tuple[list[Blocked], list[dict[str, Any]]]:
    """What was blocked earlier in this turn, and what those drafts took."""
    for message in reversed(exchange.spoken):
        notes = notes_of(message)
        if "blocked" in notes:
            return [Blocked.model_validate(b) for b in notes["blocked"]], list(notes["drafts"])
    return [], []


def _noted(
    message: AIMessage,
    evidence: Evidence | None,
    blocked: Sequence[Blocked],
    drafts: Sequence[dict[str, Any]],
    language: Language,
) -> AIMessage:
    """The answer with what is to be known of it."""
    attempts = max((b.attempt for b in blocked), default=0)
    how = "model" if not attempts else "corrected" if attempts <= CORRECTIONS else "replaced"
    grounded = Grounded.model_validate({"how": how, "blocked": tuple(blocked)})
    chosen = [] if evidence is None else unstated_inputs(evidence)
    if chosen:
        items = [text.in_(language) for text in chosen]
        note = CHOSEN.in_(language).format(("、" if language == "zh" else ", ").join(items))
        message = message.model_copy(update={"content": f"{message.text}\n\n{note}"})
        warnings = [*notes_of(message).get("warnings", ()), _chosen(chosen)._asdict()]
        message = with_notes(message, warnings=warnings)
    notes = {"grounded": grounded.model_dump(mode="json"), "drafts": list(drafts)}
    return with_notes(message, **notes)


def _chosen(items: Sequence[Text]) -> Text:
    return Text(
        CHOSEN.en.format(", ".join(item.en for item in items)),
        CHOSEN.zh.format("、".join(item.zh for item in items)),
    )


CHOSEN = Text("Chosen by the language model, not stated by you: {}", "由语言模型选定,并非您给出:{}")
REPLACED = Text(
    "The language model's answer held figures that no tool gave and was withheld. The tools gave:",
    "语言模型的回答含有工具未给出的数值,已被拦下。工具给出的结果:",
)
NO_ANSWER = Text(
    "The language model gave no answer. The tools gave:", "语言模型没有作答。工具给出的结果:"
)
WITHHELD = Text(
    "The language model's answer held figures that no tool gave and was withheld; it called no "
    "tool for this question. Ask again with the quantities that you know, or use --model offline.",
    "语言模型的回答含有工具未给出的数值,已被拦下;它没有为这个问题调用工具。请带上已知的量再问一次,"
    "或使用 --model offline。",
)
EMPTY = Text("the answer is empty", "回答为空")
TOO_LONG = Text("the answer is too long to be checked", "回答过长,无法检查")
UNCHECKED = Text("the answer could not be checked", "无法检查这个回答")
