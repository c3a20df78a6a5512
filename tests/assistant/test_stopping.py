"""Stopping in the middle of an answer: nothing is waited for, nothing goes on."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from flopwise.assistant.stopping import Stopped, pause, stoppable, waited

PATIENCE = 30


def answering() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name == "flopwise-answer"]


def test_what_is_made_comes_in_order() -> None:
    assert list(stoppable(lambda: iter([1, 2, 3]))) == [1, 2, 3]
    assert answering() == []


def test_an_error_is_raised_where_it_is_waited_for() -> None:
    def made() -> Iterator[int]:
        yield 1
        raise KeyError("two")

    items = stoppable(made)
    assert next(items) == 1
    with pytest.raises(KeyError, match="two"):
        next(items)


def test_a_blocked_server_is_left() -> None:
    release, asked = threading.Event(), threading.Event()
    ended: list[type[BaseException]] = []

    def server() -> str:
        asked.set()
        release.wait(PATIENCE)
        return "too late"

    def made() -> Iterator[str]:
        yield "begun"
        try:
            yield waited(server)
        except Stopped as stopped:
            ended.append(type(stopped))
            raise

    items = stoppable(made)
    assert next(items) == "begun"
    assert asked.wait(PATIENCE)
    started = time.monotonic()
    items.close()
    assert ended == [Stopped]
    assert answering() == []
    assert time.monotonic() - started < PATIENCE, "the server was not waited for"
    release.set()


def test_so_is_a_pause() -> None:
    def made() -> Iterator[str]:
        yield "begun"
        pause(PATIENCE)
        yield "over"

    items = stoppable(made)
    next(items)
    started = time.monotonic()
    items.close()
    assert time.monotonic() - started < PATIENCE


def test_what_a_server_gives_or_raises_is_handed_on() -> None:
    def refused() -> None:
        raise PermissionError("401")

    assert list(stoppable(lambda: [waited(lambda: 42)])) == [42]
    with pytest.raises(PermissionError, match="401"):
        list(stoppable(lambda: iter([waited(refused)])))


def test_outside_of_a_question_nothing_is_changed() -> None:
    assert waited(lambda: threading.current_thread()) is threading.current_thread()
    pause(0)
