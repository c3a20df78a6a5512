"""Lines of a conversation: one question each, but for a pasted JSON object."""

from __future__ import annotations

import json

import pytest

from flopwise.assistant.chat.reading import is_open, questions

CONFIG = json.dumps(
    {"model_type": "llama", "rope": {"theta": 1e4}, "note": "a { in text"}, indent=2
)


def test_a_question_a_line() -> None:
    assert list(questions(["one?\n", "\n", "  \n", "two?\r\n", "three?"])) == [
        "one?",
        "two?",
        "three?",
    ]


@pytest.mark.parametrize("lead", ["", "How many parameters? ", "参数量?"])
def test_a_pasted_config_is_one_question(lead: str) -> None:
    lines = f"{lead}{CONFIG}\nand its FLOPs?\n".splitlines(keepends=True)
    assert list(questions(lines)) == [lead + CONFIG, "and its FLOPs?"]


def test_one_that_is_never_closed_is_handed_on_at_the_end() -> None:
    assert list(questions(['{"a": 1,\n', '"b": 2\n'])) == ['{"a": 1,\n"b": 2']


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        ("{", True),
        ('{"a": {', True),
        ('{"a": {}', True),
        ('{"a": "}"', True),
        ('{"a": 1}', False),
        ('{"a": "{"}', False),
        ("what is {x} of {y", False),
        ("plain", False),
        ("", False),
    ],
)
def test_whether_an_object_is_open(text: str, open_: bool) -> None:
    assert is_open(text) is open_
