"""How a structure's exact count comes down to 12ih², written for a reader or a program."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction

from ..architecture import Reduction, ReductionStep, reduction
from ..engine import display
from ..engine.showing import show
from ..engine.text import Language, Text
from .structures import Built


def show_reduction(named: Built, language: Language, format: str) -> str:
    """The parts of a model and the steps to 12ih² in one of derive's formats."""
    from ..architecture import count

    parts = count(named.structure).parts
    steps = reduction(named.structure)
    if format == "json":
        return json.dumps(_plain(named, steps, language), ensure_ascii=False, indent=2)
    math = display.text if format == "text" else display.latex
    quote: Callable[[str], str] = {
        "text": lambda text: text,
        "markdown": lambda text: f"${text}$",
        "latex": lambda text: f"\\({text}\\)",
    }[format]
    title = Text(
        f"{named.name}: parameters part by part, and how they come down to 12ih²",
        f"{named.name}:逐部分的参数量,以及如何化为 12ih²",
    ).in_(language)
    lines = [f"## {title}" if format == "markdown" else title, ""]
    for part in parts:
        number = show(part.number, "parameter", language)
        lines.append(f"- {part.label.in_(language)}: {quote(math(part.formula))} = {number}")
    lines.append("")
    for place, step in enumerate(steps.steps, start=1):
        value = show(step.number, "parameter", language)
        lines.append(
            f"{place}. {_reason(step, language)}: {quote(math(step.expression))} = {value}"
        )
    lines += ["", *(line.in_(language) for line in _end(steps))]
    return "\n".join(lines)


def _reason(step: ReductionStep, language: Language) -> str:
    doubt = Text(" (not so here)", "(此模型并非如此)").in_(language)
    return step.because.in_(language) + ("" if step.holds or step.left_out else doubt)


def _end(steps: Reduction) -> list[Text]:
    lines = [
        Text(f"12ih² does not describe it: {why.en}", f"12ih² 不适用:{why.zh}")
        for why in steps.obstacles
    ]
    law, off = f"{steps.law:,}", _percent(steps.error)
    lines.append(
        Text(
            f"12ih² = {law}; all parts together differ from it by {off}",
            f"12ih² = {law};全部参数与之相差 {off}",
        )
    )
    return lines


def _percent(error: Fraction) -> str:
    percent = float(100 * error)
    return f"{percent:+.3g}%" if abs(percent) < 1000 else f"{percent:+,.0f}%"


def _plain(named: Built, steps: Reduction, language: Language) -> dict[str, object]:
    return {
        "model": named.name,
        "steps": [
            {
                "because": step.because.in_(language),
                "formula": display.text(step.expression),
                "latex": display.latex(step.expression),
                "parameters": str(step.number),
                "holds": step.holds,
            }
            for step in steps.steps
        ],
        "obstacles": [why.in_(language) for why in steps.obstacles],
        "law": steps.law,
        "error": float(steps.error),
        "source": named.source,
    }
