"""The words that a figure is judged by, English and Chinese. Add one here, in its list.

Patterns that end in `$` look at what stands before a figure in its clause, the others at what
follows it.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE


# ------------------------------------------------------------------------ how exactly

ABOUT_BEFORE = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|approx\.?|some|circa|ca\.?|nearly|almost|close to"
    r"|in the (?:region|neighbou?rhood|ballpark) of|on the order of|an estimated|barely"
    r"|just about)|[~≈∼≃]"
    r"|(?:大约|大概|约莫|约|接近|将近|差不多|近|左右|大致|粗略|估计|大体))"
    r"\s?(?:are |is |at |to |by |为|是|有|在|需|要|的|占)?(?:US)?[$￥]?\s?$",
    _I,
)
ABOUT_AFTER = re.compile(
    r"\s?(?:or so|-ish\b|approximately|roughly|左右|上下|前后|的样子|不等)", _I
)
OVER_BEFORE = re.compile(
    r"(?:\b(?:over|more than|above|upwards? of|greater than|exceed(?:s|ing)?|larger than|north of"
    r"|longer than|higher than|beyond|a bit more than)|>|(?:超过|多于|大于|高于|超出|逾"
    r"|不止))\s?(?:US)?[$￥]?\s?$",
    _I,
)
OVER_AFTER = re.compile(r"\s?(?:\+(?!\s?\d)|or more|and (?:more|change)|多(?!少|一倍)|余|有余)", _I)
UNDER_BEFORE = re.compile(
    r"(?:\b(?:under|less than|fewer than|below|within|smaller than|shorter than|lower than"
    r"|not quite|just (?:shy|short) of)|<|(?:不到|不足|少于|小于|低于|未满))\s?(?:US)?[$￥]?\s?$",
    _I,
)
UNDER_AFTER = re.compile(r"\s?(?:or (?:less|fewer)|不到)", _I)

OF_ANOTHER = re.compile(r"(?<=[到足过止近])[^,，。；;\n到足过止近]{1,24}的$")
"""Between how exactly a share is meant and the share: what it is of."""

# ------------------------------------------------------------------------- multiples

MULTIPLE_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, _I), value)
    for pattern, value in (
        (r"\btwice\b|\bdoubl(?:es?|ed|ing)\b(?![- ](?:check|precision|count))|\btwofold\b", "2"),
        (r"翻(?:了)?(?:一)?[倍番]|加倍|倍增|多(?:了|出)?一倍|增加(?:了)?一倍|成倍", "2"),
        (r"\bthrice\b|\btripl(?:es?|ed|ing)\b|\bthreefold\b", "3"),
        (r"\bquadrupl(?:es?|ed|ing)\b|\bfourfold\b|翻(?:了)?两番", "4"),
        (r"\btenfold\b", "10"),
        (r"(?<![多加了出])一倍(?!多)", "1"),
        (r"(?<!first )(?<!second )(?<!latter )\bhalf\b(?![- ](?:an?\b|precision|life))"
         r"|\bhalv(?:es?|ed|ing)\b|减半|一半|折半|减少一半", "1/2"),
    )
)  # fmt: skip
_ABOVE = {"a": 1, "an": 1} | {
    word: number for number, word in enumerate("one two three four five six seven".split(), 1)
}
_BELOW = {"quarter": 4, "twentieth": 20} | {
    word: number
    for number, word in enumerate(
        "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
        " fourteenth fifteenth sixteenth".split(),
        3,
    )
}
PART_COUNTS = _ABOVE | _BELOW
PART_WORDS = re.compile(
    rf"\b(?P<above>{'|'.join(_ABOVE)})[ -](?P<below>{'|'.join(_BELOW)})s?\b", _I
)
PART_ZH = re.compile(
    r"(?P<below>\d{1,4}|(?![百千万]分)[二三四五六七八九十百]{1,5})分之"
    r"(?P<above>\d{1,4}|[一二三四五六七八九十]{1,3})"
)
"""Parts: two thirds, 十三分之一."""
TIMES_AFTER = re.compile(
    r"[\s-]?(?:times\b|fold\b|[xX×](?![\w×])(?! \w+ ×)\s?|倍)(?!\s?[\d($￥每])", _I
)
MORE_BEFORE = re.compile(r"(?:多|增加|提高|快|贵|高|增长|上升|提升)(?:了|出)?\s?$")

# ------------------------------------------------------- numbers that count no quantity

DISCOURSE = re.compile(
    r"[\s-](?:(?:main|key|more|other|different|possible|short|separate|simple|quick|common|further"
    r"|following|remaining|such)\s)?(?:ways?|options?|assumptions?|results?"
    r"|numbers?"
    r"|cases?|scenarios?|points?|things?|inputs?|figures?|reasons?|parts?|notes?|questions?|values?"
    r"|equations?|formulas?|formulae|facts?|caveats?|factors?|approaches|methods?|examples?|lines?"
    r"|sentences?|calls?|tools?|stages?|plans?|answers?|estimates?|ends?|sides?|conditions?"
    r"|quantit(?:y|ies)|variables?|terms?|pieces?|kinds?|types?|words?|details?"
    r"|significant digits?|decimal places?|digits?|items?|sources?|routes?|times? over"
    r"|parameters? (?:are|is) missing)\b"
    r"|\s?(?:个|種|种|点|點|项|項|条|條|步|方面|件|句|类|類|处)(?:主要|关键|不同|可能|常见|前提"
    r"|额外)?的?"
    r"(?:方法|方案|方式|假设|假定|结果|数字|数值|数据|情况|场景|原因|因素|部分|问题|步骤|条件|选项"
    r"|公式|方程|建议|变量|输入|说明|注意|前提|来源|要点|思路|角度|例子|点|者)?"
    r"(?=[,，。.:：;；、\s]|$|都|可|来|看|说|中|里|下|是|分)",
    _I,
)
PRONOUN = re.compile(r"\b(?:the|this|that|which|either|any|no|a) (?:\w+er )?one$", _I)
SPLIT_BEFORE = re.compile(
    r"\b(?:shard(?:ed|ing)?|split|spread|partition(?:ed)?|divided)\s(?:\w+\s){0,2}$", _I
)
"""Before the number of parts of something."""
COUNTED_THING = re.compile(
    r"[ \t-]{1,2}([a-z][a-z-]{2,20})\b(?!\s(?:the|an?|it|this|that|your|their|its|them)\b)"
    r"|\s?([台个個]?(?:服务器|节点|節點|机器|機器|机柜|机架|工程师|人|次|套|份|篇|位)"
    r"|[层層步轮輪头頭])",
    _I,
)
FACTOR_BEFORE = re.compile(
    r"(?:\b(?:times|multipl(?:y|ied|ying) (?:\w+ )?by|factors?|coefficient|divid(?:e|ed"
    r"|ing) by|over)"
    r"|乘以?|除以|系数|因子|公式[里中的]{0,2}|\+ ?[^\s\d]{0,8})(?: is| 为|为|是|的)?\s?(?:the "
    r"|a )?\s?$",
    _I,
)
FACTOR_AFTER = re.compile(r"\s?(?:FLOPs? )?(?:per|for (?:each|every)) (?:param|token|weight)", _I)
"""A number that multiplies: it may be a constant of an equation."""

VERBS = frozenset(
    "takes needs requires costs gives gets runs works does has is was makes means finishes lasts"
    " stands shows says refers looks seems includes covers fits trains reads writes adds brings"
    " buys leads remains stays counts keeps lies sits"
    " halves doubles triples"
    " yields uses equals becomes comes goes leaves suffices saves rises falls drops holds".split()
)
FUNCTION_WORDS = frozenset(
    "and or of to in on with for at is are was were be than per as by the a an that this these"
    " those it its which when if so then while from into over under about exactly total each"
    " but not will would can could should may has have had because since until vs versus using"
    " only just both also after before during through without within yields gives means instead"
    " rather whereas".split()
)
SAME_AS_MODEL = frozenset(
    "model models transformer transformers llm llms network networks dense decoder checkpoint"
    " run base class version variant version-sized weights size".split()
)
UNIT_HINT = re.compile(
    r"(?:([a-zA-Z-]{3,20})\s?[(（]"
    r"|\b[Ii]n ([a-zA-Z/ -]{1,20}?)(?:\s?[:：=|]|,? (?:that|this|it|which)"
    r" (?:is|comes to|makes|would be|equals))"
    r"|[(（\[]\s?([^()（）\[\]|\n\d]{1,20}?)\s?[)）\]]\s?[:：=|]?)"
    r"\s*(?:约|about|~|≈)?\s?$"
)
LABEL_HINT = re.compile(
    r"(?:^|[\n|;；,，。.!(（•\ufffd-])\s*([^\n|:：;；,，。=\d]{1,24}?)\s*[:：|→]\s*(?:约|about|~"
    r"|≈)?\s*$"
    r"|(?:^|[\n;；,，。])\s*([^\n|:：;；,，。=\da-zA-Z]{1,4}?)\s*(?:约|大约|共|合计)?\s*$",
    _I,
)
LINE_LABEL = re.compile(
    r"(?:^|\n)[\s•*-]*([^\n|:：=\d]{1,24}?)\s*[:：][^\n]*[=≈]\s*(?:约|about|~)?\s?$"
)
"""Before what comes out of a formula: "GPU-hours: 2.16e22 / 3.49e11 ≈"."""
LIST_LABEL = re.compile(
    r"(?:(?:\bin |单位\s?[:：为是]?\s?)([a-zA-Z/-]{1,14}|[万亿]?[美元天小时卡]{1,4})"
    r"|[(（]\s?(?:all |values? )?(?:in )?([a-zA-Z/-]{1,14})\s?[)）])\s?[)）]?\s?"
    r"[:：][^\n=:：]*$", _I,
)  # fmt: skip
"""Before a list, the unit of all that stands in it: "In GiB: weights 131, cache 40"."""
LIST_JOINT = re.compile(
    r"\s?(?:,|/|、|，|;|\bor\b|\band\b|\bto\b|\bvs\.?|和|与|或|及|到|至|→)\s?(?:US)?[$]?\s?$", _I
)
_NO_END = r"(?<!i\.e)(?<!e\.g)(?<!\bvs)"
ENDS_SENTENCE = re.compile(rf"{_NO_END}[.!?](?=\s|$|[\"')\]])|[。！？；;\n]")
ENDS_CLAUSE = re.compile(rf"{_NO_END}[.!?](?=\s|$)|,(?!\d)|[。！？；;\n，：:()（）|—–]|\s-\s|→|⇒")

ENDS_OF_RANGE = re.compile(
    r"\b(?:low(?:er|est)?|high(?:er|est)?|range[sd]?|between|from|at least|at most|up to|as (?:low"
    r"|high|little|much) as"
    r"|worst|best|optimistic|pessimistic|cheap(?:er|est)?|(?:most )?expensive|upper|minimum"
    r"|maximum|min|max|end|bounds?"
    r"|depend(?:s|ing)|varies|vary|could|may|anywhere|either|extreme)\b"
    r"|可能|最低|最高|区间|范围|之间|上限|下限|乐观|悲观|最便宜|最贵|至少|至多|取决于|浮动|介于|从"
    r"|最少|最多|下至|上至|[低高少多]至|[低高]到|视[^。；]{0,12}而定",
    _I,
)
"""Words that say that a figure is an end of a range, and not the value itself."""

RELATES = re.compile(
    r"\b(?:depend(?:s|ing)|based|subject|according|given|at|for|with|in|on|by|over|from|to|than|as"
    r"|if|when)\b|取决于|视|按|根据", _I,
)  # fmt: skip
"""Between a figure and what it only has to do with: "depending on the price", "in the blocks"."""

ANOTHER_SUBJECT = re.compile(r"\b(?:it|this|that|them|they|which|plus)\b|% of\b", _I)
"""Between a name and a figure of something else: "the vocabulary brings it to 22.4B"."""

RENT = re.compile(
    r"\b(?:rent(?:al)?|price[sd]?|rate|mid(?:point|dle)?"
    r"|(?:per|an)[ -](?:(?:GPU|card|accelerator)[ -])?hours?)\b"
    r"|/(?:GPU|h(?:(?:ou)?r)?\b)|hours?[;,]? (?:at|@)\s|租金|租价|价格|单价|卡时|每小时", _I,
)  # fmt: skip
"""In a sentence that speaks of what an hour of an accelerator costs."""

MORE_OF = re.compile(
    r"\s?(?:more|higher|longer|larger|increase|extra|additional|dearer|faster)\b"
    r"|的?(?:提升|增加|增长)", _I,
)  # fmt: skip
LESS_OF = re.compile(
    r"\s?(?:less|fewer|lower|cheaper|slower|decrease|reduction|savings?)\b|的?(?:减少|下降|节省)",
    _I,
)
"""After a percentage that tells a change, and which way."""

NEXT_CASE = re.compile(
    r"\s?(?:(?:that|which|with|on|using|at|if|when)\b[^,.;，。；]{0,16}"
    r"|(?:for|of) (?:the )?|[(（]\s?)$",
    _I,
)
"""Between a figure and the case after it that it is of: "the 38 days that 32 cards need"."""

COMPARED = re.compile(
    r"(?:\b(?:against|versus|vs\.?|compared (?:with|to)|than|instead of|unlike)\b"
    r"|相比|[而并]不是|而非|比)[^,;，。；\n]*$",
    _I,
)
"""Before a case that is only compared with."""

RATE_AFTER = re.compile(
    r"[^.,;，。；\d]{0,20}\b(?:per|every|each|a|an)\s(?:(?:7|30|365)-day\s)?"
    r"(second|minute|hour|day|week|month|year)\b",
    _I,
)
DAYS_OF = re.compile(r"[- ]days?[- ](?:month|week|year)\b|天的?一?个?[月周年]", _I)
"""After how many days a month has: "a 30-day month"."""

TOTAL = re.compile(r"\b(?:total|sum|all|overall|altogether)\b|[合总]计|总[和共]|一共", _I)
"""In the head of a row that is of the whole, and of no part."""

IS_AFTER = re.compile(r"\s?(?:就是|就有|is\b|are\b|means\b|comes to\b|=)", _I)
"""After one of something, of which more is said: "one day is 24,000 GPU-hours"."""

LABEL = re.compile(r"[^\n:：]{1,40}[:：]")
"""Before all that a line says of one thing: "Before (40%): 35 days"."""

BECOMES_AFTER = re.compile(r"[^\d.,;，。；]{0,12}→")
"""After what something was: "6.5B → 20B"."""

RATE_BEFORE = re.compile(
    r"(?:每|\b(?:per|every|each) )(秒|分钟|小时|天|second|minute|hour|day)钟?[^.,;，。；\d]{0,10}$",
    _I,
)
PER_MILLION = re.compile(
    r"\b(?:per|(?:for )?(?:a|one|every|each)) million\b|每百万|一百万|/\s?(?:1?M\b|百万)", _I
)
"""In a line that speaks of a price by the million."""

PER_PARAMETER_BEFORE = re.compile(
    r"每个?参数[^,.;，。；\d]{0,8}$|per parameter,? [a-z ]{0,12}$", _I
)
SIZED = re.compile(
    r"[\s-]?(?:(?:VRAM|RAM|memory|显存)?的?)?\s?(?:(?:cards?|GPUs?|accelerators?|chips?|devices?"
    r"|nodes?|[ABHLV]\d{2,3}s?|MI\d{3}X?|RTX)\b|单?显?卡|加速卡|机器)",
    _I,
)
"""After the size of a thing: "a 48 GB card"."""

OWNED = re.compile(
    r"\b(?:card|GPU|accelerator|chip|device|node|[ABHLV]\d{2,3})['’]s (?:\w+ )?$|[卡器]的$", _I
)
"""Before the size of a thing: "the card's 48 GB"."""

ATTRIBUTE = re.compile(
    r"(?:\b(?:an?|the|on|with|of|for|your|this|that|these|those|and|at|by|to train|training|over)"
    r"|[用训练对的这该此和与、张])\s?$",
    _I,
)
"""Before a figure that only tells what is spoken of: "a 7B model", "on 2T tokens"."""
