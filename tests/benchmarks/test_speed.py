"""Speed, printed as medians by `make bench`. Nothing here is asserted in time.

The grown table holds the real one and nine copies of it that share its hubs (parameters, tokens,
accelerators), so that every search meets ten times as many equations where it branches most.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from flopwise import FlopwiseError, call_tool, make_plan
from flopwise.tools.engine.equation import Equation
from flopwise.tools.engine.quantity import Vocabulary
from flopwise.tools.engine.solution import Given, Solution
from flopwise.tools.engine.solver import System
from flopwise.tools.equations import EQUATIONS
from flopwise.tools.vocabulary import VOCABULARY

SHARED = {"parameters", "tokens", "accelerators"}
COPIES = 10

STATED = {
    "parameters": Given(Fraction(7 * 10**9)),
    "tokens": Given(Fraction(2 * 10**12)),
    "training_time": Given(Fraction(30 * 86400)),
}
FACTS = {"peak_flops": Given(Fraction(989 * 10**12), origin="catalog", source="datasheet")}
BUDGET = {
    "cost": Given(Fraction(10**6)),
    "price_per_accelerator_hour": Given(Fraction(1, 1800)),
    "mfu": Given(Fraction(2, 5)),
}


def grown(copies: int) -> System:
    """The table, and copies of it that share its hubs."""
    vocabulary, equations = Vocabulary(), []
    for copy in range(copies):
        symbols = {}
        for quantity in VOCABULARY:
            own = not copy or quantity.name in SHARED
            name = quantity.name if own else f"{quantity.name}_{copy}"
            if name not in vocabulary:
                vocabulary.quantity(
                    name,
                    quantity.sign,
                    quantity.unit,
                    quantity.label,
                    quantity.meaning,
                    domain=quantity.domain,
                    default=quantity.default,
                    ask=None if copy else quantity.ask,
                )
            symbols[quantity.symbol] = vocabulary[name].symbol
        if not copy:
            for choice in VOCABULARY.choices.values():
                vocabulary.choice(choice)
        for equation in EQUATIONS:
            equations.append(
                Equation(
                    equation.left.xreplace(symbols),
                    equation.right.xreplace(symbols),
                    because=equation.because,
                    source=equation.source,
                    when=equation.when,
                    subject=equation.subject,
                )
            )
    return System(vocabulary, equations)


QUESTIONS: dict[str, tuple[list[str], dict[str, Given], dict[str, Given]]] = {
    "accelerators": (["accelerators"], STATED, FACTS),
    "budget": (["parameters", "tokens"], BUDGET, FACTS),
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("copies", [1, COPIES])
def test_warm_solve(benchmark: Any, copies: int, question: str) -> None:
    system = grown(copies)
    find, stated, facts = QUESTIONS[question]
    system.solve(find, stated, facts)
    benchmark(lambda: system.solve(find, stated, facts))


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("copies", [1, COPIES])
def test_cold_solve(benchmark: Any, copies: int, question: str) -> None:
    """No plan, no scope and no rearranged form is known; SymPy's own modules are loaded."""
    from flopwise.tools.engine import algebra

    find, stated, facts = QUESTIONS[question]

    def fresh() -> tuple[tuple[System], dict[str, Any]]:
        algebra.isolate.cache_clear()
        return (grown(copies),), {}

    benchmark.pedantic(lambda s: s.solve(find, stated, facts), setup=fresh, rounds=15)


def test_function_call(benchmark: Any) -> None:
    arguments = {
        "parameters": "7B",
        "tokens": "2T",
        "training_time": "30 days",
        "accelerator": "H100",
    }
    assert benchmark(lambda: call_tool("training_plan", dict(arguments))).status == "answered"


BUDGET_PLAN = {"cost": "$2M", "accelerator": "H100"}


def test_plan(benchmark: Any) -> None:
    """A whole plan: the solver's part, and its words."""
    assert benchmark(lambda: make_plan(BUDGET_PLAN)).sections


def test_the_solvers_part_of_a_plan(benchmark: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question that a plan asks the solver, asked again without the words."""
    asked: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    solve = System.solve

    def noted(system: System, *args: Any, **options: Any) -> Solution:
        asked.append(((system, *args), options))
        return solve(system, *args, **options)

    monkeypatch.setattr(System, "solve", noted)
    make_plan(BUDGET_PLAN)
    monkeypatch.undo()

    def again() -> None:
        for args, options in asked:
            with contextlib.suppress(FlopwiseError):
                solve(*args, **options)

    benchmark(again)
    assert len(asked) > 20


@pytest.mark.parametrize("expression", ["__import__('os')", "9**9**9", "(" * 150 + ")" * 150])
def test_calculate_refuses(benchmark: Any, expression: str) -> None:
    result = benchmark(lambda: call_tool("calculate", {"expression": expression}))
    assert result.status == "invalid"


COMMANDS = {
    "help": ["--help"],
    "solve": ["solve", "tokens", "cost=1e6USD", "accelerator=H100", "parameters=7B"],
    "ask": ["ask", "How many H100s to train 7B on 2T tokens in 30 days?"],
    "plan": ["plan", "plan a run for $2M on H100s"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_whole_process(benchmark: Any, command: str) -> None:
    program = str(Path(sys.executable).with_name("flopwise"))

    def run() -> Callable[[], None] | int:
        return subprocess.run([program, *COMMANDS[command]], capture_output=True).returncode

    assert benchmark.pedantic(run, rounds=7, warmup_rounds=1) == 0
