"""Which quantity each amount is taken for."""

from __future__ import annotations

import pytest

from flopwise.assistant.offline.lexicon import Lexicon
from flopwise.assistant.offline.understand import understand
from flopwise.tools.vocabulary import VOCABULARY
from tests.offline.asking import ask

LEXICON = Lexicon(VOCABULARY)


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("7B / 2T", {"parameters": "7B", "tokens": "2T"}),
        ("7b 2T tokens flops?", {"parameters": "7b", "tokens": "2T tokens"}),
        ("13B/260B on 8 H100s", {"parameters": "13B", "tokens": "260B", "accelerators": "8 GPUs"}),
        ("8xA100, 30% MFU", {"accelerators": "8 GPU", "mfu": "30%"}),
        ("千卡 H100", {"accelerators": "千卡 GPU"}),
        ("12L 768d", {"layers": "12", "hidden_size": "768"}),
        ("h=5120, i=40", {"hidden_size": "5120", "layers": "40"}),
        ("N=2.7e9, D=5.4e10", {"parameters": "2.7e9", "tokens": "5.4e10"}),
        ("MFU 45", {"mfu": "45%"}),
        ("2 美元每卡时", {"price_per_accelerator_hour": "2 美元每卡时"}),
        ("an 8-GPU node for $12/hr", {"accelerators": "8-GPU",
                                      "price_per_accelerator_hour": "$1.5/GPU-hour"}),
        ("$2 per H100 hour", {"price_per_accelerator_hour": "$2 per GPU hour"}),
        ("用 H100 训练 7B、2T token", {"parameters": "7B", "tokens": "2T token"}),
        ("96 台 8 卡 A100", {"accelerators": "768 GPU"}),
        ("context of 128k (131072) with h=4096", {"sequence_length": "131072",
                                                  "hidden_size": "4096"}),
        ("3100 tokens/s per H100", {"tokens_per_second_per_accelerator": "3100 tokens/s per GPU"}),
        ("260B tokens, 13B params", {"tokens": "260B tokens", "parameters": "13B params"}),
    ],
)  # fmt: skip
def test_roles(question: str, given: dict[str, str]) -> None:
    case = understand(question, LEXICON)
    assert {name: value.text for name, value in case.given.items()} == given
    assert not case.unplaced


@pytest.mark.parametrize(
    "question",
    ["12ih² and 72bsih²(1+s/6h)", "C = 120N²", "in 2023", "ZeRO-3", "N ∝ C^0.73", "6ND"],
)
def test_digits_of_formulas_and_dates_are_no_amounts(question: str) -> None:
    case = understand(question, LEXICON)
    assert not case.given
    assert not case.unplaced


@pytest.mark.parametrize(
    ("question", "targets"),
    [
        ("How many H100s to train 7B on 2T in 30 days?", ("accelerators",)),
        ("14B 训 4T token:算力多少、2000 张 H100 几天、每卡时 2 美元总成本?",
         ("training_compute", "training_time", "cost")),
        ("10k H100s, 90 days: best N and D?", ("parameters", "tokens")),
        ("MFU of my run?", ("mfu",)),
        ("how many MWh?", ("energy",)),
        ("GPU-hours for a 3B?", ("accelerator_time",)),
    ],
)  # fmt: skip
def test_targets(question: str, targets: tuple[str, ...]) -> None:
    assert understand(question, LEXICON).targets == targets


@pytest.mark.parametrize(
    ("question", "value"),
    [
        # A share in a bracket beside a price counts, and a default does not stand for it.
        ("Finance signed off on 60k dollars. A 3B on A100s ($1.25/h, 45% utilization): how far "
         "does that go in tokens?", 60e3 / 1.25 * 3600 * 312e12 * 0.45 / (6 * 3e9)),
        ("1024 A100s but a quarter of them belong to another team. 13B, 1.5T tokens, 45% MFU: how "
         "long?", 6 * 13e9 * 1.5e12 / (768 * 312e12 * 0.45)),
        ("180B under zero3, 80 GB cards but 30 GB of each kept for activations. How many cards?",
         58),
        ("A100-hours, 7B on 1T tokens at 45% mfu", 6 * 7e9 * 1e12 / (312e12 * 0.45)),
    ],
)  # fmt: skip
def test_all_that_is_told_counts(question: str, value: float) -> None:
    said = ask(question)
    assert said.value == pytest.approx(value, rel=1e-3), said.text
