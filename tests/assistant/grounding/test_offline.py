"""The embedded model's answers are the tools' own words: the check finds nothing in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableConfig

from flopwise import Assistant
from flopwise.assistant.grounding.check import check
from flopwise.assistant.offline import wording
from flopwise.prompts import load, names
from flopwise.tools.engine.text import Text
from flopwise.tools.engine.wording import shown
from flopwise.tools.vocabulary import VOCABULARY

from .corpora import DATA, rows


def conversations() -> Iterator[tuple[str, ...]]:
    """Questions asked in order: those of the corpora, and of every file of questions."""
    for row in rows("grounding_conversations"):
        yield tuple(turn["question"] for turn in row["turns"])
    for file in sorted(DATA.glob("*questions*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield tuple(json.loads(line)["turns"])


@pytest.fixture(scope="module")
def authored() -> str:
    """What flopwise says of its own: explanations, examples, documented defaults."""
    topics = (load(f"topics/{name}") for name in names("topics"))
    texts = [text[text.index("\n## ") :] for text in topics]  # Without the words that call them.
    texts += [part for said in vars(wording).values() if isinstance(said, Text) for part in said]
    for quantity in VOCABULARY:
        if quantity.default is not None:
            texts.append(f"{quantity.label.en}: {shown(quantity, quantity.default.value, 'en')}")
            texts.append(f"{quantity.label.zh}: {shown(quantity, quantity.default.value, 'zh')}")
    return "\n".join(texts)


def test_no_alarm(authored: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    alarms = []
    for questions in conversations():
        assistant = Assistant("offline")
        for question in questions:
            reply = assistant.ask(question)
            config: RunnableConfig = {"configurable": {"thread_id": assistant.thread}}
            messages = assistant._ready().get_state(config).values["messages"]
            found = check(reply.text, messages[:-1])
            if found:  # Then perhaps it quotes one of the authored texts, which take long to read.
                found = check(reply.text, messages[:-1], authored)
            if found:
                alarms.append((question, [(item.figure, item.reason.en) for item in found]))
    assert not alarms
