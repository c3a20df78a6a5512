"""How far a figure may be from what it repeats, because people round."""

from __future__ import annotations

from fractions import Fraction

NEAR = Fraction(1, 20)
"""Relative difference that rounding may make of a figure that is said to be exact."""

ROUGH = Fraction(1, 10)
"""The same where it is said to be about so much."""

OPEN = Fraction(7, 20)
"""The same where it is said to be over or under so much."""

SAME_RATIO = Fraction(1, 40)
