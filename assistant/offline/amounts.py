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
from .lexicon import Lexicon
from .marks import Marks
from .phrases import (
    A_TIME,
    A_YEAR,
    COUNTED_USERS,
    EACH,
    ENDS_QUESTION,
    FOLD,
    FORMULA_AFTER,
    FORMULA_BEFORE,
    GLUED_LETTERS,
    LABEL_BEFORE,
    NODE,
    ONLY_A_WORD,
    PER_HEAD,
    WHOLE_CLUSTER,
    YEAR_AROUND,
)

_ACCELERATOR, _PRICE_OF_TIME = dimension_of("accelerator"), dimension_of("USD/s")
_PARAMETER = dimension_of("parameter")
_BYTE, _WATT = dimension_of("byte"), dimension_of("W")
_FEWEST = 100_000
"""Parameters below which no language model is spoken of."""
_DOLLAR, _TOKEN = dimension_of("USD"), dimension_of("token")
_DAY = 86400
_DAILY = re.compile(r"每天|每日|daily|(?:a|per|each|every) day")
_SECOND, _RATE = dimension_of("s"), dimension_of("token/s")
_NEAR_NODE = 40
_PER_CARD_HOUR = re.compile(r"\s?(?:per|/|an?|a)\s?gpus?[ -]?h(?:ou)?rs?(?![a-z])")
_OF_THEM = re.compile(r"\s?of (?:them|those|these)(?![a-z])")
_HOUR_BEFORE = re.compile(
    r"(?:gpu|card|accelerator)[- ]?h(?:ou)?rs?\s?(?:costs?|is|at|for|runs?|:|="
    r"|price[d]? at)?\s?[:=]?\s?(?:about |around )?$"
)
_PER_SECOND = re.compile(r"每秒[^\d,，。;；]{0,6}$")
_PER_CARD = re.compile(r"(?:每张|每卡|每块|单卡|每个)\s?(?:gpu|卡)?[^,，。]{0,4}$")
_TIMES = re.compile(r"\s?[x×*]\s?$")
_SMALL_COUNTS = frozenset({"two", "three", "二", "两", "三", "四"})
_EXPONENTS = re.compile(
    r"(?:exponents?|constants?|指数|系数)\s?(?:of |are |是|为)?(?:[0-9.]{1,7}\s?(?:and|,|、"
    r"|和|与|/)\s?)?$"
)
_ENOUGH_CONSTANTS = 3
"""Constants of a law that show which one is meant."""
_CARD_DOES = re.compile(
    r"(?:单卡|每卡|(?:每|一)(?:张|块|个)(?:gpu|卡)?|(?:one|a|an|each|single) gpu)\s?"
    r"(?:能|可|可以|跑|出|吞吐|处理|达到|有|can|does|gives|delivers|pushes|handles|do|约|"
    r"大约|about|\s)*$"
)
_GIVES = re.compile(
    r"gpus? (?:can )?(?:gives?|does|do|delivers?|pushes|handles?|makes?|yields?|gets?|serves?|"
    r"manages?)(?: about| around| "
    r"only)?\s?$|(?:卡|gpu)\s?(?:能|可以)?(?:跑|出|给|处理|做到?|提供|达到)?"
    r"(?:约|大约)?\s?$"
)
_TOGETHER = re.compile(r"\s?(?:and |又|零|,\s)?")
_PER_MANY = (1000, 1_000_000, 1_000_000_000)
_PER = re.compile(r"(?:(?<![a-z])(?:per|a|an|each|every)|/|每)\s?$")
_ASSIGNS = re.compile(r"\s?=\s?[0-9]")
_TIMES_EACH = re.compile(r"\s?[x×*]?\s?(?:gpus?\s?[x×*]\s?)?")
_RESTATED = Fraction(5, 100)
_BRACKET = re.compile(r"[^()（）\d]{0,14}[(（,]\s?(?:i\.?e\.? |即|=|约)?\s?")
_FRACTION = re.compile(r"(?<![\w.])([0-9]{1,6})\s?/\s?([0-9]{1,6})(?![\w.%])")


def usable_amounts(marks: Marks) -> list[Amount]:
    """The amounts of a question that say something, put together where they belong together."""
    amounts = [_bare(marks, a) for a in _all_amounts(marks) if not _is_noise(marks, a)]
    amounts = _compound(marks, _restated(marks, amounts))
    amounts = _each_with(marks, amounts)
    amounts = _nodes(marks, amounts)
    amounts = _users(marks, amounts)
    amounts = [_rate(marks, _counted_cards(marks, a)) for a in amounts]
    amounts = [_of_same_rate(marks, a, amounts) for a in amounts]
    return [_price(marks, a, amounts) for a in amounts]


def number_text(value: Fraction) -> str:
    """An exact value as a number that the functions read."""
    if value < 0:
        return f"-{number_text(-value)}"
    if value.denominator == 1:
        return str(value.numerator)
    digits = f"{value.numerator * 10**30 // value.denominator:031d}"
    return f"{digits[:-30]}.{digits[-30:]}".rstrip("0")


def _all_amounts(marks: Marks) -> list[Amount]:
    """The amounts, with "a month", and with an assigned fraction (k = 1/20) as one."""
    amounts = list(marks.amounts)
    for match in A_TIME.finditer(marks.low):  # "in a month": no number, an amount all the same
        unit, end = match_units(marks.text, match.end())[0]
        at = Amount(match.start(1), end, f"1 {unit.name}", Fraction(1), units=(unit,))
        if not any(a.start < end and match.start(1) < a.end for a in amounts):
            amounts.append(at)
    amounts.sort(key=lambda a: a.start)
    for match in _FRACTION.finditer(marks.low):
        before = marks.low[: match.start()].rstrip()
        inside = [a for a in amounts if match.start() <= a.start < match.end()]
        if before[-1:] in ("=", "是", "取", "为") and len(inside) == 2 and int(match[2]):
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
    asked |= bool(ENDS_QUESTION.match(marks.low, amount.end)) and amount.value < _FEWEST
    if not asked:
        return amount
    return _digits_of(amount)


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
    if _is(amount, _TOKEN) and amount.value in _PER_MANY:
        # "cost per 1M tokens", "what does a million tokens cost": what is asked is counted so
        if _PER.search(before) or any(
            m.start <= amount.start and amount.end <= m.end for m in marks.mentions
        ):
            return True
    if amount.units or amount.percent:
        return False
    written = amount.text.strip().lower()
    if written in ONLY_A_WORD and written != "zero" and not FOLD.match(low, amount.end):
        counted = written in _SMALL_COUNTS and any(
            0 <= mention.start - amount.end <= 2 for mention in marks.mentions
        )
        return not counted and not NODE.match(after)
    if _EXPONENTS.search(low, max(0, amount.start - 28), amount.start):
        return True
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
    for name, option in marks.lexicon.vocabulary.choices[choice].values.items():
        own = {Fraction(v) for v in option.gives.values() if isinstance(v, Fraction)}
        if len(own & written) >= _ENOUGH_CONSTANTS:
            return name
    return None


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
                if last.units:
                    kept[-1] = last
                continue
        kept.append(amount)
    return kept


def _compound(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """Money or a time in two units as one amount: 2 dollars 20 cents, 3 days and 12 hours."""
    kept: list[Amount] = []
    for amount in amounts:
        last = kept[-1] if kept else None
        together = last is not None and last.units and amount.units and any(
            _is(last, unit) and _is(amount, unit) for unit in (_DOLLAR, _SECOND)
        ) and _TOGETHER.fullmatch(marks.low[last.end : amount.start])  # fmt: skip
        if last is None or not together or amount.units[0].factor >= last.units[0].factor:
            kept.append(amount)
            continue
        value = last.value + amount.value * amount.units[0].factor / last.units[0].factor
        text = f"{number_text(value)} {last.units[0].name}"
        kept[-1] = replace(last, end=amount.end, value=value, text=text, scale="")
    return kept


def _each_with(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """A count before the memory or power of each as one of accelerators: 2x 24GB, 300 x 400 W."""
    counted = list(amounts)
    for place, (one, other) in enumerate(zip(amounts, amounts[1:], strict=False)):
        if one.units or one.percent or one.scale not in ("", "k") or one.value.denominator != 1:
            continue
        if _is(other, _BYTE) or _is(other, _WATT):
            if _TIMES_EACH.fullmatch(marks.low[one.end : other.start]):
                text = f"{one.text.strip()} GPU"
                counted[place] = replace(one, units=(find_unit("GPU"),), text=text)
    return counted


def _nodes(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """Nodes times accelerators a node as one number of accelerators."""
    nodes = [a for a in amounts if not a.units and not a.percent and NODE.match(marks.low, a.end)]
    cards = [a for a in amounts if _is(a, _ACCELERATOR)]
    if len(nodes) != 1 or len(cards) != 1:
        return list(amounts)
    first, second = sorted((nodes[0], cards[0]), key=lambda a: a.start)
    if second.start - first.end > _NEAR_NODE:
        return list(amounts)
    value = first.value * second.value
    product = replace(cards[0], start=first.start, end=second.end, value=value, scale="",
                      text=f"{number_text(value)} GPU")  # fmt: skip
    return [product if a is first else a for a in amounts if a is not second]


def _users(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """Users times tokens each as one number of tokens."""
    users = [a for a in amounts if not a.units and COUNTED_USERS.match(marks.low, a.end)]
    each = [
        a
        for a in amounts
        if a.units
        and a.units[-1].dimension == _TOKEN
        and (
            EACH.match(marks.low, a.end)
            or PER_HEAD.search(marks.low[max(0, a.start - 12) : a.start])
        )
    ]
    if len(users) != 1 or len(each) != 1:
        return list(amounts)
    value = users[0].value * each[0].value
    said = EACH.match(marks.low, each[0].end)
    start = min(users[0].start, each[0].start)
    end = max(users[0].end, said.end() if said else each[0].end)
    product = replace(users[0], start=start, end=end, value=value, units=each[0].units[-1:],
                      scale="", text=f"{number_text(value)} tokens")  # fmt: skip
    rest = [a for a in amounts if a is not users[0] and not _is_their_day(marks, a, start)]
    return [product if a is each[0] else a for a in rest]


def _is_their_day(marks: Marks, amount: Amount, start: int) -> bool:
    """Whether a day only says again that tokens are counted by the day: 每人每天 …, 一天多少."""
    if not _is(amount, _SECOND) or amount.value * amount.units[0].factor != _DAY:
        return False
    return amount.start > start and _DAILY.search(marks.low) is not None


def _counted_cards(marks: Marks, amount: Amount) -> Amount:
    """A bare count after "GPU (275 TFLOPs) x" as accelerators."""
    if amount.units or amount.percent or amount.scale not in ("", "k"):
        return amount
    before = marks.low[: amount.start]
    counted = _OF_THEM.match(marks.low, amount.end) and "gpu" in before
    if (
        counted
        or _TIMES.search(before)
        and any(
            n.kind == "accelerator" and n.end <= amount.start <= n.end + _NEAR_NODE
            for n in marks.named
        )
    ):
        return replace(amount, units=(find_unit("GPU"),), text=f"{amount.text.strip()} GPU")
    return amount


def _of_same_rate(marks: Marks, amount: Amount, amounts: Sequence[Amount]) -> Amount:
    """A bare number that a card gives, beside a rate: we need 9000 tok/s and one gives 300."""
    rates = [a for a in amounts if _is(a, _RATE)]
    if amount.units or amount.percent or len(rates) != 1 or rates[0].end > amount.start:
        return amount
    if not _GIVES.search(marks.low[max(0, amount.start - 24) : amount.start]):
        return amount
    unit = find_unit("token/s/GPU")
    factor = rates[0].units[0].factor
    units = (unit, find_unit("token/s"))
    return replace(amount, value=amount.value * factor, units=units, scale="",
                   text=f"{number_text(amount.value * factor)} token/s/GPU")  # fmt: skip


def _rate(marks: Marks, amount: Amount) -> Amount:
    """每秒处理 9000 token as a rate, per card where that is said."""
    if _is(amount, _RATE) and _CARD_DOES.search(marks.low, max(0, amount.start - 14), amount.start):
        value = amount.value * amount.units[0].factor
        units = (find_unit("token/s/GPU"), find_unit("token/s"))
        return replace(amount, value=value, units=units, scale="",
                       text=f"{number_text(value)} token/s/GPU")  # fmt: skip
    if not _is(amount, _TOKEN):
        return amount
    second = _PER_SECOND.search(marks.low, max(0, amount.start - 16), amount.start)
    if second is None:
        return amount
    card = _PER_CARD.search(marks.low, max(0, second.start() - 16), second.start())
    unit = "token/s/GPU" if card else "token/s"
    value = amount.value * amount.units[0].factor
    rates = tuple(dict.fromkeys((find_unit(unit), find_unit("token/s"))))
    return replace(amount, value=value, units=rates, scale="",
                   text=f"{number_text(value)} {unit}")  # fmt: skip


def _price(marks: Marks, amount: Amount, amounts: Sequence[Amount]) -> Amount:
    """A price of time, or of a node's time, as one of accelerator time."""
    low = marks.low
    if _is(amount, _DOLLAR):
        hour = _PER_CARD_HOUR.match(low, amount.end)
        if hour is None and not _HOUR_BEFORE.search(low[max(0, amount.start - 40) : amount.start]):
            return amount
        hourly = amount.value * amount.units[0].factor
        return _per_card(amount, hourly, hour.end() if hour else amount.end)
    if not _is(amount, _PRICE_OF_TIME):
        return amount
    hourly = amount.value * amount.units[0].factor * 3600
    around = low[max(0, amount.start - _NEAR_NODE) : amount.end + _NEAR_NODE]
    is_node = any(
        NODE.match(around, m.start())
        for m in re.finditer(r"(?<=[\s\d卡u])[\s-]?[a-z台个机服整]", around)
    )
    if not is_node and not WHOLE_CLUSTER.search(around):
        return _per_card(amount, hourly, amount.end)
    cards = [a for a in amounts if _is(a, _ACCELERATOR)]
    if len(cards) != 1 or cards[0].value <= 0:
        return amount
    return _per_card(amount, hourly / cards[0].value, amount.end)


def _per_card(amount: Amount, hourly: Fraction, end: int) -> Amount:
    unit = find_unit("USD/GPU-hour")
    return replace(amount, end=end, value=hourly, units=(unit,), scale="",
                   text=f"${number_text(hourly)}/GPU-hour")  # fmt: skip


def _is(amount: Amount, dimension: object) -> bool:
    return bool(amount.units) and amount.units[0].dimension == dimension
