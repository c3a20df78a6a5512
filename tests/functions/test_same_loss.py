"""A model of another size that reaches the same loss."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flopwise.tools.catalog.laws import laws
from flopwise.tools.engine.errors import NoSolution
from flopwise.tools.functions.same_loss import same_loss, smaller_section


def test_a_smaller_model_costs_more_to_train_and_less_to_serve() -> None:
    found = same_loss("7B", {"parameters": "13B"}, law="hoffmann-3-unrounded")
    assert found.compute_multiple > 1
    assert found.inference_multiple == Fraction(7, 13)
    tokens = found.break_even_tokens
    assert tokens is not None
    one, other = (
        size * (6 * data + 2 * tokens) for size, data, _ in (found.reference, found.other)
    )
    assert abs(one / other - 1) < 1e-30
    larger = same_loss("26B", {"parameters": "13B"}, law="hoffmann-3-unrounded")
    assert larger.compute_multiple > 1 and larger.break_even_tokens is None


def test_a_model_may_be_too_small_for_a_loss() -> None:
    with pytest.raises(NoSolution, match="no real value"):
        same_loss("10M", {"parameters": "70B", "tokens": "15T"})


@pytest.mark.parametrize("law", [None, "chinchilla", "kaplan", "hoffmann-3", "besiroglu"])
def test_half_the_size_takes_more_training_and_pays_back(law: str | None) -> None:
    section = smaller_section(Fraction(10**24), law, "en")
    found = {row.quantity: Fraction(row.exact.lstrip("~")) for row in section.rows}
    size, tokens, served = (found[n] for n in ("parameters", "tokens", "inference_tokens"))
    assert abs(6 * size * tokens / found["training_compute"] - 1) < Fraction(1, 10**20)
    assert found["compute_multiple"] == found["training_compute"] / 10**24 > 1
    half = found["training_compute"] + 2 * size * served
    assert abs(half / (10**24 + 2 * (2 * size) * served) - 1) < Fraction(1, 10**20)
    source = laws()[law if law in ("hoffmann-3", "besiroglu") else "besiroglu"].source
    assert {row.source for row in section.rows} == {source}
    assert smaller_section(Fraction(10**24), law, "zh").notes[0].endswith("训练更贵,推理减半")
