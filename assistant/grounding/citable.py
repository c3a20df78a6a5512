"""What an answer may cite: what the calls for the last question gave, assumed and were given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ...tools.engine.text import Text
from ...tools.vocabulary import VOCABULARY
from .case import Case
from .evidence import Evidence

_NUMBERED = re.compile(r"\s*(?:(\d{1,3})\s*\.)?(.*)", re.DOTALL)


@dataclass(frozen=True)
class Citable:
    """A figure that may be cited.

    Attributes:
        call: of the question, from 1.
        case: the same call in the conversation.
        name: of the quantity.
        label: what the tool's text calls it.
        display: as the tool shows it.
        given: whether the call was given it: then it is checked as if the model had written it.
        alone: whether every call that has it shows the same.
    """

    call: int
    case: int
    name: str
    label: str
    display: str
    given: bool = False
    alone: bool = True

    @cached_property
    def keys(self) -> tuple[str, str]:
        """What it may be cited by."""
        return _key(self.name), _key(self.label)


class Citables:
    """What the answer to the last question may cite."""

    def __init__(self, evidence: Evidence) -> None:
        calls = (case for case in evidence.cases if case.turn == evidence.turn)
        every = [of for call, case in enumerate(calls, 1) for of in _citable(call, case)]
        shown = {
            of.name: {other.display for other in every if other.name == of.name} for of in every
        }
        self._every = [replace(of, alone=len(shown[of.name]) == 1) for of in every]

    def find(self, written: str) -> Citable | None:
        """What a handle stands for; none where that is nothing, or more than one thing."""
        number, name = _NUMBERED.fullmatch(written).groups()  # type: ignore[union-attr]
        found = [
            of for of in self._every if _key(name) in of.keys and number in (None, str(of.call))
        ]
        return found[-1] if len({of.display for of in found}) == 1 else None

    @cached_property
    def unknown(self) -> Text:
        """Why a handle stands for nothing, with all those that there are."""
        names = ", ".join(dict.fromkeys(filter(None, map(self._name, self._every))))
        return Text(NO_HANDLE.en.format(names), NO_HANDLE.zh.format(names)) if names else NO_RESULT

    def _name(self, cited: Citable) -> str:
        """The shortest handle that stands for it."""
        for name in (cited.name, f"{cited.call}.{cited.name}", cited.label):
            found = self.find(name)
            if found is not None and found.display == cited.display:
                return name
        return ""


def _citable(call: int, case: Case) -> Iterator[Citable]:
    """What may be cited of one call; an answer hides an input of the same name."""
    result = case.result
    if result is None:
        return
    answers = [(a.quantity, a.label, a.display) for a in result.answers]
    names = {name for name, *_ in answers}
    assumed = [(a.name, a.label, a.display) for a in result.assumptions if a.name not in names]
    for item in (*answers, *assumed):
        yield Citable(call, case.number, *item)
    names |= {name for name, *_ in assumed}
    for quantity in VOCABULARY:
        label = quantity.label.in_(result.language)
        for text in result.given:
            if quantity.name not in names and text.startswith(f"{label} "):
                shown = text.removeprefix(f"{label} ")
                yield Citable(call, case.number, quantity.name, label, shown, given=True)


def _key(name: str) -> str:
    """A name however its words are joined: training_time, "Training time"."""
    return re.sub(r"[\W_]+", "", name).casefold()


NO_HANDLE = Text(
    "no one result of this question is called so; there are: {}",
    "本题没有唯一叫这个名称的结果;可引用:{}",
)
NO_RESULT = Text(
    "no tool gave a result for this question: call one first",
    "本题还没有工具给出结果:请先调用工具",
)
