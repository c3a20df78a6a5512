"""Words of questions for yes or no, and for which one."""

from __future__ import annotations

import re

from .patterns import any_of, phrases_of

# Whether a figure is what others have.
REALISTIC = any_of(
    "realistic | reasonable | plausible | typical | normal | any good | a good number | "
    "too optimistic | 现实吗 | 合理吗 | 正常吗 | 算高吗 | 算低吗 | 现实么 | 靠谱吗 | 是否合理 | "
    "是否现实"
)
YES_NO_START = re.compile(
    r"(?<![a-z])(?:check|know|confirm|verify|see|tell me) (?:whether|if)\s"
    r"|(?<![a-z])(?<!that )(?<!which )(?:possible|feasible|doable|enough|sufficient|ok|okay"
    r"|works?|fits?|negligible)\s?\?"
    r"|(?:^|[.?!,;]\s*)(?:enough|any) (?:room|space|memory|vram)"
    r"|(?<![a-z])(?:ok|okay|yes|fine|go) or no(?:t|-go)?\s?\?"
    r"|(?<![a-z])(?:safe|ok|okay|fine) to [a-z ]{2,20}\s?\?"
    r"|(?:^|[.?!,;:\n，。；]\s*|\b(?:so|and|then|ok|hey)[, ]+)(?:is|are|was|does|do|did"
    r"|can(?! (?:let|keep|spend|rent|wait|use them|run them)(?![a-z]))"
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
# Of these, those that more than the best of it satisfies, too.
ENOUGH_DATA = any_of("enough | sufficient | fully trained | 够 | 足够 | 充分")
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
