"""A question put in the names and figures that the reader knows."""

from __future__ import annotations

import re

from ...tools.catalog import scan_names
from .paraphrases import paraphrased
from .spared import put_as_left
from .spelled import spelled

_NAMED_SIZE = re.compile(
    r"(?<![\w.-])([A-Za-z][A-Za-z]*[\w.]*)-([0-9]{1,4}(?:\.[0-9]{1,2})?[BMT])(?![\w-])"
)


def restated(question: str) -> str:
    """The question in the vocabulary's names, with what it tells in parts put as one figure."""
    return put_as_left(spelled(paraphrased(_with_its_size(question))))


def _with_its_size(question: str) -> str:
    """The question with the size in the name of a model that the catalog lacks told apart."""
    known = [(m.start, m.end) for m in scan_names(question, "model")]
    for match in reversed(list(_NAMED_SIZE.finditer(question))):
        if not any(start < match.end() and match.start() < end for start, end in known):
            question = f"{question[: match.end(1)]} {question[match.start(2) :]}"
    return question
