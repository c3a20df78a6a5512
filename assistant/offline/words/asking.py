"""Words that ask, and those around what is asked."""

from __future__ import annotations

import re

from .patterns import any_of, phrases_of

# Between what is asked for and the amount that it is asked of.
ASKED_OF = re.compile(
    r"\s(?:needed |required |necessary )?(?:for|of|to train|to fill)\s(?:a |an |the )?"
)
ENDS_QUESTION = re.compile(r"\s*[?？]?\s*$")
ASK_WORD = any_of("how | what | which | 多少 | 几 | 多大 | 多久")
# Before a name that is not what is asked for.
BESIDE_THE_POINT = re.compile(
    r"(?:(?<![a-z])(?:per|each|every|using|use|via|plug into|through|a single|an?|single|one)"
    r"|(?<![a-z])(?:with|using|in) (?:bf16|fp16|fp8|int8|int4|[0-9]{1,2}[- ]?bits?)"
    r"|/|每个?|单个?|(?<!哪)一个|按|用|根据|依据|代入)\s?(?:1 \+ |the )?$"
)
NEGATED = re.compile(
    r"(?:no|without|not|w/o|non|zero|skip|ignoring|ignore|excluding|exclude|forget|not counting"
    r"|leaving out|leave out|不|无|没有|不算|忽略|不含|不做|不计|不考虑|不用)[\s-]?$"
)
HEADLINE_AFTER = re.compile(
    r"\s?(?:,\s?[a-z0-9]{2,6})?:|,?\s(?:and|plus|according "
    r"to|under|given)\s|\s?(?:an?|the|my|our|this)\s|\s?(?:for|to|of|at|by|in|between|if"
    r"|when|needed"
    r"|required|that (?:fits?|can|an?|the|my|one)|which fits?|(?:i|we|you|one) can|fitting|per|on"
    r"|with|without"
    r"|excluding|after|using)(?![a-z])"
)
HEADLINE_BEFORE = re.compile(
    r"(?:^|[.?!:;\n,,。;]\s?)\s*(?:[a-z-]+ |[a-z-]+ [a-z0-9-]+ )?"
    r"(?:the|total|and|then|also|expected|a"
    r"|so|ok|hi|hey|please|pls|chinchill?a|optimal|compute-optimal|[\s,-])*$"
)
ASK_BEFORE = any_of(
    "how many | how much | what's | whats | what is the | what is | what was | what are | "
    "what would | what | which | find | estimate | calculate | compute the | work out | "
    "give me | give | tell me | need | -> | → | => | number of | the total | show | max | "
    "maximum | minimum | solve for | predict | evaluate | count | count up | determine | "
    "compute | report | quote | "
    "by what factor (?:does|do|would|will|did) | 多少 | 几 | 多大 | 求 | 算出 | 算一下 | 估算 | "
    "估计 | 问 | 给出 | 各 | 算算 | what'd | how big is | how big are | how large is | how big | "
    "最少几 | how | # of | upper bound on | ceiling on | 哪个 | 哪种 | 哪张 | 哪款 | 谁的?"
)
ASK_AFTER = re.compile(
    r"[\s,，]{0,2}(?:数量|值|规模|量|的)?(?:分别|各|到底|究竟|大概|大约|应该|需要|需求|会|能|又"
    r"|减少|增加|降低|提高|下降|减|降|少|增|再|还|要?设|设成|设为|开到?|取"
    r"|将|总共|一共|占|要|有|得|约|变|涨|省|花|用|等于|是|为|=|in total|would be|should be|is"
    r"|are|then|now|needed|required|saved|savings?|reduction|upper bound|bound|ceiling|limit|at "
    r"most|at best|roughly|overall|total|each|please|pls|呢|算下来|至少|最多|最少|上限"
    r"|下限)*\s?(?:多少|几|多大|多久|多长|多高|怎么算|啥|什么|=\s?\?|\?|？|呢|吗|how much|how "
    r"many|(?:go(?:es)?(?: up| down)?|grows?|rises?|changes?|scales?|increases?|shrinks?"
    r"|falls?|drops?) by "
    r"(?:what|which|how)|(?:go(?:es)?(?: up| down)?|grows?|changes?) how|$)"
)
# The same with any other Chinese words between: 单价最高能接受多少.
ASK_AFTER_ZH = re.compile(
    r"\s?(?:(?!模型|最优|最佳|训练|推理)[\u4e00-\u9fff]){0,8}?"
    r"(?:多少|多大|多久|多高|多长|几何|怎么算|几(?=\s*(?:倍|$|[?？,，。])))"
)
ASK_FILLER = re.compile(
    r"[\s\"'“”(:：,]{0,2}(?:(?:the|of|a|an|factor|multiple|size|is|are|my|our|total|final|best"
    r"|max(?:imum)?"
    r"|min(?:imum)?|exact|expected|training|[0-9]{1,4} ?(?:gib|gb|g)|approximate|about"
    r"|roughly|largest|biggest|smallest|longest|fewest"
    r"|(?:bf|fp|int)[0-9]{1,2}|[0-9]{1,2}-bit"
    r"|more|times|much|other|would|does|do|did|it|this|that|will|i|we|you|should|be|need|can"
    r"|get|required|in|overall|corresponding|right|ideal|optimal|optimum|suitable|model|both"
    r"|many|s|individual|single|那|个|张|块|的|大|总|总的|一下|下|\ufffc|最优|最佳|大概|约|到"
    r"|台|一共|需|要|合适|训练|万亿|亿|万|thousand|million|billion|trillion|k|m"
    r"|b)[\s\"'”]{0,2}){0,5}"
)
# Before what is asked for by a count: how many of the H100s, 多少张.
COUNTED_BEFORE = re.compile(
    r"(?:how many|number of|count of|minimum|fewest|least number of|多少|几)\s?(?:(?:more|of"
    r"|the|those|these|total|whole|our"
    r"|my|extra|[0-9]{1,3} ?gi?b|张|块|个|片|台)\s?){0,3}$"
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
            "how long | when does | when do we | how soon | how fast | how quickly | "
            "when will | when would | eta | "
            "how much time | how much longer | in how many days | how many days | "
            "how many weeks | how many months | how many hours | how many years | "
            "how many minutes | days or weeks | weeks or months | months or years | "
            "what's the wall clock | 多久 | 多长时间 | 几天 | 多少天 | 几个月 | 多少个月 | "
            "几周 | 多少周 | 几个星期 | 多少小时 | 几小时 | 几个小时 | 几年 | 多少年 | 几分钟 | "
            "多少分钟 | 多少秒 | 几秒 | 什么时候 | 多少时间 | 要花多少时间 | 要跑多少"
        ),
        "USD": (
            "how expensive | how dear | how costly | how pricey | how much for | "
            "how much will it be | how much is it | "
            "how much would it be | how much money | how many dollars | how many bucks | "
            "what do i pay | what do we pay | what would i pay | what would we pay | "
            "what will i pay | do i owe | set me back | set us back | what's the damage | "
            "what is the damage | what's the tab | what's the bill | price out | "
            "ballpark the cost | 多少钱 | 什么价 | 什么价位 | 多贵 | 多少美元 | 多少美金 | "
            "多少刀 | 花多少 | 多少块钱 | 多少万美元 | 几万美元 | 多少人民币 | 得花 | 烧多少 | "
            "烧掉多少钱"
        ),
        "accelerator": (
            "how many do i book | how many do we book | how many should i rent | "
            "how many do we rent | "
            "how many should we rent | how many do i rent | how many should we book | "
            "how many does it take | how many will it take | how many would it take | "
            "how many of them | how many of these | how many of those | how many would i need | "
            "how many do i need | how many do we need | how many are needed | how many cards | "
            "how many boxes of gpus | how many i need | "
            "多少张 | 几张 | 多少卡 | 几块卡 | 多少个 ?gpu | 多少块 | 几块 | 几卡 | 多少片 | 几片"
        ),
        "J": (
            "多少度 | 多少度电 | 几度电 | 多少电 | 用电多少 | 耗电多少 | 用多少电 | "
            "how much electricity"
        ),
        "kgCO2e": (
            "how much co2 | how much carbon | how many tons of co2 | 多少碳 | 多少吨 ?co2 | "
            "多少二氧化碳"
        ),
        "parameter": (
            "model of which size | model of what size | how big a model | "
            "how large a model | how big of a model | how big can | "
            "biggest model | largest model | max model size | maximum model size | "
            "biggest possible model | largest possible model | 最大能跑多大 | 最大能训多大 | "
            "最大的模型 | how large can | what size model | what size of model | "
            "which model size | what model size | 多大模型 | 多大的模型 | 多大规模"
        ),
        "token": "喂多少 | 该喂多少 | 吃多少 | 要喂多少 | 训多少数据 | 多少数据",
        "accelerator*s": "多少卡时 | 多少 ?gpu ?时 | 几卡时 | 多少卡天",
    }
)
# What is asked is a figure of the user's own.
OURS = any_of(
    "are we getting | do we get | are we at | is our | is my | for this run | of this run | "
    "for our | of our | for my | 我们的 | 我的 | 这次的?训练 | 这个任务"
)
# How fast something is: a time, and of a service tokens a second.
FAST = any_of("how fast | 多快")
# How much memory do X need: before and after what takes it.
TAKEN_BY = re.compile(r"(?:how much|what)[a-z ]{0,24}(?:do|does|will|would) (?:the |its |their )?$")
TAKES = re.compile(r"\s(?:need|take|occupy|use|require|cost|add)")
TAKES_ZH = re.compile(r"\s?(?:要|需要|占|用|占用|得)?\s?(?:占|用)?\s?(?:多少|几)")
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
    "on one (?:device|gpu|card|rank) | 平均一张卡 | 一张卡放 | each holds? | "
    "each of them holds? | "
    "each device | each rank | per gpu | per card | per device | "
    "per accelerator | per rank | each gpu | each card | "
    "per-gpu | per-card | on each | a card(?! with| of| that| at) | 单卡 | 每卡 | 每张卡 | "
    "每块卡 | 每张 | 每个 ?gpu | "
    "每 ?gpu | 每一张"
)
# All that is known of a named thing.
DESCRIBED = any_of(
    "specs? | specification | specifications | data ?sheet | details | facts | info | "
    "information | tell me about | describe | overview | 规格 | 参数(?=\\s*(?:$|[?？。"
    "是有]|介绍)) | 配置 | 资料 | "
    "数据手册 | 介绍 | 详情 | 详细信息 | 基本信息 | 信息"
)
CONVERT = re.compile(
    r"(?:how many|how much|多少个?|几个?|(?<![a-z])(?:in|into|to|as)|等于|是|合|换算成|折合"
    r"|换成|=)\s?(?:多少个?|几个?|how many|plain|raw|just|an?)?\s?"
)
