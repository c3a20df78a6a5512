"""Names of scaling laws in a text: a figure beside one is that law's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from ...tools.catalog.laws import laws

_DIGIT = re.compile(r"\d")
_SIZE_AFTER = r"[- (]{0,2}\d+(?:\.\d+)?[BM]\b"
"""After what is a model, and no law: Llama 3 8B."""


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    called = {
        name.casefold().replace("-", " "): law.name
        for law in laws().values()
        for name in (law.name, *law.names_en, *law.names_zh)
        if name[:1].isalpha()
    }
    longest = sorted(called, key=len, reverse=True)
    names = "|".join(re.escape(name).replace(r"\ ", "[ -]") for name in longest)
    ends = rf"(?![A-Za-z0-9]|\.\d|{_SIZE_AFTER})"
    return re.compile(rf"(?<![A-Za-z0-9])(?:{names}){ends}", re.IGNORECASE), called


def _law(written: str) -> str:
    return _names()[1][written.casefold().replace("-", " ")]


def laws_in(text: str) -> Iterator[tuple[str, int]]:
    """The laws that a text names, each with its place."""
    for match in _names()[0].finditer(text):
        yield _law(match[0]), match.start()


def without_digits(text: str, sign: Callable[[str], str]) -> str:
    """`text` with a sign in the place of every law whose name has digits: "approach 3"."""

    def written(match: re.Match[str]) -> str:
        return sign(_law(match[0])) if _DIGIT.search(match[0]) else match[0]

    return _names()[0].sub(written, text)
