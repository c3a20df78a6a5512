"""Words that change, hold and compare: doubled, unchanged, instead of, how many times."""

from __future__ import annotations

import re

from .patterns import any_of, phrases_of

DOUBLE = phrases_of(
    {
        "2": (
            "double | doubled | doubles | doubling | twice | two times | 2x | twofold | 翻倍 | "
            "双倍 | "
            "翻一倍 | 翻一番 | 加倍 | 翻番 | 大一倍 | 多一倍 | 增加一倍 | 扩大一倍 | "
            "涨一倍 | 翻两倍"
        ),
        "3": "triple | tripled | triples | tripling | threefold | thrice",
        "4": "quadruple | quadrupled | quadrupling | fourfold | 翻两番",
        "10": "tenfold | ten times",
        "100": "hundredfold",
        "0.5": (
            "halve | halved | halves | halving | half | half of | half the | 减半 | 砍半 | "
            "砍一半 | 减少一半 | 减一半 | 降一半 | 少一半 | 缩小一半 | 一半的 | "
            "只剩一半 | 只有一半 | 只用一半 | 变成一半 | 剩一半 | 砍到一半 | 降到一半"
        ),
        "0.25": "quarter the | quartered",
    }
)
MORE = any_of(
    "increase[sd]? | increasing | raise[sd]? | grow[s]? | growing | more | larger | bigger | "
    "up(?! to) | up by | goes up | go up | higher | longer | add | 增加 | 提高 | 提升 | "
    "增长 | 上涨 | 扩大 | "
    "涨 | 贵(?!多少|几) | 加(?!速|载|起|在) | 增 | 多(?![少大久长]) | 大(?![概约模小])"
)
LESS = any_of(
    "loses? | losing | decrease[sd]? | reduce[sd]? | reducing | shrink[s]? | shrinking | "
    "cut[s]? | cutting | "
    "drop[s]? | fall[s]? | falling | fewer | less | smaller | lower | trim | prune[d]? | "
    "down(?! to) | down by | goes down | "
    "minus | shorter | 减少 | 减小 | 降低 | 下降 | 缩小 | 砍掉 | 砍 | 省 | (?<!多)少 | "
    "(?<!大)小 | 减 | 降 | 剪掉 | 便宜(?!多少|几)"
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
    r"(?P<how>(?:(?!模|型)[\u4e00-\u9fff]){0,2}?(?:到|至|为|成|了|掉|去|剩|只有|缩|减|降|砍"
    r"|剪|小|少"
    r"|低)?(?:只有)?(?:原来|原先|之前|现在)?的?)\s?(?P<below>[二三四五六七八九十]"
    r"|[0-9]{1,2})分之(?P<above>[一二三四五六七八九]|[0-9])(?!\s?的?(?:时间|token))"
)
# A part of what is named after it: a quarter of the parameters, half as many tokens.
PART_OF = re.compile(
    r"(?<![a-z-])(?:with |on |at |and )?(?P<above>an?|one|two|three) (?P<below>third|quarter|fourth"
    r"|fifth|sixth|eighth|tenth)s? (?:of the |the |as many )(?=[a-z])"
)
OF_WHAT_IT_WAS = re.compile(
    r"(?:原来|原先|之前|原有|以前)的\s?$|\s?of (?:the original|what it was|its "
    r"(?:original|former)|before)"
)
THE_MODEL = re.compile(r"模型|(?<![a-z])model(?![a-z])")
FOLD = re.compile(r"\s?(?:[x×](?![a-z0-9])(?!\s[0-9])|[\s-]?fold(?![a-z])|times(?![a-z])|倍)")
HELD = any_of(
    "fixed | constant | unchanged | the same | same | keep | keeping | "
    "(?<!can i )(?<!can it )(?<!can we )(?<!i can )hold(?! at) | holding | held | "
    "(?:do|does) not move | (?:don|doesn)['’]t (?:move|change) | "
    "left where (?:it|they) (?:was|were|is|are) | "
    "stays? put | stays? as (?:it )?is | stays? the same | frozen | locked | capped | "
    "不变 | 照旧 | 没变 | 没有变 | 都没动 | 固定 | 保持 | 同样的? | 相同的? | 一样 | 不动 | 一定 | "
    "锁死 | 锁定 | 封顶 | 定死 | 卡死"
)
# Of these, those that stand before what is held.
HELD_AFTER = any_of(
    "same | the same | keep | keeping | hold | holding | 保持 | 同样的? | 相同的? | 固定"
)
# What a comparative is of, as the unit of its quantity.
COMPARATIVES = phrases_of(
    {
        "s": "shorter | longer | faster | quicker | slower | 快 | 慢 | 缩短",
        "USD": "save | saving | 省 | cheaper | more expensive | 便宜 | 贵 | 省钱",
        "parameter": "bigger | larger | smaller | 大几倍 | 几倍大 | 多少倍大",
    }
)
IN_PROPORTION = any_of(
    r"in proportion | proportional(?:ly)? | with it | 20:1 | 20 to 1 | along | accordingly | "
    r"compute[- ]optimal(?:ly)? | chinchilla[- ]optimal(?:ly)? | with the square | 按比例 | "
    r"同比例? | 成比例 | 等比 | 跟着 | 同步 | 相应 | 20 tokens per param(?:eter)? | 每参数 ?20 | "
    r"训练充分 | equal(?:ly)? scal(?:ing|ed) | grow equally | 同等放大 | scaled? equally | "
    r"n\^2 | n² | 120n | 6n²/k"
)
CHANGE_TO = re.compile(
    r"\s?(?:的|个|params?|parameters?|tokens?|context|base|dense)?\s?(?:\([^)]{0,20}\)\s?)?"
    r"[,，]?\s?(?:->|→"
    r"|=>|-->|⇒|(?:(?:all the way )?(?:down|up) )?to|into|becomes?|turns into|(?:(?!训|跑|喂|用|看"
    r"|吃)[\u4e00-\u9fff]){0,4}(?:到|至)了?|量化成|压成|转成|变成|变为|换成|改成|vs\.?|versus"
    r"|and then)\s?(?:an?\s|the\s|about\s|约)?"
)
# Between two things of which the second is the measure of the first.
MEASURED_BY = any_of(
    "than | against | instead of | rather than | compared? (?:to|with) | "
    "compares (?:to|with) | relative to | as .{1,20} as | "
    "比 | (?<!还)是 | 相对 | 相比 | 较"
)
# The first of two is measured by the second, in so many words.
FORMER_BY_LATTER = any_of(
    "前者[^,，。?？]{0,12}(?:是|为|比)[^,，。?？]{0,4}后者 | "
    "ratio of [^?]{2,40}? to (?:an? |the ) ?(?=[0-9]) | "
    "the former (?:is|was|uses?|used|needs?|takes?|took) .{0,32}(?:the |of |than )latter"
)
CHANGED_FROM = re.compile(
    r"(?:(?<![a-z])(?:from|go from|going from|between)|从|由)\s?(?:an?\s|the\s)?$"
)
HOW_MANY_TIMES = any_of(
    "几分之几 | what fraction of (?:the |its |what )?(?:old|original|former|previous|it) | "
    "how many times | 原来的多少 | 变为多少 | 变成多少 | 缩短多少 | 延长多少 | "
    "speed-?up | 加速比 | 提速多少 | 快多少 | what factor | which factor | by what multiple | "
    "multiplier | multipliers | multipl(?:y|ies) .{0,40} by (?:what|how much) | "
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
    "difference | by how much | how much (?:.{0,60}? )?"
    "(?:drop|fall|improve|decrease|lower|rise|increase|worse"
    "|better|higher)s? | gap | 多多少 | 多占多少 | 差多少 | 降多少 | 下降多少 | 降低多少 | "
    "高多少 | 低多少 | "
    "相差 | 差值"
)
_SAVES = (
    "sav(?:e|ed|es|ing|ings) | spared | cheaper | gets? back | frees? up | freed | "
    "reclaim(?:ed)? | 省 | 节省 | 节约 | 腾出 | 释放"
)
# Not "cut the parameters by 4x": what is told and not asked.
_NO_CHANGE = r"(?! (?:[a-z-]+ ){0,4}(?:to|by|from|in) (?:[0-9]|half|a ))"
AS_SAVING = any_of(
    f"{_SAVES} | vanish(?:es)? | disappears? | gone | shorter | "
    "缩短 | reduction | how much (?:less|fewer|lower) | 便宜(?:了)?(?:百分之)?(?:几|多少) | "
    f"fraction saved | (?:cut|reduced?){_NO_CHANGE} | goes? away | "
    "(?:by what|what|which) (?:fraction|percentage|percent|share|part) .{0,60}"
    "(?:shrink|drop|fall|vanish|disappear|less|lower|go(?:es)? down|decrease)(?:s|es)? | "
    "少几成 | 减少几成 | 减少(?:了)?百分之(?:几|多少) | "
    "降低?(?:了)?百分之(?:几|多少) | 减少多少 | 少多少 | 降低多少 | 降多少"
)
# Savings that are asked for whatever else the words are.
SAVES = any_of(_SAVES)
BY_FACTOR = any_of("factor | multiple | multiplier | times | 几倍 | 多少倍")
AS_CHANGE = any_of(
    "what percent(?:age)? | how many percent | percent change | 百分之几 | 百分之多少 | 几成 | "
    "百分比"
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
# Between the faster of two cards and the slower one.
FASTER_THAN = re.compile(r"\s?(?:[a-z]{2,10} )?than (?:an? |the )?|[^,，。;；0-9]{0,6}比\s?")
SPEED_UP = any_of(
    "speed-?up | speeds? up | times faster | how much faster | x faster | times quicker | "
    "faster by | 加速比 | 提速 | 加速多少 | 快多少 | 快几倍 | 快多少倍 | 快了多少 | 加速几倍"
)
