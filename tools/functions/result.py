"""What a function returns: exact, structured, and worded in one language."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Status = Literal["answered", "needs_input", "declined", "invalid"]


SectionName = Literal[
    "run",
    "laws",
    "limited",
    "smaller",
    "structure",
    "trade",
    "energy",
    "memory",
    "failures",
    "serving",
    "moves",
    "fits",
]


class Record(BaseModel):
    """Plain data that does not change."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Answer(Record):
    """One figure that was asked for.

    Attributes:
        quantity: its name in the vocabulary.
        label: what to call it, in the language of the result.
        value: a float in `unit`; whole for things that are counted.
        exact: the exact value: an integer, a fraction, or a decimal marked with `~`.
        unit: the base unit.
        display: the value in reading units.
        low: the lowest value over the ranges used, or none.
        high: the highest value over the ranges used, or none.
        source: where a published figure comes from; none for what was calculated.
    """

    quantity: str
    label: str
    value: float
    exact: str
    unit: str
    display: str
    low: float | None = None
    high: float | None = None
    source: str | None = None


class Assumption(Record):
    """Something that the caller did not state.

    Attributes:
        name: the quantity or model choice.
        label: what to call it.
        display: its value in reading units, or the choice in words.
        source: who says so.
        because: why it is assumed, or none.
        kind: a default of practice, a catalog value, or a model choice.
    """

    name: str
    label: str
    display: str
    source: str
    because: str | None = None
    kind: Literal["default", "catalog", "choice"]


class Step(Record):
    """One equation at work.

    Attributes:
        equation: as declared ("C = 6·N·D"); a simultaneous block joins its equations by commas.
        form: rearranged for what is sought ("N = √(C/(6·r))"); empty where the step is a ratio.
        numbers: the form with numbers put in; for a ratio, what its inputs are multiplied by.
        result: what came out, in reading units.
        latex: the rearranged form in LaTeX.
        because: why the equation holds.
        assumes: what it takes for granted, or none.
        source: where it comes from.
    """

    equation: str
    form: str
    numbers: str
    result: str
    latex: str
    because: str
    assumes: str | None
    source: str


class Change(Record):
    """How the first answer moves when an assumption does.

    Attributes:
        name: the assumed quantity.
        label: what to call it.
        to: the other value, in reading units.
        display: the first answer at that value.
    """

    name: str
    label: str
    to: str
    display: str


class Pull(Record):
    """How strongly the first answer moves with one input.

    Attributes:
        name: the input: stated, assumed or of the catalog.
        label: what to call it.
        elasticity: by how many per cent the answer moves when the input moves by one.
        exact: the same, as in an answer: a fraction holds for every value of the input.
    """

    name: str
    label: str
    elasticity: float
    exact: str


class Row(Record):
    """One figure, or one choice in words.

    Attributes:
        label: what to call it.
        quantity: its name in the vocabulary, or that of a model choice.
        display: the value in reading units, or the choice in words.
        exact: an integer, a fraction, or a decimal marked with `~`; empty for words.
        unit: the base unit of `exact`; empty for words.
        source: the equation that gave it and who says so, or where it was published.
        low: the lowest value over the ranges used, as `exact`; none without ranges.
        high: the highest value, likewise.
        of: whose figure it is, where a section sets several things beside each other.
    """

    label: str
    quantity: str
    display: str
    exact: str = ""
    unit: str = ""
    source: str
    low: str | None = None
    high: str | None = None
    of: str = ""


class Section(Record):
    """Figures on one subject, beside an answer or on the page of a plan.

    Attributes:
        name: its stable name.
        title: its heading.
        rows: its figures.
        notes: what to know of them.
    """

    name: SectionName
    title: str
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()


class Result(Record):
    """The outcome of one function call.

    Attributes:
        function: which function gave it.
        status: answered, or why not.
        language: of every text in it.
        answers: only what was asked, in the order asked.
        given: what the caller stated, in reading units ("parameters 7B").
        assumptions: what the caller did not state.
        steps: the equations used, in order.
        changes: what would change the first answer, what moves it most first.
        pulls: how strongly each input moves it, where it rests on a range.
        sections: what stands beside the answer: other laws, what would make it fit.
        warnings: what the reader should know.
        unused: stated inputs that the answer does not depend on, in reading units.
        needs: names of the inputs that are missing.
        verdict: "yes", "no" or a winner's name, where the question has one.
        text: all of it in words: what a language model reads.
    """

    function: str
    status: Status
    language: Literal["en", "zh"] = "en"
    answers: tuple[Answer, ...] = ()
    given: tuple[str, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    steps: tuple[Step, ...] = ()
    changes: tuple[Change, ...] = ()
    pulls: tuple[Pull, ...] = ()
    sections: tuple[Section, ...] = ()
    warnings: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    verdict: str | None = None
    text: str = ""

    def _repr_markdown_(self) -> str:
        """What a notebook shows."""
        from .notebook import markdown

        return markdown(self)

    def _repr_latex_(self) -> str | None:
        """Its equations, where a notebook shows LaTeX only."""
        from .notebook import latex

        return latex(self)
