"""Published facts of a catalog entry, with their sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field

from ..catalog import find_accelerator, find_model
from ..catalog.facts import Fact
from ..catalog.formats import Grid, Quantization, find_grid, find_quantization
from ..engine.errors import MissingInput, UnknownName
from ..engine.solution import Found
from ..engine.sources import cited
from ..engine.text import Language, Text
from ..planner import MEASURED, published_facts
from ..vocabulary import VOCABULARY
from .arguments import Amount, Arguments, list_of, one_of
from .arguments import Language as LanguageArgument
from .figures import answer_of
from .result import Answer, Result
from .words import words

FORMATS: Mapping[str, Callable[[str], Quantization | Grid]] = {
    "quantization": find_quantization,
    "grid": find_grid,
}
SOLD = ("accelerator", "model")
KINDS = (*SOLD, *FORMATS)
FACTS = (
    *(q.name for q in VOCABULARY if q.entity in SOLD),
    *MEASURED,
    "bits_per_weight",
    "carbon_intensity",
)


class LookUpArguments(Arguments):
    """Arguments of `look_up`."""

    kind: one_of(KINDS, "which catalog") = None  # type: ignore[valid-type]
    name: Annotated[
        str, Field(max_length=120, description="as people write it, e.g. H100, llama 3 8b")
    ]
    facts: list_of(FACTS, "e.g. parameters, tokens, peak_flops; all if null") = None  # type: ignore[valid-type]
    dtype: Annotated[Amount, Field(description="data type of the peak, bf16 unless said")] = None
    language: LanguageArgument = None


def look_up(stated: dict[str, Any], language: Language) -> Result:
    """Facts of one catalog entry.

    Raises:
        UnknownName: no such entry; the nearest ones are offered.
        MissingInput: the entry does not hold a fact that was asked for.
    """
    entry_name, facts, warning = _facts_of(stated)
    wanted = stated.get("facts") or list(facts)
    absent = [name for name in wanted if name not in facts]
    if absent:
        label = VOCABULARY[absent[0]].label
        raise MissingInput(
            Text(
                f"the catalog holds no {label.en} of {entry_name}: not published, or not found",
                f"目录中没有 {entry_name} 的{label.zh}:未公布或未找到",
            ),
            absent[0],
            (),
        )
    result = Result(
        function="look_up",
        status="answered",
        language=language,
        answers=tuple(_answer(name, facts[name], language) for name in wanted),
        given=(entry_name,),
        warnings=(warning.in_(language),) if warning else (),
    )
    text = f"{entry_name}\n{words(result)}"
    if not stated.get("facts"):
        # Nothing in particular was asked: the facts are told, none is an answer.
        result = result.model_copy(update={"answers": ()})
    return result.model_copy(update={"text": text})


def _facts_of(stated: Mapping[str, Any]) -> tuple[str, Mapping[str, Fact], Text | None]:
    kind, name = str(stated.get("kind")), stated["name"]
    if kind in FORMATS:
        entry = FORMATS[kind](name)
        return entry.name, entry.facts(), None
    if kind != "model":
        try:
            accelerator = find_accelerator(name)
            return accelerator.name, accelerator.facts(stated.get("dtype") or "bf16"), None
        except UnknownName:
            if kind == "accelerator":
                raise
    model = find_model(name)
    return model.name, published_facts(model), model.warning


def _answer(name: str, fact: Fact, language: Language) -> Answer:
    found = Found(VOCABULARY[name], Fraction(fact.value), fact.low, fact.high)
    note = f" ({fact.note})" if fact.note else ""
    source = cited(fact.source + note, language)
    return answer_of(found, language).model_copy(update={"source": source})
