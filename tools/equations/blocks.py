"""Parameters of one layer: its attention and its MLP. Nothing here computes."""

from __future__ import annotations

import sympy

from ..engine.equation import Equation, unit
from ..vocabulary.blocks import (
    attention_parameters,
    attention_share,
    embedding_share,
    layer_parameters,
    mlp_parameters,
)
from ..vocabulary.size import (
    attention_heads,
    block_parameters,
    embedding_parameters,
    head_size,
    hidden_size,
    intermediate_size,
    kv_heads,
    layers,
    parameters,
)

_parameter = unit("parameter")
_KAPLAN = "Kaplan et al. 2020, arXiv:2001.08361, table 1"
_CLASSIC, _COUNTED = {"block": "classic"}, {"block": "counted"}

EQUATIONS = (
    Equation(
        layer_parameters,
        12 * _parameter * hidden_size**2,
        because=("4h² in attention, 8h² in an MLP of width 4h", "注意力 4h²,宽度 4h 的 MLP 8h²"),
        source=_KAPLAN,
        when=_CLASSIC,
    ),
    Equation(
        mlp_parameters,
        8 * _parameter * hidden_size**2,
        because=("two matrices of h by 4h", "两个 h×4h 的矩阵"),
        source=_KAPLAN,
        when=_CLASSIC,
    ),
    Equation(
        attention_share,
        sympy.Rational(1, 3),
        because=("4h² of 12h²", "12h² 中的 4h²"),
        source=_KAPLAN,
        when=_CLASSIC,
    ),
    Equation(
        attention_parameters,
        4 * _parameter * hidden_size**2,
        because=("Q, K, V and O are h by h", "Q、K、V、O 都是 h×h"),
        assumes=("heads × head size = h", "头数 × 头维度 = h"),
        source=_KAPLAN,
        when={"grouped": "own"},
    ),
    Equation(
        attention_parameters,
        2 * _parameter * hidden_size * head_size * (attention_heads + kv_heads),
        because=(
            "Q and O are as wide as all heads, K and V only as wide as the shared heads",
            "Q、O 的宽度为全部头,K、V 的宽度只有共用头的总宽",
        ),
        source="Ainslie et al. 2023, arXiv:2305.13245, §2.2",
        when={"grouped": "shared"},
    ),
    Equation(
        head_size,
        hidden_size / attention_heads,
        because=("the heads share the width", "各头均分宽度"),
        assumes=("heads × head size = h", "头数 × 头维度 = h"),
        source="Vaswani et al. 2017, arXiv:1706.03762, §3.2.2",
        when={"grouped": "shared", "head_width": "split"},
    ),
    *(
        Equation(
            mlp_parameters,
            matrices * _parameter * hidden_size * intermediate_size,
            because=because,
            source=source,
            when=_COUNTED | {"mlp": mlp},
        )
        for mlp, matrices, because, source in (
            ("plain", 2, ("one matrix up, one down", "一个升维矩阵,一个降维矩阵"), _KAPLAN),
            (
                "gated",
                3,
                ("gate, up and down", "门控、升维、降维三个矩阵"),
                "Shazeer 2020, arXiv:2002.05202, §2",
            ),
        )
    ),
    Equation(
        layer_parameters,
        attention_parameters + mlp_parameters,
        because=("attention and MLP", "注意力与 MLP"),
        assumes=("no biases or norms", "不计偏置与归一化"),
        source="definition",
        when=_COUNTED,
    ),
    Equation(
        attention_share,
        attention_parameters / layer_parameters,
        because=("attention over the whole", "注意力与整层之比"),
        source="definition",
        when=_COUNTED,
    ),
    Equation(
        block_parameters,
        layers * (attention_parameters + mlp_parameters),
        because=("all layers alike: attention and MLP", "各层相同:注意力与 MLP"),
        source="definition",
        when=_COUNTED,
    ),
    Equation(
        embedding_share,
        embedding_parameters / parameters,
        because=("embeddings over the whole", "嵌入与整体之比"),
        source="definition",
    ),
)
