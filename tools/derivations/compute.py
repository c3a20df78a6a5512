"""C = 6ND and, with data in proportion to the model, C = 6N²/k."""

from __future__ import annotations

from fractions import Fraction

import sympy

from ..engine.derivation import (
    Derivation,
    Example,
    Figure,
    Statement,
    approximation,
    definition,
    exact,
    premise,
)
from ..engine.quantity import Text2
from ..engine.text import Text
from ..vocabulary.compute import step_compute, steps, tokens, training_compute
from ..vocabulary.scaling import compute_multiple, parameters_multiple, parameters_per_token
from ..vocabulary.size import (
    batch_size,
    block_parameters,
    hidden_size,
    layers,
    parameters,
    sequence_length,
)

_KAPLAN = "Kaplan et al. 2020, arXiv:2001.08361, §2.1"
_b, _s, _i, _h = batch_size, sequence_length, layers, hidden_size
_N, _D, _C, _k = parameters, tokens, training_compute, parameters_per_token

COMPUTE = Derivation(
    name="compute",
    title=Text("Training compute: C = 6ND", "训练算力:C = 6ND"),
    aliases=Text2(
        ("6ND", "C = 6ND", "training compute", "training_compute", "training flops", "flops"),
        ("算力", "训练算力", "计算量", "训练计算量", "算力公式"),
    ),
    steps=(
        premise(
            "step",
            step_compute,
            72 * _b * _s * _i * _h**2 * (1 + _s / (6 * _h)),
            because=("forward and backward of one step", "一步的前向加反向"),
            source="Korthikanti et al. 2022, arXiv:2205.05198, appendix A",
            derivation="step_compute",
        ),
        premise(
            "blocks",
            block_parameters,
            12 * _i * _h**2,
            because=("the weights of i blocks", "i 个 Block 的权重数"),
            source="Kaplan et al. 2020, arXiv:2001.08361, eq. 2.1",
            derivation="parameters",
        ),
        definition(
            "counted",
            _N,
            block_parameters,
            because=(
                "N counts the blocks: looking an embedding up costs nothing",
                "N 只计 Block:查嵌入表没有浮点运算",
            ),
            source=_KAPLAN,
        ),
        exact(
            "ratio",
            step_compute / _N,
            6 * _b * _s * (1 + _s / (6 * _h)),
            after="step",
            using=("counted", "blocks"),
            because=("divide by 12ih²", "除以 12ih²"),
        ),
        approximation(
            "short",
            step_compute / _N,
            6 * _b * _s,
            after="ratio",
            error=_s / (6 * _h),
            because=(
                "leave out attention over the sequence, while s is much smaller than 6h",
                "略去序列上的注意力,前提是 s 远小于 6h",
            ),
        ),
        exact(
            "per_step",
            step_compute,
            6 * _b * _s * _N,
            after="short",
            because=("multiply by N", "乘以 N"),
        ),
        definition(
            "tokens",
            _D,
            _b * _s * steps,
            because=("every step sees b sequences of s tokens", "每步处理 b 条长度为 s 的序列"),
        ),
        definition(
            "run",
            _C,
            steps * step_compute,
            because=("a run is its steps", "训练由各步组成"),
        ),
        exact(
            "law",
            _C,
            6 * _N * _D,
            after="run",
            using=("per_step", "tokens"),
            because=("b·s·S is the tokens seen", "b·s·S 就是训练见过的 token 数"),
        ),
    ),
    result=Statement(_C, 6 * _N * _D),
    limits=(
        Text(
            "A count under these assumptions, not a theorem about training: 2 FLOPs a weight "
            "and token forward, 4 backward.",
            "这是上述假设下的计数,而非关于训练的定理:每个 token 对每个权重前向 2 次、反向 4 次浮"
            "点运算。",
        ),
        Text(
            "A mixture of experts counts the active parameters only; full recompute makes it "
            "about 8ND in hardware FLOPs.",
            "混合专家只计激活参数;完全重计算时硬件浮点运算约为 8ND。",
        ),
        Text(
            "Small models depend on whether N counts the embeddings: their output layer works "
            "on every token, their input layer does not.",
            "小模型的结果取决于 N 是否含嵌入:输出层对每个 token 都要计算,输入层则不用。",
        ),
    ),
    examples=(
        Example(
            Text("GPT-3 175B on 300B tokens", "GPT-3 175B,3000 亿 token"),
            {_N: Fraction(175 * 10**9), _D: Fraction(300 * 10**9)},
            (Figure("law"),),
            "GPT-3: Brown et al. 2020, arXiv:2005.14165, table D.1",
        ),
        Example(
            Text("GPT-3 175B: what was left out", "GPT-3 175B:略去的部分"),
            {_s: Fraction(2048), _h: Fraction(12288)},
            (Figure("short", "error"),),
            "GPT-3: Brown et al. 2020, arXiv:2005.14165, table 2.1",
        ),
    ),
)

COMPUTE_SQUARE = Derivation(
    name="compute_square",
    title=Text(
        "Compute when data grow with the model: C = 6N²/k, and 120N²",
        "数据随模型同比增长时的算力:C = 6N²/k 与 120N²",
    ),
    aliases=Text2(
        (
            "6N²/k",
            "C = 6N²/k",
            "120N²",
            "C = 120N²",
            "N²",
            "N = kD",
            "D = 20N",
            "quadratic",
            "square",
        ),
        ("平方", "平方关系", "算力平方", "算力与参数量的平方", "每参数20个token"),
    ),
    steps=(
        premise(
            "compute",
            _C,
            6 * _N * _D,
            because=("6 FLOPs a parameter and token", "每个参数每个 token 6 次浮点运算"),
            source=_KAPLAN,
            derivation="compute",
        ),
        premise(
            "proportion",
            _N,
            _k * _D,
            because=(
                "keep the ratio k of parameters to tokens fixed: a choice, not a law",
                "令参数量与 token 数之比 k 固定:这是选择,不是定律",
            ),
            source="definition",
        ),
        exact(
            "tokens",
            _D,
            _N / _k,
            after="proportion",
            because=("divide by k", "除以 k"),
        ),
        exact(
            "law",
            _C,
            6 * _N**2 / _k,
            after="compute",
            using=("tokens",),
            because=("put the tokens in", "代入 token 数"),
        ),
        premise(
            "twenty",
            _D,
            20 * _N,
            because=(
                "about 20 tokens a parameter are compute-optimal: a rule of thumb",
                "每个参数约 20 个 token 为算力最优:经验法则",
            ),
            source="Hoffmann et al. 2022, arXiv:2203.15556, table 3",
        ),
        exact(
            "k",
            _k,
            sympy.Rational(1, 20),
            after="proportion",
            using=("twenty",),
            because=("k = N/D", "k = N/D"),
        ),
        exact(
            "law_at_twenty",
            _C,
            120 * _N**2,
            after="law",
            using=("k",),
            because=("6 × 20", "6 × 20"),
        ),
        premise(
            "larger",
            compute_multiple * _C,
            6 * (parameters_multiple * _N) ** 2 / _k,
            because=(
                "the same law for a model of M_N times the parameters",
                "参数量为 M_N 倍的模型也满足同一公式",
            ),
            source="definition",
        ),
        exact(
            "growth",
            compute_multiple,
            parameters_multiple**2,
            after="larger",
            using=("law",),
            because=("divide by the law for N", "除以原模型的公式"),
        ),
    ),
    result=Statement(_C, 6 * _N**2 / _k),
    also=(
        Statement(_C, 120 * _N**2),
        Statement(compute_multiple, parameters_multiple**2),
    ),
    limits=(
        Text(
            "Only while D grows with N. At fixed data C grows as N.",
            "仅当 D 与 N 同比增长时成立。数据固定时 C 与 N 成正比。",
        ),
        Text(
            "k = 1/20 is one fit's rule of thumb: GPT-3 had 1.7 tokens a parameter, Llama 3 8B "
            "about 1,870.",
            "k = 1/20 是某次拟合的经验法则:GPT-3 每参数 1.7 个 token,Llama 3 8B 约 1,870 个。",
        ),
        Text(
            "It rests on C = 6ND and does not hold for the total parameters of a mixture of "
            "experts.",
            "它以 C = 6ND 为前提,对混合专家的总参数量不成立。",
        ),
    ),
    examples=(
        Example(
            Text("twice the parameters", "参数量翻倍"),
            {parameters_multiple: Fraction(2)},
            (Figure("growth"),),
            "definition",
        ),
        Example(
            Text("ten times the parameters", "参数量变为 10 倍"),
            {parameters_multiple: Fraction(10)},
            (Figure("growth"),),
            "definition",
        ),
        Example(
            Text("a model of Chinchilla's size", "Chinchilla 规模的模型"),
            {_N: Fraction(70 * 10**9)},
            (Figure("twenty"), Figure("law_at_twenty")),
            "Hoffmann et al. 2022, arXiv:2203.15556, §4 (70B parameters)",
        ),
    ),
)
