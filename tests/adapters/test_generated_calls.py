"""What the schema allows runs: 1,000 calls a function, none raises."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from flopwise import Result, call_tool
from flopwise.tools.adapters.schemas import loose
from flopwise.tools.functions.function import Function
from flopwise.tools.functions.table import FUNCTIONS

from .generated import calls

CALLS = 1000


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.name)
def test_calls_that_the_schema_allows_run(function: Function) -> None:
    strict, free = function.schema(), loose(function.schema())
    Draft202012Validator.check_schema(strict)
    for_strict, for_free = Draft202012Validator(strict), Draft202012Validator(free)
    output = Draft202012Validator(Result.model_json_schema(mode="serialization"))
    seen: dict[str, int] = {}
    for number, arguments in enumerate(calls(function, CALLS)):
        for_strict.validate(arguments)
        stated = {name: value for name, value in arguments.items() if value is not None}
        for_free.validate(stated)
        # By turns as the strict, the free and the written form of the same call.
        sent: Any = (arguments, stated, json.dumps(stated, ensure_ascii=False))[number % 3]
        result = call_tool(function.name, sent)
        assert result.text, arguments
        output.validate(json.loads(json.dumps(result.model_dump(mode="json"), allow_nan=False)))
        seen[result.status] = seen.get(result.status, 0) + 1
    assert seen["answered"] >= CALLS // 30, seen
    assert seen["invalid"] >= CALLS // 30, seen
