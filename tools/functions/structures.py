"""What a model's structure says exactly: its parameters and its FLOPs, part by part.

A structure comes from a model of the catalog or from the text of a Hugging Face config.json.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..engine import display
from ..engine.errors import MissingInput
from ..engine.showing import show
from ..engine.solution import Found
from ..engine.sources import cited
from ..engine.text import Language, Text
from ..planner import SHAPE, read_given, structure_of
from ..vocabulary import VOCABULARY
from .figures import answer_of
from .result import Answer, Assumption, Result, Step
from .words import words

if TYPE_CHECKING:
    from ..architecture import Counts, Flops, Structure
    from ..catalog import Model

USUAL_SEQUENCE = 4096
"""Tokens at which an exact count is set beside 6ND where no sequence is stated, or its context."""

AGREE = Fraction(1, 200)
"""Published and counted figures this close are the same figure, rounded."""


@dataclass(frozen=True)
class Built:
    """A structure and whose it is.

    Attributes:
        name: what to call it.
        structure: how it is built.
        source: who says so.
        model: its catalog entry, where it has one.
    """

    name: str
    structure: Structure
    source: str
    model: Model | None = None


def built(model: str | None, config: str | None) -> Built | None:
    """The structure of a catalog model, or in the text of a config.json; none where unknown.

    Raises:
        UnknownName: no such model.
        InvalidInput: the text is no config.json that can be read.
    """
    if config:
        from ..architecture import read_config

        return Built("config.json", read_config(config.encode()), "the config.json that was given")
    if not model:
        return None
    from ..catalog import find_model

    entry = find_model(model)
    structure = structure_of(entry)
    if structure is None or entry.config is None:
        return None
    return Built(entry.name, structure, entry.config.source, entry)


def built_as_told(
    named: Built | None, stated: Mapping[str, object]
) -> tuple[Built | None, tuple[str, ...]]:
    """The structure with what is stated of it, and which of the stated inputs that are.

    Args:
        named: the structure of a catalog model; any other stays as it is.
        stated: what the caller gave.
    """
    told = tuple(n for n in SHAPE if stated.get(n) is not None)
    if named is None or named.model is None or not told:
        return named, ()
    from ..architecture import rebuilt

    values = {name: read_given(name, stated[name]).value for name in told}
    if any(value.denominator != 1 for value in values.values()):
        return named, ()  # which the solver refuses, with the reason
    structure = rebuilt(named.structure, {name: int(value) for name, value in values.items()})
    if structure is None:
        return None, ()
    if structure == named.structure:
        return named, told
    said = ", ".join(f"{VOCABULARY[n].sign} = {show(v, '1', 'en')}" for n, v in values.items())
    return replace(named, name=f"{named.name} ({said})", structure=structure, model=None), told


def without_unused(result: Result, told: Sequence[str], language: Language) -> Result:
    """The result without what a model was rebuilt by among its unused inputs."""
    labels = tuple(VOCABULARY[name].label.in_(language) for name in told)
    if not labels or not result.unused:
        return result
    kept = tuple(text for text in result.unused if not text.startswith(labels))
    result = result.model_copy(update={"unused": kept})
    return result.model_copy(update={"text": words(result)})


# ------------------------------------------------------------------------------ parameters


def size(named: Built, find: Sequence[str], language: Language) -> Result:
    """The parameters that are asked for, with every part's formula.

    Raises:
        MissingInput: the structure does not say what is asked.
    """
    from ..architecture import count

    counts = count(named.structure)
    known = _figures(counts)
    wanted = list(find) or ["parameters", *(["active_parameters"] * bool(counts.routed_experts))]
    absent = [name for name in wanted if name not in known]
    if absent:
        label = VOCABULARY[absent[0]].label
        raise MissingInput(
            Text(
                f"the structure of {named.name} has no {label.en}",
                f"{named.name} 的结构中没有{label.zh}",
            ),
            absent[0],
            (),
        )
    result = Result(
        function="model_size",
        status="answered",
        language=language,
        answers=tuple(_answer(name, known[name], named.source, language) for name in wanted),
        given=(named.name,),
        assumptions=_convention(named, wanted, language),
        steps=_parts(named.structure, language) if _counted(wanted) else (),
        warnings=tuple(_size_warnings(named, counts, wanted, language)),
    )
    return result.model_copy(update={"text": words(result)})


def _counted(wanted: Sequence[str]) -> bool:
    return any(VOCABULARY[name].unit == "parameter" for name in wanted)


def _figures(counts: Counts) -> dict[str, int]:
    """What a structure determines, by quantity."""
    from ..architecture import facts

    small = sum(part.number for part in counts.parts if part.kind.norm or part.kind.bias)
    inside = sum(
        part.number
        for part in counts.parts
        if part.kind.place in ("layers", "other") and not part.kind.norm and not part.kind.bias
    )
    known = {name: value for name, value in facts(counts.structure).items() if name in VOCABULARY}
    return known | {
        "parameters": counts.total,
        "active_parameters": counts.active,
        "block_parameters": inside,
        "embedding_parameters": counts.embedding + counts.head,
        "position_parameters": counts.position_embedding,
        "bias_and_norm_parameters": small,
    }


def _answer(name: str, value: int, source: str, language: Language) -> Answer:
    answer = answer_of(Found(VOCABULARY[name], Fraction(value)), language)
    exact = f"{value:,}"
    shown = answer.display if exact in answer.display else f"{answer.display} ({exact})"
    return answer.model_copy(update={"source": source, "display": shown})


@lru_cache(maxsize=256)
def _parts(structure: Structure, language: Language) -> tuple[Step, ...]:
    from ..architecture import count

    counts = count(structure)
    values = {symbol.name: f"{number:,}" for symbol, number in counts.given.items()}
    steps = []
    for part in counts.parts:
        label = part.label.in_(language)
        formula = part.formula
        shown = show(part.number, "parameter", language)
        if part.active != part.number:
            active = show(part.active, "parameter", language)
            shown += Text(f", {active} active", f",激活 {active}").in_(language)
        equation = f"{label} = {display.text(formula)}"
        steps.append(
            Step(
                equation=equation,
                form=equation,
                numbers=display.put_in(formula, values),
                result=shown,
                latex=f"\\text{{{label}}} = {display.latex(formula)}",
                because=label,
                assumes=None,
                source=cited(part.source, language),
            )
        )
    return tuple(steps)


def _convention(named: Built, wanted: Sequence[str], language: Language) -> tuple[Assumption, ...]:
    if "active_parameters" not in wanted or named.structure.experts is None:
        return ()
    return (
        Assumption(
            name="active_parameters",
            label=Text("active parameters count", "激活参数的口径").in_(language),
            display=Text(
                "both embedding tables, attention, routers, shared and chosen experts",
                "输入嵌入与输出层、注意力、路由、共享专家与被选中的专家",
            ).in_(language),
            source=cited("definition", language),
            kind="choice",
        ),
    )


def _size_warnings(
    named: Built, counts: Counts, wanted: Sequence[str], language: Language
) -> list[str]:
    said = [note.in_(language) for note in named.structure.notes]
    if named.model is None:
        return said
    published = named.model.size
    pairs = [("parameters", published.parameters, counts.total)]
    if published.active_parameters:
        pairs.append(("active_parameters", published.active_parameters, counts.active))
    for name, printed, counted in pairs:
        if name in wanted and abs(Fraction(printed, counted) - 1) > AGREE:
            quantity, one = VOCABULARY[name], show(printed, "parameter", language)
            said.append(
                Text(
                    f"published: {one} as {quantity.label.en} [{published.source}]",
                    f"公布的{quantity.label.zh}:{one} [{published.source}]",
                ).in_(language)
            )
    return said


# ------------------------------------------------------------------------------ FLOPs


def beside_6nd(
    named: Built, result: Result, stated: Mapping[str, Any], language: Language
) -> Result:
    """A result of 6ND with the structure's exact count, and the difference, said beside it."""
    from ..architecture import flops

    if not any(answer.quantity == "training_compute" for answer in result.answers):
        return result
    context = named.structure.context_length or USUAL_SEQUENCE
    sequence = _whole(stated.get("sequence_length")) or min(context, USUAL_SEQUENCE)
    exact = flops(named.structure, 1, sequence)
    per_token = show(exact.per_token, "FLOP", language)
    above, share = float(exact.above_6nd), float(100 * exact.attention_share)
    note = Text(
        f"by the structure of {named.name}, exactly: {per_token} a token at a sequence of "
        f"{sequence:,}, {abs(above):.3g}% {'more' if above >= 0 else 'less'} than 6N "
        f"(attention over the sequence {share:.2g}%, full square; logits counted, lookups not)",
        f"按 {named.name} 的结构精确计算:序列长度 {sequence:,} 时每 token {per_token},比 6N "
        f"{'多' if above >= 0 else '少'} {abs(above):.3g}%(其中序列注意力占 {share:.2g}%,"
        "按完整方阵;计入 logit,不计查表)",
    ).in_(language)
    noted = result.model_copy(update={"warnings": (*result.warnings, note)})
    return noted.model_copy(update={"text": words(noted)})


def _whole(value: object) -> int | None:
    from ..planner import read_given

    if value is None:
        return None
    return int(read_given("sequence_length", value).value)


def size_report(named: Built) -> dict[str, Any]:
    """Every count of a structure, as plain data: what `flopwise size --json` prints."""
    from ..architecture import count

    counts = count(named.structure)
    return {
        "name": named.name,
        "total": counts.total,
        "active": counts.active,
        "active_without_input_embedding": counts.active_without_input,
        "non_embedding": counts.non_embedding,
        "parts": counts.by_part,
        "formulas": {part.key: part.formula_text for part in counts.parts},
        "source": named.source,
    }


def flops_report(work: Flops, name: str) -> dict[str, Any]:
    """Every figure of a step, as plain data: what `flopwise flops --json` prints."""
    return {
        "name": name,
        "batch": work.batch,
        "sequence": work.sequence,
        "attention": work.attention,
        "logits": work.logits,
        "recompute": work.recompute,
        "forward": work.forward,
        "backward": work.backward,
        "total": work.total,
        "hardware": work.hardware,
        "parts": work.by_part,
        "per_token": float(work.per_token),
        "attention_share": float(work.attention_share),
        "percent_above_6nd": float(work.above_6nd),
        "percent_above_6nd_non_embedding": float(work.above_6nd_non_embedding),
    }
