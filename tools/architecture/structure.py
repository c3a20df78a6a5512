"""How a transformer is built: what its exact counts are calculated from.

Covered: decoders, encoders (BERT) and encoder-decoders (T5); multi-head, grouped, multi-query and
latent attention; plain and gated MLPs; mixtures of experts; sliding windows. Not covered:
recurrent and state-space layers, vision and audio towers, mixtures in an encoder-decoder.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from ..engine.errors import Contradiction, MissingInput
from ..engine.text import Text
from .bounds import LIMITS, whole

Kind = Literal["decoder", "encoder", "encoder_decoder"]
NormKind = Literal["rmsnorm", "layernorm", "layernorm_without_bias", "unweighted"]
PositionKind = Literal["learned", "rotary", "relative", "alibi", "none"]
Head = Literal["tied", "separate", "none"]


def _within(name: str) -> BeforeValidator:
    """A whole number within its limits; otherwise OutOfDomain, which pydantic lets through."""
    return BeforeValidator(lambda value: whole(value, LIMITS[name], Text(name, name)))


class Record(BaseModel):
    """A part of a structure: frozen, hashable, without any field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Latent(Record):
    """Keys and values compressed into one vector a token (MLA, DeepSeek-V2).

    Attributes:
        kv_rank: width of the vector that keys and values are expanded from.
        rope_size: width of the one key, shared by the heads, that carries the position.
        query_rank: width that queries are compressed to; none where they are not.
    """

    kv_rank: Annotated[int, _within("kv_rank")]
    rope_size: Annotated[int, _within("rope_size")]
    query_rank: Annotated[int, _within("query_rank")] | None = None


class Attention(Record):
    """One attention layer.

    Attributes:
        heads: query heads.
        kv_heads: key and value heads: as many as `heads` (multi-head), fewer (grouped), or one.
        head_size: width of a query and a key; of latent attention, both parts of it together.
        value_head_size: width of a value, where it differs.
        latent: how keys and values are compressed, or none.
        input_bias: biases on queries, keys and values; of latent attention, on the compressions.
        output_bias: a bias on the output projection.
        qk_norm: norms on queries and keys: "head" has one vector that the heads share (Qwen3),
            "heads" one of its own for each head (OLMo 2, Cohere).
        sinks: one learned logit a head that a query may attend to (gpt-oss).
    """

    heads: Annotated[int, _within("heads")]
    kv_heads: Annotated[int, _within("kv_heads")]
    head_size: Annotated[int, _within("head_size")]
    value_head_size: Annotated[int, _within("value_head_size")] | None = None
    latent: Latent | None = None
    input_bias: bool = False
    output_bias: bool = False
    qk_norm: Literal["none", "head", "heads"] = "none"
    sinks: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> Attention:
        if self.heads % self.kv_heads:
            raise _disagree(
                f"{self.heads} attention heads cannot share {self.kv_heads} KV heads evenly",
                f"{self.heads} 个注意力头无法平均共用 {self.kv_heads} 个 KV 头",
            )
        if self.latent is not None and self.kv_heads != self.heads:
            raise _disagree(
                "latent attention has as many KV heads as attention heads",
                "潜在注意力的 KV 头数等于注意力头数",
            )
        if self.latent is not None and self.latent.rope_size >= self.head_size:
            raise _disagree(
                f"the rotary part ({self.latent.rope_size}) fills the whole head "
                f"({self.head_size})",
                f"旋转部分({self.latent.rope_size})不能占满整个头({self.head_size})",
            )
        return self


class Mlp(Record):
    """A feed-forward layer: two matrices, or three where it is gated (SwiGLU, GeGLU)."""

    size: Annotated[int, _within("mlp_size")]
    gated: bool = False
    bias: bool = False


class Experts(Record):
    """A mixture of experts in the place of the MLP.

    Attributes:
        count: routed experts of one layer.
        per_token: how many of them a token passes through.
        size: inner width of one.
        gated: whether each has three matrices.
        bias: whether each has biases.
        router_bias: whether the router has one.
        shared_size: inner width of the shared experts together; 0 without any.
        shared_gate: whether a gate weighs the shared expert (Qwen2-MoE).
        dense_layers: layers that keep a plain MLP, leading (DeepSeek) or in between (every n-th).
    """

    count: Annotated[int, _within("experts")]
    per_token: Annotated[int, _within("experts_per_token")]
    size: Annotated[int, _within("expert_size")]
    gated: bool = True
    bias: bool = False
    router_bias: bool = False
    shared_size: Annotated[int, _within("shared_size")] = 0
    shared_gate: bool = False
    dense_layers: Annotated[int, _within("dense_layers")] = 0

    @model_validator(mode="after")
    def _consistent(self) -> Experts:
        if self.per_token > self.count:
            raise _disagree(
                f"a token cannot pass through {self.per_token} of {self.count} experts",
                f"一个 token 不能经过 {self.count} 个专家中的 {self.per_token} 个",
            )
        if self.shared_gate and not self.shared_size:
            raise _disagree(
                "a gate for shared experts needs shared experts", "没有共享专家就没有其门控"
            )
        return self


class Norms(Record):
    """The norms on the residual stream.

    Attributes:
        kind: what weights each has: a gain, a gain and a bias, or none (OLMo 1).
        per_layer: of one layer; the cross-attention of an encoder-decoder has one more.
        final: whether each stack ends with one.
        embedding: whether one follows the embedding (BLOOM, BERT).
    """

    kind: NormKind = "rmsnorm"
    per_layer: Annotated[int, _within("norms_per_layer")] = 2
    final: bool = True
    embedding: bool = False


class Positions(Record):
    """How a token knows its place.

    Attributes:
        kind: only "learned" and "relative" have weights.
        learned: rows of the learned position embedding.
        buckets: distances that a relative bias tells apart (T5), one table a stack.
    """

    kind: PositionKind = "rotary"
    learned: Annotated[int, _within("learned_positions")] = 0
    buckets: Annotated[int, _within("position_buckets")] = 0

    @model_validator(mode="after")
    def _consistent(self) -> Positions:
        for kind, rows in (("learned", self.learned), ("relative", self.buckets)):
            if (self.kind == kind) != bool(rows):
                raise _disagree(
                    f"{kind} positions and their number go together",
                    f"{kind} 位置编码须与其数目一并给出",
                )
        return self


class Structure(Record):
    """A transformer, as exactly as its parameters can be counted from it.

    Attributes:
        kind: which stacks it has.
        layers: of its stack; of an encoder-decoder, of the decoder.
        encoder_layers: of the encoder of an encoder-decoder.
        hidden_size: width of the residual stream.
        vocabulary_size: rows of the token embedding.
        embedding_size: width of the token embedding where it differs (OPT-350M).
        attention: each attention layer.
        mlp: the MLP of each layer, or of the dense ones beside a mixture of experts.
        experts: the mixture of experts, or none.
        norms: the norms on the residual stream.
        positions: how a token knows its place.
        head: the output layer: the token embedding again, a matrix of its own, or none.
        head_bias: whether it has a bias.
        token_types: rows of a token-type embedding (BERT).
        pooler: whether a dense layer reads the first token (BERT).
        parallel: whether attention and MLP read the same input; it changes no count.
        window: tokens that a windowed layer looks back on, its own included.
        windowed_layers: how many of the layers are windowed; the others see everything.
        context_length: longest sequence that the model was made for.
        notes: what an answer that uses it should say.
    """

    kind: Kind = "decoder"
    layers: Annotated[int, _within("layers")]
    encoder_layers: Annotated[int, _within("encoder_layers")] | None = None
    hidden_size: Annotated[int, _within("hidden_size")]
    vocabulary_size: Annotated[int, _within("vocabulary_size")]
    embedding_size: Annotated[int, _within("embedding_size")] | None = None
    attention: Attention
    mlp: Mlp | None = None
    experts: Experts | None = None
    norms: Norms = Norms()
    positions: Positions = Positions()
    head: Head = "separate"
    head_bias: bool = False
    token_types: Annotated[int, _within("token_types")] = 0
    pooler: bool = False
    parallel: bool = False
    window: Annotated[int, _within("window")] | None = None
    windowed_layers: Annotated[int, _within("windowed_layers")] = 0
    context_length: Annotated[int, _within("context_length")] | None = None
    notes: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Structure:
        if (self.kind == "encoder_decoder") != (self.encoder_layers is not None):
            raise _disagree(
                "an encoder-decoder, and nothing else, has encoder_layers",
                "有且仅有编码器-解码器需要 encoder_layers",
            )
        if self.windowed_layers > self.layers or bool(self.windowed_layers) != bool(self.window):
            raise _disagree(
                f"of {self.layers} layers, {self.windowed_layers} have a window of {self.window}",
                f"{self.layers} 层中有 {self.windowed_layers} 层的窗口为 {self.window}",
            )
        if self.windowed_layers and self.kind != "decoder":
            raise _disagree("only a decoder's layers are windowed", "只有解码器的层可以带窗口")
        if self.head == "none" and self.head_bias:
            raise _disagree("a head bias needs a head", "没有输出层就没有其偏置")
        self._check_mlp()
        return self

    def _check_mlp(self) -> None:
        dense = self.experts.dense_layers if self.experts else self.layers
        if dense and self.mlp is None:
            raise MissingInput(
                Text("give the MLP of the dense layers", "请给出稠密层的 MLP"),
                "parameters",
                ("intermediate_size",),
            )
        if self.experts and dense >= self.layers:
            raise _disagree(
                f"{dense} dense layers of {self.layers} leave no layer to the experts",
                f"{self.layers} 层中有 {dense} 层稠密层,没有留给专家的层",
            )
        if self.experts and self.kind == "encoder_decoder":
            raise _disagree(
                "a mixture of experts in an encoder-decoder is not covered",
                "尚不支持编码器-解码器中的混合专家",
            )


def _disagree(en: str, zh: str) -> Contradiction:
    return Contradiction(Text(en, zh))


def _even_share(hidden_size: int, heads: int) -> int:
    hidden_size = whole(hidden_size, LIMITS["hidden_size"], Text("hidden_size", "hidden_size"))
    heads = whole(heads, LIMITS["heads"], Text("heads", "heads"))
    if hidden_size % heads:
        raise _disagree(
            f"hidden size {hidden_size} is not divisible by {heads} heads: give the head size",
            f"隐藏层维度 {hidden_size} 不能被 {heads} 个头整除:请给出头维度",
        )
    return hidden_size // heads


def decoder(
    *,
    layers: int,
    hidden_size: int,
    attention_heads: int,
    vocabulary_size: int,
    intermediate_size: int,
    kv_heads: int | None = None,
    head_size: int | None = None,
    gated: bool = True,
    tied: bool = False,
    learned_positions: int = 0,
    biases: bool = False,
    norm: NormKind = "rmsnorm",
    context_length: int | None = None,
) -> Structure:
    """A dense decoder from its numbers, two norms a layer and a last one.

    Args:
        layers: blocks, one after another.
        hidden_size: width of the residual stream.
        attention_heads: query heads of a layer.
        vocabulary_size: entries of the token embedding.
        intermediate_size: inner width of the MLP.
        kv_heads: key and value heads; as many as query heads where absent.
        head_size: width of a head; hidden size over heads where absent.
        gated: whether the MLP has three matrices (today's models) or two (GPT-2, GPT-3).
        tied: whether input and output share one embedding.
        learned_positions: rows of a learned position embedding; rotary where 0.
        biases: whether every matrix of a layer has one (GPT-2, GPT-3).
        norm: what weights the norms have.
        context_length: longest sequence that the model was made for.

    Raises:
        OutOfDomain: a number is no whole number, or out of bounds.
        Contradiction: the numbers do not fit together.
    """
    if head_size is None:
        head_size = _even_share(hidden_size, attention_heads)
    return Structure(
        layers=layers,
        hidden_size=hidden_size,
        vocabulary_size=vocabulary_size,
        attention=Attention(
            heads=attention_heads,
            kv_heads=attention_heads if kv_heads is None else kv_heads,
            head_size=head_size,
            input_bias=biases,
            output_bias=biases,
        ),
        mlp=Mlp(size=intermediate_size, gated=gated, bias=biases),
        norms=Norms(kind=norm),
        positions=Positions(kind="learned", learned=learned_positions)
        if learned_positions
        else Positions(),
        head="tied" if tied else "separate",
        context_length=context_length,
    )
