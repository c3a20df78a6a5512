"""Scaling laws side by side: where the papers disagree, the user sees it.

Covers one budget (or size, or data) under every edition. A plain solve answers for one law.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..catalog.laws import Law, laws
from ..engine import algebra
from ..engine.algebra import Number
from ..engine.errors import MissingInput
from ..engine.showing import show
from ..engine.text import Language, Text
from ..planner import Inputs, read_inputs, solve_inputs
from ..vocabulary import VOCABULARY
from .figures import row_of, shown_range
from .result import Section

LAWS_TITLE = Text("The same under each scaling law", "各缩放定律的答案")
COLUMNS = ("parameters", "tokens", "tokens_per_parameter", "loss")
LANGUAGES: tuple[Language, ...] = ("en", "zh")
SUBJECTS = ("compute", "scaling", "loss", "training", "energy", "inference")
RUN = ("parameters", "tokens", "tokens_per_parameter", "training_compute")


@dataclass(frozen=True)
class Row:
    """What one edition says.

    Attributes:
        law: the edition.
        parameters: the compute-optimal model size.
        tokens: its training tokens.
        tokens_per_parameter: their ratio.
        training_compute: the budget.
        loss: what the edition itself predicts, or none. Losses of two editions that were fitted
            on different data or tokenizers cannot be compared.
        beyond: for each measure of the fitted runs that this run exceeds, by how many times.
    """

    law: Law
    parameters: Number
    tokens: Number
    tokens_per_parameter: Number
    training_compute: Number
    loss: Number | None
    beyond: Mapping[str, Number]


@dataclass(frozen=True)
class Comparison:
    """One request under several editions.

    Attributes:
        rows: an edition each, in the order of the catalog.
        left_out: the editions that do not apply, and why.
    """

    rows: tuple[Row, ...]
    left_out: Mapping[str, Text]

    def spread(self, quantity: str) -> tuple[Number, Number]:
        """The least and the most that the editions say of one of the columns."""
        values = [value for row in self.rows if (value := getattr(row, quantity)) is not None]
        return min(values, key=algebra.rational), max(values, key=algebra.rational)


def laws_section(compared: Comparison, language: Language) -> Section:
    """What each edition says, and how far apart they are."""
    rows = [
        row_of(name, value, row.law.source, language, of=row.law.name)
        for row in compared.rows
        for name in COLUMNS
        if (value := getattr(row, name)) is not None
    ]
    notes = [*_spread(compared), *_beyond_all(compared)]
    if sum(row.loss is not None for row in compared.rows) > 1:
        notes.append(
            Text(
                "losses compare only between editions fitted on the same data and tokens",
                "仅当拟合所用数据与分词相同时,损失才可相互比较",
            )
        )
    notes += [Text(f"{n}: {why.en}", f"{n}:{why.zh}") for n, why in compared.left_out.items()]
    return Section(
        name="laws",
        title=LAWS_TITLE.in_(language),
        rows=tuple(rows),
        notes=tuple(note.in_(language) for note in notes),
    )


def _spread(compared: Comparison) -> list[Text]:
    """How far apart the editions are, where they are."""
    apart: dict[Language, list[str]] = {"en": [], "zh": []}
    for name in ("parameters", "tokens"):
        low, high = compared.spread(name)
        if low != high:
            quantity, times = VOCABULARY[name], _times(algebra.divide(high, low))
            for language, said in apart.items():
                ends = shown_range(quantity, low, high, language)
                said.append(f"{ends} ({times.in_(language)})")
    if not apart["en"]:
        return []
    return [
        Text(
            f"the papers disagree: {', '.join(apart['en'])}",
            f"各论文说法不一:{'、'.join(apart['zh'])}",
        )
    ]


def _beyond_all(compared: Comparison) -> list[Text]:
    """How many editions are asked beyond the runs that they were fitted on, and by how much."""
    beyond = [max(row.beyond.values(), key=algebra.rational) for row in compared.rows if row.beyond]
    if not beyond:
        return []
    of, most = f"{len(beyond)}/{len(compared.rows)}", _times(max(beyond, key=algebra.rational))
    return [
        Text(
            f"{of} are asked beyond the runs that they were fitted on, by up to {most.en}",
            f"其中 {of} 超出其拟合所用训练的范围,最多 {most.zh}",
        )
    ]


def _times(value: Number) -> Text:
    times = (show(algebra.rational(value), "1", lang, shown_as="ratio") for lang in LANGUAGES)
    return Text(*times)


def compare_laws(given: Mapping[str, object], *, only: Sequence[str] | None = None) -> Comparison:
    """The compute-optimal run under every edition that applies.

    Args:
        given: what fixes the budget, as `solve` takes it: training compute; money and hardware;
            or a model size, or tokens. A stated law or objective is set aside.
        only: names of editions; all where none is named.

    Raises:
        MissingInput: the budget does not follow from what is given, under any edition.
        InvalidInput: what is given contradicts itself, leaves a domain, or cannot be read.
    """
    inputs = read_inputs(given)
    rows: list[Row] = []
    left_out: dict[str, Text] = {}
    missing: MissingInput | None = None
    for name, law in laws().items():
        if only is not None and name not in only:
            continue
        try:
            rows.append(_row(law, inputs))
        except MissingInput as error:
            left_out[name], missing = error.text, error
    if not rows and missing is not None:
        raise missing
    return Comparison(tuple(rows), left_out)


def _row(law: Law, inputs: Inputs) -> Row:
    if law.objective == "lifetime" and "inference_tokens" not in inputs.given:
        asked = VOCABULARY["inference_tokens"].label
        raise MissingInput(
            Text(f"needs {asked.en}", f"需要{asked.zh}"), "parameters", ("inference_tokens",)
        )
    options = {n: v for n, v in inputs.options.items() if n not in ("law", "loss_law", "objective")}
    under = replace(inputs, options={**options, "law": law.name})
    find = [*RUN, *(["loss"] if law.loss is not None else [])]
    values = [found.value for found in solve_inputs(find, under, SUBJECTS).found]
    run = dict(zip(find, values, strict=True))
    return Row(
        law=law,
        parameters=run["parameters"],
        tokens=run["tokens"],
        tokens_per_parameter=run["tokens_per_parameter"],
        training_compute=run["training_compute"],
        loss=run.get("loss"),
        beyond=_beyond(law, run),
    )


def _beyond(law: Law, run: Mapping[str, Number]) -> dict[str, Number]:
    limits = {
        "parameters": law.fitted.parameters,
        "tokens": law.fitted.tokens,
        "training_compute": law.fitted.compute,
    }
    return {
        name: algebra.divide(run[name], ends[1])
        for name, ends in limits.items()
        if ends is not None and algebra.rational(run[name]) > ends[1]
    }
