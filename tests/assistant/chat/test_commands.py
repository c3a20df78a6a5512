"""The chat's commands: what each shows and changes, and what it says when it cannot."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from flopwise.assistant.chat import commands
from flopwise.assistant.chat.actions import Leave
from flopwise.assistant.chat.assuming import read_assumptions
from flopwise.assistant.chat.commands import COMMANDS, find_command
from flopwise.assistant.chat.display import Screen
from flopwise.assistant.chat.session import Asked, Session
from flopwise.assistant.chat.units import Units
from flopwise.assistant.direct import solve_terms
from flopwise.assistant.errors import UsageError
from flopwise.assistant.reply import Reply, reply_of
from flopwise.tools.adapters import call_tool
from flopwise.tools.engine.errors import FlopwiseError, InvalidInput, UnknownName

QUESTION = "how many H100s?"


class Chat:
    """A chat without a terminal: lines go in, what they print comes out."""

    def __init__(self, width: int = 100) -> None:
        self.session = Session()
        self.out = Console(file=io.StringIO(), width=width, highlight=False, markup=False)
        self.screen = Screen(self.out, self.session, live=False)

    def __call__(self, line: str) -> str:
        file = self.out.file
        assert isinstance(file, io.StringIO)
        file.seek(0)
        file.truncate()
        self.session.hear(line)
        question = commands.run(self.screen, line) if line.startswith(("/", "／")) else line
        if question is not None:
            self.screen.follow(self.session.ask(question))
        return file.getvalue()

    def questions(self) -> list[str]:
        """The conversation as it is kept, in order."""
        return [question for question, _ in self.session.assistant.history()]


@pytest.fixture
def chat(stand_in: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chat]:
    monkeypatch.setenv("FLOPWISE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("LANG", "C")
    made = Chat()
    yield made
    made.session.close()


class TestTable:
    def test_names_and_aliases_are_unique(self) -> None:
        names = [name for command in COMMANDS for name in (command.name, *command.aliases)]
        assert len(names) == len(set(names))
        assert all(find_command(name).name for name in names)

    def test_each_is_named_in_the_help_in_both_languages(self, chat: Chat) -> None:
        english, _ = chat("/help"), chat("/language zh")
        chinese = chat("/help")
        for command in COMMANDS:
            assert f"/{command.name}" in english
            assert command.purpose.en in english
            assert command.purpose.zh in chinese

    def test_help_of_one(self, chat: Chat) -> None:
        assert chat("/help units").splitlines() == [
            "/units UNIT, … | clear",
            "show answers in these units",
            "/units hours, GiB",
        ]

    @pytest.mark.parametrize("width", [40, 60, 120])
    def test_help_fits(self, stand_in: Any, width: int) -> None:
        assert all(cell_len(line) <= width for line in Chat(width)("/help").splitlines())

    @pytest.mark.parametrize(
        ("typed", "offered"),
        [("/asume", "/assume"), ("/stpes", "/steps"), ("/exprot", "/export"), ("/lst", "/list")],
    )
    def test_an_unknown_one_gives_the_nearest(self, chat: Chat, typed: str, offered: str) -> None:
        with pytest.raises(UsageError, match=f"no command {typed}: did you mean .*{offered}"):
            chat(typed)

    def test_one_like_no_other_gives_the_help(self, chat: Chat) -> None:
        for typed in ("/", "/\u00e9\u00e9\u00e9"):
            with pytest.raises(UsageError, match="/help"):
                chat(typed)

    def test_chinese_names_and_the_slash_of_a_chinese_keyboard(self, chat: Chat) -> None:
        assert "显示答案" in chat("／帮助")
        assert "并排比较" in chat("/帮助 比较")

    def test_the_examples_are_what_they_are_of(self) -> None:
        for command in COMMANDS:
            assert not command.example or command.example.startswith(f"/{command.name} ")
        assert read_assumptions(find_command("assume").example.removeprefix("/assume "))
        Units().choose(find_command("units").example.removeprefix("/units "))

    def test_any_case(self, chat: Chat) -> None:
        assert chat("/HELP") == chat("/help")

    @pytest.mark.parametrize("typed", ["/quit", "/exit", "/q", "/退出"])
    def test_quit(self, chat: Chat, typed: str) -> None:
        with pytest.raises(Leave):
            chat(typed)

    @pytest.mark.parametrize("line", ["/why", "/steps", "/export md x.md"])
    def test_before_any_question_they_say_so(self, chat: Chat, line: str) -> None:
        with pytest.raises(UsageError, match="nothing was asked yet"):
            chat(line)


class TestSteps:
    def test_the_call_and_each_equation_in_full(self, chat: Chat) -> None:
        chat(QUESTION)
        lines = chat("/steps").splitlines()
        assert lines[:2] == ["Calls", "  training_plan"]
        assert "    training_time  30 days" in lines
        assert "    → 82 accelerators (exact 81.89)" in lines
        place = lines.index("  (4) T = n·t")
        assert lines[place + 1 : place + 4] == [
            "      ⇒ n = T/t",
            "      n = 58,960 accelerator-hours / (30 days)",
            "      n = 81.89 accelerators",
        ]

    def test_what_was_assumed_stands_beside_what_was_given(self, chat: Chat) -> None:
        chat(QUESTION)
        chat("/assume mfu=0.45")
        assert "mfu            0.45 (assumed by you)" in chat("/steps")

    def test_without_a_call(self, chat: Chat) -> None:
        chat("who are you?")
        assert chat("/steps") == "no tool was called for it\n"


class TestWhy:
    def test_reasons_and_sources_in_full(self, chat: Chat) -> None:
        chat(QUESTION)
        shown = " ".join(chat("/why").split())
        reply = chat.session.shown[-1].reply
        for step in reply.steps:
            assert f"{step.equation} {step.because}" in shown
            assert step.source in shown
            assert (step.assumes or "") in shown
        for item in reply.assumptions:
            assert f"{item.label} {item.display} {item.because or ''}".strip() in shown
            assert item.source in shown

    def test_of_one_quantity(self, chat: Chat) -> None:
        chat(QUESTION)
        shown = chat("/why MFU")
        assert shown.splitlines()[0] == "F = X·u"
        assert "MFU 40%" in shown
        assert "C = 6·N·D" not in shown

    def test_of_what_the_user_assumed(self, chat: Chat) -> None:
        chat(QUESTION)
        chat("/assume mfu=0.45")
        assert chat("/why mfu").endswith("\n\nMFU 0.45\n  assumed by you\n")

    def test_of_what_is_not_in_it(self, chat: Chat) -> None:
        chat(QUESTION)
        with pytest.raises(UsageError, match="no reason to give for 'layers'"):
            chat("/why layers")
        with pytest.raises(UsageError, match="did you mean mfu"):
            chat("/why mfuu")


class TestAssume:
    def test_it_asks_again_and_is_kept(self, chat: Chat) -> None:
        chat(QUESTION)
        shown = chat("/assume mfu=0.45")
        assert shown.startswith("Assuming until /assume clear: MFU 45%\n73 accelerators")
        assert "MFU 45%" in chat("what about 60 days")
        assert chat.questions() == [QUESTION, "what about 60 days"], "the first was asked once more"

    def test_before_any_question(self, chat: Chat) -> None:
        assert chat("/assume mfu = 45%") == "Assuming until /assume clear: MFU 45%\n"
        assert chat(QUESTION).startswith("73 accelerators")

    def test_several_with_spaces_in_their_values(self, chat: Chat) -> None:
        chat("/assume mfu=0.45 price_per_accelerator_hour=$2/GPU-hour, training time=20 days")
        assert chat.session.assumed == {
            "mfu": "0.45",
            "price_per_accelerator_hour": "$2/GPU-hour",
            "training_time": "20 days",
        }

    def test_as_people_call_it(self, chat: Chat) -> None:
        chat("/assume 利用率=0.45")
        assert chat.session.assumed == {"mfu": "0.45"}

    def test_cleared_one_by_one_or_all(self, chat: Chat) -> None:
        chat("/assume mfu=0.45 tokens=3T")
        chat("/assume clear mfu")
        assert chat.session.assumed == {"tokens": "3T"}
        chat("/assume clear")
        assert chat.session.assumed == {}
        assert chat(QUESTION).startswith("82 accelerators")

    def test_what_the_question_states_wins_and_it_is_said(self, chat: Chat) -> None:
        chat("/assume tokens=3T")
        shown = chat(QUESTION)
        assert shown.startswith("82 accelerators")
        assert "! assumed, but not needed or stated otherwise here: tokens=3T" in shown

    @pytest.mark.parametrize(
        ("line", "words", "kind"),
        [
            ("/assume mfu=1.4", "at most 1", InvalidInput),
            ("/assume mfu=many", "many", InvalidInput),
            ("/assume mfuu=0.4", "did you mean mfu", UsageError),
            ("/assume mfu", "mfu=0.45", UsageError),
            ("/assume mfu=", "no value", UsageError),
            ("/assume law=keplan", "kaplan", FlopwiseError),
            ("/assume accelerator=H1000", "H100", UnknownName),
            ("/assume clear mfu", "you assume nothing of mfu", UsageError),
        ],
    )
    def test_what_cannot_be_assumed(
        self, chat: Chat, line: str, words: str, kind: type[FlopwiseError]
    ) -> None:
        with pytest.raises(kind, match=words):
            chat(line)
        assert chat.session.assumed == {}

    def test_both_lists(self, chat: Chat) -> None:
        assert chat("/assumptions") == "nothing was assumed\n"
        chat(QUESTION)
        assert "Assumed in the last answer\n  peak_flops" in chat("/assumptions")
        chat("/assume mfu=0.45")
        shown = chat("/assumptions")
        assert "Set by you\n  mfu  0.45\n" in shown
        assert chat("/assume") == shown


class TestUnits:
    @pytest.mark.parametrize(
        ("unit", "seconds", "find"),
        [("hours", 3600, "training_time"), ("GPU-days", 86_400, "accelerator_time")],
    )
    def test_answers_are_shown_in_them_first(
        self, chat: Chat, unit: str, seconds: int, find: str
    ) -> None:
        chat(f"/units kWh, {unit}")
        reply = _solved(find)
        (answer,) = chat.session.in_units(reply).answers
        figure, usual = answer.display.split(f" {unit} ")
        assert float(figure.replace(",", "")) == pytest.approx(answer.value / seconds, rel=1e-3)
        assert usual == f"({reply.answers[0].display})"
        assert answer.exact == reply.answers[0].exact
        assert chat("/units") == f"Answers are shown in kWh, {unit}\n"

    def test_decimal_and_binary_bytes(self, chat: Chat) -> None:
        chat("/units GiB")
        reply = chat.session.in_units(_looked_up())
        assert reply.answers[0].display == "74.51 GiB (80 GB)"

    def test_the_last_answer_is_shown_again(self, chat: Chat) -> None:
        chat(QUESTION)
        assert "82 accelerators (exact 81.89)" in chat("/units hours")

    def test_one_unit_for_each_kind(self, chat: Chat) -> None:
        chat("/units hours")
        chat("/units minutes")
        assert str(chat.session.units) == "minutes"
        chat("/units clear")
        assert "usual units" in chat("/units")
        assert str(chat.session.units) == ""

    @pytest.mark.parametrize(
        ("line", "words"), [("/units horus", "hours"), ("/units cards", "no answer is measured")]
    )
    def test_no_unit(self, chat: Chat, line: str, words: str) -> None:
        with pytest.raises(FlopwiseError, match=words):
            chat(line)


def _solved(find: str) -> Reply:
    plan = "parameters=7B tokens=2T accelerator=H100 price_per_accelerator_hour=$2/GPU-hour".split()
    return solve_terms([find, *plan, *(["accelerators=82"] if find == "training_time" else [])])


def _looked_up() -> Reply:
    result = call_tool("look_up", {"name": "H100 SXM", "facts": ["memory_per_accelerator"]})
    return reply_of([result], text=result.text, language="en")


class TestPlan:
    def test_a_page_of_what_is_asked_for(self, chat: Chat) -> None:
        page = chat("/plan 1 million dollars on H100s")
        assert page.startswith("A training run, planned")
        assert "$1,000,000" in page or "$1M" in page

    def test_of_what_was_asked_last(self, stand_in: Any) -> None:
        chat = Chat(width=120)
        with pytest.raises(UsageError, match="say what to plan"):
            chat("/plan")


class TestCompare:
    def test_side_by_side_with_what_differs(self, chat: Chat) -> None:
        chat(QUESTION)
        chat("/assume mfu=0.45")
        lines = chat("/compare").splitlines()
        assert lines[0].split("  ")[0] == "Question"
        assert lines[1].split() == ["MFU", "40%", "45%"]
        assert lines[2].split("  ")[0] == "accelerators"
        assert "82 accelerators" in lines[2] and "73 accelerators" in lines[2]
        assert len(lines) == 3, "what is the same in both is left out"

    def test_several_and_one_that_was_not_answered(self, stand_in: Any) -> None:
        chat = Chat(width=200)
        for question in (QUESTION, "what about 60 days", "who are you?"):
            chat(question)
        shown = chat("/compare 3")
        assert "30 days" in shown and "60 days" in shown
        assert "What about language models?" in shown

    def test_under_each_other_where_it_is_narrow(self, stand_in: Any) -> None:
        chat = Chat(width=40)
        chat(QUESTION)
        chat("what about 60 days")
        lines = chat("/compare").splitlines()
        assert "  accelerators: 41 accelerators (exact" in " ".join(lines)
        assert all(cell_len(line) <= 40 for line in lines)

    @pytest.mark.parametrize("line", ["/compare 1", "/compare 99", "/compare all"])
    def test_how_many(self, chat: Chat, line: str) -> None:
        with pytest.raises(UsageError, match="2 to 6"):
            chat(line)

    def test_one_answer_is_not_enough(self, chat: Chat) -> None:
        chat(QUESTION)
        with pytest.raises(UsageError, match="two questions"):
            chat("/compare")


class TestConversation:
    def test_undo(self, chat: Chat) -> None:
        chat(QUESTION)
        chat("what about 60 days")
        assert chat("/undo") == "Taken back: what about 60 days\n"
        assert chat.questions() == [QUESTION]
        chat("/undo")
        with pytest.raises(UsageError, match="no question to take back"):
            chat("/undo")

    def test_reset(self, chat: Chat) -> None:
        chat(QUESTION)
        chat("/reset")
        assert chat.questions() == []
        assert "41" not in chat("what about 60 days")

    def test_a_stopped_answer_takes_the_question_back(self, chat: Chat) -> None:
        chat(QUESTION)
        events = chat.session.ask("what about 60 days")
        next(iter(events))
        events.close()  # type: ignore[attr-defined]
        assert chat.questions() == [QUESTION]
        assert [asked.question for asked in chat.session.asked] == [QUESTION]

    def test_a_question_that_cannot_be_asked_is_no_part_of_it(self, chat: Chat) -> None:
        chat("a" * 30_000)
        assert chat.session.asked == []
        with pytest.raises(UsageError, match="no question to take back"):
            chat("/undo")

    def test_language(self, chat: Chat) -> None:
        chat(QUESTION)
        assert chat("/language zh") == "用中文回答。\n"
        assert "已知" in chat("what about 60 days")
        assert chat("/language auto") == "Answers are in the language of the question.\n"
        with pytest.raises(UsageError, match="en, zh or auto"):
            chat("/language fr")

    def test_the_chat_follows_the_language_of_the_question(self, chat: Chat) -> None:
        chat("需要多少张卡?")
        assert chat("/undo").startswith("已撤回")

    def test_model(self, chat: Chat) -> None:
        chat(QUESTION)
        assert chat("/model") == "Model: offline\n"
        with pytest.raises(FlopwiseError, match="unknown model 'nonsense'"):
            chat("/model nonsense")
        assert chat("/model") == "Model: offline\n", "the one before stays"
        assert chat("what about 60 days").startswith("41"), "the conversation goes on"


class TestSaved:
    def test_saved_listed_and_opened_again(self, chat: Chat) -> None:
        assert chat("/list") == "No conversation is saved yet.\n"
        chat(QUESTION)
        assert chat("/save my plan") == "Saved as: my plan\n"
        chat("what about 60 days")
        other = Chat()
        assert other("/list").split()[:3] == ["1", "my", "plan"]
        shown = other("/open my plan")
        assert shown.startswith("Opened: my plan\n› what about 60 days\n41 accelerators")
        assert other.questions() == [QUESTION, "what about 60 days"]
        assert "1*" in other("/list")
        assert other("what about 30 days").startswith("82 accelerators")
        other.session.close()

    def test_saved_before_its_first_answer(self, chat: Chat) -> None:
        assert chat("/save early") == "It will be saved with its first answer.\n"
        chat(QUESTION)
        assert [saved.title for saved in chat.session.store.list()] == ["early"]

    def test_a_name_of_its_own(self, chat: Chat) -> None:
        chat(QUESTION)
        assert chat("/save") == f"Saved as: {QUESTION}\n"

    def test_none_of_that_name(self, chat: Chat) -> None:
        chat(QUESTION)
        with pytest.raises(FlopwiseError, match="no saved conversation 'x'"):
            chat("/open x")
        assert chat("what about 60 days").startswith("41"), "the open one stays"

    def test_a_folder_that_cannot_be_written_is_told_and_the_chat_goes_on(
        self, stand_in: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "file").touch()
        monkeypatch.setenv("FLOPWISE_DATA", str(tmp_path / "file"))
        chat = Chat()
        chat.session = Session(keep=True)
        chat.screen = Screen(chat.out, chat.session, live=False)
        assert chat(QUESTION).startswith("82")
        assert ["FLOPWISE_DATA" in notice.en for notice in chat.session.notices()] == [True]
        assert chat.session.notices() == []

    @pytest.mark.parametrize("width", [40, 80])
    def test_the_list_fits(self, chat: Chat, width: int) -> None:
        chat(QUESTION)
        chat(f"/save {'long ' * 11}")
        narrow = Chat(width)
        assert all(cell_len(line) <= width for line in narrow("/list").splitlines())
        narrow.session.close()


class TestExport:
    def test_json_holds_whole_replies(self, chat: Chat, tmp_path: Path) -> None:
        chat(QUESTION)
        chat("/export json plan.json")
        (record,) = json.loads((tmp_path / "plan.json").read_text("utf-8"))
        assert record["question"] == QUESTION
        assert record["reply"]["answers"][0]["value"] == 82

    def test_markdown_has_the_equations_as_latex(self, chat: Chat, tmp_path: Path) -> None:
        chat(QUESTION)
        assert chat("/export md 'my plan.md'") == "Written: my plan.md\n"
        text = (tmp_path / "my plan.md").read_text("utf-8")
        assert text.startswith(
            f"## {QUESTION}\n\n- accelerators: **82 accelerators (exact 81.89)**"
        )
        assert "$$n = \\frac{T}{t}$$" in text
        assert "definition of MFU: Chowdhery et al. 2022" in text

    def test_a_dollar_sign_begins_no_formula(self, chat: Chat, tmp_path: Path) -> None:
        chat.session.asked.append(Asked("What does it cost?", _solved("cost")))
        chat("/export md cost.md")
        text = (tmp_path / "cost.md").read_text("utf-8")
        assert "\\$2.00 per accelerator-hour" in text
        assert not re.search(r"(?<![\\$])\$(?!\$)", text)

    @pytest.mark.parametrize("line", ["/export", "/export md", "/export pdf x", "/export x.md"])
    def test_format_and_file(self, chat: Chat, line: str) -> None:
        chat(QUESTION)
        with pytest.raises(UsageError, match="name a format and a file"):
            chat(line)

    def test_nothing_is_overwritten(self, chat: Chat, tmp_path: Path) -> None:
        (tmp_path / "here.md").write_text("mine")
        chat(QUESTION)
        with pytest.raises(UsageError, match="here.md exists"):
            chat("/export md here.md")
        assert (tmp_path / "here.md").read_text() == "mine"

    def test_a_folder_that_is_not_there(self, chat: Chat) -> None:
        chat(QUESTION)
        with pytest.raises(UsageError, match="cannot be written"):
            chat("/export md nowhere/plan.md")
