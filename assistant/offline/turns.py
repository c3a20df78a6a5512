"""What the offline model reads and decides: records that its reader and its chat model share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ...tools.functions.result import Answer, Result, Status

Language = Literal["en", "zh"]


@dataclass(frozen=True)
class Call:
    """One function to call.

    Attributes:
        function: its name in the table of functions.
        arguments: what to hand it; what is left out is null.
    """

    function: str
    arguments: Mapping[str, object]


@dataclass(frozen=True)
class Turn:
    """A question and what came of it.

    Attributes:
        question: what the user wrote.
        calls: the functions called for it, in order.
        results: what they gave, in the order of the calls.
        said: the answer's words; empty while the question is open.
        language: that the user set for answers; none follows the question.
    """

    question: str
    calls: tuple[Call, ...] = ()
    results: tuple[Result, ...] = ()
    said: str = ""
    language: Language | None = None


@dataclass(frozen=True)
class Decision:
    """What to do about a new question: call functions, or say something at once.

    Attributes:
        language: the language to answer in.
        calls: the functions to call; if there are none, `say` is the answer.
        say: the answer where no call is needed.
        status: of the reply that `say` makes.
    """

    language: Language
    calls: tuple[Call, ...] = ()
    say: str = ""
    status: Status = "answered"


@dataclass(frozen=True)
class Spoken:
    """The words for the results of the last turn.

    Attributes:
        text: the words.
        status: of the reply.
        verdict: "yes", "no" or a winner's name, where the question has one.
        answers: only what was asked; none stands for all answers of the results, in order.
        calls: what must be called first; there are no words while there are any.
    """

    text: str
    status: Status
    verdict: str | None = None
    answers: tuple[Answer, ...] | None = None
    calls: tuple[Call, ...] = ()
