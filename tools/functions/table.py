"""The one table of functions that an agent may call.

A new function is one entry here. Adapters, schemas, the offline model and the documentation
follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from ..engine.errors import FlopwiseError, InvalidInput, UnknownName
from ..engine.names import nearest
from ..engine.text import Language, Text
from .arguments import Arguments, solving_arguments
from .calculate import CalculateArguments, calculate
from .compare import CompareArguments, compare
from .derive import DeriveArguments, derive
from .look_up import LookUpArguments, look_up
from .report import refusal
from .result import Result
from .solving import solve
from .structures import Built, beside_6nd, built, size
from .what_if import WhatIfArguments, what_if


@dataclass(frozen=True)
class Function:
    """A function that an agent may call.

    Attributes:
        name: its stable name.
        purpose: one line: what a language model reads to choose it.
        arguments: the model of its arguments.
        run: from validated arguments (without nulls) and a language to a result.
        finds: the quantities that may be asked, where it solves for what is asked.
        tags: what it is about; none where it serves every subject.
    """

    name: str
    purpose: str
    arguments: type[Arguments]
    run: Callable[[dict[str, Any], Language], Result]
    finds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def schema(self) -> dict[str, Any]:
        """The JSON schema of its arguments, strict-safe."""
        return self.arguments.model_json_schema()

    def call(self, arguments: dict[str, Any]) -> Result:
        """Validate and run. What cannot be answered is a result too: nothing of ours is raised."""
        language: Language = "zh" if arguments.get("language") == "zh" else "en"
        try:
            stated = self.arguments.model_validate(arguments).model_dump(exclude_none=True)
            stated.pop("language", None)
            return self.run(stated, language)
        except ValidationError as error:
            return refusal(self.name, InvalidInput(explain(error)), language)
        except FlopwiseError as error:
            return refusal(self.name, error, language)


def explain(error: ValidationError) -> Text:
    """Which argument is wrong first, and why."""
    first = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "arguments"
    reason = first["msg"].removeprefix("Value error, ")
    return Text(f"{where}: {reason}", f"参数 {where} 无效:{reason}")


def _solving(
    name: str,
    purpose: str,
    subjects: tuple[str, ...],
    find: tuple[str, ...],
    inputs: tuple[str, ...],
    choices: tuple[str, ...] = (),
    entities: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    exactly: Callable[[Built, Sequence[str], Language], Result] | None = None,
) -> Function:
    """A function that solves the table over `subjects`; it finds its first quantity unless told.

    Without `tags` it is about the first of its subjects. Where a structure is all that is given,
    `exactly` answers.
    """

    def run(stated: dict[str, Any], language: Language) -> Result:
        asked = stated.pop("find", None)
        named = built(stated.get("model"), stated.pop("config", None))
        if named and exactly and not stated.keys() - {"model"}:
            return exactly(named, asked or (), language)
        wanted = asked or [find[0]]
        result = solve(wanted, stated, subjects=subjects, language=language, function=name)
        return beside_6nd(named, result, stated, language) if named else result

    arguments = solving_arguments(
        name, find, tuple(dict.fromkeys((*inputs, *find))), choices, entities
    )
    return Function(name, purpose, arguments, run, find, tags or subjects[:1])


FUNCTIONS: tuple[Function, ...] = (
    _solving(
        "model_size",
        "Parameters of a transformer from its shape, or the shape for a wanted size.",
        ("size",),
        (
            "parameters",
            "block_parameters",
            "embedding_parameters",
            "position_parameters",
            "bias_and_norm_parameters",
            "hidden_size",
            "layers",
        ),
        ("vocabulary_size", "positions"),
        ("parts", "embeddings"),
        ("model", "config"),
        exactly=size,
    ),
    _solving(
        "training_flops",
        "Compute in FLOP: 6ND of a run, 72bsih²(1+s/6h) of a step, s/(6h), inference 2N a token.",
        ("size", "compute", "scaling", "inference"),
        (
            "training_compute",
            "step_compute",
            "compute_per_token",
            "attention_overhead",
            "tokens",
            "parameters",
            "inference_compute_per_token",
            "inference_compute",
            "inference_tokens",
            "steps",
            "epochs",
        ),
        (
            "active_parameters",
            "layers",
            "hidden_size",
            "batch_size",
            "sequence_length",
            "step_tokens",
            "dataset_tokens",
            "vocabulary_size",
            "tokens_per_parameter",
        ),
        ("logits",),
        ("model",),
        tags=("compute", "inference"),
    ),
    _solving(
        "training_plan",
        "Accelerators, time, money, energy, model and data of a training run, in any direction.",
        ("compute", "scaling", "training", "energy"),
        (
            "accelerators",
            "training_time",
            "cost",
            "accelerator_time",
            "training_compute",
            "parameters",
            "tokens",
            "mfu",
            "achieved_flops",
            "training_throughput",
            "price_per_accelerator_hour",
            "energy",
        ),
        (
            "active_parameters",
            "peak_flops",
            "tokens_per_parameter",
            "power_per_accelerator",
            "pue",
            "epochs",
            "dataset_tokens",
            "steps",
            "batch_size",
            "sequence_length",
        ),
        (),
        ("accelerator", "model", "dtype"),
        tags=("training", "energy", "cost"),
    ),
    _solving(
        "scaling_law",
        "Compute split between model and data: D = 20N, C = 6N²/k = 120N², Kaplan, Chinchilla.",
        ("compute", "scaling"),
        (
            "parameters",
            "tokens",
            "training_compute",
            "tokens_per_parameter",
            "parameters_per_token",
            "compute_coefficient",
            "parameters_multiple",
            "tokens_multiple",
            "compute_multiple",
        ),
        (),
        ("law",),
        ("model",),
        tags=("scaling",),
    ),
    Function(
        "what_if",
        "How many times an output changes when inputs change, or from one model to another.",
        WhatIfArguments,
        what_if,
    ),
    Function(
        "compare",
        "Models, accelerators, laws or plans side by side, and the winner.",
        CompareArguments,
        compare,
    ),
    Function(
        "derive",
        "A law derived step by step (N = 12ih², 72bsih², C = 6ND, 120N², Chinchilla, Kaplan …).",
        DeriveArguments,
        derive,
    ),
    Function(
        "look_up",
        "Published facts of a catalog entry: accelerator or model.",
        LookUpArguments,
        look_up,
    ),
    Function(
        "calculate",
        "Exact arithmetic, + - * / ** ( ); amounts may carry units (80 GiB - 80 GB).",
        CalculateArguments,
        calculate,
    ),
)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Function]:
    return {function.name: function for function in FUNCTIONS}


def find_function(name: str) -> Function:
    """The function called `name`; UnknownName offers the nearest ones, or lists all."""
    table = _by_name()
    if name not in table:
        raise UnknownName("function", name, nearest(name, list(table)) or list(table))
    return table[name]


def choose_functions(subjects: str | Iterable[str] | None = None) -> tuple[Function, ...]:
    """The functions that bear one of `subjects` as a tag, or are called so; in the table's order.

    Args:
        subjects: one, several, or none for all functions.

    Raises:
        UnknownName: there is no such subject; the error offers the nearest ones, or lists all.
    """
    if subjects is None:
        return FUNCTIONS
    wanted = {subjects} if isinstance(subjects, str) else set(subjects)
    tags = dict.fromkeys(tag for function in FUNCTIONS for tag in function.tags)
    known = [*tags, *_by_name()]
    for name in sorted(wanted.difference(known)):
        raise UnknownName("subject", name, nearest(name, known) or list(tags))
    return tuple(f for f in FUNCTIONS if f.name in wanted or wanted.intersection(f.tags))
