"""Questions for an explanation or a derivation, answered by authored texts."""

from __future__ import annotations

from collections.abc import Sequence

from ...prompts.explanations import Explanation, find_explanation
from ...tools.engine.amounts import scan_amounts
from ...tools.functions.result import Result
from .tokens import plain
from .turns import Call, Language
from .words.subjects import ALWAYS_EXPLAIN, DERIVE, LAWS


def explanation_calls(explanation: Explanation, language: Language) -> tuple[Call, ...]:
    """The calls whose figures an explanation needs."""
    return tuple(
        Call(name, {**arguments, "language": language}) for name, arguments in explanation.calls
    )


def always_explained(question: str) -> bool:
    """Whether a question asks why or what something means, whatever figures it holds."""
    return ALWAYS_EXPLAIN.search(plain(question)) is not None


def explanation_text(
    explanation: Explanation, results: Sequence[Result], language: Language
) -> str:
    """The explanation in words."""
    try:
        return explanation.text(results, language)
    except LookupError:  # a figure was refused: its reason stands instead
        return "\n".join(result.text for result in results)


def subject_of(question: str, language: Language) -> Explanation | None:
    """What is explained of the subject of a question, whatever amounts it holds."""
    for amount in reversed(scan_amounts(question)):
        question = f"{question[: amount.start]} {question[amount.end :]}"
    return find_explanation(question, language)


_FEW = 3


def derivation_call(question: str, language: Language) -> Call | None:
    """The derivation that a question asks for, or none."""
    low = plain(question)
    if not DERIVE.search(low) or len(scan_amounts(question)) > _FEW:
        return None  # a figure is asked for where all that it takes is told
    for pattern, law in LAWS:
        if pattern.search(low):
            return Call("derive", {"law": law, "language": language})
    return None
