"""Compute of inference. Nothing here computes."""

from __future__ import annotations

import sympy

from ..engine.equation import Equation, unit
from ..vocabulary.cache import context_tokens, global_layers, window, windowed_layers
from ..vocabulary.compute import inference_compute, inference_compute_per_token, inference_tokens
from ..vocabulary.serving import context_compute_fraction, context_compute_per_token
from ..vocabulary.size import active_parameters, attention_heads, head_size, layers, parameters

_TWO = ("one multiplication and one addition a weight used", "每个用到的权重做一次乘法和一次加法")
_KAPLAN = "Kaplan et al. 2020, arXiv:2001.08361, table 1"
_SHAPE = (
    "4·layers·heads·head size·context FLOP a token, set by shape and context and not by N",
    "每 token 4·层数·头数·头维度·上下文长度 次运算,由结构与上下文决定,与 N 无关",
)
_LEFT_OUT = (
    f"attention over the context left out: {_SHAPE[0]}; the KV cache costs time and no FLOP",
    f"略去上下文上的注意力:{_SHAPE[1]};KV 缓存只费时间,不费算力",
)
_WHOSE = {
    "dense": (
        parameters,
        (
            "of a mixture of experts the active parameters count, not the total; the input "
            "embedding counts in N though it is only looked up",
            "混合专家按激活参数计,不按总参数;输入嵌入计入 N,实际只查表",
        ),
    ),
    "mixture": (
        active_parameters,
        (
            "a mixture of experts: the active parameters count, not the total",
            "混合专家:按激活参数计,不按总参数",
        ),
    ),
}
_ATTENDED = {
    "full": layers * context_tokens,
    "windowed": global_layers * context_tokens
    + windowed_layers * sympy.Min(context_tokens, window),
    "all windowed": windowed_layers * sympy.Min(context_tokens, window),
}


def _both(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    return f"{one[0]}; {other[0]}", f"{one[1]};{other[1]}"


EQUATIONS = (
    *(
        Equation(
            inference_compute_per_token,
            2 * unit("FLOP") / unit("parameter") * used
            + (context_compute_per_token if attention == "counted" else 0),
            because=_TWO,
            assumes=_both(_LEFT_OUT, scope) if attention == "left out" else scope,
            source=_KAPLAN,
            when={"kind": kind, "context_attention": attention},
        )
        for kind, (used, scope) in _WHOSE.items()
        for attention in ("left out", "counted")
    ),
    *(
        Equation(
            context_compute_per_token,
            4 * unit("FLOP") / unit("token") * attention_heads * head_size * attended,
            because=(
                "every head multiplies a query with each key, and a weight with each value",
                "每个头以查询乘各个键,再以权重乘各个值",
            ),
            assumes=(
                "a token at the end of that context; values as wide as keys",
                "位于该上下文末尾的 token;值与键同宽",
            ),
            source=f"{_KAPLAN}; derived",
            when={"keys": "heads", "layer_kinds": layer_kinds},
        )
        for layer_kinds, attended in _ATTENDED.items()
    ),
    Equation(
        context_compute_fraction,
        context_compute_per_token / inference_compute_per_token,
        because=("a part of the whole", "部分与整体之比"),
        source="definition",
        when={"context_attention": "counted"},
    ),
    Equation(
        inference_compute,
        inference_compute_per_token * inference_tokens / unit("token"),
        because=("compute per token times tokens", "每 token 算力乘以 token 数"),
        source="definition",
    ),
)
