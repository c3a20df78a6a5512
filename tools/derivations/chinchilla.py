"""How a compute budget is best split after Hoffmann et al. 2022 (Chinchilla)."""

from __future__ import annotations

from fractions import Fraction

import sympy

from ..engine.derivation import (
    Derivation,
    Example,
    Figure,
    Statement,
    definition,
    exact,
    local_sign,
    premise,
)
from ..engine.quantity import Text2
from ..engine.text import Text
from ..vocabulary.compute import tokens, training_compute
from ..vocabulary.scaling import compute_multiple, parameters_multiple, tokens_multiple
from ..vocabulary.size import parameters

_HOFFMANN = "Hoffmann et al. 2022, arXiv:2203.15556"
_SIX = "Kaplan et al. 2020, arXiv:2001.08361, §2.1"
_N, _D, _C = parameters, tokens, training_compute
_MC, _MN, _MD = compute_multiple, parameters_multiple, tokens_multiple

_LAGRANGIAN = local_sign(
    "lagrangian",
    "Λ",
    ("loss with the budget as a constraint", "带预算约束的损失"),
    latex=r"\Lambda",
)
_LOSS = local_sign("fitted_loss", "L", ("loss", "损失"))
_MULTIPLIER = local_sign(
    "multiplier", "λ", ("Lagrange multiplier", "拉格朗日乘子"), latex=r"\lambda"
)
_G = local_sign("fitted_G", "G", ("coefficient of the optimum", "最优解的系数"))
_E = local_sign("fitted_floor", "E", ("loss that no model gets below", "任何模型都无法低于的损失"))
_ALPHA = local_sign(
    "fitted_alpha", "α", ("fitted exponent of model size", "模型规模项的拟合指数"), latex=r"\alpha"
)
_A = local_sign("fitted_A", "A", ("fitted weight of model size", "模型规模项的拟合系数"))
_BETA = local_sign(
    "fitted_beta", "β", ("fitted exponent of data", "数据项的拟合指数"), latex=r"\beta"
)
_B = local_sign("fitted_B", "B", ("fitted weight of data", "数据项的拟合系数"))
_a = local_sign(
    "model_exponent", "a", ("exponent of model size in compute", "模型规模对算力的指数")
)
_b = local_sign("data_exponent", "b", ("exponent of data in compute", "数据对算力的指数"))

_alpha, _beta = _ALPHA.symbol, _BETA.symbol
_half = sympy.Rational(1, 2)
_in_model = (_A.symbol * _alpha / (_B.symbol * _beta)) ** (1 / (_alpha + _beta))

CHINCHILLA = Derivation(
    name="chinchilla",
    title=Text(
        "Compute-optimal model and data (Chinchilla)",
        "算力最优的模型与数据(Chinchilla)",
    ),
    aliases=Text2(
        (
            "hoffmann",
            "compute-optimal",
            "optimal allocation",
            "optimal model size",
            "N_opt",
            "C^0.5",
            "chinchilla exponents",
            "scaling law",
        ),
        (
            "算力最优",
            "最优分配",
            "最优模型规模",
            "最优参数量",
            "龙猫",
            "Chinchilla 定律",
            "缩放定律",
        ),
    ),
    signs=(
        _LOSS,
        _E,
        _A,
        _B,
        _ALPHA,
        _BETA,
        _LAGRANGIAN,
        _MULTIPLIER,
        _G,
        _a,
        _b,
    ),
    steps=(
        premise(
            "loss",
            _LOSS.symbol,
            _E.symbol + _A.symbol / _N**_alpha + _B.symbol / _D**_beta,
            because=(
                "fitted form: a floor, and two terms that fall with model and data",
                "拟合形式:一个下限,加上随模型与数据下降的两项",
            ),
            source=f"{_HOFFMANN}, eq. 2 and 10",
        ),
        premise(
            "compute",
            _C,
            6 * _N * _D,
            because=(
                "the budget: 6 FLOPs a parameter and token",
                "预算:每个参数每个 token 6 次浮点运算",
            ),
            source=_SIX,
            derivation="compute",
        ),
        definition(
            "lagrangian",
            _LAGRANGIAN.symbol,
            _LOSS.symbol + _MULTIPLIER.symbol * (6 * _N * _D - _C),
            because=("least loss on the budget 6ND = C", "在预算 6ND = C 上求最小损失"),
        ),
        exact(
            "model",
            _alpha * _A.symbol / _N**_alpha,
            6 * _MULTIPLIER.symbol * _N * _D,
            after="lagrangian",
            using=("loss",),
            stationary_in=_N,
            because=("∂Λ/∂N = 0, times N", "∂Λ/∂N = 0,两边乘以 N"),
        ),
        exact(
            "data",
            _beta * _B.symbol / _D**_beta,
            6 * _MULTIPLIER.symbol * _N * _D,
            after="lagrangian",
            using=("loss",),
            stationary_in=_D,
            because=("∂Λ/∂D = 0, times D", "∂Λ/∂D = 0,两边乘以 D"),
        ),
        exact(
            "multiplier",
            _MULTIPLIER.symbol,
            _beta * _B.symbol / (6 * _N * _D * _D**_beta),
            after="data",
            because=("solve for λ", "解出 λ"),
        ),
        exact(
            "balance",
            _alpha * _A.symbol / _N**_alpha,
            _beta * _B.symbol / _D**_beta,
            after="model",
            using=("multiplier",),
            because=(
                "at the optimum one per cent more model gains as much as one per cent more data",
                "在最优点,模型增大 1% 与数据增加 1% 的收益相同",
            ),
        ),
        exact(
            "tokens",
            _D,
            _C / (6 * _N),
            after="compute",
            because=("the budget leaves these tokens", "预算所余的 token 数"),
        ),
        exact(
            "power",
            _N ** (_alpha + _beta),
            _alpha * _A.symbol / (_beta * _B.symbol) * (_C / 6) ** _beta,
            after="balance",
            using=("tokens",),
            because=("gather the powers of N", "合并 N 的幂"),
        ),
        definition(
            "coefficient",
            _G.symbol,
            _in_model,
            because=("what does not depend on the budget", "与预算无关的部分"),
            source=f"{_HOFFMANN}, eq. 4",
        ),
        exact(
            "model_optimum",
            _N,
            _G.symbol * (_C / 6) ** (_beta / (_alpha + _beta)),
            after="power",
            using=("coefficient",),
            because=("take the root: the optimal model", "开方:最优模型"),
        ),
        exact(
            "data_optimum",
            _D,
            (_C / 6) ** (_alpha / (_alpha + _beta)) / _G.symbol,
            after="tokens",
            using=("model_optimum",),
            because=("the optimal data", "最优数据量"),
        ),
        definition(
            "model_exponent",
            _a.symbol,
            _beta / (_alpha + _beta),
            because=("so N grows as C^a", "于是 N 按 C^a 增长"),
        ),
        definition(
            "data_exponent",
            _b.symbol,
            _alpha / (_alpha + _beta),
            because=("and D as C^b, with a + b = 1", "D 按 C^b 增长,且 a + b = 1"),
        ),
        premise(
            "larger",
            _MN * _N,
            _G.symbol * (_MC * _C / 6) ** _a.symbol,
            because=("the same optimum for M_C times the compute", "算力为 M_C 倍时的同一最优解"),
            source="definition",
        ),
        exact(
            "model_growth",
            _MN,
            _MC**_a.symbol,
            after="larger",
            using=("model_optimum", "model_exponent"),
            because=("divide by the optimum for C", "除以算力为 C 时的最优解"),
        ),
        premise(
            "larger_run",
            _MC * _C,
            6 * (_MN * _N) * (_MD * _D),
            because=("it spends M_C times the compute", "它用掉 M_C 倍的算力"),
            source="definition",
        ),
        exact(
            "growth",
            _MC,
            _MN * _MD,
            after="larger_run",
            using=("compute",),
            because=("divide by C = 6ND", "除以 C = 6ND"),
        ),
        exact(
            "data_growth",
            _MD,
            _MC**_b.symbol,
            after="growth",
            using=("model_growth", "model_exponent", "data_exponent"),
            because=("what is left goes to the data", "其余用于数据"),
        ),
        premise(
            "equal",
            _beta,
            _alpha,
            because=(
                "if both exponents are equal, as approach 1 finds (a = b = 0.50)",
                "若两个指数相等,如方法 1 所得(a = b = 0.50)",
            ),
            source=f"{_HOFFMANN}, table 2, approach 1",
        ),
        exact(
            "half",
            _a.symbol,
            _half,
            after="model_exponent",
            using=("equal",),
            because=("each takes half of the exponent", "指数各占一半"),
        ),
        exact(
            "model_growth_at_half",
            _MN,
            _MC**_half,
            after="model_growth",
            using=("half",),
            because=("model and data grow alike", "模型与数据同比增长"),
        ),
        exact(
            "data_growth_at_half",
            _MD,
            _MC**_half,
            after="growth",
            using=("model_growth_at_half",),
            because=("the same for the data", "数据亦然"),
        ),
    ),
    result=Statement(_N, _G.symbol * (_C / 6) ** (_beta / (_alpha + _beta))),
    also=(
        Statement(_D, (_C / 6) ** (_alpha / (_alpha + _beta)) / _G.symbol),
        Statement(_MN, _MC**_half),
        Statement(_MD, _MC**_half),
    ),
    limits=(
        Text(
            "Holds for the data and tokenizer of the fit; its constants are not exact, and "
            "another fit moves the optimum several times.",
            "只适用于拟合所用的数据与分词器;常数并不精确,换一种拟合最优点可相差数倍。",
        ),
        Text(
            "The paper prints 0.46 and 0.54 for approach 3: that is from unrounded constants; "
            "from the printed 0.34 and 0.28 it is 0.45 and 0.55.",
            "论文对方法 3 给出 0.46 与 0.54:来自未舍入的常数;用印出的 0.34 与 0.28 则为 0.45 与 "
            "0.55。",
        ),
        Text(
            "Optimal for training alone: a model that serves many tokens is better made smaller "
            "and trained longer.",
            "只就训练而言最优:若推理量很大,应取更小的模型、训练更久。",
        ),
        Text(
            "Loss on the budget is convex in ln N, so the stationary point is the minimum.",
            "在预算约束下损失对 ln N 是凸的,故驻点即最小值。",
        ),
    ),
    examples=(
        Example(
            Text("approach 3, constants as printed", "方法 3,论文印出的常数"),
            {_alpha: Fraction("0.34"), _beta: Fraction("0.28")},
            (Figure("model_exponent"), Figure("data_exponent")),
            f"{_HOFFMANN}, eq. 10",
        ),
        Example(
            Text("approach 3, constants not rounded", "方法 3,未舍入的常数"),
            {_alpha: Fraction("0.33917084"), _beta: Fraction("0.2849083")},
            (Figure("model_exponent"), Figure("data_exponent")),
            "Besiroglu et al. 2024, arXiv:2404.10102 (Hoffmann et al.'s constants from the TeX "
            "source)",
        ),
        Example(
            Text("ten times the compute, a = b = 0.5", "算力变为 10 倍,a = b = 0.5"),
            {_MC: Fraction(10)},
            (Figure("model_growth_at_half"), Figure("data_growth_at_half")),
            f"{_HOFFMANN}, table 2, approach 1",
        ),
    ),
)
