"""The functions that solve the table: which subjects, what may be asked, what may be given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..engine.text import Language
from ..planner import ENTITIES
from ..vocabulary import VOCABULARY
from .arguments import solving_arguments
from .function import Function
from .result import Result
from .shape import SHAPED, sized
from .solving import solve
from .structures import Built, beside_6nd, built, size


def _solving(
    name: str,
    purpose: str,
    subjects: tuple[str, ...],
    *,
    find: tuple[str, ...],
    takes: tuple[str, ...],
    own: tuple[str, ...],
    quiet: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    limits: Mapping[str, str] | None = None,
    exactly: Callable[[Built, Sequence[str], Language], Result] | None = None,
    shaped: Callable[[Mapping[str, Any], Sequence[str], Language], Result | None] | None = None,
) -> Function:
    """A function that solves the table; it finds its first quantity unless told.

    Args:
        name: its stable name.
        purpose: one line for a language model.
        subjects: modules of the equation table that it solves over; without any the planner
            chooses.
        find: quantities that may be asked, and given.
        takes: quantities, model choices and named things that may be given besides.
        own: those that have a property of their own in the schema; the rest stand in `more`.
        quiet: those of the rest that the schema does not name.
        tags: what it is about; without any, the first of its subjects.
        limits: quantity -> the value of the choice `fit` that asking for it means: it is asked
            for at the limit of the memory.
        exactly: what answers where a structure is all that is given.
        shaped: what answers where a size is, and its shape is asked for; none where it is not.
    """

    def run(stated: dict[str, Any], language: Language) -> Result:
        asked = stated.pop("find", None)
        named = built(stated.get("model"), stated.pop("config", None))
        if named and exactly and not stated.keys() - {"model"}:
            return exactly(named, asked or (), language)
        wanted = asked or [find[0]]
        if shaped and (made := shaped(stated, wanted, language)) is not None:
            return made
        for quantity in wanted:
            if limits and quantity in limits and "memory_per_accelerator" in known(stated):
                stated.setdefault("fit", limits[quantity])
        result = solve(wanted, stated, subjects=subjects or None, language=language, function=name)
        return beside_6nd(named, result, stated, language) if named else result

    names = tuple(dict.fromkeys((*own, *find, *takes, *quiet)))
    entities = tuple(n for n in names if n in (*ENTITIES, "config"))
    choices = tuple(n for n in names if n in VOCABULARY.choices)
    inputs = tuple(n for n in names if n in VOCABULARY)
    arguments = solving_arguments(name, find, inputs, choices, entities)
    further = tuple(n for n in names if n not in own)
    return Function(
        name, purpose, arguments, run, find, tags or subjects[:1], further, frozenset(quiet)
    )


def known(stated: Mapping[str, Any]) -> set[str]:
    """Quantities that are stated, or come with a named accelerator."""
    given = set(stated)
    return given | {"memory_per_accelerator"} if "accelerator" in given else given


SOLVERS: tuple[Function, ...] = (
    _solving(
        "model_size",
        "Parameters of a transformer from its shape, or the shape for a wanted size.",
        ("size", "blocks"),
        find=(
            "parameters",
            "block_parameters",
            "embedding_parameters",
            "position_parameters",
            "bias_and_norm_parameters",
            "hidden_size",
            "layers",
            "active_parameters",
            "layer_parameters",
            "attention_parameters",
            "mlp_parameters",
            "attention_share",
            "embedding_share",
            *(name for name in SHAPED if name not in ("hidden_size", "layers")),
        ),
        takes=("vocabulary_size", "positions", "parts", "embeddings", "model", "config"),
        own=("parameters", "model", "config"),
        quiet=(
            "position_parameters",
            "layer_parameters",
            "attention_parameters",
            "mlp_parameters",
            "attention_share",
            "embedding_share",
            "intermediate_size",
            "attention_heads",
            "kv_heads",
            "head_size",
            "mlp",
        ),
        exactly=size,
        shaped=sized,
    ),
    _solving(
        "training_flops",
        "Compute in FLOP: 6ND of a run, 72bsih²(1+s/6h) of a step, s/(6h), inference 2N a token.",
        ("size", "compute", "scaling", "inference"),
        find=(
            "training_compute",
            "step_compute",
            "compute_per_token",
            "attention_overhead",
            "tokens",
            "parameters",
            "inference_compute_per_token",
            "inference_compute",
            "inference_tokens",
            "steps",
            "epochs",
            "step_tokens",
            "context_compute_per_token",
            "context_compute_fraction",
        ),
        takes=(
            "active_parameters",
            "layers",
            "hidden_size",
            "batch_size",
            "sequence_length",
            "dataset_tokens",
            "vocabulary_size",
            "tokens_per_parameter",
            "logits",
            "model",
        ),
        own=("parameters", "tokens", "model"),
        quiet=(
            "context_tokens",
            "attention_heads",
            "head_size",
            "context_compute_per_token",
            "context_compute_fraction",
        ),
        tags=("compute", "inference"),
    ),
    _solving(
        "training_plan",
        "Accelerators, time, money, energy, carbon, steps, failures and checkpoints of a training "
        "run, in any direction.",
        ("compute", "scaling", "training", "energy", "reliability", "storage"),
        find=(
            "accelerators",
            "training_time",
            "cost",
            "accelerator_time",
            "training_compute",
            "parameters",
            "tokens",
            "mfu",
            "achieved_flops",
            "training_throughput",
            "price_per_accelerator_hour",
            "energy",
            "carbon",
            "electricity_cost",
            "steps",
            "step_time",
            "hfu",
            "mfu_with_attention",
            "goodput",
            "elapsed_time",
            "optimal_interval",
            "cluster_mtbf",
            "interruptions",
            "checkpoint_size",
            "save_time",
            "dataset_size",
            "transfer_time",
            "hardware_compute",
            "compute_per_dollar",
            "hardware_flops",
            "aggregate_flops",
            "step_mfu",
            "step_hfu",
            "save_share",
            "failure_share",
        ),
        takes=(
            "active_parameters",
            "peak_flops",
            "tokens_per_parameter",
            "power_per_accelerator",
            "pue",
            "electricity_price",
            "carbon_intensity",
            "epochs",
            "dataset_tokens",
            "step_tokens",
            "accelerator_mtbf",
            "checkpoint_interval",
            "restart_time",
            "checkpoint",
            "storage_bandwidth",
            "recompute",
            "grid",
            "accelerator",
            "model",
            "dtype",
        ),
        own=("parameters", "tokens", "accelerators", "training_time", "accelerator", "model"),
        quiet=(
            "law",
            "checkpoint_bytes",
            "bytes_per_token",
            "total_power",
            "layers",
            "hidden_size",
            "sequence_length",
            "batch_size",
            "transfer_size",
            "network_bandwidth",
            "transfer_time",
            "dataset_size",
            "interruptions",
            "mfu_with_attention",
            "cluster_mtbf",
            "step_time",
            "hardware_compute",
            "compute_per_dollar",
            "hardware_flops",
            "aggregate_flops",
            "step_mfu",
            "step_hfu",
            "save_share",
            "failure_share",
        ),
        tags=("training", "energy", "cost", "storage", "reliability"),
    ),
    _solving(
        "scaling_law",
        "Compute split between model and data, loss: 120N², Kaplan, Chinchilla and later laws.",
        ("compute", "scaling", "loss"),
        find=(
            "parameters",
            "tokens",
            "training_compute",
            "tokens_per_parameter",
            "parameters_per_token",
            "compute_coefficient",
            "parameters_multiple",
            "tokens_multiple",
            "compute_multiple",
            "loss",
            "optimal_parameters",
            "optimal_tokens",
            "critical_batch",
            "compute_excess",
            "effective_tokens",
            "loss_with_unlimited_data",
            "reducible_loss",
            "least_compute",
            "lifetime_compute",
        ),
        takes=(
            "overtraining",
            "dataset_tokens",
            "epochs",
            "inference_tokens",
            "steps",
            "law",
            "loss_law",
            "model",
        ),
        own=("parameters", "training_compute", "law", "model"),
        quiet=(
            "objective",
            "parameters_per_token",
            "compute_coefficient",
            "critical_batch",
            "loss_with_unlimited_data",
            "reducible_loss",
            "least_compute",
            "lifetime_compute",
        ),
        tags=("scaling",),
    ),
    _solving(
        "training_memory",
        "Memory of training per accelerator: weights, gradients, optimizer, activations, ZeRO, "
        "LoRA; the largest model or batch, the fewest accelerators; pipeline bubble.",
        (),
        find=(
            "training_state_memory",
            "state_memory_per_accelerator",
            "activation_memory",
            "training_memory",
            "training_memory_share",
            "accelerators",
            "data_parallel",
            "parameters",
            "micro_batch_size",
            "sequence_length",
            "lora_parameters",
            "weights_memory",
            "bubble_fraction",
            "bubble_overhead",
            "microbatches",
            "layer_activation_memory",
            "bytes_per_parameter",
            "lora_rank",
            "gradient_memory",
            "optimizer_memory",
            "moment_memory",
            "batch_size",
        ),
        takes=(
            "memory_per_accelerator",
            "layers",
            "hidden_size",
            "attention_heads",
            "kv_heads",
            "head_size",
            "intermediate_size",
            "vocabulary_size",
            "batch_size",
            "tensor_parallel",
            "pipeline_parallel",
            "lora_rank",
            "bits_per_weight",
            "memory_utilization",
            "memory_overhead",
            "zero",
            "optimizer",
            "recipe",
            "tuning",
            "recompute",
            "attention_kernel",
            "lora_targets",
            "sequence_parallel",
            "accelerator",
            "model",
            "dtype",
            "quantization",
        ),
        own=("parameters", "accelerators", "zero", "accelerator", "model"),
        quiet=(
            "weight_bytes",
            "gradient_bytes",
            "optimizer_bytes",
            "master_bytes",
            "moment_bytes",
            "adapted_widths",
            "saved_tensors",
            "activation_bytes",
            "mlp",
            "fit",
            "schedule",
            "lora_matrices",
            "activations",
            "context_parallel",
            "expert_parallel",
            "virtual_stages",
            "offload",
            "bubble_overhead",
            "layer_activation_memory",
            "sequence_parallel",
            "gradient_memory",
            "optimizer_memory",
        ),
        tags=("memory",),
        limits={"parameters": "training", "accelerators": "training", "data_parallel": "training"},
    ),
    _solving(
        "inference_memory",
        "Memory of serving: weights at any precision, KV cache; whether it fits, the largest "
        "model, context or batch, the fewest accelerators.",
        (),
        find=(
            "weights_memory",
            "kv_cache_per_token",
            "kv_cache_memory",
            "kv_tokens",
            "inference_memory",
            "inference_memory_per_accelerator",
            "inference_memory_share",
            "accelerators",
            "parameters",
            "context_tokens",
            "concurrent_sequences",
            "kv_reduction",
            "bits_per_weight",
        ),
        takes=(
            "layers",
            "kv_heads",
            "attention_heads",
            "head_size",
            "hidden_size",
            "kv_values_per_token_layer",
            "memory_per_accelerator",
            "memory_utilization",
            "memory_overhead",
            "quantization",
            "kv_dtype",
            "dtype",
            "accelerator",
            "model",
        ),
        own=("parameters", "quantization", "accelerator", "model"),
        quiet=(
            "kv_bytes",
            "latent_size",
            "rope_size",
            "global_layers",
            "windowed_layers",
            "window",
            "fit",
            "cache",
            "quantized_bits",
            "group_size",
            "kv_reduction",
            "kv_values_per_token_layer",
            "memory_overhead",
            "active_parameters",
        ),
        limits={"parameters": "serving", "accelerators": "serving"},
        tags=("memory", "inference"),
    ),
    _solving(
        "inference_speed",
        "Speed and price of serving: prefill and decoding by roofline, latency, accelerators for "
        "a traffic, price per token, against an API price.",
        (),
        find=(
            "decode_tokens_per_second",
            "decode_step_time",
            "tokens_per_second_per_user",
            "tokens_per_second_per_accelerator",
            "prefill_time",
            "prefill_tokens_per_second",
            "request_latency",
            "arithmetic_intensity",
            "roofline_batch",
            "fleet_accelerators",
            "cost_per_token",
            "cost_per_input_token",
            "serving_cost",
            "token_bill",
            "price_ratio",
            "energy_per_token",
            "memory_bandwidth",
            "mbu",
            "parameters",
            "replicas",
            "prefill_compute",
            "memory_bandwidth",
        ),
        takes=(
            "parameters",
            "active_parameters",
            "bits_per_weight",
            "kv_cache_per_token",
            "memory_bandwidth",
            "peak_flops",
            "accelerators",
            "concurrent_sequences",
            "context_tokens",
            "prompt_tokens",
            "output_tokens",
            "traffic",
            "price_per_accelerator_hour",
            "hourly_price",
            "token_price",
            "mbu",
            "mfu",
            "quantization",
            "kv_dtype",
            "dtype",
            "accelerator",
            "model",
        ),
        own=("parameters", "quantization", "accelerator", "model"),
        quiet=(
            "active_weights_memory",
            "request_rate",
            "inference_tokens",
            "service_time",
            "serving_load",
            "decode_bound",
            "power_per_accelerator",
            "tokens_per_second_per_accelerator",
            "hourly_price",
            "kv_cache_per_token",
            "mbu",
            "replicas",
        ),
        tags=("serving", "inference", "cost"),
    ),
)
"""In the order in which they are offered."""
