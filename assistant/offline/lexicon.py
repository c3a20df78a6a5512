"""What the vocabulary's own names mean: phrases and letters to quantities and model choices.

Nothing here names a quantity: a new one is understood as soon as the vocabulary declares it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...tools.engine.quantity import Quantity, Vocabulary
from ...tools.engine.sayings import ways_to_say
from .tokens import Hit, Phrasebook, Token, plain


@dataclass(frozen=True, slots=True)
class Chosen:
    """A value of a model choice, as a phrase in a text states it."""

    choice: str
    value: str


class Lexicon:
    """Names, letters and choices of one vocabulary, or of what one function finds and takes.

    Args:
        vocabulary: where the names come from.
        finds: quantities that may be asked, likeliest first; all where none are named.
        takes: quantities and choices that may be given beside them; all where none are named.
        general: of the whole vocabulary, where this is a part of one.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        finds: Iterable[str] = (),
        takes: Iterable[str] = (),
        general: Lexicon | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self.general = general or self
        self._plain_names: dict[str, tuple[str, ...]] = {}
        self.finds = tuple(name for name in finds if name in vocabulary)
        self._takes = frozenset(takes)
        names = dict.fromkeys((*self.finds, *(q.name for q in vocabulary if q.name in self._takes)))
        self.quantities = tuple(vocabulary[name] for name in names) or tuple(vocabulary)

    @cached_property
    def known(self) -> frozenset[str]:
        """The names of the quantities."""
        return frozenset(quantity.name for quantity in self.quantities)

    @cached_property
    def _names(self) -> Phrasebook[str]:
        return Phrasebook(
            (
                (said, quantity.name)
                for quantity in self.quantities
                for said in ways_to_say(quantity)
                if not _is_letter(said)
            ),
            forgiving=True,
        )

    @cached_property
    def _choices(self) -> Phrasebook[Chosen]:
        return Phrasebook(
            (
                (name, Chosen(choice.name, value))
                for choice in self.vocabulary.choices.values()
                if not self._takes or choice.name in self._takes
                for value, option in choice.values.items()
                for name in (*option.names.en, *option.names.zh)
            ),
            forgiving=True,
        )

    @cached_property
    def choice_names(self) -> tuple[str, ...]:
        """Model choices that may be stated."""
        return tuple(n for n in self.vocabulary.choices if not self._takes or n in self._takes)

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
        for quantity in self.quantities:  # b is the batch, and may be the micro-batch b_m
            base = quantity.sign.partition("_")[0]
            if quantity.name not in found.setdefault(base, []):
                found[base].append(quantity.name)
        return {letter: tuple(names) for letter, names in found.items()}

    @cached_property
    def primary(self) -> dict[str, str]:
        """The quantity of each unit that is asked for where only the unit is said."""
        if self.finds:
            return _first_of_each([self.vocabulary[name] for name in self.finds], lambda _: (0,))
        return _first_of_each(self.quantities, lambda q: (q.ask or _NEVER_ASKED,))

    @cached_property
    def usual(self) -> dict[str, str]:
        """The quantity of each unit that an amount is where only the unit is said."""
        found = frozenset(self.finds)
        return _first_of_each(
            self.quantities,
            lambda q: (
                q.ask or _NEVER_ASKED,
                q.name != _named_after(q.unit),
                q.name in found,
                q.entity != "accelerator",
            ),
        )

    def names_in(self, tokens: list[Token]) -> list[Hit[str]]:
        """Names of quantities in a text."""
        return self._names.scan(tokens)

    def choices_in(self, tokens: list[Token]) -> list[Hit[Chosen]]:
        """Values of model choices in a text."""
        return self._choices.scan(tokens)

    def plain_names(self, name: str) -> tuple[str, ...]:
        """What people call a quantity, in plain letters; letters and short words apart."""
        found = self._plain_names.get(name)
        if found is None:
            names = self.vocabulary[name].names
            folded = (plain(said) for said in (*names.en, *names.zh))
            found = tuple(said for said in folded if len(said) > (3 if said.isascii() else 1))
            self._plain_names[name] = found
        return found

    def called(self, word: str, name: str) -> bool:
        """Whether a word is part of what people call a quantity."""
        return not word or any(word in said for said in self.plain_names(name))

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


_NEVER_ASKED = 99


def _named_after(unit: str) -> str:
    """What a quantity is called that is called as its unit: bytes_per_parameter."""
    above, _, below = unit.partition("/")
    return f"{above}s_per_{below}"


def _first_of_each(
    quantities: Sequence[Quantity], rank: Callable[[Quantity], tuple[int, ...]]
) -> dict[str, str]:
    """The quantity of the least rank for each unit, the first of equals; counts apart."""
    found: dict[str, Quantity] = {}
    for quantity in quantities:
        rival = found.get(quantity.unit)
        if quantity.unit != "1" and (rival is None or rank(quantity) < rank(rival)):
            found[quantity.unit] = quantity
    return {unit: quantity.name for unit, quantity in found.items()}


def _is_letter(name: str) -> bool:
    return len(name) == 1 and name.isascii()
