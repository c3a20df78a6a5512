"""A result as notebooks show it: Markdown, and its equations in LaTeX."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .result import Result, Step
from .words import HEADINGS, moves, reason, scope, section_lines

# Signs that Markdown, or a notebook's mathematics, would take for its own.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~])")


def markdown(result: Result) -> str:
    """The answers, how they were found, what was assumed and what would change them."""
    language = result.language
    head = {name: f"**{text.in_(language)}**" for name, text in HEADINGS.items()}
    if not result.answers and not result.steps:
        return _told(result)
    parts = ["\n".join(f"**{_plain(a.label)}: {_plain(a.display)}**  " for a in result.answers)]
    parts += [f"{head['note']}: {_plain(warning)}" for warning in result.warnings]
    if result.steps:
        parts.append("\n\n".join((head["how"], *(_step(step) for step in result.steps))))
    for name, lines in (
        ("scope", scope(result.steps)),
        ("assumed", [f"{a.label}: {a.display} ({reason(a)})" for a in result.assumptions]),
        ("change", moves(result.changes, result.pulls, language)),
    ):
        parts += _listed(head[name], lines)
    for section in result.sections:
        parts += _listed(f"**{_plain(section.title)}**", section_lines(section))
    if result.unused:
        parts.append(f"{head['unused']}: {_plain('; '.join(result.unused))}")
    return "\n\n".join(parts)


def _listed(head: str, lines: Sequence[str]) -> list[str]:
    """One part of Markdown; none without lines."""
    return ["\n".join((head, "", *(f"- {_plain(line)}" for line in lines)))] if lines else []


def _told(result: Result) -> str:
    """What is all text: a derivation may be Markdown itself."""
    if result.status != "answered":
        return "  \n".join(_plain(line) for line in result.text.splitlines())
    return result.text if result.text.startswith("#") else f"```\n{result.text}\n```"


def _step(step: Step) -> str:
    numbers = f"{_plain(step.numbers)} = " if step.numbers else ""
    return f"$${step.latex}$$\n\n{numbers}{_plain(step.result)} ({_plain(step.because)})"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def latex(result: Result) -> str | None:
    """The equations in their order, one a line; none where nothing was solved."""
    lines = [step.latex for step in result.steps if step.latex]
    if not lines:
        return None
    aligned = " \\\\\n".join(line.replace("=", "&=", 1) for line in lines)
    return f"$$\\begin{{aligned}}\n{aligned}\n\\end{{aligned}}$$"
