"""Parameters of a transformer from its shape. Nothing here computes."""

from __future__ import annotations

from ..engine.equation import Equation, unit
from ..vocabulary.size import (
    bias_and_norm_parameters,
    block_parameters,
    embedding_parameters,
    hidden_size,
    layers,
    parameters,
    position_parameters,
    positions,
    vocabulary_size,
)

_parameter = unit("parameter")

EQUATIONS = (
    Equation(
        block_parameters,
        12 * _parameter * layers * hidden_size**2,
        because=(
            "a block has 4h² weights in attention (Q, K, V, O), 8h² in an MLP of width 4h",
            "每个 Block 的注意力(Q、K、V、O)有 4h² 个权重,宽度 4h 的两矩阵 MLP 有 8h² 个",
        ),
        assumes=(
            "heads × head size = h, a two-matrix MLP of width 4h; no biases or norms",
            "多头注意力且头数 × 头维度 = h,普通 MLP 宽度 4h;不计偏置与归一化",
        ),
        source="Kaplan et al. 2020, arXiv:2001.08361, eq. 2.1",
        when={"block": "classic"},
    ),
    Equation(
        parameters,
        block_parameters,
        because=("only the blocks are counted", "只计 Block 的参数"),
        source="Kaplan et al. 2020, arXiv:2001.08361, §2.1",
        when={"parts": "blocks"},
    ),
    Equation(
        parameters,
        block_parameters + embedding_parameters,
        because=(
            "blocks and embeddings, biases and norms left out",
            "Block 与嵌入之和,不计偏置与归一化",
        ),
        source="Narayanan et al. 2021, arXiv:2104.04473, eq. 2, without its 13h a block",
        when={"parts": "weights"},
    ),
    Equation(
        parameters,
        block_parameters + embedding_parameters + position_parameters + bias_and_norm_parameters,
        because=("the model is the sum of its parts", "模型等于各部分之和"),
        assumes=(
            "GPT-2 layout: learned positions, biases, two LayerNorms a block and a last one",
            "GPT-2 结构:可学习位置,处处有偏置,每个 Block 两个 LayerNorm,末尾再加一个",
        ),
        source="Narayanan et al. 2021, arXiv:2104.04473, eq. 2, with the last LayerNorm added",
        when={"parts": "all"},
    ),
    Equation(
        embedding_parameters,
        _parameter * vocabulary_size * hidden_size,
        because=("one row of h weights a vocabulary entry", "词表每个条目一行 h 个权重"),
        source="definition",
        when={"embeddings": "tied"},
    ),
    Equation(
        embedding_parameters,
        2 * _parameter * vocabulary_size * hidden_size,
        because=(
            "one row of h weights a vocabulary entry, once for the input and once for the output",
            "词表每个条目一行 h 个权重,输入与输出各一份",
        ),
        source="definition",
        when={"embeddings": "untied"},
    ),
    Equation(
        position_parameters,
        _parameter * positions * hidden_size,
        because=("one row of h weights a position", "每个位置一行 h 个权重"),
        source="definition",
    ),
    Equation(
        bias_and_norm_parameters,
        _parameter * (13 * layers * hidden_size + 2 * hidden_size),
        because=(
            "a block has 9h biases and 4h LayerNorm weights; the last LayerNorm has 2h",
            "每个 Block 有 9h 个偏置和 4h 个 LayerNorm 权重;末尾的 LayerNorm 有 2h 个",
        ),
        source="Narayanan et al. 2021, arXiv:2104.04473, eq. 2; the last 2h: GPT-2 layout",
    ),
)
