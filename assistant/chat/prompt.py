"""Lines typed at a terminal, with editing, history and completion.

The prompt stands before SymPy and LangChain are loaded: a thread loads them meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ...tools.engine.text import Text
from ..render import FAINT
from ..stopping import LOOK
from .commands import is_command
from .display import Screen
from .reading import is_open
from .session import Session

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings

    from .completion import Names

PROMPT = "› "
MORE = " " * len(PROMPT)
LEAVING = Text("Ctrl-C again, or Ctrl-D, leaves.", "再按 Ctrl-C 或按 Ctrl-D 离开。")

Read = Callable[[], str]


class Interrupted(Exception):
    """Ctrl-C at the prompt; `empty` where nothing was typed."""

    def __init__(self, empty: bool) -> None:
        super().__init__()
        self.empty = empty


class Prompt:
    """Where lines are typed.

    Args:
        screen: of the chat.
    """

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._warned = False
        self._names: list[Names] = []
        self._loading = threading.Thread(target=self._load, name="flopwise-load", daemon=True)

    def lines(self) -> Iterator[str]:
        """Each line; Ctrl-C clears it, on an empty one twice, or Ctrl-D, ends."""
        session = self._screen.session
        plain = self._screen.out.is_dumb_terminal
        read = _plainly if plain else _editing(session, lambda: next(iter(self._names), None))
        self._loading.start()
        while True:
            try:
                line = read()
            except Interrupted as interrupt:
                if interrupt.empty:
                    if self._warned:
                        return
                    self.warn()
                continue
            except EOFError:
                return
            self._warned = False
            if line.strip():
                yield line

    def warn(self) -> None:
        """Say that the next Ctrl-C leaves."""
        self._warned = True
        self._screen.say(LEAVING, FAINT)

    def wait_until_loaded(self, stopped: Callable[[], bool]) -> None:
        """Let the loading end.

        Raises:
            KeyboardInterrupt: `stopped` says that the user does not want to wait.
        """
        while self._loading.is_alive():
            self._loading.join(LOOK)
            if stopped():
                raise KeyboardInterrupt

    def _load(self) -> None:
        with suppress(Exception):  # What is wrong is told when a question takes it.
            from .completion import read_names

            self._names.append(read_names())
            self._screen.session.load()


def _plainly() -> str:
    """A line, or the lines of a JSON object, where the terminal can do no more than show text."""
    try:
        text = input(PROMPT)
        while is_open(text):
            text += f"\n{input(MORE)}"
    except KeyboardInterrupt:
        print()
        raise Interrupted(empty=True) from None
    return text


def _editing(session: Session, names: Callable[[], Names | None]) -> Read:
    """Reads with editing, history and completion; what is assumed stands below."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.application import get_app
    from prompt_toolkit.filters import Condition

    from .completion import ChatCompleter
    from .history import open_history

    prompt: PromptSession[str] = PromptSession(
        PROMPT,
        history=open_history(),
        completer=ChatCompleter(session, names),
        complete_while_typing=Condition(lambda: is_command(get_app().current_buffer.text)),
        multiline=True,
        prompt_continuation=MORE,
        key_bindings=_keys(),
    )

    def read() -> str:
        prompt.bottom_toolbar = _toolbar(session)
        try:
            return prompt.prompt()
        except KeyboardInterrupt:
            raise Interrupted(not prompt.default_buffer.text.strip()) from None

    return read


def _keys() -> KeyBindings:
    """Enter sends, but inside an open JSON object; Alt-Enter begins a new line."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("enter")
    def _(event: Any) -> None:
        buffer = event.current_buffer
        if is_open(buffer.text):
            buffer.insert_text("\n")
        else:
            buffer.validate_and_handle()

    @keys.add("escape", "enter")
    def _(event: Any) -> None:
        event.current_buffer.insert_text("\n")

    return keys


def _toolbar(session: Session) -> str | None:
    """What holds beside the question: the assumptions and units of the user's own."""
    parts = [f"{name}={value}" for name, value in session.assumed.items()]
    parts += session.unit_names()
    return " · ".join(parts) or None
