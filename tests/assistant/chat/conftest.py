"""A program in a pseudo-terminal of its own: keys go in, what it shows comes out."""

from __future__ import annotations

import os
import re
import select
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

import pytest

ENTER = "\r"
READY, TAKEN = "\x1b[?2004h", "\x1b[?2004l"
"""What the program sends before it reads a line, and when it has one: pasting on and off."""

PATIENCE = 20
"""Seconds after which what is expected will not come."""
QUIET = 1.0
"""Seconds without a word after which a prompt has settled."""

_PIECES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[PX^_\]].*?(?:\x07|\x1b\\)|.)|[\r\n]|[^\x1b\r\n]+", re.DOTALL
)
_UP = re.compile(r"\x1b\[(\d*)A")
_TAKE_TERMINAL = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.SIG_DFL)  # Tests that run in the background ignore it.
os.execv(sys.argv[1], sys.argv[1:])
"""


class PseudoTerminal:
    """A running program.

    Args:
        command: what to run.
        environment: what is set beside the environment of the tests.
        columns: the width of the terminal.

    Attributes:
        raw: all that the program wrote.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], columns: int = 100
    ) -> None:
        pty = pytest.importorskip("pty", reason="no pseudo-terminals here")
        import fcntl
        import termios

        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-c", _TAKE_TERMINAL, *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "PROMPT_TOOLKIT_NO_CPR": "1", **environment},
            start_new_session=True,
        )
        os.close(theirs)
        self.raw = ""
        self._bytes = b""
        self._seen = 0

    def __enter__(self) -> PseudoTerminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    @property
    def shown(self) -> str:
        """All that the program wrote, without escapes."""
        return _plain(self.raw)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def wait(self) -> str:
        """Wait until a line can be typed; what was shown before."""
        return self.expect(READY)

    def ask(self, line: str) -> str:
        """Type a line; what is shown from its end until the next can be typed."""
        self.type(line + ENTER)
        self.expect(TAKEN)
        return self.wait()

    def expect(self, words: str) -> str:
        """Wait until `words` are shown.

        Returns:
            What was shown since the last time, up to them.
        """
        deadline = time.monotonic() + PATIENCE
        while (place := self.raw.find(words, self._seen)) < 0:
            if not self._read(deadline - time.monotonic()):
                raise AssertionError(f"{words!r} not shown:\n{self.raw[self._seen :]}")
        before = self.raw[self._seen : place]
        self._seen = place + len(words)
        return _plain(before)

    def settle(self) -> None:
        """Wait until nothing more is written: a prompt is shown a moment before keys are read."""
        while self._read(QUIET):
            pass

    def end(self) -> int:
        """Wait until the program ends; its exit code."""
        while self._read(PATIENCE):
            pass
        return self._process.wait(PATIENCE)

    def _read(self, seconds: float) -> bool:
        """Take what the program wrote; false where it ended, or wrote nothing for so long."""
        ready, _, _ = select.select([self._ours], [], [], max(seconds, 0))
        if not ready:
            return False
        try:
            more = os.read(self._ours, 65536)
        except OSError:  # Its end is closed.
            return False
        self._bytes += more
        self.raw = self._bytes.decode(errors="replace")
        return bool(more)


def _plain(raw: str) -> str:
    """What is left to see: what was written over or wiped from its line again is not."""
    rows, row, column = [""], 0, 0
    for piece in _PIECES.findall(raw):
        if piece == "\r":
            column = 0
        elif piece == "\n":
            row += 1
            rows += [""] * (row == len(rows))
        elif up := _UP.fullmatch(piece):
            row = max(row - int(up[1] or 1), 0)
        elif piece in ("\x1b[2K", "\x1b[J", "\x1b[K"):
            rows[row] = "" if piece == "\x1b[2K" else rows[row][:column]
        elif not piece.startswith("\x1b"):
            before = rows[row].ljust(column)
            rows[row] = before[:column] + piece + before[column + len(piece) :]
            column += len(piece)
    return "\n".join(rows)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., PseudoTerminal]]:
    """Starts the chat, with all that it keeps in a folder of the test's own."""
    script = Path(sys.executable).with_name("flopwise")
    kept = {
        "FLOPWISE_DATA": str(tmp_path / "data"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "LANG": "C.UTF-8",
        "LC_ALL": "",
        "TERM": "xterm",
    }
    with ExitStack() as running:

        def run(*arguments: str, columns: int = 100, **environment: str) -> PseudoTerminal:
            command = [str(script), *arguments]
            return running.enter_context(PseudoTerminal(command, {**kept, **environment}, columns))

        yield run
