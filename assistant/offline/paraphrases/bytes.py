"""Bytes: those of a parameter and of a state, of checkpoints, of a cache, of a card."""

from __future__ import annotations

import re
from fractions import Fraction

from ..numbers import number_text
from ..words.changes import ORDINALS
from .paraphrase import Paraphrase

_FORMAT = r"(?:bf16|fp16|fp32|fp8|int8)"
_STATE = r"(?:weights?|grads?|gradients?|master|moments?|momentum)(?![a-z])"


def _in_bits(match: re.Match[str]) -> str:
    """Bytes that no trained parameter has so few of are those of a stored weight."""
    return f" {float(match['number']) * 8:g} bits "


def _share(part: str) -> str:
    """A part in words as a percentage."""
    return number_text(Fraction(100, ORDINALS[part.lower()]))


BYTES = (
    Paraphrase(
        rf"(?P<part>{_FORMAT} {_STATE}) (?:at |of |are |= ?)?{{number}}~bytes?",
        "{part}",
        "bf16 weights 2 bytes, fp32 master 4 bytes",
    ),
    Paraphrase(
        r"before (?:any |the )?(?P<what>activations)",
        "ignoring {what}",
        "memory before activations",
    ),
    Paraphrase(
        r"(?:largest|biggest|max(?:imum)?) base(?: model)?(?: for q?lora)?",
        "largest model (weights only)",
        "largest base model for QLoRA",
    ),
    Paraphrase("half an? byte", "0.5 bytes", "half a byte a weight"),
    Paraphrase(
        r"{number}~bytes? (?:for )?(?:each of |each )(?:the )?(?:two |both )?moments",
        "two {number}-byte moments",
        "1 byte for each of the two moments",
    ),
    Paraphrase(
        r"{int}~B(?:ytes?)? ?\+ ?(?P=int)~B(?:ytes?)? moments",
        "two {int}-byte moments",
        "2 B + 2 B moments",
    ),
    Paraphrase(r"{number} (?-i:B) (?=" + _STATE + ")", "{number}-byte ", "2 B weights, 2 B grads"),
    Paraphrase(
        r"(?:@|(?<![a-z])at) {int} (?-i:B)(?=[.,;?]|\s*$)",
        "at {int} bytes each",
        "10B parameters at 18 B",
    ),
    Paraphrase(
        r"(?<![\w.])(?P<number>[0-2](?:\.[0-9]{1,3})?)~(?:bytes?|字节|B)~(?:/|per|a|每)~"
        r"(?:<param>|个?参数|权重)(?![a-z])",
        _in_bits,
        "stored at 0.5 bytes per weight",
    ),
    Paraphrase(
        r"{number}~(?-i:B)\s(?=each|apiece|a piece"
        r"|(?:per|for each|for every) (?:trainable|trained|param|weight|adapter))",
        "{number} bytes ",
        "16 B each for trainable weights",
    ),
    Paraphrase("8-bit optimi[sz]er(?: states?)?", "8-bit Adam", "with an 8-bit optimizer"),
    Paraphrase("half[- ]precision", "fp16", "in half precision"),
    Paraphrase(
        r"(?P<saved>checkpoints?|ckpts?) (?:incl\.?|including|with) (?:the )?optimi[sz]er"
        r"(?: states?)?(?=,? (?:at|@|of) [0-9.]+ ?(?:bytes?|B) )",
        "{saved}",
        "a checkpoint with optimizer states at 14 bytes per parameter",
    ),
    Paraphrase(
        r"{bytes} (?:rtx ?|gtx ?)?[2345][0-9]{3}(?: ?ti| ?super)?(?![0-9a-z])",
        "{bytes} card",
        "a 12 GB 3060",
    ),
    Paraphrase(
        r"(?P<each>每张|每卡|单卡)~[0-9]{1,3}~gi?b?~的?(?:卡"
        r"|显存)?[^,,。;0-9]{0,4}只[留用能]?(?:留|用)?"
        r"~{left:int}~gi?b?(?![a-z])(?:~(?:给|用于|放|用来放?)[^,,。;0-9]{0,8})?",
        "{each} {left} GB 卡",
        "每卡 80 GB 只留 60 GB 给模型状态",
    ),
    Paraphrase(
        r"[0-9]{1,3} ?gi?b (?P<cards><card>[^.;,?0-9]{0,24}?(?:only|with|have|leaves|leaving"
        r"|keeps|keeping)) "
        r"{left:bytes} (?:free|available|usable|left|for)(?: for)?(?: (?:the )?[a-z]+){0,2}",
        "{left} cards,",
        "80 GB cards with only 60 GB free for weights",
    ),
    Paraphrase(
        r"(?:one )?half of (?=(?:the |its |my )?(?:ram|memory|vram))",
        "50% of ",
        "half of the memory is taken",
    ),
    Paraphrase(
        r"[0-9]+ ?gi?b (?P<cards><card>[^.;?]{0,80}?)(?:when |if |and |but )?(?:only|at most|just) "
        r"{left:bytes} (?:of (?:each|every|a) <card>|on each) (?:may|can|is|are|will)"
        r"(?: (?:go|be used|be given|free|left))*(?: to| by| "
        r"for)?(?: (?:the )?(?:model )?states?)?",
        "{left} {cards}",
        "24GB cards when only 20 GB of every card may go to model states",
    ),
    Paraphrase(
        r"{all:number} ?(?P<unit>gi?b)(?P<between>(?: [a-z]+){0,3}?,? ){spared:number}(?= of "
        r"(?:that|it|them) (?:has|have|must|should|needs?|stays?|will|is|are|goes))",
        "{all} {unit}{between}{spared} {unit}",
        "141 GB, 30 of that has to stay free",
    ),
    Paraphrase(
        r"{int}~gi?b?~的?~(?:rtx ?|gtx ?)?[2345]0[5-9]0(?: ?ti| ?super)?(?![0-9a-z])",
        "{int} GB card",
        "12G 的 3060",
    ),
    Paraphrase(
        r"(?P<from>(?:bf16|fp16|fp32|16-bit|int8|8-bit)[^.,;?0-9]{0,20}(?:to|->|→|到|成)) "
        r"(?P<bits>[234568])~(?:bits?|比特|位)(?:~(?:per|a|each) <param>)?",
        "{from} {bits}-bit",
        "going from bf16 to 6 bits per weight",
    ),
    Paraphrase(r"[(（]~(?P<one>[1-8])~\+~(?P=one)~[)）]", "", "bf16 weights and grads (2+2)"),
    Paraphrase(
        r"(?:keep|keeping|store|storing|retain|retaining)s? (?:the )?(?:last |latest "
        r"|newest )?{int} "
        r"(?:full |complete )?(?P<what>checkpoints|ckpts)",
        "{int} {what} kept",
        "we keep the last 5 full checkpoints",
    ),
    Paraphrase(
        r"(?:one|1) bytes? (?:each )?for (?:m and v|each moment|both moments|each of m and v)"
        r"|(?:one|1) bytes? each for m and v",
        "two 1-byte moments",
        "one byte each for m and v",
    ),
    Paraphrase(
        r"(?:{number}~)?<param>~\+[^.;:?=]{4,60}(?:=|so|i\.e\.|that is"
        r"|makes)~(?={total:number}~(?:bytes?|B)~(?:/|per"
        r"|a)~param)",
        "",
        "2 weights + 2 grads + 4 master + 1 + 1 moments = 10 bytes/param",
    ),
    Paraphrase(
        r"(?P<card>[0-9]{1,3}~gi?b?~的?卡)?~每[张卡]~(?:只|最多|顶多)?能?(?:只"
        r"|最多)?拿~(?:出|得出)?~{left:int}~gi?b?"
        r"~(?:放|装|存|给)[^,，。;]{0,6}",
        "{left} GB 卡",
        "80G 卡每张只能拿 64G 放权重",
    ),
    Paraphrase(
        r"(?:the )?(?:grads|gradients) (?:are |being )?(?:kept|held|stored"
        r"|accumulated) in (?:fp32|bf16)~"
        r"[(（]~{number}~(?:bytes?|B)~(?:/|per|a)~param[a-z]*~[)）]",
        "{number} bytes per parameter",
        "now with the grads kept in fp32 (18 B/param)",
    ),
    Paraphrase(
        r"(?:how (?:big|large) )?(?P<the>the )?mixed[- ]precision adamw? states(?: are| is)?",
        "{the}model states",
        "plus how big the mixed precision Adam states are",
    ),
    Paraphrase(
        r"(?:everything|all)(?: in| kept in)? (?P<format>fp32|bf16"
        r"|fp16)~[(（](?P<parts>[^()（）]{6,60})[)）]",
        "{parts} in {format}",
        "everything fp32 (weights, grads, one momentum buffer)",
    ),
    Paraphrase("one momentum(?: buffer)?", "momentum", "weights, grads, one momentum buffer"),
    Paraphrase(
        r"(?P<n>[1-8])~\+~(?P=n)~(?:bytes? )?(?:for |of )?(?:the |both |two )*moments",
        "two {n}-byte moments",
        "1+1 for the moments",
    ),
    Paraphrase(
        r"(?P<keep>leave|leaving|keep|keeping|reserve) (?:about )?(?:an? |one )"
        r"(?P<part>quarter|third|half|fifth|tenth)(?: of (?:it|that|this))?(?= (?:free|for|spare))",
        lambda m: f"{m['keep']} {_share(m['part'])}% of the memory",
        "16 GB of VRAM, leave a quarter of it for everything else",
    ),
    Paraphrase(
        r"^(?:and )?(?P<format>[0-9]{1,2}[- ]?bits?|bf16|fp16|fp8|int8|int4) weights~\?",
        "with {format} weights?",
        "4-bit weights?",
    ),
    Paraphrase(
        "连(?:同|着|带)?~(?P<what>优化器(?:状态)?)~(?:一起|一块儿?|一并|都)~(?:存|保存|写)",
        "含{what}",
        "断点连优化器一起存",
    ),
    Paraphrase(
        "(?:just |only )?(?:the )?(?:weights|base)(?: and| \\+|,) (?:the )?(?:adapters?"
        "|optimi[sz]er)"
        "(?: states?)? only",
        "",
        "is it doable? weights and adapter states only",
    ),
    Paraphrase(
        "(?P<size>[0-9]{1,3}~gi?b?)~的?~卡~能(?:不能)?~(?P<how>q?lora"
        "|全参)~微调~(?P<model>[0-9.]+~(?-i:B)(?![a-z]))~(?:模型)?~(?:吗|么)?~(?=[?？]|$)",
        "{how} 微调 {model} 的模型,{size} 的卡放得下吗",
        "48GB 的卡能 QLoRA 微调 70B 吗?",
    ),
    Paraphrase(
        r"(?:another |an extra |a further )?{share}(?: (?:headroom|overhead|extra|margin|slack))?"
        r"(?: space)? on top(?: of (?:the )?weights)?(?: for [a-z ]{3,24})?",
        "{share} framework overhead",
        "with 15% headroom on top of the weights",
    ),
    Paraphrase(
        r"(?:if )?(?:an?|one) (?P<part>quarter|third|half|fifth|tenth) of (?:the|its"
        r"|that) (?:memory|vram|ram|card) "
        r"(?:must|should|has to|needs to|is to) (?:remain|stay|be kept|be left) (?:free"
        r"|empty|unused)",
        lambda m: f"keep {_share(m['part'])}% of the memory free",
        "if a quarter of the memory must remain free?",
    ),
    Paraphrase(
        r"activations? (?:may|can|should|shall|are to|could) be "
        r"(?:ignored|neglected|left out|excluded|disregarded)",
        "ignoring activations",
        "fit on one 48 GB card? Activations may be ignored.",
    ),
    Paraphrase(
        r"(?:by my count )?(?:it is "
        r"|that is )?[0-9.]+ bytes (?:each )?for (?:the )?weights[^.;?]{10,140}?,? (?:so "
        r"|i\.e\. |that is |makes |= ?)?"
        r"(?={total:number} bytes per param)",
        "",
        "2 bytes for weights, 2 for gradients and 12 for the rest, 16 bytes per parameter",
    ),
    Paraphrase(
        r"(?:big )?enough (?:memory |room |space )?for (?:the |its )?weights(?=~[?])",
        "do the weights fit",
        "123B bf16, 2x80GB enough for weights?",
    ),
    Paraphrase(
        r"(?P<saved>checkpoint[^?:]{0,60}): (?:its )?size and (?:write |save )?time(?= (?:at"
        r"|to|over|with))",
        "{saved}: checkpoint size and save time",
        "Checkpoint of a 30B with fp32 optimizer: size and time at 5 GB/s?",
    ),
    Paraphrase(
        r"(?P<where>电脑|笔记本|机器|显卡|本子)~(?:上)?~能~(?:跑|装|带|放)~多大的模型",
        "{where} 的显存能放下多大的模型",
        "我这电脑能跑多大的模型?",
    ),
    Paraphrase(
        "梯度~(?:也|都)?~(?:用|存|保持|是)~fp32[,，]~(?=每~(?:个)?参数~1[68]~字节)",
        "",
        "梯度也用 fp32,每参数 18 字节,40B 共多少显存?",
    ),
    Paraphrase(
        r"(?:minimum|min|smallest|least|lowest) number(?=(?: just| only)? (?:for|to hold"
        r"|to fit)(?: just| only)? (?:the )?weights)",
        "minimum number of cards",
        "671B in bf16 on 141 GB H200s, minimum number just for the weights?",
    ),
    Paraphrase(
        r"(?P<cards>[0-9]+ <card>),? each~(?=[?])",
        "{cards}, memory per GPU",
        "split with zero-3 on 16 GPUs, each?",
    ),
    Paraphrase("一份~(?:有|是)?~多大", "断点大小是多少", "断点按每参数 14 字节保存,一份有多大?"),
    Paraphrase(
        r"(?P<size>[0-9.]+ ?gi?b) (?:has to|have to|must|needs to|should) (?:stay|remain"
        r"|be) (?:free|unused|reserved) for (?:everything else|the rest|other things)",
        "leave {size} free",
        "4 GB has to stay free for everything else.",
    ),
    Paraphrase(
        r"(?<!many )weights (?:in|at) (?P<format>bf16|fp16|int8|int4|fp8|fp4|fp32"
        r"|[0-9]{1,2}[- ]?bits?)(?= (?:for|of))",
        "weight memory in {format}",
        "weights in bf16 for 7B?",
    ),
    Paraphrase(
        "只~(?:拿|用)~{share}~(?:来)?~(?:放|装|存|给)~(?:weights|权重|模型)?",
        "{share} 可用",
        "单卡 141GB 只拿 85% 放 weights",
    ),
    Paraphrase(
        "传(?P<what>[^,，。?？0-9]{0,6}[0-9][^,，。?？]{0,12}?)(?:weights(?!-)|权重)",
        "传{what}weights-only checkpoint",
        "网络传一份 17B 的 bf16 weights",
    ),
    Paraphrase(
        "(?:weights|权重)~之外~再?加~(?:上)?~{share}~的?~(?:overhead|开销|余量|冗余)",
        "框架开销 {share}",
        "weights 之外再加 15% overhead",
    ),
    Paraphrase("权重~(?:单独)?~存盘", "只存权重的断点", "7B 的 bf16 权重存盘多大?"),
    Paraphrase(
        r"[0-9.]+ \([^()]{3,20}\)(?: \+ [0-9.]+ \([^()]{3,24}\))+ = "
        r"(?={total:number} bytes per param)",
        "",
        "2 (weights) + 2 (grads) + 4 (fp32 master) + 2 (both moments) = 10 bytes per param",
    ),
)
