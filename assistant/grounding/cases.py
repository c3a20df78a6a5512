"""Of which of several cases a figure is: the one that is named next to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...tools.engine.text import Text
from . import cues
from .comparing import REACH, repeats
from .evidence import Evidence
from .records import Figure, Page
from .supports import Support
from .tables import Place, heads
from .verdicts import OTHER_CASE

_RESPECTIVELY = re.compile(r"\brespectively\b|分别", re.IGNORECASE)
_COMMA = re.compile(r"[,，](?!\d)")


class Cases:
    """The cases of this turn, beside the figures of a text."""

    def __init__(self, page: Page, evidence: Evidence) -> None:
        self.page = page
        self.evidence = evidence
        self._given: dict[int, frozenset[int]] = {}

    def reason(self, figure: Figure, holding: list[Support]) -> Text | None:
        """Whether a figure is of the case that is named next to it, where a turn has several."""
        if (figure.past and not figure.more) or figure.operand:  # "more than" tells no past
            return None
        quantities = {s.quantity for s in holding if s.quantity}
        changes = all(s.more for s in holding)  # Told in words alone: "7.4% more than 6N".
        rivals = [
            s
            for case in self.evidence.now
            for s in (case.in_words if changes else case.supports)
            if (s.more if changes else s.origin == "result" and s.quantity in quantities)
        ]
        chosen = self._chosen(figure, rivals) if rivals else None
        if chosen is None or any(support in chosen for support in holding):
            return None
        return OTHER_CASE

    def _chosen(self, figure: Figure, rivals: Sequence[Support]) -> list[Support] | None:
        """Those of the rivals that the nearest name or input tells from the others."""
        page = self.page
        sentence_end = cues.ENDS_SENTENCE.search(page.text, figure.start)
        sentence = page.text[figure.sentence : sentence_end.start() if sentence_end else None]
        if _RESPECTIVELY.search(sentence):
            return None
        marks: list[tuple[int, list[Support]]] = [
            (thing.start, [s for s in rivals if thing.name in s.of]) for thing in page.things
        ]
        if len({s.case for s in rivals}) > 1:
            for other in self._labels(figure):
                cases = self._cases_given(other)
                marks.append((other.start, [s for s in rivals if s.case in cases]))
        telling = [(start, some) for start, some in marks if 0 < len(some) < len(rivals)]
        for begin, stop in self.heads(figure):
            if of_head := [some for start, some in telling if begin <= start < stop]:
                return of_head[-1]
        end = figure.start + len(figure.text)
        after = min((mark for mark in telling if mark[0] >= end), key=_place, default=None)
        if after and cues.NEXT_CASE.match(page.text[end : after[0]]):
            return after[1]
        reach = max(figure.sentence, figure.start - REACH)
        before = [mark for mark in telling if reach <= mark[0] < figure.start]
        before = [mark for mark in before if not self._is_left(mark[0], figure)]
        return max(before, key=_place)[1] if before else None

    def _is_left(self, start: int, figure: Figure) -> bool:
        """Whether a case was but compared with, a clause ago: "against 125 for an A100, so …"."""
        compared = cues.COMPARED.search(self.page.text, figure.sentence, start)
        return bool(compared and _COMMA.search(self.page.text, start, figure.start))

    def heads(self, figure: Figure) -> tuple[Place, ...]:
        """Where the heads of its cell stand, in a table."""
        return heads(self.page.text, figure.start)

    def earlier(self, figure: Figure) -> frozenset[int]:
        """The calls of earlier turns that an input beside a figure tells: "38.4 days with 64"."""
        before = self._inputs_before(figure)
        nearest = self.attached(figure) or max(before, key=lambda other: other.start, default=None)
        return frozenset() if nearest is None else self._replaced(nearest)

    def attached(self, figure: Figure) -> Figure | None:
        """The input right after a figure that it is of: "11.08 days on 2,000 cards"."""
        end = figure.start + len(figure.text)
        following = next((f for f in self._labels(figure) if f.start >= end), None)
        if following is None or not cues.NEXT_CASE.match(self.page.text[end : following.start]):
            return None
        is_input = self._cases_given(following) or self._replaced(following)
        return following if is_input else None

    def is_compared(self, figure: Figure, inputs: Sequence[Support]) -> bool:
        """Whether the text tells an input of an earlier turn beside the one in its place."""
        quantities = {s.quantity for s in inputs if s.quantity}
        now = [
            s
            for case in self.evidence.now
            for s in case.supports
            if s.origin == "given" and s.quantity in quantities
        ]
        return any(repeats(other, s) for other in self._labels(figure) for s in now)

    def _inputs_before(self, figure: Figure) -> list[Figure]:
        """The figures before it, in its sentence or the heads of its cell, that were inputs."""
        places = self.heads(figure) or ((figure.sentence, figure.start),)
        return [
            other
            for other in self._labels(figure)
            if any(begin <= other.start < stop for begin, stop in places)
            if self._cases_given(other) or self._replaced(other)
        ]

    def _replaced(self, figure: Figure) -> frozenset[int]:
        """The calls of earlier turns that were given what a figure says, where none is now."""
        if self._cases_given(figure):
            return frozenset()
        now = {s.quantity for case in self.evidence.now for s in case.supports}
        return frozenset(
            case.number
            for case in self.evidence.cases
            if case.turn < self.evidence.turn
            for support in case.pool.near(figure.sizes)
            if support.origin == "given" and support.quantity in now and repeats(figure, support)
        )

    def _labels(self, figure: Figure) -> list[Figure]:
        """The other figures of the text that may tell a case."""
        return [f for f in self.page.figures if f is not figure and f.readable and not f.multiple]

    def _cases_given(self, figure: Figure) -> frozenset[int]:
        """The calls of this turn that were given what a figure says, or gave it."""
        known = self._given.get(figure.start)
        if known is None:
            given: set[int] = set()
            gave: set[int] = set()
            for case in self.evidence.now:
                for support in case.pool.near(figure.sizes):
                    if repeats(figure, support):
                        (given if support.origin == "given" else gave).add(case.number)
            known = self._given[figure.start] = frozenset(given | gave if given else ())
        return known


def _place(mark: tuple[int, list[Support]]) -> int:
    return mark[0]
