"""The last answers from other sides: step by step, why, what was assumed, side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.text import Text as Line

from ...tools.engine.text import Language, Text
from ...tools.functions.result import Assumption, Step
from ...tools.vocabulary import VOCABULARY
from ..direct import known_name
from ..layout import GAP, Row, aligned, cut, width_of, write
from ..render import CAUTION, FAINT, HEADING, short
from ..reply import Reply
from .display import Screen, arguments, outcome_of
from .session import Asked

STRONG = "bold"
INDENT = 2
LEAST_COLUMN = 16
"""Columns below which answers stand under each other rather than side by side."""

CALLS = Text("Calls", "调用")
EQUATIONS = Text("Equations", "方程")
NO_STEPS = Text("no tool was called for it", "该回答没有调用工具")
ASSUMED = Text("Assumed in the last answer", "上一个回答中的假定")
SET = Text("Set by you", "由你设定")
BY_YOU = Text("assumed by you", "由你设定")
NOTHING_ASSUMED = Text("nothing was assumed", "没有任何假定")
TAKES = Text("takes for granted: ", "前提:")
SOURCE = Text("source: ", "来源:")
QUESTION = Text("Question", "问题")
NAMED = Text("with", "采用")
SAID = Text("Reply", "回答")
NONE = "–"


def show_steps(screen: Screen, asked: Asked) -> None:
    """Each call with what it was handed and gave, and each equation at work, in full."""
    reply, language = asked.reply, screen.session.language
    if not reply.tool_calls:
        screen.say(NO_STEPS, FAINT)
        return
    _heading(screen, CALLS)
    for place, called in enumerate(reply.tool_calls):
        call = asked.calls[place] if len(asked.calls) == len(reply.tool_calls) else None
        write(screen.out, [Line(called.name, STRONG)], INDENT)
        rows = [(Line(n, FAINT), Line(v)) for n, v in arguments(called.arguments).items()]
        if call is not None:
            rows += [
                (Line(n, FAINT), Line(f"{v} ({BY_YOU.in_(language)})"))
                for n, v in call.assumed.items()
            ]
        write(screen.out, aligned(rows) if rows else [], 2 * INDENT)
        if call is not None:
            write(screen.out, [Line(f"→ {outcome_of(call)}", STRONG)], 2 * INDENT)
    if reply.steps:
        screen.out.print()
        _heading(screen, EQUATIONS)
    for number, step in enumerate(reply.steps, 1):
        write(screen.out, _step(number, step, language), INDENT)


def _step(number: int, step: Step, language: Language) -> Iterator[Line]:
    """The equation as declared, rearranged, with numbers, and what came out; one a line."""
    lead = f"({number}) "
    yield Line(lead + step.equation, STRONG)
    space = " " * len(lead)
    sign = (step.form or step.equation).partition(" = ")[0]
    if step.form and step.form != step.equation:
        yield Line(f"{space}⇒ {step.form}")
    if step.numbers and step.numbers != step.result:
        yield Line(f"{space}{sign} = {step.numbers}" if step.form else f"{space}{step.numbers}")
    yield Line.assemble(space, f"{sign} = " if step.form else "→ ", (step.result, STRONG))


def show_why(screen: Screen, asked: Asked, about: str = "") -> bool:
    """Why each equation holds and each thing was assumed, with the sources in full.

    Args:
        screen: where to.
        asked: the answer.
        about: a quantity that is asked about; all where it is empty.

    Returns:
        Whether there was anything to say.

    Raises:
        UsageError: there is no such quantity.
    """
    reply, language = asked.reply, screen.session.language
    quantity = VOCABULARY[known_name(about, findable=True)] if about else None
    steps = [step for step in reply.steps if quantity is None or _holds(step, quantity.sign)]
    origins = [item for item in reply.assumptions if quantity is None or item.name == quantity.name]
    reasons = [_reasons(step, language) for step in steps]
    reasons += [_origin(item, language) for item in origins]
    if quantity is not None and quantity.name in screen.session.assumed:
        mine = Line(
            f"{quantity.label.in_(language)} {screen.session.assumed[quantity.name]}", STRONG
        )
        reasons.append([mine, Line(BY_YOU.in_(language))])
    for place, (first, *others) in enumerate(reasons):
        if place:
            screen.out.print()
        write(screen.out, [first])
        write(screen.out, others, INDENT, hang=GAP)
    return bool(reasons)


def _reasons(step: Step, language: Language) -> list[Line]:
    lines = [Line(step.equation, STRONG), Line(step.because)]
    if step.assumes:
        lines.append(Line(TAKES.in_(language) + step.assumes, CAUTION))
    return [*lines, Line(SOURCE.in_(language) + step.source, FAINT)]


def _origin(item: Assumption, language: Language) -> list[Line]:
    lines = [Line.assemble(f"{item.label} ", (item.display, STRONG))]
    if item.because:
        lines.append(Line(item.because))
    return [*lines, Line(SOURCE.in_(language) + item.source, FAINT)]


def _holds(step: Step, sign: str) -> bool:
    """Whether an equation holds a sign."""
    return re.search(rf"(?<!\w){re.escape(sign)}(?!\w)", step.equation) is not None


def show_assumptions(screen: Screen, reply: Reply | None) -> None:
    """What the user set, and what the last answer assumed beside it."""
    session = screen.session
    if session.assumed:
        _heading(screen, SET)
        rows = [(Line(name), Line(value, STRONG)) for name, value in session.assumed.items()]
        write(screen.out, aligned(rows), INDENT)
    if reply is not None and reply.assumptions:
        if session.assumed:
            screen.out.print()
        _heading(screen, ASSUMED)
        write(screen.out, _assumed(reply.assumptions, screen.out.width - INDENT), INDENT)
    elif not session.assumed:
        screen.say(NOTHING_ASSUMED, FAINT)


def _assumed(assumptions: Sequence[Assumption], room: int) -> list[Line]:
    """Name as a command takes it, value, source."""
    rows = [
        (Line(item.name), Line(item.display, STRONG), Line(short(item.source), FAINT))
        for item in assumptions
    ]
    plain = [row[:2] for row in rows]
    fitting = next((table for table in (rows, plain) if width_of(table) <= room), None)
    if fitting is not None:
        return aligned(fitting)
    return [line for name, value in plain for line in (name, Line("  ").append_text(value))]


def show_compared(screen: Screen, several: Sequence[Asked]) -> None:
    """Answers side by side: what differs in what was given and assumed, then what came out."""
    table = _compared([screen.session.in_units(asked.reply) for asked in several])
    questions = [" ".join(asked.question.split()) for asked in several]
    labels = max(Line(label).cell_len for label in (*table, screen.session.say(QUESTION)))
    column = (screen.out.width - labels) // len(several) - GAP
    if column < LEAST_COLUMN:
        _stacked(screen, questions, table)
        return
    rows: list[Row] = [_cells(screen.session.say(QUESTION), questions, column, FAINT)]
    rows += [_cells(label, values, column, STRONG) for label, values in table.items()]
    write(screen.out, aligned(rows))


def _cells(label: str, values: Sequence[str], width: int, style: str) -> Row:
    """A row; what has no room loses its second form, then its end."""
    cells = [Line(value, style) for value in values]
    short = [Line(value.partition(" (")[0], style) for value in values]
    fitting = (c if c.cell_len <= width else s for c, s in zip(cells, short, strict=True))
    return (Line(label, FAINT), *(cut(cell, width) for cell in fitting))


def _stacked(screen: Screen, questions: Sequence[str], table: dict[str, list[str]]) -> None:
    for place, question in enumerate(questions):
        write(screen.out, [Line(question, HEADING)])
        for label, values in table.items():
            write(screen.out, [Line.assemble(f"{label}: ", (values[place], STRONG))], INDENT)


def _compared(replies: Sequence[Reply]) -> dict[str, list[str]]:
    """Label -> what each reply says of it; of what was given and assumed, only what differs."""
    premises = [_premises(reply) for reply in replies]
    table = {
        label: [each.get(label, NONE) for each in premises]
        for label in dict.fromkeys(label for each in premises for label in each)
    }
    table = {label: values for label, values in table.items() if len(set(values)) > 1}
    answers = [{a.label: a.display for a in reply.answers} for reply in replies]
    for label in dict.fromkeys(label for each in answers for label in each):
        table[label] = [each.get(label, NONE) for each in answers]
    if not all(answers):
        table[SAID.in_(replies[-1].language)] = [
            "" if reply.answers else reply.verdict or reply.text.split("\n", 1)[0]
            for reply in replies
        ]
    return table


def _premises(reply: Reply) -> dict[str, str]:
    """What the reply started from: given as stated, assumed under its label."""
    labels = [quantity.label.in_(reply.language) for quantity in VOCABULARY]
    given: dict[str, str] = {}
    named = []
    for text in reply.given:
        label = max((n for n in labels if text.startswith(f"{n} ")), key=len, default="")
        if label:
            given[label] = text.removeprefix(label).strip()
        else:
            named.append(text)
    if named:
        given[NAMED.in_(reply.language)] = ", ".join(named)
    return given | {item.label: item.display for item in reply.assumptions}


def _heading(screen: Screen, title: Text) -> None:
    screen.say(title, HEADING)
