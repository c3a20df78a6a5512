"""A served model that cites results by handle: what the user sees, and what is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import pytest

from flopwise import Reply
from flopwise.assistant.chat.export import write_conversation
from flopwise.assistant.chat.session import Session
from flopwise.assistant.events import Rejected, Told

from .openai_server import Step, calls, says
from .talking import ASKED, CALLS, PLAN, Talk, talking

BOTH = calls(("training_plan", {**PLAN, "find": ["training_time", "cost"]}))
TWO = calls(("training_plan", PLAN), ("training_plan", {**PLAN, "accelerators": "128"}))


def asked(talk: Talk, question: str = ASKED) -> Reply:
    """The reply; nothing that a user could see of it holds a brace."""
    reply = talk.ask(question)
    told = "".join(event.text for event in talk.events if isinstance(event, Told))
    shown = reply.model_dump(mode="json", exclude={"steps"})  # Their LaTeX has braces.
    assert not re.search(r"\{\{|\}\}", json.dumps(shown["text"]) + told + str(talk.messages))
    assert "{{" not in str(shown["grounded"])
    return reply


def refusals(talk: Talk) -> list[str]:
    """What the model was told of its drafts."""
    last = talk.server.bodies[-1]["messages"]
    return [m["content"] for m in last if m["role"] == "user"][1:]


class TestWhatIsShown:
    def test_is_the_figure_as_the_tool_shows_it(self, wire: str) -> None:
        draft = "The run takes {{training_time}} and costs {{cost}}; at {{mfu}} MFU, on {{tokens}}."
        with talking(wire, BOTH, says(draft)) as talk:
            reply = asked(talk)
            assert reply.text == (
                "The run takes 38.38 days and costs $206,059 ($117,327 to $294,791); "
                "at 40% MFU, on 2T."
            )
            assert (reply.grounded.how, reply.grounded.blocked) == ("model", ())
            assert talk.messages[-1] == reply.text, "what is kept is what was shown"

    def test_is_in_the_language_of_the_call(self, wire: str) -> None:
        chinese = calls(("training_plan", {**PLAN, "find": ["cost"], "language": "zh"}))
        draft = "费用为{{cost}},按 {{mfu}} 的 MFU、{{单卡峰值算力}}计。"
        with talking(wire, chinese, says(draft)) as talk:
            reply = asked(talk, "用 64 张 H100 训练 7B、2T token 要花多少钱?")
            assert reply.text == (
                "费用为20.61 万美元(11.73 至 29.48 万美元),按 40% 的 MFU、989.4 TFLOP/s计。"
            )

    def test_is_of_the_call_that_the_handle_numbers(self, wire: str) -> None:
        draft = "64 H100s take {{1.training_time}}, 128 take {{2.training_time}}, at {{mfu}} MFU."
        with talking(wire, TWO, says(draft)) as talk:
            reply = asked(talk, f"{ASKED} And with 128?")
            assert reply.text == "64 H100s take 38.38 days, 128 take 19.19 days, at 40% MFU."

    def test_stands_in_tables_and_formulas(self, wire: str) -> None:
        draft = "| time | cost |\n|---|---|\n| {{training_time}} | {{cost}} |\n\n$M = {{cost}}$"
        with talking(wire, BOTH, says(draft)) as talk:
            reply = asked(talk)
            assert "| 38.38 days | $206,059 ($117,327 to $294,791) |" in reply.text
            assert reply.text.endswith(r"\(M = \text{\$206,059}\)")

    def test_is_what_the_model_reads_in_the_next_turn(self, wire: str) -> None:
        with talking(wire, CALLS, says("It takes {{training_time}}."), says("Gladly.")) as talk:
            asked(talk)
            asked(talk, "Thanks!")
            assert talk.server.bodies[-1]["messages"][-2]["content"] == "It takes 38.38 days."

    def test_is_exported(self, tmp_path: Any) -> None:
        with talking("SSE", CALLS, says("It takes {{training_time}}.")):
            session = Session(model="openai:mock")
            list(session.ask(ASKED))
            for form in ("md", "json"):
                file = write_conversation(session, f"{form} {tmp_path / form}")
                text = file.read_text(encoding="utf-8")
                assert "It takes 38.38 days." in text and "{{training_time" not in text


class TestAHandleThatStandsForNothing:
    @pytest.mark.parametrize(
        ("draft", "blocked", "reason"),
        [
            ("It takes {{train_time}}.", "train_time", "there are: training_time, peak_flops"),
            ("It takes {{2.training_time}}.", "2.training_time", "there are: training_time"),
            ("{{system}}", "system", "no one result of this question is called so"),
            ("It takes {{training_time}.", "training_time", "two braces on each side"),
            ("It takes {training_time}.", "training_time", "two braces on each side"),
            ("It takes training_time}}.", "training_time", "two braces on each side"),
            ("It takes {{so {{training_time}}}}.", "so", "two braces on each side"),
        ],
    )
    def test_goes_back_once_with_those_that_there_are(
        self, wire: str, draft: str, blocked: str, reason: str
    ) -> None:
        with talking(wire, CALLS, says(draft), says("It takes {{training_time}}.")) as talk:
            reply = asked(talk)
            assert (reply.text, reply.grounded.how) == ("It takes 38.38 days.", "corrected")
            assert [b.figure for b in reply.grounded.blocked] == [blocked]
            assert reason in reply.grounded.blocked[0].reason
            (told,) = refusals(talk)
            assert f"- {blocked}: " in told and reason in told
            assert not any(
                event for event in talk.events if isinstance(event, Told) and "{" in event.text
            )

    def test_may_be_of_an_earlier_question(self, wire: str) -> None:
        script: Sequence[Step] = [CALLS, says("It takes {{training_time}}.")]
        again = calls(("training_plan", {**PLAN, "accelerator": "A100"}))
        more = [says("Then {{training_time}}."), again, says("Then {{training_time}}.")]
        with talking(wire, *script, *more) as talk:
            asked(talk)
            reply = asked(talk, "And with A100s?")
            assert (reply.text, reply.grounded.how) == ("Then 121.7 days.", "corrected")
            assert reply.grounded.blocked[0].reason.startswith("no tool gave a result")

    def test_may_be_of_any_of_several_calls(self, wire: str) -> None:
        mended = "With 64 it takes {{1.training_time}}."
        with talking(wire, TWO, says("With 64: {{training_time}}."), says(mended)) as talk:
            reply = asked(talk, f"{ASKED} And with 128?")
            assert reply.text == "With 64 it takes 38.38 days."
            assert "1.training_time" in refusals(talk)[0] and "2.training_time" in refusals(talk)[0]

    def test_three_times_leaves_the_tools_figures(self, wire: str) -> None:
        with talking(wire, CALLS, says("It takes {{sugar}}.")) as talk:
            reply = asked(talk)
            assert reply.grounded.how == "replaced" and "38.38 days" in reply.text
            if wire == "SSE":
                assert sum(isinstance(event, Rejected) for event in talk.events) == 3


class TestALieBesideHandles:
    @pytest.mark.parametrize(
        ("step", "draft", "blocked"),
        [
            (BOTH, "It takes {{training_time}} and costs $99,999.", "$99,999"),
            (BOTH, "It takes 41 days, not {{training_time}}.", "41 days"),
            (BOTH, "It takes 1{{training_time}}.", "138.38 days"),
            (BOTH, "It costs {{cost}} million.", "$206,059 million"),
            (BOTH, "It costs {{cost}} per month.", "$206,059 per month"),
            (BOTH, "The achieved rate is {{peak_flops}}.", "989.4 TFLOP/s"),
            (TWO, "With 64 H100s {{2.training_time}}.", "19.19 days"),
        ],
        ids=["invented", "contradicting", "digit", "scale", "rate", "swapped", "other-call"],
    )
    def test_is_caught(self, wire: str, step: Step, draft: str, blocked: str) -> None:
        with talking(wire, step, says(draft), says("Done: the plan stands.")) as talk:
            reply = asked(talk, f"{ASKED} And with 128?")
            assert [b.figure for b in reply.grounded.blocked] == [blocked]
            assert reply.text == "Done: the plan stands."
