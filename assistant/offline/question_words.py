"""The phrases that ask, confirm, choose and go on: add one here, in its list.

As in phrases.py, everything is matched against text in lower case, plain width and simplified
characters.
"""

from __future__ import annotations

import re

from .phrases import any_of, phrases_of

# ------------------------------------------------------------------ what is asked

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
# Whether a figure is what others have.
REALISTIC = any_of(
    "realistic | reasonable | plausible | typical | normal | any good | a good number | "
    "too optimistic | 现实吗 | 合理吗 | 正常吗 | 算高吗 | 算低吗 | 现实么 | 靠谱吗 | 是否合理 | "
    "是否现实"
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
FITS = any_of(
    "fits? | does it go | will it go | (?:can|could|will) (?:a|an|my|our|the|one) .{1,24} take | "
    "(?:fit(?:ting)?|live) (?:on|in|into|onto) | "
    "(?:can|could|will) (?:my|our|a|the|this) .{1,24} run (?:it|this|that|them) | "
    "go (?:on|onto|into|in) (?:an?|one|my|our|the|two|single|[0-9]) | run (?:a |an |the |it "
    "|this |[a-z0-9.-]+ ){0,"
    "5}?on | "
    "load(?:ed)? | holds? | enough (?:vram|memory|ram|room|space) | "
    "stays? (?:under|below|within) [0-9]+ ?gi?b |  "
    "enough (?:for|to (?:run|load|hold|serve|fit|host)) | out of memory | oom | "
    "hosts? | store | [放装塞挤存载吃撑](?:得|不|的)?(?:下|进) | 放进 | 塞进 | "
    "[跑带撑扛顶](?:得|不|的)?(?:动|了|起来|住|得住) | 爆显存 | "
    "行不行 | 行吗 | "
    "能不能跑 | 能跑 | 能装 | 能放 | squeeze(?:d)? .{0,30}?(?:in|into|on|onto) | 挤进 | "
    "挤得下 | 塞进 | "
    "(?:q?lora|fine-?tun(?:e|ing)|finetune|train|serve|deploy) .{0,40}? on (?:a |one |my |this "
    "|two |2|4|8)"
)
# The same of enough, where memory is spoken of.
MEMORY_ENOUGH = re.compile(
    r"(?:显存|内存|[0-9]\s?gi?b?(?![a-z])|vram|memory).{0,40}?(?:够|enough)|(?:够"
    r"|enough).{0,16}(?:显存|内存|vram|memory)"
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
    "怎么分 | run look like | should i train | should we train | 该训 | 如何分配 | "
    "what should | go for | 怎么配"
)
TRAIN = any_of(
    "gradient checkpointing | hardware flops | (?:next|training|whole|full|first) run | "
    "train(?:s|ed|ing)? | pretrain(?:ing|ed)? | pre-train(?:ing|ed)? | 训练? | 预训练"
)
INFERENCE = any_of(
    "inference | single[- ]stream | chatbot | "
    "conversations | chats | 对话 | 客服 | serv(?:e|ed|es|ing) | "
    "generat(?:e|ed|ing|ion) | prefill | prompt | "
    "decod(?:e(?!r)|ing) | (?<!feed-)(?<!feed )forward | 提示词? | 读入 | "
    "推理 | 生成 | 推断 | 预填充 | 前向 | per query | per request | "
    "users | 用户 | answers? with | per (?:answer|reply|response|message|call) | "
    "(?:each|one|every) (?:answer|reply|response|message|call) | "
    "(?:每次|一次|每条)(?:回答|回复|问答|调用) | "
    r"(?<![0-9.])2 ?n"
)
# One compute making up for another.
BALANCES = any_of(
    "equal(?:s|led)? | catch(?:es)? up | exceed(?:s|ed)? | overtake(?:s|n)? | match(?:es)? | "
    "break[- ]?even | "
    "outweigh(?:s)? | "
    "surpass(?:es)? | as much compute as | same as | pass(?:es)? | 等于 | 超过 | 追上 | 持平 | "
    "打平 | 相等 | 一样多 | 抵得上 | "
    "追平 | 达到 | 赶上 | 赶超 | 反超 | 相当于"
)
PER_TOKEN = any_of(
    "per (?:generated|output|new|decoded|input) token | per token | each token | a token | "
    "one token | every token | 每 ?token | 每个 ?token | "
    "单 ?token | 一个 ?token"
)

# Between two models or cards of which the second takes the place of the first.
UPGRADES = re.compile(
    r"\s?(?:卡时?|显卡|gpu[- ]hours)?[,，]?\s?(?:现在)?(?:->|→|=>|(?:down |up )?to|into"
    r"|(?:直接)?(?:量化|压缩|压|降|转"
    r"|缩)(?:到|成|为|至)|(?:全|都|全部)?(?:升级?到|升级?为|升级?成|换成?|换为"
    r"|改成|改用|变成|到|至))\s?(?:a |the |[0-9,]+ ?x? ?(?:张 ?)?)?"
)
SWAPS = any_of(
    "swap | swapping | swapped | replace | replacing | trade | trading | exchange | exchanging | 换"
)
SWAPPED_FOR = re.compile(r"\s?(?:for|with|by|out for)\s(?:the |[0-9,]+ ?x? ?)?")
IN_PLACE_OF = re.compile(
    r"\s?(?:,? ?(?:instead of|rather than|in place of|replacing|and not)|代替|取代|替换"
    r"|替代)\s?(?:the |[0-9,]+ ?x? ?)?"
)
# How many times less: what there was before over what there is after.
TIMES_LESS = any_of(
    "how much smaller | many times smaller | many times less | many times fewer | "
    "many times lower | "
    "how much less | reduction factor | shrinks? (?:it |this |them )?how many times | "
    "shrinks? by what factor | "
    "by what factor .{1,40}(?:smaller|shrink|less|reduced) | 缩小几倍 | 缩小多少倍 | 减少几倍 | "
    "减小几倍 | 降低几倍 | 小几倍 | 少几倍 | 小多少倍 | 少多少倍 | 省几倍"
)
# Between what changes and "by how many times" it does.
ITSELF = re.compile(
    r"\s?(?:扩大|增加|增长|变大|提高|放大|翻|涨|多|大)?(?:了|到)?\s?"
    r"|\s(?:grow|increase|rise|go up|goes up) by "
)
# How many times as fast: the time before over the time after.
SPEED_UP = any_of(
    "speed-?up | speeds? up | times faster | how much faster | x faster | times quicker | "
    "faster by | 加速比 | 提速 | 加速多少 | 快多少 | 快几倍 | 快多少倍 | 快了多少 | 加速几倍"
)
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
    r"|换成|=)\s?(?:多少个?|几个?|how many|plain|raw|just|an?)?\s?"
)
YES_NO_START = re.compile(
    r"(?<![a-z])(?:check|know|confirm|verify|see|tell me) (?:whether|if)\s"
    r"|(?<![a-z])(?<!that )(?<!which )(?:possible|feasible|doable|enough|sufficient|ok|okay"
    r"|works?|fits?|negligible)\s?\?"
    r"|(?:^|[.?!,;]\s*)(?:enough|any) (?:room|space|memory|vram)"
    r"|(?<![a-z])(?:ok|okay|yes|fine|go) or no(?:t|-go)?\s?\?"
    r"|(?<![a-z])(?:safe|ok|okay|fine) to [a-z ]{2,20}\s?\?"
    r"|(?:^|[.?!,;:\n，。；]\s*|\b(?:so|and|then|ok|hey)[, ]+)(?:is|are|was|does|do|did|can"
    r"|could|will|would|should|am)\s"
)
YES_NO_ZH = any_of(
    "吗 | 能不 | 行不 | 够不够 | 行不行 | 准不准 | 对不对 | 能不能 | 是不是 | 可不可以 | "
    "是否 | 放得下 | "
    "能否 | 算不算 | 来得及 | (?<![什怎多这那])么(?=[?？。!！,, ]|$) | 行吗 | 可以吗 | 会不会 | "
    "够用 | 有没有 | 要不要 | [装放塞存]得?下不 | 了没(?=\\s*(?:$|[?？])) | "
    "(?:忽略|可以|行|够|准|对)不(?=\\s*(?:$|[?？]))"
)
CLAIM = any_of(
    "do you get | do we get | do i get | is it | is that | comes? to | works? out to | "
    "says? | claims? | really | 文章说 | 号称 | 据说 | 对吗 | 准吗 | 准不准 | 对不对 | 是不是 | "
    "听说 | about right | correct | true"
)
# Before a claimed value at the end of a clause.
GETS = any_of("get | gets | i get | 得到 | 得出")
# Before a value that is to be reached or passed.
REACHES = any_of("reach | reaches | exceed | exceeds | at least | 到 | 超过 | 够")
NEGLIGIBLE = any_of(
    r"negligib\w+ | ignor\w+ | neglect\w* | drop(?:ped)? | small enough | leave out | 忽略 | "
    r"略去 | 不计 | 省略 | 不管 | 当[它他]?(?:没有|不存在)"
)
LIMIT_BEFORE = re.compile(
    r"(?:within|in|under|in under|for under|less than|with(?: only)?|by|at most|below|for"
    r"|only have|have|budget(?: is| of)?|预算|只有|手上有|用|花|在|给我)\s?$"
)
LIMIT_AFTER = re.compile(
    r"\s?(?:budget|or less|deadline|以内|之内|内|以下|够|能|预算|enough|suffice)"
)
ENOUGH = any_of(
    "(?:is|are) (?:this|that|it) (?:under|within|below|less than) | 能 | fits? (?:the |my "
    "|our |in |into |within )*budget | within budget | under budget | "
    "afford | enough | sufficient | suffice | 够 | 足够 | 够不够 | 来得及 | 能不能 | 能否 | "
    "[跑训做赶算](?:得|不)(?:完|及|起|出来) | 可以 | 能在 | 可能 | able | can | could | "
    "will | finish | 行不行 | affordable"
)
IS_OPTIMAL = any_of(
    "chinchill?a line | chinchill?a optimum | the optimum | chinchill?a point | "
    r"120 ?n(?:²|\^2)? | compute[- ]optimal(?:ly)? | chinchilla[- ]optimal | optimal(?:ly)? | "
    r"under-?trained | over-?trained | fully trained | 训练充分 | 充分 | 最优 | 训够 | 训练够 | "
    r"欠训练 | 训得够 | enough data | enough tokens | tokens enough | data enough | "
    r"enough to train | sufficient data | match(?:es)? (?:the )?chinchill?a | "
    r"chinchill?a (?:ratio|rule)s? | 20:1 | 20 tokens per parameter | 数据够 | token ?够 | "
    r"数据.{0,4}够不够 | 够不够训 | 够训 | 符合 ?chinchilla | 够不够 ?chinchilla"
)
OVERTRAINED = any_of(
    "over-?trained | over-?training | past optimal | trained (?:past|beyond|way past|well past) | "
    "more than (?:chinchill?a|optimal) | more (?:data|tokens) than | 过训练 | 训练过头 | "
    "训过头 | 超训"
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
    "longer | slower | pricier | 更费 | 更耗 | 更吃 | 最多 | 最大 | 最高 | 最长 | 更多 | "
    "更大 | 更高 | 更长 | "
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
        "FLOP/USD FLOP/USD": (
            "better value | best value | value for money | bang for the buck | "
            "more compute per dollar | 性价比"
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
    r"[?？]\s*(?=(?:and (?:if|what if|with|at|for|when)|what if|what about|how about|or if|如果|若"
    r"|那如果|那么|要是|换成|[^?？,，。]{1,16}呢)(?![a-z]))(?=.)"
)
# The same again in one sentence: "…, and how many if I only have 15 days?"
AND_HOW_IF = re.compile(
    r",? and (?:how (?:many|long|much)|what) if (?P<if>[^?;]{3,80}?)[?](?=[^?]*$)", re.IGNORECASE
)
FOLLOWS_END = re.compile(
    r"^\s*[^?？,，。0-9]{1,10}呢\s*[?？,，]|(?:呢|instead|as well|too|then)\s*[?？]*\s*$"
)
# A change that comes on top of the one before it.
ON_TOP = any_of(
    "also | as well | too | on top | in addition | additionally | both | at the same time | "
    "此基础上 | 同时 | 也 | 再(?!问) | 另外 | 并且 | 都"
)
REFERS = any_of(
    "那次 | 上次 | 这些 | 那些 | 这批 | 原来 | 升级后 | that | it | those | this | same | "
    "them | these | the run | that run | instead | 上面 | "
    "这个 | 那个 | 它 | 刚才 | 前面 | 同样 | 这次 | 该模型 | 上述 | 此"
)
