"""Quantizations and grids: entries that give one figure each, found by name.

Covered: the true bits of a stored weight or cached value, and the carbon of a kilowatt-hour.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from pydantic import Field, model_validator

from ..engine.errors import InvalidInput
from ..engine.text import Text
from .entries import NO_VENDOR, Entry, Exact, Month, Record, Source, Vendor, Whole
from .facts import Fact, whole_or_fraction
from .names import NameMatch
from .tables import Catalog, by_name, catalog_of, own, parse, refuse_others, take

JOULES_PER_KWH = 3_600_000


class Group(Record):
    """Weights that share a scale, and perhaps a zero point.

    Attributes:
        bits: of one weight.
        size: how many weights share them.
        scale_bits: of one scale.
        zero_bits: of one zero point; none where there is none.
        outer_size: how many scales share a scale of their own, or none.
        outer_bits: of one such outer scale.
    """

    bits: Exact
    size: Whole
    scale_bits: Whole
    zero_bits: Whole | None = None
    outer_size: Whole | None = None
    outer_bits: Whole | None = None

    @model_validator(mode="after")
    def _outer_is_whole(self) -> Group:
        if (self.outer_size is None) != (self.outer_bits is None):
            raise ValueError("outer_size and outer_bits belong together")
        return self

    def bits_per_weight(self) -> Fraction:
        """Bits of one weight with its part of scale and zero point."""
        scale = Fraction(self.scale_bits + (self.zero_bits or 0))
        if self.outer_size is not None and self.outer_bits is not None:
            scale += Fraction(self.outer_bits, self.outer_size)
        return self.bits + scale / self.size


class Block(Record):
    """Weights that stand together in a file."""

    weights: Whole
    bytes: Whole


class Quantization(Entry):
    """A way of storing weights, or cached keys and values.

    Attributes:
        bits: of a plain data type.
        group: of weights that share a scale.
        block: as a file lays it out.
        measured: the average over a model whose tensors differ.
        cache: whether engines offer it for the KV cache too.
        source: where the figure stands.
        date: year and month of the source.
        note: what a reader should know, or none.
    """

    bits: Exact | None = None
    group: Group | None = None
    block: Block | None = None
    measured: Exact | None = None
    cache: bool = False
    source: Source
    date: Month
    note: str | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Quantization:
        forms = [self.bits, self.group, self.block, self.measured]
        if sum(form is not None for form in forms) != 1:
            raise ValueError("give one of bits, group, block, measured")
        return self

    def own_bits(self) -> Fraction:
        """Bits of one weight without its part of scales and zero points."""
        return Fraction(self.group.bits) if self.group is not None else self.bits_per_weight()

    def bits_per_weight(self) -> Fraction:
        """Bits of one weight, all counted."""
        if self.group is not None:
            return self.group.bits_per_weight()
        if self.block is not None:
            return Fraction(8 * self.block.bytes, self.block.weights)
        figure = self.bits or self.measured
        assert figure is not None
        return figure

    def facts(self) -> dict[str, Fact]:
        """What the solver may be given for weights."""
        return {"bits_per_weight": self._fact(self.bits_per_weight())}

    def cache_facts(self) -> dict[str, Fact]:
        """What the solver may be given for cached keys and values.

        Raises:
            InvalidInput: no engine keeps the cache so.
        """
        if not self.cache:
            raise InvalidInput(
                Text(
                    f"{self.name} is a format for weights, not for the KV cache: "
                    f"give fp16, bf16, fp8, int8 or another plain type",
                    f"{self.name} 是权重格式,不用于 KV 缓存:请给出 fp16、bf16、fp8、int8 等类型",
                )
            )
        return {"kv_bytes": self._fact(self.bits_per_weight() / 8)}

    def _fact(self, value: Fraction) -> Fact:
        return Fact(whole_or_fraction(value), self.source, note=self.note)


class Grid(Entry):
    """The electricity of a country or region.

    Attributes:
        grams_per_kwh: g CO2e of one kilowatt-hour, the year's average.
        year: of that average.
        source: who published it.
    """

    vendor: str = NO_VENDOR
    grams_per_kwh: Exact
    year: int = Field(ge=2015, le=2035)
    source: Source

    def facts(self) -> dict[str, Fact]:
        """What the solver may be given: kgCO2e a joule."""
        value = self.grams_per_kwh / 1000 / JOULES_PER_KWH
        return {"carbon_intensity": Fact(value, self.source, note=f"average of {self.year}")}


E = TypeVar("E", bound=Entry)


@lru_cache(maxsize=1)
def _quantizations() -> Catalog[Quantization]:
    return read_catalog("quantization", Quantization, *own("quantizations.toml"))


@lru_cache(maxsize=1)
def _grids() -> Catalog[Grid]:
    return read_catalog("grid", Grid, *own("grids.toml"))


def quantizations() -> tuple[Quantization, ...]:
    """All quantizations and data types, in file order."""
    return _quantizations().entries


def grids() -> tuple[Grid, ...]:
    """All grids, in file order."""
    return _grids().entries


def find_quantization(name: str) -> Quantization:
    """The quantization or data type that `name` means: "q4_k_m", "AWQ", "bf16", "4-bit".

    Raises:
        UnknownName: there is none; the error offers the nearest names.
    """
    return _quantizations().index.find(name)


def find_grid(name: str) -> Grid:
    """The grid that `name` means: "France", "US", "中国".

    Raises:
        UnknownName: there is none; the error offers the nearest names.
    """
    return _grids().index.find(name)


def scan_quantizations(text: str) -> list[NameMatch[Quantization]]:
    """Quantizations named in free text, in order, without overlaps."""
    return _quantizations().index.scan(text)


def scan_grids(text: str) -> list[NameMatch[Grid]]:
    """Grids named in free text, in order, without overlaps."""
    return _grids().index.scan(text)


def read_catalog(kind: str, record: type[E], data: bytes, source: str) -> Catalog[E]:
    """The entries of one file; `source` names it in errors.

    Raises:
        DeclarationError: an entry that cannot be read, an unknown table or vendor, a name taken
            twice.
    """
    tables = parse(data, source)
    vendors = take(tables, "vendor", Vendor, source)
    entries = by_name(kind, take(tables, kind, record, source), source).values()
    refuse_others(tables, source)
    return catalog_of(kind, entries, vendors)
