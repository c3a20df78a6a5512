"""The shape of a model: layers, widths, heads, matrices, experts."""

from __future__ import annotations

from .paraphrase import Paraphrase

SHAPES = (
    Paraphrase(
        r"(?<![\w.-])(?P<all>[0-9.]{1,6}[bt])-a(?P<active>[0-9.]{1,5}[bt])(?![a-z])",
        "{all} total, {active} active",
        "a 30B-A3B MoE",
    ),
    Paraphrase(
        r"{rows:count}~<by>~{columns:int}~的?~(?P<what>(?:(?:token|input|word|tied|untied"
        r"|output) )*"
        r"<embedding>)",
        "vocabulary size {rows}, hidden size {columns}, {what}",
        "a 50257 x 768 token embedding",
    ),
    Paraphrase(
        r"(?P<what><embedding>(?: matrix| table|矩阵|表)?(?: of| is|:|,|为|是)?)~{rows:count}~<by>~"
        r"{columns:int}",
        "{what}, vocabulary size {rows}, hidden size {columns},",
        "the embedding matrix is 50257 x 768",
    ),
    Paraphrase(
        r"(?:ffn|mlp|feed-?forward|前馈|中间层)[^,，。;；()0-9]{0,12}?(?:4~(?:倍|x|×|h(?![a-z])"
        r"|d(?![a-z]))|four times|四倍)(?:~(?:宽|大|the hidden size|the width|wide|hidden|h))?"
        r"|d_?ff~(?:=|is|of|为|是)?~4~(?:d|h)(?:_?model)?(?![a-z0-9])"
        r"|(?:4x|4×)[- ](?:wide )?(?:ffn|mlp|expansion)",
        "MLP",  # of its usual width
        "24 layers, hidden 2048, MLP 4x wide",
    ),
    Paraphrase(
        r"(?P<heads>(?:kv|查询)?~头)~[、,，]~{dim:int}~维(?!度)",
        "{heads},每头维度 {dim}",
        "8 个 KV 头、128 维",
    ),
    Paraphrase(
        r"{int}~(?P<heads>(?:kv|query)? ?heads?|个 ?(?:kv|查询)? ?头)~"
        r"(?:[x×*]|of (?:dim |size |dimension )?)~(?={dim:int})",
        lambda m: f"{m['int']} {m['heads']}{',每头维度' if '头' in m['heads'] else ', head dim'} ",
        "40 heads x 128",
    ),
    Paraphrase(r"(?P<norm>(?:rms|layer)?norms?) ?\([^()]{0,40}\)", "{norm}", "RMSNorms (no bias)"),
    Paraphrase(
        r"{width:int}~(?:->|→|=>|to)~{inner:int}~(?:->|→|=>|to)~(?P=width)(?![0-9])",
        "hidden size {width}, MLP width {inner}",
        "an MLP 4096 -> 11008 -> 4096",
    ),
    Paraphrase(
        "share (?:one|a single) (?:k/v|kv|key-value)(?: head| pair)?",
        "share 1 kv head",
        "all heads share one KV pair",
    ),
    Paraphrase(r"{int}~头(?=[、,，])", "{int} 个头", "32 层、40 头、宽 5120"),
    Paraphrase(
        r"{int} (?:attention |query )?(?P<heads>heads.{0,40}?)(?:no gqa|without gqa|full mha"
        r"|plain mha|standard mha)",
        "{int} kv {heads}",
        "40 heads x 128, no GQA",
    ),
    Paraphrase(
        r"{int} (?:q|query) (?:heads? )?(?P<and>and|/|,) {kv:int} (?:kv|key-value) heads?",
        "{int} query heads {and} {kv} kv heads",
        "32 query and 4 kv heads",
    ),
    Paraphrase(
        r"{size} total(?=[ ,/;]{1,3}(?:with |and )?[0-9.]{1,6}~[bt] active)",
        "{size} total parameters",
        "a MoE, 1T total / 32B active",
    ),
    Paraphrase(
        r"(?:activat(?:es|ing)|uses|with|routes? through)\s{active:size} of (?:its |the "
        r"|a total of )?"
        r"{total:size}(?:~<param>)?(?: total)?(?: <each> token)?",
        "{active} active, {total} total parameters",
        "a MoE that activates 37B of its 671B per token",
    ),
    Paraphrase(
        r"(?P<layers>{int}~(?:layers?|层))~[x×*]~(?=[0-9])", "{layers}, ", "32 layers x 4096"
    ),
    Paraphrase(r"{count}[- ]token (?=<embedding>)", "vocab {count} ", "a 128k-token embedding"),
    Paraphrase(
        r"{from:size} (?:becomes|turns into|grows (?:in)?to) (?:an? )?(?={to:size})",
        "{from} -> ",
        "if our 7B becomes a 14B",
    ),
    Paraphrase(
        r"{to:size} in place of (?:the |an? )?{from:size}",
        "model that goes from {from} to {to}",
        "train a 14B in place of the 7B",
    ),
    Paraphrase("infinitely many (?=param|weights)", "infinite ", "with infinitely many parameters"),
    Paraphrase(  # m is thousandths elsewhere
        r"(?-i:(?P<millions>(?<![\w.])[0-9]{2,4}(?:\.[0-9])?)m)(?=[- ](?:mod[a-z]{1,4}|param"
        r"|net|llm"
        r"|lm|transformer|toy|gpt|bert)|~(?:模型|参数))",
        "{millions}M",
        "a 350m model",
    ),
    Paraphrase("瘦身", "缩小", "把模型瘦身到 3B"),
    Paraphrase(
        r"(?:one|a single|a) (?P<what>(?:kv|key-value|k/v) heads?)", "1 {what}", "with one KV head"
    ),
    Paraphrase(
        r"{int}~个?~(?:heads?|头)~(?:的|of|,)?~(?:plain |full |standard )?(?:mha"
        r"|multi-head attention)",
        "{int} heads, {int} kv heads",
        "32 heads of MHA become 4 kv heads",
    ),
    Paraphrase(
        r"[0-9]{1,3}x[0-9.]{1,4}b~(?P<moe>moe)?(?=[^.?;]{0,16}[0-9.]+~b(?: params?| "
        r"parameters?)? total)",
        "MoE ",
        "8x22B MoE, 141B total params",
    ),
    Paraphrase(
        r"(?P<mlp>(?:mlp|ffn)) (?:of|in|inside) (?:a |one |each "
        r"|every )?(?:single )?(?:block|layer)",
        "{mlp} block",
        "the SwiGLU MLP of a single block",
    ),
    Paraphrase(
        r"(?<![词表加展拓放带])宽~(?:度)?~{int}", "hidden size {int}", "32 层、40 头、宽 5120"
    ),
    Paraphrase(
        r"widen(?:ed|ing)? (?:it|this|the model|them) to {int}",
        "hidden size to {int}",
        "and if I widen it to 5120",
    ),
    Paraphrase("路子|思路", "方法", "按 Chinchilla 的路子"),
    Paraphrase(
        r"(?:what|which) (?:share|fraction|portion|part|percent(?:age)?"
        r"|proportion) of (?P<of>[^?]{0,40}?) "
        r"(?:is|are|goes to|sits in|lies in|belongs to)(?: (?:just|only|the|one|its|tied"
        r"|untied|input|token))* "
        r"embeddings?",
        "{of}: what is the embedding share",
        "What portion of a 1.1B total goes to one tied embedding?",
    ),
    Paraphrase(
        r"(?P<layers>[0-9]{1,3} (?:layers|blocks)) at (?:width "
        r"|hidden )?(?P<width>[0-9]{3,5})(?![0-9,.k]|~(?:tok|b(?![a-z])))",
        "{layers}, hidden size {width}",
        "32 layers at 4096 by 12Lh²",
    ),
    Paraphrase(
        r"(?<!the )q~[,/]~k~[,/]~v~(?:[,/&]|and)~(?:and )?o(?: projections?| matrices| "
        r"weights)? (?:of|in) "
        r"(?:a |one |each )?(?:single )?layer",
        "attention parameters of one layer",
        "q,k,v,o of a single layer: params?",
    ),
    Paraphrase("exact count", "exact parameter count", "tied head. exact count?"),
    Paraphrase(
        r"[0-9.]+~(?:x|times|倍)~(?:of |the size of )?(?:gpt-?[0-9]|llama[ -]?[0-9]?|bloom|it)~,?~"
        r"(?:i\.e\.?|that is|meaning|so|=|即|也就是),?~(?={number}~(?:[bt]|billion|trillion"
        r"|万亿|亿))",
        "",
        "model 10x GPT-3, i.e. 1.75 trillion params",
    ),
    Paraphrase(
        r"(?P<kind>untied|tied) (?:in/out|input/output|in and out"
        r"|input and output) (?=embeddings?)",
        "{kind} ",
        "vocab 32000 with untied in/out embeddings",
    ),
    Paraphrase(
        "(?P<family>(?:llama|qwen|gpt|mistral|gemma|deepseek|glm|baichuan|falcon|bloom|phi"
        "|yi)[- ]?[0-9.]{0,4})"
        "~(?:的|里的?|系列的?)~(?=[0-9][0-9.]*~(?-i:B)(?![a-z]))",
        "{family} ",
        "升级到 Llama 3 的 70B",
    ),
    Paraphrase(
        "multipl(?:y|ies|ied) (?P<what>the [a-z ]{3,40}?) by (?:what|how much|which factor)",
        "makes {what} go up by what factor",
        "doubling the hidden size multiplies the parameter count by what?",
    ),
    Paraphrase(
        r"^(?:one|a|a single) (?P<kind>(?:[a-z-]+ ){0,2})(?:block"
        r"|layer)~[:,](?P<rest>[^?]*?)(?:params|parameters|weights)~(?=[?])",
        "{kind}: {rest}params in one layer",
        "one GQA block: h=5120, 40 q heads, 8 kv heads. params?",
    ),
    Paraphrase(
        r"batch of {n:int} (?P<of>sequences|samples|examples)",
        "batch size {n} {of}",
        "a batch of 256 sequences",
    ),
    Paraphrase(
        r"(?:in/out|输入输出|输入/输出|输入和输出)?~(?:的~embedding~)?不~(?:tie|tied"
        r"|绑定)(?![a-z])",
        "输入输出不共享",
        "in/out 不 tie",
    ),
    Paraphrase(
        r"(?P<mlp>swiglu|ffn|mlp|feed-?forward)(?: layer)? width",
        "{mlp} intermediate size",
        "SwiGLU width 8192",
    ),
    Paraphrase(
        r"how many (?:weights|params|parameters) (?:are|is) (?:the |in )?embeddings? (?:and"
        r"|[+]|plus|&) (?:the )?"
        r"(?:un-?embedding|output head|lm head|output embeddings?|head)s?(?: together| "
        r"combined| in total)?",
        "how many embedding parameters",
        "how many weights are embedding + unembedding together?",
    ),
    Paraphrase(
        r"how many (?P<what>weights|params|parameters) (?:is|are) (?:that|it|this) (?:in|for"
        r"|per) (?:each|every|a|one) (?:layer|block)",
        "how many parameters per layer",
        "how many parameters is that in each layer?",
    ),
    Paraphrase(
        r"(?<![\w/.])(?P<size>[0-9][0-9.]*~(?-i:[BMT])) one(?=~[?,.;]|~$)",
        "{size} model",
        "for a 400M model and for a 4.5B one?",
    ),
    Paraphrase(
        r"(?P<vocab>vocab[^?]{0,40}?)what(?: is|'s) the total(?: then| now)?(?=~[?])",
        "{vocab}what is the total parameter count",
        "Now add separate embeddings for a 100,000-token vocab, what is the total then?",
    ),
    Paraphrase(
        r"(?:an? )?{int}-head (?:MHA|multi-head attention)",
        "{int} heads, {int} kv heads",
        "compares a 48-head MHA baseline with",
    ),
    Paraphrase(
        r"all (?:4|four) (?:attn|attention) (?:mats|matrices|projections|projs)(?: \([qkvo ,]+\))?",
        "qkvo",
        "lora r=32 on all 4 attn mats (q k v o)",
    ),
    Paraphrase(
        r"(?P<name>[A-Z][A-Za-z-]*[0-9.]*)~[(（]~(?P<size>[0-9][0-9.]*~(?-i:[BM]))~[,，、]~(?P<data>[0-9][0-9.]*~(?-i:[BT])~token)s?~[)）]",
        "{size}/{data}",
        "GPT-3(175B,300B token)换成 70B 训 1.4T token",
    ),
    Paraphrase(
        "跟~{count}~(?:参数)?~(?:对得上|吻合|一致|相符)~(?:吗|么|不)?",
        ",是 {count} 吗",
        "跟 1750 亿对得上吗",
    ),
    Paraphrase(
        "注意力~部分~(?:[(（][^()（）]*[)）])?~(?:一|每)层~(?:有)?~多少~参数",
        "每层注意力参数量是多少",
        "注意力部分(q、k、v、o 四个方阵)一层多少参数?",
    ),
    Paraphrase(
        "MHA~(?:with |of )?{int} heads",
        "{int} heads, {int} kv heads",
        "40 layers, MHA with 40 heads x 128",
    ),
)
