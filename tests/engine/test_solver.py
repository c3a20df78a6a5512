"""The solver's rules, each on its own."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from flopwise.tools.engine import algebra
from flopwise.tools.engine.equation import Equation
from flopwise.tools.engine.errors import (
    Contradiction,
    DeclarationError,
    MissingInput,
    NoSolution,
    OutOfDomain,
    UnknownName,
)
from flopwise.tools.engine.quantity import FRACTION, WHOLE_UP, Default, Vocabulary
from flopwise.tools.engine.solution import Given
from flopwise.tools.engine.solver import System
from flopwise.tools.engine.text import Text
from flopwise.tools.planner import system
from flopwise.tools.vocabulary import VOCABULARY

WHY = ("because", "因为")
PEAK = Given(Fraction(989 * 10**12), origin="catalog", source="a datasheet")


def known(**values: object) -> dict[str, Given]:
    return {name: Given(Fraction(str(value))) for name, value in values.items()}


def toy(*rules: tuple[str, str, object], defaults: dict[str, str] | None = None) -> System:
    """A system over one-letter quantities; each rule is (left, right) in Python syntax by hand."""
    vocabulary = Vocabulary()
    symbols = {}
    practice = {
        k: Default(Fraction(v), Text("practice", "惯例"), "practice")
        for k, v in (defaults or {}).items()
    }
    for letter in "abcdexyz":
        default = practice.get(letter)
        symbols[letter] = vocabulary.quantity(
            letter, letter, "1", (letter, letter), (letter, letter), default=default
        )
    equations = [
        Equation(symbols[left], right(symbols), because=WHY, source="definition")  # type: ignore[operator]
        for left, _, right in rules
    ]
    return System(vocabulary, equations)


def test_the_issue_s_own_question() -> None:
    """82 H100s: 6·7e9·2e12 / (30·86400 · 989e12 · 0.40) by hand is 81.9196."""
    solution = system().solve(
        ["accelerators"],
        known(parameters="7e9", tokens="2e12", training_time=30 * 86400),
        {"peak_flops": PEAK},
    )
    [found] = solution.found
    assert found.value == Fraction(6 * 7 * 2 * 10**21 * 5, 30 * 86400 * 989 * 10**12 * 2)
    assert found.answer == 82
    assert set(solution.assumed) == {"mfu", "peak_flops"}
    assert solution.assumed["mfu"].origin == "default"


def test_a_simultaneous_block_is_solved_together() -> None:
    """C = 6ND with D = 20N: N = √(C/120). 1.2e24 is a perfect square over 120: exact."""
    solution = system().solve(["parameters", "tokens"], known(training_compute="1.2e24"))
    assert [found.value for found in solution.found] == [10**11, 2 * 10**12]
    assert all(isinstance(found.value, Fraction) for found in solution.found)
    assert set(solution.assumed) == {"tokens_per_parameter"}


def test_an_irrational_answer_has_thirty_digits() -> None:
    [found] = system().solve(["parameters"], known(training_compute="1e24")).found
    with mpmath.workdps(50):
        truth = mpmath.sqrt(mpmath.mpf(10) ** 24 / 120)
        assert abs(mpmath.mpf(found.value) / truth - 1) < mpmath.mpf(10) ** -30
    assert not algebra.is_exact(found.value)


def test_a_root_without_closed_form_is_bracketed_to_thirty_digits() -> None:
    machine = toy(
        ("z", "", lambda s: s["x"] ** sympy.Rational(1, 3) + s["x"] ** sympy.Rational(1, 7))
    )
    [found] = machine.solve(["x"], known(z="5")).found
    with mpmath.workdps(50):
        x = mpmath.mpf(found.value)
        assert abs(mpmath.cbrt(x) + x ** (mpmath.mpf(1) / 7) - 5) < mpmath.mpf(10) ** -30


def test_given_values_come_before_defaults() -> None:
    machine = toy(
        ("z", "", lambda s: s["x"] * s["a"]),
        ("z", "", lambda s: s["b"] + s["c"] + s["d"]),
        defaults={"a": "3"},
    )
    solution = machine.solve(["z"], known(x=2, b=1, c=2, d=4))
    assert solution.found[0].value == 7 and not solution.assumed
    assert machine.solve(["z"], known(x=2)).assumed.keys() == {"a"}


def test_the_fewest_defaults_are_used() -> None:
    machine = toy(
        ("z", "", lambda s: s["a"] * s["b"]),
        ("z", "", lambda s: s["c"] + s["x"]),
        ("x", "", lambda s: s["y"] + 1),
        ("y", "", lambda s: 2 * s["d"]),
        defaults={"a": "1", "b": "1", "c": "5"},
    )
    solution = machine.solve(["z"], known(d=3))
    assert set(solution.assumed) == {"c"}
    assert solution.found[0].value == 12


def test_routes_of_equal_cost_that_disagree_are_both_told() -> None:
    machine = toy(
        ("z", "", lambda s: s["x"] * s["a"]),
        ("z", "", lambda s: s["x"] * s["b"]),
        defaults={"a": "2", "b": "3"},
    )
    solution = machine.solve(["z"], known(x=10))
    assert solution.found[0].value == 20
    assert any("30" in warning.en for warning in solution.warnings)


def test_missing_inputs_are_leaves_and_defaults_are_announced() -> None:
    with pytest.raises(MissingInput) as caught:
        system().solve(["cost"], {}, subjects=("compute", "scaling", "training"))
    assert set(caught.value.needed) == {"parameters", "peak_flops", "price_per_accelerator_hour"}
    assert "MFU" in caught.value.text.en and "20" in caught.value.text.en
    assert "参数" in caught.value.text.zh and "GPU" in caught.value.text.zh


def test_a_contradiction_names_the_equation_and_both_values() -> None:
    with pytest.raises(Contradiction) as caught:
        system().solve(["cost"], known(parameters="7e9", tokens="2e12", training_compute="1e21"))
    assert "C = 6·N·D" in caught.value.text.en
    assert "8.4e22" in caught.value.text.en and "1e21" in caught.value.text.en


def test_a_contradiction_through_a_chain_is_seen() -> None:
    stated = known(
        parameters="7e9", tokens="2e12", accelerators=64, training_time=30 * 86400, mfu="0.4",
        peak_flops="989e12", price_per_accelerator_hour=1,
    )  # fmt: skip
    with pytest.raises(Contradiction):
        system().solve(["cost"], stated)


def test_rounded_figures_pass_with_a_note() -> None:
    solution = system().solve(
        ["tokens_per_parameter"],
        known(parameters="175e9", tokens="300e9", training_compute="3.2e23"),
    )
    assert solution.warnings and "roughly" in solution.warnings[0].en


@pytest.mark.parametrize(
    ("name", "value"),
    [("mfu", "1.4"), ("mfu", "0"), ("accelerators", "0"), ("tokens", "-2e12"), ("layers", "2.5")],
)
def test_a_value_outside_its_domain_is_refused(name: str, value: str) -> None:
    with pytest.raises(OutOfDomain) as caught:
        system().solve(["training_compute"], known(**{name: value}))
    label = VOCABULARY[name].label
    assert label.en in caught.value.text.en and label.zh in caught.value.text.zh


def test_an_implied_value_outside_its_domain_is_refused() -> None:
    with pytest.raises(OutOfDomain, match="impossible"):
        system().solve(
            ["mfu"],
            known(parameters="7e9", tokens="2e12", accelerators=64, training_time=86400),
            {"peak_flops": PEAK},
        )


def test_no_real_value_is_said_so() -> None:
    machine = toy(("z", "", lambda s: s["a"] + s["x"] ** 2))
    with pytest.raises((NoSolution, OutOfDomain)):
        machine.solve(["x"], known(z=1, a=2))


@pytest.mark.parametrize("exponent", ["1e-9", "1e-30", "1e-300"])
def test_a_result_beyond_all_reach_is_refused(exponent: str) -> None:
    """Written out, 2^(10^9) would fill the memory."""
    values = known(parameters="7e9", loss="1.9", loss_data_exponent=exponent)
    with pytest.raises(NoSolution):
        system().solve(["tokens"], values, options={"law": "hoffmann-3"})


def test_what_is_stated_wins_over_the_catalog() -> None:
    solution = system().solve(
        ["training_compute"],
        known(accelerators=1, training_time=1, mfu="0.5", peak_flops=100),
        {"peak_flops": PEAK},
    )
    assert solution.found[0].value == 50


def test_a_range_gives_low_nominal_and_high() -> None:
    half = Fraction(1, 2)
    stated = known(parameters="7e9", tokens="2e12", accelerators=64, peak_flops="989e12")
    stated["mfu"] = Given(Fraction(2, 5), Fraction(7, 20), half)
    [found] = system().solve(["training_time"], stated).found
    at = {u: Fraction(84 * 10**21) / (64 * 989 * 10**12 * u) for u in (Fraction(7, 20), half)}
    assert found.low == at[half] and found.high == at[Fraction(7, 20)]
    assert found.low < found.value < found.high


def test_options_choose_the_equation_and_giving_a_quantity_implies_one() -> None:
    kaplan = system().solve(
        ["parameters_multiple"], known(compute_multiple=10), options={"law": "kaplan"}
    )
    chinchilla = system().solve(["parameters_multiple"], known(compute_multiple=10))
    assert abs(float(kaplan.found[0].value) - 10**0.73) < 1e-12
    assert abs(float(chinchilla.found[0].value) - 10**0.5) < 1e-12
    assert kaplan.choices["law"] == ("kaplan", True) and chinchilla.choices["law"][1] is False
    mixture = system().solve(
        ["training_compute"], known(parameters="671e9", active_parameters="37e9", tokens="14.8e12")
    )
    assert mixture.found[0].value == 6 * 37 * 148 * 10**20
    with pytest.raises(UnknownName):
        system().solve(
            ["parameters_multiple"], known(compute_multiple=10), options={"law": "moore"}
        )


def test_stated_inputs_are_preferred_to_catalog_values_and_shorter_routes() -> None:
    """With a budget stated, tokens follow from the budget, not from D = 20N that ignores it."""
    facts = {
        "peak_flops": PEAK,
        "price_per_accelerator_hour": Given(Fraction(1, 1800), origin="catalog", source="list"),
    }
    solution = system().solve(["tokens"], known(cost="1e6", parameters="7e9"), facts)
    assert solution.found[0].value == Fraction(10**6 * 1800 * 989 * 10**12 * 2, 5 * 6 * 7 * 10**9)
    assert not solution.unused
    unneeded = system().solve(["training_compute"], known(parameters=1, tokens=1, mfu="0.4"))
    assert unneeded.unused == ("mfu",)


def test_counts_are_whole_and_their_exact_value_is_kept() -> None:
    vocabulary = Vocabulary()
    boxes = vocabulary.quantity("boxes", "n", "1", ("boxes", "箱"), ("b", "b"), domain=WHOLE_UP)
    fill = vocabulary.quantity("fill", "f", "1", ("fill", "填充"), ("f", "f"), domain=FRACTION)
    machine = System(vocabulary, [Equation(boxes, 7 / fill, because=WHY, source="definition")])
    [found] = machine.solve(["boxes"], known(fill="0.8")).found
    assert (found.value, found.answer) == (Fraction(35, 4), 9)


def test_without_a_source_there_is_no_equation() -> None:
    tokens, parameters = VOCABULARY["tokens"].symbol, VOCABULARY["parameters"].symbol
    with pytest.raises(DeclarationError, match="source"):
        Equation(tokens, 20 * parameters, because=WHY, source=" ")
    with pytest.raises(DeclarationError, match="reason"):
        Equation(tokens, 20 * parameters, because=("", ""), source="definition")


def test_every_solution_satisfies_every_equation_it_used() -> None:
    stated = known(cost="1e6", price_per_accelerator_hour="0.0005", mfu="0.45")
    solution = system().solve(
        ["parameters", "tokens", "accelerator_time"], stated, {"peak_flops": PEAK}
    )
    for step in solution.steps:
        for equation in (step.plan.equation, *step.plan.with_):
            left = algebra.rational(algebra.compile_expression(equation.left)(solution.values))
            right = algebra.rational(algebra.compile_expression(equation.right)(solution.values))
            assert abs(left - right) <= abs(left) * Fraction(1, 10**30)


@settings(max_examples=50, deadline=None)
@given(st.integers(10**18, 10**30), st.integers(1, 200))
def test_the_article_s_square_law(compute: int, ratio: int) -> None:
    """N × 2 → C × 4 and N × 10 → C × 100 along D = rN, whatever r."""
    machine = system()

    def compute_of(size: object) -> Fraction:
        stated = {"parameters": Given(size), "tokens_per_parameter": Given(Fraction(ratio))}
        value = machine.solve(["training_compute"], stated).found[0].value
        assert isinstance(value, Fraction)
        return value

    base = compute_of(Fraction(compute))
    assert compute_of(Fraction(2 * compute)) == 4 * base
    assert compute_of(Fraction(10 * compute)) == 100 * base
    assert base == 6 * ratio * Fraction(compute) ** 2
