"""Calls by name: arguments as a language model writes them, and errors that it can mend."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flopwise import Result, call_tool
from flopwise.tools.functions.table import FUNCTIONS

PLAN = {"parameters": "7B", "tokens": "2T", "accelerator": "H100", "training_time": "30 days"}


def test_json_text_and_a_mapping_say_the_same() -> None:
    result = call_tool("training_plan", PLAN)
    assert result.status == "answered" and result.text
    assert call_tool("training_plan", json.dumps(PLAN)) == result
    assert call_tool("training_plan", json.dumps({**PLAN, "cost": None})) == result


def test_a_json_number_stays_exact() -> None:
    # 0.1 as a float is 3602879701896397/36028797018963968.
    result = call_tool("training_plan", json.dumps({**PLAN, "mfu": 0.1}).replace('"0.1"', "0.1"))
    assert result == call_tool("training_plan", {**PLAN, "mfu": "1/10"}).model_copy(
        update={"given": result.given}
    )


@pytest.mark.parametrize("arguments", [None, "", "  ", "{}", {}])
def test_no_arguments_are_no_error_of_form(arguments: Any) -> None:
    assert call_tool("training_plan", arguments).status == "needs_input"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ('{"parameters": "7B"', "no JSON"),
        ("parameters=7B", "no JSON"),
        ('{"mfu": NaN}', "NaN is no number"),
        ("[1]", "not a list"),
        ('"7B"', "not a str"),
        (7, "not a int"),
        ("[" * 50_000, "no JSON"),
        ('{"parameters": ' + "9" * 5000 + "}", "no JSON"),
        (" " * 100_001, "at most 100,000"),
        ({"nonsense": 1}, "nonsense"),
        ({7: 1}, "Keys should be strings"),
        ({"parameters": ["7B"]}, "parameters"),
        ({"parameters": "many"}, "'many' cannot be read"),
        ({"find": ["cost", "nonsense"]}, "find"),
        ({"accelerator": "H1000"}, "H1000"),
    ],
)
def test_what_is_wrong_with_arguments_is_told(arguments: Any, told: str) -> None:
    result = call_tool("training_plan", arguments)
    assert result.status == "invalid" and result.function == "training_plan"
    assert told in result.text and "\n" not in result.text


def test_an_unknown_function_offers_the_nearest() -> None:
    result = call_tool("trainingplan", PLAN)
    assert result.status == "invalid" and "training_plan" in result.text
    lost = call_tool("zzzz")
    assert lost.status == "invalid"
    assert all(function.name in lost.text for function in FUNCTIONS)
    assert len(call_tool("x" * 10_000).text) < 1000


@pytest.mark.parametrize(
    "arguments", [{"language": "zh"}, '{"language": "zh"', '{"language":"zh"}']
)
def test_errors_speak_the_language_that_was_asked_for(arguments: Any) -> None:
    assert call_tool("no_such", arguments).language == "zh"
    assert "函数" in call_tool("no_such", arguments).text


def test_a_value_beyond_every_float_is_still_json() -> None:
    result = call_tool("training_flops", {"parameters": "9e200", "tokens": "9e200"})
    assert result.answers[0].exact == "~4.86e+402"
    sent = json.dumps(result.model_dump(mode="json"), allow_nan=False)
    assert Result.model_validate_json(sent) == result
