"""Scaling laws side by side: where the papers disagree, the user sees it.

Covers one budget (or size, or data) under every edition, and a smaller model that reaches the same
loss. A plain solve answers for one law.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..catalog.laws import Law, laws
from ..engine import algebra
from ..engine.algebra import Number
from ..engine.errors import MissingInput
from ..engine.showing import show
from ..engine.solution import Given
from ..engine.text import Language, Text
from ..engine.wording import shown
from ..planner import Inputs, read_inputs, solve_inputs
from ..vocabulary import VOCABULARY

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

    def in_(self, language: Language) -> str:
        """A table in plain text, an edition a line, and the spread below it."""
        lines = [self._line(row, language) for row in self.rows]
        for name in ("parameters", "tokens", "tokens_per_parameter"):
            low, high = self.spread(name)
            if low == high:
                continue
            times = _times(algebra.divide(high, low), language)
            ends = [_shown(name, end, language) for end in (low, high)]
            lines.append(
                Text(
                    f"spread of {VOCABULARY[name].label.en}: {ends[0]} to {ends[1]}, {times} times",
                    f"{VOCABULARY[name].label.zh}的分歧:{ends[0]} 至 {ends[1]},{times} 倍",
                ).in_(language)
            )
        lines += [f"{name}: {why.in_(language)}" for name, why in self.left_out.items()]
        return "\n".join(lines)

    @staticmethod
    def _line(row: Row, language: Language) -> str:
        figures = [
            _shown(name, value, language)
            for name in ("parameters", "tokens")
            if (value := getattr(row, name)) is not None
        ]
        figures.append(f"D/N {_shown('tokens_per_parameter', row.tokens_per_parameter, language)}")
        if row.loss is not None:
            figures.append(
                Text("loss ", "损失 ").in_(language) + _shown("loss", row.loss, language)
            )
        if row.beyond:
            by = _times(max(row.beyond.values(), key=algebra.rational), language)
            figures.append(
                Text(f"{by} times beyond its fitted runs", f"超出其拟合范围 {by} 倍").in_(language)
            )
        return f"{row.law.name}: {', '.join(figures)} [{row.law.source}]"


def _shown(name: str, value: Number, language: Language) -> str:
    return shown(VOCABULARY[name], value, language)


def _times(value: Number, language: Language) -> str:
    return show(algebra.rational(value), "1", language)


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
    under = Inputs(inputs.given, inputs.facts, {**options, "law": law.name}, inputs.entities)
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


# The same loss from another size


@dataclass(frozen=True)
class SameLoss:
    """A run of another size that reaches the loss of a reference run.

    Attributes:
        loss: of both.
        reference: (parameters, tokens, training compute) of the reference run.
        other: the same of the other run.
        compute_multiple: training compute of the other run over that of the reference.
        inference_multiple: compute per token served, over that of the reference.
        break_even_tokens: tokens served at which both have cost the same compute; none where one
            of them is cheaper from the first token on.
    """

    loss: Number
    reference: tuple[Number, Number, Number]
    other: tuple[Number, Number, Number]
    compute_multiple: Number
    inference_multiple: Number
    break_even_tokens: Number | None


def same_loss(
    parameters: object, reference: Mapping[str, object], *, law: str | None = None
) -> SameLoss:
    """What a model of `parameters` must be trained on to match a reference run.

    Args:
        parameters: size of the other model, as `solve` takes it.
        reference: what fixes the reference run: parameters and tokens, or a budget, or a size alone
            (then compute-optimal).
        law: the edition; the default's where none is named.

    Raises:
        NoSolution: no amount of data brings so small a model to that loss.
        MissingInput: the reference run does not follow from what is given.
        InvalidInput: what is given contradicts itself, leaves a domain, or cannot be read.
    """
    chosen = {"law": law} if law is not None else {}
    run = ("parameters", "tokens", "training_compute")
    first = solve_inputs([*run, "loss"], read_inputs({**reference, **chosen}), SUBJECTS)
    *base, loss = (found.value for found in first.found)
    inputs = read_inputs({"parameters": parameters, **chosen})
    inputs.given["loss"] = Given(loss)
    other = [found.value for found in solve_inputs(run, inputs, SUBJECTS).found]
    saved_a_token = algebra.subtract(_per_token(base[0]), _per_token(other[0]))
    extra = algebra.subtract(other[2], base[2])
    crossing = algebra.divide(extra, saved_a_token) if saved_a_token else None
    return SameLoss(
        loss,
        (base[0], base[1], base[2]),
        (other[0], other[1], other[2]),
        algebra.divide(other[2], base[2]),
        algebra.divide(other[0], base[0]),
        crossing if crossing is not None and crossing > 0 else None,
    )


def _per_token(parameters: Number) -> Number:
    """FLOP to serve one token with a model of that size."""
    inputs = Inputs({"parameters": Given(parameters)}, {}, {})
    return solve_inputs(["inference_compute_per_token"], inputs, ("inference",)).found[0].value
