"""The embedded model's understanding: from a conversation to calls, from results to words.

Three steps: what stands in the question (marks, amounts), which quantity each amount is (roles),
what is asked and how it hangs on the conversation (asked, changes, claims, follow). Each function
is a frame of its own to read in (frames). The case that the best one gives is made into calls
(plan), and their results into words (speech).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from ...prompts.explanations import Explanation, find_explanation
from ...tools.catalog import find_model
from ...tools.engine.amounts import scan_amounts
from ...tools.engine.errors import UnknownName
from ...tools.functions.result import Result
from ...tools.functions.table import find_function
from ...tools.vocabulary import VOCABULARY
from . import wording
from .amounts import usable_amounts
from .calls import Plan, in_language, joined
from .case import Case
from .dimensions import product_of
from .explain import (
    always_explained,
    derivation_call,
    explanation_calls,
    explanation_text,
    subject_of,
)
from .fields import serves, trains
from .follow import carry_over, follows, says_anything
from .formulas import SIMPLE_UNITS, named_units, spoken_units, usual_units, written_out
from .frames import Frame, Reading, Trials, best_first, together
from .language import language_of
from .leftover import left_over
from .lexicon import Lexicon
from .listed import each_listed
from .marks import Marks, read_marks
from .moves import apply_moves, exact_value
from .restated import restated
from .scope import (
    arithmetic,
    bits_for_bytes,
    conversion,
    difference,
    impossible_amount,
    outside,
    unpublished,
)
from .signatures import LOOK_UP, Signature, frames
from .speech import further_calls, speak_results
from .tokens import plain, tidy
from .turns import Call, Decision, Language, Spoken, Turn
from .understand import parts_of, understand
from .words.asking import OURS
from .words.deciding import ENOUGH, REALISTIC, YES_NO_START, YES_NO_ZH
from .words.fields import FITS

MAX_QUESTION = 4000
_OTHER_MONEY = frozenset({"CNY", "EUR", "GBP"})


class Reader:
    """The understanding over one vocabulary and one table of functions.

    Args:
        lexicon: of the vocabulary.
        table: what the functions can find and take.
    """

    def __init__(self, lexicon: Lexicon, table: Sequence[Signature] | None = None) -> None:
        self.lexicon = lexicon
        signatures = frames() if table is None else tuple(table)
        known = [s for s in signatures if any(name in lexicon.vocabulary for name in s.finds)]
        self.frames = tuple(Frame(signature, lexicon) for signature in known)
        self._read = lru_cache(maxsize=64)(self._readings)
        self._explanation = lru_cache(maxsize=64)(self._explained)
        self.plan = lru_cache(maxsize=64)(self._planned)

    def decide(self, turns: Sequence[Turn]) -> Decision:
        """What to do about the last turn's question."""
        language = _language(turns)
        if len(turns[-1].question) > MAX_QUESTION:
            say = wording.TOO_LONG.in_(language).format(MAX_QUESTION)
            return Decision(language, say=say, status="invalid")
        questions = _questions(turns)
        question = questions[-1]
        if not question.strip():
            return Decision(language, say=wording.EMPTY.in_(language), status="invalid")
        sums = _sum_of(question)
        if sums:
            asked = {"expression": sums, "language": language}
            return Decision(language, (Call("calculate", asked),))
        explanation = self._explanation(questions, language)
        if explanation is not None:
            calls = explanation_calls(explanation, language)
            if calls:
                return Decision(language, calls)
            return Decision(language, say=explanation_text(explanation, (), language))
        derivation = derivation_call(question, language)
        if derivation is not None:
            return Decision(language, (derivation,))
        if outside(question):
            return Decision(language, say=wording.OUTSIDE.in_(language), status="declined")
        if always_explained(question) and not self.cases(questions)[0].given:
            say = wording.NOT_UNDERSTOOD.in_(language)  # reasons are not calculated
            return Decision(language, say=say, status="declined")
        in_bits = bits_for_bytes(question, self.lexicon)
        if in_bits is not None:
            return Decision(language, say=in_bits.in_(language), status="invalid")
        plan = self.plan(questions, language)
        if plan.calls:
            return Decision(language, plan.calls)
        impossible = impossible_amount(question) if plan.reason != "not_understood" else None
        if impossible is not None:
            say = wording.IMPOSSIBLE.in_(language).format(impossible)
            return Decision(language, say=say, status="invalid")
        return Decision(language, say=_why_not(plan, language), status="declined")

    def speak(self, turns: Sequence[Turn]) -> Spoken:
        """The words for the results of the last turn, or the calls that they lead to."""
        questions, language = _questions(turns), _language(turns)
        turn = turns[-1]
        if _sum_of(questions[-1]):
            return speak_results(turn, [Case(language)], Plan(), self.lexicon, language)
        explanation = self._explanation(questions, language)
        if explanation is not None:
            said = explanation_text(explanation, turn.results, language)
            return Spoken(said, "answered", answers=())
        plan = self.plan(questions, language)
        further = further_calls(plan, turn, language)
        if further:
            return Spoken("", "answered", calls=further)
        return speak_results(turn, self.cases(questions), plan, self.lexicon, language)

    def _explained(self, questions: tuple[str, ...], language: Language) -> Explanation | None:
        """The explanation that is asked for, unless the question gives values and asks for one."""
        question = questions[-1]
        explanation = find_explanation(question, language)
        if explanation is not None and always_explained(question):
            return explanation
        case = self.cases(questions)[0]
        if explanation is None:
            doubts = _doubts_rumour(case) or (
                REALISTIC.search(plain(question)) and not case.targets
            )
            return subject_of(question, language) if doubts else None
        says = case.given or case.models or case.accelerators or case.moves
        calls = self._read(questions)[0].plan.calls
        by_formula = case.optimal and (case.given or case.models) and calls and not case.by_place
        if case.asked_at and OURS.search(plain(question)):
            return None
        changes = calls and (case.moves or case.carried)
        in_words = case.asked_at and not case.by_place
        asks = in_words or case.claim or by_formula or changes  # Not only by what is given.
        return None if says and asks else explanation

    def cases(self, questions: tuple[str, ...]) -> list[Case]:
        """The last question, in its parts, as it hangs on the ones before it."""
        return [reading.case for reading in self._read(questions)]

    def _readings(self, questions: tuple[str, ...]) -> tuple[Reading, ...]:
        """The best readings of the last question's parts."""
        before = self._before(questions)
        found: list[Reading] = []
        for part in parts_of(questions[-1][:MAX_QUESTION]):
            best = self._best(part, before, following=bool(found))
            found.append(best)
            before = _as_asked(best)
        return tuple(found)

    def _before(self, questions: tuple[str, ...]) -> Case | None:
        """The case of the last question that was understood before the last one."""
        for end in range(len(questions) - 1, 0, -1):
            readings = self._read(questions[:end])
            if readings and says_anything(readings[-1].case):
                return _as_asked(readings[-1])
        return None

    def _best(self, part: str, before: Case | None, *, following: bool) -> Reading:
        """The best reading of one question."""
        part = restated(part)
        readings = []
        for frame in self.frames:
            case = understand(part, frame.lexicon)
            if before is not None and says_anything(case):
                if following or follows(part, case, before, self.lexicon):
                    case = carry_over(case, before, self.lexicon)
            case = apply_moves(case, self.lexicon)
            readings.append(Reading(frame, case, frame.planner.plan(case)))
        marks = read_marks(part, self.lexicon)
        trials = Trials(self._run, self._answer)
        return together(best_first(readings, marks, trials), marks, trials)

    def _is_settled(self, reading: Reading) -> bool:
        """Whether the calls of a reading answer."""
        calls = reading.plan.calls
        results = [self._run(call) for call in calls]
        left = left_over(reading.case, calls, results, self.lexicon)
        return (
            bool(results) and not left and all(r is None or r.status == "answered" for r in results)
        )

    def _formula(self, question: str, case: Case, language: Language) -> Plan | None:
        """The formula that the user writes out, with its values: the unit is what is asked for."""
        marks = read_marks(question, self.lexicon)
        arithmetic = written_out(marks, self._letters(case))
        if arithmetic is None:
            return self._product(marks, case, language)
        asked = [self.lexicon[t].unit for t in case.targets if t in self.lexicon.vocabulary]
        asked = named_units(marks) or spoken_units(marks) or usual_units(marks) or asked
        asked = [unit for unit in dict.fromkeys(asked) if unit != "1"]
        unit = asked[0] if len(asked) == 1 and asked[0] in SIMPLE_UNITS else None
        expression = f"1 {unit} * ({arithmetic})" if unit else arithmetic
        return Plan((Call("calculate", {"expression": expression, "language": language}),))

    def _asks_of_formula(self, question: str, case: Case) -> bool:
        """Whether a unit is spoken of that none of what seems asked has: the formula is meant."""
        spoken = spoken_units(read_marks(question, self.lexicon))
        units = {self.lexicon[name].unit for name in case.targets}
        return bool(spoken) and bool(units) and not units & {*spoken, "s", "USD"}

    def _asked_back(self, case: Case, language: Language) -> Plan | None:
        """A call that asks for all that a run needs: "is our cluster big enough to train it"."""
        low = case.words
        if not (ENOUGH.search(low) and (YES_NO_START.search(low) or YES_NO_ZH.search(low))):
            return None
        name = "training_plan" if trains(low) else "inference_memory"
        if name == "inference_memory" and not (serves(low) or FITS.search(low)):
            return None
        frame = next((f for f in self.frames if f.signature.name == name), None)
        if frame is None:
            return None
        unit = "s" if name == "training_plan" else "byte"
        target = frame.lexicon.primary.get(unit, "")
        own = understand(case.question, frame.lexicon)
        given = {name: value for name, value in own.given.items() if name != target}
        plan = frame.planner.plan(replace(own, given=given, targets=(target,), claim=None))
        results = [self._run(call) for call in plan.calls]
        asks = results and all(r is not None and r.status == "needs_input" for r in results)
        return in_language(plan, language) if asks else None

    def _letters(self, case: Case) -> dict[str, Fraction]:
        """The letters of what is stated, with its value."""
        found = {}
        for letter, names in self.lexicon.letters.items():
            name = next((name for name in names if name in case.given), None)
            value = exact_value(case.given[name].text, name, self.lexicon) if name else None
            if value is not None:
                found[letter] = value
        return found

    def _product(self, marks: Marks, case: Case, language: Language) -> Plan | None:
        """The amounts multiplied, where their units alone say how."""
        units = case.asked_units or {self.lexicon[name].unit for name in case.targets}
        if len(units) != 1 or case.models or case.accelerators or case.moves:
            return None
        expression = product_of(usable_amounts(marks), next(iter(units)))
        if expression is None:
            return None
        return Plan((Call("calculate", {"expression": expression, "language": language}),))

    def _run(self, call: Call) -> Result | None:
        """What a call would give; none where the table of functions lacks it."""
        return _tried(call.function, json.dumps(call.arguments, sort_keys=True))

    def _answer(self, call: Call) -> Result | None:
        """What a call would give where it answers."""
        return _attempted(call.function, json.dumps(call.arguments, sort_keys=True))

    def _planned(self, questions: tuple[str, ...], language: Language) -> Plan:
        """The calls that answer the last question, or why there are none."""
        question = questions[-1]
        cases = self.cases(questions)
        if unpublished(question) and not cases[0].given:
            return Plan(reason="not_understood", detail="unpublished")
        stranger = next((case.unknown for case in cases if case.unknown), None)
        if stranger is not None:
            kind = "quantization" if stranger[0] == "format" else stranger[0]
            named = {"kind": kind, "name": stranger[1], "language": language}
            return Plan((Call(LOOK_UP, named),))
        expressions = conversion(question, cases[0])
        if expressions:
            calls = (
                Call("calculate", {"expression": expression, "language": language})
                for expression in expressions
            )
            return Plan(tuple(calls))
        readings = self._read(questions)
        plans = [in_language(reading.plan, language) for reading in readings]
        if len(readings) == 1 and (
            not self._is_settled(readings[0]) or self._asks_of_formula(question, readings[0].case)
        ):
            formula = self._formula(questions[-1], readings[0].case, language)
            if formula is not None:
                return formula
            if not readings[0].plan.calls:
                return self._asked_back(readings[0].case, language) or joined(plans)
        whole, listed = joined(plans), each_listed(question)
        if listed and len(listed) == len(whole.calls):
            return replace(whole, labels=tuple(each.label for each in listed))
        return whole


def _as_asked(reading: Reading) -> Case:
    """The case of a reading with what its first call finds as asked, where no word asked for it."""
    case, calls = reading.case, reading.plan.calls
    found = calls[0].arguments.get("find") if calls and not case.targets else None
    return replace(case, targets=tuple(map(str, found))) if isinstance(found, list) else case


def _sum_of(question: str) -> str | None:
    """The arithmetic that a question is, and nothing else."""
    return arithmetic(question) or difference(question)


@lru_cache(maxsize=512)
def _tried(function: str, arguments: str) -> Result | None:
    """What a function gives: it is pure, so that a call tried before need not be made again."""
    try:
        return find_function(function).call(json.loads(arguments))
    except UnknownName:
        return None


@lru_cache(maxsize=512)
def _attempted(function: str, arguments: str) -> Result | None:
    """What a function gives where it answers."""
    try:
        return find_function(function).attempt(json.loads(arguments))
    except UnknownName:
        return None


def _questions(turns: Sequence[Turn]) -> tuple[str, ...]:
    return tuple(tidy(turn.question) for turn in turns)


def _language(turns: Sequence[Turn]) -> Language:
    """The language that the user set, else that of the last question that has one."""
    language: Language = "en"
    for turn in turns:
        language = turn.language or language_of(turn.question, language)
    return language


def _doubts_rumour(case: Case) -> bool:
    """Whether a question asks if something holds of a model whose figures are in doubt."""
    doubted = case.claim is not None and not case.targets
    return doubted and any(find_model(name).warning is not None for name in case.models)


def _is_other_money(written: str) -> bool:
    """Whether an amount is of a money that has no exchange rate here."""
    units = (unit for amount in scan_amounts(written) for unit in amount.units)
    return any(name in _OTHER_MONEY for unit in units for name, _ in unit.dimension.exponents)


def _why_not(plan: Plan, language: Language) -> str:
    if plan.detail == "unpublished":
        return wording.UNPUBLISHED.in_(language)
    text = {
        "not_understood": wording.NOT_UNDERSTOOD,
        "unplaced": wording.UNPLACED,
        "no_function": wording.NO_FUNCTION,
        None: wording.NOT_UNDERSTOOD,
    }[plan.reason]
    if plan.reason == "unplaced" and _is_other_money(plan.detail):
        text = wording.OTHER_MONEY
    return text.in_(language).format(plan.detail)


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader(Lexicon(VOCABULARY))


def decide(turns: Sequence[Turn]) -> Decision:
    """What to do about the last turn's question; the turns before it are the conversation."""
    return _reader().decide(turns)


def speak(turns: Sequence[Turn]) -> Spoken:
    """The words for the results of the last turn."""
    return _reader().speak(turns)
