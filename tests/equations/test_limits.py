"""What fits at most: the answer put back fills the limit, and one more does not fit."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flopwise.tools.engine.errors import InvalidInput, MissingInput
from flopwise.tools.engine.solution import Found, Given
from flopwise.tools.planner import Inputs, solve_inputs

SERVING = ("cache", "serving", "inference")
TRAINING = ("memory", "parallelism", "activations")
EXAMPLES = 25

whole = st.integers
Case: TypeAlias = dict[str, Fraction | int]
memories = st.integers(8 * 10**9, 400 * 10**9).map(Fraction)


def ask(
    find: str,
    values: Mapping[str, Fraction | int],
    subjects: tuple[str, ...],
    **options: str,
) -> Found:
    stated = {name: Given(Fraction(value)) for name, value in values.items()}
    return solve_inputs([find], Inputs(stated, options=options), subjects).found[0]


def need(
    values: Mapping[str, Fraction | int], subjects: tuple[str, ...], **options: str
) -> Fraction:
    find = "inference_memory" if subjects is SERVING else "training_memory"
    options["fit"] = "open"
    return Fraction(ask(find, values, subjects, **options).value)


@st.composite
def servings(draw: st.DrawFn) -> Case:
    """A model served with its cache, that has room for at least one token."""
    return {
        "parameters": draw(whole(10**8, 7 * 10**9)),
        "bits_per_weight": draw(st.sampled_from([Fraction(4), Fraction(8), Fraction(97, 20)])),
        "layers": draw(whole(1, 80)),
        "kv_heads": draw(whole(1, 64)),
        "head_size": draw(st.sampled_from([64, 128, 256])),
        "accelerators": draw(whole(1, 16)),
        "memory_per_accelerator": draw(memories),
        "concurrent_sequences": draw(whole(1, 8)),
        "context_tokens": draw(whole(1, 4096)),
    }


@settings(max_examples=EXAMPLES, deadline=None)
@given(servings(), st.sampled_from(["context_tokens", "concurrent_sequences", "accelerators"]))
def test_the_largest_context_and_batch_and_the_fewest_accelerators(case: Case, name: str) -> None:
    limit = case["accelerators"] * Fraction(case["memory_per_accelerator"])
    asked = {n: v for n, v in case.items() if n != name}
    at_limit = ask(name, asked, SERVING, fit="serving", cache="counted")
    exact, answer = Fraction(at_limit.value), Fraction(at_limit.answer)
    if name == "accelerators":
        used = need({**case, name: 1}, SERVING, cache="counted")
        assert exact * case["memory_per_accelerator"] == used
        assert answer * case["memory_per_accelerator"] >= used
        assert (answer - 1) * case["memory_per_accelerator"] < used
        return
    if answer >= 1:
        assert need({**case, name: answer}, SERVING, cache="counted") <= limit
    assert need({**case, name: answer + 1}, SERVING, cache="counted") > limit


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    servings(), whole(0, 60), whole(1, 60), whole(1, 8192),
    st.sampled_from(["context_tokens", "concurrent_sequences"]),
)  # fmt: skip
def test_the_same_with_windowed_layers(
    case: Case, full: int, windowed: int, window: int, name: str
) -> None:
    if name == "context_tokens":
        full += 1  # without a layer that sees all, a window bounds the cache of any context
    shape: Case = {"global_layers": full, "windowed_layers": windowed, "window": window}
    case = {n: v for n, v in case.items() if n != "layers"} | shape
    limit = case["accelerators"] * Fraction(case["memory_per_accelerator"])
    asked = {n: v for n, v in case.items() if n != name}
    answer = Fraction(ask(name, asked, SERVING, fit="serving", cache="counted").answer)
    if answer >= 1:
        assert need({**case, name: answer}, SERVING, cache="counted") <= limit
    assert need({**case, name: answer + 1}, SERVING, cache="counted") > limit


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    memories, whole(1, 64), st.fractions(Fraction(1, 2), 1, max_denominator=100),
    st.sampled_from([Fraction(4), Fraction(8), Fraction(16), Fraction(66, 16)]),
)  # fmt: skip
def test_the_largest_model_to_serve(
    memory: Fraction, accelerators: int, usable: Fraction, bits: Fraction
) -> None:
    case: Case = {"memory_per_accelerator": memory, "accelerators": accelerators,
            "memory_utilization": usable, "bits_per_weight": bits}  # fmt: skip
    largest = Fraction(ask("parameters", case, SERVING).value)
    assert largest == usable * memory * accelerators * 8 / bits
    assert need({"parameters": largest, "bits_per_weight": bits}, SERVING) == (
        usable * memory * accelerators
    )


ZERO = ("none", "zero1", "zero2", "zero3")
OPTIMIZERS = ("adamw", "adam-8bit", "sgd-momentum", "lion")


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    memories, whole(1, 256), whole(1, 8), whole(1, 8),
    st.sampled_from(ZERO), st.sampled_from(OPTIMIZERS),
)  # fmt: skip
def test_the_largest_model_to_train(
    memory: Fraction, copies: int, tensor: int, stages: int, zero: str, optimizer: str
) -> None:
    case: Case = {
        "memory_per_accelerator": memory,
        "data_parallel": copies,
        "tensor_parallel": tensor,
        "pipeline_parallel": stages,
    }
    options = {"zero": zero, "optimizer": optimizer}
    largest = Fraction(ask("parameters", case, TRAINING, fit="training", **options).value)
    del case["memory_per_accelerator"]
    assert need({**case, "parameters": largest}, TRAINING, **options) == memory


@settings(max_examples=EXAMPLES, deadline=None)
@given(whole(10**9, 10**12), whole(24, 192), whole(1, 8))
def test_the_fewest_accelerators_to_train(parameters: int, gigabytes: int, tensor: int) -> None:
    """ZeRO-3: 16N over all; ZeRO-1: 4N stays with every copy, so that it may never fit."""
    memory = gigabytes * 10**9
    case = {"parameters": parameters, "memory_per_accelerator": memory}
    exact = Fraction(ask("accelerators", case, TRAINING, fit="training", zero="zero3").value)
    assert exact == Fraction(16 * parameters, memory)
    case["tensor_parallel"] = tensor
    held = Fraction(4 * parameters, tensor)
    if held < memory:
        found = ask("accelerators", case, TRAINING, fit="training", zero="zero1")
        assert Fraction(found.value) == 12 * parameters / (memory - held)
    else:
        with pytest.raises(InvalidInput):
            ask("accelerators", case, TRAINING, fit="training", zero="zero1")


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    whole(1, 96), whole(1, 24), whole(256, 8192), whole(1, 8),
    st.sampled_from(["none", "selective", "full"]), st.sampled_from(["on", "off"]),
)  # fmt: skip
def test_the_largest_micro_batch(
    layers: int, share: int, sequence: int, tensor: int, recompute: str, split: str
) -> None:
    heads = share * tensor  # Heads are split evenly.
    case = {"layers": layers, "attention_heads": heads, "hidden_size": 128 * heads,
            "sequence_length": sequence, "tensor_parallel": tensor,
            "state_memory_per_accelerator": 30 * 10**9}  # fmt: skip
    options = {"recompute": recompute, "sequence_parallel": split, "activations": "counted"}
    limit = {**case, "memory_per_accelerator": 80 * 10**9}
    batch = Fraction(ask("micro_batch_size", limit, TRAINING, **options).answer)
    if batch:
        assert need({**case, "micro_batch_size": batch}, TRAINING, **options) <= 80 * 10**9
    assert need({**case, "micro_batch_size": batch + 1}, TRAINING, **options) > 80 * 10**9


@settings(max_examples=EXAMPLES, deadline=None)
@given(servings(), whole(1, 2000), st.booleans())
def test_the_largest_batch_for_a_time_per_token(
    case: Case, batch: int, bound_by_bandwidth: bool
) -> None:
    """Through the roofline, exactly: at the batch's own time per token it comes back."""
    del case["memory_per_accelerator"]
    bandwidth = 10**12 if bound_by_bandwidth else 10**17
    case |= {"peak_flops": 10**15, "memory_bandwidth": bandwidth, "concurrent_sequences": batch}
    step = ask("decode_step_time", case, SERVING, cache="counted").value
    del case["concurrent_sequences"]
    back = ask("concurrent_sequences", {**case, "decode_step_time": step}, SERVING, fit="open")
    assert back.value == batch
    assert isinstance(back.value, Fraction)


DIRECTIONS = {
    "decode_tokens_per_second": ("parameters", "memory_bandwidth", "accelerators", "mbu"),
    "cost_per_token": ("decode_tokens_per_second", "price_per_accelerator_hour", "accelerators"),
    "token_bill": ("token_price", "traffic", "service_time"),
    "request_latency": ("output_tokens", "prompt_tokens"),
    "kv_cache_memory": ("layers", "kv_heads", "context_tokens", "kv_bytes"),
    "checkpoint_size": ("parameters", "weight_bytes"),
    "save_time": ("storage_bandwidth", "parameters"),
    "electricity_cost": ("electricity_price", "training_time", "power_per_accelerator", "pue"),
    "carbon": ("carbon_intensity", "accelerators"),
    "cluster_mtbf": ("accelerators", "accelerator_mtbf"),
    "goodput": ("save_time", "restart_time", "cluster_mtbf"),
    "bubble_fraction": ("microbatches", "pipeline_parallel"),
    "data_parallel_time": ("network_bandwidth", "data_parallel"),
}
BASE: dict[str, Fraction] = {
    name: Fraction(f"{value}")
    for name, value in {
        "parameters": "8e9", "memory_bandwidth": "3.35e12", "accelerators": 4, "mbu": "0.7",
        "peak_flops": "1e15", "mfu": "0.4", "decode_tokens_per_second": 900, "traffic": 5000,
        "price_per_accelerator_hour": "0.0005", "token_price": "1e-6", "service_time": 864000,
        "output_tokens": 300, "prompt_tokens": 2000, "layers": 32, "kv_heads": 8, "head_size": 128,
        "context_tokens": 8192, "kv_bytes": 2, "weight_bytes": 2, "gradient_bytes": 2,
        "storage_bandwidth": "5e9", "electricity_price": "3e-8", "training_time": 10**6,
        "power_per_accelerator": 700, "pue": "1.2", "carbon_intensity": "1e-7",
        "accelerator_mtbf": 10**8, "save_time": 60, "restart_time": 300, "cluster_mtbf": 10**5,
        "microbatches": 32, "pipeline_parallel": 4, "network_bandwidth": "5e10",
        "data_parallel": 16, "tensor_parallel": 1, "checkpoint_interval": 3600,
    }.items()
}  # fmt: skip
INPUTS = {
    "decode_tokens_per_second": "parameters memory_bandwidth accelerators mbu",
    "cost_per_token": "decode_tokens_per_second price_per_accelerator_hour accelerators",
    "token_bill": "token_price traffic service_time",
    "request_latency": "parameters peak_flops mfu memory_bandwidth accelerators prompt_tokens "
                       "output_tokens",
    "kv_cache_memory": "layers kv_heads head_size context_tokens kv_bytes",
    "checkpoint_size": "parameters weight_bytes",
    "save_time": "parameters storage_bandwidth",
    "electricity_cost": "electricity_price training_time power_per_accelerator pue accelerators",
    "carbon": "carbon_intensity training_time power_per_accelerator pue accelerators",
    "cluster_mtbf": "accelerators accelerator_mtbf",
    "goodput": "save_time restart_time cluster_mtbf checkpoint_interval",
    "bubble_fraction": "microbatches pipeline_parallel",
    "data_parallel_time": "parameters gradient_bytes data_parallel tensor_parallel "
                          "pipeline_parallel network_bandwidth",
}  # fmt: skip
BACK = list(itertools.chain(*([(out, name) for name in ins] for out, ins in DIRECTIONS.items())))


@pytest.mark.parametrize(("output", "name"), BACK)
def test_there_and_back(output: str, name: str) -> None:
    """Every input comes back exactly from the output and the others."""
    given = {n: Given(BASE[n]) for n in INPUTS[output].split()}
    there = solve_inputs([output], Inputs(dict(given))).found[0].value
    hidden = given.pop(name).value
    back = solve_inputs([name], Inputs({**given, output: Given(there)})).found[0].value
    assert back == hidden


def test_what_nobody_said_is_asked_for() -> None:
    with pytest.raises(MissingInput) as caught:
        ask("context_tokens", {"layers": 32, "kv_heads": 8, "head_size": 128}, SERVING)
    assert caught.value.needed
    with pytest.raises(MissingInput):  # no number of accelerators is made up for a training run
        solve_inputs(["training_time"], Inputs({"parameters": Given(Fraction(10**9))}))
