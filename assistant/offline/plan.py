"""From a case to the calls that answer it, or to the reason why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from ...tools.catalog import find_accelerator
from ...tools.engine.errors import FlopwiseError
from .alternatives import alternatives
from .asked import inference_twins
from .calls import Caller, Plan, Then, joined, quotient
from .case import BALANCES, Case, Given
from .implied import implied_targets, with_allocation
from .lexicon import Lexicon
from .lookups import Lookups
from .moves import exact_value, factor_of
from .multiples import Multiples
from .numbers import number_text
from .shapes import shape_call
from .signatures import LOOK_UP, SHAPE, SHAPE_FINDS, WHAT_IF, Signature, options_of
from .turns import Call
from .words.changes import BY_FACTOR
from .words.fields import AS_PART_OF_TRAINING, PART_OF_TRAINING, SAME_COMPUTE

__all__ = ["Plan", "Planner"]

LOW = Fraction(9, 10)
"""Share of a card's peak below which a stated rate is none of its peaks."""
"""Claims of how model and data are balanced."""


class Planner:
    """Makes calls of one function for cases.

    Args:
        lexicon: of the whole vocabulary.
        signature: of the function.
    """

    def __init__(self, lexicon: Lexicon, signature: Signature) -> None:
        self.lexicon = lexicon
        self.signature = signature
        self.caller = Caller(lexicon, signature)
        self.lookups = Lookups(self.caller)
        self.multiples = Multiples(self.caller)
        self.size, self.data = self.caller.size, self.caller.data

    def plan(self, case: Case) -> Plan:
        """The calls that answer `case`."""
        if self.signature.name == LOOK_UP:
            return self.lookups.plan(case) or Plan(reason="not_understood")
        if self.signature.name == SHAPE:
            implied = not case.targets and not case.asks_other
            asked = replace(case, targets=SHAPE_FINDS[:1]) if implied else case
            call = shape_call(asked, self.lexicon)
            return Plan((call,)) if call else Plan(reason="not_understood")
        if case.unplaced:
            return Plan(reason="unplaced", detail=case.unplaced[0].amount.text.strip())
        if self.signature.name == WHAT_IF:
            if any(not move.quantity for move in case.moves):
                return Plan(reason="unplaced", detail=case.moves[0].factor or "")
            if not self.multiples.fits(case):
                return Plan(reason="not_understood")
            parts = alternatives(case) if case.several else (("", case),)
            return joined(self.multiples.plan(part) for _, part in parts)
        if case.claim is not None and case.claim.kind in BALANCES:
            return self._data_enough(case)
        case = self._passes(self._before_and_after(case))
        surplus = self._surplus(case)
        if surplus is not None:
            return surplus
        if case.moves:
            return Plan(reason="not_understood")
        return self._side_by_side(case)

    def _split_anew(self, case: Case) -> Plan | None:
        """The best size and data for the compute of a run that is told: two calls in turn."""
        both = {self.size, self.data}
        told = both <= set(case.given) and not case.second
        if not told or set(case.targets) != both or not SAME_COMPUTE.search(case.words):
            return None
        first = self.caller.called(replace(case, optimal=False, choices={}), [self.caller.compute])
        if first.reason or not both <= set(self.signature.finds):
            return None
        asked = {"find": list(case.targets), self.caller.compute: "{0}", "language": case.language}
        return replace(first, onward=(Call(self.signature.name, asked),))

    def _passes(self, case: Case) -> Case:
        """The case with the tokens of a corpus that is passed over several times as such."""
        passes, corpus = "epochs", f"dataset_{self.data}"
        apart = corpus in self.signature.takes and corpus not in {*case.given, *case.targets}
        if passes not in case.given or self.data not in case.given or not apart:
            return case
        given = {(corpus if n == self.data else n): v for n, v in case.given.items()}
        carried = tuple(corpus if n == self.data else n for n in case.carried)
        return replace(case, given=given, carried=carried)

    def _surplus(self, case: Case) -> Plan | None:
        """What is asked with a share on top of it: 20 % for failed runs."""
        extra = [m for m in case.moves if not m.quantity and (m.factor or "").startswith("+")]
        if len(extra) != 1 or len(case.moves) != 1 or len(case.targets) != 1:
            return None
        factor, name = factor_of(extra[0].factor or ""), case.targets[0]
        plan = self._side_by_side(replace(case, moves=()))
        if factor is None or len(plan.calls) != 1 or plan.then or name not in self.lexicon.known:
            return None
        unit = self.lexicon[name].unit
        times = "" if unit == "1" else f" * 1 {unit}"
        return replace(plan, then=(Then(f"{{0}} * {number_text(factor)}{times}", name),))

    def _before_and_after(self, case: Case) -> Case:
        """The case with a change as two values, where no factor of what is asked can be had."""
        moves = [
            m for m in case.moves if m.before and m.after and m.quantity in self.signature.takes
        ]
        observed = set(case.targets) & set(options_of(WHAT_IF, "observe"))
        told = case.manner in ("value", "difference") and case.targets and not case.held
        if not moves or len(moves) < len(case.moves) or (observed and not told):
            return case
        before = {m.quantity: Given(m.before or "") for m in moves}
        after = {m.quantity: Given(m.after or "") for m in moves}
        return replace(
            case, given={**case.given, **before}, second={**case.second, **after}, moves=()
        )

    def _balance(self, case: Case) -> Plan | None:
        """The tokens whose inference takes what the training took."""
        find = self.signature.finds
        names = [
            q.name for q in self.lexicon.quantities if "inference" in q.name and q.name in find
        ]
        tokens = next((n for n in names if self.lexicon[n].unit == "token"), "")
        each = next((n for n in names if self.lexicon[n].unit == "FLOP"), "")
        if not case.balances or tokens not in case.targets or not each:
            return None
        plans = [self.caller.called(case, [target]) for target in (self.caller.compute, each)]
        whole = joined(plans)
        part = next((n for n, words in PART_OF_TRAINING.items() if words.search(case.words)), "1")
        then = (Then(f"{{0}} / {{1}} * {part} * 1 token", tokens),)
        return whole if whole.reason else replace(whole, then=then)

    def _of_training(self, case: Case) -> Plan | None:
        """All inference as a share or a multiple of the training: both, and their ratio."""
        served = f"inference_{self.data}"
        if not AS_PART_OF_TRAINING.search(case.words) or served not in case.given:
            return None
        twins = inference_twins(self.lexicon, self.caller.compute)
        all_served = twins[-1] if twins else ""
        if all_served not in self.signature.finds or self.data not in case.given:
            return None
        plans = [self.caller.called(case, [name]) for name in (all_served, self.caller.compute)]
        whole = joined(plans)
        then = (Then("{0} / {1}", all_served, "multiple"),)
        return whole if whole.reason else replace(whole, then=then)

    def _kinds(self, case: Case) -> Plan | None:
        """How many times the compute, of a dense model and a mixture on the same data."""
        active = f"active_{self.size}"
        sizes = {self.size, active}
        asked = {self.lexicon[t].unit for t in case.targets if t in self.lexicon.vocabulary}
        told = set(case.given) - {self.data}
        dense = case.second.get(self.size)
        if case.manner == "multiple" and dense and told == sizes and asked <= {"FLOP"}:
            mixture = exact_value(case.given[active].text, active, self.lexicon)
            whole = exact_value(dense.text, self.size, self.lexicon)
            if mixture and whole:
                return quotient(mixture, whole, case)
        if case.manner != "multiple" or told != sizes or asked != {"FLOP"}:
            return None
        values = [exact_value(case.given[n].text, n, self.lexicon) for n in (self.size, active)]
        if not values[0] or not values[1]:
            return None
        big, small = max(values[0], values[1]), min(values[0], values[1])
        ratio = quotient(big, small, case)
        if self.data not in case.given:
            return ratio
        return joined([self.caller.called(case, [self.caller.compute]), ratio])

    def _side_by_side(self, case: Case) -> Plan:
        """Each of the cases that the question puts side by side."""
        special = (
            self._split_anew(case)
            or self._balance(case)
            or self._kinds(case)
            or self._of_training(case)
        )
        if special is not None:
            return special
        if case.manner == "multiple" and len(case.models) > 1 and not case.given:
            # Of an upgrade: what one model's data are known of and the other's not would mix.
            return Plan(reason="not_understood")
        parts = alternatives(case)
        if len(parts) == 1:
            several = case.second or len(case.models) > 1 or len(case.accelerators) > 1
            return Plan(reason="not_understood") if several else self._values(case)
        plans = [self._values(part) for _, part in parts]
        whole = joined(plans)
        if whole.reason or any(plan.then for plan in plans):
            return whole
        if any(len(plan.calls) != 1 for plan in plans):
            return whole
        return replace(whole, labels=tuple(label for label, _ in parts), then=self._put(case))

    def _put(self, case: Case) -> tuple[Then, ...]:
        """What the two cases are compared by: their ratio or difference."""
        if case.manner == "value" or len(case.targets) != 1 or case.claim is not None:
            return ()
        name = case.targets[0]
        one, other = ("{0}", "{1}") if case.measured else ("{1}", "{0}")
        if case.manner == "difference":
            unit = self.lexicon[name].unit
            times = "" if unit == "1" else f" * 1 {unit}"
            return (Then(f"({{0}} - {{1}}){times}", name, "difference"),)
        if case.manner == "multiple":
            return (Then(f"{one} / {other}", name, "multiple"),)
        return (Then(f"{one} / {other} - 1", name, "change"),)

    # ------------------------------------------------------------------ single values

    def _values(self, case: Case) -> Plan:
        targets = list(case.targets)
        if not targets:
            implied = implied_targets(case, self.caller)
            targets = [name for name in implied if self.lexicon[name].unit not in case.foreign]
        if not targets:
            return Plan(reason="not_understood")
        if case.optimal and case.models and self.data not in case.given:
            case = self.caller.sized(case)
        case = self._below_its_peak(self._achieved(case, targets))
        targets = with_allocation(case, targets, self.caller)
        asked_again = [t for t in targets if t in case.given]
        if asked_again:
            plan = self._asked_though_given(case, targets, asked_again)
        else:
            plan = self.caller.called(case, targets)
        beside = self._times_optimal(case, targets)
        return joined([plan, beside]) if beside and not plan.reason else plan

    def _times_optimal(self, case: Case, targets: Sequence[str]) -> Plan | None:
        """How many times the optimum the data are, where their ratio is asked beside that."""
        ratio = f"{self.data}_per_parameter"
        compared = case.choices.get("law") or ratio in case.given
        if not compared or list(targets) != [ratio] or self.data not in case.given:
            return None
        return self._shortfall(case, self.data) if BY_FACTOR.search(case.words) else None

    def _achieved(self, case: Case, targets: Sequence[str]) -> Case:
        """An unnamed rate beside a named card, where the share of its peak is asked for.

        The catalog gives the card's peak, so that the stated rate is the one that is achieved.
        """
        primary = self.caller.primary
        rates = [q.name for q in self.lexicon.quantities if q.unit == "FLOP/s"]
        peak = primary.get("FLOP/s", "")
        asked = any(self.lexicon[t].shown_as == "percent" for t in targets)
        if not asked or peak not in case.given or not case.accelerators or len(rates) < 2:
            return case
        alone = not set(case.given) - {peak, primary.get("accelerator")}
        if case.given[peak].named or not alone:
            return case
        return self._as_achieved(case, rates)

    def _below_its_peak(self, case: Case) -> Case:
        """An unnamed rate that no peak of the named card is near, as the one that is achieved.

        "640 A100s doing 155 TFLOP/s each": read as a peak it would be used at the usual MFU.
        """
        peak = self.caller.primary.get("FLOP/s", "")
        rates = [q.name for q in self.lexicon.quantities if q.unit == "FLOP/s"]
        if peak not in case.given or len(case.accelerators) != 1 or len(rates) < 2:
            return case
        if any(self.lexicon[n].shown_as == "percent" for n in case.given):
            return case
        stated = exact_value(case.given[peak].text, peak, self.lexicon)
        try:
            fact = find_accelerator(case.accelerators[0]).facts("bf16").get(peak)
        except FlopwiseError:  # no card of the catalog: look_up says so
            return case
        if case.given[peak].named or not stated or fact is None or stated >= LOW * fact.value:
            return case
        return self._as_achieved(case, rates)

    def _as_achieved(self, case: Case, rates: Sequence[str]) -> Case:
        """The case with what seemed the peak as the rate that is achieved."""
        peak = self.caller.primary.get("FLOP/s", "")
        other = next(name for name in rates if name != peak)
        given = {(other if n == peak else n): v for n, v in case.given.items()}
        return replace(case, given=given)

    def _asked_though_given(self, case: Case, targets: Sequence[str], again: Sequence[str]) -> Plan:
        """Targets that are given too: what should have been, beside what was."""
        plans = []
        ratio = f"{self.data}_per_parameter"
        for target in again:
            if target not in (self.size, self.data, ratio):
                return Plan(reason="unplaced", detail=case.given[target].text)
        for target in targets:
            one = case
            if target in again:
                if case.manner == "multiple":
                    short = self._shortfall(case, target)
                    if short:
                        plans.append(short)
                sized = self.caller.sized(case) if target == ratio else case
                kept = {n: v for n, v in sized.given.items() if n != target}
                one = replace(case, given=kept, models=())
                if target == self.data and self.size not in kept:
                    one = self.caller.sized(replace(case, given=kept))
            plans.append(self.caller.called(one, [target]))
        return joined(plans)

    def _shortfall(self, case: Case, target: str) -> Plan | None:
        """How many times the optimal data are of the data there were."""
        name = f"{self.data}_per_parameter"
        sized = self.caller.sized(case).given
        if target != self.data or self.size not in sized or name not in self.lexicon.vocabulary:
            return None
        default = self.lexicon[name].default
        size = exact_value(sized[self.size].text, self.size, self.lexicon)
        data = exact_value(case.given[target].text, target, self.lexicon)
        if default is None or not size or not data:
            return None
        optimal = default.value * size
        return quotient(max(optimal, data), min(optimal, data), case)

    def _data_enough(self, case: Case) -> Plan:
        """Whether data are enough: tokens per parameter as it is, and the tokens that would be."""
        ratio = f"{self.data}_per_parameter"
        if self.data not in case.given and self.size in case.given:
            return self.caller.called(case, [self.caller.compute])  # only the size is known
        case = replace(case, given={n: v for n, v in case.given.items() if n != ratio})
        first = self.caller.called(case, [ratio])
        if first.reason:
            return first
        kept = {n: v for n, v in case.given.items() if n != self.data}
        parts = [first]
        if self.caller.compute in case.targets:
            parts.append(self.caller.called(case, [self.caller.compute]))
        if case.claim and (case.claim.kind != "undertrained" or self.data in case.targets):
            parts.append(
                self.caller.called(self.caller.sized(replace(case, given=kept)), [self.data])
            )
        times = self._shortfall(case, self.data) if case.manner == "multiple" else None
        return joined([*parts, times] if times else parts)
