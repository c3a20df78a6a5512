"""Number words: English ("three hundred billion", "half a trillion") and Chinese (三点五万亿)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "quadrillion": 10**15,
}  # fmt: skip
_PLAIN = _SMALL | _TENS
_NEXT_WORD = re.compile(r"(\s{1,2}|-)([A-Za-z]+)\b")
_FIRST_WORD = re.compile(r"[A-Za-z]+\b")
_HALF_THING = re.compile(
    r"half[ -]an?\s(?=(?:GPU[ -])?(?:year|month|week|day|hour|minute|second))", re.IGNORECASE
)
# "one" is a pronoun here
_ONE_BEFORE = re.compile(
    r"\b(?:which|this|that|the|no|each|every|any|another|other|new|good|same)\s$", re.IGNORECASE
)
_ONE_AFTER = re.compile(r"\s(?:of|another|more|thing|day\sI|is|can|should|could|would)\b|'s")
_NAMED = re.compile(r"-[0-9]")  # ZeRO-3
_MAX_WORDS = 24


def read_english(text: str, start: int) -> tuple[Fraction, int, str] | None:
    """The number words that begin at `start`: value, end, and the last scale word."""
    if match := _HALF_THING.match(text, start):
        return Fraction(1, 2), match.end() - 1, ""
    first = _FIRST_WORD.match(text, start)
    if first is None:
        return None
    word, position = first[0].lower(), first.end()
    if _NAMED.match(text, position):
        return None
    if word == "half":
        return _half_of(text, position)
    if word in ("a", "an"):
        return _one_of_scale(text, position)
    if word not in _PLAIN or (word == "one" and _is_pronoun(text, start, position)):
        return None
    return _Words(text).read(word, position)


def _is_pronoun(text: str, start: int, end: int) -> bool:
    """Whether this "one" counts nothing."""
    before = text[max(0, start - 12) : start]
    return bool(_ONE_BEFORE.search(before) or _ONE_AFTER.match(text, end))


def _half_of(text: str, position: int) -> tuple[Fraction, int, str] | None:
    """What follows "half": "a trillion", "a dozen"."""
    article = _NEXT_WORD.match(text, position)
    if article is None or article[2].lower() not in ("a", "an"):
        return None
    whole = _one_of_scale(text, article.end())
    return (whole[0] / 2, whole[1], whole[2]) if whole else None


def _one_of_scale(text: str, position: int) -> tuple[Fraction, int, str] | None:
    """What follows "a": "trillion", "hundred billion", "dozen"."""
    scale = _NEXT_WORD.match(text, position)
    if scale is None or scale[2].lower() not in {*_SCALES, "hundred", "dozen"}:
        return None
    return _Words(text).read("one", position)


class _Words:
    """A walk over number words: section below a thousand, total above."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.total = Fraction(0)
        self.section = Fraction(0)
        self.scale = ""

    def read(self, word: str, position: int) -> tuple[Fraction, int, str]:
        """Add words from `word` on, until one does not fit; value, end, last scale word."""
        self.section = Fraction(_PLAIN[word])
        last = word
        for _ in range(_MAX_WORDS):
            step = self._step(position, last)
            if step is None:
                break
            last, position = step
        return self.total + self.section, position, self.scale

    def _step(self, position: int, last: str) -> tuple[str, int] | None:
        """Take the next word if it continues the number."""
        match = _NEXT_WORD.match(self.text, position)
        if match is None:
            return None
        word, end = match[2].lower(), match.end()
        if word == "and":
            return self._after_and(end, last)
        if word == "point" and last in _PLAIN:
            return self._decimals(end)
        return self._add(word, end, last)

    def _add(self, word: str, end: int, last: str) -> tuple[str, int] | None:
        """Add one plain word, if it may follow `last`."""
        singular = word[:-1] if word.endswith("s") and word[:-1] in _SCALES else word
        if singular in _SCALES:
            self.total += self.section * _SCALES[singular]
            if last in _SCALES:  # "hundred thousand million"
                self.total *= _SCALES[singular]
            self.section, self.scale = Fraction(0), word
            return singular, end
        if word == "hundred" and last in _SMALL and self.section % 100 < 20:
            self.section *= 100
            self.scale = word
            return word, end
        if word == "dozen" and last in _PLAIN:
            self.section *= 12
            return word, end
        if word in _TENS and last in {"hundred", *_SCALES}:
            self.section += _TENS[word]
            return word, end
        if word in _SMALL and (
            last in {"hundred", *_SCALES} or (last in _TENS and 0 < _SMALL[word] < 10)
        ):
            self.section += _SMALL[word]
            return word, end
        return None

    def _after_and(self, position: int, last: str) -> tuple[str, int] | None:
        """Take "and a half", or "and" within "one hundred and five"."""
        match = _NEXT_WORD.match(self.text, position)
        if match is None:
            return None
        word, end = match[2].lower(), match.end()
        if word == "a" and (half := _NEXT_WORD.match(self.text, end)) and half[2].lower() == "half":
            if last in _PLAIN:
                self.section += Fraction(1, 2)
                return "half", half.end()
            return None
        if word in _PLAIN and last in {"hundred", *_SCALES}:
            return self._add(word, end, last)
        return None

    def _decimals(self, position: int) -> tuple[str, int] | None:
        """The digits after "point"."""
        digits = ""
        while (match := _NEXT_WORD.match(self.text, position)) and len(digits) < _MAX_WORDS:
            value = _SMALL.get(match[2].lower(), 10)
            if value > 9:
                break
            digits, position = digits + str(value), match.end()
        if not digits:
            return None
        self.section += Fraction(int(digits), 10 ** len(digits))
        return "half", position


# ---------------------------------------------------------------------------- Chinese

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5,
           "六": 6, "七": 7, "八": 8, "九": 9}  # fmt: skip
_STEPS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_D, _U = "".join(_DIGITS), "".join([*_STEPS, *_BIG])
_RUN = re.compile(rf"[{_D}{_U}]+(?:[点點][{_D}]+[{_U}]*)?(?: [万萬亿億兆]+)?")
_ONLY_UNITS = re.compile(rf"[{_U}]+")
# 千瓦, 兆字节 are prefixed units
_PREFIXED_UNIT = re.compile(r"[瓦字比焦克位赫]")
# What a single numeral counts; anything else after it is an idiom (十分, 三方, 一下)
_MEASURES = re.compile(
    r"\s?(?:[张張块塊颗顆片卡台臺天日周週月年秒分小度节層层头頭步美元刀位倍成路级級轮輪条條家枚套遍块只行列路维種种"
    r"公千兆亿億万萬吨噸]|个|個|星期|礼拜|GPU|gpu|[HABV][1-9]|TB|GB|PB|token|FLOP|[BTMPE](?![a-z]))"
    rf"|\s?[到至~–—-]\s?[0-9{_D}]|\s*$"
)
_ONE_THING = re.compile(
    r"\s?(?:[张張块塊颗顆台臺天周週年秒层層卡节步轮輪片条條]|个月|個月|个?小时|個?小時|个?星期|個?星期|分钟|分鐘|美元|度电"
    r"|個?token|个?token|GPU|[HABV][1-9]|亿|億|万|萬)|\s*$"
)
_COUNTED_GROUP = re.compile(r"\s?(?:[卡张張块塊]|GPU|[BT](?![A-Za-z0-9]))")
_VAGUE_BEFORE = "几幾上少第数數统統唯每万"


class Run(NamedTuple):
    """A run of Chinese numerals: its value (none if it is no number), end, and scale."""

    value: Fraction | None
    end: int
    scale: str = ""


def is_chinese_number(text: str, start: int) -> Run:
    """Read the numerals that begin at `start`, or say where to look on."""
    match = _RUN.match(text, start)
    if match is None:
        return Run(None, start + 1)
    run, end = match[0], match.end()
    if len(run) > 40 or not _counts_something(text, start, run, end):
        return Run(None, end)
    if run[-1] in "千兆" and len(run) > 1 and _PREFIXED_UNIT.match(text, end):
        run, end = run[:-1], end - 1  # 三千瓦: three, and a kilowatt
    value = chinese_value(run)
    tail = re.search(rf"[{_U}]+$", run)
    return Run(value, end, tail[0] if tail else "")


def _counts_something(text: str, start: int, run: str, end: int) -> bool:
    """Whether the numerals are a number and not part of a word."""
    before = text[start - 1 : start]
    if before and before in _VAGUE_BEFORE:
        # 几百万 is vague and 第一 an ordinal, but 参数百亿 and 至少三十 are numbers
        named = before in "数數" and text[start - 2 : start - 1] in "参參卡层層总總元n"
        named = named or text[start - 2 : start] in ("至少", "最少")
        if not named and not (before == "每" and len(run) > 1):
            return False
    if re.search(rf"[{_D}][{_D}][{_U}]", run) and "零" not in run and "〇" not in run:
        return False  # 五六十亿: somewhere between
    if _ONLY_UNITS.fullmatch(run):
        if run in ("十", "百", "千", "万", "萬"):
            return bool(_COUNTED_GROUP.match(text, end))
        return len(run) > 1 and text[end : end + 1] not in ("不", "别", "別", "要", "分", "一")
    if len(run) > 1:
        return run[0] == "十" or run[0] not in _U  # 万一 is "in case"
    if run == "一":
        return bool(_ONE_THING.match(text, end))
    return bool(_MEASURES.match(text, end))


def chinese_value(run: str | Sequence[tuple[Fraction | None, str]]) -> Fraction:
    """The value of Chinese numerals, given as text or as (digits, units) pairs.

    A big unit (万, 亿, 兆) multiplies everything smaller before it: 一万二千亿 is 1.2·10¹².
    """
    pairs = _pairs(run.replace(" ", "")) if isinstance(run, str) else list(run)
    total, section, largest = Fraction(0), Fraction(0), 0
    previous = 0  # the unit just read, for 一万二 = 12000
    for number, units in pairs:
        current = number
        if not units and current is not None:
            section += current * _colloquial_step(previous, current, run)
        for unit in units:
            if unit in _STEPS:
                section += (Fraction(1) if current is None else current) * _STEPS[unit]
                previous = _STEPS[unit]
            else:
                big = _BIG[unit]
                section += current or 0
                if big > largest:
                    total, largest = (total + section or Fraction(1)) * big, big
                else:
                    total += (section or Fraction(1)) * big
                section, previous = Fraction(0), big
            current = Fraction(0) if unit in _BIG else None
            if unit in _STEPS:
                current = Fraction(0)
    return total + section


def _colloquial_step(previous: int, current: Fraction, run: object) -> int:
    """What a last bare digit counts: tens in 一百五, thousands in 一万二, ones in 一百零五."""
    if previous >= 100 and 0 < current < 10 and isinstance(run, str):
        return 1 if run[-2:-1] in ("零", "〇") else previous // 10
    return 1


def _pairs(run: str) -> list[tuple[Fraction | None, str]]:
    """三点五万亿 as [(3.5, 万亿)]; 一千零五 as [(1, 千), (5, "")]."""
    pairs: list[tuple[Fraction | None, str]] = []
    for match in re.finditer(rf"([{_D}]*)(?:[点點]([{_D}]+))?([{_U}]*)", run):
        whole, decimals, units = match.groups()
        if not match[0]:
            continue
        number: Fraction | None = None
        if whole or decimals:
            digits = "".join(str(_DIGITS[c]) for c in whole or "零")
            tail = "".join(str(_DIGITS[c]) for c in decimals or "")
            number = Fraction(f"{digits}.{tail or 0}")
        pairs.append((number, units))
    return pairs
