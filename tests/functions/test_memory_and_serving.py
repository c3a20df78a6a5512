"""The functions of memory and serving; the figures are calculated here, by the textbook formula."""

from __future__ import annotations

import math
from typing import Any

import pytest

from flopwise import call_tool

GB = 10**9
CASES: list[tuple[str, str, float, dict[str, Any]]] = [
    # ZeRO, arXiv:1910.02054, figure 1: 7.5B on 64, 120 / 31.4 / 16.6 / 1.9 GB.
    ("training_memory", "training_state_memory", 16 * 7.5e9, {"parameters": "7.5B"}),
    ("training_memory", "state_memory_per_accelerator", (4 + 12 / 64) * 7.5e9,
     {"parameters": "7.5B", "zero": "zero1", "accelerators": 64}),
    ("training_memory", "state_memory_per_accelerator", (2 + 14 / 64) * 7.5e9,
     {"parameters": "7.5B", "zero": "zero2", "accelerators": 64}),
    ("training_memory", "state_memory_per_accelerator", 16 / 64 * 7.5e9,
     {"parameters": "7.5B", "zero": "zero3", "accelerators": 64}),
    ("training_memory", "accelerators", math.ceil(16 * 70e9 / 60e9),
     {"parameters": "70B", "zero": "zero3", "memory_per_accelerator": "60 GB"}),
    ("training_memory", "training_state_memory", 4 * 3e9,
     {"parameters": "3B", "optimizer": "sgd", "recipe": "bf16"}),
    ("training_memory", "training_state_memory", 34e9 / 2 + 16 * 150e6,
     {"parameters": "34B", "tuning": "qlora", "bits_per_weight": 4, "lora_parameters": "150M"}),
    ("training_memory", "lora_parameters", 32 * 4 * 8 * (4096 + 4096),
     {"lora_rank": 8, "lora_matrices": 4, "hidden_size": 4096, "layers": 32}),
    # Korthikanti et al. 2022, arXiv:2205.05198, eq. 1 and 6.
    ("training_memory", "activation_memory", 32 * 2048 * 4 * 4096 * (34 + 5 * 32 * 2048 / 4096),
     {"sequence_length": 2048, "micro_batch_size": 4, "hidden_size": 4096, "layers": 32,
      "attention_heads": 32}),
    ("training_memory", "activation_memory", 32 * 34 * 4096 * 2 * 4096,
     {"sequence_length": 4096, "micro_batch_size": 2, "hidden_size": 4096, "layers": 32,
      "recompute": "selective"}),
    ("training_memory", "bubble_fraction", 7 / 39, {"pipeline_parallel": 8, "microbatches": 32}),
    ("training_memory", "microbatches", 57, {"pipeline_parallel": 4, "bubble_fraction": "5%"}),
    ("inference_memory", "weights_memory", 65 * GB, {"parameters": "130B", "quantization": "int4"}),
    ("inference_memory", "parameters", 48 * GB * 0.8 / 0.5,
     {"memory_per_accelerator": "48 GB", "bits_per_weight": 4, "memory_utilization": "80%"}),
    ("inference_memory", "accelerators", math.ceil(671 * 1.15 / 80),
     {"parameters": "671B", "bits_per_weight": 8, "memory_overhead": "15%",
      "memory_per_accelerator": "80 GB"}),
    # Llama-3-70B at 8,192 tokens; DeepSeek-V3: 61 layers of (512 + 64) values.
    ("inference_memory", "kv_cache_memory", 2 * 80 * 8 * 128 * 8192 * 2,
     {"model": "llama 3 70b", "context_tokens": 8192}),
    ("inference_memory", "kv_cache_per_token", 61 * 576 * 2, {"model": "deepseek v3"}),
    ("inference_memory", "context_tokens", (24 * GB - 2 * 8_030_261_248) // (2 * 32 * 8 * 128 * 2),
     {"model": "llama 3 8b", "accelerator": "RTX 4090"}),
    ("inference_speed", "decode_tokens_per_second", 3.35e12 / (2 * 8e9),
     {"parameters": "8B", "accelerator": "H100", "dtype": "bf16"}),
    ("inference_speed", "decode_tokens_per_second", 4 * 2e12 / (2 * 70e9),
     {"parameters": "70B", "accelerators": 4, "memory_bandwidth": "2 TB/s"}),
    ("inference_speed", "arithmetic_intensity", 312e12 / 2.039e12, {"accelerator": "A100"}),
    ("inference_speed", "fleet_accelerators", 28,
     {"tokens_per_second_per_accelerator": "1800 token/s", "traffic": "50k token/s"}),
    ("inference_speed", "cost_per_token", 20 / 3600 / 15000,
     {"hourly_price": "$20/hour", "decode_tokens_per_second": "15k token/s"}),
    ("training_plan", "checkpoint_size", 14 * 70e9, {"parameters": "70B"}),
    ("training_plan", "save_time", 12 * 13e9 / 5e9,
     {"parameters": "13B", "checkpoint_bytes": 12, "storage_bandwidth": "5 GB/s"}),
    ("training_plan", "carbon", 300 * 0.4 * 24 * 40 * 1.25 * 0.6,
     {"accelerators": 300, "power_per_accelerator": "400 W", "training_time": "40 days",
      "pue": 1.25, "carbon_intensity": "0.6 kgCO2/kWh"}),
    # Young 1974: √(2 δ θ).
    ("training_plan", "optimal_interval", math.sqrt(2 * 60 * 3600 * 5),
     {"save_time": "1 minute", "cluster_mtbf": "5 hours"}),
]  # fmt: skip


@pytest.mark.parametrize(("function", "find", "expected", "given"), CASES)
def test_figures(function: str, find: str, expected: float, given: dict[str, Any]) -> None:
    result = call_tool(function, {"find": [find], **given})
    assert result.status == "answered", result.text
    assert result.answers[0].value == pytest.approx(expected, rel=1e-6)


def test_an_input_in_more_is_as_good_as_one_of_its_own() -> None:
    flat = {"find": ["lora_parameters"], "lora_rank": 8, "hidden_size": 4096, "layers": 32}
    more = {"find": ["lora_parameters"], "more": ["lora_rank=8", "hidden_size=4096", "layers=32"]}
    assert call_tool("training_memory", more) == call_tool("training_memory", flat)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["lora_rnk=8"], "lora_rank"),
        (["lora_rank"], "name=value"),
        (["lora_rank=8", "lora_rank=16"], "twice"),
        (["lora_rank=many"], "many"),
        ("lora_rank=8", "more"),
    ],
)
def test_a_wrong_one_is_told(more: object, said: str) -> None:
    result = call_tool("training_memory", {"find": ["lora_parameters"], "more": more})
    assert result.status == "invalid" and said in result.text and "\n" not in result.text
