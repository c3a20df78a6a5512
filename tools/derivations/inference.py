"""2N FLOPs a token: the compute of inference."""

from __future__ import annotations

from fractions import Fraction

from ..engine.derivation import (
    Derivation,
    Example,
    Figure,
    Statement,
    approximation,
    definition,
    exact,
    local_sign,
    premise,
)
from ..engine.quantity import Text2
from ..engine.text import Text
from ..vocabulary.compute import inference_compute_per_token
from ..vocabulary.size import attention_heads, head_size, layers, parameters, sequence_length

_KAPLAN = "Kaplan et al. 2020, arXiv:2001.08361, table 1"
_WEIGHTS = local_sign(
    "token_in_weights",
    "c_w",
    ("FLOPs of the weights for one token", "一个 token 在权重上的浮点运算次数"),
    latex="c_{w}",
    unit="FLOP",
)
_CONTEXT = local_sign(
    "token_in_context",
    "c_s",
    (
        "FLOPs of attention over the context for one token",
        "一个 token 在上下文注意力上的浮点运算次数",
    ),
    latex="c_{s}",
    unit="FLOP",
)
_CHANGE_N = local_sign(
    "change_of_parameters",
    "δ_N",
    ("relative change of the parameters", "参数量的相对变化"),
    latex=r"\delta_{N}",
    shown_as="percent",
    positive=False,
)
_CHANGE_C = local_sign(
    "change_of_compute",
    "δ_c",
    ("relative change of the compute per token", "每 token 算力的相对变化"),
    latex=r"\delta_{c}",
    shown_as="percent",
    positive=False,
)

_N, _c, _s = parameters, inference_compute_per_token, sequence_length
_heads = attention_heads * head_size

INFERENCE = Derivation(
    name="inference",
    title=Text("Inference compute: 2N a token", "推理算力:每个 token 2N"),
    aliases=Text2(
        (
            "2N",
            "c = 2N",
            "inference compute",
            "inference flops",
            "flops per token",
            "inference_compute_per_token",
        ),
        ("推理", "推理算力", "推理计算量", "每 token 算力", "推理成本"),
    ),
    signs=(_WEIGHTS, _CONTEXT, _CHANGE_N, _CHANGE_C),
    steps=(
        premise(
            "weights",
            _WEIGHTS.symbol,
            2 * _N,
            because=(
                "one multiplication and one addition a weight",
                "每个权重做一次乘法和一次加法",
            ),
            source=_KAPLAN,
        ),
        premise(
            "context",
            _CONTEXT.symbol,
            layers * (2 * _s * _heads + 2 * _s * _heads),
            because=(
                "in each of i layers the token meets s keys, then s values, in a heads of width d",
                "在 i 层中的每一层,token 先与 s 个键、再与 s 个值相乘,共 a 个宽 d 的头",
            ),
            source=_KAPLAN,
        ),
        definition(
            "token",
            _c,
            _WEIGHTS.symbol + _CONTEXT.symbol,
            because=("one token is weights and context", "一个 token 等于权重与上下文两部分"),
        ),
        exact(
            "token_in_full",
            _c,
            2 * _N + 4 * layers * _heads * _s,
            after="token",
            using=("weights", "context"),
            because=("put both in", "代入两者"),
        ),
        approximation(
            "law",
            _c,
            2 * _N,
            after="token_in_full",
            error=2 * layers * _heads * _s / _N,
            because=(
                "leave out attention over the context, while the context is short",
                "略去上下文上的注意力,前提是上下文较短",
            ),
        ),
        premise(
            "changed",
            (1 + _CHANGE_C.symbol) * _c,
            2 * _N * (1 + _CHANGE_N.symbol),
            because=("the same for a model of another size", "另一规模的模型也满足同一公式"),
            source="definition",
        ),
        exact(
            "change",
            _CHANGE_C.symbol,
            _CHANGE_N.symbol,
            after="changed",
            using=("law",),
            because=("1% fewer parameters, 1% less compute", "参数量减少 1%,算力减少 1%"),
        ),
    ),
    result=Statement(_c, 2 * _N),
    also=(
        Statement(_c, 2 * _N + 4 * layers * _heads * _s),
        Statement(_CHANGE_C.symbol, _CHANGE_N.symbol),
    ),
    limits=(
        Text(
            "FLOPs only: generating one token at a time is bound by reading weights and KV "
            "cache from memory.",
            "只计浮点运算:逐个生成 token 时受限于从显存读取权重与 KV 缓存。",
        ),
        Text(
            "A mixture of experts counts its active parameters; an input embedding that is not "
            "shared costs nothing.",
            "混合专家只计激活参数;不共享的输入嵌入没有开销。",
        ),
        Text(
            "The context term does not shrink with the parameters unless layers or heads do.",
            "除非层数或头数减少,上下文项不会随参数量减少。",
        ),
    ),
    examples=(
        Example(
            Text("one per cent fewer parameters", "参数量减少 1%"),
            {_CHANGE_N.symbol: Fraction(-1, 100)},
            (Figure("change"),),
            "definition",
        ),
        Example(
            Text("GPT-3 175B at a context of 2,048", "GPT-3 175B,上下文 2,048"),
            {
                _N: Fraction(175 * 10**9),
                layers: Fraction(96),
                attention_heads: Fraction(96),
                head_size: Fraction(128),
                _s: Fraction(2048),
            },
            (Figure("law"), Figure("law", "error")),
            "GPT-3: Brown et al. 2020, arXiv:2005.14165, table 2.1",
        ),
    ),
)
