"""Reading the catalog files, once, and looking things up in them.

A user's own file (`own_files`) extends them, checked as they are: an entry there replaces the
built-in one of the same name, and a [[price]] the price of an accelerator.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar, overload

import platformdirs

from .entries import Accelerator, Entry, Model, Price, Vendor
from .names import NameMatch
from .tables import Catalog, by_name, catalog_of, own, parse, refuse_others, take

E = TypeVar("E", bound=Entry)
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


def search_accelerators(text: str, extra: Paths | None = None) -> list[Accelerator]:
    """The accelerators with each word of `text` in a name of theirs or their vendor's."""
    return _accelerators(_own(extra)).index.search(text)


def search_models(text: str, extra: Paths | None = None) -> list[Model]:
    """The models with each word of `text` in a name of theirs or their vendor's."""
    return _models(_own(extra)).index.search(text)


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


@lru_cache(maxsize=8)
def _accelerators(extra: Paths) -> Catalog[Accelerator]:
    return _read("accelerator", Accelerator, extra)


@lru_cache(maxsize=8)
def _models(extra: Paths) -> Catalog[Model]:
    return _read("model", Model, extra)


def _read(kind: Kind, record: type[E], extra: Paths) -> Catalog[E]:
    entries: dict[str, E] = {}
    vendors: list[Vendor] = []
    prices: list[Price] = []
    for data, source in (own(f"{kind}s.toml"), *((p.read_bytes(), str(p)) for p in extra)):
        tables = parse(data, source)
        vendors += take(tables, "vendor", Vendor, source)
        prices += take(tables, "price", Price, source)
        entries |= by_name(kind, take(tables, kind, record, source), source)
        for other in KINDS:
            tables.pop(other, None)
        refuse_others(tables, source)
    catalog = catalog_of(kind, entries.values(), vendors)
    if prices and kind == "accelerator":
        for price in prices:
            entry = catalog.index.find(price.accelerator)
            entries[entry.name] = entry.model_copy(update={"price": price})
        catalog = catalog_of(kind, entries.values(), vendors)
    return catalog
