"""Optimizers and precision recipes: complete, exact, and read with care."""

from __future__ import annotations

import pytest

from flopwise.tools.catalog.states import (
    Optimizer,
    Recipe,
    State,
    optimizers,
    recipes,
)
from flopwise.tools.catalog.tables import settings_of
from flopwise.tools.engine.errors import DeclarationError
from flopwise.tools.vocabulary import VOCABULARY

ALL: list[State] = [*optimizers().values(), *recipes().values()]


@pytest.mark.parametrize("setting", ALL, ids=lambda setting: setting.name)
def test_a_setting_is_complete(setting: State) -> None:
    assert setting.label.en and setting.label.zh and setting.names_en and setting.names_zh
    for quantity, value in setting.constants().items():
        assert quantity in VOCABULARY and 0 <= value <= 8
    kind = "optimizer" if isinstance(setting, Optimizer) else "recipe"
    option = VOCABULARY.choices[kind].values[setting.name]
    assert option.gives == setting.constants() and option.source == setting.source


def test_a_name_belongs_to_one_setting() -> None:
    names = [name.lower() for s in ALL for name in {*s.names_en, *s.names_zh}]
    twice = {name for name in names if names.count(name) > 1}
    assert not {
        n
        for n in twice
        if len({s.name for s in ALL if n in map(str.lower, (*s.names_en, *s.names_zh))}) > 1
    }


OWN = """
[[recipe]]
name = "{name}"
label = {{ en = "ours", zh = "我们的" }}
names_en = ["ours"]
names_zh = ["我们的"]
weight_bytes = {weight}
gradient_bytes = 2
master_bytes = 0
source = "our own training"
date = "2026-01"
{more}
"""


def read(name: str, weight: str, more: str = "") -> dict[str, Recipe]:
    data = OWN.format(name=name, weight=weight, more=more).encode()
    return settings_of(Recipe, "recipe", data, "own.toml")


def test_a_recipe_of_ones_own_is_read() -> None:
    own = read(name="ours", weight="0.5")
    assert own["ours"].constants()["weight_bytes"] * 2 == 1


@pytest.mark.parametrize(
    ("name", "weight", "more", "message"),
    [
        ("ours", "-1", "", "weight_bytes: Value error, must not be negative"),
        ("ours", "true", "", "weight_bytes: Value error, give a number"),
        ("Our own", "1", "", "name: String should match pattern"),
        ("ours", "1", "speed = 1", "speed: Extra inputs are not permitted"),
        ("ours", "1", "[[law]]", "unknown table 'law'"),
    ],
)
def test_a_wrong_recipe_is_refused(name: str, weight: str, more: str, message: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        read(name, weight, more)
    assert message in str(caught.value) and "\n" not in str(caught.value)


def test_a_repeated_name_is_refused() -> None:
    again = OWN.format(name="ours", weight="2", more="")
    with pytest.raises(DeclarationError, match="1 of its recipes share a name"):
        read("ours", "1", again)
