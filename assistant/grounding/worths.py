"""What the figures of a text and the calls behind it are worth, to work with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ...tools.engine.units import Dimension, dimension_of
from .comparing import OPERATIONS, Comparison, is_for_each
from .evidence import Evidence
from .naming import COUNTED
from .records import PLAIN, Figure, Page
from .supports import Support
from .tolerances import ROUGH

REACH = 160
"""Characters before a figure in which it finds what it is the ratio, or the sum, of."""

FAR_FROM_ALL = -(10**6)
"""Where what stands in no text, and is of no call's own answers, is put."""

ACCELERATORS = dimension_of("accelerator")
_COUNTED_NAMES = frozenset(name for d in COUNTED for name, _ in d.exponents)


@dataclass(frozen=True)
class Worth:
    """What a figure that holds is worth: exactly, and as it is written.

    Attributes:
        dimension: what it measures.
        values: in base units.
        start: where the figure stands; below 0 for a call's, each call's its own.
        quantity: what it is; none where that is not known.
        is_worked: whether it was worked out: nothing but the text tells it.
    """

    dimension: Dimension
    values: tuple[Fraction, ...]
    start: int = -1
    quantity: str | None = None
    is_worked: bool = False


class Known:
    """What may be worked with.

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

    def _worth(self, figure: Figure) -> Iterator[Worth]:
        """What a figure is worth: as written, and as what it repeats is."""
        if figure.multiple:
            return
        found = [
            Worth(dimension, values, figure.start, support.quantity)
            for support in Comparison(self.page, figure).among(self.evidence.near)
            if not support.multiple
            for dimension, values in support.values.items()
            if dimension is not None and values
        ]
        own = figure.dimensions or (() if found else (PLAIN,))
        for dimension in own:
            factor = next((u.factor for u in figure.units if u.dimension == dimension), 1)
            worked = not found and dimension != PLAIN
            yield Worth(dimension, (figure.value * factor,), figure.start, None, worked)
        yield from found

    @cached_property
    def called(self) -> list[Worth]:
        """What this turn's calls were given and gave, the case that was asked alone."""
        return list(_worths(s for case in self.evidence.last for s in case.supports))

    @cached_property
    def asked(self) -> list[Worth]:
        """What was asked for, of every turn: a later answer is compared with an earlier one."""
        answered = self.evidence.answered
        results = (s for s in self.evidence.supports if s.origin == "result")
        return list(_worths(s for s in results if s.quantity in answered))

    @cached_property
    def varied(self) -> list[Worth]:
        """What would be found under other assumptions, of those that the text tells."""
        told = [f for f in self.page.figures if f.readable]
        return [
            Worth(dimension, values, FAR_FROM_ALL, support.quantity)
            for support in self.evidence.supports
            if support.when and any(Comparison(self.page, f).repeats(support.when) for f in told)
            for dimension, values in support.values.items()
            if dimension is not None
        ]

    @cached_property
    def cards(self) -> frozenset[Fraction]:
        """How many accelerators there are; the user's word holds where no tool had to know."""
        known = [w.values for w in self.called if w.dimension == ACCELERATORS]
        words = (s.values.get(ACCELERATORS, ()) for s in self.evidence.words)
        return _whole(known or words)

    @cached_property
    def users(self) -> frozenset[Fraction]:
        """How many are served together."""
        return _whole(w.values for w in self.called if w.quantity == "concurrent_sequences")

    def around(self, figure: Figure, reach: int) -> list[Worth]:
        """What the text tells on both sides of a figure, in its line."""
        text = self.page.text
        stop = text.find("\n", figure.start)
        last = figure.start + reach if stop < 0 else min(stop, figure.start + reach)
        after = [worth for worth in self.told if figure.start < worth.start <= last]
        return [*self.before(figure, reach), *after]

    def before(self, figure: Figure, reach: int) -> list[Worth]:
        """What the text tells before a figure: in its line, and within a number of characters."""
        line = self.page.text.rfind("\n", 0, figure.start) + 1
        first = max(line, figure.start - reach)
        return [worth for worth in self.told if first <= worth.start < figure.start]


def _worths(supports: Iterable[Support]) -> Iterator[Worth]:
    """What calls gave, but for ends of ranges, other cases, and terms that have no name."""
    for support in supports:
        unnamed = support.quantity is None and support.origin == "result"
        if not (support.bound or support.varied or support.multiple or unnamed):
            for dimension, values in support.values.items():
                if dimension is not None and values:
                    yield Worth(dimension, values, -1 - support.case, support.quantity)


def _whole(several: Iterable[Sequence[Fraction]]) -> frozenset[Fraction]:
    return frozenset(v for values in several for v in values if v.denominator == 1 and v > 0)


def measures(found: Dimension, said: Dimension) -> bool:
    """Whether a formula gives what is said; what was counted may go without saying."""
    if found == said or (found.exponents and said.exponents and is_for_each(found, said)):
        return True
    if said / found in OPERATIONS:
        return True
    counted = Dimension(tuple(e for e in found.exponents if e[0] not in _COUNTED_NAMES))
    return bool(said.exponents) and counted == said and found != counted


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
    return any(is_about(figure, value / factor) for factor in factors)


def is_about(figure: Figure, value: Fraction) -> bool:
    """Whether a value is what a figure that was worked out shows of it."""
    off = abs(figure.value - value)
    if figure.tone == "exact":
        return off <= figure.step / 2
    if off <= max(figure.coarse, figure.step) / 2 and off <= ROUGH * abs(value):
        return True
    beyond = value > figure.value if figure.tone == "over" else value < figure.value
    room = max(figure.coarse, figure.step)
    return figure.tone in ("over", "under") and beyond and off <= min(room, abs(value) / 4)
