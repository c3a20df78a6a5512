"""No text raises, and none is answered without a call."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flopwise.assistant.offline.reader import decide
from flopwise.assistant.offline.turns import Turn
from flopwise.tools.functions.table import find_function
from tests.offline.asking import ask

PIECES = [
    "7B", "2T tokens", "64 H100s", "30 days", "40% MFU", "$2/GPU-hour", "h=4096", "-3",
    "0 张卡", "1e999", "∞", "how many", "how long", "多少钱", "几倍", "翻倍", "减少 30%",
    "from 3 to 5", "GPT-3", "Chinchilla", "6ND", "12ih²", "and", "?", "??", ",", "per", "/",
    "=", "k=1/0", "10^10^10", "[4090]", "((((", "﹟", "\x00", "𝟟B", "٣", "½", "each",
    "10 million users", "tokens each", "8-GPU node", "the same", "固定", "difference", "80 GB",
    "convert", "in", "to",
]  # fmt: skip
TEXTS = st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)


FOUND = [
    ["训练算力还剩多少", "基础模型缩小到原来的 80 10^10^10 %,按 C∝N² 训练算力还剩多少(和原来的比)"],
    ["13B 模型每天处理 30 亿 token,一天的推理它实际训了 3T,是最优的几倍"],
    ["A 13B was trained on 1.3T tokens and will serve 4Ｔ over its life. Inference FLOPs, and as a "
     "multiple of training the same  FLOPs?"],
    ["卡0数加到 4$ 原B/s 的 倍,训练时长一样,按 2倍0:1 最优模型可以做到原来几倍大"],
    ["4B 的模型,语料led sysro 500B,过两 h=4096 遍,训练算力rain ?"],
    ["H200has 99 TFLOPS and 4.8 TB/or H10狧s, same MFUs, s the ridge point in FLOP/byte is?"],
    ["prefill of a 60000-token prompt on a 7万 token 上下文,缓存占多少2B model: FLOPs"],
    ["peak load 少几张卡130k ᅕok/s, a single GPU handles 7,500.  k=1/0 GPUs needed?"],
]  # fmt: skip
"""Mutated questions that once raised."""


@pytest.mark.parametrize("questions", FOUND)
def test_found_by_mutation(questions: list[str]) -> None:
    assert ask(*questions).text


@settings(max_examples=400, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_no_text_raises(questions: list[str]) -> None:
    decision = decide([Turn(question) for question in questions])
    assert decision.language in ("en", "zh")
    assert bool(decision.calls) != bool(decision.say)
    for call in decision.calls:
        find_function(call.function)
        json.dumps(call.arguments)
