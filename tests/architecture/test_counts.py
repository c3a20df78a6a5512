"""Every model of architectures.jsonl, exact to the parameter, and the formulas behind it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from flopwise.tools.architecture import Norms, Structure, count, decoder, read_config
from flopwise.tools.engine.signs import is_entered

from .rows import ARCHITECTURES, IDS, STRUCTURES, config_of, row_of
from .strategies import structures

# What a row calls each figure, and what Counts does.
FIGURES = {
    "total": "total",
    "active_incl_embeddings": "active",
    "routed_expert_params": "routed_experts",
    "input_embedding": "embedding",
    "position_embedding": "position_embedding",
    "lm_head_separate": "head",
    "norm_params": "norms",
    "bias_params": "biases",
    "non_embedding": "non_embedding",
}


def test_no_row_is_missing() -> None:
    assert len(ARCHITECTURES) == len(STRUCTURES) == 83


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("name", IDS)
def test_each_figure_of_each_row_is_exact(name: str, figure: str) -> None:
    assert getattr(count(STRUCTURES[name]), FIGURES[figure]) == row_of(name)[figure]


@pytest.mark.parametrize("name", IDS)
def test_published_totals(name: str) -> None:
    """A published figure is exact, or rounded: GPT-3 2.7B is the one that is 2 % off."""
    published = row_of(name)["published_total"]
    if published is not None:
        assert abs(Fraction(count(STRUCTURES[name]).total, published) - 1) <= Fraction(3, 100)


@pytest.mark.parametrize("name", IDS)
def test_formulas_give_the_numbers(name: str) -> None:
    counts = count(STRUCTURES[name])
    known = counts.given
    assert counts.formula.xreplace(known) == counts.total
    for part in counts.parts:
        assert part.formula.xreplace(known) == part.number, part.key
        assert part.active_formula.xreplace(known) == part.active, part.key
        assert all(is_entered(symbol) for symbol in part.formula.free_symbols), part.key
        assert part.source and part.label.en and part.label.zh
        assert part.formula_text and part.formula_latex


@pytest.mark.parametrize("name", IDS)
def test_parts_are_told_apart(name: str) -> None:
    counts = count(STRUCTURES[name])
    assert sum(counts.by_part.values()) == counts.total
    assert len(counts.by_part) == len(counts.parts)
    assert all(part.number > 0 for part in counts.parts)
    assert counts.active <= counts.total
    assert counts.active_non_embedding <= counts.active_without_input <= counts.active


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("gpt2", "4·i·h·a·d"),
        ("llama-3-8b", "2·i·h·(a + a_kv)·d"),
        ("t5-base", "4·(2·i + i_enc)·h·a·d"),
    ],
)
def test_formulas_read_as_in_the_papers(name: str, formula: str) -> None:
    (attention,) = (part for part in count(STRUCTURES[name]).parts if part.key == "attention")
    assert attention.formula_text == formula


# ------------------------------------------------------- closed forms, each over its own letters


@pytest.mark.parametrize("row", [r for r in ARCHITECTURES if r["model_type"] == "gpt2"], ids=str)
def test_gpt2_in_one_formula(row: dict[str, Any]) -> None:
    """L(12h² + 13h) + (V + s)h + 2h: Narayanan et al. 2021, eq. 2, with the last LayerNorm."""
    config = row["config"]
    depth, h = config["n_layer"], config["n_embd"]
    tables = (config["vocab_size"] + config["n_positions"]) * h
    assert row["total"] == depth * (12 * h**2 + 13 * h) + tables + 2 * h
    assert count(read_config(config_of(row))).total == row["total"]


LLAMA_LIKE = [
    (name, bias, norm)
    for name in IDS
    for kind, bias, norm in (
        ("llama", 0, 0),
        ("mistral", 0, 0),
        ("phi3", 0, 0),
        ("qwen2", 1, 0),
        ("qwen3", 0, 1),
    )
    if row_of(name)["model_type"] == kind
]


@pytest.mark.parametrize(("name", "bias", "norm"), LLAMA_LIKE)
def test_llama_in_one_formula(name: str, bias: int, norm: int) -> None:
    """L(hd(2a + 2a_kv) + 3hf + 2h) + h + Vh(2 − tied), with Qwen's biases and norms."""
    c = row_of(name)["config"]
    a, a_kv, h = c["num_attention_heads"], c["num_key_value_heads"], c["hidden_size"]
    d, f = c.get("head_dim", h // a), c["intermediate_size"]
    layer = h * d * (2 * a + 2 * a_kv) + 3 * h * f + 2 * h
    layer += bias * d * (a + 2 * a_kv) + norm * 2 * d
    tables = c["vocab_size"] * h * (1 if c["tie_word_embeddings"] else 2)
    assert count(STRUCTURES[name]).total == c["num_hidden_layers"] * layer + h + tables


@pytest.mark.parametrize("name", ["mixtral-8x7b", "qwen3-235b-a22b"])
def test_mixture_in_one_formula(name: str) -> None:
    c = row_of(name)["config"]
    a, a_kv, h = c["num_attention_heads"], c["num_key_value_heads"], c["hidden_size"]
    d = c.get("head_dim", h // a)
    e = c.get("num_experts", c.get("num_local_experts"))
    f = c.get("moe_intermediate_size", c["intermediate_size"])
    norms = 2 * h + (2 * d if name.startswith("qwen3") else 0)

    def size(experts: int) -> int:
        layer = h * d * (2 * a + 2 * a_kv) + norms + h * e + 3 * h * f * experts
        return int(c["num_hidden_layers"] * layer + h + 2 * c["vocab_size"] * h)

    counts = count(STRUCTURES[name])
    assert (counts.total, counts.active) == (size(e), size(c["num_experts_per_tok"]))


@pytest.mark.parametrize("name", ["deepseek-v2", "deepseek-v3"])
def test_latent_attention_in_one_formula(name: str) -> None:
    """DeepSeek-V2, §2.1: the two compressions, the expansions, the output and two norms."""
    x = row_of(name)["config"]
    h, a, q, c = (
        x[k] for k in ("hidden_size", "num_attention_heads", "q_lora_rank", "kv_lora_rank")
    )
    d_n, d_r, d_v = x["qk_nope_head_dim"], x["qk_rope_head_dim"], x["v_head_dim"]
    layer = h * q + q * a * (d_n + d_r) + h * (c + d_r) + c * a * (d_n + d_v) + a * d_v * h + q + c
    parts = count(STRUCTURES[name]).by_part
    assert parts["attention"] + parts["latent_norm"] == x["num_hidden_layers"] * layer


def test_latent_attention_without_compressed_queries() -> None:
    """DeepSeek-V2-Lite: 15,706,484,224, counted on its published weights."""
    lite = read_config(
        {
            "model_type": "deepseek_v2",
            "vocab_size": 102400,
            "hidden_size": 2048,
            "intermediate_size": 10944,
            "moe_intermediate_size": 1408,
            "num_hidden_layers": 27,
            "first_k_dense_replace": 1,
            "num_attention_heads": 16,
            "n_routed_experts": 64,
            "n_shared_experts": 2,
            "num_experts_per_tok": 6,
            "q_lora_rank": None,
            "kv_lora_rank": 512,
            "qk_nope_head_dim": 128,
            "qk_rope_head_dim": 64,
            "v_head_dim": 128,
        }
    )
    assert count(lite).total == 15_706_484_224


def test_t5_in_one_formula() -> None:
    for name in ("t5-base", "t5-large", "t5-3b", "t5-11b"):
        x = row_of(name)["config"]
        h, inner, f = x["d_model"], x["num_heads"] * x["d_kv"], x["d_ff"]
        encoder, cross = x["num_layers"], x["num_decoder_layers"]
        total = x["vocab_size"] * h + (encoder + cross) * (4 * h * inner + 2 * h * f)
        total += cross * 4 * h * inner + h * (2 * encoder + 3 * cross + 2)
        assert count(STRUCTURES[name]).total == total + 2 * 32 * x["num_heads"]


def test_bert_in_one_formula() -> None:
    v, s, h, depth = 30522, 512, 768, 12
    total = (v + s + 2) * h + 2 * h + depth * (12 * h**2 + 13 * h) + h**2 + h
    assert count(STRUCTURES["bert-base-uncased"]).total == total


# ------------------------------------------------------------------------- what others got wrong


def test_grouped_heads_are_no_multi_head_attention() -> None:
    """A calculator that counts 4h² of attention gets 8.835 B for Llama 3 8B, norms left out."""
    grouped = STRUCTURES["llama-3-8b"]
    attention = grouped.attention.model_copy(update={"kv_heads": 32})
    multi = grouped.model_copy(update={"attention": attention})
    assert round(count(grouped).total / 1e9, 2) == 8.03
    assert round((count(multi).total - count(multi).norms) / 1e9, 3) == 8.835


def test_active_and_total_are_not_mixed_up() -> None:
    """Published: Mixtral 12.9B, Qwen3 22B, Qwen1.5-MoE 2.7B, OLMoE 1.3B, Phi-3.5 6.6B active."""
    published = {
        "mixtral-8x7b": (1e8, 12.9e9),
        "qwen3-235b-a22b": (1e9, 22e9),
        "qwen1.5-moe-a2.7b": (1e8, 2.7e9),
        "olmoe-1b-7b": (1e8, 1.3e9),
        "phi-3.5-moe": (1e8, 6.6e9),
        "deepseek-v2": (1e9, 21e9),
    }
    for name, (unit, active) in published.items():
        counts = count(STRUCTURES[name])
        assert round(counts.active / unit) == round(active / unit), name
        assert counts.active < counts.total / 3, name


def test_which_tables_an_active_figure_counts() -> None:
    """gpt-oss-20b's card: 3.6B without the input embedding. DeepSeek-V3's README: 36.7B."""
    assert round(count(STRUCTURES["gpt-oss-20b"]).active_without_input / 1e8) == 36
    v3 = count(STRUCTURES["deepseek-v3"])
    assert v3.active - v3.active_without_input == v3.embedding == 129280 * 7168
    assert v3.active - v3.active_non_embedding == v3.embedding + v3.head


def test_the_shared_expert_is_as_wide_as_stated() -> None:
    """A calculator tripled its width, and its test shared the error: compare with a published
    active count. Qwen1.5-MoE: one of 5632; DeepSeek-V2: two of 1536."""
    qwen, deepseek = STRUCTURES["qwen1.5-moe-a2.7b"], STRUCTURES["deepseek-v2"]
    assert qwen.experts and deepseek.experts
    assert (qwen.experts.shared_size, deepseek.experts.shared_size) == (5632, 3072)
    assert round(count(qwen).active / 1e8) == 27


def test_a_dense_width_is_no_expert_width() -> None:
    """Qwen3-235B states 12,288 for dense layers, of which it has none, and 1,536 an expert."""
    structure = STRUCTURES["qwen3-235b-a22b"]
    assert structure.mlp is None
    assert structure.experts and structure.experts.size == 1536


def test_multi_query_and_gated_parallel_blocks() -> None:
    """PaLM 540B (Chowdhery et al. 2022, arXiv:2204.02311, table 1): 540.35B, cut off, not rounded.

    A calculator that knows neither SwiGLU nor multi-query attention gets 428.6B.
    """
    palm = decoder(
        layers=118,
        hidden_size=18432,
        attention_heads=48,
        kv_heads=1,
        head_size=256,
        intermediate_size=4 * 18432,
        vocabulary_size=256_000,
        tied=True,
    )
    palm = palm.model_copy(update={"parallel": True, "norms": Norms(per_layer=1)})
    assert count(palm).total // 10**7 == 54035


def test_norms_without_weights() -> None:
    assert count(STRUCTURES["olmo-7b"]).norms == 0
    assert "norms" not in count(STRUCTURES["olmo-7b"]).by_part


def test_opt_has_two_rows_that_no_token_uses() -> None:
    assert count(STRUCTURES["opt-125m"]).position_embedding == (2048 + 2) * 768


def test_an_embedding_narrower_than_the_model() -> None:
    """OPT-350M as built by transformers from its published config: 331,196,416."""
    small = read_config(
        {
            "model_type": "opt",
            "vocab_size": 50272,
            "hidden_size": 1024,
            "num_hidden_layers": 24,
            "num_attention_heads": 16,
            "ffn_dim": 4096,
            "word_embed_proj_dim": 512,
            "max_position_embeddings": 2048,
            "do_layer_norm_before": False,
        }
    )
    assert count(small).total == 331_196_416


@given(structures())
def test_any_structure_is_counted_as_its_formula_says(structure: Structure) -> None:
    counts = count(structure)
    assert counts.formula.xreplace(counts.given) == counts.total > 0
    assert sum(counts.by_part.values()) == counts.total
    assert counts.active <= counts.total
    if structure.experts and structure.experts.per_token < structure.experts.count:
        assert counts.active < counts.total
    inside = counts.total - counts.embedding - counts.position_embedding - counts.head
    assert counts.non_embedding == inside
