"""What other calculators print, each in the convention that it states."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flopwise.tools.architecture import (
    Attention,
    Experts,
    Flops,
    Mlp,
    Norms,
    Structure,
    count,
    flops,
)

from .rows import STRUCTURES, plain


def parts(found: Flops) -> tuple[int, int]:
    """Forward and backward: the matrices, and the full attention square."""
    scores = sum(part.total for part in found.parts if part.kind.scores)
    return found.total - scores, scores


def gpt_without_biases(layers: int, hidden: int, heads: int, vocabulary: int) -> Structure:
    """A GPT whose LayerNorms have gains alone, without positions."""
    shape = plain(layers, hidden, heads, vocabulary)
    return shape.model_copy(update={"norms": Norms(kind="layernorm_without_bias")})


GPT2 = gpt_without_biases(12, 768, 12, 50257)
POSITIONS = 1024 * 768


def test_nanogpt_sizes() -> None:
    """karpathy/nanoGPT, transformer_sizing.ipynb: no biases, tied, 1,024 learned positions."""
    counts = count(GPT2)
    assert counts.total + POSITIONS == 124_337_664
    assert counts.embedding == 38_597_376
    assert counts.by_part["attention"] + counts.by_part["mlp"] == 12 * 7_077_888
    assert (counts.by_part["attention"] + counts.by_part["mlp"]) // 12 + 2 * 768 == 7_079_424


def test_nanogpt_flops() -> None:
    """The same: full square, head included; a sequence forward, and forward and backward."""
    found = flops(GPT2, 1, 1024)
    assert found.forward == 291_648_307_200
    assert found.total == 874_944_921_600


@pytest.mark.parametrize(
    ("n", "palm"), [(124_337_664, 879_894_724_608), (123_551_232, 875_062_886_400)]
)
def test_nanogpt_palm(n: int, palm: int) -> None:
    """(6N + 12LHQT)T, with N once with the learned positions and once without."""
    _, scores = parts(flops(GPT2, 1, 1024))
    assert 6 * n * 1024 + scores == palm


def test_llm_analysis_gpt2() -> None:
    """cli99/llm-analysis counts no positions: 24sh²L(1 + s/6h) + 2shV."""
    assert count(GPT2).total == 123_551_232
    assert flops(GPT2, 1, 1024).forward == 291_648_307_200


def test_llm_analysis_175b() -> None:
    """The same for megatron-lm-175b; its full recompute does the logits again, ours does not."""
    big = gpt_without_biases(96, 12288, 96, 50272)
    assert count(big).total == 174_566_289_408
    selective, full = (flops(big, 1, 2048, recompute=kind) for kind in ("selective", "full"))
    assert full.forward == 734_805_016_707_072
    assert full.total == 2_204_415_050_121_216
    logits = full.by_part["logits"] // 3
    assert full.hardware + logits == 2_939_220_066_828_288
    assert selective.hardware == 2_224_206_259_421_184


def test_megatron_lm_mixtral() -> None:
    """NVIDIA/Megatron-LM: 46.70 B, 12.88 B active; half of the square, the router not counted."""
    mixtral = STRUCTURES["mixtral-8x7b"]
    counts = count(mixtral)
    assert (round(counts.total / 10**7), round(counts.active / 10**7)) == (4670, 1288)
    found = flops(mixtral, 1, 4096)
    matrices, scores = parts(found)
    theirs = matrices - found.by_part["router"] + scores // 2
    assert Fraction(theirs, 4096) == 79_706_456_064


def test_megatron_lm_deepseek_v3() -> None:
    """The same; it counts the norms on the latent vectors as if they were matrices."""
    v3 = STRUCTURES["deepseek-v3"]
    counts = count(v3)
    assert (round(counts.total / 10**7), round(counts.active / 10**7)) == (67103, 3755)
    found = flops(v3, 1, 4096)
    matrices, scores = parts(found)
    norms = 6 * counts.by_part["latent_norm"] * 4096
    theirs = matrices - found.by_part["router"] + norms + scores // 2
    assert Fraction(theirs, 4096) == 249_812_054_016


def test_paddlefleet_glm_4_5_air() -> None:
    """PaddlePaddle/PaddleFleet, pull request 59: 106.85 B, 13.42 B active. The shape is that of
    zai-org/GLM-4.5-Air's config.json; no transformers count of it is at hand, so by parts here."""
    air = STRUCTURES["mixtral-8x7b"].model_copy(
        update={
            "layers": 46,
            "hidden_size": 4096,
            "vocabulary_size": 151_552,
            "attention": Attention(heads=96, kv_heads=8, head_size=128, input_bias=True),
            "mlp": Mlp(size=10_944, gated=True),
            "experts": Experts(
                count=128, per_token=8, size=1408, gated=True, shared_size=1408, dense_layers=1
            ),
        }
    )
    counts = count(air)
    assert (round(counts.total / 10**7), round(counts.active / 10**7)) == (10685, 1342)


def test_eleuther_cookbook_parameters() -> None:
    """EleutherAI/cookbook: -l 96 -hs 12288, untied with V = 51,200, and tied with V = 50,257."""
    tied = STRUCTURES["gpt3-175b"]
    untied = tied.model_copy(update={"vocabulary_size": 51_200, "head": "separate"})
    assert round(count(untied).total / 10**7) == 17524
    assert round(count(tied).total / 10**8) == 1746


def test_eleuther_cookbook_mixture() -> None:
    """-l 12 -hs 768 --moe -e 512 -ei 2 (Fairseq's "15B"): 14.63 B, V = 51,200."""
    shape = plain(12, 768, 12, vocabulary=51_200)
    mixture = shape.model_copy(
        update={
            "head": "separate",
            "experts": Experts(count=512, per_token=2, size=3072, gated=False, dense_layers=6),
        }
    )
    assert round(count(mixture).total / 10**7) == 1463


def test_maxtext_llama_2() -> None:
    """AI-Hypercomputer/maxtext, 4 sequences of 8,192: 1299.00, 422.21 and 211.11 TFLOP."""
    matrices, scores = parts(flops(STRUCTURES["llama-2-7b"], 4, 8192))
    assert round(matrices / 10**12, 2) == 1299.00
    assert round(scores / 10**12, 2) == 422.21
    assert round(scores / 2 / 10**12, 2) == 211.11


def test_llm_viewer_weights() -> None:
    """hahnyuan/LLM-Viewer, Llama 2 7B in 16 bits: 13,214,154,752 bytes of matrices, with head."""
    matrices = sum(
        part.number for part in count(STRUCTURES["llama-2-7b"]).parts if part.kind.work == "matrix"
    )
    assert 2 * matrices == 13_214_154_752


def test_llm_viewer_prefill() -> None:
    """The same at 2,048: 28,751,179,022,336 operations, norms and softmax among them."""
    found = flops(STRUCTURES["llama-2-7b"], 1, 2048, logits="last")
    assert found.forward < 28_751_179_022_336 < found.forward * Fraction(1001, 1000)
