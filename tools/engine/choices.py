"""Model choices resolved: what was stated, what follows from it, and what practice assumes."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from .errors import InvalidInput, UnknownName
from .names import nearest
from .quantity import Choice
from .solution import Given
from .text import Text


@dataclass(frozen=True)
class Chosen:
    """Every model choice with its value.

    Attributes:
        values: value by choice.
        stated: the choices that the caller stated.
        entailed: for a choice that follows from another one, that one.
        constants: what the chosen values fix, by quantity.
        givers: the choice that fixes each constant.
    """

    values: Mapping[str, str]
    stated: frozenset[str]
    entailed: Mapping[str, str]
    constants: Mapping[str, Given]
    givers: Mapping[str, str]

    def shown(self, name: str, choices: Mapping[str, Choice]) -> str:
        """The choice that people know: an inner one, or a repeated one, is told by its origin."""
        while name in self.entailed:
            by = self.entailed[name]
            if not choices[name].inner and self.values[by] != self.values[name]:
                break
            name = by
        return name


def read_choice(choice: Choice, written: str) -> str:
    """The value of a choice that `written` is, or is a name of, in any case.

    Raises:
        UnknownName: with the values that there are.
    """
    wanted = written.strip().casefold()
    for value, option in choice.values.items():
        names = (value, *option.label, *option.names.en, *option.names.zh)
        if wanted in (name.casefold() for name in names):
            return value
    raise UnknownName("choice", f"{choice.name}={written}", list(choice.values))


def choose(
    choices: Mapping[str, Choice], stated: Mapping[str, str], given: Container[str]
) -> Chosen:
    """Resolve every choice: as stated, else as another one entails, else as `given` implies.

    Raises:
        UnknownName: no such choice, or no such value.
        InvalidInput: two chosen values fix the same quantity differently.
    """
    values: dict[str, str] = {}
    entailed: dict[str, str] = {}

    def take(name: str, value: str) -> None:
        values[name] = value
        for other, follows in choices[name].values[value].entails.items():
            if other not in values and other not in stated:
                entailed[other] = name
                take(other, follows)

    for name, value in stated.items():
        if name not in choices:
            raise UnknownName("choice", name, nearest(name, list(choices)))
        take(name, read_choice(choices[name], value))
    for name, choice in choices.items():
        if name not in values:
            take(name, choice.value_for(given))
    constants, givers = _constants(choices, values)
    return Chosen(values, frozenset(stated), entailed, constants, givers)


def _constants(
    choices: Mapping[str, Choice], values: Mapping[str, str]
) -> tuple[dict[str, Given], dict[str, str]]:
    """What the chosen values fix, and the first choice that fixes each."""
    constants: dict[str, Given] = {}
    givers: dict[str, str] = {}
    for name, value in values.items():
        option = choices[name].values[value]
        for quantity, number in option.gives.items():
            giver = givers.setdefault(quantity, name)
            given = constants.setdefault(
                quantity, Given(number, origin="choice", source=option.source)
            )
            if given.value != number:
                raise InvalidInput(
                    Text(
                        f"{giver}={values[giver]} and {name}={value} do not go together: "
                        "their constants differ; leave one of them out",
                        f"{giver}={values[giver]} 与 {name}={value} 不能同时使用:"
                        "两者的常数不同;请去掉其中一个",
                    )
                )
    return constants, givers
