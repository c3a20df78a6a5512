"""The questions of our own: nearly all right, and hardly any answered wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

import flopwise
from flopwise.assistant.evaluation import grade, read_questions, tally

FILE = Path(__file__).parents[1] / "data" / "own_questions.jsonl"
QUESTIONS = read_questions(FILE.read_text(encoding="utf-8"), FILE.name)
RIGHT, WRONG = 0.95, 0.01


@pytest.mark.parametrize("language", ["en", "zh"])
def test_questions(language: str) -> None:
    grades = []
    for question in (q for q in QUESTIONS if q.lang == language):
        assistant = flopwise.Assistant(model="offline")
        grades.append(grade(question, [assistant.ask(turn) for turn in question.turns]))
    found = tally(grades, lambda question: question.lang)[language]
    failed = [f"{g.outcome} {g.question.id}" for g in grades if g.outcome != "right"]
    assert found.right >= RIGHT * found.total, failed
    assert found.wrong <= WRONG * found.total, failed


def test_every_topic_has_both_languages() -> None:
    topics = {q.topic for q in QUESTIONS}
    for language in ("en", "zh"):
        assert {q.topic for q in QUESTIONS if q.lang == language} == topics


def test_ids_are_unique() -> None:
    assert len({q.id for q in QUESTIONS}) == len(QUESTIONS)
