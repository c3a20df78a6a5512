"""Named models: their counts, doubts about their figures, and which of two has more."""

from __future__ import annotations

import pytest

from .asking import ask


@pytest.mark.parametrize("question", ["GPT-4 1.8T 参数,120N²", "is 120N² right for GPT-4 at 1.8T?"])
def test_a_rumour_is_told_and_the_sum_is_done(question: str) -> None:
    said = ask(question)
    assert said.value == pytest.approx(120 * 1.8e12**2)
    assert "SemiAnalysis" in said.text


def test_total_and_active_parameters() -> None:
    said = ask("How many parameters does DeepSeek-V3 have, and how many are active?")
    assert set(said.values) == {"parameters", "active_parameters"}


@pytest.mark.parametrize(
    "question",
    [
        "gpt2-small 12层 768维 词表50257 上下文1024 参数量",
        "gpt2 12 layers 768 hidden vocab 50257 context 1024 parameters?",
    ],
)
def test_a_stated_structure_wins_over_a_name(question: str) -> None:
    assert ask(question).value == pytest.approx(124.4e6, rel=2e-3)


@pytest.mark.parametrize(
    ("question", "winner"),
    [
        ("Which has more parameters, Llama 3 8B or GPT-2?", "Llama 3 8B"),
        ("哪个参数多,GPT-3 还是 Gopher?", "Gopher 280B"),
        ("Which is faster, H100 or A100?", "H100 SXM"),
        ("Which needs more compute, GPT-3 or Llama 2 70B?", "Llama 2 70B"),
    ],
)
def test_which_one(question: str, winner: str) -> None:
    assert ask(question).verdict == winner


def test_a_baseline_is_carried_along_a_law() -> None:
    said = ask(
        "Baseline optimum is 10B params / 200B tokens. With 100x compute, what does Kaplan give?"
    )
    assert said.values["parameters"] == pytest.approx(10e9 * 100**0.73)
    assert said.values["tokens"] == pytest.approx(200e9 * 100**0.27)
