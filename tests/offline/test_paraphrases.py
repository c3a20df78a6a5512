"""Every paraphrase holds its own example, and is put once."""

from __future__ import annotations

import pytest

from flopwise.assistant.offline.paraphrases import PARAPHRASES, paraphrased
from flopwise.assistant.offline.paraphrases.paraphrase import Paraphrase
from tests.offline.asking import ask


@pytest.mark.parametrize("paraphrase", PARAPHRASES, ids=lambda p: p.example)
def test_its_example(paraphrase: Paraphrase) -> None:
    put = paraphrase.apply(paraphrase.example)
    assert put != paraphrase.example
    assert "{" not in put


@pytest.mark.parametrize("paraphrase", PARAPHRASES, ids=lambda p: p.example)
def test_once(paraphrase: Paraphrase) -> None:
    put = paraphrased(paraphrase.example)
    assert paraphrased(put) == put


def test_slots() -> None:
    row = Paraphrase("a herd of {many:count} <param>", "{many} parameters", "a herd of 7k weights")
    assert row.apply("train A herd of 12.5k weights.") == "train 12.5k parameters."
    assert row.apply("a herd of 12.5.7 weights") == "a herd of 12.5.7 weights"


@pytest.mark.parametrize(
    ("question", "quantity", "value"),
    [
        ("parameters of an embedding matrix of 50,000 x 4,096?", "embedding_parameters",
         50000 * 4096),
        ("7B, goes over the 100B tokens four times: training FLOPs?", "training_compute",
         6 * 7e9 * 4e11),
        ("64 张卡每卡 700 瓦跑 10 天,PUE 1,耗电多少?", "energy", 64 * 700 * 864000),
    ],
)  # fmt: skip
def test_answered(question: str, quantity: str, value: float) -> None:
    assert ask(question).values[quantity] == pytest.approx(value)
