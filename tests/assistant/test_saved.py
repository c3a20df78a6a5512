"""Saved conversations: kept, found, resumed; crashes, damage, two processes, PostgreSQL."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flopwise import Assistant
from flopwise.assistant.databases import open_file
from flopwise.assistant.errors import ConfigurationError
from flopwise.assistant.saved import FILE, Store, UnknownConversation, open_store
from flopwise.assistant.stubs import ScriptedChat

FIRST = "How long does it take to train 7B on 2T tokens with 64 H100s?"
SECOND = "and with 128?"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FLOPWISE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_store() as opened:
        yield opened


class TestKept:
    def test_with_its_first_question_as_title(self, store: Store) -> None:
        assistant = store.start("offline")
        assert store.list() == [], "nothing is asked yet"
        assistant.ask(FIRST)
        (saved,) = store.list()
        assert (saved.id, saved.title, saved.questions) == (assistant.thread, FIRST[:59] + "…", 1)

    def test_and_resumed_in_another_process_as_it_were(self, folder: Path) -> None:
        with open_store() as store:
            store.start("offline").ask(FIRST)
        with open_store() as store:
            again = store.open(None, "offline")
            assert [question for question, _ in again.history()] == [FIRST]
            reply = again.ask(SECOND)
            assert reply.answers and reply.answers[0].quantity == "training_time"
            assert store.list()[0].questions == 2

    def test_with_its_replies(self, store: Store) -> None:
        reply = store.start("offline").ask(FIRST)
        ((_, kept),) = store.open("1", "offline").history()
        assert kept == reply

    def test_the_latest_first(self, store: Store) -> None:
        for title in ("one", "two", "three"):
            store.start(ScriptedChat(["Yes."])).ask(title)
        assert [saved.title for saved in store.list()] == ["three", "two", "one"]

    def test_one_state_of_each_and_no_more(self, store: Store) -> None:
        assistant = store.start(ScriptedChat(["Yes."]))
        for _ in range(5):
            assistant.ask("Really?")
        rows = store._run("SELECT COUNT(*) FROM checkpoints", ())
        assert rows == [(1,)]
        assert len(assistant.history()) == 5

    def test_a_question_that_failed_is_not(self, store: Store) -> None:
        assistant = store.start(ScriptedChat(["Yes.", RuntimeError("no")]))
        assistant.ask("First?")
        with pytest.raises(Exception, match="no"):
            assistant.ask("Second?")
        assert [question for question, _ in assistant.history()] == ["First?"]
        assert store.list()[0].questions == 1


class TestUndo:
    def test_takes_the_last_question_back(self, store: Store) -> None:
        assistant = store.start("offline")
        assistant.ask(FIRST)
        assistant.ask(SECOND)
        assert assistant.undo() == SECOND
        assert [question for question, _ in assistant.history()] == [FIRST]
        assert store.list()[0].questions == 1
        assert assistant.ask(SECOND).answers

    def test_and_the_first_one(self) -> None:
        assistant = Assistant("offline")
        assistant.ask(FIRST)
        assert (assistant.undo(), assistant.undo()) == (FIRST, None)
        assert assistant.history() == []


class TestFound:
    def test_by_number_title_part_and_id(self, store: Store) -> None:
        store.start(ScriptedChat(["Yes."])).ask("A first conversation")
        store.start(ScriptedChat(["Yes."])).ask("Something else")
        other = store.list()[0]
        for key in (None, "1", "Something else", "something", other.id, other.id[:8]):
            assert store.find(key) == other
        assert store.find("2").title == "A first conversation"

    @pytest.mark.parametrize(
        ("key", "words"), [("nothing", "no saved conversation 'nothing'"), ("e", "2 saved")]
    )
    def test_or_said_how(self, store: Store, key: str, words: str) -> None:
        store.start(ScriptedChat(["Yes."])).ask("The one")
        store.start(ScriptedChat(["Yes."])).ask("The other")
        with pytest.raises(UnknownConversation, match=words):
            store.find(key)

    def test_none_is_there_yet(self, store: Store) -> None:
        with pytest.raises(UnknownConversation, match="no conversation is saved yet"):
            store.open()

    def test_renamed_and_deleted(self, store: Store) -> None:
        assistant = store.start(ScriptedChat(["Yes."]))
        assistant.ask("What?")
        assert store.rename("1", "  My\nplan ").title == "My plan"
        assert store.delete("My plan").id == assistant.thread
        assert store.list() == []
        assert assistant.history() == []


CRASH = """
import os, sys, time
from flopwise.assistant.saved import open_store
from flopwise.assistant.stubs import ScriptedChat, calling
from langchain_core.messages import AIMessage

class Slow(ScriptedChat):
    def _generate(self, *args, **kwargs):
        if len(self.heard) == 2:
            print("in the middle", flush=True)
            time.sleep(60)
        return super()._generate(*args, **kwargs)

with open_store() as store:
    call = calling("calculate", expression="6*7*2")
    assistant = store.start(Slow(["Yes.", call, "Never said."]))
    assistant.ask("First?")
    assistant.ask("Second?")
"""

BESIDE = """
import sys
from flopwise.assistant.saved import open_store
from flopwise.assistant.stubs import ScriptedChat

with open_store() as store:
    assistant = store.start(ScriptedChat(["Yes."]))
    for number in range(10):
        assistant.ask(sys.argv[1])
"""


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True
    )


class TestCrash:
    def test_kill_in_the_middle_of_an_answer_loses_that_answer_alone(self, folder: Path) -> None:
        running = python(CRASH)
        assert running.stdout is not None
        assert running.stdout.readline() == "in the middle\n"
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        running.stdout.close()
        with open_store() as store:
            assert store.notice is None
            assistant = store.open(None, ScriptedChat(["Third."]))
            assert [question for question, _ in assistant.history()] == ["First?"]
            assert assistant.ask("Third?").text == "Third."

    def test_two_processes_at_once(self, folder: Path) -> None:
        running = [python(BESIDE, name) for name in ("left", "right")]
        for process in running:
            assert process.wait(60) == 0
            assert process.stdout is not None
            process.stdout.close()
        with open_store() as store:
            assert {(s.title, s.questions) for s in store.list()} == {("left", 10), ("right", 10)}
            for saved in store.list():
                assert len(store.open(saved.id, "offline").history()) == 10


class TestDamage:
    @pytest.mark.parametrize("start", [0, 2000])
    def test_is_set_aside_and_said(self, folder: Path, start: int) -> None:
        with open_store() as store:
            store.start("offline").ask(FIRST)
        file = folder / FILE
        whole = file.read_bytes()
        damaged = whole[:start] + b"\x5a" * (len(whole) - start)
        file.write_bytes(damaged)
        with open_store() as store:
            assert store.notice is not None
            assert "damaged" in store.notice.en and "已损坏" in store.notice.zh
            assert store.list() == []
            store.start("offline").ask(FIRST)
        (aside,) = folder.glob("*.damaged-*.db")
        assert aside.read_bytes() == damaged, "never deleted, never changed"
        assert aside.name in store.notice.en

    def test_twice_in_a_second(self, folder: Path) -> None:
        for _ in range(2):
            folder.mkdir(exist_ok=True)
            (folder / FILE).write_bytes(b"no database at all, and long enough to look at" * 99)
            open_store().close()
        assert len(list(folder.glob("*.damaged-*.db"))) == 2

    def test_a_folder_that_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(ConfigurationError, match="set FLOPWISE_DATA") as told:
            open_file(tmp_path / "file" / FILE)
        assert "\n" not in str(told.value)


# ------------------------------------------------------------------------ PostgreSQL


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A real server of our own, gone afterwards."""
    pytest.importorskip("psycopg", reason="needs flopwise[postgres]")
    pytest.importorskip("langgraph.checkpoint.postgres", reason="needs flopwise[postgres]")
    places = [shutil.which("initdb"), *map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb"))]
    initdb = next((place for place in places if place), None)
    if initdb is None:
        pytest.skip("needs a PostgreSQL server (Debian: postgresql)")
    user = ["runuser", "-u", "nobody", "--"] if os.getuid() == 0 else []
    if user and shutil.which("runuser") is None:
        pytest.skip("PostgreSQL does not run as root, and there is no runuser")
    place = Path(tempfile.mkdtemp(prefix="flopwise-"))  # One that another user may reach.
    try:
        if user:
            shutil.chown(place, "nobody")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        home = place / "data"
        made = subprocess.run(
            [*user, initdb, "-D", str(home), "-U", "flopwise", "-A", "trust", "-E", "UTF8"],
            capture_output=True, text=True, cwd=place,
        )  # fmt: skip
        if made.returncode:
            pytest.skip(f"initdb: {made.stderr.strip().splitlines()[-1]}")
        server = subprocess.Popen(
            [*user, str(Path(initdb).with_name("postgres")), "-D", str(home), "-p", str(port),
             "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={place}",
             "-c", "fsync=off"],
            cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_for(port)
            yield f"postgresql://flopwise@127.0.0.1:{port}/postgres"
        finally:
            server.terminate()
            server.wait(20)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _wait_for(port: int) -> None:
    import psycopg

    for _ in range(200):
        try:
            psycopg.connect(
                f"postgresql://flopwise@127.0.0.1:{port}/postgres", connect_timeout=2
            ).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    pytest.skip("the PostgreSQL server did not start")


class TestPostgres:
    def test_keeps_finds_and_forgets(self, postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FLOPWISE_DATABASE", postgres)
        with open_store() as store:
            store.start("offline").ask(FIRST)
        with open_store() as store:
            assistant = store.open(None, "offline")
            assert assistant.ask(SECOND).answers
            assert store.list()[0].questions == 2
            for table in ("checkpoints", "checkpoint_blobs"):
                states = store._run(f"SELECT COUNT(DISTINCT thread_id) FROM {table}", ())
                assert states == [(1,)]
            assert store._run("SELECT COUNT(*) FROM checkpoints", ()) == [(1,)]
            assert [question for question, _ in assistant.history()] == [FIRST, SECOND]
            store.delete("1")
            assert store.list() == []
            assert store._run("SELECT COUNT(*) FROM checkpoint_blobs", ()) == [(0,)]

    def test_one_that_is_not_there_is_said_without_its_password(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pytest.importorskip("psycopg", reason="needs flopwise[postgres]")
        address = "postgresql://me:secret@127.0.0.1:9/none"
        monkeypatch.setenv("FLOPWISE_DATABASE", address)
        with pytest.raises(ConfigurationError, match="FLOPWISE_DATABASE cannot be used") as told:
            open_store()
        assert "secret" not in str(told.value)

    def test_an_address_of_another_kind_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FLOPWISE_DATABASE", "mysql://127.0.0.1/none")
        with pytest.raises(ConfigurationError, match="FLOPWISE_DATABASE"):
            open_store()
