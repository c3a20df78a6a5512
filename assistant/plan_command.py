"""`flopwise plan`: a plan from a sentence or a file, shown, written, or beside another one."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from ..tools.engine.errors import InvalidInput, MissingInput
from ..tools.engine.text import Language, Text
from ..tools.functions.arguments import read_settings
from ..tools.functions.plan import make_plan
from ..tools.functions.plan_record import Plan
from ..tools.functions.report import refusal
from .direct import known_name
from .errors import UsageError, one_line
from .plan_page import (
    COLUMNS,
    GIVEN,
    KEPT,
    as_csv,
    as_json_text,
    as_markdown,
    print_beside,
    print_page,
)
from .reply import language_of

if TYPE_CHECKING:
    from .offline.reader import Reader

MADE, NOT_MADE = 0, 1
WRITERS = {".json": as_json_text, ".md": as_markdown, ".csv": as_csv}
EXAMPLE = "flopwise plan 'plan a run for $1M on H100s'"


def show_plan(
    words: Sequence[str],
    settings: Sequence[str],
    output: str | None,
    as_json: bool,
    compare: bool,
    language: Language | None,
) -> int:
    """Print a plan, write it, or set several beside each other.

    Args:
        words: a sentence, or plan files.
        settings: "mfu=0.45": inputs that are changed.
        output: a file to write: .json, .md or .csv.
        as_json: print plain data.
        compare: set the plan beside what it was before the settings.
        language: of the plan; that of the sentence or file if none.

    Returns:
        0, or 1 where what is given fixes no run.

    Raises:
        UsageError: no plan can be meant; a file is none, or cannot be written.
    """
    changed = {known_name(n): v for n, v in read_settings(settings, "--set").items()}
    if output is not None and Path(output).suffix not in WRITERS:
        raise UsageError(
            Text(
                f"{output}: name a file that ends in {', '.join(WRITERS)}",
                f"{output}:文件名应以 {'、'.join(WRITERS)} 结尾",
            )
        )
    spoken = language or language_of(" ".join(words))
    try:
        plans = _plans(words, changed, compare, language)
    except (MissingInput, InvalidInput) as error:
        if as_json:
            print(refusal("plan", error, spoken).model_dump_json(indent=2))
            return NOT_MADE
        print(f"flopwise: {error.in_(spoken)}", file=sys.stderr)
        return NOT_MADE
    if output is not None:
        if len(plans) > 1:
            raise UsageError(Text("-o writes one plan, not several", "-o 只写出一个方案"))
        _write(plans[0][1], Path(output).expanduser())
    elif as_json:
        _print_json([plan for _, plan in plans])
    elif len(plans) > 1:
        print_beside(plans)
    else:
        print_page(plans[0][1])
    return MADE


@dataclass(frozen=True)
class _Asked:
    """One plan that is meant.

    Attributes:
        name: what to call it.
        inputs: what it is made from.
        language: of its texts.
        kept: the plan itself, where a file held it.
    """

    name: str
    inputs: Mapping[str, str]
    language: Language
    kept: Plan | None = None

    def plan(self, changed: Mapping[str, str]) -> Plan:
        """The plan, with some of its inputs changed or added."""
        if self.kept is not None and not changed:
            return self.kept
        return make_plan({**self.inputs, **changed}, self.language)


def _plans(
    words: Sequence[str], changed: Mapping[str, str], compare: bool, language: Language | None
) -> list[tuple[str, Plan]]:
    """The plans that are meant, with what to call each."""
    asked = _asked(words, language)
    before = [(each.name, each.plan({})) for each in asked] if compare or not changed else []
    if not changed:
        return before
    said = ", ".join(f"{name}={value}" for name, value in changed.items())
    names = [said if len(asked) == 1 else f"{each.name} {said}" for each in asked]
    return [*before, *zip(names, (each.plan(changed) for each in asked), strict=True)]


def _asked(words: Sequence[str], language: Language | None) -> list[_Asked]:
    """What the words name: plan files, or a sentence.

    Raises:
        UsageError: they name nothing, or what is no plan.
    """
    from .offline.language import language_of as language_in

    if words and all(word.casefold().endswith(tuple(WRITERS)) for word in words):
        short = [Path(name).name for name in words]
        names = short if len(set(short)) == len(words) else words
        plans = [(n, read_plan(Path(w).expanduser())) for n, w in zip(names, words, strict=True)]
        return [
            _Asked(name, p.inputs, language or p.language, p if language in (None, p.language)
                   else None)
            for name, p in plans
        ]  # fmt: skip
    sentence = " ".join(words)
    if not sentence.strip():
        raise UsageError(Text(f"say what to plan: {EXAMPLE}", f"请说明要规划什么:{EXAMPLE}"))
    spoken = language or language_in(sentence)
    return [_Asked(GIVEN.in_(spoken), read_request(sentence), spoken)]


def read_request(sentence: str) -> dict[str, str]:
    """The inputs in a sentence, as the offline model reads them.

    Raises:
        UsageError: it names a thing that the catalog lacks, or an amount whose meaning is unclear.
    """
    from .offline.tokens import tidy

    given: dict[str, str] = {}
    for case in _reader().cases((tidy(sentence),)):
        if case.unknown is not None:
            kind, name = case.unknown
            raise UsageError(
                Text(f"the catalog has no {kind} {name}", f"目录中没有 {name}"),
            )
        if case.unplaced:
            amount = case.unplaced[0].amount.text
            raise UsageError(
                Text(
                    f"{amount} has no clear meaning here: write as in 30 days, $1M, a 7B model",
                    f"「{amount}」含义不清:请写成 30 天、100 万美元、70 亿参数这样",
                )
            )
        given |= {name: value.text for name, value in case.given.items()}
        named = (
            ("accelerator", case.accelerators[:1]),
            ("model", case.models[:1]),
            ("dtype", case.formats[:1]),
            ("grid", (case.grid,) if case.grid else ()),
        )
        given |= {kind: names[0] for kind, names in named if names}
        given |= {name: value for name, value in case.choices.items() if name != "fit"}
    if "model" in given and "parameters" in given:
        del given["model"]  # The stated size is planned; the name is what it is likened to.
    return given


@lru_cache(maxsize=1)
def _reader() -> Reader:
    from ..tools.vocabulary import VOCABULARY
    from .offline.lexicon import Lexicon
    from .offline.reader import Reader

    return Reader(Lexicon(VOCABULARY))


def read_plan(file: Path) -> Plan:
    """A plan that was written to a file; from Markdown and CSV it is made again.

    Raises:
        UsageError: the file cannot be read, or holds no plan.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        detail = one_line(getattr(error, "strerror", None) or error)
        raise UsageError(
            Text(f"{file} cannot be read: {detail}", f"无法读取 {file}:{detail}")
        ) from None
    try:
        if file.suffix.casefold() == ".json":
            return Plan.model_validate_json(text)
        inputs, language = _inputs_of_csv(text) if file.suffix == ".csv" else _inputs_of_page(text)
    except ValueError:  # pydantic's own is one.
        raise UsageError(
            Text(
                f"{file} is no plan: write one with {EXAMPLE} -o {file.name}",
                f"{file} 不是方案文件:可用 {EXAMPLE} -o {file.name} 生成",
            )
        ) from None
    return make_plan(inputs, language)


class _Kept(BaseModel):
    """What a Markdown page was made from."""

    inputs: dict[str, str]
    language: Language


def _inputs_of_page(text: str) -> tuple[dict[str, str], Language]:
    """What a Markdown page was made from; ValueError where it holds no plan."""
    found = KEPT.search(text)
    if found is None:
        raise ValueError("no plan")
    kept = _Kept.model_validate_json(found[1])
    return kept.inputs, kept.language


def _inputs_of_csv(text: str) -> tuple[dict[str, str], Language]:
    """What a table was made from; ValueError where it holds no plan."""
    rows = csv.DictReader(io.StringIO(text))
    if rows.fieldnames is None or tuple(rows.fieldnames) != COLUMNS:
        raise ValueError("no plan")
    given = [row for row in rows if row["section"] == "input"]
    language = next((row["display"] for row in given if row["quantity"] == "language"), "en")
    inputs = {row["quantity"]: row["display"] for row in given if row["quantity"] != "language"}
    if not inputs:
        raise ValueError("no inputs")
    return inputs, "zh" if language == "zh" else "en"


def _write(plan: Plan, file: Path) -> None:
    try:
        file.write_text(WRITERS[file.suffix](plan), encoding="utf-8")
    except OSError as error:
        detail = one_line(error.strerror or error)
        raise UsageError(
            Text(f"{file} cannot be written: {detail}", f"无法写入 {file}:{detail}")
        ) from error
    print(Text(f"written: {file}", f"已写入:{file}").in_(plan.language))


def _print_json(plans: Sequence[Plan]) -> None:
    texts = [plan.model_dump_json(indent=2) for plan in plans]
    print(texts[0] if len(texts) == 1 else "[" + ",\n".join(texts) + "]")
