"""Abbreviations and signs of people who type little."""

from __future__ import annotations

import re
from fractions import Fraction

from ..numbers import number_text
from .paraphrase import Paraphrase, value_of

_CARD = r"(?:[abhlvABHLV][0-9]{2,4}|gpu|card)"


def _bytes_in_all(match: re.Match[str]) -> str:
    """The bytes of each part of a parameter's state, as their sum."""
    parts = re.findall(r"[0-9]+(?:\.[0-9]+)?", match["parts"])
    return f"{number_text(sum(map(Fraction, parts), Fraction(0)))} bytes per parameter"


def _prompt_and_answer(match: re.Match[str]) -> str:
    """The tokens of a prompt and of its answer, as all that the model goes through."""
    tokens = value_of(match["prompt"]) + value_of(match["answer"])
    return f"inference tokens {number_text(tokens)}"


SHORTHAND = (
    Paraphrase(
        r"(?<![\w.=])(?P<days>(?!(?:128|192|256|320)d)(?:[0-9]{1,2}(?:\.[0-9])?"
        r"|[123][0-9]{2}))d(?![a-z0-9=-])",
        "{days} days ",
        "14d, 700W",
    ),
    Paraphrase(r"(?<![\w-])kv~=~(?P<heads>[0-9]{1,3})(?![0-9.])", "kv heads {heads}", "L=80, kv=8"),
    Paraphrase(r"(?<![\w-])hd~=~(?P<width>[0-9]{2,4})(?![0-9.])", "head dim {width}", "hd=128"),
    Paraphrase(
        r"(?:min(?:imum)? )?#(?: ?of)? ?(?=[a-z])", "number of ", "8k tokens a step -> #steps"
    ),
    Paraphrase("wts", "weights", "bf16 wts fit?"),
    Paraphrase("gbs", "global batch size", "D=750B, gbs=2.5M tok"),
    Paraphrase("mbs", "micro batch size", "gbs=2048, mbs=4"),
    Paraphrase(r"\(?(?:fwd|forward)~[+/&]~(?:bwd|backward)(?: pass)?\)?", "", "one step (fwd+bwd)"),
    Paraphrase("fwd", "forward", "fwd FLOPs/tok"),
    Paraphrase("infer", "inference", "infer FLOPs/day"),
    Paraphrase(r"non-?emb", "non-embedding", "non-emb params"),
    Paraphrase(r"(?<!non-)emb(?=~(?:params?|参数|table|表|layer|层))", "embedding", "emb params"),
    Paraphrase(r"grad ckpt(?:ing)?", "gradient checkpointing", "grad ckpt"),
    Paraphrase(
        rf"(?P<card>{_CARD})-?h(?:rs?)?(?=[ ?,;]|$)(?! ?=)",
        "{card}-hours",
        "A100-h for 5B / 2T tok",
    ),
    Paraphrase(r"D_?opt~=~\?", "optimal tokens?", "OPT 175B saw 180B tok: D_opt=?"),
    Paraphrase(r"N_?opt~=~\?", "optimal parameters?", "C=1e22: N_opt=?"),
    Paraphrase(
        r"(?P<n>[0-9][0-9.]*~(?:k|M|B)?)~req(?:s|uests)?~(?:/|per|a)~(?P<period>day|s|sec)"
        r"(?![a-z])~[x×*]~(?P<length>[0-9][0-9,]*~k?)~(?:tok|tokens)(?![a-z])",
        "{n} requests per {period} of {length} tokens each",
        "40M req/day x 350 tok",
    ),
    Paraphrase(r",?~(?:y/n|yes/no)(?=~[?]|~$)~\??", "?", "14B on 1x24GB, fit y/n"),
    Paraphrase(
        r"(?<![A-Za-z0-9_])(?P<letter>(?-i:[CNDLh]))~[x×]~(?P<by>[0-9][0-9.]*)(?![0-9.]*~[a-zA-Z])",
        "{letter} grows {by}x",
        "L×3、h×1.5",
    ),
    Paraphrase(
        r"(?P<what>(?:goes|go|scales?|grows?|compute|cost|memory|time|flops|params|each"
        r"|[NDCLh]|参数|算力|各)~)"
        r"[x×]~(?=[?？])",
        "{what} by what factor",
        "7B/2.5T -> 13B/5T, compute x?",
    ),
    Paraphrase(r"C~=~[?？]~[x×]~N~(?:²|\^2)", "C 等于 N² 的多少倍?", "k=?C=? ×N²"),
    Paraphrase(
        r"(?P<what>save|write|load|copy|dump|run|training) takes~(?=\?)",
        "how long does the {what} take",
        "fs writes 8GB/s. save takes?",
    ),
    Paraphrase(
        r"(?<![\w])\$ total(?=~[?]|~$)", "total cost in dollars", "8xH100 at $23/h, $ total"
    ),
    Paraphrase(r"(?<!每)日均?~(?=[0-9][0-9.]*~[万亿kMB]~个?~tok)", "每天 ", "日 8 亿 tok"),
    Paraphrase(r"单~(?=[abhlvABHLV][0-9]{2,4}(?![0-9]))", "1 张 ", "单 A100 7000 tok/s"),
    Paraphrase(
        r"(?P<price>[$¥€]~[0-9.]+~(?:/|每)~(?:卡时|GPU-?h|gpu-hour|小时))~(?:合计|总共|一共"
        r"|总计)~(?=[?？])",
        "{price},一共多少钱",
        "$1.8/卡时合计?",
    ),
    Paraphrase(r"FLOPs?~/~tok(?:en)?s?", "FLOPs per token", "forward FLOPs/tok"),
    Paraphrase(
        r"(?P<letter>(?-i:[LhND])) from (?=[^?]{0,6}[0-9]*(?-i:[LNh]))[^?]{2,16}(?=[?])",
        "what is {letter}",
        "h=2560 fixed. L from 12Lh^2?",
    ),
    Paraphrase(
        r"(?<![A-Za-z0-9_])(?P<letter>(?-i:[LhNDsbV]))~(?:再|也|又)?~(?:改成?|换成?|变成?"
        r"|调成?|设成?|设为|提到|加到|增到|降到|减到)~(?=[0-9]+(?![0-9.]|~(?:倍|x|×|%)))",
        "{letter}=",
        "L 改 48",
    ),
    Paraphrase(r"^co2~@~", "what is the CO2 at ", "co2 @ 0.38kg/kWh"),
    Paraphrase(
        r"(?P<nodes>two|three|four|five|six|eight|ten|[0-9]{1,4}) (?:dgx "
        r"|hgx )?(?P<box>boxes|nodes|servers|machines),? (?:with |of )?"
        r"(?P<cards>[0-9]{1,2})~[x×]?~(?P<card>[a-zA-Z]{1,3}[0-9]{2,4})s? (?:each|apiece)",
        "{nodes} nodes of {cards} {card}",
        "two DGX boxes, 8 H100s each",
    ),
    Paraphrase(
        r"(?<![\w.])(?P<watts>[0-9]{3,4})w(?![a-z0-9])", "{watts}W", "96 h100s pulling 700w"
    ),
    Paraphrase(
        r"(?<![\w.])(?P<n>[0-9][0-9.]*)m(?= (?:on|model|params?|parameters|with|over)(?![a-z]))",
        "{n}M",
        "160m on 300b tokens",
    ),
    Paraphrase("toks", "tokens", "chinchilla toks for 17b"),
    Paraphrase(r"(?<![\w.])(?P<n>[0-9][0-9.,]*) ?(?-i:pf)-?days?", "{n} PF-days", "640 pf-days"),
    Paraphrase(
        r"bytes? per param(?:eter)?~:~(?P<parts>weights?~[0-9][^.;?]{8,90}?)(?=[.;?]|$)",
        _bytes_in_all,
        "bytes per parameter: weights 2, gradients 4, master weights 4, Adam m 4, Adam v 4.",
    ),
    Paraphrase(
        r"bytes? per param(?:eter)?~(?:=|:)~{number}(?!~(?:bytes|B))",
        "{number} bytes per parameter",
        "bytes per parameter = 16",
    ),
    Paraphrase(
        r"element[_ ]size~[=:]~{number} bytes?(?: \([a-z0-9]+\))?",
        "kv element size {number} bytes",
        "element_size = 1 byte (fp8)",
    ),
    Paraphrase(
        r"prompt tokens~[=:]~{prompt:int}~[;,]~(?:generated|output|new"
        r"|completion) tokens~[=:]~{answer:int}",
        _prompt_and_answer,
        "prompt tokens = 6000; generated tokens = 1500",
    ),
    Paraphrase(r"rule~[=:]~[26]N(?: FLOPs? per token)?", "", "rule = 2N FLOP per token"),
    Paraphrase(
        "(?:上下文)?长度~(?:再|也)?~(?:拉|加|提|改|扩|降|缩)~(?:长|短|大)?到~(?=[0-9])",
        "上下文长度 ",
        "长度再拉到 32768 呢",
    ),
    Paraphrase(r"total \$(?=~[?]|~$)", "total cost", "-> days and total $?"),
    Paraphrase(
        r"^(?:and )?on (?P<data>[0-9][0-9.]*~(?-i:[BT]))(?=~[?]|~$)", "on {data} tokens", "on 200B?"
    ),
)
