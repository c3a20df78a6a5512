"""Questions for an explanation or a derivation, answered by authored texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...tools.functions.result import Result
from .subjects import ALWAYS_EXPLAIN, DERIVE, LAWS
from .tokens import plain
from .turns import Call, Language


def explanation_calls(question: str, language: Language) -> tuple[Call, ...] | None:
    """The calls whose figures an explanation needs; none if no explanation is asked for."""
    explanation = _find(question, language)
    if explanation is None:
        return None
    return tuple(
        Call(name, {**arguments, "language": language}) for name, arguments in explanation.calls
    )


def always_explained(question: str) -> bool:
    """Whether a question asks why or what something means, whatever figures it holds."""
    return ALWAYS_EXPLAIN.search(plain(question)) is not None


def explanation_text(question: str, results: Sequence[Result], language: Language) -> str:
    """The explanation in words."""
    explanation = _find(question, language)
    try:
        return "" if explanation is None else str(explanation.text(results, language))
    except LookupError:  # a figure was refused: its reason stands instead
        return "\n".join(result.text for result in results)


def _find(question: str, language: Language) -> Any:
    try:
        from ...prompts.explanations import find_explanation
    except ImportError:
        return None
    return find_explanation(question, language)


def derivation_call(question: str, language: Language) -> Call | None:
    """The derivation that a question asks for, or none."""
    low = plain(question)
    if not DERIVE.search(low):
        return None
    for pattern, law in LAWS:
        if pattern.search(low):
            return Call("derive", {"law": law, "language": language})
    return None
