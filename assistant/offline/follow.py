"""How a question hangs on the ones before it: what it keeps, changes and asks anew."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ...tools.engine.units import dimension_of
from .case import Case, Given, Manner, Move, Swap, Unplaced
from .lexicon import Lexicon
from .moves import exact_value
from .numbers import number_text
from .signatures import PROPORTIONAL
from .tokens import plain
from .words.talk import FOLLOWS, FOLLOWS_END, ON_TOP, REFERS

_ASKED = Given("")
_HOW_MANY = re.compile(r"how many|多少|几")
_UNIT_OF = re.compile(r"[A-Za-z\u4e00-\u9fff]+$")
_MOST_AN_HOUR = 1000
"""Dollars above which no accelerator is rented for an hour."""
_OF_THOSE = re.compile(
    r"[0-9]\s?(?:x\s?)?of (?:those|them|these|such)|[0-9]\s?[个条份路](?:这样的?|这种)"
)
_EXTENTS = ("accelerator", "accelerator*s", "FLOP", "token", "token/s", "J", "W", "USD/s")
"""Units of what there is more or less of, that money is paid for."""
_FREED = ("accelerator", "s", "USD")
"""Units of what is asked instead, when an old answer is now given: cards, time, money."""


def follows(question: str, case: Case, before: Case, lexicon: Lexicon) -> bool:
    """Whether a question goes on with the case before it."""
    low = plain(question)
    if FOLLOWS.match(low) or FOLLOWS_END.search(low):
        return True
    if _is_of_run(case, before, lexicon):
        return True
    primary = lexicon.usual
    is_same = _has_size_of(case, before.given, lexicon)
    sized = primary.get("parameter") in case.given and not is_same
    says_model = bool(sized or case.models or case.moves)
    if not case.targets:
        return not (says_model and before.targets == ()) or bool(case.given or case.accelerators)
    return bool(REFERS.search(low)) or (not says_model and not _is_whole(case, lexicon))


def _is_whole(case: Case, lexicon: Lexicon) -> bool:
    """Whether a question without a new model says enough of itself to stand alone.

    What something costs takes how much there is of it, besides prices and times.
    """
    told = [
        n for n, v in case.given.items() if v.text != "1" and n != lexicon.usual.get("parameter")
    ]
    if any(lexicon[name].unit == "USD" for name in case.targets):
        told = told if any(lexicon[n].unit in _EXTENTS for n in told) else told[:1]
    return len(told) >= 2 or (len(told) == 1 and not case.targets)


def carry_over(case: Case, before: Case, lexicon: Lexicon) -> Case:
    """The new question completed from the case before it.

    What it says anew wins; a given value that is now asked for is no longer given; an answer that
    is now given makes what was given before the question.
    """
    before = _turned(case, before, lexicon)
    old = dict(before.given)
    if case.accelerators and case.accelerators != before.accelerators:
        old = {n: v for n, v in old.items() if n not in _facts_of_cards(lexicon)}
    old = {n: v for n, v in old.items() if n not in _settled(case, lexicon)}
    new, unplaced = _placed(case, {**dict.fromkeys(before.targets, _ASKED), **old}, lexicon)
    new = _as_before(_of_last(new, before, case.words), before, case.words, lexicon)
    targets = case.targets or _anchored(case, before, lexicon)
    clash = [name for name in before.targets if name in new and name not in targets]
    if not targets:
        targets = tuple(name for name in before.targets if name not in new)
        if case.per_card:
            targets = tuple(_per_card(name, lexicon) for name in targets)
    targets = tuple(_in_all(name, new, lexicon) for name in targets)
    for name in targets:
        if name not in new:
            old.pop(name, None)
    new = {n: _added(n, v, old, case.words, lexicon) for n, v in new.items()}
    given = {**old, **new}
    if clash and not targets:
        targets = _freed(given, old, lexicon)
        given = {n: v for n, v in given.items() if n not in targets}
    second = {n: v for n, v in {**before.second, **case.second}.items() if n in given}
    moves = _moves(case, before, lexicon)
    has_size = lexicon.usual.get("parameter") in new
    carried = [
        n for n in old if n in given and (n not in new or _is_same(n, old[n].text, new[n], lexicon))
    ]
    said = dict.fromkeys((*before.former, *((n, v.text.strip()) for n, v in before.given.items())))
    return replace(
        case,
        given=given,
        second=second,
        accelerators=case.accelerators or before.accelerators,
        models=case.models or (() if has_size else before.models),
        formats=case.formats or before.formats,
        cache_format=case.cache_format or before.cache_format,
        grid=case.grid or before.grid,
        choices={**before.choices, **case.choices},
        targets=targets,
        moves=moves,
        swap=_swap(case, before),
        held=case.held or (before.held if not case.moves and not case.proportional else ()),
        manner=case.manner if case.manner != "value" else _manner(case, before),
        optimal=case.optimal or (before.optimal and not case.targets),
        carried=tuple(carried),
        former=tuple(said),
        unplaced=unplaced,
    )


def _is_of_run(case: Case, before: Case, lexicon: Lexicon) -> bool:
    """Whether a question is of one of the two runs that were compared: "the 13B run was $300k"."""
    runs = (before.given, before.second)
    compared = lexicon.usual.get("parameter", "") in before.second
    return compared and any(_has_size_of(case, run, lexicon) for run in runs)


def _has_size_of(case: Case, run: Mapping[str, Given], lexicon: Lexicon) -> bool:
    """Whether a question tells the size of a run."""
    size = lexicon.usual.get("parameter", "")
    if size not in case.given or size not in run:
        return False
    now, then = (exact_value(v[size].text, size, lexicon) for v in (case.given, run))
    return now is not None and now == then


def _turned(case: Case, before: Case, lexicon: Lexicon) -> Case:
    """The case of two runs with the one first that is spoken of now: what the 7B took."""
    if not _has_size_of(case, before.second, lexicon):
        return before
    first = {n: before.given[n] for n in before.second if n in before.given}
    return replace(before, given={**before.given, **before.second}, second=first)


def _swap(case: Case, before: Case) -> Swap | None:
    """What is swapped; after a plain question another card only takes the place of the old one."""
    plain = before.targets and before.manner == "value" and not before.moves and not before.swap
    if case.swap is not None and plain and case.manner == "value":
        return None
    return case.swap or (before.swap if not case.moves else None)


def _added(
    name: str, value: Given, old: Mapping[str, Given], words: str, lexicon: Lexicon
) -> Given:
    """A value that comes on top of the old one: another 640 cards."""
    number = re.match(r"[0-9][0-9,.]*", value.text.strip())
    if number is None or name not in old:
        return value
    figure = re.escape(number[0])
    if not re.search(
        rf"(?:another|additional|extra|再加|再来|再添|又加|多加) ?{figure}|{figure} more", words
    ):
        return value
    one, two = (exact_value(t, name, lexicon) for t in (old[name].text, value.text))
    return replace(value, text=number_text(one + two)) if one and two else value


def _in_all(name: str, new: Mapping[str, Given], lexicon: Lexicon) -> str:
    """What was asked of one token, over all of them where their number is told now."""
    stem = name.removesuffix("_per_token")
    told = any(lexicon[n].unit == "token" for n in new)
    whole = next((n for n in (f"{stem}_memory", stem) if n in lexicon.vocabulary), name)
    return whole if stem != name and told else name


def says_anything(case: Case) -> bool:
    """Whether a question holds anything that was understood."""
    named = case.accelerators or case.models or case.formats or case.choices
    stated = case.given or case.second or case.moves or case.swap or case.unplaced or case.held
    return bool(named or stated or case.targets or case.claim or case.proportional)


def _per_card(name: str, lexicon: Lexicon) -> str:
    """What was asked, for each accelerator."""
    alike = (q for q in lexicon.quantities if q.unit == lexicon[name].unit)
    stem = name.removesuffix("_memory").removeprefix("training_")
    found = [q.name for q in alike if q.name.endswith("_per_accelerator")]
    return next((n for n in found if stem in n), found[0] if found else name)


def _of_last(new: dict[str, Given], before: Case, words: str) -> dict[str, Given]:
    """A lone bare amount as what was given anew just before: 100B tokens? 400B?"""
    last = [name for name in before.given if name not in before.carried]
    if not before.carried or len(last) != 1 or len(new) != 1:
        return new
    (name, value), was = next(iter(new.items())), last[0]
    alone = words.strip(" ?？呢那and,，") == value.text.strip().lower()
    taken = alone and name != was and was in value.others and not value.named
    return {was: value} if taken else new


def _as_before(
    new: dict[str, Given], before: Case, said: str, lexicon: Lexicon
) -> dict[str, Given]:
    """What is given anew, as what it was before: "back to 700B", "at $1.30" beside a price."""
    placed: dict[str, Given] = {}
    known = (*before.former, *((n, v.text) for n, v in before.given.items()))
    for name, value in new.items():
        same = next((n for n, text in known if _is_same(n, text, value, lexicon)), None)
        meant = same if same and not value.named else name
        price = lexicon.usual.get("USD/(accelerator*s)", "")
        money = exact_value(value.text, name, lexicon) if lexicon[name].unit == "USD" else None
        asked = name in before.targets or not before.targets or "价" in said or "price" in said
        is_price = asked and money is not None and money < _MOST_AN_HOUR
        is_price &= not value.named
        if is_price and price in before.given and price not in new:
            meant, value = price, replace(value, text=f"{value.text}/GPU-hour")
        placed.setdefault(meant, value)
    return placed


def _is_same(name: str, text: str, value: Given, lexicon: Lexicon) -> bool:
    """Whether a bare amount says what was given before: 700B after 700B tokens."""
    old = exact_value(text, name, lexicon)
    return old is not None and old == exact_value(value.text, name, lexicon)


def _placed(
    case: Case, old: dict[str, Given], lexicon: Lexicon
) -> tuple[dict[str, Given], tuple[Unplaced, ...]]:
    """What is given anew, and the amounts that have no place.

    A bare count takes the place of the one old count; one that repeats an old value says nothing.
    """
    new = {n: v for n, v in case.given.items() if v.named or n not in old or v.text != "1"}
    rest = [u for u in case.unplaced if not _is_known(u.amount.text, old)]
    counts = [n for n in old if n not in new and lexicon[n].unit == "accelerator"] or [
        n for n in old if n not in new and lexicon[n].domain.whole
    ]
    shares = [n for n in old if n not in new and lexicon[n].shown_as == "percent"]
    if len(rest) == len(shares) == 1 and rest[0].amount.percent:
        new[shares[0]] = Given(rest[0].amount.text.strip())
        rest = []
    again = _HOW_MANY.search(case.words) and any(old[n] is _ASKED for n in counts[:1])
    if len(rest) == 1 and again:  # "and how many if I only have 15", of days
        counts = []
        rest = _as_time(rest, old, new, lexicon)
    alone = rest[0].amount if len(rest) == 1 and len(counts) == 1 else None
    cards = any(lexicon[n].unit == "accelerator" for n in old) or case.accelerators
    several = _counts_again(case, lexicon) if len(rest) == 1 and not cards else None
    if several is not None and not rest[0].amount.units and not rest[0].amount.percent:
        new[several] = Given(rest[0].amount.text.strip())
        rest, alone = [], None
    if alone is not None and not alone.units and not alone.percent:
        new[counts[0]] = Given(alone.text.strip())
        rest = []
    return new, tuple(rest)


def _as_time(
    rest: list[Unplaced], old: Mapping[str, Given], new: dict[str, Given], lexicon: Lexicon
) -> list[Unplaced]:
    """A bare number as the one time that was given, in its unit; what then has no place."""
    times = [n for n, v in old.items() if n not in new and v.text and lexicon[n].unit == "s"]
    amount, unit = rest[0].amount, _UNIT_OF.search(old[times[0]].text) if len(times) == 1 else None
    if unit is None or amount.units or amount.percent or amount.scale:
        return rest
    new[times[0]] = Given(f"{amount.text.strip()} {unit[0]}")
    return []


def _counts_again(case: Case, lexicon: Lexicon) -> str | None:
    """What is counted by "40 of those": what there is one of unless told."""
    if not _OF_THOSE.search(case.words):
        return None
    ones = (q for q in lexicon.quantities if q.default is not None and q.default.value == 1)
    return next((q.name for q in ones if q.unit == "1" and "sequence" in q.label.en), None)


def _moves(case: Case, before: Case, lexicon: Lexicon) -> tuple[Move, ...]:
    """What changes now; a change of nothing named is one of what changed before."""
    if not case.moves:
        return before.moves
    last = before.moves[-1].quantity if before.moves else ""
    moves = tuple(replace(m, quantity=last) if not m.quantity else m for m in case.moves)
    changed = {move.quantity for move in moves}
    if not ON_TOP.search(case.words):
        return moves
    return (*(move for move in before.moves if move.quantity not in changed), *moves)


def _anchored(case: Case, before: Case, lexicon: Lexicon) -> tuple[str, ...]:
    """What two cases are compared in, where one of them says what it took."""
    if not (case.second or case.moves or before.second):
        return ()
    return tuple(n for n in case.given if lexicon[n].unit in PROPORTIONAL)[:1]


def _manner(case: Case, before: Case) -> Manner:
    same = not case.targets or set(case.targets) <= set(before.targets)
    return before.manner if same and not case.given else case.manner


def _settled(case: Case, lexicon: Lexicon) -> set[str]:
    """What the choices that are stated anew say of their own: the bytes of an optimizer."""
    options = (lexicon.vocabulary.choices[c].values[v] for c, v in case.choices.items())
    return {name for option in options for name in option.gives}


def _facts_of_cards(lexicon: Lexicon) -> set[str]:
    return {q.name for q in lexicon.quantities if q.entity == "accelerator"} - {
        lexicon.usual.get("USD/(accelerator*s)")
    }


def _freed(given: dict[str, Given], old: dict[str, Given], lexicon: Lexicon) -> tuple[str, ...]:
    """What is asked now that the old answer is given: what of cards, time and money was given."""
    primary = lexicon.usual
    for unit in _FREED:
        name = primary.get(unit)
        if name in old and dimension_of(unit):
            return (name,)
    return ()


def _is_known(text: str, old: dict[str, Given]) -> bool:
    """Whether an amount only names an old value again: "with those 36"."""
    return any(value.text.strip() == text.strip() for value in old.values())
