"""The function that a question is read in, and what its words then mean."""

from __future__ import annotations

import pytest

from flopwise.assistant.offline.nearness import nearness

from .asking import ask


@pytest.mark.parametrize(
    ("question", "function"),
    [
        ("7B on 2T tokens, 64 H100s, 40% MFU: days?", "training_plan"),
        ("Does a 34B in fp16 fit on one 80GB A100?", "inference_memory"),
        ("32 layers, 8 kv heads, head dim 128, bf16: KV cache per token?", "inference_memory"),
        ("13B with ZeRO-3 over 64 GPUs: model states per GPU?", "training_memory"),
        ("8B bf16 at 2 TB/s, batch 1: max tok/s?", "inference_speed"),
        ("Chinchilla loss of a 7B after 1T tokens?", "scaling_law"),
        ("LoRA 秩 8,加在 q、v 两个 4096×4096 矩阵上,32 层,可训练参数多少", "training_memory"),
        ("双倍参数、数据不变,算力几倍?", "what_if"),
    ],
)
def test_the_function_that_is_asked(question: str, function: str) -> None:
    said = ask(question)
    assert said.status == "answered", said.text
    assert function in {call.function for call in said.calls}


@pytest.mark.parametrize(
    ("question", "quantity", "value"),
    [
        ("can a 70B in bf16 run on a single H100 80GB?", "weights_memory", 140e9),
        ("64 users at 8192 context each; 32 layers, 8 kv heads, d_head 128, bf16: KV memory?",
         "kv_cache_memory", 64 * 8192 * 2 * 32 * 8 * 128 * 2),
        ("13B 模型喂 2.6T token,总算力需求多大", "training_compute", 6 * 13e9 * 2.6e12),
        ("单卡 2500 token/s,高峰要 10 万 token/s,需要几张卡?", "fleet_accelerators", 40),
        ("we need 120k tok/s and one H100 gives 3,000. how many H100s", "fleet_accelerators", 40),
        ("A $4/h GPU pushes 2,500 tokens/s. What does a million tokens cost?",
         "cost_per_token", 4 / 3600 / 2500),
        ("10k requests a day, 800 tokens each, $2 per million tokens. Monthly (30 days) bill?",
         "token_bill", 480),
        ("we serve 3B tokens a day with an 8B model. daily inference compute?",
         "inference_compute", 2 * 8e9 * 3e9),
        ("8 张 H20(每张 4 TB/s)跑 671B 激活 37B fp8,batch 1 每秒上限多少 token?",
         "decode_tokens_per_second", 8 * 4e12 / 37e9),
        ("2000 张卡每张 500W 跑一个星期,PUE 1.3,多少度电", "energy",
         2000 * 500 * 7 * 86400 * 1.3),
    ],
)  # fmt: skip
def test_what_amounts_and_words_mean(question: str, quantity: str, value: float) -> None:
    said = ask(question)
    assert said.status == "answered", said.text
    assert said.values[quantity] == pytest.approx(value)


def test_two_functions_answer_one_question() -> None:
    said = ask(
        "For a 3.8B trained on 3.3T tokens: total FLOPs AND the mixed precision Adam state memory"
    )
    assert said.values["training_compute"] == pytest.approx(6 * 3.8e9 * 3.3e12)
    assert said.values["training_state_memory"] == pytest.approx(16 * 3.8e9)


@pytest.mark.parametrize(
    "question",
    [
        "70B in int8 and int4, GB of weights?",
        "QLoRA for a 13B: memory of the 4-bit base weights?",
        "compute for finetuning a 13B on 40M tokens for 3 epochs",
    ],
)
def test_nothing_that_was_told_is_left_out_or_asked_back(question: str) -> None:
    said = ask(question)
    told = {name for call in said.calls for name in call.arguments}
    assert not told & {answer.quantity for answer in said.answers}
    assert "Not needed" not in said.text


def test_nearness() -> None:
    sent = nearness("transfer_time", {"network_bandwidth", "transfer_size"})
    assert sent > nearness("training_time", {"network_bandwidth", "transfer_size"})
    assert nearness("training_compute", ()) == 0
