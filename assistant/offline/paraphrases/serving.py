"""Serving: the cache and what fits beside it, speed and bandwidth, cards for a traffic."""

from __future__ import annotations

from .paraphrase import Paraphrase

SERVING = (
    Paraphrase(
        r"(?:one|an?|each|every|a single|per) token(?: of (?:the )?(?:context|kv(?: cache)?"
        r"|cache))? "
        r"(?:costs?|takes?|needs?|uses?|adds?|is|occupies|consumes|eats) <about>{bytes}",
        "{bytes} per token",
        "one token costs 128 KiB",
    ),
    Paraphrase(
        r"(?:一个|1 ?个|每个?|单个?) ?token ?(?:的 ?kv(?: ?cache)? ?)?(?:要|占用?|需要?|吃"
        r"|用|是|约)+ ?"
        r"{bytes}",
        "每个 token {bytes}",
        "一个 token 占 128 KiB",
    ),
    Paraphrase(
        r"(?P<each>每层每个?~<token>)~(?:只)?(?:存|缓存|保存)~{int}~个~"
        r"(?:(?P<format>bf16|fp16|fp8|int8)~)?的?(?:值|数|元素)",
        "{each} 的数 {int},{format}",
        "每层每 token 只存 576 个 bf16 值",
    ),
    Paraphrase(
        r"{share} (?:of (?:it|that) )?can (?:go|be given|be handed) to",
        "{share} usable by",
        "80 GB cards, 85% can go to the cache",
    ),
    Paraphrase(
        r"set(?P<ing>s|ting)? {bytes} aside", "set aside {bytes}", "I set 6 GB aside for the cache"
    ),
    Paraphrase(
        "(?:upper bound|ceiling|limit|maximum|max) (?:for|of|on|to) (?:the )?"
        "(?:speed|tokens per second|tok/s|tokens/s) (?=for|of|with)",
        "decoding speed ",
        "upper bound on speed for a 70B at 8 bits",
    ),
    Paraphrase(
        "(?:an?|one|each) <card> (?:gets? us|gets?|yields?|manages?|sustains?|pushes"
        "|handles?|can do|delivers?) "
        "(?P<rate>[0-9.,]+~k?~(?:tok(?:en)?s?~(?:/|per|a)~s(?:ec(?:ond)?)?(?![a-z])))",
        "{rate} per card",
        "a card gets us 900 tok/s",
    ),
    Paraphrase(
        "几张卡~(?=(?:合计|加起来|一共|总共?|聚合)~(?:的)?~(?:显存)?带宽)",
        "",
        "几张卡合计带宽 12.8 TB/s",
    ),
    Paraphrase(
        "(?:what(?:'s| is) the )?token capacity(?: of the cache)?",
        "how many tokens of kv cache",
        "24 GB free for the cache, what is the token capacity?",
    ),
    Paraphrase(
        "(?:总共|一共|合计)~(?:要|需要|占|用|是)?~多少~(?P<memory>显存|内存)",
        "总{memory}多少",
        "再加 10 GB 的 KV cache,总共多少显存?",
    ),
    Paraphrase(
        "(?<=[,;:.] )(?:in )?total (?P<unit>gi?b|ti?b)(?=~[?]|~$)",
        "total memory in {unit}",
        "weights plus KV cache, total GB?",
    ),
    Paraphrase(
        r"best[- ]case (?:speed|throughput|tok/s)",
        "decoding speed",
        "Best case speed for a 12B in bf16, one user?",
    ),
    Paraphrase(
        r"(?:an?|one|each|a single) <card> (?:manages|does|sustains|handles|gets|delivers"
        r"|gives) (?:about |around )?{number}"
        r"(?=~(?:[.;?]|,(?![0-9])))(?=.*(?:how many|cards|gpus))",
        "{number} tokens/s per card",
        "a single card manages about 1,350. How many cards?",
    ),
    Paraphrase(
        r"(?P<what>demand|traffic|load) (?:peaks|tops out|maxes out) at {number}(?=~(?:[.;?]"
        r"|,(?![0-9])))",
        "{what} {number} tokens/s",
        "demand peaks at 90,000, how many GPUs",
    ),
    Paraphrase(
        r"max(?:imum)? batch(?: size)? (?=(?:for|of|at|on|with) )(?=[^?]*(?:context|cache"
        r"|[0-9] ?gi?b))",
        "how many concurrent sequences fit ",
        "Max batch for Mistral 7B at 16k context on an 80 GB H100",
    ),
    Paraphrase(
        r"(?P<each>kv[- ]?cache per token[^,?]{0,40}),? and (?=for [0-9]+ (?:users|sequences"
        r"|requests|streams|chats|conversations|people))",
        "{each}, and KV cache ",
        "KV cache per token of Llama 3 8B, and for 64 users at 4k context?",
    ),
    Paraphrase(
        r"(?P<cache>(?:kv|cache)[^?]*?[.;)] )total(?=~[?])",
        "{cache}total memory",
        "KV for 24 requests (40 layers). total?",
    ),
    Paraphrase(
        r"[0-9]{1,4}~[张块]?~卡~(?=(?:的)?(?:总|合计|加起来的?|一共)~(?:显存)?带宽)",
        "",
        "8 卡总带宽 26.8 TB/s",
    ),
    Paraphrase(
        r"how many (?:full |whole )?{n:int}-token (?P<what>sequences|chats|requests"
        r"|conversations) (?:is|are) (?:that|this|it)",
        "how many concurrent sequences of {n} tokens",
        "and how many full 16,384-token sequences is that?",
    ),
    Paraphrase(
        r"kv cache(?: traffic)? (?:may|can|should|shall|is to|are to|could) be (?:ignored"
        r"|neglected|left out|excluded|disregarded|omitted)",
        "ignoring the cache",
        "KV cache traffic shall be neglected.",
    ),
    Paraphrase(
        "显存~(?:还|只)?~剩~(?:下)?~{bytes}(?=[^?？]*(?:KV|缓存))",
        "KV 缓存可用 {bytes}",
        "显存还剩 40GB,能放多少 tokens 的 KV",
    ),
    Paraphrase("多少~(?:个)?~tokens?~的~KV(?:~cache)?", "多少 KV token", "能放多少 tokens 的 KV"),
    Paraphrase(
        "{n:int}~条~{length:int}~的~序列", "{n} 条 {length} token 的序列", "16 条 4096 的序列"
    ),
    Paraphrase(
        "一张卡~(?:能|可以|可)~(?:出|吐|跑|给)~(?=[0-9])", "单卡能跑 ", "一张卡能出 1200 token/s"
    ),
    Paraphrase(
        "能(?:不能)?用~(?P<format>int8|int4|fp8|bf16|fp16|[48]~(?:bit|比特))~(?:来)?(?:推理"
        "|跑|部署)~(?:吗|么|不)?(?=~[?？]|$)",
        "用 {format} 推理放得下吗",
        "模型 13B,显存 24G,能用 int8 推理吗?",
    ),
)
