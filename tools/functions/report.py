"""From a solution to a result: its answers, its steps and what was assumed."""

from __future__ import annotations

from typing import Any

from ..engine import display
from ..engine.errors import FlopwiseError, MissingInput
from ..engine.solution import Given, Solution, scope_of
from ..engine.solution import Step as SolvedStep
from ..engine.sources import cited
from ..engine.text import Language, Text
from ..engine.wording import shown
from ..planner import Inputs
from ..vocabulary import VOCABULARY
from .figures import answer_of, brief, shown_given
from .result import Assumption, Result, Status, Step
from .words import words


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
    return Step(
        equation=", ".join(dict.fromkeys(display.equation_text(e) for e in plan.equations[::-1])),
        form=form,
        numbers=numbers,
        result=shown(plan.quantity, step.result, language),
        latex=latex,
        because=plan.equation.because.in_(language),
        assumes=scope_of(plan.equations, language),
        source=cited("; ".join(dict.fromkeys(e.source for e in plan.equations)), language),
    )


def _assumptions(inputs: Inputs, solution: Solution, language: Language) -> list[Assumption]:
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
        brought = name in inputs.traits and name not in inputs.options
        if (stated or name == "kind") and not fixes and not brought:
            continue
        listed.append(
            Assumption(
                name=name,
                label=choice.label.in_(language),
                display=option.label.in_(language),
                source=(
                    inputs.entities["model"]
                    if brought
                    else cited(option.source or choice.source, language)
                ),
                kind="catalog" if stated else "choice",
            )
        )
    return listed


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
    function: str, inputs: Inputs, solution: Solution, language: Language, **beside: Any
) -> Result:
    """The result of a solved call.

    Args:
        function: which.
        inputs: what it was given.
        solution: what came out.
        language: of every text.
        beside: further parts of the result.
    """
    result = Result(
        function=function,
        status="answered",
        language=language,
        answers=tuple(answer_of(found, language) for found in solution.found),
        given=tuple(given_texts(inputs, language)),
        assumptions=tuple(_assumptions(inputs, solution, language)),
        steps=tuple(_step(step, language) for step in solution.steps),
        warnings=tuple(w.in_(language) for w in (*inputs.warnings, *solution.warnings)),
        unused=tuple(_stated(name, inputs.given[name], language) for name in solution.unused),
        **beside,
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
