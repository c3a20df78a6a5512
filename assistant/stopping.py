"""Stopping in the middle of an answer, which a blocked read of a server's socket would not allow.

The answer is made in a thread. Whoever asked and stops waiting for it (Ctrl-C, a closed generator)
sets a flag; waiting for a server or for a pause ends at once, and the thread with it. What the
server still sends goes nowhere.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable
from contextvars import ContextVar, copy_context
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")

LOOK = 0.05
"""Seconds between two looks at the flag."""

_waiting: list[SimpleQueue[tuple[str, Any]]] = []
"""Where answers are waited for just now."""

_flag: ContextVar[threading.Event | None] = ContextVar("flopwise_stopped", default=None)


class Stopped(BaseException):
    """Nobody waits for the answer any more."""


def stoppable(produce: Callable[[], Iterable[T]]) -> Generator[T, None, None]:
    """What `produce` gives, made in a thread that ends when the iterator is closed."""
    flag = threading.Event()
    queue: SimpleQueue[tuple[str, Any]] = SimpleQueue()

    def run() -> None:
        _flag.set(flag)
        try:
            for item in produce():
                queue.put(("item", item))
                if flag.is_set():
                    break
        except BaseException as error:
            queue.put(("error", error))
        else:
            queue.put(("end", None))

    thread = threading.Thread(target=copy_context().run, args=(run,), name="flopwise-answer")
    thread.start()
    _waiting.append(queue)
    try:
        while (got := queue.get())[0] == "item":
            yield got[1]
        if got[0] == "error":
            raise got[1]
    finally:
        _waiting.remove(queue)
        flag.set()
        thread.join()


def interrupt() -> bool:
    """Raise KeyboardInterrupt where an answer is waited for.

    Unlike an error raised in a signal handler it cannot break an import in half, which would leave
    the lock of imports taken for good.

    Returns:
        Whether any was waited for.
    """
    waiting = tuple(_waiting)
    for queue in waiting:
        queue.put(("error", KeyboardInterrupt()))
    return bool(waiting)


def waited(call: Callable[[], T]) -> T:
    """What `call` returns; it is left alone where the answer is stopped meanwhile.

    Raises:
        Stopped: nobody waits any more.
    """
    flag = _flag.get()
    if flag is None:
        return call()
    outcome: list[tuple[bool, Any]] = []

    def run() -> None:
        try:
            outcome.append((True, call()))
        except BaseException as error:
            outcome.append((False, error))

    thread = threading.Thread(
        target=copy_context().run, args=(run,), name="flopwise-server", daemon=True
    )
    thread.start()
    while thread.is_alive():
        thread.join(LOOK)
        if flag.is_set():
            raise Stopped
    returned, value = outcome[0]
    if not returned:
        raise value
    result: T = value
    return result


def pause(seconds: float) -> None:
    """Wait.

    Raises:
        Stopped: nobody waits any more.
    """
    flag = _flag.get() or threading.Event()
    if flag.wait(seconds):
        raise Stopped
