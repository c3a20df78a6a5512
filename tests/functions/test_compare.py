"""Contenders side by side; the figures are calculated here, from the inputs."""

from __future__ import annotations

import pytest

from flopwise import call_tool
from flopwise.tools.functions.result import Result

PLAN = [
    "parameters=7B",
    "tokens=2T",
]
HOURS_H100 = 6 * 7e9 * 2e12 / (989.4e12 * 0.4) / 3600
HOURS_A100 = 6 * 7e9 * 2e12 / (312e12 * 0.4) / 3600


def compared(**arguments: object) -> Result:
    return call_tool("compare", arguments)


def test_the_winner_and_the_figures() -> None:
    result = compared(
        hardware=["H100", "A100"],
        given=[*PLAN, "price_per_accelerator_hour=$2/GPU-hour"],
        find=["cost"],
    )
    h100, a100 = result.answers
    assert h100.value == pytest.approx(2 * HOURS_H100, rel=1e-9)
    assert a100.value == pytest.approx(2 * HOURS_A100, rel=1e-9)
    assert result.verdict == "H100 SXM"
    assert result.text.startswith("H100 SXM: lowest training cost")
    assert f"{HOURS_A100 / HOURS_H100:.3g} times" in result.text


def test_more_wins_where_more_is_better_or_asked_for() -> None:
    assert compared(hardware=["A100", "H200"], find=["memory_bandwidth"]).verdict == "H200 SXM"
    models = ["gpt-3", "llama 2 70b"]
    assert compared(models=models, find=["tokens_per_parameter"]).verdict == "GPT-3 175B"
    longest = compared(models=models, find=["tokens_per_parameter"], best="highest")
    assert longest.verdict == "Llama 2 70B"


def test_whole_plans() -> None:
    small = {"label": "small", "given": PLAN}
    large = {"label": "large", "given": ["parameters=70B", PLAN[1]]}
    result = compared(cases=[small, large], find=["training_compute"])
    assert [a.value for a in result.answers] == [8.4e22, 8.4e23]
    assert [a.label for a in result.answers] == [
        "small: training compute", "large: training compute",
    ]  # fmt: skip
    assert result.verdict == "small"


def test_each_accelerator_with_each_model() -> None:
    result = compared(
        models=["gpt-3", "llama 2 70b"],
        hardware=["A100", "H100"],
        given=["accelerators=1024"],
        find=["training_time"],
    )
    assert len(result.answers) == 4
    assert result.verdict == "GPT-3 175B, H100 SXM"


def test_what_is_the_same_is_said_once_and_the_rest_under_its_name() -> None:
    result = compared(hardware=["H100", "A100"], given=PLAN, find=["accelerator_time"])
    labels = [assumption.label for assumption in result.assumptions]
    assert labels.count("MFU") == 1
    assert "H100 SXM: peak FLOP/s per accelerator" in labels


def test_a_tie_has_no_winner() -> None:
    same = [{"label": name, "given": PLAN} for name in ("one", "two")]
    assert compared(cases=same, find=["training_compute"]).verdict is None


def test_without_a_question_the_facts_stand_side_by_side() -> None:
    result = compared(hardware=["H100", "A100"])
    assert [a.value for a in result.answers if a.quantity == "peak_flops"] == [989.4e12, 312e12]
    assert all(a.source for a in result.answers)
    assert result.verdict is None


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ({"models": ["gpt-3"]}, "needs_input", "at least two"),
        ({"models": ["gpt-3", "gpt-99"]}, "invalid", "did you mean"),
        ({"models": ["gpt-3", "gpt-2"], "find": ["costt"]}, "invalid", "cost"),
        ({"hardware": ["H100"] * 13}, "invalid", "hardware"),
        ({"hardware": ["H100"] * 4, "models": ["gpt-3"] * 4}, "invalid", "at most 12"),
        (
            {"hardware": ["H100", "MI300X"], "given": PLAN, "find": ["cost"]},
            "needs_input",
            "MI300X: to find training cost",
        ),
        (
            {"cases": [{"label": "x", "given": ["mfu=140%"]}] * 2,
             "find": ["training_compute"]},
            "invalid",
            "MFU",
        ),
    ],
)  # fmt: skip
def test_refusals(arguments: dict[str, object], status: str, said: str) -> None:
    result = call_tool("compare", arguments)
    assert (result.status, result.answers) == (status, ())
    assert said in result.text and "\n" not in result.text
