"""N = 12ih²: the parameters of a transformer from its shape, and what that leaves out."""

from __future__ import annotations

from fractions import Fraction

from ..engine.derivation import (
    Derivation,
    Example,
    Figure,
    Statement,
    approximation,
    definition,
    exact,
    local_sign,
    premise,
)
from ..engine.quantity import Text2
from ..engine.text import Text
from ..vocabulary.size import (
    attention_heads,
    bias_and_norm_parameters,
    block_parameters,
    embedding_parameters,
    head_size,
    hidden_size,
    intermediate_size,
    layers,
    parameters,
    position_parameters,
    positions,
    vocabulary_size,
)

_KAPLAN = "Kaplan et al. 2020, arXiv:2001.08361, table 1 and eq. 2.1"
_MEGATRON = "Narayanan et al. 2021, arXiv:2104.04473, eq. 2"

_ATTENTION = local_sign(
    "weights_of_attention",
    "N_attn",
    ("attention weights of one block", "一个 Block 的注意力权重数"),
    latex=r"N_{\mathrm{attn}}",
    unit="parameter",
    shown_as="count",
)
_MLP = local_sign(
    "weights_of_mlp",
    "N_mlp",
    ("MLP weights of one block", "一个 Block 的 MLP 权重数"),
    latex=r"N_{\mathrm{mlp}}",
    unit="parameter",
    shown_as="count",
)
_BLOCK = local_sign(
    "weights_of_block",
    "N_1",
    ("weights of one block", "一个 Block 的权重数"),
    latex="N_{1}",
    unit="parameter",
    shown_as="count",
)

_h, _i = hidden_size, layers
_attention, _mlp, _block = _ATTENTION.symbol, _MLP.symbol, _BLOCK.symbol
_left_out = 13 * _i * _h + 2 * _h + (vocabulary_size + positions) * _h

PARAMETERS = Derivation(
    name="parameters",
    title=Text(
        "Parameters of a transformer: N = 12ih²",
        "Transformer 的参数量:N = 12ih²",
    ),
    aliases=Text2(
        (
            "12ih²",
            "N = 12ih²",
            "12Lh²",
            "parameter count",
            "model size",
            "block parameters",
            "params",
        ),
        ("参数量", "参数", "参数规模", "模型规模", "模型参数量", "参数量公式"),
    ),
    signs=(_ATTENTION, _MLP, _BLOCK),
    steps=(
        premise(
            "attention",
            _attention,
            4 * _h * attention_heads * head_size,
            because=(
                "Q, K and V each map h to the a heads of width d; O maps them back to h",
                "Q、K、V 各把 h 维映射到 a 个宽 d 的头,O 再映射回 h 维",
            ),
            source=_KAPLAN,
        ),
        premise(
            "heads",
            head_size,
            _h / attention_heads,
            because=(
                "multi-head attention divides h among its heads",
                "多头注意力把 h 均分给各个头",
            ),
            source="Vaswani et al. 2017, arXiv:1706.03762, §3.2.2",
        ),
        exact(
            "attention_in_h",
            _attention,
            4 * _h**2,
            after="attention",
            using=("heads",),
            because=("so a·d = h, whatever the number of heads", "因此 a·d = h,与头数无关"),
        ),
        premise(
            "mlp",
            _mlp,
            2 * _h * intermediate_size,
            because=(
                "one matrix widens h to f, one brings it back",
                "一个矩阵把 h 扩展到 f,另一个再变回 h",
            ),
            source=_KAPLAN,
        ),
        premise(
            "width",
            intermediate_size,
            4 * _h,
            because=("the usual width of a plain MLP", "普通 MLP 的常用宽度"),
            source="Vaswani et al. 2017, arXiv:1706.03762, table 3 (base: 512 and 2048)",
        ),
        exact(
            "mlp_in_h",
            _mlp,
            8 * _h**2,
            after="mlp",
            using=("width",),
            because=("put the width in", "代入宽度"),
        ),
        definition(
            "block",
            _block,
            _attention + _mlp,
            because=("a block is attention and MLP", "一个 Block 由注意力与 MLP 组成"),
        ),
        exact(
            "block_in_h",
            _block,
            12 * _h**2,
            after="block",
            using=("attention_in_h", "mlp_in_h"),
            because=("4h² + 8h²", "4h² + 8h²"),
        ),
        definition(
            "blocks",
            block_parameters,
            _i * _block,
            because=("i blocks, one after another", "共 i 个 Block 依次堆叠"),
        ),
        exact(
            "blocks_in_h",
            block_parameters,
            12 * _i * _h**2,
            after="blocks",
            using=("block_in_h",),
            because=("put one block in", "代入单个 Block"),
        ),
        premise(
            "embeddings",
            embedding_parameters,
            vocabulary_size * _h,
            because=(
                "one row of h weights a vocabulary entry, shared by input and output",
                "词表每个条目一行 h 个权重,输入与输出共享",
            ),
            source=_MEGATRON,
        ),
        premise(
            "positions",
            position_parameters,
            positions * _h,
            because=("one row of h weights a learned position", "每个可学习位置一行 h 个权重"),
            source=_MEGATRON,
        ),
        premise(
            "biases_and_norms",
            bias_and_norm_parameters,
            13 * _i * _h + 2 * _h,
            because=(
                "a block has biases 4h in attention and 5h in the MLP, and two LayerNorms of "
                "2h; one more LayerNorm ends the model",
                "每个 Block 的偏置在注意力中为 4h、在 MLP 中为 5h,另有两个 2h 的 LayerNorm;模型"
                "末尾再加一个 LayerNorm",
            ),
            source=f"{_MEGATRON}, 13h a block; the last 2h from the GPT-2 layout",
        ),
        definition(
            "total",
            parameters,
            block_parameters
            + embedding_parameters
            + position_parameters
            + bias_and_norm_parameters,
            because=("the model is the sum of its parts", "模型等于各部分之和"),
        ),
        exact(
            "total_in_h",
            parameters,
            12 * _i * _h**2 + _left_out,
            after="total",
            using=("blocks_in_h", "embeddings", "positions", "biases_and_norms"),
            because=("every weight of a GPT-2 layout", "GPT-2 结构的全部权重"),
        ),
        approximation(
            "law",
            parameters,
            12 * _i * _h**2,
            after="total_in_h",
            error=_left_out / (12 * _i * _h**2),
            because=(
                "leave out embeddings, positions, biases and norms: they grow as h, the blocks "
                "as h²",
                "略去嵌入、位置、偏置与归一化:它们随 h 增长,而 Block 随 h² 增长",
            ),
        ),
    ),
    result=Statement(parameters, 12 * _i * _h**2),
    also=(
        Statement(block_parameters, 12 * _i * _h**2),
        Statement(parameters, 12 * _i * _h**2 + _left_out),
    ),
    limits=(
        Text(
            "Holds for multi-head attention with heads × head size = h and a two-matrix MLP of "
            "width 4h.",
            "适用于头数 × 头维度 = h 的多头注意力,以及宽度 4h 的两矩阵 MLP。",
        ),
        Text(
            "Grouped-query attention, gated MLPs and mixtures of experts need their own count.",
            "分组查询注意力、门控 MLP 与混合专家需另行推导。",
        ),
        Text(
            "Small models with large vocabularies lie far above it: the embeddings weigh as "
            "much as the blocks.",
            "词表大的小模型远高于此值:嵌入的权重可与 Block 相当。",
        ),
    ),
    examples=(
        Example(
            Text("GPT-2 small", "GPT-2 small"),
            {
                _i: Fraction(12),
                _h: Fraction(768),
                vocabulary_size: Fraction(50257),
                positions: Fraction(1024),
            },
            (Figure("blocks_in_h"), Figure("total_in_h", in_full=True), Figure("law", "error")),
            "GPT-2: Radford et al. 2019, and its released configuration",
        ),
        Example(
            Text("GPT-3 175B", "GPT-3 175B"),
            {
                _i: Fraction(96),
                _h: Fraction(12288),
                vocabulary_size: Fraction(50257),
                positions: Fraction(2048),
            },
            (Figure("blocks_in_h"), Figure("total_in_h", in_full=True), Figure("law", "error")),
            "GPT-3: Brown et al. 2020, arXiv:2005.14165, table 2.1",
        ),
    ),
)
