"""What a structure refuses, how it is given by numbers, and what it hands to the solver."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from flopwise.tools.architecture import (
    Attention,
    Experts,
    Latent,
    Mlp,
    Positions,
    Structure,
    count,
    decoder,
    facts,
)
from flopwise.tools.engine.errors import Contradiction, MissingInput, OutOfDomain
from flopwise.tools.vocabulary import VOCABULARY

from .rows import IDS, STRUCTURES, row_of

GPT2: dict[str, Any] = {
    "layers": 12,
    "hidden_size": 768,
    "attention_heads": 12,
    "vocabulary_size": 50257,
    "intermediate_size": 3072,
    "gated": False,
    "tied": True,
    "learned_positions": 1024,
    "biases": True,
    "norm": "layernorm",
}


def test_given_by_numbers() -> None:
    assert count(decoder(**GPT2)).total == row_of("gpt2")["total"]


@pytest.mark.parametrize(
    ("wrong", "error", "says"),
    [
        ({"layers": 0}, OutOfDomain, "layers must be a whole number from 1 to 10,000, not 0"),
        ({"layers": True}, OutOfDomain, "not true"),
        ({"hidden_size": 768.0}, OutOfDomain, "not 768.0"),
        ({"hidden_size": 10**7}, OutOfDomain, "hidden_size must be"),
        ({"attention_heads": 0}, OutOfDomain, "heads must be"),
        ({"attention_heads": 7}, Contradiction, "not divisible by 7 heads: give the head size"),
        ({"kv_heads": 5}, Contradiction, "12 attention heads cannot share 5 KV heads evenly"),
        ({"vocabulary_size": "50257"}, OutOfDomain, 'not "50257"'),
        ({"intermediate_size": -1}, OutOfDomain, "not -1"),
    ],
)
def test_numbers_that_are_refused(wrong: dict[str, Any], error: Any, says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        decoder(**{**GPT2, **wrong})
    assert caught.value.text.zh != caught.value.text.en


ATTENTION = Attention(heads=4, kv_heads=4, head_size=16)
MLP = Mlp(size=64)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "encoder_decoder"},
        {"encoder_layers": 2},
        {"window": 8},
        {"windowed_layers": 1},
        {"window": 8, "windowed_layers": 3},
        {"window": 8, "windowed_layers": 1, "kind": "encoder"},
        {"head": "none", "head_bias": True},
        {"experts": Experts(count=4, per_token=1, size=8, dense_layers=2)},
        {
            "experts": Experts(count=4, per_token=1, size=8),
            "kind": "encoder_decoder",
            "encoder_layers": 2,
        },
    ],
)
def test_what_does_not_fit_together(changes: dict[str, Any]) -> None:
    with pytest.raises(Contradiction):
        Structure(
            **{
                "layers": 2,
                "hidden_size": 64,
                "vocabulary_size": 100,
                "attention": ATTENTION,
                "mlp": MLP,
                **changes,
            }
        )


def test_parts_that_do_not_fit_together() -> None:
    for make in (
        lambda: Positions(kind="learned"),
        lambda: Positions(kind="rotary", learned=8),
        lambda: Experts(count=2, per_token=3, size=8),
        lambda: Experts(count=2, per_token=1, size=8, shared_gate=True),
        lambda: Attention(heads=4, kv_heads=2, head_size=16, latent=Latent(kv_rank=8, rope_size=4)),
        lambda: Attention(
            heads=4, kv_heads=4, head_size=16, latent=Latent(kv_rank=8, rope_size=16)
        ),
    ):
        with pytest.raises(Contradiction):
            make()
    with pytest.raises(MissingInput):
        Structure(layers=2, hidden_size=64, vocabulary_size=100, attention=ATTENTION)


def test_a_structure_is_frozen_and_hashable() -> None:
    structure = STRUCTURES["deepseek-v3"]
    assert hash(structure) == hash(structure.model_copy())
    with pytest.raises(ValidationError):
        structure.layers = 1
    with pytest.raises(ValidationError):
        Mlp.model_validate({"size": 1, "colour": "red"})


def test_counts_are_made_once() -> None:
    structure = STRUCTURES["deepseek-v3"]
    assert count(structure) is count(structure.model_copy())


# ------------------------------------------------------------------------------- facts

CACHED = {"kv_values_per_token_layer", "global_layers", "windowed_layers", "window"}


@pytest.mark.parametrize("name", IDS)
def test_facts_are_quantities(name: str) -> None:
    found = facts(STRUCTURES[name])
    for quantity, value in found.items():
        assert type(value) is int and value >= VOCABULARY[quantity].domain.low
    assert found["parameters"] == row_of(name)["total"]
    if row_of(name)["routed_expert_params"]:
        assert found["active_parameters"] == row_of(name)["active_incl_embeddings"]
        assert found["expert_parameters"] == row_of(name)["routed_expert_params"]
        assert "intermediate_size" not in found
    else:
        assert "active_parameters" not in found


def test_facts_of_llama_3() -> None:
    assert facts(STRUCTURES["llama-3-8b"]) == {
        "parameters": 8_030_261_248,
        "layers": 32,
        "hidden_size": 4096,
        "vocabulary_size": 128256,
        "attention_heads": 32,
        "kv_heads": 8,
        "head_size": 128,
        "intermediate_size": 14336,
        "context_length": 8192,
        "kv_values_per_token_layer": 2 * 8 * 128,
    }


def cached(name: str, tokens: int) -> int:
    """Bytes of a cache in 16 bits, from the facts alone."""
    found = facts(STRUCTURES[name])
    seen = found.get("global_layers", found["layers"]) * tokens
    seen += found.get("windowed_layers", 0) * min(tokens, found.get("window", tokens))
    return 2 * found["kv_values_per_token_layer"] * seen


@pytest.mark.parametrize(
    ("name", "tokens", "outside"),
    [
        # cli99/llm-analysis, batch 1, 2,048 tokens, fp16
        ("gpt3-175b", 2048, 9_663_676_416),
        ("llama-2-7b", 2048, 1_073_741_824),
        ("llama-2-70b", 2048, 671_088_640),
        ("opt-13b", 2048, 1_677_721_600),
        ("llama-1-65b", 2048, 5_368_709_120),
        ("gpt2", 2048, 75_497_472),
        # the same by two more calculators
        ("llama-3-70b", 8192, 2_684_354_560),
        ("llama-3-8b", 1, 131_072),
        # latent attention: 61 x (512 + 64) x 2 bytes, no factor 2 for keys and values
        ("deepseek-v3", 1, 70_272),
        # one KV head: 32 x 2 x 64 x 2 bytes
        ("falcon-7b", 1, 8_192),
    ],
)
def test_what_is_cached(name: str, tokens: int, outside: int) -> None:
    assert cached(name, tokens) == outside


def test_a_window_bounds_the_cache() -> None:
    """Gemma 3 1B at 32,768: 4 layers of all tokens and 22 of 512, where others count 26 of all."""
    assert cached("gemma-3-1b", 32768) == 2 * 2 * 1 * 256 * (4 * 32768 + 22 * 512)


def test_what_caches_nothing_and_what_has_no_single_number() -> None:
    assert not CACHED & facts(STRUCTURES["bert-base-uncased"]).keys()
    assert "layers" not in facts(STRUCTURES["t5-base"])
    latent = facts(STRUCTURES["deepseek-v3"])
    assert not {"kv_heads", "head_size"} & latent.keys()
    assert (latent["latent_size"], latent["rope_size"]) == (512, 64)
