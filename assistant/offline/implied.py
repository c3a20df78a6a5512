"""What is asked where no word says it, and what a question for the best model also wants."""

from __future__ import annotations

from collections.abc import Sequence

from .calls import Caller
from .case import Case
from .words.fields import SQUARE


def implied_targets(case: Case, caller: Caller) -> list[str]:
    """What is asked where no word says it: the time of a run, the compute of a size."""
    if case.asks_other:
        return []
    given, primary = set(case.given), caller.primary
    size, data = caller.size, caller.data
    has_run = {size, data} <= given or bool(case.models)
    cards = primary.get("accelerator", "")
    has_cards = cards in given or bool(case.accelerators)
    if has_run and (has_cards or primary.get("FLOP/s") in given):
        time, money = primary.get("s", ""), primary.get("USD", "")
        price = primary.get("USD/(accelerator*s)", "")
        if time in given:
            return [cards] if cards not in given else []
        return [money] if price in given and cards not in given else [time]
    money, price = primary.get("USD", ""), primary.get("USD/(accelerator*s)", "")
    work, time = primary.get("accelerator*s", ""), primary.get("s", "")
    if price in given and given <= {price, work, cards, time} and (work in given or time in given):
        return [money] if money else []
    if given == {cards, time} and work:
        return [work]
    if given == {size, data}:
        return [caller.compute]
    budget = given & {caller.compute, primary.get("USD"), primary.get("s")}
    if case.optimal and budget:
        return [size, data]
    sized = size in given or (case.models and data in given)
    by_square = bool(SQUARE.search(case.words))
    if case.optimal and (sized or case.models and by_square) and given <= {size, data}:
        return [caller.compute if by_square else data]
    shape = [n for n in given if caller.lexicon[n].entity == "model"]
    if len(shape) >= 2 and len(shape) == len(given) and size not in given:
        return [size]
    return []


def with_allocation(case: Case, targets: Sequence[str], caller: Caller) -> list[str]:
    """The targets; a question for the best model of a budget also gets its data and compute."""
    given, primary = set(case.given), caller.primary
    size, data, compute = caller.size, caller.data, caller.compute
    free = {size, data} - given
    budget = given & {
        compute,
        primary.get("USD"),
        primary.get("s"),
        primary.get("accelerator*s"),
    }
    is_split = len(free) == 2 and budget and set(targets) & free
    if not is_split or case.models or set(targets) - {size, data, compute}:
        return list(targets)
    wanted = [size, data, *([] if compute in given else [compute])]
    return [*targets, *(name for name in wanted if name not in targets)]
