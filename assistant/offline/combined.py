"""Amounts that people leave to the reader to multiply or add, put together.

"96 nodes of 8 GPUs", "2 dollars 20 cents", "10k requests of 800 tokens".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...tools.engine.amounts import Amount
from ...tools.engine.units import dimension_of, find_unit
from .fitting import is_of
from .marks import Marks
from .numbers import number_text
from .rates import BILL, DAILY, DAY, NEAR_NODE, as_rates
from .words.amounts import COUNTED_USERS, EACH, PER_HEAD
from .words.things import NODE

_ACCELERATOR, _BYTE, _WATT = map(dimension_of, ("accelerator", "byte", "W"))
_DOLLAR, _SECOND, _TOKEN = map(dimension_of, ("USD", "s", "token"))
_TOKEN_RATE = dimension_of("token/s")
_TOGETHER = re.compile(r"\s?(?:and |又|零|,\s)?\s?")
_TIMES_EACH = re.compile(r"\s?[x×*]?\s?(?:gpus?\s?[x×*]\s?)?")
_TIMES = re.compile(r"\s?[x×*]\s?$")
_OF_ONE = re.compile(r"tokens? (?:per|a|an|each|every) ")
_COMPUTE = re.compile(r"(?<![a-z])[gtpez]?flops?(?![a-z])|算力|计算量")
_NOT_ONLY = re.compile(
    r"second|latency|how long|time|cost|price|[$¥]|bandwidth|memory|gb|多久|时间|延迟|美元"
    r"|显存|train|训练"
)
_READ = re.compile(r"\s?(?:的)?\s?(?:prompt|input|context|in(?![a-z])|提示|输入|上下文)")
_MADE = re.compile(
    r"generat|output|answer|repl|complet|respon|out(?![a-z])|new|生成|输出|回答|回复"
)
_MOST_FACTORS = 3
"""Counts that are multiplied with tokens each: users, requests of each, turns of a request."""
_PERIODS = (
    (DAILY, "day"),
    (re.compile(r"每周|一周|weekly|(?:a|per|each|every) week"), "week"),
    (re.compile(r"每月|一个月|每个月|monthly|(?:a|per|each|every) month"), "month"),
)
_OF_THEM = re.compile(r"\s?of (?:them|those|these|the same)(?![a-z])")


def combined(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts with those that belong together as one."""
    found = _each_with(marks, _compound(marks, _apiece(marks, _request(marks, amounts))))
    found = _over_time(marks, _users(marks, _nodes(marks, found)))
    return as_rates(marks, [_counted_cards(marks, amount) for amount in found])


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
                counted[place + 1] = _of_each(other)
    return counted


def _of_each(amount: Amount) -> Amount:
    """An amount as one of each accelerator: the 80 GB of 8 × 80 GB."""
    unit = amount.units[0].name
    each = find_unit(f"{unit}/GPU")
    return replace(amount, units=(each, *amount.units), text=f"{amount.text.strip()}/GPU")


def _nodes(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """Nodes times accelerators a node as one number of accelerators."""
    nodes = [a for a in amounts if not a.units and not a.percent and NODE.match(marks.low, a.end)]
    cards = [a for a in amounts if is_of(a, _ACCELERATOR)]
    if len(nodes) != 1 or len(cards) != 1:
        return list(amounts)
    first, second = sorted((nodes[0], cards[0]), key=lambda a: a.start)
    if second.start - first.end > NEAR_NODE:
        return list(amounts)
    value = first.value * second.value
    product = replace(cards[0], start=first.start, end=second.end, value=value, scale="",
                      text=f"{number_text(value)} GPU")  # fmt: skip
    return [product if a is first else a for a in amounts if a is not second]


def _users(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """Users, requests or documents times tokens each as one number of tokens."""
    things = [
        a
        for a in amounts
        if not a.units
        and not a.percent
        and COUNTED_USERS.match(marks.low, a.end)
        and not marks.low[: a.start].rstrip().endswith("=")
    ]
    each = [
        a
        for a in amounts
        if a.units
        and a.units[-1].dimension in (_TOKEN, _TOKEN_RATE)
        and (
            EACH.match(marks.low, a.end)
            or _OF_ONE.search(marks.low[a.start : a.end])
            or PER_HEAD.search(marks.low[max(0, a.start - 14) : a.start])
        )
    ]
    if not 1 <= len(things) <= _MOST_FACTORS or len(each) != 1:
        return list(amounts)
    value = each[0].value
    for thing in things:
        value *= thing.value
    said = EACH.match(marks.low, each[0].end)
    start = min(a.start for a in (*things, *each))
    end = max(things[-1].end, said.end() if said else each[0].end)
    token = each[0].units[-1] if each[0].units[-1].dimension != _TOKEN else find_unit("token")
    product = replace(things[0], start=start, end=end, value=value, units=(token,),
                      scale="", text=f"{number_text(value)} {token.name}")  # fmt: skip
    if token.dimension != _TOKEN:
        return [product if a is each[0] else a for a in amounts if a not in things]
    period = next((unit for word, unit in _PERIODS if word.search(marks.low)), None)
    if period and BILL.search(marks.low):
        unit = f"token/{period}"
        product = replace(product, units=(find_unit(unit),), text=f"{number_text(value)} {unit}")
    rest = [a for a in amounts if a not in things and not _is_their_day(marks, a, start)]
    return [product if a is each[0] else a for a in rest]


def _is_their_day(marks: Marks, amount: Amount, start: int) -> bool:
    """Whether a day only says again that tokens are counted by the day: 每人每天 …, 一天多少."""
    if not is_of(amount, _SECOND) or amount.value * amount.units[0].factor != DAY:
        return False
    return amount.start > start and DAILY.search(marks.low) is not None


def _request(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """What is read and what is generated as one number of tokens, where only compute is asked."""
    tokens = [a for a in amounts if is_of(a, _TOKEN) and not a.units[1:]]
    if len(tokens) != 2 or not _COMPUTE.search(marks.low) or _NOT_ONLY.search(marks.low):
        return list(amounts)
    read, made = tokens
    behind = marks.low[read.end : read.end + 10]
    before = marks.low[max(0, made.start - 16) : made.start]
    after = marks.low[made.end : made.end + 10]
    if not _READ.match(behind) or not (_MADE.search(before) or _MADE.search(after)):
        return list(amounts)
    value = read.value + made.value
    whole = replace(read, end=made.end, value=value, text=f"{number_text(value)} tokens",
                    units=(find_unit("token"),), scale="")  # fmt: skip
    return [whole if a is read else a for a in amounts if a is not made]


def _over_time(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """Tokens by the day over some days as one number of tokens, where only compute is asked."""
    rates = [a for a in amounts if is_of(a, _TOKEN_RATE)]
    times = [a for a in amounts if is_of(a, _SECOND)]
    asked = _COMPUTE.search(marks.low) and not _NOT_ONLY.search(marks.low)
    if not asked or len(rates) != 1 or len(times) != 1:
        return list(amounts)
    rate, time = rates[0], times[0]
    value = rate.value * rate.units[0].factor * time.value * time.units[0].factor
    whole = replace(rate, value=value, text=f"{number_text(value)} tokens",
                    units=(find_unit("token"),), scale="")  # fmt: skip
    return [whole if a is rate else a for a in amounts if a is not time]


def _apiece(marks: Marks, amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts without "one card" that only says what another one is of: 400W 一张."""
    kept: list[Amount] = []
    for amount in amounts:
        last = kept[-1] if kept else None
        only_one = is_of(amount, _ACCELERATOR) and amount.text.strip()[:1] in "一每"
        beside = last is not None and marks.low[last.end : amount.start].strip(" ,，/") == ""
        if only_one and beside and last is not None and last.units and not is_of(last, _TOKEN):
            continue
        kept.append(amount)
    return kept


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
            n.kind == "accelerator" and n.end <= amount.start <= n.end + NEAR_NODE
            for n in marks.named
        )
    ):
        return replace(amount, units=(find_unit("GPU"),), text=f"{amount.text.strip()} GPU")
    return amount
