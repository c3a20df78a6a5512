"""The offline model as a chat model: what a reader decides, in LangChain's terms and back."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_core.callbacks import get_usage_metadata_callback
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage

from flopwise import call_tool, toolkit
from flopwise.assistant.offline.model import OfflineChat, turns_of
from flopwise.assistant.offline.turns import Call, Decision, Spoken, Turn

PLAN = {"parameters": "7B", "tokens": "2T", "accelerator": "H100", "training_time": "30 days"}


def conversation() -> list[Any]:
    result = call_tool("training_plan", PLAN)
    call = {"name": "training_plan", "args": PLAN, "id": "c1", "type": "tool_call"}
    return [
        SystemMessage("You are flopwise."),
        HumanMessage("how many H100s?"),
        AIMessage(content="", tool_calls=[call]),
        ToolMessage(result.text, tool_call_id="c1", artifact=result.model_dump(mode="json")),
    ]


class TestTurns:
    def test_are_rebuilt_from_the_messages(self) -> None:
        said = [*conversation(), AIMessage("82."), HumanMessage("and with 128?")]
        assert turns_of(said, "zh") == [
            Turn(
                "how many H100s?",
                (Call("training_plan", dict(PLAN)),),
                (call_tool("training_plan", PLAN),),
                "82.",
                "zh",
            ),
            Turn("and with 128?", language="zh"),
        ]

    def test_a_tool_that_failed_gives_an_invalid_result(self) -> None:
        *before, _ = conversation()
        failed = ToolMessage("training_plan failed", tool_call_id="c1", status="error")
        (result,) = turns_of([*before, failed])[-1].results
        assert (result.function, result.status) == ("training_plan", "invalid")
        assert result.text == "training_plan failed"

    def test_content_in_blocks_is_read_as_text(self) -> None:
        question = HumanMessage([{"type": "text", "text": "how many?"}])
        assert turns_of([question])[0].question == "how many?"


class TestModel:
    def test_calls_carry_the_language_of_the_answer(self, reader: Any) -> None:
        for model, language in (
            (OfflineChat(reader=reader), "en"),
            (OfflineChat(reader=reader, language="zh"), "zh"),
        ):
            message = model.bind_tools(toolkit()).invoke("how many H100s?")
            assert message.tool_calls[0]["args"] == {**PLAN, "language": language}
            assert message.text == ""

    def test_words_carry_what_a_reply_is_made_of(self, reader: Any) -> None:
        message = OfflineChat(reader=reader).invoke(conversation())
        assert message.text == call_tool("training_plan", PLAN).text
        assert message.response_metadata == {
            "model_name": "offline",
            "model_provider": "offline",
            "flopwise": {
                "status": "answered",
                "verdict": None,
                "answers": None,
                "language": "en",
            },
        }

    def test_chosen_answers_and_verdict_reach_the_metadata(self) -> None:
        answer = call_tool("training_plan", PLAN).answers[0]

        class Chooser:
            def decide(self, turns: Any) -> Decision:
                raise AssertionError

            def speak(self, turns: Any) -> Spoken:
                return Spoken("Yes.", "answered", "yes", (answer,))

        note = OfflineChat(reader=Chooser()).invoke(conversation()).response_metadata["flopwise"]
        assert (note["verdict"], note["answers"]) == ("yes", [answer.model_dump()])

    @pytest.mark.parametrize("messages", ["how many H100s?", "who are you?", conversation()])
    def test_a_stream_adds_up_to_the_answer(self, reader: Any, messages: Any) -> None:
        model = OfflineChat(reader=reader)
        whole = model.invoke(messages)
        first, *rest = model.stream(messages)
        streamed = sum(rest, first)
        assert (streamed.text, streamed.tool_calls) == (whole.text, whole.tool_calls)
        assert streamed.usage_metadata == whole.usage_metadata
        assert streamed.response_metadata == whole.response_metadata

    def test_usage_is_counted(self, reader: Any) -> None:
        with get_usage_metadata_callback() as counted:
            OfflineChat(reader=reader).invoke("who are you?")
        assert counted.usage_metadata["offline"] == {
            "input_tokens": 3,
            "output_tokens": 4,
            "total_tokens": 7,
        }

    def test_any_kind_of_tool_can_be_bound(self, reader: Any) -> None:
        def add(one: int, other: int) -> int:
            """Add."""
            return one + other

        schema = {"type": "function", "function": {"name": "sub", "parameters": {}}}
        bound = OfflineChat(reader=reader).bind_tools([add, schema, *toolkit()])
        names = [tool["function"]["name"] for tool in bound.kwargs["tools"]]  # type: ignore[attr-defined]
        assert names[:3] == ["add", "sub", "model_size"]

    def test_a_conversation_without_a_question_is_answered_too(self, reader: Any) -> None:
        message = OfflineChat(reader=reader).invoke([SystemMessage("You are flopwise.")])
        assert message.response_metadata["flopwise"]["status"] == "declined"
