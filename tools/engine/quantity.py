"""Quantities: what can be given, asked and assumed, each declared once."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

import sympy

from . import signs
from .algebra import Number
from .errors import DeclarationError, UnknownName
from .text import Text


@dataclass(frozen=True)
class Domain:
    """The values that a quantity may take.

    Attributes:
        low: lower bound, in the base unit.
        low_open: whether the bound itself is excluded.
        high: upper bound or none.
        whole: whether only whole numbers make sense (heads, accelerators).
        rounding: how a calculated value becomes whole: "up" for things that must suffice,
            "down" for things that must fit; none leaves it as it is.
    """

    low: Fraction = Fraction(0)
    low_open: bool = True
    high: Fraction | None = None
    whole: bool = False
    rounding: Literal["up", "down", "nearest"] | None = None

    def describe(self) -> Text:
        """The allowed range in words."""
        low = f"{self.low}"
        if self.high is not None:
            high = f"{self.high}"
            return Text(
                f"must be {'above' if self.low_open else 'at least'} {low} and at most {high}",
                f"必须{'大于' if self.low_open else '至少为'} {low} 且不超过 {high}",
            )
        if self.whole:
            return Text("must be a whole number, at least 1", "必须是至少为 1 的整数")
        if self.low_open and self.low == 0:
            return Text("must be positive (greater than 0)", "必须大于 0(正数)")
        return Text(
            f"must be {'greater than' if self.low_open else 'at least'} {low}",
            f"必须{'大于' if self.low_open else '至少为'} {low}",
        )


POSITIVE = Domain()
NON_NEGATIVE = Domain(low_open=False)
FRACTION = Domain(high=Fraction(1))
AT_LEAST_ONE = Domain(low=Fraction(1), low_open=False)
WHOLE = Domain(low=Fraction(1), low_open=False, whole=True, rounding="nearest")
WHOLE_UP = Domain(low=Fraction(1), low_open=False, whole=True, rounding="up")
WHOLE_DOWN = Domain(low=Fraction(1), low_open=False, whole=True, rounding="down")


@dataclass(frozen=True)
class Default:
    """A value that practice assumes when nobody states one.

    Attributes:
        value: in the quantity's base unit.
        because: why practice assumes it, in one clause.
        source: who says so.
        low: the low end of what is common, or none.
        high: the high end of what is common, or none.
        when: the model choices under which it is assumed, each with the values that allow it.
    """

    value: Fraction
    because: Text
    source: str
    low: Fraction | None = None
    high: Fraction | None = None
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def holds(self, options: Mapping[str, str]) -> bool:
        """Whether it may be assumed under these model choices."""
        return all(options.get(name) in values for name, values in self.when.items())


@dataclass(frozen=True)
class Quantity:
    """One quantity of the vocabulary.

    Attributes:
        name: its identifier, the field's own term ("training_compute").
        sign: the letter that papers write ("C").
        unit: base unit; "1" for ratios, losses, fractions, layers and steps.
        label: what to call it in a sentence.
        meaning: one line that says what it is.
        names: what people call it, English and Chinese: the offline model's vocabulary.
        domain: the values that it may take.
        default: what practice assumes, or none.
        ask: how naturally people can be asked for it when an input is missing (1 is asked for
            first); none for what is rather calculated.
        entity: the kind of catalog entry that gives it ("accelerator", "model"), or none.
        latex: its letter in LaTeX, where it differs from `sign`.
        shown_as: "percent" or "ratio" where a plain number would read badly.
        spoken: the least and the most that people speak of, where its unit does not say enough: a
            reader takes nothing beyond it for this quantity.
        symbol: the SymPy symbol that stands for it in equations.
    """

    name: str
    sign: str
    unit: str
    label: Text
    meaning: Text
    names: Text2
    domain: Domain = POSITIVE
    default: Default | None = None
    ask: int | None = None
    entity: str | None = None
    latex: str = ""
    shown_as: Literal["percent", "ratio", "count"] | None = None
    spoken: tuple[Fraction, Fraction] | None = None
    symbol: sympy.Symbol = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Make the symbol; its assumption is what lets closed forms have one branch."""
        positive = self.domain.low > 0 or self.domain.low_open
        symbol = (
            sympy.Symbol(self.name, positive=True)
            if positive
            else sympy.Symbol(self.name, nonnegative=True)
        )
        object.__setattr__(self, "symbol", symbol)
        signs.enter(symbol, self.sign, self.latex)

    def __hash__(self) -> int:
        """That of the name: hashing every field would make a quantity a slow key."""
        return hash(self.name)


@dataclass(frozen=True)
class Text2:
    """Names in both languages, several of each."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """A model choice with a stated default: which law, which attention, which recompute.

    Attributes:
        name: its identifier ("recompute").
        label: what to call it.
        values: each value with its wording and the names that people use for it.
        default: the value when nobody states one.
        source: who says that this is the usual choice.
        implied: values that giving a quantity implies, strongest first: whoever gives a vocabulary
            size wants the embeddings counted. Several names in one key are given together.
        inner: whether it only carries out another choice, and is not shown beside it.
    """

    name: str
    label: Text
    values: Mapping[str, Option]
    default: str
    source: str
    implied: Mapping[str, str] = field(default_factory=dict)
    inner: bool = False

    def value_for(self, given: Container[str]) -> str:
        """The value that holds when nobody states one and `given` is known."""
        return next(
            (v for names, v in self.implied.items() if all(q in given for q in names.split())),
            self.default,
        )


@dataclass(frozen=True)
class Option:
    """One value of a choice.

    Attributes:
        label: its wording.
        names: what people call it.
        source: where it comes from, where that is not the source of the choice.
        entails: values of other choices that follow from it.
        gives: quantities that it fixes, in base units: the constants of a scaling law.
        counts: a quantity that its words count, with its number: "q and v" are two matrices.
    """

    label: Text
    names: Text2 = Text2()
    source: str = ""
    entails: Mapping[str, str] = field(default_factory=dict)
    gives: Mapping[str, Number] = field(default_factory=dict)
    counts: tuple[str, int] | None = None


class Vocabulary:
    """Every quantity and choice, by name. One declaration each."""

    def __init__(self) -> None:
        self._quantities: dict[str, Quantity] = {}
        self._choices: dict[str, Choice] = {}

    def quantity(
        self,
        name: str,
        sign: str,
        unit: str,
        label: tuple[str, str],
        meaning: tuple[str, str],
        *,
        en: tuple[str, ...] = (),
        zh: tuple[str, ...] = (),
        domain: Domain = POSITIVE,
        default: Default | None = None,
        ask: int | None = None,
        entity: str | None = None,
        latex: str = "",
        shown_as: Literal["percent", "ratio", "count"] | None = None,
        spoken: tuple[str, str] | None = None,
    ) -> sympy.Symbol:
        """Declare a quantity and return what equations are written with.

        Args:
            name: identifier, unique.
            sign: the letter in formulas.
            unit: base unit.
            label: (English, Chinese) for sentences; both also count as names.
            meaning: (English, Chinese), one line.
            en: further English names.
            zh: further Chinese names.
            domain: allowed values.
            default: what practice assumes, or none.
            ask: how naturally people can be asked for it, 1 first.
            entity: the kind of catalog entry that gives it.
            latex: letter in LaTeX where it differs.
            shown_as: how a plain number is shown.
            spoken: the least and the most that people speak of.

        Raises:
            DeclarationError: the name is taken, or the default lies outside the domain.
        """
        if name in self._quantities:
            raise DeclarationError(f"quantity {name!r} is declared twice")
        record = Quantity(
            name=name,
            sign=sign,
            unit=unit,
            label=Text(*label),
            meaning=Text(*meaning),
            names=Text2((label[0], *en), (label[1], *zh)),
            domain=domain,
            default=default,
            ask=ask,
            entity=entity,
            latex=latex or sign,
            shown_as=shown_as,
            spoken=(Fraction(spoken[0]), Fraction(spoken[1])) if spoken else None,
        )
        self._quantities[name] = record
        return record.symbol

    def choice(self, choice: Choice) -> Choice:
        """Declare a model choice."""
        if choice.name in self._choices:
            raise DeclarationError(f"choice {choice.name!r} is declared twice")
        if choice.default not in choice.values:
            raise DeclarationError(f"choice {choice.name!r}: no value {choice.default!r}")
        self._choices[choice.name] = choice
        return choice

    def __getitem__(self, name: str) -> Quantity:
        """The quantity called `name`; UnknownName offers the nearest ones."""
        try:
            return self._quantities[name]
        except KeyError:
            from .names import nearest

            raise UnknownName("quantity", name, nearest(name, list(self._quantities))) from None

    def __contains__(self, name: object) -> bool:
        """Whether a quantity of that name is declared."""
        return name in self._quantities

    def __iter__(self) -> Iterator[Quantity]:
        """Quantities in the order declared."""
        return iter(self._quantities.values())

    def __len__(self) -> int:
        """How many quantities there are."""
        return len(self._quantities)

    @property
    def choices(self) -> Mapping[str, Choice]:
        """Model choices by name."""
        return self._choices
