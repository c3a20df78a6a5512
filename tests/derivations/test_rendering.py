"""Derivations in four formats and two languages, and looking them up by name."""

import json
import re
from typing import get_args

import pytest

from flopwise.tools.derivations import DERIVATIONS, find_derivation
from flopwise.tools.engine.derivation import Derivation
from flopwise.tools.engine.errors import UnknownName
from flopwise.tools.engine.rendering import Format, render
from flopwise.tools.engine.text import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)
FORMATS: tuple[Format, ...] = get_args(Format)

every = pytest.mark.parametrize("derivation", DERIVATIONS, ids=lambda d: d.name)
in_every_language = pytest.mark.parametrize("language", LANGUAGES)
in_every_format = pytest.mark.parametrize("format", FORMATS)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
RAW = ("**(", "** ", "sqrt(", "Rational", "None", "unit:", "fitted_", "weights_of")


@every
@in_every_language
@in_every_format
def test_no_raw_sympy(derivation: Derivation, language: Language, format: Format) -> None:
    shown = render(derivation, language, format)
    plain = re.sub(r"\*\*[^*\n]+\*\*", "", shown) if format == "markdown" else shown
    assert not [raw for raw in (*RAW, "**") if raw in plain]
    names = (sign.symbol.name for sign in derivation.signs)
    assert not [n for n in names if "_" in n and n != derivation.name and wrote(n, plain)]


def wrote(name: str, text: str) -> bool:
    """Whether an identifier is printed other than as a derivation's or step's name."""
    keys = {d.name for d in DERIVATIONS} | {s.key for d in DERIVATIONS for s in d.steps}
    return name not in keys and re.search(rf"\b{name}\b", text) is not None


@every
@in_every_format
def test_both_languages_are_worded(derivation: Derivation, format: Format) -> None:
    assert not CHINESE.search(render(derivation, "en", format))
    chinese = json.loads(render(derivation, "zh", "json"))
    worded = [chinese["title"], *chinese["limits"], *(sign["label"] for sign in chinese["signs"])]
    formulas = re.compile(r"[\sa-zA-Z0-9²−·=^/()∂+×.]+|MFU|6bshV 是 72bsih² 的 V/\(12ih\)")
    for text in worded + [step["because"] for step in chinese["steps"]]:
        assert CHINESE.search(text) or formulas.fullmatch(text), text
    assert CHINESE.search(render(derivation, "zh", format))


@every
@in_every_format
def test_deterministic(derivation: Derivation, format: Format) -> None:
    assert render(derivation, "zh", format) == render(derivation, "zh", format)


@every
@in_every_language
def test_latex_is_one_align_block(derivation: Derivation, language: Language) -> None:
    lines = render(derivation, language, "latex").splitlines()
    assert (lines[0], lines[-1]) == (r"\begin{align*}", r"\end{align*}")
    assert len(lines) == len(derivation.steps) + 2
    for line in lines[1:-1]:
        assert len(re.findall(r"(?<!\\)&", line)) == 3
        bare = re.sub(r"\\[{}]", "", line)
        assert bare.count("{") == bare.count("}")
        assert bare.replace(r"\$", "").count("$") % 2 == 0
        maths = re.sub(r"\\text\{(?:[^{}]|\{[^{}]*\})*\}", "", bare)
        assert maths.isascii(), maths


@every
def test_markdown_has_every_formula_between_dollars(derivation: Derivation) -> None:
    shown = render(derivation, "en", "markdown").replace(r"\$", "")
    assert all(line.count("$") % 2 == 0 for line in shown.splitlines())
    assert len(re.findall(r"^\d+\. \$.+\$  $", shown, re.MULTILINE)) == len(derivation.steps)


@every
@in_every_language
def test_json_holds_it_all(derivation: Derivation, language: Language) -> None:
    shown = json.loads(render(derivation, language, "json"))
    assert [step["number"] for step in shown["steps"]] == list(range(1, len(derivation.steps) + 1))
    for step in shown["steps"]:
        assert all(before < step["number"] for before in step["follows_from"])
        assert (step["relation"] == "approximation") == (step["error"] is not None)
        assert ("≈" in step["text"]) == (r"\approx" in step["latex"])
        assert step["source"] or step["follows_from"] or step["relation"] in DECLARED


DECLARED = ("definition", "premise")


def test_compute_in_plain_text() -> None:
    steps = render(find_derivation("compute"), "en").splitlines()
    formulas = [line for line in steps if re.match(r"\(\d+\)", line)]
    assert formulas == [
        "(1) C_s = 72·b·s·i·h²·(1 + s/(6·h))",
        "(2) N_b = 12·i·h²",
        "(3) N = N_b",
        "(4) C_s/N = 6·b·s·(1 + s/(6·h))",
        "(5) C_s/N ≈ 6·b·s",
        "(6) C_s ≈ 6·b·s·N",
        "(7) D = b·s·S",
        "(8) C = S·C_s",
        "(9) C ≈ 6·N·D",
    ]
    assert "    relative error: s/(6·h)" in steps
    assert "    相对误差: s/(6·h)" in render(find_derivation("算力"), "zh").splitlines()


def test_chinchilla_in_plain_text_and_latex() -> None:
    text = render(find_derivation("chinchilla"), "zh")
    assert "(1) L = E + A/N^α + B/D^β\n" in text
    assert "(7) α·A/N^α = β·B/D^β\n" in text
    latex = render(find_derivation("chinchilla"), "zh", "latex")
    assert r"N &= G \left(\frac{C}{6}\right)^{\frac{\beta}{\alpha + \beta}} &&" in latex


def test_an_approximation_taints_what_rests_on_it() -> None:
    compute = find_derivation("compute")
    assert [s.key for s in compute.steps if compute.is_approximate(s.key)] == [
        "short",
        "per_step",
        "law",
    ]


NAMES = {
    "parameters": ("12ih²", "N=12 i h^2", "参数量", "Parameters"),
    "step_compute": ("72bsih^2(1+s/6h)", "compute per step", "每步算力", "step compute"),
    "compute": ("6nd", "C = 6·N·D", "算力", "训练算力", "training_compute"),
    "compute_square": ("120N²", "C = 120N^2", "6N²/k", "120n2", "平方"),
    "chinchilla": ("Chinchilla", "compute-optimal", "算力最优"),
    "kaplan": ("KAPLAN", "C^0.73"),
    "inference": ("2N", "推理算力"),
    "training_time": ("training time", "训练时间", "C/(n·X·u)"),
}


@pytest.mark.parametrize(("name", "called"), [(n, c) for n, cs in NAMES.items() for c in (n, *cs)])
def test_found_by_name(name: str, called: str) -> None:
    assert find_derivation(called).name == name


def test_every_derivation_is_looked_up_here() -> None:
    assert set(NAMES) == {d.name for d in DERIVATIONS}


@pytest.mark.parametrize(
    ("called", "offered"),
    [("chinchila", "chinchilla"), ("推理算", "inference"), ("kaplam", "kaplan")],
)
def test_an_unknown_name_offers_the_nearest(called: str, offered: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find_derivation(called)
    assert caught.value.nearest[0] == offered
    assert caught.value.in_("zh").startswith(f"没有名为「{called}」的推导")


@pytest.mark.parametrize("called", ["", "   ", "²³!?", "x" * 10_000])
def test_nonsense_is_an_unknown_name(called: str) -> None:
    with pytest.raises(UnknownName):
        find_derivation(called)
