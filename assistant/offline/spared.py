"""Figures that are told by what is left of them, put as the figure itself.

"Keep 20% free" states a usable share of 80%, "7% of the time goes to failures" a goodput of 93%,
"a 40 GB card, hold back 8 GB" a card of 32 GB.
"""

from __future__ import annotations

import re
from fractions import Fraction

from ...tools.engine.amounts import Amount, scan_amounts
from .numbers import number_text
from .words.patterns import any_of

_CLAUSE = re.compile(r"[,，;；。?？!！、\n(（)）]|\.\s|(?<![a-z])(?:and|but|so)(?![a-z])")
_MEMORY = any_of(
    "gpus? | cards? | memory | vram | hbm | ram | accelerators? | devices? | "
    "[0-9]+ ?gi?b? | 卡 | 显存 | 内存"
)
_PARTS = (
    r"(?:the )?(?:kv(?:[ -]?cache|\s?缓存)?|cache|缓存|activations?|overhead|激活|余量"
    r"|context|上下文"
    r"|fragmentation|system|the os"
    r"|everything else|the rest|all else|anything else|other|其他|系统|碎片|框架)"
)
_SPARED = any_of(
    "free | spare | headroom | unused | empty | reserved? | reserves | reserving | reserve for | "
    "hold(?:ing|s)? back | held back | (?:set(?:ting)?|put) aside | stays? free | untouched | "
    "left over | as (?:a )?(?:buffer|margin|slack) | safety margin | "
    rf"(?:kept|left|keep|leave|want|needed) (?:[a-z0-9% ]{{0,24}})?for {_PARTS} | for {_PARTS} | "
    rf"aside for {_PARTS} | to {_PARTS} | "
    "空闲 | 空着 | 留空 | 冗余 | 空余 | 预留 | 留出? | 保留 | 不用 | 不能用 | 空出 | "
    rf"(?:给|用于|做|作|为|用来)[^,，。;；?？]{{0,12}}?{_PARTS}"
)
_USED = any_of(
    "usable | goes to the gpu | can go to the gpu | can be used | may be used | "
    "(?:can|may|only|will) use | use (?:only|at most|up to) | "
    "能给[^,，。;；]{0,8}?用 | 能用来 | (?:能|可以?)用于 | 最多用 | 只能用 | 只用 | 可用 | "
    "能用 | 最多能?用 | 用到"
)
_TIME = any_of("time | wall[- ]?clock | hours | run | calendar | days | 时间 | 时长 | 墙钟 | 训练")
_LOST = any_of(
    "lose | loses | losing | lost(?: to [a-z ,-]{3,40})? | wasted | downtime | spent (?:on"
    "|in) [a-z -]{3,40} | "
    "(?:goes|go|going) (?:in)?to [a-z -]{3,40} | "
    "(?:eaten|taken|consumed) (?:up )?by [a-z -]{3,40} | "
    "(?:eats?|swallows?) (?:up )?[0-9.]+ ?% of | "
    "(?:disappears?|vanish(?:es)?|evaporates?) (?:in|into|to|on) [a-z -]{3,40} | "
    "损失 | 浪费 | 丢失 | 丢掉 | 花在[^,，。;；?？]{0,16} | 耗在[^,，。;；?？]{0,16} | "
    "用在[^,，。;；?？]{0,16} | 丢在[^,，。;；?？]{0,16} | 消耗在[^,，。;；?？]{0,16} | 损耗 | "
    "(?:故障|重启|中断)"
)
_LOST_ALONE = any_of("downtime | lost to (?:restarts|failures|crashes)[a-z ,]{0,24}")
_FOR_PART = re.compile(rf"\s?for {_PARTS}")
_SHARE_OF = re.compile(r"\s?(?:of (?:the |its |each |every |a )?[a-z' -]{1,24})?")
_HELD_BACK = re.compile(
    r"(?:(?<![a-z])(?:hold(?:ing|s)? back|reserv(?:e|es|ing)|set(?:ting)? aside|keep(?:ing)?"
    r"|leav(?:e|es|ing)|minus|less)|打算留|要留|预留|保留|留出?|空出|留着|扣掉|扣除|减去)"
    r"\s?(?:about |around |roughly |大约|约|了)?$"
)
_FREE_AFTER = re.compile(
    rf"\s?(?:of (?:each|every)(?: card| gpu)? )?(?:is |are )?(?:kept (?:for|back)|held for"
    rf"|set aside"
    rf"|back|free|spare|headroom|unused|empty|reserved|aside|of headroom|for {_PARTS}"
    rf"|余量|冗余"
    rf"|空着|不用|(?:给|用于|做|作)[^,，。;；?？]{{0,8}}?(?:{_PARTS}|别的))(?![a-z])"
)
_TAKEN_AFTER = re.compile(
    r"\s?(?:of (?:that|it|which|them) )?(?:stays?|goes|is|are|gets?) (?:with|to|kept"
    r"|reserved|used|taken"
    r"|needed)(?: (?:by|for))? (?:the |my )?(?:system|os|desktop|display|macos|windows|browser)"
    r"|\s?of (?:that|it|which|them) (?:has to |have to |must |should |needs to |will |to )?"
    r"(?:stays?|remains?|be(?: kept| left)?|is(?: kept| left)?) (?:free|unused|empty"
    r"|reserved|spare)"
    r"|\s?(?:is |are |being )?(?:set aside|put aside|held back|kept (?:back|aside|free)|reserved)"
    r"(?: for [a-z ]{3,24})?"
    r"|\s?(?:给|被|归|留给)(?:系统|桌面|显示|操作系统)(?:用|占|占用)?(?:掉|了)?"
)
_ANY_HELD = re.compile(
    r"hold|aside|minus|keep|leav|free|预留|保留|留|扣|reserv|system|the os|系统|desktop|display"
)
_OTHERS = re.compile(
    r"(?P<count>[0-9][0-9,]*)(?P<cards> (?:[A-Za-z]{1,3}[0-9]{2,3}s?|gpus|cards|accelerators|nodes)"
    r"(?![a-z])[^.;?0-9]{0,32}?)(?:,? (?:but|and|though|of which|yet))? ?(?P<part>half|an? (?:third"
    r"|quarter|fifth|tenth)|[0-9]{1,2} ?%)(?: of (?:them|those|these|which))? (?:belongs?|is"
    r"|are|goes"
    r"|go|have|has) (?:to another|to other|to someone|taken|busy|down|broken|offline"
    r"|reserved|used by"
    r"|in use|someone else|gone)[^.;,?]*"
    r"|(?P<n>[0-9]+)\s?(?P<zh>张|块|台)(?P<k>[^,，。;?]{0,12})[,，]\s?(?:但|其中"
    r"|不过)?(?:有)?(?P<p>一半"
    r"|[0-9]{1,2} ?%|[一二三]成)(?:是|被|要|得)?(?:别的?组|别人|其他组|坏|占|拿走)[^,，。;?]*",
    re.IGNORECASE,
)
_PARTS_OF = {"half": "1/2", "third": "1/3", "quarter": "1/4", "fifth": "1/5", "tenth": "1/10",
             "一半": "1/2", "一成": "1/10", "二成": "1/5", "三成": "3/10"}  # fmt: skip
_KEPT_OF_EACH = re.compile(
    r"(?P<all>[0-9]+) ?(?P<unit>gi?b) (?P<cards>(?:cards?"
    r"|gpus?)[^.;?0-9]{0,16}?)(?:,? (?:but|and|with))?"
    r" (?P<kept>[0-9]+) ?(?P=unit) (?:of|on) (?:each|every)(?: one| card| gpu)? (?:is |are "
    r"|being )?"
    r"(?:kept|held|reserved|set aside|left|lost|needed)(?: back| free| "
    r"aside)?(?: for [a-z ]{3,20})?",
    re.IGNORECASE,
)
_SAYS_HELD = re.compile(r"hold|aside|minus|预留|保留|扣|reserv")
_MOST_SHARE = 1


def put_as_left(question: str) -> str:
    """The question with what is spared or lost put as what it leaves."""
    question = _OTHERS.sub(_own, question)
    question = _KEPT_OF_EACH.sub(_rest_of_each, question)
    return _bytes(_shares(question))


def _rest_of_each(match: re.Match[str]) -> str:
    """The memory of a card without what is kept of it: 80 GB cards but 30 GB of each kept."""
    left = int(match["all"]) - int(match["kept"])
    return f"{left} {match['unit']} {match['cards']}" if left > 0 else match[0]


def _own(match: re.Match[str]) -> str:
    """The accelerators that are left where a part of them is not to be had."""
    part = (match["part"] or match["p"]).lower().split()[-1].strip()
    whole = Fraction((match["count"] or match["n"]).replace(",", ""))
    share = Fraction(part.rstrip("%")) / 100 if "%" in part else Fraction(_PARTS_OF[part])
    left = whole * (1 - share)
    if left.denominator != 1:
        return match[0]
    return f"{left}{match['cards'] or match['zh'] + match['k']}"


def _clause(text: str, at: int, end: int) -> tuple[int, int]:
    """The clause around a span."""
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, at)), default=0)
    stop = _CLAUSE.search(text, end)
    return start, stop.start() if stop else len(text)


def _shares(question: str) -> str:
    """Percentages of memory or time that are spared, used or lost."""
    low = question.lower()
    in_bytes = any(a.units and a.in_base("byte") is not None for a in scan_amounts(question))
    for amount in reversed(scan_amounts(question)):
        if not amount.percent or not 0 < amount.value < _MOST_SHARE:
            continue
        start, end = _clause(low, amount.start, amount.end)
        said = _said(low, amount, (start, end), in_bytes=in_bytes)
        if said is None:
            continue
        words, (first, last) = said
        question = f"{question[:first]} {words} {question[last:]}"
    return question


def _said(
    low: str, amount: Amount, within: tuple[int, int], *, in_bytes: bool
) -> tuple[str, tuple[int, int]] | None:
    """What a percentage states, and the span that states it; none where it is no such share."""
    start, end = within
    clause = low[start:end]

    def span(cue: re.Match[str]) -> tuple[int, int]:
        of = _SHARE_OF.match(low, amount.end, end)
        last = max(amount.end, start + cue.end(), of.end() if of else 0)
        part = _FOR_PART.match(low, last, end)
        last = part.end() if part else last
        return min(amount.start, start + cue.start()), last

    left, own = number_text((1 - amount.value) * 100), number_text(amount.value * 100)
    of_memory = in_bytes or _MEMORY.search(clause) is not None
    if of_memory and (cue := _SPARED.search(clause)):
        return f"{left}% usable", span(cue)
    if of_memory and (cue := _USED.search(clause)):
        return f"{own}% usable", span(cue)
    if (cue := _LOST_ALONE.search(clause)) or (
        _TIME.search(clause) and (cue := _LOST.search(clause))
    ):
        first, last = span(cue)
        time = _TIME.search(clause)
        if time is not None:
            first, last = min(first, start + time.start()), max(last, start + time.end())
        return f"goodput {left}%", (first, last)
    return None


def _bytes(question: str) -> str:
    """Memory of a card that is held back, taken off the card's memory."""
    low = question.lower()
    if not _ANY_HELD.search(low):
        return question
    found = [a for a in scan_amounts(question) if a.in_base("byte") is not None and a.units]
    held = [
        a
        for a in found
        if _TAKEN_AFTER.match(low, a.end)
        or _HELD_BACK.search(low[max(0, a.start - 24) : a.start])
        and (
            _SAYS_HELD.search(low[max(0, a.start - 16) : a.start]) or _FREE_AFTER.match(low, a.end)
        )
    ]
    others = [a for a in found if a not in held]
    cards = [a for a in others if held and a.start < held[0].start] or others[:1]
    if len(held) != 1 or not cards:
        return question
    card, spared = cards[0], held[0]
    rest = _in_bytes(card) - _in_bytes(spared)
    if rest <= 0:
        return question
    factor = card.units[0].factor
    written = f"{number_text(rest / factor)} {card.units[0].name}"
    lead = _HELD_BACK.search(low[max(0, spared.start - 24) : spared.start])
    start = spared.start - (len(lead[0]) if lead else 0)
    after = _TAKEN_AFTER.match(low, spared.end) or _FREE_AFTER.match(low, spared.end)
    end = after.end() if after else spared.end
    if card.start > start:
        before, middle = question[:start], question[end : card.start]
        return before + middle + written + question[card.end :]
    middle = question[card.end : start]
    return question[: card.start] + written + middle + question[end:]


def _in_bytes(amount: Amount) -> Fraction:
    return amount.value * amount.units[0].factor
