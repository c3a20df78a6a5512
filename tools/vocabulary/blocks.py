"""One layer of a transformer: what its attention and its MLP hold. Nothing here computes."""

from __future__ import annotations

from ..engine.quantity import FRACTION, Choice, Option, Text2
from ..engine.text import Text
from .records import choice, quantity

attention_parameters = quantity(
    "attention_parameters",
    "N_at",
    "parameter",
    ("attention parameters per layer", "每层注意力参数量"),
    ("weights of the four projections of one layer", "一层中四个投影的权重"),
    en=(
        "attention parameters",
        "attention params",
        "attention weights",
        "parameters in attention",
        "params in attention",
        "qkv and output weights",
        "attention block",
        "attention layer",
    ),
    zh=("注意力参数", "注意力部分的参数", "注意力权重", "注意力层参数"),
    shown_as="count",
    latex=r"N_{\mathrm{at}}",
)
mlp_parameters = quantity(
    "mlp_parameters",
    "N_f",
    "parameter",
    ("MLP parameters per layer", "每层 MLP 参数量"),
    ("weights of the feed-forward matrices of one layer", "一层中前馈网络各矩阵的权重"),
    en=(
        "mlp parameters",
        "mlp params",
        "ffn parameters",
        "ffn params",
        "feed-forward parameters",
        "parameters in the mlp",
        "params in the mlp",
        "weights in the mlp",
        "mlp weights",
        "ffn weights",
        "mlp",
        "ffn",
        "feed-forward",
        "feed forward network",
    ),
    zh=(
        "MLP 参数",
        "FFN 参数",
        "前馈参数",
        "MLP 部分的参数",
        "FFN 部分的参数",
        "前馈层参数",
        "MLP",
        "FFN",
        "前馈网络",
    ),
    shown_as="count",
    latex="N_{f}",
)
layer_parameters = quantity(
    "layer_parameters",
    "N_1",
    "parameter",
    ("parameters per layer", "每层参数量"),
    ("weights of one layer: attention and MLP, no biases or norms",
     "一层的权重:注意力与 MLP,不计偏置与归一化"),
    en=(
        "parameters in one block", (
        "parameters of one block"
    ), (
        "params in one block"
    ), (
        "parameters per block"
    ), (
        "params per layer"
    ), (
        "params per block"
    ), (
        "parameters in a layer"
    ), (
        "params in a layer"
    ), (
        "parameters of one layer"
    ), (
        "parameters in one layer"
    ), (
        "weights in one layer"
    ), (
        "weights per layer"
    ), (
        "one layer's parameters"
    ), (
        "per-layer parameters"
    ), (
        "a layer"
    ), (
        "a block"
    ), (
        "a single layer"
    ), (
        "a single block"
    ), (
        "a transformer block"
    ), (
        "a transformer layer"
    ), (
        "one decoder layer"
    ),),
    zh=(
        "每层参数", (
        "单层参数"
    ), (
        "一层的参数"
    ), (
        "一层参数"
    ), (
        "这一层有多少参数"
    ), (
        "一个 Block 的参数"
    ), (
        "每个 Block 的参数"
    ), (
        "单个 Block 的参数"
    ), (
        "一层有多少参数"
    ), (
        "每层多少参数"
    ), (
        "每层有多少参数"
    ), (
        "这一层"
    ), (
        "一层"
    ), (
        "单层"
    ), (
        "每层"
    ),),
    shown_as="count",
    latex="N_{1}",
)  # fmt: skip
attention_share = quantity(
    "attention_share",
    "f_at",
    "1",
    ("attention's share of a layer", "注意力占一层参数的比例"),
    ("attention weights over the weights of the layer", "注意力权重与整层权重之比"),
    en=(
        "attention share",
        "share of attention",
        "fraction of attention",
        "fraction of the weights is attention",
        "fraction of the parameters is attention",
        "share of the weights is attention",
        "share of the parameters is attention",
        "attention fraction",
    ),
    zh=("注意力占比", "注意力参数占比", "注意力占多大比例", "注意力占几分之几"),
    domain=FRACTION,
    shown_as="percent",
    latex=r"f_{\mathrm{at}}",
)
embedding_share = quantity(
    "embedding_share",
    "f_e",
    "1",
    ("embeddings' share of the parameters", "嵌入占总参数的比例"),
    ("embedding weights over all weights", "嵌入权重与全部权重之比"),
    en=("embedding share", "share of the embeddings", "embedding fraction",
        "share of the parameters", "fraction of the parameters", "share of the weights"),
    zh=("嵌入占比", "embedding 占比", "嵌入占多大比例", "嵌入占总参数", "embedding 占总参数"),
    domain=FRACTION,
    shown_as="percent",
    latex="f_{e}",
)  # fmt: skip

BLOCK = choice(
    Choice(
        "block",
        Text("shape of a layer", "一层的结构"),
        {
            "classic": Option(
                Text("own keys and values in every head, an MLP of width 4h",
                     "每个头各有键值,MLP 宽度 4h"),
                Text2(("classic block", "vanilla block"), ("标准 Block",)),
            ),
            "counted": Option(
                Text("counted from its heads and the width of its MLP", "按头数与 MLP 宽度计数")
            ),
        },
        "classic",
        "Kaplan et al. 2020, arXiv:2001.08361, §2.1",
        implied={"intermediate_size": "counted", "kv_heads": "counted"},
    )
)  # fmt: skip
GROUPED = choice(
    Choice(
        "grouped",
        Text("keys and values of the heads", "各头的键与值"),
        {
            "own": Option(Text("every head has its own", "每个头各有一份")),
            "shared": Option(Text("shared among heads", "多个头共用")),
        },
        "own",
        "Ainslie et al. 2023, arXiv:2305.13245",
        implied={"kv_heads": "shared"},
        inner=True,
    )
)
