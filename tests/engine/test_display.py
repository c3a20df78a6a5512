"""Equations in print."""

from __future__ import annotations

import pytest
import sympy

from flopwise.tools.engine.display import equation_latex, equation_text, latex, put_in, text
from flopwise.tools.planner import system
from flopwise.tools.vocabulary import VOCABULARY

SYSTEM = system()


def s(name: str) -> sympy.Symbol:
    return VOCABULARY[name].symbol


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        (6 * s("parameters") * s("tokens"), "6·N·D"),
        (12 * s("layers") * s("hidden_size") ** 2, "12·i·h²"),
        (sympy.sqrt(s("training_compute") / (6 * s("tokens_per_parameter"))), "√(C/(6·r))"),
        (s("training_compute") / (6 * s("tokens")), "C/(6·D)"),
        (1 + s("sequence_length") / (6 * s("hidden_size")), "1 + s/(6·h)"),
        (1 / s("tokens_per_parameter"), "1/r"),
        (s("parameters") - s("tokens"), "N − D"),
        (s("compute_multiple") ** sympy.Rational(73, 100), "M_C^0.73"),
        (sympy.Rational(1, 3) * s("tokens"), "D/3"),
        ((s("parameters") + s("tokens")) ** 2, "(N + D)²"),
    ],
)
def test_text(expression: sympy.Expr, shown: str) -> None:
    assert text(expression) == shown


def test_the_article_s_law_reads_as_in_the_article() -> None:
    [law] = [
        e
        for e in SYSTEM.equations
        if e.left == s("step_compute") and e.when == {"logits": "excluded"}
    ]
    assert equation_text(law) == "C_s = 72·b·s·i·h²·(1 + ε)"
    assert equation_latex(law).startswith("C_{s} = 72 b")


def test_put_in_shows_values() -> None:
    expression = s("accelerator_time") / s("training_time")
    values = {"accelerator_time": "58,980 accelerator-hours", "training_time": "30 days"}
    assert put_in(expression, values) == "58,980 accelerator-hours / (30 days)"


def test_latex_keeps_a_root_together() -> None:
    assert latex(sympy.sqrt(s("training_compute") / 120)) == r"\sqrt{\frac{C}{120}}"
