"""Several models, accelerators, laws or plans beside each other, and which one wins.

Each contender is solved on its own, over the whole table, with the inputs that all share. The
first quantity asked decides; lowest wins unless the quantity is one of which more is better.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Annotated, Any

from pydantic import Field

from ..engine.errors import FlopwiseError, InvalidInput, MissingInput
from ..engine.solution import Found
from ..engine.text import Language, Text
from ..planner import Inputs, read_inputs, solve_inputs
from ..vocabulary import VOCABULARY
from .arguments import Arguments, Settings, one_of, read_settings
from .arguments import Language as LanguageArgument
from .figures import answer_of, as_float
from .report import report
from .result import Answer, Assumption, Result
from .words import words

MOST = 12
"""Contenders that one table holds."""

KINDS = {"models": "model", "hardware": "accelerator", "laws": "law"}
"""List arguments, and the input that each of their members is."""

USUAL = {
    "model": ("parameters", "active_parameters", "tokens", "tokens_per_parameter"),
    "accelerator": (
        "peak_flops",
        "memory_per_accelerator",
        "memory_bandwidth",
        "price_per_accelerator_hour",
        "power_per_accelerator",
    ),
    "law": ("parameters", "tokens"),
}
"""What is compared where nothing is asked, by the kind of contender."""

MORE_IS_BETTER = frozenset(
    {"FLOP/s", "byte/s", "token/s"}  # Rates: of anything else less is wanted.
)

Names = Annotated[list[str] | None, Field(max_length=MOST)]


class Case(Arguments):
    """A contender that differs in more than a name."""

    label: Annotated[str, Field(max_length=60, description="what to call it")]
    given: Annotated[Settings, Field(description="its inputs")] = None


class CompareArguments(Arguments):
    """Arguments of `compare`."""

    models: Annotated[Names, Field(description="catalog names")] = None
    hardware: Annotated[Names, Field(description="catalog names of accelerators")] = None
    laws: Annotated[Names, Field(description="scaling laws")] = None
    cases: Annotated[list[Case] | None, Field(max_length=MOST, description="whole plans")] = None
    given: Annotated[Settings, Field(description='inputs of all: "tokens=2T", "mfu=45%"')] = None
    find: Annotated[
        list[str] | None, Field(max_length=8, description="quantities; the first decides")
    ] = None
    best: one_of(("lowest", "highest"), "which wins, if not the usual") = None  # type: ignore[valid-type]
    language: LanguageArgument = None


@dataclass(frozen=True)
class Contender:
    """One column of the table.

    Attributes:
        name: what to call it.
        found: its figures, by quantity.
        sources: where those come from that were not calculated.
        result: of the calculation.
    """

    name: str
    found: Mapping[str, Found]
    sources: Mapping[str, str]
    result: Result


def compare(stated: dict[str, Any], language: Language) -> Result:
    """The contenders beside each other, and the winner by the first quantity.

    Raises:
        MissingInput: fewer than two contenders, or inputs that one of them needs.
        UnknownName: no such model, accelerator or quantity.
        InvalidInput: an input that cannot be read, or too many contenders.
    """
    shared = read_settings(stated.get("given") or (), "given")
    cases = list(_cases(stated))
    if len(cases) < 2:
        raise MissingInput(
            Text("name at least two things to compare", "请至少给出两个要比较的对象"),
            "models",
            ("models", "hardware", "laws", "cases"),
        )
    if len(cases) > MOST:
        raise InvalidInput(Text(f"at most {MOST} at once", f"一次最多比较 {MOST} 个"))
    find = [VOCABULARY[name].name for name in stated.get("find") or ()]
    asked = bool(find)
    if not find:
        find = [name for kind in KINDS.values() if kind in cases[0][1] for name in USUAL[kind]]
    contenders = [_solve(label, {**shared, **own}, find, asked, language) for label, own in cases]
    find = [name for name in find if all(name in c.found for c in contenders)]
    if not find:
        raise MissingInput(
            Text("nothing is known of all of them: say what to compare", "请说明比较什么"),
            "find",
            ("find",),
        )
    return _result(contenders, find, stated.get("best"), asked, language)


def _cases(stated: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each combination of the names given, without a label, then the whole plans."""
    lists = [[(KINDS[kind], name) for name in stated[kind]] for kind in KINDS if stated.get(kind)]
    if lists:
        for combination in product(*lists):
            yield "", dict(combination)
    for case in stated.get("cases") or ():
        yield case["label"], read_settings(case.get("given") or (), case["label"])


def _solve(
    label: str, given: dict[str, str], find: Sequence[str], asked: bool, language: Language
) -> Contender:
    """One contender; what it does not determine is left out, unless it was asked for."""
    inputs = read_inputs(given)
    name = label or ", ".join((*inputs.entities.values(), *inputs.options.values()))
    published = {n: inputs.facts[n] for n in find if n in inputs.facts and n not in inputs.given}
    found = {n: Found(VOCABULARY[n], g.value, g.low, g.high) for n, g in published.items()}
    sources = {n: g.source for n, g in published.items()}
    wanted = [n for n in find if n not in published and _known(n, inputs, name, asked)]
    if not wanted:
        plain = Result(function="compare", status="answered", language=language, given=(name,))
        return Contender(name, found, sources, plain)
    solution = solve_inputs(wanted, inputs)
    result = report("compare", inputs, solution, language)
    found |= {item.quantity.name: item for item in solution.found}
    return Contender(name, found, sources, result)


def _known(quantity: str, inputs: Inputs, name: str, asked: bool) -> bool:
    """Whether it can be found; where it was asked for and cannot, the error says whose it is."""
    try:
        solve_inputs([quantity], inputs)
    except FlopwiseError as error:
        if asked:
            raise error.of(name) from None
        return False
    return True


def _result(
    contenders: Sequence[Contender],
    find: Sequence[str],
    best: str | None,
    asked: bool,
    language: Language,
) -> Result:
    deciding = VOCABULARY[find[0]]
    highest = best == "highest" if best is not None else deciding.unit in MORE_IS_BETTER
    values = [as_float(c.found[find[0]].answer) for c in contenders]
    target = max(values) if highest else min(values)
    winners = [c for c, value in zip(contenders, values, strict=True) if value == target]
    winner = winners[0] if len(winners) == 1 and (asked or best) else None
    result = Result(
        function="compare",
        status="answered",
        language=language,
        answers=tuple(_answers(contenders, find, language)),
        given=tuple(dict.fromkeys(text for c in contenders for text in c.result.given)),
        assumptions=_assumptions(contenders),
        steps=(winner or contenders[0]).result.steps,
        warnings=tuple(dict.fromkeys(text for c in contenders for text in c.result.warnings)),
        verdict=winner.name if winner else None,
    )
    lines = [_why(winner, contenders, values, deciding.label, highest, language)] if winner else []
    return result.model_copy(update={"text": "\n".join([*lines, words(result)])})


def _answers(
    contenders: Sequence[Contender], find: Sequence[str], language: Language
) -> Iterator[Answer]:
    for name in find:
        for contender in contenders:
            answer = answer_of(contender.found[name], language)
            yield answer.model_copy(
                update={
                    "source": contender.sources.get(name),
                    "label": Text(
                        f"{contender.name}: {answer.label}", f"{contender.name}:{answer.label}"
                    ).in_(language),
                }
            )


def _assumptions(contenders: Sequence[Contender]) -> tuple[Assumption, ...]:
    """What all assume once; what one assumes under its name."""
    seen: dict[tuple[str, str], list[tuple[str, Assumption]]] = {}
    for contender in contenders:
        for assumption in contender.result.assumptions:
            key = assumption.name, assumption.display
            seen.setdefault(key, []).append((contender.name, assumption))
    return tuple(
        said[0][1]
        if len(said) == len(contenders)
        else said[0][1].model_copy(
            update={"label": f"{', '.join(name for name, _ in said)}: {said[0][1].label}"}
        )
        for said in seen.values()
    )


def _why(
    winner: Contender,
    contenders: Sequence[Contender],
    values: Sequence[float],
    label: Text,
    highest: bool,
    language: Language,
) -> str:
    """The verdict in one line, with the factor to the next best."""
    own = values[list(contenders).index(winner)]
    others = [v for c, v in zip(contenders, values, strict=True) if c is not winner]
    nearest = max(others) if highest else min(others)
    factor = (own / nearest if highest else nearest / own) if own and nearest else 0.0
    times = f"{factor:.3g}"
    return Text(
        f"{winner.name}: {'highest' if highest else 'lowest'} {label.en}; the next best has "
        + (f"1/{times} of it" if highest else f"{times} times as much"),
        f"{winner.name}:{label.zh}{'最高' if highest else '最低'};次优者为其 "
        + (f"1/{times}" if highest else f"{times} 倍"),
    ).in_(language)
