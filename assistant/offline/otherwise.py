"""Other ways to take a question: an amount of another quantity, a target meant otherwise.

What is nearest to the first reading comes first: one thing taken otherwise, then two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from .case import Case, Given, Unplaced
from .lexicon import Lexicon
from .moves import exact_value
from .nearness import nearness

MOST_OF_ONE = 6
"""Other quantities that one amount or target is taken for."""
NEEDED = 2.0
"""How much likelier a quantity is that the first reading lacks."""


_NOTHING = re.compile(r"[-−]|0+(?:\.0*)?(?![0-9.])|zero|零")
"""What is zero or below: that is refused where it stands, and nothing else is made of it."""


@dataclass(frozen=True)
class _Step:
    """One thing taken otherwise.

    Attributes:
        cost: how far that leads from the first reading.
        what: that is taken otherwise: of two steps of one thing only one can be taken.
        taken: the case with it.
    """

    cost: float
    what: str
    taken: Callable[[Case], Case]


def otherwise(
    case: Case, known: Container[str], needed: Container[str], lexicon: Lexicon | None = None
) -> Iterator[Case]:
    """The case taken in other ways, nearest first.

    Args:
        case: as first read.
        known: what the function takes.
        needed: what the first reading lacks.
        lexicon: where amounts with a name are of its unit: all fits, but cannot be.
    """
    steps = [*_amounts(case, known, needed, lexicon), *_apart(case, known), *_targets(case)]
    steps += [*_choices(case, known), *_placed(case, known, needed), *_moves(case)]
    ways: list[tuple[float, tuple[_Step, ...]]] = [(step.cost, (step,)) for step in steps]
    ways += [
        (one.cost + other.cost, (one, other))
        for one, other in combinations(steps, 2)
        if one.what != other.what
    ]
    for _, way in sorted(ways, key=lambda w: w[0]):
        taken = case
        for step in way:
            taken = step.taken(taken)
        yield taken


def as_ratio(case: Case, lexicon: Lexicon, known: Container[str]) -> Iterator[Case]:
    """Two values of one count as two counts whose ratio is asked for: KV heads, and all heads."""
    moved = [(m.quantity, m.before or "", m.after or "") for m in case.moves if m.after]
    pairs = [(n, case.given[n].text, v.text) for n, v in case.second.items() if n in case.given]
    told = [*moved, *pairs]
    if case.manner != "multiple" or len(told) != 1 or len(case.moves) + len(case.second) != 1:
        return
    name, one, two = told[0]
    if lexicon[name].shown_as != "count" or lexicon[name].unit != "1":
        return
    word = lexicon[name].label.en.rpartition(" ")[2]
    alike = [q.name for q in lexicon.quantities if q.label.en.endswith(word) and q.name != name]
    ratios = [n for n in lexicon.finds if lexicon[n].shown_as == "ratio"]
    values = sorted((one, two), key=lambda text: exact_value(text, name, lexicon) or 0)
    first, second = Given(values[0]), Given(values[1])  # shared heads are the fewer
    for other in (n for n in alike if n in known and n not in case.given):
        for kept, rest in ((first, second), (second, first)):
            given = {**case.given, name: kept, other: rest}
            for ratio in ratios:
                plain = replace(case, given=given, second={}, moves=())
                yield replace(plain, targets=(ratio,), manner="value")


def by_choice(case: Case, lexicon: Lexicon, known: Container[str]) -> Iterator[Case]:
    """The case with one choice that no word states taken otherwise: a rate bound by compute."""
    for name, choice in sorted(lexicon.vocabulary.choices.items()):
        if name in known and name not in case.choices and name != "fit":
            for value in choice.values:
                if value != choice.default:
                    yield replace(case, choices={**case.choices, name: value})


def _cost(rank: int, name: str, needed: Container[str]) -> float:
    return 1.0 + 0.5 * rank - (NEEDED if name in needed else 0.0)


def _amounts(
    case: Case, known: Container[str], needed: Container[str], lexicon: Lexicon | None
) -> Iterator[_Step]:
    """One amount as another quantity."""
    for name, value in case.given.items():
        if _NOTHING.match(value.text.strip()):
            continue
        free = [n for n in value.others if n in known and n not in case.given]
        if lexicon is not None and value.named:
            free = [n for n in free if lexicon[n].unit == lexicon[name].unit]
        for rank, other in enumerate([n for n in free if n not in case.targets][:MOST_OF_ONE]):
            cost = _cost(rank, other, needed) + (1.0 if value.named else 0.0)
            yield _Step(cost, name, partial(_renamed, name=name, other=other))


def _renamed(case: Case, *, name: str, other: str) -> Case:
    given = {(other if n == name else n): v for n, v in case.given.items()}
    return replace(
        case, given=given, carried=tuple(other if n == name else n for n in case.carried)
    )


def _apart(case: Case, known: Container[str]) -> Iterator[_Step]:
    """Two amounts of one quantity as amounts of two: a corpus, and what was seen of it."""
    for name, second in case.second.items():
        if name not in case.given:
            continue
        pair = (case.given[name], second)
        for rank, (moved, kept) in enumerate((pair, pair[::-1])):
            for place, other in enumerate(moved.others[:MOST_OF_ONE]):
                if other in known and other not in case.given:
                    both = {name: kept, other: moved}
                    yield _Step(0.5 * (rank + place), name, partial(_parted, both=both))


def _parted(case: Case, *, both: Mapping[str, Given]) -> Case:
    return replace(case, given={**case.given, **both}, second={})


def _targets(case: Case) -> Iterator[_Step]:
    """One target as another quantity."""
    for place, target in enumerate(case.targets):
        others = case.open.get(target, ()) if target not in case.given else ()
        others = tuple(n for n in others if n not in case.given and n not in case.targets)
        nearest = sorted(others, key=lambda name: -nearness(name, case.given))
        for rank, other in enumerate(nearest[:MOST_OF_ONE]):
            aimed = partial(_aimed, place=place, other=other)
            yield _Step(1.0 + 0.5 * rank, f"target {place}", aimed)


def _aimed(case: Case, *, place: int, other: str) -> Case:
    return replace(case, targets=(*case.targets[:place], other, *case.targets[place + 1 :]))


def _moves(case: Case) -> Iterator[_Step]:
    """A change as one of another quantity of the same name."""
    for place, move in enumerate(case.moves):
        for rank, other in enumerate(move.others[:MOST_OF_ONE]):
            moved = partial(_moved, place=place, other=other)
            yield _Step(1.0 + 0.5 * rank, f"move {place}", moved)


def _moved(case: Case, *, place: int, other: str) -> Case:
    move = replace(case.moves[place], quantity=other)
    return replace(case, moves=(*case.moves[:place], move, *case.moves[place + 1 :]))


def _choices(case: Case, known: Container[str]) -> Iterator[_Step]:
    """A choice that only counts something as none."""
    for choice, (name, count) in case.counted.items():
        if name in known:
            given = {name: Given(str(count))}
            yield _Step(1.0, choice, partial(_without, choice=choice, given=given))


def _without(case: Case, *, choice: str, given: Mapping[str, Given]) -> Case:
    choices = {name: value for name, value in case.choices.items() if name != choice}
    return replace(case, choices=choices, given={**given, **case.given})


def _placed(case: Case, known: Container[str], needed: Container[str]) -> Iterator[_Step]:
    """An amount without a place as a quantity that nothing else is a value of."""
    for unplaced in case.unplaced:
        if unplaced.amount.value <= 0:
            continue
        free = [n for n in unplaced.others if n in known and n not in case.given]
        for rank, name in enumerate([n for n in free if n not in case.targets][:MOST_OF_ONE]):
            cost = _cost(rank, name, needed) - NEEDED
            what = f"unplaced {unplaced.amount.start}"
            yield _Step(cost, what, partial(_given_a_place, unplaced=unplaced, name=name))


def _given_a_place(case: Case, *, unplaced: Unplaced, name: str) -> Case:
    value = Given(unplaced.amount.text.strip(), named=False)
    rest = tuple(other for other in case.unplaced if other != unplaced)
    return replace(case, given={**case.given, name: value}, unplaced=rest)
