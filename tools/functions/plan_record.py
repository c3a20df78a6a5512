"""What a plan is made of: figures in sections, each with its source; plain data."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from ..engine.text import Text
from .result import Assumption

SectionName = Literal[
    "run", "laws", "structure", "trade", "energy", "memory", "failures", "serving", "moves"
]
AS_GIVEN = Text("as given", "已给定")
CONVENTION = "convention"
TITLES: dict[SectionName, Text] = {
    "run": Text("The run", "训练"),
    "laws": Text("The same compute under other laws", "同样算力,各缩放定律的答案"),
    "structure": Text("A structure of that size", "该规模的结构"),
    "trade": Text("Accelerators against time", "卡数与时间的取舍"),
    "energy": Text("Energy and carbon", "能耗与碳排放"),
    "memory": Text("Memory per accelerator, and a layout", "单卡显存与并行方案"),
    "failures": Text("Data, checkpoints and failures", "数据、检查点与故障"),
    "serving": Text("Serving the model", "推理服务"),
    "moves": Text("What moves the answer most", "什么最影响答案"),
}
"""The sections in their order on the page."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Row(_Record):
    """One figure, or one choice in words.

    Attributes:
        label: what to call it.
        quantity: its name in the vocabulary, or that of a model choice.
        display: the value in reading units, or the choice in words.
        exact: an integer, a fraction, or a decimal marked with `~`; empty for words.
        unit: the base unit of `exact`; empty for words.
        source: the equation that gave it and who says so, or where it was published.
        low: the lowest value over the ranges used, as `exact`; none without ranges.
        high: the highest value, likewise.
        of: whose figure it is, where a section sets several things beside each other.
    """

    label: str
    quantity: str
    display: str
    exact: str = ""
    unit: str = ""
    source: str
    low: str | None = None
    high: str | None = None
    of: str = ""


class Section(_Record):
    """One subject of a plan.

    Attributes:
        name: its stable name.
        title: its heading.
        rows: its figures.
        notes: what to know of them.
    """

    name: SectionName
    title: str
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()


class Plan(_Record):
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
