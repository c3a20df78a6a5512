"""The run itself: what fixes it, on how many accelerators, how long, for how much."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..engine import algebra
from ..engine.algebra import Number
from ..engine.errors import FlopwiseError, MissingInput, NoSolution
from ..engine.solution import Given
from ..engine.text import Language, Text
from ..engine.wording import shown
from ..planner import Inputs, read_given, solve_inputs
from ..vocabulary import VOCABULARY
from .figures import shown_given
from .plan_layout import LIMIT, SERVER, SPLIT_SOURCE, Fitting, Layout
from .plan_record import CONVENTION
from .plan_sheet import NOTHING, Known, Sheet, Worked, exactly
from .shape import Shape, shape
from .structures import USUAL_SEQUENCE

SUBJECTS = ("compute", "scaling", "training", "energy")
FIND = ("parameters", "tokens", "tokens_per_parameter", "training_compute", "accelerators",
        "training_time", "accelerator_time", "cost")  # fmt: skip
SIZED = frozenset({"cost", "training_compute", "parameters", "tokens", "model", "energy",
                   "accelerator_time"})  # fmt: skip
"""Inputs of which one says how large a run is."""
LANGUAGES: tuple[Language, ...] = ("en", "zh")
DEADLINE = Fraction(30 * 86400)
STRUCTURE = ("hidden_size", "layers", "attention_heads", "kv_heads", "head_size",
             "intermediate_size", "vocabulary_size")  # fmt: skip


@dataclass(frozen=True)
class Run:
    """A run that is settled.

    Attributes:
        inputs: what it follows from, the number of accelerators among it.
        worked: its figures.
        parameters: of the structure where there is one, else of the law.
        shape: a structure of that size; none where the model is a named one, or none is usual.
        known: the structure's numbers; empty without `shape`.
        layout: how it is split; none where nothing fits, or the memory is not known.
        fitting: what the layout was sought for; none where the structure is not known.
        fixed: whether the number of accelerators was stated.
    """

    inputs: Inputs
    worked: Worked
    parameters: Number
    shape: Shape | None
    known: Known
    layout: Layout | None
    fitting: Fitting | None
    fixed: bool

    def value(self, name: str) -> Number:
        """A figure of the run."""
        return self.worked.value(name)


def settle(sheet: Sheet) -> Run:
    """Settle size, data, accelerators and time.

    Raises:
        MissingInput: what is given does not fix a run.
        InvalidInput: what is given contradicts itself, or leaves a domain.
    """
    _check(sheet)
    inputs = _inputs(sheet, _deadline(sheet))
    first = solve_inputs(["parameters", "accelerators"], inputs, SUBJECTS)
    sheet.used |= first.used.keys()
    size, need = (exactly(found.value) for found in first.found)
    fixed = "accelerators" in sheet.stated
    built = _shape(sheet, size)
    known: Known = {n: Fraction(v) for n, v in built.quantities.items()} if built else {}
    fitting = _fitting(sheet, known, need, fixed)
    try:
        layout = fitting.layout() if fitting else None
    except FlopwiseError as error:
        sheet.warn(error.text)
        fitting = layout = None
    if not fixed:
        need = layout.accelerators if layout else _whole(need)
        inputs = _inputs(sheet, without=("training_time",))
        inputs.given["accelerators"] = Given(need, source=SPLIT_SOURCE)
        sheet.assume(
            "accelerators",
            need,
            Text("whole copies of the model on whole servers", "取整到完整副本与整台服务器"),
            SPLIT_SOURCE,
        )
    worked = sheet.solve(FIND, inputs, SUBJECTS, optional=("cost", "tokens_per_parameter"))
    _compare_price(sheet, inputs, worked)
    parameters = Fraction(built.parameters) if built else worked.value("parameters")
    return Run(inputs, worked, parameters, built, known, layout, fitting, fixed)


def _inputs(sheet: Sheet, known: Known = NOTHING, without: Sequence[str] = ()) -> Inputs:
    """What a run follows from; of a named model its size, and its data where they are open."""
    inputs = sheet.inputs(known, without=without)
    stated = sheet.stated.keys()
    if "model" not in stated:
        return inputs
    budget = stated & {"cost", "training_compute", "accelerator_time", "energy"}
    free = not budget and not stated >= {"accelerators", "training_time"}
    for name in ("parameters", *(["tokens"] if free else [])):
        if name in inputs.facts and not stated & {name, f"{name}_per_parameter"}:
            inputs.given[name] = inputs.facts[name]
    if not free:
        inputs.facts.pop("tokens", None)
    return inputs


def _compare_price(sheet: Sheet, inputs: Inputs, worked: Worked) -> None:
    """Say so where money, accelerators and time imply another price than the catalog's."""
    name = "price_per_accelerator_hour"
    listed = inputs.facts.get(name)
    solved = worked.solution.values
    if listed is None or name in worked.solution.used or "cost" not in solved:
        return
    spent: dict[str, Number] = {n: solved[n] for n in ("cost", "accelerator_time")}
    bare = Inputs({n: Given(v) for n, v in spent.items()})
    implied = exactly(solve_inputs([name], bare, ("training",)).found[0].value)
    low, high = (exactly(end if end is not None else listed.value)
                 for end in (listed.low, listed.high))  # fmt: skip
    if low <= implied <= high:
        return
    price = VOCABULARY[name]
    one, other = (
        (shown(price, implied, language), shown_given(price, listed, language))
        for language in LANGUAGES
    )
    sheet.warn(
        Text(
            f"the inputs imply {one[0]}; the catalog says {one[1]} [{listed.source}]",
            f"输入意味着{other[0]};目录为{other[1]} [{listed.source}]",
        )
    )


def _whole(need: Fraction) -> Fraction:
    unit = SERVER if need > SERVER else 1
    return Fraction(math.ceil(need / unit) * unit)


def _check(sheet: Sheet) -> None:
    """Refuse what fixes no run, before any default is taken."""
    stated = sheet.stated.keys()
    asked: list[tuple[str, Text]] = []
    if not stated & (SIZED | {"accelerators"}):
        text = Text(
            "money, compute, a model's size, tokens, or a number of accelerators",
            "预算、算力、模型规模、token 数或卡数之一",
        )
        asked.append(("cost", text))
    if not stated & {"accelerator", "peak_flops"}:
        asked.append(("accelerator", Text("the accelerator, as in H100", "加速卡型号,如 H100")))
    elif _is_unpriced(sheet):
        price = VOCABULARY["price_per_accelerator_hour"]
        asked.append((price.name, price.label))
    if asked:
        texts = [text for _, text in asked]
        en, zh = " and ".join(t.en for t in texts), "以及".join(t.zh for t in texts)
        raise MissingInput(
            Text(f"to plan a run, give {en}", f"要制定训练方案,请给出{zh}"),
            "parameters",
            [name for name, _ in asked],
        )


def _is_unpriced(sheet: Sheet) -> bool:
    """Whether money alone says how large the run is, and nothing what it buys."""
    stated, inputs = sheet.stated.keys(), sheet.inputs()
    sized = stated & (SIZED - {"cost"}) or stated >= {"accelerators", "training_time"}
    priced = "price_per_accelerator_hour" in {*inputs.given, *inputs.facts}
    return "cost" in stated and not sized and not priced


def _deadline(sheet: Sheet) -> Known:
    """A deadline, where what is stated leaves both it and the accelerators open."""
    stated = sheet.stated.keys()
    alone = "accelerators" in stated and not stated & SIZED
    if "training_time" in stated or ("accelerators" in stated and not alone):
        return {}
    sheet.assume(
        "training_time",
        DEADLINE,
        Text(
            "a deadline, as none is given: half of it takes twice the accelerators",
            "未给期限时的期限:时间减半则卡数加倍",
        ),
        CONVENTION,
    )
    return {"training_time": DEADLINE}


def _shape(sheet: Sheet, size: Fraction) -> Shape | None:
    if "model" in sheet.stated:
        return None
    try:
        entries = sheet.inputs().given.get("vocabulary_size")
        return shape(size, vocabulary_size=int(exactly(entries.value)) if entries else None)
    except NoSolution as error:
        sheet.warn(error.text)
        return None


def _fitting(sheet: Sheet, known: Known, need: Fraction, fixed: bool) -> Fitting | None:
    """What the layout must fit; none where the structure is not known."""
    structure = {**sheet.inputs().facts, **{n: Given(v) for n, v in known.items()}}
    if "layers" not in structure or "hidden_size" not in structure:
        return None
    further: dict[str, Number] = dict(known)
    if "sequence_length" not in sheet.stated:
        further["sequence_length"] = Fraction(USUAL_SEQUENCE)
        sheet.assume(
            "sequence_length",
            Fraction(USUAL_SEQUENCE),
            Text("tokens of a training sequence", "训练序列的 token 数"),
            CONVENTION,
        )
    if "micro_batch_size" not in sheet.stated:
        further["micro_batch_size"] = Fraction(1)
    heads = structure.get("kv_heads") or structure.get("attention_heads")
    return Fitting(
        sheet=sheet,
        shape=further,
        heads=int(exactly(heads.value)) if heads else 1,
        layers=int(exactly(structure["layers"].value)),
        need=need,
        fixed=fixed,
        limit=_limit(sheet),
        choices={"attention_kernel": "flash", **({"mlp": "gated"} if known else {})},
    )


def _limit(sheet: Sheet) -> Fraction:
    """The share of the memory that a layout may take."""
    if "memory_utilization" in sheet.stated:
        stated = read_given("memory_utilization", sheet.stated["memory_utilization"])
        return algebra.rational(stated.value)
    sheet.assume(
        "memory_utilization",
        LIMIT,
        Text("the rest is left to buffers and fragments", "其余留给缓冲与碎片"),
        CONVENTION,
    )
    return LIMIT
