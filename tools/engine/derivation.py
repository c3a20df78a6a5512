"""Authored derivations: a law reached step by step, each step checked by SymPy.

A step is a definition, a premise taken from a source, an exact consequence of earlier steps, or an
approximation with its error term. `proof` checks the steps, `rendering` writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal, NamedTuple

import sympy

from .algebra import Number, compile_expression
from .errors import DeclarationError
from .quantity import Text2, Vocabulary
from .signs import enter
from .text import Text

Relation = Literal["definition", "premise", "exact", "approximation"]


class Statement(NamedTuple):
    """An equality, or an approximate one: the step that holds it says which."""

    left: sympy.Expr
    right: sympy.Expr


@dataclass(frozen=True)
class Sign:
    """What a symbol of a derivation is called and how it is written.

    Attributes:
        symbol: what expressions are written with.
        sign: the letter in plain text.
        latex: the letter in LaTeX.
        label: what it stands for.
        unit: base unit of its values.
        shown_as: how a plain number is shown ("percent", "ratio", "count"), or none.
    """

    symbol: sympy.Symbol
    sign: str
    latex: str
    label: Text
    unit: str = "1"
    shown_as: str | None = None


def local_sign(
    name: str,
    sign: str,
    label: tuple[str, str],
    *,
    latex: str = "",
    unit: str = "1",
    shown_as: str | None = None,
    positive: bool = True,
) -> Sign:
    """A sign that only one derivation needs, such as the weights of one layer.

    Args:
        name: identifier of its symbol; must not be a quantity's name.
        sign: the letter in plain text.
        label: (English, Chinese), what it stands for.
        latex: the letter in LaTeX where it differs.
        unit: base unit of its values.
        shown_as: how its values are shown.
        positive: whether it is positive; a relative change is not.
    """
    symbol = sympy.Symbol(name, positive=True) if positive else sympy.Symbol(name, real=True)
    enter(symbol, sign, latex or sign)
    return Sign(symbol, sign, latex or sign, Text(*label), unit, shown_as)


@dataclass(frozen=True)
class Proof:
    """Which earlier steps a step follows from.

    Attributes:
        after: the step that it starts from.
        using: steps that are put into it, in this order: each one's left side, a single symbol, is
            replaced by its right side.
        stationary_in: the step says that the derivative of `after`'s right side by this symbol
            is zero; none for plain algebra.
    """

    after: str
    using: tuple[str, ...] = ()
    stationary_in: sympy.Symbol | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """Every step that it rests on."""
        return (self.after, *self.using)


@dataclass(frozen=True)
class DerivationStep:
    """One step: what holds after it, and why.

    Attributes:
        key: its identifier within the derivation.
        statement: what holds, or about holds.
        relation: "definition" names something new; "premise" is taken from a source and not
            derived; "exact" follows from earlier steps; "approximation" leaves something out.
        because: the reason in one line; of an approximation, what is left out and when it may be.
        proof: what it follows from; none for definitions and premises.
        error: of an approximation, what is left out relative to what is kept:
            (exact − approximate)/approximate.
        source: where a premise or definition comes from ("definition" for mere names).
        derivation: the derivation whose result a premise repeats, or none.
    """

    key: str
    statement: Statement
    relation: Relation
    because: Text
    proof: Proof | None = None
    error: sympy.Expr | None = None
    source: str | None = None
    derivation: str | None = None

    def __post_init__(self) -> None:
        """Refuse a step that lacks what its relation calls for."""
        derived = self.relation in ("exact", "approximation")
        if derived != (self.proof is not None):
            raise DeclarationError(f"step {self.key!r}: only derived steps have a proof")
        if (self.relation == "approximation") != (self.error is not None):
            raise DeclarationError(f"step {self.key!r}: approximations have an error term")
        if not derived and not (self.source or "").strip():
            raise DeclarationError(f"step {self.key!r}: a {self.relation} needs a source")
        if not all(part.strip() for part in self.because):
            raise DeclarationError(f"step {self.key!r}: needs a reason, in both languages")

    @property
    def names(self) -> set[sympy.Symbol]:
        """The symbols in its statement and error."""
        symbols: set[sympy.Symbol] = set()
        for side in (*self.statement, self.error):
            symbols |= side.free_symbols if side is not None else set()
        return symbols


def _statement(left: Any, right: Any) -> Statement:
    return Statement(sympy.sympify(left, strict=True), sympy.sympify(right, strict=True))


def definition(
    key: str, left: Any, right: Any, *, because: tuple[str, str], source: str = "definition"
) -> DerivationStep:
    """A name, `left`, for something."""
    return DerivationStep(key, _statement(left, right), "definition", Text(*because), source=source)


def premise(
    key: str,
    left: Any,
    right: Any,
    *,
    because: tuple[str, str],
    source: str,
    derivation: str | None = None,
) -> DerivationStep:
    """Something taken from a source, or from the result of another derivation."""
    return DerivationStep(
        key,
        _statement(left, right),
        "premise",
        Text(*because),
        source=source,
        derivation=derivation,
    )


def exact(
    key: str,
    left: Any,
    right: Any,
    *,
    after: str,
    using: Sequence[str] = (),
    because: tuple[str, str],
    stationary_in: sympy.Symbol | None = None,
) -> DerivationStep:
    """A consequence of earlier steps."""
    proof = Proof(after, tuple(using), stationary_in)
    return DerivationStep(key, _statement(left, right), "exact", Text(*because), proof)


def approximation(
    key: str,
    left: Any,
    right: Any,
    *,
    after: str,
    using: Sequence[str] = (),
    error: Any,
    because: tuple[str, str],
) -> DerivationStep:
    """An earlier step with something left out: `error`, relative to what is kept."""
    return DerivationStep(
        key,
        _statement(left, right),
        "approximation",
        Text(*because),
        Proof(after, tuple(using)),
        sympy.sympify(error, strict=True),
    )


@dataclass(frozen=True)
class Figure:
    """A number to work out: the right side of a step, or its error term.

    Attributes:
        of: the step.
        part: which expression of it.
        in_full: whether a whole number is shown to the last digit.
    """

    of: str
    part: Literal["right", "error"] = "right"
    in_full: bool = False


@dataclass(frozen=True)
class Example:
    """Worked numbers. Only inputs are typed; the rest is calculated.

    Attributes:
        title: what it is an example of.
        given: values of symbols, in their base units.
        figures: what is worked out, in order; each may use those before it.
        source: where the inputs come from.
    """

    title: Text
    given: Mapping[sympy.Symbol, Fraction]
    figures: tuple[Figure, ...]
    source: str


@dataclass(frozen=True)
class Worked:
    """A figure with its value, and the values that went in by name of symbol."""

    figure: Figure
    value: Number
    inputs: Mapping[str, Number]


@dataclass(frozen=True)
class Derivation:
    """A law and the way to it.

    Attributes:
        name: identifier, usually that of the quantity derived ("compute").
        title: what is derived.
        aliases: what else people call it, for look-ups.
        result: the law; it is the statement of one of the steps.
        also: further results, likewise.
        steps: in order; each rests on earlier ones only.
        limits: how far it holds.
        examples: worked numbers.
        signs: every symbol in it; quantities' are filled in by `with_quantities`.
    """

    name: str
    title: Text
    aliases: Text2
    result: Statement
    steps: tuple[DerivationStep, ...]
    limits: tuple[Text, ...]
    examples: tuple[Example, ...]
    also: tuple[Statement, ...] = ()
    signs: tuple[Sign, ...] = ()
    _numbers: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse keys that repeat, steps that rest on later ones, results without a step."""
        numbers: dict[str, int] = {}
        for number, step in enumerate(self.steps, start=1):
            for key in step.proof.steps if step.proof else ():
                if key not in numbers:
                    raise DeclarationError(f"{self.name}: {step.key!r} rests on no step {key!r}")
            if step.key in numbers:
                raise DeclarationError(f"{self.name}: two steps {step.key!r}")
            numbers[step.key] = number
        object.__setattr__(self, "_numbers", numbers)
        for example in self.examples:
            for figure in example.figures:
                if figure.of not in numbers:
                    raise DeclarationError(f"{self.name}: an example of no step {figure.of!r}")
        for result in self.results:
            self.step_of(result)

    @property
    def results(self) -> tuple[Statement, ...]:
        """The law, and what else is reached on the way."""
        return (self.result, *self.also)

    @property
    def sources(self) -> tuple[str, ...]:
        """Where its premises and examples come from, each once, in order."""
        found = [step.source for step in self.steps if step.source]
        found += [example.source for example in self.examples]
        return tuple(dict.fromkeys(source for source in found if source != "definition"))

    def __getitem__(self, key: str) -> DerivationStep:
        """The step called `key`."""
        return self.steps[self.number(key) - 1]

    def number(self, key: str) -> int:
        """The place of a step, from 1."""
        return self._numbers[key]

    def step_of(self, statement: Statement) -> DerivationStep:
        """The last step that says `statement`.

        Raises:
            DeclarationError: no step says so.
        """
        for step in reversed(self.steps):
            if step.statement == statement:
                return step
        raise DeclarationError(f"{self.name}: no step reaches {statement.left} = {statement.right}")

    def is_approximate(self, key: str) -> bool:
        """Whether a step leaves something out, or rests on one that does."""
        step = self[key]
        if step.relation == "approximation":
            return True
        return step.proof is not None and any(map(self.is_approximate, step.proof.steps))

    def work(self, example: Example) -> tuple[Worked, ...]:
        """The figures of `example`, calculated exactly where the result is rational."""
        values: dict[str, Number] = {s.name: value for s, value in example.given.items()}
        worked: list[Worked] = []
        for figure in example.figures:
            step, inputs = self[figure.of], dict(values)
            expression = step.statement.right if figure.part == "right" else step.error
            if expression is None:
                raise DeclarationError(f"{self.name}: step {figure.of!r} has no error term")
            value = compile_expression(expression)(values)
            worked.append(Worked(figure, value, inputs))
            if figure.part == "right" and step.statement.left.is_Symbol:
                values[step.statement.left.name] = value
        return tuple(worked)

    def sign_of(self, symbol: sympy.Symbol) -> Sign:
        """How `symbol` is written."""
        return next(sign for sign in self.signs if sign.symbol == symbol)


def with_quantities(derivation: Derivation, vocabulary: Vocabulary) -> Derivation:
    """`derivation` with the signs of all its symbols, in the order in which they come up.

    Raises:
        DeclarationError: a symbol is neither a quantity nor a local sign, or both, or two symbols
            are written alike.
    """
    own = {sign.symbol: sign for sign in derivation.signs}
    used: dict[sympy.Symbol, Sign] = {}
    for symbol in _symbols(derivation.steps):
        if (symbol in own) == (symbol.name in vocabulary):
            raise DeclarationError(f"{derivation.name}: {symbol} is to be declared once")
        if symbol in own:
            used[symbol] = own[symbol]
            continue
        quantity = vocabulary[symbol.name]
        used[symbol] = Sign(
            symbol,
            quantity.sign,
            quantity.latex,
            quantity.label,
            quantity.unit,
            quantity.shown_as,
        )
    letters = [sign.sign for sign in used.values()]
    for letter in letters:
        if letters.count(letter) > 1:
            raise DeclarationError(f"{derivation.name}: two symbols are written {letter}")
    return replace(derivation, signs=tuple(used.values()))


def _symbols(steps: Iterable[DerivationStep]) -> list[sympy.Symbol]:
    """Symbols in order of first use, left sides first; alphabetical within one expression."""
    found: dict[sympy.Symbol, None] = {}
    for step in steps:
        for side in step.statement:
            found.update(dict.fromkeys(sorted(side.free_symbols, key=lambda s: s.name)))
    return list(found)
