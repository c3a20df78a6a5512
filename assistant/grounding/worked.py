"""What a model works out of figures that hold: formulas put in, differences, shares, parts of each.

Such a figure is no tool's own, but it follows from what tools gave and is checked by following it:
a formula that is written out must come out so, and a difference, share or part must be one of
figures that the tools gave or the text tells, and be called one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import islice, permutations, product

from ...tools.engine.units import Dimension, dimension_of, find_unit
from . import cues
from .arithmetic import Amount, evaluated, formulas_of
from .comparing import CARD_TIME, MONEY, TIME, Comparison
from .evidence import Evidence
from .naming import COUNTED, names
from .ratios import stem
from .records import PER_PARAMETER, PLAIN, Figure, Page
from .supports import Support
from .tolerances import ROUGH

ACCELERATORS = dimension_of("accelerator")
TOKENS_EACH = "tokens_per_parameter"
"""Declared as a plain number; in a formula it turns parameters into tokens."""

RATES = frozenset({"achieved_flops", "peak_flops"})
"""What each card does; what it has is called "… per accelerator"."""

COUNTED_NAMES = frozenset(name for d in COUNTED for name, _ in d.exponents)
FAR = 1000
"""Characters beyond which two figures are not compared."""

MOST_READINGS = 256
"""Of one formula, whose operands may each be several things."""


@dataclass(frozen=True)
class Worth:
    """What a figure that holds is worth: exactly, and as it is written."""

    dimension: Dimension
    values: tuple[Fraction, ...]
    start: int = -1
    quantity: str | None = None
    is_worked: bool = False


class Worked:
    """The figures of a text that follow from others.

    Args:
        page: the text.
        evidence: the conversation.
        holding: the figures of the text that hold.
    """

    def __init__(self, page: Page, evidence: Evidence, holding: Iterable[Figure]) -> None:
        self.page = page
        self.evidence = evidence
        self.holding = tuple(holding)
        self.told = [worth for figure in self.holding for worth in self._worth(figure)]

    def is_written(self, figure: Figure) -> bool:
        """Whether the text shows how it comes out: then it may look like something else, too."""
        return self._as_difference(figure) or self._from_formula(figure)

    def follows(self, figure: Figure) -> bool:
        """Whether a figure follows from those that hold."""
        ways = (
            self._from_formula,
            self._as_told,
            self._as_multiple,
            self._as_difference,
            self._as_share,
            self._as_part,
            self._as_whole,
            self._as_ratio,
        )
        return any(way(figure) for way in ways)

    def _worth(self, figure: Figure) -> Iterator[Worth]:
        """What a figure is worth: as written, and as what it repeats is."""
        if figure.multiple:
            return
        found = [
            Worth(dimension, values, figure.start, support.quantity)
            for support in Comparison(self.page, figure).among(self.evidence.near)
            if not support.multiple
            for dimension, values in support.values.items()
            if dimension is not None
        ]
        own = figure.dimensions or (() if found else (PLAIN,))
        for dimension in own:
            factor = next((u.factor for u in figure.units if u.dimension == dimension), 1)
            worked = not found and dimension != PLAIN
            yield Worth(dimension, (figure.value * factor,), figure.start, None, worked)
        yield from found

    @cached_property
    def _known(self) -> list[Worth]:
        """What this turn's calls were given and gave, the case that was asked alone."""
        return list(_worths(s for case in self.evidence.last for s in case.supports))

    @cached_property
    def _asked(self) -> list[Worth]:
        """What was asked for, of every turn: a later answer is compared with an earlier one."""
        answered = self.evidence.answered
        results = (s for s in self.evidence.supports if s.origin == "result")
        return list(_worths(s for s in results if s.quantity in answered))

    # ------------------------------------------------------------------ a formula

    def _from_formula(self, figure: Figure) -> bool:
        """Whether it comes out of a formula beside it: "30.43 ÷ 9.596 ≈ 3.17"."""
        return any(
            self._comes_out(figure, operands, signs)
            for operands, signs in formulas_of(self.page, figure)
        )

    def _as_told(self, figure: Figure) -> bool:
        """Whether it is one that was told and worked out, in a formula or in another unit."""
        if figure.operand:
            return any(figure.value == t.value for t in self.holding if t.start < figure.start)
        worked = (w for w in self.told if w.is_worked and w.dimension not in COUNTED)
        return any(shows(figure, w.values[0], w.dimension) for w in worked if figure.units)

    def _comes_out(self, figure: Figure, operands: Sequence[Figure], signs: str) -> bool:
        """Whether a formula gives a figure, in its unit; without units, as bare numbers do."""
        if not figure.dimensions and not figure.noun:
            bare = evaluated(signs, [Amount(one.value) for one in operands])
            if bare is not None and _is_about(figure, bare.value):
                return True
        options = [self._amounts(one) for one in operands]
        return any(
            _is_about(figure, found.value / unit.factor)
            for amounts in islice(product(*options), MOST_READINGS)
            if (found := evaluated(signs, amounts)) is not None
            for unit in figure.units or (find_unit("1"),)
            if _measures(found.dimension, PLAIN if figure.percent else unit.dimension)
        )

    def _amounts(self, figure: Figure) -> list[Amount]:
        """What an operand may be: what it repeats, else what is written."""
        told = [
            Amount(value, PER_PARAMETER if worth.quantity == TOKENS_EACH else worth.dimension)
            for worth in self.told
            if worth.start == figure.start
            for value in worth.values
        ]
        return (
            list(dict.fromkeys(told))
            or [Amount(figure.value * u.factor, u.dimension) for u in figure.units]
            or [Amount(figure.value)]
        )

    # ------------------------------------------------------------------ a multiple of a value

    def _as_multiple(self, figure: Figure) -> bool:
        """Whether it is a value times what a tool, or the user, says it becomes."""
        factors = {
            (stem(s.quantity or ""), value)
            for case in self.evidence.last
            for s in case.supports
            if s.multiple
            for values in s.values.values()
            for value in values
        }
        stems = {name for name, _ in factors}
        if self._is_change(figure):
            factors |= {(name, factor - 1) for name, factor in factors}
        return any(
            shows(figure, value * factor, dimension)
            for s in self.evidence.supports
            if s.origin != "user" and not (s.bound or s.varied or s.multiple)
            for dimension, values in s.values.items()
            for name, factor in factors
            if stem(s.quantity or "") == name or (not name and s.quantity not in stems)
            for value in values
            if dimension is not None
        )

    # ------------------------------------------------------------------ a difference

    def _as_difference(self, figure: Figure) -> bool:
        """Whether it is how much two values differ, and is called so: "saves four days"."""
        if figure.multiple or not self._is_change(figure):
            return False
        pairs = list(self._pairs(figure))
        if MONEY in figure.dimensions:  # "$1.25 more", of an hour's price
            rents = self._pairs(replace(figure, units=(find_unit("USD/(accelerator*hour)"),)))
            pairs += [(one * 3600, other * 3600) for one, other in rents]
        if figure.percent:
            return any(
                _is_about(figure, abs(one - other) / base)
                for one, other in pairs
                for base in (other, one)
                if base
            )
        return any(shows(figure, abs(one - other), None) for one, other in pairs)

    def _is_change(self, figure: Figure) -> bool:
        text, end = self.page.text, figure.start + len(figure.text)
        if " more " in figure.text or cues.CHANGE_AFTER.match(text, end):
            return True
        lead = text[max(figure.sentence, figure.start - 48) : figure.start]
        return bool(cues.CHANGE_BEFORE.search(lead) and not cues.LEADS_TO.search(lead))

    def _pairs(self, figure: Figure) -> Iterator[tuple[Fraction, Fraction]]:
        """Two values that may be compared: of one measure, both told here or of one quantity."""
        wanted = None if figure.percent else set(figure.dimensions) or {PLAIN}
        called = self._called(figure) if figure.percent else frozenset()
        near = [w for w in self.told if 0 < abs(w.start - figure.start) <= FAR]
        told = list({(w.dimension, w.values, w.quantity): w for w in near}.values())
        asked = self._asked
        if called & {w.quantity for w in (*told, *asked)}:
            told = [w for w in told if w.quantity in called]
            asked = [w for w in asked if w.quantity in called]
        for one, other in permutations((*told, *asked), 2):
            if one.dimension != other.dimension or 0 <= one.start == other.start:
                continue
            if wanted is not None and one.dimension not in wanted:
                continue
            if one.dimension == PLAIN and not self._is_one_law(one, other):
                continue
            if (
                one.quantity != other.quantity
                and -1 < min(one.start, other.start) < figure.sentence
            ):
                continue
            yield from ((a, b) for a in one.values for b in other.values if a >= b and a != b)

    def _called(self, figure: Figure) -> frozenset[str]:
        """What the words right before a change say that it is of."""
        lead = self.page.text[max(figure.sentence, figure.start - 30) : figure.start]
        return names().of_noun(re.split(r"[,，、;；]", lead)[-1])

    def _is_one_law(self, one: Worth, other: Worth) -> bool:
        """Whether two plain numbers may be taken from each other: losses, not layers."""
        return bool({one.quantity, other.quantity} & self.evidence.answered)

    # ------------------------------------------------------------------ a share, a part of each

    def _as_share(self, figure: Figure) -> bool:
        """Whether it is what part one value is of another of its call: "23% of the total"."""
        if not (figure.percent or figure.multiple or "/" in figure.text):
            return False
        end = figure.start + len(figure.text)
        if figure.percent and (figure.more or cues.CHANGE_AFTER.match(self.page.text, end)):
            return False
        told = [worth for worth in self.told if figure.sentence <= worth.start < figure.start]
        known = self._known if figure.value < 1 and self._is_share(figure) else []
        return any(
            _is_about(figure, value / whole)
            for group in (known, told if figure.multiple or known else [])
            for one, other in permutations(group, 2)
            if one.dimension == other.dimension != PLAIN
            if not figure.object or one.dimension in figure.object
            for value in one.values
            for whole in other.values
            if value and whole and value != whole
        )

    def _is_share(self, figure: Figure) -> bool:
        text, end = self.page.text, figure.start + len(figure.text)
        return bool(
            cues.SHARE_AFTER.match(text, end)
            or cues.SHARE_BEFORE.search(text, max(figure.sentence, figure.start - 24), figure.start)
        )

    def _as_part(self, figure: Figure) -> bool:
        """Whether it is a total divided among things that were counted: "2.5 GiB for each user"."""
        text, end = self.page.text, figure.start + len(figure.text)
        before = max(figure.sentence, figure.start - 48)
        if figure.multiple or figure.percent:
            return False
        if self._takes_time(figure):
            return True
        told = (
            cues.EACH_AFTER.match(text, end)
            or cues.EACH_BEFORE.search(text, before, figure.start)
            or cues.EACH_INSIDE.search(figure.text)
        )
        if not told:
            return False
        counts = self._users if cues.A_USER.search(told[0]) else self._cards
        return any(
            shows(figure, value / parts, worth.dimension if figure.units else None)
            for worth in (*self._known, *self.told)
            if worth.dimension != PLAIN and worth.dimension not in COUNTED
            for value in worth.values
            for parts in counts
        )

    def _takes_time(self, figure: Figure) -> bool:
        """Whether it is the time that cards of a number told before it take."""
        if TIME not in figure.dimensions:
            return False
        counts = [
            value
            for worth in self.told
            if worth.dimension == ACCELERATORS and figure.sentence <= worth.start < figure.start
            for value in worth.values
        ]
        return any(
            shows(figure, value / count, TIME)
            for worth in self._known
            if worth.dimension == CARD_TIME
            for value in worth.values
            for count in counts
            if count
        )

    def _as_whole(self, figure: Figure) -> bool:
        """Whether it is what all cards do, of what one does: "1,024 × 395.8 TFLOP/s in all"."""
        lead = self.page.text[max(0, figure.start - 160) : figure.start]
        if not (figure.operand or cues.TOGETHER.search(lead[-60:])):
            return False
        return any(
            shows(figure, value * parts, None if not figure.units else worth.dimension)
            for worth in self._known
            if worth.quantity in RATES or (worth.quantity or "").endswith("_per_accelerator")
            for value in worth.values
            for parts in self._cards
        )

    @cached_property
    def _cards(self) -> frozenset[Fraction]:
        """How many accelerators there are; the user's word holds where no tool had to know."""
        known = [w.values for w in self._known if w.dimension == ACCELERATORS]
        words = (s.values.get(ACCELERATORS, ()) for s in self.evidence.words)
        return _whole(known or words)

    @cached_property
    def _users(self) -> frozenset[Fraction]:
        """How many are served together."""
        return _whole(w.values for w in self._known if w.quantity == "concurrent_sequences")

    def _as_ratio(self, figure: Figure) -> bool:
        """Whether it is one value for each of another: 1,875 tokens per parameter."""
        compound = [u for u in figure.units if len(u.dimension.exponents) == 2]
        if not compound or figure.multiple:
            return False
        return any(
            abs(figure.value * unit.factor - one.values[0] / other.values[0])
            <= figure.step * unit.factor / 2
            for unit in compound
            for one, other in permutations(self._known, 2)
            if one.start == other.start and one.values and other.values and other.values[0]
            if one.dimension / other.dimension == unit.dimension
        )


def _worths(supports: Iterable[Support]) -> Iterator[Worth]:
    """What calls gave, but for the ends of ranges and what would be in another case."""
    for support in supports:
        if not (support.bound or support.varied or support.multiple):
            for dimension, values in support.values.items():
                if dimension is not None:
                    yield Worth(dimension, values, -1 - support.case, support.quantity)


def _whole(several: Iterable[Sequence[Fraction]]) -> frozenset[Fraction]:
    return frozenset(v for values in several for v in values if v.denominator == 1 and v > 0)


def _measures(found: Dimension, said: Dimension) -> bool:
    """Whether a formula gives what is said; what was counted may go without saying."""
    if found == said:
        return True
    counted = tuple(e for e in found.exponents if e[0] not in COUNTED_NAMES)
    return bool(said.exponents) and Dimension(counted) == said and found != Dimension(counted)


def shows(figure: Figure, value: Fraction, dimension: Dimension | None) -> bool:
    """Whether a figure shows a value, given in base units, at the precision that it is written in.

    Args:
        figure: the figure.
        value: what it may show.
        dimension: what the value measures; none takes the figure's own unit, or the bare number.
    """
    units = [u for u in figure.units if dimension is None or u.dimension == dimension]
    factors = [unit.factor for unit in units]
    if dimension is None or not figure.units:
        factors.append(Fraction(1))
    return any(_is_about(figure, value / factor) for factor in factors)


def _is_about(figure: Figure, value: Fraction) -> bool:
    """Whether a value is what a figure that was worked out shows of it."""
    off = abs(figure.value - value)
    if figure.tone == "exact":
        return off <= figure.step / 2
    if off <= max(figure.coarse, figure.step) / 2 and off <= ROUGH * abs(value):
        return True
    beyond = value > figure.value if figure.tone == "over" else value < figure.value
    room = max(figure.coarse, figure.step)
    return figure.tone in ("over", "under") and beyond and off <= min(room, abs(value) / 4)
