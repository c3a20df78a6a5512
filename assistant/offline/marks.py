"""What stands in a question: amounts, named things, names of quantities, model choices.

Named accelerators are put down as the word "GPU", so that every spelling of a unit holds for them
too ("$3 per B200 hour"), and named models as one sign, so that their digits count for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from ...tools.catalog import Model, NameMatch, scan_names
from ...tools.catalog.formats import scan_grids, scan_quantizations
from ...tools.engine.amounts import Amount, scan_amounts
from .lexicon import Chosen, Lexicon
from .strangers import strange_formats, strangers
from .tokens import Hit, Token, plain, tokens_of
from .words.fields import INFERENCE, TRAIN
from .words.things import ADAPTERS, BY_THE_LAW, NOT_THE_MODEL, VERSIONED

AS_WRITTEN = frozenset({"format", "grid"})
"""Kinds whose names stay in the text: they are part of other phrases too."""
MODEL_SIGN = "\ufffc"
_TIMES_BEFORE = re.compile(r"(?<=[0-9])\s?[xX×*]\s?$")
_OF_RATE = re.compile(r"/s(?![a-z])|/秒")
_MINUS = re.compile(r"(?:^|[\s(=])[-−]$")

Kind = Literal["accelerator", "model", "format", "grid"]


@dataclass(frozen=True, slots=True)
class Named:
    """An accelerator, a model, a number format or a grid named in a question.

    Attributes:
        kind: which of these.
        name: under which the catalog holds it; as written where it does not.
        start: where it stands in the text of the marks.
        end: where it ends there.
        plural: whether several are meant.
        weak: whether the word often means something else.
        written: as the user wrote it.
        known: whether the catalog holds it.
    """

    kind: Kind
    name: str
    start: int
    end: int
    plural: bool = False
    weak: bool = False
    written: str = ""
    known: bool = True


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

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the text."""
        return _tokens(self.low)

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """The amounts, in order."""
        return _amounts(self.text)

    @cached_property
    def mentions(self) -> tuple[Hit[str], ...]:
        """Names of quantities, in order; each may stand for several."""
        hits = self.lexicon.names_in(self.tokens)
        return tuple(
            hit
            for hit in hits
            if not _OF_RATE.match(self.low, hit.end) and not self._is_part_of_other(hit)
        )

    def _is_part_of_other(self, hit: Hit[str]) -> bool:
        """Whether a name is only a part of another one: "loss" in "irreducible loss"."""
        general = self.lexicon.general
        if general is self.lexicon:
            return False
        return any(
            whole.start <= hit.start
            and hit.end <= whole.end
            and whole.end - whole.start > hit.end - hit.start
            and not set(whole.payloads) & set(hit.payloads)
            and not self._says_only_field(whole, hit)
            for whole in self.all_names
        )

    def _says_only_field(self, whole: Hit[str], hit: Hit[str]) -> bool:
        """Whether a longer name only adds that it is of training or of inference."""
        rest = self.low[whole.start : hit.start] + self.low[hit.end : whole.end]
        return bool(INFERENCE.search(rest) or TRAIN.search(rest))

    @property
    def all_names(self) -> tuple[Hit[str], ...]:
        """Names of quantities of the whole vocabulary, in order."""
        return _names(self.low, self.lexicon.general)

    @property
    def all_choices(self) -> tuple[Hit[Chosen], ...]:
        """Values of any model choice, in order."""
        return _choices(self.low, self.lexicon.general)

    @cached_property
    def foreign(self) -> tuple[Hit[str], ...]:
        """Names of quantities that the function does not know, over none that it knows."""
        general = self.lexicon.general
        if general is self.lexicon:
            return ()
        known = self.lexicon.known
        return tuple(
            hit
            for hit in self.all_names
            if not known.intersection(hit.payloads)
            and not any(m.start < hit.end and hit.start < m.end for m in self.mentions)
        )

    @cached_property
    def choices(self) -> tuple[Hit[Chosen], ...]:
        """Values of model choices, in order."""
        found = self.lexicon.choices_in(self.tokens)
        if not ADAPTERS.search(self.low):  # "Q/K/V/O" alone are projections, and carry no adapter
            found = [hit for hit in found if not hit.payloads[0].choice.startswith("lora")]
        return tuple(found)

    def of_kind(self, kind: Kind, *, weak: bool = False) -> list[Named]:
        """The named things of one kind, each once; those of doubtful meaning only if wanted."""
        seen: dict[str, Named] = {}
        for named in self.named:
            if named.kind == kind and (weak or not named.weak):
                seen.setdefault(named.name, named)
        return list(seen.values())


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in a question: where, and what it is of."""

    kind: Kind
    start: int
    end: int
    name: str
    weak: bool = False
    known: bool = True


@lru_cache(maxsize=64)
def _names(low: str, lexicon: Lexicon) -> tuple[Hit[str], ...]:
    """Names of quantities in a text, over a whole vocabulary."""
    return tuple(lexicon.names_in(_tokens(low)))


@lru_cache(maxsize=64)
def _choices(low: str, lexicon: Lexicon) -> tuple[Hit[Chosen], ...]:
    """Values of model choices in a text, over a whole vocabulary."""
    return tuple(lexicon.choices_in(_tokens(low)))


@lru_cache(maxsize=64)
def _tokens(low: str) -> list[Token]:
    return tokens_of(low)


@lru_cache(maxsize=64)
def _amounts(text: str) -> tuple[Amount, ...]:
    return tuple(scan_amounts(text))


def read_marks(question: str, lexicon: Lexicon) -> Marks:
    """The marks of a question."""
    text, low, named = _with_signs(question)
    return Marks(question, text, low, named, lexicon)


@lru_cache(maxsize=64)
def _with_signs(question: str) -> tuple[str, str, tuple[Named, ...]]:
    """The text with named things put down in one way, the same in plain letters, and the names."""
    pieces: list[str] = []
    named: list[Named] = []
    at = length = 0
    for found in _names_in(question):
        before, written = question[at : found.start], question[found.start : found.end]
        plural = written[-1:] in "sS" and found.kind == "accelerator"
        sign = written
        as_written = found.weak or found.kind in AS_WRITTEN
        if not as_written and found.kind == "accelerator":
            times = _TIMES_BEFORE.search(before)
            before = before[: times.start()] + " " if times else before
            after = question[found.end : found.end + 1]
            sign = "GPUs" if plural else "GPU"
            sign += " " if after.isalnum() and after.isascii() else ""
        elif not as_written:
            sign = MODEL_SIGN
        start = length + len(before)
        length = start + len(sign)
        pieces += [before, sign]
        named.append(
            Named(found.kind, found.name, start, length, plural, found.weak, written, found.known)
        )
        at = found.end
    text = "".join((*pieces, question[at:]))
    return text, plain(text), tuple(named)


def _names_in(question: str) -> list[_Found]:
    """Accelerators and models, and what looks like an accelerator; in order, without overlaps."""
    spans = [
        _Found("model", m.start, m.end, m.entry.name, m.weak)
        for m in scan_names(question, "model")
        if _is_meant(question, m)
    ]
    spans += [
        _Found("accelerator", m.start, m.end, m.entry.name, m.weak)
        for m in scan_names(question, "accelerator")
    ]
    taken = [(span.start, span.end) for span in spans]
    spans += [
        _Found("format", m.start, m.end, m.entry.name)
        for m in scan_quantizations(question)
        if not _MINUS.search(question[max(0, m.start - 2) : m.start])
    ]
    spans += [_Found("grid", m.start, m.end, m.entry.name) for m in scan_grids(question)]
    for start, end in strangers(question, taken):
        plural = 1 if question[end : end + 1] in ("s", "S") else 0
        spans.append(_Found("accelerator", start, end + plural, question[start:end], known=False))
    formats = [(span.start, span.end) for span in spans]
    for start, end in strange_formats(question, formats):
        spans.append(_Found("format", start, end, question[start:end], known=False))
    spans.sort(key=lambda span: (span.start, -span.end))
    kept: list[_Found] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _is_meant(question: str, match: NameMatch[Model]) -> bool:
    """Whether a model's name stands for the model, and not for another one of its family."""
    after = plain(question[match.end : match.end + 12])
    before = plain(question[max(0, match.start - 16) : match.start])
    is_law = NOT_THE_MODEL.match(after) or BY_THE_LAW.search(before)
    return not VERSIONED.match(after) and not (match.weak and is_law)
