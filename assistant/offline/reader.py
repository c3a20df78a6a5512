"""The embedded model's understanding: from a conversation to calls, from results to words.

Three steps: what stands in the question (marks, amounts), which quantity each amount is (roles),
what is asked and how it hangs on the conversation (asked, changes, claims, follow). The case that
results is made into calls of the functions (plan) and their results into words (speech).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ...tools.vocabulary import VOCABULARY
from . import wording
from .case import Case
from .explain import always_explained, derivation_call, explanation_calls, explanation_text
from .follow import carry_over, follows
from .language import language_of
from .lexicon import Lexicon
from .moves import apply_moves
from .plan import Plan, Planner
from .scope import conversion, difference, impossible_amount, outside, unpublished
from .speech import speak_results
from .turns import Call, Decision, Language, Spoken, Turn
from .understand import parts_of, understand

MAX_QUESTION = 4000


class Reader:
    """The understanding over one vocabulary and one table of functions.

    Args:
        planner: makes the calls.
    """

    def __init__(self, planner: Planner) -> None:
        self.planner = planner
        self.lexicon = planner.lexicon

    def decide(self, turns: Sequence[Turn]) -> Decision:
        """What to do about the last turn's question."""
        questions = tuple(turn.question for turn in turns)
        question = questions[-1]
        language = self._language(questions)
        if len(question) > MAX_QUESTION:
            say = wording.TOO_LONG.in_(language).format(MAX_QUESTION)
            return Decision(language, say=say, status="invalid")
        if not question.strip():
            return Decision(language, say=wording.EMPTY.in_(language), status="invalid")
        explained = self._explained(questions, language)
        if explained is not None:
            if explained:
                return Decision(language, explained)
            return Decision(language, say=explanation_text(question, (), language))
        derivation = derivation_call(question, language)
        if derivation is not None:
            return Decision(language, (derivation,))
        if outside(question):
            return Decision(language, say=wording.OUTSIDE.in_(language), status="declined")
        plan = self._plan(questions, language)
        if plan.calls:
            return Decision(language, plan.calls)
        impossible = impossible_amount(question) if plan.reason != "not_understood" else None
        if impossible is not None:
            say = wording.IMPOSSIBLE.in_(language).format(impossible)
            return Decision(language, say=say, status="invalid")
        say = self._why_not(plan, language)
        return Decision(language, say=say, status="declined")

    def speak(self, turns: Sequence[Turn]) -> Spoken:
        """The words for the results of the last turn."""
        turn = turns[-1]
        questions = tuple(t.question for t in turns)
        language = self._language(questions)
        if self._explained(questions, language) is not None:
            said = explanation_text(turn.question, turn.results, language)
            return Spoken(said, "answered", answers=())
        return speak_results(turn, self.cases(questions), self.lexicon, language)

    def _explained(self, questions: Sequence[str], language: Language) -> tuple[Call, ...] | None:
        """The calls of an explanation, unless the question gives values and asks for one."""
        calls = explanation_calls(questions[-1], language)
        if calls is None or always_explained(questions[-1]):
            return calls
        case = self.cases(questions)[0]
        says = case.given or case.models or case.accelerators or case.moves
        return None if says and (case.targets or case.claim) else calls

    def cases(self, questions: Sequence[str]) -> list[Case]:
        """The last question, in its parts, as it hangs on the ones before it."""
        cases: list[Case] = []
        before: Case | None = None
        for question in questions:
            cases = []
            for part in parts_of(question[:MAX_QUESTION]):
                new = understand(part, self.lexicon)
                if before is not None and (cases or follows(part, new, before, self.lexicon)):
                    new = carry_over(new, before, self.lexicon)
                before = apply_moves(new, self.lexicon)
                cases.append(before)
        return cases

    def _plan(self, questions: Sequence[str], language: Language) -> Plan:
        question = questions[-1]
        expression = difference(question)
        if expression is not None:
            arguments = {"expression": expression, "language": language}
            return Plan((Call("calculate", arguments),))
        cases = self.cases(questions)
        case = cases[0]
        if unpublished(question) and not case.given:
            return Plan(reason="not_understood", detail="unpublished")
        sums = conversion(question, case)
        if sums:
            calls = [Call("calculate", {"expression": e, "language": language}) for e in sums]
            return Plan(tuple(calls))
        plans = [self.planner.plan(case) for case in cases]
        failed = next((plan for plan in plans if not plan.calls), None)
        return failed or Plan(tuple(call for plan in plans for call in plan.calls))

    @staticmethod
    def _language(questions: Sequence[str]) -> Language:
        language: Language = "en"
        for question in questions:
            language = language_of(question, language)
        return language

    @staticmethod
    def _why_not(plan: Plan, language: Language) -> str:
        if plan.detail == "unpublished":
            return wording.UNPUBLISHED.in_(language)
        text = {
            "not_understood": wording.NOT_UNDERSTOOD,
            "not_yet": wording.NOT_YET,
            "unplaced": wording.UNPLACED,
            "no_function": wording.NO_FUNCTION,
            None: wording.NOT_UNDERSTOOD,
        }[plan.reason]
        return text.in_(language).format(plan.detail)


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader(Planner(Lexicon(VOCABULARY)))


def decide(turns: Sequence[Turn]) -> Decision:
    """What to do about the last turn's question; the turns before it are the conversation."""
    return _reader().decide(turns)


def speak(turns: Sequence[Turn]) -> Spoken:
    """The words for the results of the last turn."""
    return _reader().speak(turns)
