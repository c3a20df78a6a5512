"""The functions as OpenAI tool definitions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flopwise import FlopwiseError, openai_tools
from flopwise.tools.adapters.schemas import Api
from flopwise.tools.functions.table import FUNCTIONS, choose_functions

NAMES = [function.name for function in FUNCTIONS]


def test_chat_completions_nest_what_responses_keep_flat() -> None:
    chat, responses = openai_tools(), openai_tools(api="responses")
    assert [tool["function"]["name"] for tool in chat] == NAMES
    assert [{"type": "function", **tool["function"]} for tool in chat] == responses
    assert all(tool["strict"] for tool in responses)


@pytest.mark.parametrize("api", ["chat", "responses"])
def test_without_strict_mode_only_what_is_needed_is_required(api: Api) -> None:
    for strict, free in zip(
        openai_tools(api=api), openai_tools(api=api, strict=False), strict=True
    ):
        one, other = (tool.get("function", tool) for tool in (strict, free))
        assert other["strict"] is False and one["name"] == other["name"]
        wanted, needed = one["parameters"], other["parameters"]
        assert wanted["properties"].keys() == needed["properties"].keys()
        assert "language" in wanted["required"] and "language" not in needed["required"]
    by_name = {tool["name"]: tool for tool in openai_tools(api="responses", strict=False)}
    assert by_name["calculate"]["parameters"]["required"] == ["expression"]
    change = by_name["what_if"]["parameters"]["$defs"]["ChangeArguments"]
    assert change["required"] == ["quantity"]


def test_schemas_are_fresh_each_time() -> None:
    openai_tools()[0]["function"]["parameters"].clear()
    assert openai_tools()[0]["function"]["parameters"]


def test_an_unknown_interface_is_told() -> None:
    wrong: Any = "completions"
    with pytest.raises(FlopwiseError, match="did you mean chat, responses"):
        openai_tools(api=wrong)


class TestSubjects:
    def test_every_function_is_had_by_each_of_its_tags_and_by_name(self) -> None:
        for function in FUNCTIONS:
            for name in (function.name, *function.tags):
                assert function in choose_functions(name)

    def test_a_choice_keeps_the_tables_order_and_counts_once(self) -> None:
        chosen = choose_functions(["look_up", "scaling", "scaling_law", "size"])
        names = [function.name for function in chosen]
        assert names == [name for name in NAMES if name in names]
        assert {"model_size", "scaling_law", "look_up"} <= set(names)
        assert "training_plan" not in names

    def test_none_is_all_and_an_empty_choice_is_empty(self) -> None:
        assert choose_functions() == FUNCTIONS
        assert choose_functions([]) == ()

    @pytest.mark.parametrize(
        ("wanted", "offered"), [("scalling", "scaling"), ("trainings", "training"), ("qq", "size")]
    )
    def test_an_unknown_subject_offers_the_nearest(self, wanted: str, offered: str) -> None:
        with pytest.raises(FlopwiseError, match=f"unknown subject '{wanted}'.*{offered}"):
            openai_tools([wanted])

    def test_fewer_subjects_cost_less(self) -> None:
        assert len(json.dumps(openai_tools("scaling"))) < len(json.dumps(openai_tools())) / 3
