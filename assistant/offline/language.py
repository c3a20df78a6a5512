"""Which of the two languages a question is in."""

from __future__ import annotations

import re
from functools import lru_cache

from .turns import Language

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ENGLISH = re.compile(
    r"\b(?:the|a|an|is|are|was|does|do|did|what|which|how|why|of|to|for|with|on|in|and|mean"
    r"|means|my|we|it|i)\b",
    re.IGNORECASE,
)
_ENOUGH_ENGLISH = 3


@lru_cache(maxsize=256)
def language_of(question: str, before: Language = "en") -> Language:
    """The language to answer in.

    Args:
        question: the new question.
        before: the language so far, which holds where the question has no words of either.
    """
    chinese = len(_CHINESE.findall(question[:400]))
    if chinese:
        english = len(_ENGLISH.findall(question[:400]))
        return "en" if english >= _ENOUGH_ENGLISH and chinese < 2 * english else "zh"
    return "en" if re.search(r"[A-Za-z]{2}", question) and _ENGLISH.search(question) else before
