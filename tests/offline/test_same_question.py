"""The same question put in other ways has the same answer."""

from __future__ import annotations

import itertools
import math
import random

import pytest

from .asking import ask, converse

BASE = "How many H100s to train 7B on 2T tokens in 30 days at 40% MFU?"
OTHERS = [
    "how many h100s to train 7b on 2t tokens in 30 days at 40% mfu",
    "HOW MANY H100S TO TRAIN 7B ON 2T TOKENS IN 30 DAYS AT 40% MFU?",
    "How  many   H100s to train 7 B on 2 T tokens  in 30  days at 40 % MFU ?",
    "How many H100s to train ７B on ２T tokens in ３０ days at ４０% MFU?",
    "How many H100s for seven billion parameters, two trillion tokens, thirty days at 40% MFU?",
    "How many H100s to train 7e9 parameters on 2e12 tokens in 30 days at MFU 0.4?",
    "In 30 days, at 40% MFU, how many H100s to train 7B on 2T tokens?",
    "7B on 2T tokens, 30 days, 40% MFU: how many H100s?",
    "2T tokens, 7B model, 40% MFU, 30 days -> number of H100s?",
    "How many H100s to train 7B on 2T tokens in 720 hours at 40% MFU?",
    "How many H100s to train 7B on 2T tokens in one month at 40% MFU?",
    "70亿参数、2万亿 token,30 天训完,MFU 40%,要多少张 H100?",
    "七十亿参数,两万亿token,一个月训完,利用率 40%,需要几张H100",
    "訓練 70 億參數、2 兆 token,30 天內完成,利用率 40%,需要多少張 H100?",
    "H100,MFU 0.4,30 天,7B,2T token,多少卡",
]


@pytest.mark.parametrize("question", OTHERS)
def test_same_answer(question: str) -> None:
    base, other = ask(BASE), ask(question)
    assert other.status == "answered", other.text
    assert other.values == base.values
    assert [a.exact for a in other.answers] == [a.exact for a in base.answers]


# Ways to say the same amount, and what is asked of them.
SIZE = ["7B", "7 B params", "7b", "7e9 parameters", "seven billion parameters", "N=7e9",
        "7,000,000,000 parameters", "７B", "7 billion params", "7000M parameters"]  # fmt: skip
DATA = ["2T tokens", "2 trillion tokens", "2e12 tokens", "2,000B tokens", "two trillion tokens",
        "２T tokens", "D=2e12", "2000 billion tokens"]  # fmt: skip
TIME = [
    "30 days",
    "720 hours",
    "4.2857142857142857 weeks",
    "a month",
    "thirty days",
    "43200 minutes",
]
MFU = ["40% MFU", "MFU 0.4", "MFU of 40%", "utilization 40%", "40 percent MFU", "mfu=0.4"]
SIZE_ZH = ["7B", "70亿参数", "70 亿参数", "七十亿参数", "7e9 参数", "参数量 70 亿", "N=7e9"]
DATA_ZH = ["2T token", "2万亿 token", "两万亿token", "20000 亿 token", "2e12 token", "D=2e12"]
TIME_ZH = ["30 天", "三十天", "一个月", "720 小时", "30天内"]
MFU_ZH = ["MFU 40%", "利用率 40%", "利用率四成", "MFU 0.4", "利用率百分之四十"]
LANGUAGES = {
    "en": ((SIZE, DATA, TIME, MFU), "{}, {}, {}, {}: how many H100s?", "how many H100s for "),
    "zh": ((SIZE_ZH, DATA_ZH, TIME_ZH, MFU_ZH), "{},{},{},{},要多少张 H100?", "多少张 H100:"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_restated_amounts_in_any_order(language: str) -> None:
    wordings, frame, _ = LANGUAGES[language]
    chance = random.Random(language)
    expected = ask(BASE).values
    for ways in itertools.zip_longest(*wordings):
        clauses = [way or words[0] for way, words in zip(ways, wordings, strict=True)]
        for _ in range(3):
            chance.shuffle(clauses)
            question = frame.format(*clauses)
            assert ask(question).values == expected, question


SPEAKING = [
    "Cost to train a 70B on 1.4T tokens? H100 at $2.50/GPU-hr, 40% MFU",
    "34B 训 1T token,A100 利用率 48%,一共多少卡时?",
    "tokens per parameter for 175B and 300B tokens?",
    "如果参数翻倍、数据同比增长,算力要多少倍?",
    "FLOPs for one step: b=512, s=4096, i=40, h=5120",
    "1e24 FLOP: compute-optimal parameters and tokens?",
]


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)


@pytest.mark.parametrize("question", SPEAKING)
def test_case_width_and_spaces_make_no_difference(question: str) -> None:
    expected = ask(question)
    assert expected.status == "answered", expected.text
    spaced = question.replace(",", " , ").replace(" ", "  ").replace(",", " ,")
    for other in (wide(question), spaced, f"  {question}\n", question.replace("?", "")):
        assert ask(other).values == expected.values, other
    if "=" not in question:  # letters of formulas are told apart by case
        for other in (question.upper(), question.lower()):
            assert ask(other).values == expected.values, other


def test_the_same_follow_up_in_both_languages() -> None:
    english = converse("7B on 1T tokens, 64 A100s, 40% MFU: how long?", "and with 128?")
    chinese = converse("7B 训 1T token,64 张 A100,MFU 40%,多久?", "那 128 张呢?")
    for one, other in zip(english, chinese, strict=True):
        assert math.isclose(one.value, other.value)
