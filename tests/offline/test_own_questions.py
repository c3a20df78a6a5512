"""Questions of our own: nearly all right, hardly any answered wrongly, and no false alarm.

The embedded model's answers are the tools' own words, so the check of figures finds nothing in
them. Each conversation is held once: its grade and its alarms are of the same replies.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from langchain_core.messages import BaseMessage
from langchain_core.runnables import RunnableConfig

from flopwise import Assistant, Reply
from flopwise.assistant.evaluation import grade, read_questions, tally
from flopwise.assistant.grounding.check import check
from flopwise.assistant.offline import wording
from flopwise.prompts import load, names
from flopwise.tools.engine.text import Text
from flopwise.tools.engine.wording import shown
from flopwise.tools.vocabulary import VOCABULARY

DATA = Path(__file__).parents[1] / "data"
FILE = DATA / "own_questions.jsonl"
QUESTIONS = read_questions(FILE.read_text(encoding="utf-8"), FILE.name)
RIGHT, WRONG = 0.95, 0.01


class Exchange(NamedTuple):
    """A question, the reply to it, and the messages up to the reply."""

    question: str
    reply: Reply
    messages: list[BaseMessage]


Converse = Callable[[Sequence[str]], list[Exchange]]


@pytest.fixture(scope="module")
def converse(tmp_path_factory: pytest.TempPathFactory) -> Converse:
    """Conversations with the embedded model, where no settings are found."""
    nowhere = tmp_path_factory.mktemp("without_settings")

    @cache
    def held(questions: tuple[str, ...]) -> list[Exchange]:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(nowhere)
            assistant = Assistant("offline")
        config: RunnableConfig = {"configurable": {"thread_id": assistant.thread}}
        exchanges = []
        for question in questions:
            reply = assistant.ask(question)
            messages = assistant._ready().get_state(config).values["messages"]
            exchanges.append(Exchange(question, reply, messages[:-1]))
        return exchanges

    return lambda questions: held(tuple(questions))


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


@pytest.mark.parametrize("language", ["en", "zh"])
def test_questions(language: str, converse: Converse) -> None:
    grades = [
        grade(question, [exchange.reply for exchange in converse(question.turns)])
        for question in QUESTIONS
        if question.lang == language
    ]
    found = tally(grades, lambda question: question.lang)[language]
    failed = [f"{g.outcome} {g.question.id}" for g in grades if g.outcome != "right"]
    assert found.right >= RIGHT * found.total, failed
    assert found.wrong <= WRONG * found.total, failed


def test_no_alarm(authored: str, converse: Converse) -> None:
    corpus = (DATA / "grounding_conversations.jsonl").read_text(encoding="utf-8").splitlines()
    told = [tuple(turn["question"] for turn in json.loads(line)["turns"]) for line in corpus]
    alarms = []
    for questions in (*told, *(question.turns for question in QUESTIONS)):
        for question, reply, messages in converse(questions):
            found = check(reply.text, messages)
            if found:  # Then perhaps it quotes one of the authored texts, which take long to read.
                found = check(reply.text, messages, authored)
            if found:
                alarms.append((question, [(item.figure, item.reason.en) for item in found]))
    assert not alarms


def test_every_topic_has_both_languages() -> None:
    topics = {q.topic for q in QUESTIONS}
    for language in ("en", "zh"):
        assert {q.topic for q in QUESTIONS if q.lang == language} == topics


@pytest.mark.parametrize("name", [FILE.name, "fresh_questions.jsonl"])
def test_ids_are_unique(name: str) -> None:
    questions = read_questions((DATA / name).read_text(encoding="utf-8"), name)
    assert len({q.id for q in questions}) == len(questions)
