"""What a function returns: exact, structured, and worded in one language."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Status = Literal["answered", "needs_input", "declined", "invalid"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Answer(_Record):
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


class Assumption(_Record):
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


class Step(_Record):
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


class Change(_Record):
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


class Result(_Record):
    """The outcome of one function call.

    Attributes:
        function: which function gave it.
        status: answered, or why not.
        language: of every text in it.
        answers: only what was asked, in the order asked.
        given: what the caller stated, in reading units ("parameters 7B").
        assumptions: what the caller did not state.
        steps: the equations used, in order.
        changes: what would change the answer.
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
