"""Calls that solve for targets: which function takes a case, and how its values are handed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from ...tools.catalog import find_model
from ...tools.catalog.formats import find_quantization
from .case import Case, Given, Manner
from .lexicon import Lexicon
from .numbers import number_text
from .signatures import Signature
from .turns import Call, Language

Reason = Literal["not_understood", "unplaced", "no_function"]


@dataclass(frozen=True)
class Then:
    """Arithmetic on the answers of the calls, once they are known.

    Attributes:
        expression: with {0}, {1} … for the answers, in the order of the calls.
        quantity: that it gives.
        manner: what it is of the quantity: its value, a multiple, a change, a difference, or a
            multiple turned over: how many times as fast, how many times less.
    """

    expression: str
    quantity: str
    manner: Manner = "value"


@dataclass(frozen=True)
class Plan:
    """The calls that answer a case; without any, why.

    Attributes:
        calls: in the order asked.
        reason: why there are none.
        detail: of the reason: the amount or subject it is about.
        then: what is calculated from the answers of the calls, if anything.
        onward: calls that take the answers of the first ones, as {0}, {1} ….
        labels: what each call is of, where they are of several cases.
    """

    calls: tuple[Call, ...] = ()
    reason: Reason | None = None
    detail: str = ""
    then: tuple[Then, ...] = ()
    onward: tuple[Call, ...] = ()
    labels: tuple[str, ...] = ()


def joined(plans: Iterable[Plan]) -> Plan:
    """All calls of several plans, or the first failure; a single plan as it is."""
    parts = tuple(plans)
    if len(parts) == 1:
        return parts[0]
    failed = next((part for part in parts if part.reason), None)
    return failed or Plan(tuple(call for part in parts for call in part.calls))


def in_language(plan: Plan, language: Language) -> Plan:
    """The plan with its calls in one language."""
    calls = (Call(c.function, {**c.arguments, "language": language}) for c in plan.calls)
    return replace(plan, calls=tuple(calls))


def quotient(above: Fraction, below: Fraction, case: Case) -> Plan:
    """One value over another."""
    expression = f"{number_text(above)} / {number_text(below)}"
    return Plan((Call("calculate", {"expression": expression, "language": case.language}),))


class Caller:
    """Makes the calls of one function for targets.

    Args:
        lexicon: of the whole vocabulary.
        signature: what the function can find and take.
    """

    def __init__(self, lexicon: Lexicon, signature: Signature) -> None:
        self.lexicon = lexicon
        self.signature = signature
        self.names = lexicon.vocabulary
        self.primary = lexicon.usual
        self.size = self.primary.get("parameter", "")
        self.data = self.primary.get("token", "")
        self.compute = self.primary.get("FLOP", "")

    def called(self, case: Case, targets: Sequence[str]) -> Plan:
        """One call that finds all targets from what the case gives."""
        signature = self.signature
        unfound = next((target for target in targets if target not in signature.finds), None)
        if unfound is not None:
            return Plan(reason="no_function", detail=self.label(case, unfound))
        given = {name: value for name, value in case.given.items() if name not in targets}
        arguments: dict[str, object] = {"find": list(targets)}
        for name, value in given.items():
            if name == f"active_{self.size}" and self.size in given and self._in_bytes(targets):
                continue  # every expert is stored, whatever a token passes through
            place = name if name in signature.takes else _other(value, signature, given)
            if place is not None:
                arguments[place] = value.text
            elif name not in case.carried:
                return Plan(reason="no_function", detail=self.label(case, name))
        arguments |= self._named(case, signature, given)
        arguments["language"] = case.language
        if case.inference and not _serves(signature):
            return Plan(reason="not_understood")
        call = Call(signature.name, arguments)
        return Plan((call, *self._warnings(case, arguments)))

    def _named(
        self, case: Case, signature: Signature, given: dict[str, Given]
    ) -> dict[str, object]:
        """Named things and choices that the function takes."""
        found: dict[str, object] = {}
        if case.accelerators and "accelerator" in signature.takes:
            found["accelerator"] = case.accelerators[0]
        if case.models and "model" in signature.takes and self.size not in given:
            if not any(self.lexicon[n].entity == "model" for n in given):
                found["model"] = case.models[0]
        for choice, value in case.choices.items():
            if choice in signature.takes:
                found[choice] = value
        return found | self._fit(case) | self._formats(case)

    def _in_bytes(self, targets: Sequence[str]) -> bool:
        return all(self.lexicon[name].unit == "byte" for name in targets)

    def _fit(self, case: Case) -> dict[str, object]:
        """At its limit, where the most or the fewest that fit are asked for; spread, where many."""
        takes, found = self.signature.takes, dict[str, object]()
        memory = [q.name for q in self.lexicon.quantities if q.entity == "accelerator"
                  and q.unit == "byte"]  # fmt: skip
        has_memory = bool(case.accelerators) or any(name in case.given for name in memory)
        limits = [t for t in case.targets if case.fits or self._is_limit(t)]
        limits = [t for t in limits if self.lexicon[t].unit != "byte" and not t.endswith("_share")]
        if (
            "fit" in takes
            and "fit" not in case.choices
            and (has_memory or (case.fits and not self._other_bytes(case)))
            and limits
        ):
            found["fit"] = "training" if "training" in self.signature.name else "serving"
        card = self.primary.get("accelerator", "")
        many = card in case.given and case.given[card].text != "1"
        fits = "fit" in found or (case.claim is not None and case.claim.kind == "fits")
        many |= any(self.lexicon[t].unit == "accelerator" for t in limits)
        if fits and many and "zero" in takes and "zero" not in case.choices:
            found["zero"] = "zero3"
        return found

    def _other_bytes(self, case: Case) -> bool:
        """Whether what must hold something is told otherwise than as a card's memory."""
        return any(self.lexicon[n].unit == "byte" for n in case.given if n in self.names)

    def _is_limit(self, target: str) -> bool:
        """Whether as many or as few as fit are meant when a quantity is asked for."""
        if target not in self.names:
            return False
        quantity = self.lexicon[target]
        return quantity.unit in ("accelerator", "parameter") or quantity.domain.rounding == "down"

    def _formats(self, case: Case) -> dict[str, object]:
        """Number formats and the grid, as far as the function takes them."""
        takes = self.signature.takes
        found: dict[str, object] = {}
        name = case.formats[0] if case.formats else None
        if name and "group_size" in case.given and "quantized_bits" in takes:
            # A group's scales come on top of the format's own bits.
            return {"quantized_bits": number_text(find_quantization(name).own_bits())}
        only_stored = name is not None and not name.startswith(("bf", "fp", "tf"))
        if only_stored and "quantization" in takes:
            found["quantization"] = name
        elif name and "dtype" in takes and ("quantization" in takes or name != "bf16"):
            found["dtype"] = name
        elif name and "quantization" in takes:
            found["quantization"] = name
        cached = case.cache_format
        if cached is None and name and any(target.startswith("kv_") for target in case.targets):
            cached = name
        if cached and "kv_dtype" in takes:
            found["kv_dtype"] = cached
        carbon = any(self.lexicon[t].unit == "kgCO2e" for t in case.targets if t in self.names)
        if case.grid and carbon and "grid" in takes:
            found["grid"] = case.grid
        return found

    def _warnings(self, case: Case, arguments: dict[str, object]) -> tuple[Call, ...]:
        """What must be said of a named model whose figures the user states instead."""
        models = case.models or case.sized_by
        if not models or "model" in arguments or find_model(models[0]).warning is None:
            return ()
        asked = {"kind": "model", "name": models[0], "language": case.language}
        return (Call("look_up", asked),)

    def sized(self, case: Case) -> Case:
        """The case with the size of its model in place of its name: its data are not given."""
        if not case.models or self.size in case.given:
            return case
        fact = find_model(case.models[0]).facts().get(self.size)
        if fact is None:
            return case
        size = Given(number_text(Fraction(fact.value)))
        given = {**case.given, self.size: size}
        return replace(case, given=given, models=(), sized_by=case.models[:1])

    def label(self, case: Case, name: str) -> str:
        """What to call a quantity in the user's language."""
        if name not in self.lexicon.vocabulary:
            return name
        return self.lexicon[name].label.in_(case.language)


def _other(value: Given, signature: Signature, given: dict[str, Given]) -> str | None:
    return next((n for n in value.others if n in signature.takes and n not in given), None)


def _serves(signature: Signature) -> bool:
    """Whether a function is of inference."""
    return any("inference" in name for name in (signature.name, *signature.finds))
