"""SymPy proves every step of every derivation, and refuses a step that was broken on purpose."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
import sympy

from flopwise.tools.derivations import DERIVATIONS, find_derivation
from flopwise.tools.derivations.step_compute import WITH_LOGITS
from flopwise.tools.engine.algebra import NotClosed, isolate, to_sympy
from flopwise.tools.engine.derivation import Derivation, DerivationStep, Statement
from flopwise.tools.engine.proof import faults, is_zero
from flopwise.tools.equations import EQUATIONS
from flopwise.tools.vocabulary import VOCABULARY
from flopwise.tools.vocabulary.compute import (
    attention_overhead,
    inference_compute_per_token,
    step_compute,
    tokens,
    training_compute,
)
from flopwise.tools.vocabulary.scaling import (
    compute_multiple,
    parameters_multiple,
    tokens_multiple,
    tokens_per_parameter,
)
from flopwise.tools.vocabulary.size import (
    bias_and_norm_parameters,
    block_parameters,
    embedding_parameters,
    parameters,
    position_parameters,
)
from flopwise.tools.vocabulary.training import accelerator_time, achieved_flops, cost, training_time

BY_NAME = pytest.mark.parametrize("derivation", DERIVATIONS, ids=lambda d: d.name)


def with_step(derivation: Derivation, step: DerivationStep) -> Derivation:
    """`derivation` with a step changed; results that no step reaches any more are let go."""
    steps = tuple(step if s.key == step.key else s for s in derivation.steps)
    last = steps[-1].statement
    return replace(derivation, steps=steps, result=last, also=(), examples=())


@BY_NAME
def test_every_step_is_proved(derivation: Derivation) -> None:
    assert faults(derivation) == []


@BY_NAME
def test_the_laws_are_derived_not_premised(derivation: Derivation) -> None:
    for result in derivation.results:
        assert derivation.step_of(result).relation in ("exact", "approximation")


@BY_NAME
def test_a_premise_from_another_derivation_is_its_result(derivation: Derivation) -> None:
    for step in derivation.steps:
        if step.derivation:
            other = find_derivation(step.derivation)
            assert step.statement in other.results, step.key


@BY_NAME
def test_every_local_sign_is_used(derivation: Derivation) -> None:
    used = {symbol for step in derivation.steps for symbol in step.names}
    assert {sign.symbol for sign in derivation.signs} == used


# Broken on purpose


def broken() -> Iterator[tuple[str, Derivation]]:
    """Each derived step with its right side doubled, and each error term doubled."""
    for derivation in DERIVATIONS:
        for step in derivation.steps:
            if step.proof is None:
                continue
            left, right = step.statement
            wrong = replace(step, statement=Statement(left, 2 * right))
            yield f"{derivation.name}.{step.key}", with_step(derivation, wrong)
            if step.error is not None:
                wrong = replace(step, error=2 * step.error)
                yield f"{derivation.name}.{step.key}", with_step(derivation, wrong)


@pytest.mark.parametrize(("where", "derivation"), [pytest.param(w, d, id=w) for w, d in broken()])
def test_a_broken_step_is_found(where: str, derivation: Derivation) -> None:
    assert any(fault.startswith(f"{where}: ") for fault in faults(derivation))


def fault_of(name: str, step: DerivationStep) -> str:
    return next(iter(faults(with_step(find_derivation(name), step))), "")


def test_each_kind_of_fault_is_named() -> None:
    compute, optimum = find_derivation("compute"), find_derivation("chinchilla")
    run, short, power = compute["run"], compute["short"], optimum["power"]
    swapped = Statement(training_compute * 2, run.statement.right)
    assert "one new symbol" in fault_of("compute", replace(run, statement=swapped))
    again = Statement(parameters, run.statement.right)
    assert "used before it is defined" in fault_of("compute", replace(run, statement=again))
    ratio = compute["ratio"].statement
    assert "leaves nothing out" in fault_of("compute", replace(short, statement=ratio))
    of_tokens = Statement(tokens, short.statement.right)
    assert "is about tokens" in fault_of("compute", replace(short, statement=of_tokens))
    model = replace(optimum["model"], statement=Statement(power.statement.left, sympy.Integer(7)))
    assert "derivative by parameters" in fault_of("chinchilla", model)
    repeated = replace(optimum["equal"], statement=optimum["loss"].statement)
    assert "an earlier step says" in fault_of("chinchilla", repeated)


# One truth: the equations table holds the same laws

BLOCKS = {
    "kind": "dense",
    "parts": "blocks",
    "logits": "excluded",
    "law": "chinchilla",
    "context_attention": "left out",
    "block": "classic",
}
ALL = BLOCKS | {"parts": "all", "embeddings": "tied"}
LOGITS = BLOCKS | {"logits": "included"}
KAPLAN = BLOCKS | {"law": "kaplan"}
PARTS = (block_parameters, embedding_parameters, position_parameters, bias_and_norm_parameters)
SAME_LAWS: tuple[tuple[str, sympy.Symbol, dict[str, str], tuple[sympy.Symbol, ...]], ...] = (
    # derivation, what it gives, model choices, what the table's equations have put in for it
    ("parameters", parameters, BLOCKS, (block_parameters,)),
    ("parameters", block_parameters, BLOCKS, ()),
    ("parameters", parameters, ALL, PARTS),
    ("step_compute", step_compute, BLOCKS, (attention_overhead,)),
    ("step_compute", step_compute, LOGITS, (attention_overhead,)),
    ("compute", training_compute, BLOCKS, ()),
    ("compute_square", training_compute, BLOCKS, (tokens, tokens_per_parameter)),
    ("chinchilla", parameters_multiple, BLOCKS, ()),
    ("chinchilla", tokens_multiple, BLOCKS, (parameters_multiple,)),
    ("kaplan", parameters_multiple, KAPLAN, ()),
    ("kaplan", tokens_multiple, KAPLAN, (parameters_multiple,)),
    ("kaplan", compute_multiple, KAPLAN, ()),
    ("inference", inference_compute_per_token, BLOCKS, ()),
    ("training_time", training_time, BLOCKS, (accelerator_time, achieved_flops)),
    ("training_time", accelerator_time, BLOCKS, (achieved_flops,)),
    ("training_time", cost, BLOCKS, (accelerator_time, achieved_flops)),
)


def table(choices: dict[str, str]) -> list[tuple[sympy.Expr, sympy.Expr]]:
    """What the equations table says under some model choices, their constants put in."""
    constants = {
        VOCABULARY[name].symbol: to_sympy(value)
        for choice, option in choices.items()
        for name, value in VOCABULARY.choices[choice].values[option].gives.items()
    }
    return [
        (equation.left, equation.right.xreplace(constants))
        for equation in EQUATIONS
        if all(choices.get(name) == value for name, value in equation.when.items())
    ]


def forms_of(
    symbol: sympy.Symbol, equations: list[tuple[sympy.Expr, sympy.Expr]]
) -> list[sympy.Expr]:
    """What the table puts equal to `symbol`."""
    forms = []
    for left, right in equations:
        if left.has(symbol) or right.has(symbol):
            with suppress(NotClosed):
                forms.append(isolate(left, right, symbol))
    return forms


@pytest.mark.parametrize(("name", "of", "choices", "put_in"), SAME_LAWS)
def test_the_equations_table_says_the_same(
    name: str,
    of: sympy.Symbol,
    choices: dict[str, str],
    put_in: tuple[sympy.Symbol, ...],
) -> None:
    derivation, equations = find_derivation(name), table(choices)
    found = forms_of(of, equations)
    for symbol in put_in:
        forms = forms_of(symbol, equations)
        found += [f.xreplace({symbol: form}) for f in found if f.has(symbol) for form in forms]
    stands_for = WITH_LOGITS.symbol if choices == LOGITS else of
    laws = [right for left, right in derivation.results if left == stands_for]
    assert any(is_zero(form - law) for form in found for law in laws)


def test_chinchillas_stationary_point_is_the_minimum() -> None:
    """On the budget the second derivative of the loss by ln N is a sum of positive terms."""
    derivation = find_derivation("chinchilla")
    budget = derivation["tokens"].statement
    loss = derivation["loss"].statement.right.xreplace({budget.left: budget.right})
    curvature = loss
    for _ in range(2):
        curvature = sympy.expand(parameters * sympy.diff(curvature, parameters))
    assert curvature.is_positive


def test_chinchillas_exponents_sum_to_one() -> None:
    derivation = find_derivation("chinchilla")
    one = derivation["model_exponent"].statement.right + derivation["data_exponent"].statement.right
    assert is_zero(one - 1)
