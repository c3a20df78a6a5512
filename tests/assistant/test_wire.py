"""Whole conversations over the wire, JSON and SSE, with everything that goes wrong there."""

from __future__ import annotations

import pytest

from flopwise.assistant import serving as serving_module
from flopwise.assistant.calling import MODEL_CALLS
from flopwise.assistant.errors import ConfigurationError, ProviderError
from flopwise.assistant.events import Told, ToolFinished, ToolStarted, Waiting
from flopwise.tools.engine.errors import FlopwiseError

from .openai_server import breaks_off, calls, fails, refuses_strict, roles, says, sleeps
from .talking import ASKED, CALLS, PLAN, Talk, talking

TRUE = "It takes 38.38 days."
GREETING = "Which GPUs will you use?"


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses are noted, not waited for."""
    noted: list[float] = []
    monkeypatch.setattr(serving_module, "sleep", noted.append)
    return noted


def goes_on(talk: Talk) -> None:
    """The next question is answered as if nothing had been."""
    before = talk.messages
    talk.server.script = [says(GREETING)]
    assert talk.ask("Hello?").text == GREETING
    assert talk.messages == [*before, "Hello?", GREETING]


class TestAnswers:
    def test_by_a_tool(self, wire: str) -> None:
        with talking(wire, CALLS, says(TRUE)) as talk:
            reply = talk.ask()
            assert (reply.text, reply.model, reply.status) == (TRUE, "mock", "answered")
            assert reply.usage is not None
            assert (reply.usage.calls, reply.usage.input_tokens, reply.usage.output_tokens) == (
                2, 22, 14,
            )  # fmt: skip
            first = talk.server.bodies[0]
            assert bool(first.get("stream")) == (wire == "SSE")
            assert all(tool["function"]["strict"] for tool in first["tools"])
            assert "default" not in str(first["tools"]), "strict schemas have none"
            goes_on(talk)

    def test_by_tools_side_by_side(self, wire: str) -> None:
        both = calls(
            ("training_plan", PLAN), ("look_up", {"name": "H100", "facts": ["peak_flops"]})
        )
        with talking(wire, both, says("38.4 days at a peak of 989.4 TFLOP/s.")) as talk:
            reply = talk.ask()
            assert [call.name for call in reply.tool_calls] == ["training_plan", "look_up"]
            assert roles(talk.server.bodies[-1]) == [
                "system", "user", "assistant", "tool", "tool",
            ]  # fmt: skip
            assert {answer.quantity for answer in reply.answers} == {"training_time", "peak_flops"}
            goes_on(talk)

    def test_in_a_conversation(self, wire: str) -> None:
        again = calls(("training_plan", {**PLAN, "accelerators": "128"}))
        with talking(wire, CALLS, says(TRUE), again, says("Then 19.2 days.")) as talk:
            talk.ask()
            assert talk.ask("And with 128?").text == "Then 19.2 days."
            assert roles(talk.server.bodies[-1]).count("user") == 2

    def test_costs_what_the_price_makes_of_it(
        self, wire: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FLOPWISE_PRICE", "1.25/10")
        with talking(wire, CALLS, says(TRUE)) as talk:
            usage = talk.ask().usage
            assert usage is not None
            assert usage.cost == "0.0001675", "22 tokens at 1.25 and 14 at 10 dollars a million"


class TestTheModelErrs:
    def test_arguments_that_are_no_json(self, wire: str) -> None:
        with talking(
            wire, calls(("training_plan", '{"parameters: 7B}')), CALLS, says(TRUE)
        ) as talk:
            assert talk.ask().text == TRUE
            first, _ = talk.server.last_tool_texts
            assert first.startswith("training_plan: the arguments are not one JSON object")
            assert "\n" not in first

    def test_a_tool_that_there_is_not(self, wire: str) -> None:
        with talking(wire, calls(("trainig_plan", PLAN)), CALLS, says(TRUE)) as talk:
            assert talk.ask().text == TRUE
            first, _ = talk.server.last_tool_texts
            assert first.startswith("unknown function 'trainig_plan'; did you mean training_plan")

    def test_arguments_that_the_tool_does_not_know(self, wire: str) -> None:
        wrong = calls(("training_plan", {**PLAN, "sugar": 1}))
        with talking(wire, wrong, CALLS, says(TRUE)) as talk:
            assert talk.ask().text == TRUE
            assert talk.server.last_tool_texts[0].startswith("sugar: ")
            assert "\n" not in talk.server.last_tool_texts[0]

    def test_calls_without_an_id(self, wire: str) -> None:
        twice = calls(("training_plan", PLAN), ("look_up", {"name": "H100"}), same_id="")
        with talking(wire, twice, says(TRUE)) as talk:
            assert talk.ask().text == TRUE
            made = talk.server.bodies[-1]["messages"][2]["tool_calls"]
            assert len({call["id"] for call in made}) == 2

    def test_calls_without_end(self, wire: str) -> None:
        with talking(wire, CALLS) as talk:
            reply = talk.ask()
            assert len(talk.server.bodies) == MODEL_CALLS
            assert reply.text.startswith("The language model went on calling tools")
            assert "38.38 days" in reply.text and reply.answers
            assert reply.grounded.how == "replaced"
            assert reply.usage is not None and reply.usage.calls == MODEL_CALLS
            goes_on(talk)

    def test_no_words(self, wire: str) -> None:
        with talking(wire, says("")) as talk:
            with pytest.raises(ProviderError, match="^mock gave an empty answer"):
                talk.ask()
            goes_on(talk)

    def test_no_words_after_a_tool(self, wire: str) -> None:
        with talking(wire, CALLS, says("")) as talk:
            reply = talk.ask()
            assert reply.text.startswith("The language model gave no answer. The tools gave:")
            goes_on(talk)

    def test_a_lie_over_the_wire(self, wire: str) -> None:
        with talking(wire, CALLS, says("It takes 41 days."), says(TRUE)) as talk:
            reply = talk.ask()
            assert (reply.text, reply.grounded.how) == (TRUE, "corrected")

    def test_an_answer_cut_at_the_token_limit(self, wire: str) -> None:
        with talking(wire, says("Which GPUs will you", "length")) as talk:
            reply = talk.ask()
            assert "cut at its token limit" in reply.warnings[-1]


class TestTheServerFails:
    def test_strict_schemas_refused(self, wire: str) -> None:
        script = [refuses_strict(step) for step in (CALLS, CALLS, says(TRUE))]
        with talking(wire, *script) as talk:
            assert talk.ask().text == TRUE
            assert len(talk.server.bodies) == 3, "once refused, never tried again"
            goes_on(talk)

    def test_tools_refused(self, wire: str) -> None:
        refusal = fails(400, "Invalid schema for function 'calculate'")
        with talking(wire, refusal) as talk:
            with pytest.raises(ProviderError, match="choose a model that can call tools"):
                talk.ask()
            goes_on(talk)

    def test_a_refused_key(self, wire: str) -> None:
        with talking(wire, fails(401, "Incorrect API key provided: sk-abcdef1234567890")) as talk:
            with pytest.raises(ConfigurationError, match="refused the key") as told:
                talk.ask()
            assert "abcdef" not in str(told.value)
            assert len(talk.server.bodies) == 1, "asking again would not help"
            goes_on(talk)

    def test_a_rate_limit_is_waited_out(self, wire: str, pauses: list[float]) -> None:
        with talking(wire, fails(429, Retry_After="7"), CALLS, says(TRUE)) as talk:
            assert talk.ask().text == TRUE
            assert pauses == [7.0]
            if wire == "SSE":
                (waiting,) = [event for event in talk.events if isinstance(event, Waiting)]
                assert (waiting.seconds, waiting.attempt, waiting.attempts) == (7.0, 1, 4)
                assert waiting.reason.en == "the server is busy (rate limit)"

    def test_one_that_is_too_long_is_told(self, wire: str, pauses: list[float]) -> None:
        with talking(wire, fails(429, Retry_After="300")) as talk:
            with pytest.raises(ProviderError, match="asks to wait 300 s"):
                talk.ask()
            assert not pauses
            goes_on(talk)

    def test_an_empty_quota_is_not_waited_for(self, wire: str, pauses: list[float]) -> None:
        with talking(wire, fails(429, "no quota", "insufficient_quota")) as talk:
            with pytest.raises(ProviderError, match="rate limit or quota"):
                talk.ask()
            assert not pauses

    def test_a_fault_is_tried_again(self, wire: str, pauses: list[float]) -> None:
        with talking(wire, fails(500), CALLS, fails(503), says(TRUE)) as talk:
            assert talk.ask().text == TRUE
            assert len(pauses) == 2
            goes_on(talk)

    def test_and_told_in_the_end(self, wire: str, pauses: list[float]) -> None:
        with talking(wire, fails(500)) as talk:
            with pytest.raises(ProviderError, match=r"^mock \(http.*\) failed"):
                talk.ask()
            assert len(talk.server.bodies) == 4
            assert pauses == sorted(pauses), "longer each time"
            goes_on(talk)

    def test_after_a_tool_nothing_of_the_question_is_left(self, wire: str) -> None:
        with talking(wire, says(GREETING), CALLS, fails(500)) as talk:
            talk.ask("Hi")
            with pytest.raises(ProviderError):
                talk.ask()
            assert talk.messages == ["Hi", GREETING]
            goes_on(talk)

    def test_an_answer_that_breaks_off_is_asked_for_again(self, wire: str) -> None:
        with talking(wire, CALLS, breaks_off(), says(TRUE)) as talk:
            assert talk.ask().text == TRUE

    def test_one_that_always_does_is_told(self, wire: str) -> None:
        with talking(wire, breaks_off()) as talk:
            with pytest.raises(ProviderError, match="broke off in the middle of an answer"):
                talk.ask()
            goes_on(talk)

    def test_one_that_comes_too_late(self, wire: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FLOPWISE_TIMEOUT", "0.2")
        with talking(wire, sleeps(1, says(TRUE))) as talk:
            with pytest.raises(ProviderError, match="did not answer in time"):
                talk.ask()

    def test_no_line_of_it_is_long_or_broken(self, wire: str) -> None:
        for step in (fails(401), fails(404), fails(429), fails(500), breaks_off(), says("")):
            with talking(wire, step) as talk, pytest.raises(FlopwiseError) as told:
                talk.ask()
            for text in told.value.text:
                assert "\n" not in text and len(text) < 320
                assert "--model offline" in text


class TestEvents:
    def test_tell_all_in_order(self) -> None:
        with talking("SSE", CALLS, says(TRUE)) as talk:
            talk.ask()
            kinds = [type(event).__name__ for event in talk.events]
            assert kinds[:2] == ["ToolStarted", "ToolFinished"]
            assert kinds[-1] == "Answered"
            started, finished = talk.events[0], talk.events[1]
            assert isinstance(started, ToolStarted) and isinstance(finished, ToolFinished)
            assert started.id == finished.id
            assert started.arguments == PLAN
            assert finished.line == "training time: 38.38 days"
            assert finished.result is not None and finished.result.status == "answered"
            assert "".join(e.text for e in talk.events if isinstance(e, Told)) == TRUE

    def test_the_text_comes_after_the_check(self) -> None:
        with talking("SSE", CALLS, says("It takes 41 days."), says(TRUE)) as talk:
            talk.ask()
            kinds = [type(event).__name__ for event in talk.events]
            assert kinds.index("Rejected") < kinds.index("Told")

    def test_whoever_stops_early_takes_the_question_back(self) -> None:
        with talking("SSE", CALLS, says(TRUE)) as talk:
            events = talk.assistant.stream(ASKED)
            assert isinstance(next(events), ToolStarted)
            events.close()  # type: ignore[attr-defined]
            assert talk.messages == []
            goes_on(talk)
