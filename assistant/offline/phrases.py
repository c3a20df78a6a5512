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
    r"|compute|ratio|approach|loss|recipe|wants?(?![a-z])|would|says?(?![a-z])|recommend"
    r"|suggest|have (?:me|us)"
    r"|tokens? (?:for|of|count)|data (?:for|of)|calls? for|最|定律|公式|法则|model|模型|口径"
    r"|比例|规则|那篇|论文"
    r"|的?结论|式|配比|准则|[(（]\s?(?:exponents?\s?|指数\s?)?0?\.[0-9])"
)
# Before "Chinchilla": the law, too.
BY_THE_LAW = re.compile(
    r"(?:(?<![a-z])(?:under|by|per|following|follow|according to|with|use|using|says?|à la"
    r"|vs\.?|kaplan and|kaplan or)(?: the)?|按照?|依照?|根据|用|照|遵循|和|与|还是)\s?$"
)
A_SINGLE_ONE = re.compile(
    r"(?:(?<![a-z])(?:a|an|one|single|my|this|the)|一张|一块|单张|单块|单卡|单个|1)\s?$"
)
A_CARD = any_of(
    "gpus? | cards? | accelerators? | chips? | tpus? | npus? | devices? | nodes? | 卡 | 张 | 块 | "
    "芯片 | 加速器"
)
A_MACHINE = any_of(
    "laptop | workstation | desktop | macbook | my machine | one machine | 笔记本 | 工作站 | "
    "台式机 | 单卡 | one card | single gpu | single card | a gpu | one gpu | "
    "(?:a|one|single) [0-9]{1,4} ?(?:w|gb|gib) (?:gpu|card) | 一张卡 | 一块卡 | "
    "单张卡"
)
NODE = re.compile(
    r"[\s-]{0,2}(?:gpu\s)?(?:nodes?|servers?|machines?|boxe?s?|hosts?|instances?|台(?:机器"
    r"|服务器)?|个?节点|机|个?服务器|卡机)(?![a-z])"
)
WHOLE_CLUSTER = any_of(
    "total | in all | all together | altogether | whole cluster | for all | 整个集群 | 一共 | "
    "总共 | 整机 | 全部"
)

ADAPTERS = any_of(
    "q?lora | rank | adapters? | peft | 秩 | 适配器? | 低秩 | r ?= ?[0-9]+ | trainable | 可训练"
)

# Between number formats that are alternatives.
ALTERNATIVES = re.compile(
    r"\s?(?:[,、，/]|and|or|vs\.?|versus|(?:as )?(?:compared|against|opposed) (?:with|to)|against"
    r"|,?\s?and (?:what |how much )?(?:after|at|in|with)|rather than|instead of"
    r"|than(?: it (?:is|would be))?(?: in| at)?|和|与|或|跟"
    r"|还是|以及|比|相比|相比于|对比|较|而不是|代替|,\s?and)\s?"
)
# After a number format: of a part of what is stored, and not of the model.
OF_A_PART = re.compile(
    r"[\s-]?(?:的\s?)?(?:moments?|master|adam|factors?|grad|gradients?|scales?|zeros?|nil"
    r"|zero|offsets?"
    r"|optimi[sz]er|activations?|动量|主权重|梯度|缩放|零点|优化器|激活)"
)
CACHE_AFTER = re.compile(r"[\s-]?(?:的\s?)?(?:kv|cache|缓存)")
CACHE_BEFORE = re.compile(
    r"(?:kv|cache|缓存)(?:[\s-]?cache)?\s?(?:in|at|用|为|是|量化到|按|,)?\s?$"
)

# ------------------------------------------------------------------ amounts and their names

# Between two values of one quantity, the second in place of the first.
INSTEAD = re.compile(
    r"\s?(?:[a-z]+(?:[ -][a-z]+)?|参数|个?[\u4e00-\u9fff ]{1,6})?,?\s?(?:and not|instead of"
    r"|in place of|rather "
    r"than|not|vs\.?|versus"
    r"|而不是|而非|不是|代替)\s?(?:just |only |a |the )?"
)
# Between a name and the amount that it names.
BEFORE_AMOUNT = re.compile(
    r"[\s:=≈~(（]{0,3}(?:,?\s?(?:of|is|are|was|be|at|down|to|about|around|exactly|roughly|say"
    r"|number|count|size|from|by|only|per|up to|at most|at least|no more "
    r"than|most|under|below|不超过|至多|至少|最多|assume|assuming|set to|fixed at|stays at"
    r"|(?:cut|reduced|raised|increased|dropped|lowered|trimmed) to"
    r"|staying at|held at|kept at|的?数量?|大小"
    r"|数|为|是|有|到|至|约|大约|大概|达到|定成|定为|切成?|分成?|拆成?|填|写"
    r"|输入|选|用|按|取|只有|共|在|从"
    r"|由|给|只|仅|设|设为|压到|压低到|做到|控制在|控到|再?(?:减|降|缩|砍|加|增|涨|升|提|扩|改|换"
    r"|调)(?:少|小|低|加|大|高|长)?[到至成为]|总共|才|预计|另占|另需|另要|还要|占|需|需要"
    r"|用掉|吃掉|就|训|训练|配"
    r"|喂)[\s:=≈~]{0,2}){0,3}"
)
AFTER_AMOUNT = re.compile(
    r"[)）]?[\s-]{0,2}(?:(?:的|of(?: those| them| these| such)?|个|以上|以内|左右"
    r"|fixed|total|trainable)\s?)?"
)
ENDS_CLAUSE = re.compile(
    r"\s*(?:[,，;；。.?？!！)）:：、]|$|->|and(?![a-z])|呢|了[没吗]|时|的话|to |on |for |how )"
)
# Between what is asked for and the amount that it is asked of.
ASKED_OF = re.compile(
    r"\s(?:needed |required |necessary )?(?:for|of|to train|to fill)\s(?:a |an |the )?"
)
# After a memory that is that of a card.
OF_CARD = re.compile(
    r"[\s-]?(?:的|一张的|per |on each |each |/)?\s?(?:(?:显|单|张|块)?卡|cards?|gpus?"
    r"|accelerators?|ranks?"
    r"|devices?)(?![a-z])"
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
    r"(?:(?<![a-z])(?:on|over|used|saw|sees|seen|ate|eats|reads|fed|with data of|for)"
    r"(?: the (?:original|same|old|first))?|训了"
    r"|用了|喂了|只用了|训过|数据"
    r"|配|语料|吃了|喂|训|训练)\s?$"
)
SEPARATOR = re.compile(
    r"\s*[/×*x,，、+]?\s*(?:params?|parameters?|参数|模型|model)?\s*[/×*x,，、+(（]?\s*"
)
# Between a size and its data.
WITH_DATA = re.compile(
    r"\s?(?:model )?(?:on|over|with|for|trained on|at|用|配|训|喂|吃)\s(?:about )?|\s?[用配训喂]\s?"
)
ASK_WORD = any_of("how | what | which | 多少 | 几 | 多大 | 多久")
FORMULA_BEFORE = re.compile(
    r"(?:(?<![0-9.a-z])[a-z]\(|(?<![a-z0-9.])[a-z][\s]?[+*·×^/∝]\s?\(?|[²³)][\s]?[+*·×^/∝]\s?\(?"
    r"|[∝^+·]\s?|\(\s?1\s?\+\s?|/\(|[0-9]:)$|\^$"
)
FORMULA_AFTER = re.compile(
    r"\s?[*·×]?\s?(?:[a-z](?:²|³|\^|\*|·|/|\s?\*)|[ndch](?![a-z])|[a-z]{1,5}(?:²|\^2|\*\*2)"
    r"|(?:[a-z]\s){1,3}[a-z]\s?(?:²|\^2)|bsih|ih|nd(?![a-z])|n²|sbh|h\))"
    r"|\s?[+·]\s?[a-z(](?![a-z])|\s?∝|:[0-9]|\s?的?法则"
)
# A bracket with letters that are reckoned with.
LETTERS_IN_BRACKET = re.compile(
    r"\([^()]{0,24}?(?:(?<![a-z])[a-z]\s?[-+*·×/^]|[-+*·×/]\s?[a-z](?![a-z]))[^()]{0,24}\)"
)
# After and before a number that says how wide an MLP is: 4x wide, FFN 是 4 倍宽.
OF_WIDTH = re.compile(r"\s?(?:[x×]|倍|times)\s?(?:的)?(?:wide|width|宽)(?![a-z])")
AS_WIDTH = re.compile(
    r"(?:ffn|mlp|d_ff|宽度)\s?(?:width|宽度)?\s?(?:=|是|为|of|is)\s?$(?<=[ =是为])"
)
A_YEAR = re.compile(r"(?:19[89]|20[0-3])[0-9]")
YEAR_AROUND = re.compile(r"(?:(?<![a-z])(?:in|since|from|by|of|until)|于|到|从|在)\s?$")
ONLY_A_WORD = frozenset(
    {"one", "two", "three", "a", "an", "half", "一", "二", "两", "三", "四", "半", "zero"}
)
# Words between amount and next word in which an ordinal or a name is meant.
LABEL_BEFORE = re.compile(
    r"(?:(?<![a-z])(?:approach|stage|zero|table|section|eq|top|version|figure|part|openai"
    r"|problem|question|homework|hw|assignment|phase|chapter|appendix|slide|page|reviewer|lecture"
    r"|exercise|item|scenario|option|case|row|q)|第"
    r"|方法|(?<!词)表|图)[\s-]?$"
)
A_TIME = re.compile(
    r"(?:^|[,;:]\s?|(?<![a-z])(?:in|within|inside|under|for|over|takes?|taken?|only|have|just"
    r"|about|than|is|after) (?:about |only )?)((?:an?|one)"
    r" (?:whole |full |single |entire )?)(?=(?:minute|hour|day|week|month|year)(?![a-z]))"
)
_COUNTED = (
    r"users?|requests?|queries|query|people|person|calls?|customers?|chats?|conversations?"
    r"|messages?|prompts?|sequences?|seqs?|documents?|docs?|articles?|files?|books?|pages?"
    r"|samples?|examples?|posts?"
)
_COUNTED_ZH = r"用户|请求|调用|对话|会话|问答|文档|文章|样本|网页|帖子|消息|人|书"
# After tokens that each of several things has, the things, and before such tokens.
EACH = re.compile(
    rf"[\s,]{{0,2}}(?:tokens?\s)?(?:(?:in |for )?each(?! (?:batch|step|sequence|seq|card"
    rf"|gpu)s?(?![a-z]))|apiece|on average|(?:per|a|an"
    rf"|every) (?:{_COUNTED})(?![a-z])"
    r"|(?:per|a|every) day|每人|每个|每篇|每条)"
)
COUNTED_USERS = re.compile(
    rf"\s?(?:(?:daily|active|text|web|training) "
    rf"|[个名篇条份次本万亿]){{0,3}}(?:(?:{_COUNTED})(?![a-z])"
    rf"|{_COUNTED_ZH})|\s?[篇份次](?![\u4e00-\u9fff])"
)
PER_HEAD = re.compile(
    rf"(?:每(?:[个名篇条份次本]|一)?(?:{_COUNTED_ZH})?|人均|平均|(?<![a-z])averag(?:ing|e(?: of)?)"
    r"|each (?:with|using|sending|having|burning|of)"
    r"(?: about)?)[^,，。?？\d]{0,6}$"
)
# Between a card and a price of it by the hour.
RENT_BEFORE = re.compile(
    r"(?:s)?\s?(?:instead|now|cards?|gpus?)?\s?[,:]?\s?(?:at|@|for|is|are|costs?|=|:|,|\(|（"
    r"|的?(?:单价|价格|租金)?(?:是|为|要|按|每小时|:)?)\s?"
)
BY_THE_DAY = any_of("每天 | 每日 | 一天 | daily | (?:a|per|each|every) day")
BILLED = any_of("bills? | costs? | pay | spend | 费用 | 账单 | 多少钱 | 成本 | 花费 | 电费")
# A letter glued to a count: 12L, 768d.
GLUED_LETTERS = {"l": "layers", "d": "hidden_size"}

# ------------------------------------------------------------------ changes

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
    r"\s?(?:的|个|params?|parameters?|tokens?|context)?\s?(?:\([^)]{0,20}\)\s?)?[,，]?\s?(?:->|→"
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
    "前者[^,，。?？]{0,12}(?:是|为|比)[^,，。?？]{0,4}后者 | the former .{0,40}(?:the |of "
    "|than )latter"
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
    "|better|higher)s? | gap | 差多少 | 降多少 | 下降多少 | 降低多少 | 高多少 | 低多少 | "
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
AS_PART_OF_TRAINING = re.compile(
    r"(?:fraction|share|multiple|percent(?:age)?|times|proportion) (?:of )?(?:the |its )?"
    r"(?:pre-?)?training|(?:是|相当于|占)[^,，。;]{0,4}训练[^,，。;]{0,6}(?:几倍|多少|百分之)"
)
# The compute of one run, spent on another.
SAME_COMPUTE = any_of(
    "(?:same|that|this|equal) (?:same )?(?:compute|flops|budget) | 同样的?算力 | 同等算力 | "
    "这些算力 | 算力不变"
)
PART_OF_TRAINING = {
    "1/2": any_of("half | 一半 | 50 ?%"),
    "2": any_of("twice | double | 两倍 | 2 ?倍"),
    "10": any_of("ten times | 10 ?times | 10 ?x | 十倍 | 10 ?倍"),
}
"""By how many times of the training's compute, what says so."""
AS_CHANGE = any_of(
    "what percent(?:age)? | how many percent | percent change | 百分之几 | 百分之多少 | 几成 | "
    "百分比"
)
