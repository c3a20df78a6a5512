"""The middleware: what a user sees of a model that lies, errs, mends itself or says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.runnables import RunnableConfig

from flopwise import Assistant, call_tool
from flopwise.assistant.errors import ProviderError
from flopwise.assistant.events import Answered, Rejected, Told
from flopwise.assistant.grounding import guard
from flopwise.assistant.grounding.check import check
from flopwise.assistant.stubs import ScriptedChat, calling

ASKED = "How long does it take to train 7B on 2T tokens with 64 H100s?"
PLAN = {
    "find": ["training_time"],
    "parameters": "7B",
    "tokens": "2T",
    "accelerators": "64",
    "accelerator": "H100",
}
CALL = calling("training_plan", **PLAN)
TRUE = "It takes 38.38 days."


def scripted(*script: str | AIMessage) -> ScriptedChat:
    return ScriptedChat([CALL, *script])


def shown_figures_hold(assistant: Assistant, text: str) -> bool:
    config: RunnableConfig = {"configurable": {"thread_id": assistant.thread}}
    messages = assistant._ready().get_state(config).values["messages"]
    return not check(text, messages[:-1])


class TestALie:
    LIES = ("It takes 41 days.", "It takes 12 days.", "It takes 77 days.")

    def test_three_in_a_row_and_the_user_sees_the_tools_figures_alone(self) -> None:
        assistant = Assistant(scripted(*self.LIES))
        reply = assistant.ask(ASKED)
        told = call_tool("training_plan", PLAN).text
        assert reply.text.endswith(told)
        assert "withheld" in reply.text
        assert not any(lie[9:16] in reply.text for lie in self.LIES)
        assert shown_figures_hold(assistant, reply.text)
        assert (reply.grounded.ok, reply.grounded.how) == (True, "replaced")
        assert [(b.figure, b.attempt) for b in reply.grounded.blocked] == [
            ("41 days", 1), ("12 days", 2), ("77 days", 3),
        ]  # fmt: skip
        assert all("no tool returned it" in b.reason for b in reply.grounded.blocked)
        assert reply.answers[0].display == "38.38 days"

    def test_that_is_mended_is_shown_mended(self) -> None:
        reply = Assistant(scripted("It takes 41 days.", TRUE)).ask(ASKED)
        assert (reply.text, reply.grounded.how) == (TRUE, "corrected")
        assert [b.figure for b in reply.grounded.blocked] == ["41 days"]

    def test_is_told_to_the_model_with_the_reason(self) -> None:
        model = scripted("It takes 41 days and costs $9.", TRUE)
        Assistant(model).ask(ASKED)
        *_, draft, complaint = model.heard[-1]
        assert isinstance(draft, AIMessage) and draft.text == "It takes 41 days and costs $9."
        assert isinstance(complaint, HumanMessage)
        assert "- 41 days: no tool returned it" in complaint.text
        assert "- $9: no tool returned it" in complaint.text

    def test_leaves_no_trace_in_the_conversation(self) -> None:
        model = scripted("It takes 41 days.", TRUE, "Glad to help.")
        assistant = Assistant(model)
        assistant.ask(ASKED)
        assistant.ask("Thanks!")
        assert [m.text for m in model.heard[-1] if not isinstance(m, SystemMessage | ToolMessage)] \
            == [ASKED, "", TRUE, "Thanks!"]  # fmt: skip

    def test_is_counted_in_what_the_question_took(self) -> None:
        reply = Assistant(scripted("It takes 41 days.", TRUE)).ask(ASKED)
        assert reply.usage is not None and reply.usage.calls == 3

    def test_without_any_tool_is_withheld(self) -> None:
        model = ScriptedChat(["It takes 41 days."])
        reply = Assistant(model).ask(ASKED)
        assert (reply.status, reply.grounded.how) == ("declined", "replaced")
        assert "41" not in reply.text
        assert "withheld" in reply.text

    def test_in_chinese_is_told_in_chinese(self) -> None:
        reply = Assistant(ScriptedChat(["需要四十一天。"])).ask("训练 7B、2T token 要多久?")
        assert reply.text.startswith("语言模型的回答含有工具未给出的数值")
        assert reply.grounded.blocked[0].reason.startswith("没有工具给出它")

    def test_after_a_tool_called_for_the_correction_is_judged_again(self) -> None:
        model = ScriptedChat(["It takes 41 days.", CALL, "It takes 42 days.", TRUE])
        reply = Assistant(model).ask(ASKED)
        assert (reply.text, reply.grounded.how) == (TRUE, "corrected")
        assert [b.attempt for b in reply.grounded.blocked] == [1, 2]

    def test_never_streams(self) -> None:
        events = list(Assistant(scripted(*self.LIES)).stream(ASKED))
        told = "".join(event.text for event in events if isinstance(event, Told))
        last = events[-1]
        assert isinstance(last, Answered) and told == last.reply.text
        assert not any(lie[9:16] in told for lie in self.LIES)
        assert [e.attempt for e in events if isinstance(e, Rejected)] == [1, 2, 3]


class TestFailsClosed:
    def test_a_check_that_breaks_lets_nothing_through(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise RecursionError

        monkeypatch.setattr(guard, "check", broken)
        reply = Assistant(scripted(TRUE)).ask(ASKED)
        assert reply.grounded.how == "replaced"
        assert reply.grounded.blocked[0].reason == "the answer could not be checked"
        assert reply.text.endswith(call_tool("training_plan", PLAN).text)

    @pytest.mark.parametrize("text", ["very " * 5000, "1 " * 2000])
    def test_so_does_a_text_too_long_to_be_checked(self, text: str) -> None:
        reply = Assistant(scripted(text)).ask(ASKED)
        assert reply.grounded.how == "replaced"

    def test_an_empty_answer_is_replaced_by_the_tools(self) -> None:
        reply = Assistant(scripted("")).ask(ASKED)
        assert reply.text.startswith("The language model gave no answer. The tools gave:")

    def test_and_without_tools_it_is_an_error(self) -> None:
        with pytest.raises(ProviderError, match="gave an empty answer"):
            Assistant(ScriptedChat([""])).ask(ASKED)


class TestInputs:
    def test_what_the_model_chose_by_itself_is_said(self) -> None:
        reply = Assistant(scripted(TRUE)).ask("How long to train 7B on 2T tokens on H100s?")
        line = "Chosen by the language model, not stated by you: accelerators 64"
        assert reply.text == f"{TRUE}\n\n{line}"
        assert reply.warnings[-1] == line

    @pytest.mark.parametrize(
        "question",
        [
            ASKED,
            "70亿参数、2万亿 token、64 张 H100 要多久?",
            "seven billion parameters, two trillion tokens, sixty-four H100s: how long?",
        ],
    )
    def test_what_the_user_wrote_in_any_form_is_not(self, question: str) -> None:
        reply = Assistant(scripted(TRUE)).ask(question)
        assert "Chosen" not in reply.text and "选定" not in reply.text

    def test_nor_what_follows_from_it(self) -> None:
        twice = calling("training_plan", 2, **{**PLAN, "accelerators": "128"})
        assistant = Assistant(ScriptedChat([CALL, TRUE, twice, "It takes 19.19 days."]))
        assistant.ask(ASKED)
        assert "Chosen" not in assistant.ask("And with twice the GPUs?").text

    @pytest.mark.parametrize(
        ("expression", "refused"),
        [("12345 * 2", "12345"), ("38.38 * 24", None), ("7e9 * 6", None), ("9 + 9", "9")],
    )
    def test_arithmetic_takes_only_figures_that_somebody_gave(
        self, expression: str, refused: str | None
    ) -> None:
        model = scripted(calling("calculate", 2, expression=expression), "Done.")
        Assistant(model).ask(ASKED)
        tools = [m for m in model.heard[-1] if isinstance(m, ToolMessage)]
        line = f"calculate: {refused} was neither stated by the user nor returned by a tool"
        assert tools[-1].text.startswith(line) == (refused is not None)


def test_the_system_prompt_and_the_complaint_name_no_figure_as_true() -> None:
    from flopwise.prompts import load

    assert not check(load("grounding").replace("{figures}", ""), _talk())


def _talk() -> Sequence[Any]:
    return [HumanMessage("Hello")]
