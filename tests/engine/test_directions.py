"""Money, time, hardware, model and data in every direction, there and back, exactly."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flopwise.tools.engine.errors import MissingInput
from flopwise.tools.engine.solution import Given
from flopwise.tools.planner import system

SUBJECTS = ("compute", "training")
PEAK = Fraction(312 * 10**12)
NAMES = (
    "training_compute",
    "parameters",
    "tokens",
    "accelerators",
    "training_time",
    "mfu",
    "cost",
    "price_per_accelerator_hour",
)


def run(
    parameters: int, tokens: int, accelerators: int, mfu: Fraction, price: Fraction
) -> dict[str, Fraction]:
    """A run in plain arithmetic: what the solver must find back."""
    compute = Fraction(6) * parameters * tokens
    accelerator_time = compute / (PEAK * mfu)
    return {
        "training_compute": compute,
        "parameters": Fraction(parameters),
        "tokens": Fraction(tokens),
        "accelerators": Fraction(accelerators),
        "training_time": accelerator_time / accelerators,
        "mfu": mfu,
        "cost": accelerator_time * price,
        "price_per_accelerator_hour": price,
    }


def determined(known: tuple[str, ...], find: str) -> bool:
    """Whether the four relations tie `find` to `known`, found without the solver: by exponents.

    C = 6ND, T·X·u = C, n·t = T and M = T·p are products, so their logarithms are linear.
    """
    columns = [*NAMES, "T"]
    rows = [
        {"training_compute": 1, "parameters": -1, "tokens": -1},
        {"T": 1, "mfu": 1, "training_compute": -1},
        {"accelerators": 1, "training_time": 1, "T": -1},
        {"cost": 1, "T": -1, "price_per_accelerator_hour": -1},
        *({name: 1} for name in known),
    ]
    matrix = [[Fraction(row.get(column, 0)) for column in columns] for row in rows]
    target = [Fraction(int(column == find)) for column in columns]
    return rank([*matrix, target]) == rank(matrix)


def rank(rows: list[list[Fraction]]) -> int:
    rows, count = [list(row) for row in rows], 0
    for column in range(len(rows[0])):
        pivot = next((i for i in range(count, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[count], rows[pivot] = rows[pivot], rows[count]
        for i in range(count + 1, len(rows)):
            factor = rows[i][column] / rows[count][column]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[count], strict=True)]
        count += 1
    return count


DIRECTIONS = [
    (known, find)
    for known in itertools.combinations(NAMES, 5)
    for find in NAMES
    if find not in known and determined(known, find)
]


def test_there_are_at_least_sixty_directions() -> None:
    assert len(DIRECTIONS) >= 60
    assert {find for _, find in DIRECTIONS} == set(NAMES)


@pytest.mark.parametrize(
    ("known", "find"),
    DIRECTIONS,
    ids=[f"{find} from {'+'.join(known)}" for known, find in DIRECTIONS],
)
@settings(max_examples=5, deadline=None)
@given(
    parameters=st.integers(10**6, 10**13),
    tokens=st.integers(10**6, 10**14),
    accelerators=st.integers(1, 10**6),
    mfu=st.fractions(Fraction(1, 100), 1, max_denominator=1000),
    price=st.fractions(Fraction(1, 10**6), Fraction(1, 10), max_denominator=10**6),
)
def test_there_and_back(
    known: tuple[str, ...],
    find: str,
    parameters: int,
    tokens: int,
    accelerators: int,
    mfu: Fraction,
    price: Fraction,
) -> None:
    truth = run(parameters, tokens, accelerators, mfu, price)
    stated = {name: Given(truth[name]) for name in known} | {"peak_flops": Given(PEAK)}
    solution = system().solve([find], stated, subjects=SUBJECTS)
    assert solution.found[0].value == truth[find]
    assert not solution.assumed


@pytest.mark.parametrize("find", NAMES)
def test_what_the_inputs_do_not_determine_is_asked_for(find: str) -> None:
    """Outside the table above nothing is made up: with defaults out of reach, inputs are named."""
    undetermined = [
        known
        for known in itertools.combinations([n for n in NAMES if n != find], 3)
        if not determined(known, find)
        and ("mfu" in known or find == "mfu")
        and not any(determined(tuple(n for n in known if n != name), name) for name in known)
    ]
    assert undetermined
    for known in undetermined:
        stated = {n: Given(Fraction(1, 2)) if n == "mfu" else Given(Fraction(5)) for n in known}
        try:
            system().solve([find], stated, subjects=SUBJECTS)
        except MissingInput as error:
            assert error.needed
        else:
            raise AssertionError(f"{find} was found from {known}")
