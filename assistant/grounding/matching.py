"""Which figures of a text nothing stands behind, and why.

A figure holds if something in the conversation is worth the same at the precision shown, measures
the same, and is what the words beside the figure call it. A result of an earlier turn holds where
the text speaks of an earlier turn; what the user wrote holds where the text does not state it as
what came out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ...tools.engine.text import Text
from ...tools.engine.units import Dimension, dimension_of
from ...tools.vocabulary import VOCABULARY
from . import cues
from .evidence import FREE, Evidence, Origin, Support, begins, is_declared
from .figures import PLAIN, Figure, Page
from .naming import names

NEAR = Fraction(1, 20)
"""Relative difference that rounding may make of a figure that is said to be exact."""

ROUGH = Fraction(1, 10)
"""The same where it is said to be about so much."""

OPEN = Fraction(7, 20)
"""The same where it is said to be over or under so much."""

SAME_RATIO = Fraction(1, 40)
REACH = 90
"""Characters within which a case named before a figure is the one that it is of."""

_COUNTED = frozenset(dimension_of(unit) for unit in ("accelerator", "parameter", "token"))
_PARAMETERS = dimension_of("parameter")
_RESPECTIVELY = re.compile(r"\brespectively\b|分别", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """A figure that nothing stands behind.

    Attributes:
        figure: as written.
        reason: why it is refused.
    """

    figure: str
    reason: Text


def findings(page: Page, evidence: Evidence) -> list[Finding]:
    """The figures of a text that nothing in the conversation stands behind."""
    found = []
    for figure in page.figures:
        reason = _Judge(page, evidence, figure).reason()
        if reason is not None:
            found.append(Finding(figure.text, reason))
    return found


def repeats(figure: Figure, support: Support) -> bool:
    """Whether a figure is worth what a support is worth, whatever it is called."""
    return _Judge(Page("", (), ()), Evidence(0, (), ()), figure)._repeats(support)


class _Judge:
    """One figure being judged."""

    def __init__(self, page: Page, evidence: Evidence, figure: Figure) -> None:
        self.page = page
        self.evidence = evidence
        self.figure = figure

    def reason(self) -> Text | None:
        """Why the figure does not hold; none where it does."""
        figure, evidence = self.figure, self.evidence
        if not figure.readable:
            return UNREADABLE
        if self._is_quoted() or self._is_constant():
            return None
        if figure.multiple:
            return self._of_ratio()
        alike = [support for support in evidence.supports if self._repeats(support)]
        if not alike:
            return UNSUPPORTED
        named = self._named(alike)
        if not named:
            return _other_quantity(alike, figure)
        return self._of_turn(named)

    # ------------------------------------------------------------------ what it repeats

    def _is_quoted(self) -> bool:
        """Whether the text around it is a tool's own, word for word."""
        around = self.figure.around.strip()
        return len(around) > len(self.figure.text) + 12 and around in self.evidence.quoted

    def _is_constant(self) -> bool:
        """Whether it is a number of an equation: of a tool's, or of a declared one."""
        figure = self.figure
        if figure.units or figure.percent or figure.multiple:
            return False
        if figure.run and any(begins(known, figure.run) for known in self.evidence.formulas):
            return True
        if figure.formula and figure.value in self.evidence.constants:
            return True
        if not figure.symbolic:
            return False
        return is_declared(figure.run, figure.value)

    def _of_ratio(self) -> Text | None:
        """Whether it is the ratio of two figures of one quantity, or a ratio that a tool gave."""
        wanted = [self.figure.value] + ([self.figure.value + 1] if self.figure.more else [])
        slack = ROUGH if self.figure.tone != "exact" else SAME_RATIO
        answered = {
            name.removesuffix(end)
            for case in self.evidence.cases
            for name in case.answered
            for end in ("_multiple", "_change", "")
        }
        called = set(self.figure.quantities)
        restated = self.figure.given or bool(called and not called & answered)
        own = False
        for ratio, origin in self._ratios():
            if any(abs(ratio - v) <= max(slack * v, self.figure.step / 2) for v in wanted):
                if origin == "result" or restated:
                    return None
                own = True
        return PASSED_OFF if own else NO_RATIO

    def _ratios(self) -> Iterator[tuple[Fraction, Origin]]:
        groups: dict[str, set[Fraction]] = {}
        for support in self.evidence.supports:
            for dimension, values in support.values.items():
                if support.multiple:
                    for value in filter(None, values):
                        yield value, support.origin
                        yield 1 / value, support.origin
                elif support.quantity and dimension is not None and not support.bound:
                    groups.setdefault(support.quantity, set()).update(values)
        answered = {name for case in self.evidence.cases for name in case.answered}
        given = {s.quantity for s in self.evidence.supports if s.origin != "result"}
        for quantity, values in groups.items():
            if quantity in answered or quantity in given:
                for one in values:
                    yield from ((one / other, "result") for other in values if other and other != one)

    def _repeats(self, support: Support) -> bool:
        """Whether the figure is worth what a support is worth."""
        figure = self.figure
        dimensions = figure.dimensions
        for dimension, values in support.values.items():
            if dimension is None:
                if self._is_bare_of(support, values):
                    return True
                continue
            if dimension in dimensions:
                factor = _factor(figure, dimension)
                if any(self._fits(value / factor) for value in values):
                    return True
            elif (not dimensions or figure.inferred) and self._is_bare(support, dimension, values):
                return True
        return False

    def _is_bare_of(self, support: Support, values: Sequence[Fraction]) -> bool:
        """A support without a unit; a unit may be put to the user's own, if it only counts."""
        figure = self.figure
        if figure.percent or not any(map(self._fits, values)):
            return False
        if figure.dimensions:
            counts = any(d in _COUNTED or d == PLAIN for d in figure.dimensions)
            return counts and support.origin != "result"
        if not figure.noun:
            return True
        if support.noun:
            return _same_noun(figure.noun, support.noun)
        return support.quantity is not None and support.quantity in names().of_noun(figure.noun)

    def _is_bare(
        self, support: Support, dimension: Dimension, values: Sequence[Fraction]
    ) -> bool:
        """A figure without a unit, for a support that has one."""
        figure, quantity = self.figure, support.quantity
        called = quantity in figure.quantities or quantity == FREE
        if figure.noun and not self._may_count(figure.noun, support, dimension):
            return False
        beside = dimension in self._units_beside()
        if not called and not beside and dimension not in _COUNTED and dimension != PLAIN:
            return False
        if any(map(self._fits, values)):
            return True
        return (called or beside) and any(map(self._fits, support.numerals))

    def _units_beside(self) -> frozenset[Dimension]:
        """What the other figures of the sentence measure: "395.8 TFLOP/s, 40% of 989.4"."""
        return frozenset(
            dimension
            for other in self.page.figures
            if other is not self.figure and other.sentence == self.figure.sentence
            for dimension in other.dimensions
            if dimension != PLAIN
        )

    def _may_count(self, noun: str, support: Support, dimension: Dimension) -> bool:
        if dimension == _PARAMETERS and noun in cues.SAME_AS_MODEL:
            return True
        if support.noun:
            return _same_noun(noun, support.noun)
        counted = names().of_noun(noun)
        return support.quantity in counted if counted else dimension not in _COUNTED

    def _fits(self, value: Fraction) -> bool:
        """Whether a value, in the figure's unit, is what the figure shows of it."""
        figure = self.figure
        off = abs(figure.value - value)
        if off == 0:
            return True
        if figure.tone == "exact":
            return off <= figure.step / 2 and off <= NEAR * abs(value)
        if off <= figure.coarse / 2 and off <= ROUGH * abs(value):
            return True
        room = max(figure.coarse, figure.step)
        beyond = value > figure.value if figure.tone == "over" else value < figure.value
        return (
            figure.tone in ("over", "under")
            and beyond
            and off <= room
            and off <= OPEN * max(abs(value), abs(figure.value))
        )

    # ------------------------------------------------------------------ what it is called

    def _named(self, alike: list[Support]) -> list[Support]:
        """Those of the supports that are what the figure is called."""
        called = set(self.figure.quantities)
        if not called:
            return alike
        same = [s for s in alike if s.quantity in called or s.quantity == FREE]
        if same:
            return same
        open_ones = [s for s in alike if s.quantity is None and s.origin == "user"]
        if any(s.quantity in called and s.origin != "user" for s in self.evidence.supports):
            return open_ones
        return [s for s in alike if s.quantity is None or _is_kind_of(s.quantity, called)]

    # ------------------------------------------------------------------ whose it is

    def _of_turn(self, alike: list[Support]) -> Text | None:
        now = self.evidence.turn
        results = [s for s in alike if s.origin == "result"]
        current = [s for s in results if s.turn == now]
        holding = [s for s in current if self._holds(s)]
        if holding:
            return self._of_case(holding)
        inputs = [s for s in alike if s.origin != "result"]
        if inputs and not self._passes_off(inputs):
            return None if self._may_be_told(inputs) else STALE
        if current and not inputs:
            return CONDITIONAL
        if results and self._may_be_old():
            return None
        return PASSED_OFF if inputs else STALE

    def _holds(self, support: Support) -> bool:
        """Whether the sentence says under what an end of a range, or a variation, holds."""
        figure = self.figure
        if not support.bound and support.when is None:
            return True
        end = cues.ENDS_SENTENCE.search(self.page.text, figure.start)
        sentence = self.page.text[figure.sentence : end.start() if end else None]
        if support.bound:
            return figure.ranged or bool(cues.ENDS_OF_RANGE.search(sentence))
        if support.when is None or support.when.quantity is None:
            return False
        label = VOCABULARY[support.when.quantity].label
        if label.en.casefold() in sentence.casefold() or label.zh in sentence:
            return True
        beside = (o for o in self.page.figures if o is not figure)
        return any(
            figure.start - REACH <= other.start <= figure.start + REACH
            and repeats(other, support.when)
            for other in beside
        )

    def _passes_off(self, inputs: list[Support]) -> bool:
        """Whether a number of the user's is stated as what came out."""
        figure = self.figure
        if figure.given:
            return False
        if not self.evidence.now:
            return figure.stated
        if not figure.dimensions and not figure.quantities and not figure.noun:
            if not figure.formula and not any(s.quantity for s in inputs):
                return True
        measures = set(figure.dimensions) or {
            dimension for s in inputs for dimension in s.values if dimension is not None
        }
        if not measures & self.evidence.asked:
            return False
        answered = {name for case in self.evidence.now for name in case.answered}
        known = {s.quantity for s in inputs if s.quantity}
        if known and not known & answered and PLAIN in measures:
            return figure.stated and not figure.quantities
        return True

    def _may_be_told(self, inputs: list[Support]) -> bool:
        """Whether an input still holds: no later one of the same quantity took its place."""
        now = self.evidence.turn
        if self.figure.past or any(s.turn == now for s in inputs):
            return True
        replaced = {
            s.quantity
            for s in self.evidence.supports
            if s.turn == now and s.origin == "given" and s.quantity
        }
        return not any(s.quantity in replaced for s in inputs)

    def _may_be_old(self) -> bool:
        """Whether a result of an earlier turn may be told now."""
        if self.figure.past:
            return True
        if self.evidence.now:
            return False
        from .figures import read_figures

        return not read_figures(self.evidence.questions[-1])

    def _of_case(self, holding: list[Support]) -> Text | None:
        """Whether it is of the case that is named next to it, where a turn has several."""
        quantities = {s.quantity for s in holding if s.quantity}
        rivals = [
            s
            for s in self.evidence.supports
            if s.turn == self.evidence.turn and s.origin == "result" and s.quantity in quantities
        ]
        if self.figure.past or not rivals:
            return None
        chosen = self._chosen(rivals)
        if chosen is None or any(support in chosen for support in holding):
            return None
        return OTHER_CASE

    def _chosen(self, rivals: Sequence[Support]) -> list[Support] | None:
        """Those of the rivals that the nearest name or input tells from the others."""
        figure, page = self.figure, self.page
        sentence_end = cues.ENDS_SENTENCE.search(page.text, figure.start)
        sentence = page.text[figure.sentence : sentence_end.start() if sentence_end else None]
        if _RESPECTIVELY.search(sentence):
            return None
        marks: list[tuple[int, list[Support]]] = [
            (thing.start, [s for s in rivals if thing.name in s.of]) for thing in page.things
        ]
        for other in page.figures:
            if other is not figure and other.readable and not other.multiple:
                cases = self._cases_given(other)
                marks.append((other.start, [s for s in rivals if s.case in cases]))
        telling = [(start, some) for start, some in marks if 0 < len(some) < len(rivals)]
        end = figure.start + len(figure.text)
        after = min((mark for mark in telling if mark[0] >= end), key=_place, default=None)
        if after and cues.NEXT_CASE.match(page.text[end : after[0]]):
            return after[1]
        reach = max(figure.sentence, figure.start - REACH)
        before = [mark for mark in telling if reach <= mark[0] < figure.start]
        return max(before, key=_place)[1] if before else None

    def _cases_given(self, figure: Figure) -> frozenset[int]:
        """The calls of this turn that were given what a figure says."""
        return frozenset(
            case.number
            for case in self.evidence.now
            if any(s.origin == "given" and repeats(figure, s) for s in case.supports)
        )


def _place(mark: tuple[int, list[Support]]) -> int:
    return mark[0]


def _factor(figure: Figure, dimension: Dimension) -> Fraction:
    return next((u.factor for u in figure.units if u.dimension == dimension), Fraction(1))


def _same_noun(one: str, other: str) -> bool:
    return one.rstrip("s") == other.rstrip("s")


def _is_kind_of(quantity: str, called: Iterable[str]) -> bool:
    """Whether a quantity is a kind of what it is called: block parameters, of parameters."""
    if quantity not in VOCABULARY:
        return False
    label = VOCABULARY[quantity].label
    names = (VOCABULARY[name].label for name in called)
    return any(name.en in label.en or name.zh in label.zh for name in names)


def _other_quantity(alike: Iterable[Support], figure: Figure) -> Text:
    meant = next((VOCABULARY[n].label for n in figure.quantities if n in VOCABULARY), None)
    is_of = next(
        (VOCABULARY[s.quantity].label for s in alike if s.quantity and s.quantity in VOCABULARY),
        None,
    )
    if meant is None or is_of is None:
        return UNSUPPORTED
    return Text(f"it is the {is_of.en}, not the {meant.en}", f"这是{is_of.zh},不是{meant.zh}")


UNREADABLE = Text("it cannot be read as a figure", "无法读成数值")
UNSUPPORTED = Text(
    "no tool returned it and the user did not write it", "没有工具给出它,用户也没有写过"
)
NO_RATIO = Text("no two figures of the tools stand in this ratio", "工具给出的数值中没有这个比例")
PASSED_OFF = Text(
    "the user stated it; it is not what a tool found", "这是用户给出的数,不是工具算出的结果"
)
STALE = Text(
    "it belongs to an earlier question; say so, or call a tool for this one",
    "它属于之前的问题;请说明,或为本题调用工具",
)
CONDITIONAL = Text(
    "it holds only at the end of a range or under another assumption; say which",
    "它只在区间端点或另一种假设下成立;请说明",
)
OTHER_CASE = Text("it is the figure of another case", "这是另一种情况的数值")
