"""Plans: that they stand on their own, hang together, and come back from JSON."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from flopwise.tools.engine.errors import Contradiction, InvalidInput, MissingInput, UnknownName
from flopwise.tools.engine.text import Language
from flopwise.tools.functions.laws import compare_laws
from flopwise.tools.functions.plan import make_plan
from flopwise.tools.functions.plan_record import TITLES, Plan
from flopwise.tools.functions.result import Row, SectionName
from flopwise.tools.functions.shape import shape

BUDGET = {"cost": "$2M", "accelerator": "H100"}
REQUESTS: tuple[Mapping[str, object], ...] = (
    BUDGET,
    {"cost": "200 万美元", "accelerator": "H100", "mfu": "0.35 to 0.45", "law": "hoffmann-3"},
    {"parameters": "7B", "tokens": "2T", "accelerators": 512, "accelerator": "H100"},
    {"parameters": "70B", "training_time": "60 days", "accelerator": "H200"},
    {"accelerators": 1000, "accelerator": "H800"},
    {"model": "Llama 3 8B", "accelerator": "H100", "training_time": "30 days"},
    {"training_compute": "1e24 FLOP", "accelerator": "B200", "grid": "France"},
)


def rows(plan: Plan, name: SectionName) -> dict[str, Row]:
    section = plan.section(name)
    assert section is not None
    return {row.quantity: row for row in section.rows}


def exact(row: Row) -> Fraction:
    return Fraction(row.exact.lstrip("~"))


def close(one: Fraction, other: Fraction, within: Fraction = Fraction(1, 10**20)) -> bool:
    return abs(one / other - 1) <= within


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("given", REQUESTS)
def test_it_reads_back_and_is_made_again_the_same(
    given: Mapping[str, object], language: Language
) -> None:
    plan = make_plan(given, language)
    again = Plan.model_validate_json(plan.model_dump_json())
    assert again == plan
    assert make_plan(again.inputs, again.language) == plan


@pytest.mark.parametrize("given", REQUESTS)
def test_both_languages_give_the_same_figures(given: Mapping[str, object]) -> None:
    one, other = (
        [(section.name, row.quantity, row.exact) for section in plan.sections
         for row in section.rows]
        for plan in (make_plan(given, "en"), make_plan(given, "zh"))
    )  # fmt: skip
    assert one == other


def test_a_budget_gives_every_section_and_each_figure_has_a_source() -> None:
    plan = make_plan(BUDGET)
    assert [section.name for section in plan.sections] == [n for n in TITLES if n != "limited"]
    limited = make_plan({**BUDGET, "dataset_tokens": "500B"})
    assert [section.name for section in limited.sections] == list(TITLES)
    assert all(row.source for s in plan.sections for row in s.rows if row.unit != "1")
    assert all(assumption.source for assumption in plan.assumptions)
    names = [(assumption.name, assumption.display) for assumption in plan.assumptions]
    assert len(names) == len(set(names))
    assert plan.risks and not plan.warnings


# Brown et al. 2020, arXiv:2005.14165, table D.1; Grattafiori et al. 2024, arXiv:2407.21783, §1.
# The second is printed with two digits.
@pytest.mark.parametrize(
    ("parameters", "tokens", "compute", "within"),
    [
        ("174.6B", "300B", Fraction("3.14e23"), Fraction(1, 200)),
        ("405B", "15.6T", Fraction("3.8e25"), Fraction(1, 100)),
    ],
)
def test_published_runs_take_the_published_compute(
    parameters: str, tokens: str, compute: Fraction, within: Fraction
) -> None:
    plan = make_plan({"parameters": parameters, "tokens": tokens, "accelerator": "H100"})
    assert close(exact(rows(plan, "run")["training_compute"]), compute, within)


def test_as_many_interruptions_as_llama_3_had() -> None:
    # Grattafiori et al. 2024, arXiv:2407.21783, §3.3.4: 419 in 54 days on 16,384 accelerators.
    plan = make_plan({"accelerators": 16384, "accelerator": "H100", "training_time": "54 days"})
    assert exact(rows(plan, "failures")["interruptions"]) == 419


@pytest.mark.parametrize("given", REQUESTS)
def test_the_figures_hang_together(given: Mapping[str, object]) -> None:
    run = {name: exact(row) for name, row in rows(make_plan(given), "run").items()}
    assert run["accelerators"].denominator == 1
    assert close(run["accelerators"] * run["training_time"], run["accelerator_time"])
    assert close(run["tokens"] / run["parameters"], run["tokens_per_parameter"])
    if "model" not in given:
        assert close(6 * run["parameters"] * run["tokens"], run["training_compute"])


@pytest.mark.parametrize("given", REQUESTS)
def test_the_layout_divides_what_it_splits_and_fits(given: Mapping[str, object]) -> None:
    plan = make_plan(given)
    memory = {name: exact(row) for name, row in rows(plan, "memory").items() if row.exact}
    built = {name: exact(row) for name, row in rows(plan, "structure").items()}
    split = memory["tensor_parallel"] * memory["pipeline_parallel"] * memory["data_parallel"]
    assert split == exact(rows(plan, "run")["accelerators"])
    assert built["attention_heads"] % memory["tensor_parallel"] == 0
    assert built["layers"] % memory["pipeline_parallel"] == 0
    assert memory["training_memory_share"] <= Fraction(9, 10)


def test_the_structure_is_the_shape_of_the_laws_size() -> None:
    plan = make_plan(BUDGET)
    built = {name: exact(row) for name, row in rows(plan, "structure").items()}
    assert built == shape(Fraction(exact(rows(plan, "run")["parameters"]))).quantities


def test_a_named_model_keeps_its_own_structure() -> None:
    plan = make_plan({"model": "Llama 3 8B", "accelerator": "H100"})
    built = {name: exact(row) for name, row in rows(plan, "structure").items()}
    # Grattafiori et al. 2024, arXiv:2407.21783, table 3.
    expected = {"layers": 32, "hidden_size": 4096, "kv_heads": 8}
    assert {name: int(built[name]) for name in expected} == expected
    assert exact(rows(plan, "run")["tokens"]) == 15 * 10**12


def test_the_laws_stand_beside_each_other() -> None:
    plan = make_plan(BUDGET)
    section = plan.section("laws")
    assert section is not None
    compute = exact(rows(plan, "run")["training_compute"])
    compared = compare_laws({"training_compute": compute})
    assert {row.of for row in section.rows} == {row.law.name for row in compared.rows}
    found = {row.of: exact(row) for row in section.rows if row.quantity == "parameters"}
    assert close(found["chinchilla"], exact(rows(plan, "run")["parameters"]))


def test_without_a_deadline_one_is_assumed_and_the_trade_is_offered() -> None:
    plan = make_plan(BUDGET)
    assumed = {assumption.name: assumption for assumption in plan.assumptions}
    assert assumed["training_time"].display == "30 days"
    section, run = plan.section("trade"), rows(plan, "run")
    assert section is not None
    half, double = (exact(row) for row in section.rows)
    number = exact(run["accelerators"])
    assert (half, double) == (2 * number, number / 2)
    assert "training_time" not in {
        a.name for a in make_plan({**BUDGET, "training_time": "20 days"}).assumptions
    }


def test_where_nothing_fits_each_measure_named_would_do() -> None:
    small = {"parameters": "70B", "accelerators": 8, "accelerator": "RTX 4090"}
    section = make_plan(small).section("memory")
    assert section is not None and not section.rows
    (note,) = section.notes
    assert "B200 SXM in place of the card, 128 accelerators" in note
    for change in ({"accelerator": "B200"}, {"accelerators": 128}):
        assert rows(make_plan({**small, **change}), "memory")
    fewer = make_plan({**small, "accelerators": 64}).section("memory")
    assert fewer is not None and not fewer.rows


def test_what_moves_the_answer() -> None:
    section = make_plan(BUDGET).section("moves")
    assert section is not None
    powers = {row.quantity: row.exact for row in section.rows if row.of == "elasticity"}
    # N = √(C/120), and C is money over price times FLOP/s: by hand.
    assert powers["cost"] == powers["mfu"] == "1/2"
    assert powers["price_per_accelerator_hour"] == powers["tokens_per_parameter"] == "-1/2"


def test_a_price_far_from_the_catalogs_is_said() -> None:
    odd = {**BUDGET, "accelerators": 10, "training_time": "30 days"}
    # $2,000,000 over 10 accelerators times 720 hours.
    assert any("$278 per accelerator-hour" in warning for warning in make_plan(odd).warnings)


def test_an_input_that_nothing_depends_on_is_said() -> None:
    plan = make_plan({**BUDGET, "network_bandwidth": "50 GB/s"})
    assert "not needed here: network bandwidth" in plan.warnings


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, "money, compute, a model's size, tokens, or a number of accelerators and the"),
        ({"cost": "$1M"}, "give the accelerator"),
        ({"accelerator": "H100", "training_time": "30 days"}, "give money, compute"),
        ({"cost": "$1M", "accelerator": "H800"}, "price per accelerator-hour"),
    ],
)
def test_what_is_missing_is_asked_for(given: Mapping[str, object], asked: str) -> None:
    with pytest.raises(MissingInput, match=asked):
        make_plan(given)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"mfu": "140%"}, InvalidInput),
        ({"accelerator": "Z9000"}, UnknownName),
        ({"budget": "$1M"}, UnknownName),
        ({"parameters": "7B", "tokens": "2T", "training_compute": "1e20"}, Contradiction),
    ],
)
def test_what_cannot_hold_is_refused(
    change: Mapping[str, object], error: type[InvalidInput]
) -> None:
    with pytest.raises(error):
        make_plan({**BUDGET, **change})


def test_a_stated_layout_is_kept() -> None:
    stated = {"tensor_parallel": 4, "pipeline_parallel": 2, "zero": "zero2", "recompute": "full"}
    found = rows(make_plan({**BUDGET, **stated}), "memory")
    assert (found["tensor_parallel"].exact, found["pipeline_parallel"].exact) == ("4", "2")
    assert "ZeRO-2" in found["zero"].display and "full" in found["recompute"].display
