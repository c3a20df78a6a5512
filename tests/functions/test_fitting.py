"""Single measures that make a setup fit: each is tried, and none is missing that would do."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from flopwise.tools.engine.text import Language
from flopwise.tools.functions.result import Result, Section
from flopwise.tools.functions.solving import solve

TRAINING: dict[str, object] = {"parameters": "7B", "accelerators": 8, "accelerator": "A100"}
SERVING: dict[str, object] = {"model": "Llama 3 70B", "accelerator": "H100"}


def beside(result: Result) -> Section | None:
    return next((section for section in result.sections if section.name == "fits"), None)


def measures(find: str, stated: Mapping[str, object], language: Language = "en") -> dict[str, str]:
    """What would help -> the share of the memory that is then taken, exactly."""
    section = beside(solve(find, stated, language=language))
    assert section is not None
    return {row.label: row.exact for row in section.rows}


def test_zero_stages_by_hand() -> None:
    """16 bytes a parameter are 112 GB of the card's 80. ZeRO-1 leaves 4 + 12/8 = 5.5 (Rajbhandari
    et al. 2020, fig. 1); 8-bit Adam has 2 + 2 + 4 + 2 = 10, and without any state in the card 4."""
    found = measures("training_memory_share", TRAINING)
    per_byte = Fraction(7, 80)
    assert found == {
        "ZeRO-1: optimizer states": str(Fraction(11, 2) * per_byte),
        "8-bit Adam: momentum and variance of one byte each": str(10 * per_byte),
        "optimizer states in host memory": str(4 * per_byte),
        "H200 SXM in place of the card": str(Fraction(112, 141)),
    }


def test_a_single_card_has_nothing_to_share() -> None:
    alone = measures("training_memory", {**TRAINING, "accelerators": 1})
    assert not any("ZeRO" in name for name in alone)


def test_weights_that_do_not_fit_by_hand() -> None:
    """70.55B parameters of two bytes are 141 GB: fp8 halves them, two cards hold them."""
    found = measures("inference_memory", SERVING)
    size = Fraction(70_553_706_496, 80 * 10**9)
    assert found["weights in fp8"] == found["2 accelerators"] == str(size)
    assert "B200 SXM in place of the card" in found
    assert not any("KV" in name for name in found), "no cache is counted"


def test_a_cache_that_does_not_fit() -> None:
    """327,680 bytes a token (Llama 3 70B) of 32 sequences of 8,192 tokens are 85.9 GB."""
    stated = {**SERVING, "accelerators": 2, "context_tokens": 8192, "concurrent_sequences": 32,
              "cache": "counted"}  # fmt: skip
    found = measures("inference_memory_share", stated)
    weights, token = 2 * 70_553_706_496, 327_680
    room = 2 * 80 * 10**9
    assert Fraction(found["sequences served at once 4"]) == Fraction(
        weights + token * 4 * 8192, room
    )
    assert "context in use 1,024 tokens" in found
    assert "weights in fp8" in found and "4 accelerators" in found


@pytest.mark.parametrize(
    ("find", "stated"),
    [
        ("training_memory_share", TRAINING),
        ("inference_memory_share", SERVING),
        ("inference_memory_share", {**SERVING, "quantization": "fp8", "context_tokens": 131072,
                                    "concurrent_sequences": 4, "cache": "counted"}),
        ("training_memory_share", {"model": "Llama 3 8B", "accelerators": 8, "zero": "zero3",
                                   "accelerator": "H100", "micro_batch_size": 4,
                                   "sequence_length": 8192, "attention_kernel": "flash"}),
    ],
)  # fmt: skip
def test_every_measure_fits_and_is_said_in_both_languages(
    find: str, stated: Mapping[str, object]
) -> None:
    before = solve(find, stated)
    section = beside(before)
    assert before.answers[0].value > 1 and section is not None and section.rows
    assert all(Fraction(row.exact) <= 1 and row.source for row in section.rows)
    assert section.title in before.text
    chinese = beside(solve(find, stated, language="zh"))
    assert chinese is not None
    assert [row.exact for row in chinese.rows] == [row.exact for row in section.rows]
    assert "代价小者在前" in chinese.title


def test_what_fits_needs_nothing() -> None:
    assert beside(solve("training_memory_share", {**TRAINING, "zero": "zero3"})) is None
    assert beside(solve("weights_memory", {"parameters": "405B"})) is None, "in what is not said"
    assert beside(solve("training_compute", {"parameters": "405B", "tokens": "1T",
                                             "accelerator": "RTX 4090"})) is None  # fmt: skip


def test_where_nothing_helps_it_is_said() -> None:
    hopeless = {"parameters": "10T", "accelerators": 1, "accelerator": "RTX 4090"}
    section = beside(solve("training_memory", hopeless))
    assert section is not None and not section.rows
    assert section.notes == ("no single measure makes it fit",)
