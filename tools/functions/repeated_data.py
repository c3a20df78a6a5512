"""Limited data: the best run on a budget when the corpus is smaller than the budget would like.

By Muennighoff et al. 2023 a repeated token is worth less than a fresh one, and parameters beyond
what the unique data support less than others. The least loss on the budget has no closed form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..catalog.laws import laws
from ..engine import algebra, slopes
from ..engine.algebra import Number
from ..engine.errors import MissingInput, NoSolution
from ..engine.roots import root_around
from ..engine.solution import Given, Solution
from ..engine.text import Language, Text
from ..engine.wording import shown
from ..planner import Inputs, read_inputs, solve_inputs
from ..vocabulary import VOCABULARY
from .figures import row_of
from .laws import LANGUAGES
from .result import Section

LAW = "muennighoff"
NO_BEST = Text(
    "no size of model is best on so little data for so much compute",
    "数据太少、算力太多,没有最优的模型规模",
)
LIMITED_TITLE = Text("The best run on the data that there are", "数据有限时的最优训练")
SUBJECTS = ("compute", "scaling", "loss", "training")
FIGURES = ("tokens", "epochs", "effective_tokens", "repeated_token_value", "loss")
_ALONG_THE_BUDGET = {"parameters": Fraction(1), "tokens": Fraction(-1)}


@dataclass(frozen=True)
class LimitedRun:
    """The best run on a budget with a limited corpus.

    Attributes:
        parameters: its size.
        tokens: tokens seen, repeats counted.
        epochs: passes over the corpus; below 1 where the corpus is larger than needed.
        effective_tokens: fresh tokens that would be worth as much.
        repeated_token_value: what one more repeated token is worth, in fresh ones.
        loss: what the law predicts.
        unlimited: (parameters, tokens, loss) of the best run with fresh data only.
    """

    parameters: Number
    tokens: Number
    epochs: Number
    effective_tokens: Number
    repeated_token_value: Number
    loss: Number
    unlimited: tuple[Number, Number, Number]


def best_limited_run(given: Mapping[str, object]) -> LimitedRun:
    """The size and data that give the least loss on a budget, the corpus being limited.

    Args:
        given: as `solve` takes it: the corpus ("dataset_tokens"), and what fixes the budget
            (training compute; or money and hardware).

    Raises:
        MissingInput: the budget or the corpus is not given.
        InvalidInput: what is given contradicts itself, leaves a domain, or cannot be read.
        NoSolution: the corpus is so small that every size would only repeat it.
    """
    inputs = read_inputs(given)
    if "dataset_tokens" not in inputs.given:
        asked = VOCABULARY["dataset_tokens"].label
        raise MissingInput(
            Text(
                f"to find the best run on limited data, give {asked.en}",
                f"要求数据有限时的最优训练,请给出{asked.zh}",
            ),
            "parameters",
            ("dataset_tokens",),
        )
    inputs.options.update(law=LAW)
    constants = {n: inputs.given[n] for n in laws()[LAW].gives if n in inputs.given}
    find = ["training_compute", "dataset_tokens"]
    compute, corpus = (f.value for f in solve_inputs(find, inputs, SUBJECTS).found)
    budget = {"training_compute": Given(compute), **constants}
    fresh = _solved(["parameters", "tokens", "loss"], budget).found
    size, tokens, loss = (found.value for found in fresh)
    budget["dataset_tokens"] = Given(corpus)
    if algebra.rational(tokens) > algebra.rational(corpus):
        size = _best_size(budget, size)
    run = _solved(FIGURES, {**budget, "parameters": Given(size)})
    found = {f.quantity.name: f.value for f in run.found}
    return LimitedRun(
        parameters=size,
        tokens=found["tokens"],
        epochs=found["epochs"],
        effective_tokens=found["effective_tokens"],
        repeated_token_value=found["repeated_token_value"],
        loss=found["loss"],
        unlimited=(fresh[0].value, tokens, loss),
    )


def _solved(find: Sequence[str], given: Mapping[str, Given]) -> Solution:
    return solve_inputs(find, Inputs(dict(given), {}, {"law": LAW}), SUBJECTS)


def _best_size(budget: Mapping[str, Given], start: Number) -> Number:
    """Where the loss does not move along the budget: N and D change against each other."""
    solution = _solved(["tokens", "loss"], {**budget, "parameters": Given(start)})
    steps = [step.plan for step in solution.steps]

    def slope(size: Number) -> Number:
        values = {**solution.values, "parameters": size}
        for step in steps:
            values[step.quantity.name] = step.evaluate(values)
        moved = slopes.along(steps, values, _ALONG_THE_BUDGET)
        return algebra.to_real(moved["loss"])

    try:
        return root_around(slope, algebra.to_real(start))
    except ValueError:
        raise NoSolution(NO_BEST) from None


def limited_section(inputs: Inputs, compute: Number, language: Language) -> Section | None:
    """The best run where the corpus that was given is smaller than the budget would like.

    Args:
        inputs: with the corpus.
        compute: of training, FLOP.
        language: of the words.
    """
    corpus = inputs.given.get("dataset_tokens")
    if corpus is None:
        return None
    known = {"training_compute": compute, "dataset_tokens": corpus.value}
    try:
        run = best_limited_run({name: algebra.rational(value) for name, value in known.items()})
    except NoSolution:
        return None
    if algebra.rational(run.epochs) <= 1:
        return None
    source = laws()[LAW].source
    rows = [row_of(name, getattr(run, name), source, language) for name in ("parameters", *FIGURES)]
    size, tokens, loss = (
        Text(*(shown(VOCABULARY[name], value, lang) for lang in LANGUAGES))
        for name, value in zip(("parameters", "tokens", "loss"), run.unlimited, strict=True)
    )
    note = Text(
        f"with fresh data only: {size.en} on {tokens.en}, loss {loss.en}",
        f"若数据充足:{size.zh}、{tokens.zh},损失 {loss.zh}",
    )
    return Section(
        name="limited",
        title=LIMITED_TITLE.in_(language),
        rows=tuple(rows),
        notes=(note.in_(language),),
    )
