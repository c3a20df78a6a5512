"""Words that look like the name of an accelerator or number format, and that no catalog holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...tools.engine.numerals import fold

# A vendor's family and a number, whatever stands around it.
_FAMILY = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:RTX|GTX|Quadro|Tesla|TPU|Gaudi|Trainium|Inferentia|Ascend|昇腾|昇騰)"
    r"[ -]?v?[0-9]{1,4}[a-z]?|MI[ -]?[0-9]{2,4}[a-z]?)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# A letter and a number, as a card is called: only where a card can stand.
_LETTER = re.compile(
    r"(?<![A-Za-z0-9-])(?:GB|GH|[ABHKLMPRTV])-?[0-9]{2,5}[A-Z]{0,2}(?![0-9a-rt-z])"
)
# A kind of number and its bits, as a format is called.
_FORMAT = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:u?int|fp|nf|mxfp|nvfp)-?[0-9]{1,2}|i?q[0-9]_[a-z0-9_]+)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:(?<![a-z])(?:how many|number of|on|with|using|use|per|each|an?|for|nvidia|buy|rent|and"
    r"|or|vs\.?|than|to)(?: an?)?|[0-9a-z万千百][ "
    r"x×*]|[0-9]|[用拿张块片台上换成个租买和比/$是几])\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"s?[ -]?(?:gpus?|cards?|accelerators?|clusters?|nodes?|hours?|hrs?|卡|显卡|集群|机器|训|上)"
    r"|s(?![a-z])",
    re.IGNORECASE,
)
_NOT_A_CARD = re.compile(r"P(?:5|9)[0-9]$|A[0-9]{2}B$|[BM][0-9]+[BM]$")


def strangers(question: str, taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where such words stand, in order.

    Args:
        question: as asked.
        taken: where known names stand.
    """
    text, spans = fold(question), list(taken)
    found: list[tuple[int, int]] = []
    for pattern in (_FAMILY, _LETTER):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(begin < end and start < stop for begin, stop in (*spans, *found)):
                continue
            if pattern is _LETTER and not _is_card(text, start, end):
                continue
            found.append((start, end))
    return sorted(found)


def strange_formats(question: str, taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where what looks like a number format stands, in order; arguments as for `strangers`."""
    found = (match.span() for match in _FORMAT.finditer(fold(question)))
    spans = list(taken)
    return [
        (start, end) for start, end in found if not any(a < end and start < b for a, b in spans)
    ]


def _is_card(text: str, start: int, end: int) -> bool:
    """Whether a card can stand where a letter and a number stand."""
    if _NOT_A_CARD.fullmatch(text[start:end]):
        return False
    before = _BEFORE.search(text, max(0, start - 16), start)
    return bool(before or _AFTER.match(text, end))
