"""Adapters: LoRA and QLoRA. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..catalog.formats import find_quantization
from ..engine.quantity import WHOLE, Choice, Default, Option, Text2
from ..engine.text import Text
from .records import choice, quantity

lora_parameters = quantity(
    "lora_parameters",
    "N_l",
    "parameter",
    ("LoRA parameters", "LoRA 参数量"),
    ("trainable weights of the low-rank adapters", "低秩适配器的可训练权重"),
    en=(
        "trainable parameters",
        "adapter parameters",
        "trainable",
        "added parameters",
        "adapters",
    ),
    zh=(
        "LoRA 参数",
        "可训练参数",
        "适配器参数",
        "lora 参数",
        "可训练",
        "新增参数",
        "适配器",
        "训练参数",
    ),
    shown_as="count",
    latex="N_{l}",
)
lora_rank = quantity(
    "lora_rank",
    "r_l",
    "1",
    ("LoRA rank", "LoRA 秩"),
    ("inner width of an adapter", "适配器的内部宽度"),
    en=("rank", "lora r", "adapter rank", "r", "lora of rank", "low rank", "rank r"),
    zh=("秩", "lora 秩", "LoRA rank", "rank"),
    domain=WHOLE,
    shown_as="count",
    latex="r_{l}",
    ask=26,
    spoken=("1", "1e5"),
)
adapted_widths = quantity(
    "adapted_widths",
    "w_l",
    "1",
    ("rows and columns of the adapted matrices", "适配矩阵的行列数之和"),
    (
        "rows plus columns of every adapted matrix of one layer, summed",
        "一层中各适配矩阵的行数与列数之总和",
    ),
    en=("adapted widths", "rows and columns"),
    zh=("行列数之和",),
    domain=WHOLE,
    shown_as="count",
    latex="w_{l}",
)
lora_matrices = quantity(
    "lora_matrices",
    "n_l",
    "1",
    ("adapted matrices per layer", "每层适配的矩阵数"),
    ("weight matrices of one layer that carry an adapter", "一层中带适配器的权重矩阵数"),
    en=("adapted matrices", "target modules", "adapted modules", "matrices"),
    zh=("适配矩阵", "目标模块", "矩阵", "个矩阵"),
    domain=WHOLE,
    default=Default(
        Fraction(2),
        Text("query and value matrices", "查询与值矩阵"),
        "Hu et al. 2021, arXiv:2106.09685, table 4",
    ),
    shown_as="count",
    latex="n_{l}",
    ask=27,
)


_QLORA = find_quantization("NF4 double")
TUNING = choice(
    Choice(
        "tuning",
        Text("what is trained", "训练哪些参数"),
        {
            "full": Option(
                Text("all parameters", "全部参数"),
                Text2(
                    ("full fine-tune", "full fine-tuning", "full finetune", "full-parameter"),
                    ("全参", "全量微调", "全参数微调", "全参微调"),
                ),
            ),
            "lora": Option(
                Text("LoRA adapters; the base stays frozen", "LoRA 适配器,基座冻结"),
                Text2(("lora", "low-rank adapters"), ("LoRA", "低秩适配")),
                source="Hu et al. 2021, arXiv:2106.09685, §4",
            ),
            "qlora": Option(
                Text(
                    "QLoRA: adapters on a frozen base in 4-bit NF4",
                    "QLoRA:4 比特 NF4 冻结基座上的适配器",
                ),
                Text2(("qlora", "quantized lora"), ("QLoRA", "量化 LoRA")),
                source=_QLORA.source,
                gives={"bits_per_weight": _QLORA.bits_per_weight()},
            ),
        },
        "full",
        "definition",
        implied={"lora_parameters": "lora", "lora_rank": "lora"},
    )
)
LORA_TARGETS = choice(
    Choice(
        "lora_targets",
        Text("matrices that carry an adapter", "带适配器的矩阵"),
        {
            "square": Option(Text("square matrices, h by h", "h×h 的方阵")),
            "stated": Option(Text("matrices of stated shapes", "给定形状的矩阵")),
            "query-value": Option(
                Text("query and value projections", "查询与值投影"),
                Text2(
                    (
                        "q_proj and v_proj",
                        "query and value",
                        "q,v",
                        "q/v",
                        "q and v",
                        "q+v",
                        "wq and wv",
                    ),
                    ("q、v", "q 和 v", "q/v", "q,v"),
                ),
                counts=("lora_matrices", 2),
            ),
            "attention": Option(
                Text("all four attention projections", "注意力的四个投影"),
                Text2(
                    (
                        "all attention projections",
                        "all attention matrices",
                        "every attention projection",
                        "every attention matrix",
                        "all four attention projections",
                        "four attention projections",
                        "all four attention mats",
                        "all four attention matrices",
                        "four attention matrices",
                        "q, k, v and o",
                        "q,k,v,o",
                        "q/k/v/o",
                        "qkvo",
                        "q, k, v, and o",
                        "q+k+v+o",
                    ),
                    (
                        "q、k、v、o",
                        "注意力的四个投影",
                        "所有注意力投影",
                        "全部注意力矩阵",
                        "所有注意力矩阵",
                    ),
                ),
                counts=("lora_matrices", 4),
            ),
            "mlp": Option(
                Text("the three matrices of a gated MLP", "门控 MLP 的三个矩阵"),
                Text2(
                    (
                        "gate, up and down",
                        "gate/up/down",
                        "gate, up, down",
                        "gate, up, and down",
                        "mlp projections",
                        "mlp matrices",
                        "mlp layers",
                        "ffn matrices",
                    ),
                    ("MLP 的三个矩阵", "FFN 的三个矩阵", "gate、up、down"),
                ),
            ),
            "all-linear": Option(
                Text("attention projections and a gated MLP", "注意力投影与门控 MLP"),
                Text2(("all linear layers", "all-linear", "all linear"), ("全部线性层",)),
            ),
        },
        "square",
        "Hu et al. 2021, arXiv:2106.09685, §4.2",
        implied={
            "lora_matrices": "square",
            "adapted_widths": "stated",
            "kv_heads": "query-value",
        },
    )
)
