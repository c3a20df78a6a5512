"""Saved conversations: one file in the user's data folder, or a PostgreSQL database.

LangGraph's checkpointer keeps the messages; a small table beside it keeps the titles. A
conversation is written when a question is answered, and not before: whatever breaks off in the
middle of an answer loses that answer and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..tools.engine.errors import FlopwiseError
from ..tools.engine.text import Language, Text
from .conversation import Assistant
from .databases import Database, open_file, open_server
from .errors import one_line
from .settings import Settings, read_settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

FILE = "conversations.db"
TITLE_LENGTH = 60
SHORTEST_ID = 4
"""Characters of an id that may stand for the whole."""

_TABLE = """
CREATE TABLE IF NOT EXISTS flopwise_conversations (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    questions INTEGER NOT NULL,
    updated TEXT NOT NULL
)"""


class UnknownConversation(FlopwiseError):
    """No saved conversation is called so; the text says how to see those that there are."""


@dataclass(frozen=True)
class Saved:
    """A saved conversation.

    Attributes:
        id: its name in the store; a start that no other shares does to open it.
        title: its first question, or what the user called it.
        questions: how many were answered.
        updated: when the last one was.
    """

    id: str
    title: str
    questions: int
    updated: datetime


class Store:
    """Where conversations are kept; `open_store` makes one.

    Attributes:
        checkpointer: keeps the messages.
        notice: what the user should know of the store (a damaged file was set aside), or none.
    """

    def __init__(self, database: Database) -> None:
        self.checkpointer = database.checkpointer
        self.notice = database.notice
        self._database = database
        self._run = database.run
        self._run(_TABLE, ())

    def __enter__(self) -> Store:
        """The store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let the file or the server go."""
        self._database.close()

    def list(self) -> list[Saved]:
        """The saved conversations, the latest first."""
        rows = self._run(
            "SELECT id, title, questions, updated FROM flopwise_conversations "
            "ORDER BY updated DESC, id",
            (),
        )
        return [Saved(i, title, n, datetime.fromisoformat(at)) for i, title, n, at in rows]

    def find(self, key: str | None = None) -> Saved:
        """One conversation.

        Args:
            key: its id, the start of it, its title, or its place in the list from 1; none is the
                latest one.

        Raises:
            UnknownConversation: there is none, or several fit.
        """
        saved = self.list()
        if key is None:
            fitting = saved[:1]
        else:
            wanted = key.strip()
            exact = [s for s in saved if wanted in (s.id, s.title)]
            numbered = [s for place, s in enumerate(saved, 1) if str(place) == wanted]
            begun = [s for s in saved if len(wanted) >= SHORTEST_ID and s.id.startswith(wanted)]
            partly = [s for s in saved if wanted and wanted.casefold() in s.title.casefold()]
            fitting = exact[:1] or numbered or begun or partly
        if len(fitting) != 1:
            raise _unknown(key, len(fitting))
        return fitting[0]

    def start(
        self, model: str | BaseChatModel | None = None, *, language: Language | None = None
    ) -> Assistant:
        """A new conversation, saved with its first answer."""
        return Assistant(model, language=language, store=self)

    def open(
        self,
        key: str | None = None,
        model: str | BaseChatModel | None = None,
        *,
        language: Language | None = None,
    ) -> Assistant:
        """A saved conversation, to go on with.

        Args:
            key: as `find` takes it.
            model: as `Assistant` takes it.
            language: of the answers.

        Raises:
            UnknownConversation: as `find`.
        """
        return Assistant(model, language=language, thread=self.find(key).id, store=self)

    def rename(self, key: str, title: str) -> Saved:
        """Give a conversation a title of the user's own.

        Raises:
            UnknownConversation: as `find`.
        """
        found = self.find(key)
        self._run(
            "UPDATE flopwise_conversations SET title = ? WHERE id = ?",
            (_title(title), found.id),
        )
        return self.find(found.id)

    def delete(self, key: str) -> Saved:
        """Forget a conversation for good.

        Raises:
            UnknownConversation: as `find`.
        """
        found = self.find(key)
        self.checkpointer.delete_thread(found.id)
        self._run("DELETE FROM flopwise_conversations WHERE id = ?", (found.id,))
        return found

    def answered(self, thread: str, question: str) -> None:
        """Enter one more answered question of a conversation."""
        self._run(
            "INSERT INTO flopwise_conversations (id, title, questions, updated) "
            "VALUES (?, ?, 1, ?) ON CONFLICT (id) DO UPDATE "
            "SET questions = flopwise_conversations.questions + 1, updated = excluded.updated",
            (thread, _title(question), datetime.now(UTC).isoformat(timespec="microseconds")),
        )
        self._database.forget_older(thread)

    def took_back(self, thread: str) -> None:
        """Enter that the last question was taken back."""
        self._run(
            "UPDATE flopwise_conversations SET questions = questions - 1 "
            "WHERE id = ? AND questions > 0",
            (thread,),
        )


def open_store(settings: Settings | None = None) -> Store:
    """The user's saved conversations.

    Args:
        settings: where they are; none reads the environment.

    Raises:
        ConfigurationError: the folder cannot be written, or the database cannot be reached.
    """
    settings = settings or read_settings()
    if settings.database:
        return Store(open_server(settings.database))
    return Store(open_file(settings.data_folder / FILE))


def _unknown(key: str | None, fitting: int) -> UnknownConversation:
    if key is None:
        return UnknownConversation(
            Text("no conversation is saved yet", "还没有保存的对话"),
        )
    shown = one_line(key, 40)
    if fitting:
        return UnknownConversation(
            Text(
                f"{fitting} saved conversations fit {shown!r}: give its number in the list",
                f"有 {fitting} 个保存的对话符合「{shown}」:请给出列表中的编号",
            )
        )
    return UnknownConversation(
        Text(
            f"no saved conversation {shown!r}: give its number in the list, or its title",
            f"没有保存的对话「{shown}」:请给出列表中的编号或标题",
        )
    )


def _title(text: str) -> str:
    line = " ".join(text.split()) or "…"
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"
