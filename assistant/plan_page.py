"""`flopwise plan`: a plan from a sentence or a file, as a page, a file, or beside another one."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from pydantic import ValidationError
from rich.text import Text as Line

from ..tools.engine.errors import InvalidInput, MissingInput
from ..tools.engine.text import Language, Text
from ..tools.functions.arguments import read_settings
from ..tools.functions.plan import make_plan
from ..tools.functions.plan_record import Plan, Row, Section
from ..tools.functions.report import reason, refusal
from .direct import known_name
from .errors import UsageError, one_line
from .layout import GAP, aligned, console, cut, width_of, write
from .layout import Row as Cells
from .reply import language_of

MADE, NOT_MADE = 0, 1
HEADING, STRONG, FAINT, CAUTION = "bold cyan", "bold", "dim", "yellow"
SUFFIXES = (".json", ".md", ".csv")
EXAMPLE = 'flopwise plan "plan a run for $1M on H100s"'
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
SOURCE_ROOM = 12
"""Columns that a source needs beside its figure; else it is left to the files."""


def show_plan(
    words: Sequence[str],
    settings: Sequence[str],
    output: str | None,
    as_json: bool,
    compare: bool,
    language: Language | None,
) -> int:
    """Print a plan, write it, or set several beside each other.

    Args:
        words: a sentence, or plan files.
        settings: "mfu=0.45": inputs that are changed.
        output: a file to write: .json, .md or .csv.
        as_json: print plain data.
        compare: set the plan beside what it was before the settings.
        language: of the plan; that of the sentence or file if none.

    Returns:
        0, or 1 where what is given fixes no run.

    Raises:
        UsageError: no plan can be meant; a file is none, or cannot be written.
    """
    changed = {known_name(n): v for n, v in read_settings(settings, "--set").items()}
    if output is not None and Path(output).suffix not in SUFFIXES:
        raise UsageError(
            Text(
                f"{output}: name a file that ends in {', '.join(SUFFIXES)}",
                f"{output}:文件名应以 {'、'.join(SUFFIXES)} 结尾",
            )
        )
    spoken = language or language_of(" ".join(words))
    try:
        plans = _plans(words, changed, compare, language)
    except (MissingInput, InvalidInput) as error:
        if as_json:
            print(refusal("plan", error, spoken).model_dump_json(indent=2))
        print(f"flopwise: {error.in_(spoken)}", file=sys.stderr)
        return NOT_MADE
    if output is not None:
        if len(plans) > 1:
            raise UsageError(Text("-o writes one plan, not several", "-o 只写出一个方案"))
        _write(plans[0][1], Path(output).expanduser())
    elif as_json:
        _print_json([plan for _, plan in plans])
    elif len(plans) > 1:
        _print_beside(plans)
    else:
        _print_page(plans[0][1])
    return MADE


# ------------------------------------------------------------------------------ where plans come from


def _plans(
    words: Sequence[str], changed: Mapping[str, str], compare: bool, language: Language | None
) -> list[tuple[str, Plan]]:
    """The plans that are meant, with what to call each."""
    files = [word for word in words if word.casefold().endswith(SUFFIXES)]
    if files and len(files) == len(words):
        before = [(name, _in(read_plan(Path(name).expanduser()), language)) for name in files]
    else:
        before = [(GIVEN.in_(language or "en"), _understood(" ".join(words), changed, language))]
    if not changed:
        return before
    after = [
        (", ".join(f"{n}={v}" for n, v in changed.items()), changed_plan(plan, changed))
        for _, plan in before
    ]
    return [*before, *after] if compare else after


def _in(plan: Plan, language: Language | None) -> Plan:
    if language is None or language == plan.language:
        return plan
    return make_plan(plan.inputs, language)


def changed_plan(plan: Plan, changed: Mapping[str, str]) -> Plan:
    """The plan made again with some of its inputs changed, or added.

    Raises:
        MissingInput: they do not fix a run.
        InvalidInput: they contradict each other, leave a domain, or cannot be read.
    """
    return make_plan({**plan.inputs, **changed}, plan.language)


def _understood(sentence: str, changed: Mapping[str, str], language: Language | None) -> Plan:
    from .offline.language import language_of as language_in

    if not sentence.strip():
        raise UsageError(Text(f"say what to plan: {EXAMPLE}", f"请说明要规划什么:{EXAMPLE}"))
    spoken = language or language_in(sentence)
    given = read_request(sentence)
    try:
        return make_plan(given, spoken)
    except MissingInput:
        return make_plan({**given, **changed}, spoken)


def read_request(sentence: str) -> dict[str, str]:
    """The inputs in a sentence, as the offline model reads them.

    Raises:
        UsageError: it names a thing that the catalog lacks, or an amount whose meaning is unclear.
    """
    from ..tools.vocabulary import VOCABULARY
    from .offline.lexicon import Lexicon
    from .offline.reader import Reader
    from .offline.tokens import tidy

    given: dict[str, str] = {}
    for case in Reader(Lexicon(VOCABULARY)).cases((tidy(sentence),)):
        if case.unknown is not None:
            kind, name = case.unknown
            raise UsageError(
                Text(f"the catalog has no {kind} {name}", f"目录中没有 {name}"),
            )
        if case.unplaced:
            raise UsageError(
                Text(
                    "an amount has no clear meaning here: name each, as in 30 days, $1M, 7B model",
                    "有一个数量含义不清:请写明各是什么,如 30 天、100 万美元、70 亿参数",
                )
            )
        given |= {name: value.text for name, value in case.given.items()}
        named = (
            ("accelerator", case.accelerators[:1]),
            ("model", case.models[:1]),
            ("dtype", case.formats[:1]),
            ("grid", (case.grid,) if case.grid else ()),
        )
        given |= {kind: names[0] for kind, names in named if names}
        given |= {name: value for name, value in case.choices.items() if name != "fit"}
    if "model" in given and "parameters" in given:
        del given["model"]  # The stated size is planned; the name is what it is likened to.
    return given


def read_plan(file: Path) -> Plan:
    """A plan that was written to a file; from Markdown and CSV it is made again.

    Raises:
        UsageError: the file cannot be read, or holds no plan.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        detail = one_line(getattr(error, "strerror", None) or error)
        raise UsageError(
            Text(f"{file} cannot be read: {detail}", f"无法读取 {file}:{detail}")
        ) from None
    try:
        if file.suffix.casefold() == ".json":
            return Plan.model_validate_json(text)
        inputs, language = _inputs_of_csv(text) if file.suffix == ".csv" else _inputs_of_page(text)
    except (ValidationError, ValueError):
        raise UsageError(
            Text(
                f"{file} is no plan: write one with {EXAMPLE} -o {file.name}",
                f"{file} 不是方案文件:可用 {EXAMPLE} -o {file.name} 生成",
            )
        ) from None
    return make_plan(inputs, language)


def _inputs_of_page(text: str) -> tuple[dict[str, str], Language]:
    """What a Markdown page was made from; ValueError where it holds no plan."""
    kept = KEPT.search(text)
    if kept is None:
        raise ValueError("no plan")
    held = json.loads(kept[1])
    inputs, language = held["inputs"], held["language"]
    if not isinstance(inputs, dict) or not all(isinstance(v, str) for v in inputs.values()):
        raise ValueError("no inputs")
    return inputs, "zh" if language == "zh" else "en"


def _inputs_of_csv(text: str) -> tuple[dict[str, str], Language]:
    """What a table was made from; ValueError where it holds no plan."""
    rows = csv.DictReader(io.StringIO(text))
    if rows.fieldnames is None or tuple(rows.fieldnames) != COLUMNS:
        raise ValueError("no plan")
    given = [row for row in rows if row["section"] == "input"]
    language = next((row["display"] for row in given if row["quantity"] == "language"), "en")
    inputs = {row["quantity"]: row["display"] for row in given if row["quantity"] != "language"}
    if not inputs:
        raise ValueError("no inputs")
    return inputs, "zh" if language == "zh" else "en"


# ------------------------------------------------------------------------------ files


def _write(plan: Plan, file: Path) -> None:
    writers = {".json": as_json_text, ".md": as_markdown, ".csv": as_csv}
    try:
        file.write_text(writers[file.suffix](plan), encoding="utf-8")
    except OSError as error:
        detail = one_line(error.strerror or error)
        raise UsageError(
            Text(f"{file} cannot be written: {detail}", f"无法写入 {file}:{detail}")
        ) from error
    print(Text(f"written: {file}", f"已写入:{file}").in_(plan.language))


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
    return [source for source in dict.fromkeys([*named, *others]) if source]


# ------------------------------------------------------------------------------ the page


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


def _print_page(plan: Plan) -> None:
    out, language = console(), plan.language
    write(out, [Line(TITLE.in_(language), "bold green")])
    write(out, [Line(f"{GIVEN.in_(language)}: {' · '.join(plan.given)}", FAINT)])
    write(out, [Line(f"! {warning}", CAUTION) for warning in plan.warnings])
    for section in plan.sections:
        write(out, [Line(), Line(section.title, HEADING)])
        write(out, _lines(section, out.width - GAP), GAP)
        write(out, [Line(note, FAINT) for note in section.notes], GAP)
    write(out, [Line(), Line(RISKS.in_(language), HEADING)])
    write(out, [Line(f"- {risk}") for risk in plan.risks], GAP)
    write(out, [Line(), Line(ASSUMED.in_(language), HEADING)])
    rows = [(Line(a.label), Line(a.display, STRONG), Line(reason(a), FAINT))
            for a in plan.assumptions]  # fmt: skip
    write(out, _fitted(rows, out.width - GAP), GAP)
    write(out, [Line(), Line(SOURCES.in_(language), HEADING)])
    write(out, [Line(f"- {source}", FAINT) for source in sources_of(plan)], GAP)


def _lines(section: Section, room: int) -> list[Line]:
    heads, cells = _table(section)
    head = [tuple(Line(cell, FAINT) for cell in heads)] if any(heads) else []
    rows = [
        tuple(
            Line(cell, FAINT if index == len(row) - 1 else STRONG if index else "")
            for index, cell in enumerate(row)
        )
        for row in cells
    ]
    return _fitted([*head, *rows], room) if rows else []


def _fitted(rows: Sequence[Cells], room: int) -> list[Line]:
    """Aligned; the sources are cut to the room that is left, and go where there is none."""
    own = [tuple(row[:-1]) for row in rows]
    left = room - width_of(own) - GAP
    if left >= SOURCE_ROOM:
        return aligned([(*row[:-1], cut(row[-1], left)) for row in rows])
    if left + GAP >= 0:
        return aligned(own)
    return [line for row in own for line in _ragged(row)]


def _ragged(row: Cells) -> Iterator[Line]:
    """A row that has no room: its figures below its name."""
    yield row[0]
    for cell in filter(None, row[1:]):
        yield Line(" " * GAP).append_text(cell)


# ------------------------------------------------------------------------------ beside each other


def _print_json(plans: Sequence[Plan]) -> None:
    texts = [plan.model_dump_json(indent=2) for plan in plans]
    print(texts[0] if len(texts) == 1 else "[" + ",\n".join(texts) + "]")


def _print_beside(plans: Sequence[tuple[str, Plan]]) -> None:
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
        if width_of(lines) <= out.width - GAP:
            write(out, aligned(lines), GAP)
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
