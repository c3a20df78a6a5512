"""The words that tell how a figure was worked out of others, English and Chinese.

As in `cues`, patterns that end in `$` look at what stands before a figure.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE

EQUALS_BEFORE = re.compile(
    r"(?:[=≈→⇒:：]|就是|等于|即|得|为|是"
    r"|\b(?:is|equals|gives|makes|comes to|which is|that['’]s|or)\b)"
    r"\s?[^\d=≈,，。;；]{0,16}$",
    _I,
)
"""Between a formula and what comes out of it."""

OPERATORS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, _I), sign)
    for pattern, sign in (
        (r"[×·@]|\bx\b|\bat\b|\btimes\b|\bmultiplied by\b|乘以?", "*"),
        (r"÷|\bdivided by\b|除以|\bover\b", "/"),
        (r"\bplus\b|加上?", "+"),
        (r"[−–]|\bminus\b|减去?", "-"),
    )
)
"""What operators are called."""

CHANGE_AFTER = re.compile(
    r"\s?(?:[a-zA-Z]+ ){0,2}?(?:more|less|fewer|higher|lower|longer|shorter|faster|slower|sooner"
    r"|smaller|larger|bigger"
    r"|earlier|later|cheaper|dearer|extra|above|below|apart|saved|reduction|savings?|increase|decrease|drop"
    r"|improvement|difference|of each other)\b"
    r"|\s?(?:多)?(?:美元|天|小时)?的?(?:提升|增加|增长|减少|下降|节省|差距|差异|差额)", _I,
)  # fmt: skip
CHANGE_BEFORE = re.compile(
    r"(?:\b(?:sav(?:e[sd]?|ing)|shav\w+|cut(?:s|ting)?|reduc\w+|drop\w*|lower\w*|rais\w+|add(?:s|ing)?"
    r"|additional|extra|(?<!divided )(?<!multiplied )by(?: more than| over)?"
    r"|gain\w*|premium|difference|gap|increas\w+|decreas\w+|falls?|fell|rises?|grow\w*|shrink\w*"
    r"|improv\w+|buys|goes up|go up|up|down|another|within|differ\w*)\b|[+−]"
    r"|[节]?省|差|提前|缩短|减少|增加|降低|降|低|提高|升|快|慢|早|贵|便宜|高出|多|少|再)"
    r"[^\d.;。；,，]{0,24}(?:[\d.]+%[^\d.;。；,，]{0,24})?$", _I,
)  # fmt: skip
"""Beside how much two values differ."""

LEADS_TO = re.compile(r"\b(?:to|from)\b[^\d]{0,12}$|[至到从为][约大]{0,2}$", _I)
"""Before what something becomes, which is no difference: "drops to 38 days"."""

CHANGE_GOES_ON = re.compile(
    r"(?: (?:of|in) (?:[\w-]+ ){1,3})?\s?[,，]?\s?"
    r"(?:\b(?:and|or|that is|i\.e\.)\b|[(（、,，/和或即]|也就是)"
    r"\s?(?:about |around |roughly |just |(?:less|more) than |under |over |nearly |almost |well )*"
    r"(?:约|不到|不足|超过|将近|近|大约)?[~≈$+−-]?\s?", _I,
)  # fmt: skip
"""Between a change and another, or the same told otherwise: "$1.25, or 36%"."""

REST_BEFORE = re.compile(
    r"(?:\b(?:remaining|remainder|rest|leav(?:es|ing)|idle|unused|wasted"
    r"|headroom|spare|free|(?:data|model|size) term)\b"
    r"|[其剩]余|余量|剩下|还剩|余下)"
    r"(?:[^.;。；\n]|\.(?=\d)){0,32}$", _I,
)  # fmt: skip
REST_AFTER = re.compile(
    r"[^.,;，。；\d]{0,32}\b(?:unused|idle|wasted|lost|left|remain(?:s|ing)?|unaccounted|spare)\b"
    r"|[^.,;，。；\d]{0,16}(?:闲置|浪费|空闲|没用上|剩)", _I,
)  # fmt: skip
"""Beside what is left of a whole."""

WITHOUT = re.compile(
    r"\b(?:themselves|itself|alone|IT (?:load|equipment|energy|power)|before (?:the )?overhead"
    r"|own (?:draw|use|power|consumption|energy)"
    r"|without (?:the )?(?:cooling|overhead|PUE))\b|本身|自身|不含|不算", _I,
)  # fmt: skip
"""In a sentence about something without what comes on top."""

PER_ONE = re.compile(r"\bper (?:dollar|watt|USD|kWh?)\b|每(?:一)?(?:美元|瓦|元|度)", _I)
"""In a sentence about so much for each: the unit of a quotient says the rest."""

FOR_EACH_NOUN = re.compile(
    r"(?:每一?个?|\b(?:per|each|every|one|single) )([a-z]{3,12}|[\u4e00-\u9fff]{1,3}?)"
    r"(?=约|大约|\W|\d|有|$)",
    _I,
)
"""What each of several is called: "per layer", 每层."""

OF_EACH = re.compile(
    r"\beach of (?:the |your |its |these |those )?(?:\w+ )?$|每一?[个张层]|\bper $", _I
)
"""Before how many there are, of which each has a part: "each of the 40 layers"."""

APIECE = re.compile(r"\b(?:each|apiece|every one)\b|每[个张层]|各", _I)
"""Between how many there are and what each has: "the 40 blocks hold 315M each"."""

EXCESS_AFTER = re.compile(
    r"\s?(?:[\w-]+ ){0,2}?(?:overhead|on top|extra|losses?|surcharge|for cooling)\b"
    r"|的?[^\d,，。；]{0,4}(?:开销|损耗|损失)",
    _I,
)
EXCESS_BEFORE = re.compile(
    r"(?:\boverhead (?:of )?(?:about )?|\bplus (?:another )?"
    r"|开销(?:为|约|是)?|额外(?:的)?|[外再]加)$",
    _I,
)
"""Beside what comes on top."""

SHARE_AFTER = re.compile(
    r"[,，]?\s?(?:of (?:the|it|all|that|its|total|your|those|these|them|which|this|an?|one)\b"
    r"|(?:are|is|sits?|lies?|goes|go"
    r"|belongs?)\b|[)）]?\s?(?:belongs?|goes|go)\b|[)）])", _I,
)  # fmt: skip
SHARE_BEFORE = re.compile(
    r"占[^\d。；]{0,10}$|的\s?约?$|\b(?:share|fraction|portion)\b[^\d.;]{0,12}$|[(（]\s?$"
    r"|\b(?:takes?|makes? up|accounts? for|contributes?|uses?)"
    r"(?: just| only| about| some| roughly)*\s$",
    _I,
)
"""Beside what part of a whole something is."""

SHARE_GOES_ON = re.compile(
    r"[^.;。；]{0,40}(?:\band\b|,|，|、|和|而)[^.;。；\d]{0,16}", _I)  # fmt: skip
"""Between two shares of one whole: "60% goes to the cache and 40% to the weights"."""

OF_NEXT = re.compile(r"\s?of (?:an?|one|the|your|each)(?: single)?\s")
"""Between a share and what it is a share of."""

GOES_TO = re.compile(
    r"[^.;,。；，\d]{0,32}\b(?:goes?|is|are|belongs?) (?:in)?(?:to )?([^.;,。；，\d]{2,24})", _I
)
"""After a share, what it is."""

LINKED_SHARE = re.compile(r"\s?(?:out )?(?:of|/|÷)\s(?:the |a |its )?(?:total (?:of )?)?|占")
"""Between a part and its whole: "34 GB of the 41 GB"."""
OR_SHARE = re.compile(
    r"[^\d.;。；]{0,24}(?:[,，(（=≈:：→-]|\b(?:or|i\.e\.|that is|which is)\b)\s?(?:i\.e\.,? )?"
    r"(?:just |only |about |around |roughly |nearly |almost |over |约|大约|近|即)*[~≈]?\s?$", _I,
)  # fmt: skip
"""Between them and their share: ", or about 83%"."""

_USER = r"(?:concurrent )?(?:user|request|sequence|stream|conversation)"
_EACH = rf"(?:GPU|card|device|accelerator|chip|{_USER})"
EACH_AFTER = re.compile(
    rf"\s?(?:each\b|apiece\b|(?:per|for each|for every)[ -]{_EACH}|/{_EACH})", _I
)
EACH_BEFORE = re.compile(
    rf"(?:\b(?:each|every|per|one|a single|single) {_EACH}|每个?[^\d，。；]{{0,6}}|平均|单[卡个])"
    r"[^.;。；]{0,40}$",
    _I,
)
EACH_INSIDE = re.compile(rf"(?:per |/){_EACH}", _I)
"""Beside what falls to each of several."""
TOGETHER = re.compile(
    r"(?:\b(?:cluster|all|together|combined|aggregate|total|fleet|across|add(?:s|ed)? up)\b"
    r"|集群|整体|总|合计|\d (?:GPUs|卡)[:：]?)"
    r"[^.;。；\n]{0,40}$", _I,
)  # fmt: skip
"""Before what all cards do together."""
FOR_A_USER = re.compile(rf"\s?(?:/ ?|(?:per|for each) )(?:active )?{_USER}s?\b", _I)
A_USER = re.compile(rf"{_USER}|用户|请求|并发|路|序列", _I)
"""What is one of several that are served together."""
SUM_BEFORE = re.compile(
    r"(?:\b(?:sum|total(?:s|ling|ing)?|altogether|together|in all|combined|overall|all in"
    r"|adds? up to)\b|合计|总计|总共|一共|加起来|总和|共)[^\d.;。；\n]{0,16}$", _I,
)  # fmt: skip
SUM_AFTER = re.compile(
    r"\s?(?:in (?:total|all)|altogether|together|combined|all told|overall)\b"
    r"|的?(?:总和|合计|总量)",
    _I,
)
"""Beside what several come to."""
SAVED_BEFORE = re.compile(
    r"(?:\bsav(?:es?|ed|ing)|(?<![节])省(?:下|了|出)*|节省(?:了|出)?|缩短了?|减少了?|降低了?|少了|提前了?|早了?)\s?"
    r"(?:you |us |about |around |roughly |some |up to |a |the |约|大约|近|将近|差不多){0,3}"
    r"(?:[\d.]+% of [a-z ]{1,20}and )?[~≈$]?$", _I,
)  # fmt: skip
SAVED_AFTER = re.compile(r"\s?(?:sooner|earlier|less time|dearer|cheaper)\b", _I)
"""Beside what can only be a difference."""
