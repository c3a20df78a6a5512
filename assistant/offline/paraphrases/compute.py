"""Speed and time: peaks and shares of them, rates, bubbles, decoding, parallelism."""

from __future__ import annotations

import re
from fractions import Fraction

from ..numbers import number_text
from .paraphrase import Paraphrase

_PARALLEL = (
    r"(?P<kind>数据并行|张量并行|流水线?并行|data[ -]parallel(?:ism)?|tensor[ -]parallel(?:ism)?)"
)
_PER_TOKEN = (
    r"(?:per[- ]token (?:flops?|compute)|(?:flops?|compute) per token|每 ?token~的?~"
    r"(?:计算量|算力|flops?))"
)


def _rest_of_time(match: re.Match[str]) -> str:
    """So many hours lost of so many, as the share of the time that is left."""
    lost, whole = Fraction(match["lost"]), Fraction(match["whole"])
    return f"goodput {number_text(100 * (1 - lost / whole))}%" if lost < whole else match[0]


COMPUTE = (
    Paraphrase(
        r"{int}~[张块个]?~<card>~(?:做|用于|用来做|拿来做|走|开|跑|的|of|in|for)?~" + _PARALLEL,
        lambda m: (
            f"{m['int']} GPU {m['kind']}"
            if m["kind"][0] in "张tT"
            else (f"{m['kind']} {m['int']}, {m['int']} GPU")
        ),
        "8 张卡做数据并行",
    ),
    Paraphrase(
        r"(?P<zero>zero[- ]?(?:stage ?)?s?)1 ?[、,/] ?2 ?(?:[、,/和与及]|,? ?and|&) ?3",
        "ZeRO-1、ZeRO-2、ZeRO-3",
        "ZeRO-1, 2 and 3",
    ),
    Paraphrase(
        r"(?P<zero>zero[- ]?(?:stage ?)?s?)(?P<a>[12]) ?(?:[、,/和与及]|and|or"
        r"|vs\.?) ?(?P<b>[23])(?![0-9.])",
        "ZeRO-{a}、ZeRO-{b}",
        "ZeRO-1 vs 3",
    ),
    Paraphrase(r"(?P<zero>zero[- ]?[123])[,，](?=[0-9])", "{zero}, ", "ZeRO-3,64 卡"),
    Paraphrase(r"(?P<degree>rank|r|batch|bs|tp|pp|dp|ep|cp)-(?=[0-9])", "{degree} ", "TP-8, PP-4"),
    Paraphrase(
        r"(?:hits?|hitting|reach(?:es|ing)?|gets?|getting|achiev(?:es?|ing)"
        r"|sees?) {share} of (?:it|that)",
        "MFU {share}",
        "peak is 989 TFLOPS and we hit 35% of it",
    ),
    Paraphrase(
        r"{share} of (?:the )?(?:theoretical )?peak|(?:理论)?峰值的~{zh:share}",
        "MFU {share}{zh}",
        "at 38% of peak",
    ),
    Paraphrase(
        r"{of:share} of (?:the |its |peak |theoretical )*(?:memory )?bandwidth"
        r"|(?:显存|内存)?带宽(?:利用率?|效率|打|能?用到?|实际)?的?~{on:share}"
        r"|{zh:share}~的(?:显存|内存)?带宽(?:利用率|效率)?",
        " MBU {of}{on}{zh} ",
        "70% of the memory bandwidth",
    ),
    Paraphrase(
        r"(?P<peak>[0-9]{3,4})(?= (?:dense |bf16 |theoretical )*peak(?![a-z]))",
        "{peak} TFLOPS",
        "a card of 989 dense peak",
    ),
    Paraphrase(
        r"{number}(?P<of>(?: (?:dense|sparse|bf16|fp16|fp8|tensor|matmul)){1,3}) (?=<flops>)",
        "{of} {number} ",
        "2250 dense bf16 TFLOPS",
    ),
    Paraphrase(
        r"{number} (?P<of>achieved|sustained|effective|measured|actual|peak|model) (?=<flops>)",
        "{of} {number} ",
        "180 achieved TFLOPS",
    ),
    Paraphrase(
        r"(?:实际|真实|真正)能?(?:跑到|跑出|达到|只有)~(?=[0-9.]+~[TPG]?FLOP)",
        "实际算力 ",
        "每卡实际跑到 180 TFLOPS",
    ),
    Paraphrase(r"(?P<flop>flops?)~时(?=[,，])", "{flop}", "预算 1e21 FLOPs 时,"),
    Paraphrase(r"(?P<letter>(?-i:[CDNL]))\*(?![\w*(])", "{letter}", "what are N* and D*"),
    Paraphrase(
        r"bubble~(?:time )?(?:÷|/|over|divided by|relative to|as an? (?:fraction|share"
        r"|percentage) of"
        r"|vs\.?|compared (?:to|with))~(?:the )?ideal(?: compute| step| working)?(?: time)?",
        "bubble over ideal time",
        "bubble ÷ ideal time",
    ),
    Paraphrase(
        r"[气空]泡(?:时间)?~(?:与|占|相对于?|除以|/|÷|比)~理想(?:的|计算|工作)*(?:时间|耗时)"
        r"(?:之比|的比例|的比值)?",
        "气泡与理想时间之比",
        "气泡占理想时间的比例",
    ),
    Paraphrase(
        r"每(?:级|卡|设备|张卡|个?设备|个? ?stage)~(?P<int>[0-9]{1,2})~个?(?:模型)?分?块",
        "每卡分块 {int} ",
        "交错调度,每级 2 个模型块",
    ),
    Paraphrase(
        rf"{_PER_TOKEN}(?=.*1 ?\+ ?s ?/ ?\(? ?6 ?h)",
        "attention factor",
        "per-token compute by 1 + s/(6h)",
    ),
    Paraphrase(
        rf"(?P<by>1 ?\+ ?s ?/ ?\(? ?6 ?h ?\)?)(?P<then>.{{0,12}}?){_PER_TOKEN}",
        "{by}{then}attention factor",
        "用 1+s/(6h) 算每 token 计算量",
    ),
    Paraphrase(
        r"(?:按|用)~8~nd~来?(?:算|计)(?:的话)?(?=[?？]|$)",
        "硬件算力多少",
        "7B 训 1T token,按 8ND 算?",
    ),
    Paraphrase("per[- ]token compute", "compute per token", "the per-token compute"),
    Paraphrase(
        r"(?:is |was |are |being )?(?:only |just )?(?:up|running"
        r"|available) (?=[0-9.]{1,5} ?% of the "
        r"time)",
        "goodput ",
        "the cluster is up 92% of the time",
    ),
    Paraphrase(
        "what (?:does|will|would) (?:it|that|the run) really take",
        "what is the calendar time",
        "with 10% lost to failures, what does it really take",
    ),
    Paraphrase(r"(?:a |one )?fortnight", "14 days", "done in a fortnight"),
    Paraphrase(
        r"(?:upper bound|ceiling|limit|maximum|max) (?:for|of|on|to) (?:single-stream "
        r"|single stream "
        r"|one-stream |batch-1 )?(?:decode|decoding|generation)(?= ?[:?,]|$)",
        "decoding speed",
        "upper bound on single-stream decoding?",
    ),
    Paraphrase(r"解码(?:能|可以|会)?跑?到?有?多快", "解码速度是多少", "70B 解码能多快"),
    Paraphrase(
        r"(?P<card>[张块台个]~[a-z0-9]+(?: [a-z0-9]+)?~|[张块]~卡~|[0-9]~[张块个]?~(?:卡|gpu)s?~)"
        r"(?=每[张卡块台个])",
        "{card},",
        "64 卡每卡 700 瓦",
    ),
    Paraphrase(
        r"(?P<lora>lora)~(?:可训练?|的)?~(?P<size>[0-9][0-9.]*~(?:亿|万|百万|M|B|million))~个?~"
        r"(?:参数|params?)",
        "{lora} 参数 {size} ",
        "LoRA 3 亿参数",
    ),
    Paraphrase(
        r"(?:holding|sustaining|averaging|delivering|achieving|doing|getting) <about>{number} "
        r"(?=<flops>)",
        "achieved {number} ",
        "with every card holding 150 TFLOP/s",
    ),
    Paraphrase(
        r"(?:shard(?:s|ing)? (?:the )?(?P<of>gradients|grads|param(?:eter)?s|weights) (?:too"
        r"|as well)"
        r"|(?:the )?(?P<on>gradients|grads|param(?:eter)?s|weights) (?:get|are|being) sharded"
        r"(?: too| as well)?|(?P<zh>梯度|参数|权重)也(?:切|分|切分|分片)(?:了|掉|开)?)"
        r"(?:~[(（]~(?:zero[- ]?)?(?:stage )?[123]~[)）])?",
        lambda m: f"ZeRO-{2 if (m['of'] or m['on'] or m['zh'])[0].lower() in 'g梯' else 3}",
        "and when the gradients get sharded too (stage 2)",
    ),
    Paraphrase(
        r"(?P<n>number|count) (?:needed|required)(?= for| to|[?,])",
        "{n} of GPUs needed",
        "B200s at 35%: number needed for 1e25 FLOP",
    ),
    Paraphrase(
        r"(?P<of>model flops)~[(（]~6~nd~[)）](?P<and>.{0,12}?)"
        r"(?P<hard>hardware flops)~[(（]~8~nd~[)）]",
        "{of}{and}{hard} with full recomputation",
        "model FLOPs (6ND) and hardware FLOPs (8ND)",
    ),
    Paraphrase(
        r"(?:[a-z]+ )?(?:takes?|brings?|is|are|goes) (?:the )?(?:[a-z]+ )?(?:down|offline"
        r"|idle|lost)"
        r"(?: for)? {lost:int} (?:hours?|h) (?:out )?(?:of|in) every {whole:int}(?: hours?)?",
        _rest_of_time,
        "maintenance takes the cluster down 2 hours out of every 24",
    ),
    Paraphrase(
        r"(?P<n>[68])~flops? (?:per|/|a) param(?:eter)? (?:per|and|/|a) token",
        "{n}ND",
        "I count 8 FLOPs per parameter per token",
    ),
    Paraphrase(
        r"zero~(?:的)?~(?:一、二、三|一二三|1、2、3)~(?:级|阶段)?",
        "ZeRO-1、ZeRO-2、ZeRO-3",
        "ZeRO 一、二、三级",
    ),
    Paraphrase(
        r"how much memory (?:the )?(?:mixed[- ]precision )?adamw? (?:needs|takes|uses|wants)"
        r"(?: for (?:its|the) states)?",
        "how much training state memory",
        "how much memory mixed-precision Adam needs for its states",
    ),
    Paraphrase(
        r"single[- ]stream (?:ceiling|limit|maximum|upper bound)(?= of| for)",
        "decoding speed",
        "single stream ceiling of a 32B",
    ),
    Paraphrase("fleet size", "number of GPUs", "fleet size needed: 50B, 4T tokens, 60 days"),
    Paraphrase(
        r"(?:hand|give|lend|offer)s? us {int}(?=~[,.?;]|\s*$)",
        "with {int} GPUs",
        "28 days on 512 cards, they hand us 896, how long then?",
    ),
    Paraphrase(
        r"(?:measured|observed|clocked|logged"
        r"|(?:doing )?an? real) (?:at )?<about>{number} (?=<flops>)",
        "achieved {number} ",
        "Measured 185 TFLOP/s per card",
    ),
    Paraphrase(
        r"(?<!zero )(?<!zero-)(?<!pipeline )stage (?P<stage>[123])(?= instead|~[,?]|\s*$)",
        "ZeRO-{stage}",
        "ok and stage 1 instead",
    ),
    Paraphrase(
        r"^(?!model FLOPs and)(?=.*(?<![0-9])6~nd(?![a-z]))(?=.*(?<![0-9])8~nd(?![a-z]))",
        "model FLOPs and hardware FLOPs with full recomputation? ",
        "the hardware does 8ND while the model needs 6ND. Give me both",
    ),
    Paraphrase(
        r"(?P<by>按|照|as|with|like|by)~(?:C~\^~(?:0\.5|\(?1/2\)?)|√C|sqrt\(C\))(?![0-9])",
        "{by} Chinchilla",
        "N 和 D 都按 C^0.5 涨",
    ),
    Paraphrase(
        r"what (?:does|would|do) 6~nd (?:give|come to|say|yield|make)",
        "what is the training compute",
        "What does 6ND give?",
    ),
    Paraphrase(
        r"(?:inference|serving)(?: compute| flops)? (?:has |have |will have )?"
        r"(?:caught up with|catch(?:es)? up with|overtak(?:e|es|en)|outgrow(?:s|n)?"
        r"|drawn level with) "
        r"(?:the )?training(?: compute| flops)?",
        "inference compute equals training compute",
        "until inference compute has caught up with training",
    ),
    Paraphrase(
        r"C~(?P<is>等于|是|为)~多少倍的?~N~(?:²|\^2|2)",
        "C {is} N² 的多少倍",
        "k 是多少?C 等于多少倍的 N²",
    ),
    Paraphrase(
        "(?:平均)?~(?:每|单)~[张块台个]?~(?:卡|gpu|节点)~(?:平均)?~(?:大概|大约"
        "|约)?~(?P<time>[0-9.]+~[万千]?~(?:小时|天|年))~"
        "(?:才|就|会)?~(?:坏|故障|挂|出错|出故障)掉?~一次",
        "单卡 MTBF {time}",
        "1000 张卡,平均每张卡 5 万小时坏一次",
    ),
    Paraphrase(
        "(?:each|every|an?|one)(?: <card>| one| of them)? (?:fails|dies|breaks|crashes|goes down) "
        "(?:about |on average |roughly )?(?:once )?(?:in|every|per"
        "|each) {number} (?P<unit>hours|days|years)",
        "with an MTBF of {number} {unit} per GPU",
        "1000 GPUs, each fails once in 50,000 hours",
    ),
    Paraphrase(
        "how often (?:does|will|would) (?:the |our |this )?(?:whole )?cluster (?:fail|crash"
        "|break|go down)",
        "what is the cluster MTBF",
        "How often does the cluster fail?",
    ),
    Paraphrase(
        r"inference (?:has |will have )?(?:cost|costs|used|uses|taken|takes|consumed"
        r"|burned) as much compute as (?:the )?training(?: did)?",
        "inference compute equals training compute",
        "before inference has cost as much compute as training did",
    ),
    Paraphrase(r"(?P<k>[2-9])~[·*×]~N~[·*×]~D", "{k}ND", "all activations are recomputed (8·N·D)"),
    Paraphrase("含~(?:attn|attention|注意力)~的?~mfu", "含注意力的 MFU", "含 attn 的 mfu"),
    Paraphrase(
        r"(?:with )?(?:both |the )?exponents (?:both )?(?:at|of|=|equal to|being) 0\.5",
        "by Chinchilla",
        "with both exponents at 0.5",
    ),
    Paraphrase(
        r"what (?:would|will|does|do) the (?:hardware|gpus|cards|chips) (?:do|execute"
        r"|compute|perform)(?: in total)?",
        "what are the hardware FLOPs",
        "what would the hardware do in total if I turn on full recomputation?",
    ),
    Paraphrase(
        r"flops do(?:es)? (?P<model>[^?,]{3,40}?) (?:spend|take|use|need|cost|burn"
        r"|require) per (?:generated|output|new) token",
        "inference FLOPs per token of {model}",
        "How many FLOPs does a dense 46B spend per generated token?",
    ),
    Paraphrase(
        r"compute (?:equals|is) 120 times the square of the (?:parameter count"
        r"|number of parameters|model size)",
        "C = 120N²",
        "compute equals 120 times the square of the parameter count",
    ),
    Paraphrase(
        r"N (?:is )?(?:proportional to|∝|~) C\^0?\.73 and D (?:is )?(?:proportional to|∝"
        r"|~) C\^0?\.27,?",
        "",
        "Kaplan exponents N proportional to C^0.73 and D proportional to C^0.27,",
    ),
    Paraphrase(
        r"extrapolate from (?P<from>N = [0-9.e]+ and D = [0-9.e]+) to {number} times the compute",
        "the optimum is {from}. Go to {number}x the compute",
        "extrapolate from N = 4e9 and D = 1e11 to 25 times the compute.",
    ),
    Paraphrase(
        r"do the two (?:computes?|costs?) (?:break even|match|meet|equal out|draw level)",
        "does inference compute equal training compute",
        "after how many inference tokens do the two computes break even?",
    ),
    Paraphrase(
        "(?:microbatch|micro-batch)~(?:至少|最少|最低)~多少~个",
        "micro-batch 至少要多少个",
        "bubble 不超过 10%,microbatch 至少多少个",
    ),
    Paraphrase(
        "D/N~(?:保持|固定|维持)~20(?![0-9.])", "每参数 20 个 token", "D/N 保持 20,N 和 D 各变几倍"
    ),
)
