"""What needs no case: other subjects, what is not published, impossible amounts, plain sums."""

from __future__ import annotations

import re

from ...tools.engine.amounts import read_amount, scan_amounts, show
from ...tools.engine.errors import FlopwiseError
from ...tools.engine.text import Text
from ...tools.engine.units import match_units
from .case import Case
from .lexicon import Lexicon
from .tokens import plain
from .words.asking import CONVERT
from .words.subjects import OUTSIDE, UNPUBLISHED

_LEAD = re.compile(
    r"\s*(?:please |pls |and )*(?:(?:what(?:'s| is| does)?|whats|how much "
    r"is|calculate|compute|evaluate|"
    r"work out|请|帮我|帮忙|计算|算一下|算算|算|求)[\s::,]*)*"
)
_TAIL = re.compile(
    r"[\s=]*(?:equal|make|be|是多少|等于多少|等于几|得多少|得几|多少|=|\?|呢)*[\s=?.。]*"
)
_SUM = re.compile(
    r"[-(\s]*[0-9](?:[0-9.,e]*[0-9])?[kmbt%万亿]*[)\s]*"
    r"(?:(?:\*\*|[-+*/×÷^])[-(\s]*[0-9](?:[0-9.,e]*[0-9])?[kmbt%万亿]*[)\s]*)+"
)
_NOUN = re.compile(
    r"\s?(?:[A-Za-z-]{3,}(?:\s(?!with|from|what|which|that|than|then|into|when|does|have|train)"
    r"[a-z]{4,})?|[\u4e00-\u9fff]{1,3})"
)
_IS = re.compile(r"\s?(?:is|are|(?:are |is )?(?:there )?in|=|does|make up|equals?|是|有|合)?\s?")
_LEADS_IN = re.compile(
    r"(?:(?<![A-Za-z])[A-Za-z-]{2,}(?: [A-Za-z-]{2,})? (?:(?:of|is|=|at) )?"
    r"|(?:[\u4e00-\u9fff]{1,6}\s?)?[A-Za-z]{2,}\s?(?:=|为|是)\s?"
    r"|[\u4e00-\u9fff]{1,6}\s?(?:=|为|是)?\s?)$"
)
_LONGEST_LEAD = 28
_MINUS = re.compile(
    r"(?:difference|gap|差)|how many [a-z]+ (?:more|bigger|larger|less) (?:is|are)"
    r"|how many [a-z]+ (?:is|are) .{2,16} (?:bigger|larger|more|smaller|less) than|minus|减去|减"
    r"|比.{1,16}(?:多|少|大|小)(?:多少|几)"
)


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
        if amount.text.strip() in ("ZeRO", "ZERO"):
            continue
        counted = _NOUN.match(question, amount.end)
        lead = _LEADS_IN.search(question, max(0, amount.start - _LONGEST_LEAD), amount.start)
        if amount.value < 0 or (amount.value == 0 and (amount.units or counted or lead)):
            noun = counted[0] if counted and not amount.units else ""
            return f"{lead[0] if lead else ''}{amount.text.strip()}{noun}".strip()
    return None


def bits_for_bytes(question: str, lexicon: Lexicon) -> Text | None:
    """What is wrong with "80 Gb" of memory, and the mend; none where no such amount stands."""
    name = lexicon.usual.get("byte")
    if name is None:
        return None
    for amount in scan_amounts(question):
        if not amount.is_in_bits("byte"):
            continue
        try:
            read_amount(amount.text.strip(), "byte", lexicon[name].label)
        except FlopwiseError as error:
            return error.text
    return None


def arithmetic(question: str) -> str | None:
    """The sum that a question is, and nothing else: "2**100", "what is 6 * 7e9 * 2e12?"."""
    low = plain(question)
    lead = _LEAD.match(low)
    body = low[lead.end() if lead else 0 :]
    found = _SUM.match(body)
    if found is None or not _TAIL.fullmatch(body[found.end() :]):
        return None
    start = len(low) - len(body)
    written = question[start : start + found.end()].strip()
    signs = set(re.findall(r"[-+*/×÷^(]", found[0]))
    if signs <= set("-/") and re.search(r"[0-9][kmbt万亿]|[0-9]-[0-9]", found[0]):
        return None  # "7B/2T" is a run, "30-60" a range
    return written


def conversion(question: str, case: Case) -> tuple[str, ...]:
    """The sums that a question for one amount in another unit stands for."""
    low = plain(question)
    amounts = [a for a in scan_amounts(question) if a.units and not a.percent]
    if len(amounts) != 1 or len(case.given) > 1 or case.accelerators:
        return ()
    amount = amounts[0]
    if case.formats and amount.units[0].name.startswith("bit"):
        return ()  # "in 8-bit: how many gigs" tells a format
    for cue in CONVERT.finditer(low):
        for unit, end in match_units(question, cue.end())[:1]:
            if case.models and unit.factor == amount.units[0].factor:
                continue  # how many tokens a parameter: of the model
            if not unit.dimension.exponents or unit.dimension not in [
                u.dimension for u in amount.units
            ]:
                continue
            before = _IS.fullmatch(low[end : amount.start]) if end <= amount.start else None
            if before or cue.start() < amount.end < end or amount.start < cue.start():
                written = question[cue.end() : end].strip()
                whole = amount.text.strip()
                shown = show(amount.value * amount.units[0].factor, str(unit.dimension), "en")
                plainly = unit.factor == 1 or re.search(
                    rf"\d {re.escape(written)}(?![A-Za-z/])", shown
                )
                return (whole,) if plainly else (whole, f"{whole} / (1 {written})")
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
