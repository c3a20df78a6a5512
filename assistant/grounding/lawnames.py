"""Names of scaling laws in a text: a figure beside one is that law's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...tools.catalog.laws import laws

_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    called = {name.casefold(): law.name for law in laws().values() for name in law.names_en}
    longest = sorted((n for n in called if n[:1].isalpha()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE), called


def laws_in(text: str) -> Iterator[tuple[str, int]]:
    """The laws that a text names, each with its place."""
    pattern, called = _names()
    for match in pattern.finditer(text):
        yield called[match[0].casefold()], match.start()


def in_letters(text: str) -> str:
    """`text` with the laws that have numbers written out: "third approach" for "approach 3"."""
    pattern, called = _names()

    def written(match: re.Match[str]) -> str:
        if not _DIGIT.search(match[0]):
            return match[0]
        names = laws()[called[match[0].casefold()]].names_en
        # The last name is an ordinal or a word: "approach three" would be read as a figure.
        return next((name for name in reversed(names) if not _DIGIT.search(name)), match[0])

    return pattern.sub(written, text)
