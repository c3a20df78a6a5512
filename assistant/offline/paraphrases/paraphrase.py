"""What a paraphrase is, and the slots that its pattern is written with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from ....tools.engine.amounts import scan_amounts

_FIGURE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_END = r"(?![0-9]|[.,][0-9])"
SLOTS = {
    "number": rf"{_FIGURE}{_END}",
    "count": rf"{_FIGURE}(?:\s?[km万亿](?![a-z]))?{_END}",
    "int": r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6})(?![0-9])",
    "size": r"[0-9]{1,4}(?:\.[0-9]{1,3})?\s?(?-i:[BMT])(?![a-z])",
    "share": r"[0-9]{1,3}(?:\.[0-9]+)?\s?(?:[%％]|percent(?![a-z]))",
    "bytes": rf"{_FIGURE}\s?(?:[kmgt]i?b(?![a-z])|(?:kilo|mega|giga)?bytes?(?![a-z])|字节)",
    "times": r"(?:one and a half|two and a half|two|three|four|five|six|ten|[0-9.]+)",
    "money": (
        r"(?:(?:us)?[$€£¥￥]\s?[0-9][0-9.,]*k?|[0-9][0-9.,]*\s?(?:us dollars?|dollars?|bucks?"
        r"|cents?|usd|rmb|cny|euros?|万?美元|万?美金|美分|刀|块钱?|毛钱?|人民币|元))"
    ),
}
"""What a slot `{name:kind}` takes, by its kind; `{kind}` alone is named as its kind."""
WORDS = {
    "about": r"(?:about |around |roughly |~|约|大约|大概)?",
    "the": r"(?:the |its |our |my |this |an? )?",
    "each": r"(?:per|an?|each|every|for each|for every|on each|on every|in an?|to an?|/|每)",
    "card": r"(?:cards?|gpus?|accelerators?|chips?|devices?|ranks?|卡)",
    "by": r"(?:[x×*]|by)",
    "param": r"(?:params?|parameters?|weights?)",
    "embedding": r"(?:embeddings?|unembedding|lm head|嵌入|词表)",
    "token": r"(?:tokens?|tok|词元)",
    "flops": r"[tpge]?flops?(?:/s)?(?![a-z])",
}
"""What `<word>` stands for."""

_SLOT = re.compile(r"\{([a-z]+)(?::([a-z]+))?\}")
_WORD = re.compile(r"(?<!\?P)<([a-z]+)>")
_NUMBERS = frozenset(SLOTS) - {"money", "times"}


@dataclass(frozen=True)
class Paraphrase:
    """One way to say a thing, and the same in the names of the vocabulary.

    Args:
        said: a pattern. `{number}`, `{rows:int}` take an amount of that kind (`SLOTS`), `<card>` a
            word that has many forms (`WORDS`), `~` a space or none; Latin letters are of either
            case, and begin and end as whole words.
        put: what stands in its place, with the slots of `said`; or a function of the match.
        example: a text with this phrase, as a user would write it.
    """

    said: str
    put: str | Callable[[re.Match[str]], str]
    example: str
    pattern: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", compiled(self.said))
        if isinstance(self.put, str):
            object.__setattr__(self, "put", _SLOT.sub(r"\\g<\1>", self.put))

    def apply(self, text: str) -> str:
        """The text with this phrase put otherwise, wherever it stands."""
        return self.pattern.sub(self.put, text)


def value_of(written: str) -> Fraction:
    """The value of an amount that a slot took."""
    return scan_amounts(written)[0].value


def compiled(said: str) -> re.Pattern[str]:
    """The pattern of a phrase with slots."""
    left = r"(?<![a-z0-9])" if said[0].isascii() and said[0].isalnum() else ""
    right = r"(?![a-z0-9])" if said[-1].isascii() and said[-1].isalnum() else ""

    def slot(match: re.Match[str]) -> str:
        kind = match[2] or match[1]
        before = r"(?<![a-z0-9.])" if kind in _NUMBERS and match.start() == 0 else ""
        return rf"{before}(?P<{match[1]}>{SLOTS[kind]})"

    said = _WORD.sub(lambda m: WORDS[m[1]], _SLOT.sub(slot, said.replace("~", r"\s?")))
    return re.compile(left + said + right, re.IGNORECASE)
