"""Laws side by side, and a smaller model that reaches the same loss."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flopwise.tools.catalog.laws import laws
from flopwise.tools.engine import algebra
from flopwise.tools.engine.errors import MissingInput, NoSolution
from flopwise.tools.functions.laws import compare_laws, same_loss

GOPHER = {"training_compute": "5.76e23"}


def test_every_edition_that_applies_has_its_row() -> None:
    compared = compare_laws(GOPHER)
    assert [row.law.name for row in compared.rows] == [n for n in laws() if n != "sardana"]
    assert compared.left_out["sardana"].en == "needs inference tokens"
    for row in compared.rows:
        spent = algebra.rational(6 * row.parameters * row.tokens)
        assert abs(spent / Fraction(576 * 10**21) - 1) < Fraction(1, 10**30)
        assert (row.loss is None) == (row.law.loss is None)
    served = compare_laws({**GOPHER, "inference_tokens": "1e12"})
    assert len(served.rows) == len(laws()) and not served.left_out


def test_the_spread_is_that_of_the_papers() -> None:
    """Hoffmann's rounded constants say 92.6 tokens a parameter, Besiroglu's 18.4."""
    compared = compare_laws(GOPHER, only=["hoffmann-3", "besiroglu"])
    low, high = (float(end) for end in compared.spread("tokens_per_parameter"))
    assert (round(low, 1), round(high, 1)) == (18.4, 92.6)
    text = compared.in_("en")
    assert "spread of tokens per parameter: 18.39 to 92.65, 5.038 times" in text
    assert "每参数 token 数的分歧" in compared.in_("zh")


def test_money_and_hardware_fix_a_budget_too() -> None:
    [row] = compare_laws({"cost": "$1M", "accelerator": "H100"}, only=["chinchilla"]).rows
    assert row.tokens_per_parameter == 20
    with pytest.raises(MissingInput, match="parameters|FLOP"):
        compare_laws({"mfu": "40%"})


def test_what_lies_beyond_the_fitted_runs_is_said() -> None:
    [row] = compare_laws(GOPHER, only=["deepseek"]).rows
    assert row.beyond == {"training_compute": 1920}
    [row] = compare_laws({"training_compute": "1e19"}, only=["deepseek"]).rows
    assert not row.beyond


def test_a_smaller_model_costs_more_to_train_and_less_to_serve() -> None:
    found = same_loss("7B", {"parameters": "13B"}, law="hoffmann-3-unrounded")
    assert found.compute_multiple > 1
    assert found.inference_multiple == Fraction(7, 13)
    tokens = found.break_even_tokens
    assert tokens is not None
    one, other = (
        size * (6 * data + 2 * tokens) for size, data, _ in (found.reference, found.other)
    )
    assert abs(one / other - 1) < 1e-30
    larger = same_loss("26B", {"parameters": "13B"}, law="hoffmann-3-unrounded")
    assert larger.compute_multiple > 1 and larger.break_even_tokens is None


def test_a_model_may_be_too_small_for_a_loss() -> None:
    with pytest.raises(NoSolution, match="no real value"):
        same_loss("10M", {"parameters": "70B", "tokens": "15T"})
