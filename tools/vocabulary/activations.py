"""Activations: what a training step keeps for its backward pass. Nothing here computes."""

from __future__ import annotations

from ..engine.quantity import Choice, Option, Text2
from ..engine.text import Text
from .records import choice, quantity

layer_activation_memory = quantity(
    "layer_activation_memory",
    "m_al",
    "byte",
    ("activations per layer", "每层激活值显存"),
    (
        "what one layer keeps of one micro-batch for the backward pass, on one accelerator",
        "一张卡上一层为反向传播保留的一个微批的激活值",
    ),
    en=(
        "activation memory per layer",
        "bytes per layer of activations",
        "activation memory of one layer",
        "activations of one layer",
        "activations per layer",
        "one layer's activations",
        "activations of a layer",
        "per-layer activations",
    ),
    zh=(
        "每层激活",
        "单层激活值",
        "一层激活",
        "单层激活",
        "一层的激活",
        "每层的激活显存",
        "单层激活显存",
    ),
    latex="m_{al}",
)
activation_layers = quantity(
    "activation_layers",
    "i_a",
    "1",
    ("layers whose activations one accelerator holds", "单卡持有激活值的层数"),
    (
        "layers times micro-batches in flight on the first pipeline stage",
        "流水线第一级的层数乘以在途微批数",
    ),
    latex="i_{a}",
)
activation_memory = quantity(
    "activation_memory",
    "m_a",
    "byte",
    ("activations", "激活值显存"),
    (
        "what one accelerator keeps for the backward pass; an estimate, 16-bit values",
        "一张卡为反向传播保留的激活值;估算,按 16 位计",
    ),
    en=(
        "activation memory",
        "activation",
        "activations memory",
    ),
    zh=(
        "激活值",
        "激活显存",
        "激活内存",
    ),
    latex="m_{a}",
)
saved_tensors = quantity(
    "saved_tensors",
    "n_s",
    "1",
    ("saved tensors per layer", "每层保存的张量数"),
    (
        "tensors of width h that one layer keeps for each token",
        "一层为每个 token 保留的宽度 h 张量数",
    ),
    en=(
        "saved tensors",
        "checkpointed tensors per layer",
        "tensors saved per layer",
    ),
    zh=("保存的张量",),
    latex="n_{s}",
)
activation_bytes = quantity(
    "activation_bytes",
    "β_a",
    "byte",
    ("bytes of an activation", "每个激活值的字节数"),
    ("one kept value", "一个保留的数值"),
    en=(
        "activation bytes",
        "bytes per activation",
    ),
    zh=("激活值字节数",),
    latex=r"\beta_{a}",
)

RECOMPUTE = choice(
    Choice(
        "recompute",
        Text("activation recomputation", "激活重计算"),
        {
            "none": Option(
                Text("none: everything is kept", "不重计算:全部保留"),
                Text2(
                    ("no recompute", "no recomputation", "without recomputation",
                     "no activation checkpointing", "no gradient checkpointing"),
                    ("不重计算", "无重计算", "不做重计算"),
                ),
            ),
            "selective": Option(
                Text("selective recomputation, of attention scores", "选择性重计算:重算注意力分数"),
                Text2(
                    ("selective recompute", "selective recomputation", "selective",
                     "selective activation recomputation"),
                    ("选择性重计算", "选择重计算"),
                ),
            ),
            "full": Option(
                Text(
                    "full recomputation of layers, from their inputs",
                    "完全重计算:由各层输入重算",
                ),
                Text2(
                    ("8ND", "full recompute", "full recomputation", "activation checkpointing",
                     "gradient checkpointing", "full activation checkpointing",
                     "activation recomputation"),
                    ("完全重计算", "全重计算", "全量重计算", "梯度检查点", "激活检查点"),
                ),
            ),
        },
        "none",
        "Korthikanti et al. 2022, arXiv:2205.05198, §4",
    )
)  # fmt: skip
ATTENTION_KERNEL = choice(
    Choice(
        "attention_kernel",
        Text("attention kernel", "注意力实现"),
        {
            "standard": Option(
                Text("standard: scores are kept", "标准:保留注意力分数"),
                Text2(("standard attention", "naive attention"), ("标准注意力",)),
            ),
            "flash": Option(
                Text("FlashAttention: scores are never stored", "FlashAttention:不保存注意力分数"),
                Text2(
                    ("flashattention", "flash attention", "flash-attention", "flash attn"),
                    ("FlashAttention", "Flash Attention"),
                ),
                source="Dao et al. 2022, arXiv:2205.14135, §3.1",
            ),
        },
        "standard",
        "Korthikanti et al. 2022, arXiv:2205.05198, §4.1",
    )
)
MLP = choice(
    Choice(
        "mlp",
        Text(
            "MLP and attention of a layer, for its activations", "一层的 MLP 与注意力(用于激活值)"
        ),
        {
            "plain": Option(
                Text("two matrices of width 4h, dropout", "宽度 4h 的两个矩阵,带 dropout"),
                Text2(("gelu mlp", "plain mlp"), ("普通 MLP",)),
            ),
            "gated": Option(
                Text(
                    "gated (SwiGLU), grouped heads, no dropout", "门控(SwiGLU)、分组头,无 dropout"
                ),
                Text2(
                    (
                        "swiglu",
                        "gated mlp",
                        "gated",
                        "geglu",
                        "3 matrices",
                        "three matrices",
                        "three mlp matrices",
                        "gate, up and down",
                        "gate/up/down",
                    ),
                    ("SwiGLU", "门控 MLP", "门控", "3 个矩阵", "三个矩阵"),
                ),
            ),
        },
        "plain",
        "Korthikanti et al. 2022, arXiv:2205.05198, §4.1",
    )
)
ACTIVATION_COUNT = choice(
    Choice(
        "activation_count",
        Text("how activations are counted", "激活值如何计数"),
        {
            "terms": Option(Text("by the terms of a layer", "按层内各项")),
            "tensors": Option(Text("by saved tensors of width h", "按保存的宽度 h 张量")),
        },
        "terms",
        "Korthikanti et al. 2022, arXiv:2205.05198, §4",
        implied={"saved_tensors": "tensors"},
    )
)
