"""The exact count comes down to 12ih² under that law's assumptions, and says what it leaves out."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from flopwise.tools.architecture import count, reduction
from flopwise.tools.vocabulary.size import (
    attention_heads,
    head_size,
    hidden_size,
    intermediate_size,
    layers,
)

from .rows import IDS, STRUCTURES, plain


def test_under_its_assumptions_the_count_is_12ih2() -> None:
    """The identity itself: blocks of the exact count, with d = h/a and f = 4h put in."""
    counts = count(plain(12, 768, 12))
    blocks = sum(part.formula for part in counts.parts if part.key in ("attention", "mlp"))
    assumed = {head_size: hidden_size / attention_heads, intermediate_size: 4 * hidden_size}
    assert sympy.expand(blocks.subs(assumed) - 12 * layers * hidden_size**2) == 0


@pytest.mark.parametrize("name", IDS)
def test_each_step_of_a_reduction_follows(name: str) -> None:
    steps = reduction(STRUCTURES[name]).steps
    assert steps[0].expression == count(STRUCTURES[name]).formula
    assert steps[0].number == count(STRUCTURES[name]).total
    for before, after in zip(steps, steps[1:], strict=False):
        follows = (before.expression - after.left_out).subs(after.assume)
        assert sympy.expand(follows - after.expression) == 0
        assert after.holds == (after.number == before.number)


@pytest.mark.parametrize("name", IDS)
def test_a_reduction_ends_at_the_law_or_says_why_not(name: str) -> None:
    found = reduction(STRUCTURES[name])
    reached = sympy.expand(found.steps[-1].expression - 12 * layers * hidden_size**2) == 0
    assert reached == (not found.obstacles)
    if reached:
        assert found.steps[-1].number == found.law
    assert found.error == Fraction(count(STRUCTURES[name]).total - found.law, found.law)


def test_what_12ih2_leaves_out_of_gpt2_small() -> None:
    """85.0M of 124.4M."""
    found = reduction(STRUCTURES["gpt2"])
    assert found.law == 84_934_656
    assert all(step.holds for step in found.steps[2:])
