"""Numbers that stand in equations: coefficients are no results, and nobody has to give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

from ...tools.functions.result import Result

_RUN = re.compile(
    r"(?<![\d.])\d+(?:\.\d+)?(?:\s?[·×*]?\s?[A-Za-zεαβηρ](?:_[A-Za-z0-9]{1,3})?(?:[²³]|\^\d)?)+"
)

CONVERSIONS = frozenset(
    Fraction(n) for n in (7, 8, 12, 24, 30, 60, 100, 365, 1000, 1024, 3600, 86400)
)
"""Hours of a day, bytes of a kibibyte: numbers that convert, whatever they go into."""


def steps_text(result: Result | None) -> str:
    """The formulas of a result's steps, a line each."""
    if result is None:
        return ""
    lines: Iterable[str] = (
        part for step in result.steps for part in (step.equation, step.form, step.numbers)
    )
    return "\n".join(("", *lines))


def reasons(result: Result | None) -> str:
    """Why the equations of a result hold: "2 FLOP forward and 4 backward"."""
    steps = result.steps if result else ()
    return "\n".join(f"\n{step.because}\n{step.assumes or ''}" for step in steps)


def runs_in(text: str) -> Iterator[str]:
    """Coefficients with their letters, as one word each: "6ND"."""
    for match in _RUN.finditer(text):
        yield re.sub(r"[\s·×*]", "", match[0]).replace("^2", "²").replace("^3", "³")


def is_declared(run: str, value: Fraction) -> bool:
    """Whether an equation or a derivation has this coefficient: before these letters, if any."""
    for table in (declared, _derived):  # The second only where the first does not do.
        runs, numbers = table()
        if any(begins(known, run) for known in runs) if run else value in numbers:
            return True
    return False


def begins(known: str, run: str) -> bool:
    """Whether a formula's run is a known one, or the start of one."""
    return known.startswith(run)


_Declared = tuple[frozenset[str], frozenset[Fraction]]


@lru_cache(maxsize=1)
def declared() -> _Declared:
    """The coefficients of all declared equations, with their letters and alone."""
    from ...tools.engine import display
    from ...tools.equations import EQUATIONS

    return _in_lines(display.equation_text(equation) for equation in EQUATIONS)


@lru_cache(maxsize=1)
def _derived() -> _Declared:
    """The same of the derivations: only when something is found nowhere else."""
    from ...tools.derivations import DERIVATIONS
    from ...tools.functions.table import find_function

    derive = find_function("derive")
    return _in_lines(derive.call({"law": d.name}).text for d in DERIVATIONS)


def _in_lines(lines: Iterable[str]) -> _Declared:
    runs = frozenset(run for line in lines for run in runs_in(line))
    numbers = (re.match(r"\d+(?:\.\d+)?", run) for run in runs)
    return runs, frozenset(Fraction(number[0]) for number in numbers if number)
