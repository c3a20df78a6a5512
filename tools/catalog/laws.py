"""Scaling laws: what an edition says, checked as it is read.

An edition is one entry of laws.toml; the vocabulary makes a value of its choice `law` of each.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from ..engine import algebra
from ..engine.algebra import Number
from ..engine.errors import DeclarationError
from ..engine.text import Text
from .entries import Exact, Month, Record, Source, Words, _text
from .load import _parse, _records

Pair = Annotated[tuple[Exact, Exact], Field(strict=False)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Fitted(Record):
    """What the runs behind a fit covered, from least to most.

    Attributes:
        parameters: model sizes.
        tokens: training tokens.
        compute: FLOP of a run.
    """

    parameters: Pair | None = None
    tokens: Pair | None = None
    compute: Pair | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Fitted:
        for name in type(self).model_fields:
            ends = getattr(self, name)
            if ends is not None and ends[0] >= ends[1]:
                raise ValueError(f"{name}: least is not below most")
        return self


class Law(Record):
    """One edition of a scaling law.

    Attributes:
        name: what it is called in a call: "hoffmann-3".
        label: it in words.
        names_en: what people call it in English.
        names_zh: what people call it in Chinese.
        allocation: how it splits a budget: by a fixed ratio, where its loss is least, or by a
            printed power law.
        loss: the form of the loss that it predicts, or none.
        objective: what it makes least: compute of training, or of the model's lifetime.
        counts: which parameters its N counts.
        constants: by quantity, in base units.
        logarithms: constants printed as natural logarithms.
        fitted: the range of the runs behind it.
        source: the paper, and the equation or table.
        date: year and month of the paper.
        note: what a reader should know, or none.
    """

    name: Name
    label: Annotated[Text, BeforeValidator(_text)]
    names_en: Words
    names_zh: Words
    allocation: Literal["rule", "balance", "power"]
    loss: Literal["parametric", "repeated", "joint"] | None = None
    objective: Literal["training", "lifetime"] = "training"
    counts: Literal["all", "non-embedding"]
    constants: dict[str, Exact] = Field(default_factory=dict)
    logarithms: dict[str, Exact] = Field(default_factory=dict)
    fitted: Fitted
    source: Source
    date: Month
    note: str | None = None

    @model_validator(mode="after")
    def _once(self) -> Law:
        twice = self.constants.keys() & self.logarithms.keys()
        if twice:
            raise ValueError(f"{min(twice)} stands among constants and logarithms")
        return self

    @property
    def gives(self) -> dict[str, Number]:
        """Its constants by quantity: exact, or to DIGITS digits where printed as logarithms."""
        return {**self.constants, **{n: _exponential(v) for n, v in self.logarithms.items()}}


def _exponential(value: Fraction) -> Number:
    return algebra.context.exp(algebra.to_real(value))


@lru_cache(maxsize=1)
def laws() -> dict[str, Law]:
    """Every edition by name, in file order.

    Raises:
        DeclarationError: an entry that cannot be read, or a name that is taken.
    """
    source = files(__package__).joinpath("laws.toml")
    return laws_of(source.read_bytes(), str(source))


def laws_of(data: bytes, source: str) -> dict[str, Law]:
    """The editions of one TOML file; `source` names it in errors."""
    tables = _parse(data, source)
    read = _records(Law, tables.pop("law", []), source)
    if tables:
        raise DeclarationError(f"{source}: unknown table {next(iter(tables))!r}")
    by_name = {law.name: law for law in read}
    if len(by_name) < len(read):
        raise DeclarationError(f"{source}: {len(read) - len(by_name)} of its laws share a name")
    return by_name
