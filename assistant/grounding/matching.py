"""Whether something stands behind one figure of a text, and why not.

A figure holds if something in the conversation is worth the same at the precision shown, measures
the same, and is what the words beside the figure call it. A result of an earlier turn holds where
the text speaks of an earlier turn; what the user wrote holds where the text does not state it as
what came out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from ...tools.engine.text import Text
from ...tools.engine.units import Unit
from ...tools.vocabulary import VOCABULARY
from . import cues, workcues
from .cases import Cases
from .comparing import PRICE_OF_CARD, REACH, TIME, Comparison, Near, repeats
from .evidence import Evidence
from .formulas import CONVERSIONS, begins, is_declared
from .naming import COUNTED
from .ratios import Ratios
from .records import PLAIN, Figure, Page
from .sentences import AROUND
from .supports import FREE, Support, all_values
from .verdicts import (
    CONDITIONAL,
    NO_RATIO,
    OTHER_CASE,
    PASSED_OFF,
    STALE,
    UNREADABLE,
    UNSUPPORTED,
)

_BECOMES = re.compile(r" (?:it |them )?to (?:about |around |roughly )?|(?:至|到|为|成)(?:约)?")
SLIGHT = Fraction(1, 50)
_YOU_SAID = re.compile(
    r"\byou (?:gave|said|stated|have|mentioned|specified)|\bso far|[您你](?:给|说|提)|已知",
    re.IGNORECASE,
)


class Judge:
    """One figure being judged."""

    def __init__(self, page: Page, evidence: Evidence, figure: Figure, cases: Cases) -> None:
        self.page = page
        self.evidence = evidence
        self.figure = figure
        self.cases = cases

    def reason(self) -> Text | None:
        """Why the figure does not hold; none where it does."""
        found: Text | None = UNREADABLE
        if self.figure.readable:
            if self._is_constant() or self._is_one_of_them():
                return None
            found = self._judged(self.evidence.near)
        if found is None or self._is_quoted():
            return None
        if not self.figure.readable or self.figure.multiple:
            return found
        return self._judged(self.evidence.all_near)

    def _judged(self, near: Near) -> Text | None:
        if self.figure.multiple:
            return None if self._is_count() else self._ratio()
        if self._is_saved():
            return NO_RATIO
        compared = Comparison(self.page, self.figure)
        if self._is_of_now(compared):
            return None
        alike = [s for s in compared.among(near) if self._may_be_each(s)]
        if not alike:
            alike = self._over_a_time(near) or self._behind_coefficient(near)
        if not alike:
            is_change = self.figure.percent and self.figure.more
            return self._ratio() if is_change else UNSUPPORTED
        if not self._is_become(alike):
            return NO_RATIO
        named = self._named(alike)
        if not named:
            return _other_quantity(alike, self.figure)
        return self._of_turn(named)

    def _is_saved(self) -> bool:
        """Whether it can only be a difference: "saves four days"."""
        figure, text = self.figure, self.page.text
        if figure.given or (figure.percent and figure.more):
            return False
        before = workcues.SAVED_BEFORE.search(text, max(0, figure.start - 48), figure.start)
        return bool(before or workcues.SAVED_AFTER.match(text, figure.start + len(figure.text)))

    def _is_percent_more(self) -> bool:
        figure, text = self.figure, self.page.text
        before = workcues.SAVED_BEFORE.search(text, max(0, figure.start - 48), figure.start)
        return figure.more or bool(before)

    def _may_be_each(self, support: Support) -> bool:
        """Whether it may be of each user, where the text says so: "209 tokens/s per user"."""
        figure = self.figure
        end = figure.start + len(figure.text)
        if figure.percent and self._is_percent_more():
            # "+300%" is four times, and "缩短 40%" no MFU; what 1% does is told as it is.
            if support.multiple or support.origin == "user":
                return not support.multiple
            is_slight = all(abs(value) <= SLIGHT for value in all_values(support))
            return (support.quantity or "").endswith("_change") or (support.varied and is_slight)
        return (
            support.origin != "result"
            or not workcues.FOR_A_USER.match(self.page.text, end)
            or "user" in (support.quantity or "")
        )

    def _is_become(self, alike: Iterable[Support]) -> bool:
        """Whether it is a multiple of a known value, where it is told as one: "doubles to 96"."""
        lead = self.page.text[: self.figure.start]
        before = [f for f in self.page.figures if f.start < self.figure.start]
        if not before or not before[-1].multiple:
            return True
        if not _BECOMES.fullmatch(lead, before[-1].start + len(before[-1].text)):
            return True
        factor = before[-1].value
        was = {
            (dimension, value)
            for s in self.evidence.supports
            for dimension, values in s.values.items()
            for value in values
        }
        return any(
            (dimension, value / factor) in was
            for s in alike
            for dimension, values in s.values.items()
            for value in values
        )

    def _is_of_now(self, compared: Comparison) -> bool:
        """Whether this turn alone stands behind it, under its name: then no other one matters."""
        alike = [s for s in compared.among(self.evidence.near_now) if self._may_be_each(s)]
        if not self._is_become(alike):
            return False
        if called := self.figure.quantities:
            alike = [s for s in alike if s.quantity in called or s.quantity == FREE]
        return bool(alike) and self._of_turn(alike) is None

    def _is_count(self) -> bool:
        """Whether it says how many cards were stated: "8× H200"."""
        count = replace(self.figure, multiple=False)
        return self.figure.text.endswith(("×", "x", "X")) and any(
            s.origin != "result" and COUNTED & s.values.keys() and repeats(count, s)
            for s in self.evidence.supports
        )

    def _behind_coefficient(self, near: Near) -> list[Support]:
        """Those behind a coefficient: 10⁹ in "6 × 10⁹ × 2 × 10¹²", which reads like 6e9."""
        figure = self.figure
        factor = Fraction(figure.text[:1]) if figure.text[:1].isdecimal() else Fraction(0)
        if not (figure.operand and figure.powered and factor > 1 and is_declared("", factor)):
            return []
        rest = replace(figure, value=figure.value / factor, step=figure.step / factor)
        return Comparison(self.page, rest).among(near)

    def _over_a_time(self, near: Near) -> list[Support]:
        """Those that the figure repeats, a rate, over a time that is known: $240 a month."""
        rates = [unit for unit in self.figure.units if unit.dimension.exponent("time") == -1]
        for unit in rates:
            for time in self.evidence.times:
                whole = Unit(unit.name, unit.factor * time, unit.dimension * TIME)
                figure = replace(self.figure, units=(whole,))
                if alike := Comparison(self.page, figure).among(near):
                    return alike
        return []

    def _ratio(self) -> Text | None:
        return Ratios(self.evidence, self.figure, self._is_near).reason()

    # ------------------------------------------------------------------ what needs nobody

    def _is_quoted(self) -> bool:
        """Whether the text around it is a tool's own, word for word."""
        around = self.figure.around.strip()
        return len(around) >= len(self.figure.text) + AROUND and around in self.evidence.quoted

    def _is_constant(self) -> bool:
        """Whether it is a number of an equation: of a tool's, or of a declared one."""
        figure = self.figure
        is_time = figure.dimensions == (TIME,)
        if is_time and figure.value in CONVERSIONS:
            digits = len(str(figure.value))  # "a 30-day month"
            if cues.DAYS_OF.match(self.page.text, figure.start + digits):
                return True
        if figure.operand and figure.value in CONVERSIONS and (is_time or not figure.units):
            return True
        if figure.units or figure.percent or figure.multiple:
            return False
        if figure.run and any(begins(known, figure.run) for known in self.evidence.formulas):
            return True
        if figure.formula and figure.value in self.evidence.constants:
            return True
        return (figure.symbolic or figure.operand) and is_declared(figure.run, figure.value)

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
        if not self.figure.bound:
            return alike
        known = [s for s in self.evidence.supports if s.quantity and s.origin != "user"]
        if any(s.quantity in called for s in known):
            # A figure in a tool's formula is not named there; its unit may leave one meaning.
            return open_ones + [
                s
                for s in alike
                if s.quantity is None
                and s.origin == "result"
                and None not in s.values
                and PLAIN not in s.values
                and all(k.quantity in called for k in known if set(k.values) & set(s.values))
            ]
        if not (
            self.figure.titled and self.figure.bound
        ):  # A word of several meanings: none of them was spoken of.
            return alike
        return [s for s in alike if s.quantity is None or _is_kind_of(s.quantity, called)]

    # ------------------------------------------------------------------ whose it is

    def _of_turn(self, alike: list[Support]) -> Text | None:
        now = self.evidence.turn
        if self._is_of_named_case(alike):
            return None
        if earlier := self.cases.earlier(self.figure):
            if any(s.case in earlier for s in alike if s.origin == "result"):
                return None
            if self.cases.heads(self.figure) and any(s.origin == "result" for s in alike):
                return OTHER_CASE
        results = [s for s in alike if s.origin == "result"]
        current = [s for s in results if s.turn == now]
        holding = [s for s in current if self._holds(s)]
        if holding:
            return self.cases.reason(self.figure, holding)
        inputs = [s for s in alike if s.origin != "result"]
        if inputs and not self._passes_off(inputs):
            told = self._may_be_told(inputs) or self.cases.is_compared(self.figure, inputs)
            return None if told else STALE
        if current and not inputs:
            return CONDITIONAL
        if results and self._may_be_old():
            return None
        return PASSED_OFF if inputs else STALE

    def _is_of_named_case(self, alike: Sequence[Support]) -> bool:
        """Whether it is of an earlier case that the text names before it: "the A100s took 487"."""
        figure = self.figure
        before = [t for t in self.page.things if figure.sentence <= t.start < figure.start]
        if not before or any(before[-1].name in case.things for case in self.evidence.now):
            return False
        return any(
            before[-1].name in self.evidence.cases[s.case].things for s in alike if s.case >= 0
        )

    def _holds(self, support: Support) -> bool:
        """Whether the sentence says under what an end of a range, or a variation, holds."""
        figure = self.figure
        if not support.bound and support.when is None:
            return not support.varied or self._is_told_of(support)
        end = cues.ENDS_SENTENCE.search(self.page.text, figure.start)
        sentence = self.page.text[figure.sentence : end.start() if end else None]
        if support.bound:
            return (
                figure.ranged
                or bool(cues.ENDS_OF_RANGE.search(sentence))
                or any(self._is_near(end) for end in self.evidence.ends)
            )
        if support.when is None or support.when.quantity is None:
            return False
        if self._is_near(support.when):
            return True
        stop = end.start() if end else len(self.page.text)
        told = (f for f in self.page.figures if figure.sentence <= f.start < stop)
        if any(support.when.quantity in f.quantities for f in told):
            return False  # It says under what it holds, and that is something else.
        label = VOCABULARY[support.when.quantity].label
        return label.en.casefold() in sentence.casefold() or label.zh in sentence

    def _is_told_of(self, other: Support) -> bool:
        """Whether what another assumption changes is told beside it: "8.8 days at 30% MFU"."""
        changed = [
            s
            for s in self.evidence.supports
            if s.when is not None
            and (s.when.quantity, s.when.values) == (other.quantity, other.values)
        ]
        return not changed or any(map(self._is_near, changed)) or self._is_change_near(changed)

    def _is_change_near(self, changed: Sequence[Support]) -> bool:
        """Whether a figure near by tells how much it changes: "50% would save 6.4 days"."""
        by = [
            replace(s, values={d: (abs(value - other),)}, numerals=())
            for s in changed
            for d, values in s.values.items()
            for answer in self.evidence.supports
            if answer.quantity == s.quantity and answer.origin == "result" and not answer.varied
            for other in answer.values.get(d, ())[:1]
            for value in values[:1]
        ]
        return any(map(self._is_near, by))

    def _is_near(self, support: Support) -> bool:
        """Whether a figure near by repeats a support."""
        mine = self.figure.start
        return any(
            abs(other.start - mine) <= REACH and Comparison(self.page, other).repeats(support)
            for other in self.page.figures
            if other is not self.figure
        )

    def _passes_off(self, inputs: list[Support]) -> bool:
        """Whether a number of the user's is stated as what came out."""
        figure, evidence = self.figure, self.evidence
        if figure.given or self._is_one_of_them() or (figure.sized and not figure.stated):
            return False
        if figure.past and all(s.turn < evidence.turn for s in inputs):
            return False
        if not evidence.last:
            return figure.stated or not (figure.attribute or self._told_before())
        if evidence.answered == {FREE}:
            return figure.stated
        if not figure.dimensions and not figure.quantities and not figure.noun:
            if not figure.formula and not any(s.quantity for s in inputs):
                return True
        own = {dimension for s in inputs for dimension in s.values if dimension is not None}
        measures = set(figure.dimensions)
        if PRICE_OF_CARD in own and not measures & own:  # "at $2.20 each"
            measures = own
        if not measures & evidence.asked:
            return False
        known = {s.quantity for s in inputs if s.quantity}
        if known and not known & evidence.answered and PLAIN in measures:
            return figure.stated and not figure.quantities
        return True

    def _told_before(self) -> bool:
        """Whether the sentence begins by saying what the user stated."""
        lead = self.page.text[self.figure.sentence : self.figure.start]
        return bool(_YOU_SAID.search(lead))

    def _is_one_of_them(self) -> bool:
        """Whether it is one that stands for each: "one H100 sustains …", "one step costs …"."""
        figure = self.figure
        counts = not figure.units or any(d in COUNTED for d in figure.dimensions)
        end = figure.start + len(figure.text)
        counts = counts or bool(cues.IS_AFTER.match(self.page.text, end))
        bare = not figure.percent and not figure.multiple
        return figure.value == 1 and counts and bare and not figure.stated

    def _may_be_told(self, inputs: list[Support]) -> bool:
        """Whether an input still holds: no later one of the same quantity took its place."""
        now = self.evidence.turn
        if self.figure.past or any(s.turn == now for s in inputs):
            return True
        replaced = {
            s.quantity
            for case in self.evidence.now
            for s in case.supports
            if s.origin == "given" and s.quantity
        }
        return not any(s.quantity in replaced for s in inputs)

    def _may_be_old(self) -> bool:
        """Whether a result of an earlier turn may be told now."""
        if self.figure.past or self.figure.operand:
            return True
        if self.evidence.now:
            return False
        from .figures import read_figures

        return not read_figures(self.evidence.questions[-1])


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
