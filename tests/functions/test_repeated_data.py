"""The best run when the corpus is limited, after Muennighoff et al. 2023."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flopwise.tools.engine.algebra import Number, context, rational
from flopwise.tools.engine.errors import MissingInput
from flopwise.tools.engine.solution import Given
from flopwise.tools.engine.text import Language
from flopwise.tools.functions.repeated_data import best_limited_run
from flopwise.tools.functions.solving import solve
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


NOTEBOOK = {
    "irreducible_loss": context.exp("0.604038"),
    "loss_size_coefficient": context.exp("6.6229553"),
    "loss_data_coefficient": context.exp("7.5856404"),
    "loss_size_exponent": context.mpf("0.3724021"),
    "loss_data_exponent": context.mpf("0.36468068"),
    "data_repetition_scale": context.mpf("16.257626"),
    "size_excess_scale": context.mpf("4.9642363"),
}
"""An earlier fit: datablations, plotstables/return_alloc.ipynb, from which the run was chosen."""


def test_more_epochs_rather_than_more_parameters() -> None:
    """The paper's §5: with 9.3e21 FLOP and 25B unique tokens, 6.34B parameters for 242B tokens
    (9.7 epochs). The model that was trained is the nearest shape."""
    stated = {"training_compute": "9.3e21", "dataset_tokens": "25e9"}
    run = best_limited_run({**stated, **{n: rational(v) for n, v in NOTEBOOK.items()}})
    assert abs(run.tokens / 242e9 - 1) < 0.002
    assert abs(run.epochs / 9.7 - 1) < 0.002
    assert abs(run.parameters / 6.34e9 - 1) < 0.011
    published = best_limited_run(stated)
    assert run.parameters < published.parameters < published.unlimited[0]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_plain_answer_with_too_small_a_corpus_has_the_best_run_beside_it(
    language: Language,
) -> None:
    stated = {"training_compute": "9.3e21", "dataset_tokens": "25e9"}
    result = solve(["parameters", "epochs"], stated, language=language)
    section = next(s for s in result.sections if s.name == "limited")
    run = best_limited_run(stated)
    shown = {row.quantity: rational(Fraction(row.exact.lstrip("~"))) for row in section.rows}
    assert abs(shown["epochs"] / rational(run.epochs) - 1) < Fraction(1, 10**20)
    assert section.title in result.text
    enough = solve("parameters", {**stated, "dataset_tokens": "1e12"})
    assert all(s.name != "limited" for s in enough.sections)


def test_a_corpus_that_is_large_enough_limits_nothing() -> None:
    run = best_limited_run({"training_compute": "1e22", "dataset_tokens": "1e12"})
    assert (run.parameters, run.tokens, run.loss) == run.unlimited
    assert run.epochs < 1 and run.repeated_token_value == 1


def test_the_budget_may_be_money_and_the_corpus_must_be_given() -> None:
    stated = {"cost": "$1M", "accelerator": "H100", "dataset_tokens": "100B"}
    assert best_limited_run(stated).epochs > 1
    with pytest.raises(MissingInput, match="unique tokens"):
        best_limited_run({"training_compute": "1e22"})
