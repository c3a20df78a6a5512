"""Numbers as a result shows them: exact, rounded for reading, from one end to the other."""

from __future__ import annotations

import re
import sys

from ..engine import algebra
from ..engine.algebra import Number
from ..engine.quantity import Quantity
from ..engine.solution import Found, Given, whole
from ..engine.text import Language, Text
from ..engine.wording import shown
from ..vocabulary import VOCABULARY
from .result import Answer, Row

EXACT_LENGTH = 60
"""Characters of an exact fraction beyond which its decimal is given instead."""

LARGEST = sys.float_info.max

_FIGURE = re.compile(r"^(\D*?)(-?[\d.,]+(?:e[+-]?\d+)?)(.*)$")


def exact_text(value: Number) -> str:
    """`value` as an integer or fraction; as a decimal marked `~` where it is neither, or long."""
    if algebra.is_exact(value):
        plain = str(value)
        if len(plain) <= EXACT_LENGTH:
            return plain
    digits = algebra.context.nstr(algebra.to_real(value), 30)
    return f"~{digits}"


def as_float(value: Number) -> float:
    """As a float; JSON knows no infinity, so beyond the largest one stands that one."""
    try:
        return max(-LARGEST, min(float(value), LARGEST))
    except OverflowError:
        return LARGEST if value > 0 else -LARGEST


def answer_of(found: Found, language: Language) -> Answer:
    """One figure that was asked for."""
    quantity = found.quantity
    display_text = shown(quantity, found.answer, language)
    if found.answer != found.value:
        decimal = _decimal(found)
        display_text += Text(f" (exact {decimal})", f"(精确值 {decimal})").in_(language)
    if found.low is not None and found.high is not None:
        ends = shown_range(
            quantity, whole(quantity, found.low), whole(quantity, found.high), language
        )
        display_text += Text(f" ({ends})", f"({ends})").in_(language)
    return Answer(
        quantity=quantity.name,
        label=quantity.label.in_(language),
        value=as_float(found.answer),
        exact=exact_text(found.value),
        unit=quantity.unit,
        display=display_text,
        low=None if found.low is None else as_float(whole(quantity, found.low)),
        high=None if found.high is None else as_float(whole(quantity, found.high)),
    )


def _decimal(found: Found) -> str:
    """The exact value in as many digits as tell it from the whole one: 4,269.56 beside 4,270."""
    value = as_float(found.value)
    if abs(value) >= 1e9:
        return f"{value:.6g}"
    return f"{value:.4g}" if abs(value) < 1000 else f"{value:,.2f}"


def shown_range(quantity: Quantity, low: Number, high: Number, language: Language) -> str:
    """Both ends; what they share is written once: "$1.99 to $5.00 per accelerator-hour"."""
    one, other = (_FIGURE.match(_plain(shown(quantity, end, language))) for end in (low, high))
    to = Text(" to ", " 至 ").in_(language)
    if one is None or other is None or one.group(3) != other.group(3):
        return to.join(shown(quantity, end, language) for end in (low, high))
    lead = other.group(1) if other.group(1) == "$" else ""
    return f"{one.group(1)}{one.group(2)}{to}{lead}{other.group(2)}{other.group(3)}"


def _plain(text: str) -> str:
    """Without the second form in parentheses."""
    return re.sub(r" \([^()]*\)$", "", text)


def brief(quantity: Quantity, value: Number, language: Language) -> str:
    """`value` as it is put into a formula: without the noun or a second form."""
    text = _plain(shown(quantity, value, language))
    if quantity.unit in ("parameter", "token", "accelerator"):
        figure = re.match(r"[-\d.,e+]+ ?[万亿]*[kMBT]?", text)
        return figure.group(0).strip() if figure else text
    return text


def shown_given(quantity: Quantity, given: Given, language: Language) -> str:
    """A known value, or both ends of its range."""
    if given.low is not None and given.high is not None:
        return shown_range(quantity, given.low, given.high, language)
    return shown(quantity, given.value, language)


def row_of(name: str, value: Number, source: str, language: Language, *, of: str = "") -> Row:
    """A figure of a section."""
    quantity = VOCABULARY[name]
    return Row(
        label=quantity.label.in_(language),
        quantity=name,
        display=shown(quantity, value, language),
        exact=exact_text(value),
        unit=quantity.unit,
        source=source,
        of=of,
    )
