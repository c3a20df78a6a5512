"""Memory of training and inference: figures of papers and of other calculators, and their traps.

Peers: Megatron-LM's theoretical_memory_usage.py, calculon's validation table, EleutherAI's
cookbook, llm-analysis, LLM-Viewer, kvplan; each with the same convention here.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from flopwise import solve
from flopwise.tools.engine.errors import InvalidInput, MissingInput, OutOfDomain, UnknownName

GIB, MIB = 2**30, 2**20
GPT3 = {"layers": 96, "hidden_size": 12288, "attention_heads": 96, "sequence_length": 2048}


def found(find: str, **given: object) -> Fraction:
    return Fraction(solve(find, given).answers[0].exact.lstrip("~"))


def near(value: Fraction, expected: float, rel: float) -> bool:
    return abs(value / Fraction(str(expected)) - 1) <= Fraction(str(rel))


# Training states

# Rajbhandari et al. 2020, figure 1: 7.5B parameters on 64 devices, in GB, rounded as printed.
ZERO = [("none", 120), ("zero1", 31.4), ("zero2", 16.6), ("zero3", 1.9)]


@pytest.mark.parametrize(("stage", "gigabytes"), ZERO)
def test_zero_figure_1(stage: str, gigabytes: float) -> None:
    held = found("state_memory_per_accelerator", parameters="7.5B", data_parallel=64, zero=stage)
    assert near(held / 10**9, gigabytes, 0.015)


@pytest.mark.parametrize(
    ("stage", "per_copy", "shared"), [("zero1", 4, 12), ("zero2", 2, 14), ("zero3", 0, 16)]
)
def test_zero_divides_by_the_copies_not_by_all_devices(
    stage: str, per_copy: int, shared: int
) -> None:
    """EleutherAI's script divides by every device, and forgets tensor and pipeline parallelism."""
    given = {"parameters": 64 * 10**9, "tensor_parallel": 4, "pipeline_parallel": 2, "zero": stage}
    held = found("state_memory_per_accelerator", data_parallel=8, **given)
    assert held == (per_copy + Fraction(shared, 8)) * 8 * 10**9


# Megatron-LM prints weights and optimizer without a distributed optimizer: 18 bytes a parameter.
MEGATRON = [
    (6_738_415_616, 112.961),
    (8_030_261_248, 134.618),
    (70_553_706_496, 1182.749),
    (46_702_792_704, 782.917),
    (671_026_404_352, 11_248.96),
]


@pytest.mark.parametrize(("parameters", "gibibytes"), MEGATRON)
def test_megatron_s_18_bytes(parameters: int, gibibytes: float) -> None:
    memory = found("training_state_memory", parameters=parameters, recipe="mixed-fp32-gradients")
    assert near(memory / GIB, gibibytes, 1e-5)


# Bytes a parameter: ZeRO 16, Megatron 18, fp32 16, EleutherAI's 6 for an 8-bit optimizer with a
# master copy and 8 for SGD with momentum, plain bf16 SGD 4, DeepSeek-V3's fp8 recipe 13.
BYTES = [
    ("adamw", "mixed", 16),
    ("adamw", "mixed-fp32-gradients", 18),
    ("adamw", "fp32", 16),
    ("adam-8bit", "mixed", 2 + 2 + 6),
    ("adam-8bit", "bf16", 2 + 2 + 1 + 1),
    ("sgd-momentum", "mixed", 2 + 2 + 8),
    ("sgd", "bf16", 4),
    ("adafactor", "mixed", 2 + 2 + 4),
    ("lion", "mixed", 2 + 2 + 4 + 4),
    ("muon", "mixed", 2 + 2 + 4 + 4),
    ("adamw-bf16", "fp8", 1 + 4 + 4 + 4),
]


@pytest.mark.parametrize(("optimizer", "recipe", "size"), BYTES)
def test_bytes_per_parameter(optimizer: str, recipe: str, size: int) -> None:
    assert found("bytes_per_parameter", optimizer=optimizer, recipe=recipe) == size


def test_sixteen_or_eighteen_is_a_stated_choice() -> None:
    result = solve("training_state_memory", {"parameters": "7B"})
    assert {a.name for a in result.assumptions} >= {"optimizer", "recipe"}
    stated = solve("training_state_memory", {"parameters": "7B", "bytes_per_parameter": 18})
    assert stated.answers[0].value == 126e9


def test_experts_are_divided_by_expert_parallelism() -> None:
    """671B with 654B in experts, on 2,048 devices: 16 pipeline stages, 64 expert ranks."""
    held = found(
        "held_parameters",
        parameters=671 * 10**9,
        expert_parameters=654 * 10**9,
        tensor_parallel=1,
        pipeline_parallel=16,
        expert_parallel=64,
    )
    assert held == (17 * 10**9 + Fraction(654 * 10**9, 64)) / 16


def test_offload_leaves_weights_and_gradients() -> None:
    given = {"parameters": "10B", "offload": "optimizer", "zero": "zero2", "data_parallel": 16}
    assert found("state_memory_per_accelerator", **given) == 2 * 10**10 + 2 * 10**10 / 16
    assert found("host_memory_per_accelerator", **given) == 12 * 10**10 / 16


# Adapters


# Hu et al. 2021, table 4: GPT-3, rank 8 on query and value, 37.7M; the QLoRA paper's 0.127 bits.
def test_lora_of_gpt3() -> None:
    shape = {"layers": 96, "hidden_size": 12288}
    assert near(found("lora_parameters", lora_rank=8, **shape), 37.7e6, 0.002)


def test_lora_counts_grouped_heads() -> None:
    """q is 4096 by 4096 and v 4096 by 1024 in Llama 3 8B."""
    assert found("lora_parameters", model="llama-3-8b", lora_rank=16) == 32 * 16 * (8192 + 5120)


def test_qlora_stores_the_base_in_nf4_with_its_scales() -> None:
    memory = found("training_state_memory", parameters="34B", lora_parameters="0.2B",
                   tuning="qlora")  # fmt: skip
    bits = 4 + Fraction(8, 64) + Fraction(32, 64 * 256)
    assert memory == 34 * 10**9 * bits / 8 + 16 * 2 * 10**8
    lora = found("training_state_memory", parameters="34B", lora_parameters="0.2B")
    assert lora == 2 * 34 * 10**9 + 16 * 2 * 10**8


# Activations

# Korthikanti et al. 2022, table 3, and what they measured (figure 8): GiB a GPU, tensor parallel
# 8, first without recomputation, then with sequence parallelism and selective recomputation.
# The measured values are those that calculon's validation quotes.
MODELS = {
    "22B": ({"layers": 48, "hidden_size": 6144, "attention_heads": 64, "micro_batch_size": 4}, {}),
    "175B": (
        {"layers": 96, "hidden_size": 12288, "attention_heads": 96, "micro_batch_size": 1},
        {"pipeline_parallel": 8, "virtual_stages": 3},
    ),
    "530B": (
        {"layers": 105, "hidden_size": 20480, "attention_heads": 128, "micro_batch_size": 1},
        {"pipeline_parallel": 35, "virtual_stages": 3},
    ),
    "1T": (
        {"layers": 128, "hidden_size": 25600, "attention_heads": 160, "micro_batch_size": 1},
        {"pipeline_parallel": 64},
    ),
}
MEASURED = [
    ("22B", 59.25, 9.56),
    ("175B", 66.84, 12.35),
    ("530B", 114.02, 23.08),
    ("1T", 131.25, 26.56),
]


@pytest.mark.parametrize(("model", "kept", "selective"), MEASURED)
def test_korthikanti_measured(model: str, kept: float, selective: float) -> None:
    shape, pipeline = MODELS[model]
    given = {**shape, **pipeline, "sequence_length": 2048, "tensor_parallel": 8}
    assert near(found("activation_memory", **given) / GIB, kept, 1e-4)
    saved = found("activation_memory", **given, sequence_parallel="on", recompute="selective")
    assert near(saved / GIB, selective, 1e-3)


# sbh·(34 + 5as/h), 34sbh and 2sbh a layer (equations 1 and 6, section 5), by hand.
MODES: list[tuple[str, Mapping[str, int], dict[str, Fraction]]] = [
    ("GPT-3", {**GPT3, "micro_batch_size": 1},
     {"none": Fraction(34 + 80), "selective": Fraction(34), "full": Fraction(2)}),
    ("1T", {**MODELS["1T"][0], "sequence_length": 2048},
     {"none": Fraction(34 + 64), "selective": Fraction(34), "full": Fraction(2)}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "shape", "modes"), MODES)
def test_three_modes_of_recomputation(
    name: str, shape: Mapping[str, int], modes: Mapping[str, Fraction]
) -> None:
    one = 2048 * shape["hidden_size"] * shape["layers"]
    for mode, coefficient in modes.items():
        assert found("activation_memory", recompute=mode, **shape) == coefficient * one


def test_eleuther_s_gpt3_and_no_doubling() -> None:
    """256.5 GiB; one tool multiplies the bytes by 2 once more, another takes 34 for full."""
    assert found("activation_memory", **GPT3, micro_batch_size=1) / GIB == Fraction(513, 2)
    full = found("activation_memory", **GPT3, micro_batch_size=1, recompute="full")
    assert full == 2 * 2048 * 12288 * 96


def test_megatron_s_layer() -> None:
    """102.0 MiB a layer and rank for GPT-3 at tensor parallel 8; its total adds 0.25 % of
    embedding dropout for 8 micro-batches in flight."""
    given = {**GPT3, "micro_batch_size": 1, "tensor_parallel": 8, "recompute": "selective",
             "sequence_parallel": "on"}  # fmt: skip
    assert found("layer_activation_memory", **given) / MIB == 102
    total = found("activation_memory", **given, pipeline_parallel=8) / MIB
    assert near(total, 9816.02, 0.0025)


def test_flash_attention_keeps_no_scores() -> None:
    shape = {**GPT3, "micro_batch_size": 1}
    flash = found("activation_memory", **shape, attention_kernel="flash")
    assert flash == found("activation_memory", **shape, recompute="selective")


def test_gated_layers_by_hand() -> None:
    """Llama 3 8B, one sequence of 8,192 tokens: six h, q, k, v, their output, three f."""
    values = 6 * 4096 + (32 + 2 * 8) * 128 + 32 * 128 + 3 * 14336
    kept = 8192 * (2 * values + 4 * 32)
    given = {
        "layers": 32, "hidden_size": 4096, "attention_heads": 32, "kv_heads": 8, "head_size": 128,
        "intermediate_size": 14336, "sequence_length": 8192, "micro_batch_size": 1, "mlp": "gated",
        "attention_kernel": "flash",
    }  # fmt: skip
    assert found("layer_activation_memory", **given) == kept
    assert found("activation_memory", **given) == 32 * kept


def test_logits_and_context_parallelism() -> None:
    shape = {**GPT3, "micro_batch_size": 1, "recompute": "full"}
    with_logits = found("activation_memory", **shape, vocabulary_size=50257)
    assert with_logits == 2 * 2048 * 12288 * 96 + 6 * 2048 * 50257
    split = found("activation_memory", **shape, context_parallel=4)
    assert split == Fraction(2 * 2048 * 12288 * 96, 4)


# Weights


def test_weights_take_their_true_bits() -> None:
    """llama.cpp prints 4.58 GiB for Llama 3.1 8B in Q4_K_M; AWQ adds 20 bits to 128 weights."""
    assert near(found("weights_memory", parameters=8_030_261_312, quantization="Q4_K_M") / GIB,
                4.58, 0.002)  # fmt: skip
    assert found("weights_memory", parameters=128, quantization="awq") == Fraction(128 * 4 + 20, 8)
    assert found("bits_per_weight", quantized_bits=4, group_size=32) == 4 + Fraction(20, 32)


@pytest.mark.parametrize(
    ("dtype", "gigabytes"), [("fp32", 288), ("bf16", 144), ("int8", 72), ("int4", 36)]
)
def test_weights_by_data_type(dtype: str, gigabytes: int) -> None:
    assert found("weights_memory", parameters="72B", dtype=dtype) == gigabytes * 10**9


def test_a_mixture_is_stored_whole_and_read_in_part() -> None:
    """One tool sized memory from the active parameters, and speed from all of them."""
    given = {"model": "Mixtral 8x7B", "dtype": "bf16"}
    assert found("weights_memory", **given) == 2 * 46_702_792_704
    active = found("active_weights_memory", **given)
    assert near(active, 2 * 12.88e9, 0.005)


# KV cache

# 2·layers·KV heads·head size·2 bytes, as llm-analysis prints them at 2,048 tokens in 16 bits.
CACHES = [
    (96, 96, 128, 9_663_676_416),
    (32, 32, 128, 1_073_741_824),
    (80, 8, 128, 671_088_640),
    (40, 40, 128, 1_677_721_600),
    (80, 64, 128, 5_368_709_120),
    (12, 12, 64, 75_497_472),
]


@pytest.mark.parametrize(("layers", "heads", "size", "expected"), CACHES)
def test_llm_analysis_caches(layers: int, heads: int, size: int, expected: int) -> None:
    cache = found("kv_cache_memory", layers=layers, kv_heads=heads, head_size=size,
                  context_tokens=2048)  # fmt: skip
    assert cache == expected


def test_llama_3_70b_at_8192_tokens() -> None:
    shape = {"layers": 80, "kv_heads": 8, "head_size": 128}
    assert found("kv_cache_memory", **shape, context_tokens=8192) == 2_684_354_560


def test_kvplan_s_llama() -> None:
    """131,072 bytes a token, 16.00 GiB at 131,072 tokens, weights of 14.96 GiB."""
    model = {"model": "Llama 3.1 8B"}
    assert found("kv_cache_per_token", **model) == 131_072
    assert found("kv_cache_memory", **model, context_tokens=131_072) == 16 * GIB
    assert near(found("weights_memory", **model) / GIB, 14.96, 1e-3)


def test_deepseek_v3_caches_one_latent_and_no_pair() -> None:
    """61·(512 + 64)·2 bytes; other tools take 2·layers·512, or every head."""
    given = {"layers": 61, "latent_size": 512, "rope_size": 64}
    assert found("kv_cache_per_token", **given) == 70_272


GEMMA = {"global_layers": 10, "windowed_layers": 52, "window": 1024, "kv_heads": 16,
         "head_size": 128}  # fmt: skip


@pytest.mark.parametrize("context", [512, 1024, 32_768])
def test_windowed_layers_keep_their_window_only(context: int) -> None:
    """Gemma 3 27B: counting every layer in full gave one tool 7.8 times as much."""
    kept = 2 * 16 * 128 * 2 * (10 * context + 52 * min(context, 1024))
    assert found("kv_cache_memory", **GEMMA, context_tokens=context) == kept


def test_all_layers_may_be_windowed() -> None:
    shape = {"global_layers": 0, "windowed_layers": 32, "window": 4096, "kv_heads": 8,
             "head_size": 128}  # fmt: skip
    cache = found("kv_cache_memory", **shape, context_tokens=100_000)
    assert cache == 2 * 8 * 128 * 2 * 32 * 4096


def test_the_cache_type_is_its_own() -> None:
    shape = {"layers": 32, "kv_heads": 8, "head_size": 128}
    assert found("kv_cache_per_token", **shape, kv_dtype="fp8") == 65_536
    assert found("kv_cache_per_token", **shape, dtype="fp8") == 131_072
    assert found("kv_cache_per_token", **shape, dtype="fp32") == 262_144


def test_a_context_is_asked_for_and_not_assumed() -> None:
    """One tool assumed the 262k that a model was made for: 26 GB where 8 do."""
    with pytest.raises(MissingInput) as caught:
        solve("kv_cache_memory", {"model": "llama-3-8b"})
    assert "context_tokens" in caught.value.needed


def test_decimal_and_binary_bytes_are_kept_apart() -> None:
    share = found("inference_memory_share", parameters="40B", memory_per_accelerator="80 GB")
    assert share == 1
    share = found("inference_memory_share", parameters="40B", memory_per_accelerator="80 GiB")
    assert share == Fraction(80 * 10**9, 80 * GIB)


# Bad input


def test_bits_are_not_bytes() -> None:
    with pytest.raises(OutOfDomain):
        solve("weights_memory", {"parameters": "7B", "bits_per_weight": 128})
    with pytest.raises(InvalidInput, match="bits per weight"):
        solve("weights_memory", {"parameters": "7B", "bits_per_weight": "2 bytes"})
    with pytest.raises(OutOfDomain):
        solve("weights_memory", {"parameters": "7B", "bits_per_weight": -4})


def test_unknown_names_offer_the_nearest() -> None:
    with pytest.raises(UnknownName) as caught:
        solve("weights_memory", {"parameters": "7B", "quantization": "q4_k_x"})
    assert any(name.startswith("Q4_K") for name in caught.value.nearest)
    with pytest.raises(UnknownName):
        solve("weights_memory", {"parameters": "7B", "dtype": "float17"})
    with pytest.raises(UnknownName):
        solve("bytes_per_parameter", {"optimizer": "adamz"})
    with pytest.raises(InvalidInput, match="not for the KV cache"):
        solve("kv_cache_per_token", {"layers": 1, "kv_heads": 1, "head_size": 1,
                                     "kv_dtype": "Q4_K_M"})  # fmt: skip


def test_a_split_that_does_not_give_the_devices() -> None:
    with pytest.raises(InvalidInput, match="contradict"):
        solve(
            "state_memory_per_accelerator",
            {"parameters": "7B", "data_parallel": 8, "tensor_parallel": 4, "pipeline_parallel": 2,
             "accelerators": 72},
        )  # fmt: skip
    with pytest.raises(OutOfDomain):
        solve("kv_cache_memory", {"layers": 0, "kv_heads": 8, "head_size": 128,
                                  "context_tokens": 1})  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "english", "chinese"),
    [
        ({"attention_heads": 30, "tensor_parallel": 8, "accelerators": 8, "parameters": "7B"},
         "attention heads 30 cannot be split evenly: tensor-parallel size must be one of "
         "1, 2, 3, 5, 6, 10, 15, 30, not 8", "注意力头数 30 无法均分"),
        ({"model": "Llama 3 8B", "pipeline_parallel": 5, "accelerators": 40},
         "layers 32 cannot be split evenly: pipeline stages must be one of 1, 2, 4, 8, 16, 32",
         "层数 32 无法均分"),
    ],
)  # fmt: skip
def test_a_split_that_leaves_a_rest(stated: dict[str, object], english: str, chinese: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        solve("training_memory", stated)
    assert english in refused.value.in_("en") and chinese in refused.value.in_("zh")
