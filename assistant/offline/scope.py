"""What lies outside: other subjects, what is not published, pleas to guess, sums of units."""

from __future__ import annotations

import re

from ...tools.engine.amounts import scan_amounts
from ...tools.engine.units import match_units
from .case import Case
from .phrases import CONVERT
from .subjects import OUTSIDE, UNPUBLISHED
from .tokens import plain

_ARITHMETIC = re.compile(r"[0-9a-z.%()\s]+(?:[-+*/×÷^][0-9a-z.%()\s]+)+")
_NOUN = re.compile(r"\s?(?:[A-Za-z-]{3,}(?:\s[a-z]{4,}s)?|[\u4e00-\u9fff]{1,3})")
_IS = re.compile(r"\s?(?:is|are|in|there in|=|does|make up|equals?|是|有|合)?\s?")
_MINUS = re.compile(r"(?:difference|gap|差)|minus|减去|减")


def outside(question: str) -> bool:
    """Whether a question is outside the subject or of what nobody has published."""
    low = plain(question)
    return bool(OUTSIDE.search(low))


def unpublished(question: str) -> bool:
    """Whether it is about a model whose size nobody has published."""
    return bool(UNPUBLISHED.search(plain(question)))


def impossible_amount(question: str) -> str | None:
    """A negative or zero amount of something counted, as written with its noun, if there is one."""
    for amount in scan_amounts(question):
        counted = _NOUN.match(question, amount.end)
        if amount.value < 0 or (amount.value == 0 and (amount.units or counted)):
            return (
                f"{amount.text.strip()}{counted[0] if counted and not amount.units else ''}".strip()
            )
    return None


def conversion(question: str, case: Case) -> tuple[str, ...]:
    """The sums that a question for one amount in another unit stands for."""
    low = plain(question)
    amounts = [a for a in scan_amounts(question) if a.units and not a.percent]
    if len(amounts) != 1 or len(case.given) > 1 or case.models or case.accelerators:
        return ()
    amount = amounts[0]
    for cue in CONVERT.finditer(low):
        for unit, end in match_units(question, cue.end())[:1]:
            if not unit.dimension.exponents or unit.dimension not in [
                u.dimension for u in amount.units
            ]:
                continue
            before = _IS.fullmatch(low[end : amount.start]) if end <= amount.start else None
            if before or cue.start() < amount.end < end or amount.start < cue.start():
                written = question[cue.end() : end].strip()
                whole = amount.text.strip()
                return (whole,) if unit.factor == 1 else (whole, f"{whole} / (1 {written})")
    return ()


def difference(question: str) -> str | None:
    """The sum that a question for the difference of two amounts stands for."""
    low = plain(question)
    if not _MINUS.search(low):
        return None
    amounts = [a for a in scan_amounts(question) if a.units and not a.percent]
    if len(amounts) != 2 or amounts[0].units[0].dimension != amounts[1].units[0].dimension:
        return None
    sizes = [a.value * a.units[0].factor for a in amounts]
    big, small = (0, 1) if sizes[0] >= sizes[1] else (1, 0)
    return f"{amounts[big].text.strip()} - {amounts[small].text.strip()}"
