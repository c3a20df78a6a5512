"""The dictionary of unit spellings, made once from units.txt by pint.

pint reads our own file and nothing else: no text from a user reaches it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

UNITS_FILE = Path(__file__).parents[1] / "units.txt"

_DECIMAL = ("kilo", "mega", "giga", "tera", "peta", "exa", "zetta", "yotta")
_BINARY = ("kibi", "mebi", "gibi", "tebi", "pebi")
# The groups of units.txt: which prefixes their members take, and whether Chinese ones too
# (兆瓦 is a megawatt, but 2 兆 token is 2·10¹²).
_GROUPS = {
    "prefixed_counts": (_DECIMAL, False),
    "prefixed_data": (_DECIMAL + _BINARY, True),
    "prefixed_measures": (_DECIMAL, True),
}
_NEVER_ALONE = frozenset({"F"})  # PF, TF
# "FLOPS" is meant as a rate and as a count: whichever fits is taken, the first for want of better.
_COUNT_OR_RATE = {"FLOP": "FLOP_per_second", "FLOP_per_second": "FLOP"}
_MIN_ANY_CASE = 3  # shorter spellings are read only in their own case: Gb, GB, PF, kW
_BITS_OR_BYTES = re.compile(r"[a-zA-Z]?i?[bB](?:/s|[pP][sS])?")
# What a base dimension is called in Dimension's exponents, and its base unit
BASE_UNITS = {
    "FLOP": "FLOP", "parameter": "parameter", "token": "token", "time": "s",
    "accelerator": "accelerator", "byte": "byte", "energy": "J", "carbon": "kgCO2e",
    "USD": "USD", "CNY": "CNY", "EUR": "EUR", "GBP": "GBP",
}  # fmt: skip


@dataclass(frozen=True)
class Dimension:
    """Exponents over the base dimensions, sorted by name; () is a plain number."""

    exponents: tuple[tuple[str, Fraction], ...] = ()

    def __mul__(self, other: Dimension) -> Dimension:
        """The dimension of a product."""
        merged = dict(self.exponents)
        for name, exponent in other.exponents:
            merged[name] = merged.get(name, Fraction(0)) + exponent
        return Dimension(tuple(sorted((n, e) for n, e in merged.items() if e)))

    def __pow__(self, power: Fraction | int) -> Dimension:
        """The dimension of a power."""
        if not power:
            return Dimension()
        return Dimension(tuple((n, e * power) for n, e in self.exponents))

    def __truediv__(self, other: Dimension) -> Dimension:
        """The dimension of a quotient."""
        return self * other**-1

    def exponent(self, name: str) -> Fraction:
        """The exponent of one base dimension."""
        return dict(self.exponents).get(name, Fraction(0))

    def __str__(self) -> str:
        """The base unit that it is counted in, "USD/(accelerator*s)"; "1" for a plain number."""
        return self._text

    @functools.cached_property
    def _text(self) -> str:
        above = [_power(n, e) for n, e in self.exponents if e > 0]
        below = [_power(n, -e) for n, e in self.exponents if e < 0]
        text = "*".join(above) or "1"
        if (text, below) == ("J", ["s"]):
            return "W"
        if below:
            text += "/" + (below[0] if len(below) == 1 else f"({'*'.join(below)})")
        return text


def _power(name: str, exponent: Fraction) -> str:
    """One factor of a dimension's text."""
    unit = BASE_UNITS.get(name, name)
    return unit if exponent == 1 else f"{unit}^{exponent}"


@dataclass(frozen=True, eq=False)
class Spelled:
    """A unit of the file, with its prefix. Each exists once, so that it is compared by identity.

    Attributes:
        name: how flopwise writes it ("GB").
        kind: its name in units.txt ("byte"), without prefix.
        factor: to base units.
        dimension: its dimension.
    """

    name: str
    kind: str
    factor: Fraction
    dimension: Dimension

    @functools.cached_property
    def is_time(self) -> bool:
        """Whether it measures time."""
        return self.dimension.exponents == (("time", Fraction(1)),)


@dataclass(frozen=True)
class Dictionary:
    """Spellings and what they mean, best first; `longest` by first character."""

    exact: dict[str, tuple[Spelled, ...]]
    any_case: dict[str, tuple[Spelled, ...]]
    longest: dict[str, int]

    def look_up(self, spelling: str) -> tuple[Spelled, ...]:
        """The units spelled so."""
        found = self.exact.get(spelling)
        if found is None and len(spelling) >= _MIN_ANY_CASE:
            if _BITS_OR_BYTES.fullmatch(spelling) and not spelling.islower():
                return ()  # Gb/s is not GB/s
            found = self.any_case.get(spelling.lower())
        return found or ()


@functools.cache
def dictionary() -> Dictionary:
    """The dictionary of all spellings."""
    exact: dict[str, tuple[Spelled, ...]] = {}
    folded: dict[str, set[tuple[Spelled, ...]]] = {}
    longest: dict[str, int] = {}
    for spelling, unit in _spellings():
        exact[spelling] = (*exact.get(spelling, ()), unit)
    exact = {spelling: _with_alike(spelling, units, exact) for spelling, units in exact.items()}
    for spelling, units in exact.items():
        folded.setdefault(spelling.lower(), set()).add(units)
        for first in {spelling[0], spelling[0].lower(), spelling[0].upper()}:
            longest[first] = max(longest.get(first, 0), len(spelling))
    any_case = {
        spelling: min(choices, key=lambda units: _bits_last(units, spelling))
        for spelling, choices in folded.items()
    }
    return Dictionary(exact, any_case, longest)


def _bits_last(units: tuple[Spelled, ...], spelling: str) -> tuple[bool, str]:
    """Which of two spellings one means that differ in case only: gbps is bits, gib is bytes."""
    kind = units[0].kind
    wanted = "bit" if spelling.endswith("bps") else "byte"
    return not kind.startswith(wanted), units[0].name


def _with_alike(
    spelling: str, units: tuple[Spelled, ...], exact: dict[str, tuple[Spelled, ...]]
) -> tuple[Spelled, ...]:
    """`units`, and for FLOPS the other thing that people mean by it."""
    first = units[0]
    other = _COUNT_OR_RATE.get(first.kind)
    if other is None or not spelling.lower().endswith(("flops", "flop")) or spelling == "FLOP":
        return units
    name = first.name.removesuffix("/s") if other == "FLOP" else first.name + "/s"
    return (*units, *(unit for unit in exact.get(name, ()) if unit.kind == other))


def _spellings() -> Iterator[tuple[str, Spelled]]:
    """Every spelling with its unit, prefixed ones included."""
    registry = _registry()
    groups = {
        member: _GROUPS[group]
        for group in _GROUPS
        for member in registry.get_group(group, create_if_needed=False).members
    }
    aliases: dict[str, list[str]] = {}
    for alias in registry:
        name = registry.get_name(alias, True)
        aliases.setdefault(name, []).extend(_variants(alias, name))
    for name, spelled in aliases.items():
        symbol = registry.get_symbol(name, True)
        plain = Spelled(symbol, name, *_in_base(registry, name))
        yield from ((text, plain) for text in spelled if text not in _NEVER_ALONE)
        prefixes, chinese = groups.get(name, ((), False))
        for prefix in prefixes:
            marks = _Marks.of(registry, prefix)
            unit = Spelled(
                marks.latin[0] + _PREFIXED_SYMBOL.get(symbol, symbol),
                name,
                plain.factor * marks.factor,
                plain.dimension,
            )
            for text in spelled:
                yield from ((mark + text, unit) for mark in marks.before(text, chinese))


def _registry() -> Any:
    """Pint's registry of our file; importing pint takes 75 ms, so only when a unit is needed."""
    import pint

    return pint.UnitRegistry(
        str(UNITS_FILE), non_int_type=Fraction, case_sensitive=True, cache_folder=None
    )


def _in_base(registry: Any, name: str) -> tuple[Fraction, Dimension]:
    """A unit's exact factor to base units, and its dimension."""
    from pint.util import UnitsContainer

    unit = UnitsContainer({name: 1})
    factor = registry.get_root_units(unit)[0]
    dimension = tuple(
        sorted(
            (base.strip("[]"), Fraction(exponent))
            for base, exponent in registry.get_dimensionality(unit).items()
        )
    )
    return Fraction(factor), Dimension(dimension)


def _variants(alias: str, name: str) -> Iterator[str]:
    """The spellings that an alias of the file stands for."""
    if alias == name and "_" in alias:
        return  # pint's own name, which nobody writes
    yield alias.replace("_", " ")
    if "_" in alias:
        yield alias.replace("_", "-")


# A unit's symbol as it stands after a prefix, where it differs: GB, but byte
_PREFIXED_SYMBOL = {"byte": "B"}


@dataclass(frozen=True)
class _Marks:
    """How a prefix is written: k and kilo before Latin spellings, 千 before Chinese ones."""

    word: str
    factor: Fraction
    latin: tuple[str, ...]
    chinese: tuple[str, ...]

    @classmethod
    def of(cls, registry: Any, prefix: str) -> _Marks:
        """The marks that the file gives a prefix."""
        record = registry._prefixes[prefix]
        marks = (record.symbol, *record.aliases)
        return cls(
            prefix,
            Fraction(record.value),
            tuple(mark for mark in marks if mark.isascii()),
            tuple(mark for mark in marks if not mark.isascii()),
        )

    def before(self, text: str, chinese: bool) -> tuple[str, ...]:
        """The marks that people put before a spelling."""
        if not text.isascii():
            return self.chinese if chinese else ()
        if " " in text or "-" in text:
            return (self.word,)
        return self.latin if len(text) == 1 else (*self.latin, self.word)
