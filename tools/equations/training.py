"""Accelerators, time and money of a training run. Nothing here computes."""

from __future__ import annotations

from ..engine.equation import Equation, unit
from ..vocabulary.compute import tokens, training_compute
from ..vocabulary.training import (
    accelerator_time,
    accelerators,
    achieved_flops,
    cost,
    mfu,
    peak_flops,
    price_per_accelerator_hour,
    training_throughput,
    training_time,
)

_accelerator = unit("accelerator")

EQUATIONS = (
    Equation(
        accelerator_time,
        accelerators * training_time,
        because=("every accelerator works for the whole time", "每张卡全程工作"),
        source="definition",
    ),
    Equation(
        achieved_flops,
        mfu * peak_flops,
        because=("the share of the peak that does useful work", "峰值中真正有用的部分"),
        source="definition of MFU: Chowdhery et al. 2022, arXiv:2204.02311, appendix B",
    ),
    Equation(
        training_compute,
        accelerator_time * achieved_flops / _accelerator,
        because=(
            "compute is rate times time, over all accelerators",
            "算力等于速率乘时间,对所有卡求和",
        ),
        source="definition",
    ),
    Equation(
        training_throughput,
        tokens / training_time,
        because=("tokens over time", "token 数除以时间"),
        source="definition",
    ),
    Equation(
        cost,
        accelerator_time * price_per_accelerator_hour,
        because=("accelerator time times its price", "卡时乘以单价"),
        source="definition",
    ),
)
