"""How a person writes a value: the generator's own hand, which shares nothing with the checker."""

from __future__ import annotations

from fractions import Fraction

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
HAN = "零一二三四五六七八九"
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def half_up(value: Fraction, unit: Fraction) -> Fraction:
    return int(value / unit + Fraction(1, 2)) * unit


def fixed(value: Fraction, decimals: int, commas: bool = True) -> str:
    whole = half_up(value, Fraction(1, 10**decimals))
    text = f"{int(whole):,}" if commas else f"{int(whole)}"
    if decimals:
        text += "." + f"{int((whole - int(whole)) * 10**decimals):0{decimals}d}"
    return text


def power(value: Fraction) -> int:
    found = 0
    while value >= 10 ** (found + 1):
        found += 1
    while value < Fraction(10) ** found:
        found -= 1
    return found


def significant(value: Fraction, digits: int, commas: bool = True) -> str:
    place = power(value) - digits + 1
    rounded = half_up(value, Fraction(10) ** place)
    return fixed(rounded, max(0, -place), commas)


def trimmed(value: Fraction, digits: int) -> str:
    text = significant(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def mantissa(value: Fraction, digits: int) -> tuple[str, int]:
    rounded = half_up(value, Fraction(10) ** (power(value) - digits + 1))
    exponent = power(rounded)
    return trimmed(rounded / Fraction(10) ** exponent, digits), exponent


def e_notation(value: Fraction, digits: int = 3) -> str:
    text, exponent = mantissa(value, digits)
    return f"{text}e{exponent}"


def times_ten(value: Fraction, digits: int = 3) -> str:
    text, exponent = mantissa(value, digits)
    return f"{text}×10{str(exponent).translate(RAISED)}"


def caret(value: Fraction, digits: int = 3) -> str:
    text, exponent = mantissa(value, digits)
    return f"{text} × 10^{exponent}"


def latex(value: Fraction, digits: int = 3) -> str:
    text, exponent = mantissa(value, digits)
    return rf"{text} \times 10^{{{exponent}}}"


def english(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        tail = f"-{ONES[number % 10]}" if number % 10 else ""
        return TENS[number // 10] + tail
    if number < 1000:
        rest = f" and {english(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100]} hundred{rest}"
    rest = f" {english(number % 1000)}" if number % 1000 else ""
    return f"{english(number // 1000)} thousand{rest}"


def han(number: int) -> str:
    if number < 10:
        return HAN[number]
    if number < 20:
        return "十" + (HAN[number % 10] if number % 10 else "")
    if number < 100:
        return HAN[number // 10] + "十" + (HAN[number % 10] if number % 10 else "")
    if number < 1000:
        rest = number % 100
        text = HAN[number // 100] + "百"
        if rest == 0:
            return text
        return text + (
            ("零" + HAN[rest])
            if rest < 10
            else (HAN[rest // 10] + "十" + (HAN[rest % 10] if rest % 10 else ""))
        )
    if number < 10_000:
        rest = number % 1000
        text = HAN[number // 1000] + "千"
        if rest == 0:
            return text
        return text + ("零" if rest < 100 else "") + han_below(rest)
    rest = number % 10_000
    text = han(number // 10_000) + "万"
    return text if rest == 0 else text + ("零" if rest < 1000 else "") + han_below(rest)


def han_below(number: int) -> str:
    return ("一" + han(number)) if 10 <= number < 20 else han(number)


def wan(value: Fraction, digits: int = 3) -> str:
    """With 万 or 亿, as prices and counts are written in Chinese."""
    for size, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if value >= size:
            return f"{trimmed(value / size, digits)} {name}"
    return trimmed(value, digits)


def short(value: Fraction, digits: int = 3) -> str:
    """With T, B, M or k."""
    for size, name in ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "k")):
        if value >= size:
            return f"{trimmed(value / size, digits)}{name}"
    return trimmed(value, digits)


def spelled(value: Fraction, digits: int = 3) -> str:
    """With trillion, billion or million."""
    for size, name in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (10**3, "thousand"),
    ):
        if value >= size:
            return f"{trimmed(value / size, digits)} {name}"
    return trimmed(value, digits)
