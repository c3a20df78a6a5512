"""Reading one argument: a number in the base unit, or a text with scale and unit."""

from __future__ import annotations

import math
import re
import unicodedata
from fractions import Fraction

from .errors import UnreadableAmount
from .numerals import MAX_EXPONENT, fold
from .scanning import Amount, Reading, scan
from .showing import readable
from .text import Text
from .unit_names import Dimension
from .units import Unit, dimension_of, find_unit

MAX_LENGTH = 200
_MAX_BITS = 3400  # an integer of about a thousand digits
_ABOUT = re.compile(
    r"^(?:~|≈|about\s|around\s|approximately\s|approx\.?\s|roughly\s|ca\.?\s|大约|大概|约|約)\s*",
    re.IGNORECASE,
)
_RANGE_WORDS = re.compile(r"^(?:from|从|從)\s*", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:左右|之间|之間|上下)$")
_DIVISION = re.compile(r"(-?[0-9]{1,40}(?:\.[0-9]{1,40})?)\s*/\s*([0-9]{1,40}(?:\.[0-9]{1,40})?)")
_TIMES = re.compile(r"(?<=[0-9])\s*[x×]$")
_ONE_WORD = {"一": "1", "二": "2", "两": "2", "one": "1", "a": "1"}
_COUNTED = frozenset({"parameter", "token", "accelerator"})
_RENTS = frozenset({"USD/(accelerator*s)", "USD/s"})
_HOUR = Fraction(3600)
_OTHER_MONEY = {
    "CNY": ("yuan (CNY)", "人民币"), "EUR": ("euros", "欧元"), "GBP": ("pounds", "英镑"),
}  # fmt: skip
_NOUNS = {
    "FLOP": ("an amount of compute", "计算量"),
    "FLOP/s": ("a compute rate", "计算速率"),
    "parameter": ("a number of parameters", "参数量"),
    "token": ("a number of tokens", "token 数"),
    "token/s": ("a token rate", "token 速率"),
    "s": ("a time", "时间"),
    "accelerator": ("a number of accelerators", "加速卡数量"),
    "accelerator*s": ("accelerator-time", "卡时"),
    "byte": ("a size in bytes", "字节数"),
    "byte/s": ("a bandwidth", "带宽"),
    "USD": ("an amount of money", "金额"),
    "USD/(accelerator*s)": ("a price per accelerator-hour", "每卡时价格"),
    "USD/s": ("a price per time", "单位时间价格"),
    "USD/token": ("a price per token", "每 token 价格"),
    "USD/J": ("a price per energy", "电价"),
    "J": ("an energy", "能量"),
    "W": ("a power", "功率"),
    "kgCO2e": ("a mass of CO2", "碳排放量"),
    "1": ("a plain number", "纯数"),
}


def read_amount(value: str | int | float | Fraction, base_unit: str, name: Text) -> Reading:
    """The reading of one argument in its base unit.

    Args:
        value: a number in the base unit, or a text: "80 GiB", "2T", "$2/GPU-hour", 三十天.
        base_unit: the unit to read it in.
        name: what the quantity is called, for messages.

    Raises:
        UnreadableAmount: it is no amount, or not one in this unit; the text says what would do.
    """
    if isinstance(value, str):
        return _Argument(value, base_unit, name).read()
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        raise _refusal(name, str(value), base_unit, Text("is not a number", "不是数"))
    if isinstance(value, float):
        if not math.isfinite(value):
            raise _refusal(name, str(value), base_unit, Text("is not finite", "不是有限的数"))
        # the shortest text of a float is what was meant: 0.4 is 2/5
        return Reading(Fraction(repr(value)), text=repr(value))
    exact = Fraction(value)
    if max(exact.numerator.bit_length(), exact.denominator.bit_length()) > _MAX_BITS:
        raise _refusal(name, "…", base_unit, Text("is too large a number", "数值过大"))
    return Reading(exact, text=str(value))


def _refusal(name: Text, shown: str, base_unit: str, why: Text) -> UnreadableAmount:
    """One line: which quantity, what was given, what is wrong, what would do."""
    example = readable(base_unit).example
    shown = shown if len(shown) <= 60 else shown[:57] + "…"
    return UnreadableAmount(
        Text(
            f"{name.en}: {shown!r} {why.en}; write for example {example!r}",
            f"{name.zh}:「{shown}」{why.zh};可以写成「{example}」",
        )
    )


class _Argument:
    """One text to be read whole."""

    def __init__(self, text: str, base_unit: str, name: Text) -> None:
        self.text = text
        self.base_unit = base_unit
        self.name = name
        self.wanted = dimension_of(base_unit)

    def read(self) -> Reading:
        """Its reading."""
        self._check_form()
        stripped = self.text.strip()
        plain = _AFTER.sub("", _RANGE_WORDS.sub("", _ABOUT.sub("", stripped)))
        plain = _ONE_WORD.get(plain.lower(), plain)
        if self.wanted == Dimension():
            if division := _DIVISION.fullmatch(fold(plain)):
                return self._divided(Fraction(division[1]), Fraction(division[2]))
            plain = _TIMES.sub("", plain)
        return self._of_amount(self._only_amount(plain))

    def _check_form(self) -> None:
        """Refuse what cannot be an amount before any work is done on it."""
        if len(self.text) > MAX_LENGTH:
            raise self._refuse(
                "is too long a text for an amount", "作为数量过长", self.text[:20] + "…"
            )
        if any(unicodedata.category(c) in ("Cc", "Cs") for c in self.text):
            clean = "".join(c if c.isprintable() else "?" for c in self.text)
            raise self._refuse("contains control characters", "含有控制字符", clean)
        if not self.text.strip():
            raise self._refuse("is empty", "是空的")

    def _refuse(self, en: str, zh: str, shown: str | None = None) -> UnreadableAmount:
        """The error for this argument."""
        return _refusal(
            self.name, self.text.strip() if shown is None else shown, self.base_unit, Text(en, zh)
        )

    def _divided(self, above: Fraction, below: Fraction) -> Reading:
        """A plain fraction: "1/20"."""
        if not below:
            raise self._refuse("divides by zero", "除以零")
        return Reading(above / below, text=self.text)

    def _only_amount(self, plain: str) -> Amount:
        """The one amount that is the whole text."""
        folded = fold(plain)
        amounts = scan(folded, plain, whole=True)
        if not amounts:
            raise self._refuse(
                f"cannot be read as an amount (numbers up to 1e{MAX_EXPONENT} are read)",
                f"无法读成数量(最大读到 1e{MAX_EXPONENT})",
            )
        first = amounts[0]
        lead = folded[: first.start]
        if not first.percent and _between(lead) and first.low is not None:
            lead = ""
        rest = plain[first.end :] if not lead.strip() else lead
        if rest.strip():
            rest = rest.strip()[:40]
            raise self._refuse(
                f"is not one amount: {rest!r} is not understood", f"不是单个数量:看不懂「{rest}」"
            )
        return first

    def _of_amount(self, amount: Amount) -> Reading:
        """The amount in the base unit."""
        reading = (
            self._by_the_hour(amount) or amount.in_base(self.base_unit) or self._per_thing(amount)
        )
        if reading is None:
            raise self._misfit(amount)
        return Reading(reading.value, reading.low, reading.high, self.text)

    def _by_the_hour(self, amount: Amount) -> Reading | None:
        """The reading of "$2", or "2", as a rent: it is agreed by the hour."""
        if self.base_unit not in _RENTS or amount.percent:
            return None
        unit = amount.units[0] if amount.units else find_unit("USD")
        is_money = unit.dimension == dimension_of("USD")
        return amount.times(unit.factor / _HOUR) if is_money else None

    def _per_thing(self, amount: Amount) -> Reading | None:
        """The reading where a counted thing goes without saying, or is said for nothing.

        "16 bytes" does for bytes per parameter, "14 GFLOP/token" for the compute of a token,
        "4096 tokens" for a sequence length. A price per thing never does: its "per" is the point.
        """
        for unit in amount.units:
            extra = unit.dimension / self.wanted
            if extra.exponents and all(
                name in _COUNTED and abs(power) == 1 for name, power in extra.exponents
            ):
                return None if _is_money(unit.dimension) else amount.times(unit.factor)
        return None

    def _misfit(self, amount: Amount) -> UnreadableAmount:
        """Why an amount does not fit the base unit."""
        if amount.percent:
            return self._refuse(
                f"is a percentage, but this is counted in {self.base_unit}",
                f"是百分比,而这里以 {self.base_unit} 计",
            )
        if not amount.units:  # "7B" of bytes
            return self._refuse(
                "could be bytes or billions of bytes; write 'bytes' or 'GB'",
                "可能是字节,也可能是十亿;请写「字节」或「GB」",
            )
        if amount.is_in_bits(self.base_unit):
            return self._bits(amount)
        unit = amount.units[0]
        for currency, (en, zh) in _OTHER_MONEY.items():
            if unit.dimension.exponent(currency):
                return self._refuse(
                    f"is in {en} and no exchange rate is known: give the amount in USD",
                    f"是{zh}金额,没有汇率:请给出美元金额",
                )
        return self._other_dimension(unit)

    def _bits(self, amount: Amount) -> UnreadableAmount:
        """Why "80 Gb" is refused: ten gigabytes, or a slip for eighty."""
        letter = amount.text.strip()[-2]
        number = amount.text.strip()[: -2 if letter != "i" else -3].strip()
        spelled = amount.text.strip()[len(number) :].strip()
        eighth = Fraction(amount.value) / 8
        shown = str(eighth.numerator) if eighth.denominator == 1 else f"{float(eighth):g}"
        big = spelled[:-1] + "B"
        return UnreadableAmount(
            Text(
                f"{self.name.en}: {self.text.strip()!r} is in bits ({spelled}: {shown} {big}); "
                f"write '{number} {big}' or '{shown} {big}'",
                f"{self.name.zh}:「{self.text.strip()}」的单位是比特({spelled},即 {shown} {big});"
                f"请写「{number} {big}」或「{shown} {big}」",
            )
        )

    def _other_dimension(self, unit: Unit) -> UnreadableAmount:
        """A unit of another dimension: both are named."""
        en, zh = _NOUNS.get(str(unit.dimension), (f"in {unit.name}", f"以 {unit.name} 计"))
        return self._refuse(
            f"is {en}; {self.name.en} is counted in {self.base_unit}",
            f"是{zh};{self.name.zh}以 {self.base_unit} 计",
        )


def _is_money(dimension: Dimension) -> bool:
    """Whether a currency takes part."""
    return any(dimension.exponent(currency) for currency in ("USD", *_OTHER_MONEY))


_BETWEEN = re.compile(r"\s*(?:between|介于|介於)\s*", re.IGNORECASE)


def _between(lead: str) -> bool:
    """Whether only "between" stands before a range."""
    return bool(_BETWEEN.fullmatch(lead))
