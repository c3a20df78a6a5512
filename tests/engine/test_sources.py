"""Sources in Chinese: prose is worded in it, names and titles stay."""

from __future__ import annotations

import re

import pytest

from flopwise.tools.catalog import Accelerator, Model, accelerators, models
from flopwise.tools.catalog.formats import Grid, Quantization, grids, quantizations
from flopwise.tools.engine.sources import cited
from flopwise.tools.equations import EQUATIONS
from flopwise.tools.vocabulary import VOCABULARY

PROSE = re.compile(
    r"\b(?:definition|derived|convention|counted|published|table \d|appendix [A-Z]|not yet)\b"
)


@pytest.mark.parametrize(
    ("source", "chinese"),
    [
        ("definition", "定义"),
        ("Kaplan et al. 2020, eq. 2.1, table A3", "Kaplan et al. 2020, 式 2.1, 表 A3"),
        ("derived from Young 1974, CACM 17(9)", "推导自 Young 1974, CACM 17(9)"),
        ("model card of EleutherAI/gpt-j-6b", "EleutherAI/gpt-j-6b 的模型卡"),
        ("a page (May 2026) ($1.99 to $5 an hour, 2026-05)",
         "a page (May 2026) (每小时 1.99 至 5 美元, 2026-05)"),
        ("V100 has no bf16: its fp16 peak", "V100 没有 bf16:按其 fp16 峰值"),
    ],
)  # fmt: skip
def test_prose_is_worded_names_stay(source: str, chinese: str) -> None:
    assert cited(source, "en") == source
    assert cited(source, "zh") == chinese


def test_no_source_of_the_tables_mixes_languages() -> None:
    sources = [equation.source for equation in EQUATIONS]
    sources += [quantity.default.source for quantity in VOCABULARY if quantity.default]
    for choice in VOCABULARY.choices.values():
        sources += [choice.source, *(option.source for option in choice.values.values())]
    entries: list[Accelerator | Model | Quantization | Grid] = [*accelerators(), *models()]
    for entry in (*entries, *quantizations(), *grids()):
        for fact in entry.facts().values():
            sources += [fact.source, fact.note or ""]
    mixed = {s for s in map(lambda s: cited(s, "zh"), sources) if PROSE.search(s)}
    assert not mixed
