"""Amounts that people leave to the reader to multiply or add, put together.

"96 nodes of 8 GPUs", "$12/h for an 8-GPU node", "2 dollars 20 cents", "10k requests of 800 tokens".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from ...tools.engine.amounts import Amount
from ...tools.engine.units import dimension_of, find_unit
from .marks import Marks
from .numbers import number_text
from .phrases import COUNTED_USERS, EACH, NODE, PER_HEAD, WHOLE_CLUSTER


def combined(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts with those that belong together as one."""
    found = _each_with(marks, _compound(marks, amounts))
    found = _users(marks, _nodes(marks, found))
    found = [_rate(marks, _counted_cards(marks, a)) for a in found]
    found = [_of_same_rate(marks, a, found) for a in found]
    found = [_of_a_day(marks, a) for a in found]
    return [_price(marks, a, found) for a in found]


_ACCELERATOR, _PRICE_OF_TIME = dimension_of("accelerator"), dimension_of("USD/s")

_BYTE, _WATT = dimension_of("byte"), dimension_of("W")

_DOLLAR, _TOKEN = dimension_of("USD"), dimension_of("token")

_DAY = 86400

_DAILY = re.compile(r"每天|每日|一天|daily|(?:a|per|each|every) day")

_BILL = re.compile(r"bill|cost|pay|month|spend|费用|账单|多少钱|一个月|每月|成本|花费")

_SECOND, _RATE = dimension_of("s"), dimension_of("token/s")

_NEAR_NODE = 40

_PER_CARD_HOUR = re.compile(r"\s?(?:per|/|an?|a)\s?gpus?[ -]?h(?:ou)?rs?(?![a-z])")

_OF_THEM = re.compile(r"\s?of (?:them|those|these|the same)(?![a-z])")

_HOUR_BEFORE = re.compile(
    r"(?:gpu|card|accelerator)[- ]?h(?:ou)?rs?\s?(?:costs?|is|at|for|runs?|:|="
    r"|price[d]? at)?\s?[:=]?\s?(?:about |around )?$"
)

_PER_SECOND = re.compile(r"每秒[^\d,，。;；]{0,6}$")

_PER_CARD = re.compile(r"(?:每张|每卡|每块|单卡|每个)\s?(?:gpu|卡)?[^,，。]{0,4}$")

_TIMES = re.compile(r"\s?[x×*]\s?$")

_CARD_DOES = re.compile(
    r"(?:单卡|每卡|(?:每|一|单)\s?(?:张|块|个)\s?(?:gpu|卡)?|(?:one|a|an|each|single) gpu)\s?"
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

_TIMES_EACH = re.compile(r"\s?[x×*]?\s?(?:gpus?\s?[x×*]\s?)?")


def _compound(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """Money or a time in two units as one amount: 2 dollars 20 cents, 3 days and 12 hours."""
    kept: list[Amount] = []
    for amount in amounts:
        last = kept[-1] if kept else None
        together = last is not None and last.units and amount.units and any(
            is_of(last, unit) and is_of(amount, unit) for unit in (_DOLLAR, _SECOND)
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
        if is_of(other, _BYTE) or is_of(other, _WATT):
            if _TIMES_EACH.fullmatch(marks.low[one.end : other.start]):
                text = f"{one.text.strip()} GPU"
                counted[place] = replace(one, units=(find_unit("GPU"),), text=text)
    return counted


def _nodes(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """Nodes times accelerators a node as one number of accelerators."""
    nodes = [a for a in amounts if not a.units and not a.percent and NODE.match(marks.low, a.end)]
    cards = [a for a in amounts if is_of(a, _ACCELERATOR)]
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
    if _DAILY.search(marks.low) and _BILL.search(marks.low):
        unit = find_unit("token/day")
        product = replace(product, units=(unit,), text=f"{number_text(value)} tokens/day")
    rest = [a for a in amounts if a is not users[0] and not _is_their_day(marks, a, start)]
    return [product if a is each[0] else a for a in rest]


def _is_their_day(marks: Marks, amount: Amount, start: int) -> bool:
    """Whether a day only says again that tokens are counted by the day: 每人每天 …, 一天多少."""
    if not is_of(amount, _SECOND) or amount.value * amount.units[0].factor != _DAY:
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


def _of_a_day(marks: Marks, amount: Amount) -> Amount:
    """Tokens a day as tokens, where what they take in a day is asked for."""
    if not is_of(amount, _RATE) or not _DAILY.search(marks.low[amount.start : amount.end]):
        return amount
    outside = marks.low[: amount.start] + " " + marks.low[amount.end :]
    if not _DAILY.search(outside) or _BILL.search(marks.low):
        return amount
    value = amount.value * amount.units[0].factor * _DAY
    return replace(amount, value=value, units=(find_unit("token"),), scale="",
                   text=f"{number_text(value)} tokens")  # fmt: skip


def _of_same_rate(marks: Marks, amount: Amount, amounts: Sequence[Amount]) -> Amount:
    """A bare number that a card gives, beside a rate: we need 9000 tok/s and one gives 300."""
    rates = [a for a in amounts if is_of(a, _RATE)]
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
    if is_of(amount, _RATE) and _CARD_DOES.search(
        marks.low, max(0, amount.start - 14), amount.start
    ):
        value = amount.value * amount.units[0].factor
        units = (find_unit("token/s/GPU"), find_unit("token/s"))
        return replace(amount, value=value, units=units, scale="",
                       text=f"{number_text(value)} token/s/GPU")  # fmt: skip
    if not is_of(amount, _TOKEN):
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
    if is_of(amount, _DOLLAR):
        hour = _PER_CARD_HOUR.match(low, amount.end)
        if hour is None and not _HOUR_BEFORE.search(low[max(0, amount.start - 40) : amount.start]):
            return amount
        hourly = amount.value * amount.units[0].factor
        return _per_card(amount, hourly, hour.end() if hour else amount.end)
    if not is_of(amount, _PRICE_OF_TIME):
        return amount
    hourly = amount.value * amount.units[0].factor * 3600
    around = low[max(0, amount.start - _NEAR_NODE) : amount.end + _NEAR_NODE]
    is_node = any(
        NODE.match(around, m.start())
        for m in re.finditer(r"(?<=[\s\d卡u])[\s-]?[a-z台个机服整]", around)
    )
    if not is_node and not WHOLE_CLUSTER.search(around):
        return _per_card(amount, hourly, amount.end)
    cards = [a for a in amounts if is_of(a, _ACCELERATOR)]
    if len(cards) != 1 or cards[0].value <= 0:
        return amount
    return _per_card(amount, hourly / cards[0].value, amount.end)


def _per_card(amount: Amount, hourly: Fraction, end: int) -> Amount:
    unit = find_unit("USD/GPU-hour")
    return replace(amount, end=end, value=hourly, units=(unit,), scale="",
                   text=f"${number_text(hourly)}/GPU-hour")  # fmt: skip


def is_of(amount: Amount, dimension: object) -> bool:
    """Whether an amount has a unit, first of all of this dimension."""
    return bool(amount.units) and amount.units[0].dimension == dimension
