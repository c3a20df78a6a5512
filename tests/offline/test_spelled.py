"""What a question spells out in parts is read as the one figure that the parts make."""

from __future__ import annotations

import pytest

from flopwise.assistant.offline.spelled import spelled
from tests.offline.asking import ask


@pytest.mark.parametrize(
    ("question", "put"),
    [
        ("a sequence of 2^17 tokens", "131072 tokens"),
        ("2 的 20 次方个 token", "1048576"),
        ("weights + grads + Adam states of a 7B", "model states"),
        ("7B 的权重、梯度、优化器状态", "model states"),
        ("bf16 weights, fp32 grads", "weight bytes 2 bytes, gradient bytes 4 bytes"),
        ("q,o 4096x4096; k,v 4096x1024, LoRA rank 8", "adapted widths 26624"),
    ],
)
def test_put_as_one(question: str, put: str) -> None:
    assert put in spelled(question)


@pytest.mark.parametrize(
    "question",
    [
        "weights, gradients and optimizer states separately, please",
        "10^9 parameters",
        "GPT-2 的 15 亿参数",
        "a bf16 weights file",
    ],
)
def test_left_alone(question: str) -> None:
    assert spelled(question) == question


@pytest.mark.parametrize(
    ("question", "bytes_each"),
    [
        ("10B model state with bf16 weights, bf16 grads, fp32 master, fp32 m and v", 16),
        ("10B:权重和梯度 bf16,主权重 fp32,动量共 2 字节,模型状态多大", 10),
        ("model states of a 10B: fp32 weights and grads, fp32 m and v", 16),
        ("10B, two 1-byte moments, bf16 weights and grads, no master weights: model states", 6),
    ],
)
def test_states(question: str, bytes_each: int) -> None:
    assert ask(question).values["training_state_memory"] == bytes_each * 10**10


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("8-bit Adam: 2 bytes weights, 2 grads, 4 master copy, 1+1 for the two moments. 20B model?",
         20e9 * 10),
        ("with an 8-bit optimizer I count 2 (weights) + 2 (grads) + 4 (master) + 2 (both moments) "
         "bytes. what does a 30B come to", 30e9 * 10),
        ("8-bit Adam: 2 bytes weights, 2 bytes grads, 2 bytes optimizer. 14B, how much memory?",
         14e9 * 6),
        ("fp32 训练 2.6B,Adam,权重梯度两个动量都是 fp32,多少显存", 2.6e9 * 16),
        ("Only the two Adam moments, both fp32, for a 7B. How many GB?", 7e9 * 8),
    ],
)  # fmt: skip
def test_bytes_of_a_state(question: str, value: float) -> None:
    assert ask(question).value == pytest.approx(value)
