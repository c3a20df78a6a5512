"""What a question costs beside the language model's own time: the loop, the check, saving.

A scripted model answers at once, so all of the time is ours. `make bench` prints the medians.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flopwise import Assistant, call_tool
from flopwise.assistant.saved import Store, open_store
from flopwise.assistant.stubs import ScriptedChat, calling

ROUNDS = 30


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("FLOPWISE_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with open_store() as opened:
        yield opened


CITED = "With {{accelerators}} H100s it takes {{training_time}} and costs {{cost}}."


def question(accelerators: int, said: str = "") -> tuple[str, list[Any]]:
    """A question of its own, and what the model says to it: a call, and the true answer."""
    plan = {
        "find": ["training_time", "cost"],
        "parameters": "7B",
        "tokens": "2T",
        "accelerators": str(accelerators),
        "accelerator": "H100",
    }
    time, cost = call_tool("training_plan", plan).answers
    said = said or f"With {accelerators} H100s it takes {time.display} and costs {cost.display}."
    asked = f"How long to train 7B on 2T tokens with {accelerators} H100s, and the cost?"
    return asked, [calling("training_plan", accelerators, **plan), said]


def script(said: str = "") -> list[tuple[str, list[Any]]]:
    return [question(16 * number, said) for number in range(2, ROUNDS + 4)]


@pytest.mark.parametrize("said", ["", CITED], ids=["figures", "handles"])
def test_a_question_in_a_growing_saved_conversation(
    benchmark: Any, store: Store, said: str
) -> None:
    talk = script(said)
    assistant = store.start(ScriptedChat([item for _, said in talk for item in said]))
    questions = iter([asked for asked, _ in talk])
    assistant.ask(next(questions))
    reply = benchmark.pedantic(
        lambda: assistant.ask(next(questions)), rounds=ROUNDS, iterations=1, warmup_rounds=0
    )
    assert reply.grounded.how == "model"


def test_a_question_in_memory(benchmark: Any) -> None:
    talk = script()
    asked = iter(talk)

    def once() -> Any:
        text, said = next(asked)
        return Assistant(ScriptedChat(said)).ask(text)

    once()
    assert benchmark.pedantic(once, rounds=ROUNDS, iterations=1).grounded.how == "model"
