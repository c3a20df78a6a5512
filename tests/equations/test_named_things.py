"""What named things bring along, and what goes without saying."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flopwise import solve
from flopwise.tools.engine.errors import InvalidInput, MissingInput
from flopwise.tools.engine.text import Language
from flopwise.tools.functions.result import Result


def figure(result: Result) -> Fraction:
    return Fraction(result.answers[0].exact.lstrip("~"))


def assumed(result: Result) -> dict[str, str]:
    return {assumption.name: assumption.source for assumption in result.assumptions}


def test_a_format_for_weights_leaves_the_peak_alone() -> None:
    """A100s have no int4 peak that the catalog lists; a 4-bit model runs on them all the same."""
    given = {"parameters": "70B", "accelerator": "A100", "dtype": "int4"}
    assert figure(solve("weights_memory", given)) == 35 * 10**9
    with pytest.raises(InvalidInput, match="no peak for 'fp8'"):
        solve("weights_memory", {**given, "dtype": "fp8"})


def test_a_quantization_wins_over_the_data_type() -> None:
    result = solve("weights_memory", {"parameters": "70B", "dtype": "bf16", "quantization": "AWQ"})
    assert figure(result) == Fraction(70 * 10**9 * (4 * 128 + 20), 8 * 128)
    assert "Lin et al." in assumed(result)["bits_per_weight"]


def test_what_is_stated_wins_over_both() -> None:
    given = {"parameters": "70B", "quantization": "AWQ", "bits_per_weight": "4.5"}
    assert figure(solve("weights_memory", given)) == Fraction(70 * 10**9 * 45, 80)


def test_what_is_asked_is_not_assumed() -> None:
    """The catalog's price of an H100 plays no part in the price that a budget allows."""
    given = {"parameters": "7B", "tokens": "2T", "accelerator": "H100", "cost": "$100k"}
    result = solve("price_per_accelerator_hour", given)
    assert figure(result) == Fraction(100_000 * 9894 * 10**11 * 4, 6 * 7 * 2 * 10**21 * 10)
    assert set(assumed(result)) == {"peak_flops", "mfu"}


@pytest.mark.parametrize("law", ["kaplan", "Kaplan", "OpenAI 2020", "KAPLAN "])
def test_a_law_goes_by_its_names(law: str) -> None:
    given = {"cost": "$1M", "accelerator": "H100", "law": law}
    assert any("0.73" in stated for stated in solve("parameters", given).given)


def test_a_law_that_there_is_not() -> None:
    with pytest.raises(InvalidInput, match="law=caplan.*kaplan"):
        solve("parameters", {"training_compute": "1e23 FLOP", "law": "caplan"})


def test_qlora_computes_in_bf16_and_stores_nf4() -> None:
    given = {"parameters": "70B", "tuning": "qlora", "lora_parameters": "0.1B"}
    stored = figure(solve("training_state_memory", given))
    assert figure(solve("training_state_memory", {**given, "dtype": "bf16"})) == stored


def test_an_mfu_is_not_carried_to_a_higher_peak_in_silence() -> None:
    given = {"parameters": "70B", "tokens": "15T", "accelerators": 2048, "accelerator": "H100"}
    in_fp8 = {**given, "dtype": "fp8"}
    (warning,) = solve("training_time", in_fp8).warnings
    assert f"{6 * 37e9 * 14.8e12 / (2.664e6 * 3600 * 1979e12):.0%}" in warning
    assert not solve("training_time", {**in_fp8, "mfu": "20%"}).warnings
    assert not solve("training_time", given).warnings
    assert not solve("weights_memory", {"parameters": "70B", "dtype": "fp8"}).warnings


def test_fp32_training_has_no_master_copy() -> None:
    result = solve("checkpoint_size", {"parameters": "1B", "dtype": "fp32"})
    assert figure(result) == 12 * 10**9


def test_one_accelerator_goes_without_saying_in_serving_only() -> None:
    result = solve("decode_tokens_per_second", {"parameters": "8B", "memory_bandwidth": "1 TB/s"})
    assert figure(result) == Fraction(1000, 16)
    assert "accelerators" in assumed(result)
    two = {"parameters": "8B", "memory_bandwidth": "1 TB/s", "accelerators": 2}
    assert figure(solve("decode_tokens_per_second", two)) == Fraction(2000, 16)
    with pytest.raises(MissingInput):
        solve("training_time", {"parameters": "8B", "tokens": "1T", "accelerator": "H100"})
    with pytest.raises(MissingInput):
        solve("training_memory", {"parameters": "8B", "zero": "zero3", "accelerator": "H100"})


def test_a_limit_is_meant_where_a_context_is_asked() -> None:
    given = {"model": "llama-3-8b", "accelerator": "H100"}
    result = solve("context_tokens", given)
    room = 80 * 10**9 - 2 * 8_030_261_248
    assert figure(result) == Fraction(room, 131_072)
    assert result.answers[0].value == room // 131_072
    half = solve("context_tokens", {**given, "memory_utilization": "50%"})
    assert figure(half) == Fraction(room - 40 * 10**9, 131_072)


def test_the_limit_of_a_model_is_a_stated_choice() -> None:
    """A card's memory beside a model does not make one the limit of the other."""
    given = {"memory_per_accelerator": "24 GB", "bits_per_weight": 4}
    with pytest.raises(MissingInput):
        solve("parameters", given)
    assert figure(solve("parameters", {**given, "fit": "serving"})) == 48 * 10**9


def test_a_model_with_windows_alone() -> None:
    shape = {"layers": 32, "windowed_layers": 32, "window": 4096, "kv_heads": 8, "head_size": 128}
    result = solve("kv_cache_memory", {**shape, "context_tokens": 32_768})
    assert figure(result) == 2 * 8 * 128 * 2 * 32 * 4096
    short = solve("kv_cache_memory", {**shape, "context_tokens": 1024})
    assert figure(short) * 4 == figure(result)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_percent_fewer_parameters_is_one_percent_less_inference(language: Language) -> None:
    """The article's claim holds for 2N a token and for reading weights; the cache is left out."""
    reading: dict[str, object] = {"memory_bandwidth": "2 TB/s", "accelerators": 1}
    nothing: dict[str, object] = {}
    for find, fixed in (("inference_compute_per_token", nothing), ("decode_step_time", reading)):
        whole = figure(solve(find, {"parameters": 100 * 10**9, **fixed}, language=language))
        less = figure(solve(find, {"parameters": 99 * 10**9, **fixed}, language=language))
        assert less / whole == Fraction(99, 100)
    cached = {**reading, "kv_cache_memory": "100 GB"}
    whole = figure(solve("decode_step_time", {"parameters": 100 * 10**9, **cached}))
    less = figure(solve("decode_step_time", {"parameters": 99 * 10**9, **cached}))
    assert Fraction(99, 100) < less / whole < 1


def test_a_shape_law_does_not_stand_in_for_what_the_catalog_says() -> None:
    """Llama 3 8B is not 12ih²: its vocabulary must not be made to fit that."""
    given = {"model": "llama-3-8b", "zero": "zero3", "accelerators": 8, "recompute": "full",
             "sequence_length": 8192, "micro_batch_size": 1}  # fmt: skip
    states = Fraction(16 * 8_030_261_248, 8)
    kept = 32 * 2 * 8192 * 4096 + 6 * 8192 * 128_256
    assert figure(solve("training_memory", given)) == states + kept


def test_a_size_beside_a_shape_is_no_contradiction_here() -> None:
    shape = {"layers": 32, "hidden_size": 4096, "attention_heads": 32, "sequence_length": 8192,
             "micro_batch_size": 1, "recompute": "full"}  # fmt: skip
    memory = figure(solve("activation_memory", {"parameters": "8.03B", **shape}))
    assert memory == figure(solve("activation_memory", shape))


def test_a_shape_gives_the_size_where_nothing_else_does() -> None:
    assert figure(solve("checkpoint_size", {"layers": 32, "hidden_size": 4096})) == (
        14 * 12 * 32 * 4096**2
    )


def test_the_largest_model_for_a_speed() -> None:
    given = {"decode_step_time": "20 ms", "memory_bandwidth": "3.35 TB/s"}
    assert figure(solve("parameters", given)) == Fraction(67 * 10**9, 2)
    with pytest.raises(MissingInput) as caught:
        solve("context_tokens", {"parameters": "8B", "accelerator": "H100"})
    assert "tokens" not in caught.value.needed
