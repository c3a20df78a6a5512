"""The prompt that every question pays for, and the loader of all of them."""

from __future__ import annotations

import json

import pytest

from flopwise import openai_tools, prompts
from flopwise.tools.functions.table import FUNCTIONS


def test_the_system_prompt_is_short() -> None:
    assert len(prompts.load("system").encode()) < 2500


def test_prompt_and_schemas_together_stay_under_20_kb() -> None:
    tools = json.dumps(openai_tools(), ensure_ascii=False)
    assert len((prompts.load("system") + tools).encode()) < 20_000


def test_the_tools_that_it_names_are_there() -> None:
    assert "`calculate`" in prompts.load("system")
    assert "calculate" in {function.name for function in FUNCTIONS}


@pytest.mark.parametrize("name", ["sytem", "nowhere/system", "../README", "", "system.md"])
def test_an_unknown_prompt_says_which_there_are(name: str) -> None:
    with pytest.raises(LookupError, match="^prompts: no "):
        prompts.load(name)


def test_a_folder_lists_its_prompts() -> None:
    assert "system" in prompts.names()
    assert prompts.names("nowhere") == ()
