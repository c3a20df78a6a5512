"""A formula that the user writes out, with a value for each of its letters: plain arithmetic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ...tools.engine.numerals import fold
from ...tools.engine.units import match_units
from .fitting import BILLIONS
from .marks import Marks
from .numbers import number_text

_TOKEN = re.compile(r"\s*(?:([0-9]+(?:\.[0-9]+)?)|([A-Za-z])|(\*\*|[-+*/·×÷^()²³]))")
_ASSIGNED = re.compile(r"(?<![A-Za-z0-9_])([A-Za-z])\s?(?:=|是|为|取)\s?$")
_EQUALS = re.compile(r"\s?=\s?[0-9(]")
_POWERS = {"²": "**2", "³": "**3", "^": "**", "·": "*", "×": "*", "÷": "/"}
_RAISES = ("²", "³", "^", "**")
_LEAST_LETTERS = 2
_NEXT_LETTER = re.compile(r"\s?=\s?[0-9]")
_RUN = re.compile(
    r"(?<![\w.])\(?\s?(?:[a-z](?![a-z0-9])|[0-9]+)"
    r"(?:\s?[-+*/·×^]\s?\(*\s?(?:[a-z](?![a-z0-9])|[0-9]+(?:\.[0-9]+)?)\s?\)*)+"
)
_COUNT_LAYERS = frozenset("LiIn")
_USUAL = (
    (re.compile(r"(?<![0-9.])(?:72|96|24)b?s?[bl]?[bsil]"), "FLOP"),
    (re.compile(r"(?<![0-9.])[26]n(?:d|\+|$|[^a-z])|4b?s²"), "FLOP"),
    (re.compile(r"(?<![0-9.])12[iln]?[hd]²"), "parameter"),
    (re.compile(r"(?<![0-9.])34s?b|sbh34|bsh34"), "byte"),
)
"""What well-known formulas begin with, and the unit of what they give."""
_LAYERS = re.compile(r"\s?(?:个)?\s?(?:layers?|blocks?|层)")
_OF_LAYER = re.compile(r"per layer|each layer|a layer|one layer|per block|每层|每一层|单层|一层")
SIMPLE_UNITS = ("FLOP", "byte", "parameter", "token", "s", "USD")
"""Units that a formula's outcome can bear."""


@dataclass(frozen=True)
class _Formula:
    """A formula in a text: where it stands, as arithmetic, and the letters in it."""

    start: int
    end: int
    arithmetic: str
    letters: frozenset[str]


def quoted(low: str) -> tuple[tuple[int, int], ...]:
    """Where formulas of letters and brackets stand, as (p-1)/(m+p-1): their numbers say nothing."""
    runs = (match for match in _RUN.finditer(low) if "(" in match[0])
    return tuple(m.span() for m in runs if re.search(r"(?<![a-z])[a-z](?![a-z])", m[0]))


def written_out(marks: Marks, known: Mapping[str, Fraction]) -> str | None:
    """The formula of a question with its values put in; none where it holds no such formula.

    Every amount of the question must be in it: with a number more, the question means more.

    Args:
        marks: the question.
        known: letters of quantities that are stated without their letter: the N of "13B".
    """
    values, places = _assigned(marks)
    assigned = set(values)
    known = {**_size_of(marks), **known}
    values = {**known, **values}
    if len(values) < _LEAST_LETTERS:
        return None
    text = fold(marks.text)
    found = [f for at in range(len(text)) if (f := _formula_at(text, at, values)) is not None]
    longest = max(found, key=lambda formula: formula.end - formula.start, default=None)
    if longest is None:
        return None
    rest = assigned - longest.letters
    if len(rest) == 1 and rest <= _COUNT_LAYERS and _OF_LAYER.search(marks.low):
        count = values[rest.pop()]
        return f"({longest.arithmetic}) * {number_text(count)}" if count > 0 else None
    if rest:
        return None
    if any(values[letter] <= 0 for letter in longest.letters):
        return None  # which the functions refuse, with the reason
    also = {known[letter] for letter in longest.letters - assigned}
    within = marks.text[longest.start : longest.end]
    also |= {Fraction(number) for number in re.findall(r"(?<![\w.])[0-9]+(?![\w.])", within)}
    outside = [
        amount
        for amount in marks.amounts
        if amount.start not in places
        and not longest.start <= amount.start < longest.end
        and amount.value not in also
    ]
    if len(outside) == 1 and _LAYERS.match(marks.low, outside[0].end):
        if _OF_LAYER.search(marks.low) and not outside[0].units:
            return f"({longest.arithmetic}) * {number_text(outside[0].value)}"
    return None if outside else longest.arithmetic


def named_units(marks: Marks) -> list[str]:
    """The unit of what a formula is said to be, as in flops_per_token = 6N."""
    return [
        marks.lexicon[mention.payloads[0]].unit
        for mention in marks.mentions
        if _EQUALS.match(marks.low, mention.end)
    ]


def spoken_units(marks: Marks) -> list[str]:
    """The units that a question speaks of beside its amounts: "how many bytes", "FLOPs by …"."""
    taken = [(amount.start, amount.end) for amount in marks.amounts]
    found: dict[str, None] = {}
    for token in marks.tokens:
        if any(start <= token.start < end for start, end in taken):
            continue
        if marks.text[token.start - 1 : token.start].isalnum() and token.text.isascii():
            continue  # the B of 1F1B
        for unit, end in match_units(marks.text, token.start)[:1]:
            whole = end >= token.end and not (
                marks.text[end - 1].isascii() and marks.text[end : end + 1].isalnum()
            )
            if str(unit.dimension) in ("FLOP", "byte") and whole:
                found[str(unit.dimension)] = None
    return list(found)


def usual_units(marks: Marks) -> list[str]:
    """The unit of what a well-known formula gives: 72bsih² FLOP, 12Lh² parameters."""
    letters = re.sub(r"[\s·*×()]", "", marks.low)
    return [unit for head, unit in _USUAL if head.search(letters)][:1]


def _size_of(marks: Marks) -> dict[str, Fraction]:
    """The N that the one size of a question is: 6N for 62B."""
    sizes = [a for a in marks.amounts if a.scale in BILLIONS and not a.units]
    return {"N": sizes[0].value} if len(sizes) == 1 else {}


def _assigned(marks: Marks) -> tuple[dict[str, Fraction], set[int]]:
    """The letters that a value is given to, and where the values stand."""
    values: dict[str, Fraction] = {}
    places: set[int] = set()
    for amount in marks.amounts:
        letter = _ASSIGNED.search(marks.text, max(0, amount.start - 8), amount.start)
        if letter and not amount.percent and letter[1] not in values:
            factor = amount.units[0].factor if amount.units else 1
            values[letter[1]] = amount.value * factor
            if _NEXT_LETTER.match(marks.low, amount.end):  # b=2 h=5120: no hours
                digits = re.match(r"[0-9.]+", amount.text)
                values[letter[1]] = Fraction(digits[0]) if digits else amount.value
            places.add(amount.start)
    return values, places


def _formula_at(text: str, start: int, values: Mapping[str, Fraction]) -> _Formula | None:
    """The formula that begins at a place, as far as its letters have values."""
    if text[start - 1 : start].isalnum() or text[start - 1 : start] in ("_", "."):
        return None
    at, depth, operators, last, below = start, 0, 0, "", False
    written: list[str] = []
    letters: set[str] = set()
    while token := _TOKEN.match(text, at):
        number, letter, sign = token.groups()
        if letter and _is_word(text, token.start(2), values):
            break  # the "bytes" after 2·s·b·h
        next_value = letter is not None and text[token.end() :].lstrip()[:1] == "="
        if next_value or (letter and letter not in values) or (sign == ")" and depth == 0):
            break
        depth += (sign == "(") - (sign == ")")
        if below and last not in "/÷" and sign is not None and sign not in _RAISES:
            written.append(")")  # s/6h is s over all of 6h
            below = False
        if (number or letter or sign == "(") and last and last not in "+-*/·×÷^(":
            written.append("*")  # 5as is 5 times a times s
            operators += 1
        operators += sign is not None and sign not in "()"
        written.append(number or _written(letter, sign, values))
        if sign in ("/", "÷") and not text[token.end() :].lstrip().startswith("("):
            written.append("(")
            below = True
        letters |= {letter} if letter else set()
        last = token[0].strip()[-1]
        at = token.end()
    if depth or not operators or len(letters) < _LEAST_LETTERS:
        return None
    arithmetic = "".join(written).rstrip("+-*/(") + (")" if below and last not in "/÷" else "")
    return _Formula(start, at, arithmetic, frozenset(letters))


def _is_word(text: str, start: int, values: Mapping[str, Fraction]) -> bool:
    """Whether a letter begins a word that is no product of letters with values."""
    if text[start - 1 : start].isalpha():
        return False
    word = re.match(r"[A-Za-z]+", text[start:])
    return word is not None and any(letter not in values for letter in word[0])


def _written(letter: str | None, sign: str, values: Mapping[str, Fraction]) -> str:
    if letter is not None:
        return f"({number_text(values[letter])})"
    return _POWERS.get(sign, sign)
