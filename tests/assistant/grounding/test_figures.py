"""Reading: which figures stand in a text, and what each is worth."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flopwise.assistant.grounding.figures import read_figures

DAY, HOUR = 86_400, 3_600


def worth(text: str) -> list[Fraction]:
    """Values in base units, or bare."""
    return [
        figure.value * (figure.units[0].factor if figure.units else 1)
        for figure in read_figures(text)
        if figure.readable
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("84 ZFLOP", [84 * 10**21]),
        ("8.4e22 FLOP", [84 * 10**21]),
        (r"\(8.4 \times 10^{22}\) FLOPs", [84 * 10**21]),
        (r"$C = 6 \times 7\times10^{9}$", [6, 7 * 10**9]),
        ("**38.4** days", [Fraction("38.4") * DAY]),
        ("3.5 days = 84 hours", [84 * HOUR, 84 * HOUR]),
        ("38 days 9 hours", [921 * HOUR]),
        ("a month and a half", [45 * DAY]),
        ("a week and a day", [8 * DAY]),
        ("10¢", [Fraction("0.1")]),
        ("三块五美元", [Fraction("3.5")]),
        ("七毛三分(美元)", [Fraction("0.73")]),
        ("In hours: run 3.5, wait 2", [Fraction("3.5") * HOUR, 2 * HOUR]),
        ("5 and a half weeks", [Fraction("38.5") * DAY]),
        ("between 30% and 50%", [Fraction("0.3"), Fraction("0.5")]),
        ("$1,200 – $1,500", [1200, 1500]),
        ("64, 128 and 256 GPUs", [64, 128, 256]),
        ("64 identical GPUs", [64]),
        ("half a million dollars", [500_000]),
        ("twice as long", [2]),
        ("a quarter of it", [Fraction(1, 4)]),
        ("a thirteenth, two sevenths", [Fraction(1, 13), Fraction(2, 7)]),
        ("十三分之一", [Fraction(1, 13)]),
        (r"$445{,}200 \times \$1.60$ or $712", [445_200, Fraction("1.6"), 712]),
        ("$445.2$ TFLOP/s", [Fraction("445.2") * 10**12]),
        ("from $2 to $3", [2, 3]),
        ("Bytes per parameter:\n- weights: 2\n- moments: 8", [2, 8]),
        ("the 20:1 ratio", [20]),
        ("三十八天", [38 * DAY]),
        ("至少三十八张卡", [38]),
        ("一百二十万美元", [1_200_000]),
        ("四成", [Fraction("0.4")]),
        ("翻倍", [2]),
        ("一个半月", [45 * DAY]),
        ("每卡时价格 每卡时 2.4 美元", [Fraction("2.4") / HOUR]),
        ("| Days | Cost |\n|---|---|\n| 38.4 | $5 |", [Fraction("38.4") * DAY, 5]),
        ("GPU-hours: 58,960", [58_960 * HOUR]),
        ("| TFLOP/s per GPU | MFU |\n|---|---|\n| 395.8 | 40% |", [3958 * 10**11, Fraction("0.4")]),
        ("| 可用卡时 | 200,000 |", [200_000 * HOUR]),
        ("N_e = 2 h V = 3 × 4", [2, 3, 4]),
        ("In petaFLOP/s-days that is 972", [972 * 10**15 * DAY]),
    ],
)
def test_figures(text: str, values: list[Fraction]) -> None:
    assert worth(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "1. First compute.\n2. Then divide.\n3. Done.",
        "(1) compute (2) divide",
        "Step 2: divide.",
        "GPT-3, Llama 3.1 8B, H100, A100-80GB, RTX 4090, ZeRO-3, bf16, int4, Claude 3.5",
        "Kaplan et al. 2020, arXiv:2001.08361, §2.1, table 4 [12]",
        "as of May 2026, in 2023, 2026-05-01, 2025 年 3 月",
        "There are three assumptions and two options.",
        "有三个假设,分两步。",
        "half precision, double-check, 24/7, powers of two",
        "see https://example.org/v1.2/30 for more, kept as @744d01e1",
        "That option is the cheaper one, and this one is not.",
        "the 1F1B schedule, Hoffmann's approach 3, Llama 3's law",
    ],
)
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert [f.text for f in read_figures(text)] == []


@pytest.mark.parametrize("text", ["82. That is it.", "takes38 days", "MFU40%", "USD1,200"])
def test_what_only_looks_like_an_item_or_a_name_is_not_passed_over(text: str) -> None:
    assert read_figures(text)


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("about 80 GPUs", "about"),
        ("80 GPUs or so", "about"),
        ("约 80 张卡", "about"),
        ("80 张卡左右", "about"),
        ("over 80 GPUs", "over"),
        ("不到 80 张卡", "under"),
        ("80 GPUs", "exact"),
        ("at least 82 GPUs", "exact"),
    ],
)
def test_how_exactly_it_is_meant(text: str, tone: str) -> None:
    assert [figure.tone for figure in read_figures(text)] == [tone]


def test_no_text_breaks_the_reader() -> None:
    for text in ("", "|", "| 1 |\n", "$", "\\(", "1" * 500, "½", "每", "10^" * 50, "\ufffd1"):
        read_figures(text)
