"""Changes put on the values they change."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from ...tools.engine.amounts import read_amount
from ...tools.engine.errors import FlopwiseError
from .case import Case, Given, Move
from .lexicon import Lexicon
from .numbers import number_text

_BUDGET = re.compile("budget|预算")


def apply_moves(case: Case, lexicon: Lexicon) -> Case:
    """The case with its factors put on the given values, where values are asked for.

    Where a multiple is asked for, or a value that changes is not given, the case is as it was.
    """
    case = replace(case, moves=tuple(_of_budget(move, case, lexicon) for move in case.moves))
    if (
        case.manner != "value"
        or not case.moves
        or not all(m.factor and m.quantity for m in case.moves)
    ):
        return case
    given = dict(case.given)
    for move in case.moves:
        value = None
        if move.quantity in given:
            value = exact_value(given[move.quantity].text, move.quantity, lexicon)
        factor = factor_of(move.factor or "")
        if value is None or factor is None:
            return case
        given[move.quantity] = Given(number_text(value * factor))
    return replace(case, given=given, moves=(), held=())


def _of_budget(move: Move, case: Case, lexicon: Lexicon) -> Move:
    """A change of the money as one of the compute, where that alone is what there is to spend."""
    money, compute = lexicon.usual.get("USD"), lexicon.usual.get("FLOP")
    named = move.quantity == money or (not move.quantity and _BUDGET.search(case.words))
    spent = named and money not in case.given and compute in case.given
    return replace(move, quantity=compute or "") if spent else move


def exact_value(text: str, name: str, lexicon: Lexicon) -> Fraction | None:
    """The value of an amount of the quantity `name`, in its base unit; none if it is no amount."""
    quantity = lexicon[name]
    try:
        return read_amount(text, quantity.unit, quantity.label).value
    except FlopwiseError:
        return None


def factor_of(text: str) -> Fraction | None:
    """A factor as written: "2", "0.5", "-30%" (a change); none if it is no number."""
    try:
        if text.endswith("%"):
            share = Fraction(text[:-1]) / 100
            return 1 + share if text[0] in "+-" else share
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None
