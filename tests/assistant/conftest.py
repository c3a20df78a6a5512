"""Stand-ins: a reader for the offline model, and the stub models."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from langchain_core.messages import AIMessage

from flopwise.assistant.offline import model as offline
from flopwise.assistant.offline.turns import Call, Decision, Spoken, Turn
from flopwise.assistant.stubs import ScriptedChat, calling

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


@pytest.fixture
def call() -> Callable[..., AIMessage]:
    return calling


@pytest.fixture
def scripted() -> Callable[..., ScriptedChat]:
    def make(*script: str | AIMessage | BaseException) -> ScriptedChat:
        return ScriptedChat(script)

    return make


@pytest.fixture(params=["JSON", "SSE"])
def wire(request: pytest.FixtureRequest) -> str:
    return str(request.param)


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
