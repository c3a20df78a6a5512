"""Reading a file of the catalog: what all of them have in common.

A file is TOML: each entry a table of its kind ([[model]]), each maker of entries a [[vendor]].
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from ..engine.errors import DeclarationError
from .entries import NO_VENDOR, Entry, Record, Setting, Vendor
from .names import NameIndex

E = TypeVar("E", bound=Entry)
N = TypeVar("N", bound=Entry | Setting)
R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=Setting)


@dataclass(frozen=True, slots=True)
class Catalog(Generic[E]):
    """Entries of one kind in file order, and the names that find them."""

    entries: tuple[E, ...]
    index: NameIndex[E]


def own(name: str) -> tuple[bytes, str]:
    """A file that ships with flopwise: what it holds, and where it stands."""
    file = files(__package__).joinpath(name)
    return file.read_bytes(), str(file)


def parse(data: bytes, source: str) -> dict[str, Any]:
    """The tables of one file by kind; `source` names it in errors.

    Raises:
        DeclarationError: it is no TOML.
    """
    try:
        # Exact: "3.35e12" is 3350000000000.
        return tomllib.loads(data.decode(), parse_float=Fraction)
    except ValueError as error:
        raise DeclarationError(f"{source}: {error}") from error


def take(tables: dict[str, Any], kind: str, record: type[R], source: str) -> list[R]:
    """The entries of one kind, in file order, out of `tables`.

    Raises:
        DeclarationError: an entry that cannot be read; the error names it and its field.
    """
    entries = tables.pop(kind, [])
    if not isinstance(entries, list):
        raise DeclarationError(f"{source}: write each entry under a double bracket, [[…]]")
    read: list[R] = []
    for number, table in enumerate(entries, start=1):
        try:
            read.append(record.model_validate(table))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            name = table.get("name", number) if isinstance(table, dict) else number
            raise DeclarationError(f"{source}: {name}: {where}: {first['msg']}") from error
    return read


def refuse_others(tables: dict[str, Any], source: str) -> None:
    """What is left of a file that was read.

    Raises:
        DeclarationError: a table is left.
    """
    if tables:
        raise DeclarationError(f"{source}: unknown table {next(iter(tables))!r}")


def by_name(kind: str, entries: Iterable[N], source: str) -> dict[str, N]:
    """Entries of one file by name, in their order.

    Raises:
        DeclarationError: two share a name.
    """
    entries = list(entries)
    named = {entry.name: entry for entry in entries}
    repeated = len(entries) - len(named)
    if repeated:
        raise DeclarationError(f"{source}: {repeated} of its {kind}s share a name")
    return named


def catalog_of(kind: str, entries: Iterable[E], vendors: Sequence[Vendor]) -> Catalog[E]:
    """Entries of one kind, made ready to be looked up.

    Raises:
        DeclarationError: a vendor is unknown, or two entries claim one name.
    """
    entries = tuple(entries)
    known = {NO_VENDOR, *(vendor.name for vendor in vendors)}
    for entry in entries:
        if entry.vendor not in known:
            raise DeclarationError(f"{entry.name}: no [[vendor]] is named {entry.vendor!r}")
    return Catalog(entries, NameIndex(kind, entries, vendors))


def settings_of(record: type[S], kind: str, data: bytes, source: str) -> dict[str, S]:
    """The settings of a file of one kind, by name.

    Raises:
        DeclarationError: an entry that cannot be read, an unknown table, or a name taken twice.
    """
    tables = parse(data, source)
    settings = by_name(kind, take(tables, kind, record, source), source)
    refuse_others(tables, source)
    return settings
