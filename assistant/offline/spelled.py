"""What a question spells out in parts, put as the one figure that it makes.

A power ("2^17 tokens"), the parts of the training state ("weights + grads + Adam"), the format of
each part ("bf16 weights, two 1-byte moments, no fp32 master"), the shapes of adapted matrices
("q,o 4096x4096; k,v 4096x1024").
"""

from __future__ import annotations

import re
from fractions import Fraction

from .words.patterns import any_of

_POWER = re.compile(
    r"(?<![\w.^*(/])([2-9]|1[1-9])\s?(?:\^|\*\*|的(?=\s?[0-9]{1,2}\s?次方))\s?([0-9]{1,2})"
    r"(?![0-9a-z.])(?:\s?次方)?"
)
_RAISED = re.compile(r"(?<![\w.^*(/])([2-9])([⁰¹²³⁴⁵⁶⁷⁸⁹]{2})")
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_AND = r"\s?(?:,\s?(?:and)?|，|、|\+|&|/|and|plus|和|与|及|加上?|以及)\s?(?:the |its )?"
_NEXT = rf"(?:{_AND}|(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff]))"
_FORMAT = (
    r"(?:bf16|fp16|fp32|fp8|float32|float16|bfloat16|int8|(?:8|16|32)[- ]?(?:bit|位|比特)"
    r"|[0-9](?:\.[0-9])?[- ]?(?:bytes?|字节))"
)
_PARTS = {
    "master": r"(?:master(?: weights?| cop(?:y|ies)| params?)?|主权重|主参数|主副本)",
    "weight": r"(?:model )?(?:weights?|params?|parameters?)|权重|参数",
    "gradient": r"grad(?:ient)?s?|梯度",
    "moment": (
        r"adamw?\s?的?\s?两个动量|"
        r"(?:adamw? )?m(?: and |, ?|/|、|和|与)v|(?:both |(?:the )?two )?(?:adamw? "
        r"|optimi[sz]er )?moments"
        r"|adamw?(?: states?)?|optimi[sz]er(?: states?)?"
        r"|momentum and variance"
        r"|(?:两个|一阶、?和?二阶)?(?:动量和方差|动量与方差)|两个动量"
        r"|一阶、?和?二阶(?:动|矩)量?|(?:adam )?优化器(?:状态)?|opt(?: states?)?"
    ),
    "one": (
        r"momentum|variance|first moment|second moment|动量|方差|一阶动量|二阶动量|一阶矩|二阶矩"
    ),
}
_PART = "|".join(f"(?P<{name}>{words})" for name, words in _PARTS.items())
_ANY = "|".join(f"(?:{words})" for words in _PARTS.values())
_SEPARATE = any_of(
    "separately | respectively | individually | breakdown | break down | split | of each | "
    "分别 | 各 | 各自 | 分项"
)
_STATES = re.compile(
    rf"(?<![a-z])(?:(?:{_FORMAT} )?(?:{_ANY}))(?:{_NEXT}(?:{_FORMAT} )?(?:{_ANY})){{2,}}(?![a-z])",
    re.IGNORECASE,
)
_OF_FORMAT = re.compile(
    rf"(?<![\w.])(?:(?P<count>two|both|2"
    rf"|两个?)\s?(?:x\s?)?)?(?P<format>{_FORMAT})(?: for (?:everything"
    rf"|all(?: of it)?)[,:]?)?\s?的?\s?"
    rf"(?P<parts>(?:{_ANY})(?:(?:\s?(?:and|和|与|、|/|&|\+|加|,(?=\s?m(?:,| and|/))"
    rf"|(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])"
    rf"|(?<=[a-z]) (?=grads?|gradients?))\s?)"
    rf"(?:{_ANY}))*)(?![a-z])",
    re.IGNORECASE,
)
_IN_FORMAT = re.compile(
    rf"(?<![a-z])(?P<parts>(?:{_ANY})(?:{_NEXT}(?:{_ANY}))*)"
    rf"(?P<whole>(?:共|总共|合计| total))?\s?(?:,?\s?(?:all|each|everything) )?(?:in|at|are"
    rf"|is|(?:are |is )?(?:kept|held"
    rf"|stored) (?:in|at|as)"
    rf"|用|为|是|都是|均为|全部?(?:用|是|都是)?|都用|都?存(?:成|为)?|都?保存[成为]|按|占"
    rf"|各占|各|每个|共|总共"
    rf"|[:=(,])?\s?(?P<format>{_FORMAT})"
    r"(?:\s?[(（][^()（）]{0,12}[0-9]\s?(?:bytes?|字节)[^()（）]{0,8}[)）])?",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"(?<![a-z])(?:no|without(?: an?)?|and no|无|没有|不要|不留|不保留|不存)\s?(?:fp32|单独的?)?\s?"
    rf"(?:的)?\s?(?P<parts>{_PARTS['master']})",
    re.IGNORECASE,
)
_NAMED = {
    "weight": "weight bytes {} bytes", "gradient": "gradient bytes {} bytes",
    "master": "master weight bytes {} bytes", "moment": "moment bytes {} bytes",
}  # fmt: skip
_IN_BYTES = re.compile(r"byte|字节", re.IGNORECASE)
_WHOLE = re.compile(r"optimi[sz]er(?: states?)?|优化器(?:状态)?|opt(?: states?)?", re.IGNORECASE)
_FULL_HEADS = re.compile(
    r"(?<![a-z])(?:mha|multi-?head attention|no gqa|without gqa)(?![a-z])", re.IGNORECASE
)
_CACHED = re.compile(r"(?<![a-z])kv|cache|缓存", re.IGNORECASE)
_TELLS_HEADS = re.compile(
    r"[0-9]\s?(?:个\s?)?(?:[a-z-]+ )?(?:heads|头)|heads? ?[=:]", re.IGNORECASE
)
_WIDTH = re.compile(
    r"(?:hidden(?: size| dim(?:ension)?)?|d_?model|(?<![a-z0-9])h|隐藏层?维度|隐藏层)\s?(?:="
    r"|is|of|为|是)?\s?"
    r"([0-9]{3,6})(?![0-9]|[,.][0-9])",
    re.IGNORECASE,
)
_KEPT_IN = re.compile(
    rf"(?:the )?(?:grads?|gradients?) (?:are |is |were )?(?:kept|held|stored|accumulated"
    rf"|left) (?:in|at|as) "
    rf"(?P<format>{_FORMAT})(?: (?:instead|too|as well))?(?![a-z0-9])"
    rf"|梯度\s?(?:也|都|改成?|换成)?\s?(?:用|存成?|保持|留成?|按)\s?(?P<f2>{_FORMAT})(?![a-z0-9])",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"(?:每个?参数|一个参数)[^,，。;0-9]{0,8}[0-9.]+ ?(?:字节|bytes?|B)|"
    r"[0-9.]+ ?(?:bytes?|B) (?:per|a|each|/) ?param",
    re.IGNORECASE,
)
_ZH_ALL = re.compile(r"(?:每个?参数|一个参数)[^,，。;0-9]{0,8}[0-9.]+ ?字节")
_COUNT_OF = re.compile(
    r"(?<![\w.])([1-8]) ?[(（](?:for |the |fp32 )*(?P<both>both )?(?P<part>(?:(?:bf16"
    r"|fp16) )?(?:weights?|copy)|grads?"
    r"|gradients?"
    r"|master(?: copy| weights)?|moments?|权重|梯度|主权重)[)）]",
    re.IGNORECASE,
)
_BARE_BYTES = re.compile(
    r"(?<![\w.])([0-8](?:\.5)?) (?=(?:weights?|grads?|gradients?|master|moments?"
    r"|momentum)(?![a-z]))",
    re.IGNORECASE,
)
_ANY_BYTES = re.compile(r"bytes?|\+", re.IGNORECASE)
_M_AND_V = re.compile(rf"({_FORMAT}) m(?:,| and|, and|、| /)\s?{_FORMAT} v(?![a-z])", re.IGNORECASE)
_SAVED = any_of("checkpoints? | ckpts? | 断点 | 检查点 | 存档 | on disk | dumps?")
_WHOLE_STATE = {"weight", "gradient", "moment"}
_LEAST_PARTS, _FP32, _BF16 = 2, 4, 2
# "8-bit Adam" names an optimizer, and is no format of moments that are told apart.
_ADAM = re.compile(r"adamw?", re.IGNORECASE)
_OPTIMIZER = re.compile(r"adamw?|optimi[sz]er(?: states?)?", re.IGNORECASE)

_ADAPTERS = any_of("lora | qlora | rank | r | 秩 | adapters?")
_SHAPE = re.compile(
    r"(?:(?P<count>[0-9]{1,2}|two|three|four|两|三|四)\s?"
    r"(?:个\s?|(?:[a-z]+ ){0,2}matrices (?:of )?\(?|of ))?"
    r"(?P<names>[a-z_]{1,12}(?:\s?(?:,|、|/|&|\+|and|和|与)\s?[a-z_]{1,12})*)?"
    r"\s?(?:proj(?:ection)?s?|投影)?\s?(?:are|is|each|of|各|都是|均为|为|是|[:=(])?\s?"
    r"(?<![0-9])(?P<rows>[0-9]{2,6})\s?(?:[x×*]|->|→)\s?(?P<columns>[0-9]{2,6})(?![0-9])",
    re.IGNORECASE,
)
_ONE_SQUARE = re.compile(
    r"(?:(?<![a-z])(?:one|a|a single)|一个|1\s?个)\s?([0-9]{3,5})\s?(?:[x×*]|by)\s?\1(?![0-9])"
    r"\s?的?\s?(?:矩阵|matrix)",
    re.IGNORECASE,
)
_SQUARE = re.compile(
    r"(?P<side>[0-9]{3,5})\s?(?:[x×*]|by)\s?(?P=side)(?![0-9])(?:\s?的)?\s?"
    r"(?P<what>矩阵|matri(?:x|ces)|weights?)?"
)
_PROJECTION = re.compile(r"(?:w_?)?(?:q|k|v|o|gate|up|down|qkv|out|fc[12]?)(?:_?proj)?")
_ONE_LAYER = "layers 1, "
_ALL_LINEAR = re.compile(
    r"(?:on |for |to )?(?:all|every|each) (?:the )?linears?(?: layers?| modules?| weights?)?[:,]?"
    r"|(?:加?在)?(?:所有|全部)的?线性层?(?:上|都加)?[,:，:]?",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "两": 2, "三": 3, "四": 4}


def spelled(question: str) -> str:
    """The question with what it spells out in parts put as one figure or name."""
    question = _POWER.sub(lambda m: str(int(m[1]) ** int(m[2])), question)
    question = _RAISED.sub(lambda m: str(int(m[1]) ** int(m[2].translate(_PLAIN_DIGITS))), question)
    return _full_heads(_states(_formats(_matrices(question))))


def _full_heads(question: str) -> str:
    """Of full multi-head attention the keys and values of a layer, each as wide as the model."""
    width = _WIDTH.search(question)
    full = _FULL_HEADS.search(question) and _CACHED.search(question)
    if not width or not full or _TELLS_HEADS.search(question):
        return question
    return f"{question[: width.start()]} kv values {2 * int(width[1])} {question[width.end() :]}"


def _states(question: str) -> str:
    """Weights, gradients and optimizer in one breath as the states that they are together."""
    if _SEPARATE.search(question.lower()):
        return question

    def together(match: re.Match[str]) -> str:
        kinds = {kind for _, kind in _parts(match[0])}
        whole = {"weight", "gradient"} <= kinds and kinds & {"moment", "one"}
        return " model states " if whole else match[0]

    return _STATES.sub(together, question)


def _parts(text: str) -> list[tuple[str, str]]:
    """The parts of a state that are named in a text, with the kind of each."""
    found = re.finditer(rf"(?<![a-z])(?:{_PART})(?![a-z])", text, re.IGNORECASE)
    return [(match[0], match.lastgroup or "") for match in found]


def _formats(question: str) -> str:
    """The format of each part of the state as its bytes, where at least two are told."""
    if len(_IN_ALL.findall(question)) == 1 and _ZH_ALL.search(question):
        return question  # the sum is told, and its parts only say what it is of
    if not _IN_ALL.search(question):
        question = _KEPT_IN.sub(
            lambda m: f"gradient bytes {_figure(_bytes(m['format'] or m['f2']))} bytes", question
        )
    if len(_COUNT_OF.findall(question)) > _LEAST_PARTS:
        question = _COUNT_OF.sub(_counted, question)
    if len(_BARE_BYTES.findall(question)) >= _LEAST_PARTS and _ANY_BYTES.search(question):
        question = _BARE_BYTES.sub(r"\1-byte ", question)
    question = _M_AND_V.sub(r"two \1 moments", question)
    without = list(_WITHOUT.finditer(question))
    first = [m for m in _OF_FORMAT.finditer(question) if not _overlaps(m, without)]
    last = [m for m in _IN_FORMAT.finditer(question) if not _overlaps(m, without)]
    beside = _behind(question, first)
    for told in ([*first, *beside], last):
        for name in (_ADAM, _OPTIMIZER):
            apart = [m for m in told if not name.fullmatch(m["parts"])]
            told = apart if any(_moments(m) for m in apart) else told
        stated: dict[str, Fraction] = {"master": Fraction(0)} if without else {}
        for match in told:
            for kind, size in _sizes(match, bare=any(map(_named_moments, told))):
                # Momentum and variance told apart add up.
                stated[kind] = size + (stated.get(kind, 0) if kind == "moment" else 0)
        if len(stated) >= _LEAST_PARTS:
            same = {stated.get("weight"), stated.get("gradient"), stated.get("moment", 0) / 2}
            momentum = {stated.get("weight"), stated.get("gradient"), stated.get("moment")}
            if {_BF16} in (same, momentum):
                stated.setdefault("master", Fraction(0))  # all in 16 bits: no copy beside them
            if stated.get("weight") == _FP32:
                stated.setdefault("master", Fraction(0))  # updated in place, without a copy
            return _written(question, [*told, *without], stated)
    return question


def _behind(question: str, told: list[re.Match[str]]) -> list[re.Match[str]]:
    """Parts whose format stands behind them, outside those that are told already."""
    found: list[re.Match[str]] = []
    match = _IN_FORMAT.search(question)
    while match is not None:
        inside = [m.end() for m in told if _overlaps(match, [m])]
        if not inside:
            found.append(match)
        match = _IN_FORMAT.search(
            question, max([match.start() + 1, *inside, *([] if inside else [match.end()])])
        )
    return found


def _counted(match: re.Match[str]) -> str:
    """The bytes of a part that is named after them in a bracket: 2 (grads), 2 (both moments)."""
    each = Fraction(match[1]) / (2 if match["both"] else 1)
    two = "two " if match["both"] else ""
    return f"{two}{_figure(each)}-byte {match['part']}"


def _overlaps(match: re.Match[str], others: list[re.Match[str]]) -> bool:
    return any(match.start() < other.end() and other.start() < match.end() for other in others)


def _moments(match: re.Match[str]) -> bool:
    return any(kind in ("moment", "one") for _, kind in _parts(match["parts"]))


def _named_moments(match: re.Match[str]) -> bool:
    """Whether moments are told by their name, and not only by that of an optimizer."""
    return any(
        kind in ("one", "moment") and not _OPTIMIZER.fullmatch(part)
        for part, kind in _parts(match["parts"])
    )


def _sizes(match: re.Match[str], *, bare: bool = False) -> list[tuple[str, Fraction]]:
    """The bytes of each part that a format is told of.

    Args:
        match: of a format and its parts.
        bare: whether "Adam" alone is no part: its moments are told elsewhere.
    """
    each = _bytes(match["format"])
    counted = match.re is _OF_FORMAT and match["count"]
    if match.re is _IN_FORMAT and match["whole"]:
        return [
            ("moment" if k in ("one", "moment") else k, each)
            for part, k in _parts(match["parts"])
            if not (bare and _OPTIMIZER.fullmatch(part))
        ]
    told = dict.fromkeys(_parts(match["parts"]))  # each once, however often it is said
    return [
        ("moment" if kind == "one" else kind,
         each * (2 if _is_of_two(part, kind, match) or (kind == "one" and counted) else 1))
        for part, kind in told
        if not (bare and _OPTIMIZER.fullmatch(part))
    ]  # fmt: skip


def _is_of_two(part: str, kind: str, match: re.Match[str]) -> bool:
    """Whether a format is that of each moment: "2 bytes optimizer" is of both together."""
    in_all = _IN_BYTES.search(match["format"]) and _WHOLE.fullmatch(part)
    return kind == "moment" and not in_all


def _written(question: str, told: list[re.Match[str]], stated: dict[str, Fraction]) -> str:
    """The question with what it tells of formats put as bytes, in its first place."""
    if _SAVED.search(question.lower()):
        named = f"checkpoint bytes {_figure(sum(stated.values(), Fraction(0)))} bytes"
    else:
        named = ", ".join(_NAMED[kind].format(_figure(size)) for kind, size in stated.items())
        named += ", model states" if _WHOLE_STATE <= set(stated) else ""
    for place, match in enumerate(sorted(told, key=lambda m: -m.start())):
        last = place == len(told) - 1
        question = (
            question[: match.start()] + (f" {named}, " if last else " ") + question[match.end() :]
        )
    return question


def _figure(size: Fraction) -> str:
    return str(size.numerator) if size.denominator == 1 else f"{float(size):g}"


def _bytes(written: str) -> Fraction:
    """How many bytes a format takes."""
    number = re.search(r"[0-9]+(?:\.[0-9]+)?", written)
    size = Fraction(number[0] if number else "16")
    return size if _IN_BYTES.search(written) else size / 8


def _matrices(question: str) -> str:
    """The shapes of adapted matrices as the sum of their rows and columns."""
    told = list(_SHAPE.finditer(question)) if _ADAPTERS.search(question.lower()) else []
    if all(match["rows"] == match["columns"] for match in told):
        return _SQUARE.sub(
            r"\g<what> (h=\g<side>)", _ONE_SQUARE.sub(r", 1 matrices (h=\1)", question)
        )
    question = _ALL_LINEAR.sub("", question)
    told = list(_SHAPE.finditer(question))
    alone = not re.search(r"layers?|层|blocks?", question, re.IGNORECASE)
    total = sum(_many(match) * (int(match["rows"]) + int(match["columns"])) for match in told)
    for place, match in enumerate(reversed(told)):
        last = place == len(told) - 1
        written = f" adapted widths {total}, {_ONE_LAYER if alone else ''}" if last else " "
        question = question[: match.start()] + written + question[match.end() :]
    return question


def _many(match: re.Match[str]) -> int:
    """How many matrices have a shape."""
    if match["count"]:
        return _COUNTS.get(match["count"].lower()) or int(match["count"])
    names = re.split(r"\s?(?:,|、|/|&|\+|and|和|与)\s?", match["names"] or "")
    return max(1, sum(bool(_PROJECTION.fullmatch(name.lower())) for name in names))
