"""How exactly a number is written: what one more in its last digit is."""

from __future__ import annotations

import re
from fractions import Fraction

DIGITS = re.compile(r"[0-9][0-9,_]*(?:\.[0-9]+)?|\.[0-9]+")


def steps(value: Fraction, written: str) -> tuple[Fraction, Fraction]:
    """What one more in the last digit is, and in the last digit before the noughts."""
    digits = written.replace(",", "").replace("_", "")
    if digits and Fraction(digits):
        scale = abs(value) / Fraction(digits)
        decimals = len(digits.partition(".")[2])
        fine = scale / 10**decimals
        if decimals:
            return fine, fine
        noughts = len(digits) - len(digits.rstrip("0"))
        return fine * 10 ** min(noughts, max(len(digits) - 3, 0)), fine * 10**noughts
    if not value:
        return Fraction(0), Fraction(0)
    fine = Fraction(1)
    while (abs(value) / fine).denominator != 1:
        fine /= 10
        if value.denominator == 2:
            return Fraction(1, 2), Fraction(1, 2)  # Words: a week and a half, 三个半月.
        if fine < Fraction(1, 10**6):
            return abs(value) / 1000, abs(value) / 100
    coarse = fine
    while (abs(value) / (coarse * 10)).denominator == 1:
        coarse *= 10
    return (coarse if abs(value) >= 10_000 else fine), coarse  # Words: thirty, 二十万.
