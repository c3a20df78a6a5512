"""Rates and prices as people give them, in the units that the functions know.

"每秒处理 9000 token", "9000 tok/s, and one gives 300", "$12/h for an 8-GPU node".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from ...tools.engine.amounts import Amount
from ...tools.engine.units import dimension_of, find_unit
from .fitting import is_of
from .marks import Marks
from .numbers import number_text
from .words.things import NODE, WHOLE_CLUSTER

DAY = 86400
NEAR_NODE = 40
"""Characters between what belongs to one node."""
DAILY = re.compile(r"每天|每日|一天|daily|(?:a|per|each|every) day")
BILL = re.compile(r"bill(?!ion)|cost|pay|month|spend|费用|账单|多少钱|一个月|每月|成本|花费")

_NEAR_DAY = _BESIDE = 14
_ACCELERATOR, _TOKEN, _RATE = map(dimension_of, ("accelerator", "token", "token/s"))
_DOLLAR, _PRICE_OF_TIME, _SECOND = map(dimension_of, ("USD", "USD/s", "s"))
_TOKEN_PRICE = dimension_of("USD/token")
_PERIOD_NAMES = {
    "day": "day", "daily": "day", "week": "week", "month": "month", "hour": "hour",
    "天": "day", "日": "day", "周": "week", "月": "month", "小时": "hour",
}  # fmt: skip
_A_PERIOD = re.compile(
    r"\s?(?:tokens?\s)?(?:(?:a|per|each|every|/)\s?(?P<period>day|week|month|hour)(?![a-z]))"
)
_EVERY = re.compile(r"[每一]个?(?P<period>天|日|周|月|小时)[^,，。;；\d]{0,6}$")
_CARD_TIME = dimension_of("accelerator*s")
_FOR_EACH = re.compile(
    r"\s?(?:for |an? )?(?:each|apiece|a piece|hour)(?![a-z])|\s?(?:一|每)个?(?:卡时|小时)"
)
_A_DAY = re.compile(r"[一每]天[^\d,，。;；]{0,6}$")
_PER_SECOND = re.compile(r"每秒[^\d,，。;；]{0,6}$")
_PER_CARD = re.compile(r"(?:每张|每卡|每块|单卡|每个)\s?(?:gpu|卡)?[^,，。]{0,4}$")
_CARD_DOES = re.compile(
    r"(?:单卡|每卡|(?:每|一|单)\s?(?:张|块|个)\s?(?:gpu|卡)?|(?:one|a|an|each|single) gpu)\s?"
    r"(?:能|可|可以|跑|出|吞吐|处理|达到|有|can|does|gives|delivers|pushes|handles|do|约|"
    r"大约|about|me|us|\s)*$"
)
_GIVES = re.compile(
    r"gpus? (?:can )?(?:gives?|does|do|delivers?|pushes|handles?|makes?|yields?|gets?|serves?|"
    r"manages?)(?: about| around| "
    r"only)?\s?$|(?:卡|gpu)\s?(?:能|可以)?(?:跑|出|给|处理|做到?|提供|达到)?"
    r"(?:约|大约)?\s?$"
)
_ONE_GIVES = re.compile(
    r"(?:(?<![a-z])(?:one|each|each one|a single one|a card|one of them)|单卡|一张卡?"
    r"|一块)\s?(?:can |能|可以?)?"
    r"(?:does|do|gives?|delivers?|handles?|serves?|makes?|manages?|pushes|yields?|跑|出|给"
    r"|做到?|处理)"
    r"(?: about| around| only)?\s?(?:约|大约)?$"
)
_ON_EACH = re.compile(r"\s?(?:on|from|per|with|out of) (?:each|every|one|a single) gpu")
_NODES = re.compile(
    r"(?<![\d.,])(\d[\d,]*)\s?(?:nodes|boxes|servers|machines|台(?:机器|服务器)?|个节点)"
)
"""Nodes that are counted, of each of which a price by the hour is."""
_PER_CARD_HOUR = re.compile(r"\s?(?:per|/|an?|a)\s?gpus?[ -]?h(?:ou)?rs?(?![a-z])")
_HOUR_BEFORE = re.compile(
    r"(?:gpu|card|accelerator)[- ]?h(?:ou)?rs?\s?(?:costs?|is|at|for|runs?|:|="
    r"|price[d]? at)?\s?[:=]?\s?(?:about |around )?$"
)


def as_rates(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts with those that are rates or prices of time, as such."""
    found = [_by_period(marks, amount, amounts) for amount in amounts]
    found = [_rate(marks, amount) for amount in found]
    found = [_of_same_rate(marks, amount, found) for amount in found]
    found = [_of_a_day(marks, a) for a in found if not _is_only_daily(marks, a, found)]
    return [_price(marks, amount, found) for amount in found]


def _by_period(marks: Marks, amount: Amount, amounts: Sequence[Amount]) -> Amount:
    """A bare number by the day beside a price of tokens, as tokens by the day."""
    if amount.units or amount.percent or not any(is_of(a, _TOKEN_PRICE) for a in amounts):
        return amount
    said = _A_PERIOD.match(marks.low, amount.end)
    before = _EVERY.search(marks.low[max(0, amount.start - 10) : amount.start])
    period = said or before
    if period is None:
        return amount
    unit = f"token/{_PERIOD_NAMES[period['period']]}"
    text = f"{amount.text.strip()} {unit}"
    return replace(
        amount, units=(find_unit(unit),), text=text, end=said.end() if said else amount.end
    )


def _rate(marks: Marks, amount: Amount) -> Amount:
    """每秒处理 9000 token as a rate, per card where that is said."""
    if is_of(amount, _RATE) and (
        _CARD_DOES.search(marks.low, max(0, amount.start - 28), amount.start)
        or _ON_EACH.match(marks.low, amount.end)
    ):
        value = amount.value * amount.units[0].factor
        units = (find_unit("token/s/GPU"), find_unit("token/s"))
        return replace(amount, value=value, units=units, scale="",
                       text=f"{number_text(value)} token/s/GPU")  # fmt: skip
    if not is_of(amount, _TOKEN):
        return amount
    day = _A_DAY.search(marks.low, max(0, amount.start - 10), amount.start)
    if day and "mfu" in marks.low and not BILL.search(marks.low):  # 一天吃掉 0.5T token
        text = f"{number_text(amount.value * amount.units[0].factor)} token/day"
        return replace(amount, value=amount.value * amount.units[0].factor, scale="", text=text,
                       units=(find_unit("token/day"),))  # fmt: skip
    second = _PER_SECOND.search(marks.low, max(0, amount.start - 16), amount.start)
    if second is None:
        return amount
    card = _PER_CARD.search(marks.low, max(0, second.start() - 16), second.start())
    unit = "token/s/GPU" if card else "token/s"
    value = amount.value * amount.units[0].factor
    rates = tuple(dict.fromkeys((find_unit(unit), find_unit("token/s"))))
    return replace(amount, value=value, units=rates, scale="",
                   text=f"{number_text(value)} {unit}")  # fmt: skip


def _of_same_rate(marks: Marks, amount: Amount, amounts: Sequence[Amount]) -> Amount:
    """A bare number that a card gives, beside a rate: we need 9000 tok/s and one gives 300."""
    rates = [a for a in amounts if is_of(a, _RATE)]
    if amount.units or amount.percent or len(rates) != 1 or rates[0].end > amount.start:
        return amount
    before = marks.low[max(0, amount.start - 24) : amount.start]
    if not (_GIVES.search(before) or _ONE_GIVES.search(before)):
        return amount
    unit = find_unit("token/s/GPU")
    factor = rates[0].units[0].factor
    units = (unit, find_unit("token/s"))
    return replace(amount, value=amount.value * factor, units=units, scale="",
                   text=f"{number_text(amount.value * factor)} token/s/GPU")  # fmt: skip


def _is_only_daily(marks: Marks, amount: Amount, amounts: Sequence[Amount]) -> bool:
    """Whether "a day" only says again that tokens are told by the day: 每天 30 亿,一天多少."""
    if not is_of(amount, _SECOND) or amount.value * amount.units[0].factor != DAY:
        return False
    return any(
        is_of(a, _TOKEN) and DAILY.search(marks.low, max(0, a.start - _NEAR_DAY), a.end + _NEAR_DAY)
        for a in amounts
    ) and not BILL.search(marks.low)


def _of_a_day(marks: Marks, amount: Amount) -> Amount:
    """Tokens a day as tokens, where what they take in a day is asked for."""
    if not is_of(amount, _RATE) or not DAILY.search(marks.low[amount.start : amount.end]):
        return amount
    outside = marks.low[: amount.start] + " " + marks.low[amount.end :]
    if not DAILY.search(outside) or BILL.search(marks.low):
        return amount
    value = amount.value * amount.units[0].factor * DAY
    return replace(amount, value=value, units=(find_unit("token"),), scale="",
                   text=f"{number_text(value)} tokens")  # fmt: skip


def _price(marks: Marks, amount: Amount, amounts: Sequence[Amount]) -> Amount:
    """A price of time, or of a node's time, as one of accelerator time."""
    low = marks.low
    if is_of(amount, _DOLLAR):
        hour = _PER_CARD_HOUR.match(low, amount.end)
        if any(is_of(a, _CARD_TIME) for a in amounts):  # 420k GPU hours, 2.15 dollars for each
            hour = hour or _FOR_EACH.match(low, amount.end)
        if hour is None and not _HOUR_BEFORE.search(low[max(0, amount.start - 40) : amount.start]):
            return amount
        hourly = amount.value * amount.units[0].factor
        return _per_card(amount, hourly, hour.end() if hour else amount.end)
    if not is_of(amount, _PRICE_OF_TIME):
        return amount
    hourly = amount.value * amount.units[0].factor * 3600
    around = low[max(0, amount.start - NEAR_NODE) : amount.end + NEAR_NODE]
    is_node = any(
        NODE.match(around, m.start())
        for m in re.finditer(r"(?<=[\s\d卡u])[\s-]?[a-z台个机服整]", around)
    )
    beside = low[max(0, amount.start - _BESIDE) : amount.end + _BESIDE]
    if not is_node and not WHOLE_CLUSTER.search(beside):
        return _per_card(amount, hourly, amount.end)
    cards = [a for a in amounts if is_of(a, _ACCELERATOR)]
    if len(cards) != 1 or cards[0].value <= 0:
        return amount
    nodes = _NODES.search(low) if is_node else None
    count = int(nodes[1].replace(",", "")) if nodes else 1
    return _per_card(amount, hourly * max(count, 1) / cards[0].value, amount.end)


def _per_card(amount: Amount, hourly: Fraction, end: int) -> Amount:
    unit = find_unit("USD/GPU-hour")
    return replace(amount, end=end, value=hourly, units=(unit,), scale="",
                   text=f"${number_text(hourly)}/GPU-hour")  # fmt: skip
