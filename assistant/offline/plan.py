"""From a case to the calls that answer it, or to the reason why there are none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from ...tools.catalog import find_model
from .amounts import number_text
from .case import Case, Given, Move
from .lexicon import Lexicon
from .moves import exact_value
from .roles import primary_of
from .signatures import PROPORTIONAL, Signature, choose, options_of, signatures
from .turns import Call

Reason = Literal["not_understood", "not_yet", "unplaced", "no_function"]


@dataclass(frozen=True)
class Plan:
    """The calls that answer a case; without any, why.

    Attributes:
        calls: in the order asked.
        reason: why there are none.
        detail: of the reason: the amount or subject it is about.
    """

    calls: tuple[Call, ...] = ()
    reason: Reason | None = None
    detail: str = ""


class Planner:
    """Makes calls for cases over one vocabulary and table of functions.

    Args:
        lexicon: of the vocabulary.
        table: what the functions can find and take.
    """

    def __init__(self, lexicon: Lexicon, table: tuple[Signature, ...] | None = None) -> None:
        self.lexicon = lexicon
        self.table = signatures() if table is None else table
        self.primary = primary_of(lexicon)
        self.size = self.primary.get("parameter", "")
        self.data = self.primary.get("token", "")
        self.compute = self.primary.get("FLOP", "")

    def plan(self, case: Case) -> Plan:
        """The calls that answer `case`."""
        look_up = self._look_up(case)
        if look_up is not None:
            return look_up
        if case.not_yet is not None:
            return Plan(reason="not_yet", detail=case.not_yet[case.language == "zh"])
        if case.unplaced:
            return Plan(reason="unplaced", detail=case.unplaced[0].text.strip())
        if case.claim is not None and case.claim.kind in ("optimal", "undertrained"):
            return self._data_enough(case)
        if any(not move.quantity for move in case.moves):
            return Plan(reason="unplaced", detail=case.moves[0].factor or "")
        if case.moves or self._is_upgrade(case):
            return self._multiples(case)
        if case.second:
            return self._multiples(case) if self._compares(case) else Plan(reason="not_understood")
        return self._values(case)

    # ------------------------------------------------------------------ single values

    def _values(self, case: Case) -> Plan:
        targets = list(case.targets) or self._implied(case)
        if not targets:
            return Plan(reason="not_understood")
        if case.claim is not None and case.claim.kind in ("least", "most"):
            return self._each_accelerator(case, targets)
        if case.optimal and case.models and self.data not in case.given:
            case = self._sized(case)
        case = self._achieved(case, targets)
        targets = self._with_allocation(case, targets)
        asked_again = [t for t in targets if t in case.given]
        if asked_again:
            return self._asked_though_given(case, targets, asked_again)
        return self._solved(case, targets)

    def _achieved(self, case: Case, targets: list[str]) -> Case:
        """An unnamed rate beside a named card, where the share of its peak is asked for.

        The catalog gives the card's peak, so that the stated rate is the one that is achieved.
        """
        rates = [q.name for q in self.lexicon.quantities if q.unit == "FLOP/s"]
        peak = self.primary.get("FLOP/s", "")
        asked = any(self.lexicon[t].shown_as == "percent" for t in targets)
        if not asked or peak not in case.given or not case.accelerators or len(rates) < 2:
            return case
        alone = not set(case.given) - {peak, self.primary.get("accelerator")}
        if case.given[peak].named or not alone:
            return case
        other = next(name for name in rates if name != peak)
        given = {(other if n == peak else n): v for n, v in case.given.items()}
        return replace(case, given=given)

    def _solved(self, case: Case, targets: list[str]) -> Plan:
        """One call for all targets if one function finds them, else one for each."""
        together = self._call(case, targets)
        if together.calls or len(targets) == 1:
            return together
        parts = [self._call(case, [target]) for target in targets]
        failed = next((part for part in parts if part.reason), None)
        return failed or Plan(tuple(call for part in parts for call in part.calls))

    def _call(self, case: Case, targets: list[str]) -> Plan:
        given = {name: value for name, value in case.given.items() if name not in targets}
        wanted = [*case.choices, *(["model"] if case.models else [])]
        inputs = {name: (name, *value.others) for name, value in given.items()}
        chosen = choose(targets, inputs, self.table, wanted)
        if chosen is None:
            return Plan(reason="no_function", detail=self._label(case, targets[0]))
        signature, left = chosen
        arguments: dict[str, object] = {"find": targets}
        for name, value in given.items():
            place = name if name in signature.takes else self._other(value, signature, given)
            if place is not None:
                arguments[place] = value.text
            elif name in left and name not in case.carried:
                return Plan(reason="no_function", detail=self._label(case, name))
        arguments |= self._named(case, signature, given)
        arguments["language"] = case.language
        if case.inference and not any("inference" in name for name in signature.finds):
            return Plan(reason="not_yet", detail="推理服务" if case.language == "zh" else "serving")
        return Plan((Call(signature.name, arguments),))

    @staticmethod
    def _other(value: Given, signature: Signature, given: dict[str, Given]) -> str | None:
        return next((n for n in value.others if n in signature.takes and n not in given), None)

    def _named(
        self, case: Case, signature: Signature, given: dict[str, Given]
    ) -> dict[str, object]:
        """Named things and choices that the function takes."""
        found: dict[str, object] = {}
        if case.accelerators and "accelerator" in signature.takes:
            found["accelerator"] = case.accelerators[0]
            if case.dtype and "dtype" in signature.takes and case.dtype != "bf16":
                found["dtype"] = case.dtype
        if case.models and "model" in signature.takes and self.size not in given:
            if not any(self.lexicon[n].entity == "model" for n in given):
                found["model"] = case.models[0]
        for choice, value in case.choices.items():
            if choice in signature.takes:
                found[choice] = value
        return found

    def _implied(self, case: Case) -> list[str]:
        """What is asked where no word says it: the time of a run, the compute of a size."""
        given = set(case.given)
        has_run = {self.size, self.data} <= given or bool(case.models)
        cards = self.primary.get("accelerator", "")
        has_cards = cards in given or bool(case.accelerators)
        rate = self.primary.get("FLOP/s")
        if has_run and (has_cards or rate in given):
            time, money = self.primary.get("s", ""), self.primary.get("USD", "")
            price = self.primary.get("USD/(accelerator*s)")
            if time in given:
                return [cards] if cards not in given else []
            return [money] if price in given and cards not in given else [time]
        if given == {self.size, self.data}:
            return [self.compute]
        budget = given & {self.compute, self.primary.get("USD"), self.primary.get("s")}
        if case.optimal and budget:
            return [self.size, self.data]
        sized = self.size in given or (case.models and self.data in given)
        if case.optimal and sized and given <= {self.size, self.data}:
            return [self.data]
        shape = [n for n in given if self.lexicon[n].entity == "model"]
        if len(shape) >= 2 and len(shape) == len(given) and self.size not in given:
            return [self.size]
        return []

    def _with_allocation(self, case: Case, targets: list[str]) -> list[str]:
        """The targets; a question for the best model of a budget also gets its data and compute."""
        given = set(case.given)
        free = {self.size, self.data} - given
        budget = given & {
            self.compute,
            self.primary.get("USD"),
            self.primary.get("s"),
            self.primary.get("accelerator*s"),
        }
        is_split = len(free) == 2 and budget and set(targets) & free
        if not is_split or case.models or set(targets) - {self.size, self.data, self.compute}:
            return targets
        wanted = [self.size, self.data, *([] if self.compute in given else [self.compute])]
        return targets + [name for name in wanted if name not in targets]

    def _asked_though_given(self, case: Case, targets: list[str], again: list[str]) -> Plan:
        """Targets that are given too: what should have been, beside what was."""
        plans = []
        for target in targets:
            one = case
            if target in again:
                if case.manner == "multiple":
                    short = self._shortfall(case, target)
                    if short:
                        plans.append(short)
                kept = {n: v for n, v in case.given.items() if n != target}
                one = replace(case, given=kept, models=())
                if target == self.data and self.size not in kept:
                    one = self._sized(replace(case, given=kept))
            plans.append(self._call(one, [target]))
        failed = next((plan for plan in plans if plan.reason), None)
        return failed or Plan(tuple(call for plan in plans for call in plan.calls))

    def _shortfall(self, case: Case, target: str) -> Plan | None:
        """How many times the optimal data are of the data there were."""
        ratio = self.lexicon.vocabulary
        name = f"{self.data}_per_parameter"
        sized = self._sized(case).given
        if target != self.data or self.size not in sized or name not in ratio:
            return None
        default = self.lexicon[name].default
        size = exact_value(sized[self.size].text, self.size, self.lexicon)
        data = exact_value(case.given[target].text, target, self.lexicon)
        if default is None or not size or not data:
            return None
        expression = f"{number_text(default.value)} * {number_text(size)} / {number_text(data)}"
        return Plan((Call("calculate", {"expression": expression, "language": case.language}),))

    def _sized(self, case: Case) -> Case:
        """The case with the size of its model in place of its name: its data are not given."""
        if not case.models:
            return case
        fact = find_model(case.models[0]).facts().get(self.size)
        if fact is None:
            return case
        size = Given(number_text(Fraction(fact.value)))
        return replace(case, given={**case.given, self.size: size}, models=())

    def _each_accelerator(self, case: Case, targets: list[str]) -> Plan:
        plans = [self._solved(replace(case, accelerators=(n,)), targets) for n in case.accelerators]
        failed = next((plan for plan in plans if plan.reason), None)
        return failed or Plan(tuple(call for plan in plans for call in plan.calls))

    def _data_enough(self, case: Case) -> Plan:
        """Whether data are enough: tokens per parameter as it is, and the tokens that would be."""
        ratio = next(
            (q.name for q in self.lexicon.quantities if q.name == f"{self.data}_per_parameter"), ""
        )
        wanted = [self.data] if case.claim and case.claim.kind == "optimal" else []
        first = self._call(case, [ratio])
        if first.reason or not wanted:
            return first
        sized = self._sized(
            replace(case, given={n: v for n, v in case.given.items() if n != self.data})
        )
        second = self._call(sized, wanted)
        return Plan((*first.calls, *second.calls))

    # ------------------------------------------------------------------ catalog

    def _look_up(self, case: Case) -> Plan | None:
        """A fact of one named thing, where nothing else is given."""
        named = any(value.text != "1" for value in case.given.values())
        if named or case.moves or case.second or not case.targets:
            return None
        if case.optimal and set(case.targets) & {self.data, self.size}:
            sized = self._sized(case)
            return self._solved(sized, list(case.targets)) if sized is not case else None
        facts = options_of("look_up", "facts")
        if case.not_yet and not all(self._is_fact(t, "accelerator") for t in case.targets):
            return None
        for kind, names in (("accelerator", case.accelerators), ("model", case.models)):
            if len(names) != 1:
                continue
            if all(self._is_fact(target, kind) and target in facts for target in case.targets):
                arguments: dict[str, object] = {"kind": kind, "name": names[0]}
                arguments |= {"facts": list(case.targets), "language": case.language}
                if case.dtype and kind == "accelerator":
                    arguments["dtype"] = case.dtype
                return Plan((Call("look_up", arguments),))
        return None

    def _is_fact(self, target: str, kind: str) -> bool:
        if target not in self.lexicon.vocabulary:
            return False
        return self.lexicon[target].entity == kind or (kind == "model" and target == self.data)

    # ------------------------------------------------------------------ multiples

    def _is_upgrade(self, case: Case) -> bool:
        return len(case.models) == 2 and case.manner != "value"

    def _compares(self, case: Case) -> bool:
        """Whether two values of a quantity are two cases: a multiple or a proportion is asked."""
        anchored = any(self.lexicon[n].unit in PROPORTIONAL for n in case.given)
        return case.manner != "value" or anchored

    def _multiples(self, case: Case) -> Plan:
        moves = list(case.moves)
        for name, value in case.second.items():
            if name in case.given:
                ends = (case.given[name].text, value.text)
                before, after = reversed(ends) if case.measured else ends
                moves.append(Move(name, before=before, after=after))
        anchor = self._anchor(case, moves)
        if anchor:
            return anchor
        law = case.choices.get("law")
        if law and (split := self._split(case, moves, law)) is not None:
            return split
        if law == "kaplan":
            return Plan(reason="no_function", detail="Kaplan")
        return self._what_if(case, moves)

    def _what_if(self, case: Case, moves: list[Move]) -> Plan:
        observe = [self.lexicon.base_of(target) for target in case.targets] or [self.compute]
        if set(observe) & set(case.held):
            return Plan(reason="not_understood")
        allowed = set(options_of("what_if", "observe"))
        bad = next((name for name in observe if name not in allowed), None)
        if bad is not None:
            return Plan(reason="no_function", detail=self._label(case, bad))
        moved = {move.quantity for move in moves}
        held = [name for name in (self.lexicon.base_of(n) for n in case.held) if name not in moved]
        held += [n for n in case.given if n not in moved and n not in case.second]
        ratio = f"{self.data}_per_parameter"
        if case.proportional and self.data not in held and ratio in self.lexicon.vocabulary:
            held.append(ratio)
        held = [n for n in dict.fromkeys(held) if n in options_of("what_if", "held")]
        shared: dict[str, object] = {
            "observe": list(dict.fromkeys(observe)),
            "language": case.language,
        }
        if held:
            shared["held"] = held
        baseline = [
            {"quantity": n, "before": v.text} for n, v in case.given.items() if n not in moved
        ]
        baseline += [{"quantity": m.quantity, "before": m.before} for m in moves if m.before]
        if baseline and any(m.before for m in moves):
            shared["baseline"] = baseline
        if case.manner in ("saving", "change"):
            shared["answer"] = "change"
        if self._is_upgrade(case) and self.size not in moved:
            before, after = reversed(case.models) if case.measured else case.models
            shared |= {"before_model": before, "after_model": after}
        if not moves:
            return Plan((Call("what_if", shared),))
        groups = [[move] for move in moves] if len(moved) < len(moves) else [moves]
        return Plan(
            tuple(Call("what_if", {**shared, "changes": [_change(m) for m in g]}) for g in groups)
        )

    def _split(self, case: Case, moves: list[Move], law: str) -> Plan | None:
        """Multiples under a law of allocation: from one multiple to the others."""
        if len(moves) != 1 or moves[0].factor is None:
            return None
        multiples = {self.lexicon.multiple_of(n): n for n in (self.compute, self.size, self.data)}
        money = self.primary.get("USD")
        moved = moves[0].quantity
        given = self.lexicon.multiple_of(
            self.compute if moved == money else self.lexicon.base_of(moved)
        )
        asked = [self.lexicon.multiple_of(self.lexicon.base_of(t)) for t in case.targets]
        rest = [n for n in multiples if n != given and n not in asked]
        asked = [n for n in asked if n in multiples and n != given] + rest
        if given not in multiples or case.given:
            return None
        arguments = {"find": asked, given: moves[0].factor, "law": law, "language": case.language}
        return Plan((Call("scaling_law", arguments),))

    def _anchor(self, case: Case, moves: list[Move]) -> Plan | None:
        """What a run took, carried over to another one: its time, cost, energy grow as compute."""
        anchors = [n for n in case.given if self.lexicon[n].unit in PROPORTIONAL]
        if len(anchors) != 1 or case.targets not in ((), (anchors[0],)) or not moves:
            return None
        ratio = []
        moved = {move.quantity for move in moves}
        for move in moves:
            if move.quantity not in (self.size, self.data) or move.before is None:
                return None
            power = 2 if moved == {self.size} and self.data not in case.held else 1
            power = 1 if self.data in case.given and self.data not in case.second else power
            ends = [
                exact_value(text or "", move.quantity, self.lexicon)
                for text in (move.after, move.before)
            ]
            if not ends[0] or not ends[1]:
                return None
            part = ends[0] / ends[1]
            ratio.append(f"({part.numerator}/{part.denominator})" + ("**2" if power == 2 else ""))
        expression = " * ".join((case.given[anchors[0]].text, *ratio))
        return Plan((Call("calculate", {"expression": expression, "language": case.language}),))

    def _label(self, case: Case, name: str) -> str:
        if name not in self.lexicon.vocabulary:
            return name
        return self.lexicon[name].label.in_(case.language)


def _change(move: Move) -> dict[str, object]:
    ends = {"factor": move.factor, "before": move.before, "after": move.after}
    return {"quantity": move.quantity, **{k: v for k, v in ends.items() if v is not None}}
