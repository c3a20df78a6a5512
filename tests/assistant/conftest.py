"""Stand-ins: a reader for the offline model, and a chat model that follows a script."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable

from flopwise.assistant.offline import model as offline
from flopwise.assistant.offline.turns import Call, Decision, Spoken, Turn

PLAN: dict[str, object] = {"parameters": "7B", "tokens": "2T", "accelerator": "H100"}


class StandInReader:
    """Knows one question ("how many", and "what about T" after it) and asks back otherwise."""

    def __init__(self) -> None:
        self.seen: list[tuple[Turn, ...]] = []

    def decide(self, turns: Sequence[Turn]) -> Decision:
        self.seen.append(tuple(turns))
        question = turns[-1].question
        language = turns[-1].language or ("zh" if "多少" in question else "en")
        if "how many" in question or "多少" in question:
            return Decision(
                language, (Call("training_plan", {**PLAN, "training_time": "30 days"}),)
            )
        if question.startswith("what about") and len(turns) > 1 and turns[-2].calls:
            before = turns[-2].calls[-1]
            changed = {**before.arguments, "training_time": question.removeprefix("what about ")}
            return Decision(language, (Call(before.function, changed),))
        if "boom" in question:
            raise RuntimeError("boom")
        return Decision(language, say="What about language models?", status="declined")

    def speak(self, turns: Sequence[Turn]) -> Spoken:
        self.seen.append(tuple(turns))
        result = turns[-1].results[-1]
        return Spoken(result.text, result.status)


class ScriptedChat(BaseChatModel):
    """Says what its script says, one entry a call; an exception in it is raised."""

    model_name: str = "scripted"
    script: list[Any]
    heard: list[list[BaseMessage]] = []

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Runnable[Any, Any]:
        return self

    def _generate(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> ChatResult:
        self.heard.append(list(messages))
        said = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(said, BaseException):
            raise said
        return ChatResult(generations=[ChatGeneration(message=said.model_copy())])


def calling(name: str, number: int = 1, **arguments: object) -> AIMessage:
    """A model's message that calls a tool."""
    call = {"name": name, "args": arguments, "id": f"call_{number}", "type": "tool_call"}
    return AIMessage(content="", tool_calls=[call])


@pytest.fixture
def call() -> Callable[..., AIMessage]:
    return calling


@pytest.fixture
def scripted() -> Callable[..., ScriptedChat]:
    def make(*script: object) -> ScriptedChat:
        said = [AIMessage(content=item) if isinstance(item, str) else item for item in script]
        return ScriptedChat(script=said, heard=[])

    return make


@pytest.fixture
def reader() -> StandInReader:
    return StandInReader()


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, reader: StandInReader) -> StandInReader:
    """The offline model reads with the stand-in, wherever it is made."""
    monkeypatch.setattr(offline, "_own_reader", lambda: reader)
    return reader


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No key, no address, no .env: whatever the machine has set."""
    for name in list(os.environ):
        if name.startswith(("FLOPWISE_", "OPENAI_", "ANTHROPIC_", "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    yield
