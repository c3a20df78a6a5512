"""The whole loop over create_agent: what a question comes to, with any model."""

from __future__ import annotations

import json
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langgraph.checkpoint.memory import InMemorySaver

from flopwise import Assistant, Reply, call_tool
from flopwise.assistant.calling import MODEL_CALLS
from flopwise.assistant.conversation import LONGEST_QUESTION, fault_in
from flopwise.assistant.errors import ConfigurationError, ProviderError
from flopwise.assistant.offline.model import OfflineChat

ASKED = "How many H100s train a 7B on 2T tokens in 30 days?"
PLAN = {"parameters": "7B", "tokens": "2T", "accelerator": "H100", "training_time": "30 days"}


def messages(assistant: Assistant) -> list[Any]:
    state = assistant._ready().get_state({"configurable": {"thread_id": assistant.thread}})
    return list(state.values.get("messages", []))


class TestOffline:
    def test_a_question_is_answered_by_a_tool(self, stand_in: Any) -> None:
        reply = Assistant("offline").ask("how many H100s?")
        assert reply.status == "answered"
        assert [answer.display for answer in reply.answers] == ["82 accelerators (exact 81.89)"]
        assert reply.answers[0].exact == "10937500/133569"
        assert {item.name for item in reply.assumptions} == {"peak_flops", "mfu"}
        assert reply.steps and reply.changes
        assert reply.tool_calls[0].name == "training_plan"
        assert reply.tool_calls[0].arguments == {**PLAN, "language": "en"}
        assert (reply.model, reply.language) == ("offline", "en")

    def test_a_tool_result_is_never_altered(self, stand_in: Any) -> None:
        assistant = Assistant()
        reply = assistant.ask("how many H100s?")
        told = call_tool("training_plan", {**PLAN, "language": "en"}).text
        assert reply.text == told
        assert [m.text for m in messages(assistant) if isinstance(m, ToolMessage)] == [told]

    def test_the_next_question_continues_the_conversation(self, stand_in: Any) -> None:
        assistant = Assistant()
        assistant.ask("how many H100s?")
        reply = assistant.ask("what about 60 days")
        assert [answer.value for answer in reply.answers] == [41]
        assert len(reply.tool_calls) == 1, "those of this question only"

    def test_another_conversation_knows_nothing_of_it(self, stand_in: Any) -> None:
        Assistant().ask("how many H100s?")
        assert Assistant().ask("what about 60 days").status == "declined"

    def test_a_thread_goes_on_where_its_checkpointer_keeps_it(self, stand_in: Any) -> None:
        kept = InMemorySaver()
        Assistant(thread="a", checkpointer=kept).ask("how many H100s?")
        reply = Assistant(thread="a", checkpointer=kept).ask("what about 60 days")
        assert [answer.value for answer in reply.answers] == [41]

    def test_what_needs_no_tool_is_said(self, stand_in: Any) -> None:
        reply = Assistant().ask("who are you?")
        assert (reply.status, reply.text) == ("declined", "What about language models?")
        assert not reply.tool_calls

    def test_the_language_follows_the_question_unless_it_is_set(self, stand_in: Any) -> None:
        assert Assistant().ask("需要多少张卡?").answers[0].label == "加速卡数"
        reply = Assistant(language="zh").ask("how many H100s?")
        assert (reply.language, reply.answers[0].label) == ("zh", "加速卡数")

    def test_a_fault_of_the_reader_is_one_line(self, stand_in: Any) -> None:
        with pytest.raises(
            ProviderError, match=r"^the offline model failed .*boom.*report"
        ) as told:
            Assistant().ask("boom")
        assert "\n" not in str(told.value)


class TestAnyModel:
    def test_status_and_answers_are_those_of_the_tools(self, scripted: Any, call: Any) -> None:
        model = scripted(call("training_plan", **PLAN, mfu=None), "It takes 82 accelerators.")
        reply = Assistant(model).ask(ASKED)
        assert (reply.status, reply.model) == ("answered", "scripted")
        assert reply.text == "It takes 82 accelerators."
        assert reply.answers[0].value == 82
        assert reply.tool_calls[0].arguments == PLAN, "without nulls"

    def test_without_a_tool_it_is_answered(self, scripted: Any) -> None:
        assert Assistant(scripted("Hello.")).ask("Hi").status == "answered"

    @pytest.mark.parametrize(
        ("arguments", "status"),
        [({"parameters": "7B"}, "needs_input"), ({**PLAN, "mfu": "140%"}, "invalid")],
    )
    def test_what_is_not_answered_carries_no_answers(
        self, scripted: Any, call: Any, arguments: dict[str, str], status: str
    ) -> None:
        model = scripted(call("training_plan", **arguments), "It needs more.")
        reply = Assistant(model).ask("How long?")
        assert reply.status == status
        assert not reply.answers

    def test_a_second_call_mends_the_first(self, scripted: Any, call: Any) -> None:
        wrong, right = (
            call("training_plan", 1, **PLAN, mfu="140%"),
            call("training_plan", 2, **PLAN),
        )
        reply = Assistant(scripted(wrong, right, "82.")).ask("How many?")
        assert reply.status == "answered"
        assert len(reply.tool_calls) == 2

    def test_a_model_that_only_calls_is_stopped(self, scripted: Any, call: Any) -> None:
        model = scripted(call("training_plan", **PLAN))
        reply = Assistant(model).ask("How many?")
        assert len(model.heard) == MODEL_CALLS
        assert "stopped" in reply.text
        assert "82 accelerators" in reply.text
        assert reply.answers[0].value == 82

    def test_unknown_tools_and_wrong_arguments_end_no_run(self, scripted: Any, call: Any) -> None:
        model = scripted(call("make_coffee"), call("training_plan", 2, sugar=1), "Sorry.")
        reply = Assistant(model).ask("Coffee?")
        assert (reply.status, reply.text) == ("invalid", "Sorry.")

    def test_a_tool_that_breaks_is_one_line_to_the_model(
        self, scripted: Any, call: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise ZeroDivisionError("deep inside")

        monkeypatch.setattr("flopwise.tools.functions.table.Function.answered", broken)
        model = scripted(call("training_plan", **PLAN), "I could not.")
        assert Assistant(model).ask("How many?").text == "I could not."
        (told,) = [m for m in model.heard[-1] if isinstance(m, ToolMessage)]
        assert told.status == "error"
        assert told.text.startswith(
            "training_plan failed (ZeroDivisionError: deep inside): call it"
        )
        assert "\n" not in told.text

    def test_the_system_prompt_says_the_language(self, scripted: Any) -> None:
        model = scripted("你好")
        reply = Assistant(model, language="zh").ask("Hi")
        assert reply.language == "zh"
        assert "Answer in Chinese" in model.heard[0][0].text

    def test_its_language_is_otherwise_that_of_the_question(self, scripted: Any) -> None:
        assert Assistant(scripted("…")).ask("你好").language == "zh"
        assert Assistant(scripted("…")).ask("hello").language == "en"


class TestBrokenOff:
    def test_a_turn_that_failed_is_taken_back(self, scripted: Any, call: Any) -> None:
        model = scripted("Yes.", call("training_plan", **PLAN), TimeoutError(), "Perhaps.")
        assistant = Assistant(model)
        assistant.ask("first")
        with pytest.raises(ProviderError, match="did not answer in time"):
            assistant.ask("second")
        assistant.ask("third")
        heard = [m.text for m in model.heard[-1] if isinstance(m, HumanMessage | AIMessage)]
        assert heard == ["first", "Yes.", "third"]
        assert [m.text for m in messages(assistant)] == ["first", "Yes.", "third", "Perhaps."]

    def test_so_is_the_first_one(self, scripted: Any) -> None:
        model = scripted(ConnectionRefusedError(), "No.")
        assistant = Assistant(model)
        with pytest.raises(ProviderError, match="cannot be reached"):
            assistant.ask("first")
        assert messages(assistant) == []
        assistant.ask("second")
        assert [m.text for m in messages(assistant)] == ["second", "No."]

    def test_so_is_one_that_the_user_interrupts(self, scripted: Any) -> None:
        assistant = Assistant(scripted(KeyboardInterrupt(), "No."))
        with pytest.raises(KeyboardInterrupt):
            assistant.ask("first")
        assert messages(assistant) == []


class TestBadInput:
    BAD = {
        "empty": "",
        "blank": " \n\t ",
        "100 kB": "a" * 100_000,
        "NUL": "How many\x00?",
        "escape": "How \x1b[31mmany?",
        "C1": "How\x9bmany?",
        "not UTF-8": "How \udcff many?",
    }

    @pytest.mark.parametrize("question", BAD.values(), ids=BAD)
    def test_is_told_in_one_bilingual_line_without_a_model(
        self, scripted: Any, question: str
    ) -> None:
        model = scripted("never")
        reply = Assistant(model).ask(question)
        assert (reply.status, reply.model, model.heard) == ("invalid", None, [])
        assert "\n" not in reply.text
        assert "the question" in reply.text and "问题" in reply.text
        assert not any(ch in reply.text for ch in "\x00\x1b\x9b\udcff")

    def test_is_told_in_the_language_that_is_set(self, scripted: Any) -> None:
        assert Assistant(scripted("never"), language="zh").ask("").text.startswith("问题为空")

    def test_lines_and_tabs_and_the_longest_question_pass(self) -> None:
        assert fault_in("7B\r\n2T\ttokens") is None
        assert fault_in("字" * LONGEST_QUESTION) is None

    def test_a_language_that_there_is_not(self) -> None:
        with pytest.raises(ConfigurationError, match="en or zh"):
            Assistant(language="fr")  # type: ignore[arg-type]


class TestReply:
    def test_its_json_has_the_contracts_fields(self, stand_in: Any) -> None:
        reply = Assistant().ask("how many H100s?")
        plain = json.loads(reply.model_dump_json())
        assert list(plain) == [
            "status",
            "answers",
            "verdict",
            "given",
            "assumptions",
            "steps",
            "changes",
            "pulls",
            "sections",
            "warnings",
            "unused",
            "tool_calls",
            "language",
            "text",
            "model",
            "grounded",
            "usage",
        ]
        assert plain["grounded"] == {"ok": True, "how": "model", "blocked": []}
        assert plain["usage"] is None, "the embedded model is paid with nothing"
        assert plain["answers"][0] == {
            "quantity": "accelerators",
            "label": "accelerators",
            "value": 82.0,
            "exact": "10937500/133569",
            "unit": "accelerator",
            "display": "82 accelerators (exact 81.89)",
            "low": None,
            "high": None,
            "source": None,
        }
        assert Reply.model_validate(plain) == reply

    def test_two_calls_with_one_assumption_tell_it_once(self, scripted: Any, call: Any) -> None:
        one, two = call("training_plan", 1, **PLAN), call("training_plan", 2, **PLAN, find=["cost"])
        reply = Assistant(scripted(one, two, "Done.")).ask("How many, and what do they cost?")
        assert [answer.quantity for answer in reply.answers] == ["accelerators", "cost"]
        assert [item.name for item in reply.assumptions].count("mfu") == 1


def test_the_offline_model_serves_in_any_agent(reader: Any) -> None:
    reply = Assistant(OfflineChat(reader=reader)).ask("how many H100s?")
    assert reply.answers[0].value == 82
