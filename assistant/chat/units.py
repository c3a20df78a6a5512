"""Units that the reader chose: answers are shown in them first, their usual form in brackets."""

from __future__ import annotations

import re
from fractions import Fraction

from ...tools.engine.figures import figure
from ...tools.engine.showing import TABLE
from ...tools.engine.text import Text
from ...tools.engine.units import Dimension, Unit, dimension_of, find_unit
from ...tools.functions.result import Answer
from ..errors import UsageError
from ..reply import Reply

WHOLE_TO = 10**6
COUNTED = ("accelerator",)
"""Base units of what is counted in whole things, which no other unit would say better."""


class Units:
    """One unit a kind of amount, as the reader wrote it."""

    def __init__(self) -> None:
        self._chosen: dict[Dimension, tuple[str, Unit]] = {}

    def __bool__(self) -> bool:
        return bool(self._chosen)

    def __str__(self) -> str:
        return ", ".join(written for written, _ in self._chosen.values())

    def choose(self, text: str) -> None:
        """Show amounts in the units that `text` lists ("hours, GiB").

        Raises:
            UnknownName: no such unit, with the nearest ones.
            UsageError: no answer is measured in it.
        """
        parts = [part.strip() for part in re.split(r"[,;，；、]", text)]
        found = {written: find_unit(written) for written in filter(None, parts)}
        for written, unit in found.items():
            if unit.dimension not in _measured():
                raise UsageError(
                    Text(
                        f"no answer is measured in {written}: try hours, GiB, PFLOP-days, MWh",
                        f"没有以「{written}」计的答案:可以用小时、GiB、PFLOP-days、MWh 等",
                    )
                )
        self._chosen |= {unit.dimension: (written, unit) for written, unit in found.items()}

    def clear(self) -> None:
        """Show every amount in its usual unit."""
        self._chosen.clear()

    def changes(self, answer: Answer) -> bool:
        """Whether an answer is shown otherwise than usual."""
        return answer.unit not in COUNTED and dimension_of(answer.unit) in self._chosen

    def shown(self, answer: Answer) -> Answer:
        """The answer as the reader wants it."""
        if not self.changes(answer):
            return answer
        written, unit = self._chosen[dimension_of(answer.unit)]
        exact = Fraction(answer.exact.removeprefix("~"))
        sign = "-" if exact < 0 else ""
        amount = f"{sign}{figure(abs(exact) / unit.factor, WHOLE_TO)} {written}"
        usual, _, second = answer.display.removesuffix(")").partition(" (")
        if second and second != amount:
            usual += f"; {second}"
        shown = amount if usual == amount else f"{amount} ({usual})"
        return answer.model_copy(update={"display": shown})

    def applied(self, reply: Reply) -> Reply:
        """The reply with its answers as the reader wants them."""
        if not any(map(self.changes, reply.answers)):
            return reply
        return reply.model_copy(update={"answers": tuple(map(self.shown, reply.answers))})


def _measured() -> set[Dimension]:
    """Every kind of amount that an answer may be."""
    kinds = {dimension_of(unit) for unit in TABLE if unit not in COUNTED}
    return kinds - {Dimension()}
