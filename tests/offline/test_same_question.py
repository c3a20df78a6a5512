"""The same question put in other ways has the same answer."""

from __future__ import annotations

import pytest

from .asking import ask

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
