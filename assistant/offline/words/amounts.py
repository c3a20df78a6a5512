"""Words beside amounts: what they are of, what only looks like one."""

from __future__ import annotations

import re

from .patterns import any_of

A_SINGLE_ONE = re.compile(
    r"(?:(?<![a-z])(?:a|an|one|single|my|this|the)|一张|一块|单张|单块|单卡|单个|1)\s?$"
)
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
# After a memory that is that of a card.
OF_CARD = re.compile(
    r"[\s-]?(?:的|一张的|per |on each |each |/)?\s?(?:(?:显|单|张|块)?卡|cards?|gpus?"
    r"|accelerators?|ranks?"
    r"|devices?)(?![a-z])"
)
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
