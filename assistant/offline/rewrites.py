"""Ways to say a figure by what is left of it, put as the figure itself: add one here.

"Keep 20% free" states a usable share of 80%, "a tenth of the time is lost" a goodput of 90%.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

_SHARE = r"([0-9]{1,2}(?:\.[0-9]{1,3})?)\s?(?:%|％|percent|per cent)"
_SPARED = (
    r"(?:free|spare|headroom|unused|empty|reserved|margin|as buffer|空闲|余量|空着|冗余|空余"
    r"|(?:for|aside for|to|给|用于|做|作|为|用来)[^,，。;；?？]{0,24}?"
    r"(?:kv|cache|缓存|activations?|overhead|激活|余量|other|其他|system|系统|context|上下文))"
)


def _rest(words: str) -> Callable[[re.Match[str]], str]:
    """What is left of a share of which `words` say the other part."""

    def written(match: re.Match[str]) -> str:
        left = 100 - Fraction(match[1])
        shown = f"{left.numerator}" if left.denominator == 1 else f"{float(left):g}"
        return f" {words.format(shown)} "

    return written


REWRITES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(
            r"(?:keep(?:ing)?|leav(?:e|ing)|reserv(?:e|ing)|set(?:ting)? aside|with|只?留出?|预留"
            r"|空出|保留)\s?(?:about |around |大约|约)?" + _SHARE + r"\s?(?:of (?:the |its )?"
            r"(?:memory|vram|it)\s?)?(?:的显存|显存)?" + _SPARED,
            re.IGNORECASE,
        ),
        _rest("{}% usable"),
    ),
    (
        re.compile(
            _SHARE + r" of (?:the |its )?(?:wall[- ]?clock(?: time)?|time|run(?: time)?) "
            r"(?:is|was|gets?|are) (?:lost|wasted|spent)(?: (?:to|on|in|for) [a-z ]{3,40})?",
            re.IGNORECASE,
        ),
        _rest("goodput {}%"),
    ),
    (
        re.compile(
            _SHARE + r"\s?的?(?:训练)?时间(?:都|会|被)?(?:损失|浪费|丢失|花在|耗在|用在|丢)"
            r"(?:在|给|掉)?[^,，。;；?？]{0,16}"
        ),
        _rest("goodput {}%"),
    ),
    (
        re.compile(r"([0-9]{1,4}) ((?:kv |query )?heads?) ?[x×*] ?(?=[0-9]{2,4}(?![0-9]))", re.I),
        r"\1 \2, head dim ",
    ),
    (
        re.compile(r"([0-9]{1,4}) ?个 ?((?:kv|查询)? ?头) ?[x×*] ?(?=[0-9]{2,4}(?![0-9]))", re.I),
        r"\1 个 \2,每头维度 ",
    ),
    (
        re.compile(
            r"(?:不算|不计|不考虑|忽略|无)\s?pue"
            r"|(?<![a-z])(?:without|ignoring|ignore|no|excluding|excl\.?) (?:the )?pue",
            re.IGNORECASE,
        ),
        "PUE 1",
    ),
)


def rewritten(question: str) -> str:
    """The question with such figures put as what they leave."""
    for pattern, written in REWRITES:
        question = pattern.sub(written, question)
    return question
