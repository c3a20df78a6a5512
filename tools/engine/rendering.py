"""Derivations as people read them: plain text, Markdown, LaTeX, JSON.

`outline` words and prints every part once; the four formats only lay it out.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Literal, TypedDict

import sympy

from . import display
from .algebra import Number, context, is_exact
from .amounts import show
from .derivation import Derivation, DerivationStep, Example, Relation, Statement, Worked
from .sources import cited
from .text import Language, Text

Format = Literal["text", "markdown", "latex", "json"]

EXACT_DIGITS = 20
"""Digits of an exact value that is not rational."""


class SignOutline(TypedDict):
    """A letter and what it stands for."""

    sign: str
    latex: str
    label: str


class ResultOutline(TypedDict):
    """What is reached, and whether something was left out on the way."""

    text: str
    latex: str
    approximate: bool


class StepOutline(TypedDict):
    """One step, printed and worded."""

    number: int
    key: str
    relation: Relation
    text: str
    latex: str
    because: str
    follows_from: list[int]
    error: str | None
    error_latex: str | None
    source: str | None
    derivation: str | None


class FigureOutline(TypedDict):
    """One worked number: the formula, the formula with numbers put in, the value."""

    formula: str
    formula_latex: str
    numbers: str
    display: str
    value: float
    exact: str


class ExampleOutline(TypedDict):
    """A worked example."""

    title: str
    given: list[str]
    figures: list[FigureOutline]
    source: str | None


class Outline(TypedDict):
    """A derivation in one language; JSON-able."""

    name: str
    language: Language
    title: str
    results: list[ResultOutline]
    signs: list[SignOutline]
    steps: list[StepOutline]
    limits: list[str]
    examples: list[ExampleOutline]
    sources: list[str]


_SIGNS = Text("Signs", "符号")
_RESULT = Text("Result", "结果")
_LIMITS = Text("How far it holds", "适用范围")
_EXAMPLES = Text("Worked numbers", "算例")
_SOURCES = Text("Sources", "来源")
_FROM = Text("from", "由")
_ERROR = Text("relative error", "相对误差")
_OUR_DERIVATION = Text("derivation", "推导")
_RELATIONS: dict[Relation, Text] = {
    "definition": Text("definition", "定义"),
    "premise": Text("premise", "前提"),
    "exact": Text("exact", "严格"),
    "approximation": Text("approximation", "近似"),
}


def render(derivation: Derivation, language: Language, format: Format = "text") -> str:
    """`derivation` in full.

    Args:
        derivation: what to show.
        language: of its wording.
        format: "text", "markdown" (formulas between dollar signs), "latex" (one `align*` block
            for amsmath) or "json" (the outline).
    """
    return _LAYOUTS[format](outline(derivation, language))


def outline(derivation: Derivation, language: Language) -> Outline:
    """Every part of `derivation`, printed and worded, for any layout."""
    write = _Writer(derivation, language)
    return Outline(
        name=derivation.name,
        language=language,
        title=derivation.title.in_(language),
        results=[write.result(statement) for statement in derivation.results],
        signs=[
            SignOutline(sign=s.sign, latex=s.latex, label=s.label.in_(language))
            for s in derivation.signs
        ],
        steps=[write.step(step) for step in derivation.steps],
        limits=[limit.in_(language) for limit in derivation.limits],
        examples=[write.example(example) for example in derivation.examples],
        sources=[cited(source, language) for source in derivation.sources],
    )


class _Writer:
    """Prints the expressions of one derivation."""

    def __init__(self, derivation: Derivation, language: Language) -> None:
        self.derivation, self.language = derivation, language

    def text(self, expression: sympy.Expr) -> str:
        return display.text(_sums_last(_over(expression, display.text)))

    def latex(self, expression: sympy.Expr) -> str:
        return display.latex(_over(expression, display.latex))

    def result(self, statement: Statement) -> ResultOutline:
        step = self.derivation.step_of(statement)
        approximate = self.derivation.is_approximate(step.key)
        text, latex = self.statement(step)
        return ResultOutline(text=text, latex=latex, approximate=approximate)

    def statement(self, step: DerivationStep) -> tuple[str, str]:
        left, right = step.statement
        about = self.derivation.is_approximate(step.key)
        return (
            f"{self.text(left)} {'≈' if about else '='} {self.text(right)}",
            f"{self.latex(left)} {chr(92) + 'approx' if about else '='} {self.latex(right)}",
        )

    def step(self, step: DerivationStep) -> StepOutline:
        text, latex = self.statement(step)
        before = step.proof.steps if step.proof else ()
        return StepOutline(
            number=self.derivation.number(step.key),
            key=step.key,
            relation=step.relation,
            text=text,
            latex=latex,
            because=step.because.in_(self.language),
            follows_from=[self.derivation.number(key) for key in before],
            error=None if step.error is None else self.text(step.error),
            error_latex=None if step.error is None else self.latex(step.error),
            source=self._source(step.source),
            derivation=step.derivation,
        )

    def example(self, example: Example) -> ExampleOutline:
        return ExampleOutline(
            title=example.title.in_(self.language),
            given=[
                f"{self.derivation.sign_of(symbol).sign} = {self._shown(symbol, value)}"
                for symbol, value in example.given.items()
            ],
            figures=[self._figure(worked) for worked in self.derivation.work(example)],
            source=self._source(example.source),
        )

    def _source(self, source: str | None) -> str | None:
        """A source; none for what is defined here."""
        return cited(source, self.language) if source and source != "definition" else None

    def _shown(self, symbol: sympy.Symbol, value: Number, *, in_full: bool = False) -> str:
        sign = self.derivation.sign_of(symbol)
        shown_as = "count" if in_full else sign.shown_as
        return show(value, sign.unit, self.language, shown_as=shown_as)

    def _put_in(self, symbol: sympy.Symbol, value: Number) -> str:
        """A value inside a formula: no multiplication sign of a ratio, no second reading."""
        sign = self.derivation.sign_of(symbol)
        shown_as = None if sign.shown_as == "ratio" else sign.shown_as
        return show(value, sign.unit, self.language, shown_as=shown_as).partition(" (")[0]

    def _figure(self, worked: Worked) -> FigureOutline:
        step = self.derivation[worked.figure.of]
        if worked.figure.part == "error" and step.error is not None:
            expression, head = step.error, _ERROR.in_(self.language)
            head_latex = rf"\text{{{head}}}"
            shown = show(worked.value, "1", self.language, shown_as="percent")
        else:
            left, expression = step.statement
            head, head_latex = self.text(left), self.latex(left)
            shown = self._shown(left, worked.value, in_full=worked.figure.in_full)
        inputs = {s.name: self._put_in(s, worked.inputs[s.name]) for s in expression.free_symbols}
        about = "≈" if self.derivation.is_approximate(step.key) else "="
        if worked.figure.part == "error":
            about = "="
        return FigureOutline(
            formula=f"{head} {about} {self.text(expression)}",
            formula_latex=f"{head_latex} {about} {self.latex(expression)}".replace("≈", r"\approx"),
            numbers=display.put_in(expression, inputs),
            display=shown,
            value=float(worked.value),
            exact=_exact(worked.value),
        )


def _over(expression: sympy.Expr, write: Callable[[sympy.Expr], str]) -> sympy.Expr:
    """`expression` with N^(−α) as one over the sign N^α: print would not make it a fraction."""
    powers = {
        power: 1 / sympy.Symbol(write(power.base**-power.exp), positive=True)
        for power in expression.atoms(sympy.Pow)
        if power.exp.is_negative and not power.exp.is_number
    }
    return expression.xreplace(powers)


def _sums_last(expression: sympy.Expr) -> sympy.Expr:
    """`expression` with each sum that is a factor made one sign, which print puts last."""
    if not expression.args:
        return expression
    parts = [_sums_last(part) for part in expression.args]
    if expression.is_Mul:
        parts = [
            sympy.Symbol(f"({display.text(part)})", positive=True) if part.is_Add else part
            for part in parts
        ]
    return expression.func(*parts)


def _exact(value: Number) -> str:
    """An integer or a fraction, or a decimal marked with `~`."""
    return str(value) if is_exact(value) else "~" + str(context.nstr(value, EXACT_DIGITS))


def _origin(step: StepOutline, language: Language) -> str:
    """Where a step comes from: earlier steps, another derivation, a source."""
    parts = []
    if step["follows_from"]:
        numbers = ", ".join(f"({number})" for number in step["follows_from"])
        parts.append(f"{_FROM.in_(language)} {numbers}")
    if step["derivation"]:
        parts.append(f"{_OUR_DERIVATION.in_(language)} {step['derivation']}")
    if step["source"]:
        parts.append(step["source"])
    return "; ".join((_RELATIONS[step["relation"]].in_(language), *parts))


def _as_text(shown: Outline) -> str:
    language = shown["language"]
    lines = [shown["title"], ""]
    lines += [f"{_RESULT.in_(language)}: " + "; ".join(r["text"] for r in shown["results"])]
    lines += [
        f"{_SIGNS.in_(language)}: " + "; ".join(f"{s['sign']} {s['label']}" for s in shown["signs"])
    ]
    lines.append("")
    for step in shown["steps"]:
        lines.append(f"({step['number']}) {step['text']}")
        lines.append(f"    {step['because']} [{_origin(step, language)}]")
        if step["error"]:
            lines.append(f"    {_ERROR.in_(language)}: {step['error']}")
    lines += ["", f"{_LIMITS.in_(language)}:", *(f"- {limit}" for limit in shown["limits"])]
    lines += ["", f"{_EXAMPLES.in_(language)}:"]
    for example in shown["examples"]:
        lines.append(f"- {example['title']}: {', '.join(example['given'])}")
        lines += [
            f"    {f['formula']} = {f['numbers']} = {f['display']}"
            if f["numbers"] != f["display"]
            else f"    {f['formula']} = {f['display']}"
            for f in example["figures"]
        ]
    lines += ["", f"{_SOURCES.in_(language)}:", *(f"- {source}" for source in shown["sources"])]
    return "\n".join(lines) + "\n"


def _as_markdown(shown: Outline) -> str:
    language = shown["language"]
    lines = [f"## {shown['title']}", ""]
    lines += [
        f"**{_RESULT.in_(language)}**: " + "; ".join(f"${r['latex']}$" for r in shown["results"])
    ]
    lines += ["", f"**{_SIGNS.in_(language)}**: "]
    lines[-1] += "; ".join(f"${s['latex']}$ {s['label']}" for s in shown["signs"])
    lines.append("")
    for step in shown["steps"]:
        lines.append(f"{step['number']}. ${step['latex']}$  ")
        lines.append(f"   {_unpaid(step['because'])} *({_origin(step, language)})*")
        if step["error_latex"]:
            lines[-1] += "  "
            lines.append(f"   {_ERROR.in_(language)}: ${step['error_latex']}$")
    lines += ["", f"**{_LIMITS.in_(language)}**", "", *(f"- {limit}" for limit in shown["limits"])]
    lines += ["", f"**{_EXAMPLES.in_(language)}**", ""]
    for example in shown["examples"]:
        lines.append(f"- {_unpaid(example['title'])}: {_unpaid(', '.join(example['given']))}")
        lines += [
            f"  - ${f['formula_latex']}$ = {_unpaid(f['display'])}" for f in example["figures"]
        ]
    lines += [
        "",
        f"**{_SOURCES.in_(language)}**",
        "",
        *(f"- {source}" for source in shown["sources"]),
    ]
    return "\n".join(lines) + "\n"


def _unpaid(text: str) -> str:
    """`text` with its dollar signs escaped, lest Markdown take them for formulas."""
    return text.replace("$", r"\$")


_IN_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "$": r"\$",
        "_": r"\_",
        "^": r"\^{}",
        "~": r"\~{}",
        "²": "$^2$",
        "×": r"$\times$",
        "·": r"$\cdot$",
        "−": "$-$",
        "≈": r"$\approx$",
        "∝": r"$\propto$",
        "∂": r"$\partial$",
        "Λ": r"$\Lambda$",
        "λ": r"$\lambda$",
        "α": r"$\alpha$",
        "β": r"$\beta$",
        "§": r"\S{}",
    }
)


def _for_latex(text: str) -> str:
    r"""`text` fit for \text{}; neighbouring formulas become one."""
    return text.translate(_IN_LATEX).replace("$$", "")


def _as_latex(shown: Outline) -> str:
    lines = [r"\begin{align*}"]
    for step in shown["steps"]:
        left, relation, right = _aligned(step["latex"])
        note = rf"\text{{({step['number']}) {_for_latex(step['because'])}"
        if step["error_latex"]:
            note += f"; {_ERROR.in_(shown['language'])} }} {step['error_latex']}"
        else:
            note += "}"
        lines.append(rf"  {left} &{relation} {right} && {note} \\")
    lines[-1] = lines[-1].removesuffix(r" \\")
    return "\n".join([*lines, r"\end{align*}"]) + "\n"


def _aligned(latex: str) -> tuple[str, str, str]:
    for relation in (r"\approx", "="):
        left, found, right = latex.partition(f" {relation} ")
        if found:
            return left, relation, right
    raise ValueError(f"no relation in {latex}")


def _as_json(shown: Outline) -> str:
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


_LAYOUTS: dict[Format, Callable[[Outline], str]] = {
    "text": _as_text,
    "markdown": _as_markdown,
    "latex": _as_latex,
    "json": _as_json,
}
