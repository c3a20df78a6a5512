"""Figures that are words or two numbers: "a month", "twice", 翻倍, 20:1, 1/20."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ...tools.engine.number_words import chinese_value
from ...tools.engine.units import match_units
from . import cues
from .precision import steps
from .records import Figure, Span, Tone

_AN_UNIT = re.compile(
    r"\b(?:an?|one)\s(?=(?:little |bit )?(?:month|week|day|year|hour|minute|second|dozen)s?\b)"
    r"|一(?=个?[多半]?(?:月|星期|小时)|周|天|年)",
    re.IGNORECASE,
)
_RATE_BEFORE = re.compile(
    r"(?:\b(?:GPUs?|cards?|dollars?|USD|tokens?|FLOPs?|[kMG]?Wh?|\d|once|times|twice|cents?)"
    r"|[$%元次])\s?$",
    re.IGNORECASE,
)
_MORE_THAN_ONE = re.compile(r"个?多|个半")
_AND_A_HALF = re.compile(r"\s?(?:and a half|半)", re.IGNORECASE)
_RATIO = re.compile(r"(?<![\d.:])(\d{1,6}(?:\.\d{1,4})?)\s?[:：]\s?1(?![\d.:])")
_SIMPLE_FRACTION = re.compile(r"(?<![\d.,/^eE])(?<![eE^][+-])(\d{1,5})/(\d{1,6})(?![\d,./])")
TIME = (("time", Fraction(1)),)
"""The exponents of what is a time alone."""


def word_spans(text: str) -> Iterator[Span]:
    """The figures of a text that no reader of amounts knows."""
    for match in _AN_UNIT.finditer(text):
        if one := _one_of(text, match.start(), match.end()):
            yield one
    for found in (*_multiples(text), *_fractions(text)):
        yield Span(*found)


def _one_of(text: str, start: int, end: int) -> Span | None:
    """One "month" as a figure; none in "$20 an hour"."""
    if _RATE_BEFORE.search(text, max(0, start - 12), start):
        return None
    many = _MORE_THAN_ONE.match(text, end)
    place = many.end() if many else end
    words = ("个" if many else "") + text[place : place + 24]  # 月 alone is a date's
    found = [
        (unit, stop + place - bool(many))
        for unit, stop in match_units(words, 0)
        if unit.dimension.exponents == TIME
    ]
    if not found:
        return None
    stop, value = found[0][1], Fraction(1)
    half = _AND_A_HALF.match(text, stop)
    if half or (many and "半" in many[0]):
        stop, value = half.end() if half else stop, Fraction(3, 2)
    step = Fraction(1) if value == 1 else Fraction(1, 2)
    units = tuple(dict.fromkeys(unit for unit, _ in found))
    figure = Figure(
        text[start:stop],
        value,
        step,
        step,
        units,
        tone="over" if many and "多" in many[0] else _tone(text[start:stop]),
    )
    return Span(start, stop, figure)


def _tone(written: str) -> Tone:
    """How exactly one of something is meant: "a month" is less than "one month"."""
    return "about" if re.match(r"an?\s", written, re.IGNORECASE) else "exact"


def _multiples(text: str) -> Iterator[tuple[int, int, Figure]]:
    """Twice, half, 翻倍, two thirds, 十三分之一."""
    found = [
        (match, Fraction(value))
        for pattern, value in cues.MULTIPLE_WORDS
        for match in pattern.finditer(text)
    ]
    for pattern in (cues.PART_WORDS, cues.PART_ZH):
        for match in pattern.finditer(text):
            found.append((match, Fraction(_count(match["above"]), _count(match["below"]))))
    for match, value in found:
        figure = Figure(match[0], value, value / 20, value / 5, multiple=True)
        yield match.start(), match.end(), figure


def _count(word: str) -> int:
    """A number of parts, as a number, an ordinal or a Chinese numeral."""
    word = word.lower()
    if word.isascii():
        return int(word) if word.isdecimal() else cues.PART_COUNTS[word]
    return int(chinese_value(word))


def _fractions(text: str) -> Iterator[tuple[int, int, Figure]]:
    """20:1 and 1/20."""
    for match in _RATIO.finditer(text):
        value = Fraction(match[1])
        step, coarse = steps(value, match[1])
        yield match.start(), match.end(), Figure(match[0], value, step, coarse)
    for match in _SIMPLE_FRACTION.finditer(text):
        if int(match[2]):
            value = Fraction(int(match[1]), int(match[2]))
            figure = Figure(match[0], value, value / 100, value / 20, formula=True)
            yield match.start(), match.end(), figure
