"""How many times an output changes when inputs do.

The factor is found by symbol: the output's closed form with changed inputs over the one without.
Where everything else cancels (C ∝ N², so N × 2 gives C × 4) it holds for every baseline; where it
does not (1 + s/6h), the baseline must be given.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any

import sympy
from pydantic import Field

from ..engine import algebra, display
from ..engine.algebra import Number
from ..engine.amounts import read_amount, scan_amounts
from ..engine.domains import check_domain
from ..engine.errors import InvalidInput, MissingInput, NoSolution, OutOfDomain
from ..engine.quantity import Quantity
from ..engine.showing import show
from ..engine.solution import Formula, scope_of
from ..engine.sources import cited
from ..engine.text import Language, Text
from ..planner import Inputs, read_given, read_inputs, system
from ..vocabulary import VOCABULARY
from .arguments import Amount, Arguments, Name, list_of, one_of
from .arguments import Language as LanguageArgument
from .figures import as_float, exact_text
from .result import Answer, Assumption, Result, Step
from .words import words

CHANGEABLE = (
    "parameters",
    "tokens",
    "training_compute",
    "layers",
    "hidden_size",
    "sequence_length",
    "batch_size",
    "accelerators",
    "mfu",
    "peak_flops",
    "price_per_accelerator_hour",
    "training_time",
    "cost",
    "tokens_per_parameter",
    "power_per_accelerator",
    "kv_heads",
    "context_tokens",
    "concurrent_sequences",
    "bits_per_weight",
    "kv_bytes",
    "memory_bandwidth",
)
OBSERVABLE = (
    *CHANGEABLE,
    "block_parameters",
    "step_compute",
    "compute_per_token",
    "attention_overhead",
    "accelerator_time",
    "energy",
    "inference_compute_per_token",
    "weights_memory",
    "kv_cache_per_token",
    "kv_cache_memory",
    "decode_tokens_per_second",
    "training_state_memory",
)
SUBJECTS = ("size", "compute", "scaling", "training", "energy", "inference")
SERVED = ("cache", "serving", "memory")
"""Subjects of memory and serving: each is tried alone, after the others."""


class ChangeArguments(Arguments):
    """One input and how it changes: by a factor, or from one value to another."""

    quantity: Annotated[str, Field(json_schema_extra={"enum": list(CHANGEABLE)})]
    factor: Annotated[Amount, Field(description='2, "0.99", "-1%"')] = None
    before: Annotated[Amount, Field(description="instead of a factor")] = None
    after: Annotated[Amount, Field(description="likewise")] = None


class WhatIfArguments(Arguments):
    """Arguments of `what_if`."""

    changes: Annotated[list[ChangeArguments] | None, Field(description="inputs that change")] = None
    before_model: Annotated[Name, Field(description="upgrade from this catalog model")] = None
    after_model: Annotated[Name, Field(description="… to this one")] = None
    observe: list_of(OBSERVABLE, "what is asked, e.g. cost") = None  # type: ignore[valid-type]
    held: list_of(CHANGEABLE, "inputs that stay the same") = None  # type: ignore[valid-type]
    baseline: Annotated[
        list[ChangeArguments] | None,
        Field(description="values before, where needed"),
    ] = None
    answer: one_of(("multiple", "change"), "times, or relative change") = None  # type: ignore[valid-type]
    language: LanguageArgument = None


def what_if(stated: dict[str, Any], language: Language) -> Result:
    """The factor of each observed output.

    Raises:
        MissingInput: no change is given, the inputs do not determine the output, or the factor
            depends on values that are not given.
        InvalidInput: a factor that cannot be read or leaves the quantity's domain.
    """
    inputs = Inputs()
    factors = _model_factors(stated, inputs)
    for change in stated.get("changes") or ():
        factors[change["quantity"]] = _factor(change)
    if not factors:
        raise MissingInput(
            Text("say what changes, and by how much", "请说明改变什么、变为多少倍"),
            "changes",
            ("changes",),
        )
    baseline = {
        item["quantity"]: read_given(
            item["quantity"], item.get("before") or item.get("after")
        ).value
        for item in stated.get("baseline") or ()
    }
    observe = stated.get("observe") or ["training_compute"]
    held = stated.get("held") or []
    parts = [
        _observe(name, factors, held, baseline, stated.get("answer") == "change", language)
        for name in observe
    ]
    result = Result(
        function="what_if",
        status="answered",
        language=language,
        answers=tuple(answer for answer, _, _ in parts),
        given=tuple(
            f"{VOCABULARY[name].label.in_(language)} {show(value, '1', language, shown_as='ratio')}"
            for name, value in factors.items()
        ),
        assumptions=_held_defaults(parts, language),
        steps=tuple(step for _, step, _ in parts),
        warnings=tuple(w.in_(language) for w in inputs.warnings),
    )
    return result.model_copy(update={"text": words(result)})


def _model_factors(stated: Mapping[str, Any], inputs: Inputs) -> dict[str, Number]:
    """Factors of parameters and tokens between two catalog models."""
    before, after = stated.get("before_model"), stated.get("after_model")
    if not before and not after:
        return {}
    if not before or not after:
        raise MissingInput(
            Text("an upgrade needs both models", "升级需要给出前后两个模型"),
            "before_model",
            ("after_model",),
        )
    facts = []
    for name in (before, after):
        read = read_inputs({"model": name})
        facts.append(read.facts)
        inputs.warnings += read.warnings
    asked = {*(stated.get("observe") or ()), *(stated.get("held") or ())}
    wanted = ["parameters"]
    if "tokens" in asked and "tokens_per_parameter" not in asked:
        wanted.append("tokens")
    return {
        name: facts[1][name].value / facts[0][name].value
        for name in wanted
        if all(name in f for f in facts)
    }


def _factor(change: Mapping[str, Any]) -> Number:
    """The factor of one change."""
    name = change["quantity"]
    quantity = VOCABULARY[name]
    if change.get("before") is not None and change.get("after") is not None:
        before, after = (read_given(name, change[end]).value for end in ("before", "after"))
        for value in (before, after):
            check_domain(quantity, value, stated=True)
        return after / before
    written = change.get("factor")
    if written is None:
        raise MissingInput(
            Text(
                f"say by which factor {quantity.label.en} changes",
                f"请说明{quantity.label.zh}变为多少倍",
            ),
            name,
            (name,),
        )
    reading = read_amount(written, "1", quantity.label)
    factor = reading.value
    if isinstance(written, str) and written.strip()[:1] in "+-−":
        if any(amount.percent for amount in scan_amounts(written)):
            factor = 1 + abs(factor) if written.strip()[0] == "+" else 1 - abs(factor)
    if factor <= 0:
        raise OutOfDomain(
            Text(
                f"the factor of {quantity.label.en} must be above 0, not {written}",
                f"{quantity.label.zh}的倍数必须大于 0,而不是 {written}",
            )
        )
    return factor


def _observe(
    name: str,
    factors: Mapping[str, Number],
    held: Sequence[str],
    baseline: Mapping[str, Number],
    as_change: bool,
    language: Language,
) -> tuple[Answer, Step, set[str]]:
    """The factor of one output, the step that shows it, and what stays as it was."""
    quantity = VOCABULARY[name]
    if name in factors:
        ratio: Number = factors[name]
        law = Formula(quantity.symbol, ())
    else:
        law = _formula(name, factors, {*factors, *held, *baseline} - {name})
        ratio = _ratio(law.form, factors, baseline, quantity)
    value = ratio - 1 if as_change else ratio
    shown_as = "percent" if as_change else "ratio"
    suffix = Text("change", "变化") if as_change else Text("multiple", "倍数")
    shown_ratio = show(algebra.rational(value), "1", language, shown_as=shown_as)
    answer = Answer(
        quantity=f"{name}_{'change' if as_change else 'multiple'}",
        label=Text(f"{quantity.label.en}, {suffix.en}", f"{quantity.label.zh}{suffix.zh}").in_(
            language
        ),
        value=as_float(value),
        exact=exact_text(value),
        unit="1",
        display=shown_ratio,
    )
    return (
        answer,
        _step(quantity, law, factors, ratio, language),
        {symbol.name for symbol in law.form.free_symbols} - set(factors),
    )


def _step(
    quantity: Quantity,
    law: Formula,
    factors: Mapping[str, Number],
    ratio: Number,
    language: Language,
) -> Step:
    """The law, what is put in, and by how much the output moves."""

    def moved(name: str, factor: Number) -> str:
        figure = show(algebra.rational(factor), "1", language)
        return f"{display.text(VOCABULARY[name].symbol)} × {figure}"

    inside = [n for n in factors if VOCABULARY[n].symbol in law.form.free_symbols]
    stated = quantity.name in factors
    equation = f"{display.text(quantity.symbol)} = {display.text(law.form)}"
    return Step(
        equation=quantity.label.in_(language) if stated else equation,
        form="",
        numbers=", ".join(moved(n, factors[n]) for n in inside),
        result=moved(quantity.name, ratio),
        latex=f"{display.latex(quantity.symbol)} = {display.latex(law.form)}",
        because=Text("the law after the change over the law before", "变化后与变化前该式之比").in_(
            language
        ),
        assumes=scope_of(law.equations, language),
        source=cited(law.sources, language),
    )


def _formula(name: str, changed: Collection[str], known: set[str]) -> Formula:
    """The output in closed form in what changes; inputs that nobody mentioned stay as they are.

    The whole table is tried first (with D = rN, C grows as N²), then one subject after another:
    the first form that holds all that changes is the law that was asked about.

    Raises:
        MissingInput: no input leads to it.
        InvalidInput: the output does not depend on what changes.
    """
    served = (SERVED[:1], SERVED[:2], SERVED)
    for subjects in (SUBJECTS, *((subject,) for subject in SUBJECTS), *served):
        try:
            law = _closed(name, known, subjects)
        except MissingInput:
            continue
        except NoSolution:
            if subjects in served:
                continue  # Serving reads the slower of two bounds: no law of what changes here.
            raise
        if all(VOCABULARY[n].symbol in law.form.free_symbols for n in changed if n != name):
            return law
    quantity = VOCABULARY[name]
    moved = [VOCABULARY[n].label for n in changed]
    raise InvalidInput(
        Text(
            f"{quantity.label.en} does not follow from {', '.join(t.en for t in moved)} here",
            f"此处{quantity.label.zh}不能由{'、'.join(t.zh for t in moved)}得出",
        )
    )


def _closed(name: str, known: set[str], subjects: tuple[str, ...]) -> Formula:
    """The output in closed form over `subjects`, with the inputs that it lacks held."""
    while True:
        try:
            return system().formula(name, known, subjects=subjects)
        except MissingInput as error:
            if not error.needed:
                raise
            known = known | set(error.needed)


def _ratio(
    form: sympy.Expr,
    factors: Mapping[str, Number],
    baseline: Mapping[str, Number],
    quantity: Quantity,
) -> Number:
    """form(after)/form(before): by symbol where it cancels, else with the baseline put in."""
    scales = {n: sympy.Symbol(f"scale:{n}", positive=True) for n in factors}
    after = form.xreplace(
        {VOCABULARY[n].symbol: scale * VOCABULARY[n].symbol for n, scale in scales.items()}
    )
    ratio = sympy.powsimp(sympy.powdenest(after / form, force=True))
    scale_symbols = set(scales.values())
    if ratio.free_symbols - scale_symbols:
        ratio = sympy.cancel(ratio)
    values: dict[str, Number] = {scale.name: factors[n] for n, scale in scales.items()}
    open_ = sorted(s.name for s in ratio.free_symbols - scale_symbols)
    missing = []
    for name in open_:
        default = VOCABULARY[name].default
        if name in baseline:
            values[name] = baseline[name]
        elif default is not None:
            values[name] = default.value
        else:
            missing.append(VOCABULARY[name])
    if missing:
        raise MissingInput(
            Text(
                f"the factor of {quantity.label.en} depends on "
                + ", ".join(q.label.en for q in missing)
                + ": give the values before the change",
                f"{quantity.label.zh}的倍数取决于"
                + "、".join(q.label.zh for q in missing)
                + ":请给出变化前的值",
            ),
            quantity.name,
            [q.name for q in missing],
        )
    try:
        return algebra.compile_expression(ratio)(values)
    except (ValueError, ZeroDivisionError):
        raise NoSolution(
            Text(f"no real factor of {quantity.label.en}", f"{quantity.label.zh}没有实数倍数")
        ) from None


def _held_defaults(
    parts: Sequence[tuple[Answer, Step, set[str]]], language: Language
) -> tuple[Assumption, ...]:
    """Defaults that stand in a law, and stay as they are."""
    names = dict.fromkeys(name for _, _, inside in parts for name in sorted(inside))
    listed = []
    for name in names:
        quantity = VOCABULARY[name]
        if quantity.default is not None:
            listed.append(
                Assumption(
                    name=name,
                    label=quantity.label.in_(language),
                    display=Text("stays the same", "保持不变").in_(language),
                    source=cited(quantity.default.source, language),
                    because=quantity.default.because.in_(language),
                    kind="default",
                )
            )
    return tuple(listed)
