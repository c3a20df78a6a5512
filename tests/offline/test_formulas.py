"""Formulas that the user writes out, and plain sums."""

from __future__ import annotations

import pytest

from .asking import ask


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("C = 6*N*D with N=7e9 and D=2e12: C?", 6 * 7e9 * 2e12),
        ("flops_per_token = 6*N + 12*L*H*Q*T. For N=124M, L=12, H=12, Q=64, T=1024 what's that?",
         6 * 124e6 + 12 * 12 * 12 * 64 * 1024),
        ("2**100", 2.0**100),
        ("what is 2**10?", 1024),
        ("difference in bytes between 80 GB and 80 GiB?", 80 * 2**30 - 80e9),
        ("80 GiB in GB", 80 * 2**30),
    ],
)  # fmt: skip
def test_arithmetic(question: str, value: float) -> None:
    said = ask(question)
    assert said.status == "answered", said.text
    assert said.value == pytest.approx(value)


def test_a_conversion_has_one_answer() -> None:
    assert len(ask("80 GiB in GB").answers) == 1


@pytest.mark.parametrize(
    "question",
    ["L = 2*N + k, N=3, and the rest of 17 GPUs?", "x = y*z, what is x?", "C = 6*N*D with N=7e9?"],
)
def test_a_formula_without_all_its_values_is_not_calculated(question: str) -> None:
    assert all(call.function != "calculate" for call in ask(question).calls)
