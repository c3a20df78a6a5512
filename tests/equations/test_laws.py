"""Scaling laws: published points, optimality, and closed forms against searched ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flopwise.tools.catalog.laws import laws
from flopwise.tools.engine import algebra
from flopwise.tools.engine.algebra import Number, context, rational
from flopwise.tools.engine.errors import InvalidInput, MissingInput
from flopwise.tools.engine.roots import root_around
from flopwise.tools.engine.solution import Given
from flopwise.tools.planner import Inputs, read_inputs, solve_inputs, system

LINES = (Path(__file__).parents[1] / "data" / "published_laws.jsonl").read_text("utf-8")
ROWS = [json.loads(line) for line in LINES.splitlines()]
BALANCED = [law.name for law in laws().values() if law.allocation == "balance"]
PARAMETRIC = [law.name for law in laws().values() if law.loss == "parametric"]
BUDGETS = st.integers(18, 28).flatmap(lambda power: st.integers(10**power, 10 ** (power + 1)))


def find(names: str, stated: Mapping[str, object]) -> list[Number]:
    return [found.value for found in solve_inputs(names.split(), read_inputs(stated)).found]


def close(one: Number, other: Number, tolerance: Fraction) -> bool:
    a, b = rational(one), rational(other)
    return abs(a - b) <= tolerance * abs(b)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_published(row: dict[str, Any]) -> None:
    [value] = find(row["find"], row["given"])
    assert close(value, Fraction(row["expect"]), Fraction(row["rel_tol"])), float(value)


# Sardana et al. 2023, arXiv:2401.00448, §1: what matches a compute-optimal model of so many
# parameters at so many inference tokens, and the share of lifetime compute that it saves. The
# larger one sees 2.84 times the tokens.
SARDANA = (("30e9", "1e13", "13.6e9", "0.28"), ("13e9", "2e12", "7e9", "0.17"))


@pytest.mark.parametrize(("like", "served", "size", "saved"), SARDANA)
def test_lifetime_optimum(like: str, served: str, size: str, saved: str) -> None:
    stated = {"law": "sardana", "inference_tokens": served}
    reference = {**stated, "objective": "training", "parameters": like}
    loss, tokens, whole = find("loss tokens lifetime_compute", reference)
    inputs = read_inputs(stated)
    inputs.given["loss"] = Given(loss)
    names = ["parameters", "tokens", "lifetime_compute"]
    found = [f.value for f in solve_inputs(names, inputs).found]
    assert close(found[0], Fraction(size), Fraction(1, 100))
    assert abs(1 - found[2] / whole - context.mpf(saved)) < 0.005
    if like == "30e9":
        assert close(found[1] / tokens, Fraction("2.84"), Fraction(1, 100))


def lifetime(loss: Number, served: Fraction, size: Number) -> Number:
    """Lifetime compute of a model of some size that reaches a loss, in plain arithmetic."""
    constants = {n: algebra.to_real(v) for n, v in laws()["sardana"].gives.items()}
    e, a, alpha, b, beta = (
        constants[f"{name}"]
        for name in (
            "irreducible_loss", "loss_size_coefficient", "loss_size_exponent",
            "loss_data_coefficient", "loss_data_exponent",
        )
    )  # fmt: skip
    tokens = (b / (loss - e - a / size**alpha)) ** (1 / beta)
    return size * (6 * tokens + 2 * algebra.to_real(served))


@pytest.mark.parametrize("served", [Fraction(10**10), Fraction(10**12), Fraction(10**14)])
def test_no_other_size_costs_less_over_a_lifetime(served: Fraction) -> None:
    [size] = find("parameters", {"law": "sardana", "loss": "2.1", "inference_tokens": str(served)})
    loss = context.mpf("2.1")
    h = context.mpf("1e-10")
    slope = lifetime(loss, served, size * (1 + h)) - lifetime(loss, served, size * (1 - h))
    assert abs(slope / (2 * h * lifetime(loss, served, size))) < 1e-9
    for factor in ("0.9", "1.1"):
        other = lifetime(loss, served, size * context.mpf(factor))
        assert other > lifetime(loss, served, size)


def along(law: str, compute: Number, size: Number) -> Number:
    """The predicted loss where a budget is spent on a model of some size."""
    inputs = Inputs(
        {"parameters": Given(size), "training_compute": Given(compute)}, {}, {"law": law}
    )
    return algebra.to_real(solve_inputs(["loss"], inputs).found[0].value)


def slope(law: str, compute: Number, size: Number) -> Any:
    """D loss / d ln(size) along the budget, by a central difference."""
    h = context.mpf("1e-12")
    ends = [along(law, compute, algebra.to_real(size) * (1 + sign * h)) for sign in (1, -1)]
    return (ends[0] - ends[1]) / (2 * h)


@settings(max_examples=15, deadline=None)
@given(BUDGETS, st.sampled_from([n for n in PARAMETRIC if n != "sardana"]))
def test_the_loss_does_not_move_along_the_budget_at_the_optimum(budget: int, law: str) -> None:
    compute = Fraction(budget)
    inputs = Inputs({"training_compute": Given(compute)}, {}, {"law": law})
    size, tokens = (f.value for f in solve_inputs(["parameters", "tokens"], inputs).found)
    assert close(6 * size * tokens, compute, Fraction(1, 10**30))
    assert abs(slope(law, compute, size)) < 1e-9
    least = along(law, compute, size)
    assert all(along(law, compute, size * context.mpf(f)) > least for f in ("0.9", "1.1"))


@pytest.mark.parametrize("law", [n for n in BALANCED if n != "sardana"])
@pytest.mark.parametrize("budget", [10**19, 576 * 10**21, 10**26])
def test_the_closed_form_is_what_a_search_finds(law: str, budget: int) -> None:
    compute = Fraction(budget)
    stated = {"training_compute": compute, "law": law}
    [closed] = find("parameters", stated)
    searched = root_around(lambda size: slope(law, compute, size), context.mpf(10) ** 10)
    assert close(closed, searched, Fraction(1, 10**9))


@pytest.mark.parametrize("law", [n for n in PARAMETRIC if n != "sardana"])
def test_the_least_compute_for_a_loss_is_that_of_the_optimum(law: str) -> None:
    loss, tokens = find("loss tokens", {"training_compute": "1e23", "law": law})
    inputs = read_inputs({"law": law})
    inputs.given["loss"] = Given(loss)
    [least] = [f.value for f in solve_inputs(["least_compute"], inputs).found]
    assert close(least, Fraction(10**23), Fraction(1, 10**30))
    [excess] = find("compute_excess", {"parameters": "7e9", "tokens": "2e12", "law": law})
    assert excess > 1


@pytest.mark.parametrize("law", laws())
def test_a_budget_a_size_and_its_data_agree(law: str) -> None:
    """There and back: the optimum of a budget is the optimum of its size, and of its data."""
    stated = {"law": law, "objective": "training"}
    size, tokens, ratio = find(
        "parameters tokens tokens_per_parameter", {**stated, "training_compute": "1e23"}
    )
    tolerance = Fraction(1, 10**30)
    for known, value in (("parameters", size), ("tokens", tokens)):
        inputs = read_inputs(stated)
        inputs.given[known] = Given(value)
        found = solve_inputs(["training_compute", "tokens_per_parameter"], inputs).found
        assert close(found[0].value, Fraction(10**23), tolerance)
        assert close(found[1].value, ratio, tolerance)
    assert close(ratio, tokens / size, tolerance)


def test_a_run_beside_the_optimum() -> None:
    """Gopher had 1/18.7 of the tokens that are optimal for its size."""
    size, tokens = Fraction(280 * 10**9), Fraction(300 * 10**9)
    stated = {"parameters": size, "tokens": tokens}
    optimal, beside, best = find("optimal_tokens overtraining optimal_parameters", stated)
    assert optimal == 20 * size and beside == tokens / optimal
    [again] = find("parameters", {"training_compute": 6 * size * tokens})
    assert close(best, again, Fraction(1, 10**30))


def test_fully_trained_stays_at_twenty_tokens_a_parameter() -> None:
    solution = solve_inputs(["tokens"], read_inputs({"parameters": "7e9"}))
    assert solution.found[0].value == 140 * 10**9
    assert solution.used["tokens_per_parameter"].origin == "default"


def test_a_law_without_a_loss_borrows_one_and_says_so() -> None:
    solution = solve_inputs(["loss"], read_inputs({"training_compute": "1e23", "law": "llama-3"}))
    assert solution.choices["loss_law"] == ("hoffmann-3", False)
    assert solution.choices["law"] == ("llama-3", True)


def test_two_laws_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(InvalidInput, match="law=besiroglu and loss_law=hoffmann-3"):
        find("loss", {"parameters": 7, "tokens": 9, "law": "besiroglu", "loss_law": "hoffmann-3"})


def test_a_split_that_needs_no_loss_may_be_judged_by_any() -> None:
    stated = {"training_compute": "1e23", "law": "kaplan", "loss_law": "besiroglu"}
    size, loss = find("parameters loss", stated)
    [alone] = find("parameters", {"training_compute": "1e23", "law": "kaplan"})
    [best] = find("loss", {"training_compute": "1e23", "law": "besiroglu"})
    assert size == alone and loss > best


def test_a_constant_that_is_stated_wins() -> None:
    stated = {"parameters": "7e9", "tokens": "2e12"}
    [usual], [moved] = find("loss", stated), find("loss", {**stated, "irreducible_loss": "1.79"})
    assert close(moved - usual, Fraction(1, 10), Fraction(1, 10**30))


def test_what_only_some_laws_give_names_them() -> None:
    with pytest.raises(MissingInput, match="or choose law=kaplan$"):
        find("critical_batch", {"loss": 2})
    with pytest.raises(MissingInput, match="law=muennighoff"):
        find("effective_tokens", {"tokens": "1e12", "epochs": 4})


def test_two_sizes_may_reach_a_loss_on_a_budget() -> None:
    solution = solve_inputs(
        ["parameters"], read_inputs({"training_compute": "1e23", "loss": "2.1"})
    )
    assert "fits these inputs too" in solution.warnings[0].en
    [loss] = find("loss", {"training_compute": "1e23", "parameters": solution.found[0].value})
    assert close(loss, Fraction("2.1"), Fraction(1, 10**30))


# Repeated data


def test_four_epochs_are_worth_nearly_as_much_as_fresh_data() -> None:
    """Muennighoff et al. 2023, abstract: negligible changes to loss up to 4 epochs."""
    stated = {"law": "muennighoff", "parameters": "8.7e9", "tokens": "178e9"}
    losses = {n: find("loss", {**stated, "epochs": n})[0] for n in (1, 4, 44)}
    assert losses[4] / losses[1] < 1.01
    assert losses[44] / losses[1] > 1.05
    [effective] = find("effective_tokens", {**stated, "epochs": 4})
    assert 0.9 < effective / 178e9 < 0.95


def test_data_seen_once_are_worth_what_they_are() -> None:
    stated = {"law": "muennighoff", "parameters": "1e9", "tokens": "1e11"}
    for corpus in ("1e11", "5e11"):
        effective, value = find(
            "effective_tokens repeated_token_value", {**stated, "dataset_tokens": corpus}
        )
        assert (effective, value) == (10**11, 1)


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 60), st.integers(10**9, 10**12))
def test_epochs_there_and_back(epochs: int, corpus: int) -> None:
    stated = {"law": "muennighoff", "parameters": "1e9", "dataset_tokens": corpus}
    [loss] = find("loss", {**stated, "epochs": epochs})
    inputs = read_inputs(stated)
    inputs.given["loss"] = Given(loss)
    [back] = [f.value for f in solve_inputs(["epochs"], inputs).found]
    assert close(back, Fraction(epochs), Fraction(1, 10**25))


def test_every_edition_is_a_value_of_the_choice() -> None:
    choices = system().vocabulary.choices
    assert list(choices["law"].values) == list(laws())
    assert set(choices["loss_law"].values) == {n for n, law in laws().items() if law.loss}
    for law in laws().values():
        assert set(law.gives) <= {q.name for q in system().vocabulary}
