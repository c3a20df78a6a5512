"""From what a caller writes to a solution.

Names become known values, amounts are read, the table is solved.

A caller gives quantities ("parameters": "7B"), named things ("accelerator": "H100", "model":
"llama-3-8b", "dtype": "fp8", "quantization": "q4_k_m", "grid": "France") and model choices ("law":
"kaplan"). What is stated wins over what a named thing brings along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from .engine.algebra import rational
from .engine.amounts import read_amount
from .engine.choices import read_choice
from .engine.errors import InvalidInput, MissingInput, UnknownName
from .engine.names import nearest
from .engine.solution import Given, Solution
from .engine.solver import System
from .engine.text import Text
from .equations import EQUATIONS
from .vocabulary import VOCABULARY
from .vocabulary.parallelism import DIVIDES

if TYPE_CHECKING:
    from .architecture import Structure
    from .catalog import Model
    from .catalog.facts import Fact

ENTITIES = ("accelerator", "model", "dtype", "quantization", "kv_dtype", "grid")
"""Named things that a caller may give beside quantities and choices.

A dtype is what is computed in: it gives the peak, and the stored weights where no quantization is
named. A kv_dtype is that of the KV cache.
"""

DEFAULT_DTYPE = "bf16"
MOST_DEGREES = 16
"""Degrees of parallelism that an error offers."""

CACHED_ALIKE = ("fp32", "tf32", "bf16", "fp16")
"""Data types in which engines also keep the KV cache, unless another one is named."""

SERVING = frozenset({"cache", "serving"})
PLANNED = SERVING | {"parallelism", "memory", "activations", "storage", "reliability"}
SHAPE_LAWS = frozenset({"size", "blocks", "scaling", "loss"})
"""Subjects whose laws stand for a shape or a size that is not known: 12ih², 20 tokens a parameter.

A question of the planned subjects is asked of them only where it cannot be answered otherwise.
"""

ASKED: Mapping[str, Mapping[str, str]] = {
    "context_tokens": {"cache": "counted", "fit": "serving"},
    "kv_tokens": {"cache": "counted", "fit": "serving"},
    "concurrent_sequences": {"cache": "counted", "fit": "serving"},
    "micro_batch_size": {"activations": "counted", "fit": "training"},
    "context_compute_fraction": {"context_attention": "counted"},
}
"""Model choices that go without saying once a quantity is asked for: it is asked at its limit."""

MEASURED = ("tokens", "training_compute", "accelerators", "accelerator_time")
"""What the catalog tells of a model's training: facts of a run, not of the model."""

SHAPE = ("layers", "hidden_size", "attention_heads", "kv_heads", "head_size", "intermediate_size",
         "vocabulary_size")  # fmt: skip
"""What a model's sizes follow from."""

NARROW = frozenset({"fp8", "int8", "fp4"})
"""Data types with a higher peak than the one that the usual MFU was measured against."""

LESS_OF_A_HIGHER_PEAK = Text(
    "the MFU assumed was measured against bf16 peaks; of the higher peak of a narrower type runs "
    "reach less: DeepSeek-V3, trained in fp8, about 17% (6ND over 2.664M H800-hours, "
    "arXiv:2412.19437): state your own MFU, or plan in bf16",
    "假定的 MFU 是相对 bf16 峰值测得的;更窄的数据类型峰值更高,实际达到的比例更低:以 fp8 训练的 "
    "DeepSeek-V3 约为 17%(6ND 除以 266.4 万 H800 卡时,arXiv:2412.19437):请给出自己的 MFU,"
    "或按 bf16 规划",
)
SEEN_WHOLE: Mapping[str, tuple[frozenset[str], Mapping[str, str]]] = {
    "inference_compute_per_token": (
        frozenset({"context_tokens", "layers", "attention_heads", "head_size"}),
        {"context_attention": "counted"},
    ),
}
"""The same, where all of these are known: what is then left out would be left out in silence."""

ONE_ACCELERATOR = Given(
    Fraction(1),
    origin="default",
    source="convention",
    because=Text("one accelerator, where no number is given", "未给数量时按一张卡"),
)


@lru_cache(maxsize=1)
def system() -> System:
    """The whole table, ready to solve."""
    return System(VOCABULARY, EQUATIONS)


@dataclass
class Inputs:
    """What a caller gave, read.

    Attributes:
        given: stated quantities.
        facts: what the named things bring along.
        options: stated model choices.
        entities: the named things, by kind, under their catalog names.
        traits: model choices that the named model brings along; stated ones win over them.
        warnings: what the catalog says must be said of them.
    """

    given: dict[str, Given] = field(default_factory=dict)
    facts: dict[str, Given] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)
    traits: dict[str, str] = field(default_factory=dict)
    warnings: list[Text] = field(default_factory=list)


def read_inputs(stated: Mapping[str, object]) -> Inputs:
    """Read what a caller gave.

    Args:
        stated: quantity, choice or entity name -> a number in the base unit, or a text. None is
            the same as not given.

    Raises:
        UnreadableAmount: an amount that cannot be read, or in the wrong unit.
        UnknownName: no such quantity, choice, model or accelerator.
    """
    inputs = Inputs()
    dtype = _add_dtype(inputs, stated)
    for name, value in stated.items():
        if value is None or name == "dtype":
            continue
        if name == "accelerator":
            _add_accelerator(inputs, str(value), dtype)
        elif name == "model":
            _add_model(inputs, str(value))
        elif name in ("quantization", "kv_dtype", "grid"):
            _add_figure(inputs, name, str(value))
        elif name in VOCABULARY.choices:
            inputs.options[name] = read_choice(VOCABULARY.choices[name], str(value))
        elif name in VOCABULARY:
            inputs.given[name] = read_given(name, value)
        else:
            known = [*(q.name for q in VOCABULARY), *VOCABULARY.choices, *ENTITIES]
            raise UnknownName("quantity", name, nearest(name, known))
    _rebuild(inputs)
    return inputs


def _rebuild(inputs: Inputs) -> None:
    """Count the sizes of a named model anew where it is told to be built otherwise.

    Where that cannot be counted, they are left out: the published ones are not its.
    """
    told = {n: g.value for n in SHAPE if (g := inputs.given.get(n)) and n in inputs.facts}
    changed = {n: v for n, v in told.items() if v != inputs.facts[n].value}
    if not changed:
        return
    from .architecture import rebuilt
    from .catalog import find_model

    entry = find_model(inputs.entities["model"])
    structure = structure_of(entry)
    whole = all(v.denominator == 1 for v in changed.values())
    numbers = {n: int(v) for n, v in changed.items()}
    other = rebuilt(structure, numbers) if structure and whole else None
    source = entry.config.source if entry.config else ""
    counted = structure_facts(other, source) if other else {}
    for name in [n for n in inputs.facts if VOCABULARY[n].unit == "parameter"]:
        del inputs.facts[name]
        if name in counted:
            inputs.facts[name] = _from_catalog(counted[name], f"{entry.name}, rebuilt")


def read_given(name: str, value: object) -> Given:
    """One stated amount of the quantity `name`."""
    quantity = VOCABULARY[name]
    if not isinstance(value, str | int | float | Fraction):
        value = str(value)
    reading = read_amount(value, quantity.unit, quantity.label)
    return Given(reading.value, reading.low, reading.high)


@lru_cache(maxsize=256)
def structure_of(model: Model) -> Structure | None:
    """How a model of the catalog is built, where its config is known."""
    if model.config is None:
        return None
    from .architecture import read_config

    return read_config(model.config.as_json())


@lru_cache(maxsize=256)
def model_facts(model: Model) -> Mapping[str, Fact]:
    """What a model of the catalog gives the solver: what is published, then what is counted."""
    structure = structure_of(model)
    if structure is None or model.config is None:
        return model.facts()
    return {**structure_facts(structure, model.config.source), **model.facts()}


def published_facts(model: Model) -> Mapping[str, Fact]:
    """All that is known of a model of the catalog: `model_facts`, and what its training took."""
    return {**model_facts(model), **model.published()}


def structure_facts(structure: Structure, source: str) -> dict[str, Fact]:
    """What a structure gives the solver."""
    from .architecture import facts
    from .catalog.facts import Fact

    return {n: Fact(v, source) for n, v in facts(structure).items() if n in VOCABULARY and v}


def _from_catalog(fact: Fact, entry: str) -> Given:
    note = fact.note or ""
    return Given(
        Fraction(fact.value),
        fact.low,
        fact.high,
        origin="catalog",
        source=f"{entry}: {fact.source}",
        note=note,
    )


def _add_accelerator(inputs: Inputs, name: str, dtype: str) -> None:
    from .catalog import find_accelerator

    entry = find_accelerator(name)
    inputs.entities["accelerator"] = entry.name
    for quantity, fact in entry.facts(dtype).items():
        inputs.facts[quantity] = _from_catalog(fact, entry.name)


def _add_dtype(inputs: Inputs, stated: Mapping[str, object]) -> str:
    """The data type to compute in, with what it says of stored weights, cache and training.

    A format for weights only ("int4", "awq") leaves the computing at its default.
    """
    from .catalog import DATA_TYPES
    from .catalog.formats import find_quantization

    if not stated.get("dtype"):
        return DEFAULT_DTYPE
    name = str(stated["dtype"])
    if name not in DATA_TYPES:
        name = find_quantization(name).name
    inputs.entities["dtype"] = name
    entry = find_quantization(name)
    if stated.get("tuning") != "qlora":
        inputs.facts["bits_per_weight"] = _from_catalog(entry.facts()["bits_per_weight"], name)
    if name in CACHED_ALIKE:
        inputs.facts["kv_bytes"] = _from_catalog(entry.cache_facts()["kv_bytes"], name)
    if name == "fp32":
        inputs.options["recipe"] = "fp32"
    return name if name in DATA_TYPES else DEFAULT_DTYPE


def _add_figure(inputs: Inputs, kind: str, name: str) -> None:
    """A named thing that gives a single figure."""
    from .catalog.formats import find_grid, find_quantization

    if kind == "grid":
        grid = find_grid(name)
        entry, facts = grid.name, grid.facts()
    else:
        quantization = find_quantization(name)
        entry = quantization.name
        facts = quantization.facts() if kind == "quantization" else quantization.cache_facts()
    inputs.entities[kind] = entry
    for quantity, fact in facts.items():
        inputs.facts[quantity] = _from_catalog(fact, entry)


def _add_model(inputs: Inputs, name: str) -> None:
    from .catalog import find_model

    entry = find_model(name)
    inputs.entities["model"] = entry.name
    if entry.warning is not None:
        inputs.warnings.append(entry.warning)
    inputs.traits |= _traits(entry)
    for quantity, fact in model_facts(entry).items():
        inputs.facts[quantity] = _from_catalog(fact, entry.name)


def _traits(model: Model) -> dict[str, str]:
    """The model choices that follow from how a model is built."""
    structure = structure_of(model)
    gated = structure is not None and structure.mlp is not None and structure.mlp.gated
    grouped = gated and structure is not None and structure.attention.latent is None
    return {
        **({"kind": "mixture"} if model.mixture_of_experts else {}),
        **({"mlp": "gated"} if grouped and not model.mixture_of_experts else {}),
    }


def solve_inputs(
    find: Sequence[str], inputs: Inputs, subjects: Iterable[str] | None = None
) -> Solution:
    """Solve the table for `find`; see `System.solve`."""
    solution = _solved(find, inputs, None if subjects is None else frozenset(subjects))
    if inputs.entities.get("dtype") in NARROW and "mfu" in solution.assumed:
        return replace(solution, warnings=(*solution.warnings, LESS_OF_A_HIGHER_PEAK))
    return solution


def _solved(find: Sequence[str], inputs: Inputs, subjects: frozenset[str] | None) -> Solution:
    options = {**inputs.traits, **inputs.options}
    for name in find:
        for choice, value in ASKED.get(name, {}).items():
            options.setdefault(choice, value)
    facts, given = inputs.facts, inputs.given
    _check_splits(given, facts)
    for name, (needed, choices) in SEEN_WHOLE.items():
        if name in find and needed <= facts.keys() | given.keys():
            options = {**choices, **options}
    if _sees_windows_only({**facts, **inputs.given}):
        options.setdefault("layer_kinds", "all windowed")
    if "accelerators" not in find and _serves(find, options, given, subjects):
        facts = {"accelerators": ONE_ACCELERATOR, **facts}

    def solve(over: frozenset[str] | None) -> Solution:
        return system().solve(find, given, facts, subjects=over, options=options)

    if not _is_planned(find, options) or (subjects is not None and not subjects & PLANNED):
        return solve(subjects)
    try:
        return solve(frozenset(e.subject for e in EQUATIONS) - SHAPE_LAWS)
    except MissingInput as missing:
        with suppress(MissingInput):
            return solve(None)
        raise missing


def _check_splits(given: Mapping[str, Given], facts: Mapping[str, Given]) -> None:
    """Refuse a stated degree of parallelism that leaves a rest."""
    known = {**facts, **given}
    for degree, split in DIVIDES:
        if degree not in given or split not in known:
            continue
        parts, whole = (rational(known[name].value) for name in (degree, split))
        if parts > 0 and whole % parts:
            would_do = [str(n) for n in range(1, int(whole) + 1) if whole % n == 0][:MOST_DEGREES]
            part, thing = (VOCABULARY[name].label for name in (degree, split))
            raise InvalidInput(
                Text(
                    f"{thing.en} {whole} cannot be split evenly: {part.en} must be one of "
                    f"{', '.join(would_do)}, not {parts}",
                    f"{thing.zh} {whole} 无法均分:{part.zh}须为 {'、'.join(would_do)} 之一,"
                    f"而不是 {parts}",
                )
            )


def _is_planned(find: Sequence[str], options: Mapping[str, str]) -> bool:
    """Whether a question is of memory, serving, storage or failures alone."""
    return options.get("fit", "open") != "open" or all(_subjects_of(n) <= PLANNED for n in find)


def _sees_windows_only(known: Mapping[str, Given]) -> bool:
    """Whether no layer attends to the whole context."""
    windowed = known.get("windowed_layers")
    full = known.get("global_layers")
    if full is not None:
        return full.value == 0
    return windowed is not None and "layers" in known and known["layers"].value == windowed.value


def _serves(
    find: Sequence[str],
    options: Mapping[str, str],
    given: Mapping[str, Given],
    subjects: frozenset[str] | None,
) -> bool:
    """Whether a question is of inference alone: one accelerator is then meant unless said."""
    if subjects is not None:
        return bool(subjects & SERVING) and not subjects & {"training", "memory"}
    implied = "serving" if "memory_utilization" in given else "open"
    if options.get("fit", implied) == "serving":
        return True
    asked = all(_subjects_of(name) <= SERVING for name in find)
    return asked or any(_subjects_of(name) <= SERVING for name in given)


@lru_cache(maxsize=1024)
def _subjects_of(name: str) -> frozenset[str]:
    """The subjects whose equations hold a quantity."""
    return frozenset(e.subject for e in EQUATIONS if name in e.names)
