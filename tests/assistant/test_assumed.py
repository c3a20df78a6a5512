"""What the user assumes reaches each call that takes it, and nothing that was stated or asked."""

from __future__ import annotations

from typing import Any

import pytest

from flopwise.assistant.assumed import lacking
from flopwise.assistant.conversation import Assistant

ASSUMED = {"mfu": "0.45", "accelerators": "64", "loss_law": "kaplan"}


@pytest.mark.parametrize(
    ("name", "arguments", "more"),
    [
        ("training_plan", {"find": ["cost"]}, {"mfu": "0.45", "accelerators": "64"}),
        ("training_plan", {"find": ["cost"], "mfu": "0.3"}, {"accelerators": "64"}),
        ("training_plan", {"find": ["mfu", "cost"], "mfu": None}, {"accelerators": "64"}),
        ("training_plan", {"find": None}, {"mfu": "0.45"}),
        ("scaling_law", {}, {"loss_law": "kaplan"}),
        ("calculate", {"expression": "1 + 1"}, {}),
        ("no_such_function", {}, {}),
    ],
)
def test_what_a_call_lacks(name: str, arguments: dict[str, Any], more: dict[str, str]) -> None:
    assert lacking(name, arguments, ASSUMED) == more


def test_a_language_models_calls_take_it_too(call: Any, scripted: Any) -> None:
    given = {"find": ["accelerators"], "parameters": "7B", "tokens": "2T", "accelerator": "H100"}
    plan = call("training_plan", **given, training_time="30 days")
    assistant = Assistant(scripted(plan, "That takes 73 accelerators."))
    assistant.assumed["mfu"] = "0.45"
    reply = assistant.ask("How many H100s train 7B on 2T tokens in 30 days?")
    assert "MFU 45%" in reply.given
    assert [item.name for item in reply.assumptions] == ["peak_flops"]


def test_a_value_that_cannot_hold_is_the_functions_own_refusal(stand_in: Any) -> None:
    assistant = Assistant("offline")
    assistant.assumed["mfu"] = "140%"
    assert assistant.ask("how many H100s?").status == "invalid"
