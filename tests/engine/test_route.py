"""Routes over a bipartite graph: determination, fewest assumptions, blocks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flopwise.tools.engine.matching import NONE, Matching, bits
from flopwise.tools.engine.route import Graph


def mask(*members: int) -> int:
    return sum(1 << m for m in members)


def test_a_chain_is_ordered() -> None:
    graph = Graph([mask(0, 1), mask(1, 2), mask(2, 3)], 10)
    route = next(graph.routes(3, known=mask(0), facts=0, defaults=0))
    assert [(block.equations, block.unknowns) for block in route.blocks] == [
        ((0,), (1,)), ((1,), (2,)), ((2,), (3,)),
    ]  # fmt: skip


def test_a_block_is_kept_together() -> None:
    graph = Graph([mask(0, 1, 2), mask(1, 2, 3)], 10)
    route = next(graph.routes(1, known=mask(0, 3), facts=0, defaults=0))
    assert len(route.blocks) == 1 and route.blocks[0].unknowns == (1, 2)


def test_the_undetermined_part_is_told() -> None:
    graph = Graph([mask(0, 1), mask(2, 3)], 10)
    everything = mask(0, 1)
    assert graph.determined(everything, known=mask(0)) == mask(1)
    assert not list(graph.routes(2, known=mask(0), facts=0, defaults=0))


def test_defaults_before_facts_before_equations() -> None:
    # 5 from a default (4), from a fact (3), or by two equations from what is given (0)
    graph = Graph([mask(5, 4), mask(5, 3), mask(0, 1), mask(1, 5)], 10)
    first = next(graph.routes(5, known=mask(0), facts=mask(3), defaults=mask(4)))
    assert first.defaults == 0 and first.facts == 0 and len(first.blocks) == 2
    second = next(graph.routes(5, known=0, facts=mask(3), defaults=mask(4)))
    assert second.defaults == 0 and second.facts == mask(3)
    third = next(graph.routes(5, known=0, facts=0, defaults=mask(4)))
    assert third.defaults == mask(4)


def test_missing_keeps_the_most_natural() -> None:
    graph = Graph([mask(0, 1, 2), mask(2, 3)], 10)
    assert list(graph.missing(0, known=0, askable=[1, 2, 3])) == [[1, 2], [1, 3]]
    assert list(graph.missing(0, known=0, askable=[1, 3, 2])) == [[1, 3], [1, 2]]
    assert not list(graph.missing(0, known=0, askable=[3]))


def test_redundancy_is_what_is_left_over() -> None:
    graph = Graph([mask(0, 1), mask(1, 2), mask(0, 2)], 10)
    steps, checks = graph.closure(mask(0))
    assert {unknown for _, unknown in steps} == {1, 2} and len(checks) == 1


@given(
    st.lists(st.sets(st.integers(0, 9), min_size=1, max_size=4), max_size=12), st.integers(0, 1023)
)
def test_every_route_is_square_and_solvable_in_order(members: list[set[int]], known: int) -> None:
    graph = Graph([mask(*m) for m in members], 10)
    for target in range(10):
        if known >> target & 1:
            continue
        for route in list(graph.routes(target, known, facts=0, defaults=0))[:3]:
            done = known
            for block in route.blocks:
                assert len(block.equations) == len(block.unknowns)
                for equation in block.equations:
                    unknown = graph.variables[equation] & ~done
                    assert set(bits(unknown)) <= set(block.unknowns)
                done |= mask(*block.unknowns)
            assert done >> target & 1


@given(
    st.lists(st.sets(st.integers(0, 7), min_size=1, max_size=4), max_size=9),
    st.lists(st.integers(0, 7), max_size=8, unique=True),
)
def test_learning_equals_starting_afresh(members: list[set[int]], learnt: list[int]) -> None:
    graph = Graph([mask(7), *(mask(*m) for m in members)], 10)
    everything = mask(*range(len(members) + 1))
    moving = Matching(graph.members, graph.users, everything, 0)
    known = 0
    for quantity in learnt:
        moving.learn(quantity)
        known |= 1 << quantity
        afresh = Matching(graph.members, graph.users, everything, known)
        assert moving.by_unknown.count(NONE) == afresh.by_unknown.count(NONE)
        assert moving.determined() == afresh.determined()
        for q in range(8):
            if not known >> q & 1:
                assert moving.determines(q) == bool(afresh.determined() >> q & 1)


@given(
    st.lists(st.sets(st.integers(0, 7), min_size=1, max_size=4), max_size=9),
    st.permutations(range(1, 8)),
)
def test_what_is_asked_for_is_what_remains_when_the_last_are_dropped_first(
    members: list[set[int]], askable: list[int]
) -> None:
    graph = Graph([mask(*m) for m in members], 8)
    kept = list(askable)
    for quantity in reversed(askable):
        fewer = [other for other in kept if other != quantity]
        if graph.determines([0], mask(*fewer)):
            kept = fewer
    expected = kept if graph.determines([0], mask(*kept)) else None
    assert next(graph.missing(0, known=0, askable=askable), None) == expected
