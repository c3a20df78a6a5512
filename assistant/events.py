"""What happens while a question is answered: the events that `Assistant.stream` yields, in order.

ToolStarted    a function is called
ToolFinished   what came of it
Waiting        the model's server was busy or failed: it is asked again after a pause
Writing        the model writes; how far it is, never what, because nothing is checked yet
Rejected       a draft held figures that nothing supports: the model is asked to mend it
Told           a part of the answer's text, checked
Answered       the whole reply: the last event of every question that does not raise

A consumer that stops early closes the stream, and the question is taken back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..tools.engine.text import Text
from ..tools.functions.result import Result
from .reply import Blocked, Reply


@dataclass(frozen=True)
class ToolStarted:
    """A function is called.

    Attributes:
        id: of the call; `ToolFinished` repeats it.
        name: of the function.
        arguments: as the model gave them, nulls left out.
    """

    id: str
    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ToolFinished:
    """What came of a call.

    Attributes:
        id: of the call.
        name: of the function.
        text: what the model reads of it.
        result: the exact result; none where the call itself failed (unknown tool, bad arguments).
    """

    id: str
    name: str
    text: str
    result: Result | None = None

    @property
    def line(self) -> str:
        """The first line of its text: the answer, or what was wrong."""
        return self.text.split("\n", 1)[0]


@dataclass(frozen=True)
class Waiting:
    """The model's server is asked again after a pause.

    Attributes:
        seconds: how long the pause is.
        reason: why.
        attempt: which attempt failed, from 1.
        attempts: how many there are at most.
    """

    seconds: float
    reason: Text
    attempt: int
    attempts: int

    @property
    def told(self) -> Text:
        """What a reader is told of it, in one line."""
        return Text(
            f"{self.reason.en}: asking again in {self.seconds:.3g} s "
            f"({self.attempt} of {self.attempts})",
            f"{self.reason.zh}:{self.seconds:.3g} 秒后重试"
            f"(第 {self.attempt} 次,共 {self.attempts} 次)",
        )


@dataclass(frozen=True)
class Writing:
    """The model writes its answer.

    Attributes:
        characters: how many it has written so far.
    """

    characters: int


@dataclass(frozen=True)
class Rejected:
    """A draft was refused; nothing of it was shown.

    Attributes:
        blocked: the figures that nothing supports, each with the reason.
        attempt: which draft it was, from 1.
    """

    blocked: tuple[Blocked, ...]
    attempt: int


@dataclass(frozen=True)
class Told:
    """A part of the answer's text. All parts together are `Reply.text`."""

    text: str


@dataclass(frozen=True)
class Answered:
    """The question is answered, whatever its status."""

    reply: Reply


Event = ToolStarted | ToolFinished | Waiting | Writing | Rejected | Told | Answered
