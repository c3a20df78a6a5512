"""Yes, no or a winner: what the answers say of what was to be confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...tools.engine.amounts import read_amount
from ...tools.engine.errors import FlopwiseError
from ...tools.functions.result import Answer
from .case import BALANCES, Case, Claim
from .lexicon import Lexicon

CLOSE = 0.02
"""Relative difference within which a stated value is confirmed."""
SMALL = 0.05
"""Relative size below which a term may be left out."""
OPTIMAL_RANGE = (0.75, 1.5)
"""Tokens per parameter over the default within which data and model are balanced."""


def verdict_of(
    case: Case, answers: Sequence[Answer], labels: Sequence[str], lexicon: Lexicon
) -> str | None:
    """Yes, no or the name of the better one; none where the answers do not tell.

    Args:
        case: with the claim.
        answers: to the question.
        labels: what each answer is of, where they are of several cases.
        lexicon: of the vocabulary.
    """
    claim = case.claim
    if claim is None or not answers:
        return None
    first = answers[0]
    if claim.kind in ("least", "most"):
        values = [a.value for a in answers]
        if len(values) != len(labels) or len(set(values)) < len(values):
            return None
        return labels[values.index(min(values) if claim.kind == "least" else max(values))]
    if claim.kind == "negligible":
        return "yes" if abs(first.value) < SMALL else "no"
    if claim.kind in BALANCES:
        return _balanced(first, claim, lexicon)
    if claim.kind == "fits":
        share = next((a.value for a in answers if a.quantity == claim.quantity), None)
        return None if share is None else "yes" if share <= 1 else "no"
    stated = _stated(claim, lexicon)
    found = next((a for a in answers if a.quantity == claim.quantity), first)
    if stated is None or found.unit != lexicon[claim.quantity].unit:
        return None
    if claim.kind == "limit":
        return "yes" if found.value <= stated else "no"
    if claim.kind == "reached":
        return "yes" if found.value >= stated else "no"
    return "yes" if abs(found.value - stated) <= CLOSE * abs(stated) else "no"


def _balanced(first: Answer, claim: Claim, lexicon: Lexicon) -> str | None:
    quantity = lexicon[first.quantity] if first.quantity in lexicon.vocabulary else None
    if quantity is None or quantity.default is None:
        return None
    ratio = Fraction(first.value) / quantity.default.value
    low, high = OPTIMAL_RANGE
    if claim.kind == "undertrained":
        return "yes" if ratio < low else "no"
    if claim.kind == "overtrained":
        return "yes" if ratio > high else "no"
    if claim.kind == "enough":
        return "yes" if ratio >= low else "no"
    return "yes" if low <= ratio <= high else "no"


def _stated(claim: Claim, lexicon: Lexicon) -> float | None:
    quantity = lexicon[claim.quantity]
    try:
        return float(read_amount(claim.text, quantity.unit, quantity.label).value)
    except (FlopwiseError, OverflowError):
        return None
