"""The chat models that users test their agents with."""

from __future__ import annotations

import json
from typing import Any

import pytest
from langchain.agents import create_agent
from langchain_core.messages import AIMessage, ToolMessage
from langchain_core.messages.ai import UsageMetadata

from flopwise import toolkit
from flopwise.assistant.stubs import EchoChat, ScriptedChat, calling


def said(text: str) -> Any:
    return {"messages": text}


class TestScripted:
    def test_it_says_its_script_and_then_the_last_entry(self) -> None:
        model = ScriptedChat(["one", AIMessage("two"), "three"])
        assert [model.invoke("?").text for _ in range(5)] == ["one", "two"] + ["three"] * 3
        assert model.script[0] == "one"

    def test_an_exception_is_raised_in_its_turn(self) -> None:
        model = ScriptedChat([RuntimeError("down"), "up"])
        with pytest.raises(RuntimeError, match="down"):
            model.invoke("?")
        assert model.invoke("?").text == "up"

    def test_it_keeps_what_it_heard_and_was_offered(self) -> None:
        model = ScriptedChat([calling("calculate", expression="6*7"), "42"])
        create_agent(model, toolkit("calculate")).invoke(said("6*7?"))
        assert model.offered == ["calculate"]
        assert [len(messages) for messages in model.heard] == [1, 3]
        told = model.heard[1][-1]
        assert isinstance(told, ToolMessage) and told.content == "result: 42"

    def test_two_models_share_nothing(self) -> None:
        one, other = ScriptedChat(["a"]), ScriptedChat(["b"])
        one.invoke("?")
        assert other.heard == [] and other.invoke("?").text == "b"

    def test_it_streams_words_and_calls(self) -> None:
        model = ScriptedChat(["one two three", calling("calculate", expression="1")])
        assert [chunk.text for chunk in model.stream("?")][:3] == ["one ", "two ", "three"]
        (call,) = next(iter([m for m in model.stream("?") if m.tool_calls])).tool_calls
        assert call["args"] == {"expression": "1"}

    async def test_it_can_be_awaited(self) -> None:
        assert (await ScriptedChat(["yes"]).ainvoke("?")).text == "yes"

    def test_it_reports_usage_unless_the_message_does(self) -> None:
        own = UsageMetadata(input_tokens=7, output_tokens=8, total_tokens=15)
        model = ScriptedChat(["a b", AIMessage("c", usage_metadata=own)], model_name="mine")
        said = model.invoke("one two three")
        assert said.usage_metadata == {"input_tokens": 3, "output_tokens": 2, "total_tokens": 5}
        assert said.response_metadata["model_name"] == "mine"
        assert model.invoke("?").usage_metadata == own

    def test_a_script_has_something_to_say(self) -> None:
        with pytest.raises(ValueError, match="script"):
            ScriptedChat([])


class TestEcho:
    def test_it_repeats_the_user(self) -> None:
        model = EchoChat()
        assert model.invoke("hello").text == "hello"
        assert model.invoke([]).text == ""
        assert model.invoke('{"a": 1}').text == '{"a": 1}'

    def test_it_calls_what_json_asks_for_and_repeats_what_came(self) -> None:
        asked = [
            {"name": "calculate", "arguments": {"expression": "6*7"}},
            {"name": "calculate", "arguments": {"expression": "1+1"}},
        ]
        agent = create_agent(EchoChat(), toolkit())
        state = agent.invoke(said(json.dumps({"tool_calls": asked})))
        assert state["messages"][-1].text == "result: 42\n\nresult: 2"
