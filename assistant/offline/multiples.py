"""Plans for changes: how many times an output changes when inputs do."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from .asked import inference_twins
from .calls import Caller, Plan, Then, quotient
from .case import Case, Manner, Move
from .fields import trains
from .moves import exact_value, factor_of
from .numbers import number_text
from .signatures import PROPORTIONAL, options_of
from .swaps import swap_move
from .turns import Call
from .words.changes import SPEED_UP, TIMES_LESS

_SHAPE = ("layers", "hidden_size")
_FORMULA = re.compile(r"12 ?[·*]?[il] ?[·*]?[hd]")


class Multiples:
    """Makes the calls for cases in which something changes.

    Args:
        caller: makes those that solve.
    """

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.lexicon = caller.lexicon

    def fits(self, case: Case) -> bool:
        """Whether a case is of a change."""
        if case.moves or case.swap or self._is_upgrade(case):
            return True
        if case.claim is not None and case.claim.kind in ("least", "most"):
            return False  # options to choose from, and no change
        return bool(case.second) and self._compares(case)

    def plan(self, case: Case) -> Plan:
        """The calls that answer `case`."""
        moves = list(case.moves)
        swap = swap_move(case, self.lexicon)
        if swap and swap.quantity not in {move.quantity for move in moves}:
            moves.append(swap)
        for name, value in case.second.items():
            if name in case.given:
                ends = (case.given[name].text, value.text)
                before, after = reversed(ends) if case.measured else ends
                moves.append(Move(name, before=before, after=after))
        case = self._counted_anew(case, moves)
        if case.manner == "multiple" and len(moves) == 1 and case.targets == (moves[0].quantity,):
            return self._of_itself(moves[0], case)
        anchor = self._anchor(case, moves) or self._before_and_after(case, moves)
        if anchor:
            return anchor
        law = case.choices.get("law")
        if case.proportional and case.manner in ("saving", "change"):
            law = None
        both = {self.caller.size, self.caller.data}
        grown = {move.quantity for move in moves} == {self.caller.compute}
        if not law and grown and both <= set(case.targets):
            law = "chinchilla"  # only a law says how much of it each of the two takes
        if law and (split := self._split(case, moves, law)) is not None:
            return split
        if law == "kaplan":
            return Plan(reason="no_function", detail="Kaplan")
        return self._what_if(case, moves)

    def _of_itself(self, move: Move, case: Case) -> Plan:
        """By how many times a quantity changes between two values that are told."""
        part = self._part(move)
        if not part:
            return Plan(reason="not_understood")
        return quotient(Fraction(part.numerator), Fraction(part.denominator), case)

    def _is_upgrade(self, case: Case) -> bool:
        return len(case.models) == 2 and case.manner != "value"

    def _compares(self, case: Case) -> bool:
        """Whether two values of a quantity are two cases: a multiple or a proportion is asked."""
        anchored = any(self.lexicon[n].unit in PROPORTIONAL for n in case.given)
        return case.manner != "value" or (anchored and set(case.targets) <= set(case.given))

    def _what_if(self, case: Case, moves: list[Move]) -> Plan:
        observe = [self.lexicon.base_of(target) for target in case.targets]
        observe = observe or [self._usual(case, moves)]
        if set(observe) & set(case.held):
            return Plan(reason="not_understood")
        allowed = set(options_of("what_if", "observe"))
        bad = next((name for name in observe if name not in allowed), None)
        if bad is not None:
            return Plan(reason="no_function", detail=self.caller.label(case, bad))
        moved = {move.quantity for move in moves}
        shared: dict[str, object] = {
            "observe": list(dict.fromkeys(observe)),
            "language": case.language,
        }
        held = self._held(case, moved, observe)
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
        if self._is_upgrade(case) and self.caller.size not in moved:
            before, after = reversed(case.models) if case.measured else case.models
            shared |= {"before_model": before, "after_model": after}
        if not moves:
            return Plan((Call("what_if", shared),))
        groups = [[move] for move in moves] if len(moved) < len(moves) else [moves]
        calls = [{**shared, "changes": [_change(m) for m in g]} for g in groups]
        time = self.caller.primary.get("s", "")
        inverse: Manner | None = None
        if case.manner == "multiple" and len(calls) == len(observe) == 1:
            if observe == [time] and SPEED_UP.search(case.words):
                inverse = "speedup"
            elif TIMES_LESS.search(case.words):
                inverse = "reduction"
        then = (Then("1 / {0}", observe[0], inverse),) if inverse else ()
        return Plan(tuple(Call("what_if", call) for call in calls), then=then)

    def _usual(self, case: Case, moves: list[Move]) -> str:
        """What is asked of a change where no word says it: time of hardware, money of a price."""
        twins = inference_twins(self.lexicon, self.caller.compute)
        if case.inference and twins and any(m.quantity == self.caller.size for m in moves):
            return twins[0]
        primary = self.caller.primary
        usual = {
            "accelerator": "s", "FLOP/s": "s", "s": "USD", "USD/(accelerator*s)": "USD",
        }  # fmt: skip
        if all(m.quantity in _SHAPE for m in moves) and not trains(case.words):
            return "block_parameters" if _FORMULA.search(case.words) else self.caller.size
        for move in moves:
            quantity = self.lexicon[move.quantity]
            unit = "s" if quantity.shown_as == "percent" else usual.get(quantity.unit)
            if unit in primary:
                return primary[unit]
        return self.caller.compute

    def _held(self, case: Case, moved: set[str], observed: list[str]) -> list[str]:
        """What stays as it is while the rest changes."""
        primary = self.caller.primary
        data = self.caller.data
        held = [name for name in (self.lexicon.base_of(n) for n in case.held) if name not in moved]
        fresh = {n for n in case.given if n not in moved and n not in case.second}
        held += [
            n for n in case.given if n in fresh and (data not in held or n not in case.carried)
        ]
        ratio = f"{data}_per_parameter"
        if case.proportional and data not in held and ratio in self.lexicon.vocabulary:
            held.append(ratio)
        rent, money = (primary.get(unit) for unit in ("USD/(accelerator*s)", "USD"))
        if rent in moved and money not in (*moved, *observed):
            held.append(money or "")  # at a lower price the same budget buys more
        if moved == {data} and not case.proportional:
            held.append(self.caller.size)  # more data do not make the model larger
        allowed = options_of("what_if", "held")
        return [name for name in dict.fromkeys(held) if name in allowed]

    def _split(self, case: Case, moves: list[Move], law: str) -> Plan | None:
        """Multiples under a law of allocation: from one multiple to the others."""
        if len(moves) != 1 or moves[0].factor is None:
            return None
        caller = self.caller
        names = (caller.compute, caller.size, caller.data)
        multiples = {self.lexicon.multiple_of(n): n for n in names}
        money = caller.primary.get("USD")
        moved = moves[0].quantity
        given = self.lexicon.multiple_of(
            caller.compute if moved == money else self.lexicon.base_of(moved)
        )
        asked = [self.lexicon.multiple_of(self.lexicon.base_of(t)) for t in case.targets]
        rest = [n for n in multiples if n != given and n not in asked]
        asked = [n for n in asked if n in multiples and n != given] + rest
        if given not in multiples:
            return None
        arguments = {"find": asked, given: moves[0].factor, "law": law, "language": case.language}
        call = Call("scaling_law", arguments)
        if not case.given:
            return Plan((call,))
        then = self._from_baseline(case, multiples, asked)
        return Plan((call,), then=then) if then else None

    def _from_baseline(
        self, case: Case, multiples: dict[str, str], asked: list[str]
    ) -> tuple[Then, ...]:
        """A stated optimum carried along a law: each of its values times its multiple."""
        then = []
        for place, multiple in enumerate(asked):
            name = multiples[multiple]
            if name not in case.given:
                continue
            value = exact_value(case.given[name].text, name, self.lexicon)
            if value is None:
                return ()
            unit = self.lexicon[name].unit
            then.append(Then(f"{number_text(value)} {unit} * {{{place}}}", name))
        return tuple(then) if len(then) == len(case.given) else ()

    def _anchor(self, case: Case, moves: list[Move]) -> Plan | None:
        """What a run took, carried over to another one: its time, cost, energy grow as compute."""
        size, data = self.caller.size, self.caller.data
        anchors = [n for n in case.given if self.lexicon[n].unit in PROPORTIONAL]
        if len(anchors) != 1 or case.targets not in ((), (anchors[0],)) or not moves:
            return None
        ratio: list[str] = []
        moved = {move.quantity for move in moves}
        if not moved & {size, data}:
            return self._carried(case, anchors[0], moves)
        for move in moves:
            if move.quantity not in (size, data):
                return None
            power = 2 if moved == {size} and data not in case.held else 1
            power = 1 if data in case.given and data not in case.second else power
            part = self._part(move)
            if not part:
                return None
            ratio.append(f"({part.numerator}/{part.denominator})" + ("**2" if power == 2 else ""))
        expression = " * ".join((case.given[anchors[0]].text, *ratio))
        return Plan((Call("calculate", {"expression": expression, "language": case.language}),))

    def _before_and_after(self, case: Case, moves: list[Move]) -> Plan | None:
        """What is asked anew and was given: its old value, times what the change makes of it."""
        again = [
            n for n in case.targets if n in case.given and n not in {m.quantity for m in moves}
        ]
        if case.manner != "value" or not moves or len(case.targets) != 1 or not again:
            return None
        return self._carried(case, again[0], moves)

    def _counted_anew(self, case: Case, moves: list[Move]) -> Case:
        """The case with the stated accelerators as what is asked, where only the time changes."""
        time, cards = (self.caller.primary.get(unit) for unit in ("s", "accelerator"))
        if case.targets or case.manner != "value" or {m.quantity for m in moves} != {time}:
            return case
        return replace(case, targets=(cards,)) if cards and cards in case.given else case

    def _part(self, move: Move) -> Fraction | None:
        """By how many times a quantity changes; none where the move does not tell."""
        if move.factor is not None:
            return factor_of(move.factor)
        ends = (
            exact_value(t or "", move.quantity, self.lexicon) for t in (move.after, move.before)
        )
        after, before = ends
        return after / before if after and before else None

    def _carried(self, case: Case, anchor: str, moves: list[Move]) -> Plan | None:
        """What a run took, times what a change of its hardware makes of that."""
        rest = {name: v for name, v in case.given.items() if name != anchor}
        plan = self._what_if(replace(case, given=rest, targets=(anchor,), manner="multiple"), moves)
        if plan.reason or len(plan.calls) != 1:
            return None
        value = exact_value(case.given[anchor].text, anchor, self.lexicon)
        if value is None:
            return None
        text, unit = number_text(value), self.lexicon[anchor].unit
        then = (Then(f"{{0}} * ({text}{'' if unit == '1' else ' ' + unit})", anchor),)
        return replace(plan, then=then)


def _change(move: Move) -> dict[str, object]:
    ends = {"factor": move.factor, "before": move.before, "after": move.after}
    return {"quantity": move.quantity, **{k: v for k, v in ends.items() if v is not None}}
