"""Numbers in text, as people write them in English and Chinese.

Covered: digits with separators, decimals, powers of ten, scale letters and words (7B, 1.5 billion,
6.4 万), number words (three hundred billion, 一千五百亿), per cent (40%, 百分之四十, 四成).
Not covered: digits that belong to a name (H100, GPT-3, fp16), dates, versions, ordinals, and
plain fractions such as 1/20, which only a reader that knows the quantity can tell from a division.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from .number_words import chinese_value, is_chinese_number, read_english

# Beyond this nothing in the field is meant, and arithmetic on it would cost.
MAX_EXPONENT = 400
MAX_DIGITS = 400


@dataclass(frozen=True)
class Number:
    """A number found in a text.

    Attributes:
        start: index of its first character.
        end: index after its last character, scale and per cent sign included.
        value: its exact value, scale and per cent included: "7B" is 7·10⁹, "40%" is 2/5.
        scale: the scale as written ("B", "亿"), or "".
        percent: whether it was written as a percentage.
    """

    start: int
    end: int
    value: Fraction
    scale: str = ""
    percent: bool = False


def scale_factor(scale: str) -> Fraction:
    """What a scale as written multiplies by: "B" 10⁹, "hundred million" 10⁸, 亿 10⁸, "" 1."""
    if not scale:
        return Fraction(1)
    if scale in LETTER_SCALES:
        return Fraction(10 ** LETTER_SCALES[scale])
    if not scale.isascii():
        return chinese_value([(Fraction(1), scale)])
    factor = Fraction(1)
    for word in scale.lower().split():
        factor *= _WORD_SCALES.get(word.rstrip("s"), 1)
    return factor


def _fold_table() -> dict[int, str]:
    """Characters that are one character in another dress."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys([0xA0, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B)], " ")
    table |= dict.fromkeys([0x2212, 0x2010, 0x2011, 0xFE63, 0x207B], "-")
    table |= {0x301C: "~", 0x223C: "~", 0xFE6A: "%", 0xFFE5: "¥", 0xFFE1: "£", 0x3BC: "µ"}
    return table


_FOLD = _fold_table()
# A full-width comma separates clauses; between digits it is no thousands separator.
_FOLD_NUMBERS = _FOLD | {0xFF0C: "\uff0c"}


def fold(text: str) -> str:
    """`text` with full-width letters, odd minus signs and spaces made plain.

    The result is as long as `text`, so that an index into one is an index into the other.
    """
    return text if text.isascii() else text.translate(_FOLD)


_CJK_DIGITS = "零〇一二两兩三四五六七八九"
_CJK_NUMERAL = _CJK_DIGITS + "十百千万萬亿億兆"

_MANTISSA = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9][0-9_]*)(?:\.[0-9]+)?|\.[0-9]+")
_EXPONENT = re.compile(r"[eE]([+-]?[0-9]+)")
# 10^2^3 and 10**2**3 are arithmetic, no power of ten
_POWER = (
    r"10(?:\s?(?:\^|\*\*)\s?[{(]?([+-]?[0-9]+)(?![0-9])[})]?(?!\s?(?:\^|\*\*))"
    r"|([⁻-]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|\s?的\s?([0-9]+)\s?次方)"
)
_BARE_POWER = re.compile(_POWER)
_TIMES_POWER = re.compile(r"\s{0,2}(?:[x×X*·⋅]|times)\s{0,2}" + _POWER)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

LETTER_SCALES = {
    "k": 3, "K": 3, "M": 6, "mn": 6, "mln": 6, "mil": 6, "m": 6, "B": 9, "b": 9, "bn": 9, "Bn": 9,
    "BN": 9, "bln": 9, "bil": 9, "T": 12, "t": 12, "tn": 12, "Tn": 12, "trn": 12,
}  # fmt: skip
# A scale letter ends its word, or a counted thing is glued to it ("2Ttokens"). "B/param" is bytes.
# A small m or t is a minute, a metre or a tonne unless a counted thing follows.
_PER_THING = r"(?!\s?(?:/|per\s)\s?(?:s\b|sec|param|tok|weight|layer|elem|GPU))"
_LETTER = re.compile(
    r"\s{0,2}(?:(k|K|M|mn|mln|mil|bn|Bn|BN|bln|bil|T|tn|Tn|trn)(?=tok|param|[^A-Za-z0-9]|$)"
    r"|(B|b)(?=tok|param|[^A-Za-z0-9]|$)" + _PER_THING + r"|"
    r"([mt])(?=[\s-]{0,2}(?:param|tok|model)))"
)
_WORD_SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6,
                "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15}  # fmt: skip
_WORD = re.compile(
    r"[\s-]{1,2}(dozen|hundred|thousand|million|billion|trillion|quadrillion)s?\b", re.IGNORECASE
)
_GLUED_WORD = re.compile(r"(thousand|million|billion|trillion|quadrillion)s?\b", re.IGNORECASE)
# 千瓦, 兆瓦, 兆字节 are prefixed units, not counts.
_CJK_SCALE = re.compile(r"\s{0,2}([十百千万萬亿億兆]+)(?<![千兆](?=[瓦字比焦克位赫]))")
_CJK_MORE = re.compile(r"([0-9]{1,4})([十百千万萬亿億]+)")
_PERCENT = re.compile(
    r"\s?%|\s?(?:percent|per\s?cent|pct)\b|\s?成(五|半)?(?![本为為功立员員果熟交就品])",
    re.IGNORECASE,
)
_CJK_PERCENT = re.compile(
    rf"百分之\s?(?:([0-9]{{1,40}}(?:\.[0-9]{{1,40}})?)|([{_CJK_NUMERAL}]{{1,12}}(?:[点點][{_CJK_DIGITS}]{{1,12}})?))"
)

_START = re.compile(
    rf"[0-9]|\.(?=[0-9])|[{_CJK_NUMERAL}]|半(?=[年天月日小个個])"
    r"|\b(?=[A-Za-z])(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred|thousand|million|half|an?)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9])")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|D\b")
_SCALED_NAME = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[BbMTk](?![A-Za-z0-9])|[GT]i?B?(?![A-Za-z0-9]))")
_COUNTED_WORD = re.compile(r"\b(?:top|rank|stage|batch|tp|pp|dp|ep|cp|sp)-$", re.IGNORECASE)
_SIGN_BEFORE = frozenset(" \t\n(=:,;<>~/*[{（，、：；≈≤≥。")


def scan_numbers(text: str, *, arithmetic: bool = False) -> list[Number]:
    """Every number in `text`, in order.

    Args:
        text: any text.
        arithmetic: whether it is a calculation: then numbers have no sign, and "2*10**3" is two
            of them.
    """
    folded = text if text.isascii() else text.translate(_FOLD_NUMBERS)
    found: list[Number] = []
    position = 0
    while match := _START.search(folded, position):
        start = match.start()
        last_end = found[-1].end if found else -1
        number, position = read_number(folded, start, last_end, arithmetic)
        if number is not None:
            found.append(_unsigned(number, folded) if arithmetic else number)
    return found


def _unsigned(number: Number, folded: str) -> Number:
    """The number without the minus before it."""
    if folded[number.start] != "-":
        return number
    return replace(number, start=number.start + 1, value=-number.value)


def read_number(
    folded: str, start: int, last_end: int = -1, arithmetic: bool = False
) -> tuple[Number | None, int]:
    """The number that begins at `start` of a folded text, or none, and where to look on.

    Args:
        folded: a text that went through `fold`.
        start: where a digit, numeral or number word stands.
        last_end: the end of the number before, which tells "30-40" from "GPT-3".
        arithmetic: as `scan_numbers` has it.
    """
    first = folded[start]
    if first in "0123456789.":
        return _read_digits(folded, start, last_end, arithmetic)
    if first == "半":
        return Number(start, start + 1, Fraction(1, 2)), start + 1
    if first in _CJK_NUMERAL:
        return _read_chinese(folded, start)
    words = read_english(folded, start)
    if words is None:
        return None, start + len(re.match(r"\w+", folded[start : start + 40])[0])  # type: ignore[index]
    value, end, scale = words
    return _finish(folded, start, end, value, scale), end


def _read_digits(
    folded: str, start: int, last_end: int, arithmetic: bool
) -> tuple[Number | None, int]:
    """A number that begins with a digit."""
    match = _MANTISSA.match(folded, start)
    assert match is not None  # `start` stands at a digit, or at a point before one
    end = match.end()
    if skip := _skip_to(folded, start, end, last_end):
        return None, skip
    digits = match[0].replace(",", "").replace("_", "")
    power, end = _read_power(folded, start, end, match[0], arithmetic)
    if len(digits) > MAX_DIGITS or power is None or abs(power) > MAX_EXPONENT:
        return None, end
    value = _decimal(digits, power)
    factor, end, scale = _read_scale(folded, end, value)
    number = _finish(folded, start, end, value if factor == 1 else value * factor, scale)
    return number, number.end


_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)*")


def _decimal(digits: str, power: int) -> Fraction:
    """Decimal digits times a power of ten."""
    whole, _, tail = digits.partition(".")
    power -= len(tail)
    number = int(whole + tail)
    return Fraction(number * 10**power) if power >= 0 else Fraction(number, 10**-power)


def _skip_to(folded: str, start: int, end: int, last_end: int) -> int:
    """Where to look on when the digits from `start` to `end` are no number; 0 when they are one."""
    if date := _DATE.match(folded, start):
        return date.end()
    if folded[end : end + 1] == "." and folded[end + 1 : end + 2].isdecimal():
        return _end_of_version(folded, end)
    if ordinal := _ORDINAL.match(folded, end):
        return ordinal.end()
    before = folded[start - 1] if start else " "
    if before == "_" or (before.isascii() and before.isalpha()):
        # "8x4090" and "x128" multiply; any other letter makes it a name
        lead = folded[start - 2] if start > 1 else " "
        digits = _DIGITS.match(folded, start)
        return 0 if before in "xX" and not lead.isalpha() else digits.end() if digits else end
    if before == "." and start > 1 and folded[start - 2].isdecimal():
        return end
    if before == "-" and start > 1 and start - 1 != last_end:
        lead = folded[start - 2]
        is_name = lead.isascii() and lead.isalnum() and not _SCALED_NAME.match(folded, start)
        if is_name and not _COUNTED_WORD.search(folded, max(0, start - 12), start):
            return end
    return 0


def _end_of_version(folded: str, position: int) -> int:
    """The end of "1.2.3", from its second point on."""
    while folded[position : position + 1].isdecimal() or folded[position : position + 1] == ".":
        position += 1
    return position


def _read_power(
    folded: str, start: int, end: int, mantissa: str, arithmetic: bool
) -> tuple[int | None, int]:
    """The power of ten after a mantissa (none if it is beyond reason), and its end."""
    if mantissa == "10" and (match := _BARE_POWER.match(folded, start)):
        power = _bounded(match)
        return (None if power is None else power - 1), match.end()
    match = _EXPONENT.match(folded, end)
    if match is None and not arithmetic:
        match = _TIMES_POWER.match(folded, end)
    if match:
        return _bounded(match), match.end()
    return 0, end


def _bounded(match: re.Match[str]) -> int | None:
    """The exponent that a pattern found, unless it is beyond reason."""
    digits = next(group for group in match.groups() if group).translate(_SUPERSCRIPT)
    return int(digits) if len(digits) <= 4 else None


def _read_scale(folded: str, end: int, value: Fraction) -> tuple[Fraction | int, int, str]:
    """The scale after a number: its factor, its end, and the scale as written."""
    if match := _CJK_SCALE.match(folded, end):
        return _chinese_scale(folded, match, value)
    factor, begin = 1, end
    while match := _WORD.match(folded, end) or (
        _GLUED_WORD.match(folded, end) if end == begin else None
    ):
        factor *= _WORD_SCALES[match[1].lower()]
        end = match.end()
        if factor > 10**MAX_EXPONENT:
            break
    if end > begin:
        return factor, end, folded[begin:end].strip(" -")
    match = _LETTER.match(folded, end)
    if match is None:
        return 1, end, ""
    scale = match[1] or match[2] or match[3]
    if match[2] and value >= 10**5:  # nobody writes 819200 billion: these are bytes
        return 1, end, ""
    return 10 ** LETTER_SCALES[scale], match.end(), scale


def _chinese_scale(folded: str, match: re.Match[str], value: Fraction) -> tuple[Fraction, int, str]:
    """A Chinese scale after digits ("1.75 千亿"), and what may follow it ("1万2千")."""
    scale, end = match[1], match.end()
    if len(scale) > 6:
        return Fraction(1), match.start(), ""
    parts: list[tuple[Fraction | None, str]] = [(value, scale)]
    while (more := _CJK_MORE.match(folded, end)) and len(parts) < 6:
        parts.append((Fraction(more[1]), more[2]))
        end = more.end()
    total = chinese_value(parts)
    return (total / value if value else Fraction(1)), end, scale


def _read_chinese(folded: str, start: int) -> tuple[Number | None, int]:
    """A number in Chinese numerals."""
    if match := _CJK_PERCENT.match(folded, start):
        plain = Fraction(match[1]) if match[1] else chinese_value(match[2])
        return Number(_signed(folded, start)[0], match.end(), plain / 100, "", True), match.end()
    found = is_chinese_number(folded, start)
    if found.value is None:
        return None, found.end
    value, end, scale = found.value, found.end, found.scale
    if letter := _LETTER.match(folded, end):
        scale = letter[1] or letter[2] or letter[3]
        value, end = value * 10 ** LETTER_SCALES[scale], letter.end()
    number = _finish(folded, start, end, value, scale)
    return number, number.end


def _finish(folded: str, start: int, end: int, value: Fraction, scale: str) -> Number:
    """The number with its sign and per cent sign read."""
    percent = False
    if match := _PERCENT.match(folded, end):
        percent, end = True, match.end()
        tenths = "成" in match[0]
        value = (value + (Fraction(1, 2) if match[1] else 0)) / 10 if tenths else value / 100
    start, sign = _signed(folded, start)
    return Number(start, end, value if sign > 0 else -value, scale, percent)


_MINUS_WORD = re.compile(r"(?:\b(?:minus|negative) |[负負]\s?)$", re.IGNORECASE)


def _signed(folded: str, start: int) -> tuple[int, int]:
    """Where the number begins with its sign, and the sign. A hyphen after a word is none."""
    if start and folded[start - 1] == "-":
        before = folded[start - 2] if start > 1 else " "
        if before in _SIGN_BEFORE or not before.isascii():
            earlier = folded[max(0, start - 4) : start - 1].rstrip()
            if before != " " or not earlier[-1:].isdecimal():
                return start - 1, -1
        return start, 1
    if start and (match := _MINUS_WORD.search(folded[max(0, start - 10) : start])):
        return start - len(match[0]), -1
    return start, 1
