"""Judging single sentences over one conversation: what holds, what does not, and why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flopwise.assistant.grounding.check import check

from .corpora import conversations

HOLDS = {
    "time-1": [
        "It takes 38.38 days.",
        "38.4 days, 921 hours, 5.5 weeks, 3.32 million seconds.",
        "About 40 days.",
        "Over a month.",
        "The cost is $206,059, about $206k, or 0.206 million dollars.",
        "Between $117,327 and $294,791.",
        "8.4e22 FLOP, 84 ZFLOP, 0.084 YFLOP.",
        "C = 6ND.",
        "At 40% MFU (0.4).",
        "That is longer than the 30 days you hoped for.",
        "Your limit of 30 days is not met.",
        "With an MFU of 50% it takes 30.7 days.",
        "58,960 GPU-hours or 2,457 GPU-days.",
        "三十八天左右,20.6 万美元。",
        "In days: 38.4 with 64 cards.",
        "64 × 921 h = 58,960 GPU-hours, each at $3.50.",
        "T ≈ 58,960 h.",
        "It needs 58,960 GPU-hours, and each of these costs $3.50.",
        "58,960 GPU-hours: the 58,960 hours are spread over 64 GPUs.",
        "The rule counts 6 FLOP per parameter and token: 6 × parameters × tokens.",
        "58,960 / 64 / 24 = 38.4 days.",
        "At 50% it takes 30.7 days, 7.7 fewer.",
        "Each of the 64 GPUs runs for 921 hours.",
    ],
    "energy-1": [
        "PUE 1.1, that is 10% of overhead.",
        "Of the 45.4 MWh the GPUs themselves draw 41.3 MWh, and the remaining 4.1 MWh is overhead.",
    ],
    "turns-1": [
        "Down from 38.4 days to 19.2 days.",
        "Half of the time that 64 GPUs took.",
        "It takes 19.2 days with 128 cards.",
    ],
    "whatif-1": ["Doubling the parameters quadruples the compute."],
}
FAILS = {
    "time-1": [
        ("It takes 38.48 days.", "no tool returned"),
        ("It takes 30 days.", "the user stated it"),
        ("It takes 38.38 weeks.", "no tool returned"),
        ("About 45 days.", "no tool returned"),
        ("It costs $206,059,000.", "no tool returned"),
        ("It costs $117,327.", "only at the end of a range"),
        ("It takes 30.7 days.", "only at the end of a range"),
        ("The peak is 395.8 TFLOP/s.", "it is the achieved FLOP/s"),
        ("C = 9ND.", "no tool returned"),
        ("The rule counts 8 FLOP per parameter and token.", "no tool returned"),
        ("6 × 9B × 2T = 8.4e22 FLOP.", "no tool returned"),
        ("It takes 58,960 h.", "no tool returned"),
        ("It takes about 6h.", "no tool returned"),
        ("It takes twice as long.", "in this ratio"),
        ("It takes about 0 times as long.", "in this ratio"),
        ("An MFU of 45%.", "no tool returned"),
        ("需要四十八天。", "no tool returned"),
        ("takes38 days", "cannot be read"),
        ("64 × 822 h = 58,960 GPU-hours.", "no tool returned"),
        ("58,960 GPU-hours ÷ 30 ≈ 921 hours.", "does not come to it"),
        ("This assumes an MFU of 30%.", "under another assumption"),
        ("At 50% it takes 30.7 days, 9.7 fewer.", "no tool returned"),
    ],
    "turns-1": [
        ("It takes 38.4 days.", "an earlier question"),
        ("With 64 GPUs it takes 19.2 days.", "an earlier question"),
    ],
    "energy-1": [("PUE 1.1, that is 20% of overhead.", "no tool returned")],
    "compare-1": [("The A100s need 38.4 days.", "another case")],
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in HOLDS.items() for text in texts]
)
def test_holds(name: str, text: str) -> None:
    assert check(text, conversations()[name]) == []


@pytest.mark.parametrize(
    ("name", "text", "why"), [(name, *pair) for name, pairs in FAILS.items() for pair in pairs]
)
def test_fails_and_says_why(name: str, text: str, why: str) -> None:
    found = check(text, conversations()[name])
    assert found and why in found[0].reason.en
    assert found[0].reason.zh


def test_before_any_question_nothing_holds() -> None:
    assert [f.figure for f in check("It takes 38 days.", [])] == ["38 days"]


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=1, max_value=400))
def test_only_what_rounds_to_the_result_holds(days: int) -> None:
    found = check(f"The run takes {days} days.", conversations()["time-1"])
    assert (not found) == (days == 38)
