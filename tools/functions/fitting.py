"""Single measures that make a setup fit in memory, the cheapest first.

Each changes one input, to the mildest of its values that does. Ordered by what they cost: nothing
in the result but traffic or time, then precision, then what is trained or served, then money.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TypeVar

from ..catalog import accelerators as catalog
from ..engine import algebra
from ..engine.algebra import Number
from ..engine.errors import FlopwiseError
from ..engine.solution import Solution
from ..engine.text import Language, Text
from ..engine.wording import shown
from ..planner import Inputs, read_inputs, solve_inputs
from ..vocabulary import VOCABULARY
from .figures import row_of
from .result import Section

T = TypeVar("T")
MOST_TIMES = 64
"""Times as many accelerators, up to which it is said how many would do."""

FULL = Fraction(1)


@dataclass(frozen=True)
class Measure:
    """One kind of change.

    Attributes:
        name: the input that changes: a quantity, a model choice or a named thing.
        costs: what it costs.
        values: of a choice or named thing, the mildest first; a quantity is halved or, of
            accelerators, doubled.
        sets_aside: stated inputs that say the same in another way.
        needs: what must be known for it to be tried.
        beside: what is assumed with it, unless it is stated.
    """

    name: str
    costs: Text
    values: tuple[str, ...] = ()
    sets_aside: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    beside: tuple[tuple[str, str], ...] = ()

    def candidates(self, inputs: Inputs, current: Mapping[str, Number]) -> Iterator[str]:
        """Its values, the mildest first.

        Args:
            inputs: as they are; they name the accelerator.
            current: the value of each quantity that the need depends on.
        """
        if not self.needs <= inputs.given.keys() | inputs.facts.keys():
            return
        if self.name == "accelerator":
            yield from _larger_cards(inputs.entities.get("accelerator"))
        elif self.values:
            yield from self.values
        elif isinstance(now := current.get(self.name), Fraction):
            factor = 2 if self.name == "accelerators" else Fraction(1, 2)
            for _ in range(MOST_TIMES.bit_length() - 1):
                now *= factor
                if now.denominator > 1:
                    return
                yield str(now)

    def applied(self, stated: Mapping[str, T], value: str) -> dict[str, T | str]:
        """What is stated, with the change."""
        kept = {n: v for n, v in stated.items() if n not in self.sets_aside}
        return {**dict(self.beside), **kept, self.name: value}


NAMED = {
    "quantization": Text("weights in {}", "权重用 {}"),
    "kv_dtype": Text("KV cache in {}", "KV 缓存用 {}"),
    "accelerator": Text("{} in place of the card", "换用 {}"),
}

_MONEY = (
    Measure("accelerator", Text("another card", "另一种卡")),
    Measure("accelerators", Text("more cards", "更多的卡")),
)
TRAINING = (
    Measure("zero", Text("more communication", "通信更多"), ("zero1", "zero2", "zero3")),
    Measure("attention_kernel", Text("the same result", "结果相同"), ("flash",)),
    Measure("sequence_parallel", Text("the same result", "结果相同"), ("on",)),
    Measure("micro_batch_size", Text("more micro-batches", "微批更多")),
    Measure("recompute", Text("computed again", "增加计算"), ("selective", "full")),
    Measure("optimizer", Text("states of less precision", "状态精度降低"), ("adam-8bit",)),
    Measure("offload", Text("slower steps, host memory", "步更慢,占用主机内存"), ("optimizer",)),
    Measure("sequence_length", Text("shorter texts", "文本更短")),
    Measure(
        "tuning",
        Text("adapters only are trained, of rank 16 unless said", "只训练适配器,秩默认 16"),
        ("lora", "qlora"),
        needs=frozenset({"layers", "hidden_size"}),
        beside=(("lora_rank", "16"),),
    ),
    *_MONEY,
)
SERVING = (
    Measure("kv_dtype", Text("cache of less precision", "缓存精度降低"), ("fp8", "int4"),
            frozenset({"kv_bytes"})),
    Measure("quantization", Text("weights of less precision", "权重精度降低"),
            ("fp8", "AWQ", "GPTQ 3bit g128"), frozenset({"bits_per_weight"})),
    Measure("concurrent_sequences", Text("fewer at once", "并发更少")),
    Measure("context_tokens", Text("shorter texts", "文本更短")),
    *_MONEY,
)  # fmt: skip
SHARES = {"training_memory_share": TRAINING, "inference_memory_share": SERVING}
"""What tells whether a setup fits, and the measures that may help where it does not."""


def _larger_cards(own: str | None) -> Iterator[str]:
    """The cards of the same maker with more memory, the least first."""
    entries = {entry.name: entry for entry in catalog()}
    if own in entries:
        here = entries[own]
        larger = [
            entry for entry in entries.values()
            if entry.vendor == here.vendor and (entry.memory_bytes or 0) > (here.memory_bytes or 0)
        ]  # fmt: skip
        yield from (e.name for e in sorted(larger, key=lambda e: e.memory_bytes or 0))


@dataclass(frozen=True)
class Helps:
    """A measure that makes a setup fit.

    Attributes:
        measure: which.
        value: the mildest that does.
        share: the part of the memory that is then taken.
    """

    measure: Measure
    value: str
    share: Fraction

    def in_(self, language: Language) -> str:
        """The change in words: "ZeRO-1: optimizer states", "16 accelerators"."""
        name = self.measure.name
        if name in VOCABULARY.choices:
            choice = VOCABULARY.choices[name]
            return choice.values[self.value].label.in_(language)
        if name in NAMED:
            return NAMED[name].in_(language).format(self.value)
        quantity = VOCABULARY[name]
        figure = shown(quantity, Fraction(self.value), language)
        if quantity.unit == "accelerator":
            return figure
        return f"{quantity.label.in_(language)} {figure}"


def find_measures(
    measures: Iterable[Measure],
    inputs: Inputs,
    current: Mapping[str, Number],
    share: Callable[[Measure, str], Fraction | None],
    limit: Fraction = FULL,
) -> Iterator[Helps]:
    """Each measure that brings a setup to its limit, with the mildest value that does.

    Args:
        measures: those that may help.
        inputs: of the setup as it is.
        current: the value of each quantity that its need depends on.
        share: what a change makes of the part of the memory that is taken; none where it is no
            possible one.
        limit: the part that may be taken.
    """
    for measure in measures:
        for value in measure.candidates(inputs, current):
            needed = share(measure, value)
            if needed is not None and needed <= limit:
                yield Helps(measure, value, needed)
                break


def what_would_fit(
    find: Sequence[str],
    stated: Mapping[str, object],
    subjects: Iterable[str] | None,
    language: Language,
) -> Section | None:
    """What would make a setup fit; none where it does, or nobody said in what.

    Args:
        find: what was asked.
        stated: what was given, as written.
        subjects: modules of the equation table to solve over.
        language: of the words.
    """
    inputs = read_inputs(stated)
    if "memory_per_accelerator" not in {*inputs.given, *inputs.facts}:
        return None
    for name, measures in SHARES.items():
        solution = _need(name, inputs, subjects)
        if solution is None or not _is_of(solution, find):
            continue
        taken = algebra.rational(solution.found[0].value)
        if taken > FULL:
            current = {n: solution.values[n] for n in solution.used}
            share = partial(_share, name, stated, subjects)
            helps = find_measures(measures, inputs, current, share)
            return _section(name, taken, helps, language)
    return None


def _is_of(need: Solution, find: Sequence[str]) -> bool:
    """Whether what was asked is the need, or a part of it in bytes."""
    made = (step.plan.quantity for step in need.steps)
    parts = {quantity.name for quantity in made if quantity.unit == "byte"}
    return not (parts | {need.found[0].quantity.name}).isdisjoint(find)


def _need(name: str, inputs: Inputs, subjects: Iterable[str] | None) -> Solution | None:
    try:
        return solve_inputs([name], inputs, subjects)
    except FlopwiseError:
        return None


def _share(
    name: str,
    stated: Mapping[str, object],
    subjects: Iterable[str] | None,
    measure: Measure,
    value: str,
) -> Fraction | None:
    """What a change makes of the part of the memory that is taken."""
    try:
        need = _need(name, read_inputs(measure.applied(stated, value)), subjects)
    except FlopwiseError:
        return None
    return algebra.rational(need.found[0].value) if need else None


def _section(name: str, share: Fraction, helps: Iterable[Helps], language: Language) -> Section:
    """The measures, a line each."""
    taken = shown(VOCABULARY[name], share, language)
    rows = [
        row_of(name, helped.share, helped.measure.costs.in_(language), language).model_copy(
            update={"label": helped.in_(language)}
        )
        for helped in helps
    ]
    title = Text(
        f"It takes {taken} of the memory; any one of these would make it fit, the cheapest first",
        f"需要显存的 {taken};以下任一措施即可放下,代价小者在前",
    )
    none = Text("no single measure makes it fit", "没有任何单一措施能放下")
    notes = () if rows else (none.in_(language),)
    return Section(name="fits", title=title.in_(language), rows=tuple(rows), notes=notes)
