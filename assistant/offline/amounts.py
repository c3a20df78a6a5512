"""The amounts of a question that may have a role.

Those of formulas, dates and labels are taken out; what people leave to the reader to multiply is
put together ("96 nodes of 8 GPUs", "$12/h for an 8-GPU node").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from ...tools.engine.amounts import Amount
from ...tools.engine.units import dimension_of, find_unit, match_units
from .combined import combined
from .fitting import BILLIONS, TRILLIONS, is_of
from .formulas import quoted
from .lexicon import Lexicon
from .marks import Marks
from .numbers import number_text
from .plausible import FEWEST_PARAMETERS
from .tokens import Hit
from .words.amounts import (
    A_TIME,
    A_YEAR,
    AS_WIDTH,
    BILLED,
    BY_THE_DAY,
    FORMULA_AFTER,
    FORMULA_BEFORE,
    GLUED_LETTERS,
    LABEL_BEFORE,
    LETTERS_IN_BRACKET,
    OF_WIDTH,
    ONLY_A_WORD,
    RENT_BEFORE,
    YEAR_AROUND,
)
from .words.asking import ENDS_QUESTION
from .words.changes import FOLD
from .words.things import NODE

_PARAMETER, _TOKEN = dimension_of("parameter"), dimension_of("token")
_SECOND, _DAY = dimension_of("s"), 86400
_DOLLAR = dimension_of("USD")
_NEAR_FORMAT = 12
MOST_BY_THE_HOUR = 100
"""Dollars above which no accelerator is rented for an hour."""
MOST_TIMES_WIDE = 16
"""How many times the width of a model its feed-forward layer is at most: "FFN of 4"."""
_SMALL_COUNTS = frozenset({"two", "three", "二", "两", "三", "四"})
_EXPONENTS = re.compile(
    r"(?:exponents?|constants?|指数|系数)\s?(?:of |are |is |是|为|[(（])?"
    r"(?:[0-9.]{1,7}\s?(?:for )?[a-z]{0,10}\s?(?:and|,|、|和|与|/)\s?)?$|(?:kaplan"
    r"|chinchilla|hoffmann)\s?[(（]\s?(?:[0-9.]{1,6}\s?[/,、]\s?)?$"
)
_ENOUGH_CONSTANTS = 3
"""Constants of a law that show which one is meant."""
_MORE_OF_NAME = 3
"""Letters that a name has besides a number that is only part of it."""
_PER_MANY = (1000, 1_000_000, 1_000_000_000)
_PER = re.compile(r"(?:(?<![a-z])(?:per|a|an|each|every)|/|每)\s?$")
_TOLD_TO_SAY = re.compile(r"(?:answer|reply|respond)(?: with)? $|(?:回答|回复|答)\s?$")
_OF_MOMENTS = re.compile(r"\s?(?:(?:fp32|adam|optimizer) )*(?:moments?|动量)")
_MULTIPLIED = re.compile(r"\s?[x×*]\s?")
_ASSIGNS = re.compile(r"\s?=\s?[0-9]")
_RESTATED = Fraction(5, 100)
_BRACKET = re.compile(r"[^()（）\d]{0,14}[(（,]\s?(?:i\.?e\.? |即|=|约)?\s?")
_NO_ZERO = re.compile(r"zero[- ](?:points?|shot|stage|redundancy|copy|offload)")
_CLOSES = re.compile(r"[)）]\s?")
_FRACTION = re.compile(r"(?<![\w.])([0-9]{1,6})\s?/\s?([0-9]{1,6})(?![\w.%])")


def usable_amounts(marks: Marks) -> list[Amount]:
    """The amounts of a question that say something, put together where they belong together."""
    amounts = [_bare(marks, a) for a in _all_amounts(marks)]
    amounts = [a for a in amounts if not _is_noise(marks, a)]
    amounts = [_rent(marks, a) for a in amounts]
    return combined(marks, _products(marks, _restated(marks, amounts)))


def _products(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """Tokens that are written as a product as one amount: 32 x 2048 tokens a step."""
    kept: list[Amount] = []
    for amount in amounts:
        last = kept[-1] if kept else None
        if (
            last is None
            or last.units
            or last.percent
            or last.scale in BILLIONS | TRILLIONS
            or not is_of(amount, _TOKEN)
            or not _MULTIPLIED.fullmatch(marks.low, last.end, amount.start)
        ):
            kept.append(amount)
            continue
        value = last.value * amount.value * amount.units[0].factor
        text = re.sub(r"^[\d.,]+", number_text(value), amount.text)
        kept[-1] = replace(amount, start=last.start, value=value, text=text, scale="")
    return kept


def _all_amounts(marks: Marks) -> list[Amount]:
    """The amounts, with "a month", and with an assigned fraction (k = 1/20) as one."""
    amounts = list(marks.amounts)
    for match in A_TIME.finditer(marks.low):  # "in a month": no number, an amount all the same
        unit, end = match_units(marks.text, match.end())[0]
        at = Amount(match.start(1), end, f"1 {unit.name}", Fraction(1), units=(unit,))
        amounts = [a for a in amounts if a.units or not at.start <= a.start < a.end <= end]
        if not any(a.start < end and match.start(1) < a.end for a in amounts):
            amounts.append(at)
    amounts.sort(key=lambda a: a.start)
    for match in _FRACTION.finditer(marks.low):
        before = marks.low[: match.start()].rstrip()
        inside = [a for a in amounts if match.start() <= a.start < match.end()]
        led = before[-1:] in ("=", "是", "取", "为") or before.endswith((" of", " than", " not"))
        if led and len(inside) == 2 and int(match[2]):
            place = amounts.index(inside[0])
            value = Fraction(int(match[1]), int(match[2]))
            joined = Amount(match.start(), match.end(), f"{match[1]}/{match[2]}", value)
            amounts[place : place + 2] = [joined]
    return amounts


def _bare(marks: Marks, amount: Amount) -> Amount:
    """The amount without what is no unit of it.

    That is the name of what is asked (上下文1024 参数量), or the letter of the next value
    (b=1536 s=2048).
    """
    is_letter = re.search(r"(?<![a-z])[a-z]$", amount.text.lower())
    if (amount.units or amount.scale) and is_letter and _ASSIGNS.match(marks.low, amount.end):
        return _digits_of(amount)
    if not amount.units or amount.units[0].dimension != _PARAMETER or amount.scale:
        return amount
    asked = marks.low.startswith(("量", "规", "数", " count"), amount.end)
    asked |= bool(ENDS_QUESTION.match(marks.low, amount.end)) and amount.value < FEWEST_PARAMETERS
    if not asked:
        return amount
    return _digits_of(amount)


def _rent(marks: Marks, amount: Amount) -> Amount:
    """A few dollars right behind a card as what it costs by the hour: A100 at $1.5."""
    if not is_of(amount, _DOLLAR) or amount.value * amount.units[0].factor > MOST_BY_THE_HOUR:
        return amount
    cards = (n for n in marks.named if n.kind == "accelerator" and n.end <= amount.start)
    if not any(RENT_BEFORE.fullmatch(marks.low, n.end, amount.start) for n in cards):
        return amount
    hourly = amount.value * amount.units[0].factor
    text = f"${number_text(hourly)}/GPU-hour"
    return replace(amount, value=hourly, units=(find_unit("USD/GPU-hour"),), scale="", text=text)


def _digits_of(amount: Amount) -> Amount:
    digits = re.match(r"[-+]?[\d.,\s]*\d", amount.text)
    if digits is None:
        return amount
    text = digits[0]
    return replace(
        amount, end=amount.start + len(text), text=text, units=(), scale="",
        value=Fraction(text.replace(",", "").replace(" ", "")),
    )  # fmt: skip


def _is_noise(marks: Marks, amount: Amount) -> bool:
    """Whether a number belongs to a formula, a date, a label, or is only a word."""
    low = marks.low
    before, after = low[max(0, amount.start - 12) : amount.start], low[amount.end : amount.end + 12]
    if any(n.start < amount.end and amount.start < n.end for n in marks.of_kind("format")):
        return True
    glued = amount.text.lower().endswith("-token")
    if is_of(amount, _TOKEN) and amount.value in _PER_MANY and not glued:
        # "USD per 1M tokens", "what does a million tokens cost": what is asked is counted so
        if _PER.search(before) or any(
            m.start <= amount.start and amount.end <= m.end for m in marks.mentions
        ):
            return True
    if not amount.units and _TOLD_TO_SAY.search(before):
        return True  # "… and answer 42"
    if amount.text.strip() in ("ZeRO", "ZERO"):
        return True
    if amount.units and after[:1] in ("²", "³", "^"):
        return True  # 12h²
    if (
        _restates_format(marks, amount)
        or _inside_choice(marks, amount)
        or _inside_bracket(marks, amount)
    ):
        return True
    if low.startswith(("表", "矩阵", "embedding"), amount.end) and amount.text.endswith(
        ("张", "个")
    ):
        return True  # 两张表
    if OF_WIDTH.match(low, amount.end) or (
        AS_WIDTH.search(before) and amount.value < MOST_TIMES_WIDE
    ):
        return True
    if _is_day_again(marks, amount):
        return True
    if any(start <= amount.start and amount.end <= end for start, end in quoted(low)):
        return True
    if (
        _NO_ZERO.match(low, amount.start)
        or low[: amount.end].endswith("from zero")
        or low[: amount.end].endswith(("bit zero", "bits zero"))
    ):
        return True
    if _EXPONENTS.search(low, max(0, amount.start - 48), amount.start) and amount.value < 1:
        return True
    if any(_is_part_of_name(amount, m) for m in marks.mentions):
        return True
    if amount.units or amount.percent:
        return False
    written = amount.text.strip().lower()
    if written in ("two", "both", "2", "两个", "两") and _OF_MOMENTS.match(low, amount.end):
        return True  # Adam has two of them
    if written in ("one", "一") and _counts_one(marks, amount):
        return False
    if written in ONLY_A_WORD and written != "zero" and not FOLD.match(low, amount.end):
        starts = [m.start for m in marks.mentions] + [a.start for a in marks.amounts if a.units]
        counted = written in _SMALL_COUNTS and any(0 <= start - amount.end <= 2 for start in starts)
        return not counted and not NODE.match(after)
    glued = after[:1] in GLUED_LETTERS and not after[1:2].isalnum() and "/" not in before[-1:]
    if not glued and FORMULA_AFTER.match(after) and not amount.scale:
        return True
    if FORMULA_BEFORE.search(before) and not amount.scale:
        return True
    if after.startswith(("'s", "’s")) and not amount.scale:
        return True
    if amount.value in _constants(marks) and not amount.scale:
        return True
    if A_YEAR.fullmatch(amount.text) and (
        YEAR_AROUND.search(before) or after.startswith(("年", " 年"))
    ):
        return True
    return bool(LABEL_BEFORE.search(before)) and not amount.scale


def _is_part_of_name(amount: Amount, mention: Hit[str]) -> bool:
    """Whether a number is only part of what something is called: the 20:1 mark."""
    inside = mention.start <= amount.start and amount.end <= mention.end
    return inside and mention.end - mention.start >= amount.end - amount.start + _MORE_OF_NAME


def _counts_one(marks: Marks, amount: Amount) -> bool:
    """Whether "one" counts what is one unless told: for one sequence."""
    after = (m for m in marks.mentions if 0 <= m.start - amount.end <= 1)
    names = (marks.lexicon[name] for m in after for name in m.payloads)
    return any(q.default is not None and q.default.value == 1 and q.unit == "1" for q in names)


def _inside_choice(marks: Marks, amount: Amount) -> bool:
    """Whether a number word is part of a choice's name: ZeRO stage 2, all four projections."""
    if amount.units:
        return False
    return any(
        hit.start <= amount.start
        and amount.end <= hit.end
        and any(c.isalpha() for c in marks.low[hit.start : hit.end])
        for hit in marks.all_choices
    )


def _restates_format(marks: Marks, amount: Amount) -> bool:
    """Whether an amount in a bracket says again what a number format is: int4 (0.5 bytes)."""
    said = str(amount.units[0].dimension) if amount.units else ""
    if said not in ("byte", "byte/parameter") or not marks.low[: amount.start].rstrip().endswith(
        ("(", "（")
    ):
        return False
    return any(0 <= amount.start - n.end <= _NEAR_FORMAT for n in marks.of_kind("format"))


def _inside_bracket(marks: Marks, amount: Amount) -> bool:
    """Whether an amount stands in a bracket in which letters are reckoned with: (p-1)/(m+p-1)."""
    if amount.units or amount.scale or amount.percent:
        return False
    return any(
        bracket.start() < amount.start and amount.end < bracket.end()
        for bracket in LETTERS_IN_BRACKET.finditer(marks.low)
    )


def _is_day_again(marks: Marks, amount: Amount) -> bool:
    """Whether "a day" only says again what is counted by the day: 每天 3 亿 token,一天多少 FLOP."""
    if not is_of(amount, _SECOND) or amount.value * amount.units[0].factor != _DAY:
        return False
    outside = f"{marks.low[: amount.start]} {marks.low[amount.end :]}"
    tokens = any(is_of(other, _TOKEN) for other in marks.amounts)
    return tokens and BY_THE_DAY.search(outside) is not None and not BILLED.search(marks.low)


def _constants(marks: Marks) -> frozenset[Fraction]:
    """Constants of published laws: whoever writes them names the law, and gives no values."""
    return _constants_of(marks.lexicon.general)


@lru_cache(maxsize=8)
def _constants_of(lexicon: Lexicon) -> frozenset[Fraction]:
    """The constants of all options, but whole numbers and what is small and round."""
    options = (o for c in lexicon.vocabulary.choices.values() for o in c.values.values())
    given = (Fraction(v) for o in options for v in o.gives.values() if isinstance(v, Fraction))
    return frozenset(v for v in given if v.denominator > (10 if v < 1 else 2) and v < 10_000)


def edition_of(marks: Marks, choice: str) -> str | None:
    """The option of a choice whose constants the question writes out: E + A/N^α + B/D^β."""
    written = {amount.value for amount in marks.amounts if not amount.units}
    if len(written) < _ENOUGH_CONSTANTS:
        return None
    for name, option in marks.lexicon.vocabulary.choices[choice].values.items():
        own = {Fraction(v) for v in option.gives.values() if isinstance(v, Fraction)}
        if len(own & written) >= _ENOUGH_CONSTANTS:
            return name
    return None


def _with_unit_after(marks: Marks, amount: Amount) -> Amount:
    """An amount with the unit that stands behind its bracket: 100k (100000) tokens."""
    bracket = _CLOSES.match(marks.low, amount.end)
    if bracket is None:
        return amount
    for unit, end in match_units(marks.text, bracket.end())[:1]:
        text = f"{amount.text.strip()} {marks.text[bracket.end() : end]}"
        return replace(amount, units=(unit,), end=end, text=text)
    return amount


def _restated(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """One amount where a bracket says the same more exactly: "128k (131072)"."""
    kept: list[Amount] = []
    for amount in amounts:
        last = kept[-1] if kept else None
        if last is not None and not last.percent and not amount.percent and amount.value > 0:
            between = marks.low[last.end : amount.start]
            close = abs(last.value / amount.value - 1) <= _RESTATED
            rounded = bool(last.scale or last.units) or not between.rstrip().endswith((",", "，"))
            restates = rounded and _BRACKET.fullmatch(between)
            if close and restates and len(last.units) >= len(amount.units):
                named = any(character.isalpha() for character in between)
                end = last.end if named else amount.end
                kept[-1] = replace(amount, start=last.start, end=end, units=last.units)
                if not last.units and not named:
                    kept[-1] = _with_unit_after(marks, kept[-1])
                if last.units:
                    kept[-1] = last
                continue
        kept.append(amount)
    return kept
