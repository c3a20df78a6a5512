"""Which explanation a question is answered with, and which questions ask for a figure instead."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flopwise.prompts.explanations import explanations, find_explanation

HERE = Path(__file__).parent


def _rows(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


EXPLAINED = _rows("explained.txt")  # what should be found | the question
CALCULATED = _rows("calculated.txt")


def _language(question: str) -> str:
    return "zh" if any("\u4e00" <= letter <= "\u9fff" for letter in question) else "en"


@pytest.mark.parametrize("row", EXPLAINED)
def test_a_question_about_a_subject_finds_its_explanation(row: str) -> None:
    wanted, question = row.split(" | ")
    found = find_explanation(question, _language(question))
    assert found is not None and found.id == wanted


@pytest.mark.parametrize("question", CALCULATED)
def test_a_question_for_a_figure_finds_none(question: str) -> None:
    found = find_explanation(question, _language(question))
    assert found is None, found.id if found else None


def test_every_explanation_is_found_by_some_question() -> None:
    asked = {row.split(" | ")[0] for row in EXPLAINED}
    assert asked == {explanation.id for explanation in explanations()}


@given(st.text(), st.sampled_from(("en", "zh", "fr", "")))
def test_no_text_raises(question: str, language: str) -> None:
    find_explanation(question, language)


@given(st.lists(st.sampled_from(EXPLAINED + CALCULATED), max_size=3).map(" ".join))
def test_no_mixture_of_questions_raises(question: str) -> None:
    find_explanation(question, "en")
