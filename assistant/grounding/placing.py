"""How a tool's figure is put into a sentence, so that no unit and no sign stands there twice.

It has its range beside it the first time, "$206,059 ($117,327 to $294,791)", and never its second
form: "80 GB", not "80 GB (74.51 GiB)". A unit or a currency sign that the sentence adds goes; a
noun of its own for what is counted stays: "{{accelerators}} H100s" becomes "260 H100s".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...tools.engine.amounts import Amount, scan_amounts
from ...tools.engine.units import dimension_of, match_units

ACCELERATOR = dimension_of("accelerator")
_BRACKETS = re.compile(r"\s?[(（]")
_RANGE = re.compile(r"\s?[(（][^()（）]*(?: to |至)[^()（）]*[)）]")
_NUMBER = re.compile(r"[\d.,]+(?:e\d+)?(?:[kMBT](?![A-Za-z])|\s?(?:万亿|[万亿]))?")
_PERCENT = re.compile(r"\s?(?:\\?%|％|per ?cent\b)")
_CURRENCY = re.compile(r"(?:US\s?)?\\?\$\s?$|\bUSD\s?$")
_CARD = re.compile(
    r"[ -]?(?:NVIDIA |AMD )?[A-Z]{1,3}\d{2,4}[A-Za-z]*(?: (?:SXM|PCIe|NVL)\d?)?(?: \d{2,3} ?GB)?"
    r"(?: (?:GPU|card|accelerator)s?)?(?![\w-])"
)
REACH = 60
"""Characters after a figure in which its unit may be repeated."""

_IN_TEXT = re.compile(r"\\(?:text\w*|mathrm)\{[^{}]*$")


@dataclass(frozen=True)
class Put:
    """What goes into a text.

    Attributes:
        shown: the figure.
        before: how many characters before it go.
        after: how many after it go, or are part of what is shown.
        whole: whether its range is shown, where it has one.
    """

    shown: str
    before: int = 0
    after: int = 0
    whole: bool = True


def in_sentence(display: str, before: str, after: str, *, again: bool) -> Put:
    """A figure between two parts of a text.

    Args:
        display: as the tool shows it.
        before: the text up to it.
        after: the text from it on.
        again: whether the text has shown it already.
    """
    brackets = _BRACKETS.search(display)
    figure = display[: brackets.start()] if brackets else display
    span = None if again else _RANGE.search(display)
    aside = span[0] if span else ""
    amounts = scan_amounts(figure)
    if not amounts:
        return Put(display)
    end, own = _repeated(amounts[0], after)
    if [a.end for a in scan_amounts(figure + after[end : end + REACH])][:1] != [amounts[0].end]:
        aside = ""  # "$206,059 per month" is another figure: nothing may part it.
    number = _NUMBER.match(figure)
    currency = _CURRENCY.search(before[-8:]) if "$" in figure or "美元" in figure else None
    gone = len(currency[0]) if currency else 0
    if own and number:
        aside = "" if after.startswith("-") else aside  # "an 8.03B-parameter model"
        figure = number[0] + after[:end]
    return Put(figure + aside, gone, end, bool(aside) or not span)


def in_formula(display: str, before: str, after: str, *, again: bool) -> Put:
    """The same in LaTeX: as text, without its range."""
    put = in_sentence(display, before, after, again=True)
    shown = re.sub(r"(?<!\\)([%$])", r"\\\1", put.shown)
    if not _IN_TEXT.search(before[-REACH:]):
        shown = rf"\text{{{shown}}}"
    return Put(shown, put.before, put.after, whole=False)


def _repeated(amount: Amount, after: str) -> tuple[int, bool]:
    """How much of what follows repeats an amount's unit, and whether as a noun of its own."""
    if amount.percent:
        percent = _PERCENT.match(after)
        return (percent.end() if percent else 0), False
    end, own = _unit(amount, after[:REACH])
    if any(unit.dimension == ACCELERATOR for unit in amount.units):
        card = _CARD.match(after, end)
        end, own = (card.end(), True) if card else (end, own)
    return end, own and amount.low is None


def _unit(amount: Amount, after: str) -> tuple[int, bool]:
    """Where a unit of the same kind ends, and whether it is the very same."""
    units = {unit.dimension: unit for unit in amount.units}
    for top in ("", *(name for kind in units for name, power in kind.exponents if power > 0)):
        found = match_units(top + after, 0)  # "per GPU-hour" goes on from "USD"
        for unit, end in found:
            if end == found[0][1] > len(top) and unit.dimension in units:
                return end - len(top), not top and unit.factor == units[unit.dimension].factor
    return 0, False
