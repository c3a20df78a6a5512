"""The lines typed before, kept in the user's state folder; for the user's eyes only."""

from __future__ import annotations

from prompt_toolkit.history import FileHistory, History, InMemoryHistory

FILE = "history"


def open_history() -> History:
    """The history; one that lasts as long as the chat where the folder cannot be written."""
    from platformdirs import user_state_path

    file = user_state_path("flopwise", appauthor=False) / FILE
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.open("ab").close()
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(file))
