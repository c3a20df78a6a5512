"""A model of another size that reaches the same loss: more to train, less to serve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..catalog.laws import laws
from ..engine import algebra
from ..engine.algebra import Number
from ..engine.solution import Given
from ..engine.text import Language, Text
from ..engine.wording import shown
from ..planner import Inputs, read_inputs, solve_inputs
from ..vocabulary import VOCABULARY
from .figures import row_of
from .laws import SUBJECTS
from .result import Section

CONSISTENT = "besiroglu"
"""An edition whose own loss is least near 20 tokens a parameter, the usual rule."""

SMALLER_TITLE = Text("Half the size for the same loss", "损失相同、规模减半的模型")


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


def smaller_section(compute: Number, law: str | None, language: Language) -> Section:
    """What a model of half the compute-optimal size takes to reach the same loss.

    Args:
        compute: of training, FLOP.
        law: the edition that the run follows, or none; one that predicts no loss of its own is
            replaced by one that does, for both sizes.
        language: of the words.

    Raises:
        NoSolution: no amount of data brings a model of that size to that loss.
    """
    edition = laws().get(law or "")
    if edition is None or edition.loss != "parametric" or edition.objective != "training":
        edition = laws()[CONSISTENT]
    reference = {"training_compute": algebra.rational(compute)}
    inputs = read_inputs({**reference, "law": edition.name})
    optimum = algebra.rational(solve_inputs(["parameters"], inputs, SUBJECTS).found[0].value)
    found = same_loss(optimum / 2, reference, law=edition.name)
    size, tokens, work = found.other
    figures = {
        "parameters": size,
        "tokens": tokens,
        "training_compute": work,
        "compute_multiple": found.compute_multiple,
        "inference_tokens": found.break_even_tokens,
    }
    rows = [
        row_of(name, value, edition.source, language)
        for name, value in figures.items()
        if value is not None
    ]
    notes = [
        Text(
            f"beside {shown(VOCABULARY['parameters'], optimum, 'en')}, the best by "
            f"{edition.name}; more to train, half as much to serve",
            f"与 {edition.name} 定律下的最优规模 {shown(VOCABULARY['parameters'], optimum, 'zh')}"
            "相比:训练更贵,推理减半",
        )
    ]
    if found.break_even_tokens is not None:
        notes.append(
            Text(
                "beyond those inference tokens it has taken less compute in all",
                "推理 token 超过上述数目后,总算力更少",
            )
        )
    return Section(
        name="smaller",
        title=SMALLER_TITLE.in_(language),
        rows=tuple(rows),
        notes=tuple(note.in_(language) for note in notes),
    )
