"""The frames that a question is read in: one for each function, and how well each explains it.

A function's frame knows the names of what the function finds and takes, and no others, so that
"batch" is one thing in training and another in serving. A question is read in every frame; the
reading that leaves least unexplained is taken, and the functions themselves settle close calls:
they are pure, so a reading whose call answers is better than one whose call asks back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from ...tools.functions.result import Result
from .calls import Plan, joined
from .case import Case
from .fields import serves, trains
from .fitting import BARE
from .leftover import left_over, weighs
from .lexicon import Lexicon
from .marks import Marks
from .otherwise import as_ratio, by_choice, otherwise
from .plan import Planner
from .plausible import is_speakable
from .signatures import LOOK_UP, WHAT_IF, Signature
from .turns import Call
from .words.things import ADAPTERS

Run = Callable[[Call], "Result | None"]


@dataclass(frozen=True)
class Trials:
    """Calls of functions, which are pure and may be tried.

    Attributes:
        run: what a call gives; none where it cannot be tried.
        answer: the same, and none where the function refuses: to say why takes it longest.
    """

    run: Run
    answer: Run


UNPLACED = -12.0
"""What an amount without a place counts for."""
ASKED, NOTHING_ASKED = 5.0, -4.0
NAMED, CHOSEN = -6.0, -3.0
"""A named thing and a model choice that the function does not take."""
WORD, CUE = 0.6, 2.0
"""A word of a name, and a word of the function's field."""
DESCRIBES = 20.0
ANSWERED, REFUSED, NO_CALL, UNUSED = 8.0, -1.0, -20.0, -12.0
FIRST, ENOUGH_TOLD = 3, 2
"""Quantities that a function may be asked for without a word, and what must be told for it."""
MOST_TRIALS = 24
"""Other ways of taking one reading that are tried."""
TAKEN = 3.0
"""What a reading counts less that takes something otherwise than the words suggest."""
TOLD = 1.0
"""What a reading counts more that has something to confirm."""
RATIO = 3.0
"""What a reading counts more that gives a multiple, and not the two values of it."""
_SAYS_LITTLE = frozenset(
    {"time", "times", "token", "tokens", "second", "seconds", "hours", "days", "training", "long",
     "with", "total", "compute", "flops", "take", "takes", "model", "much", "each"}
)  # fmt: skip
_STATES = re.compile(r"adam|zero|optimi[sz]er|gradient|grads|states|优化器|梯度|fsdp|状态")
_THINGS = ("model", "accelerator", "config", "kind", "changes")
"""Arguments that name what a question is of."""
CLOSE = 14.0
"""Lead beyond which a reading is taken without trying its rivals."""

_UTILIZATION = "mfu"
"""What is told of a run of training, where nothing speaks of serving."""


class Frame:
    """One function's frame.

    Args:
        signature: of the function.
        general: the lexicon of the whole vocabulary.
    """

    def __init__(self, signature: Signature, general: Lexicon) -> None:
        self.signature = signature
        self.lexicon = Lexicon(general.vocabulary, signature.finds, signature.takes, general)
        self.planner = Planner(general, signature)


@dataclass(frozen=True)
class Reading:
    """A question as one frame reads it.

    Attributes:
        frame: the frame.
        case: what the question says and asks.
        plan: the calls that answer it, or why there are none.
        score: how well it explains the question.
    """

    frame: Frame
    case: Case
    plan: Plan
    score: float = 0.0


def best_first(readings: Sequence[Reading], marks: Marks, trials: Trials) -> list[Reading]:
    """The readings of one question, best first.

    Args:
        readings: one for each frame.
        marks: of the question, over the whole vocabulary.
        trials: calls functions.
    """
    scored = sorted((replace(r, score=_score(r, marks)) for r in readings), key=lambda r: -_most(r))
    tried: list[Reading] = []
    best = scored[0].score - CLOSE
    for reading in scored:
        if _most(reading) > best:
            reading = _refined(reading, trials)
            best = max(best, reading.score)
        tried.append(reading)
    return sorted(tried, key=lambda reading: -reading.score)


def _most(reading: Reading) -> float:
    """The most that a reading can score once it is tried."""
    unasked = not reading.case.targets and not reading.plan.calls
    return reading.score + ANSWERED - (NO_CALL if unasked else 0.0)


def _score(reading: Reading, marks: Marks) -> float:
    """How well a frame explains a question, before its call is tried."""
    case, signature = reading.case, reading.frame.signature
    score = case.fit + UNPLACED * len(case.unplaced)
    score += ASKED * len(case.asked_at) if case.asked_at else NOTHING_ASKED
    units = {reading.frame.lexicon[name].unit for name in case.targets}
    if case.asked_units and units and not units & case.asked_units and case.manner == "value":
        score += UNPLACED
    score += UNPLACED * (case.asks_other and not case.targets)
    known = {*signature.finds, *signature.takes}
    score += UNPLACED * len(set(case.carried) - known)  # The conversation is of another thing.
    for hit in marks.mentions:
        words = WORD * (1 + marks.low.count(" ", hit.start, hit.end) + (hit.end - hit.start) / 8)
        score += words if known.intersection(hit.payloads) else -words
    for named in {n.kind for n in marks.named if not n.weak} - known:
        score += NAMED * bool(named)
    for chosen in marks.choices:
        taken = known.intersection(choice.choice for choice in chosen.payloads)
        score += CUE if taken else CHOSEN
    score += CUE * _is_of_field(signature, marks, case)
    score += TOLD * (case.claim is not None)
    changes = case.moves or case.second
    score += RATIO * bool(changes and case.manner == "multiple" and signature.name == WHAT_IF)
    stored = _is_only_stored(marks) or _is_held(case, marks)
    score += NAMED * ("training" in signature.name and stored)
    if case.described and signature.name == LOOK_UP and not case.given:
        score += DESCRIBES
    return score + (0.0 if reading.plan.calls else NO_CALL)


def _is_of_field(signature: Signature, marks: Marks, case: Case) -> int:
    """Whether a question has words of a function's field; -1 where of the other one only."""
    low = marks.low
    if "speed" in signature.name:
        return 1 if serves(low) else -3 if trains(low) or _UTILIZATION in case.given else 0
    if "inference" in signature.name:
        return 1 if serves(low) else -1 if trains(low) else 0
    if "training" in signature.name:
        return 1 if trains(low) else -1
    return 0


def _is_only_stored(marks: Marks) -> bool:
    """Whether weights are in a format that nobody trains in, and no adapter is spoken of."""
    stored = any(not n.name.startswith(("bf", "fp", "tf")) for n in marks.of_kind("format"))
    return stored and not trains(marks.low) and not ADAPTERS.search(marks.low)


def _is_held(case: Case, marks: Marks) -> bool:
    """Whether a model in a number format is to fit, and nothing is said of training it."""
    fits = case.claim is not None and case.claim.kind == "fits"
    if not (fits and (marks.of_kind("format") or "bits_per_weight" in case.given)):
        return False
    return not (trains(marks.low) or ADAPTERS.search(marks.low) or _STATES.search(marks.low))


def _trial(case: Case, plan: Plan, lexicon: Lexicon, run: Run) -> float:
    """What the plan's own calls say of it: `ANSWERED` where they answer with all that is stated."""
    results = [run(call) for call in plan.calls]
    score = 0.0
    for result in results:
        if result is not None and result.status == "answered":
            score += ANSWERED if _is_of_the_world(result, lexicon) else 0.0
        elif result is not None and result.status == "invalid":
            score += REFUSED
    unused = left_over(case, plan.calls, results, lexicon)
    return score / len(plan.calls) + UNUSED * len(unused) if plan.calls else 0.0


def _refined(reading: Reading, trials: Trials) -> Reading:
    """The reading with its trial counted, or taken otherwise where that answers and it does not."""
    if not reading.case.targets and not reading.plan.calls:
        return _asked_without_words(reading, trials.answer)
    frame, case = reading.frame, reading.case
    trial = _trial(case, reading.plan, frame.lexicon, trials.run)
    first = replace(reading, score=reading.score + trial)
    if trial >= ANSWERED or not (reading.plan.calls or case.unplaced or case.moves):
        return first
    needed = _needs(reading.plan, trials.run)
    known = frame.signature.takes
    cannot_be = not case.unplaced and _refuses(reading.plan, trials.run)
    held = frame.lexicon if cannot_be else None
    ways = chain(as_ratio(case, frame.lexicon, known), otherwise(case, known, needed, held))
    for other in islice(ways, MOST_TRIALS):
        plan = frame.planner.plan(other)
        settled = _trial(other, plan, frame.lexicon, trials.answer)
        if settled >= ANSWERED and not _is_far_fetched(
            other, case, plan, frame.lexicon, trials.answer
        ):
            freed = UNPLACED * (len(other.unplaced) - len(case.unplaced)) - TAKEN
            score = reading.score + settled + freed + (0.0 if reading.plan.calls else -NO_CALL)
            return replace(reading, case=other, plan=plan, score=score)
    return _by_choice(reading, trials) if _unused(reading.plan, trials.run) else first


def _is_far_fetched(other: Case, case: Case, plan: Plan, lexicon: Lexicon, run: Run) -> bool:
    """Whether something else is answered than seemed asked, by a default that it rests on.

    "How long on 256 GPUs?" asks for no MTBF, although practice has one.
    """
    if other.targets == case.targets or not case.targets:
        return False
    results = [run(call) for call in plan.calls]
    rests = any(weighs(a, lexicon) for r in results if r is not None for a in r.assumptions)
    return rests and not any(_is_spoken_of(name, case.words, lexicon) for name in other.targets)


def _is_spoken_of(name: str, words: str, lexicon: Lexicon) -> bool:
    """Whether a word of what people call a quantity stands in a question."""
    said = " ".join(lexicon.plain_names(name)) if name in lexicon.vocabulary else ""
    latin = set(re.findall(r"[a-z]{4,}", said)) - _SAYS_LITTLE
    if any(re.search(rf"(?<![a-z]){word[:5]}", words) for word in latin):
        return True
    return any(part in words for part in re.findall(r"[\u4e00-\u9fff]{2,}", said))


def _by_choice(reading: Reading, trials: Trials) -> Reading:
    """The reading with a choice that no word states taken so that every stated amount counts.

    Only where one answer alone comes of it: a traffic and an MFU are of a rate bound by compute.
    """
    found: dict[tuple[object, ...], Reading] = {}
    lexicon = reading.frame.lexicon
    for case in by_choice(reading.case, lexicon, reading.frame.signature.takes):
        plan = reading.frame.planner.plan(case)
        settled = _trial(case, plan, lexicon, trials.answer)
        if settled >= ANSWERED:
            results = [trials.answer(call) for call in plan.calls]
            figures = tuple(a.exact for r in results if r is not None for a in r.answers)
            found[figures] = replace(reading, case=case, plan=plan, score=reading.score + settled)
    trial = _trial(reading.case, reading.plan, lexicon, trials.run)
    first = replace(reading, score=reading.score + trial)
    return next(iter(found.values())) if len(found) == 1 else first


def _asked_without_words(reading: Reading, run: Run) -> Reading:
    """The reading with the function's first quantity as what is asked: "70B in 4 bits?".

    Only where more than one thing is told and the answer rests on that alone, on no default.
    """
    case, signature = reading.case, reading.frame.signature
    told = len(case.given) + len(case.choices) + len(case.formats) + len(case.models)
    named = reading.frame.lexicon
    free = [
        name
        for name in signature.finds[:FIRST]
        if name not in case.given and named[name].unit not in BARE
    ]
    if (
        case.optimal
        or told < ENOUGH_TOLD
        or case.unplaced
        or case.asks_other
        or case.moves
        or case.claim
        or case.second
    ):
        return reading
    for name in free:
        asked = replace(case, targets=(name,))
        plan = reading.frame.planner.plan(asked)
        results = [run(call) for call in plan.calls]
        rests = all(
            r is not None
            and r.status == "answered"
            and not r.unused
            and not any(weighs(a, named) for a in r.assumptions)
            for r in results
        )
        if results and rests:
            score = reading.score - NO_CALL + ANSWERED
            return replace(reading, case=asked, plan=plan, score=score)
    return reading


def _is_part_of_one(result: Result, lexicon: Lexicon) -> bool:
    """Whether less than one is found of what is counted: a step fewer than one is none."""
    counts = (a for a in result.answers if a.quantity in lexicon.vocabulary)
    return any(0 < a.value < 1 and lexicon[a.quantity].shown_as == "count" for a in counts)


def _is_of_the_world(result: Result, lexicon: Lexicon) -> bool:
    """Whether a result answers with what anyone would speak of."""
    speakable = all(map(is_speakable, result.answers))
    return bool(result.answers) and speakable and not _is_part_of_one(result, lexicon)


def _unused(plan: Plan, run: Run) -> bool:
    """Whether the answer of a plan rests on less than what is stated."""
    results = [run(call) for call in plan.calls]
    return any(r is not None and bool(r.unused) for r in results)


def _refuses(plan: Plan, run: Run) -> bool:
    """Whether a call of a plan says that what is stated cannot be."""
    return any(r is not None and r.status == "invalid" for r in map(run, plan.calls))


def _needs(plan: Plan, run: Run) -> frozenset[str]:
    """What the calls of a plan ask back for."""
    results = [run(call) for call in plan.calls]
    return frozenset(name for r in results if r is not None for name in r.needs)


def _known(frame: Frame, best: Reading, marks: Marks) -> int:
    """How many letters of names that the best reading's frame lacks another frame knows."""
    lacks = {*best.frame.signature.finds, *best.frame.signature.takes}
    known = {*frame.signature.finds, *frame.signature.takes} - lacks
    return sum(hit.end - hit.start for hit in marks.mentions if known.intersection(hit.payloads))


def _is_vague(target: str, other: Reading, best: Reading) -> bool:
    """Whether a target is only "memory" or the like, of which the best reading knows more."""
    units = {other.frame.lexicon[name].unit for name in best.case.targets}
    return target in other.case.open and other.frame.lexicon[target].unit in units


def _says_again(target: str, span: tuple[int, int], best: Reading, marks: Marks) -> bool:
    """Whether a general word asks again for what the best reading finds: VRAM for the states."""
    lexicon = best.frame.lexicon
    units = {lexicon[name].unit for name in best.case.targets if name in lexicon.vocabulary}
    named = any(span[0] <= m.start and m.end <= span[1] for m in marks.mentions)
    return not named and lexicon[target].unit in units


def _asks_of_found(span: tuple[int, int], best: Reading, marks: Marks) -> bool:
    """Whether "how big" asks for what is named right before it, which the best reading finds."""
    found = set(best.case.targets)
    near = (m for m in marks.mentions if 0 <= span[0] - m.end <= 1)
    return any(found.intersection(m.payloads) for m in near)


def together(readings: Sequence[Reading], marks: Marks, trials: Trials) -> Reading:
    """The best reading, and with it what else is asked that only other frames find."""
    best = readings[0]
    rest = sorted(readings[1:], key=lambda reading: -_known(reading.frame, best, marks))
    spans, placed = list(best.case.asked_at), frozenset(best.case.placed)
    if not spans or not best.plan.calls:
        return best
    for other in rest:
        asked = zip(other.case.targets, other.case.asked_at, strict=False)
        more = [
            (target, span)
            for target, span in asked
            if target not in best.case.given
            and not _is_vague(target, other, best)
            and target not in best.frame.signature.finds
            and not _says_again(target, span, best, marks)
            and not _asks_of_found(span, best, marks)
            and not any(start < span[1] and span[0] < end for start, end in (*spans, *placed))
        ]
        if not more:
            continue
        left = tuple(u for u in other.case.unplaced if (u.amount.start, u.amount.end) not in placed)
        case = replace(other.case, targets=tuple(target for target, _ in more), unplaced=left)
        plan = other.frame.planner.plan(case)
        results = [trials.answer(call) for call in plan.calls]
        told = any(set(call.arguments) & {*case.given, *_THINGS} for call in plan.calls)
        if told and all(r is not None and r.status == "answered" for r in results):
            spans += [span for _, span in more]
            best = replace(best, plan=joined((best.plan, plan)))
    return best
