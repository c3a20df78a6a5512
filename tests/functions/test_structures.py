"""Catalog models and config.json texts, counted exactly by the functions that an agent calls."""

from __future__ import annotations

import json

import pytest

from flopwise import call_tool
from flopwise.tools.architecture import count
from flopwise.tools.catalog import Model, models
from flopwise.tools.planner import model_facts, structure_of

LLAMA = {"model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32, "vocab_size": 32000,
         "num_attention_heads": 32, "intermediate_size": 11008}  # fmt: skip
OPEN = [model for model in models() if model.config is not None]


@pytest.mark.parametrize("model", OPEN, ids=lambda m: m.name)
def test_a_model_s_structure_makes_up_its_published_size(model: Model) -> None:
    """Exactly where weights are published; where only a rounded name is, about."""
    structure = structure_of(model)
    assert structure is not None
    counted, published = count(structure).total, model.size.parameters
    if model.size.source.startswith("counted"):
        assert counted == published
    elif model.name == "GPT-2 XL":  # The paper says 1542M, the weights hold 1,557,611,200.
        assert counted == 1_557_611_200
    else:
        assert counted == pytest.approx(published, rel=0.03)


@pytest.mark.parametrize(
    "model", [m for m in OPEN if m.size.active_parameters], ids=lambda m: m.name
)
def test_active_parameters_are_as_published_in_one_convention(model: Model) -> None:
    """Makers count with both embedding tables, or without the input one (gpt-oss)."""
    structure = structure_of(model)
    assert structure is not None and model.size.active_parameters
    counts = count(structure)
    printed = model.size.active_parameters
    conventions = counts.active, counts.active_without_input
    assert min(abs(c / printed - 1) for c in conventions) < 0.02


def test_what_a_structure_says_reaches_the_solver() -> None:
    model = next(m for m in OPEN if m.name == "Llama 3 8B")
    facts = {name: fact.value for name, fact in model_facts(model).items()}
    assert (facts["layers"], facts["hidden_size"], facts["kv_heads"]) == (32, 4096, 8)
    assert facts["parameters"] == 8_030_261_248


class TestModelSize:
    def test_total_and_active_of_a_mixture(self) -> None:
        result = call_tool("model_size", {"model": "deepseek v3"})
        total, active = result.answers
        assert (total.exact, active.exact) == ("671026404352", "37552282624")
        assert "37B" in result.warnings[0]  # As its report rounds it.

    def test_a_pasted_config(self) -> None:
        config = {"model_type": "gpt2", "n_embd": 768, "n_layer": 12, "n_head": 12,
                  "vocab_size": 50257, "n_positions": 1024}  # fmt: skip
        result = call_tool("model_size", {"config": json.dumps(config), "language": "zh"})
        assert result.answers[0].exact == "124439808"
        assert len(result.steps) == 8

    def test_parts_add_up(self) -> None:
        find = ["parameters", "block_parameters", "embedding_parameters",
                "position_parameters", "bias_and_norm_parameters"]  # fmt: skip
        result = call_tool("model_size", {"model": "gpt2 small", "find": find})
        total, *parts = [int(answer.exact) for answer in result.answers]
        assert total == sum(parts) == 124_439_808

    def test_what_is_stated_beside_it_wins(self) -> None:
        given = {"model": "gpt-3", "layers": 48, "find": ["block_parameters"]}
        assert call_tool("model_size", given).answers[0].value == 12 * 48 * 12288**2

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ({"config": "{"}, "JSON"),
            ({"config": '{"model_type": "mamba9"}'}, "mamba9"),
            ({"config": json.dumps(LLAMA | {"hidden_size": -1})}, "hidden_size"),
            ({"model": "gpt2 smal", "config": None}, "GPT-2 Small"),
            ({"model": "bert", "find": ["block_parameters", "tokens"]}, "find"),
        ],
    )
    def test_refusals(self, arguments: dict[str, object], said: str) -> None:
        result = call_tool("model_size", arguments)
        assert result.status in ("invalid", "needs_input") and not result.answers
        assert said in result.text and "\n" not in result.text


def test_the_exact_count_stands_beside_6nd() -> None:
    """GPT-3: 1.0764e12 FLOP a token at 2,048 (Megatron's formula, full square), against 6N."""
    result = call_tool("training_flops", {"model": "gpt-3"})
    assert result.answers[0].value == pytest.approx(3.15e23)
    assert "1.076e12 FLOP" in result.warnings[-1] and "2.74% more" in result.warnings[-1]
