"""How a model is laid out over accelerators so that its training fits in their memory.

A short list of splits, those that send least first: copies, then within a server, then stages; all
without recomputation first, then with it. Degrees divide heads, layers and accelerators.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from ..engine import algebra
from ..engine.algebra import Number
from ..engine.errors import FlopwiseError
from ..planner import solve_inputs
from .fitting import TRAINING, Helps, Measure, find_measures
from .plan_sheet import Known, Sheet

SERVER = 8
"""Accelerators of a server: within it tensors are split, beyond it layers."""
SPLIT_SOURCE = "Narayanan et al. 2021, arXiv:2104.04473, §3 and takeaway 1"
MOST_STAGES = 16
LIMIT = Fraction(9, 10)

RUN = frozenset({"cost", "training_compute", "tokens", "training_time", "accelerator_time",
                 "parameters", "tokens_per_parameter"})  # fmt: skip
SPLIT = frozenset({"zero", "recompute", "sequence_parallel", "attention_kernel", "micro_batch_size",
                   "tuning"})  # fmt: skip
"""What the layouts try already, and what would be another run."""
SERVED = frozenset({"quantization", "kv_dtype", "concurrent_sequences", "context_tokens",
                    "memory_utilization"})  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """One way to split a run.

    Attributes:
        accelerators: how many.
        zero: stage of ZeRO.
        tensor: parts of a layer.
        pipeline: stages.
        recompute: what the backward pass does again.
    """

    accelerators: Fraction
    zero: str
    tensor: int
    pipeline: int
    recompute: str

    @property
    def choices(self) -> dict[str, str]:
        """Its model choices."""
        return {
            "zero": self.zero,
            "recompute": self.recompute,
            "sequence_parallel": "on" if self.tensor > 1 else "off",
        }

    @property
    def known(self) -> dict[str, Number]:
        """Its numbers."""
        return {
            "accelerators": self.accelerators,
            "tensor_parallel": Fraction(self.tensor),
            "pipeline_parallel": Fraction(self.pipeline),
        }


@dataclass(frozen=True)
class Fitting:
    """What must fit.

    Attributes:
        sheet: whose run it is.
        shape: numbers of the structure; none where the model is a named one.
        heads: what tensor parallelism must divide.
        layers: what pipeline parallelism must divide.
        need: accelerators that the run needs, or has.
        fixed: whether that number was stated.
        limit: share of the memory that may be used.
        choices: model choices that the plan makes for all layouts.
    """

    sheet: Sheet
    shape: Known
    heads: int
    layers: int
    need: Fraction
    fixed: bool
    limit: Fraction
    choices: Mapping[str, str]

    def layout(self) -> Layout | None:
        """The first split that fits; none where none does."""
        said = self.sheet.inputs()
        tensor, pipeline = (
            None if known is None else int(algebra.rational(known.value))
            for known in map(said.given.get, ("tensor_parallel", "pipeline_parallel"))
        )
        for layout in self._layouts(tensor, pipeline):
            stated = {n: said.options.get(n, getattr(layout, n)) for n in ("zero", "recompute")}
            as_stated = replace(layout, **stated)
            if self._fits(as_stated):
                return as_stated
        return None

    def _layouts(self, tensor: int | None, pipeline: int | None) -> Iterator[Layout]:
        """The splits in their order; stated degrees alone where there are any."""
        within = [t for t in (2, 4, SERVER) if self.heads % t == 0]
        widest = within[-1] if within else 1
        stages = [p for p in range(2, MOST_STAGES + 1) if self.layers % p == 0]
        splits = [("zero1", 1, 1), ("zero3", 1, 1), *(("zero1", t, 1) for t in within)]
        splits += [("zero1", widest, p) for p in stages]
        stated = dict.fromkeys((zero, tensor or t, pipeline or p) for zero, t, p in splits)
        for recompute, (zero, t, p) in product(("none", "full"), stated):
            number = self._number(t * p)
            if number is not None:
                yield Layout(number, zero, t, p, recompute)

    def _number(self, copy: int) -> Fraction | None:
        """Accelerators of whole copies and, above one, of whole servers."""
        if self.fixed:
            return self.need if self.need % copy == 0 else None
        unit = math.lcm(copy, SERVER) if self.need > SERVER else copy
        return Fraction(math.ceil(self.need / unit) * unit)

    def _fits(self, layout: Layout) -> bool:
        return self.share(layout) <= self.limit

    def share(self, layout: Layout) -> Fraction:
        """The part of an accelerator's memory that a layout takes."""
        inputs = self.sheet.inputs(
            {**self.shape, **layout.known}, without=RUN | SERVED,
            choices={**self.choices, **layout.choices},
        )  # fmt: skip
        found = solve_inputs(["training_memory_share"], inputs).found[0]
        return algebra.rational(found.value)

    def measures(self) -> Iterator[Helps]:
        """The single changes with which some split fits, the cheapest first."""
        current = {**self.shape, "accelerators": self.need}
        others = (m for m in TRAINING if m.name not in SPLIT)
        yield from find_measures(others, self.sheet.inputs(), current, self._share_with, self.limit)

    def _share_with(self, measure: Measure, value: str) -> Fraction | None:
        """What the first split that fits takes after a change; none where none does."""
        sheet = Sheet(measure.applied(self.sheet.stated, value), self.sheet.language)
        kept = {name: known for name, known in self.shape.items() if name != measure.name}
        changed = replace(self, sheet=sheet, shape=kept)
        if measure.name == "accelerators":
            changed = replace(changed, need=Fraction(value), fixed=True)
        try:
            layout = changed.layout()
            return changed.share(layout) if layout else None
        except FlopwiseError:
            return None
