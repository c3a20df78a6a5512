"""From results to words: the answer first, in the user's language, then how it was found."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...tools.engine.solution import Found
from ...tools.functions.figures import answer_of
from ...tools.functions.result import Answer, Result
from . import wording
from .calls import Plan, Then
from .case import Case
from .leftover import left_over
from .lexicon import Lexicon
from .nearness import nearness
from .scope import impossible_amount
from .signatures import signatures
from .turns import Call, Language, Spoken, Turn
from .verdicts import verdict_of

MOST_TOLD = 8
"""Quantities that are named as usually told."""


def further_calls(plan: Plan, turn: Turn, language: Language) -> tuple[Call, ...]:
    """What a plan does with its first answers; nothing once it is done."""
    results = turn.results
    if not (plan.then or plan.onward) or len(results) != len(plan.calls):
        return ()
    if any(result.status != "answered" or not result.answers for result in results):
        return ()
    answers = [answer for result in results for answer in result.answers]
    told = [f"{a.exact.lstrip('~')} {'' if a.unit == '1' else a.unit}".strip() for a in answers]
    calls = [_filled(call, told) for call in plan.onward]
    for then in plan.then:
        if then.manner == "difference":  # the larger less the smaller
            answers.sort(key=lambda answer: -answer.value)
        exact = [f"({answer.exact.lstrip('~')})" for answer in answers]
        expression = then.expression.format(*exact)
        calls.append(Call("calculate", {"expression": expression, "language": language}))
    return tuple(calls)


def _filled(call: Call, told: Sequence[str]) -> Call:
    """A call with the answers of those before it in the places that are left for them."""
    filled = {n: v.format(*told) if isinstance(v, str) else v for n, v in call.arguments.items()}
    return Call(call.function, filled)


def speak_results(
    turn: Turn, cases: Sequence[Case], plan: Plan, lexicon: Lexicon, language: Language
) -> Spoken:
    """The words for a turn's results.

    Args:
        turn: with its results.
        cases: its question as understood, in its parts.
        plan: that its calls were made by.
        lexicon: of the vocabulary.
        language: of the answer.
    """
    case = next((c for c in cases if c.claim), cases[0])
    refused = next((r for r in turn.results if r.status != "answered"), None)
    if refused is not None and refused.status == "needs_input":
        return Spoken(refused.text + _usually_told(turn, case, lexicon, language), refused.status)
    if refused is not None:
        said = impossible_amount(turn.question) if refused.status == "invalid" else None
        where = wording.AS_WRITTEN.in_(language).format(said) if said else ""
        return Spoken(f"{refused.text}{where}", refused.status)
    answers = _answers(turn, plan, lexicon, language)
    left = (n for c in cases for n in left_over(c, turn.calls, turn.results, lexicon))
    unused = next(left, None) or _without_effect(turn, lexicon)
    if unused:
        label = lexicon[unused].label.in_(language)
        return Spoken(wording.UNUSED.in_(language).format(label), "declined", answers=())
    if case.manner == "saving":
        answers = tuple(_as_saving(answer, language) for answer in answers)
    verdict = verdict_of(case, answers, plan.labels, lexicon) if case.claim else None
    answers = _labelled(answers, plan.labels)
    lines = [_headline(answers, verdict, language)]
    carried = [f"{lexicon[n].label.in_(language)} {case.given[n].text}" for n in case.carried]
    if carried:
        lines.append(f"{wording.CARRIED.in_(language)}: {', '.join(carried)}")
    lines += [_rest(result, language) for result in turn.results]
    text = "\n".join(dict.fromkeys(line for line in lines if line))
    return Spoken(text, "answered", verdict, answers)


def _usually_told(turn: Turn, case: Case, lexicon: Lexicon, language: Language) -> str:
    """What such a question mostly tells, where this one tells next to nothing."""
    finds = (call.arguments.get("find") for call in turn.calls)
    asked = [str(name) for find in finds if isinstance(find, list | tuple) for name in find]
    if not asked or sum(value.named for value in case.given.values()) > 1:
        return ""
    known = {n for s in signatures() if asked[0] in s.finds for n in (*s.finds, *s.takes)}
    told = [
        quantity
        for quantity in lexicon.vocabulary
        if quantity.ask is not None and quantity.name in known and quantity.name != asked[0]
    ]
    near = [q for q in told if nearness(asked[0], [q.name]) > 0]
    near.sort(key=lambda q: (-nearness(asked[0], [q.name]), q.ask or 0))
    near = sorted(near[:MOST_TOLD], key=lambda q: q.ask or 0)
    labels = [q.label.in_(language) for q in near if q.name not in case.given]
    between = "、" if language == "zh" else ", "
    return "\n" + wording.USUALLY.in_(language).format(between.join(labels)) if labels else ""


def _answers(turn: Turn, plan: Plan, lexicon: Lexicon, language: Language) -> tuple[Answer, ...]:
    """What was asked, in order: what was calculated from the first answers stands for them."""
    results = turn.results
    first = [answer for result in results[: len(plan.calls)] for answer in result.answers]
    last = [answer for result in results[len(plan.calls) :] for answer in result.answers]
    if plan.onward and last:
        return tuple(last)
    if not plan.then or len(last) != len(plan.then):
        return tuple(first + last)
    named = [
        _named(answer, then, lexicon, language)
        for answer, then in zip(last, plan.then, strict=True)
    ]
    return tuple(named) if plan.then[0].manner == "value" else (*named, *first)


def _named(answer: Answer, then: Then, lexicon: Lexicon, language: Language) -> Answer:
    """The outcome of a sum, called what it is of, and whole where only whole ones are counted."""
    quantity = lexicon[then.quantity]
    if then.manner == "value" and not answer.exact.startswith("~"):
        return answer_of(Found(quantity, Fraction(answer.exact)), language)
    label = wording.MANNERS[then.manner].in_(language).format(quantity.label.in_(language))
    suffix = "" if then.manner == "value" else f"_{then.manner}"
    return answer.model_copy(update={"quantity": f"{then.quantity}{suffix}", "label": label})


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


def _labelled(answers: tuple[Answer, ...], labels: Sequence[str]) -> tuple[Answer, ...]:
    """The answers of several cases, each called after its own."""
    if not labels or len(labels) != len(answers):
        return answers
    return tuple(
        answer.model_copy(update={"label": f"{label}: {answer.label}"})
        for label, answer in zip(labels, answers, strict=True)
    )


def _headline(answers: Sequence[Answer], verdict: str | None, language: Language) -> str:
    stop = "。" if language == "zh" else "."
    between = ";" if language == "zh" else "; "
    figures = between.join(f"{a.label}: {a.display}" for a in answers)
    if verdict in ("yes", "no"):
        word = (wording.YES if verdict == "yes" else wording.NO).in_(language)
        return f"{word}{stop} {figures}".strip()
    return f"{verdict} ({figures})" if verdict else figures


def _rest(result: Result, language: Language) -> str:
    """A result's own text without the lines of its answers, which stand above."""
    if result.function == "look_up" and result.warnings and not result.answers:
        return "\n".join(f"{wording.NOTE.in_(language)}: {w}" for w in result.warnings)
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
