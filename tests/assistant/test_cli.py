"""The command line: what is printed where, and the exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from flopwise.assistant.cli import app, run
from flopwise.tools.derivations import DERIVATIONS

from .openai_server import fails, says, serving

PLAN = ["parameters=7B", "tokens=2T", "accelerator=H100", "training_time=30 days"]

Ran = tuple[int, str, str]


@pytest.fixture
def flopwise(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command in this process."""

    def command(*arguments: str) -> Ran:
        code = run(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def process(*arguments: str, typed: bytes = b"", **environment: str) -> Ran:
    """Run a command as a process of its own, its output into a pipe."""
    script = Path(sys.executable).with_name("flopwise")
    done = subprocess.run(
        [str(script), *arguments],
        input=typed,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def assert_one_line(text: str) -> None:
    assert text.startswith("flopwise: ")
    assert text.count("\n") == 1
    assert "Traceback" not in text


class TestAsk:
    def test_text(self, stand_in: Any, flopwise: Callable[..., Ran]) -> None:
        code, out, err = flopwise("ask", "how many H100s?")
        assert (code, err) == (0, "")
        assert out.startswith("82 accelerators (exact 81.89)\n")

    def test_json_is_the_reply_and_nothing_else(
        self, stand_in: Any, flopwise: Callable[..., Ran]
    ) -> None:
        code, out, _ = flopwise("ask", "--json", "需要多少张卡?")
        reply = json.loads(out)
        assert (code, reply["status"], reply["language"]) == (0, "answered", "zh")
        assert out.startswith("{\n  ")
        assert "加速卡数" in out, "UTF-8, not escaped"

    def test_language(self, stand_in: Any, flopwise: Callable[..., Ran]) -> None:
        _, out, _ = flopwise("ask", "how many?", "--language", "zh")
        assert "推导" in out

    def test_words_need_no_quotes(self, stand_in: Any, flopwise: Callable[..., Ran]) -> None:
        assert flopwise("ask", "how", "many", "H100s")[0] == 0

    def test_a_question_may_begin_with_a_dash(
        self, stand_in: Any, flopwise: Callable[..., Ran]
    ) -> None:
        assert flopwise("ask", "--", "--how many H100s?")[0] == 0

    @pytest.mark.parametrize("arguments", [["ask", "-"], ["ask"]])
    def test_standard_input(self, stand_in: Any, arguments: list[str]) -> None:
        ran = CliRunner().invoke(app, arguments, input="how many H100s?\n")
        assert (ran.exit_code, ran.stdout.splitlines()[0]) == (0, "82 accelerators (exact 81.89)")

    def test_what_is_not_answered_exits_with_1(
        self, stand_in: Any, flopwise: Callable[..., Ran]
    ) -> None:
        assert flopwise("ask", "who are you?")[0] == 1
        code, out, err = flopwise("ask", "", "--json")
        assert (code, json.loads(out)["status"], err) == (1, "invalid", "")

    @pytest.mark.parametrize("model", ["nonsense", "openai:gpt-5.2"])
    def test_a_model_that_cannot_be_had_exits_with_2(
        self, flopwise: Callable[..., Ran], model: str
    ) -> None:
        code, out, err = flopwise("ask", "how many?", "--model", model)
        assert (code, out) == (2, "")
        assert_one_line(err)
        assert "--model offline" in err

    def test_an_error_is_in_the_readers_language(self, flopwise: Callable[..., Ran]) -> None:
        assert "未知模型" in flopwise("ask", "多少张卡?", "--model", "nonsense")[2]
        assert "未知模型" in flopwise("ask", "hi", "--model", "nonsense", "--language", "zh")[2]

    def test_ctrl_c_exits_with_130(
        self, flopwise: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("flopwise.assistant.conversation.Assistant.stream", interrupted)
        code, out, err = flopwise("ask", "how many?")
        assert (code, out) == (130, "")
        assert "Traceback" not in err

    def test_a_wait_is_told_while_it_lasts(
        self, flopwise: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("flopwise.assistant.serving.sleep", lambda seconds: None)
        with serving(fails(429, Retry_After="7"), says("Which GPU?")) as server:
            monkeypatch.setenv("OPENAI_BASE_URL", server.url)
            code, out, err = flopwise("ask", "how long?", "--json")
        assert (code, json.loads(out)["text"]) == (0, "Which GPU?")
        busy = "flopwise: the server is busy (rate limit): asking again in 7 s (1 of 4)\n"
        assert err == busy

    def test_a_fault_of_ours_is_one_line_that_asks_for_a_report(
        self, flopwise: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise ZeroDivisionError("deep\ninside")

        monkeypatch.setattr("flopwise.assistant.conversation.Assistant.stream", broken)
        code, _, err = flopwise("ask", "how many?")
        assert code == 1
        assert_one_line(err)
        assert "ZeroDivisionError: deep inside" in err


class TestSolve:
    def test_text(self, flopwise: Callable[..., Ran]) -> None:
        code, out, _ = flopwise("solve", "accelerators", *PLAN)
        assert (code, out.splitlines()[0]) == (0, "82 accelerators (exact 81.89)")

    def test_several_at_once_in_the_order_asked(self, flopwise: Callable[..., Ran]) -> None:
        _, out, _ = flopwise("solve", "training_compute", "accelerators", "cost", *PLAN, "--json")
        found = [answer["quantity"] for answer in json.loads(out)["answers"]]
        assert found == ["training_compute", "accelerators", "cost"]

    def test_names_as_people_say_them(self, flopwise: Callable[..., Ran]) -> None:
        _, out, _ = flopwise("solve", "GPUs", "parameters=7B", "tokens=2T", "training-time=30 days",
                             "accelerator=H100")  # fmt: skip
        assert out.startswith("82 accelerators")
        _, out, _ = flopwise("solve", "加速卡数", *PLAN)
        assert out.startswith("加速卡数: 82 张卡")

    @pytest.mark.parametrize(
        ("terms", "words"),
        [
            (["tokns", "parameters=7B"], "did you mean tokens"),
            (["tokens", "paramters=7B"], "did you mean parameters"),
            (
                ["tokens", "费用=100万美元"],
                "「费用」可能是训练费用(cost)或推理服务成本(serving_cost)",
            ),
            (["parameters=7B"], "name what to find"),
            (["tokens", "mfu=0.4", "MFU=0.5"], "given twice"),
            ([], "Missing argument"),
        ],
    )
    def test_a_command_that_cannot_be_meant_exits_with_2(
        self, flopwise: Callable[..., Ran], terms: list[str], words: str
    ) -> None:
        code, out, err = flopwise("solve", *terms)
        assert (code, out) == (2, "")
        assert_one_line(err)
        assert words in err

    @pytest.mark.parametrize(
        ("terms", "words"),
        [
            (["accelerators", *PLAN, "mfu=140%"], "at most 1"),
            (["tokens", "parameters=0"], "must be"),
            (["cost", "parameters=7B", "tokens=2T", "accelerator=H1000"], "did you mean H100"),
            (["memory_per_accelerator", "memory_per_accelerator=80 Gb"], "80 Gb"),
            (["training_time", "parameters=7B", "tokens=2T"], "give"),
        ],
    )
    def test_what_cannot_hold_exits_with_1(
        self, flopwise: Callable[..., Ran], terms: list[str], words: str
    ) -> None:
        code, out, err = flopwise("solve", *terms)
        assert (code, err) == (1, "")
        assert words in " ".join(out.split())


class TestDerive:
    def test_without_a_law_all_are_listed(self, flopwise: Callable[..., Ran]) -> None:
        code, out, _ = flopwise("derive")
        assert code == 0
        assert [line.split()[0] for line in out.splitlines()] == [d.name for d in DERIVATIONS]

    @pytest.mark.parametrize("written", ["text", "markdown", "latex", "json"])
    def test_formats(self, flopwise: Callable[..., Ran], written: str) -> None:
        code, out, _ = flopwise("derive", "compute", "--format", written)
        assert (code, bool(out.strip())) == (0, True)
        if written == "json":
            json.loads(out)

    def test_an_unknown_law_offers_the_nearest(self, flopwise: Callable[..., Ran]) -> None:
        code, _, err = flopwise("derive", "comput")
        assert code == 2
        assert_one_line(err)
        assert "did you mean compute" in err


class TestCatalog:
    @pytest.mark.parametrize("command", ["accelerators", "models"])
    @pytest.mark.parametrize("width", [40, 80, 200])
    def test_tables_fit(
        self,
        flopwise: Callable[..., Ran],
        monkeypatch: pytest.MonkeyPatch,
        command: str,
        width: int,
    ) -> None:
        monkeypatch.setenv("COLUMNS", str(width))
        code, out, _ = flopwise(command)
        assert code == 0
        assert len(out.splitlines()) > 20
        assert all(cell_len(line) <= width for line in out.splitlines())

    def test_wider_shows_more(
        self, flopwise: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        headings = []
        for width in ("40", "80", "120"):
            monkeypatch.setenv("COLUMNS", width)
            headings.append(flopwise("accelerators")[1].splitlines()[0].split())
        assert headings[0] == ["Name", "Peak", "bf16"]
        assert set(headings[0]) < set(headings[1]) < set(headings[2])

    def test_one_entry_is_shown_with_its_sources(self, flopwise: Callable[..., Ran]) -> None:
        _, out, _ = flopwise("accelerators", "h100", "sxm")
        assert out.startswith("H100 SXM  NVIDIA, 2022\n")
        assert "989.4 TFLOP/s" in out
        assert "ml-engineering" in out

    def test_a_rumour_says_so(self, flopwise: Callable[..., Ran]) -> None:
        assert "rumour" in flopwise("models", "gpt-4")[1].splitlines()[1]
        table = flopwise("models", "openai")[1]
        assert re.search(r"^GPT-4 .* 1\.8T\? +280B\? +13T\?$", table, re.M)
        assert table.endswith("? a rumour: its maker has confirmed nothing\n")

    @pytest.mark.parametrize(
        ("filter", "first"),
        [("通义千问", "Qwen1.5-MoE"), ("源", "Yuan 1.0"), ("智谱", "GLM-130B"), ("混元", "Hunyuan"),
         ("文心", "ERNIE 3.0"), ("百川", "Baichuan 2 7B"), ("书生", "InternLM2 7B"),
         ("深度求索", "DeepSeek-V2"), ("盘古", "PanGu"), ("inspur yuan", "Yuan 1.0")],
    )  # fmt: skip
    def test_chinese_names_find_them(
        self, flopwise: Callable[..., Ran], filter: str, first: str
    ) -> None:
        code, out, _ = flopwise("models", *filter.split())
        assert code == 0
        assert re.search(rf"^{re.escape(first)}", out, re.M)

    def test_a_price_has_its_month(self, flopwise: Callable[..., Ran]) -> None:
        table = flopwise("accelerators", "h100")[1]
        assert re.search(r"^H100 SXM .* \$1\.99–5  2026-05$", table, re.M)

    def test_json_has_exact_figures_dates_and_sources(self, flopwise: Callable[..., Ran]) -> None:
        (card,) = json.loads(flopwise("accelerators", "H100 SXM", "--json")[1])
        assert card["peak_flops"]["bf16"] == 989_400_000_000_000
        assert card["price"]["date"] and card["source"]
        (model,) = json.loads(flopwise("models", "GPT-4", "--json")[1])
        assert model["status"] == "rumour"
        assert set(model["warning"]) == {"en", "zh"}
        assert len(json.loads(flopwise("models", "--json")[1])) > 20

    def test_none_found_offers_the_nearest(self, flopwise: Callable[..., Ran]) -> None:
        code, out, err = flopwise("accelerators", "h1000")
        assert (code, out) == (1, "")
        assert_one_line(err)
        assert "H100" in err


class TestUsage:
    @pytest.mark.parametrize(
        "arguments",
        [
            ["asks"],
            ["ask", "--modle", "x"],
            ["ask", "hi", "--language", "fr"],
            ["derive", "--format"],
        ],
    )
    def test_wrong_use_exits_with_2(
        self, flopwise: Callable[..., Ran], arguments: list[str]
    ) -> None:
        code, out, err = flopwise(*arguments)
        assert (code, out) == (2, "")
        assert_one_line(err)
        assert "--help" in err

    def test_a_wrong_setting_exits_with_2(
        self, flopwise: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FLOPWISE_LANGUAGE", "fr")
        for command in (["ask", "hi"], ["solve", "tokens", "parameters=7B"]):
            code, _, err = flopwise(*command)
            assert code == 2
            assert_one_line(err)

    def test_the_language_that_is_set(
        self, flopwise: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FLOPWISE_LANGUAGE", "zh")
        assert "推导" in flopwise("solve", "accelerators", *PLAN)[1]

    @pytest.mark.parametrize("arguments", [["--help"], ["ask", "-h"], ["solve", "--help"]])
    def test_help(self, flopwise: Callable[..., Ran], arguments: list[str]) -> None:
        code, out, _ = flopwise(*arguments)
        assert code == 0
        assert "Usage: flopwise" in out


class TestConversation:
    def test_its_model_and_language_can_be_stated(self, flopwise: Callable[..., Ran]) -> None:
        options = ["--model", "offline", "--language", "zh"]
        ran = CliRunner().invoke(app, options, input="how big is a 7B in bf16?\n")
        assert ran.exit_code == 0
        assert "14 GB" in ran.stdout and "推导" in ran.stdout
        assert "for the conversation" in flopwise("--model", "offline", "models")[2]

    def test_lines_of_a_pipe_are_one_conversation(self, stand_in: Any) -> None:
        ran = CliRunner().invoke(app, [], input="how many H100s?\n\nwhat about 60 days\n")
        assert ran.exit_code == 0
        assert "82 accelerators" in ran.stdout
        assert "41 accelerators" in ran.stdout

    def test_one_that_is_not_answered_exits_with_1(self, stand_in: Any) -> None:
        ran = CliRunner().invoke(app, [], input="who are you?\nhow many?\n")
        assert ran.exit_code == 1
        assert "82 accelerators" in ran.stdout


class TestProcess:
    def test_version(self) -> None:
        assert process("--version") == (0, f"flopwise {version('flopwise')}\n", "")

    @pytest.mark.parametrize(
        ("question", "first"),
        [
            ("How many H100s to train 7B on 2T tokens in 30 days?", "82 accelerators"),
            (
                "一百万美元、H100 每卡时 2 美元、利用率 40%，能把多大的模型训练充分？",
                "参数量: 770.5 亿",
            ),
        ],
    )
    def test_a_question_is_answered_offline(self, question: str, first: str) -> None:
        code, out, err = process("ask", "--", question)
        assert (code, err) == (0, "")
        assert out.startswith(first)

    def test_a_narrow_pipe_without_colour(self) -> None:
        code, out, err = process("solve", "accelerators", *PLAN, COLUMNS="40", NO_COLOR="1")
        assert (code, err) == (0, "")
        assert "\x1b" not in out
        assert all(cell_len(line) <= 40 for line in out.splitlines())

    def test_any_locale(self) -> None:
        command = "solve", "加速卡数", *PLAN
        code, out, _ = process(*command, LC_ALL="C", PYTHONIOENCODING="ascii")
        assert (code, out.splitlines()[0]) == (0, "加速卡数: 82 张卡(精确值 81.89)")

    def test_an_error_is_one_line_on_standard_error(self) -> None:
        code, out, err = process("solve", "tokns", "parameters=7B")
        assert (code, out) == (2, "")
        assert_one_line(err)

    @pytest.mark.parametrize(
        "typed",
        [b"", b"a" * 100_000, b"How\x00many?", b"How \xff many?"],
        ids=["empty", "100 kB", "NUL", "not UTF-8"],
    )
    def test_bad_input_on_a_pipe(self, typed: bytes) -> None:
        code, out, err = process("ask", "-", "--json", typed=typed)
        assert (code, json.loads(out)["status"], err) == (1, "invalid", "")

    def test_a_reader_that_leaves_early(self) -> None:
        script = Path(sys.executable).with_name("flopwise")
        with subprocess.Popen(
            [str(script), "models", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as running:
            assert running.stdout and running.stderr
            running.stdout.close()
            assert running.stderr.read() == b""

    @pytest.mark.parametrize(
        ("arguments", "absent"),
        [
            (["--help"], {"langchain", "langchain_core", "openai", "rich", "sympy", "pydantic"}),
            (["solve", "tokens", "parameters=7B"], {"langchain", "langchain_core", "openai"}),
        ],
    )
    def test_a_command_loads_only_what_it_needs(
        self, arguments: list[str], absent: set[str]
    ) -> None:
        code = (
            "import sys; from flopwise.assistant.cli import run; "
            f"run({arguments!r}); print(*sys.modules, file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert not absent & set(done.stderr.split())
