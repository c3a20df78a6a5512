"""Reading the catalog files, once, and looking things up in them.

Each function takes further TOML files of the same form: an entry there replaces the built-in one
of the same name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar, overload

from pydantic import ValidationError

from ..engine.errors import DeclarationError
from .entries import Accelerator, Entry, Model, Record, Vendor
from .names import NameIndex, NameMatch

E = TypeVar("E", bound=Entry)
R = TypeVar("R", bound=Record)
Kind = Literal["accelerator", "model"]
Paths = tuple[Path, ...]


def accelerators(extra: Paths = ()) -> tuple[Accelerator, ...]:
    """All accelerators, in file order."""
    return _accelerators(extra).entries


def models(extra: Paths = ()) -> tuple[Model, ...]:
    """All models, in file order."""
    return _models(extra).entries


def find_accelerator(name: str, extra: Paths = ()) -> Accelerator:
    """The accelerator that `name` means: "H100", "a100-40gb", "昇腾910B".

    Raises:
        UnknownName: there is none; the error offers the nearest names.
    """
    return _accelerators(extra).index.find(name)


def find_model(name: str, extra: Paths = ()) -> Model:
    """The model that `name` means: "llama3 8b", "gpt3", "源1.0".

    Raises:
        UnknownName: there is none; the error offers the nearest names.
    """
    return _models(extra).index.find(name)


@overload
def scan_names(
    text: str, kind: Literal["accelerator"], extra: Paths = ()
) -> list[NameMatch[Accelerator]]: ...
@overload
def scan_names(text: str, kind: Literal["model"], extra: Paths = ()) -> list[NameMatch[Model]]: ...
def scan_names(
    text: str, kind: Kind, extra: Paths = ()
) -> list[NameMatch[Accelerator]] | list[NameMatch[Model]]:
    """The names of one kind in free English or Chinese text, in order, without overlaps."""
    if kind == "accelerator":
        return _accelerators(extra).index.scan(text)
    return _models(extra).index.scan(text)


@dataclass(frozen=True, slots=True)
class _Catalog(Generic[E]):
    entries: tuple[E, ...]
    index: NameIndex[E]


@lru_cache(maxsize=8)
def _accelerators(extra: Paths) -> _Catalog[Accelerator]:
    return _read("accelerator", Accelerator, extra)


@lru_cache(maxsize=8)
def _models(extra: Paths) -> _Catalog[Model]:
    return _read("model", Model, extra)


def _read(kind: Kind, record: type[E], extra: Paths) -> _Catalog[E]:
    entries: dict[str, E] = {}
    vendors: list[Vendor] = []
    own = files(__package__).joinpath(f"{kind}s.toml")
    for source in (own, *extra):
        tables = _parse(source.read_text(encoding="utf-8"), str(source))
        vendors += _records(Vendor, tables.pop("vendor", []), str(source))
        read = _records(record, tables.pop(kind, []), str(source))
        if tables:
            raise DeclarationError(f"{source}: unknown table {next(iter(tables))!r}")
        repeated = len(read) - len({entry.name for entry in read})
        if repeated:
            raise DeclarationError(f"{source}: {repeated} of its {kind}s share a name")
        entries |= {entry.name: entry for entry in read}
    _check_vendors(entries.values(), vendors)
    return _Catalog(tuple(entries.values()), NameIndex(kind, entries.values(), vendors))


def _parse(text: str, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Fraction)  # Exact: "3.35e12" is 3350000000000.
    except ValueError as error:
        raise DeclarationError(f"{source}: {error}") from error


def _records(record: type[R], tables: Any, source: str) -> list[R]:
    if not isinstance(tables, list):
        raise DeclarationError(f"{source}: write each entry under a double bracket, [[…]]")
    read: list[R] = []
    for number, table in enumerate(tables, start=1):
        try:
            read.append(record.model_validate(table))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            name = table.get("name", number) if isinstance(table, dict) else number
            raise DeclarationError(f"{source}: {name}: {where}: {first['msg']}") from error
    return read


def _check_vendors(entries: Iterable[Entry], vendors: Iterable[Vendor]) -> None:
    known = {vendor.name for vendor in vendors}
    for entry in entries:
        if entry.vendor not in known:
            raise DeclarationError(f"{entry.name}: no [[vendor]] is named {entry.vendor!r}")
