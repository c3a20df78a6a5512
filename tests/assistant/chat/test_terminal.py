"""The chat as its user has it: the real program in a pseudo-terminal, or in a pipe."""

from __future__ import annotations

import json
import os
import re
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from flopwise.assistant.saved import open_store

CTRL_C, CTRL_D, ENTER, TAB, UP = "\x03", "\x04", "\r", "\t", "\x1b[A"
PASTE = "\x1b[200~%s\x1b[201~"
QUESTION = "How many H100s to train 7B on 2T tokens in 30 days?"
ANSWER = "82 accelerators"
PROMPT = "›"
Start = Callable[..., Any]
CONFIG = json.dumps({"model_type": "llama", "hidden_size": 4096, "rope": {"theta": 1}}, indent=2)


@pytest.fixture
def silent_server() -> Iterator[str]:
    """The address of a server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"


def kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions of the conversation that was saved last."""
    monkeypatch.setenv("FLOPWISE_DATA", str(folder / "data"))
    with open_store() as store:
        return [question for question, _ in store.open().history()]


class TestTerminal:
    def test_a_conversation_its_commands_and_how_it_goes_on_later(
        self, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        chat = start()
        assert "/help lists the commands" in chat.wait()
        shown = chat.ask(QUESTION)
        assert re.search(r"^· training_plan\(.*\) → 82 accelerators \(exact 81\.89\)$", shown, re.M)
        assert "\n82 accelerators (exact 81.89)\n" in shown
        assert "73 accelerators" in chat.ask("/assume mfu=0.45")
        assert "n = T/t" in chat.ask("/steps")
        assert "did you mean /steps" in chat.ask("/stepz")
        chat.ask("/assume clear")
        chat.type(CTRL_D)
        chat.expect("flopwise --continue goes on with it")
        assert chat.end() == 0
        assert "Traceback" not in chat.raw

        chat = start("--continue")
        assert QUESTION in chat.wait()
        assert "41 accelerators" in chat.ask("and in 60 days?")
        chat.type(UP)
        chat.expect("and in 60 days?")
        chat.type(CTRL_C)
        chat.wait()
        chat.type(CTRL_D)
        assert chat.end() == 0
        assert kept(tmp_path, monkeypatch) == [QUESTION, "and in 60 days?"]
        (history,) = (tmp_path / "state").rglob("history")
        assert stat.S_IMODE(history.stat().st_mode) == 0o600, "for its user alone"
        assert "/stepz" in history.read_text("utf-8")

    def test_nothing_to_go_on_with(self, start: Start) -> None:
        chat = start("--continue")
        assert chat.end() == 2
        assert chat.shown == "flopwise: no conversation is saved yet\n"

    def test_tab_completes(self, start: Start) -> None:
        chat = start()
        chat.wait()
        chat.type("/hel")
        chat.expect("this list")
        chat.type(TAB)
        assert chat.ask("quit") == "/quit\nleave\n\n"

    @pytest.mark.parametrize("paste", [PASTE, "%s"], ids=["bracketed", "typed"])
    def test_a_pasted_config_is_one_question(
        self, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paste: str
    ) -> None:
        chat = start()
        chat.wait()
        chat.type(paste % CONFIG.replace("\n", "\r") + ENTER)
        chat.expect("thinking")
        chat.wait()
        chat.type(CTRL_D)
        assert chat.end() == 0
        assert kept(tmp_path, monkeypatch) == [CONFIG]

    def test_a_wrong_setting_is_one_line(self, start: Start) -> None:
        chat = start(FLOPWISE_LANGUAGE="fr")
        assert chat.end() == 2
        assert chat.shown.startswith("flopwise: FLOPWISE_LANGUAGE")
        assert chat.shown.count("\n") == 1

    def test_a_folder_that_cannot_be_written_costs_no_answer(
        self, start: Start, tmp_path: Path
    ) -> None:
        (tmp_path / "file").touch()
        nowhere = str(tmp_path / "file")
        chat = start(FLOPWISE_DATA=nowhere, XDG_STATE_HOME=nowhere)
        chat.wait()
        shown = chat.ask(QUESTION)
        assert ANSWER in shown
        assert "set FLOPWISE_DATA" in " ".join(shown.split())


class TestInterrupts:
    def test_ctrl_c_stops_an_answer_and_keeps_the_conversation(
        self,
        start: Start,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        silent_server: str,
    ) -> None:
        settings = {"OPENAI_BASE_URL": silent_server, "FLOPWISE_MODEL": "offline"}
        chat = start(**settings)
        chat.wait()
        assert ANSWER in chat.ask(QUESTION)
        assert "Model: openai:slow" in chat.ask("/model openai:slow")
        chat.type("and with an A100?")
        chat.type(ENTER)
        chat.expect("thinking")
        chat.type(CTRL_C)
        chat.expect("the question was taken back, the conversation stands")
        chat.wait()
        chat.ask("/model offline")
        assert "41 accelerators" in chat.ask("and in 60 days?")
        chat.type(CTRL_D)
        assert chat.end() == 0
        assert "Traceback" not in chat.raw
        assert kept(tmp_path, monkeypatch) == [QUESTION, "and in 60 days?"]

    def test_another_one_then_leaves(self, start: Start, silent_server: str) -> None:
        settings = {"OPENAI_BASE_URL": silent_server, "FLOPWISE_MODEL": "openai:slow"}
        chat = start(**settings)
        chat.wait()
        chat.type("how long?" + ENTER)
        chat.expect("thinking")
        chat.type(CTRL_C)
        chat.expect("Ctrl-C again")
        chat.wait()
        chat.type(CTRL_C)
        assert chat.end() == 0
        assert "Traceback" not in chat.raw

    def test_twice_at_the_prompt_leaves(self, start: Start) -> None:
        chat = start()
        chat.wait()
        chat.type("half a quest")
        chat.expect("quest")
        chat.type(CTRL_C)
        chat.wait()
        chat.type(CTRL_C)
        chat.expect("Ctrl-C again, or Ctrl-D, leaves.")
        chat.wait()
        chat.type(CTRL_C)
        assert chat.end() == 0


class TestTerminals:
    def test_40_columns_without_colour(self, start: Start) -> None:
        chat = start(columns=40, NO_COLOR="1")
        chat.wait()
        for line in (QUESTION, "/help"):
            shown = chat.ask(line)
            assert "82 accelerators" in shown or "/assume" in shown
            assert all(cell_len(line) <= 40 for line in shown.splitlines())
        assert not re.search(r"\x1b\[[\d;]*(?:3[0-7]|9[0-7])m", chat.raw)

    def test_one_that_can_only_show_text(self, start: Start) -> None:
        chat = start(columns=40, TERM="dumb")
        chat.expect(PROMPT)
        chat.type(QUESTION + ENTER)
        chat.expect("\n")
        answer = chat.expect(PROMPT)
        assert ANSWER in answer
        assert all(cell_len(line) <= 40 for line in answer.splitlines())
        chat.settle()
        chat.type(CTRL_C)
        chat.expect("Ctrl-C again")
        chat.expect(PROMPT)
        chat.type(CTRL_D)
        assert chat.end() == 0
        assert "\x1b" not in chat.raw

    def test_chinese(self, start: Start) -> None:
        chat = start(LANG="zh_CN.UTF-8")
        assert "/help 列出命令" in chat.wait()
        assert "在 /assume clear 之前" in chat.ask("/假定 利用率=0.45")
        assert "73 张卡" in chat.ask("30 天内用 2T token 训练 7B 模型需要多少张 H100?")


class TestPipe:
    @staticmethod
    def piped(folder: Path, *lines: str) -> tuple[int, str, str]:
        script = Path(sys.executable).with_name("flopwise")
        done = subprocess.run(
            [str(script)],
            input="\n".join(lines).encode(),
            capture_output=True,
            env={**os.environ, "FLOPWISE_DATA": str(folder), "XDG_STATE_HOME": str(folder)},
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def test_questions_and_commands(self, tmp_path: Path) -> None:
        code, out, err = self.piped(tmp_path, QUESTION, "/assume mfu=0.45", "and in 60 days?")
        assert (code, err) == (0, "")
        assert [n for n in (82, 73, 37) if f"\n{n} accelerators" in f"\n{out}"] == [82, 73, 37]
        assert "\x1b" not in out and PROMPT not in out
        assert list(tmp_path.iterdir()) == [], "nothing is kept that was not asked for"

    def test_a_command_that_cannot_be_done_ends_it(self, tmp_path: Path) -> None:
        code, out, err = self.piped(tmp_path, QUESTION, "/asume mfu=0.45", QUESTION)
        assert code == 2
        assert out.count("82 accelerators (exact") == 1
        assert err == "flopwise: no command /asume: did you mean /assume or /assumptions?\n"

    def test_what_is_not_answered_gives_1(self, tmp_path: Path) -> None:
        code, out, err = self.piped(tmp_path, "Who won the 1998 world cup?", QUESTION, "/quit", "x")
        assert (code, err) == (1, "")
        assert ANSWER in out

    def test_what_is_saved_there_can_be_opened(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        code, out, _ = self.piped(tmp_path / "data", QUESTION, "/save the plan")
        assert code == 0
        assert "Saved as: the plan" in out
        assert kept(tmp_path, monkeypatch) == [QUESTION]


def test_the_prompt_waits_for_nothing_heavy() -> None:
    code = (
        "import sys; import flopwise.assistant.chat.loop, flopwise.assistant.chat.prompt, "
        "flopwise.assistant.chat.completion; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"sympy", "langchain", "langchain_core", "openai"} & set(done.stdout.split())
