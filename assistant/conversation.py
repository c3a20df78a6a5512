"""Assistant: ask in English or Chinese, get a Reply whose every figure a tool calculated.

assistant = Assistant()
reply = assistant.ask("How long to train 7B on 2T tokens with 64 H100s?")
reply.answers[0].display
assistant.ask("and with 128?")     # the same conversation
for event in assistant.stream("and in Chinese?"): ...
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any, Literal, cast

from ..tools.engine.text import Language, Text
from .errors import ConfigurationError
from .reply import Reply, ToolCall
from .settings import read_settings
from .stopping import stoppable

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

    from .events import Event
    from .saved import Store

__all__ = ["LONGEST_QUESTION", "Assistant", "Reply", "ToolCall", "fault_in"]

LONGEST_QUESTION = 20_000
"""Characters. A longer text is no question, and a language model would bill for all of it."""

STREAMED: tuple[Literal["values", "updates", "custom", "messages"], ...] = (
    "values",
    "updates",
    "custom",
    "messages",
)
RUN = "flopwise_run"
"""Marks the states that one question wrote."""

TOLD_EVERY = 50
"""Characters after which the model's progress is told again."""

_PARTS = re.compile(r"\S+\s*|\s+")


class Assistant:
    """One conversation with one chat model.

    Args:
        model: "offline", provider:model as `init_chat_model` takes it, or a LangChain chat model;
            none chooses FLOPWISE_MODEL, else the model of a configured key, else "offline".
        language: of the answers; none is FLOPWISE_LANGUAGE, else that of each question.
        thread: the conversation's name, for a checkpointer that keeps several; none is a new one.
        checkpointer: keeps conversations; none keeps this one in memory.
        store: saved conversations; this one becomes one of them with its first answer. Its
            checkpointer is used.

    Attributes:
        assumed: quantities, choices or named things that hold in every question that does not say
            otherwise ({"mfu": "0.45"}), as the functions take them.

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
        store: Store | None = None,
    ) -> None:
        settings = read_settings()
        if language not in (None, "en", "zh"):
            raise ConfigurationError(
                Text(f"language {language!r}: en or zh", f"语言 {language!r} 无效:en 或 zh")
            )
        self.language = language or settings.language
        self.thread = thread or uuid.uuid4().hex
        self.assumed: dict[str, str] = {}
        self._settings = settings
        self._model = (
            settings.choose_model(model) if model is None or isinstance(model, str) else model
        )
        self._store = store
        self._checkpointer = store.checkpointer if store is not None else checkpointer
        self._agent: CompiledStateGraph[Any, Any, Any, Any] | None = None
        self._name = ""
        self._billed = True

    def ask(self, question: str) -> Reply:
        """Answer one question; the next one continues the conversation.

        Raises:
            ConfigurationError: a key, package or model name is missing or wrong.
            ProviderError: the language model's server failed or was not reached.
        """
        fault = fault_in(question)
        if fault is not None:
            return self._invalid(fault)
        agent, config = self._begin()
        try:
            state = agent.invoke(_input(question), config, durability="exit")
        except BaseException:
            self._forget(config)
            raise
        return self._finished(question, state["messages"])

    def stream(self, question: str) -> Iterator[Event]:
        """Answer one question, telling what happens meanwhile: see `events`.

        The text comes after its figures were checked, so none is ever taken back. Whoever stops
        before `Answered` takes the question back.

        Raises:
            ConfigurationError: as `ask`.
            ProviderError: as `ask`.
        """
        from .events import Answered, Told

        fault = fault_in(question)
        if fault is not None:
            yield Answered(self._invalid(fault))
            return
        agent, config = self._begin()
        messages: list[BaseMessage] = []
        try:
            written = 0
            made: Generator[Any, None, None] = stoppable(
                lambda: agent.stream(
                    _input(question), config, stream_mode=list(STREAMED), durability="exit"
                )
            )
            with closing(made):
                for mode, data in made:
                    if mode == "values":
                        messages = data["messages"]
                    elif mode == "messages":
                        written, events = _progress(data[0], written)
                        yield from events
                    else:
                        yield from _told(mode, data)
        except BaseException:
            self._forget(config)
            raise
        reply = self._finished(question, messages)
        for part in _PARTS.findall(reply.text):
            yield Told(part)
        yield Answered(reply)

    def history(self) -> list[tuple[str, Reply]]:
        """The conversation so far: each question and its reply."""
        from .transcript import exchanges

        return [
            (exchange.question, self._reply(exchange)) for exchange in exchanges(self._messages())
        ]

    def undo(self) -> str | None:
        """Take the last question back, with its answer.

        Returns:
            That question; none where there is nothing to take back.
        """
        from langchain_core.messages import HumanMessage, RemoveMessage

        messages = self._messages()
        asked = [i for i, message in enumerate(messages) if isinstance(message, HumanMessage)]
        if not asked:
            return None
        agent = self._ready()
        gone = [RemoveMessage(id=message.id or "") for message in messages[asked[-1] :]]
        agent.update_state(self._config, {"messages": gone}, as_node="__start__")
        if self._store is not None:
            self._store.took_back(self.thread)
        return messages[asked[-1]].text

    @property
    def _config(self) -> RunnableConfig:
        return {"configurable": {"thread_id": self.thread}}

    def _begin(self) -> tuple[CompiledStateGraph[Any, Any, Any, Any], RunnableConfig]:
        """The agent, and what it runs with: a mark of its own, to take the question back by."""
        return self._ready(), {**self._config, "metadata": {RUN: uuid.uuid4().hex}}

    def _ready(self) -> CompiledStateGraph[Any, Any, Any, Any]:
        """The agent, built at the first question: LangChain takes most of a second to import."""
        if self._agent is None:
            from langgraph.checkpoint.memory import InMemorySaver

            from .agent import build_agent
            from .models import is_embedded, load_model, model_name

            model = self._model
            if isinstance(model, str):
                model = load_model(model, self._settings, self.language)
            self._checkpointer = self._checkpointer or InMemorySaver()
            self._agent = build_agent(
                model,
                self._checkpointer,
                self.language,
                attempts=self._settings.retries + 1,
                assumed=self.assumed,
            )
            self._name, self._billed = model_name(model), not is_embedded(model)
        return self._agent

    def _messages(self) -> list[BaseMessage]:
        return list(self._ready().get_state(self._config).values.get("messages", ()))

    def _finished(self, question: str, messages: list[BaseMessage]) -> Reply:
        """The reply to the last question, which is now part of the conversation."""
        from .transcript import exchanges

        if self._store is not None:
            self._store.answered(self.thread, question)
        *_, last = exchanges(messages)
        return self._reply(last)

    def _reply(self, exchange: Any) -> Reply:
        from .transcript import reply_to

        return reply_to(
            exchange,
            model=self._name,
            language=self.language,
            price=self._settings.token_price,
            billed=self._billed,
        )

    def _invalid(self, fault: Text) -> Reply:
        text = fault.in_(self.language) if self.language else f"{fault.en} / {fault.zh}"
        return Reply(status="invalid", language=self.language or "en", text=text)

    def _forget(self, config: RunnableConfig) -> None:
        """Take back a turn that was broken off: half of it would confuse every later one."""
        if self._agent is None or self._checkpointer is None:
            return
        run = config["metadata"][RUN]
        kept = cast("Generator[Any, None, None]", self._checkpointer.list(self._config))
        with closing(kept) as states:  # Until then it locks the file.
            mine, before = 0, None
            for state in states:
                if state.metadata.get(RUN) != run:
                    before = state.config
                    break
                mine += 1
        if mine and before is None:
            self._checkpointer.delete_thread(self.thread)
        elif mine and before is not None:
            self._agent.update_state(before, None, as_node="__copy__")


def _input(question: str) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": question}]}


def _progress(chunk: Any, written: int) -> tuple[int, list[Event]]:
    """How much the model has written, and the event that says so."""
    from langchain_core.messages import AIMessageChunk

    from .events import Writing

    if not isinstance(chunk, AIMessageChunk) or not chunk.text:
        return written, []
    now = written + len(chunk.text)
    is_told = now // TOLD_EVERY > written // TOLD_EVERY or not written
    return now, [Writing(now)] if is_told else []


def _told(mode: str, data: Any) -> Iterator[Event]:
    """The events in an update of the agent's state, or those that its middleware sent."""
    from langchain_core.messages import AIMessage, ToolMessage

    from ..tools.functions.result import Result
    from .events import ToolFinished, ToolStarted
    from .transcript import stated

    if mode == "custom":
        yield data
        return
    for update in filter(None, data.values()):
        for message in update.get("messages", ()) if isinstance(update, dict) else ():
            if isinstance(message, AIMessage):
                for call in message.tool_calls:
                    yield ToolStarted(call["id"] or "", call["name"], stated(call["args"]))
            elif isinstance(message, ToolMessage):
                found = message.artifact
                yield ToolFinished(
                    message.tool_call_id,
                    message.name or "",
                    message.text,
                    None if found is None else Result.model_validate(found),
                )


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
