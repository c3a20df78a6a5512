"""What the vocabulary's own names mean: phrases and letters to quantities and model choices.

Nothing here names a quantity: a new one is understood as soon as the vocabulary declares it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ...tools.engine.quantity import Quantity, Vocabulary
from .tokens import Hit, Phrasebook, Token


@dataclass(frozen=True, slots=True)
class Chosen:
    """A value of a model choice, as a phrase in a text states it."""

    choice: str
    value: str


class Lexicon:
    """Names, letters and choices of one vocabulary.

    Args:
        vocabulary: where the names come from.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.quantities = tuple(vocabulary)

    @cached_property
    def _names(self) -> Phrasebook[str]:
        return Phrasebook(
            (
                (name, quantity.name)
                for quantity in self.quantities
                for name in (*quantity.names.en, *quantity.names.zh)
                if not _is_letter(name)
            ),
            forgiving=True,
        )

    @cached_property
    def _choices(self) -> Phrasebook[Chosen]:
        return Phrasebook(
            (
                (name, Chosen(choice.name, value))
                for choice in self.vocabulary.choices.values()
                for value, option in choice.values.items()
                for name in (*option.names.en, *option.names.zh)
            ),
            forgiving=True,
        )

    @cached_property
    def letters(self) -> dict[str, tuple[str, ...]]:
        """What a letter stands for, the quantities that list it as a name first."""
        found: dict[str, list[str]] = {}
        for quantity in self.quantities:
            for name in (*quantity.names.en, *quantity.names.zh):
                if _is_letter(name):
                    found.setdefault(name, []).append(quantity.name)
        for quantity in self.quantities:
            if quantity.name not in found.setdefault(quantity.sign, []):
                found[quantity.sign].append(quantity.name)
        return {letter: tuple(names) for letter, names in found.items()}

    def names_in(self, tokens: list[Token]) -> list[Hit[str]]:
        """Names of quantities in a text."""
        return self._names.scan(tokens)

    def choices_in(self, tokens: list[Token]) -> list[Hit[Chosen]]:
        """Values of model choices in a text."""
        return self._choices.scan(tokens)

    def base_of(self, name: str) -> str:
        """The quantity that a multiple is of: training_compute for compute_multiple."""
        stem = name.removesuffix("_multiple")
        if stem == name:
            return name
        if stem in self.vocabulary:
            return stem
        return next((q.name for q in self.quantities if q.name.endswith(f"_{stem}")), name)

    def multiple_of(self, name: str) -> str:
        """The multiple of a quantity: compute_multiple for training_compute."""
        for candidate in (f"{name}_multiple", f"{name.rpartition('_')[2]}_multiple"):
            if candidate in self.vocabulary:
                return candidate
        return name

    def __getitem__(self, name: str) -> Quantity:
        """The quantity called `name`."""
        return self.vocabulary[name]


def _is_letter(name: str) -> bool:
    return len(name) == 1 and name.isascii()
