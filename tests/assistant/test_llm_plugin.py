"""The tools as a plugin of the `llm` command line, asked with its echo model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import llm
import pytest

from flopwise import call_tool
from flopwise.assistant import llm_plugin
from flopwise.tools.functions.table import FUNCTIONS

PLAN = {"parameters": "7B", "tokens": "2T", "accelerator": "H100", "training_time": "30 days"}


@pytest.fixture
def tools() -> dict[str, llm.Tool]:
    made: list[llm.Tool] = []
    llm_plugin.register_tools(made.append)
    return {tool.name: tool for tool in made}


def run(tool: llm.Tool, **arguments: Any) -> str:
    assert tool.implementation is not None
    return str(tool.implementation(**arguments))


def test_it_is_found_as_a_plugin() -> None:
    (entry,) = entry_points(group="llm", name="flopwise")
    assert entry.load() is llm_plugin


def test_every_function_and_the_one_door_are_tools(tools: dict[str, llm.Tool]) -> None:
    assert list(tools) == [*(function.name for function in FUNCTIONS), "ask_flopwise"]
    for function in FUNCTIONS:
        assert tools[function.name].description == function.purpose
        assert tools[function.name].input_schema["properties"] == function.schema()["properties"]
    assert run(tools["training_plan"], **PLAN) == call_tool("training_plan", PLAN).text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"question": "How many H100s train a 7B on 2T tokens in 30 days?"}, "82 accelerators"),
        ({"question": "7B 训练充分要多少 token?", "language": "zh"}, "token"),
        ({}, "question"),
        ({"question": "?", "nonsense": 1}, "nonsense"),
    ],
)
def test_the_one_door_answers_or_says_what_is_wrong(
    tools: dict[str, llm.Tool], arguments: dict[str, Any], told: str
) -> None:
    assert told in run(tools["ask_flopwise"], **arguments)


def test_the_command_line_calls_them(tmp_path: Path) -> None:
    call = {"name": "training_plan", "arguments": PLAN}
    done = subprocess.run(
        [str(Path(sys.executable).with_name("llm")), "-m", "echo", "-T", "training_plan"]
        + [json.dumps({"tool_calls": [call]})],
        env={**os.environ, "LLM_USER_PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "82 accelerators (exact 81.89)" in done.stdout
