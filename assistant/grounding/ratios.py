"""Multiples in words and figures: "twice", "3.2 times", 一半. Each is the ratio of two figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from ...tools.engine.text import Text
from ...tools.vocabulary import VOCABULARY
from .evidence import Evidence
from .naming import names
from .records import PLAIN, Figure
from .supports import Origin, Support
from .tolerances import OPEN, ROUGH, SAME_RATIO
from .verdicts import NO_RATIO, PASSED_OFF

TOKENS_EACH = "tokens_per_parameter"
"""Declared as a plain number; in a formula it turns parameters into tokens."""


class Ratios:
    """A multiple being judged.

    Args:
        evidence: the conversation.
        figure: the multiple.
        is_told: whether a figure near by tells of a support.
    """

    def __init__(
        self, evidence: Evidence, figure: Figure, is_told: Callable[[Support], bool]
    ) -> None:
        self.evidence = evidence
        self.figure = figure
        self.is_told = is_told

    def reason(self) -> Text | None:
        """Whether it is the ratio of two figures of one quantity, or a ratio that a tool gave."""
        wanted = [self.figure.value] + ([self.figure.value + 1] if self.figure.more else [])
        if self.figure.percent:
            wanted = [1 + self.figure.value, 1 - self.figure.value]
        slack = SAME_RATIO
        if self.figure.tone != "exact" and self.figure.value:
            # "about 3 times" says less than "about 3.2 times".
            slack = max(slack, min(ROUGH, self.figure.coarse / 2 / self.figure.value))
        asked_for = {name for case in self.evidence.cases for name in case.answered}
        answered = set(map(stem, asked_for))
        called = {stem(name) for name in self.figure.quantities}
        asked = any(c.endswith(a) or a.endswith(c) for c in called for a in answered)
        restated = self.figure.given or bool(called and not asked)
        if self.figure.object and not called:
            restated = restated or not self._is_of_answers(answered)
        own = False
        for ratio, origin, quantity in self._ratios():
            if called & answered and quantity in asked_for and not called & {stem(quantity)}:
                continue  # The data's multiple, not the model's.
            if any(self._is_about(ratio, v, slack) for v in wanted):
                if origin == "result" or restated:
                    return None
                own = True
        return PASSED_OFF if own else NO_RATIO

    def _is_of_answers(self, answered: set[str]) -> bool:
        """Whether a multiple is said of what was asked for: "four times the FLOPs"."""
        measured = {names().dimension(name) for name in answered if name in VOCABULARY}
        return any(dimension in measured for dimension in self.figure.object)

    def _is_about(self, ratio: Fraction, wanted: Fraction, slack: Fraction) -> bool:
        said = self.figure.value if self.figure.percent else wanted
        if abs(ratio - wanted) <= max(slack * said, self.figure.step / 2):
            return True
        if abs(ratio - wanted) > OPEN * said:
            return False
        tone = self.figure.tone
        return (tone == "over" and ratio > wanted) or (tone == "under" and ratio < wanted)

    def _ratios(self) -> Iterator[tuple[Fraction, Origin, str]]:
        named = set(self.figure.quantities)
        groups: dict[str, set[Fraction]] = {}
        answered = {name for case in self.evidence.cases for name in case.answered}
        for support in self.evidence.supports:
            if support.bound or (support.varied and not self.is_told(support)):
                continue
            for dimension, values in support.values.items():
                if support.multiple:
                    for value in filter(None, values):
                        yield value, support.origin, support.quantity or ""
                        yield 1 / value, support.origin, support.quantity or ""
                elif support.quantity == TOKENS_EACH and {"tokens", "parameters"} & named:
                    yield from ((value, "result", "tokens") for value in values)
                elif dimension == PLAIN and (support.quantity in answered or support.varied):
                    own = support.quantity or ""
                    inverse = (1 / value for value in values if 0 < value < 1)
                    yield from ((value, support.origin, own) for value in (*values, *inverse))
                elif support.quantity and dimension is not None:
                    groups.setdefault(support.quantity, set()).update(values)
        given = {s.quantity for s in self.evidence.supports if s.origin != "result"}
        for quantity, group in groups.items():
            if quantity in answered or quantity in given:
                for one in group:
                    yield from (
                        (one / other, "result", quantity)
                        for other in group
                        if other and other != one
                    )


def stem(quantity: str) -> str:
    """The quantity whose multiple or change a quantity is."""
    return quantity.removesuffix("_multiple").removesuffix("_change")
