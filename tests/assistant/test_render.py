"""What a reader sees: complete, aligned, and inside the width."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from flopwise.assistant.direct import solve_terms
from flopwise.assistant.render import print_reply, short
from flopwise.assistant.reply import Blocked, Grounded, Reply, Usage

PLAN = "accelerators parameters=7B tokens=2T training_time=30days accelerator=H100".split()
BUDGET = "parameters cost=1e6USD accelerator=H100".split()


def shown(reply: Reply, width: int, **options: Any) -> str:
    out = Console(file=io.StringIO(), width=width, highlight=False, markup=False, **options)
    print_reply(reply, out)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


def test_an_answer_at_a_glance() -> None:
    lines = shown(solve_terms(PLAN), 100).splitlines()
    assert lines[0] == "82 accelerators (exact 81.89)"
    assert lines[1].startswith("Given: parameters 7B · ")
    assert lines[2:4] == ["", "How"]
    assert lines[4] == (
        "  C = 6·N·D  = 6 × 7B × 2T                           = 8.4e22 FLOP (84 ZFLOP)"
    )
    assert "Assumed" in lines
    assert any(line.startswith("  MFU") and "40%" in line for line in lines)
    assert lines[-3:] == [
        "What would change it",
        "  MFU 30% → 110 accelerators, 50% → 66 accelerators",
        "  1% more → MFU -1% · peak FLOP/s per accelerator -1% · parameters +1%"
        " · training tokens +1%",
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("terms", [PLAN, BUDGET], ids=["plan", "budget"])
def test_lines_fit_and_end_without_spaces(terms: list[str], width: int, language: Any) -> None:
    for line in shown(solve_terms(terms, language), width).splitlines():
        assert cell_len(line) <= width, line
        assert line == line.rstrip()


def test_each_step_and_assumption_is_there_at_any_width() -> None:
    reply = solve_terms(BUDGET)
    for width in (40, 80, 160):
        text = " ".join(shown(reply, width).split())
        for step in reply.steps:
            assert step.form in text
            assert f"= {step.numbers}" in text
        for assumption in reply.assumptions:
            assert f"{assumption.label} {assumption.display}" in text


def test_headings_are_in_the_replys_language() -> None:
    text = shown(solve_terms(PLAN, "zh"), 80)
    titles = [line for line in text.splitlines() if line and line[0] != " "]
    assert titles[0] == "加速卡数: 82 张卡(精确值 81.89)"
    assert titles[1].startswith("已知:参数量 70 亿 · ")
    assert titles[2:] == ["推导", "公式的适用范围", "假定", "什么会改变答案"]


def test_colour_only_where_it_is_wanted() -> None:
    coloured = shown(solve_terms(PLAN), 80, force_terminal=True, color_system="standard")
    assert coloured.startswith("\x1b[1;32m82 accelerators\x1b[0m")
    assert "\x1b[" not in shown(solve_terms(PLAN), 80)


def test_a_refusal_is_its_text() -> None:
    reply = solve_terms(["accelerators", "parameters=7B", "mfu=140%"])
    assert shown(reply, 100) == reply.text + "\n"


def test_verdict_and_warnings_stand_with_the_answer() -> None:
    reply = Reply(status="answered", verdict="no", warnings=("a rumour",), model="offline")
    assert shown(reply, 80).splitlines() == ["No", "! a rumour"]
    chinese = reply.model_copy(update={"language": "zh", "verdict": "H200"})
    assert shown(chinese, 80).splitlines()[0] == "H200"


def test_prose_keeps_its_lines_and_is_never_rich_markup() -> None:
    text = "`6ND`: [bold]N[/bold] and\n- one\n    N_b * 2 * h"
    reply = Reply(status="answered", text=text, model="offline")
    assert shown(reply, 80) == "6ND: [bold]N[/bold] and\n• one\n    N_b * 2 * h\n"
    assert "\x1b[36m6ND" in shown(reply, 80, force_terminal=True, color_system="standard")


def test_long_prose_goes_on_under_its_own_beginning() -> None:
    reply = Reply(status="answered", text=f"- {'word ' * 20}\n{'word ' * 20}", model="offline")
    lines = shown(reply, 40).splitlines()
    assert lines[0].startswith("• word") and lines[1].startswith("  word")
    assert lines[-1].startswith("word")


def test_another_models_markdown_is_set_on_a_terminal_and_left_in_a_pipe() -> None:
    reply = Reply(status="answered", text="You need **82**.", model="gpt")
    assert shown(reply, 80) == "You need **82**.\n"
    assert "\x1b[1m82" in shown(reply, 80, force_terminal=True, color_system="standard")


def test_another_models_words_come_before_what_the_tools_gave() -> None:
    reply = solve_terms(PLAN).model_copy(update={"text": "You need 82.", "model": "gpt"})
    assert shown(reply, 80).startswith("You need 82.\n\nHow\n")


def test_another_models_equations_are_readable_math_on_a_terminal() -> None:
    reply = Reply(status="answered", text=r"So \( t = \frac{C}{F} \).", model="gpt")
    assert "So t = C/F." in shown(reply, 80, force_terminal=True, no_color=True)
    assert shown(reply, 80) == reply.text + "\n", "a pipe may want the LaTeX"


@pytest.mark.parametrize(
    ("how", "blocked", "line"),
    [
        ("model", (), "every figure checked"),
        ("corrected", ("83 ZFLOP", "83 ZFLOP"), "after a correction · kept back, as nothing"),
        ("replaced", ("9 days",), "the tools' figures in the model's place · kept back, as"),
    ],
)
def test_how_another_models_figures_stood_the_check(
    how: Any, blocked: tuple[str, ...], line: str
) -> None:
    grounded = Grounded(
        how=how, blocked=tuple(Blocked(figure=f, reason="no tool") for f in blocked)
    )
    usage = Usage(calls=2, input_tokens=3210, output_tokens=98, cost="0.0042")
    reply = solve_terms(PLAN).model_copy(
        update={"text": "82.", "model": "gpt", "grounded": grounded, "usage": usage}
    )
    last = shown(reply, 160).splitlines()[-1]
    assert line in last
    assert all(last.count(figure) == 1 for figure in blocked)
    assert last.endswith("3,210 tokens read, 98 written · $0.0042")


@pytest.mark.parametrize(
    ("source", "clause"),
    [
        ("Kaplan et al. 2020, arXiv:2001.08361, §2.1", "Kaplan et al. 2020"),
        ("definition", "definition"),
        ("a page (2026-05); another", "a page, 2026-05"),
        (
            "H100 SXM: stas00/ml-engineering@744d01e1, compute/README.md",
            "H100 SXM: stas00/ml-engineering",
        ),
        ("来源甲（2024）；来源乙", "来源甲"),
        ("1,000 GPUs measured, table 4", "1,000 GPUs measured"),
    ],
)
def test_of_a_source_its_first_clause_and_its_month_are_shown(source: str, clause: str) -> None:
    assert short(source) == clause
