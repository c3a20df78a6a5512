"""Reading the catalog files, once, and looking things up in them.

A user's own file (`own_files`) extends them, checked as they are: an entry there replaces the
built-in one of the same name, and a [[price]] the price of an accelerator.
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

import platformdirs
from pydantic import ValidationError

from ..engine.errors import DeclarationError
from .entries import Accelerator, Entry, Model, Price, Record, Vendor
from .names import NameIndex, NameMatch

E = TypeVar("E", bound=Entry)
R = TypeVar("R", bound=Record)
Kind = Literal["accelerator", "model"]
KINDS: tuple[Kind, ...] = ("accelerator", "model")
Paths = tuple[Path, ...]


def own_files() -> Paths:
    """The user's own entries: catalog.toml in flopwise's configuration folder, where it exists."""
    path = platformdirs.user_config_path("flopwise") / "catalog.toml"
    return (path,) if path.is_file() else ()


def _own(extra: Paths | None) -> Paths:
    return own_files() if extra is None else extra


def accelerators(extra: Paths | None = None) -> tuple[Accelerator, ...]:
    """All accelerators, in file order."""
    return _accelerators(_own(extra)).entries


def models(extra: Paths | None = None) -> tuple[Model, ...]:
    """All models, in file order."""
    return _models(_own(extra)).entries


def find_accelerator(name: str, extra: Paths | None = None) -> Accelerator:
    """The accelerator that `name` means: "H100", "a100-40gb", "昇腾910B".

    Raises:
        UnknownName: there is none; the error offers the nearest names.
    """
    return _accelerators(_own(extra)).index.find(name)


def find_model(name: str, extra: Paths | None = None) -> Model:
    """The model that `name` means: "llama3 8b", "gpt3", "源1.0".

    Raises:
        UnknownName: there is none; the error offers the nearest names.
    """
    return _models(_own(extra)).index.find(name)


@overload
def scan_names(
    text: str, kind: Literal["accelerator"], extra: Paths | None = None
) -> list[NameMatch[Accelerator]]: ...
@overload
def scan_names(
    text: str, kind: Literal["model"], extra: Paths | None = None
) -> list[NameMatch[Model]]: ...
def scan_names(
    text: str, kind: Kind, extra: Paths | None = None
) -> list[NameMatch[Accelerator]] | list[NameMatch[Model]]:
    """The names of one kind in free English or Chinese text, in order, without overlaps."""
    if kind == "accelerator":
        return _accelerators(_own(extra)).index.scan(text)
    return _models(_own(extra)).index.scan(text)


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
    prices: list[Price] = []
    own = files(__package__).joinpath(f"{kind}s.toml")
    for source in (own, *extra):
        tables = _parse(source.read_bytes(), str(source))
        vendors += _records(Vendor, tables.pop("vendor", []), str(source))
        read = _records(record, tables.pop(kind, []), str(source))
        prices += _records(Price, tables.pop("price", []), str(source))
        for other in KINDS:
            tables.pop(other, None)
        if tables:
            raise DeclarationError(f"{source}: unknown table {next(iter(tables))!r}")
        repeated = len(read) - len({entry.name for entry in read})
        if repeated:
            raise DeclarationError(f"{source}: {repeated} of its {kind}s share a name")
        entries |= {entry.name: entry for entry in read}
    _check_vendors(entries.values(), vendors)
    index = NameIndex(kind, entries.values(), vendors)
    if prices and kind == "accelerator":
        for price in prices:
            entry = index.find(price.accelerator)
            entries[entry.name] = entry.model_copy(update={"price": price})
        index = NameIndex(kind, entries.values(), vendors)
    return _Catalog(tuple(entries.values()), index)


def _parse(data: str | bytes, source: str) -> dict[str, Any]:
    try:
        text = data if isinstance(data, str) else data.decode()
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
