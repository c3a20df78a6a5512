"""Parts of a model and of its training state, against what others print of them."""

from __future__ import annotations

from typing import Any

import pytest

from flopwise import solve

LLAMA_3_8B = {"r": 64, "layers": 32, "widths": 2 * 8192 + 2 * 5120 + 3 * (4096 + 14336)}


def found(name: str, **given: Any) -> float:
    return solve([name], given).answers[0].value


def test_lora_on_every_matrix_as_peft_prints_it() -> None:
    # print_trainable_parameters of peft, Llama 3 8B, r = 64, all linear layers.
    given = {"lora_rank": 64, "layers": 32, "adapted_widths": LLAMA_3_8B["widths"]}
    assert found("lora_parameters", **given) == 167_772_160


@pytest.mark.parametrize(
    ("name", "gigabytes"),
    [("gradient_memory", 15), ("optimizer_memory", 90), ("training_state_memory", 120)],
)
def test_states_of_the_zero_paper(name: str, gigabytes: int) -> None:
    # Rajbhandari et al. 2020, fig. 1: 7.5B parameters, K = 12; 2Ψ + 2Ψ + KΨ is 120 GB.
    assert found(name, parameters="7.5B") == gigabytes * 10**9


def test_moments_are_the_optimizer_without_master_weights() -> None:
    # Ibid., §3.1: 4Ψ each for momentum and variance, 4Ψ for the fp32 copy.
    assert found("moment_memory", parameters="7.5B") == 60 * 10**9
