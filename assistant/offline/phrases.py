"""The phrases that the reader knows beside the vocabulary's names: add one here, in its list.

Names of quantities stand in tools/vocabulary.py, names of models and accelerators in tools/catalog.
Everything here is matched against text in lower case, plain width and simplified characters.
"""

from __future__ import annotations

import re


def any_of(phrases: str) -> re.Pattern[str]:
    """One pattern for phrases parted by " | ".

    A phrase that begins or ends with a Latin letter is a whole word; a phrase is a pattern itself.
    """
    parts = []
    for phrase in phrases.split(" | "):
        left = r"(?<![a-z0-9])" if phrase[0].isascii() and phrase[0].isalnum() else ""
        right = r"(?![a-z0-9])" if phrase[-1].isascii() and phrase[-1].isalnum() else ""
        parts.append(f"{left}{phrase}{right}")
    return re.compile("|".join(parts))


def phrases_of(table: dict[str, str]) -> dict[str, str]:
    """What each phrase says, from what is said to its phrases parted by " | "."""
    return {phrase: said for said, phrases in table.items() for phrase in phrases.split(" | ")}


# ------------------------------------------------------------------ named things

# After a model's name: another member of its family ("GPT-4o").
VERSIONED = re.compile(r"(?:o|\.[0-9]|-?turbo|-?mini|v)(?![a-z])")
# After "Chinchilla": the law, not the model.
NOT_THE_MODEL = re.compile(
    r"['’s]*[\s-]{0,2}(?:optim|style|law|scal|fit|rule|formula|predict|param|const|point"
    r"|compute|ratio|approach|loss|最|定律|公式|法则|model|模型|口径|比例|规则|那篇|论文"
    r"|的?结论|式|配比|准则)"
)
A_SINGLE_ONE = re.compile(
    r"(?:(?<![a-z])(?:a|an|one|single|my|this|the)|一张|一块|单张|单块|单卡|单个|1)\s?$"
)
A_MACHINE = any_of(
    "laptop | workstation | desktop | macbook | my machine | one machine | 笔记本 | 工作站 | "
    "台式机 | 单卡 | one card | single gpu | single card | a gpu | one gpu | 一张卡 | 一块卡 | "
    "单张卡"
)
NODE = re.compile(
    r"[\s-]{0,2}(?:gpu\s)?(?:nodes?|servers?|machines?|boxe?s?|hosts?|instances?|台(?:机器"
    r"|服务器)?|个?节点|机|个?服务器|卡机)(?![a-z])"
)
WHOLE_CLUSTER = any_of(
    "total | in all | altogether | whole cluster | for all | 整个集群 | 一共 | 总共 | 整机 | 全部"
)

# Between number formats that are alternatives.
ALTERNATIVES = re.compile(r"\s?(?:[,、，/]|and|or|vs\.?|versus|和|与|或|跟|还是|以及|,\s?and)\s?")
CACHE_AFTER = re.compile(r"[\s-]?(?:的\s?)?(?:kv|cache|缓存)")
CACHE_BEFORE = re.compile(
    r"(?:kv|cache|缓存)(?:[\s-]?cache)?\s?(?:in|at|用|为|是|量化到|按|,)?\s?$"
)

# ------------------------------------------------------------------ amounts and their names

# Between two values of one quantity, the second in place of the first.
INSTEAD = re.compile(
    r"\s?(?:tokens?|params?|parameters?|token|参数)?,?\s?(?:and not|instead of|rather "
    r"than|not|vs\.?|versus"
    r"|而不是|而非|不是|代替)\s?(?:just |only |a |the )?"
)
# Between a name and the amount that it names.
BEFORE_AMOUNT = re.compile(
    r"[\s:=≈~(（]{0,3}(?:,?\s?(?:of|is|are|was|be|at|to|about|around|exactly|roughly|say"
    r"|number|count|size|from|by|only|per|up to|at most|at least|no more "
    r"than|most|under|below|不超过|至多|至少|最多|assume|assuming|set to|fixed at|的?数量?|大小"
    r"|数|为|是|有|到|至|约|大约|大概|提到|升到|降到|达到|定成|定为|选|用|按|取|只有|共|在|从"
    r"|由|给|设|设为|总共|才|仅|预计|就|训|训练|配|喂)[\s:=≈~]{0,2}){0,3}"
)
AFTER_AMOUNT = re.compile(
    r"[)）]?[\s-]{0,2}(?:(?:的|of|个|以上|以内|左右|fixed|total|trainable)\s?)?"
)
ENDS_CLAUSE = re.compile(
    r"\s*(?:[,，;；。.?？!！)）:：、]|$|->|and(?![a-z])|呢|时|的话|to |on |for |how )"
)
# Between what is asked for and the amount that it is asked of.
ASKED_OF = re.compile(
    r"\s(?:needed |required |necessary )?(?:for|of|to train|to fill)\s(?:a |an |the )?"
)
ENDS_QUESTION = re.compile(r"\s*[?？]?\s*$")
ONE_WORD_BETWEEN = re.compile(r"[\s-][a-z]{3,12}[\s-]")
# Before a bare size: what tells a model from its data.
SIZE_OF_MODEL = re.compile(
    r"(?:(?<![a-z])(?:a|an|the|another|our|than|vs\.?|versus|or|with|optimal|dense|trains?|training"
    r"|tune|to a|for "
    r"a)|升到|升级到|比|一个|这个|模型|规模|训练?|还是|训|换成|改成|最优|用|拿|跑|部署)\s?$"
)
SIZE_OF_DATA = re.compile(
    r"(?:(?<![a-z])(?:on|over|used|saw|seen|with data of|for)|训了|用了|喂了|只用了|训过|数据"
    r"|配|语料|吃了|训|训练)\s?$"
)
SEPARATOR = re.compile(
    r"\s*[/×*x,，、+]?\s*(?:params?|parameters?|参数|模型|model)?\s*[/×*x,，、+(（]?\s*"
)
ASK_WORD = any_of("how | what | which | 多少 | 几 | 多大 | 多久")
FORMULA_BEFORE = re.compile(
    r"(?:(?<![0-9.])[a-z]\(|(?<![0-9.])[a-z)²³)][\s]?[+*·×^/∝]\s?\(?|[∝^+·]\s?|\(\s?1\s?\+\s?|/\(|[0-9]:)$|\^$"
)
FORMULA_AFTER = re.compile(
    r"\s?[*·×]?\s?(?:[a-z](?:²|³|\^|\*|·|/|\s?\*)|[ndch](?![a-z])|[a-z]{1,5}(?:²|\^2|\*\*2)"
    r"|bsih|ih|nd(?![a-z])|n²|sbh|h\))|\s?[+·]\s?[a-z(](?![a-z])|\s?∝|:[0-9]|\s?的?法则"
)
A_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
YEAR_AROUND = re.compile(r"(?:(?<![a-z])(?:in|since|from|by|of|until)|于|到|从|在)\s?$")
ONLY_A_WORD = frozenset(
    {"one", "two", "three", "a", "an", "half", "一", "二", "两", "三", "四", "半", "zero"}
)
# Words between amount and next word in which an ordinal or a name is meant.
LABEL_BEFORE = re.compile(
    r"(?:(?<![a-z])(?:approach|stage|zero|table|section|eq|top|version|figure|part|openai)|第"
    r"|方法|(?<!词)表|图)[\s-]?$"
)
A_TIME = re.compile(
    r"(?:^|[,;:]\s?|(?<![a-z])(?:in|within|under|for|over|takes?|taken?|only|have|just|about|than|is"
    r"|after) (?:about |only )?)(an? (?:whole |full |single "
    r")?)(?=(?:hour|day|week|month|year)(?![a-z]))"
)
EACH = re.compile(
    r"[\s,]{0,2}(?:tokens?\s)?(?:each|apiece|per (?:user|request|query|person|call|day)|a day"
    r"|every day|每人|每个)"
)
COUNTED_USERS = re.compile(
    r"\s?(?:daily |active |个|名|万|亿)*(?:users?|requests?|queries|people|calls?|customers"
    r"|用户|请求|次请求|次调用|人)"
)
PER_HEAD = re.compile(r"(?:每人|每用户|每个用户|每次请求|每次|每请求|人均)[^,，。?？]{0,6}$")
# A letter glued to a count: 12L, 768d.
GLUED_LETTERS = {"l": "layers", "d": "hidden_size"}

# ------------------------------------------------------------------ changes

DOUBLE = phrases_of(
    {
        "2": (
            "double | doubled | doubles | doubling | twice | two times | 2x | twofold | 翻倍 | "
            "翻一倍 | 翻一番 | 加倍 | 翻番 | 大一倍 | 多一倍 | 增加一倍 | 扩大一倍 | "
            "涨一倍 | 翻两倍"
        ),
        "3": "triple | tripled | triples | tripling | threefold | thrice",
        "4": "quadruple | quadrupled | quadrupling | fourfold | 翻两番",
        "10": "tenfold | ten times",
        "100": "hundredfold",
        "0.5": (
            "halve | halved | halves | halving | half | half of | half the | 减半 | 砍半 | "
            "砍一半 | 减少一半 | 减一半 | 降一半 | 少一半 | 缩小一半 | 一半的"
        ),
        "0.25": "quarter the | quartered",
    }
)
MORE = any_of(
    "increase[sd]? | increasing | raise[sd]? | grow[s]? | growing | more | larger | bigger | "
    "up by | goes up | go up | higher | longer | add | 增加 | 提高 | 提升 | 增长 | 上涨 | 扩大 | "
    "涨 | 多(?![少大久长]) | 大(?![概约模小])"
)
LESS = any_of(
    "decrease[sd]? | reduce[sd]? | reducing | shrink[s]? | shrinking | cut[s]? | cutting | "
    "drop[s]? | fall[s]? | falling | fewer | less | smaller | lower | trim | prune[d]? | "
    "down by | goes down | "
    "minus | shorter | 减少 | 减小 | 降低 | 下降 | 缩小 | 砍掉 | 砍 | 省 | (?<!多)少 | "
    "(?<!大)小 | 减 | 降 | 剪掉"
)
ORDINALS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8,
    "tenth": 10, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "一": 1, "二": 2, "两": 2,
    "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip
# To or by a part: to a third, by three quarters, 缩小到三分之一, 砍掉四分之一.
A_PART = re.compile(
    r"(?<![a-z])(?P<how>(?:down )?to|into|by|at)\s(?:about |just |only |around )?"
    r"(?:(?P<above>an?|one|two|three)[ -])?"
    r"(?P<below>half|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)"
    r"(?![a-z])(?: of (?:the original|what it was|its size))?"
)
A_PART_ZH = re.compile(
    r"(?P<how>(?:减少|缩小|降低|减小|增加|提高|提升|砍掉|剪掉|下降|缩|减|降|砍|剪|只剩|剩|变|增|涨)"
    r"(?:到|至|为|成|了|掉)?(?:只有)?(?:原来|原先|之前)?的?)\s?"
    r"(?P<below>[二三四五六七八九十]|[0-9]{1,2})分之(?P<above>[一二三四五六七八九]|[0-9])"
)
OF_WHAT_IT_WAS = re.compile(
    r"(?:原来|原先|之前|原有|以前)的\s?$|\s?of (?:the original|what it was|its "
    r"(?:original|former)|before)"
)
THE_MODEL = re.compile(r"模型|(?<![a-z])model(?![a-z])")
FOLD = re.compile(r"\s?(?:[x×](?![a-z0-9])|[\s-]?fold(?![a-z])|times(?![a-z])|倍)")
HELD = any_of(
    "fixed | constant | unchanged | the same | same | keep | keeping | hold | holding | held | "
    "不变 | 固定 | 保持 | 同样的? | 相同的? | 一样 | 不动 | 一定"
)
# Of these, those that stand before what is held.
HELD_AFTER = any_of(
    "same | the same | keep | keeping | hold | holding | 保持 | 同样的? | 相同的? | 固定"
)
# Before a name that is not what is asked for.
BESIDE_THE_POINT = re.compile(
    r"(?:(?<![a-z])(?:per|each|every|using|use|via|plug into|through|a single|an?|single|one)"
    r"|/|每个?|单个?|(?<!哪)一个|按|用|根据|依据|代入)\s?(?:1 \+ |the )?$"
)
NEGATED = re.compile(
    r"(?:no|without|not|w/o|non|zero|skip|ignoring|excluding|不|无|没有|不算|忽略|不含|不做"
    r"|不用)[\s-]?$"
)
HEADLINE_AFTER = re.compile(
    r"\s?:|\s(?:and|according "
    r"to|under|given)\s|\s?(?:an?|the|my|our|this)\s|\s?(?:for|to|of|at|by|in|between|if|when|needed|required|per|on|with|after"
    r"|using)(?![a-z])"
)
HEADLINE_BEFORE = re.compile(
    r"(?:^|[.?!:;\n,,。;]\s?)\s*(?:[a-z-]+ |[a-z-]+ [a-z-]+ )?(?:the|total|and|then|also|expected|a"
    r"|so|ok|hi|hey|please|pls|chinchill?a|optimal|compute-optimal|[\s,-])*$"
)
# What a comparative is of, as the unit of its quantity.
COMPARATIVES = phrases_of(
    {
        "s": "shorter | longer | faster | quicker | slower | 快 | 慢 | 缩短",
        "USD": "save | saving | 省 | cheaper | more expensive | 便宜 | 贵 | 省钱",
        "parameter": "bigger | larger | smaller | 大几倍",
    }
)
IN_PROPORTION = any_of(
    r"in proportion | proportional(?:ly)? | with it | 20:1 | 20 to 1 | along | accordingly | "
    r"compute[- ]optimal(?:ly)? | chinchilla[- ]optimal(?:ly)? | with the square | 按比例 | "
    r"同比例? | 成比例 | 等比 | 跟着 | 同步 | 相应 | 20 tokens per param(?:eter)? | 每参数 ?20 | "
    r"训练充分 | n\^2 | n² | 120n | 6n²/k"
)
CHANGE_TO = re.compile(
    r"\s?(?:的|个|params?|parameters?|tokens?|context)?\s?(?:\([^)]{0,20}\)\s?)?[,，]?\s?(?:->|→"
    r"|=>|-->|⇒|to|into|(?:想)?(?:提|升|降|涨|换|加|扩|增|减)?(?:高|级|低|大|加|少|成)?(?:到"
    r"|至)|变成|变为|换成|改成|vs\.?|versus|and then)\s?(?:an?\s|the\s|about\s|约)?"
)
# Between two things of which the second is the measure of the first.
MEASURED_BY = any_of(
    "than | compared? (?:to|with) | compares (?:to|with) | relative to | as .{1,20} as | "
    "比 | 是 | 相对 | 相比 | 较"
)
CHANGED_FROM = re.compile(
    r"(?:(?<![a-z])(?:from|go from|going from|between)|从|由)\s?(?:an?\s|the\s)?$"
)
HOW_MANY_TIMES = any_of(
    "how many times | 原来的多少 | 变为多少 | 变成多少 | 缩短多少 | 延长多少 | "
    "what factor | which factor | by what multiple | multiplier | multipliers | "
    "multiple | how many x | how much more | how much less | how much bigger | how much larger | "
    "how much longer | how much faster | ratio | what happens to | compare to | compare with | "
    "compared to | relative to | how does | factor | times as much | times more | by how much | "
    "how much extra | how much (?:more )?[a-z]{3,9}er | what is left of | what's left of | "
    "what remains of | how much is left of | 还剩多少 | 只剩多少 | 剩多少 | 几倍 | 多少倍 | "
    "倍数 | 倍率 | 差多少 | "
    "怎么变 | 如何变化 | 变化多少 | 涨多少 | 增加多少 | 变成多少倍 | 比值 | 之比 | 多出多少 | "
    "如何变 | 会怎样"
)
DIFFERENCE = any_of(
    "difference | by how much | how much .{0,"
    "60}? (?:drop|fall|improve|decrease|lower|rise|increase|worse"
    "|better|higher)s? | gap | 差多少 | 降多少 | 下降多少 | 降低多少 | 高多少 | 低多少 | "
    "相差 | 差值"
)
AS_SAVING = any_of(
    "sav(?:e|ed|es|ing|ings) | cheaper | shorter | 缩短 | reduc(?:e|ed|tion) | "
    "fraction saved | cut | "
    "省 | 节省 | 节约 | 减少多少 | 少多少 | 降低多少 | 降多少"
)
AS_CHANGE = any_of(
    "what percent(?:age)? | how many percent | percent change | 百分之几 | 百分之多少 | 几成 | "
    "百分比"
)

# ------------------------------------------------------------------ what is asked

ASK_BEFORE = any_of(
    "how many | how much | what's | whats | what is the | what is | what was | what are | "
    "what would | what | which | find | estimate | calculate | compute the | work out | "
    "give me | give | tell me | need | -> | → | => | number of | the total | show | max | "
    "maximum | minimum | solve for | predict | 多少 | 几 | 多大 | 求 | 算出 | 算一下 | 估算 | "
    "估计 | 问 | 给出 | 各 | 算算 | what'd | how big is | how big are | how large is | how big | "
    "最少几 | how | 哪个 | 哪种 | 哪张 | 哪款 | 谁的?"
)
ASK_AFTER = re.compile(
    r"[\s,，]{0,2}(?:数量|值|规模|量|的)?(?:分别|各|到底|究竟|大概|大约|应该|需要|需求|会|能|又|将"
    r"|总共|一共|占|要|有|得|约|变|涨|省|花|用|等于|是|为|=|in total|would be|should be|is|are"
    r"|then|now|needed|required|saved|savings?|reduction|呢|算下来|至少|最多|最少)*\s?(?:多少|几|多大|多久|多长|多高"
    r"|怎么算|啥|什么|=\s?\?|\?|？|呢|吗|how much|how many|$)"
)
ASK_FILLER = re.compile(
    r"[\s\"'“”(:：,]{0,2}(?:(?:the|of|a|an|is|are|my|our|total|final|best|max(?:imum)?|min(?:imum)?|exact|expected|training|"
    r"[0-9]{1,4} "
    r"?(?:gib|gb|g)|approximate|about|roughly|more|times|much|other|would|does|do|did|it|this|that|will|i|we|you|should|be|need|can|"
    r"get|required|in|overall|corresponding|right|ideal|optimal|optimum|suitable|model|both|many|s|individual|single|"
    r"那|个|张|块|的|大|总|总的|最优|最佳|大概|约|到|台|一共|需|要|合适|训练|万亿|亿|万|thousand|million|billion|trillion|k|m|b)[\s\"'”]{0,2}){0,5}"
)
# Up to three other words between: "how large is the dropped term …".
ASK_WORDS_BETWEEN = re.compile(
    r"(?:\s(?!(?:for|to|on|with|per|in|at|if|does|do|can|by|from|than)\s)[a-z'-]+){0,3}\s"
)
AND = re.compile(
    r"\s?(?:,|，|、|和|及|与|以及|还有|跟|;|；|\+|&|/|\band\b|\bor\b|,\s?and\b"
    r"|\bthen\b)\s?(?:the |its |how many |how much |what |also |多少|各|需要的|总|最优|最佳"
    r"|total |所需|对应的?|how many |the )*\s?"
)
LONG_QUESTION_WORDS = phrases_of(
    {
        "s": (
            "how long | how soon | 多久 | 多长时间 | 几天 | 多少天 | 几个月 | 几周 | 多少小时 | "
            "几小时 | 几个小时 | how fast | 几年 | 多少年 | when will | 什么时候 | eta"
        ),
        "USD": (
            "how expensive | 多少钱 | 什么价 | 多贵 | 多少美元 | 多少美金 | 多少刀 | 花多少 | "
            "多少万美元 | how pricey | how much for | how much will it be"
        ),
        "accelerator": (
            "how many of them | how many of these | how many of those | how many would i need | "
            "how many do i need | how many do we need | how many are needed | how many cards"
        )
        + " | 多少张 | 几张 | 多少卡 | 几块卡 | 多少个 ?gpu | 多少块 | 几块",
        "J": "多少度 | 多少度电 | 多少电 | 用电多少 | 耗电多少",
        "parameter": (
            "how big a model | how large a model | how big of a model | how big can | 多大模型 | "
            "多大的模型"
        ),
        "accelerator*s": "多少卡时 | 多少 ?gpu ?时",
    }
)
# Words for what is asked where only the context says which quantity, as its unit.
NOUNS = phrases_of(
    {
        "byte": (
            "memory | vram | gpu memory | gpu ram | ram | memory footprint | footprint | 显存 | "
            "内存 | 显存占用 | 内存占用 | how big | how large | 多大"
        ),
        "W": "how much power | 多大功率",
    }
)
IN_ALL = any_of(
    "in all | in total | altogether | all layers | total | 一共 | 总共 | 共 | 合计 | 总的"
)
PER_CARD = any_of(
    "per gpu | per card | per device | per accelerator | per rank | each gpu | each card | "
    "per-gpu | per-card | on each | a card | 单卡 | 每卡 | 每张卡 | 每块卡 | 每张 | 每个 ?gpu | "
    "每 ?gpu | 每一张"
)
FITS = any_of(
    "fits? | fit(?:ting)? (?:on|in|into|onto) | run (?:a |an |the |it |this |[a-z0-9.-]+ ){0,"
    "5}?on | "
    "load(?:ed)? | hold | enough (?:vram|memory|ram) | out of memory | oom | 放得?下 | 装得?下 | "
    "放得?进 | 放进 | 塞得?下 | 塞进 | 跑得?动 | 跑得?了 | 够用? | 够不够 | 爆显存 | 带得动 | "
    "行不行 | 行吗 | "
    "能不能跑 | 能跑 | 能装 | 能放 | "
    "(?:q?lora|fine-?tun(?:e|ing)|finetune|train|serve|deploy) .{0,40}? on (?:a |one |my |this "
    "|two |2|4|8)"
)
OPTIMAL = any_of(
    r"120 ?n(?:²|\^2)? | compute[- ]optimal(?:ly)? | chinchill?a | optimal(?:ly)? | optimum | "
    r"optimize[d]? | fully train(?:ed)? | properly train(?:ed)? | best model | biggest | "
    r"largest | best split | 充分 | 最优 | 最佳 | 彻底 | 最大 | 最合适 | 多大的?模型 | "
    r"how big a model | how large a model | what model size | what size | best | hoffmann | "
    r"sweet spot | 训透 | 训够 | 饱和"
)
# The compute of an optimal run, written as a formula of the size alone.
SQUARE = any_of(r"120 ?n(?:²|\^2|\*\*2)? | 6 ?n(?:²|\^2|\*\*2)")
BUDGET_RUN = any_of(
    "run look like | should i train | should we train | 该训 | 怎么分配 | 如何分配 | "
    "what should | go for | 怎么配"
)
TRAIN = any_of("train(?:s|ed|ing)? | pretrain(?:ing|ed)? | pre-train(?:ing|ed)? | 训练? | 预训练")
INFERENCE = any_of(
    "inference | serv(?:e|ed|es|ing) | generat(?:e|ed|ing|ion) | prefill | prompt | "
    "decod(?:e|ing) | forward | 推理 | 生成 | 推断 | 预填充 | 前向 | per query | per request | "
    "users | 用户 | answers? with | per (?:answer|reply|response|message|call) | "
    "(?:each|one|every) (?:answer|reply|response|message|call) | "
    "(?:每次|一次|每条)(?:回答|回复|问答|调用) | "
    r"(?<![0-9.])2 ?n"
)
# One compute making up for another.
BALANCES = any_of(
    "equal(?:s|led)? | exceed(?:s|ed)? | overtake(?:s|n)? | match(?:es)? | break[- ]?even | "
    "outweigh(?:s)? | "
    "surpass(?:es)? | as much compute as | same as | pass(?:es)? | 等于 | 超过 | 追上 | 持平 | "
    "打平 | 相等 | 一样多 | 抵得上 | "
    "相当于"
)
PER_TOKEN = any_of(
    "per token | each token | a token | one token | every token | 每 ?token | 每个 ?token | "
    "单 ?token | 一个 ?token"
)

# Between two models of which the second takes the place of the first.
UPGRADES = re.compile(r"\s?(?:->|→|=>|to|into|升级?到|升级?为|换成|变成|到|至)\s?(?:a |the )?")
# All that is known of a named thing.
DESCRIBED = any_of(
    "specs? | specification | specifications | data ?sheet | details | facts | info | "
    "information | tell me about | describe | overview | 规格 | 参数(?=\\s*(?:$|[?？。"
    "是有]|介绍)) | 配置 | 资料 | "
    "数据手册 | 介绍 | 详情 | 详细信息 | 基本信息 | 信息"
)

# ------------------------------------------------------------------ yes or no

CONVERT = re.compile(
    r"(?:how many|how much|多少个?|几个?|(?<![a-z])(?:in|into|to|as)|等于|是|合|换算成|折合"
    r"|换成|=)\s?(?:多少个?|几个?|how many)?\s?"
)
YES_NO_START = re.compile(
    r"(?:^|[.?!,;:\n，。；]\s*|\b(?:so|and|then|ok|hey)[, ]+)(?:is|are|was|does|do|did|can"
    r"|could|will|would|should|am)\s"
)
YES_NO_ZH = any_of(
    "吗 | 够不够 | 行不行 | 准不准 | 对不对 | 能不能 | 是不是 | 可不可以 | 是否 | 放得下 | "
    "能否 | 算不算 | 来得及 | 够么 | 行吗 | 可以吗 | 会不会 | 够用"
)
CLAIM = any_of(
    "do you get | do we get | do i get | is it | is that | comes? to | works? out to | "
    "says? | claims? | really | 文章说 | 号称 | 据说 | 对吗 | 准吗 | 准不准 | 对不对 | 是不是 | "
    "听说 | about right | correct | true"
)
# Before a claimed value at the end of a clause.
GETS = any_of("get | gets | i get | reach | reaches | 得到 | 得出 | 达到")
NEGLIGIBLE = any_of(
    r"negligib\w+ | ignor\w+ | neglect\w* | drop(?:ped)? | small enough | leave out | 忽略 | "
    r"略去 | 不计 | 省略 | 不管"
)
LIMIT_BEFORE = re.compile(
    r"(?:within|in|under|in under|for under|less than|with(?: only)?|by|at most|below|for"
    r"|only have|have|budget(?: is| of)?|预算|只有|手上有|用|花|在|给我)\s?$"
)
LIMIT_AFTER = re.compile(
    r"\s?(?:budget|or less|deadline|以内|之内|内|以下|够|能|预算|enough|suffice)"
)
ENOUGH = any_of(
    "能 | "
    "enough | sufficient | suffice | 够 | 足够 | 够不够 | 来得及 | 能不能 | 能否 | 可以 | 能在 | "
    "可能 | able | can | could | will | finish | 行不行 | affordable"
)
IS_OPTIMAL = any_of(
    r"120 ?n(?:²|\^2)? | compute[- ]optimal(?:ly)? | chinchilla[- ]optimal | optimal(?:ly)? | "
    r"under-?trained | "
    r"over-?trained | fully trained | 训练充分 | 充分 | 最优 | 训够 | 训练够 | 欠训练 | 训得够 | "
    r"enough data | enough tokens | 数据够"
)
UNDERTRAINED = any_of("under-?trained | 欠训练 | 训练不足 | 训练不充分 | 不够充分")
# Which of two: whether the one with the least or the most of it is meant.
LEAST = any_of(
    "least | fewest | lowest | smallest | shortest | less | fewer | lower | smaller | shorter | "
    "faster | fastest | quicker | quickest | sooner | cheaper | cheapest | 最少 | 最小 | "
    "最低 | 最短 | "
    "更少 | 更小 | 更低 | 更短 | 较少 | 较小 | 较低 | 便宜 | 划算 | 省 | 快 | 先训完 | "
    "少(?!张|块|卡) | "
    "小(?!时) | 低 | 短"
)
MOST = any_of(
    "most | highest | biggest | largest | longest | more | higher | bigger | larger | greater | "
    "longer | slower | pricier | 最多 | 最大 | 最高 | 最长 | 更多 | 更大 | 更高 | 更长 | "
    "较多 | 较大 | "
    "较高 | 贵 | 慢 | 多(?![少久大长]) | 大(?![概约模小]) | 高 | 长(?!度)"
)
# What a comparative is of where no name says it, as the unit of its quantity; after the comma
# that of a named card's fact, where no run is told of.
CHOSEN_BY = phrases_of(
    {
        "s FLOP/s": (
            "faster | fastest | quicker | quickest | sooner | slower | 快 | 更快 | 慢 | 更慢 | "
            "先训完"
        ),
        "USD USD/(accelerator*s)": (
            "cheaper | cheapest | less expensive | costs less | cost less | pricier | "
            "more expensive | 便宜 | 更便宜 | 划算 | 更划算 | 省钱 | 更省钱 | 贵 | 更贵"
        ),
        "parameter parameter": "bigger | biggest | larger | largest | smaller | 更大 | 更小",
    }
)
WHICH = any_of(
    "which | what is better | 哪个 | 哪种 | 哪张 | 哪款 | 哪块 | 谁 | 哪一个 | 哪一款 | 哪家 | "
    "or | 还是 | 哪边"
)

# ------------------------------------------------------------------ conversation

FOLLOWS = re.compile(
    r"\s*(?:ok(?:ay)?[, ]+|so[, ]+|hmm[, ]+|好的?[,，]?|嗯[,，]?)*(?:and|what if|what about"
    r"|how about|but|if|then|now|also|instead|with|same|for|make it|per|i need|or|that|try"
    r"|change|use|switch|suppose|那么?|如果|要是|换|改|再|把|若|利用率|只|然后|同样|按|假如"
    r"|还是|另外|而|升级后)(?![a-z])"
)
# After one question: the same again with something changed.
ANOTHER_QUESTION = re.compile(
    r"[?？]\s*(?=(?:and (?:if|what if|with|at|for)|what if|what about|how about|or if|如果|若"
    r"|那如果|那么|要是|换成)(?![a-z]))(?=.)"
)
FOLLOWS_END = re.compile(r"(?:呢|instead|as well|too|then)\s*[?？]*\s*$")
REFERS = any_of(
    "that | it | those | this | same | them | these | the run | that run | instead | 上面 | "
    "这个 | 那个 | 它 | 刚才 | 前面 | 同样 | 这次 | 该模型 | 上述 | 此"
)
