"""Calls that solve the table: one way through for every subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..engine import algebra
from ..engine.errors import FlopwiseError
from ..engine.solution import Solution
from ..engine.text import Language
from ..planner import Inputs, read_inputs, solve_inputs
from .fitting import what_would_fit
from .laws import compare_laws, laws_section
from .repeated_data import limited_section
from .report import refusal, report
from .result import Result, Section
from .sensitivity import what_moves


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
    changes, pulls = what_moves(wanted[0], solution, language)
    sections = (
        *_other_laws(inputs, solution, language),
        what_would_fit(wanted, given, subjects, language),
    )
    return report(
        function,
        inputs,
        solution,
        language,
        changes=changes,
        pulls=pulls,
        sections=tuple(section for section in sections if section is not None),
    )


def _other_laws(inputs: Inputs, solution: Solution, language: Language) -> list[Section | None]:
    """What other laws say, where the answer rests on one; none where it fixes no run."""
    ratio = solution.assumed.get("tokens_per_parameter")
    rests = "law" in solution.choices or (ratio is not None and ratio.origin == "default")
    known = [name for name in ("parameters", "tokens") if name in solution.used]
    fixed = known if len(known) == 1 else ["training_compute"]
    demand = [name for name in ("inference_tokens",) if name in inputs.given]
    if not rests or not solution.values.keys() >= {*fixed}:
        return []
    values = {n: algebra.rational(solution.values[n]) for n in (*fixed, *demand)}
    try:
        compared = compare_laws(values)
        compute = compared.rows[0].training_compute
        return [laws_section(compared, language), limited_section(inputs, compute, language)]
    except FlopwiseError:
        return []


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
