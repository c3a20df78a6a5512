"""From a solution to a result in words.

The answer comes first, then how it was found, what was assumed, and what would change it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence

from ..engine import algebra, display
from ..engine.algebra import Number
from ..engine.errors import FlopwiseError, MissingInput
from ..engine.quantity import Quantity
from ..engine.solution import Found, Given, Solution, whole
from ..engine.solution import Step as SolvedStep
from ..engine.sources import cited
from ..engine.text import Language, Text
from ..engine.wording import shown
from ..planner import Inputs, solve_inputs
from ..vocabulary import VOCABULARY
from .result import Answer, Assumption, Change, Result, Status, Step

EXACT_LENGTH = 60
"""Characters of an exact fraction beyond which its decimal is given instead."""

LARGEST = sys.float_info.max

HEADINGS = {
    "how": Text("How", "推导"),
    "assumed": Text("Assumed", "假定"),
    "change": Text("What would change it", "什么会改变答案"),
    "note": Text("Note", "注意"),
    "unused": Text("Not needed here", "此处用不到"),
}

_FIGURE = re.compile(r"^(\D*?)(-?[\d.,]+(?:e[+-]?\d+)?)(.*)$")


def exact_text(value: Number) -> str:
    """`value` as an integer or fraction; as a decimal marked `~` where it is neither, or long."""
    if algebra.is_exact(value):
        plain = str(value)
        if len(plain) <= EXACT_LENGTH:
            return plain
    digits = algebra.context.nstr(algebra.to_real(value), 30)
    return f"~{digits}"


def as_float(value: Number) -> float:
    """As a float; JSON knows no infinity, so beyond the largest one stands that one."""
    try:
        return max(-LARGEST, min(float(value), LARGEST))
    except OverflowError:
        return LARGEST if value > 0 else -LARGEST


def answer_of(found: Found, language: Language) -> Answer:
    """One figure that was asked for."""
    quantity = found.quantity
    display_text = shown(quantity, found.answer, language)
    if found.answer != found.value:
        decimal = _decimal(found)
        display_text += Text(f" (exact {decimal})", f"(精确值 {decimal})").in_(language)
    if found.low is not None and found.high is not None:
        ends = shown_range(
            quantity, whole(quantity, found.low), whole(quantity, found.high), language
        )
        display_text += Text(f" ({ends})", f"({ends})").in_(language)
    return Answer(
        quantity=quantity.name,
        label=quantity.label.in_(language),
        value=as_float(found.answer),
        exact=exact_text(found.value),
        unit=quantity.unit,
        display=display_text,
        low=None if found.low is None else as_float(whole(quantity, found.low)),
        high=None if found.high is None else as_float(whole(quantity, found.high)),
    )


def _decimal(found: Found) -> str:
    """The exact value in as many digits as tell it from the whole one: 4,269.56 beside 4,270."""
    value = as_float(found.value)
    if abs(value) >= 1e9:
        return f"{value:.6g}"
    return f"{value:.4g}" if abs(value) < 1000 else f"{value:,.2f}"


def shown_range(quantity: Quantity, low: Number, high: Number, language: Language) -> str:
    """Both ends; what they share is written once: "$1.99 to $5.00 per accelerator-hour"."""
    one, other = (_FIGURE.match(_plain(shown(quantity, end, language))) for end in (low, high))
    to = Text(" to ", " 至 ").in_(language)
    if one is None or other is None or one.group(3) != other.group(3):
        return to.join(shown(quantity, end, language) for end in (low, high))
    lead = other.group(1) if other.group(1) == "$" else ""
    return f"{one.group(1)}{one.group(2)}{to}{lead}{other.group(2)}{other.group(3)}"


def _plain(text: str) -> str:
    """Without the second form in parentheses."""
    return re.sub(r" \([^()]*\)$", "", text)


def brief(quantity: Quantity, value: Number, language: Language) -> str:
    """`value` as it is put into a formula: without the noun or a second form."""
    text = _plain(shown(quantity, value, language))
    if quantity.unit in ("parameter", "token", "accelerator"):
        figure = re.match(r"[-\d.,e+]+ ?[万亿]*[kMBT]?", text)
        return figure.group(0).strip() if figure else text
    return text


def _step(step: SolvedStep, language: Language) -> Step:
    plan = step.plan
    values = {n: brief(VOCABULARY[n], v, language) for n, v in step.values.items()}
    sign = display.text(plan.quantity.symbol)
    if plan.form is None:
        form = numbers = Text("root found by bracketing", "以区间法求根").in_(language)
        latex = display.equation_latex(plan.equation)
    else:
        form = f"{sign} = {display.text(plan.form)}"
        numbers = display.put_in(plan.form, values)
        latex = f"{display.latex(plan.quantity.symbol)} = {display.latex(plan.form)}"
    together = (plan.equation, *plan.with_)
    assumes = [e.assumes.in_(language) for e in together if e.assumes is not None]
    return Step(
        equation=", ".join(dict.fromkeys(display.equation_text(e) for e in together[::-1])),
        form=form,
        numbers=numbers,
        result=shown(plan.quantity, step.result, language),
        latex=latex,
        because=plan.equation.because.in_(language),
        assumes="; ".join(assumes) or None,
        source=cited("; ".join(dict.fromkeys(e.source for e in together)), language),
    )


def shown_given(quantity: Quantity, given: Given, language: Language) -> str:
    """A known value, or both ends of its range."""
    if given.low is not None and given.high is not None:
        return shown_range(quantity, given.low, given.high, language)
    return shown(quantity, given.value, language)


def _assumptions(solution: Solution, language: Language) -> list[Assumption]:
    listed = []
    for name, given in solution.assumed.items():
        quantity = VOCABULARY[name]
        listed.append(
            Assumption(
                name=name,
                label=quantity.label.in_(language),
                display=shown_given(quantity, given, language),
                source=cited(given.source + (f" ({given.note})" if given.note else ""), language),
                because=given.because.in_(language) if given.because else None,
                kind="catalog" if given.origin == "catalog" else "default",
            )
        )
    for name, (value, stated) in solution.choices.items():
        choice = VOCABULARY.choices[name]
        option = choice.values[value]
        fixes = bool(option.source and option.gives)  # As a catalog entry: its source is told.
        if (not stated and name != "kind") or fixes:
            listed.append(
                Assumption(
                    name=name,
                    label=choice.label.in_(language),
                    display=option.label.in_(language),
                    source=cited(option.source or choice.source, language),
                    kind="catalog" if stated else "choice",
                )
            )
    return listed


def _alternatives(name: str, given: Given) -> list[Number]:
    default = VOCABULARY[name].default
    if given.origin == "default" and default is not None:
        return [end for end in (default.low, default.high) if end is not None]
    return []


def _changes(
    find: Sequence[str],
    inputs: Inputs,
    solution: Solution,
    subjects: Iterable[str] | None,
    language: Language,
) -> list[Change]:
    """The first answer at the ends of what is common for each default used."""
    changes = []
    for name, given in solution.assumed.items():
        for other in _alternatives(name, given):
            varied = Inputs(
                {**inputs.given, name: Given(other)}, inputs.facts, inputs.options, inputs.entities
            )
            try:
                found = solve_inputs(find[:1], varied, subjects).found[0]
            except FlopwiseError:
                continue
            quantity = VOCABULARY[name]
            changes.append(
                Change(
                    name=name,
                    label=quantity.label.in_(language),
                    to=shown(quantity, other, language),
                    display=shown(found.quantity, found.answer, language),
                )
            )
    return changes


def given_texts(inputs: Inputs, language: Language) -> list[str]:
    """What the caller stated, in reading units."""
    texts = [_stated(name, given, language) for name, given in inputs.given.items()]
    texts += inputs.entities.values()
    for name, value in inputs.options.items():
        texts.append(VOCABULARY.choices[name].values[value].label.in_(language))
    return texts


def _stated(name: str, given: Given, language: Language) -> str:
    quantity = VOCABULARY[name]
    if given.is_range:
        return f"{quantity.label.in_(language)} {shown_given(quantity, given, language)}"
    return f"{quantity.label.in_(language)} {brief(quantity, given.value, language)}"


def report(
    function: str,
    find: Sequence[str],
    inputs: Inputs,
    solution: Solution,
    subjects: Iterable[str] | None,
    language: Language,
) -> Result:
    """The result of a solved call."""
    result = Result(
        function=function,
        status="answered",
        language=language,
        answers=tuple(answer_of(found, language) for found in solution.found),
        given=tuple(given_texts(inputs, language)),
        assumptions=tuple(_assumptions(solution, language)),
        steps=tuple(_step(step, language) for step in solution.steps),
        changes=tuple(_changes(find, inputs, solution, subjects, language)),
        warnings=tuple(w.in_(language) for w in (*inputs.warnings, *solution.warnings)),
        unused=tuple(_stated(name, inputs.given[name], language) for name in solution.unused),
    )
    return result.model_copy(update={"text": words(result)})


def refusal(function: str, error: FlopwiseError, language: Language) -> Result:
    """The result of a call that could not be answered."""
    missing = isinstance(error, MissingInput)
    status: Status = "needs_input" if missing else "invalid"
    return Result(
        function=function,
        status=status,
        language=language,
        needs=error.needed if isinstance(error, MissingInput) else (),
        text=error.in_(language),
    )


def words(result: Result) -> str:
    """A result in plain text: the answer, how, what was assumed, what would change it."""
    language = result.language
    lines = [_answer_line(answer) for answer in result.answers]
    lines += [f"{HEADINGS['note'].in_(language)}: {warning}" for warning in result.warnings]
    if result.steps:
        lines.append(f"{HEADINGS['how'].in_(language)}:")
        lines += [f"  {step_line(step)}" for step in result.steps]
    if result.assumptions:
        lines.append(f"{HEADINGS['assumed'].in_(language)}:")
        lines += [f"  {a.label}: {a.display} [{reason(a)}]" for a in result.assumptions]
    if result.changes:
        moves = "; ".join(f"{c.label} {c.to} → {c.display}" for c in result.changes)
        lines.append(f"{HEADINGS['change'].in_(language)}: {moves}")
    if result.unused:
        lines.append(f"{HEADINGS['unused'].in_(language)}: {'; '.join(result.unused)}")
    return "\n".join(lines)


def _answer_line(answer: Answer) -> str:
    source = f" [{answer.source}]" if answer.source else ""
    return f"{answer.label}: {answer.display}{source}"


def reason(assumption: Assumption) -> str:
    """Why something is assumed, and who says so."""
    return ": ".join(part for part in (assumption.because, assumption.source) if part)


def step_line(step: Step) -> str:
    """One step in one line: formula, numbers put in, result."""
    if not step.form:
        return f"{step.equation}: {step.numbers} ⇒ {step.result}"
    if step.form == step.equation:
        return f"{step.form} = {step.numbers} = {step.result}"
    return f"{step.equation} ⇒ {step.form} = {step.numbers} = {step.result}"
