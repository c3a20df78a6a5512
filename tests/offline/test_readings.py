"""Ways of asking that belong together: what changes, what is left, which run is meant.

Every expected figure is the arithmetic beside it, by the formulas of the field: C = 6ND, 16 bytes a
parameter of mixed-precision Adam, peaks of 312 and 989.4 TFLOP/s in bf16.
"""

from __future__ import annotations

import pytest

from tests.offline.asking import Said, ask

A100, H100 = 312e12, 989.4e12
DAY = 86400


def _answered(turns: str) -> Said:
    said = ask(*turns.split(" // "))
    assert said.status == "answered", said.text
    return said


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        # what changes, and by how much
        ("参数和 token 各涨 40%,训练算力变成几倍", 1.4**2),
        ("if N and D both grow by 20%, how many times the compute?", 1.2**2),
        ("模型缩到四分之一、算力照旧,能喂的 token 是之前的几倍", 4),
        ("层数不变,h 变成 2 倍,参数量是原来几倍?", 4),
        ("Our plan says 30 days at 36% MFU. If we get it to 45%, what does that become?",
         30 * DAY * 36 / 45),
        ("moving the cache from fp16 to int8 shrinks it how many times?", 2),
        ("cutting a 20B to a 10B at 20 tokens per param saves what fraction of the compute?", 0.75),
        ("24B going from bf16 to 6 bits per weight, how many GB does that free up?", 24e9 * 10 / 8),
        ("how many GB per card does moving from ZeRO-1 to ZeRO-3 free up, 16B on 32 GPUs?",
         16e9 * (4 + 12 / 32 - 16 / 32)),
        # what is told in parts, or of one only
        ("a 2B sees 1T tokens first, then another 500B. training FLOPs?", 6 * 2e9 * 1.5e12),
        ("each A100 gives me 3000 tokens/s training a 7B. MFU?", 6 * 7e9 * 3000 / A100),
        ("10B / 1T on 100 A100s, 150 TFLOP/s each. How long?", 6e22 / (100 * 150e12)),
        ("8B, 1T tokens, 100 H100s at 40% MFU, maintenance takes the cluster down 3 hours out of "
         "every 24: calendar time?", 6 * 8e21 / (100 * H100 * 0.4) / (21 / 24)),
        ("PUE drops from 1.4 to 1.2 on a 1 MW IT load, how many kWh does that save in 10 days?",
         1e6 * 0.2 * 10 * DAY),
        ("7B at 2 million tokens a day. inference FLOPs over 10 days?", 2 * 7e9 * 2e7),
        ("24 GB GPU, 8-bit weights, 6 GB set aside for everything else. Biggest model?", 18e9),
        ("Yuan at 100B instead of 250B saves what fraction of the inference compute per token?",
         0.6),
        # which run is meant
        ("how many times the compute is 20B/4T against 10B/2T? // the 10B run took 8 days, the 20B "
         "needs?", 32 * DAY),
        ("6B 模型喂 900B token,训练计算量是多少? // token 再减到 300B 呢", 6 * 6e9 * 3e11),
        ("7B fp16 on a card with 900 GB/s, batch 1: tokens per second? // two of those cards",
         2 * 900e9 / 14e9),
        ("chinchilla loss of 1B on 20B tokens // 100B tokens? // 400B?",
         1.69 + 406.4 / 1e9**0.34 + 410.7 / 4e11**0.28),
        # so many times less, and what a budget is of
        ("4x fewer tokens, same model: compute goes up or down by what factor?", 1 / 4),
        ("模型缩小 4 倍,token 不变,算力变成多少倍?", 1 / 4),
        ("three times fewer GPUs: how many times longer does training take?", 3),
        ("Chinchilla-optimal size for 6e20 FLOP? // what if the budget is 4 times larger?",
         (4 * 6e20 / 120) ** 0.5),
        ("参数量从 10B 变成 25B,参数量扩大了多少倍?", 2.5),
        # what goes on from a run
        ("34B/1T token, 40 days on A100s at 50% MFU: how many cards? // what does it cost at "
         "$1.50 per GPU-hour?", 6 * 34e9 * 1e12 / (A100 * 0.5) / 3600 * 1.5),
        ("13B, 1T tokens, 100 A100s at 40% MFU: days? // and if we get to 50%",
         6 * 13e9 * 1e12 / (100 * A100 * 0.5)),
        ("10B on 1T costs how many FLOPs? // and if we stop at 400B?", 6 * 10e9 * 4e11),
        # shorthand, and what is beside the point
        ("96 gpu x 500W, 10d, PUE=1.2 -> kWh", 96 * 500 * 1.2 * 10 * DAY),
        ("40M req/day x 250 tok, N=8B, infer FLOPs/day", 2 * 8e9 * 1e10),
        ("D=750B, gbs=2.5M tok -> #steps", 300_000),
        ("Homework 3, Q2: 7B params, 1T tokens. Training FLOPs?", 6 * 7e9 * 1e12),
        ("4 A100s at $2/h give 2,000 tokens/s on a 40B: what does a million tokens cost?",
         8 / 3600 / 2000),
        ("LoRA rank 8 on qkvo, hidden 4096, 32 layers: trainable params?", 32 * 4 * 2 * 8 * 4096),
        ("1000 张卡,每张卡 5 万小时坏一次,集群多久坏一次?", 50 * 3600),
        ("2.7B with fp32 Adam: weights, grads and two moments, 4 bytes each. total GB?",
         16 * 2.7e9),
        ("12x L49 (200 TFLOPS bf16 each), 50% utilisation, 1B model, 100B tokens. how long?",
         6e20 / (12 * 200e12 * 0.5)),
    ],
)  # fmt: skip
def test_one_figure(turns: str, value: float) -> None:
    assert _answered(turns).value == pytest.approx(value, rel=5e-3)


@pytest.mark.parametrize(
    ("turns", "values"),
    [
        ("30B on 100B tokens: model FLOPs (6ND) and hardware FLOPs (8ND)", (1.8e22, 2.4e22)),
        ("A run of 40B on 100B tokens: with the same compute, what would the optimal N and D be?",
         (2.4e22 / 120) ** 0.5),
        ("32 个头的 MHA 改成 4 个 kv 头,10 层、head_dim 128、fp16,每 token 的 KV 改前改后"
         "各多少字节?",
         (2 * 10 * 32 * 128 * 2, 2 * 10 * 4 * 128 * 2)),
        ("BLOOM 有 176B 参数,训了 366B token,每个参数摊到几个 token?和 20 个的标准相差几倍",
         (366 / 176, 20 * 176 / 366)),
        ("12B for 100B tokens: total training FLOPs, plus how big are the bf16 weights?",
         (7.2e21, 24e9)),
    ],
)  # fmt: skip
def test_two_figures(turns: str, values: float | tuple[float, float]) -> None:
    found = [answer.value for answer in _answered(turns).answers]
    wanted = values if isinstance(values, tuple) else (values, 20 * values)
    assert found == pytest.approx(wanted, rel=5e-3)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("training FLOPs of 1B, 3B and 7B on 1T tokens?", (6e21, 18e21, 42e21)),
        ("7B、13B、70B 用 8 bit 各要多少显存?", (7e9, 13e9, 70e9)),
        ("12B on 1T tokens with 64, 128 and 256 A100s at 50% MFU: days?",
         tuple(72e21 / (n * A100 * 0.5) for n in (64, 128, 256))),
        ("Training compute for 3B on 600B tokens, 10B on 180B or 30B on 60B?",
         (6 * 3e9 * 6e11, 6 * 10e9 * 1.8e11, 6 * 30e9 * 6e10)),
        ("KV cache of 10 layers with 8 KV heads of dim 128 in fp16 at 1000, 2000 and 4000 tokens?",
         tuple(2 * 2 * 10 * 8 * 128 * n for n in (1000, 2000, 4000))),
    ],
)  # fmt: skip
def test_each_of_a_list(question: str, values: tuple[float, ...]) -> None:
    assert [a.value for a in _answered(question).answers] == pytest.approx(values, rel=5e-3)


def test_what_cannot_be_is_not_read_otherwise() -> None:
    said = ask("MFU if 256 A100s processed 1.1M tokens per second on a 13B model?")
    assert said.status == "invalid" and "107" in said.text  # 6 x 13e9 x 1.1e6 / (256 x 312e12)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("H100 上单卡实测 410 TFLOP/s,MFU 到 40% 了没", "yes"),
        ("48 层、h=6144,拿 12ih² 估,够不够 20B?", "yes"),
        ("h=4096、s=32768,s/(6h) 是多少?还能忽略不", "no"),
        ("70B bf16 weights plus 40 GB of KV cache, on 2x 80GB. OK or not?", "no"),
        ("two 32GB cards, 104B model at 4 bits, weights only. any chance it fits?", "yes"),
        ("14B 全量训练,一个参数 16 字节,4 张 80G 的卡装得下吗", "yes"),
    ],
)
def test_verdict(question: str, verdict: str) -> None:
    assert _answered(question).verdict == verdict


def test_the_better_of_two_options_with_shares_of_their_own() -> None:
    said = _answered(
        "6e22 FLOP: is it cheaper on A100s ($1.30/h, 50% MFU) or on H100s ($2.80/h, 40% MFU)?"
    )
    costs = (6e22 / (A100 * 0.5) / 3600 * 1.3, 6e22 / (H100 * 0.4) / 3600 * 2.8)
    assert [a.value for a in said.answers] == pytest.approx(costs, rel=5e-3)
    assert said.verdict is not None and said.verdict.startswith("H100")


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("7B on 1T tokens at €2 per GPU-hour on A100: cost?", "dollars"),
        ("100 张 400W 的卡跑 10 天,电价每度 0.6 元,电费多少?", "美元"),
    ],
)
def test_other_money_is_asked_for_in_dollars(question: str, word: str) -> None:
    said = ask(question)
    assert said.status == "declined" and word in said.text
