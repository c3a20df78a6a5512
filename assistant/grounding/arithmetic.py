"""Formulas that a text writes out: which figures and signs they are, and what they come to."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ...tools.engine.units import Dimension
from . import workcues
from .records import PLAIN, Figure, Page

MOST_OPERANDS = 7
"""Figures of a formula, at most."""

_OPENED = re.compile(r"[^\n(（,，;；。]{0,24}[(（]")
_CLOSED = re.compile(r"[)）](?![^(（]*[)）])")
_COMES_OUT = re.compile(r"[=≈→⇒]|就是|即|得")
_NO_SIGN = re.compile(r"[^-+*/^()²³√]")
_NAMED = re.compile(r"[(（][^\d()（）+*/×÷·]*[)）]")
"""What a figure is, after it: "1.15 (PUE)"."""

_OPEN = re.compile(r"[(（]\s?$")
_UNPARTED = re.compile(r"#[)²³]*\(?#")


@dataclass(frozen=True)
class Amount:
    """A value in a formula, in base units."""

    value: Fraction
    dimension: Dimension = PLAIN


Formula = tuple[Sequence[Figure], str]
"""Figures, and the signs between them with # for each figure: "#*#/(#+#)"."""


def formulas_of(page: Page, figure: Figure) -> Iterator[Formula]:
    """The formulas that a figure may come out of: before "=", or in the brackets after it."""
    text = page.text
    if workcues.EQUALS_BEFORE.search(text, max(0, figure.start - 40), figure.start):
        before = [f for f in page.figures if f.start < figure.start and f.readable]
        for many in range(1, MOST_OPERANDS + 1):
            if many <= len(before):
                yield from written_out(text, before[-many:], figure.start)
    if opened := _OPENED.match(text, figure.start + len(figure.text)):
        closed = _CLOSED.search(text, opened.end())
        stop = closed.start() if closed else len(text)
        inside = [f for f in page.figures if opened.end() <= f.start < stop]
        if 2 <= len(inside) <= MOST_OPERANDS:
            yield from written_out(text, inside, stop)


def written_out(text: str, operands: Sequence[Figure], stop: int) -> Iterator[Formula]:
    """The figures with the signs between them; nothing where anything else parts two."""
    stops = [*(one.start for one in operands[1:]), stop]
    signs = ""
    for one, end in zip(operands, stops, strict=True):
        between = _NAMED.sub("", text[one.start + len(one.text) : end])
        if end == stop:
            between = _COMES_OUT.split(between)[0]
        if "\n" in between:
            return
        for pattern, sign in workcues.OPERATORS:
            between = pattern.sub(sign, between)
        signs += "#" + _NO_SIGN.sub("", between)
    if signs.count(")") > signs.count("(") and _OPEN.search(text[: operands[0].start][-3:]):
        signs = "(" + signs
    if text[: operands[0].start].endswith("√"):
        signs = "√" + signs
    if not _UNPARTED.search(signs) and (signs != "#" or "/" in operands[0].text):
        yield operands, signs


def evaluated(signs: str, values: Sequence[Amount]) -> Amount | None:
    """What a formula of figures (#) and signs comes to; none where it is no formula."""
    reader = _Formula(signs, values)
    try:
        found = reader.total()
    except (ValueError, ArithmeticError, TypeError):
        return None
    return found if not signs[reader.at :].strip(")") else None


def terms(signs: str, values: Sequence[Amount]) -> list[Amount]:
    """What the products and sums in a formula come to, but for the whole."""
    reader = _Formula(signs, values)
    try:
        reader.total()
    except (ValueError, ArithmeticError, TypeError):
        return []
    return reader.terms[:-1]


class _Formula:
    """A formula being read: sums of products of figures, powers and brackets."""

    def __init__(self, signs: str, values: Sequence[Amount]) -> None:
        self.signs = signs
        self.at = 0
        self.terms: list[Amount] = []
        self._left = iter(values)

    def total(self) -> Amount:
        found, start = self._product(), self.at
        while (sign := self._next("+-")) is not None:
            other = self._product()
            if other.dimension != found.dimension:
                raise ValueError(self.signs)
            value = found.value + (other.value if sign == "+" else -other.value)
            found = Amount(value, found.dimension)
        if self.at > start:
            self.terms.append(found)
        return found

    def _product(self) -> Amount:
        found, start = self._power(), self.at
        while (sign := self._next("*/")) is not None:
            other = self._power()
            if sign == "*":
                found = Amount(found.value * other.value, found.dimension * other.dimension)
            else:
                found = Amount(found.value / other.value, found.dimension / other.dimension)
        if self.at > start:
            self.terms.append(found)
        return found

    def _power(self) -> Amount:
        found = self._factor()
        if self._next("^") is not None:  # 7B^0.34, of a law: a number, whatever 7B counts
            found = Amount(Fraction(float(found.value) ** float(self._factor().value)))
        return found

    def _factor(self) -> Amount:
        if self._next("√") is not None:
            under = self._factor()
            if under.dimension != PLAIN or under.value < 0:
                raise ValueError(self.signs)
            return Amount(Fraction(math.sqrt(under.value)))
        if self._next("(") is not None:
            found = self.total()
            if self._next(")") is None:
                raise ValueError(self.signs)
        elif self._next("#") is not None:
            found = next(self._left)
        else:
            raise ValueError(self.signs)
        if (sign := self._next("²³")) is not None:
            power = 2 if sign == "²" else 3
            dimension = PLAIN
            for _ in range(power):
                dimension = dimension * found.dimension
            found = Amount(found.value**power, dimension)
        return found

    def _next(self, signs: str) -> str | None:
        """The sign that comes next, if it is one of these."""
        sign = self.signs[self.at : self.at + 1]
        if not sign or sign not in signs:
            return None
        self.at += 1
        return sign
