"""Asking the embedded model: decide, call, speak, as the agent's loop does."""

from __future__ import annotations

from dataclasses import dataclass

from flopwise.assistant.offline.reader import decide, speak
from flopwise.assistant.offline.turns import Call, Turn
from flopwise.tools.adapters import call_tool
from flopwise.tools.functions.result import Answer, Result


@dataclass(frozen=True)
class Said:
    """What came of one question."""

    status: str
    text: str
    answers: tuple[Answer, ...] = ()
    verdict: str | None = None
    calls: tuple[Call, ...] = ()

    @property
    def value(self) -> float:
        return self.answers[0].value

    @property
    def values(self) -> dict[str, float]:
        return {answer.quantity: answer.value for answer in self.answers}


def ask(*questions: str) -> Said:
    """The reply to the last of the questions, asked in one conversation."""
    return converse(*questions)[-1]


def converse(*questions: str) -> list[Said]:
    """The replies to questions asked in one conversation."""
    turns: list[Turn] = []
    replies = []
    for question in questions:
        turns.append(Turn(question))
        decision = decide(turns)
        if not decision.calls:
            replies.append(Said(decision.status, decision.say))
            turns[-1] = Turn(question, said=decision.say)
            continue
        calls: tuple[Call, ...] = ()
        more = tuple(decision.calls)
        results: tuple[Result, ...] = ()
        while more:
            calls += more
            results += tuple(call_tool(call.function, call.arguments) for call in more)
            turns[-1] = Turn(question, calls, results)
            spoken = speak(turns)
            more = tuple(spoken.calls)
        answers = spoken.answers
        if answers is None:
            answers = tuple(answer for result in results for answer in result.answers)
        if spoken.status != "answered":
            answers = ()
        replies.append(Said(spoken.status, spoken.text, answers, spoken.verdict, calls))
        turns[-1] = Turn(question, calls, results, spoken.text)
    return replies
