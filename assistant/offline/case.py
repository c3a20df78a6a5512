"""What a question says and asks, ready to be made into calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...tools.engine.amounts import Amount
from .turns import Language

Manner = Literal["value", "multiple", "change", "saving", "difference", "speedup", "reduction"]


@dataclass(frozen=True)
class Given:
    """A value that the user stated.

    Attributes:
        text: as it is handed to a function.
        others: what else it may be of, likeliest first.
        named: whether the user named the quantity.
    """

    text: str
    others: tuple[str, ...] = ()
    named: bool = True


@dataclass(frozen=True)
class Unplaced:
    """An amount of which neither name nor unit tells the quantity.

    Attributes:
        amount: as found.
        others: quantities that it may be of, likeliest first.
    """

    amount: Amount
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Move:
    """How one quantity changes: by a factor, or from one value to another.

    Attributes:
        quantity: its name; empty where what changes was said before.
        factor: by how much; none for a change between values.
        before: the value before, or none.
        after: the value after, or none.
        others: what else its name may mean.
    """

    quantity: str
    factor: str | None = None
    before: str | None = None
    after: str | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Swap:
    """One named thing that takes the place of another.

    Attributes:
        kind: accelerator or format.
        before: its name before.
        after: its name after.
    """

    kind: str
    before: str
    after: str


BALANCES = ("optimal", "enough", "undertrained", "overtrained")
"""Kinds of claims on how size and data go together."""


@dataclass(frozen=True)
class Claim:
    """What the user wants confirmed or refused.

    Attributes:
        kind: a stated value, a limit that must suffice, a value to be reached, memory that must do,
            a term small enough to leave out, data enough for the model (or too few, or more than
            enough), or the better of two.
        quantity: that it is of.
        text: the stated value or limit.
    """

    kind: Literal[
        "value",
        "limit",
        "reached",
        "fits",
        "negligible",
        "optimal",
        "enough",
        "undertrained",
        "overtrained",
        "least",
        "most",
    ]
    quantity: str = ""
    text: str = ""


@dataclass(frozen=True)
class Case:
    """A question as understood.

    Attributes:
        language: of the user.
        given: stated quantities.
        second: second values, where two cases are compared.
        accelerators: named ones, in order.
        models: named ones, in order.
        sized_by: the model whose size is given in place of its name.
        formats: number formats named as alternatives, or the one that is named.
        cache_format: that of the KV cache, where it is named apart.
        grid: the electricity grid named.
        choices: stated model choices.
        counted: choices whose words count something, with the quantity and its number: "q and v"
            are two matrices.
        several: choices of which several values are named, with those.
        targets: what is asked, in order.
        moves: what changes.
        swap: the named things of which one takes the place of the other.
        held: what stays as it is while something changes.
        proportional: whether data are said to grow with the model.
        manner: whether values, multiples, relative changes or a difference are asked for.
        claim: what is to be confirmed, if anything.
        described: whether all that is known of a named thing is asked for.
        optimal: whether the best split of a budget is asked for.
        measured: whether the first of two cases is measured by the second ("A than B").
        inference: whether the question is of inference and not of training.
        carried: names of what comes from earlier questions.
        former: what was given in earlier questions: each quantity with its text.
        unplaced: amounts whose meaning is not clear.
        unknown: a thing that looks like a named one and is none: its kind, and as written.
        asks_other: whether what is asked is a quantity that the function does not know.
        foreign: units of the quantities named that the function does not know.
        fit: how well the amounts have their places.
        asked_units: units that the words ask for.
        asked_at: where the targets are asked for, as far as a word says so.
        by_place: whether nothing asks for them but where they stand.
        open: targets of which the words leave open what is meant, with what else it may be.
        per_card: whether what is asked is asked for each accelerator.
        fits: whether the question is of what fits into memory.
        balances: whether inference is asked to make up for training.
        question: as asked.
        words: the same in plain letters, with named things put down in one way.
        placed: where the amounts with a place stand.
    """

    language: Language
    given: Mapping[str, Given] = field(default_factory=dict)
    second: Mapping[str, Given] = field(default_factory=dict)
    accelerators: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    sized_by: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    cache_format: str | None = None
    grid: str | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    counted: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    several: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    targets: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    swap: Swap | None = None
    held: tuple[str, ...] = ()
    proportional: bool = False
    manner: Manner = "value"
    claim: Claim | None = None
    described: bool = False
    optimal: bool = False
    measured: bool = False
    inference: bool = False
    carried: tuple[str, ...] = ()
    former: tuple[tuple[str, str], ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    unknown: tuple[str, str] | None = None
    asks_other: bool = False
    foreign: tuple[str, ...] = ()
    fit: float = 0.0
    asked_units: frozenset[str] = frozenset()
    asked_at: tuple[tuple[int, int], ...] = ()
    by_place: bool = False
    open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    balances: bool = False
    question: str = ""
    words: str = ""
    per_card: bool = False
    fits: bool = False
    placed: tuple[tuple[int, int], ...] = ()
