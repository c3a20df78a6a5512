"""The authored texts: figures come from functions, and nothing calculated is typed."""

import re
from typing import Any

import pytest

from flopwise.prompts.explanations import Explanation, explanations
from flopwise.tools.adapters import call_tool

LANGUAGES = ("en", "zh")
EVERY = pytest.mark.parametrize("explanation", explanations(), ids=lambda e: e.id)
BOTH = pytest.mark.parametrize("language", LANGUAGES)

# What may stand in a body with digits outside `code`: names and dates, never a result.
NAMES = (
    r"GPT-[234](?: Small)?|Llama [123](?:\.1)? \d+B|Llama [123]|(?:Yuan|源|悟道|Wudao) [12]\.0|"
    r"DeepSeek-V[23]|[AH]100(?: SXM)?|"
    r"CO2|bf16|fp16|fp32|fp8|int8|int4|NF4|2:4"
)
SIZED_NAMES = r"(?:Chinchilla|Gopher) ?\(\d+B, |(?:Chinchilla|Gopher)\(\d+B,"
CONVENTIONS = r"\b20 tokens per parameter|20 个 token|推荐的 20\b|than the 20 that|^20 is|^20 是"
DATES = r"\b(?:19|20)\d\d\b(?: 年)?|\d{1,2} March|March \d{4}|3 月(?: 29 日)?|arXiv:\d{4}\.\d{5}"
ALLOWED = re.compile(f"{SIZED_NAMES}|{NAMES}|{CONVENTIONS}|{DATES}", re.MULTILINE)
OTHERS_WORDS = re.compile(
    # A law's own number, a stage's, an approach's; a claim that is quoted.
    r'The 12 counts|系数 12|multiplied by 3|合计乘 3|"(?:Industry )?[Bb]elow 10"|低于 10|\b100%|'
    r"16 bytes a parameter|每参数 16 字节|12 bytes|12 字节|fp8 is|80 G[iB]*B|做 6 次|"
    r"[Ss]tages? \d(?:, \d, \d| and \d)?|阶段 1、2|阶段 [123]|ZeRO-\d|"
    r"approach(?:es)? \d(?: and \d)?|4[- ]bit|in 4 bits|4 位|8 位|8-bit|"
    r'远超每参数 20|past 20|the 2 for K and V|其中 2 是|"100 times"|"10 times"|per 20|至 20'
)


def _results(explanation: Explanation, language: str) -> list[Any]:
    return [call_tool(name, {**given, "language": language}) for name, given in explanation.calls]


@EVERY
def test_both_languages_have_a_short_body(explanation: Explanation) -> None:
    for language in LANGUAGES:
        assert 2 <= len(explanation.body(language).splitlines()) <= 14
    assert re.search(r"[\u4e00-\u9fff]", explanation.body("zh"))
    assert not re.search(r"[\u4e00-\u9fff]", explanation.body("en"))
    assert explanation.sources


@EVERY
@BOTH
def test_placeholders_and_figures_agree(explanation: Explanation, language: str) -> None:
    placeholders = set(re.findall(r"\{(\w+)\}", explanation.body(language)))
    assert placeholders == {figure.key for figure in explanation.figures}


@EVERY
@BOTH
def test_no_calculated_figure_is_typed(explanation: Explanation, language: str) -> None:
    body = re.sub(r"`[^`\n]+`|\{\w+\}", "", explanation.body(language))
    body = OTHERS_WORDS.sub("", ALLOWED.sub("", body))
    assert not re.findall(r".{0,12}\d.{0,12}", body)


@EVERY
@BOTH
def test_every_call_is_answered_and_fills_the_text(explanation: Explanation, language: str) -> None:
    results = _results(explanation, language)
    assert [result.status for result in results] == ["answered"] * len(results)
    text = explanation.text(results, language)
    assert not re.search(r"[{}`]", text)
    assert all(figure.shown(results[explanation.calls.index(figure.call)]) in text
               for figure in explanation.figures)  # fmt: skip
    assert text.splitlines()[-1].startswith({"en": "Source: ", "zh": "来源:"}[language])


def test_a_text_is_also_filled_from_mappings() -> None:
    explanation = next(e for e in explanations() if e.figures)
    results = _results(explanation, "en")
    mappings = [result.model_dump() for result in results]
    assert explanation.text(mappings, "en") == explanation.text(results, "en")


def test_a_result_without_its_figure_is_told() -> None:
    explanation = next(e for e in explanations() if e.figures)
    empty = [{"answers": ()} for _ in explanation.calls]
    with pytest.raises(LookupError, match=explanation.figures[0].key):
        explanation.text(empty, "en")


def test_ids_are_the_files_names_and_unique() -> None:
    ids = [explanation.id for explanation in explanations()]
    assert len(set(ids)) == len(ids) >= 40
