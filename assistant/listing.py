"""The catalog on a terminal: tables that fit its width, one entry in full, or JSON."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from rich.text import Text as Line

from ..tools.catalog import (
    Accelerator,
    Model,
    find_accelerator,
    find_model,
    search_accelerators,
    search_models,
)
from ..tools.catalog.entries import UNCHECKED
from ..tools.catalog.facts import Fact
from ..tools.engine.errors import UnknownName
from ..tools.engine.showing import show
from ..tools.engine.sources import cited
from ..tools.engine.text import Language, Text
from ..tools.planner import model_facts, published_facts
from .layout import GAP, Row, aligned, console, cut, width_of, write

E = TypeVar("E", Accelerator, Model)
FOUND, NOT_FOUND = 0, 1
FAINT, STRONG, CAUTION = "dim", "bold", "yellow"
LISTS = Text("; {} lists them all", ";{} 可列出全部")
RUMOUR = Text("? a rumour: its maker has confirmed nothing", "? 传闻:厂商从未证实")


@dataclass(frozen=True)
class Column(Generic[E]):
    """One column of a table.

    Attributes:
        title: its heading.
        cell: what it says of an entry.
        rank: the narrower the terminal, the fewer ranks are shown; 1 always is.
        right: whether its figures end together.
    """

    title: Text
    cell: Callable[[E, Language], str]
    rank: int
    right: bool = True


def _amount(value: Fraction | int | None, unit: str, language: Language) -> str:
    """In reading units, without the second form that `show` sets beside it."""
    if value is None:
        return ""
    return re.sub(r"\s?[(（].*$", "", show(value, unit, language))


def _count(value: int | None, unit: str, language: Language) -> str:
    """Without the noun, which the heading says: "7.242B"."""
    shown = _amount(value, unit, language)
    return re.sub(r"\s*(parameters?|tokens?|参数|个参数)$", "", shown)


def _peak(entry: Accelerator, language: Language) -> str:
    return _amount(entry.facts()["peak_flops"].value, "FLOP/s", language)


def _price(entry: Accelerator, language: Language) -> str:
    price = entry.price
    return f"${float(price.low):g}–{float(price.high):g}" if price else ""


ACCELERATOR_COLUMNS: tuple[Column[Accelerator], ...] = (
    Column(Text("Name", "名称"), lambda e, _: e.name, 1, right=False),
    Column(Text("Vendor", "厂商"), lambda e, _: e.vendor, 7, right=False),
    Column(Text("Year", "年份"), lambda e, _: str(e.release_year), 6),
    Column(Text("Peak bf16", "bf16 峰值"), _peak, 1),
    Column(Text("Memory", "显存"), lambda e, s: _amount(e.memory_bytes, "byte", s), 2),
    Column(Text("Bandwidth", "带宽"), lambda e, s: _amount(e.memory_bandwidth, "byte/s", s), 3),
    Column(Text("Power", "功耗"), lambda e, s: _amount(e.tdp_w, "W", s), 5),
    Column(Text("USD/hour", "美元/时"), _price, 4),
    Column(Text("as of", "价格日期"), lambda e, _: e.price.date if e.price else "", 4),
)


def _published(entry: Model, value: int | None, unit: str, language: Language) -> str:
    """A figure of a model; one that its maker has not confirmed with a question mark."""
    shown = _count(value, unit, language)
    return shown + "?" if shown and entry.status == "rumour" else shown


def _parameters(entry: Model, language: Language) -> str:
    return _published(entry, entry.size.parameters, "parameter", language)


def _active(entry: Model, language: Language) -> str:
    return _published(entry, entry.size.active_parameters, "parameter", language)


def _tokens(entry: Model, language: Language) -> str:
    tokens = entry.training.tokens if entry.training else None
    return _published(entry, tokens, "token", language)


def _shape(entry: Model, language: Language) -> str:
    facts = model_facts(entry)
    sides = [facts[name].value for name in ("layers", "hidden_size") if name in facts]
    return " × ".join(map(str, sides)) if len(sides) == 2 else ""


MODEL_COLUMNS: tuple[Column[Model], ...] = (
    Column(Text("Name", "名称"), lambda e, _: e.name, 1, right=False),
    Column(Text("Vendor", "厂商"), lambda e, _: e.vendor, 6, right=False),
    Column(Text("Date", "日期"), lambda e, _: e.date, 3),
    Column(Text("Parameters", "参数量"), _parameters, 1),
    Column(Text("Active", "激活"), _active, 4),
    Column(Text("Tokens", "token 数"), _tokens, 2),
    Column(Text("Layers × hidden", "层数 × 维度"), _shape, 5),
)


def show_accelerators(filter: str, as_json: bool, language: Language) -> int:
    """Print the accelerators that `filter` names; all of them where it is empty."""
    try:
        found = search_accelerators(filter) or [find_accelerator(filter)]
    except UnknownName as error:
        return _none_found(error, as_json, language)
    return _print(found, filter, ACCELERATOR_COLUMNS, as_json, language)


def show_models(filter: str, as_json: bool, language: Language) -> int:
    """Print the models that `filter` names; all of them where it is empty, oldest first."""
    try:
        found = search_models(filter) or [find_model(filter)]
        found.sort(key=lambda model: (model.date, model.size.parameters))
    except UnknownName as error:
        return _none_found(error, as_json, language)
    return _print(found, filter, MODEL_COLUMNS, as_json, language)


def _none_found(error: UnknownName, as_json: bool, language: Language) -> int:
    if as_json:
        print("[]")
    told = error.in_(language)
    if not error.nearest:
        told += LISTS.in_(language).format(f"flopwise {error.kind}s")
    print(f"flopwise: {told}", file=sys.stderr)
    return NOT_FOUND


def _print(
    found: Sequence[E],
    filter: str,
    columns: Sequence[Column[E]],
    as_json: bool,
    language: Language,
) -> int:
    if as_json:
        print(json.dumps([_plain(entry) for entry in found], ensure_ascii=False, indent=2))
    elif len(found) == 1 and filter:
        _print_entry(found[0], language)
    else:
        _print_table(found, columns, language)
    return FOUND


def _print_table(entries: Sequence[E], columns: Sequence[Column[E]], language: Language) -> None:
    """As many columns as the width has room for, most important ones first."""
    out = console()
    table = {
        column: [Line(column.title.in_(language), FAINT)]
        + [Line(column.cell(e, language), STRONG if column.rank == 1 else "") for e in entries]
        for column in columns
    }
    for rank in range(max(column.rank for column in columns), 0, -1):
        shown = [column for column in columns if column.rank <= rank]
        rows: list[Row] = list(zip(*(table[column] for column in shown), strict=True))
        if width_of(rows) <= out.width:
            break
    room = width_of(rows) - out.width
    if room > 0:
        longest = max(row[0].cell_len for row in rows)
        rows = [(cut(name, longest - room), *others) for name, *others in rows]
    right = [index for index, column in enumerate(shown) if column.right]
    write(out, aligned(rows, right))
    if any(cell.plain.endswith("?") for row in rows for cell in row):
        write(out, [Line(), Line(RUMOUR.in_(language), CAUTION)])


def _print_entry(entry: Accelerator | Model, language: Language) -> None:
    """Every fact of one entry with its source, and what must be said of it."""
    from ..tools.vocabulary import VOCABULARY

    out = console()
    year = entry.release_year if isinstance(entry, Accelerator) else entry.date
    write(out, [Line.assemble((entry.name, "bold green"), f"  {entry.vendor}, {year}")])
    if isinstance(entry, Model) and entry.warning:
        write(out, [Line(f"! {entry.warning.in_(language)}", CAUTION)])
    by_source: dict[str, list[Row]] = {}
    facts = published_facts(entry) if isinstance(entry, Model) else entry.facts()
    for name, fact in facts.items():
        quantity = VOCABULARY[name]
        value = show(fact.value, quantity.unit, language, shown_as=quantity.shown_as)
        if fact.low is not None:
            value = cited(fact.note, language) if fact.note else value
        doubt = "" if fact.low is not None else _doubt(fact, language)
        row = (Line(quantity.label.in_(language)), Line(value, STRONG), Line(doubt, FAINT))
        by_source.setdefault(fact.source, []).append(row)
    width = max(row[0].cell_len for rows in by_source.values() for row in rows)
    for source, rows in by_source.items():
        for label, *_ in rows:
            label.pad_right(width - label.cell_len)
        write(out, [Line(), *aligned(rows)])
        write(out, [Line(cited(source, language), FAINT)], GAP)
    if entry.note:
        write(out, [Line(), Line(entry.note, FAINT)])


def _doubt(fact: Fact, language: Language) -> str:
    mark = Text("unchecked", "未核对").in_(language)
    return cited((fact.note or "").replace(UNCHECKED, mark), language)


def _plain(value: Any) -> Any:
    """An entry as JSON knows it: exact numbers as integers or decimals, empty fields left out."""
    if isinstance(value, Text):
        return value._asdict()
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items() if item not in ((), None)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    return value
