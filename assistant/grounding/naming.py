"""What the words next to a figure call it: names of quantities, from the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ...tools.engine.units import Dimension, dimension_of, match_units
from ...tools.vocabulary import VOCABULARY
from ..offline.lexicon import Lexicon
from ..offline.marks import Marks
from ..offline.tokens import Hit, Phrasebook, plain, tokens_of
from . import cues

FAR = 60
"""Characters beyond which a name does not belong to a figure."""

AFTER_FAR = 28
WINDOW = 200
"""Characters on either side in which a figure's sentence is looked for."""

SAYS_NOTHING = frozenset({"delivers"})
"""Names of the vocabulary that an answer uses for other things, too."""

ALSO = (
    ("attention", "attention_overhead"),
    ("注意力", "attention_overhead"),
    ("achieve", "achieved_flops"),
    ("sustain", "achieved_flops"),
    ("sustained rate", "achieved_flops"),
    ("达到", "achieved_flops"),
)
"""What answers call a quantity and questions do not."""

_PAUSE = re.compile(r"[,，、()（）|]")
_LINK = re.compile(
    r"\s*(?:of|is|are|was|=|:|：|≈|为|是|约|about|around|roughly|at|to|的|[|])?\s*(?:about|around"
    r"|roughly|approximately|exactly|约|大约)?\s*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of the vocabulary."""
    return Lexicon(VOCABULARY)


@lru_cache(maxsize=1)
def names() -> Names:
    """The names of the vocabulary's quantities."""
    return Names()


class Names:
    """Names of quantities that say more than a unit does."""

    def __init__(self) -> None:
        self._units = {q.name: dimension_of(q.unit) for q in VOCABULARY}
        own = [
            (name, quantity.name)
            for quantity in VOCABULARY
            for name in (*quantity.names.en, *quantity.names.zh)
            if name not in SAYS_NOTHING
        ]
        self._every: Phrasebook[str] = Phrasebook(own)
        telling = (pair for pair in own if _says_more(pair[0]))
        self._book: Phrasebook[str] = Phrasebook((*telling, *ALSO))

    def hits(self, marks: Marks, *, of_multiples: bool = False) -> list[Hit[str]]:
        """The names in a text; beside a multiple units are names, too: "twice the parameters"."""
        return (self._every if of_multiples else self._book).scan(marks.tokens)

    def of_noun(self, noun: str) -> frozenset[str]:
        """The quantities that a noun may count."""
        found = self._book.scan(tokens_of(plain(noun)))
        return frozenset(name for hit in found for name in hit.payloads)

    def dimension(self, quantity: str) -> Dimension | None:
        """What a quantity is measured in."""
        return self._units.get(quantity)

    def nearest(
        self,
        hits: Sequence[Hit[str]],
        text: str,
        span: tuple[int, int],
        room: tuple[int, int],
        dimensions: Sequence[Dimension],
        header: str,
    ) -> tuple[tuple[str, ...], bool]:
        """The quantities that the nearest fitting name may mean, and whether it is their own.

        None where no name is near.

        Args:
            hits: the names near the figure.
            text: the text.
            span: where the figure stands.
            room: from the last figure of the kind to the next one.
            dimensions: what the figure may measure; () leaves it open.
            header: of its table column.
        """
        start, end = span
        best: tuple[int, tuple[str, ...], bool] = (FAR + 1, (), False)
        left = max(room[0], _sentence_start(text, start))
        for hit in hits:
            payloads = self._fitting(hit.payloads, dimensions)
            if not payloads:
                continue
            if hit.start < end and start < hit.end:
                distance = 0 if hit.end > end or hit.start < start else 1
            elif left <= hit.start and hit.end <= start:
                distance = _distance(text[hit.end : start])
            elif end <= hit.start < room[1] and hit.start - end <= AFTER_FAR:
                between = text[end : hit.start]
                if cues.ENDS_SENTENCE.search(between) or _PAUSE.search(between):
                    continue
                if cues.DEPENDS.search(between):
                    continue
                distance = 4 + _distance(between)
            else:
                continue
            if distance < best[0]:
                best = (distance, payloads, self._is_title(text[hit.start : hit.end], payloads))
        if not best[1] and header:
            for hit in self._book.scan(tokens_of(plain(header))):
                if payloads := self._fitting(hit.payloads, dimensions):
                    return payloads, False
        return best[1], best[2]

    def _is_title(self, written: str, payloads: Sequence[str]) -> bool:
        """Whether a name is what the vocabulary itself calls the quantity."""
        word = plain(written).removesuffix("s")
        labels = (VOCABULARY[name].label for name in payloads)
        return any(word in (plain(t).removesuffix("s") for t in label) for label in labels)

    def _fitting(self, payloads: Sequence[str], dimensions: Sequence[Dimension]) -> tuple[str, ...]:
        if not dimensions:
            return tuple(payloads)
        return tuple(name for name in payloads if self._units[name] in dimensions)


def _distance(between: str) -> int:
    """How far a name is: in characters, more across a pause, none across "is about"."""
    if _LINK.fullmatch(between):
        return 0
    return len(between) + 15 * len(_PAUSE.findall(between))


def _sentence_start(text: str, position: int) -> int:
    last = max(0, position - WINDOW)
    for match in cues.ENDS_SENTENCE.finditer(text, last, position):
        last = match.end()
    return last


def _says_more(name: str) -> bool:
    """Whether a name is neither a letter nor a unit, but for those that count: layers, steps."""
    if len(name) == 1 and name.isascii():
        return False
    whole = [unit for unit, end in match_units(name, 0) if end == len(name)]
    return not whole or (whole[0].dimension == Dimension() and whole[0].name not in ("×", "1"))
