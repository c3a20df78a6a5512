"""Sections of figures as tables: on the terminal, and in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text as Line

from ..tools.functions.result import Row, Section
from .layout import GAP, aligned, cut, width_of, write
from .layout import Row as Cells

HEADING, STRONG, FAINT = "bold cyan", "bold", "dim"

FIGURE_ROOM = 24
"""Columns that figures need beside their names; else they go below them."""

SOURCE_ROOM = 12
"""Columns that a source needs beside its figure; else it is left to the files."""


def _table(section: Section) -> tuple[list[str], list[list[str]]]:
    """Headings and rows; things beside each other, where they have figures alike, are a line each.

    A figure's source is the last column.
    """
    named = {row.of: None for row in section.rows}
    quantities = {row.quantity: row.label for row in section.rows}
    if section.name == "laws":
        found = {(row.of, row.quantity): row for row in section.rows}
        sources = {row.of: row.source for row in section.rows}
        lines = [
            [of, *(_plain(found.get((of, name))) for name in quantities), sources[of]]
            for of in named
        ]
        return ["", *quantities.values(), ""], lines
    rows = [[row.of, row.label, row.display, row.source] for row in section.rows]
    if not any(named):
        return ["", "", ""], [row[1:] for row in rows]
    return ["", "", "", ""], rows


def _plain(row: Row | None) -> str:
    """Without the noun, which the heading says."""
    if row is None:
        return ""
    return re.sub(r"\s*(parameters?|tokens?|个?参数|个? ?token)$", "", row.display)


def markdown_table(section: Section) -> Iterator[str]:
    """The section's figures as the lines of a Markdown table."""
    heads, cells = _table(section)
    if not cells:
        return
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in cells:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def write_section(section: Section, out: Console) -> None:
    """A section under its heading: figures in columns, then what to know of them."""
    heads, cells = _table(section)
    rows: list[Cells] = [tuple(Line(cell, FAINT) for cell in heads)] if any(heads) else []
    for row, above in zip(cells, [None, *cells], strict=False):
        told = "" if above is not None and above[-1] == row[-1] else row[-1]
        figures = (Line(cell, STRONG if index else "") for index, cell in enumerate(row[:-1]))
        rows.append((*figures, Line(told, FAINT)))
    write(out, [Line(), Line(section.title, HEADING)])
    write_table(rows, out)
    write(out, [Line(note, FAINT) for note in section.notes], GAP)


def write_table(rows: Sequence[Cells], out: Console) -> None:
    """Rows in columns: a name or two, figures, and last a source.

    Sources are cut to the room that is left, and go where there is none; a figure that is longer
    than its room goes on below itself.
    """
    room = out.width - GAP
    own = [tuple(row[:-1]) for row in rows]
    left = room - width_of(own) - GAP
    if not rows:
        return
    if left >= SOURCE_ROOM:
        write(out, aligned([(*row[:-1], cut(row[-1], left)) for row in rows]), GAP)
        return
    names = width_of([row[:-1] for row in own]) + GAP
    if room - names >= FIGURE_ROOM:
        parts = [part for row in own for part in _flowing(row, room - names, out)]
        write(out, aligned(parts), GAP)
    else:
        write(out, (line for row in own for line in ragged(row)), GAP)


def _flowing(row: Cells, room: int, out: Console) -> Iterator[Cells]:
    """A row whose last cell, where it is longer than its room, goes on below itself."""
    *names, last = row
    for index, part in enumerate(last.wrap(out, room) or [last]):
        part.rstrip()
        yield (*(Line() if index else name for name in names), part)


def ragged(row: Cells) -> Iterator[Line]:
    """A row that has no room: its figures below its name."""
    for index, cell in enumerate(row):
        if cell:
            yield Line(" " * (GAP if index else 0)).append_text(cell)
