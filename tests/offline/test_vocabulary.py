"""A new quantity with names and an equation is understood with no change to the reader."""

from __future__ import annotations

from fractions import Fraction

from flopwise.assistant.offline.lexicon import Lexicon
from flopwise.assistant.offline.reader import Reader
from flopwise.assistant.offline.signatures import Signature
from flopwise.assistant.offline.turns import Turn
from flopwise.tools.engine.equation import Equation
from flopwise.tools.engine.quantity import Vocabulary
from flopwise.tools.engine.solution import Given
from flopwise.tools.engine.solver import System

OWN = Vocabulary()
water = OWN.quantity(
    "cooling_water", "W", "kgCO2e", ("cooling water", "冷却水"), ("water for cooling", "冷却用水"),
    zh=("用水量",),
)  # fmt: skip
racks = OWN.quantity("racks", "R", "1", ("racks", "机柜"), ("racks in use", "使用的机柜"))
need = OWN.quantity(
    "water_per_rack", "w", "kgCO2e", ("water per rack", "每柜用水"), ("per rack", "每柜")
)
EQUATIONS = (Equation(water, racks * need, because=("per rack", "每柜"), source="definition"),)
TABLE = (Signature("cooling", ("cooling_water",), frozenset({"racks", "water_per_rack"})),)


def test_a_vocabulary_of_ones_own() -> None:
    reader = Reader(Lexicon(OWN), TABLE)
    for question in ("How much cooling water for 12 racks?", "12 个机柜的用水量是多少?"):
        (call,) = reader.decide([Turn(question)]).calls
        assert call.function == "cooling"
        assert call.arguments["find"] == ["cooling_water"]
        assert call.arguments["racks"] == "12"


def test_its_equation_solves() -> None:
    given = {"racks": Given(Fraction(12)), "water_per_rack": Given(Fraction(5))}
    assert System(OWN, EQUATIONS).solve(["cooling_water"], given).found[0].value == 60
