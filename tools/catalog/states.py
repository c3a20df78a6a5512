"""What training keeps a parameter: optimizers and precision recipes, checked as they are read.

An entry is one table of optimizers.toml or recipes.toml; the vocabulary makes a value of its
choice `optimizer` or `recipe` of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from .entries import ExactOrZero, Setting
from .tables import own, settings_of


class State(Setting):
    """One way of training, and the bytes that it keeps a trained parameter."""

    def constants(self) -> Mapping[str, Fraction]:
        """Bytes a trained parameter, by quantity."""
        raise NotImplementedError


class Optimizer(State):
    """An optimizer.

    Attributes:
        moment_bytes: its states, without a master copy of the weights.
    """

    moment_bytes: ExactOrZero

    def constants(self) -> Mapping[str, Fraction]:
        """Bytes a trained parameter, by quantity."""
        return {"moment_bytes": self.moment_bytes}


class Recipe(State):
    """A precision recipe.

    Attributes:
        weight_bytes: the weights that the model computes with.
        gradient_bytes: the gradients.
        master_bytes: the copy that the optimizer updates; 0 where there is none.
    """

    weight_bytes: ExactOrZero
    gradient_bytes: ExactOrZero
    master_bytes: ExactOrZero

    def constants(self) -> Mapping[str, Fraction]:
        """Bytes a trained parameter, by quantity."""
        return {
            "weight_bytes": self.weight_bytes,
            "gradient_bytes": self.gradient_bytes,
            "master_bytes": self.master_bytes,
        }


@lru_cache(maxsize=1)
def optimizers() -> dict[str, Optimizer]:
    """Every optimizer by name, in file order."""
    return settings_of(Optimizer, "optimizer", *own("optimizers.toml"))


@lru_cache(maxsize=1)
def recipes() -> dict[str, Recipe]:
    """Every precision recipe by name, in file order."""
    return settings_of(Recipe, "recipe", *own("recipes.toml"))
