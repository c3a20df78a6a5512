"""What comes out of a formula that the text writes out, or must have gone into it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product

from ...tools.engine.units import find_unit
from .arithmetic import Amount, evaluated, formulas_of
from .naming import COUNTED
from .records import PER_PARAMETER, PLAIN, Figure
from .worths import Known, is_about, measures, shows

TOKENS_EACH = "tokens_per_parameter"
"""Declared as a plain number; in a formula it turns parameters into tokens."""

MOST_READINGS = 256
"""Of one formula, whose operands may each be several things."""

LONGEST = 160
"""Characters of a formula, at most."""


def comes_out(known: Known, figure: Figure) -> bool:
    """Whether it comes out of a formula beside it: "30.43 ÷ 9.596 ≈ 3.17"."""
    return any(
        _gives(known, figure, operands, signs)
        for operands, signs in formulas_of(known.page, figure)
    )


def goes_in(known: Known, figure: Figure) -> bool:
    """Whether it is the one operand that a formula's result, which holds, needs: "× 16 B"."""
    return figure.operand and any(
        _needs(known, result, operands, signs, figure)
        for result in known.holding
        if abs(result.start - figure.start) <= LONGEST
        for operands, signs in formulas_of(known.page, result)
        if not set(signs) - set("#*/")
    )


def is_told_again(known: Known, figure: Figure) -> bool:
    """Whether it is one that was told and worked out, in a formula or in another unit."""
    if figure.operand:
        return any(figure.value == t.value for t in known.holding if t.start < figure.start)
    worked = (w for w in known.told if w.is_worked and w.dimension not in COUNTED)
    return any(shows(figure, w.values[0], w.dimension) for w in worked if figure.units)


def _gives(known: Known, figure: Figure, operands: Sequence[Figure], signs: str) -> bool:
    """Whether a formula gives a figure, in its unit; without units, as bare numbers do."""
    is_bare = not (figure.dimensions or figure.noun)
    if is_bare or _shares_unit(known, figure, operands, signs):
        bare = evaluated(signs, [Amount(one.value) for one in operands])
        if bare is not None and is_about(figure, bare.value):
            return True
    options = [_amounts(known, one) for one in operands]
    return any(
        is_about(figure, found.value / unit.factor)
        for amounts in islice(product(*options), MOST_READINGS)
        if (found := evaluated(signs, amounts)) is not None
        for unit in figure.units or (find_unit("1"),)
        if measures(found.dimension, PLAIN if figure.percent else unit.dimension)
    )


def _shares_unit(known: Known, figure: Figure, operands: Sequence[Figure], signs: str) -> bool:
    """Whether a sum of bare numbers is one of a tool's: "2 + 2 + 12 = 16 bytes"."""
    if set(signs) - set("#+") or any(one.units for one in operands):
        return False
    summed = [one.value for one in operands]
    return any(
        [one.value for one in terms[first : first + len(summed)]] == summed
        and any(measures(d, said) for said in figure.dimensions for d in terms[first].dimensions)
        for terms in known.evidence.terms
        for first in range(len(terms) - len(summed) + 1)
    )


def _needs(
    known: Known, result: Figure, operands: Sequence[Figure], signs: str, figure: Figure
) -> bool:
    """Whether products and quotients come to a result with a figure, as exactly as it is given."""
    holding = {one.start for one in known.holding}
    unknown = [one for one in operands if one.start not in holding]
    if [one.start for one in unknown] != [figure.start] or not figure.value:
        return False
    slack = figure.step / 2 / abs(figure.value)
    options = [_amounts(known, figure if one in unknown else one) for one in operands]
    return any(
        abs(total.value / found.value - 1) <= slack
        for amounts in islice(product(*options), MOST_READINGS)
        if (found := evaluated(signs, amounts)) is not None and found.value
        for total in _amounts(known, result)
        if measures(found.dimension, total.dimension)
    )


def _amounts(known: Known, figure: Figure) -> list[Amount]:
    """What an operand may be: what it repeats, else what is written."""
    told = [
        Amount(value, PER_PARAMETER if worth.quantity == TOKENS_EACH else worth.dimension)
        for worth in known.told
        if worth.start == figure.start
        for value in worth.values
    ]
    return (
        list(dict.fromkeys(told))
        or [Amount(figure.value * u.factor, u.dimension) for u in figure.units]
        or [Amount(figure.value)]
    )
