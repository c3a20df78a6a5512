"""What comes out of a formula that the text writes out, or must have gone into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice, product

from ...tools.engine.units import find_unit
from . import workcues
from .arithmetic import Amount, Formula, evaluated, formulas_of
from .formulas import CONVERSIONS
from .naming import COUNTED
from .ratios import TOKENS_EACH
from .records import PER_PARAMETER, PLAIN, Figure
from .supports import OVER
from .worths import Known, is_about, measures, shows

MOST_READINGS = 256
"""Of one formula, whose operands may each be several things."""

NEARLY = Fraction(3, 100)
"""Relative difference that rounded operands may make of what comes out."""

_PRODUCT = re.compile(r"#(?:\s?[×·*÷/]\s?#)+\s?[=≈]\s?(?:约|about )?\$?")
_GOES_BEFORE = re.compile(r"[×·*÷/√^+−–(（²³-]\s?[$]?$|(?<![A-Za-z])[A-Za-z_)]\s?$")

LONGEST = 160
"""Characters of a formula, at most."""


def comes_out(known: Known, figure: Figure) -> bool:
    """Whether it comes out of a formula beside it: "30.43 ÷ 9.596 ≈ 3.17"."""
    return any(
        _gives(known, figure, operands, signs)
        for operands, signs in formulas_of(known.page, figure)
    )


def is_contradicted(known: Known, figure: Figure) -> bool:
    """Whether a product written out before it comes to something else: "7B × 12 = 112 GB"."""
    if figure.operand or figure.multiple:
        return False
    longest: Formula | None = None
    for operands, signs in formulas_of(known.page, figure):
        if _gives(known, figure, operands, signs):
            return False
        longest = operands, signs
    if longest is None or not _is_whole_product(known.page.text, figure, *longest):
        return False
    values = list(_values(known, figure, *longest))
    if any(one.value in CONVERSIONS for one in longest[0]):  # "× 24": as the numbers are written
        values += _bare_values(figure, *longest)
    near = max(NEARLY * abs(figure.value), figure.coarse)
    return bool(values) and all(abs(value - figure.value) > near for value in values)


def _is_whole_product(text: str, figure: Figure, operands: Sequence[Figure], signs: str) -> bool:
    """Whether nothing else goes into it: figures and signs alone, from its start to "="."""
    first, last = operands[0], operands[-1]
    written = text[first.start : figure.start]
    for one in operands:
        written = written.replace(one.text, "#", 1)
    if set(signs) - set("#*/") or last.start > figure.start or not _PRODUCT.fullmatch(written):
        return False
    return not _GOES_BEFORE.search(text[max(0, first.start - 4) : first.start])


def _bare_values(figure: Figure, operands: Sequence[Figure], signs: str) -> list[Fraction]:
    """What a formula comes to as bare numbers, in the figure's unit or the base unit."""
    found = evaluated(signs, [Amount(one.value) for one in operands])
    factors = [Fraction(1), *(unit.factor for unit in figure.units)]
    return [found.value / factor for factor in factors] if found is not None else []


def _values(
    known: Known, figure: Figure, operands: Sequence[Figure], signs: str
) -> Iterator[Fraction]:
    """What a formula may come to in the figure's unit."""
    options = [_amounts(known, one) for one in operands]
    for amounts in islice(product(*options), MOST_READINGS):
        found = evaluated(signs, amounts)
        for unit in figure.units or (find_unit("1"),):
            said = PLAIN if figure.percent else unit.dimension
            if found is not None and measures(found.dimension, said):
                yield found.value / unit.factor


def goes_in(known: Known, figure: Figure) -> bool:
    """Whether it is the one operand that a formula's result, which holds, needs: "× 16 B"."""
    return figure.operand and any(
        _needs(known, result, operands, signs, figure)
        for result in known.holding
        if abs(result.start - figure.start) <= LONGEST
        for operands, signs in formulas_of(known.page, result)
        if not set(signs) - set("#*/")
    )


def is_fraction(known: Known, figure: Figure) -> bool:
    """Whether it is one known number over another: "40/32"."""
    over = OVER.fullmatch(figure.text)
    if over is None:
        return False
    numerals = {
        number * by
        for support in known.evidence.supports
        for number in support.numerals
        for by in (1, 100)
    }
    return {Fraction(over[1]), Fraction(over[2])} <= numerals


def is_told_again(known: Known, figure: Figure) -> bool:
    """Whether it is one that was told and worked out, in a formula or in another unit."""
    if figure.operand:
        return any(figure.value == t.value for t in known.holding if t.start < figure.start)
    worked = (w for w in known.told if w.is_worked and w.dimension not in COUNTED)
    return any(shows(figure, w.values[0], w.dimension) for w in worked if figure.units)


def _gives(known: Known, figure: Figure, operands: Sequence[Figure], signs: str) -> bool:
    """Whether a formula gives a figure, in its unit; without units, as bare numbers do."""
    options = [_amounts(known, one) for one in operands]
    bare = evaluated(signs, [Amount(one.value) for one in operands])
    if bare is not None and is_about(figure, bare.value):
        is_bare = not (figure.dimensions or figure.noun)
        if is_bare or _shares_unit(known, figure, operands, signs):
            return True
        if _is_quotient_of_one(known, figure, operands, signs):
            return True
        is_product = not set(signs) & set("+-") and not any(one.units for one in operands)
        if is_product and _is_measured(figure, signs, options):
            return True  # "512 × 90 × 24 GPU-hours"
    return any(is_about(figure, value) for value in _values(known, figure, operands, signs))


def _is_measured(figure: Figure, signs: str, options: Sequence[Sequence[Amount]]) -> bool:
    """Whether a formula of bare numbers, each of which is known, measures what is said."""
    return any(
        measures(found.dimension, unit.dimension)
        for amounts in islice(product(*options), MOST_READINGS)
        if (found := evaluated(signs, amounts)) is not None
        for unit in figure.units
    )


def _is_quotient_of_one(
    known: Known, figure: Figure, operands: Sequence[Figure], signs: str
) -> bool:
    """Whether it is so much for each, in the unit of what was divided: "per dollar, 283"."""
    if signs != "#/#" or not workcues.PER_ONE.search(known.page.text, figure.sentence):
        return False
    divided = {w.dimension for w in known.told if w.start == operands[0].start}
    return bool(divided & set(figure.dimensions))


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
