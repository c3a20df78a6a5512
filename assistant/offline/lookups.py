"""Plans for published facts: of one named thing, of several, and which of them has more."""

from __future__ import annotations

from dataclasses import replace

from ...tools.catalog import find_model
from .calls import Caller, Plan, Then, joined
from .case import Case
from .signatures import options_of
from .turns import Call

KINDS = ("accelerator", "model")


class Lookups:
    """Makes the calls for questions that the catalog answers.

    Args:
        caller: makes those that solve.
    """

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.lexicon = caller.lexicon

    def plan(self, case: Case) -> Plan | None:
        """The calls that answer `case`; none where it is no question for the catalog."""
        if any(value.text != "1" for value in case.given.values()) or case.moves or case.second:
            return None
        if case.manner not in ("value", "multiple"):
            return None
        if case.optimal and set(case.targets) & {self.caller.data, self.caller.size}:
            sized = self.caller.sized(case)
            if sized is case or len(case.models) > 1:
                return None
            return self.caller.called(sized, list(case.targets))
        for kind, names in zip(KINDS, (case.accelerators, case.models), strict=True):
            if names and not (case.accelerators and case.models):
                plans = [self._of_one(case, kind, name) for name in names]
                if all(plan is not None for plan in plans):
                    whole = joined(plan for plan in plans if plan is not None)
                    return self._compared(case, whole, names)
        return None

    def _compared(self, case: Case, whole: Plan, names: tuple[str, ...]) -> Plan | None:
        """The facts of several things, and how many times as much one has where that is asked."""
        labelled = replace(whole, labels=names if len(names) > 1 else ())
        if case.manner == "value":
            return labelled
        if len(names) != 2 or len(case.targets) != 1:
            return None
        ratio = "{0} / {1}" if case.measured else "{1} / {0}"
        return replace(labelled, then=(Then(ratio, case.targets[0], "multiple"),))

    def _of_one(self, case: Case, kind: str, name: str) -> Plan | None:
        """The facts asked of one named thing, all facts where it is asked for itself."""
        facts = options_of("look_up", "facts")
        if case.described and kind == "accelerator" and case.targets == (self.caller.size,):
            case = replace(case, targets=())  # 参数 of a card: what it can do
        if not case.targets and not case.described:
            return None
        if not all(self._is_fact(t, kind, name) and t in facts for t in case.targets):
            return None
        arguments: dict[str, object] = {"kind": kind, "name": name, "language": case.language}
        if case.targets:
            arguments["facts"] = list(case.targets)
        if len(case.formats) == 1 and kind == "accelerator":
            arguments["dtype"] = case.formats[0]
        return Plan((Call("look_up", arguments),))

    def _is_fact(self, target: str, kind: str, name: str) -> bool:
        """Whether a quantity is a fact of such a thing, or of how a model was trained."""
        if target not in self.lexicon.vocabulary:
            return False
        if self.lexicon[target].entity == kind:
            return True
        return kind == "model" and target in {self.caller.data, *find_model(name).published()}
