"""What training keeps a parameter: optimizers and precision recipes, checked as they are read.

An entry is one table of optimizers.toml or recipes.toml; the vocabulary makes a value of its
choice `optimizer` or `recipe` of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Field

from ..engine.errors import DeclarationError
from ..engine.text import Text
from .entries import Month, Record, Source, Words, _text
from .load import _parse, _records

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


def _bytes(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        raise ValueError("give a number, exactly; a float is none")
    if value < 0:
        raise ValueError("must not be negative")
    return Fraction(value)


Bytes = Annotated[Fraction, BeforeValidator(_bytes)]


class Setting(Record):
    """One way of training, and the bytes that it keeps a trained parameter.

    Attributes:
        name: what it is called in a call: "adam-8bit".
        label: it in words.
        names_en: what people call it in English.
        names_zh: what people call it in Chinese.
        source: where the bytes stand.
        date: year and month of the source.
        note: what a reader should know, or none.
    """

    name: Name
    label: Annotated[Text, BeforeValidator(_text)]
    names_en: Words
    names_zh: Words
    source: Source
    date: Month
    note: str | None = None

    def constants(self) -> Mapping[str, Fraction]:
        """Bytes a trained parameter, by quantity."""
        raise NotImplementedError


class Optimizer(Setting):
    """An optimizer.

    Attributes:
        moment_bytes: its states, without a master copy of the weights.
    """

    moment_bytes: Bytes

    def constants(self) -> Mapping[str, Fraction]:
        """Bytes a trained parameter, by quantity."""
        return {"moment_bytes": self.moment_bytes}


class Recipe(Setting):
    """A precision recipe.

    Attributes:
        weight_bytes: the weights that the model computes with.
        gradient_bytes: the gradients.
        master_bytes: the copy that the optimizer updates; 0 where there is none.
    """

    weight_bytes: Bytes
    gradient_bytes: Bytes
    master_bytes: Bytes

    def constants(self) -> Mapping[str, Fraction]:
        """Bytes a trained parameter, by quantity."""
        return {
            "weight_bytes": self.weight_bytes,
            "gradient_bytes": self.gradient_bytes,
            "master_bytes": self.master_bytes,
        }


S = TypeVar("S", bound=Setting)


@lru_cache(maxsize=1)
def optimizers() -> dict[str, Optimizer]:
    """Every optimizer by name, in file order."""
    return settings_of(Optimizer, "optimizer", *_own("optimizers.toml"))


@lru_cache(maxsize=1)
def recipes() -> dict[str, Recipe]:
    """Every precision recipe by name, in file order."""
    return settings_of(Recipe, "recipe", *_own("recipes.toml"))


def _own(name: str) -> tuple[str, str]:
    source = files(__package__).joinpath(name)
    return source.read_text(encoding="utf-8"), str(source)


def settings_of(record: type[S], kind: str, text: str, source: str) -> dict[str, S]:
    """The settings of one TOML text; `source` names it in errors.

    Raises:
        DeclarationError: an entry that cannot be read, an unknown table, or a name taken twice.
    """
    tables = _parse(text, source)
    read = _records(record, tables.pop(kind, []), source)
    if tables:
        raise DeclarationError(f"{source}: unknown table {next(iter(tables))!r}")
    by_name = {setting.name: setting for setting in read}
    if len(by_name) < len(read):
        raise DeclarationError(f"{source}: {len(read) - len(by_name)} of its {kind}s share a name")
    return by_name
