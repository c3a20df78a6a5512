"""Exact values as text that the functions read."""

from __future__ import annotations

from fractions import Fraction


def number_text(value: Fraction) -> str:
    """An exact value as a number that the functions read."""
    if value < 0:
        return f"-{number_text(-value)}"
    if value.denominator == 1:
        return str(value.numerator)
    digits = f"{value.numerator * 10**30 // value.denominator:031d}"
    return f"{digits[:-30]}.{digits[-30:]}".rstrip("0")
