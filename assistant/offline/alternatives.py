"""The cases that one question puts side by side: two cards, two models, three data types."""

from __future__ import annotations

import re
from dataclasses import replace

from .case import Case

_DENSE = re.compile("dense|稠密")


def alternatives(case: Case) -> tuple[tuple[str, Case], ...]:
    """The cases, each with what tells it from the others; a single one has no label.

    What is named several times belongs together by its place: the first card with the first
    price, the second with the second.
    """
    counts = [len(case.accelerators), len(case.models), len(case.formats)]
    counts += [len(values) for values in case.several.values()]
    counts += [2] if case.second else []
    many = [count for count in counts if count > 1]
    if not many or min(many) != max(many):
        return (("", case),)
    return tuple(_of(case, place) for place in range(many[0]))


def _of(case: Case, place: int) -> tuple[str, Case]:
    """The case in one place, and its label."""
    label: list[str] = []

    def one(values: tuple[str, ...]) -> tuple[str, ...]:
        if len(values) < 2:
            return values
        label.append(values[place])
        return (values[place],)

    accelerators, models, formats = one(case.accelerators), one(case.models), one(case.formats)
    choices = dict(case.choices)
    for name, values in case.several.items():
        choices[name] = one(values)[0]
    given = dict(case.given)
    for name, second in case.second.items():
        given[name] = (given.get(name, second), second)[place]
        label.append(given[name].text)
    if case.second and place and _DENSE.search(case.words):  # against a mixture
        given = {n: v for n, v in given.items() if not n.startswith("active_")}
    parted = replace(
        case,
        accelerators=accelerators,
        models=models,
        formats=formats,
        choices=choices,
        several={},
        given=given,
        second={},
    )
    return " ".join(label), parted
