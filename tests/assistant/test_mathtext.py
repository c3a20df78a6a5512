"""LaTeX in prose as plain signs: what a reader sees, and what must stay as it was."""

from __future__ import annotations

import pytest

from flopwise.assistant.mathtext import readable


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"$C = 6ND$", "C = 6ND"),
        (r"so \( C \approx 6ND \) holds", "so C ≈ 6ND holds"),
        (r"\[ t = \frac{6ND}{n X u} \]", "t = 6ND/(n X u)"),
        (r"$$8.4\times10^{22}\ \text{FLOP}$$", "8.4×10²² FLOP"),
        (r"$N_{\text{opt}} = \sqrt{\frac{C}{120}}$", "N_opt = √(C/120)"),
        (r"$12ih^2\left(1+\frac{s}{6h}\right)$", "12ih²(1+s/(6h))"),
        (r"$L = E + \frac{A}{N^{\alpha}}$", "L = E + A/N^α"),
        (r"$\frac{a+b}{2}$ and $x_1$", "(a+b)/2 and x₁"),
        (r"$e^{-x/2}$, $\sqrt[3]{x+1}$, $N$", "e^(-x/2), ∛(x+1), N"),
        (r"\[\begin{aligned} a &= b \\ c &= d \end{aligned}\]", "a = b\nc = d"),
        (r"$40\%$ of $X_i$", "40% of X_i"),
        (r"$\unheardof{x^2}$", "unheardofx²"),
    ],
)
def test_latex_becomes_plain_signs(written: str, shown: str) -> None:
    assert readable(written) == shown


@pytest.mark.parametrize(
    "text",
    [
        "It costs $1,200 and $5 a day",
        "$2/GPU-hour, $50 in all",
        "每卡时 $2,共 $100",
        "`$x^2$` and ```\n$y^2$\n```",
        "no math, 100% of it: a_b, C:\\temp",
        "$ x^2 $",
    ],
)
def test_money_and_code_stay(text: str) -> None:
    assert readable(text) == text


def test_money_beside_math() -> None:
    assert readable("$50 in all ($x_1$ of it)") == "$50 in all (x₁ of it)"


@pytest.mark.parametrize("inside", ["{" * 5000, "}" * 5000, r"\frac" * 5000, "^" * 5000, "\\"])
def test_what_is_broken_is_read_to_its_end(inside: str) -> None:
    assert isinstance(readable(rf"\({inside}\) after"), str)
    assert readable(rf"\({inside}\) after").endswith(" after")
