"""From results to words: the answer first, in the user's language, then how it was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from ...tools.engine.amounts import read_amount
from ...tools.engine.errors import FlopwiseError
from ...tools.functions.result import Answer, Result, Status
from . import wording
from .case import Case, Claim
from .lexicon import Lexicon
from .turns import Language, Spoken, Turn

_LETTERS = re.compile(r"[^\W\d²³]+(?:_[a-z]+)?")
CLOSE = 0.02
"""Relative difference within which a stated value is confirmed."""
SMALL = 0.05
"""Relative size below which a term may be left out."""
OPTIMAL_RANGE = (0.75, 1.5)
"""Tokens per parameter over the default within which data and model are balanced."""


def speak_results(
    turn: Turn, cases: Sequence[Case], lexicon: Lexicon, language: Language
) -> Spoken:
    """The words for a turn's results.

    Args:
        turn: with its results.
        cases: its question as understood, in its parts.
        lexicon: of the vocabulary.
        language: of the answer.
    """
    case = next((c for c in cases if c.claim), cases[0])
    refused = next((r for r in turn.results if r.status != "answered"), None)
    if refused is not None:
        return Spoken(refused.text, refused.status)
    answers = tuple(a for result in turn.results for a in result.answers)
    unused = _unused(turn, cases, lexicon)
    unused = unused or _without_effect(turn, lexicon)
    if unused:
        label = lexicon[unused].label.in_(language)
        return Spoken(wording.UNUSED.in_(language).format(label), "declined", answers=())
    if case.manner == "saving":
        answers = tuple(_as_saving(answer, language) for answer in answers)
    verdict = _verdict(case, answers, lexicon) if case.claim else None
    lines = [_headline(case, answers, verdict, language)]
    carried = [f"{lexicon[n].label.in_(language)} {case.given[n].text}" for n in case.carried]
    if carried:
        lines.append(f"{wording.CARRIED.in_(language)}: {', '.join(carried)}")
    lines += [_rest(result) for result in turn.results]
    status: Status = "answered"
    text = "\n".join(line for line in lines if line)
    return Spoken(text, status, verdict, answers)


def _unused(turn: Turn, cases: Sequence[Case], lexicon: Lexicon) -> str | None:
    """A count that was given and that no step of any result uses: the question meant more."""
    steps = [step for result in turn.results for step in result.steps]
    if not steps:
        return None
    letters = {word for step in steps for word in _LETTERS.findall(f"{step.equation} {step.form}")}
    for case in cases:
        for name, value in case.given.items():
            stated = any(name in call.arguments for call in turn.calls)
            counted = name in lexicon.vocabulary and lexicon[name].shown_as == "count"
            if stated and counted and value.named and name not in case.carried:
                if lexicon[name].sign not in letters:
                    return name
    return None


def _without_effect(turn: Turn, lexicon: Lexicon) -> str | None:
    """A quantity whose change moves nothing that was asked for: something else was meant."""
    for call, result in zip(turn.calls, turn.results, strict=False):
        moved = call.arguments.get("changes")
        if call.function == "what_if" and isinstance(moved, list) and moved:
            still = [
                a.value == (0 if a.quantity.endswith("_change") else 1) for a in result.answers
            ]
            if still and all(still):
                return str(moved[0]["quantity"])
    return None


def _headline(
    case: Case, answers: Sequence[Answer], verdict: str | None, language: Language
) -> str:
    stop = "。" if language == "zh" else "."
    figures = (";" if language == "zh" else "; ").join(f"{a.label}: {a.display}" for a in answers)
    if verdict in ("yes", "no"):
        word = (wording.YES if verdict == "yes" else wording.NO).in_(language)
        return f"{word}{stop} {figures}".strip()
    return f"{verdict}: {figures}" if verdict else figures


def _rest(result: Result) -> str:
    """A result's own text without the lines of its answers, which stand above."""
    own = {f"{answer.label}: {answer.display}" for answer in result.answers}
    return "\n".join(line for line in result.text.split("\n") if line not in own)


def _as_saving(answer: Answer, language: Language) -> Answer:
    """A relative change downwards, said as what is saved."""
    if not answer.quantity.endswith("_change"):
        return answer
    name = answer.quantity.removesuffix("_change")
    text = answer.exact[1:] if answer.exact.startswith("-") else f"-{answer.exact}"
    display = answer.display[1:] if answer.display.startswith(("-", "−")) else f"-{answer.display}"
    label = wording.SAVED.in_(language).format(answer.label.rpartition(",")[0] or answer.label)
    if language == "zh":
        label = wording.SAVED.zh.format(answer.label.removesuffix("变化"))
    return answer.model_copy(
        update={
            "quantity": f"{name}_saving",
            "value": -answer.value,
            "exact": text,
            "display": display,
            "label": label,
        }
    )


def _verdict(case: Case, answers: Sequence[Answer], lexicon: Lexicon) -> str | None:
    claim = case.claim
    if claim is None or not answers:
        return None
    first = answers[0]
    if claim.kind in ("least", "most"):
        values = [a.value for a in answers]
        best = values.index(min(values) if claim.kind == "least" else max(values))
        return case.accelerators[best] if best < len(case.accelerators) else None
    if claim.kind == "negligible":
        return "yes" if abs(first.value) < SMALL else "no"
    if claim.kind in ("optimal", "undertrained"):
        return _balanced(first, claim, lexicon)
    stated = _stated(claim, lexicon)
    found = next((a for a in answers if a.quantity == claim.quantity), first)
    if stated is None:
        return None
    if claim.kind == "limit":
        return "yes" if found.value <= stated else "no"
    return "yes" if abs(found.value - stated) <= CLOSE * abs(stated) else "no"


def _balanced(first: Answer, claim: Claim, lexicon: Lexicon) -> str | None:
    quantity = lexicon[first.quantity] if first.quantity in lexicon.vocabulary else None
    if quantity is None or quantity.default is None:
        return None
    ratio = Fraction(first.value) / quantity.default.value
    low, high = OPTIMAL_RANGE
    if claim.kind == "undertrained":
        return "yes" if ratio < low else "no"
    return "yes" if low <= ratio <= high else "no"


def _stated(claim: Claim, lexicon: Lexicon) -> float | None:
    quantity = lexicon[claim.quantity]
    try:
        return float(read_amount(claim.text, quantity.unit, quantity.label).value)
    except (FlopwiseError, OverflowError):
        return None
