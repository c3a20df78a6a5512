"""Figures as text: significant digits, thousands separators, powers of ten, money."""

from __future__ import annotations

from fractions import Fraction

DIGITS = 4


def round_to(value: Fraction, digits: int = DIGITS) -> Fraction:
    """`value` to so many significant digits, halves away from zero."""
    if not value:
        return value
    power = power_of(value) - digits + 1
    top, bottom = _scaled(value, power)
    whole = (2 * top + bottom) // (2 * bottom)
    rounded = Fraction(whole * 10**power) if power >= 0 else Fraction(whole, 10**-power)
    return rounded if value > 0 else -rounded


def power_of(value: Fraction) -> int:
    """The power of ten of the first digit."""
    # log10(2) from bit lengths is off by one at most
    guess = int((value.numerator.bit_length() - value.denominator.bit_length()) * 0.30103)
    while not _reaches(value, guess):
        guess -= 1
    while _reaches(value, guess + 1):
        guess += 1
    return guess


def _reaches(value: Fraction, power: int) -> bool:
    top, bottom = _scaled(value, power)
    return top >= bottom


def _scaled(value: Fraction, power: int) -> tuple[int, int]:
    """The size of a value over a power of ten, in integers: every figure shown asks for several."""
    top, bottom = abs(value.numerator), value.denominator
    return (top, bottom * 10**power) if power >= 0 else (top * 10**-power, bottom)


def decimal(value: Fraction) -> str:
    """A rounded value in digits with thousands separators, no trailing zeros."""
    whole, rest = divmod(abs(value), 1)
    text = f"{int(whole):,}"
    digits = 0
    while rest and digits < 30:
        tenth, rest = divmod(rest * 10, 1)
        text += ("." if not digits else "") + str(int(tenth))
        digits += 1
    return text


def scientific(value: Fraction) -> str:
    """A value as "8.4e22"."""
    rounded = round_to(abs(value))
    power = power_of(rounded) if rounded else 0
    return f"{decimal(rounded / Fraction(10) ** power)}e{power}"


def figure(value: Fraction, whole_to: int = 10_000, scientific_from: int = 10**6) -> str:
    """A positive figure: whole numbers in full up to a bound, else four digits."""
    if value.denominator == 1 and value < whole_to:
        return f"{int(value):,}"
    rounded = round_to(value)
    if rounded and (rounded < Fraction(1, 1000) or rounded >= scientific_from):
        return scientific(value)
    return decimal(rounded)


def money(value: Fraction) -> str:
    """Dollars: cents below 100, whole dollars above, four digits below a cent."""
    if value >= 10**6:
        return figure(value) if value >= 10**7 else f"{int(value + Fraction(1, 2)):,}"
    cents = int(value * 100 + Fraction(1, 2))
    if value and cents < 10:
        return figure(value)
    return f"{cents / 100:.2f}" if cents < 10_000 else f"{int(value + Fraction(1, 2)):,}"


def money_zh(value: Fraction) -> str:
    """Money in Chinese: cents only where they are not zero."""
    return money(value).removesuffix(".00")


def millions(value: Fraction) -> str:
    """Millions of dollars: one decimal at least."""
    text = figure(value)
    return text if "." in text or "e" in text or "," in text else text + ".0"
