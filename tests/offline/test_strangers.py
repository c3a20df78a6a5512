"""Names that look like an accelerator's and are none, and units that are not meant."""

from __future__ import annotations

import pytest

from .asking import ask


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("How many H1000s to train 7B on 2T tokens in 30 days?", "H1000"),
        ("用 H999 训练 7B,2T token,30 天要多少张?", "H999"),
        ("RTX 7090 decode speed for an 8B in int4?", "RTX 7090"),
        ("7B on 1T tokens with 64 MI999s, how long?", "MI999"),
    ],
)
def test_an_unknown_accelerator_is_named(question: str, name: str) -> None:
    said = ask(question)
    assert said.status == "invalid"
    assert name in said.text


@pytest.mark.parametrize(
    ("question", "name", "nearest"),
    [
        ("How much memory does a 70B take in int5?", "int5", "int4"),
        ("70B 用 fp7 量化要多少显存?", "fp7", "fp8"),
        ("KV cache of Llama 3 70B at 8k in q9_z?", "q9_z", ""),
    ],
)
def test_an_unknown_number_format_is_named(question: str, name: str, nearest: str) -> None:
    said = ask(question)
    assert said.status == "invalid"
    assert name in said.text and nearest in said.text


@pytest.mark.parametrize(
    "question",
    [
        "How many H100s to train 7B on 2T tokens in 30 days?",
        "R1 distill 7B on 2T tokens, FLOPs?",
        "GPT-3 175B, P90 latency aside: training FLOPs on 300B tokens?",
    ],
)
def test_other_words_are_no_accelerators(question: str) -> None:
    assert ask(question).status != "invalid"


@pytest.mark.parametrize(
    "question", ["How many 80 Gb GPUs to hold a 70B in bf16?", "80 Gb 的卡放得下 34B bf16 吗?"]
)
def test_gigabits_of_memory_are_refused_with_the_mend(question: str) -> None:
    said = ask(question)
    assert said.status == "invalid"
    assert "80 GB" in said.text


@pytest.mark.parametrize(
    ("question", "function"),
    [("H100 specs", "look_up"), ("H100 的参数", "look_up"), ("A100 规格", "look_up")],
)
def test_specifications_are_looked_up(question: str, function: str) -> None:
    said = ask(question)
    assert said.status == "answered"
    assert {call.function for call in said.calls} == {function}
