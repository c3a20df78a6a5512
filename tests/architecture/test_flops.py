"""Every count of flops.jsonl, exact to the FLOP, and what each option means."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flopwise.tools.architecture import (
    Experts,
    Flops,
    Structure,
    count,
    decoder,
    flops,
    read_config,
)
from flopwise.tools.engine.errors import OutOfDomain, UnknownName

from .rows import FLOPS, IDS, STRUCTURES, plain, row_of
from .strategies import structures


def test_no_row_is_missing() -> None:
    assert len(FLOPS) == 41


@pytest.mark.parametrize("row", FLOPS, ids=lambda r: f"{r['id']}-{r['attn_implementation']}")
def test_each_row_is_exact(row: dict[str, Any]) -> None:
    """FlopCounterMode: the full square, logits at every position, nothing computed twice."""
    found = flops(STRUCTURES[row["id"]], row["batch"], row["seq"])
    assert found.forward == row["fwd_flops"]
    assert found.total == row["fwd_bwd_flops"]


@pytest.mark.parametrize("row", FLOPS, ids=lambda r: f"{r['id']}-{r['attn_implementation']}")
def test_the_attention_square_by_itself(row: dict[str, Any]) -> None:
    """Batched products are the attention scores, and with experts those of the experts too."""
    found = flops(STRUCTURES[row["id"]], row["batch"], row["seq"])
    scores = sum(part.forward for part in found.parts if part.kind.scores)
    experts = sum(part.forward for part in found.parts if part.key == "experts")
    assert row["fwd_by_op"]["aten.bmm"] == scores + experts


@pytest.mark.parametrize("logits", ["all", "last"])
@pytest.mark.parametrize("attention", ["full", "causal"])
@pytest.mark.parametrize("name", IDS)
def test_formulas_give_the_numbers(name: str, attention: Any, logits: Any) -> None:
    found = flops(STRUCTURES[name], 3, 700, attention=attention, logits=logits)
    assert found.formula.xreplace(found.given) == found.forward
    assert sum(found.by_part.values()) == found.total
    for part in found.parts:
        assert part.formula.xreplace(found.given) == part.forward, part.key
        assert part.source and part.label.en and part.label.zh
        assert part.formula_text and part.formula_latex


# ------------------------------------------------------------ what a token sees, counted one by one


def pairs_seen(sequence: int, window: int | None) -> int:
    """Pairs of a query and a key, by looking at each query."""
    return sum(min(query + 1, window or sequence) for query in range(sequence))


def scores(found: Flops) -> int:
    return sum(part.forward for part in found.parts if part.kind.scores)


@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 5))
def test_causal_and_windowed_attention_pair_by_pair(seq: int, window: int, windowed: int) -> None:
    structure = plain(5, 64, 4).model_copy(
        update={"windowed_layers": windowed, "window": window if windowed else None}
    )
    seen = windowed * pairs_seen(seq, window) + (5 - windowed) * pairs_seen(seq, None)
    assert scores(flops(structure, 2, seq, attention="causal")) == 2 * seen * 4 * 4 * 16
    assert scores(flops(structure, 2, seq)) == 2 * 5 * seq**2 * 4 * 4 * 16


def test_windows_of_gemma_3_and_gpt_oss() -> None:
    """Every layer counted as if it saw everything is up to several times too much."""
    for name, windowed, window in (("gemma-3-1b", 22, 512), ("gpt-oss-20b", 12, 128)):
        structure = STRUCTURES[name]
        assert (structure.windowed_layers, structure.window) == (windowed, window)
        a, d = structure.attention.heads, structure.attention.head_size
        seen = windowed * pairs_seen(4096, window)
        seen += (structure.layers - windowed) * pairs_seen(4096, None)
        assert scores(flops(structure, 1, 4096, attention="causal")) == 4 * a * d * seen


def test_an_encoder_and_the_source_of_a_decoder_are_seen_whole() -> None:
    bert, t5 = STRUCTURES["bert-base-uncased"], STRUCTURES["t5-base"]
    assert flops(bert, 1, 128, attention="causal") != flops(bert, 1, 128)
    assert scores(flops(bert, 1, 128, attention="causal")) == scores(flops(bert, 1, 128))
    full, causal = (flops(t5, 1, 128, attention=kind) for kind in ("full", "causal"))
    for key in ("encoder_scores", "cross_scores"):
        assert causal.by_part[key] == full.by_part[key]
    assert causal.by_part["attention_scores"] * 256 == full.by_part["attention_scores"] * 129


# -------------------------------------------------------------------- closed forms of the papers


@pytest.mark.parametrize(("b", "s"), [(1, 512), (8, 2048), (3, 1)])
@pytest.mark.parametrize("name", ["gpt3-175b", "megatron-145b", "megatron-1t", "gpt2"])
def test_72_and_96(name: str, b: int, s: int) -> None:
    """Korthikanti et al. 2022, appendix A; Narayanan et al. 2021, eq. 3 (logits not again)."""
    c = row_of(name)["config"]
    depth, h, v = (int(c[key]) for key in ("n_layer", "n_embd", "vocab_size"))

    def step(factor: int, square: Fraction, logits: Fraction) -> Fraction:
        return factor * b * s * depth * h**2 * (1 + square + logits)

    found = {
        kind: flops(STRUCTURES[name], b, s, recompute=kind)
        for kind in ("none", "selective", "full")
    }
    square, logits = Fraction(s, 6 * h), Fraction(v, 12 * depth * h)
    assert found["none"].hardware == step(72, square, logits)
    assert found["selective"].hardware == step(72, square * Fraction(4, 3), logits)
    assert found["full"].hardware == step(96, square, Fraction(v, 16 * depth * h))
    assert {f.total for f in found.values()} == {step(72, square, logits)}


def test_each_matrix_costs_two_flops_a_weight_and_token() -> None:
    for name in ("llama-3-8b", "qwen3-8b", "gemma-2-9b"):
        s = STRUCTURES[name]
        assert s.mlp
        a, a_kv, d, h, f = (
            s.attention.heads, s.attention.kv_heads, s.attention.head_size, s.hidden_size,
            s.mlp.size,
        )  # fmt: skip
        forward = {part.key: part.forward for part in flops(s, 2, 300).parts}
        assert forward == {
            "projections": s.layers * 2 * 2 * 300 * h * d * (2 * a + 2 * a_kv),
            "attention_scores": s.layers * 4 * 2 * 300**2 * a * d,
            "mlp": s.layers * 6 * 2 * 300 * h * f,
            "logits": 2 * 2 * 300 * h * s.vocabulary_size,
        }


def test_a_mixture_by_its_formula() -> None:
    """2bs(hE + 3hf_e(k + shared)) in each layer with experts."""
    x = row_of("deepseek-v3")["config"]
    h, moe = x["hidden_size"], x["num_hidden_layers"] - x["first_k_dense_replace"]
    forward = {part.key: part.forward for part in flops(STRUCTURES["deepseek-v3"], 1, 100).parts}
    width = x["moe_intermediate_size"]
    assert forward["router"] == moe * 200 * h * x["n_routed_experts"]
    assert forward["experts"] == moe * 200 * 3 * h * width * x["num_experts_per_tok"]
    assert forward["shared_experts"] == moe * 200 * 3 * h * width * x["n_shared_experts"]
    assert forward["mlp"] == 3 * 200 * 3 * h * x["intermediate_size"]
    square = x["qk_nope_head_dim"] + x["qk_rope_head_dim"] + x["v_head_dim"]
    assert forward["attention_scores"] == 61 * 2 * 100**2 * x["num_attention_heads"] * square


# ------------------------------------------------------------------------- what others got wrong


def test_causal_or_full_is_a_stated_choice() -> None:
    """GPT-3 at 2,048: 1.0764e12 a token in full, 1.0619e12 causal, 1.4 % apart."""
    full, causal = (
        flops(STRUCTURES["gpt3-175b"], 1, 2048, attention=kind).per_token
        for kind in ("full", "causal")
    )
    assert round(full / 10**8) == 10764
    assert round(causal / 10**8) == 10619
    assert flops(STRUCTURES["gpt3-175b"], 1, 2048).attention == "full"


def test_a_long_context_makes_the_choice_large() -> None:
    """Llama 2 7B, 4 sequences of 126 Ki tokens: 125,194 TFLOP in full, 72,827 causal."""
    full, causal = (
        flops(STRUCTURES["llama-2-7b"], 4, 126 * 1024, attention=kind).total
        for kind in ("full", "causal")
    )
    assert (round(full / 10**12), round(causal / 10**12)) == (125_194, 72_827)


def test_a_lookup_is_free_and_the_head_never_is() -> None:
    """Tied or not, logits cost 2bshV; neither embedding table costs a FLOP."""
    kinds = {"tied": True, "separate": False}
    of = {
        name: decoder(
            layers=2, hidden_size=64, attention_heads=4, vocabulary_size=1000,
            intermediate_size=256, tied=tied, learned_positions=128,
        )
        for name, tied in kinds.items()
    }  # fmt: skip
    tied, separate = (flops(structure, 3, 50) for structure in of.values())
    assert tied.by_part == separate.by_part
    assert tied.by_part["logits"] == 3 * 2 * 3 * 50 * 64 * 1000
    assert not {"embedding", "position_embedding"} & tied.by_part.keys()
    assert count(of["tied"]).total + 64 * 1000 == count(of["separate"]).total


def test_the_width_of_the_mlp_counts() -> None:
    """A script read the width and ignored it: 11,008 and 14,336 gave the same."""
    shape: dict[str, Any] = {
        "layers": 32, "hidden_size": 4096, "attention_heads": 32, "vocabulary_size": 32000,
    }  # fmt: skip
    narrow, wide = (
        flops(decoder(**shape, intermediate_size=f), 1, 128).by_part["mlp"] for f in (11008, 14336)
    )
    assert narrow * 14336 == wide * 11008


def test_logits_have_a_backward_pass_too() -> None:
    found = flops(STRUCTURES["llama-3-8b"], 1, 128)
    (logits,) = (part for part in found.parts if part.key == "logits")
    assert logits.total == 3 * logits.forward


def test_top_k_multiplies_the_experts_alone() -> None:
    """Half of the layers with experts, top-2 of them: 1.5 times the MLP, not 1 or 2 times."""
    dense = plain(4, 64, 4)
    mixture = dense.model_copy(
        update={
            "experts": Experts(count=8, per_token=2, size=256, gated=False, dense_layers=2),
        }
    )
    one, two = (flops(s, 1, 64).by_part for s in (dense, mixture))
    assert Fraction(two["mlp"] + two["experts"], one["mlp"]) == Fraction(3, 2)


def test_model_and_hardware_flops_are_kept_apart() -> None:
    """Full recompute is 8ND in the hardware and 6ND in the model; the default is the model's."""
    found = flops(plain(48, 8192, 64, vocabulary=1), 1, 1, recompute="full")
    n = count(found.structure).active_non_embedding
    assert Fraction(found.total, 6 * n) == pytest.approx(1, rel=1e-3)
    assert Fraction(found.hardware, 8 * n) == pytest.approx(1, rel=1e-3)
    assert flops(found.structure, 1, 1).recomputed == 0


@pytest.mark.parametrize("name", IDS)
def test_what_is_done_again(name: str) -> None:
    none, selective, full = (
        flops(STRUCTURES[name], 2, 100, recompute=kind) for kind in ("none", "selective", "full")
    )
    assert none.total == selective.total == full.total == none.hardware
    assert selective.recomputed == scores(none)
    outside = {"logits", "pooler", "embedding_projection"}
    inside = sum(part.forward for part in none.parts if part.key not in outside)
    assert full.recomputed == inside


# ---------------------------------------------------------------- the other figures of an answer


def test_difference_from_6nd_counted_both_ways() -> None:
    """GPT-2 at 512: 408,481,431,552 against 6 x 124,439,808 x 512, and against 85,056,000."""
    found = flops(STRUCTURES["gpt2"], 1, 512)
    both = (124_439_808, 85_056_000)
    by_hand = [100 * (Fraction(408_481_431_552, 6 * n * 512) - 1) for n in both]
    assert [found.above_6nd, found.above_6nd_non_embedding] == by_hand
    assert [round(float(x), 2) for x in by_hand] == [6.85, 56.33]


def test_attention_share_and_per_token() -> None:
    found = flops(STRUCTURES["llama-2-7b"], 4, 8192)
    assert found.attention_share == Fraction(scores(found), found.forward)
    assert found.per_token * 4 * 8192 == found.total
    assert found.of_run(2 * 10**12) == found.per_token * 2 * 10**12


def test_logits_at_the_last_position() -> None:
    every, last = (flops(STRUCTURES["gpt2"], 2, 512, logits=kind) for kind in ("all", "last"))
    assert every.by_part["logits"] == 512 * last.by_part["logits"]
    assert every.total - last.total == 511 * last.by_part["logits"]


def test_a_sequence_beyond_the_context_is_said() -> None:
    assert not flops(STRUCTURES["gpt2"], 1, 1024).notes
    (note,) = flops(STRUCTURES["gpt2"], 1, 1025).notes
    assert "1,025" in note.en and "1,024" in note.zh


@pytest.mark.parametrize("wrong", [0, -1, True, 1.0, "8", None, 10**10, [1]])
def test_a_batch_and_a_sequence_are_whole(wrong: Any) -> None:
    for batch, sequence in ((wrong, 1), (1, wrong)):
        with pytest.raises(OutOfDomain, match="must be a whole number from 1 to 1,000,000,000"):
            flops(STRUCTURES["gpt2"], batch, sequence)


def test_an_unknown_choice_names_the_known() -> None:
    wrong: Any = "flash"
    with pytest.raises(UnknownName, match="full, causal"):
        flops(STRUCTURES["gpt2"], 1, 1, attention=wrong)
    with pytest.raises(UnknownName, match="none, selective, full"):
        flops(STRUCTURES["gpt2"], 1, 1, recompute=wrong)


@given(structures(), st.integers(1, 9), st.integers(1, 40), st.sampled_from(["full", "causal"]))
def test_any_structure(structure: Structure, b: int, s: int, attention: Any) -> None:
    found = flops(structure, b, s, attention=attention)
    assert found.formula.xreplace(found.given) == found.forward > 0
    assert found.forward == b * flops(structure, 1, s, attention=attention).forward
    assert found.forward <= flops(structure, b, s).forward
    matrices = (
        2
        * b
        * s
        * sum(
            part.active
            for part in count(structure).parts
            if part.kind.work == "matrix" and part.key not in ("pooler", "head")
        )
    )
    others = {"logits", "pooler"}
    counted = sum(p.forward for p in found.parts if p.key not in others) - scores(found)
    assert counted == matrices


def test_the_same_whether_read_or_given_by_numbers() -> None:
    by_numbers = decoder(
        layers=32, hidden_size=4096, attention_heads=32, kv_heads=8, vocabulary_size=128256,
        intermediate_size=14336, context_length=8192,
    )  # fmt: skip
    assert by_numbers == read_config({"model_type": "llama", **row_of("llama-3-8b")["config"]})
