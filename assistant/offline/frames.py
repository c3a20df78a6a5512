"""The frames that a question is read in: one for each function, and how well each explains it.

A function's frame knows the names of what the function finds and takes, and no others, so that
"batch" is one thing in training and another in serving. A question is read in every frame; the
reading that leaves least unexplained is taken, and the functions themselves settle close calls:
they are pure, so a reading whose call answers is better than one whose call asks back.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ...tools.functions.result import Result
from .calls import Plan, joined
from .case import Case, Given
from .fitting import BARE, UNNAMED
from .lexicon import Lexicon
from .marks import Marks
from .nearness import nearness
from .plan import Planner
from .question_words import INFERENCE, TRAIN
from .signatures import LOOK_UP, Signature
from .turns import Call

Run = Callable[[Call], "Result | None"]

UNPLACED = -12.0
"""What an amount without a place counts for."""
ASKED, NOTHING_ASKED = 5.0, -4.0
NAMED, CHOSEN = -6.0, -3.0
"""A named thing and a model choice that the function does not take."""
WORD, CUE = 0.6, 2.0
"""A word of a name, and a word of the function's field."""
DESCRIBES = 20.0
ANSWERED, REFUSED, NO_CALL, UNUSED = 8.0, -1.0, -20.0, -5.0
FIRST, ENOUGH_TOLD = 2, 2
"""Quantities that a function may be asked for without a word, and what must be told for it."""
MOST_TRIALS = 16
"""Other ways of taking one reading that are tried."""
OTHERWISE = (*UNNAMED, "token")
"""Units of which an unnamed amount may be of another quantity than the usual one."""
MOST_ASKED = 6
"""Of these, other quantities that may be asked for."""
CLOSE = 14.0
"""Lead beyond which a reading is taken without trying its rivals."""


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


def best_first(readings: Sequence[Reading], marks: Marks, run: Run) -> list[Reading]:
    """The readings of one question, best first.

    Args:
        readings: one for each frame.
        marks: of the question, over the whole vocabulary.
        run: calls a function; none where it cannot be tried.
    """
    scored = sorted((replace(r, score=_score(r, marks)) for r in readings), key=lambda r: -_most(r))
    tried: list[Reading] = []
    best = scored[0].score - CLOSE
    for reading in scored:
        if _most(reading) > best:
            reading = _refined(reading, run)
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
    score += CUE * _is_of_field(signature, marks)
    if case.described and signature.name == LOOK_UP and not case.given:
        score += DESCRIBES
    return score + (0.0 if reading.plan.calls else NO_CALL)


def _is_of_field(signature: Signature, marks: Marks) -> int:
    """Whether a question has words of a function's field; -1 where of the other one only."""
    trains, serves = TRAIN.search(marks.low), INFERENCE.search(marks.low)
    if "inference" in signature.name:
        return 1 if serves else -1 if trains else 0
    if "training" in signature.name:
        return 1 if trains else -1
    return 0


def _trial(plan: Plan, run: Run) -> float:
    """What the plan's own calls say of it."""
    score = 0.0
    for call in plan.calls:
        result = run(call)
        if result is None:
            continue
        if result.status == "answered":
            score += (ANSWERED if result.answers else 0.0) + UNUSED * len(result.unused)
        elif result.status == "invalid":
            score += REFUSED
    return score / len(plan.calls) if plan.calls else 0.0


def _refined(reading: Reading, run: Run) -> Reading:
    """The reading with its trial counted, and with open words settled as the call answers best."""
    if not reading.case.targets and not reading.plan.calls:
        return _asked_without_words(reading, run)
    trial = _trial(reading.plan, run)
    first = replace(reading, score=reading.score + trial)
    if not reading.plan.calls or trial >= ANSWERED:
        return first
    frame, needed = reading.frame, _needs(reading.plan, run)
    others = _variations(reading.case, frame.lexicon, frame.signature.takes, needed)
    for case in islice(others, MOST_TRIALS):
        plan = reading.frame.planner.plan(case)
        settled = _trial(plan, run)
        if settled >= ANSWERED:
            return replace(reading, case=case, plan=plan, score=reading.score + settled)
    return first


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
            and not any(a.kind == "default" for a in r.assumptions)
            for r in results
        )
        if results and rests:
            score = reading.score - NO_CALL + ANSWERED
            return replace(reading, case=asked, plan=plan, score=score)
    return reading


def _needs(plan: Plan, run: Run) -> frozenset[str]:
    """What the calls of a plan ask back for."""
    results = [run(call) for call in plan.calls]
    return frozenset(name for r in results if r is not None for name in r.needs)


def _variations(
    case: Case, lexicon: Lexicon, known: Container[str], needed: Container[str]
) -> Iterator[Case]:
    """The case with one open word taken otherwise, then with two.

    Args:
        case: as first read.
        lexicon: of the function.
        known: what the function takes.
        needed: what the first reading lacks: an amount is first taken for one of these.
    """
    given = [*_given_apart(case, lexicon, known), *_given_otherwise(case, lexicon, known)]
    given.sort(key=lambda one: not any(name in needed for name in one.given))
    asked = list(_asked_otherwise(case))[:MOST_ASKED]
    yield from given
    yield from asked
    for choice, (name, count) in case.counted.items():
        choices = {n: v for n, v in case.choices.items() if n != choice}
        if name in known:
            stated = {name: Given(str(count)), **case.given}
            yield replace(case, given=stated, choices=choices)
    for choice in case.loose:
        yield replace(case, choices={n: v for n, v in case.choices.items() if n != choice})
    for one in given[:2]:
        for other in asked[:3]:
            yield replace(one, targets=other.targets)


def _given_apart(case: Case, lexicon: Lexicon, known: Container[str]) -> Iterator[Case]:
    """The case with two amounts of one quantity as amounts of two: a corpus, and what was seen."""
    for name, second in case.second.items():
        pair = (case.given[name], second)
        for moved, kept in (pair, pair[::-1]):
            for other in moved.others:
                if other in known and other not in case.given:
                    yield replace(case, given={**case.given, name: kept, other: moved}, second={})


def _given_otherwise(case: Case, lexicon: Lexicon, known: Container[str]) -> Iterator[Case]:
    """The case with one amount as another quantity."""
    for name, value in case.given.items():
        alike = [] if value.named else [q for q in lexicon.quantities if q.unit in OTHERWISE]
        unit = lexicon[name].unit if name in lexicon.vocabulary else ""
        for other in (*value.others, *(q.name for q in alike if q.unit == unit)):
            if other in known and other not in case.given and other not in case.targets:
                given = {(other if n == name else n): v for n, v in case.given.items()}
                yield replace(case, given=given)


def _asked_otherwise(case: Case) -> Iterator[Case]:
    """The case with one target as another quantity."""
    for place, target in enumerate(case.targets):
        others = case.open.get(target, ()) if target not in case.given else ()
        for other in sorted(others, key=lambda name: -nearness(name, case.given)):
            if other not in case.given and other not in case.targets:
                before, after = case.targets[:place], case.targets[place + 1 :]
                yield replace(case, targets=(*before, other, *after))


def _known(frame: Frame, best: Reading, marks: Marks) -> int:
    """How many letters of names that the best reading's frame lacks another frame knows."""
    lacks = {*best.frame.signature.finds, *best.frame.signature.takes}
    known = {*frame.signature.finds, *frame.signature.takes} - lacks
    return sum(hit.end - hit.start for hit in marks.mentions if known.intersection(hit.payloads))


def together(readings: Sequence[Reading], marks: Marks, run: Run) -> Reading:
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
            and not any(start < span[1] and span[0] < end for start, end in spans)
        ]
        if not more:
            continue
        left = tuple(a for a in other.case.unplaced if (a.start, a.end) not in placed)
        case = replace(other.case, targets=tuple(target for target, _ in more), unplaced=left)
        plan = other.frame.planner.plan(case)
        results = [run(call) for call in plan.calls]
        if results and all(r is not None and r.status == "answered" for r in results):
            spans += [span for _, span in more]
            best = replace(best, plan=joined((best.plan, plan)))
    return best
