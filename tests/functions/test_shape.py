"""Structures for wanted sizes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flopwise import call_tool
from flopwise.tools.architecture import count
from flopwise.tools.engine.errors import NoSolution, OutOfDomain, UnreadableAmount
from flopwise.tools.functions.shape import CLASSES, shape

SIZES = st.integers(820, 1200).map(lambda hundredths: int(10 ** (hundredths / 100)))


@settings(max_examples=60, deadline=None)
@given(SIZES, st.booleans(), st.sampled_from([32_000, 50_304, 128_256]))
def test_the_exact_count_lies_within_two_per_cent(size: int, gated: bool, entries: int) -> None:
    found = shape(size, vocabulary_size=entries, gated=gated)
    s = found.structure
    assert s.mlp is not None
    assert count(s).total == found.parameters
    assert abs(found.error) <= Fraction(2, 100)
    assert s.hidden_size % 128 == 0
    assert s.attention.heads * s.attention.head_size == s.hidden_size
    assert s.attention.heads % s.attention.kv_heads == 0
    if gated:
        assert s.mlp.size % 256 == 0
        assert 0 <= s.mlp.size - Fraction(8 * s.hidden_size, 3) < 256
    else:
        assert s.mlp.size == 4 * s.hidden_size
    low, high = next(c.aspect for c in CLASSES if c.below is None or size < c.below)
    assert low <= found.aspect <= high


# What was published for about that size: hidden size and heads. Layers differ where the MLP does.
PUBLISHED = (
    ("1.24B", 2048, 8),  # Llama 3.2 1B
    ("3.2B", 3072, 8),  # Llama 3.2 3B
    ("6.7B", 4096, 8),  # Llama 1 and 2, with Llama 3's groups
    ("8B", 4096, 8),  # Llama 3
    ("13B", 5120, 8),  # Llama 1 and 2
)


@pytest.mark.parametrize(("size", "hidden", "kv_heads"), PUBLISHED)
def test_it_is_as_wide_as_published_models(size: str, hidden: int, kv_heads: int) -> None:
    found = shape(size).structure
    assert (found.hidden_size, found.attention.kv_heads) == (hidden, kv_heads)


def test_every_rule_has_a_source_and_both_languages() -> None:
    found = shape("70亿")
    assert all(rule.source and rule.text.en and rule.text.zh for rule in found.rules)
    for language, said in (("en", "hidden size: 4,096"), ("zh", "隐藏层维度: 4,096")):
        arguments = {"find": ["hidden_size", "layers"], "parameters": "7B", "language": language}
        result = call_tool("model_size", arguments)
        assert result.status == "answered" and said in result.text
        assert [a.value for a in result.answers] == [4096, found.structure.layers]
        assert result.sections[0].name == "structure"


def test_what_has_no_usual_shape_is_refused() -> None:
    with pytest.raises(NoSolution, match="another vocabulary size"):
        shape("10M")
    with pytest.raises(UnreadableAmount):
        shape("7B bytes")
    with pytest.raises(OutOfDomain):
        shape(-7)
