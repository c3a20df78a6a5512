"""Lines of a terminal: columns, indents and wrapping by display width, no trailing spaces."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text as Line

GAP = 2
PIPE_WIDTH = 100
NARROWEST = 20
DUMB = ("dumb", "unknown")

Row = Sequence[Line]


def console() -> Console:
    """Standard output: colour and width as the terminal has them; plain and wider in a pipe."""
    width, height = None, None
    if os.environ.get("COLUMNS", "").isdigit():
        pass  # The user's own width, which rich reads.
    elif not sys.stdout.isatty():
        width = PIPE_WIDTH
    elif os.environ.get("TERM") in DUMB:  # Whose size rich does not ask for.
        width, height = shutil.get_terminal_size()
    return Console(highlight=False, emoji=False, markup=False, width=width, height=height)


def write(out: Console, lines: Iterable[Line], indent: int = 0, hang: int | None = None) -> None:
    """Print lines; what is too long goes on below, a little further in.

    Args:
        out: where to.
        lines: what to print.
        indent: columns before each line.
        hang: columns that a continuation stands further in; none is two more than its line does.
    """
    for line in lines:
        room = max(out.width - indent, NARROWEST)
        if line.cell_len <= room:
            out.print(Line(" " * indent).append_text(line), soft_wrap=True)
            continue
        lead = len(line.plain) - len(line.plain.lstrip(" "))
        further = lead + GAP if hang is None else hang
        start = indent + further
        first, *others = line.wrap(out, max(room - further, NARROWEST), overflow="fold")
        for place, part in ((indent, first), *((start, other) for other in others)):
            part.rstrip()
            out.print(Line(" " * place).append_text(part), soft_wrap=True)


def width_of(rows: Sequence[Row]) -> int:
    """Columns that the rows take when their cells are aligned."""
    widths = _widths(rows)
    return sum(widths) + GAP * max(len(widths) - 1, 0)


def aligned(rows: Sequence[Row], right: Iterable[int] = ()) -> list[Line]:
    """One line a row, cells under each other; those of the columns in `right` end together."""
    widths, lines, ends = _widths(rows), [], frozenset(right)
    for row in rows:
        line = Line()
        for index, cell in enumerate(row):
            space = " " * (widths[index] - cell.cell_len)
            gap = " " * (GAP if index else 0)
            line.append(gap + space if index in ends else gap).append_text(cell)
            if index not in ends:
                line.append(space)
        line.rstrip()
        lines.append(line)
    return lines


def cut(line: Line, width: int) -> Line:
    """The line, ending in an ellipsis at a word where it is longer than `width`."""
    line = line.copy()
    if line.cell_len > width:
        line.truncate(max(width, 1), overflow="ellipsis")
        word = line.plain.rfind(" ")
        if word > line.cell_len // 2:
            line.right_crop(len(line.plain) - word)
            line.append("…")
    return line


def _widths(rows: Sequence[Row]) -> list[int]:
    return [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)]
