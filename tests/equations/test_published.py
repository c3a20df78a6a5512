"""Figures that others published, each found by the solver within its own tolerance."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from flopwise import call_tool, solve

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "published.jsonl").read_text().splitlines()
]
CALLS = [
    pytest.param(row, call, id=f"{row['id']}-{number}")
    for row in ROWS
    for number, call in enumerate(row["calls"])
]


def solved(find: list[str], call: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, str]:
    result = solve(find, given, subjects=call.get("subjects"))
    return {answer.quantity: answer.exact.lstrip("~") for answer in result.answers}


def one(name: str, given: Mapping[str, Any]) -> Fraction:
    return Fraction(solved([name], {}, given)[name])


def calculated(expression: str) -> Fraction:
    result = call_tool("calculate", {"expression": expression})
    assert result.status == "answered", result.text
    return Fraction(result.answers[0].exact.lstrip("~"))


def figure(call: Mapping[str, Any]) -> Fraction:
    """What the call gives."""
    if "calculate" in call:
        return calculated(call["calculate"])
    if "ratio_of" in call:
        return one(call["ratio_of"], call["before"]) / one(call["ratio_of"], call["after"])
    if "difference_of" in call:
        name = call["difference_of"]
        return (one(name, call["first"]) - one(name, call["second"])) / Fraction(call["over"])
    values = solved(call["find"], call, call["given"])
    if "combine" in call:
        put_in = {name: f"({value})" for name, value in values.items()}
        return calculated(re.sub(r"[a-z][a-z_]+", lambda m: put_in[m[0]], call["combine"]))
    return Fraction(values[call["find"][0]])


def test_every_row_says_where_it_stands() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS) == 68
    assert all(row["source"] and 0 < row["rel_tol"] <= 0.04 and row["calls"] for row in ROWS)


@pytest.mark.parametrize(("row", "call"), CALLS)
def test_the_published_figure_is_found(row: Mapping[str, Any], call: Mapping[str, Any]) -> None:
    expected = Fraction(str(call["expect"]))
    assert abs(figure(call) / expected - 1) <= Fraction(str(row["rel_tol"]))
