"""Speed, latency and price of serving; energy, storage, pipelines and failures of training.

Figures of papers and of other tools where there are any; else arithmetic written out by hand.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from flopwise import solve
from flopwise.tools.engine.errors import InvalidInput, OutOfDomain, UnknownName
from tests.architecture.rows import FLOPS

H100 = {"peak_flops": 989 * 10**12, "memory_bandwidth": "3.35 TB/s"}
LLAMA = {"parameters": 8 * 10**9, "layers": 32, "kv_heads": 8, "head_size": 128}


def found(find: str, **given: object) -> Fraction:
    return Fraction(solve(find, given).answers[0].exact.lstrip("~"))


def near(value: Fraction, expected: float, rel: float) -> bool:
    return abs(value / Fraction(str(expected)) - 1) <= Fraction(str(rel))


# Compute of a token


@pytest.mark.parametrize(
    ("model", "entry"),
    [
        ("GPT-3 175B", "gpt3-175b"),
        ("Llama 2 70B", "llama-2-70b"),
        ("Llama 3 8B", "llama-3-8b"),
        ("Llama 3.1 405B", "llama-3.1-405b"),
        ("Qwen3 8B", "qwen3-8b"),
        ("Gemma 2 9B", "gemma-2-9b"),
    ],
)
def test_attention_over_the_context_is_what_torch_counts(model: str, entry: str) -> None:
    """Its batched products of one forward pass over 512 tokens are 512 times those of the last."""
    counted = next(row for row in FLOPS if row["id"] == entry)
    tokens = counted["batch"] * counted["seq"]
    one = found("context_compute_per_token", model=model, context_tokens=counted["seq"])
    assert one * tokens == counted["fwd_by_op"]["aten.bmm"]


def test_what_2n_leaves_out_of_llama_3_70b_at_8192_tokens() -> None:
    stated = {"model": "Llama 3 70B", "context_tokens": 8192}
    attention, weights = 4 * 80 * 64 * 128 * 8192, 2 * 70_553_706_496
    assert found("inference_compute_per_token", **stated) == weights + attention
    assert found("context_compute_fraction", **stated) == Fraction(attention, weights + attention)
    assert found("inference_compute_per_token", model="Llama 3 70B") == weights
    shorter = found("context_compute_per_token", model="Gemma 2 9B", context_tokens=4096)
    longer = found("context_compute_per_token", model="Gemma 2 9B", context_tokens=8192)
    assert longer == shorter * Fraction(3, 2), "half of its layers see 4,096 tokens only"


# Speed


def test_llm_viewer_s_decode_of_llama_2_7b() -> None:
    """7.0197 ms on an A100: 13,214,154,752 bytes of weights and 1,073,741,824 of cache, read at
    2.039 TB/s; that tool sums operator by operator, hence 0.2 % more."""
    step = found(
        "decode_step_time",
        parameters=13_214_154_752 // 2,
        kv_cache_memory=1_073_741_824,
        memory_bandwidth="2.039 TB/s",
        accelerators=1,
    )
    assert near(step * 1000, 7.0197, 0.002)


def test_the_batch_where_decoding_turns_compute_bound() -> None:
    """How to Scale Your Model: 295 tokens in bf16 on an H100, half of it in 8 bits."""
    assert near(found("roofline_batch", **H100), 295, 0.002)
    assert near(found("roofline_batch", **H100, bits_per_weight=8), 147.5, 0.002)


@pytest.mark.parametrize(("batch", "bound"), [(1, "reading"), (295, "reading"), (296, "computing")])
def test_the_slower_of_reading_and_computing_counts(batch: int, bound: str) -> None:
    step = found("decode_step_time", parameters="8B", concurrent_sequences=batch, **H100)
    reading = Fraction(16 * 10**9, 3350 * 10**9)
    computing = Fraction(batch * 16 * 10**9, 989 * 10**12)
    assert step == max(reading, computing) == (reading if bound == "reading" else computing)


def test_bytes_and_not_flops_bound_a_decoding_step() -> None:
    """One tool divided the bandwidth by the FLOP of a token."""
    assert found("decode_tokens_per_second", parameters="8B", memory_bandwidth="3.35 TB/s",
                 accelerators=1) == Fraction(3350, 16)  # fmt: skip


def test_a_mixture_reads_its_active_weights() -> None:
    speed = found("decode_tokens_per_second", parameters="671B", active_parameters="37B",
                  dtype="fp8", memory_bandwidth="38.4 TB/s", accelerators=1)  # fmt: skip
    assert speed == Fraction(38_400, 37)


def test_the_cache_of_every_sequence_is_read() -> None:
    step = found("decode_step_time", **LLAMA, context_tokens=8192, concurrent_sequences=16,
                 memory_bandwidth="3.35 TB/s")  # fmt: skip
    assert step == Fraction(16 * 10**9 + 16 * 8192 * 131_072, 3350 * 10**9)


def test_speed_per_user_and_per_accelerator() -> None:
    given = {**LLAMA, "context_tokens": 1024, "concurrent_sequences": 32, "accelerators": 4, **H100}
    total = found("decode_tokens_per_second", **given)
    assert found("tokens_per_second_per_user", **given) == total / 32
    assert found("tokens_per_second_per_accelerator", **given) == total / 4
    slower = found("decode_tokens_per_second", **given, mbu="50%")
    assert slower == total / 2


# A request


def test_latency_of_a_request() -> None:
    given = {"parameters": "8B", "prompt_tokens": 1000, "output_tokens": 200, "mfu": "50%", **H100}
    prefill = Fraction(16 * 10**9 * 1000 * 2, 989 * 10**12)
    assert found("prefill_time", **given) == prefill
    step = Fraction(16 * 10**9, 3350 * 10**9)
    assert found("request_latency", **given) == prefill + 200 * step
    assert found("prefill_tokens_per_second", **given) == 1000 / prefill


def test_llm_viewer_s_prefill_of_llama_2_7b() -> None:
    """28,751,179,022,336 operations of 2,048 tokens: it counts the attention square in full, ours
    the causal half; 0.1 % are norms, softmax and the logits of the last token."""
    given = {"parameters": 6_476_005_376, "layers": 32, "hidden_size": 4096, "prompt_tokens": 2048}
    causal = found("prefill_compute", **given, prefill_attention="counted")
    matrices = found("prefill_compute", **given)
    assert near(matrices + 2 * (causal - matrices), 28_751_179_022_336, 0.001)


def test_little_s_law() -> None:
    assert found("concurrent_sequences", request_rate="5 requests/s", request_latency="4 s",
                 fit="open") == 20  # fmt: skip
    assert found("traffic", request_rate="5 requests/s", output_tokens=200) == 1000


# A service


def test_accelerators_for_a_traffic() -> None:
    """50k over 1,800 tokens a second is 27.8: 28 accelerators."""
    result = solve("fleet_accelerators", {"tokens_per_second_per_accelerator": "1800 tokens/s",
                                          "traffic": "50k tokens/s"})  # fmt: skip
    assert result.answers[0].value == 28
    assert result.answers[0].exact == "250/9"
    copies = found("replicas", traffic="50k tokens/s", decode_tokens_per_second="7200 tokens/s")
    assert copies == Fraction(50_000, 7200)


def test_price_of_a_million_tokens() -> None:
    """gputracker.dev: $20 an hour at 15k tokens a second is $0.370 a million."""
    own = found("cost_per_token", hourly_price="$20/hour",
                decode_tokens_per_second="15k tokens/s")  # fmt: skip
    assert own * 10**6 == Fraction(20 * 10**6, 3600 * 15_000)
    ratio = found("price_ratio", hourly_price="$20/hour", decode_tokens_per_second="15k tokens/s",
                  token_price="$0.5 per million tokens", serving_load="50%")  # fmt: skip
    assert ratio == Fraction(20 * 2 * 2, 3600 * 15_000) * 10**6


def test_a_bill_of_a_month() -> None:
    bill = found("token_bill", traffic="2B tokens/day", token_price="$0.30 per million tokens")
    assert bill == 2 * 10**9 * 30 * Fraction(3, 10) / 10**6


def test_energy_of_a_token() -> None:
    assert found("energy_per_token", accelerators=1, power_per_accelerator="700 W", pue=1,
                 decode_tokens_per_second="1400 tokens/s") == Fraction(1, 2)  # fmt: skip


# Energy, carbon, electricity


def test_carbon_by_grid() -> None:
    """Ember: France 56.04 g a kWh in 2023; LLaMA's 0.385 kg comes from the user."""
    assert found("carbon", energy="1000 kWh", grid="France") == Fraction(5604, 100)
    assert found("carbon", energy="1000 kWh", carbon_intensity="0.385 kg/kWh") == 385
    with pytest.raises(UnknownName):
        solve("carbon", {"energy": "1 kWh", "grid": "Atlantis"})


def test_electricity_of_a_site() -> None:
    cost = found("electricity_cost", total_power="1 MW", training_time="45 days",
                 electricity_price="8 cents per kWh")  # fmt: skip
    assert cost == 86_400
    power = found("total_power", accelerators=1000, power_per_accelerator="700 W", pue="1.2")
    assert power == 840_000


# Pipelines and communication

# Narayanan et al. 2021, §2.2: (p − 1)/m of the ideal time, v times less when interleaved.
BUBBLES = [
    ({"pipeline_parallel": 8, "microbatches": 32}, Fraction(7, 32)),
    ({"pipeline_parallel": 8, "microbatches": 32, "virtual_stages": 4}, Fraction(7, 128)),
    ({"pipeline_parallel": 1, "microbatches": 4}, Fraction(0)),
]


@pytest.mark.parametrize(("given", "overhead"), BUBBLES)
def test_bubbles(given: dict[str, int], overhead: Fraction) -> None:
    assert found("bubble_overhead", **given) == overhead
    assert found("bubble_fraction", **given) == overhead / (1 + overhead)


def test_microbatches_for_a_bubble() -> None:
    """At most 5 % of the time for 4 stages: 57 micro-batches."""
    result = solve("microbatches", {"pipeline_parallel": 4, "bubble_fraction": "5%"})
    assert result.answers[0].value == 57


def test_batch_split() -> None:
    assert found("microbatches", batch_size=1536, data_parallel=128, micro_batch_size=2) == 6


def test_zero_traffic() -> None:
    """Rajbhandari et al. 2020, §7: 2 values a parameter for stages 1 and 2, 3 for stage 3."""
    given = {"parameters": 10**9, "data_parallel": 10**6}
    assert near(found("data_parallel_traffic", **given, zero="zero2") / 2 / 10**9, 2, 1e-5)
    assert near(found("data_parallel_traffic", **given, zero="zero3") / 2 / 10**9, 3, 1e-5)


def test_communication_of_tensor_and_pipeline() -> None:
    """8bsh(t − 1)/t values a layer and 2bsh/t bytes a boundary (Narayanan et al. 2021)."""
    given = {"micro_batch_size": 2, "sequence_length": 2048, "hidden_size": 12288, "layers": 96,
             "tensor_parallel": 8, "pipeline_parallel": 8}  # fmt: skip
    values = 8 * 2 * 2048 * 12288 * Fraction(7, 8) * 12
    assert found("tensor_parallel_traffic", **given) == 2 * values
    assert found("stage_traffic", **given) == Fraction(2 * 2 * 2048 * 12288, 8)
    time = found("tensor_parallel_time", **given, interconnect_bandwidth="300 GB/s")
    assert time == 2 * values / (300 * 10**9)


# Time of a run


def test_attention_in_the_mfu() -> None:
    """PaLM's MFU of Llama 3 8B at 9,000 tokens a second on one H100: 55.5 %."""
    result = solve(
        "mfu_with_attention",
        {"parameters": "8.03B", "layers": 32, "hidden_size": 4096, "sequence_length": 8192,
         "training_throughput": "9000 tokens/s", "accelerators": 1, "peak_flops": 989.4e12},
        subjects=("compute", "scaling", "training"),
    )  # fmt: skip
    truth = (6 * 8.03e9 + 12 * 32 * 4096 * 8192) * 9000 / 989.4e12
    assert result.answers[0].value == pytest.approx(truth, rel=1e-12)


def test_hardware_compute_is_apart_from_model_compute() -> None:
    run = {"parameters": "175B", "tokens": "300B"}
    assert found("hardware_compute", **run, recompute="full") == 8 * 175 * 300 * 10**18
    assert found("training_compute", **run, recompute="full") == 6 * 175 * 300 * 10**18


def test_selective_recomputation_from_first_principles() -> None:
    """1 + 2s/(9h) where the model has 1 + s/(6h): 4bs²ih more; llm-analysis prints the same."""
    shape = {"layers": 96, "hidden_size": 12288, "sequence_length": 2048, "batch_size": 1,
             "recompute": "selective"}  # fmt: skip
    factor = 72 * 2048 * 96 * 12288**2 * (1 + Fraction(2 * 2048, 9 * 12288))
    assert found("step_hardware_compute", **shape) == factor
    more = 2_224_206_259_421_184 - 2_204_415_050_121_216
    assert factor - found("step_compute", **shape) == more


# Failures


def test_llama_3_s_failures() -> None:
    """419 interruptions of 16,384 GPUs in 54 days: one every 3.1 hours."""
    mtbf = found("cluster_mtbf", accelerators=16_384)
    assert near(mtbf / 3600, 54 * 24 / 419, 1e-9)
    assert near(found("interruptions", accelerators=16_384, training_time="54 days"), 419, 1e-9)


@pytest.mark.parametrize(
    ("mtbf", "minutes"), [("24 hours", "117"), ("6 hours", "57"), ("15 minutes", "9.1")]
)
def test_daly_s_own_intervals(mtbf: str, minutes: str) -> None:
    """Daly 2006, figures 3 to 5: what the new model predicts for a dump of five minutes."""
    given = {"cluster_mtbf": mtbf, "save_time": "5 minutes", "interval_rule": "daly"}
    place = len(minutes.partition(".")[2])
    assert round(float(found("optimal_interval", **given)) / 60, place) == float(minutes)


def test_young_and_daly() -> None:
    """√(2·60·10,800) = 1,138.4 s; Daly's third-order form, worked out by hand."""
    given = {"save_time": 60, "cluster_mtbf": 10_800}
    young = (2 * 60 * 10_800) ** 0.5
    assert near(found("optimal_interval", **given), young, 1e-12)
    x = 60 / (2 * 10_800)
    daly = young * (1 + x**0.5 / 3 + x / 9) - 60
    assert near(found("optimal_interval", **given, interval_rule="daly"), daly, 1e-12)


def test_goodput() -> None:
    given = {"save_time": 60, "cluster_mtbf": 10_000, "checkpoint_interval": 1000,
             "restart_time": 300}  # fmt: skip
    useful = 1 - Fraction(60, 1000) - Fraction(500 + 300, 10_000)
    assert found("goodput", **given) == useful
    assert found("elapsed_time", **given, training_time="10 days") == 864_000 / useful
    with pytest.raises(OutOfDomain):
        solve("goodput", {**given, "cluster_mtbf": 100})


def test_lost_time_lengthens_a_run() -> None:
    assert found("elapsed_time", training_time="90 days", goodput="90%") == 100 * 86_400


# Storage


def test_checkpoints() -> None:
    """Narayanan et al. 2021, §5.10: 13.8 TB for 1T parameters."""
    assert near(found("checkpoint_size", parameters="1T"), 13.8e12, 0.03)
    assert found("checkpoint_size", parameters="34B", checkpoint="weights") == 68 * 10**9
    assert found("save_time", parameters="13B", checkpoint_bytes="12 bytes",
                 storage_bandwidth="5 GB/s") == Fraction(156, 5)  # fmt: skip


def test_datasets_and_transfers() -> None:
    assert found("dataset_size", dataset_tokens="350B") == 15 * 10**11
    assert found("dataset_size", dataset_tokens="15T", stored_as="4-byte ids") == 60 * 10**12
    assert found("transfer_time", transfer_size="28 GB",
                 network_bandwidth="100 Gbps") == Fraction(56, 25)  # fmt: skip


# Bad input


@pytest.mark.parametrize(
    "given",
    [
        {"parameters": "8B", "memory_bandwidth": "0 TB/s", "accelerators": 1},
        {"parameters": "8B", "memory_bandwidth": "1 TB/s", "accelerators": 0},
        {"parameters": "8B", "memory_bandwidth": "1 TB/s", "mbu": "140%"},
        {"parameters": "8B", "memory_bandwidth": "1 TB/s", "concurrent_sequences": "1.5"},
        {"parameters": "8B", "memory_bandwidth": "80 GB", "accelerators": 1},
    ],
)
def test_bad_values_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        solve("decode_tokens_per_second", given)
