"""The functions as tools of LangChain: content and artifact, errors, threads, an agent."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from langchain.agents import create_agent
from langchain_core.messages import ToolMessage
from langchain_core.tools import BaseTool

from flopwise import FlopwiseError, FlopwiseToolkit, ask_tool, call_tool, toolkit
from flopwise.assistant.stubs import ScriptedChat, calling
from flopwise.tools.engine.text import Language
from flopwise.tools.functions.function import Function
from flopwise.tools.functions.result import Result
from flopwise.tools.functions.table import FUNCTIONS

PLAN = {"parameters": "7B", "tokens": "2T", "accelerator": "H100", "training_time": "30 days"}


def tool(name: str) -> BaseTool:
    (found,) = toolkit(name)
    return found


def as_call(name: str, arguments: dict[str, Any]) -> Any:
    return {"type": "tool_call", "id": "1", "name": name, "args": arguments}


def said(text: str) -> Any:
    return {"messages": text}


def test_every_function_is_a_tool_with_its_tags() -> None:
    tools = toolkit()
    assert [t.name for t in tools] == [f.name for f in FUNCTIONS]
    for made, function in zip(tools, FUNCTIONS, strict=True):
        assert made.description == function.purpose
        assert made.tags == ["flopwise", *function.tags]
        assert made.args_schema == function.schema()


def test_a_toolkit_gives_the_same_by_subject() -> None:
    names = [t.name for t in FlopwiseToolkit(subjects=("scaling",)).get_tools()]
    assert names == [t.name for t in toolkit(["scaling"])] == ["scaling_law"]
    assert len(FlopwiseToolkit().get_tools()) == len(FUNCTIONS)
    with pytest.raises(FlopwiseError, match="scaling"):
        FlopwiseToolkit(subjects=("scalling",)).get_tools()


def test_content_is_the_text_and_the_artifact_the_result() -> None:
    message = tool("training_plan").invoke(as_call("training_plan", PLAN))
    result = call_tool("training_plan", PLAN)
    assert message.content == result.text and message.status == "success"
    assert Result.model_validate(message.artifact) == result


def test_nested_arguments_reach_the_function_as_data() -> None:
    changes = [{"quantity": "parameters", "factor": "2"}]
    arguments = {"changes": changes, "observe": ["training_compute"], "held": ["tokens"]}
    assert tool("what_if").invoke(arguments) == call_tool("what_if", arguments).text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [({"nonsense": "1"}, "nonsense"), ({"parameters": [1]}, "parameters"), ({"find": 1}, "find")],
)
def test_arguments_that_the_schema_refuses_are_a_message(
    arguments: dict[str, Any], told: str
) -> None:
    message = tool("training_plan").invoke(as_call("training_plan", arguments))
    assert message.status == "error" and told in message.content and "\n" not in message.content


def test_a_question_without_an_answer_is_a_result() -> None:
    message = tool("training_plan").invoke(as_call("training_plan", {"parameters": "7B"}))
    assert message.artifact["status"] == "needs_input" and "tokens" in message.content


class TestAsync:
    async def test_the_event_loop_stays_free(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Each call waits until the other runs too: one after the other would never end."""
        together = threading.Barrier(2, timeout=20)
        made = tool("calculate")
        run = Function.answered

        def meet(self: Function, checked: dict[str, Any], language: Language) -> Result:
            together.wait()
            return run(self, checked, language)

        monkeypatch.setattr(Function, "answered", meet)
        texts = await asyncio.gather(*(made.ainvoke({"expression": f"{n}+1"}) for n in (1, 2)))
        assert texts == ["result: 2", "result: 3"]

    async def test_many_at_once_give_what_one_by_one_gives(self) -> None:
        made = tool("training_plan")
        asked = [{**PLAN, "parameters": f"{n}B"} for n in range(1, 41)]
        texts = await asyncio.gather(*(made.ainvoke(arguments) for arguments in asked))
        assert texts == [made.invoke(arguments) for arguments in asked]

    async def test_something_else_runs_meanwhile(self, monkeypatch: pytest.MonkeyPatch) -> None:
        done = threading.Event()

        def slow(*_: object) -> Result:
            assert done.wait(20)
            return Result(function="calculate", status="answered", text="late")

        monkeypatch.setattr(Function, "answered", slow)
        waiting = asyncio.create_task(tool("calculate").ainvoke({"expression": "1"}))
        for _ in range(5):
            await asyncio.sleep(0.01)
        assert not waiting.done()
        done.set()
        assert await waiting == "late"


class TestAgent:
    def test_an_agent_calls_and_reads(self) -> None:
        model = ScriptedChat([calling("training_plan", **PLAN), "82 H100s."])
        state = create_agent(model, toolkit("training")).invoke(said("How many H100s?"))
        told = state["messages"][-2]
        assert isinstance(told, ToolMessage) and told.artifact["answers"][0]["value"] == 82
        assert model.offered == [t.name for t in toolkit("training")]

    def test_an_agent_reads_what_was_wrong_and_mends_it(self) -> None:
        model = ScriptedChat(
            [calling("calculate", expresion="6*7"), calling("calculate", 2, expression="6*7"), "42"]
        )
        state = create_agent(model, toolkit()).invoke(said("6*7?"))
        first, second = (m for m in state["messages"] if isinstance(m, ToolMessage))
        assert first.status == "error" and "expression" in str(first.content)
        assert second.artifact["answers"][0]["exact"] == "42"

    async def test_an_agent_awaits_several_calls_at_once(self) -> None:
        message = calling("calculate", expression="1+1")
        message.tool_calls += calling("calculate", 2, expression="2+2").tool_calls
        model = ScriptedChat([message, "Done."])
        state = await create_agent(model, toolkit()).ainvoke(said("go"))
        told = [m.content for m in state["messages"] if isinstance(m, ToolMessage)]
        assert told == ["result: 2", "result: 4"]


class TestOneDoor:
    QUESTION = "How many H100s train a 7B on 2T tokens in 30 days?"

    def test_a_whole_question_is_answered(self) -> None:
        message = ask_tool().invoke(as_call("ask_flopwise", {"question": self.QUESTION}))
        assert "82" in message.content
        assert message.artifact["status"] == "answered"
        assert message.artifact["answers"][0]["value"] == 82

    def test_it_answers_in_the_language_of_the_question_or_the_stated_one(self) -> None:
        made = ask_tool()
        assert "加速卡" in made.invoke(
            {"question": "用 H100 30 天在 2T token 上训练 7B 要多少张卡?"}
        )
        assert "加速卡" in made.invoke({"question": self.QUESTION, "language": "zh"})

    @pytest.mark.parametrize("question", ["", "\x00", "What is the weather?", "x" * 30_000])
    def test_what_is_no_question_is_told(self, question: str) -> None:
        message = ask_tool().invoke(as_call("ask_flopwise", {"question": question}))
        assert message.artifact["status"] in ("invalid", "declined") and message.content

    def test_a_wrong_setting_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FLOPWISE_TIMEOUT", "soon")
        message = ask_tool().invoke(as_call("ask_flopwise", {"question": self.QUESTION}))
        assert message.artifact["status"] == "invalid" and "FLOPWISE_TIMEOUT" in message.content

    def test_an_agents_stream_holds_its_own_words_alone(self) -> None:
        model = ScriptedChat([calling("ask_flopwise", question=self.QUESTION), "Eighty-two."])
        agent = create_agent(model, [ask_tool()])
        streamed: Any = agent.stream(said("go"), stream_mode="messages")
        words = [chunk.text for chunk, about in streamed if about["langgraph_node"] == "model"]
        assert "".join(words) == "Eighty-two."

    async def test_it_can_be_awaited(self) -> None:
        texts = await asyncio.gather(
            *(ask_tool().ainvoke({"question": self.QUESTION}) for _ in range(3))
        )
        assert len(set(texts)) == 1
