"""Tokens: of a sequence, of a batch, of a run, by the day, for each parameter, passes over them."""

from __future__ import annotations

import re

from ..numbers import number_text
from .paraphrase import Paraphrase, value_of

_KINDS = r"(?:code|web|text|math|english|chinese|books|synthetic|multilingual)"


def _added(match: re.Match[str]) -> str:
    """Two parts of the data, as what they are together."""
    return f"{number_text((value_of(match['first']) + value_of(match['more'])) / 10**9)}B tokens"


def _token_rate(match: re.Match[str]) -> str:
    """Requests a second with tokens each, as tokens a second."""
    return f"{number_text(value_of(match['rate']) * value_of(match['length']))} tokens/s"


def _all_tokens(match: re.Match[str]) -> str:
    """Samples of so many tokens each, as the tokens that they are."""
    return f"{number_text(value_of(match['n']) * value_of(match['length']))} token"


def _tokens_left(match: re.Match[str]) -> str:
    """What is left of a run of which a share is done."""
    left = 1 - value_of(re.sub(r"[%％]|percent", "", match["done"])) / 100
    return f"{match['run']}{number_text(value_of(match['size']) * left / 10**9)}B tokens"


_DATA = r"(?:dataset|corpus|data|tokens)"

TOKENS = (
    Paraphrase(
        r"(?P<cache>(?:kv|cache|缓存)[^.;?？。]{0,48}(?<![a-z])(?:at|@|到) [0-9]{1,4}k)"
        r"(?=~(?:[?,.;]|each|\([0-9,]+\)|$))",
        "{cache} context",
        "KV cache of an 8B at 32k",
    ),
    Paraphrase(
        r"(?P<k>[0-9]{1,3}k) \((?P<exact>[0-9]{4,7})\)", "{exact}", "at 32k (32768) context"
    ),
    Paraphrase(r"{count}~(?:个~token~)?长(?=[,，。;；、]|$)", "长度 {count}", "输入 4096 长,"),
    Paraphrase(
        r"{count}~(?:个~token~)?长的?(?=序列|上下文|文本|输入|请求|提示|对话)",
        "长度 {count} 的",
        "一条 32768 长的序列",
    ),
    Paraphrase(
        r"{count} (?:tokens? )?long", "sequence length {count}", "prompts 4,000 tokens long"
    ),
    Paraphrase(
        r"(?<![a-z0-9] )(?:sequences|seqs) of (?P<length>[0-9]{3,6}k?"
        r"|[0-9]{1,3}k)(?: tokens)?(?=,)",
        "sequence length {length}",
        "a 7B, sequences of 4096, batch 8",
    ),
    Paraphrase(
        r"(?:a|one)(?: single)? (?P<length>[0-9]{4,7}|[0-9]{1,3}k)(?: token)? sequence(?!s)",
        "one sequence of {length} tokens",
        "a single 32k sequence",
    ),
    Paraphrase(
        r"(?P<many>[0-9]{1,6} (?:sequences|seqs|prompts)) (?:of|x|×|by|at) (?=[0-9])",
        "{many}, sequence length ",
        "1024 sequences of 2048",
    ),
    Paraphrase(
        r"(?:has|have|is|grown?|gets?)? ?by token {count}",
        " with context {count}",
        "how big has the cache grown by token 8000",
    ),
    Paraphrase(
        r"{number}(?P<scale>[km]?) (?:training|output|generated|input|decoded|new) "
        r"(?=<token> ?(?:per|a|/) ?s(?:ec)?)",
        "{number}{scale} ",
        "7,500 training tokens per second",
    ),
    Paraphrase(
        r"输入~{in:count}~个?~(?:token)?~[、,，和+]?~输出~{out:count}~个?~token",
        "{in} token 输入和 {out} token 输出",
        "输入 3000、输出 1000 token",
    ),
    Paraphrase(
        r"{read:count}(?: tokens?)? in(?:put)?~(?:,|/|and|\+|&)~(?:about |~)?{written:count}"
        r"(?: tokens?)? out(?:put)?",
        "{read} input tokens and {written} output tokens",
        "6000 tokens in, 1000 out",
    ),
    Paraphrase(
        r"(?P<tokens>tokens?) (?:daily|every day|each day)", "{tokens} per day", "3M tokens daily"
    ),
    Paraphrase(r"日均(?=~[0-9])", "每天 ", "日均 300 万 token"),
    Paraphrase(r"日活(?:用户)?~(?P<users>[0-9.]+~[万亿]?)", "{users}用户", "日活 20 万"),
    Paraphrase(
        r"(?P<does>serves?|serving|generates?) {size}(?: tokens)?(?= (?:over|in|during|across) its "
        r"(?:whole |entire )?life)",
        "{does} {size} inference tokens",
        "a 7B that serves 2T over its life",
    ),
    Paraphrase(
        r"(?:goes|go|went|passes|runs|reads|go(?:es|ing)? over (?:it|them"
        r"|that)) {times} times over",
        "for {times} epochs over",
        "goes three times over 45 billion tokens",
    ),
    Paraphrase(
        r"(?:a )?go(?:es|ing)? over (?:it|them|that) {times} times",
        "for {times} epochs",
        "our 60B tokens, going over them three times",
    ),
    Paraphrase(
        rf"(?P<data>(?:through|over) <the>[^,.;?]{{0,32}}?{_DATA}) {{times}} times",
        "{data} for {times} epochs",
        "trains over the dataset three times",
    ),
    Paraphrase(
        r"(?:a )?(?:single|one) (?:pass|epoch)(?![a-z])|只?(?:过|跑|训)?一遍",
        " 1 epoch ",
        "a single pass over 300B tokens",
    ),
    Paraphrase(r"{size} 的(?=数据|token|语料)", "{size} 模型的", "训 7B 的数据"),
    Paraphrase(
        r"what should (?:it|they|the model) have (?:seen|had|eaten|got(?:ten)?)",
        "how many tokens should it have",
        "a 30B: what should it have seen",
    ),
    Paraphrase(
        r"(?:for|per) (?:(?:each|every|one) (?:new |generated |output )?)?token",
        "per token",
        "FLOPs for each new token",
    ),
    Paraphrase(
        r"(?P<n>2~n)~(?:flops?|浮点运算|次运算)?~(?:per|/|for each|each|a|every"
        r"|每个?)~(?:token|tok)s?"
        r"|每个?~token~(?:按|用|为|是|约|算)?~(?P<zh>2~n)(?![a-z])",
        "{n}{zh}",  # the convention of a forward pass: no token is asked for by it
        "take 2N per token",
    ),
    Paraphrase(r"batch(?: size)? one", "batch size 1", "decoding at batch one"),
    Paraphrase(
        r"(?<![a-z-])(?:batch|bs)[- ]?(?:size )?(?:-|=|of )~(?:1|one)(?![0-9a-z]|,[0-9])",
        "batch size 1,",
        "batch-1 decoding",
    ),
    Paraphrase(
        r"(?<![a-z-])(?P<at>at|with|under|in) batch (?P<int>[0-9]{1,5})(?![0-9.]|,[0-9])",
        "{at} batch size {int}",
        "decode at batch 16",
    ),
    Paraphrase(
        r"(?P<batch>(?:global )?batch(?: size)?(?: of| is|=|:)? ?[0-9][0-9,k]*(?: sequences)?),? "
        r"{int} (?:per|on each|a|on every|each) <card>",
        "{batch}, micro-batch size {int}",
        "global batch 512, 4 per GPU",
    ),
    Paraphrase(
        r"{count} of (?:them|those|these) (?:per|in (?:a|each|every)|to (?:a|each)) "
        r"(?:batch|step|update)",
        "batch size {count} ",
        "sequences of 4096, 512 of them per step",
    ),
    Paraphrase(
        r"(?<=step)(?P<of>[^.;?]{3,40}?)(?:and |, )there (?:are|will be) {count} of (?:them|those)",
        "{of}, {count} steps",
        "each step reads 4M tokens and there are 90,000 of them",
    ),
    Paraphrase(
        r"micro-?batch~(?:最少|至少|要|得|该)?~(?:切|分|拆)~成?~(?:几|多少)个?",
        "micro-batch 数最少是多少",
        "micro-batch 最少切成几个",
    ),
    Paraphrase(
        r"{read:count}[- ]tokens? (?:prompt|input)s? (?:plus|and|\+|with|,) <about>{written:count} "
        r"(?:generated|output|new|completion) tokens?",
        "{read} input tokens and {written} output tokens",
        "a 1,200-token prompt plus 800 generated tokens",
    ),
    Paraphrase(
        r"(?P<each>每[次条个](?:请求|调用)?)~输入(?:加|和|与)输出~(?:总?共|合计"
        r"|一共)?~{count}~(?=token)",
        "{each} {count} ",
        "每次输入加输出共 1200 token",
    ),
    Paraphrase(
        r"(?P<scale>[0-9.]+~million|[0-9.]+~M) tokens(?P<rest>.{0,30}?){money} (?:per|a|/) "
        r"(?:million|1M|M)(?! ?tok)(?![a-z])",
        "{scale} tokens{rest}{money} per million tokens",
        "300 million tokens a day at 90 cents per million",
    ),
    Paraphrase(
        r"{first:size}~<token>?(?: first| of [a-z]+)?~[,，;]?~(?:and |then |plus |and then )+"
        r"(?:another|an? (?:further|extra|additional)|then) {more:size}(?:~tokens?)?",
        _added,
        "it sees 1T tokens first, then another 200B",
    ),
    Paraphrase(
        r"{first:size}~(?:个~)?<token>?[,，、]?~(?:再加|又加|另加|再训|又训|另外?训|再喂"
        r"|又喂|再补)了?~{more:size}",
        _added,
        "先训 1T token,再加 200B",
    ),
    Paraphrase(
        rf"{{first:size}} (?:tokens )?(?:of )?{_KINDS}(?: tokens| data| text)?~(?:and|plus|\+|,|&)~"
        rf"{{more:size}} (?:tokens )?(?:of )?{_KINDS}(?: tokens| data| text)?",
        _added,
        "a 7B on 100B code and 400B web",
    ),
    Paraphrase(
        r"(?:seen|read|repeated|looped|gone over|passed over) {times} times(?: over)?",
        "for {times} epochs",
        "a 9B token corpus seen 6 times over",
    ),
    Paraphrase("traffic in tokens", "how many inference tokens", "how much traffic in tokens"),
    Paraphrase(
        r"(?:twice|half|three times) as long, (?={number} (?:days?|weeks?|hours?|months?))",
        "",
        "give it twice as long, 28 days",
    ),
    Paraphrase(
        r"(?:we )?(?:refuse|do not want|don't want|not allowed) to repeat(?: any| it)?",
        "1 epoch",
        "unique data is 800B tokens and we refuse to repeat any",
    ),
    Paraphrase(
        r"sequences? (?:is|are|at) {count}(?! (?:per|each|users|requests))",
        "sequence length {count}",
        "when sequences are 32k and h=8192",
    ),
    Paraphrase(
        r"{rate:int}~(?:requests?|queries|calls)~(?:/|per|a)~(?:s|sec"
        r"|second)(?P<with>[^.;?0-9]{0,20}?)"
        r"{length:count} (?:output |generated |new )?tokens (?:each|apiece|per request)",
        _token_rate,
        "200 requests/s with 400 output tokens each",
    ),
    Paraphrase(
        r"(?P<of>requests|queries|calls) of {count} tokens(?! each)",
        "{of} of {count} tokens each",
        "serves 1 billion requests of 1,500 tokens",
    ),
    Paraphrase(
        r"(?:we )?(?:loop|go|pass|cycle|run|iterate|train)(?:s|es|ed|ing)? (?:over|through) "
        r"(?:them|it|those|that|this)(?: all)? {times} times",
        "for {times} epochs",
        "12B unique tokens, we loop over them 3 times",
    ),
    Paraphrase("(?<=20)~比~1(?![0-9])", ":1", "按 20 比 1"),
    Paraphrase(
        "(?<!每)(?:一天|一日)~(?:大概|大约|约|差不多)?~(?:要|有|跑|用"
        "|处理)?~(?=[0-9][0-9.]*~[万亿kKMBT]{0,2}~个?~token.*(?:账单|费|钱|花|付|元|[$¥€]))",
        "每天 ",
        "一天大概 8 亿 token,一个月账单多少",
    ),
    Paraphrase(
        "(?:数据|token)~(?:量)?(?:趋于|趋向|趋近)~(?:于)?~无穷(?:大|多)?|(?:数据"
        "|token)~(?:管够|无穷无尽|无穷多|无限多)",
        "数据无限",
        "token 趋于无穷,loss 最低能到多少",
    ),
    Paraphrase(
        r"(?:loop|go|pass|iterat|cycl|runn?)(?:ing|e)? {times} times over",
        "for {times} epochs over",
        "looping 6 times over our 45 billion tokens",
    ),
    Paraphrase(
        r"{n:size} (?:residues|words|characters|samples|frames|bytes|letters|nucleotides)~"
        r"\((?:one|1) [a-z]+~=~(?:one|1) token\)",
        "{n} tokens",
        "45B residues (one residue = one token), 8 epochs",
    ),
    Paraphrase(
        r"how far (?:does|would|will|did) (?P<what>[^?]{3,48}?) (?P<fall>fall|drop|go down"
        r"|improve|decrease)",
        "by how much does {what} {fall}",
        "How far does the predicted loss fall going from 200B tokens to 1T?",
    ),
    Paraphrase(
        r"DAU~[:：]?~(?P<users>[0-9][0-9.]*~[万亿kM]?)~[,，]?~(?:人均|每人)~(?:每天|每日"
        r"|一天|日均)?~(?P<each>[0-9][0-9.]*~[万k]?)~个?~token",
        "{users} 用户每人每天 {each} token",
        "DAU 200 万,人均每天 1500 token",
    ),
    Paraphrase(
        r"一天~(?:要|会|得)?~(?:消耗|产生|生成|吃|烧|走|服务|调用|输出)~(?:掉"
        r"|出)?~(?=[0-9][0-9.]*~[万亿kKMBT]{0,2}~个?~token.*(?:账单|费|钱|花|付|元|[$¥€]))",
        "每天 ",
        "一天消耗 8 亿 token,账单多少",
    ),
    Paraphrase(
        r"(?P<model>{size:size}) (?P<on>on"
        r"|over) (?P<data>[0-9][0-9.]*~(?-i:[BT])(?![a-zA-Z])(?![0-9]|\.[0-9]))"
        r"(?!~(?:tok|param|gpu|flop|model|of|unique))",
        "{model} {on} {data} tokens",
        "what does it cost for 30B on 3T?",
    ),
    Paraphrase(
        r"for (?=[0-9][0-9.]*~(?-i:B) (?:on|over) [0-9])", "for a ", "loss for 70B on 1.4T tokens"
    ),
    Paraphrase(
        r",? and for (?:an? |the )?(?:whole |full |entire )?(?:(?:answer|reply|response"
        r"|completion|output) of )?"
        r"{n:int} (?:output |generated |new )?tokens(?=~[?.]|~$)",
        ", and what is the inference compute for {n} inference tokens",
        "FLOPs per generated token, and for a whole answer of 1,500 tokens?",
    ),
    Paraphrase(
        r"(?P<first>[0-9][0-9.]*~(?:万?亿|[BMT]))~个?~<token>(?:~预训练|~训练)?[,，、]~(?:再"
        r"|然后|接着|又)~"
        r"(?:用|拿|喂|训)?了?~(?P<more>[0-9][0-9.]*~(?:万?亿"
        r"|[BMT]))~个?~<token>(?P<on>[^?？]{0,12})"
        r"(?=[^?？]*(?:加起来|一共|总共|合计))",
        lambda m: f"{_added(m)}{m['on']}",
        "先用 2.6T token 预训练,再用 400B token 继续训,加起来要多少算力",
    ),
    Paraphrase(
        r"stop(?:s|ped|ping)? (?:training )?(?:at"
        r"|after) (?P<data>[0-9][0-9.]*~(?-i:[BT])(?![a-zA-Z]))(?!~tok)",
        "stop at {data} tokens",
        "and if we stop at 600B?",
    ),
    Paraphrase(
        r"(?P<n>[0-9][0-9.]*~[万亿kMB]?)~(?:条|个|篇|份)~(?:样本|数据|序列|文本|文档"
        r"|对话)~[,，]?~(?:每|一)(?:条|个|篇|份)~(?:有|约|大约|平均)?~"
        r"(?P<length>[0-9][0-9,]*~k?)~个?~<token>",
        _all_tokens,
        "5 亿条样本,每条 2048 个 token",
    ),
    Paraphrase(
        r"(?:we are|we're|i am|i'm|it is|it's) {done:share} (?:of the way )?(?:through|into"
        r"|done with) (?P<run>[^.?]{0,40}?)"
        r"(?P<size>[0-9][0-9.]*~(?-i:[BT])) tokens",
        _tokens_left,
        "We're 35% of the way through a 30B run on 1.5T tokens.",
    ),
    Paraphrase(
        r"how much longer (?:is it going to be|will it (?:be|take)|does it take|to go)",
        "how long will it take",
        "how much longer is it going to be?",
    ),
    Paraphrase(
        r"总共~(?:要|会)?~训~(?:练)?~(?P<data>[0-9][0-9.]*~(?-i:[BT]))(?!~(?:token|模型"
        r"|的))(?=[^?？]*(?:epoch|轮|遍))",
        "总共训 {data} token",
        "unique tokens 160B,总共要训 640B,等于几个 epoch",
    ),
)
