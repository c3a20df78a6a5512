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


@pytest.mark.parametrize(
    ("question", "value"),
    [
        # The b of "bytes" and the h, i, d of "hidden" are letters of words, and no factors.
        ("full recompute stores 2·s·b·h bytes per layer. s=8192, b=4, h=8192, 80 layers?",
         2 * 8192 * 4 * 8192 * 80),
        ("48 layers and hidden 6144, MHA, KV cache per token in fp16?", 2 * 48 * 6144 * 2),
    ],
)  # fmt: skip
def test_words_are_no_products(question: str, value: float) -> None:
    assert ask(question).value == pytest.approx(value)


@pytest.mark.parametrize(
    "question",
    [
        "L(N,D)=1.69+406.4/N^0.34+410.7/D^0.28,代 N=13 亿、D=1000 亿,得几?",
        "Chinchilla 的参数化 loss,代 N=1.3e9、D=1e11 得多少?",
    ],
)
def test_a_written_law_is_asked_for_its_loss(question: str) -> None:
    loss = 1.69 + 406.4 / 1.3e9**0.34 + 410.7 / 1e11**0.28
    assert ask(question).value == pytest.approx(loss, rel=1e-3)
