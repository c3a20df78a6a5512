"""The functions, by outside figures: each expectation is arithmetic of its own or a paper's."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flopwise import call_tool, solve
from flopwise.tools.engine.errors import InvalidInput, MissingInput, UnknownName
from flopwise.tools.functions.result import Result

H100 = 989.4e12

# (function, arguments, expected values in order)
CASES: list[tuple[str, dict[str, Any], list[float]]] = [
    ("model_size", {"layers": 96, "hidden_size": 12288}, [12 * 96 * 12288**2]),
    # GPT-2 small, counted with transformers on the meta device: 124,439,808
    (
        "model_size",
        {"layers": 12, "hidden_size": 768, "vocabulary_size": 50257, "positions": 1024},
        [124_439_808],
    ),
    ("model_size", {"find": ["hidden_size"], "parameters": "1B", "layers": 24}, [1863]),
    ("training_flops", {"parameters": "7B", "tokens": "2T"}, [8.4e22]),
    ("training_flops", {"parameters": "70亿", "tokens": "2万亿"}, [8.4e22]),
    (
        "training_flops",
        {
            "find": ["step_compute", "attention_overhead"],
            "batch_size": 1536,
            "sequence_length": 2048,
            "layers": 96,
            "hidden_size": 12288,
        },
        [72 * 1536 * 2048 * 96 * 12288**2 * (1 + 2048 / (6 * 12288)), 2048 / (6 * 12288)],
    ),
    # with the logit layer: 6bshV more (Korthikanti et al. 2022, appendix A)
    (
        "training_flops",
        {
            "find": ["step_compute"],
            "batch_size": 1,
            "sequence_length": 1024,
            "layers": 12,
            "hidden_size": 768,
            "vocabulary_size": 50257,
        },
        # nanoGPT's notebook counts 874,944,921,600 for this shape
        [874_944_921_600],
    ),
    ("training_flops", {"find": ["inference_compute_per_token"], "parameters": "7B"}, [1.4e10]),
    (
        "training_plan",
        {"parameters": "7B", "tokens": "2T", "training_time": "30 days", "accelerator": "H100"},
        [math.ceil(8.4e22 / (H100 * 0.4 * 30 * 86400))],
    ),
    (
        "training_plan",
        {
            "find": ["training_time", "cost"],
            "parameters": "1.1B",
            "tokens": "3T",
            "accelerators": 16,
            "accelerator": "A100",
            "mfu": "56%",
            "price_per_accelerator_hour": "$1.10/GPU-hour",
        },
        [
            6 * 1.1e9 * 3e12 / (16 * 312e12 * 0.56),
            6 * 1.1e9 * 3e12 / (312e12 * 0.56) / 3600 * 1.10,
        ],
    ),
    # Brown et al. 2020, appendix D: GPT-3 took 3.14e23 FLOP, 3,640 petaflop/s-days
    ("training_flops", {"model": "gpt-3"}, [3.15e23]),
    (
        "training_plan",
        {
            "find": ["parameters", "tokens"],
            "cost": "$1M",
            "price_per_accelerator_hour": "$2/GPU-hour",
            "mfu": "40%",
            "accelerator": "H100",
        },
        [
            math.sqrt(1e6 / 2 * 3600 * H100 * 0.4 / 120),
            20 * math.sqrt(1e6 / 2 * 3600 * H100 * 0.4 / 120),
        ],
    ),
    # LLaMA 65B, arXiv:2302.13971 table 15: 1,022,362 GPU-hours at 400 W and PUE 1.1 is 449 MWh
    (
        "training_plan",
        {
            "find": ["energy"],
            "accelerator_time": "1022362 GPU-hours",
            "power_per_accelerator": "400 W",
            "pue": "1.1",
        },
        [1022362 * 3600 * 400 * 1.1],
    ),
    ("scaling_law", {"find": ["tokens"], "parameters": "70B"}, [1.4e12]),  # Chinchilla: 1.4T
    ("scaling_law", {"find": ["tokens_per_parameter"], "model": "gopher"}, [300 / 280]),
    (
        "scaling_law",
        {"find": ["parameters_per_token", "compute_coefficient"], "tokens_per_parameter": 20},
        [0.05, 120],
    ),
    (
        "scaling_law",
        {
            "find": ["parameters_multiple", "tokens_multiple"],
            "compute_multiple": 10,
            "law": "kaplan",
        },
        [10**0.73, 10**0.27],
    ),
    (
        "what_if",
        {"changes": [{"quantity": "parameters", "factor": 2}]},
        [4],
    ),
    (
        "what_if",
        {"changes": [{"quantity": "parameters", "factor": 2}], "held": ["tokens"]},
        [2],
    ),
    (
        "what_if",
        {
            "changes": [{"quantity": "parameters", "factor": "-1%"}],
            "observe": ["inference_compute_per_token"],
            "answer": "change",
        },
        [-0.01],
    ),
    (
        "what_if",
        {"before_model": "gpt-2", "after_model": "gpt-3", "observe": ["parameters"]},
        [175e9 / 1.5e9],
    ),
    (
        "what_if",
        {
            "changes": [{"quantity": "sequence_length", "before": 4096, "after": 32768}],
            "observe": ["compute_per_token"],
            "baseline": [
                {"quantity": "hidden_size", "before": 4096},
                {"quantity": "sequence_length", "before": 4096},
            ],
        },
        [(1 + 32768 / (6 * 4096)) / (1 + 4096 / (6 * 4096))],
    ),
    # 12ih²: the width counts squared, the depth once; h × 2 → N × 4, i × 0.5 and h × 3 → × 4.5
    (
        "what_if",
        {"changes": [{"quantity": "hidden_size", "factor": 2}], "observe": ["parameters"]},
        [4],
    ),
    (
        "what_if",
        {
            "changes": [
                {"quantity": "layers", "factor": "0.5"},
                {"quantity": "hidden_size", "factor": 3},
            ],
            "observe": ["parameters"],
        },
        [4.5],
    ),
    (
        "what_if",
        {
            "changes": [{"quantity": "mfu", "before": "30%", "after": "45%"}],
            "observe": ["cost"],
            "answer": "change",
        },
        [-1 / 3],
    ),
    ("look_up", {"name": "A100", "facts": ["peak_flops"]}, [312e12]),
    ("calculate", {"expression": "6*7e9*2e12"}, [8.4e22]),
    ("calculate", {"expression": "80 GiB - 80 GB"}, [80 * 2**30 - 80e9]),
    ("calculate", {"expression": "1 PF-day"}, [8.64e19]),
    ("calculate", {"expression": "(1 + 2) ^ 10 / 3"}, [3**9]),
    ("calculate", {"expression": "2**2*10**3 - 4"}, [3996]),
    ("calculate", {"expression": "3 - 4 - 5"}, [-6]),
    ("calculate", {"expression": "7B x 2 + 1 亿"}, [14.1e9]),
    ("calculate", {"expression": "15% * 200"}, [30]),
]


@pytest.mark.parametrize(("function", "arguments", "expected"), CASES)
def test_figures(function: str, arguments: dict[str, Any], expected: list[float]) -> None:
    result = call_tool(function, arguments)
    assert result.status == "answered", result.text
    assert [answer.value for answer in result.answers] == pytest.approx(expected, rel=1e-9)
    for answer in result.answers:
        assert answer.display in result.text


REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("training_plan", {"mfu": "140%"}, "invalid", "MFU"),
    ("training_plan", {"accelerators": 0, "find": ["training_time"]}, "invalid", "accelerators"),
    ("training_flops", {"parameters": "7B", "tokens": "-2T"}, "invalid", "training tokens"),
    ("training_plan", {"accelerator": "H1000"}, "invalid", "H100"),
    ("training_plan", {"find": ["cost"]}, "needs_input", "price"),
    ("training_plan", {"find": ["cost"], "parameters": "7B bytes"}, "invalid", "parameters"),
    (
        "training_flops",
        {"find": ["steps"], "parameters": "7B", "tokens": "2T", "training_compute": "1e21"},
        "invalid",
        "C = 6·N·D",
    ),
    ("scaling_law", {"law": "moore"}, "invalid", "law"),
    ("look_up", {"name": "GPT-5"}, "invalid", "GPT-5"),
    ("look_up", {"name": "yuan 2.0", "facts": ["tokens"]}, "needs_input", "not published"),
    ("derive", {"law": "e=mc²"}, "invalid", "derivation"),
    ("what_if", {}, "needs_input", "what changes"),
    (
        "what_if",
        {"changes": [{"quantity": "mfu", "factor": 2}], "observe": ["parameters_typo"]},
        "invalid",
        "observe",
    ),
    (
        "what_if",
        {
            "changes": [{"quantity": "power_per_accelerator", "factor": 2}],
            "observe": ["parameters"],
        },
        "invalid",
        "does not follow",
    ),
    ("what_if", {"changes": [{"quantity": "parameters", "factor": "-200%"}]}, "invalid", "factor"),
]


@pytest.mark.parametrize(("function", "arguments", "status", "says"), REFUSED)
def test_refusals(function: str, arguments: dict[str, Any], status: str, says: str) -> None:
    english = call_tool(function, arguments)
    assert english.status == status and says in english.text
    chinese = call_tool(function, {**arguments, "language": "zh"})
    assert chinese.status == status
    for result in (english, chinese):
        assert "\n" not in result.text and not result.answers
    assert any("\u4e00" <= character <= "\u9fff" for character in chinese.text)


def test_80_gb_in_bits_is_refused_with_the_mend() -> None:
    with pytest.raises(InvalidInput) as caught:
        solve("cost", {"memory_per_accelerator": "80 Gb"})
    assert "80 GB" in caught.value.text.en and "80 GB" in caught.value.text.zh


CODE = [
    "__import__('os').system('true')",
    "().__class__",
    "2**2**2**2**2**2",
    "9**99999999",
    "(" * 150 + "1" + ")" * 150,
    "1" * 5000,
    "1/0",
    "0**-1",
    "lambda: 1",
    "[1 for _ in range(10)]",
    "f'{1}'",
    "1 if 2 else 3",
    "1e400 * 1e400",
    "",
    "80 GB + 3 days",
]


@pytest.mark.parametrize("expression", CODE, ids=range(len(CODE)))
def test_calculate_refuses(expression: str) -> None:
    result = call_tool("calculate", {"expression": expression})
    assert result.status == "invalid" and "\n" not in result.text


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_calculate_never_raises(expression: str) -> None:
    assert isinstance(call_tool("calculate", {"expression": expression}), Result)


@settings(max_examples=200, deadline=None)
@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9), st.integers(1, 10**9))
def test_calculate_against_python(a: int, b: int, c: int) -> None:
    result = call_tool("calculate", {"expression": f"({a} + {b}) * 3 - {a} / {c}"})
    assert Fraction(result.answers[0].exact) == (a + b) * 3 - Fraction(a, c)


def test_what_is_assumed_is_reported_with_its_source() -> None:
    result = call_tool(
        "training_plan",
        {"parameters": "7B", "tokens": "2T", "training_time": "30 days", "accelerator": "H100"},
    )
    assumed = {assumption.name: assumption for assumption in result.assumptions}
    assert assumed["mfu"].kind == "default" and "2407.21783" in assumed["mfu"].source
    assert assumed["peak_flops"].kind == "catalog" and "989" in assumed["peak_flops"].display
    assert {change.name for change in result.changes} == {"mfu"}
    assert all(step.source and step.because for step in result.steps)


def test_a_rumour_and_a_mixture_are_told() -> None:
    result = call_tool("training_flops", {"model": "gpt-4"})
    assert result.warnings and "rumour" in result.warnings[0]
    assert "N_a" in result.steps[0].equation


def test_a_range_of_prices_gives_a_range_of_costs() -> None:
    result = call_tool("training_plan", {"find": ["cost"], "model": "gpt-3", "accelerator": "A100"})
    [cost] = result.answers
    assert cost.low is not None and cost.high is not None
    assert cost.low < cost.value < cost.high


def test_the_article_s_rumoured_bill() -> None:
    """25k A100 × 90 to 100 days × 24 h × $1 is $54M to $60M: the article's '$63M' is above it."""
    result = call_tool(
        "training_plan",
        {
            "find": ["cost"],
            "accelerators": 25000,
            "training_time": "90 to 100 days",
            "price_per_accelerator_hour": "$1/GPU-hour",
        },
    )
    [cost] = result.answers
    assert (cost.low, cost.high) == (25000 * 90 * 24, 25000 * 100 * 24)


def test_public_solve_raises_for_python_callers() -> None:
    with pytest.raises(MissingInput):
        solve("cost", {})
    with pytest.raises(UnknownName, match="accelerators"):
        solve("training_time", {"parameters": "7B", "accelerater": 64})
    result = solve(
        "training_time",
        {"parameters": "7B", "tokens": "2T", "accelerators": 64, "accelerator": "H100"},
    )
    assert result.answers[0].value == pytest.approx(8.4e22 / (64 * H100 * 0.4))
    assert result.answers[0].unit == "s"
