"""How a compute budget is split after Kaplan et al. 2020: N ∝ C^0.73, D ∝ C^0.27."""

from __future__ import annotations

from fractions import Fraction

import sympy

from ..engine.derivation import (
    Derivation,
    Example,
    Figure,
    Statement,
    exact,
    local_sign,
    premise,
)
from ..engine.quantity import Text2
from ..engine.text import Text
from ..vocabulary.compute import tokens, training_compute
from ..vocabulary.scaling import compute_multiple, parameters_multiple, tokens_multiple
from ..vocabulary.size import parameters

_N, _D, _C = parameters, tokens, training_compute
_MC, _MN, _MD = compute_multiple, parameters_multiple, tokens_multiple

_p = local_sign(
    "kaplan_model_exponent", "p", ("exponent of model size in compute", "模型规模对算力的指数")
)
_q = local_sign("kaplan_data_exponent", "q", ("exponent of data in compute", "数据对算力的指数"))
_FIT = "Kaplan et al. 2020, arXiv:2001.08361, §6.1"

KAPLAN = Derivation(
    name="kaplan",
    title=Text(
        "Kaplan's split of a budget: N ∝ C^0.73, D ∝ C^0.27",
        "Kaplan 的预算分配:N ∝ C^0.73,D ∝ C^0.27",
    ),
    aliases=Text2(
        ("C^0.73", "C^0.27", "0.73", "kaplan exponents", "openai 2020", "kaplan scaling law"),
        ("Kaplan 定律", "OpenAI 2020 定律", "5.5倍", "10倍算力"),
    ),
    signs=(_p, _q),
    steps=(
        premise(
            "compute",
            _C,
            6 * _N * _D,
            because=(
                "6 FLOPs a parameter and token",
                "每个参数每个 token 6 次浮点运算",
            ),
            source="Kaplan et al. 2020, arXiv:2001.08361, §2.1",
            derivation="compute",
        ),
        premise(
            "larger",
            _MC * _C,
            6 * (_MN * _N) * (_MD * _D),
            because=("the same for a larger run", "更大的训练也满足同一公式"),
            source="definition",
        ),
        exact(
            "growth",
            _MC,
            _MN * _MD,
            after="larger",
            using=("compute",),
            because=("divide by C = 6ND", "除以 C = 6ND"),
        ),
        premise(
            "model",
            _MN,
            _MC**_p.symbol,
            because=("the best model grows as a power of compute", "最优模型按算力的幂增长"),
            source=_FIT,
        ),
        exact(
            "data",
            _MD,
            _MC ** (1 - _p.symbol),
            after="growth",
            using=("model",),
            because=("what is left goes to the data", "其余用于数据"),
        ),
        premise(
            "data_power",
            _MD,
            _MC**_q.symbol,
            because=("write that as a power too", "也写成幂"),
            source="definition",
        ),
        exact(
            "sum",
            _q.symbol,
            1 - _p.symbol,
            after="data_power",
            using=("data",),
            because=("the two exponents sum to 1", "两个指数之和为 1"),
        ),
        premise(
            "fit",
            _p.symbol,
            sympy.Rational(73, 100),
            because=("fitted at fixed learning-rate schedules", "在固定学习率计划下拟合"),
            source=_FIT,
        ),
        exact(
            "exponent_of_data",
            _q.symbol,
            sympy.Rational(27, 100),
            after="sum",
            using=("fit",),
            because=("1 − 0.73", "1 − 0.73"),
        ),
        exact(
            "model_growth",
            _MN,
            _MC ** sympy.Rational(73, 100),
            after="model",
            using=("fit",),
            because=("most of the budget goes to the model", "预算主要用于增大模型"),
        ),
        exact(
            "data_growth",
            _MD,
            _MC ** sympy.Rational(27, 100),
            after="data_power",
            using=("exponent_of_data",),
            because=("the rest goes to the data", "其余用于数据"),
        ),
    ),
    result=Statement(_MN, _MC ** sympy.Rational(73, 100)),
    also=(
        Statement(_MD, _MC ** sympy.Rational(27, 100)),
        Statement(_MC, _MN * _MD),
    ),
    limits=(
        Text(
            "Hoffmann et al. word it as 5.5 and 1.8 times for 10 times the compute; the "
            "exponents give 5.37 and 1.86.",
            "Hoffmann 等表述为 10 倍算力对应 5.5 倍与 1.8 倍;按指数计算为 5.37 与 1.86。",
        ),
        Text(
            "Superseded: Hoffmann et al. 2022 find equal exponents once the learning-rate "
            "schedule fits the run.",
            "已被取代:Hoffmann 等 2022 在学习率计划与训练长度匹配后得到相等的指数。",
        ),
        Text(
            "N here counts no embeddings.",
            "此处 N 不含嵌入。",
        ),
    ),
    examples=(
        Example(
            Text("ten times the compute", "算力变为 10 倍"),
            {_MC: Fraction(10)},
            (Figure("model_growth"), Figure("data_growth")),
            _FIT,
        ),
    ),
)
