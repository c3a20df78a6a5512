"""Worked numbers against outside figures, each with its source."""

from fractions import Fraction

import pytest

from flopwise.tools.derivations import DERIVATIONS, find_derivation
from flopwise.tools.engine.algebra import Number, to_real

# derivation, example, figure of the example, outside figure, relative tolerance, source
OUTSIDE = (
    ("parameters", "GPT-2 small", 0, 84_934_656, 0, "12 x 12 x 768^2, by hand"),
    (
        "parameters",
        "GPT-2 small",
        1,
        124_439_808,
        0,
        "torch meta device: architectures.jsonl, gpt2",
    ),
    (
        "parameters",
        "GPT-3 175B",
        1,
        174_604_259_328,
        0,
        "torch meta device: architectures.jsonl, gpt3-175b",
    ),
    ("step_compute", "GPT-3 175B", 0, 0.028, 0.01, "article.md: dropping s/6h costs GPT-3 2.8 %"),
    ("step_compute", "a long context", 0, 1.33, 0.01, "article.md: 133 % at 131,072 and h=16,384"),
    (
        "step_compute",
        "GPT-2 small",
        1,
        408_481_431_552,
        0,
        "FlopCounterMode, forward and backward, b=1, s=512: flops.jsonl, gpt2",
    ),
    ("compute", "GPT-3 175B on 300B", 0, 3.14e23, 0.005, "arXiv:2005.14165, table D.1"),
    ("compute_square", "twice", 0, 4, 0, "the article: N x2, C x4"),
    ("compute_square", "ten times", 0, 100, 0, "the article: N x10, C x100"),
    ("compute_square", "a model of Chinchilla", 0, 1.4e12, 0.001, "arXiv:2203.15556: 1.4T tokens"),
    ("compute_square", "a model of Chinchilla", 1, 5.76e23, 0.03, "arXiv:2203.15556: 5.76e23 FLOP"),
    ("chinchilla", "approach 3, constants as", 0, 0.4516, 0.0001, "0.28/0.62, by hand"),
    ("chinchilla", "approach 3, constants as", 1, 0.5484, 0.0001, "0.34/0.62, by hand"),
    ("chinchilla", "approach 3, constants not", 0, 0.46, 0.01, "arXiv:2203.15556, table 2"),
    ("chinchilla", "approach 3, constants not", 1, 0.54, 0.01, "arXiv:2203.15556, table 2"),
    ("chinchilla", "ten times", 0, 3.16, 0.001, "square root of 10"),
    ("chinchilla", "ten times", 1, 3.16, 0.001, "square root of 10"),
    ("kaplan", "ten times", 0, 5.37, 0.001, "article.md: 10^0.73"),
    ("kaplan", "ten times", 1, 1.86, 0.002, "article.md: 10^0.27"),
    ("kaplan", "ten times", 0, 5.5, 0.03, "arXiv:2203.15556, §1: a model 5.5 times larger"),
    ("kaplan", "ten times", 1, 1.8, 0.04, "arXiv:2203.15556, §1: 1.8 times the tokens"),
    ("inference", "one per cent", 0, Fraction(-1, 100), 0, "the article: -1 %, -1 %"),
    ("inference", "GPT-3 175B", 1, 0.0276, 0.01, "s/(6h) at GPT-3's shape, N rounded up to 175B"),
    ("training_time", "GPT-4 as rumoured", 1, 54e6, 0, "article.md: $54M to $60M"),
)


def figure(name: str, title: str, place: int) -> Number:
    derivation = find_derivation(name)
    (example,) = (e for e in derivation.examples if e.title.en.startswith(title))
    return derivation.work(example)[place].value


@pytest.mark.parametrize(("name", "title", "place", "outside", "tolerance", "source"), OUTSIDE)
def test_outside_figures(
    name: str, title: str, place: int, outside: float, tolerance: float, source: str
) -> None:
    value = figure(name, title, place)
    if not tolerance:
        assert value == outside, source
    assert float(to_real(value)) == pytest.approx(float(outside), rel=tolerance or 1e-15), source


def test_the_error_term_is_the_gap_between_the_law_and_the_whole() -> None:
    blocks, total, error = (figure("parameters", "GPT-2 small", place) for place in range(3))
    assert error == (total - blocks) / blocks


def test_hours_do_not_depend_on_how_many_share_them() -> None:
    compute, time, hours, cost = (figure("training_time", "7B on 2T", n) for n in range(4))
    assert hours == 64 * time
    assert compute == 64 * time * Fraction("0.4") * Fraction(9894 * 10**11)
    assert cost == hours * Fraction(2, 3600)


def test_what_the_limits_say_of_tokens_per_parameter() -> None:
    """GPT-3: arXiv:2005.14165; Llama 3 8B: 8.03B parameters, 15T tokens, its model card."""
    (limit,) = (t.en for t in find_derivation("compute_square").limits if "GPT-3" in t.en)
    assert f"{300 / 174.6:.1f} tokens a parameter" in limit
    assert f"{round(15_000 / 8.03, -1):,.0f}" in limit


def test_every_derivation_has_worked_numbers() -> None:
    assert all(d.examples and d.limits for d in DERIVATIONS)
