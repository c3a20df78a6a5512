"""Databases for saved conversations: a SQLite file, or a PostgreSQL server."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..tools.engine.text import Text
from .errors import ConfigurationError, one_line

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver

BUSY_SECONDS = 10
"""How long another process may hold the file."""

CHECKED_BYTES = 100_000_000
"""A file up to this size is checked whole when it is opened."""

CONNECT_SECONDS = 10

_NOT_NEWEST = (
    "DELETE FROM {} WHERE thread_id = ? AND checkpoint_id < "
    "(SELECT MAX(checkpoint_id) FROM checkpoints WHERE thread_id = ?)"
)
_NO_LONGER_USED = (
    "DELETE FROM checkpoint_blobs AS blob WHERE thread_id = ? AND NOT EXISTS ("
    "SELECT 1 FROM checkpoints AS state, "
    "jsonb_each_text(state.checkpoint -> 'channel_versions') AS used "
    "WHERE state.thread_id = ? AND used.key = blob.channel AND used.value = blob.version)"
)

Run = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]
"""Runs a statement, with "?" for each value, and gives its rows."""


@dataclass(frozen=True)
class Database:
    """An open database.

    Attributes:
        checkpointer: LangGraph's saver over it.
        run: for what is kept beside the saver's own tables.
        close: lets it go.
        tidying: statements that keep a conversation's newest state and no other; both values are
            its name. Each state holds all messages: all states take the square of their number.
        notice: what the user should know of it, or none.
    """

    checkpointer: BaseCheckpointSaver[Any]
    run: Run
    close: Callable[[], None]
    tidying: tuple[str, ...]
    notice: Text | None = None

    def forget_older(self, thread: str) -> None:
        """Keep only the newest state of a conversation."""
        for statement in self.tidying:
            self.run(statement, (thread, thread))


# ------------------------------------------------------------------------------ a file


def open_file(file: Path) -> Database:
    """The database in a file, made where there is none; a damaged one is set aside.

    Raises:
        ConfigurationError: it can neither be read nor made.
    """
    notice = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            connection = _connect(file)
        except sqlite3.OperationalError:  # Locked, full, not to be written: not damaged.
            raise
        except sqlite3.DatabaseError:
            aside = _set_aside(file)
            notice = Text(
                f"{file} is damaged: it was set aside as {aside.name}, and a new one begun",
                f"{file} 已损坏:已另存为 {aside.name},并新建了文件",
            )
            connection = _connect(file)
        return _over_file(connection, notice)
    except (OSError, sqlite3.Error) as error:
        detail = one_line(error)
        raise ConfigurationError(
            Text(
                f"conversations cannot be saved in {file} ({detail}): set FLOPWISE_DATA to a "
                "folder that can be written",
                f"无法在 {file} 保存对话({detail}):请把 FLOPWISE_DATA 设为可写的文件夹",
            )
        ) from error


def _connect(file: Path) -> sqlite3.Connection:
    """A connection to a file that is whole.

    Raises:
        sqlite3.DatabaseError: it is no database, or damaged.
    """
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS, check_same_thread=False)
    try:
        # A write-ahead log outlives a crash of ours; a power cut may cost the last answers.
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        if file.stat().st_size <= CHECKED_BYTES:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise sqlite3.DatabaseError(verdict)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_aside(file: Path) -> Path:
    """Move a file, with its logs, to a name that is free."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    for number in count(1):
        more = f"-{number}" if number > 1 else ""
        aside = file.with_name(f"{file.stem}.damaged-{stamp}{more}{file.suffix}")
        if not aside.exists():
            break
    for suffix in ("", "-wal", "-shm"):
        part = file.with_name(file.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside


def _over_file(connection: sqlite3.Connection, notice: Text | None) -> Database:
    from langgraph.checkpoint.sqlite import SqliteSaver

    saver = SqliteSaver(connection)
    saver.setup()

    def run(statement: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        with saver.cursor() as cursor:
            return list(cursor.execute(statement, tuple(values)).fetchall())

    tidying = tuple(_NOT_NEWEST.format(table) for table in ("writes", "checkpoints"))
    return Database(saver, run, connection.close, tidying, notice)


# ---------------------------------------------------------------------------- a server


def open_server(address: str) -> Database:
    """The database at a PostgreSQL address.

    Raises:
        ConfigurationError: its package is missing, or it cannot be reached.
    """
    try:
        from langgraph.checkpoint.postgres import PostgresSaver
        from psycopg import Connection, Error
        from psycopg.rows import dict_row, tuple_row
    except ImportError as error:
        raise ConfigurationError(
            Text(
                "FLOPWISE_DATABASE needs a package that is missing: "
                "pip install 'flopwise[postgres]'",
                "FLOPWISE_DATABASE 所需的软件包未安装:pip install 'flopwise[postgres]'",
            )
        ) from error
    try:
        connection = Connection.connect(
            address,
            autocommit=True,
            prepare_threshold=0,
            row_factory=dict_row,
            connect_timeout=CONNECT_SECONDS,
        )
        saver = PostgresSaver(connection)
        saver.setup()
    except Error as error:
        detail = one_line(error).replace(address, "…")
        raise ConfigurationError(
            Text(
                f"the database of FLOPWISE_DATABASE cannot be used ({detail}): check its address, "
                "or unset it to save in a file",
                f"FLOPWISE_DATABASE 的数据库无法使用({detail}):请检查地址,或取消该设置以存入文件",
            )
        ) from error

    def run(statement: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        with saver.lock, connection.cursor(row_factory=tuple_row) as cursor:
            cursor.execute(statement.replace("?", "%s").encode(), tuple(values))
            return cursor.fetchall() if cursor.description else []

    tables = ("checkpoint_writes", "checkpoints")
    tidying = (*(_NOT_NEWEST.format(table) for table in tables), _NO_LONGER_USED)
    return Database(saver, run, connection.close, tidying)
