"""Calls that solve the table: one way through for every subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..engine.errors import FlopwiseError
from ..engine.text import Language
from ..planner import read_inputs, solve_inputs
from .report import refusal, report
from .result import Result


def solve(
    find: str | Sequence[str],
    given: Mapping[str, object],
    *,
    subjects: Iterable[str] | None = None,
    language: Language = "en",
    function: str = "solve",
) -> Result:
    """Find quantities from what is given, in any direction.

    Args:
        find: the quantity asked for, or several in order.
        given: quantity ("parameters": "7B"), named thing ("accelerator": "H100", "model":
            "llama-3-8b", "dtype": "fp8") or model choice ("law": "kaplan").
        subjects: modules of the equation table to solve over; all where none is named.
        language: of every text in the result.
        function: the name that the result carries.

    Raises:
        MissingInput: with the inputs that would do.
        InvalidInput: what is given contradicts itself, leaves a domain, or cannot be read.
    """
    wanted = [find] if isinstance(find, str) else list(find)
    inputs = read_inputs(given)
    solution = solve_inputs(wanted, inputs, subjects)
    return report(function, wanted, inputs, solution, subjects, language)


def try_solve(
    find: Sequence[str],
    given: Mapping[str, object],
    *,
    subjects: Iterable[str] | None,
    language: Language,
    function: str,
) -> Result:
    """As `solve`, but what cannot be answered is a result too."""
    try:
        return solve(find, given, subjects=subjects, language=language, function=function)
    except FlopwiseError as error:
        return refusal(function, error, language)
