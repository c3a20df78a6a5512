"""Units: what a spelling means, exactly, in English and Chinese.

Covers single units (from units.txt) and what people compose of them: products (GPU-hour, 卡时,
PF-day), quotients ("/", "per", "an hour", 每) and a count below the line ("per million tokens").
The result is always in flopwise's base units.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from .errors import UnknownName
from .names import nearest
from .numerals import fold, read_number, scale_factor
from .unit_names import Dimension, Spelled, dictionary

__all__ = ["Dimension", "Unit", "dimension_of", "find_unit", "match_units"]

MAX_UNIT_LENGTH = 100
_MAX_FACTORS = 3
_MAX_DIVISIONS = 3


@dataclass(frozen=True)
class Unit:
    """A unit of measurement.

    Attributes:
        name: how flopwise writes it: "GB/s", "USD/(accelerator*hour)".
        factor: what one of it is in base units, exactly.
        dimension: exponents over the base dimensions.
    """

    name: str
    factor: Fraction
    dimension: Dimension


ONE = Unit("1", Fraction(1), Dimension())


@functools.lru_cache(maxsize=4096)
def find_unit(text: str) -> Unit:
    """The unit that the whole of `text` names.

    Raises:
        UnknownName: no unit is written so.
    """
    stripped = fold(text).strip()
    if stripped in ("", "1"):
        return ONE
    if len(stripped) <= MAX_UNIT_LENGTH:
        for unit, end in match_folded(stripped, 0, whole=True):
            if end == len(stripped):
                return unit
    known = [name for name in dictionary().exact if len(name) > 1 or not name.isascii()]
    raise UnknownName("unit", text.strip(), nearest(stripped, known))


def match_units(text: str, position: int) -> list[tuple[Unit, int]]:
    """The units whose spelling begins at `position`, each with its end, longest first.

    Spaces before it are passed over. A spelling that means several things gives several
    candidates of the same length, the likeliest first: "FLOPS" is FLOP/s, then FLOP.
    """
    begin = max(0, position - 1)
    window = fold(text[begin : position + MAX_UNIT_LENGTH])
    return [(unit, end + begin) for unit, end in match_folded(window, position - begin)]


@functools.lru_cache(maxsize=256)
def dimension_of(base_unit: str) -> Dimension:
    """The dimension of a base unit, "USD/(accelerator*s)"."""
    return find_unit(base_unit).dimension


# ------------------------------------------------------------------------------- grammar
#
# expression = product { per [count] product }
# product    = factor { joiner factor }
# factor     = a spelling of the dictionary, or "(" product ")" below the line


@dataclass(frozen=True)
class _Parts:
    """A unit being read: what stands above and below the line."""

    above: tuple[Spelled, ...] = ()
    below: tuple[Spelled, ...] = ()
    count: Fraction = Fraction(1)

    def unit(self) -> Unit:
        """The finished unit."""
        if len(self.above) == 1 and not self.below:
            return _single(self.above[0])
        return _compose(self.above, self.below, self.count)


@functools.lru_cache(maxsize=4096)
def _single(spelled: Spelled) -> Unit:
    """A unit of one spelling."""
    return Unit(spelled.name, spelled.factor, spelled.dimension)


@functools.lru_cache(maxsize=4096)
def _compose(above: tuple[Spelled, ...], below: tuple[Spelled, ...], count: Fraction) -> Unit:
    """The unit of a product over a product."""
    factor, dimension = 1 / count, Dimension()
    for part in above:
        factor, dimension = factor * part.factor, dimension * part.dimension
    for part in below:
        factor, dimension = factor / part.factor, dimension / part.dimension
    divisor = [part.name for part in below]
    if count != 1:
        divisor.insert(0, str(count))
    name = "*".join(part.name for part in above) or "1"
    if divisor:
        name += "/" + (divisor[0] if len(divisor) == 1 else f"({'*'.join(divisor)})")
    return Unit(name, factor, dimension)


# Spellings too short, or too common as words, to be a unit in a free text unless something else
# of the unit stands before or after them: "768d" is a width, "3 月" is March, "x" multiplies.
_NOT_ALONE_IN_TEXT = frozenset(
    {"d", "t", "g", "x", "×", "月", "时", "時", "mo", "w", "b", "日", "min", "times"}
)
_NOT_IN_TEXT = frozenset({"item"})
# A Chinese unit is none when it begins a longer word
_WORD_GOES_ON = {
    "张": "量", "張": "量", "元": "素宇", "天": "然", "周": "期边", "週": "期", "秒": "杀",
    "年": "代龄", "卡": "住", "块": "大", "位": "置宽", "度": "量数过", "小时": "候", "头": "部",
    "步": "长骤", "片": "段上", "克": "服", "参": "与考", "时": "间候", "日": "志", "条": "件",
    "轮": "询", "层": "次",
}  # fmt: skip
_GAP = re.compile(r"[ \t]{0,3}(?:-(?=[A-Za-z]))?")
_MEASURE_WORD = re.compile(r"[个個]\s?")
_JOINER = re.compile(r"\s?[*·×⋅]\s?|-|\s|")
_PER = re.compile(
    r"\s{0,2}(?:/\s?(?:每)?|每\s?|(?:per|for\severy|for\seach)\b[ -]?)(?:[一1]\s?(?=[^\W\d_]))?",
    re.IGNORECASE,
)
_PER_TIME = re.compile(r"\s(?:an?|each|every)\s", re.IGNORECASE)
_ONE_OF = re.compile(r"\s?一\s?")
_OF_CARBON = re.compile(
    r"[ -]?(?:of )?(?:CO2|CO₂|carbon)(?:[ -]?(?:eq|e)\b|[ -]?dioxide)?(?:[ -]?equivalents?)?"
    r"|\s?(?:二氧化碳|碳排放|碳)(?:当量)?",
    re.IGNORECASE,
)
# A spelling ends where a Latin word ends, or after any other character
_WORDS = re.compile(r"[A-Za-z0-9]+?(?=CO2|CO₂)|[A-Za-z0-9]+|[^A-Za-z0-9]")
_LETTER_OR_DIGIT = re.compile(r"[A-Za-z0-9_]")


def match_folded(text: str, position: int, whole: bool = False) -> list[tuple[Unit, int]]:
    """Every reading of a unit expression at `position` of a folded text, longest first.

    Args:
        text: a text that went through `fold`.
        position: where to look.
        whole: whether the text is one amount and not prose; then "30d" is days, too.
    """
    gap = _GAP.match(text, position)
    start = gap.end() if gap else position
    found: dict[tuple[int, int], tuple[Unit, int]] = {}
    for parts, end in _products(text, start, whole, 0):
        for full, stop in _divisions(text, parts, end, whole):
            if _is_sensible(full):
                unit = full.unit()
                found.setdefault((id(unit), stop), (unit, stop))
    return sorted(found.values(), key=lambda candidate: -candidate[1])


def _is_sensible(parts: _Parts) -> bool:
    """Whether anybody means it: no FLOP/s per second, no bare count of steps in a ratio."""
    if not parts.below:
        return True
    rates = sum(part.kind == "FLOP_per_second" for part in parts.above)
    times = sum(part.is_time for part in parts.below)
    return not (rates and times)


def _products(text: str, position: int, whole: bool, depth: int) -> Iterator[tuple[_Parts, int]]:
    """Products at `position`, longest first."""
    for spelled, end, spelling in _factors(text, position, whole):
        yield from _longer(text, _Parts((spelled,)), end, whole, depth)
        is_bare = end - position == len(spelling)  # And not "t CO2e".
        is_alone = is_bare and spelling in _NOT_ALONE_IN_TEXT and text[position] not in "个個"
        has_below = spelled.name != "×" and _PER.match(text, end)  # × 每参数 2 字节 multiplies.
        if whole or depth or not is_alone or has_below:
            yield _Parts((spelled,)), end


def _longer(
    text: str, parts: _Parts, end: int, whole: bool, depth: int
) -> Iterator[tuple[_Parts, int]]:
    """Products that go on after `parts`."""
    if len(parts.above) >= _MAX_FACTORS:
        return
    joiner = _JOINER.match(text, end)
    assert joiner is not None  # the empty joiner always matches
    strong = joiner[0].strip() in ("*", "·", "×", "⋅") and bool(joiner[0])
    if not joiner[0] and not _is_chinese_seam(text, end):
        return
    for spelled, stop, spelling in _factors(text, joiner.end(), True):
        if not strong and not _belong_together(parts.above[-1], spelled):
            continue
        if spelling[-1] in "$¥€£" and text[stop : stop + 1].isdecimal():
            continue  # 64 GPU-hours × $2: the sign belongs to the next number
        if _is_measured(parts.above[-1], spelled):  # 张 GPU, 块显卡: one thing
            yield parts, stop
            yield from _longer(text, parts, stop, whole, depth)
            continue
        longer = replace(parts, above=(*parts.above, spelled))
        yield from _longer(text, longer, stop, whole, depth)
        yield longer, stop


def _is_chinese_seam(text: str, position: int) -> bool:
    """Whether a Chinese character stands at either side: 卡时, GPU时."""
    return not text[position - 1 : position + 1].isascii()


def _is_measured(first: Spelled, second: Spelled) -> bool:
    """Whether the first is only the measure word of the second."""
    return first.kind == second.kind == "accelerator"


def _belong_together(first: Spelled, second: Spelled) -> bool:
    """Whether two units make a product without a sign between: GPU hour, PF-day, kW h."""
    if _is_measured(first, second):
        return True
    return first.kind in _TIMES_TIME and second.is_time


_TIMES_TIME = frozenset({"accelerator", "FLOP_per_second", "watt"})


def _divisions(
    text: str, parts: _Parts, end: int, whole: bool, depth: int = 0
) -> Iterator[tuple[_Parts, int]]:
    """`parts` over what follows "per", longest first, and `parts` alone."""
    if depth < _MAX_DIVISIONS:
        for start, only_time in _line(text, parts, end):
            for below, count, stop in _below(text, start, parts):
                if only_time and not all(part.is_time for part in below):
                    continue
                divided = _Parts(parts.above, parts.below + below, parts.count * count)
                yield from _divisions(text, divided, stop, whole, depth + 1)
    yield parts, end


def _line(text: str, parts: _Parts, end: int) -> Iterator[tuple[int, bool]]:
    """Where the part below the line begins, and whether only a time may stand there."""
    if per := _PER.match(text, end):
        yield per.end(), False
    elif article := _PER_TIME.match(text, end):
        yield article.end(), True
    elif _is_money(parts) and (one := _ONE_OF.match(text, end)):
        yield one.end(), False  # 0.1 美元一度


def _is_money(parts: _Parts) -> bool:
    """Whether a currency stands above the line."""
    return parts.above[0].kind in _MONEY


_MONEY = frozenset({"US_dollar", "US_cent", "renminbi", "euro", "pound_sterling"})


def _below(
    text: str, position: int, parts: _Parts
) -> Iterator[tuple[tuple[Spelled, ...], Fraction, int]]:
    """What stands below the line: factors, their count, end."""
    bracket = text[position : position + 1] == "("
    count, start = Fraction(1), position + bracket
    if _is_money(parts):
        count, start = _count(text, start)
    seen = False
    for product, end in _products(text, start, True, 1):
        if not bracket:
            yield product.above, count, end
        elif text[end : end + 1] == ")":
            yield product.above, count, end + 1
        seen = True
    if not seen and count > 1:  # "45 cents per million" is of tokens
        yield dictionary().exact["token"][:1], count, start


_A_COUNT = re.compile(
    r"\.?[0-9]|[一二两三五十百千万亿]|(?:one|a|ten|hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)
_SCALE_ALONE = re.compile(
    r"(?:([Tt]housand|[Mm]illion|[Bb]illion|[Tt]rillion)s?\b|([kKMBT])(?=[\s-]|tok)"
    r"|(千|万|萬|百万|百萬|千万|亿|億|十亿))\s?"
)


def _count(text: str, position: int) -> tuple[Fraction, int]:
    """The count before a unit below the line ("1M", "million", 百万), or one."""
    if alone := _SCALE_ALONE.match(text, position):
        scale = next(group for group in alone.groups() if group)
        return scale_factor(scale), alone.end()
    if _A_COUNT.match(text, position):
        number, _ = read_number(text, position)
        if number and number.start == position and number.value > 0 and not number.percent:
            end = number.end
            return number.value, end + (text[end : end + 1] in " *-")
    return Fraction(1), position


def _factors(text: str, position: int, whole: bool) -> Iterator[tuple[Spelled, int, str]]:
    """Single units at `position`, longest spelling first."""
    if measure := _MEASURE_WORD.match(text, position):
        position = measure.end()
    words = dictionary()
    length = words.longest.get(text[position : position + 1], 0)
    if not length:
        return
    ends = []
    for word in _WORDS.finditer(text, position, min(len(text), position + length + 1)):
        if word.end() > position + length:
            break
        ends.append(word.end())
    for end in reversed(ends):
        spelling = text[position:end]
        units = words.look_up(spelling)
        if not units:
            continue
        stop = _end_of_carbon(text, end, units[0])
        if stop == end and not _ends_there(text, spelling, end):
            continue
        for unit in units:
            if whole or unit.kind not in _NOT_IN_TEXT:
                yield unit, stop, spelling


def _end_of_carbon(text: str, end: int, unit: Spelled) -> int:
    """The end of "CO2e" or 二氧化碳 after a mass; `end` where none stands."""
    if unit.kind not in _MASSES:
        return end
    tail = _OF_CARBON.match(text, end)
    return tail.end() if tail else end


_MASSES = frozenset({"gram", "kilogram", "tonne"})


def _ends_there(text: str, spelling: str, end: int) -> bool:
    """Whether the spelling is a whole word."""
    following = text[end : end + 1]
    if not following:
        return True
    last = spelling[-1]
    if last.isascii() and last.isalnum():
        return not _LETTER_OR_DIGIT.match(following)
    return following not in _WORD_GOES_ON.get(spelling, "")
