"""What completion offers, at the start, after a command, and in a question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from flopwise.assistant.chat.commands import COMMANDS
from flopwise.assistant.chat.completion import ChatCompleter, Names, read_names
from flopwise.assistant.chat.session import Session


@pytest.fixture(scope="module")
def names() -> Names:
    return read_names()


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("FLOPWISE_DATA", str(tmp_path))
    return Session()


def offered(session: Session, names: Names | None, text: str) -> list[str]:
    """What the line becomes with each completion."""
    completer = ChatCompleter(session, lambda: names)
    found = completer.get_completions(Document(text), CompleteEvent())
    return [text[: len(text) + item.start_position] + item.text for item in found]


def test_commands_come_with_what_they_do(session: Session) -> None:
    completer = ChatCompleter(session, lambda: None)
    found = list(completer.get_completions(Document("/"), CompleteEvent()))
    assert [item.display_text for item in found] == [f"/{command.name}" for command in COMMANDS]
    assert [item.display_meta_text for item in found] == [c.purpose.en for c in COMMANDS]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("/ste", "/steps"),
        ("/ass", "/assume "),
        ("/assume mf", "/assume mfu="),
        ("/assume mfu=0.4 training_t", "/assume mfu=0.4 training_time="),
        ("/assume accel", "/assume accelerator="),
        ("/units hours, Gi", "/units hours, GiB"),
        ("/language z", "/language zh"),
        ("/export j", "/export json "),
        ("/model off", "/model offline"),
        ("/help com", "/help compare"),
        ("How many H100 S", "How many H100 SXM"),
        ("how big is Llama 3.1 70", "how big is Llama 3.1 70B"),
        ("what is the training t", "what is the training time"),
        ("用 2T 训练, 求训练时", "用 2T 训练, 求训练时间"),
    ],
)
def test_what_is_begun_can_be_ended(session: Session, names: Names, text: str, line: str) -> None:
    assert line in offered(session, names, text)


@pytest.mark.parametrize("text", ["", "H", "/nothing x", "/steps x", "what now "])
def test_nothing_is_offered_where_nothing_is_begun(
    session: Session, names: Names, text: str
) -> None:
    assert offered(session, names, text) == []


def test_until_the_names_are_read_there_are_none(session: Session) -> None:
    assert offered(session, None, "How many H100 S") == []
    assert offered(session, None, "/assume mf") == []
    assert offered(session, None, "/ste") == ["/steps"]


def test_files(session: Session, names: Names, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    assert offered(session, names, "/export md pl") == ["/export md plans"]


def test_saved_conversations(session: Session, names: Names, stand_in: Any) -> None:
    for _ in session.ask("how many H100s?"):
        pass
    session.save("my plan")
    assert offered(session, names, "/open m") == ["/open my plan"]
    session.close()


def test_what_the_last_answer_assumed(session: Session, names: Names, stand_in: Any) -> None:
    for _ in session.ask("how many H100s?"):
        pass
    assert offered(session, names, "/why m") == ["/why mfu"]
