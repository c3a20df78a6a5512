"""A training run planned from a budget, a size or a cluster: one page, every figure calculated."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..engine.text import Language, Text
from ..vocabulary import VOCABULARY
from . import plan_sections as page
from .laws import laws_section
from .plan_record import Plan
from .plan_run import settle
from .plan_sheet import Sheet
from .repeated_data import limited_section
from .report import given_texts
from .result import Section, SectionName
from .same_loss import smaller_section


def make_plan(given: Mapping[str, object], language: Language = "en") -> Plan:
    """Plan a run.

    Args:
        given: what fixes it, as `solve` takes it: money, compute, a size, tokens or a number of
            accelerators; the accelerator; and whatever else is known.
        language: of every text.

    Raises:
        MissingInput: what is given does not fix a run; the text says what would.
        InvalidInput: what is given contradicts itself, leaves a domain, or cannot be read.
    """
    stated = {name: str(value) for name, value in given.items() if value is not None}
    sheet = Sheet(stated, language)
    texts = given_texts(sheet.inputs(), language)
    settled = settle(sheet)
    laws = page.compared_laws(sheet, settled)
    compute = settled.value("training_compute")
    found = page.ranges(sheet, settled)
    makers: dict[SectionName, Callable[[], Section | None]] = {
        "run": lambda: page.run(sheet, settled),
        "laws": lambda: laws_section(laws, language),
        "limited": lambda: limited_section(settled.inputs, compute, language),
        "smaller": lambda: smaller_section(compute, settled.inputs.options.get("law"), language),
        "structure": lambda: page.structure(sheet, settled),
        "trade": lambda: page.trade(sheet, settled),
        "energy": lambda: page.energy(sheet, settled),
        "memory": lambda: page.memory(sheet, settled),
        "failures": lambda: page.failures(sheet, settled),
        "serving": lambda: page.serving(sheet, settled),
        "moves": lambda: page.moves(sheet, settled, found),
    }
    made = (page.attempted(sheet, name, make) for name, make in makers.items())
    sections = [section for section in made if section is not None]
    risks = page.risks(sheet, settled, laws, found, sections)
    _note_unused(sheet)
    return Plan(
        language=language,
        inputs=stated,
        given=tuple(texts),
        sections=tuple(sections),
        risks=tuple(risks),
        assumptions=tuple(sheet.assumptions.values()),
        warnings=tuple(sheet.warnings),
    )


def _note_unused(sheet: Sheet) -> None:
    """Say which stated quantities no figure depends on."""
    spare = [n for n in sheet.stated if n in VOCABULARY and n not in sheet.used]
    if spare:
        labels = [VOCABULARY[name].label for name in spare]
        sheet.warn(
            Text(
                f"not needed here: {', '.join(label.en for label in labels)}",
                f"此处用不到:{'、'.join(label.zh for label in labels)}",
            )
        )
