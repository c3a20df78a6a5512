"""Assistant: ask in English or Chinese, get a Reply whose every figure a tool calculated.

assistant = Assistant()
reply = assistant.ask("How long to train 7B on 2T tokens with 64 H100s?")
reply.answers[0].display
assistant.ask("and with 128?")     # the same conversation
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..tools.engine.text import Language, Text
from ..tools.functions.result import Answer, Result
from .errors import ConfigurationError
from .reply import Reply, ToolCall, language_of, reply_of
from .settings import read_settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

__all__ = ["LONGEST_QUESTION", "Assistant", "Reply", "ToolCall", "fault_in"]

LONGEST_QUESTION = 20_000
"""Characters. A longer text is no question, and a language model would bill for all of it."""


class Assistant:
    """One conversation with one chat model.

    Args:
        model: "offline", provider:model as `init_chat_model` takes it, or a LangChain chat model;
            none chooses FLOPWISE_MODEL, else the model of a configured key, else "offline".
        language: of the answers; none is FLOPWISE_LANGUAGE, else that of each question.
        thread: the conversation's name, for a checkpointer that keeps several; none is a new one.
        checkpointer: keeps conversations; none keeps this one in memory.

    Raises:
        ConfigurationError: a setting is wrong.
    """

    def __init__(
        self,
        model: str | BaseChatModel | None = None,
        *,
        language: Language | None = None,
        thread: str | None = None,
        checkpointer: BaseCheckpointSaver[Any] | None = None,
    ) -> None:
        settings = read_settings()
        if language not in (None, "en", "zh"):
            raise ConfigurationError(
                Text(f"language {language!r}: en or zh", f"语言 {language!r} 无效:en 或 zh")
            )
        self.language = language or settings.language
        self.thread = thread or uuid.uuid4().hex
        self._settings = settings
        self._model = (
            settings.choose_model(model) if model is None or isinstance(model, str) else model
        )
        self._checkpointer = checkpointer
        self._agent: CompiledStateGraph[Any, Any, Any, Any] | None = None
        self._name = ""

    def ask(self, question: str) -> Reply:
        """Answer one question; the next one continues the conversation.

        Raises:
            ConfigurationError: a key, package or model name is missing or wrong.
            ProviderError: the language model's server failed or was not reached.
        """
        fault = fault_in(question)
        if fault is not None:
            language = self.language or "en"
            text = fault.in_(self.language) if self.language else f"{fault.en} / {fault.zh}"
            return Reply(status="invalid", language=language, text=text)
        agent = self._ready()
        config: RunnableConfig = {"configurable": {"thread_id": self.thread}}
        before = agent.get_state(config)
        try:
            state = agent.invoke({"messages": [{"role": "user", "content": question}]}, config)
        except BaseException:
            self._forget_since(before.config)
            raise
        return _reply(state["messages"], self._name, self.language)

    def _ready(self) -> CompiledStateGraph[Any, Any, Any, Any]:
        """The agent, built at the first question: LangChain takes most of a second to import."""
        if self._agent is None:
            from langgraph.checkpoint.memory import InMemorySaver

            from .agent import build_agent
            from .models import load_model, model_name

            model = self._model
            if isinstance(model, str):
                model = load_model(model, self._settings, self.language)
            self._checkpointer = self._checkpointer or InMemorySaver()
            self._agent = build_agent(model, self._checkpointer, self.language)
            self._name = model_name(model)
        return self._agent

    def _forget_since(self, config: RunnableConfig) -> None:
        """Take back a turn that was broken off: half of it would confuse every later one."""
        if self._agent is None or self._checkpointer is None:
            return
        if "checkpoint_id" in config.get("configurable", {}):
            self._agent.update_state(config, None, as_node="__copy__")
        else:
            self._checkpointer.delete_thread(self.thread)


def fault_in(question: str) -> Text | None:
    """Why a text cannot be a question, and what would do; none where it can."""
    if not question.strip():
        return Text(
            "the question is empty: ask, for example, How many H100s train a 7B on 2T tokens?",
            "问题为空:可以问,例如:用 2T token 训练 7B 模型需要多少张 H100?",
        )
    if len(question) > LONGEST_QUESTION:
        limit = f"{LONGEST_QUESTION:,}"
        return Text(
            f"the question has more than {limit} characters: shorten it",
            f"问题超过 {limit} 个字符:请缩短",
        )
    for place, character in enumerate(question, start=1):
        kind = unicodedata.category(character)
        if kind == "Cs" or (kind == "Cc" and character not in "\n\r\t"):
            code = "not UTF-8" if kind == "Cs" else f"U+{ord(character):04X}"
            return Text(
                f"the question holds a control character or broken text ({code}, at {place}): "
                "write plain text",
                f"问题含有控制字符或损坏的文本({code},第 {place} 个字符):请使用纯文本",
            )
    return None


def _reply(messages: Sequence[BaseMessage], model: str, wanted: Language | None) -> Reply:
    """What came of the last question."""
    from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

    from .agent import MODEL_CALLS

    start = max(i for i, message in enumerate(messages) if isinstance(message, HumanMessage))
    question, turn = messages[start], messages[start + 1 :]
    spoken = [message for message in turn if isinstance(message, AIMessage)]
    answered = [message for message in turn if isinstance(message, ToolMessage)]
    results = [Result.model_validate(m.artifact) for m in answered if m.artifact is not None]
    calls = [
        ToolCall(name=call["name"], arguments=_stated(call["args"]))
        for message in spoken
        for call in message.tool_calls
    ]
    note = spoken[-1].response_metadata.get("flopwise", {}) if spoken else {}
    language = wanted or note.get("language") or _language(question.text, results)
    text = spoken[-1].text if spoken else ""
    if len(spoken) > MODEL_CALLS:
        text = "\n\n".join((_STOPPED.in_(language), *(result.text for result in results)))
    answers = note.get("answers")
    return reply_of(
        results,
        text=text,
        language=language,
        status=note.get("status") or ("invalid" if answered and not results else None),
        answers=None if answers is None else [Answer.model_validate(a) for a in answers],
        verdict=note.get("verdict"),
        tool_calls=calls,
        model=model,
    )


_STOPPED = Text(
    "The language model went on calling tools without an answer and was stopped. They gave:",
    "语言模型不断调用工具而未作答,已被停止。工具给出的结果:",
)


def _language(question: str, results: Sequence[Result]) -> Language:
    return results[-1].language if results else language_of(question)


def _stated(arguments: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in arguments.items() if value is not None}
