"""The parts of a transformer's weights: one entry a part, counted and written by the same line.

Covered: every weight that training changes. Not covered: buffers (masks, rotary tables, the
balancing bias of DeepSeek-V3's router).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from ..engine.text import Text
from .letters import Letters
from .structure import Structure

Place = Literal["input", "position", "layers", "head", "other"]
Work = Literal["lookup", "matrix", "vector"]
Amount = Callable[[Letters, Structure], Any]

_VASWANI = "Vaswani et al. 2017, arXiv:1706.03762, §3"
_MLA = "DeepSeek-V2, arXiv:2405.04434, §2.1"
_MOE = "Shazeer et al. 2017, arXiv:1701.06538, §2"
_DEEPSEEK_MOE = "DeepSeekMoE, arXiv:2401.06066, §3"
_GLU = "Shazeer 2020, arXiv:2002.05202, §2"
_BERT = "Devlin et al. 2018, arXiv:1810.04805, §3"
_LAYERNORM = "Ba et al. 2016, arXiv:1607.06450, §3"
_QK_NORM = "Henry et al. 2020, arXiv:2010.04245, §3"


@dataclass(frozen=True)
class PartKind:
    """One kind of weights.

    Attributes:
        key: its identifier.
        label: what to call it.
        place: where it belongs: the "input" and "position" tables and the "head" are what
            non-embedding counts leave out.
        work: whether a token looks a row up, is multiplied by a matrix, or by a vector.
        amount: how many weights, over letters.
        source: who says so.
        has: whether a structure has any.
        active: how many of them one token uses, where that is fewer: a mixture's experts.
        norm: whether it belongs to a norm.
        bias: whether it is added, not multiplied.
    """

    key: str
    label: Text
    place: Place
    work: Work
    amount: Amount
    source: str
    has: Callable[[Structure], object]
    active: Amount | None = None
    norm: bool = False
    bias: bool = False


def attention_layers(x: Letters, s: Structure) -> Any:
    """Attention layers: of an encoder-decoder, cross-attention counts as one."""
    return x.i_enc + 2 * x.i if s.kind == "encoder_decoder" else x.i


def blocks(x: Letters, s: Structure) -> Any:
    """Layers of all stacks."""
    return x.i_enc + x.i if s.kind == "encoder_decoder" else x.i


def _attention(x: Letters, s: Structure) -> Any:
    return attention_layers(x, s) * x.h * (x.a + x.a_kv) * (x.d + x.d_v)


def _latent(x: Letters, s: Structure) -> Any:
    queries = x.h * x.a * x.d if x.d_q is None else x.d_q * (x.h + x.a * x.d)
    keys_and_values = x.h * (x.d_c + x.d_r) + x.d_c * x.a * (x.d - x.d_r + x.d_v)
    return x.i * (queries + keys_and_values + x.a * x.d_v * x.h)


def _attention_bias(x: Letters, s: Structure) -> Any:
    width: Any = 0
    if s.attention.input_bias and s.attention.latent:
        width = x.d_c + x.d_r + (0 if x.d_q is None else x.d_q)
    elif s.attention.input_bias:
        width = x.a * x.d + x.a_kv * (x.d + x.d_v)
    if s.attention.output_bias:
        width = width + x.h
    return attention_layers(x, s) * width


def _qk_norm(x: Letters, s: Structure) -> Any:
    width = 2 * x.d if s.attention.qk_norm == "head" else (x.a + x.a_kv) * x.d
    return attention_layers(x, s) * width


def _latent_norms(x: Letters, s: Structure) -> Any:
    return x.i * (x.d_c if x.d_q is None else x.d_c + x.d_q)


def _mlp_layers(x: Letters, s: Structure) -> Any:
    return x.i_d if s.experts else blocks(x, s)


def _mlp(x: Letters, s: Structure) -> Any:
    return _mlp_layers(x, s) * x.h * x.f * (3 if s.mlp and s.mlp.gated else 2)


def _mlp_bias(x: Letters, s: Structure) -> Any:
    return _mlp_layers(x, s) * ((2 if s.mlp and s.mlp.gated else 1) * x.f + x.h)


def _experts(each: str) -> Amount:
    def amount(x: Letters, s: Structure) -> Any:
        matrices = 3 if s.experts and s.experts.gated else 2
        return (x.i - x.i_d) * getattr(x, each) * x.h * x.f_e * matrices

    return amount


def _expert_bias(each: str) -> Amount:
    def amount(x: Letters, s: Structure) -> Any:
        inner = 2 if s.experts and s.experts.gated else 1
        return (x.i - x.i_d) * getattr(x, each) * (inner * x.f_e + x.h)

    return amount


def _shared(x: Letters, s: Structure) -> Any:
    return (x.i - x.i_d) * x.h * x.f_s * (3 if s.experts and s.experts.gated else 2)


def _norms(x: Letters, s: Structure) -> Any:
    stacks = 2 if s.kind == "encoder_decoder" else 1
    single = stacks * s.norms.final + s.norms.embedding
    count = s.norms.per_layer * blocks(x, s) + single
    if s.kind == "encoder_decoder":
        count = count + x.i
    return count * x.h


def _has_norms(s: Structure) -> bool:
    norms = s.norms
    return norms.kind != "unweighted" and bool(norms.per_layer or norms.final or norms.embedding)


def _has_qk_norm(s: Structure) -> bool:
    return s.attention.qk_norm != "none" and s.norms.kind != "unweighted"


PARTS: tuple[PartKind, ...] = (
    PartKind(
        "embedding",
        Text("token embedding", "词嵌入"),
        "input",
        "lookup",
        lambda x, s: x.V * x.e,
        "definition",
        lambda s: True,
    ),
    PartKind(
        "position_embedding",
        Text("position embedding", "位置嵌入"),
        "position",
        "lookup",
        lambda x, s: x.P * x.h,
        "Radford et al. 2019 (GPT-2), §2.3",
        lambda s: s.positions.learned,
    ),
    PartKind(
        "token_types",
        Text("token-type embedding", "token 类型嵌入"),
        "other",
        "lookup",
        lambda x, s: x.t * x.h,
        _BERT,
        lambda s: s.token_types,
    ),
    PartKind(
        "embedding_projection",
        Text("projections of the embedding", "嵌入的投影"),
        "other",
        "matrix",
        lambda x, s: 2 * x.e * x.h,
        "Zhang et al. 2022 (OPT), arXiv:2205.01068, as built for OPT-350M",
        lambda s: s.embedding_size,
    ),
    PartKind(
        "attention",
        Text("attention", "注意力"),
        "layers",
        "matrix",
        _attention,
        f"{_VASWANI}.2; grouped: Ainslie et al. 2023, arXiv:2305.13245, §2.2",
        lambda s: s.attention.latent is None,
    ),
    PartKind(
        "attention",
        Text("attention", "注意力"),
        "layers",
        "matrix",
        _latent,
        _MLA,
        lambda s: s.attention.latent,
    ),
    PartKind(
        "attention_bias",
        Text("attention biases", "注意力偏置"),
        "layers",
        "vector",
        _attention_bias,
        "Narayanan et al. 2021, arXiv:2104.04473, eq. 2",
        lambda s: s.attention.input_bias or s.attention.output_bias,
        bias=True,
    ),
    PartKind(
        "qk_norm",
        Text("norms on queries and keys", "查询与键的归一化"),
        "layers",
        "vector",
        _qk_norm,
        _QK_NORM,
        _has_qk_norm,
        norm=True,
    ),
    PartKind(
        "qk_norm_bias",
        Text("biases of the norms on queries and keys", "查询与键归一化的偏置"),
        "layers",
        "vector",
        _qk_norm,
        _QK_NORM,
        lambda s: _has_qk_norm(s) and s.norms.kind == "layernorm",
        norm=True,
        bias=True,
    ),
    PartKind(
        "latent_norm",
        Text("norms on the latent vectors", "潜向量的归一化"),
        "layers",
        "vector",
        _latent_norms,
        _MLA,
        lambda s: s.attention.latent,
        norm=True,
    ),
    PartKind(
        "sinks",
        Text("attention sinks", "注意力汇"),
        "layers",
        "vector",
        lambda x, s: attention_layers(x, s) * x.a,
        "gpt-oss, arXiv:2508.10925, §2.2",
        lambda s: s.attention.sinks,
    ),
    PartKind(
        "relative_bias",
        Text("relative position bias", "相对位置偏置"),
        "layers",
        "lookup",
        lambda x, s: (2 if s.kind == "encoder_decoder" else 1) * x.r * x.a,
        "Raffel et al. 2019 (T5), arXiv:1910.10683, §2.1",
        lambda s: s.positions.buckets,
    ),
    PartKind(
        "mlp",
        Text("MLP", "MLP"),
        "layers",
        "matrix",
        _mlp,
        f"{_VASWANI}.3; gated: {_GLU}",
        lambda s: s.mlp,
    ),
    PartKind(
        "mlp_bias",
        Text("MLP biases", "MLP 偏置"),
        "layers",
        "vector",
        _mlp_bias,
        f"{_VASWANI}.3",
        lambda s: s.mlp and s.mlp.bias,
        bias=True,
    ),
    PartKind(
        "router",
        Text("router", "路由"),
        "layers",
        "matrix",
        lambda x, s: (x.i - x.i_d) * x.h * x.E,
        _MOE,
        lambda s: s.experts,
    ),
    PartKind(
        "router_bias",
        Text("router biases", "路由偏置"),
        "layers",
        "vector",
        lambda x, s: (x.i - x.i_d) * x.E,
        _MOE,
        lambda s: s.experts and s.experts.router_bias,
        bias=True,
    ),
    PartKind(
        "experts",
        Text("routed experts", "路由专家"),
        "layers",
        "matrix",
        _experts("E"),
        _MOE,
        lambda s: s.experts,
        active=_experts("k"),
    ),
    PartKind(
        "expert_bias",
        Text("biases of routed experts", "路由专家偏置"),
        "layers",
        "vector",
        _expert_bias("E"),
        _MOE,
        lambda s: s.experts and s.experts.bias,
        active=_expert_bias("k"),
        bias=True,
    ),
    PartKind(
        "shared_experts",
        Text("shared experts", "共享专家"),
        "layers",
        "matrix",
        _shared,
        _DEEPSEEK_MOE,
        lambda s: s.experts and s.experts.shared_size,
    ),
    PartKind(
        "shared_gate",
        Text("gate of the shared expert", "共享专家门控"),
        "layers",
        "matrix",
        lambda x, s: (x.i - x.i_d) * x.h,
        "Qwen1.5-MoE, Qwen Team 2024, as built in transformers",
        lambda s: s.experts and s.experts.shared_gate,
    ),
    PartKind(
        "norms",
        Text("norms", "归一化"),
        "layers",
        "vector",
        _norms,
        f"{_LAYERNORM}; RMSNorm: Zhang & Sennrich 2019, arXiv:1910.07467, §3",
        _has_norms,
        norm=True,
    ),
    PartKind(
        "norm_bias",
        Text("norm biases", "归一化偏置"),
        "layers",
        "vector",
        _norms,
        _LAYERNORM,
        lambda s: _has_norms(s) and s.norms.kind == "layernorm",
        norm=True,
        bias=True,
    ),
    PartKind(
        "pooler",
        Text("pooler", "pooler"),
        "other",
        "matrix",
        lambda x, s: x.h**2,
        _BERT,
        lambda s: s.pooler,
    ),
    PartKind(
        "pooler_bias",
        Text("pooler bias", "pooler 偏置"),
        "other",
        "vector",
        lambda x, s: x.h,
        _BERT,
        lambda s: s.pooler,
        bias=True,
    ),
    PartKind(
        "head",
        Text("output head", "输出层"),
        "head",
        "matrix",
        lambda x, s: x.V * x.e,
        "definition; tied: Press & Wolf 2017, arXiv:1608.05859",
        lambda s: s.head == "separate",
    ),
    PartKind(
        "head_bias",
        Text("bias of the output head", "输出层偏置"),
        "head",
        "vector",
        lambda x, s: x.V,
        "definition",
        lambda s: s.head_bias,
        bias=True,
    ),
)
"""Every kind of weights."""
