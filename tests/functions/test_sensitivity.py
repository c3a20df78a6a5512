"""Elasticities against finite differences, and what ranges do."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flopwise.tools.engine.algebra import Number, context, to_real
from flopwise.tools.engine.solution import Given, Solution
from flopwise.tools.functions.sensitivity import Elasticity, elasticities, swings
from flopwise.tools.functions.solving import solve
from flopwise.tools.planner import read_inputs, solve_inputs

CASES: dict[str, tuple[list[str], dict[str, object]]] = {
    "training": (
        ["cost", "training_time", "loss"],
        {"parameters": "7e9", "tokens": "2e12", "accelerator": "H100", "accelerators": 64},
    ),
    "default law": (["parameters", "loss"], {"cost": "1e6", "accelerator": "H100"}),
    "balance": (["parameters", "tokens"], {"training_compute": "1e23", "law": "besiroglu"}),
    "power": (["parameters", "loss"], {"training_compute": "1e23", "law": "kaplan"}),
    "searched": (
        ["parameters", "lifetime_compute"],
        {"loss": "2.1", "inference_tokens": "2e12", "law": "sardana"},
    ),
    "repeated": (
        ["loss", "effective_tokens"],
        {"parameters": "8.7e9", "dataset_tokens": "44e9", "epochs": 4, "law": "muennighoff"},
    ),
    "context": (["step_compute"], {"layers": 32, "hidden_size": 4096, "sequence_length": 8192,
                                   "batch_size": 4}),
}  # fmt: skip


def solved(find: list[str], stated: Mapping[str, object]) -> Solution:
    return solve_inputs(find, read_inputs(stated))


def pulls_on(find: str, stated: Mapping[str, object]) -> dict[str, Elasticity]:
    return {each.input: each for each in elasticities([find], solved([find], stated))}


def difference(find: str, stated: Mapping[str, object], moved: str) -> Any:
    """D ln(find) / d ln(moved), by a central difference."""
    h = Fraction(1, 10**12)
    value = solve_inputs([find], read_inputs(stated)).values[moved]
    ends = []
    for factor in (1 + h, 1 - h):
        inputs = read_inputs(stated)
        inputs.given[moved] = Given(value * factor if isinstance(value, Fraction)
                                    else value * to_real(factor))  # fmt: skip
        ends.append(to_real(solve_inputs([find], inputs).found[0].value))
    widths = to_real(1 + h), to_real(1 - h)
    return context.log(ends[0] / ends[1]) / context.log(widths[0] / widths[1])


def close(one: Number, other: Number) -> bool:
    return bool(abs(to_real(one) - to_real(other)) < 1e-9)


@pytest.mark.parametrize("case", CASES)
def test_elasticities_are_finite_differences(case: str) -> None:
    find, stated = CASES[case]
    found = elasticities(find, solved(find, stated))
    assert found
    sizes = [abs(to_real(each.value)) for each in found]
    assert sizes == sorted(sizes, reverse=True)
    whole = {"layers", "hidden_size", "sequence_length", "batch_size", "accelerators"}
    for each in found:
        if each.input not in whole:  # A whole number cannot be moved a little.
            assert close(each.value, difference(each.output, stated, each.input)), each


@settings(max_examples=25, deadline=None)
@given(
    st.integers(10**8, 10**12),
    st.integers(10**9, 10**13),
    st.sampled_from(["hoffmann-3", "besiroglu", "kaplan", "muennighoff"]),
)
def test_elasticities_of_a_loss(parameters: int, tokens: int, law: str) -> None:
    stated = {"parameters": parameters, "tokens": tokens, "law": law}
    for each in pulls_on("loss", stated).values():
        assert close(each.value, difference("loss", stated, each.input))


def test_power_laws_are_exact() -> None:
    found = pulls_on("parameters", {"cost": "1e6", "accelerator": "H100"})
    assert found["cost"].value == found["mfu"].value == Fraction(1, 2)
    assert found["price_per_accelerator_hour"].value == Fraction(-1, 2)
    found = pulls_on("parameters", {"training_compute": "1e23", "law": "hoffmann-3"})
    assert found["training_compute"].value == Fraction(28, 62)


def test_at_the_turn_of_a_limit_there_is_no_slope() -> None:
    stated = {"parameters": "1e9", "tokens": "1e11", "epochs": 1, "law": "muennighoff"}
    assert list(pulls_on("effective_tokens", stated)) == ["tokens"]


def test_the_widest_swing_comes_first() -> None:
    stated = {"parameters": "7e9", "accelerator": "H100"}
    found = swings("cost", solved(["cost"], stated))
    assert [swing.input for swing in found] == [
        "tokens_per_parameter", "price_per_accelerator_hour", "mfu",
    ]  # fmt: skip
    assert [float(swing.factor) for swing in found] == sorted(
        (float(swing.factor) for swing in found), reverse=True
    )
    mfu = found[-1]
    assert (mfu.low[0], mfu.high[0]) == (Fraction(3, 10), Fraction(1, 2))
    assert mfu.low[1] > mfu.nominal[1] > mfu.high[1]


def test_a_stated_range_swings_too() -> None:
    stated = {"parameters": "7e9", "tokens": "2e12", "mfu": "0.35 to 0.45", "peak_flops": "989e12"}
    [swing] = swings("accelerator_time", solved(["accelerator_time"], stated))
    assert (swing.input, swing.low[0]) == ("mfu", Fraction(7, 20))


def test_a_swing_is_what_solving_with_its_end_gives() -> None:
    stated = {"cost": "$1M", "accelerator": "H100"}
    for swing in swings("parameters", solved(["parameters"], stated)):
        for end, output in (swing.low, swing.high):
            inputs = read_inputs(stated)
            inputs.given[swing.input] = Given(end)
            assert close(solve_inputs(["parameters"], inputs).found[0].value, output)


def test_an_answer_that_rests_on_ranges_says_what_moves_it() -> None:
    result = solve("parameters", {"cost": "$1M", "accelerator": "H100"})
    assert [change.name for change in result.changes] == [
        "tokens_per_parameter", "tokens_per_parameter",
        "price_per_accelerator_hour", "price_per_accelerator_hour", "mfu", "mfu",
    ]  # fmt: skip
    pulls = {pull.name: pull.exact for pull in result.pulls}
    assert (pulls["mfu"], pulls["tokens_per_parameter"]) == ("1/2", "-1/2")
    assert "MFU +0.5%" in result.text
    assert "MFU +0.5%" in solve("parameters", {"cost": "$1M", "accelerator": "H100"},
                                language="zh").text  # fmt: skip


def test_an_answer_that_rests_on_no_range_says_nothing_of_it() -> None:
    result = solve("training_compute", {"parameters": "7B", "tokens": "2T"})
    assert not result.changes and not result.pulls
