"""The figures in a text: value, unit, precision, and what the sentence says about each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from ...tools.engine.amounts import scan_amounts
from ...tools.engine.units import match_units
from ..offline.marks import Marks, read_marks
from ..offline.tokens import Hit
from .lawnames import laws_in
from .naming import WINDOW, Naming, lexicon, names
from .plain import plain_text, signed_in, without_versions
from .records import Figure, Page, Span, Thing
from .sentences import Sentences
from .spans import Spans
from .tables import heads

_OBJECT = re.compile(
    r"\s?(?:as (?:many|much)|the(?: number of)?|more|of the|的)?\s?", re.IGNORECASE
)
_ABOUT_GOES_ON = re.compile(
    r"[^.;!?。；！？\d]{0,32}(?:\band\b|,|，|、|和|与|及|或|\bor\b|\bto\b|到"
    r"|至)[^.;!?。；！？\d]{0,24}"
)


@lru_cache(maxsize=512)
def read_page(text: str) -> Page:
    """A text with its figures."""
    reader = _Reader(text)
    figures = sorted(reader.read(), key=lambda figure: figure.start)
    return Page(reader.text, tuple(figures), reader.things())


@lru_cache(maxsize=256)
def things_in(text: str) -> frozenset[str]:
    """What is named in a text, whatever its figures are."""
    return frozenset(thing.name for thing in _Reader(text).things())


@lru_cache(maxsize=256)
def as_read(text: str) -> str:
    """The text that figures are read in: plain, and names put down in one way."""
    return _Reader(text).text


def read_figures(text: str) -> tuple[Figure, ...]:
    """The figures in a text, in order."""
    return read_page(text).figures


def figures_in_name(written: str) -> tuple[Figure, ...]:
    """The sizes in a thing's name: 80 GB in "80 GB A100"."""
    amounts = [amount for amount in scan_amounts(written) if amount.units or amount.scale]
    return tuple(span.figure for span in Spans(written, amounts).find() if span.figure.readable)


class _Reader:
    """One text being read."""

    def __init__(self, text: str) -> None:
        self.marks: Marks = read_marks(plain_text(text), lexicon())
        self.text = without_versions(self.marks.text)
        if self.text != self.marks.text:
            self.marks = read_marks(self.text, lexicon())
            self.text = self.marks.text
        self.names = names()

    def things(self) -> tuple[Thing, ...]:
        things = [Thing(n.name, n.start, n.written) for n in self.marks.named if n.known]
        things += [Thing(name, start, name) for name, start in signed_in(self.text)]
        things += [Thing(name, start, name) for name, start in laws_in(self.text)]
        return tuple(sorted(things, key=lambda thing: thing.start))

    def read(self) -> Iterator[Figure]:
        spans = Spans(
            self.text, self.marks.amounts, [named.start for named in self.marks.named]
        ).find()
        sentences = Sentences(self.text)
        hits = _Near(self.names.hits(self.marks), spans)
        of_multiples = hits
        if any(span.figure.multiple for span in spans):
            of_multiples = _Near(self.names.hits(self.marks, of_multiples=True), spans)
        last: Figure | None = None
        for place, span in enumerate(spans):
            before = spans[place - 1].end if place else 0
            after = spans[place + 1].start if place + 1 < len(spans) else len(self.text)
            earlier = (s.end for s in reversed(spans[:place]) if _alike(s.figure, span.figure))
            alike = next(earlier, 0)
            found = sentences.said(span, before, after)
            if last is not None and last.tone == "about" and found.tone == "exact":
                if _ABOUT_GOES_ON.fullmatch(self.text[before : span.start]):
                    found = replace(found, tone="about")
            last = found
            header = [self.text[begin:stop] for begin, stop in heads(self.text, span.start)]
            if found.multiple:
                of = _OBJECT.match(self.text, span.end)
                units = match_units(self.text, of.end() if of else span.end)
                found = replace(found, object=tuple({unit.dimension for unit, _ in units}))
            named = self.names.nearest(
                (of_multiples if found.multiple else hits).to(place),
                self.text,
                (span.start, span.end),
                (alike, after),
                found,
                header,
            )
            if found.noun and (counted := self.names.of_noun(found.noun)):
                named = Naming(tuple(sorted(counted)), named.titled, bound=True)
            if found.operand:  # "achieved rate: 312 × 40% = …" names what comes out.
                named = Naming()
            yield replace(
                found, quantities=named.quantities, titled=named.titled, bound=named.bound
            )


class _Near:
    """Names of quantities by where they stand; units of other figures name nothing."""

    def __init__(self, hits: list[Hit[str]], spans: list[Span]) -> None:
        self._spans = spans
        self._starts = [hit.start for hit in hits]
        begins = [span.start for span in spans]
        self._hits: list[tuple[Hit[str], int]] = []
        for hit in hits:
            owner = bisect_right(begins, hit.start) - 1
            inside = owner >= 0 and hit.end <= spans[owner].end
            self._hits.append((hit, owner if inside else -1))

    def to(self, place: int) -> list[Hit[str]]:
        """The names near a figure, by its place."""
        span = self._spans[place]
        first = bisect_left(self._starts, span.start - WINDOW)
        last = bisect_right(self._starts, span.end + WINDOW)
        near = self._hits[first:last]
        return [hit for hit, owner in near if owner == -1 or self._is_of(owner, place)]

    def _is_of(self, owner: int, place: int) -> bool:
        """Whether two figures are one text: the ends of a range."""
        return self._spans[owner].start == self._spans[place].start


def _alike(one: Figure, other: Figure) -> bool:
    """Whether a name before the one is taken by it, and not left for the other."""
    if not one.dimensions or not other.dimensions:
        return True
    return bool(set(one.dimensions) & set(other.dimensions))
