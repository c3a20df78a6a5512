"""t = C/(n·X·u): time and money of a training run."""

from __future__ import annotations

from fractions import Fraction

from ..engine.derivation import (
    Derivation,
    Example,
    Figure,
    Statement,
    definition,
    exact,
    premise,
)
from ..engine.quantity import Text2
from ..engine.text import Text
from ..vocabulary.compute import tokens, training_compute
from ..vocabulary.size import parameters
from ..vocabulary.training import (
    accelerator_time,
    accelerators,
    achieved_flops,
    cost,
    mfu,
    peak_flops,
    price_per_accelerator_hour,
    training_time,
)

_C, _n, _X, _u, _t = training_compute, accelerators, peak_flops, mfu, training_time
_p = price_per_accelerator_hour

TRAINING_TIME = Derivation(
    name="training_time",
    title=Text("Training time and cost: t = C/(nXu)", "训练时间与费用:t = C/(nXu)"),
    aliases=Text2(
        ("C/(nXu)", "t = C/(nXu)", "training time", "time", "training cost", "cost", "gpu hours"),
        ("训练时间", "训练时长", "时间", "训练费用", "费用", "成本", "训练成本", "卡时"),
    ),
    steps=(
        premise(
            "compute",
            _C,
            6 * parameters * tokens,
            because=("6 FLOPs a parameter and token", "每个参数每个 token 6 次浮点运算"),
            source="Kaplan et al. 2020, arXiv:2001.08361, §2.1",
            derivation="compute",
        ),
        definition(
            "achieved",
            achieved_flops,
            _u * _X,
            because=("the share of the peak that does useful work", "峰值中真正有用的部分"),
            source="definition of MFU: Chowdhery et al. 2022, arXiv:2204.02311, appendix B",
        ),
        definition(
            "accelerator_time",
            accelerator_time,
            _n * _t,
            because=("every accelerator works for the whole time", "每张卡全程工作"),
        ),
        premise(
            "work",
            _C,
            accelerator_time * achieved_flops,
            because=(
                "compute is rate times time, over all accelerators",
                "算力等于速率乘时间,对所有卡求和",
            ),
            source="definition",
        ),
        exact(
            "time",
            _t,
            _C / (_n * _X * _u),
            after="work",
            using=("accelerator_time", "achieved"),
            because=("solve for t", "解出 t"),
        ),
        exact(
            "time_for_compute",
            accelerator_time,
            _C / (_X * _u),
            after="work",
            using=("achieved",),
            because=(
                "the accelerator-hours do not depend on how many accelerators share them",
                "总卡时与卡数无关",
            ),
        ),
        definition(
            "money",
            cost,
            accelerator_time * _p,
            because=("accelerator time times its price", "卡时乘以单价"),
        ),
        exact(
            "cost",
            cost,
            _C * _p / (_X * _u),
            after="money",
            using=("time_for_compute",),
            because=("put the accelerator-hours in", "代入总卡时"),
        ),
    ),
    result=Statement(_t, _C / (_n * _X * _u)),
    also=(
        Statement(accelerator_time, _C / (_X * _u)),
        Statement(cost, _C * _p / (_X * _u)),
    ),
    limits=(
        Text(
            "The MFU is that of the whole run: restarts, evaluation and idle accelerators lower "
            "it.",
            "MFU 指整个训练的平均值:重启、评测与闲置都会降低它。",
        ),
        Text(
            "More accelerators shorten the time only while the MFU holds.",
            "只有 MFU 保持不变时,增加卡数才按比例缩短时间。",
        ),
        Text(
            "Cost is the rent of accelerators: no staff, storage, or failed and trial runs.",
            "费用仅为租卡:不含人员、存储以及失败和试验的训练。",
        ),
    ),
    examples=(
        Example(
            Text(
                "7B on 2T tokens, 64 H100 at 40% and $2 an hour",
                "7B、2 万亿 token,64 张 H100,利用率 40%,每卡时 2 美元",
            ),
            {
                parameters: Fraction(7 * 10**9),
                tokens: Fraction(2 * 10**12),
                _n: Fraction(64),
                _X: Fraction(9894 * 10**11),
                _u: Fraction("0.4"),
                _p: Fraction(2, 3600),
            },
            (Figure("compute"), Figure("time"), Figure("time_for_compute"), Figure("cost")),
            "NVIDIA H100 Tensor Core GPU Architecture white paper (989.4 TFLOP/s dense bf16)",
        ),
        Example(
            Text(
                "GPT-4 as rumoured: 25,000 A100 for 90 days at $1 an hour",
                "传闻中的 GPT-4:25,000 张 A100,90 天,每卡时 1 美元",
            ),
            {_n: Fraction(25_000), _t: Fraction(90 * 86_400), _p: Fraction(1, 3600)},
            (Figure("accelerator_time"), Figure("money")),
            "SemiAnalysis 2023, unconfirmed",
        ),
    ),
)
