"""Lines of a conversation, typed or from a pipe; a pasted config.json is one of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

LONGEST = 1_000_000
"""Characters of one question taken from a pipe: more than any may have, so that it is told so."""

_STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')


def is_open(text: str) -> bool:
    """Whether `text` holds a JSON object that is not closed yet."""
    start = text.find("{")
    if start < 0 or not re.match(r"\{\s*(?:$|[\"}])", text[start:]):
        return False
    bare = _STRING.sub("", text[start:])
    return bare.count("{") > bare.count("}")


def piped() -> Iterator[str]:
    """The questions of standard input, one a line; lines of a JSON object are kept together."""
    if sys.stdin is None:
        return
    yield from questions(sys.stdin)


def questions(lines: Iterable[str]) -> Iterator[str]:
    """Lines as questions; empty ones are left out."""
    held = ""
    for line in lines:
        held += line
        if is_open(held) and len(held) < LONGEST:
            continue
        if held.strip():
            yield held.strip("\r\n")
        held = ""
    if held.strip():
        yield held.strip("\r\n")
