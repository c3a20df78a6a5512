"""What a plan is made of: figures in sections, each with its source; plain data."""

from __future__ import annotations

from typing import Literal

from ..engine.text import Text
from .laws import LAWS_TITLE
from .repeated_data import LIMITED_TITLE
from .result import Assumption, Record, Section, SectionName
from .same_loss import SMALLER_TITLE
from .shape import SHAPE_TITLE

AS_GIVEN = Text("as given", "已给定")
CONVENTION = "convention"
TITLES: dict[SectionName, Text] = {
    "run": Text("The run", "训练"),
    "laws": LAWS_TITLE,
    "limited": LIMITED_TITLE,
    "smaller": SMALLER_TITLE,
    "structure": SHAPE_TITLE,
    "trade": Text("Accelerators against time", "卡数与时间的取舍"),
    "energy": Text("Energy and carbon", "能耗与碳排放"),
    "memory": Text("Memory per accelerator, and a layout", "单卡显存与并行方案"),
    "failures": Text("Data, checkpoints and failures", "数据、检查点与故障"),
    "serving": Text("Serving the model", "推理服务"),
    "moves": Text("What moves the answer most", "什么最影响答案"),
}
"""The sections in their order on the page."""


class Plan(Record):
    """A training run, planned: a page that stands on its own.

    Made again from its inputs, it is the same plan.

    Attributes:
        format: of its JSON.
        language: of every text in it.
        inputs: what was given, as written, by name.
        given: the same in reading units.
        sections: the figures, by subject.
        risks: what may go otherwise, and by how much.
        assumptions: what was not given, each once, with its source.
        warnings: what the reader should know, and what could not be planned.
    """

    format: Literal["flopwise plan 1"] = "flopwise plan 1"
    language: Literal["en", "zh"]
    inputs: dict[str, str]
    given: tuple[str, ...]
    sections: tuple[Section, ...]
    risks: tuple[str, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    warnings: tuple[str, ...] = ()

    def section(self, name: SectionName) -> Section | None:
        """The section of that name; none where it could not be planned."""
        return next((section for section in self.sections if section.name == name), None)
