"""Amounts as people read them: 3 to 4 digits and a fitting unit, in English and Chinese.

One table of reading units; what it prints, `read_amount` reads back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .figures import figure, millions, money, money_zh, power_of, round_to
from .text import Language

_MAX_POWER = 5000  # beyond it even the digits of an exact value are not worth writing


@dataclass(frozen=True)
class ReadingUnit:
    """One unit that a quantity is read in.

    Attributes:
        size: in base units.
        form: the text, "{}" for the figure; "(s)" is dropped after 1.
        least: the smallest figure that this unit is used for.
        figure: writes the figure where plain digits would not do (money).
    """

    size: Fraction
    form: str
    least: Fraction = Fraction(1)
    figure: Callable[[Fraction], str] | None = None


@dataclass(frozen=True)
class Readable:
    """How amounts in one base unit are read.

    Attributes:
        en: reading units in English, largest first.
        zh: reading units in Chinese, largest first.
        whole_to: whole figures below it are written in full, however many digits.
        beside: a second form for parentheses ("74.5 GiB"), from the value.
        example: what one might write for it.
    """

    en: tuple[ReadingUnit, ...]
    zh: tuple[ReadingUnit, ...]
    example: str
    whole_to: int = 10_000
    beside: Callable[[Fraction], str] | None = None

    def units(self, language: Language) -> tuple[ReadingUnit, ...]:
        """Reading units in `language`."""
        return self.zh if language == "zh" else self.en


# ---------------------------------------------------------------------------------- table

_PREFIXES = (("Y", 24), ("Z", 21), ("E", 18), ("P", 15), ("T", 12), ("G", 9), ("M", 6), ("k", 3))


def _sizes(*units: tuple[Fraction | int | str, str]) -> tuple[ReadingUnit, ...]:
    """Reading units from (size, form), largest first."""
    return tuple(ReadingUnit(Fraction(size), form) for size, form in units)


def _prefixed(
    symbol: str, largest: str, plain: str | None = None, before: str = ""
) -> tuple[ReadingUnit, ...]:
    """A symbol with the decimal prefixes from `largest` down, and without one."""
    prefixes = _PREFIXES[[p for p, _ in _PREFIXES].index(largest) :]
    return _sizes(
        *((10**power, f"{before}{{}} {prefix}{symbol}") for prefix, power in prefixes),
        (1, before + (plain or f"{{}} {symbol}")),
    )


def _counted(
    en: str, en_one: str, zh: str
) -> tuple[tuple[ReadingUnit, ...], tuple[ReadingUnit, ...]]:
    """Counts, in M, B and T; in Chinese in 万, 亿 and 万亿."""
    gap = "" if zh.startswith(" ") else " "
    return (
        _sizes(
            (10**12, "{}T " + en), (10**9, "{}B " + en), (10**6, "{}M " + en), (1, "{} " + en_one)
        ),
        _sizes(
            (10**12, "{} 万亿" + zh),
            (10**8, "{} 亿" + zh),
            (10**4, "{} 万" + zh),
            (1, "{}" + gap + zh),
        ),
    )


def _gibibytes(value: Fraction) -> str:
    """The binary form of a number of bytes."""
    for name, power in (("PiB", 50), ("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)):
        if value >= 2**power:
            return f"{figure(value / 2**power)} {name}"
    return ""


def _prefixed_flops(value: Fraction) -> str:
    """FLOP with a prefix, where one fits."""
    for prefix, power in _PREFIXES[:-1]:
        if value >= 10**power:
            read = value / 10**power
            return f"{figure(read)} {prefix}FLOP" if read < 1000 else ""
    return ""


_HOUR, _KWH, _MILLION = Fraction(3600), Fraction(3_600_000), Fraction(1_000_000)
_TIMES = (("year(s)", "年", 31_536_000), ("day(s)", "天", 86_400), ("hour(s)", "小时", 3_600),
          ("minute(s)", "分钟", 60), ("s", "秒", 1), ("ms", "毫秒", Fraction(1, 10**3)),
          ("µs", "微秒", Fraction(1, 10**6)), ("ns", "纳秒", Fraction(1, 10**9)))  # fmt: skip


def _same(*units: ReadingUnit) -> tuple[tuple[ReadingUnit, ...], tuple[ReadingUnit, ...]]:
    """Reading units that both languages use."""
    return units, units


def _price(
    size: Fraction, en: str, zh: str
) -> tuple[tuple[ReadingUnit, ...], tuple[ReadingUnit, ...]]:
    """A price per something: "$2.00 per accelerator-hour", 每卡时 2 美元."""
    return (
        (ReadingUnit(size, f"${{}} per {en}", figure=money),),
        (ReadingUnit(size, f"{zh} {{}} 美元", figure=money_zh),),
    )


def _one(
    en: str, zh: str, size: Fraction = Fraction(1)
) -> tuple[tuple[ReadingUnit, ...], tuple[ReadingUnit, ...]]:
    """A single reading unit, worded in each language."""
    return (ReadingUnit(size, en),), (ReadingUnit(size, zh),)


TABLE: dict[str, Readable] = {
    "parameter": Readable(
        *_counted("parameters", "parameter(s)", "参数"), example="7B", whole_to=10**6
    ),
    "token": Readable(*_counted("tokens", "token(s)", " token"), example="2T", whole_to=10**6),
    "token/s": Readable(
        *_counted("tokens/s", "token(s)/s", " token/s"), example="15k tokens/s", whole_to=10**6
    ),
    "FLOP": Readable(
        *_one("{} FLOP", "{} FLOP"), example="8.4e22 FLOP", whole_to=10**6, beside=_prefixed_flops
    ),
    "FLOP/s": Readable(*_same(*_prefixed("FLOP/s", "Y")), example="989 TFLOP/s"),
    "s": Readable(
        _sizes(*((size, "{} " + en) for en, _, size in _TIMES)),
        _sizes(*((size, "{} " + zh) for _, zh, size in _TIMES)),
        example="30 days",
    ),
    "accelerator": Readable(
        _sizes((10**6, "{}M accelerators"), (1, "{} accelerator(s)")),
        _sizes((10**6, "{} 百万张卡"), (1, "{} 张卡")),
        example="64",
        whole_to=10**6,
    ),
    "accelerator*s": Readable(
        _sizes(
            (_HOUR * 10**12, "{}T accelerator-hours"),
            (_HOUR * 10**9, "{}B accelerator-hours"),
            (_HOUR * 10**6, "{}M accelerator-hours"),
            (_HOUR, "{} accelerator-hour(s)"),
        ),
        _sizes((_HOUR * 10**8, "{} 亿卡时"), (_HOUR * 10**4, "{} 万卡时"), (_HOUR, "{} 卡时")),
        example="50,000 GPU-hours",
    ),
    "byte": Readable(
        _prefixed("B", "E", "{} byte(s)"),
        _prefixed("B", "E", "{} 字节"),
        example="80 GB",
        beside=_gibibytes,
    ),
    "byte/s": Readable(*_same(*_prefixed("B/s", "E")), example="3.35 TB/s"),
    "byte/parameter": Readable(
        *_one("{} byte(s) per parameter", "每参数 {} 字节"), example="2 bytes/parameter"
    ),
    "byte/token": Readable(
        _prefixed("B per token", "T", "{} byte(s) per token"),
        _prefixed("B", "T", "{} 字节", before="每 token "),
        example="160 kB/token",
        beside=_gibibytes,
    ),
    "USD": Readable(
        (
            ReadingUnit(Fraction(10**12), "${}T", figure=millions),
            ReadingUnit(Fraction(10**9), "${}B", figure=millions),
            ReadingUnit(Fraction(10**6), "${}M", least=Fraction(10), figure=millions),
            ReadingUnit(Fraction(1), "${}", figure=money),
        ),
        (
            ReadingUnit(Fraction(10**8), "{} 亿美元"),
            ReadingUnit(Fraction(10**4), "{} 万美元"),
            ReadingUnit(Fraction(1), "{} 美元", figure=money_zh),
        ),
        example="$100k",
    ),
    "USD/(accelerator*s)": Readable(
        *_price(1 / _HOUR, "accelerator-hour", "每卡时"), example="$2/GPU-hour"
    ),
    "USD/token": Readable(
        *_price(1 / _MILLION, "million tokens", "每百万 token"), example="$0.50 per million tokens"
    ),
    "USD/s": Readable(*_price(1 / _HOUR, "hour", "每小时"), example="$20/hour"),
    "USD/J": Readable(*_price(1 / _KWH, "kWh", "每度电"), example="$0.08/kWh"),
    "J": Readable(
        (
            ReadingUnit(_KWH * 10**6, "{} GWh"),
            ReadingUnit(_KWH * 10**3, "{} MWh"),
            ReadingUnit(_KWH, "{} kWh", least=Fraction(1, 10)),
            ReadingUnit(Fraction(1), "{} J"),
        ),
        (
            ReadingUnit(_KWH * 10**8, "{} 亿度电"),
            ReadingUnit(_KWH * 10**4, "{} 万度电"),
            ReadingUnit(_KWH, "{} 度电", least=Fraction(1, 10)),
            ReadingUnit(Fraction(1), "{} J"),
        ),
        example="500 kWh",
    ),
    "J/token": Readable(*_one("{} J per token", "每 token {} J"), example="0.5 J/token"),
    "FLOP/byte": Readable(*_one("{} FLOP/byte", "{} FLOP/byte"), example="295 FLOP/byte"),
    "token/parameter": Readable(
        *_one("{} token(s) per parameter", "每参数 {} token"), example="20"
    ),
    "W": Readable(*_same(*_prefixed("W", "G")), example="700 W"),
    "kgCO2e": Readable(
        _sizes((1000, "{} t CO2e"), (1, "{} kg CO2e"), (Fraction(1, 1000), "{} g CO2e")),
        _sizes(
            (1000, "{} 吨二氧化碳当量"),
            (1, "{} 公斤二氧化碳当量"),
            (Fraction(1, 1000), "{} 克二氧化碳当量"),
        ),
        example="25 t CO2e",
    ),
    "kgCO2e/J": Readable(
        *_one("{} kg CO2e per kWh", "每度电 {} 公斤二氧化碳当量", 1 / _KWH), example="0.4 kg/kWh"
    ),
    "1": Readable(*_one("{}", "{}"), example="0.4", whole_to=10**6),
}


def readable(unit: str) -> Readable:
    """How amounts in a base unit are read; plainly where the table has no entry."""
    return TABLE.get(unit) or Readable(*_one(f"{{}} {unit}", f"{{}} {unit}"), example=f"1 {unit}")


# ------------------------------------------------------------------------------- showing


def show(value: Any, unit: str, language: Language, *, shown_as: str | None = None) -> str:
    """`value`, in a base unit, as people read it: 3 to 4 digits and a fitting unit.

    Args:
        value: a Fraction, an integer, a float, an mpmath or a SymPy number.
        unit: the base unit that it is in.
        language: "en" or "zh".
        shown_as: "percent", "ratio" or "count" (a whole number in full) where the unit does not
            tell.
    """
    exact = _exact(value)
    if exact is None:
        return _unshowable(value) if unit == "1" else f"{_unshowable(value)} {unit}"
    sign, size = "-" if exact < 0 else "", abs(exact)
    if shown_as == "percent":
        return f"{sign}{figure(size * 100)}%"
    if shown_as == "ratio":
        return f"{sign}{figure(size)}" + (" 倍" if language == "zh" else "×")
    table = readable(unit)
    if shown_as == "count" and size.denominator == 1 and _power_or_zero(size) < 30:
        text = _worded(f"{int(size):,}", table.units(language)[-1].form)
    else:
        text = _in_units(size, table, language)
    if table.beside and (second := table.beside(size)):
        text += f" ({sign}{second})"
    return _with_sign(text, sign)


def _unshowable(value: Any) -> str:
    """What no reading unit serves: infinities, and numbers of thousands of digits."""
    try:
        return str(value)
    except ValueError:  # Python writes no integer of over 4300 digits
        return f"{'-' if value < 0 else ''}1e{_MAX_POWER}+"


def _in_units(size: Fraction, table: Readable, language: Language) -> str:
    """A value that is not negative, in the first reading unit that it fills."""
    units = table.units(language)
    if size:
        fitting = (unit for unit in units if _fills(size / unit.size, unit.least))
    else:  # 0 s, not 0 ns.
        fitting = (unit for unit in units if unit.size == 1)
    unit = next(fitting, units[-1])
    read = size / unit.size
    text = unit.figure(read) if unit.figure else figure(read, table.whole_to)
    return _worded(text, unit.form)


def _fills(read: Fraction, least: Fraction) -> bool:
    """Whether a value, as it is shown, is a reading unit or more."""
    return read >= least or (2 * read > least and round_to(read) >= least)


def _worded(written: str, form: str) -> str:
    """The form with its figure, in the singular after 1."""
    return form.format(written).replace("(s)", "" if written == "1" else "s")


def _with_sign(text: str, sign: str) -> str:
    """A minus before the figure, or before the dollar sign."""
    if not sign:
        return text
    for place, char in enumerate(text):
        if char.isdecimal() or char == "$":
            return text[:place] + sign + text[place:]
    return sign + text


def _power_or_zero(value: Fraction) -> int:
    """The power of ten of a value that may be zero."""
    return power_of(value) if value else 0


def _exact(value: Any) -> Fraction | None:
    """The number as a fraction; none if it is no finite number, or beyond all reading."""
    try:
        if isinstance(value, int | float | Fraction):
            exact = Fraction(value)
        elif hasattr(value, "p") and hasattr(value, "q"):  # a SymPy rational
            exact = Fraction(int(value.p), int(value.q))
        else:  # mpmath and SymPy floats print all their digits
            number = Decimal(str(value))
            if number.is_finite() and abs(number.adjusted()) > _MAX_POWER:
                return None  # a fraction of so many digits takes minutes
            exact = Fraction(number)
    except (ValueError, TypeError, ArithmeticError):
        return None
    bits = max(exact.numerator.bit_length(), exact.denominator.bit_length())
    return exact if bits < 4 * _MAX_POWER else None
