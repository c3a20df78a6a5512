"""What a notebook shows of a result."""

from __future__ import annotations

from flopwise import call_tool, solve


def test_answers_equations_assumptions_and_changes_are_shown() -> None:
    result = solve("cost", {"parameters": "7B", "tokens": "2T", "accelerator": "H100"})
    text = result._repr_markdown_()
    assert text.startswith("**training cost: \\$206,059")
    assert "$$C = 6 N D$$" in text and "$$T = \\frac{C}{F}$$" in text
    assert "- MFU: 40%" in text and "**What would change it**" in text
    outside = text.replace("$$", "").replace("\\$", "")
    assert "$" not in outside  # A price is no mathematics.


def test_equations_alone_are_latex() -> None:
    result = solve(["parameters", "tokens"], {"training_compute": "1e24 FLOP"})
    latex = result._repr_latex_() or ""
    assert latex.startswith("$$\\begin{aligned}\nN &= \\sqrt{") and latex.endswith("{aligned}$$")
    assert latex.count("&=") == len(result.steps)


def test_chinese_headings_for_a_chinese_result() -> None:
    result = solve("training_compute", {"parameters": "7B", "tokens": "2T"}, language="zh")
    assert "**推导**" in result._repr_markdown_()


def test_a_refusal_is_its_text() -> None:
    result = call_tool("training_plan", {"parameters": "*many*"})
    assert result._repr_latex_() is None
    assert result._repr_markdown_().startswith("parameters: '\\*many\\*' cannot be read")


def test_a_derivation_keeps_its_form() -> None:
    markdown = call_tool("derive", {"law": "compute", "format": "markdown"})
    assert markdown._repr_markdown_() == markdown.text
    plain = call_tool("derive", {"law": "compute"})
    assert plain._repr_markdown_() == f"```\n{plain.text}\n```"
