"""Grading: questions with known answers against what a model replied. Nothing here asks a model.

A file holds one question a line, as JSON. What is graded:

kind      a line is right when
answer    each reply that a value is expected of is "answered", every expected value is among its
multi     answers (by unit and value), with at most two answers more; and the verdict is as said
clarify   the last reply is "needs_input"; "answered" with an assumption where also_kind allows it
decline   the last reply is "declined"
error     the last reply is "invalid"
explain   the last reply is "answered"

For the last four the text must also mention what `must_mention` lists (alternatives parted by "|"),
and `also_kind` names further kinds that would do. A line that is not right is wrong if a graded
reply was answered, because then something false was shown; else the model abstained.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ..tools.engine.text import Text
from ..tools.functions.result import Status
from .errors import ConfigurationError
from .reply import Reply

Kind = Literal["answer", "multi", "clarify", "decline", "error", "explain"]
Outcome = Literal["right", "wrong", "abstained"]

SPARE = 2
"""Answers that a reply may hold beyond those that were asked for."""
TOLERANCE = 0.02

STATUS: dict[Kind, Status] = {
    "answer": "answered",
    "multi": "answered",
    "explain": "answered",
    "clarify": "needs_input",
    "decline": "declined",
    "error": "invalid",
}


class BadQuestions(ConfigurationError):
    """A file of questions that cannot be read; the text says where and what would do."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class Expected(_Record):
    """One value that a reply must hold.

    Attributes:
        value: in `unit`.
        unit: a base unit.
        rel_tol: relative difference that is allowed.
        turn: which reply, 0 for the first; the last one where it is none.
        quantity: what it is, for the reader of the file.
    """

    value: float
    unit: str
    rel_tol: Annotated[float, Field(ge=0, lt=1)] = TOLERANCE
    turn: Annotated[int, Field(ge=0)] | None = None
    quantity: str = ""


class Question(_Record):
    """One line of a file: questions asked in order in one conversation, and what must come of them.

    Attributes:
        id: its name.
        lang: the language that it is asked in.
        kind: what must come of it.
        topic: what it is about.
        turns: the questions.
        expect: values that replies must hold.
        verdict: "yes", "no" or a winner's name, where the last question has one.
        must_mention: what the last text must hold; alternatives are parted by "|".
        also_kind: further kinds that would do.
    """

    id: str
    lang: str
    kind: Kind
    topic: str
    turns: Annotated[tuple[str, ...], Field(min_length=1)]
    expect: tuple[Expected, ...] = ()
    verdict: str | None = None
    must_mention: tuple[str, ...] = ()
    also_kind: tuple[Kind, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Question:
        last = len(self.turns) - 1
        if any((expected.turn or 0) > last for expected in self.expect):
            raise ValueError(f"expect names a turn after the last one ({last})")
        if self.kind in ("answer", "multi") and not (self.expect or self.verdict):
            raise ValueError(f"kind {self.kind} needs expect or verdict")
        return self

    def expected_of(self, turn: int) -> tuple[Expected, ...]:
        """The values that the reply to one turn must hold."""
        last = len(self.turns) - 1
        return tuple(e for e in self.expect if (last if e.turn is None else e.turn) == turn)


@dataclass(frozen=True)
class Grade:
    """What became of one line.

    Attributes:
        question: the line.
        outcome: right, wrong (something false was shown) or abstained.
        reason: why it is not right; empty where it is.
        said: the text of the reply that decided.
    """

    question: Question
    outcome: Outcome
    reason: str = ""
    said: str = ""


@dataclass(frozen=True)
class Tally:
    """How many lines of a group came out how."""

    right: int = 0
    wrong: int = 0
    abstained: int = 0

    @property
    def total(self) -> int:
        """All lines."""
        return self.right + self.wrong + self.abstained

    @property
    def share(self) -> float:
        """The part that is right; 1 of nothing."""
        return self.right / self.total if self.total else 1.0


def read_questions(text: str, name: str) -> tuple[Question, ...]:
    """The questions of a file.

    Args:
        text: the file's text: one JSON object a line; empty lines count for nothing.
        name: the file's name, for errors.

    Raises:
        BadQuestions: a line is no JSON, lacks or misnames something, or repeats an id.
    """
    questions: list[Question] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        question = _read_line(line, f"{name}:{number}")
        if question.id in seen:
            raise _bad(f"{name}:{number}", f"id {question.id!r} stands in line {seen[question.id]}",
                       f"id {question.id!r} 与第 {seen[question.id]} 行重复")  # fmt: skip
        seen[question.id] = number
        questions.append(question)
    if not questions:
        raise _bad(
            name, "no questions: write one JSON object a line", "没有问题:每行写一个 JSON 对象"
        )
    return tuple(questions)


def _read_line(line: str, where: str) -> Question:
    try:
        return Question.model_validate(json.loads(line))
    except (json.JSONDecodeError, RecursionError) as error:
        reason = getattr(error, "msg", "nested too deeply")
        raise _bad(where, f"not JSON ({reason})", f"不是 JSON({reason})") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        reason = f"{field}: {reason}" if field else reason
        raise _bad(where, reason, reason) from None


def _bad(where: str, en: str, zh: str) -> BadQuestions:
    return BadQuestions(Text(f"{where}: {en}", f"{where}:{zh}"))


def grade(question: Question, replies: Sequence[Reply]) -> Grade:
    """What became of a line.

    Args:
        question: the line.
        replies: one for each of its turns.
    """
    if question.kind in ("answer", "multi"):
        graded = {n: r for n, r in enumerate(replies) if question.expected_of(n)}
        if question.verdict or not graded:
            graded[len(replies) - 1] = replies[-1]
        checks = [(_values_fault(question, n, reply), reply) for n, reply in graded.items()]
    else:
        graded = {len(replies) - 1: replies[-1]}
        checks = [(_status_fault(question, replies[-1]), replies[-1])]
    for reason, reply in checks:
        if reason:
            shown = any(r.status == "answered" for r in graded.values())
            return Grade(question, "wrong" if shown else "abstained", reason, reply.text)
    return Grade(question, "right", said=replies[-1].text)


def _values_fault(question: Question, turn: int, reply: Reply) -> str:
    """Why a reply does not hold what is expected of it; empty where it does."""
    wanted = question.expected_of(turn)
    if reply.status != "answered":
        return f"{reply.status}, not answered"
    for expected in wanted:
        if not any(_matches(expected, answer) for answer in reply.answers):
            got = ", ".join(f"{a.value:g} {a.unit}" for a in reply.answers) or "no figure"
            return f"expected {expected.value:g} {expected.unit}, got {got}"
    if len(reply.answers) > len(wanted) + SPARE:
        return f"{len(reply.answers)} answers to {len(wanted)} questions"
    if question.verdict and turn == len(question.turns) - 1:
        said = (reply.verdict or "").casefold()
        meant = question.verdict.casefold()
        if not said or (said not in meant and meant not in said):
            return f"expected verdict {question.verdict}, got {reply.verdict or 'none'}"
    return ""


def _matches(expected: Expected, answer: Any) -> bool:
    return answer.unit == expected.unit and math.isclose(
        answer.value, expected.value, rel_tol=expected.rel_tol, abs_tol=1e-12
    )


def _status_fault(question: Question, reply: Reply) -> str:
    """Why a reply is not of an allowed kind, or lacks a word; empty where neither is so."""
    kinds = (question.kind, *question.also_kind)
    allowed = {STATUS[kind] for kind in kinds}
    if reply.status not in allowed:
        return f"{reply.status}, not {' or '.join(sorted(allowed))}"
    if reply.status == "answered" and question.kind == "clarify" and not reply.assumptions:
        return "answered without an assumption"
    if reply.answers and reply.status != "answered":
        return f"{reply.status}, yet with answers"
    text = reply.text.casefold()
    for entry in question.must_mention:
        if not any(part.casefold() in text for part in entry.split("|")):
            return f"does not mention {entry}"
    return ""


def tally(grades: Iterable[Grade], key: Callable[[Question], str]) -> dict[str, Tally]:
    """How the lines of each group came out, groups in alphabetical order.

    Args:
        grades: of the lines.
        key: the group of a line.
    """
    counts: dict[str, dict[Outcome, int]] = {}
    for one in grades:
        group = counts.setdefault(key(one.question), {})
        group[one.outcome] = group.get(one.outcome, 0) + 1
    return {name: Tally(**counts[name]) for name in sorted(counts)}
