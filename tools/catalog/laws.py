"""Scaling laws: what an edition says, checked as it is read.

An edition is one entry of laws.toml; the vocabulary makes a value of its choice `law` of each.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, model_validator

from ..engine import algebra
from ..engine.algebra import Number
from .entries import Exact, Record, Setting
from .tables import own, settings_of

Pair = Annotated[tuple[Exact, Exact], Field(strict=False)]


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


class Law(Setting):
    """One edition of a scaling law, from one paper.

    Attributes:
        allocation: how it splits a budget: by a fixed ratio, where its loss is least, or by a
            printed power law.
        loss: the form of the loss that it predicts, or none.
        objective: what it makes least: compute of training, or of the model's lifetime.
        counts: which parameters its N counts.
        constants: by quantity, in base units.
        logarithms: constants printed as natural logarithms.
        fitted: the range of the runs behind it.
    """

    allocation: Literal["rule", "balance", "power"]
    loss: Literal["parametric", "repeated", "joint"] | None = None
    objective: Literal["training", "lifetime"] = "training"
    counts: Literal["all", "non-embedding"]
    constants: dict[str, Exact] = Field(default_factory=dict)
    logarithms: dict[str, Exact] = Field(default_factory=dict)
    fitted: Fitted

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
    return settings_of(Law, "law", *own("laws.toml"))
