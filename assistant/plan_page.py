"""A plan as a page of the terminal, as Markdown, CSV or JSON, or beside other plans."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rich.console import Console
from rich.text import Text as Line

from ..tools.engine.sources import cited
from ..tools.engine.text import Text
from ..tools.functions.plan_record import AS_GIVEN, CONVENTION, Plan, Row, Section
from ..tools.functions.report import reason
from .layout import GAP, aligned, console, cut, width_of, write
from .layout import Row as Cells

HEADING, STRONG, FAINT, CAUTION = "bold cyan", "bold", "dim", "yellow"
TITLE = Text("A training run, planned", "训练方案")
GIVEN = Text("Given", "已知")
RISKS = Text("Main risks", "主要风险")
ASSUMED = Text("Assumed", "假定")
NOTES = Text("Notes", "注意")
SOURCES = Text("Sources", "来源")
COLUMNS = (
    "section",
    "of",
    "label",
    "quantity",
    "display",
    "exact",
    "unit",
    "low",
    "high",
    "source",
)
KEPT = re.compile(r"^<!-- flopwise plan (\{.*\}) -->$", re.MULTILINE)
DEFINITION = Text("definition", cited("definition", "zh"))
NO_SOURCE = (*DEFINITION, CONVENTION, cited(CONVENTION, "zh"), *AS_GIVEN)
"""What stands in a source's place and is none."""

LABEL_ROOM = 24
"""Columns that labels keep where plans stand beside each other; else figures go below them."""

FIGURE_ROOM = 24
"""Columns that figures need beside their names; else they go below them."""

SOURCE_ROOM = 12
"""Columns that a source needs beside its figure; else it is left to the files."""


def as_json_text(plan: Plan) -> str:
    """The plan as JSON, which reads back to the same plan."""
    return plan.model_dump_json(indent=2) + "\n"


def as_csv(plan: Plan) -> str:
    """A figure a line, after the inputs as written."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n", restval="")
    table.writeheader()
    for name, value in {"language": plan.language, **plan.inputs}.items():
        table.writerow({"section": "input", "quantity": name, "display": value})
    for section in plan.sections:
        for row in section.rows:
            table.writerow({"section": section.name, **row.model_dump()})
    for item in plan.assumptions:
        table.writerow(
            {"section": "assumption", "label": item.label, "quantity": item.name,
             "display": item.display, "source": reason(item)}
        )  # fmt: skip
    return out.getvalue()


def as_markdown(plan: Plan) -> str:
    """The page as Markdown, with what it was made from in a comment."""
    language = plan.language
    lines = [f"# {TITLE.in_(language)}", "", f"{GIVEN.in_(language)}: {' · '.join(plan.given)}"]
    lines += [f"\n> {warning}" for warning in plan.warnings]
    for section in plan.sections:
        lines += ["", f"## {section.title}", "", *_markdown_table(section)]
        lines += ["", *(f"- {note}" for note in section.notes)] if section.notes else []
    lines += ["", f"## {RISKS.in_(language)}", "", *(f"- {risk}" for risk in plan.risks)]
    lines += ["", f"## {ASSUMED.in_(language)}", ""]
    lines += [f"- {a.label}: **{a.display}** ({reason(a)})" for a in plan.assumptions]
    lines += ["", f"## {SOURCES.in_(language)}", ""]
    lines += [f"- {source}" for source in sources_of(plan)]
    held = {"language": language, "inputs": plan.inputs}
    kept = json.dumps(held, ensure_ascii=False).replace("-->", "--\\u003e")
    return "\n".join([*lines, "", f"<!-- flopwise plan {kept} -->"]) + "\n"


def _markdown_table(section: Section) -> Iterator[str]:
    heads, cells = _table(section)
    if not cells:
        return
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in cells:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def sources_of(plan: Plan) -> list[str]:
    """Every source of the page, once, in the order of the page."""
    rows = (row.source for section in plan.sections for row in section.rows)
    named = (re.sub(r"^[^\[]*\[(.*)\]$", r"\1", source) for source in rows)
    others = (item.source for item in plan.assumptions)
    leading = re.compile(rf"^(?:{'|'.join(DEFINITION)}); ")
    bare = (leading.sub("", source) for source in (*named, *others))
    return [source for source in dict.fromkeys(bare) if source and source not in NO_SOURCE]


# the page


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


def print_page(plan: Plan, out: Console | None = None) -> None:
    """The whole plan on the terminal; sources are cut to the room beside their figures."""
    out, language = out or console(), plan.language
    write(out, [Line(TITLE.in_(language), "bold green")])
    write(out, [Line(f"{GIVEN.in_(language)}: {' · '.join(plan.given)}", FAINT)])
    write(out, [Line(f"! {warning}", CAUTION) for warning in plan.warnings])
    for section in plan.sections:
        write(out, [Line(), Line(section.title, HEADING)])
        _print_table(out, *_table(section))
        write(out, [Line(note, FAINT) for note in section.notes], GAP)
    write(out, [Line(), Line(RISKS.in_(language), HEADING)])
    write(out, [Line(f"- {risk}") for risk in plan.risks], GAP)
    write(out, [Line(), Line(ASSUMED.in_(language), HEADING)])
    assumed = [[a.label, a.display, reason(a)] for a in plan.assumptions]
    _print_table(out, [], assumed)
    write(out, [Line(), Line(SOURCES.in_(language), HEADING)])
    write(out, [Line(f"- {source}", FAINT) for source in sources_of(plan)], GAP)


def _print_table(out: Console, heads: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """Rows under each other: a name or two, figures, a source, which is faint and goes first."""
    rows = [tuple(Line(cell, FAINT) for cell in heads)] if any(heads) else []
    rows += [
        tuple(
            Line(cell, FAINT if index == len(row) - 1 else STRONG if index else "")
            for index, cell in enumerate(row)
        )
        for row in cells
    ]
    if not rows:
        return
    room = out.width - GAP
    own = [tuple(row[:-1]) for row in rows]
    left = room - width_of(own) - GAP
    if left >= SOURCE_ROOM:
        rows = [(*row[:-1], cut(row[-1], left)) for row in rows]
        write(out, aligned(rows), GAP)
        return
    names = width_of([row[:-1] for row in own]) + GAP
    if room - names >= FIGURE_ROOM:
        write(out, aligned([part for row in own for part in _flowing(out, row, room - names)]), GAP)
    else:
        write(out, (line for row in own for line in _ragged(row)), GAP)


def _flowing(out: Console, row: Cells, room: int) -> Iterator[Cells]:
    """A row whose last cell, where it is longer than its room, goes on below itself."""
    *names, last = row
    for index, part in enumerate(last.wrap(out, room)):
        part.rstrip()
        yield (*(Line() if index else name for name in names), part)


def _ragged(row: Cells) -> Iterator[Line]:
    """A row that has no room: its figures below its name."""
    for index, cell in enumerate(row):
        if cell:
            yield Line(" " * (GAP if index else 0)).append_text(cell)


# beside each other


def print_beside(plans: Sequence[tuple[str, Plan]]) -> None:
    """Each figure of one plan a line, what the others say of it beside it."""
    out = console()
    names = [Line(name, FAINT) for name, _ in plans]
    for title, rows in beside([plan for _, plan in plans]):
        write(out, [Line(), Line(title, HEADING)])
        lines: list[Cells] = [(Line(), *names, Line("×" * (len(plans) == 2), FAINT))]
        lines += [
            (Line(label), *(Line(short(cell), STRONG) for cell in cells), Line(times, FAINT))
            for label, cells, times in rows
        ]
        over = width_of(lines) - (out.width - GAP)
        longest = max(line[0].cell_len for line in lines)
        if over <= 0 or longest - over >= LABEL_ROOM:
            room = longest - max(over, 0)
            write(out, aligned([(cut(label, room), *cells) for label, *cells in lines]), GAP)
        else:
            write(out, (part for line in lines for part in _ragged(line)), GAP)


def short(display: str) -> str:
    """A figure without the forms in brackets."""
    return re.sub(r"\s?[(（].*$", "", display)


def beside(
    plans: Sequence[Plan],
) -> list[tuple[str, list[tuple[str, list[str], str]]]]:
    """Sections with their rows: label, what each plan says, and of two the later over the first."""
    compared = []
    for name in dict.fromkeys(section.name for plan in plans for section in plan.sections):
        if name in ("laws", "moves", "trade"):
            continue  # They say the same of a run over again.
        sections = [plan.section(name) for plan in plans]
        title = next(section.title for section in sections if section)
        tables = [{row.quantity: row for row in section.rows} if section else {}
                  for section in sections]  # fmt: skip
        rows = []
        for quantity in dict.fromkeys(q for table in tables for q in table):
            found = [table.get(quantity) for table in tables]
            label = next(row.label for row in found if row)
            rows.append((label, [row.display if row else "–" for row in found], _times(found)))
        compared.append((title, rows))
    return compared


def _times(rows: Iterable[Row | None]) -> str:
    """How many times the first of two figures the second is; empty where they are not two."""
    from ..tools.engine.showing import show

    exact = [Fraction(row.exact.lstrip("~")) for row in rows if row and row.exact]
    if len(exact) != 2 or not exact[0] or exact[0] == exact[1]:
        return ""
    return show(exact[1] / exact[0], "1", "en", shown_as="ratio")
