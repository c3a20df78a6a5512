"""Laws side by side, and a smaller model that reaches the same loss."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flopwise.tools.catalog.laws import laws
from flopwise.tools.engine import algebra
from flopwise.tools.engine.errors import MissingInput
from flopwise.tools.functions.laws import compare_laws, laws_section
from flopwise.tools.functions.solving import solve

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
    section = laws_section(compared, "en")
    assert section.notes[0].startswith("the papers disagree: 32.19 to 72.25B parameters (2.244×), ")
    assert {row.of for row in section.rows} == {"hoffmann-3", "besiroglu"}
    assert laws_section(compared, "zh").notes[0].startswith("各论文说法不一:321.9 至 722.5 亿参数")


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


@pytest.mark.parametrize(
    "stated",
    [
        {"training_compute": "1e24"},
        {"cost": "$1M", "accelerator": "H100"},
        {"training_compute": "1e24", "law": "kaplan"},
    ],
)
def test_a_plain_answer_that_rests_on_a_law_has_the_others_beside_it(
    stated: dict[str, object],
) -> None:
    for language in ("en", "zh"):
        result = solve("parameters", stated, language=language)
        [section] = result.sections
        assert section.name == "laws"
        assert {row.of for row in section.rows} == set(laws()) - {"sardana"}
        chosen = str(stated.get("law", "chinchilla"))
        [own] = [r for r in section.rows if r.of == chosen and r.quantity == "parameters"]
        assert own.exact == result.answers[0].exact
        assert section.title in result.text


def test_an_answer_that_rests_on_no_law_has_none_beside_it() -> None:
    plain = {"parameters": "7B", "tokens": "2T"}
    assert not solve("training_compute", plain).sections
    stated = {"training_compute": "1e24", "tokens_per_parameter": 15}
    assert not solve("parameters", stated).sections


def test_the_corpus_limits_no_row_of_the_table() -> None:
    limited = solve("parameters", {**GOPHER, "dataset_tokens": "25B"}).sections[0]
    [fresh] = solve("parameters", GOPHER).sections
    assert limited == fresh
