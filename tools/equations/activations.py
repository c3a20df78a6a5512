"""Activations that training keeps. Nothing here computes.

Estimates: what a framework fuses or keeps differs. The figures that calculon's validation quotes as
measured by Korthikanti et al. 2022, 22B to 1T, are those of the equation to 0.1 %.
"""

from __future__ import annotations

import sympy

from ..engine.equation import Equation, unit
from ..vocabulary.activations import (
    activation_bytes,
    activation_layers,
    activation_memory,
    layer_activation_memory,
    saved_tensors,
)
from ..vocabulary.parallelism import (
    context_parallel,
    micro_batch_size,
    microbatches,
    pipeline_parallel,
    tensor_parallel,
    virtual_stages,
)
from ..vocabulary.size import (
    attention_heads,
    head_size,
    hidden_size,
    intermediate_size,
    kv_heads,
    layers,
    sequence_length,
    vocabulary_size,
)

_byte = unit("byte")
_KORTHIKANTI = "Korthikanti et al. 2022, arXiv:2205.05198"
_tokens = _byte * micro_batch_size * sequence_length
_heads = attention_heads * head_size

# Bytes a token: what tensor parallelism leaves whole unless sequence parallelism splits it, and
# what it splits; the scores of standard attention; the reason and where it stands.
_LAYER = {
    "plain": (
        10 * hidden_size,
        24 * hidden_size,
        5 * attention_heads * sequence_length,
        (
            "attention keeps 11sbh and 5as²b, the MLP 19sbh, the two norms 4sbh",
            "注意力保留 11sbh 与 5as²b,MLP 19sbh,两个归一化 4sbh",
        ),
        (
            "an estimate, for 16-bit values, MLP width 4h and dropout; what is quoted as measured "
            "from 22B to 1T lies within 0.1 % of it",
            "估算值,按 16 位数值、MLP 宽度 4h、带 dropout;所引 22B 至 1T 实测值与之相差 0.1% 以内",
        ),
        f"{_KORTHIKANTI}, eq. 1 to 6",
    ),
    "gated": (
        12 * hidden_size,
        2 * head_size * (attention_heads + 2 * kv_heads)
        + 2 * _heads
        + 6 * intermediate_size
        + 4 * attention_heads,
        2 * attention_heads * sequence_length,
        (
            "six tensors of width h, queries, keys, values, attention output, three of the MLP",
            "六个宽度 h 的张量、查询、键、值、注意力输出与 MLP 的三个张量",
        ),
        (
            "an estimate, for 16-bit values without dropout, checked against no measured run; "
            "kernels that fuse steps keep less",
            "估算值,按 16 位数值、无 dropout,未与实测核对;融合算子保留得更少",
        ),
        f"derived as {_KORTHIKANTI}, §4.1, for a gated MLP and grouped heads",
    ),
}


def _kept(mlp: str, scores: bool, split: bool) -> sympy.Expr:
    whole, shared, score, *_ = _LAYER[mlp]
    shared = shared + (score if scores else 0)
    if split:
        return (whole + shared) / tensor_parallel
    return whole + shared / tensor_parallel


_TERMS = tuple(
    Equation(
        layer_activation_memory,
        _tokens * _kept(mlp, scores, sequence_parallel == "on"),
        because=_LAYER[mlp][3],
        assumes=_LAYER[mlp][4],
        source=_LAYER[mlp][5],
        when={
            "activation_count": "terms",
            "mlp": mlp,
            "recompute": recompute,
            "attention_kernel": kernel,
            "sequence_parallel": sequence_parallel,
        },
    )
    for mlp in _LAYER
    for recompute, kernel, scores in (
        ("none", "standard", True),
        ("none", "flash", False),
        ("selective", "standard", False),
        ("selective", "flash", False),
    )
    for sequence_parallel in ("off", "on")
)

_held = layer_activation_memory * activation_layers
_logits = 6 * _byte * micro_batch_size * sequence_length * vocabulary_size / tensor_parallel

EQUATIONS = (
    *_TERMS,
    *(
        Equation(
            layer_activation_memory,
            2 * _tokens * hidden_size / (tensor_parallel if sequence_parallel == "on" else 1),
            because=("only the input of a layer is kept", "只保留各层的输入"),
            assumes=(
                "an estimate; the layer that is computed again adds its own for a moment",
                "估算值;正在重算的那一层另有短暂占用",
            ),
            source=f"{_KORTHIKANTI}, §5",
            when={
                "activation_count": "terms",
                "recompute": "full",
                "sequence_parallel": sequence_parallel,
            },
        )
        for sequence_parallel in ("off", "on")
    ),
    Equation(
        layer_activation_memory,
        micro_batch_size * sequence_length * hidden_size * saved_tensors * activation_bytes,
        because=("tensors of width h, kept for every token", "为每个 token 保留的宽度 h 张量"),
        source="Austin et al. 2025, How to Scale Your Model, transformers, gradient checkpointing",
        when={"activation_count": "tensors"},
    ),
    Equation(
        activation_layers,
        layers,
        because=(
            "the first stage holds L/p layers for p micro-batches in flight",
            "第一级有 L/p 层,在途微批 p 个",
        ),
        assumes=("at least as many micro-batches as stages", "微批数不少于级数"),
        source=f"{_KORTHIKANTI}, §4.2.3",
        when={"schedule": "1f1b"},
    ),
    Equation(
        activation_layers,
        layers * (1 + (pipeline_parallel - 1) / (pipeline_parallel * virtual_stages)),
        because=(
            "an interleaved schedule keeps (p − 1)/(p·v) more micro-batches in flight",
            "交错调度多保留 (p − 1)/(p·v) 的在途微批",
        ),
        assumes=("at least as many micro-batches as stages", "微批数不少于级数"),
        source=f"{_KORTHIKANTI}, §4.2.3",
        when={"schedule": "interleaved"},
    ),
    Equation(
        activation_layers,
        layers * microbatches / pipeline_parallel,
        because=(
            "GPipe keeps every micro-batch until all have gone forward",
            "GPipe 在全部前向完成前保留每个微批",
        ),
        source="Huang et al. 2018, arXiv:1811.06965, §2.3",
        when={"schedule": "gpipe"},
    ),
    *(
        Equation(
            activation_memory,
            (_held + (_logits if logits == "included" else 0))
            / (context_parallel if context == "on" else 1),
            because=(
                "every layer held, and the logits in 16 and 32 bits",
                "所持有的各层,以及 16 位与 32 位的 logit",
            )
            if logits == "included"
            else ("every layer held", "所持有的各层"),
            assumes=(
                "the last stage also holds the first stage's micro-batches",
                "末级同时持有首级数量的微批",
            )
            if logits == "included"
            else ("embeddings and logits left out", "不含嵌入与 logit"),
            source=f"{_KORTHIKANTI}, §4.3"
            if logits == "excluded"
            else f"derived from {_KORTHIKANTI}, §4.3",
            when={"logits": logits, "context_parallelism": context},
        )
        for logits in ("excluded", "included")
        for context in ("off", "on")
    ),
)
