"""Reply: what an answer is made of, whichever model worded it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from ..tools.engine.text import Language
from ..tools.functions.result import Answer, Assumption, Change, Pull, Result, Section, Status, Step

T = TypeVar("T")
_HAN = re.compile(r"[\u3400-\u9fff]")


class ToolCall(BaseModel):
    """A function that was called, and with what; nulls are left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    arguments: dict[str, Any]


class Blocked(BaseModel):
    """A figure of a language model that was kept from the user.

    Attributes:
        figure: as the model wrote it.
        reason: why nothing supports it, in the language of the reply.
        attempt: in which of the model's drafts it stood, from 1.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    figure: str
    reason: str
    attempt: int = 1


class Grounded(BaseModel):
    """Whether each figure of a reply's text has a tool or the user behind it.

    Attributes:
        ok: it has.
        how: the text is the model's own ("model"), its own after it was told what was wrong
            ("corrected"), or the tools' in the model's place ("replaced").
        blocked: the figures that were kept back on the way.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ok: bool = True
    how: Literal["model", "corrected", "replaced"] = "model"
    blocked: tuple[Blocked, ...] = ()


class Usage(BaseModel):
    """What a question took of a language model.

    Attributes:
        calls: how often it was asked.
        input_tokens: that it read, as its server counts.
        output_tokens: that it wrote.
        cost: in US dollars, exactly; none where no price is known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: str | None = None


class Reply(BaseModel):
    """The outcome of one question.

    Attributes:
        status: answered, or why not; only an answered one carries answers.
        answers: only what was asked, in the order asked.
        verdict: "yes", "no" or a winner's name, for questions that have one.
        given: what the user stated, as it was understood.
        assumptions: what the user did not state.
        steps: the equations used, in order.
        changes: what would change the answer.
        pulls: how strongly each input moves the first answer, where it rests on a range.
        sections: what stands beside the answer: other laws, what would make it fit.
        warnings: what the reader should know.
        unused: what the user stated and no answer depends on.
        tool_calls: what was called, in order.
        language: of the texts.
        text: the answer in words.
        model: the language model that worded it; none where there was none.
        grounded: whether every figure of the text was checked, and how it came to pass.
        usage: tokens and price; none for the embedded model, which takes neither.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: Status
    answers: tuple[Answer, ...] = ()
    verdict: str | None = None
    given: tuple[str, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    steps: tuple[Step, ...] = ()
    changes: tuple[Change, ...] = ()
    pulls: tuple[Pull, ...] = ()
    sections: tuple[Section, ...] = ()
    warnings: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    tool_calls: tuple[ToolCall, ...] = ()
    language: Language = "en"
    text: str = ""
    model: str | None = None
    grounded: Grounded = Grounded()
    usage: Usage | None = None


def language_of(text: str) -> Language:
    """Chinese where there is a Chinese character, else English."""
    return "zh" if _HAN.search(text) else "en"


def status_of(results: Sequence[Result]) -> Status:
    """Answered if any result is; else that of the last one, or answered where there is none."""
    statuses: list[Status] = [result.status for result in results]
    if not statuses or "answered" in statuses:
        return "answered"
    return statuses[-1]


def reply_of(
    results: Sequence[Result],
    *,
    text: str,
    language: Language,
    status: Status | None = None,
    answers: Sequence[Answer] | None = None,
    verdict: str | None = None,
    tool_calls: Iterable[ToolCall] = (),
    model: str | None = None,
) -> Reply:
    """A reply from the results behind it, each thing in it once.

    Args:
        results: what the functions gave, in order.
        text: the answer in words.
        language: of the texts.
        status: of the whole; by `status_of` where none is stated.
        answers: what was asked; all answers of the results where none are stated.
        verdict: of the whole; that of the last result where none is stated.
        tool_calls: what was called.
        model: what worded it.
    """
    status = status or status_of(results)
    used = [result for result in results if result.status == "answered"]
    if answers is None:
        answers = [answer for result in used for answer in result.answers]
    if verdict is None:
        verdict = next((r.verdict for r in reversed(used) if r.verdict), None)
    answered = status == "answered"
    return Reply(
        status=status,
        answers=_each_once(answers) if answered else (),
        verdict=verdict if answered else None,
        given=_each_once(item for result in used for item in result.given),
        assumptions=_each_once(item for result in used for item in result.assumptions),
        steps=_each_once(item for result in used for item in result.steps),
        changes=_each_once(item for result in used for item in result.changes),
        pulls=used[0].pulls if used else (),
        sections=_each_once(item for result in used for item in result.sections),
        warnings=_each_once(item for result in results for item in result.warnings),
        unused=tuple(
            item for item in (used[0].unused if used else ()) if all(item in r.unused for r in used)
        ),
        tool_calls=tuple(tool_calls),
        language=language,
        text=text,
        model=model,
    )


def _each_once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
