"""The assistant is asked one question in each language for every claim of the article.

The figures are calculated here, outside flopwise, from the formula that the claim names.
"""

from __future__ import annotations

import math

import pytest

from flopwise import Assistant, Reply

A100 = 312e12


def ask(question: str) -> Reply:
    return Assistant(model="offline").ask(question)


ROWS: list[tuple[str, str, tuple[float, ...]]] = [
    ("For hidden size 12288 and 96 blocks, what does 12ih² give?",
     "h=12288、96 个 Block,按 12ih² 参数量是多少?", (12 * 96 * 12288**2,)),
    ("How many FLOPs per step for b=1536, s=2048, i=96, h=12288?",
     "b=1536、s=2048、i=96、h=12288,按 72bsih²(1+s/6h) 一步的计算量是多少?",
     (72 * 1536 * 2048 * 96 * 12288**2 * (1 + 2048 / (6 * 12288)),)),
    ("How large is the dropped term s/(6h) for GPT-3 (h=12288, s=2048)?",
     "h=12288、s=2048 时,略去的 s/6h 占多少?", (2048 / (6 * 12288),)),
    ("How large is s/(6h) at 131072 context with h=16384?",
     "上下文 131072、h=16384 时,略去的 s/6h 占多少?", (131072 / (6 * 16384),)),
    ("What is C = 6ND for GPT-3, 175B parameters and 300B tokens?",
     "按 C=6ND,GPT-3 的 1750 亿参数、3000 亿 token,训练算力是多少?", (6 * 175e9 * 300e9,)),
    ("With k = 1/20, what is the coefficient of N² in C?", "k=1/20 时 C 是 N² 的多少倍?", (120,)),
    ("Llama 3 8B: tokens per parameter?", "Llama 3 8B 每参数 token 数是多少?",
     (15e12 / 8_030_261_248,)),
    ("If the parameters double along with the data, how many times the compute?",
     "参数翻倍,数据同比增长,算力要多少倍?", (4,)),
    ("10x the parameters, fully trained: how many times the compute?",
     "参数扩大 10 倍,训练充分的话,算力要多少倍?", (100,)),
    ("Under Kaplan, 10x compute makes the model and the data how many times larger?",
     "按 Kaplan,算力 10 倍,模型和数据各大几倍?", (10**0.73, 10**0.27)),
    ("Tokens per parameter of GPT-3?", "GPT-3 的每参数 token 数是多少?", (300 / 175,)),
    ("Tokens per parameter of Gopher?", "Gopher 的每参数 token 数是多少?", (300 / 280,)),
    ("Tokens per parameter of MT-NLG?", "MT-NLG 的每参数 token 数是多少?", (270 / 530,)),
    ("25,000 A100s for 90-100 days at $1 per GPU-hour: what does it cost?",
     "25000 张 A100 跑 90 到 100 天,每卡时 1 美元,多少钱?", (25_000 * 95 * 24,)),
    ("GPT-2 to GPT-3: how many times the parameters?", "从 GPT-2 到 GPT-3 参数扩大了多少倍?",
     (175 / 1.5,)),
    ("GPT-3 to GPT-4: how many times the parameters?", "从 GPT-3 到 GPT-4 参数扩大了多少倍?",
     (1800 / 175,)),
    ("How many parameters does PanGu-Sigma have?", "盘古 Sigma 有多少参数?", (1.085e12,)),
    ("How many parameters does Yuan 1.0 have?", "Yuan 1.0 有多少参数?", (245.7e9,)),
    ("How many parameters does Yuan 2.0 have?", "Yuan 2.0 有多少参数?", (102.6e9,)),
    ("If parameters shrink by 1%, how much inference compute per token is saved?",
     "参数减少 1%,推理算力省多少?", (0.01,)),
    ("Inference FLOPs per token of a 70B?", "70B 推理每个 token 的计算量是多少?", (2 * 70e9,)),
    ("Upgrading from 13B to 65B, both fully trained: how many times the compute?",
     "模型从 13B 升级到 65B,都训练充分,算力要多少倍?", (25,)),
    ("With a fixed budget of 1e24 FLOPs, what is the optimal model size and data?",
     "算力固定为 1e24 FLOPs,最优的参数量和数据量是多少?",
     (math.sqrt(1e24 / 120), 20 * math.sqrt(1e24 / 120))),
    ("How many tokens to fully train a 70B?", "70B 训练充分要多少 token?", (20 * 70e9,)),
    ("$63M at $1 per A100-hour and 40% MFU: what is the largest model we can fully train?",
     "6300 万美元、A100 每卡时 1 美元、MFU 40%,能把多大的模型训练充分?",
     (math.sqrt(63e6 * 3600 * A100 * 0.4 / 120),)),
]  # fmt: skip

EXPLAINED = [
    ("Is C = 6ND rigorously proved?", "文章说 C=6ND 是严格证明的,是这样吗?", "6"),
    ("In the article b stands for batch size and sequence length. Is that right?",
     "文章里说 b 代表批大小和序列长度,对吗?", "s"),
    ("Which year was the Chinchilla paper?", "Chinchilla 那篇论文是哪一年的?", "2022"),
    ("Does GPT-4 really have 1.8T parameters?", "GPT-4 真的有 1.8 万亿参数吗?", "SemiAnalysis"),
    ("After Chinchilla, was GPT-4 the only trillion-parameter model of 2023?",
     "Chinchilla 之后除 GPT-4 外真的没有万亿参数模型吗?", "PanGu"),
    ("Kaplan or Chinchilla: what changed?", "Kaplan 和 Chinchilla 有什么区别?", "Kaplan"),
    ("Derive C = 6ND", "推导 C=6ND", "6"),
]  # fmt: skip


@pytest.mark.parametrize(("english", "chinese", "expected"), ROWS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_row_figures(
    language: str, english: str, chinese: str, expected: tuple[float, ...]
) -> None:
    said = ask(english if language == "en" else chinese)
    assert said.status == "answered", said.text
    found = [answer.value for answer in said.answers]
    for value in expected:
        assert any(math.isclose(value, other, rel_tol=0.003) for other in found), said.text
    assert (said.language, said.model) == (language, "offline")
    assert said.tool_calls


@pytest.mark.parametrize(("english", "chinese", "mentions"), EXPLAINED)
def test_row_explanations(english: str, chinese: str, mentions: str) -> None:
    for question in (english, chinese):
        said = ask(question)
        assert said.status == "answered", (question, said.text)
        assert mentions in said.text, question


def test_cost_of_a_range_of_days_is_a_range() -> None:
    answer = ask(ROWS[13][0]).answers[0]
    assert (answer.low, answer.high) == (54e6, 60e6)


def test_the_rumoured_model_comes_with_its_warning() -> None:
    said = ask("GPT-3 to GPT-4: how many times the parameters?")
    assert any("rumour" in warning for warning in said.warnings)


@pytest.mark.parametrize(
    ("question", "left_out"),
    [
        ("If I cut parameters by 1%, how much less inference compute?",
         ("attention over the context left out", "the active parameters count", "KV cache")),
        ("参数减少1%，推理算力减少多少？", ("略去上下文上的注意力", "按激活参数计", "KV 缓存")),
        ("参数量降低百分之一,推理算力降低多少", ("略去上下文上的注意力",)),
        ("如果参数减少1%，推理的计算量会减少百分之几", ("略去上下文上的注意力",)),
    ],
)  # fmt: skip
def test_a_hundredth_of_the_parameters_with_what_the_proportion_leaves_out(
    question: str, left_out: tuple[str, ...]
) -> None:
    said = ask(question)
    assert [abs(answer.value) for answer in said.answers] == [0.01]
    scope = " ".join(step.assumes or "" for step in said.steps)
    for words in left_out:
        assert words in scope
