"""The best run when the corpus is limited, after Muennighoff et al. 2023."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flopwise.tools.engine.algebra import Number, context, rational
from flopwise.tools.engine.errors import MissingInput
from flopwise.tools.engine.solution import Given
from flopwise.tools.functions.repeated_data import best_limited_run
from flopwise.tools.planner import Inputs, solve_inputs


def loss_of(size: Number, compute: Fraction, corpus: Fraction) -> Number:
    known = {"parameters": size, "training_compute": compute, "dataset_tokens": corpus}
    inputs = Inputs({n: Given(v) for n, v in known.items()}, {}, {"law": "muennighoff"})
    return solve_inputs(["loss"], inputs).found[0].value


@pytest.mark.parametrize(
    ("compute", "corpus"), [(10**22, 25 * 10**9), (576 * 10**21, 10**11), (10**21, 10**8)]
)
def test_no_other_split_of_the_budget_is_better(compute: int, corpus: int) -> None:
    stated = {"training_compute": compute, "dataset_tokens": corpus}
    run = best_limited_run(stated)
    h = context.mpf("1e-12")
    ends = [
        loss_of(run.parameters * (1 + sign * h), Fraction(compute), Fraction(corpus))
        for sign in (1, -1)
    ]
    assert abs((ends[0] - ends[1]) / (2 * h)) < 1e-9
    for factor in ("0.8", "1.25"):
        size = run.parameters * context.mpf(factor)
        assert loss_of(size, Fraction(compute), Fraction(corpus)) > run.loss
    assert run.loss > run.unlimited[2]
    assert abs(rational(6 * run.parameters * run.tokens) / compute - 1) < Fraction(1, 10**30)


def test_more_epochs_rather_than_more_parameters() -> None:
    """The paper's §6: 9.3e21 FLOP and 25B unique tokens are better spent on 6.34B parameters and
    9.7 epochs than on the 8.67B and 7.1 epochs of fresh-data optimality. Its sizes are those of
    models that were trained: compared within a tenth."""
    run = best_limited_run({"training_compute": "9.3e21", "dataset_tokens": "25e9"})
    assert abs(run.parameters / 6.34e9 - 1) < 0.1
    assert abs(run.epochs / 9.7 - 1) < 0.1
    assert abs(run.unlimited[0] / 8.67e9 - 1) < 0.1
    assert abs(run.unlimited[1] / 25e9 / 7.1 - 1) < 0.1


def test_a_corpus_that_is_large_enough_limits_nothing() -> None:
    run = best_limited_run({"training_compute": "1e22", "dataset_tokens": "1e12"})
    assert (run.parameters, run.tokens, run.loss) == run.unlimited
    assert run.epochs < 1 and run.repeated_token_value == 1


def test_the_budget_may_be_money_and_the_corpus_must_be_given() -> None:
    stated = {"cost": "$1M", "accelerator": "H100", "dataset_tokens": "100B"}
    assert best_limited_run(stated).epochs > 1
    with pytest.raises(MissingInput, match="unique tokens"):
        best_limited_run({"training_compute": "1e22"})
