"""A reply on a terminal: the answer first, then how, what was assumed, what would change it.

Short enough to read at a glance: of a source its first clause and its date (the whole is in --json
and /why).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text as Line

from ..tools.engine.text import Text
from ..tools.functions.result import Answer, Assumption, Step
from ..tools.functions.words import HEADINGS, pulled, scope
from .errors import OFFLINE
from .layout import GAP, Row, aligned, width_of, write
from .reply import Reply
from .tables import write_section

INDENT = 2
LONG_VALUE = 26
"""Columns beyond which an assumed value does not widen its column."""

ANSWER, HEADING, FAINT, CAUTION, CODE = "bold green", "bold cyan", "dim", "yellow", "cyan"

GIVEN = Text("Given: ", "已知:")
UNUSED = Text("Not needed here: ", "此处用不到:")
CHECKED = {
    "model": Text("every figure checked", "每个数字均已核对"),
    "corrected": Text("every figure checked, after a correction", "每个数字均已核对(经过更正)"),
    "replaced": Text("the tools' figures in the model's place", "以工具的数字代替模型的数字"),
}
KEPT_BACK = Text("kept back, as nothing supports it: ", "因无依据而未显示:")
USED = Text("{:,} tokens read, {:,} written", "读 {:,} token,写 {:,} token")
VERDICTS = {"yes": Text("Yes", "是"), "no": Text("No", "否")}


def print_reply(reply: Reply, out: Console) -> None:
    """Write a reply.

    The embedded model's answers are set from their parts; its explanations, and whatever another
    model says, are prose. Explanations name their own sources.
    """
    own = reply.model in (None, OFFLINE)
    figures = bool(reply.answers or reply.verdict)
    if reply.status != "answered":
        write(out, [Line(line, CAUTION) for line in reply.text.splitlines()], hang=0)
    elif own and figures:
        write(out, _headline(reply))
    elif own:
        _write_prose(reply.text, out)
        return
    else:
        _write_markdown(reply.text, out)
    room = out.width - INDENT
    for name, lines in (
        ("how", _steps(reply.steps, room)),
        ("scope", [Line(line) for line in scope(reply.steps)]),
        ("assumed", _assumptions(reply.assumptions, room)),
        ("change", _changes(reply)),
    ):
        if lines:
            write(out, [Line(), Line(HEADINGS[name].in_(reply.language), HEADING)])
            write(out, lines, INDENT)
    for section in reply.sections:
        write_section(section, out)
    if not own:
        write(out, _checked(reply))


def _write_prose(text: str, out: Console) -> None:
    """Lines as they stand, but for bullets and `code`: all the Markdown that our texts use."""
    for line in text.splitlines():
        shown = Line()
        for index, part in enumerate(re.sub(r"^- ", "• ", line).split("`")):
            shown.append(part, CODE if index % 2 else "")
        lead = re.match(r" *(• )?", shown.plain)
        write(out, [shown], hang=lead.end() if lead else 0)


def _write_markdown(text: str, out: Console) -> None:
    if not out.is_terminal:
        write(out, map(Line, text.splitlines()), hang=0)
        return
    from rich.markdown import Markdown

    from .mathtext import readable

    out.print(Markdown(readable(text)))


def _checked(reply: Reply) -> Iterator[Line]:
    """How the figures of another model's text stood the check, and what the text took."""
    grounded, usage = reply.grounded, reply.usage
    kept_back = ", ".join(dict.fromkeys(blocked.figure for blocked in grounded.blocked))
    checked = grounded.ok and (reply.tool_calls or kept_back)
    parts = [CHECKED[grounded.how].in_(reply.language)] if checked else []
    if kept_back:
        parts.append(KEPT_BACK.in_(reply.language) + kept_back)
    if usage is not None:
        parts.append(USED.in_(reply.language).format(usage.input_tokens, usage.output_tokens))
        if usage.cost is not None:
            parts.append(f"${usage.cost}")
    if parts:
        yield Line()
        yield Line(" · ".join(parts), CAUTION if kept_back else FAINT)


def _headline(reply: Reply) -> Iterator[Line]:
    """The verdict, the answers, what to know of them, and how the question was understood."""
    if reply.verdict:
        verdict = VERDICTS.get(reply.verdict)
        yield Line(verdict.in_(reply.language) if verdict else reply.verdict, ANSWER)
    for answer in reply.answers:
        yield _answer(answer)
        if answer.source:
            yield Line(f"  {answer.source}", FAINT)
    for warning in reply.warnings:
        yield Line(f"! {warning}", CAUTION)
    if reply.given:
        yield Line(GIVEN.in_(reply.language) + " · ".join(reply.given), FAINT)
    if reply.unused:
        yield Line(UNUSED.in_(reply.language) + " · ".join(reply.unused), FAINT)


def _answer(answer: Answer) -> Line:
    """The figure; its label only where the figure's own unit does not name the thing."""
    label = "" if answer.label in answer.display else f"{answer.label}: "
    figure, bracket, rest = re.fullmatch(r"(.*?)(\s?[(（]|$)(.*)", answer.display).groups()  # type: ignore[union-attr]
    return Line.assemble((label, "bold"), (figure, ANSWER), (bracket + rest, FAINT))


def _steps(steps: Sequence[Step], room: int) -> list[Line]:
    """Equation, numbers put in, result, in columns; with what the width has room for."""
    rows = [_step(step) for step in steps]
    sourced = [
        (*row, Line(short(step.source), FAINT)) for row, step in zip(rows, steps, strict=True)
    ]
    plain = [(*row[:2], _first_form(row[2])) for row in rows]
    for candidate in (sourced, rows, plain):
        if width_of(candidate) <= room:
            return aligned(candidate)
    return [line for row in rows for line in _ragged(row, _widest(rows), room)]


def _widest(rows: Sequence[Row]) -> int:
    return max(row[0].cell_len for row in rows)


def _first_form(result: Line) -> Line:
    """The result without the second form in its bracket."""
    return Line(re.sub(r"\s?[(（].*$", "", result.plain), "bold")


def _step(step: Step) -> Row:
    if not step.form:
        return Line(step.equation), Line(step.numbers), Line(f"→ {step.result}", "bold")
    numbers = "" if step.numbers == step.result else f"= {step.numbers}"
    return Line(step.form), Line(numbers), Line(f"= {step.result}", "bold")


def _ragged(row: Row, formula: int, room: int) -> Iterator[Line]:
    """What has no room on a step's line goes below it, under the equals sign."""
    start, *others = row
    line, column = start.copy(), formula + GAP
    if formula > room // 3:
        yield line
        line, column = Line(), GAP
    for cell in filter(None, others):
        gap = max(column - line.cell_len, GAP)
        if line and line.cell_len + gap + cell.cell_len > room:
            yield line
            line, gap = Line(), column
        line.append(" " * gap).append_text(cell)
    yield line


def _assumptions(assumptions: Sequence[Assumption], room: int) -> list[Line]:
    """Label, value, source; a source that has no room beside them goes below."""
    labels = max((Line(item.label).cell_len for item in assumptions), default=0)
    values = [Line(item.display).cell_len for item in assumptions]
    value_width = max((width for width in values if width <= LONG_VALUE), default=0)
    narrow = labels + GAP + value_width > room
    lines = []
    for item in assumptions:
        line, value = Line(item.label), Line(item.display, "bold")
        source = Line(", ".join(filter(None, (item.because, short(item.source)))), FAINT)
        line.pad_right(GAP if narrow else labels - line.cell_len + GAP)
        line.append_text(value)
        space = max(value_width - value.cell_len, 0) + GAP
        if line.cell_len + space + source.cell_len <= room:
            lines.append(line.append(" " * space).append_text(source))
        else:
            lines += [line, Line(" " * GAP).append_text(source)]
    return lines


def _changes(reply: Reply) -> list[Line]:
    """One line a quantity: "MFU 30% → 110 accelerators, 50% → 66 accelerators"; then the pulls."""
    comma = "，" if reply.language == "zh" else ", "
    lines = []
    for label, group in groupby(reply.changes, key=lambda change: change.label):
        line = Line(f"{label} ")
        for index, change in enumerate(group):
            line.append(comma if index else "").append(f"{change.to} → ")
            line.append(change.display, "bold")
        lines.append(line)
    if reply.pulls:
        lines.append(Line(pulled(reply.pulls, reply.language), FAINT))
    return lines


def short(source: str) -> str:
    """The first clause of a source, and its month: who says so and when, without where in it."""
    clause = re.split(r"[;,]\s|[;，；]|\s\(|（", source, maxsplit=1)[0]
    month = re.search(r"\b20\d\d-\d\d\b", source)
    dated = clause if month is None or month[0] in clause else f"{clause}, {month[0]}"
    return re.sub(r"@[0-9a-f]{7,40}\b", "", dated).strip()
