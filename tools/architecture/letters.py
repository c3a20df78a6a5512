"""The letters that counts are written in, and the numbers that a structure puts in their place.

A count is written once, over `Letters`: with numbers it is counted, with symbols it is a formula.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import sympy

from ..engine.derivation import Sign, local_sign
from ..vocabulary import VOCABULARY
from .structure import Structure


@dataclass(frozen=True, slots=True)
class Letters:
    """One value a letter: all numbers, or all symbols. None where a structure has no such thing.

    Attributes:
        i: layers; of an encoder-decoder, of the decoder.
        i_enc: encoder layers.
        i_d: layers with a dense MLP beside a mixture of experts.
        i_w: layers with a window.
        h: hidden size.
        e: width of the token embedding.
        V: vocabulary size.
        P: learned positions.
        t: token types.
        r: distances that a relative bias tells apart.
        a: attention heads.
        a_kv: key and value heads.
        d: head size.
        d_v: size of a value head.
        d_r: rotary part of a head of latent attention.
        d_c: width of the latent vector.
        d_q: width of compressed queries.
        f: width of the MLP.
        E: routed experts of a layer.
        k: experts of a token.
        f_e: width of an expert.
        f_s: width of the shared experts.
        W: window.
        b: sequences.
        s: tokens of a sequence.
    """

    i: Any
    i_enc: Any
    i_d: Any
    i_w: Any
    h: Any
    e: Any
    V: Any
    P: Any
    t: Any
    r: Any
    a: Any
    a_kv: Any
    d: Any
    d_v: Any
    d_r: Any
    d_c: Any
    d_q: Any
    f: Any
    E: Any
    k: Any
    f_e: Any
    f_s: Any
    W: Any
    b: Any
    s: Any


def _quantity(name: str) -> Sign:
    quantity = VOCABULARY[name]
    return Sign(
        quantity.symbol,
        quantity.sign,
        quantity.latex,
        quantity.label,
        quantity.unit,
        quantity.shown_as,
    )


def _own(name: str, sign: str, en: str, zh: str, latex: str = "") -> Sign:
    return local_sign(name, sign, (en, zh), latex=latex, shown_as="count")


SIGNS: dict[str, Sign] = {
    "b": _quantity("batch_size"),
    "s": _quantity("sequence_length"),
    "i": _quantity("layers"),
    "i_enc": _own(
        "encoder_stack_layers", "i_enc", "encoder layers", "编码器层数", r"i_{\mathrm{enc}}"
    ),
    "i_d": _own("dense_mlp_layers", "i_d", "layers with a dense MLP", "稠密 MLP 层数", "i_{d}"),
    "i_w": _quantity("windowed_layers"),
    "h": _quantity("hidden_size"),
    "e": _own("embedding_width", "e", "embedding width", "嵌入宽度"),
    "V": _quantity("vocabulary_size"),
    "P": _quantity("positions"),
    "t": _own("token_type_rows", "t", "token types", "token 类型数"),
    "r": _own("relative_distances", "r", "relative distances", "相对距离档数"),
    "a": _quantity("attention_heads"),
    "a_kv": _quantity("kv_heads"),
    "d": _quantity("head_size"),
    "d_v": _own("value_head_width", "d_v", "value head size", "值头维度", "d_{v}"),
    "d_r": _quantity("rope_size"),
    "d_c": _quantity("latent_size"),
    "d_q": _own("latent_query_width", "d_q", "query latent width", "查询潜向量宽度", "d_{q}"),
    "f": _quantity("intermediate_size"),
    "E": _own("routed_experts_of_a_layer", "E", "routed experts", "路由专家数"),
    "k": _own("experts_of_a_token", "k", "experts per token", "每 token 专家数"),
    "f_e": _own("expert_width", "f_e", "expert width", "专家宽度", "f_{e}"),
    "f_s": _own("shared_expert_width", "f_s", "shared-expert width", "共享专家宽度", "f_{s}"),
    "W": _quantity("window"),
}
"""What each letter is called; in the order in which factors are written."""


def _numbers(s: Structure) -> dict[str, int | None]:
    """What stands for each letter; none for what a structure does not have."""
    attention, experts = s.attention, s.experts
    latent = attention.latent
    return {
        "i": s.layers,
        "i_enc": s.encoder_layers,
        "i_d": experts.dense_layers if experts else None,
        "i_w": s.windowed_layers or None,
        "h": s.hidden_size,
        "e": s.embedding_size or s.hidden_size,
        "V": s.vocabulary_size,
        "P": s.positions.learned or None,
        "t": s.token_types or None,
        "r": s.positions.buckets or None,
        "a": attention.heads,
        "a_kv": attention.kv_heads,
        "d": attention.head_size,
        "d_v": attention.value_head_size or attention.head_size,
        "d_r": latent.rope_size if latent else None,
        "d_c": latent.kv_rank if latent else None,
        "d_q": latent.query_rank if latent else None,
        "f": s.mlp.size if s.mlp else None,
        "E": experts.count if experts else None,
        "k": experts.per_token if experts else None,
        "f_e": experts.size if experts else None,
        "f_s": (experts.shared_size or None) if experts else None,
        "W": s.window,
    }


@lru_cache(maxsize=4096)
def numbers(structure: Structure, batch: int | None = None, sequence: int | None = None) -> Letters:
    """The numbers of a structure, and of a step where one is given."""
    return Letters(**_numbers(structure), b=batch, s=sequence)


@lru_cache(maxsize=1024)
def symbols(structure: Structure) -> Letters:
    """The symbols that formulas of this structure are written with.

    Two letters that are one thing here are written as one: the KV heads of multi-head attention
    as its heads, so that its formula reads 4·i·h·a·d.
    """
    known = numbers(structure)
    letters: dict[str, Any] = {
        field.name: SIGNS[field.name].symbol
        for field in fields(Letters)
        if getattr(known, field.name) is not None or field.name in ("b", "s")
    }
    attention = structure.attention
    if attention.kv_heads == attention.heads:
        letters["a_kv"] = letters["a"]
    if attention.value_head_size in (None, attention.head_size):
        letters["d_v"] = letters["d"]
    if structure.embedding_size is None:
        letters["e"] = letters["h"]
    if structure.experts and not structure.experts.dense_layers:
        letters["i_d"] = sympy.Integer(0)
    return Letters(**dict.fromkeys(SIGNS) | letters)


def given(
    structure: Structure, batch: int | None = None, sequence: int | None = None
) -> dict[sympy.Symbol, int]:
    """What stands for each symbol of this structure's formulas."""
    known, written = numbers(structure, batch, sequence), symbols(structure)
    return {
        symbol: getattr(known, name)
        for name in SIGNS
        if isinstance(symbol := getattr(written, name), sympy.Symbol)
        and symbol == SIGNS[name].symbol
        and getattr(known, name) is not None
    }
