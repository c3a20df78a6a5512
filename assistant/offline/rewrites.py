"""Ways to say a thing that the vocabulary's names do not hold, put in those names: add one here."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...tools.catalog import scan_names
from .spared import put_as_left
from .spelled import spelled

_MONEY = (
    r"((?:us)?[$€£¥￥]\s?[0-9][0-9.,]*k?|[0-9][0-9.,]*\s?(?:us dollars?|dollars?|bucks?|cents?"
    r"|usd|rmb|cny|euros?|万?美元|万?美金|美分|刀|块钱?|毛钱?|人民币|元))"
)
_COUNTS = dict(two=2, three=3, four=4, five=5, six=6, eight=8, ten=10, twelve=12, sixteen=16)


REWRITES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (  # an embedding by its shape
        re.compile(
            r"(?<![\w.])([0-9]{4,6})\s?(?:[x×*]|by)\s?([0-9]{3,5})(?![0-9])\s?的?\s?"
            r"((?:(?:token|input|word|tied|untied|output) )*"
            r"(?:embeddings?|unembedding|lm head|嵌入|词表))",
            re.I,
        ),
        r"vocabulary size \1, hidden size \2, \3",
    ),
    (
        re.compile(
            r"((?:embeddings?|嵌入|词表)(?: matrix| table|矩阵|表)?(?: of| is|:|为|是)?)\s?"
            r"([0-9]{4,6})\s?(?:[x×*]|by)\s?([0-9]{3,5})(?![0-9])",
            re.I,
        ),
        r"\1, vocabulary size \2, hidden size \3",
    ),
    (  # the usual width of an MLP
        re.compile(
            r"(?:ffn|mlp|feed-?forward|前馈|中间层)[^,，。;；()0-9]{0,12}?(?:4\s?(?:倍|x|×"
            r"|h(?![a-z])|d(?![a-z]))"
            r"|four times|四倍)(?:\s?(?:宽|大|the hidden size|the width|wide|hidden|h))?"
            r"|d_?ff\s?(?:=|is|of|为|是)?\s?4\s?(?:d|h)(?:_?model)?(?![a-z0-9])"
            r"|(?:4x|4×)[- ](?:wide )?(?:ffn|mlp|expansion)",
            re.I,
        ),
        "MLP",
    ),
    (re.compile(r"([0-9][0-9,.]*\s?[kK万]?)\s?(?:个\s?token\s?)?长(?=[,，。;；、]|$)"), r"长度 \1"),
    (  # 4 个 KV 头、128 维
        re.compile(r"((?:kv|查询)?\s?头)\s?[、,，]\s?([0-9]{2,3})\s?维(?!度)", re.I),
        r"\1,每头维度 \2",
    ),
    (re.compile(r"((?:rms|layer)?norms?) ?\([^()]{0,40}\)", re.I), r"\1"),
    (  # a 350m model
        re.compile(
            r"(?<![\w.])([0-9]{2,4}(?:\.[0-9])?)m(?=[- ](?:mod[a-z]{1,4}|param|net|llm|lm"
            r"|transformer"
            r"|toy|gpt|bert)|\s?(?:模型|参数))"
        ),
        r"\1M",
    ),
    (  # 8 张卡做数据并行
        re.compile(
            r"([0-9]{1,5})\s?(?:张|块|个)?\s?(?:卡|gpus?|cards?)\s?(?:做|用于|用来做|拿来做"
            r"|走|开|跑|的|of|in|for)?\s?"
            r"(数据并行|张量并行|流水线?并行|data[ -]parallel(?:ism)?|tensor[ -]parallel(?:ism)?)",
            re.I,
        ),
        r"\2 \1, \1 GPU",
    ),
    (  # 7,500 training tokens per second
        re.compile(
            r"([0-9][0-9.,]*[km]?) (?:training|output|generated|input|decoded|new) "
            r"(?=(?:tokens?|tok)s? ?(?:per|a|/) ?s(?:ec)?)",
            re.I,
        ),
        r"\1 ",
    ),
    (  # at home no data center adds to what a card draws
        re.compile(
            r"(?:电费|耗电|用电|度电|kwh|electricity)(?=.*(?:在家|家里|家用|at home|my house"
            r"|home pc))"
            r"|(?:在家|家里|家用|at home|my house|home pc)(?=.*(?:电费|耗电|用电|度电|kwh"
            r"|electricity))",
            re.I,
        ),
        r"PUE 1, \g<0>",
    ),
    (  # what will the electricity for my run cost
        re.compile(
            r"(electricity|power bill|energy)((?: (?!cost)[a-z']+){1,8}) costs?(?![a-z])", re.I
        ),
        r"electricity cost\2",
    ),
    (  # 4096 -> 11008 -> 4096
        re.compile(r"([0-9]{3,5})\s?(?:->|→|=>|to)\s?([0-9]{4,6})\s?(?:->|→|=>|to)\s?\1(?![0-9])"),
        r"hidden size \1, MLP width \2",
    ),
    (  # 输入 3000、输出 1000 token
        re.compile(
            r"输入\s?([0-9][0-9,.]*[kK万]?)\s?(?:个)?\s?(?:token)?\s?[、,，和+]?\s?输出\s?"
            r"([0-9][0-9,.]*[kK万]?)\s?(?:个)?\s?token",
            re.I,
        ),
        r"\1 token 输入和 \2 token 输出",
    ),
    (  # a 12 GB 3060
        re.compile(
            r"([0-9]{1,3} ?gi?b) (?:rtx ?|gtx ?)?[2345][0-9]{3}(?: ?ti| ?super)?(?![0-9a-z])", re.I
        ),
        r"\1 card",
    ),
    (  # 64 卡每卡 700 瓦
        re.compile(r"([0-9]\s?(?:张|块|个)?\s?(?:卡|gpu)s?\s?)(?=每(?:张|卡|块|个))", re.I),
        r"\1,",
    ),
    (  # LoRA 3 亿参数
        re.compile(
            r"(lora)\s?(?:可训练?|的)?\s?([0-9][0-9.]*\s?(?:亿|万|百万|M|B"
            r"|million))\s?(?:个)?\s?(?:参数|params?)",
            re.I,
        ),
        r"\1 参数 \2 ",
    ),
    (re.compile(r"([0-9][0-9,]*k?) (?:tokens? )?long(?![a-z])", re.I), r"sequence length \1"),
    (
        re.compile(r"share (?:one|a single) (?:k/v|kv|key-value)(?: head| pair)?", re.I),
        "share 1 kv head",
    ),
    (re.compile(r"(?:a|per) unit ?\(kwh\)", re.I), "per kWh"),
    (re.compile(r"(?:@|(?<![a-z])at) ([0-9]{1,2}) B(?=[.,;]|\s*$)"), r"at \1 bytes each"),
    (  # an H100 hour is costing us 2.2
        re.compile(
            r"((?:gpu|card|[a-z]{1,2}[0-9]{2,3})[- ]hours?) (?:is |are )?(?:costing"
            r"|costs?)(?: us| me)? "
            r"([0-9]{1,2}(?:\.[0-9]{1,2})?)(?![0-9.]*\s?(?:%|[kmb]))",
            re.I,
        ),
        r"$\2 per \1",
    ),
    (re.compile(r"([0-9.]+B) 的(?=数据|token|语料)"), r"\1 模型的"),
    (  # we hit 35% of it
        re.compile(
            r"(?:hit|hits|reach|reaches|get|achieve|see)s? ([0-9.]{1,5} ?%) of (?:it|that)", re.I
        ),
        r"MFU \1",
    ),
    (re.compile(r"(flops?)\s?时(?=[,，])", re.I), r"\1"),
    (  # goes three times over 45 billion tokens
        re.compile(
            r"(?:goes|go|went|passes|runs|reads) (two|three|four|five|six|[0-9]+) times over", re.I
        ),
        r"for \1 epochs over",
    ),
    (re.compile(r"(?<![a-z])(?:a |one )?fortnight", re.I), "14 days"),
    (
        re.compile(r"([0-9]{3,4})(?= (?:dense |bf16 |theoretical )*peak(?![a-z]))", re.I),
        r"\1 TFLOPS",
    ),
    (
        re.compile(r"(?:per|a) (?:card|gpu) and hour|(?:each|apiece) (?:per|an) hour", re.I),
        "per GPU-hour",
    ),
    (re.compile(r"by a factor (?:of )?([0-9.]+[0-9])", re.I), r"by \1x"),
    (re.compile(r"(?<=[a-z] )by ([0-9]\.[0-9]{1,2})(?=[.,;]|\s*$)", re.I), r"by \1x"),
    (  # 1 byte for each of the two moments
        re.compile(
            r"([0-9.]+)[- ]bytes? (?:for )?(?:each of |each )(?:the )?(?:two |both )?moments", re.I
        ),
        r"two \1-byte moments",
    ),
    (re.compile(r"(?<![A-Za-z0-9])([CDNL])\*(?![\w*(])"), r"\1"),
    (  # can you tell me how many
        re.compile(
            r"(?:can|could|would|will) (?:you|u|someone|anybody|anyone) (?:please |pls |kindly )?"
            r"(?=(?:tell|give|calculate|compute|work out|estimate|help|figure|say|check)(?![a-z]))",
            re.I,
        ),
        "",
    ),
    (re.compile(r"(?<![0-9])([0-9]{1,3})\s?头(?=[、,，])"), r"\1 个头"),
    (  # 40 heads x 128, no GQA
        re.compile(
            r"([0-9]{1,3}) (?:attention |query )?(heads.{0,40}?)(?:no gqa|without gqa"
            r"|full mha|plain mha"
            r"|standard mha)",
            re.I,
        ),
        r"\1 kv \2",
    ),
    (re.compile(r"(?<![a-z])w/(?=\s)", re.I), "with"),
    (re.compile(r"(?<![a-z])w/o(?![a-z])", re.I), "without"),
    (  # 1T total / 32B active
        re.compile(
            r"([0-9.]{1,6}\s?[bt]) total(?=[ ,/;]{1,3}(?:with |and )?[0-9.]{1,6}\s?[bt] active)",
            re.I,
        ),
        r"\1 total parameters",
    ),
    (  # 6000 tokens in, 1000 out
        re.compile(
            r"([0-9][0-9,.]*k?)(?: tokens?)? in(?:put)?\s?(?:,|/|and|\+|&)\s?(?:about |~)?"
            r"([0-9][0-9,.]*k?)(?: tokens?)? out(?:put)?(?![a-z])",
            re.I,
        ),
        r"\1 input tokens and \2 output tokens",
    ),
    (
        re.compile(
            r"(?<![a-z])(?:a )?(?:single|one) (?:pass|epoch)(?![a-z])|只?(?:过|跑|训)?一遍", re.I
        ),
        " 1 epoch ",
    ),
    (re.compile(r"(?<![a-z])batch(?: size)? one(?![a-z])", re.I), "batch size 1"),
    (  # 2250 dense bf16 TFLOPS
        re.compile(
            r"([0-9][0-9.,]*)((?: (?:dense|sparse|bf16|fp16|fp8|tensor|matmul)){1,3}) "
            r"(?=[tpge]?flops?(?:/s)?(?![a-z]))",
            re.I,
        ),
        r"\2 \1 ",
    ),
    (  # 32 query and 4 kv heads
        re.compile(
            r"([0-9]{1,3}) (?:q|query) (?:heads? )?(and|/|,) ([0-9]{1,3}) (?:kv|key-value) heads?",
            re.I,
        ),
        r"\1 query heads \2 \3 kv heads",
    ),
    (  # 一条 32768 长的序列
        re.compile(r"([0-9][0-9,.]*\s?[kK万]?)\s?(?:个\s?token\s?)?长的?(?=序列|上下文|文本|输入)"),
        r"长度 \1 的",
    ),
    (  # tokens by the day
        re.compile(r"(?<![a-z])(tokens?) (?:daily|every day|each day)(?![a-z])", re.I),
        r"\1 per day",
    ),
    (
        re.compile(
            r"(?<![a-z])(?:yearly|annual(?:ly)?) (?=(?:api )?(?:cost|bill|spend|price|expense))",
            re.I,
        ),
        "for 1 year, ",
    ),
    (  # bubble ÷ ideal time
        re.compile(
            r"bubble\s?(?:time )?(?:÷|/|over|divided by|relative to"
            r"|as an? (?:fraction|share|percentage) of"
            r"|vs\.?|compared (?:to|with))\s?(?:the )?ideal(?: compute| step| working)?(?: time)?",
            re.I,
        ),
        "bubble over ideal time",
    ),
    (
        re.compile(
            r"(?:气泡|空泡)(?:时间)?\s?(?:与|占|相对于?|除以|/|÷|比)\s?理想(?:的|计算"
            r"|工作)*(?:时间|耗时)"
            r"(?:之比|的比例|的比值)?"
        ),
        "气泡与理想时间之比",
    ),
    (
        re.compile(
            r"每(?:级|卡|设备|张卡|个?设备|个? ?stage)\s?([0-9]{1,2})\s?(?:个)?(?:模型)?(?:分)?块"
        ),
        r"每卡分块 \1 ",
    ),
    (  # "activates 37B of its 671B per token"
        re.compile(
            r"(?:activat(?:es|ing)|uses|with|routes? through)\s([0-9.]{1,6}\s?[bt]) of "
            r"(?:its |the |a total of )?"
            r"([0-9.]{1,6}\s?[bt])(?:\s?(?:params?|parameters?|weights?))?"
            r"(?: total)?(?: (?:per|for each|for every|a) token)?",
            re.I,
        ),
        r"\1 active, \2 total parameters",
    ),
    (  # "one token costs 128 KiB"
        re.compile(
            r"(?<![a-z0-9])(?:one|an?|each|every|a single|per) token"
            r"(?: of (?:the )?(?:context|kv(?: cache)?|cache))? "
            r"(?:costs?|takes?|needs?|uses?|adds?|is|occupies|consumes|eats) (?:about |around )?"
            r"([0-9][0-9.,]* ?(?:[kmg]i?b|bytes?|kilobytes?|megabytes?))(?![a-z])",
            re.I,
        ),
        r"\1 per token",
    ),
    (
        re.compile(
            r"(?:一个|1 ?个|每个?|单个?) ?token ?(?:的 ?kv(?: ?cache)? ?)?"
            r"(?:要|占用?|需要?|吃|用|是|约)+ ?"
            r"([0-9][0-9.,]* ?(?:[kmg]i?b|字节|bytes?))(?![a-z])",
            re.I,
        ),
        r"每个 token \1",
    ),
    (  # the convention of a forward pass, quoted: no token is asked for by it
        re.compile(
            r"(2\s?n)\s?(?:flops?|浮点运算|次运算)?\s?(?:per|/|for each|each|a|every|每个?)"
            r"\s?(?:token|tok)s?"
            r"|每个?\s?token\s?(?:按|用|为|是|约|算)?\s?(2\s?n)(?![a-z])",
            re.I,
        ),
        r"\1\2",
    ),
    (  # bytes that no trained parameter has so few of are those of a stored weight
        re.compile(
            r"(?<![\w.])([0-2](?:\.[0-9]{1,3})?)\s?(?:bytes?|字节|B)\s?(?:/|per|a|每)\s?"
            r"(?:params?|parameters?|weights?|个?参数|权重)(?![a-z])",
            re.I,
        ),
        lambda m: f" {float(m[1]) * 8:g} bits ",
    ),
    (  # 16 B each are bytes, and no billions
        re.compile(
            r"(?<![\w.])([0-9]{1,2}(?:\.[0-9])?)\s?B\s(?=each|apiece|a piece"
            r"|(?:per|for each|for every) (?:trainable|trained|param|weight|adapter))"
        ),
        r"\1 bytes ",
    ),
    (  # 一度电 0.6 元
        re.compile(
            r"(?:每|一|1\s?)(?:度电?|千瓦时)\s?(?:电价|电费|价格)?\s?(?:是|为|按|要|约|算)?\s?"
            r"((?:[¥$]\s?)?[0-9.]{1,6}\s?(?:美元|美金|元|块钱?|刀|人民币|rmb|cny|usd|欧元)?)"
            r"(?![0-9.])(?!\s?(?:kg|公斤|千克|克|g))",
            re.I,
        ),
        r"\1/度",
    ),
    (  # "batch-1", "batch of one"
        re.compile(
            r"(?<![a-z-])(?:batch|bs)[- ]?(?:size )?(?:-|=|of )\s?(?:1|one)(?![0-9a-z]|,[0-9])",
            re.I,
        ),
        "batch size 1,",
    ),
    (
        re.compile(r"([0-9]{1,4}) ((?:kv |query )?heads?) ?[x×*] ?(?=[0-9]{2,4}(?![0-9]))", re.I),
        r"\1 \2, head dim ",
    ),
    (
        re.compile(r"([0-9]{1,4}) ?个 ?((?:kv|查询)? ?头) ?[x×*] ?(?=[0-9]{2,4}(?![0-9]))", re.I),
        r"\1 个 \2,每头维度 ",
    ),
    (
        re.compile(
            r"([0-9]{1,4}) ?((?:kv |query )?heads?) of (?:dim |size |dimension )?"
            r"(?=[0-9]{2,4}(?![0-9]))",
            re.I,
        ),
        r"\1 \2, head dim ",
    ),
    (re.compile(r"([0-9]{1,4} ?(?:layers?|层))\s?[x×*]\s?(?=[0-9])", re.I), r"\1, "),
    (
        re.compile(r"([0-9]{1,6} (?:sequences|seqs|prompts)) (?:of|x|×|by|at) (?=[0-9])", re.I),
        r"\1, sequence length ",
    ),
    (
        re.compile(
            r"((?:张|块|台|个)\s?[a-z0-9]+(?: [a-z0-9]+)?\s?|[张块]\s?卡\s?)(?=每(?:张|卡|块|台))",
            re.I,
        ),
        r"\1,",
    ),
    (
        re.compile(
            r"(?:按|以|用|the |by )?(?:the )?20\s?(?:倍|x(?![a-z])|×|[:：]\s?1)\s?(?:的)?\s?"
            r"(?:法则|规则|原则|定律|配比|比例|rule|ratio)",
            re.I,
        ),
        " 20 tokens per parameter ",
    ),
    (  # "to 20 times the tokens": so many for each parameter
        re.compile(r"([0-9]{1,4})\s?倍(?:的)?\s?(?:参数量?的)?\s?tokens?(?![a-z])", re.I),
        r"每参数 \1 token",
    ),
    (re.compile(r"(zero[- ]?[123])[,，](?=[0-9])", re.I), r"\1, "),
    (  # 180 achieved TFLOPS
        re.compile(
            r"([0-9][0-9.,]*) (achieved|sustained|effective|measured|actual|peak|model) "
            r"(?=[tpge]?flops?(?:/s)?(?![a-z]))",
            re.I,
        ),
        r"\2 \1 ",
    ),
    (  # an H100-hour is 1.85 bucks, a kWh costs 8 cents: money for one of something
        re.compile(
            r"(?<![a-z0-9])(?:an?|one|1|each|every|per)\s((?:[a-z][a-z0-9]{0,6}[- ])?(?:gpu[- "
            r"])?hours?|kwh|mwh|million tokens)\s?(?:is|costs?|at|for|runs? at|goes? for|of "
            r"compute is|=|:)?\s?(?:about )?" + _MONEY + r"(?!\s?(?:/|per|an?\s))",
            re.I,
        ),
        r"\2 per \1",
    ),
    (
        re.compile(
            r"(?:每|一|1)\s?(个?小时|度电?|千瓦时|卡时|天|个月)\s?((?:整机|整台"
            r"|整个节点)?)\s?(?:是|要|收|只要|大概|约|算"
            r"|按|的?价格是?)?\s?" + _MONEY + r"(?!\s?/)",
            re.I,
        ),
        lambda match: f" {match[3]}/{match[1].removeprefix('个')} {match[2]} ",
    ),
    (  # 百万 token 收 0.5 美元
        re.compile(
            r"(?:每|一|1 ?)?(百万|1M|M)\s?(?:个)?\s?tokens?\s?(?:收费?|是|要|卖|按|定价|价格"
            r"|的价格是?|计费)?\s?" + _MONEY + r"(?!\s?/)",
            re.I,
        ),
        r" \2/百万 token",
    ),
    (re.compile(r"(?<![a-z0-9])(?:min(?:imum)? )?#(?: ?of)?(?= ?[a-z])", re.I), "number of"),
    (  # the table of an embedding
        re.compile(
            r"([0-9][0-9,.]*k?)\s?(?:[x×*]|by)\s?([0-9]{3,5})(?=\s(?:token )?embeddings?(?![a-z]))"
            r"|(?<=embedding matrix )([0-9][0-9,.]*k?)\s?[x×*]\s?([0-9]{3,5})",
            re.I,
        ),
        lambda m: f"vocab {m[1] or m[3]}, hidden {m[2] or m[4]},",
    ),
    (  # a price without its currency
        re.compile(
            r"(?<![a-z])(at|for|costs?|@|is) ([0-9]{1,3}(?:\.[0-9]{1,3})?)"
            r"(?=\s?(?:per|/|an|a)\s?(?:gpu[- ]?|card[- ]?)?h(?:ou)?r?(?![a-z]))",
            re.I,
        ),
        r"\1 $\2",
    ),
    (re.compile(r"(?:一|1)\s?(?:张|块)\s?(?:卡|gpu)\s?(?=(?:一|每)小时)", re.I), "每卡"),
    (
        re.compile(
            r"(?<![a-z])(?<!and a )(?<!and )half[- ](?:a )?"
            r"(?=(?:billion|trillion|million)(?![a-z]))",
            re.I,
        ),
        "0.5 ",
    ),
    (  # a share of the peak is a utilization
        re.compile(r"([0-9.]{1,5}\s?(?:%|percent)) of (?:the )?(?:theoretical )?peak", re.I),
        r"MFU \1",
    ),
    (  # a share of the bandwidth is a bandwidth utilization
        re.compile(
            r"([0-9.]{1,5}\s?(?:%|％|percent)) of (?:the |its |peak |theoretical )*"
            r"(?:memory )?bandwidth"
            r"|(?:显存|内存)?带宽(?:利用率?|效率|打|能?用到?|实际)?的?\s?([0-9.]{1,5}\s?[%％])"
            r"|([0-9.]{1,5}\s?[%％])\s?的(?:显存|内存)?带宽(?:利用率|效率)?",
            re.I,
        ),
        r" MBU \1\2\3 ",
    ),
    (re.compile(r"(?:理论)?峰值的\s?([0-9.]{1,5}\s?[%％])"), r"MFU \1"),
    (re.compile(r"(?<![a-z])(rank|r|batch|bs|tp|pp|dp|ep|cp)-(?=[0-9])", re.I), r"\1 "),
    (  # an embedding of so many tokens is one of so large a vocabulary
        re.compile(r"([0-9][0-9,.]*k?)[- ]token (?=embeddings?(?![a-z]))", re.I),
        r"vocab \1 ",
    ),
    (  # a KV cache "at 32k"
        re.compile(
            r"((?:kv|cache|缓存)[^.;?？。]{0,48}(?<![a-z])(?:at|@|到) "
            r"[0-9]{1,4}k)(?=\s?(?:[?,.;]|each|\([0-9,]+\)|$))",
            re.I,
        ),
        r"\1 context",
    ),
    (
        re.compile(r"(?<![0-9.])([0-9]{1,3}) (?:per|a) (?:param(?:eter)?)(?![a-z])", re.I),
        r"\1 tokens per parameter",
    ),
    (  # two 32 GB cards, three A100s
        re.compile(
            r"(?<![a-z0-9])(two|three|four|five|six|eight|ten|twelve|sixteen) (?=(?:[0-9]{1,3} "
            r"?gi?b )?(?:[a-z]{1,3}[0-9]{2,4}[a-z]{0,3} ?)?(?:cards|gpus|accelerators|nodes"
            r"|machines)|[abhv][0-9]{2,3}s)",
            re.I,
        ),
        lambda match: f"{_COUNTS[match[1].lower()]} ",
    ),
    (re.compile(r"(?:加在?|放在?|算在?)?一块儿"), "一共"),
    (
        re.compile(
            r"(?<![a-z])(?:for|per) (?:(?:each|every|one) (?:new |generated |output )?)?"
            r"token(?![a-z])",
            re.I,
        ),
        "per token",
    ),
    (
        re.compile(
            r"leav(?:e|es|ing) (?:the |its |our )?([a-z]+) (?:alone|as (?:it|they) (?:is|are))",
            re.I,
        ),
        r"\1 unchanged",
    ),
    (re.compile(r"瘦身"), "缩小"),
    (
        re.compile(
            r"(?<![a-z])(serves?|serving|generates?) ([0-9.]+ ?[BTM])(?: tokens)?(?= (?:over|in"
            r"|during|across) its (?:whole |entire )?life)"
        ),
        r"\1 \2 inference tokens",
    ),
    (
        re.compile(
            r"(checkpoints?|ckpts?) (?:incl\.?|including|with) (?:the )?optimi[sz]er(?: states?)?"
            r"(?=,? (?:at|@|of) [0-9.]+ ?(?:bytes?|B) )",
            re.I,
        ),
        r"\1",
    ),
    (
        re.compile(
            r"(?:per[- ]token (?:flops?|compute)|(?:flops?|compute) per token|每 ?token\s?(?:的)?"
            r"(?:计算量|算力|flops?))(?=.*1 ?\+ ?s ?/ ?\(? ?6 ?h)",
            re.I,
        ),
        "attention factor",
    ),
    (
        re.compile(
            r"(1 ?\+ ?s ?/ ?\(? ?6 ?h ?\)?)(.{0,12}?)(?:per[- ]token (?:flops?"
            r"|compute)|(?:flops?|compute) per token|每 ?token\s?(?:的)?(?:计算量|算力|flops?))",
            re.I,
        ),
        r"\1\2attention factor",
    ),
    (
        re.compile(
            r"(?<=step)([^.;?]{3,40}?)(?:and |, )there (?:are|will be) ([0-9][0-9,]*k?) of "
            r"(?:them|those)",
            re.I,
        ),
        r"\1, \2 steps",
    ),
    (
        re.compile(r"what should (?:it|they|the model) have (?:seen|had|eaten|got(?:ten)?)", re.I),
        "how many tokens should it have",
    ),
    (
        re.compile(r"(?:按|用)\s?8\s?nd\s?(?:来)?(?:算|计)(?:的话)?(?=[?？]|$)", re.I),
        "硬件算力多少",
    ),
    (
        re.compile(r"((?:[$€£]\s?[0-9.]+|cents?|dollars?)) an? (?=[kM]?Wh(?![a-z]))", re.I),
        r"\1 per ",
    ),
    (re.compile(r"日均(?=\s?[0-9])"), "每天 "),
    (
        re.compile(
            r"(?:I |we |you )?(?: )?([0-9]+% usable) for (?:the |its )?(?:kv[ -]?)?cache", re.I
        ),
        r"\1",
    ),
    (
        re.compile(r"(?<![a-z])(?:card|chip|accelerator|device)[- ]hour(s?)(?![a-z])", re.I),
        r"GPU-hour\1",
    ),
    (re.compile(r"8-bit optimi[sz]er(?: states?)?", re.I), "8-bit Adam"),
    (
        re.compile(
            r"([0-9.]+[BMT]) (?:becomes|turns into|grows (?:in)?to) (?:an? )?(?=[0-9.]+[BMT])"
        ),
        r"\1 -> ",
    ),
    (
        re.compile(r"what (?:does|will|would) (?:it|that|the run) really take", re.I),
        "what is the calendar time",
    ),
    (
        re.compile(r"([0-9.]+[BM]) in place of (?:the |a |an )?([0-9.]+[BM])(?![a-z])"),
        r"model that goes from \2 to \1",
    ),
    (re.compile(r"per[- ]token compute", re.I), "compute per token"),
    (
        re.compile(
            r"micro-?batch\s?(?:最少|至少|要|得|该)?\s?(?:切|分|拆)\s?(?:成)?\s?(?:几|多少)个?",
            re.I,
        ),
        "micro-batch 数最少是多少",
    ),
    (re.compile(r"两个数"), "两者"),
    (re.compile(r"throw(?:s|ing)? away (?=[0-9])", re.I), "cut by "),
    (
        re.compile(r"(tokens? .{0,60}?)(?<![0-9,.])([0-9]{1,3}) apiece(?![a-z])", re.I),
        r"\1\2 tokens per parameter",
    ),
    (
        re.compile(r"(?:has|have|is|grown?|gets?)? ?by token ([0-9][0-9,]*k?)(?![0-9])", re.I),
        r" with context \1",
    ),
    (re.compile(r"half[- ]precision", re.I), "fp16"),
    (
        re.compile(r"(?<![a-z-])(at|with|under|in) batch ([0-9]{1,5})(?![0-9.]|,[0-9])", re.I),
        r"\1 batch size \2",
    ),
    (
        re.compile(r"tokens? (?:per|a|an|each|every|for (?:each|every)) weight(?![a-z])", re.I),
        "tokens per parameter",
    ),
    (
        re.compile(
            r"(?<![A-Za-z0-9])([AHBV][0-9]{2,3})[ -](?:80|40|96|141|16|32)(?:g|gb)?s(?![a-z])", re.I
        ),
        r"\1s",
    ),
    (
        re.compile(
            r"((?:global )?batch(?: size)?(?: of| is|=|:)? ?[0-9][0-9,k]*(?: sequences)?),? "
            r"([0-9]{1,4}) (?:per|on each|a|on every|each) (?:device|gpu|card|accelerator|rank)",
            re.I,
        ),
        r"\1, micro-batch size \2",
    ),
    (
        re.compile(
            r"(每层每个?\s?(?:token|词元))\s?(?:只)?(?:存|缓存|保存)\s?([0-9]{2,5})\s?个\s?"
            r"(?:(bf16|fp16|fp8|int8)\s?)?(?:的)?(?:值|数|元素)",
            re.I,
        ),
        r"\1 的数 \2,\3",
    ),
    (
        re.compile(
            r"(?<![a-z0-9] )(?:sequences|seqs) of ([0-9]{3,6}k?|[0-9]{1,3}k)(?: tokens)?(?=,)", re.I
        ),
        r"sequence length \1",
    ),
    (
        re.compile(
            r"(?:实际|真实|真正)(?:能)?(?:跑到|跑出|达到|只有)\s?(?=[0-9.]+\s?[TPG]?FLOP)", re.I
        ),
        "实际算力 ",
    ),
    (re.compile(r"half an? byte", re.I), "0.5 bytes"),
    (re.compile(r"infinitely many (?=param|weights)", re.I), "infinite "),
    (re.compile(r"([0-9]{1,3}k) \(([0-9]{4,7})\)", re.I), r"\2"),
    (
        re.compile(
            r"(?<![a-z])(?:a|one) single ([0-9]{4,7}|[0-9]{1,3}k)(?: token)? sequence", re.I
        ),
        r"one sequence of \1 tokens",
    ),
    (
        re.compile(
            r"([0-9][0-9,]*) of (?:them|those|these) (?:(?:per|in (?:a|each|every)|to (?:a|each)"
            r") (?:batch|step|update))",
            re.I,
        ),
        r"batch size \1 ",
    ),
    (
        re.compile(
            r"(?:is |was |are |being )?(?:only |just )?(?:up|running|available) (?=[0-9.]{1,5} ?%"
            r" of the time)",
            re.I,
        ),
        "goodput ",
    ),
    (
        re.compile(r"([0-9.]{1,4} ?%) (?:of (?:it|that) )?can (?:go|be given|be handed) to", re.I),
        r"\1 usable by",
    ),
    (
        re.compile(
            r"(?:upper bound|ceiling|limit|maximum|max) (?:for|of|on|to) (?:single-stream |"
            r"single stream |one-stream |batch-1 )?(?:decode|decoding|generation)(?= ?[:?,]|$)",
            re.I,
        ),
        "decoding speed",
    ),
    (re.compile(r"解码(?:能|可以|会)?(?:跑)?(?:到)?(?:有)?多快"), "解码速度是多少"),
    (re.compile(r"日活(?:用户)?\s?([0-9.]+\s?[万亿]?)"), r"\1用户"),
    (
        re.compile(r"(?:token|词元)\s?数?\s?(?:取|按|为|是|等于)\s?参数量?的?\s?([0-9.]+)\s?倍"),
        r"每参数 \1 个 token",
    ),
    (
        re.compile(
            r"(?:a )?go(?:es|ing)? over (?:it|them|that) (two|three|four|five|six|[0-9]+) times",
            re.I,
        ),
        r"for \1 epochs",
    ),
    (  # passes over the data
        re.compile(
            r"(?<![a-z])((?:through|over) (?:an? |the |our )?[^,.;?]{0,32}?(?:dataset|corpus"
            r"|data|tokens)) (one and a half|two and a half|two|three|four|five|six|ten"
            r"|[0-9.]+) times(?![a-z])",
            re.I,
        ),
        r"\1 for \2 epochs",
    ),
    (
        re.compile(r"(?<![\w.-])([0-9.]{1,6}[bt])-a([0-9.]{1,5}[bt])(?![a-z])", re.I),
        r"\1 total, \2 active",
    ),
    (  # one square matrix
        re.compile(
            r"(?:(?<![a-z])(?:one|a|a single)|一个|1\s?个)\s?([0-9]{3,5})"
            r"\s?(?:[x×*]|by)\s?\1(?![0-9])\s?的?\s?(?:矩阵|matrix)",
            re.I,
        ),
        r", 1 matrices (h=\1)",
    ),
    (  # ZeRO-1, 2 and 3
        re.compile(r"(zero[- ]?(?:stage ?)?s?)1 ?[、,/] ?2 ?(?:[、,/和与及]|,? ?and|&) ?3", re.I),
        r"ZeRO-1、ZeRO-2、ZeRO-3",
    ),
    (
        re.compile(
            r"(zero[- ]?(?:stage ?)?s?)([12]) ?(?:[、,/和与及]|and|or|vs\.?) ?([23])(?![0-9])", re.I
        ),
        r"ZeRO-\2、ZeRO-\3",
    ),
    (  # square matrices
        re.compile(
            r"([0-9]{3,5})\s?(?:[x×*]|by)\s?\1(?![0-9])(?:\s?的)?\s?(矩阵|matri(?:x|ces)|weights?)?"
        ),
        r"\2 (h=\1)",
    ),
    (  # of a card's memory, what is left for what is spoken of
        re.compile(
            r"(每张|每卡|单卡)\s?[0-9]{1,3}\s?gi?b?\s?(?:的)?(?:卡"
            r"|显存)?[^,,。;0-9]{0,4}只[留用能]?(?:留"
            r"|用)?\s?([0-9]{1,3})\s?(gi?b?)(?![a-z])(?:\s?(?:给|用于|放"
            r"|用来放?)[^,,。;0-9]{0,8})?",
            re.I,
        ),
        r"\1 \2\3 卡",
    ),
    (
        re.compile(
            r"[0-9]{1,3} ?gi?b ((?:cards?|gpus?)[^.,;?0-9]{0,"
            r"24}?(?:only|with|have|leav\w+|keep\w*))"
            r" ([0-9]{1,3}) ?(gi?b) (?:free|available|usable|left|for)(?: for)?(?: (?:the "
            r")?[a-z]+){0,2}",
            re.I,
        ),
        r"\2 \3 cards,",
    ),
    (
        re.compile(
            r"(?:不算|不计|不考虑|忽略|无)\s?pue|pue\s?(?:就|先)?(?:不算|不计|不考虑|忽略|不管)"
            r"|(?<![a-z])(?:without|ignoring|ignore|no|excluding|excl\.?) (?:the )?pue",
            re.IGNORECASE,
        ),
        "PUE 1",
    ),
)


_NAMED_SIZE = re.compile(
    r"(?<![\w.-])([A-Za-z][A-Za-z]*[\w.]*)-([0-9]{1,4}(?:\.[0-9]{1,2})?[BMT])(?![\w-])"
)


def _with_its_size(question: str) -> str:
    """The question with the size in the name of a model that the catalog lacks told apart."""
    known = [(m.start, m.end) for m in scan_names(question, "model")]
    for match in reversed(list(_NAMED_SIZE.finditer(question))):
        if not any(start < match.end() and match.start() < end for start, end in known):
            question = f"{question[: match.end(1)]} {question[match.start(2) :]}"
    return question


def rewritten(question: str) -> str:
    """The question put in the vocabulary's names."""
    question = _with_its_size(question)
    question = put_as_left(spelled(question))
    for pattern, written in REWRITES:
        question = pattern.sub(written, question)
    return question
