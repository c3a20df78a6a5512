"""Lists of three and more: a question for each of what is listed.

Of two values a question makes a comparison, which the reader knows; three and more are asked one by
one: "7B, 13B and 70B", "64, 128 and 256 H100s", "3B on 600B tokens, 10B on 180B or 30B on 60B".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ...tools.engine.amounts import Amount, scan_amounts

_FEWEST = 3
_BETWEEN = re.compile(
    r"\s?(?:[,，、;；/]|,?\s?(?:and|or|vs\.?|versus)(?![a-z])|和|与|及|或者?|还是|跟)"
    r"\s?(?:and |or )?(?:(?:of |for |at |with |on )?(?:an? |the )?)?",
    re.IGNORECASE,
)
_UNIT = re.compile(r"^[-+]?[\d.,]+\s?(?:[kKMBT](?![A-Za-z])|[千万亿]+)?\s?")
_ASSIGNED = re.compile(r"[=:(（]\s?$|\b(?:of|from)\s(?:\(|\[)$")
_SIZE = r"[0-9][0-9.]*\s?(?:B|M|T|亿|万亿)(?![A-Za-z])"
_RUN = re.compile(rf"(?:an? |the )?{_SIZE} (?:model )?(?:on|over|with) {_SIZE}(?: tokens?)?")


class Listed(NamedTuple):
    """The question for one of what is listed, and what that is."""

    question: str
    label: str


class _Item(NamedTuple):
    start: int
    end: int
    text: str


@lru_cache(maxsize=64)
def each_listed(question: str) -> tuple[Listed, ...]:
    """The question for each of what it lists; nothing where it lists no three things alike."""
    runs = [_Item(m.start(), m.end(), m[0]) for m in _RUN.finditer(question)]
    found = _in_a_row(question, runs)
    if len(found) < _FEWEST:
        found = _of_one_kind(question)
    if len(found) < _FEWEST or len({item.text for item in found}) < len(found):
        return ()
    before, after = question[: found[0].start], question[found[-1].end :]
    return tuple(Listed(f"{before}{item.text}{after}", item.text) for item in found)


def _in_a_row(question: str, items: list[_Item]) -> list[_Item]:
    """The longest row of items with nothing but commas and "and" between them."""
    rows: list[list[_Item]] = []
    for item in items:
        if rows and _BETWEEN.fullmatch(question, rows[-1][-1].end, item.start):
            rows[-1].append(item)
        else:
            rows.append([item])
    return max(rows, key=len, default=[])


def _of_one_kind(question: str) -> list[_Item]:
    """Amounts in a row that are of one kind, each with the unit that the last one has."""
    amounts = [a for a in scan_amounts(question) if a.value > 0]
    rows = _in_a_row(question, [_Item(a.start, a.end, a.text.strip()) for a in amounts])
    row = [a for a in amounts if any(a.start == item.start for item in rows)]
    if len(row) < _FEWEST or _ASSIGNED.search(question, 0, row[0].start):
        return []
    last = row[-1]
    unit = _UNIT.sub("", last.text.strip()) if last.units else ""
    if not all(_is_alike(a, last) for a in row):
        return []
    return [
        _Item(a.start, a.end, a.text.strip() if a.units or not unit else f"{a.text.strip()} {unit}")
        for a in row
    ]


def _is_alike(one: Amount, last: Amount) -> bool:
    """Whether an amount is of the kind of the last one of its row."""
    if one.units:
        return bool(last.units) and one.units[0].dimension == last.units[0].dimension
    return one.percent == last.percent and bool(one.scale) == bool(last.scale)
