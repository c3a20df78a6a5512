"""What the words next to a figure call it: names of quantities, from the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...tools.engine.sayings import ways_to_say
from ...tools.engine.units import Dimension, dimension_of, match_units
from ...tools.vocabulary import VOCABULARY
from ..offline.lexicon import Lexicon
from ..offline.marks import Marks
from ..offline.tokens import Hit, Phrasebook, plain, tokens_of
from . import cues
from .records import PLAIN, Figure

FAR = 60
"""Characters beyond which a name does not belong to a figure."""

COUNTED = frozenset(dimension_of(unit) for unit in ("accelerator", "parameter", "token"))
"""What is counted: 2.02 of them, without a scale, are none."""

AFTER_FAR = 28
BOUND = 12
"""Characters within which a name is the figure's own: what it calls wrongly is refused."""

AFTER_COUNT = 2
"""Characters between a count of 个 and what it counts, at most."""

LARGE = 10**7
"""What is counted one by one, layers and heads, is never so many."""

WINDOW = 200
"""Characters on either side in which a figure's sentence is looked for."""

SAYS_NOTHING = frozenset({"delivers"})
"""Names of the vocabulary that an answer uses for other things, too."""

ALSO = (
    *(
        (f"{the}{kind}blocks", "block_parameters")
        for the in ("", "the ")
        for kind in ("", "transformer ")
    ),
    ("embeddings", "embedding_parameters"),
    *(
        (word, name)
        for word in ("attention", "注意力")
        for name in ("attention_overhead", "attention_parameters")
    ),
    *(
        ("operations", name)
        for name in ("training_compute", "inference_compute", "inference_compute_per_token")
    ),
    ("sequence", "context_tokens"),
    ("achieve", "achieved_flops"),
    ("sustain", "achieved_flops"),
    ("sustained rate", "achieved_flops"),
    ("达到", "achieved_flops"),
    *((word, "accelerators") for word in ("ways", "shards", "ranks", "workers")),
)
"""What answers call a quantity and questions do not."""

_COUNTED = re.compile(r"[\d一二两三四五六七八九十百千万亿几每]\s?$")
_INSIDE = re.compile(r" (?:parameters )?in (?:the )?")
PARTS = frozenset({"block_parameters", "embedding_parameters"})
"""Parts of a model that answers say its parameters are in."""

_PAUSE = re.compile(r"[,，、()（）|]")
_OF_LAST = re.compile(r"\s?(?:(?:of |的)(?:the |your |its )?(?:\w+ )?)?")
"""Between the figure before and what it is of: "your 10 GB of cache gives", "64 users at 4k"."""
_EACH_ONE = re.compile(r"\beach (?:one|of (?:these|those|them)) $")
"""Before the name of a whole, of which a part is meant: "each of these costs $2.20"."""
_JOINED = re.compile(
    r"(?<![\d.])(?<!\d )[^\W\d]+\s?(?:\b(?:and|plus)\b|[&+和与及]|加上?)\s?(?:the |its |your )?$",
    re.IGNORECASE,
)
"""Before the second of two that a figure is of: "the model and cache need"."""
_PREDICATE = re.compile(
    r"(?:\s?of (?:the|its|your|all|each|every|a)\b[^.,;()\d]{0,32}?)?"
    r" (?:is|are|was|goes|go) (?:(?:\w+ )?(?:to|in|on|by) )?(?:the |a )?",
    re.IGNORECASE,
)
"""Between a share and what it is: "of the step time is", "is lost to the"."""
_ONE_BY_ONE = re.compile(r"\s?[个個]")
"""After what counts something: no memory, and no time."""
_LINK = re.compile(
    r"\s*(?:of|is|are|was|=|:|：|≈|为|是|约|about|around|roughly|at|to|的|[|])?\s*(?:about|around"
    r"|roughly|approximately|exactly|约|大约)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Naming:
    """What the words beside a figure call it.

    Attributes:
        quantities: that the name may mean.
        titled: whether it is what the vocabulary itself calls one of them.
        bound: whether the name stands so near that it is the figure's own.
    """

    quantities: tuple[str, ...] = ()
    titled: bool = False
    bound: bool = False


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
            for name in ways_to_say(quantity)
            if name not in SAYS_NOTHING
        ]
        self._every: Phrasebook[str] = Phrasebook(own)
        telling = (pair for pair in own if _says_more(pair[0]))
        self._book: Phrasebook[str] = Phrasebook((*telling, *ALSO))

    def hits(self, marks: Marks, *, of_multiples: bool = False) -> list[Hit[str]]:
        """The names in a text; beside a multiple units are names, too: "twice the parameters"."""
        return (self._every if of_multiples else self._book).scan(marks.tokens)

    def of_noun(self, noun: str) -> frozenset[str]:
        """The quantities that a noun may count: its name, or what each of them has so many of."""
        found = self._book.scan(tokens_of(plain(noun)))
        named = frozenset(name for hit in found for name in hit.payloads)
        return named or frozenset(
            quantity.name
            for quantity in VOCABULARY
            if quantity.label.en.partition(" per ")[0].endswith(f" {noun}")
        )

    def counts(self, noun: str) -> bool:
        """Whether a noun is what things of one kind are called: layers, not a budget."""
        return any(VOCABULARY[name].domain.whole for name in self.of_noun(noun))

    def dimension(self, quantity: str) -> Dimension | None:
        """What a quantity is measured in."""
        return self._units.get(quantity)

    def nearest(
        self,
        hits: Sequence[Hit[str]],
        text: str,
        span: tuple[int, int],
        room: tuple[int, int],
        figure: Figure,
        header: Sequence[str],
    ) -> Naming:
        """What the nearest fitting name calls a figure; nothing where none is near.

        Args:
            hits: the names near the figure.
            text: the text.
            span: where the figure stands.
            room: from the last figure of the kind to the next one.
            figure: the figure.
            header: of its table column and row.
        """
        start, end = span
        best, distance_of_best = Naming(), FAR + 1
        left = max(room[0], _sentence_start(text, start))
        is_count = not figure.units and _ONE_BY_ONE.match(text, end)
        for hit in hits:
            payloads = self._fitting(hit.payloads, figure)
            if is_count:
                payloads = tuple(n for n in payloads if self._units[n] in (PLAIN, *COUNTED))
            if not payloads:
                continue
            joined = False
            if hit.start < end and start < hit.end:
                distance = 0 if hit.end > end or hit.start < start else 1
            elif left <= hit.start and hit.end <= start:
                if cues.ANOTHER_SUBJECT.search(text, hit.end, start):
                    continue
                if (
                    _COUNTED.search(text, max(0, hit.start - 3), hit.start)
                    and hit.end - hit.start == 1
                ):
                    continue  # 一条 128K 的请求
                if _EACH_ONE.search(text, left, hit.start):
                    continue
                if room[0] and _OF_LAST.fullmatch(text, room[0], hit.start):
                    continue
                joined = bool(_JOINED.search(text, max(left, hit.start - FAR), hit.start))
                distance = _distance(text[hit.end : start])
            elif end <= hit.start < room[1] and _PREDICATE.fullmatch(text, end, hit.start):
                distance = BOUND - 1
            elif end <= hit.start < room[1] and hit.start - end <= AFTER_FAR:
                between = text[end : hit.start]
                if is_count and len(between) > AFTER_COUNT:
                    continue  # 十一个定律给出的参数量
                if cues.ENDS_SENTENCE.search(between) or _PAUSE.search(between):
                    continue
                inside = _INSIDE.fullmatch(between) and set(payloads) & PARTS
                if (not inside and cues.RELATES.search(between)) or (
                    "的" in between and all(VOCABULARY[n].domain.whole for n in payloads)
                ):
                    continue
                distance = 4 + _distance(between)
            else:
                continue
            if distance < distance_of_best:
                distance_of_best = distance
                own = self._is_title(text[hit.start : hit.end], payloads)
                best = Naming(payloads, own, distance <= BOUND and not joined)
        if best.quantities:
            return best
        for place, head in enumerate(header):
            for hit in self._book.scan(tokens_of(plain(head))):
                if payloads := self._fitting(hit.payloads, figure):
                    is_part = place == 0 and not any(map(cues.TOTAL.search, header[1:]))
                    kinds = self._kinds_of(payloads) if is_part else ()
                    return Naming((*payloads, *kinds), bound=True)
        return best

    def _kinds_of(self, quantities: Sequence[str]) -> tuple[str, ...]:
        """Kinds of them, measured alike: a column of parameters tells those of the parts."""
        measures = {self._units[name] for name in quantities}
        return tuple(
            name
            for name, dimension in self._units.items()
            if name not in quantities and dimension in measures and is_kind_of(name, quantities)
        )

    def _is_title(self, written: str, payloads: Sequence[str]) -> bool:
        """Whether a name is what the vocabulary itself calls the quantity."""
        word = plain(written).removesuffix("s")
        labels = (VOCABULARY[name].label for name in payloads)
        return any(word in (plain(t).removesuffix("s") for t in label) for label in labels)

    def _fitting(self, payloads: Sequence[str], figure: Figure) -> tuple[str, ...]:
        """Those of the quantities that a figure may be of."""
        if figure.is_of_format:
            return ()  # "an 8-bit cache" tells of a format.
        dimensions = () if figure.multiple else figure.dimensions
        uncounted = figure.percent or figure.value >= LARGE
        parted = not figure.units and not figure.multiple and figure.value.denominator != 1
        return tuple(
            name
            for name in payloads
            if (not dimensions or self._units[name] in dimensions)
            and not (uncounted and self._units[name] == PLAIN and VOCABULARY[name].domain.whole)
            and not (parted and (VOCABULARY[name].domain.whole or self._units[name] in COUNTED))
        )


def is_kind_of(quantity: str, called: Iterable[str]) -> bool:
    """Whether a quantity is a kind of what it is called: block parameters, of parameters."""
    if quantity not in VOCABULARY:
        return False
    label = VOCABULARY[quantity].label
    names = (VOCABULARY[name].label for name in called)
    return any(name.en in label.en or name.zh in label.zh for name in names)


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
