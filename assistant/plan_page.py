"""A plan as a page of the terminal, as Markdown, CSV or JSON, or beside other plans."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from rich.console import Console
from rich.text import Text as Line

from ..tools.engine.sources import cited
from ..tools.engine.text import Text
from ..tools.functions.plan_record import AS_GIVEN, CONVENTION, Plan
from ..tools.functions.result import Row
from ..tools.functions.words import HEADINGS, reason
from .layout import GAP, aligned, console, cut, width_of, write
from .layout import Row as Cells
from .tables import FAINT, HEADING, STRONG, markdown_table, ragged, write_section, write_table

CAUTION = "yellow"
TITLE = Text("A training run, planned", "训练方案")
GIVEN = Text("Given", "已知")
RISKS = Text("Main risks", "主要风险")
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
        lines += ["", f"## {section.title}", "", *markdown_table(section)]
        lines += ["", *(f"- {note}" for note in section.notes)] if section.notes else []
    lines += ["", f"## {RISKS.in_(language)}", "", *(f"- {risk}" for risk in plan.risks)]
    lines += ["", f"## {HEADINGS['assumed'].in_(language)}", ""]
    lines += [f"- {a.label}: **{a.display}** ({reason(a)})" for a in plan.assumptions]
    lines += ["", f"## {SOURCES.in_(language)}", ""]
    lines += [f"- {source}" for source in sources_of(plan)]
    held = {"language": language, "inputs": plan.inputs}
    kept = json.dumps(held, ensure_ascii=False).replace("-->", "--\\u003e")
    return "\n".join([*lines, "", f"<!-- flopwise plan {kept} -->"]) + "\n"


def sources_of(plan: Plan) -> list[str]:
    """Every source of the page, once, in the order of the page."""
    rows = (row.source for section in plan.sections for row in section.rows)
    named = (re.sub(r"^[^\[]*\[(.*)\]$", r"\1", source) for source in rows)
    others = (item.source for item in plan.assumptions)
    leading = re.compile(rf"^(?:{'|'.join(DEFINITION)}); ")
    bare = (leading.sub("", source) for source in (*named, *others))
    return [source for source in dict.fromkeys(bare) if source and source not in NO_SOURCE]


# the page


def print_page(plan: Plan, out: Console | None = None) -> None:
    """The whole plan on the terminal; sources are cut to the room beside their figures."""
    out, language = out or console(), plan.language
    write(out, [Line(TITLE.in_(language), "bold green")])
    write(out, [Line(f"{GIVEN.in_(language)}: {' · '.join(plan.given)}", FAINT)])
    write(out, [Line(f"! {warning}", CAUTION) for warning in plan.warnings])
    for section in plan.sections:
        write_section(section, out)
    write(out, [Line(), Line(RISKS.in_(language), HEADING)])
    write(out, [Line(f"- {risk}") for risk in plan.risks], GAP)
    write(out, [Line(), Line(HEADINGS["assumed"].in_(language), HEADING)])
    rows = [(Line(a.label), Line(a.display, STRONG), Line(reason(a), FAINT))
            for a in plan.assumptions]  # fmt: skip
    write_table(rows, out)
    write(out, [Line(), Line(SOURCES.in_(language), HEADING)])
    write(out, [Line(f"- {source}", FAINT) for source in sources_of(plan)], GAP)


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
            write(out, (part for line in lines for part in ragged(line)), GAP)


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
