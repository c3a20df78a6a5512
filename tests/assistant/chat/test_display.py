"""What is shown while a question is answered: calls, waits, refused drafts, then the answer."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from flopwise.assistant.chat.display import Screen, call_line
from flopwise.assistant.chat.session import Call, Session
from flopwise.assistant.conversation import Assistant
from flopwise.assistant.events import (
    Answered,
    Event,
    Rejected,
    Told,
    ToolFinished,
    ToolStarted,
    Waiting,
    Writing,
)
from flopwise.assistant.reply import Blocked, Reply
from flopwise.tools.adapters import call_tool
from flopwise.tools.engine.text import Text

GIVEN = {
    "find": ["accelerators", "cost"],
    "parameters": "7B",
    "tokens": "2T",
    "accelerator": "H100",
    "training_time": "30 days",
    "language": "en",
}
RESULT = call_tool("training_plan", GIVEN)
FINISHED = ToolFinished("1", "training_plan", RESULT.text, RESULT)
EVENTS: tuple[Event, ...] = (
    ToolStarted("1", "training_plan", GIVEN),
    FINISHED,
    Waiting(2.5, Text("the server is busy", "服务器繁忙"), 1, 3),
    Writing(120),
    Rejected((Blocked(figure="99 ZFLOP", reason="no tool gave it"),), 1),
    Told("82."),
    Answered(Reply(status="answered", text="82.", model="gpt")),
)


def shown(events: Sequence[Event], *, live: bool, language: Any = None, width: int = 100) -> str:
    def stream(question: str) -> Iterator[Event]:
        yield from events

    session = Session(language=language)
    session._assistant = SimpleNamespace(stream=stream)  # type: ignore[assignment]
    out = Console(file=io.StringIO(), width=width, highlight=False, markup=False)
    assert Screen(out, session, live=live).follow(session.ask("how many?")) is not None
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


def test_each_event_is_a_line_where_somebody_watches() -> None:
    assert shown(EVENTS, live=True).splitlines() == [
        call_line(Call("training_plan", GIVEN, {}, FINISHED), 100).plain,
        "· the server is busy: asking again in 2.5 s (1 of 3)",
        "! a draft held figures that nothing supports (99 ZFLOP): asked to mend it",
        "82.",
    ]


def test_in_chinese() -> None:
    assert "· 服务器繁忙:2.5 秒后重试(第 1 次,共 3 次)" in shown(EVENTS, live=True, language="zh")


def test_a_pipe_has_the_answer_alone() -> None:
    assert shown(EVENTS, live=False) == "82.\n"


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_call_is_one_line_that_ends_in_what_it_gave(width: int, language: str) -> None:
    result = call_tool("training_plan", {**GIVEN, "language": language})
    finished = ToolFinished("1", "training_plan", result.text, result)
    line = call_line(Call("training_plan", GIVEN, {"mfu": "0.45"}, finished), width)
    assert line.cell_len == cell_len(line.plain) <= width
    assert line.plain.startswith("· training_plan(find=accel"[: width // 3])
    assert " → 82" in line.plain
    if width == 200:
        assert ", training_time=30 days, mfu=0.45) → 82 " in line.plain


def test_a_call_that_failed_says_why() -> None:
    failed = ToolFinished("1", "planner", "planner: no such function\nthere are …")
    line = call_line(Call("planner", {"changes": [{"by": 2}]}, {}, failed), 100)
    assert line.plain == '· planner(changes=[{"by": 2}]) → planner: no such function'


def test_a_language_models_answer_that_was_mended(call: Any, scripted: Any) -> None:
    given = {**GIVEN, "find": ["accelerators"]}
    said = (
        call("training_plan", **given),
        "You need 99 accelerators.",
        "You need 82 accelerators.",
    )
    session = Session()
    session._assistant = Assistant(scripted(*said))
    out = Console(file=io.StringIO(), width=100, highlight=False, markup=False)
    Screen(out, session, live=True).follow(
        session.ask("How many H100s train 7B on 2T tokens in 30 days?")
    )
    assert isinstance(out.file, io.StringIO)
    lines = out.file.getvalue().splitlines()
    assert lines[0].startswith("· training_plan(")
    assert lines[1].startswith("! a draft held figures that nothing supports (99")
    assert lines[2].startswith("You need 82 accelerators.")
    assert "every figure checked, after a correction" in "\n".join(lines)
