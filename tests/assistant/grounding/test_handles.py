"""Handles in a draft: what is put in for them, how it fits the sentence, what is no handle."""

from __future__ import annotations

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from flopwise import call_tool
from flopwise.assistant.grounding.check import LONGEST, check, evidence_of
from flopwise.assistant.grounding.evidence import Evidence
from flopwise.assistant.grounding.handles import fill

from .corpora import by_hand, rows

RUN = {"parameters": "7B", "tokens": "2T", "accelerators": "64", "accelerator": "H100"}


def after(name: str, **arguments: object) -> Evidence:
    result = call_tool(name, arguments)
    assert result.status == "answered", result.text
    call = {"name": name, "args": arguments, "id": "1", "type": "tool_call"}
    messages: list[BaseMessage] = [HumanMessage("7B on 2T with 64 H100s?")]
    messages.append(AIMessage("", tool_calls=[call]))
    messages.append(
        ToolMessage(result.text, tool_call_id="1", artifact=result.model_dump(mode="json"))
    )
    return evidence_of(messages)


@pytest.fixture(scope="module")
def run() -> Evidence:
    return after("training_plan", find=["training_time", "cost"], **RUN)


@pytest.fixture(scope="module")
def count() -> Evidence:
    inputs = {"parameters": "7B", "tokens": "2T", "training_time": "30 days"}
    mfu = "0.35 to 0.45"
    return after("training_plan", find=["accelerators"], accelerator="A100", mfu=mfu, **inputs)


@pytest.mark.parametrize(
    ("draft", "shown"),
    [
        ("${{cost}}, US${{cost}}", "$206,059 ($117,327 to $294,791), $206,059"),
        ("{{cost}} USD", "$206,059 ($117,327 to $294,791)"),
        ("{{mfu}}%, {{mfu}} percent", "40%, 40%"),
        ("{{training_time}} days, {{training_time}} hours", "38.38 days, 38.38 days"),
        ("{{ Training Time }} {{training\\_time}}", "38.38 days 38.38 days"),
        ("{{price_per_accelerator_hour}} per GPU-hour", "$1.99 to $5.00 per accelerator-hour"),
        ("a {{parameters}}-parameter model", "a 7B-parameter model"),
        ("{{accelerators}} H100s", "64 H100s"),
        ("{{peak_flops}} per GPU", "989.4 TFLOP/s per GPU"),
        ("$u = {{mfu}}$", r"\(u = \text{40\%}\)"),
        ("${{cost}}$", r"\(\text{\$206,059}\)"),
        (r"\boxed{\text{{{training_time}}}}", r"\boxed{\text{38.38 days}}"),
        ("no handle at all: {a, b}", "no handle at all: {a, b}"),
        (r"$\frac{a}{b_{c}}$", r"$\frac{a}{b_{c}}$"),
    ],
)
def test_no_unit_and_no_sign_stands_twice(run: Evidence, draft: str, shown: str) -> None:
    filled = fill(draft, run)
    assert (filled.text, filled.faults) == (shown, ())


@pytest.mark.parametrize(
    ("draft", "shown"),
    [
        ("You need {{accelerators}}.", "You need 260 accelerators (231 to 297 accelerators)."),
        ("{{accelerators}} A100 80GB cards", "260 A100 80GB cards (231 to 297 accelerators)"),
        (
            "{{accelerators}} GPUs; {{accelerators}}",
            "260 GPUs (231 to 297 accelerators); 260 accelerators",
        ),
        ("{{accelerators}} GPU-hours", "260 accelerators GPU-hours"),
    ],
)
def test_a_noun_of_its_own_stays(count: Evidence, draft: str, shown: str) -> None:
    assert fill(draft, count).text == shown


def test_what_is_counted_in_chinese() -> None:
    inputs = {"parameters": "7B", "training_time": "30 days", "accelerator": "A100"}
    known = after("training_plan", find=["accelerators", "tokens"], language="zh", **inputs)
    filled = fill("要{{accelerators}} 张 A100、{{训练 token 数}} token,即{{accelerators}}。", known)
    assert filled.text == "要19 张 A100、1,400 亿 token,即19 张卡。"
    assert not check(filled, known)


def test_contenders_are_cited_by_their_labels() -> None:
    given = ["parameters=7B", "tokens=2T", "accelerators=64"]
    known = after("compare", hardware=["H100", "A100"], find=["training_time"], given=given)
    h100, a100 = "{{H100 SXM: training time}}", "{{A100 SXM 80GB: training time}}"
    assert not check(fill(f"The H100 takes {h100}, the A100 {a100}.", known), known)
    swapped = check(fill(f"The H100 takes {a100}, the A100 {h100}.", known), known)
    assert [found.figure for found in swapped] == ["121.7 days", "38.38 days"]
    (fault,) = fill("{{training_time}}", known).faults
    assert "H100 SXM: training time" in fault.reason.en


def test_what_was_put_in_is_no_false_alarm() -> None:
    talks = {row["id"]: talk for talk, row in by_hand()}
    refused = []
    for row in rows("grounding_cited"):
        known = evidence_of(talks[row["talk"]])
        filled = fill(row["text"], known)
        put = [filled.text[placed.start : placed.end] for placed in filled.placed]
        assert put and not filled.faults, row
        found = check(filled, known)
        assert not [item for item in found if any(item.figure in shown for shown in put)], row
        refused += found
    assert len(refused) <= 2, "two of the drafts add a count of their own"


def test_the_same_number_elsewhere_is_not_excused(run: Evidence) -> None:
    known = fill("It takes {{training_time}}; the layers are 38.38 in number, 138.38 days.", run)
    assert [item.figure for item in check(known, run)][-1] == "138.38 days"


@pytest.mark.parametrize("piece", ["{{mfu}} ", "{{x}}", "{{", "}}", "{mfu}", "${{mfu}}$", "{{{{"])
def test_no_draft_takes_long(run: Evidence, piece: str) -> None:
    draft = piece * (LONGEST // len(piece))
    assert len(fill(draft, run).text) < 2 * LONGEST
