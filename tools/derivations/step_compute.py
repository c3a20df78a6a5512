"""72bsih²(1 + s/6h): floating-point operations of one training step, forward and backward."""

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
from ..vocabulary.compute import step_compute
from ..vocabulary.size import (
    attention_heads,
    batch_size,
    block_parameters,
    head_size,
    hidden_size,
    layers,
    sequence_length,
    vocabulary_size,
)

_KORTHIKANTI = "Korthikanti et al. 2022, arXiv:2205.05198, appendix A"
_KAPLAN = "Kaplan et al. 2020, arXiv:2001.08361, §2.1 and table 1"

_MATRICES = local_sign(
    "forward_in_matrices",
    "F_w",
    ("FLOPs of the weight matrices, forward", "权重矩阵的前向浮点运算次数"),
    latex="F_{w}",
    unit="FLOP",
)
_ATTENTION = local_sign(
    "forward_in_attention",
    "F_attn",
    (
        "FLOPs of attention over the sequence in one block, forward",
        "一个 Block 中序列上注意力的前向浮点运算次数",
    ),
    latex=r"F_{\mathrm{attn}}",
    unit="FLOP",
)
_FORWARD = local_sign(
    "forward_in_blocks",
    "F",
    ("FLOPs of all blocks, forward", "全部 Block 的前向浮点运算次数"),
    unit="FLOP",
)
_BACKWARD = local_sign(
    "backward_in_blocks",
    "F_back",
    ("FLOPs of all blocks, backward", "全部 Block 的反向浮点运算次数"),
    latex=r"F_{\mathrm{back}}",
    unit="FLOP",
)
_LOGITS = local_sign(
    "forward_in_logits",
    "F_V",
    ("FLOPs of the logit layer, forward", "输出 logit 层的前向浮点运算次数"),
    latex="F_{V}",
    unit="FLOP",
)
WITH_LOGITS = local_sign(
    "step_compute_with_logits",
    "C_sV",
    ("compute per step with the logit layer", "计入输出 logit 层的每步算力"),
    latex="C_{s,V}",
    unit="FLOP",
)

_b, _s, _i, _h, _V = batch_size, sequence_length, layers, hidden_size, vocabulary_size
_scale = 72 * _b * _s * _i * _h**2

STEP_COMPUTE = Derivation(
    name="step_compute",
    title=Text(
        "Compute of one training step: 72bsih²(1 + s/6h)",
        "一个训练步的算力:72bsih²(1 + s/6h)",
    ),
    aliases=Text2(
        (
            "72bsih²",
            "72bsih²(1 + s/6h)",
            "C_s",
            "compute per step",
            "compute of one pass",
            "flops per step",
            "flops per iteration",
            "s/6h",
        ),
        ("每步算力", "每步计算量", "一次迭代的计算量", "单步计算量", "一步的算力"),
    ),
    signs=(_MATRICES, _ATTENTION, _FORWARD, _BACKWARD, _LOGITS, WITH_LOGITS),
    steps=(
        premise(
            "matrices",
            _MATRICES.symbol,
            2 * _b * _s * block_parameters,
            because=(
                "each of the b·s tokens meets every weight in one multiplication and one addition",
                "b·s 个 token 中的每一个都与每个权重做一次乘法和一次加法",
            ),
            source=_KAPLAN,
        ),
        premise(
            "blocks",
            block_parameters,
            12 * _i * _h**2,
            because=("the weights of i blocks", "i 个 Block 的权重数"),
            source="Kaplan et al. 2020, arXiv:2001.08361, eq. 2.1",
            derivation="parameters",
        ),
        exact(
            "matrices_in_h",
            _MATRICES.symbol,
            24 * _b * _s * _i * _h**2,
            after="matrices",
            using=("blocks",),
            because=("24bsh² a block", "每个 Block 为 24bsh²"),
        ),
        premise(
            "attention",
            _ATTENTION.symbol,
            2 * 2 * _b * attention_heads * _s**2 * head_size,
            because=(
                "in each head every token meets s keys of width d, then s values: two products "
                "of 2s²d",
                "每个头中每个 token 先与 s 个宽 d 的键相乘,再与 s 个值相乘:两个 2s²d 的乘积",
            ),
            source=_KORTHIKANTI,
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
            _ATTENTION.symbol,
            4 * _b * _s**2 * _h,
            after="attention",
            using=("heads",),
            because=("a·d = h", "a·d = h"),
        ),
        definition(
            "forward",
            _FORWARD.symbol,
            _MATRICES.symbol + _i * _ATTENTION.symbol,
            because=("matrices and attention of i blocks", "i 个 Block 的矩阵与注意力"),
        ),
        exact(
            "forward_in_h",
            _FORWARD.symbol,
            24 * _b * _s * _i * _h**2 + 4 * _b * _s**2 * _i * _h,
            after="forward",
            using=("matrices_in_h", "attention_in_h"),
            because=("one forward pass", "一次前向"),
        ),
        premise(
            "backward",
            _BACKWARD.symbol,
            2 * _FORWARD.symbol,
            because=(
                "each product has two gradients of the same cost, by its input and by its weights",
                "每个乘积要求两个同样开销的梯度:对输入和对权重",
            ),
            source=_KAPLAN,
        ),
        definition(
            "step",
            step_compute,
            _FORWARD.symbol + _BACKWARD.symbol,
            because=("one step is forward and backward", "一步等于前向加反向"),
        ),
        exact(
            "law",
            step_compute,
            _scale * (1 + _s / (6 * _h)),
            after="step",
            using=("backward", "forward_in_h"),
            because=("three forward passes, with 72bsih² taken out", "三次前向的开销,提出 72bsih²"),
        ),
        premise(
            "logits",
            _LOGITS.symbol,
            2 * _b * _s * _h * _V,
            because=(
                "the logit layer is one more matrix of V × h",
                "输出 logit 层是另一个 V × h 的矩阵",
            ),
            source=_KORTHIKANTI,
        ),
        definition(
            "step_with_logits",
            WITH_LOGITS.symbol,
            step_compute + 3 * _LOGITS.symbol,
            because=(
                "forward and twice that backward, as in the blocks",
                "前向加两倍的反向,与 Block 相同",
            ),
        ),
        exact(
            "law_with_logits",
            WITH_LOGITS.symbol,
            _scale * (1 + _s / (6 * _h) + _V / (12 * _i * _h)),
            after="step_with_logits",
            using=("law", "logits"),
            because=("6bshV is V/(12ih) of 72bsih²", "6bshV 是 72bsih² 的 V/(12ih)"),
        ),
        approximation(
            "without_attention",
            step_compute,
            _scale,
            after="law",
            error=_s / (6 * _h),
            because=(
                "leave out attention over the sequence, while s is much smaller than 6h",
                "略去序列上的注意力,前提是 s 远小于 6h",
            ),
        ),
    ),
    result=Statement(step_compute, _scale * (1 + _s / (6 * _h))),
    also=(
        Statement(WITH_LOGITS.symbol, _scale * (1 + _s / (6 * _h) + _V / (12 * _i * _h))),
        Statement(step_compute, _scale),
    ),
    limits=(
        Text(
            "Multi-head attention, MLP width 4h, the full attention square: a kernel that skips "
            "masked entries does about half of the attention term.",
            "多头注意力,MLP 宽度 4h,注意力按完整方阵计:跳过被遮蔽部分的实现约只做注意力项的一半。",
        ),
        Text(
            "No recompute: full recompute adds one more forward pass, 96 instead of 72.",
            "不重计算:完全重计算再加一次前向,系数由 72 变为 96。",
        ),
        Text(
            "Compare s with 6h, not with h, before leaving s/(6h) out.",
            "略去 s/(6h) 之前应把 s 与 6h 比较,而不是与 h 比较。",
        ),
    ),
    examples=(
        Example(
            Text("GPT-3 175B: what dropping s/(6h) costs", "GPT-3 175B:略去 s/(6h) 的误差"),
            {_s: Fraction(2048), _h: Fraction(12288)},
            (Figure("without_attention", "error"),),
            "GPT-3: Brown et al. 2020, arXiv:2005.14165, table 2.1",
        ),
        Example(
            Text("a long context: what dropping s/(6h) costs", "长上下文:略去 s/(6h) 的误差"),
            {_s: Fraction(131072), _h: Fraction(16384)},
            (Figure("without_attention", "error"),),
            "Llama 3 405B: arXiv:2407.21783, table 3 (h) and §3.4.2 (128K context)",
        ),
        Example(
            Text("GPT-2 small, one sequence of 512 tokens", "GPT-2 small,一条 512 个 token 的序列"),
            {
                _b: Fraction(1),
                _s: Fraction(512),
                _i: Fraction(12),
                _h: Fraction(768),
                _V: Fraction(50257),
            },
            (Figure("law"), Figure("law_with_logits", in_full=True)),
            "GPT-2: Radford et al. 2019, and its released configuration",
        ),
    ),
)
