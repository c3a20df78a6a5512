"""Grading: what is right, wrong and abstained, and files that cannot be graded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flopwise.assistant.cli import run
from flopwise.assistant.evaluation import BadQuestions, grade, read_questions, tally
from flopwise.assistant.reply import Reply
from flopwise.tools.functions.result import Answer, Assumption

ASSUMED = Assumption(name="mfu", label="MFU", display="40%", source="s", kind="default")


def question(**fields: Any) -> Any:
    line = {"id": "a", "lang": "en", "kind": "answer", "topic": "t", "turns": ["?"], **fields}
    (read,) = read_questions(json.dumps(line), "f")
    return read


def answer(value: float, unit: str = "FLOP") -> Answer:
    return Answer(quantity="q", label="q", value=value, exact="1", unit=unit, display="1")


def reply(*answers: Answer, **fields: Any) -> Reply:
    return Reply(**{"status": "answered", "answers": answers, "text": "Said.", **fields})


EXPECTED = {"value": 100, "unit": "FLOP", "rel_tol": 0.02, "quantity": "compute"}
DECLINED = reply(status="declined", text="I cannot do that.")
ONE = {"expect": [EXPECTED]}
TWO = {"kind": "multi", "turns": ["a", "b"],
       "expect": [{**EXPECTED, "turn": 0}, {**EXPECTED, "value": 7, "turn": 1}]}  # fmt: skip
TOLD = {"kind": "decline", "must_mention": ["can't|cannot", "that"]}


@pytest.mark.parametrize(
    ("line", "replies", "outcome"),
    [
        (ONE, [reply(answer(101.9))], "right"),
        (ONE, [reply(answer(102.1))], "wrong"),
        (ONE, [reply(answer(100, "byte"))], "wrong"),
        (ONE, [reply(answer(1), answer(2), answer(100))], "right"),
        (ONE, [reply(answer(1), answer(2), answer(3), answer(100))], "wrong"),
        (ONE, [reply()], "wrong"),
        (ONE, [DECLINED], "abstained"),
        ({**ONE, "verdict": "H100"}, [reply(answer(100), verdict="h100 SXM")], "right"),
        ({**ONE, "verdict": "yes"}, [reply(answer(100), verdict="no")], "wrong"),
        ({**ONE, "verdict": "yes"}, [reply(answer(100))], "wrong"),
        (TWO, [reply(answer(100)), reply(answer(7))], "right"),
        (TWO, [reply(answer(100)), DECLINED], "wrong"),
        (TWO, [DECLINED, DECLINED], "abstained"),
        (TOLD, [DECLINED], "right"),
        (TOLD, [reply(status="declined", text="No.")], "abstained"),
        (TOLD, [reply(answer(1))], "wrong"),
        ({"kind": "error"}, [reply(status="invalid")], "right"),
        ({"kind": "error"}, [DECLINED], "abstained"),
        ({"kind": "explain", "must_mention": ["SAID"]}, [reply()], "right"),
        ({"kind": "clarify"}, [reply(status="needs_input")], "right"),
        ({"kind": "clarify"}, [reply(answer(1), assumptions=(ASSUMED,))], "wrong"),
        ({"kind": "clarify", "also_kind": ["answer"]},
         [reply(answer(1), assumptions=(ASSUMED,))], "right"),
        ({"kind": "clarify", "also_kind": ["answer"]}, [reply(answer(1))], "wrong"),
    ],
)  # fmt: skip
def test_grades(line: dict[str, Any], replies: list[Reply], outcome: str) -> None:
    graded = grade(question(**line), replies)
    assert graded.outcome == outcome, graded.reason
    assert bool(graded.reason) == (outcome != "right")


def test_tallies_add_up() -> None:
    one, other = question(**ONE), question(**TOLD)
    grades = [grade(one, [reply(answer(100))]), grade(one, [DECLINED]), grade(other, [DECLINED])]
    by_kind = tally(grades, lambda line: line.kind)
    assert list(by_kind) == ["answer", "decline"]
    assert (by_kind["answer"].right, by_kind["answer"].abstained) == (1, 1)
    assert by_kind["answer"].share == 0.5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "f: no questions"),
        ('{"id": "a"', "f:1: not JSON"),
        ("\n[1]", "f:2: Input should be"),
        ("[" * 100_000, "f:1: not JSON"),
        ('{"id": "a", "lang": "en"}', "f:1: kind: Field required"),
        (json.dumps({"id": "a", "lang": "en", "kind": "maybe", "topic": "t", "turns": ["?"]}),
         "f:1: kind: Input should be"),
        (json.dumps({"id": "a", "lang": "en", "kind": "answer", "topic": "t", "turns": ["?"]}),
         "f:1: kind answer needs expect or verdict"),
        (json.dumps({"id": "a", "lang": "en", "kind": "answer", "topic": "t", "turns": ["?"],
                     "expect": [{**EXPECTED, "turn": 1}]}), "f:1: expect names a turn"),
        (2 * (json.dumps({"id": "a", "lang": "en", "kind": "explain", "topic": "t",
                          "turns": ["?"]}) + "\n"), "f:2: id 'a' stands in line 1"),
    ],
)  # fmt: skip
def test_a_bad_file_names_the_line(text: str, said: str) -> None:
    with pytest.raises(BadQuestions) as error:
        read_questions(text, "f")
    assert said in str(error.value)
    assert "\n" not in error.value.in_("zh")


class TestCommand:
    """`flopwise eval`."""

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        lines = [
            {"id": "one", "lang": "en", "kind": "answer", "topic": "flops",
             "turns": ["7B on 2T tokens: training FLOPs?"],
             "expect": [{"value": 6 * 7e9 * 2e12, "unit": "FLOP"}]},
            {"id": "two", "lang": "zh", "kind": "decline", "topic": "other",
             "turns": ["写一首诗"], "must_mention": ["不存在的词"]},
        ]  # fmt: skip
        path = tmp_path / "questions.jsonl"
        path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
        return path

    def test_tables(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["eval", str(file), "--model", "offline"]) == 0
        out = capsys.readouterr().out
        assert "abstained  two  写一首诗\n  does not mention 不存在的词\n" in out
        assert "one" not in out
        assert "\nall            1      ·          1   50.0%\n" in out

    def test_json(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["eval", str(file), "--model", "offline", "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert said["total"] == {"right": 1, "wrong": 0, "abstained": 1, "share": 0.5}
        assert said["kind"]["answer"]["right"] == said["lang"]["en"]["right"] == 1
        assert [line["outcome"] for line in said["lines"]] == ["right", "abstained"]

    @pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.write_bytes(b"{}\n\xff"), None])
    def test_files_that_cannot_be_read(
        self,
        make: Callable[[Path], object] | None,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        path = tmp_path / "f"
        if make:
            make(path)
        assert run(["eval", str(path)]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith(f"flopwise: {path}")
        assert printed.err.count("\n") == 1
