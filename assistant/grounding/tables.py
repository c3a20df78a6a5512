"""Tables: the heads of a cell's column and row, which say what it is and of which case."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RULE = re.compile(r"[\s|:\-]+")

Place = tuple[int, int]
"""Where a head stands in the text."""


def heads(text: str, position: int) -> tuple[Place, ...]:
    """Where the heads of a table's cell stand, the column's before the row's; () outside tables."""
    start = text.rfind("\n", 0, position) + 1
    if "|" not in text[start:position]:
        return ()
    cells = list(_cells(text, start))
    is_row = text[start:position].lstrip().startswith("|")
    mine = next((i for i, (_, end) in enumerate(cells) if position <= end), len(cells))
    found = []
    line = start
    while line:
        above = text.rfind("\n", 0, line - 1) + 1
        row = text[above : line - 1]
        if "|" not in row:
            break
        if _RULE.fullmatch(row) and above:
            top = list(_cells(text, text.rfind("\n", 0, above - 1) + 1))
            found, is_row = top[mine : mine + 1], True
            break
        line = above
    return (*found, *(cells[:1] if mine and is_row else ()))


def _cells(text: str, start: int) -> Iterator[Place]:
    """The cells of a line, by where they stand."""
    end = text.find("\n", start)
    stop = len(text) if end < 0 else end
    at = start
    while at < stop:
        bar = text.find("|", at, stop)
        bar = stop if bar < 0 else bar
        if at > start or text[at:bar].strip():  # Before the first bar there is no cell.
            yield at, bar
        at = bar + 1
