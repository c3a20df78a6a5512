"""What stands in a question: amounts, named things, names of quantities, model choices.

Named accelerators are put down as the word "GPU", so that every spelling of a unit holds for them
too ("$2 per H100 hour"), and named models as one sign, so that their digits count for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from ...tools.catalog import Model, NameMatch, scan_names
from ...tools.engine.amounts import Amount, scan_amounts
from ...tools.engine.numerals import fold
from .lexicon import Chosen, Lexicon
from .phrases import NOT_THE_MODEL, VERSIONED
from .tokens import Hit, Token, plain, tokens_of

MODEL_SIGN = "\ufffc"
_TIMES_BEFORE = re.compile(r"(?<=[0-9])\s?[xX×*]\s?$")
_UNKNOWN_CARD = re.compile(
    r"(?:(?<=[0-9] )|(?<=[0-9]x)"
    r"|(?<=[张块片]))\s?([A-Z]{1,4}-?[0-9]{2,4}[A-Z]{0,2})s?(?![A-Za-z0-9])"
)
_DTYPE = re.compile(r"(?<![a-z0-9])(bf16|fp16|fp8|fp4|tf32|fp32|int8)(?![a-z0-9])")

Kind = Literal["accelerator", "model"]


@dataclass(frozen=True, slots=True)
class Named:
    """An accelerator or a model named in a question.

    Attributes:
        kind: which of the two.
        name: under which the catalog holds it; as written where it does not.
        start: where it stands in the text of the marks.
        end: where it ends there.
        plural: whether several are meant.
        weak: whether the word often means something else.
        written: as the user wrote it.
    """

    kind: Kind
    name: str
    start: int
    end: int
    plural: bool = False
    weak: bool = False
    written: str = ""


@dataclass(frozen=True)
class Marks:
    """A question and what stands in it.

    Attributes:
        question: as asked.
        text: the same with named things put down in one way; every span is one of this text.
        low: `text` in lower case, plain width and simplified characters, of the same length.
        named: accelerators and models, in order.
    """

    question: str
    text: str
    low: str
    named: tuple[Named, ...]
    lexicon: Lexicon = field(repr=False)

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of the text."""
        return tokens_of(self.low)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The amounts, in order."""
        return tuple(scan_amounts(self.text))

    @cached_property
    def mentions(self) -> tuple[Hit[str], ...]:
        """Names of quantities, in order; each may stand for several."""
        return tuple(self.lexicon.names_in(self.tokens))

    @cached_property
    def choices(self) -> tuple[Hit[Chosen], ...]:
        """Values of model choices, in order."""
        return tuple(self.lexicon.choices_in(self.tokens))

    @cached_property
    def dtype(self) -> str | None:
        """The data type named, if there is just one."""
        found = set(_DTYPE.findall(self.low))
        return found.pop() if len(found) == 1 else None

    def of_kind(self, kind: Kind, *, weak: bool = False) -> list[Named]:
        """The named things of one kind, each once; those of doubtful meaning only if wanted."""
        seen: dict[str, Named] = {}
        for named in self.named:
            if named.kind == kind and (weak or not named.weak):
                seen.setdefault(named.name, named)
        return list(seen.values())


def read_marks(question: str, lexicon: Lexicon) -> Marks:
    """The marks of a question."""
    found = _names_in(question)
    pieces: list[str] = []
    named: list[Named] = []
    at = length = 0
    for kind, start, end, name, weak in found:
        before = question[at:start]
        written = question[start:end]
        if weak:
            pieces.append(before + written)
            length += len(before) + len(written)
            named.append(
                Named(kind, name, length - len(written), length, weak=True, written=written)
            )
            at = end
            continue
        plural = written[-1:] in "sS" and kind == "accelerator"
        if kind == "accelerator":
            times = _TIMES_BEFORE.search(before)
            before = before[: times.start()] + " " if times else before
            sign = "GPUs" if plural else "GPU"
            sign = (
                sign + " "
                if question[end : end + 1].isalnum() and question[end].isascii()
                else sign
            )
        else:
            sign = MODEL_SIGN
        length += len(before)
        named.append(Named(kind, name, length, length + len(sign), plural, False, written))
        pieces.append(before + sign)
        length += len(sign)
        at = end
    text = "".join((*pieces, question[at:]))
    return Marks(question, text, plain(text), tuple(named), lexicon)


def _names_in(question: str) -> list[tuple[Kind, int, int, str, bool]]:
    """Accelerators and models: kind, span, name, whether the meaning is doubtful; in order."""
    spans: list[tuple[Kind, int, int, str, bool]] = []
    for model in scan_names(question, "model"):
        if _is_meant(question, model):
            spans.append(("model", model.start, model.end, model.entry.name, model.weak))
    for card in scan_names(question, "accelerator"):
        spans.append(("accelerator", card.start, card.end, card.entry.name, card.weak))
    taken = [(start, end) for _, start, end, _, _ in spans]
    for m in _UNKNOWN_CARD.finditer(fold(question)):
        if not any(start < m.end(1) and m.start(1) < end for start, end in taken):
            spans.append(("accelerator", m.start(1), m.end(), m[1], False))
    spans.sort(key=lambda span: (span[1], -span[2]))
    kept: list[tuple[Kind, int, int, str, bool]] = []
    for span in spans:
        if not kept or span[1] >= kept[-1][2]:
            kept.append(span)
    return kept


def _is_meant(question: str, match: NameMatch[Model]) -> bool:
    """Whether a model's name stands for the model, and not for another one of its family."""
    after = plain(question[match.end : match.end + 12])
    return not VERSIONED.match(after) and not (match.weak and NOT_THE_MODEL.match(after))
