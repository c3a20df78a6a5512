"""A result in words, part by part, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ..engine.text import Language, Text
from .result import Answer, Assumption, Change, Pull, Result, Row, Section, Step

HEADINGS = {
    "how": Text("How", "推导"),
    "scope": Text("Scope of the formulas", "公式的适用范围"),
    "assumed": Text("Assumed", "假定"),
    "change": Text("What would change it", "什么会改变答案"),
    "note": Text("Note", "注意"),
    "unused": Text("Not needed here", "此处用不到"),
}
ONE_PER_CENT = Text("1% more → ", "增加 1% → ")


def words(result: Result) -> str:
    """A result in plain text: what a language model reads."""
    language = result.language
    lines = [_answer_line(answer) for answer in result.answers]
    lines += [f"{HEADINGS['note'].in_(language)}: {warning}" for warning in result.warnings]
    for name, part in (
        ("how", map(step_line, result.steps)),
        ("scope", scope(result.steps)),
        ("assumed", (f"{a.label}: {a.display} [{reason(a)}]" for a in result.assumptions)),
        ("change", moves(result.changes, result.pulls, language)),
    ):
        lines += _part(HEADINGS[name].in_(language), part)
    for section in result.sections:
        lines += _part(section.title, section_lines(section))
    if result.unused:
        lines.append(f"{HEADINGS['unused'].in_(language)}: {'; '.join(result.unused)}")
    return "\n".join(lines)


def _part(title: str, lines: Iterable[str]) -> list[str]:
    inside = [f"  {line}" for line in lines]
    return [f"{title}:", *inside] if inside else []


def _answer_line(answer: Answer) -> str:
    source = f" [{answer.source}]" if answer.source else ""
    return f"{answer.label}: {answer.display}{source}"


def step_line(step: Step) -> str:
    """One step in one line: formula, numbers put in, result."""
    if not step.form:
        return f"{step.equation}: {step.numbers} ⇒ {step.result}"
    if step.form == step.equation:
        return f"{step.form} = {step.numbers} = {step.result}"
    return f"{step.equation} ⇒ {step.form} = {step.numbers} = {step.result}"


def scope(steps: Iterable[Step]) -> list[str]:
    """What the equations leave out or take for granted, each once, behind the equation."""
    first: dict[str, str] = {}
    for step in steps:
        if step.assumes:
            first.setdefault(step.assumes, step.equation)
    return [f"{equation}: {assumes}" for assumes, equation in first.items()]


def reason(assumption: Assumption) -> str:
    """Why something is assumed, and who says so."""
    return ": ".join(part for part in (assumption.because, assumption.source) if part)


def moves(changes: Sequence[Change], pulls: Sequence[Pull], language: Language) -> list[str]:
    """What the ends of each range make of the first answer; then what 1 % of each input does."""
    comma = "，" if language == "zh" else ", "
    lines = [
        f"{label} {comma.join(f'{change.to} → {change.display}' for change in group)}"
        for label, group in groupby(changes, key=lambda change: change.label)
    ]
    return [*lines, *([pulled(pulls, language)] if pulls else [])]


def pulled(pulls: Iterable[Pull], language: Language) -> str:
    """The elasticities in one line."""
    figures = " · ".join(f"{pull.label} {pull.elasticity:+.3g}%" for pull in pulls)
    return ONE_PER_CENT.in_(language) + figures


def section_lines(section: Section) -> list[str]:
    """Its figures, and what to know of them."""
    return [*_rows(section.rows), *section.notes]


def _rows(rows: Iterable[Row]) -> Iterator[str]:
    """Figures side by side in one line for each thing that they are of; else a line each."""
    for of, group in groupby(rows, key=lambda row: row.of):
        own = list(group)
        if of:
            figures = ", ".join(f"{row.label} {row.display}" for row in own)
            yield f"{of}: {figures} [{own[0].source}]"
        else:
            yield from (
                f"{row.label}: {row.display}{f' [{row.source}]' if row.source else ''}"
                for row in own
            )
