"""Accelerators, time and money of a training run. Nothing here computes."""

from __future__ import annotations

from ..engine.equation import Equation, unit
from ..vocabulary.compute import (
    attention_overhead,
    step_compute,
    steps,
    tokens,
    training_compute,
)
from ..vocabulary.size import batch_size, hidden_size, layers, parameters, sequence_length
from ..vocabulary.training import (
    accelerator_time,
    accelerators,
    achieved_flops,
    aggregate_flops,
    clock_frequency,
    compute_per_dollar,
    cost,
    hardware_compute,
    hardware_flops,
    hfu,
    matrix_units,
    mfu,
    mfu_with_attention,
    multiply_adds_per_clock,
    peak_flops,
    price_per_accelerator_hour,
    step_flops,
    step_hardware_compute,
    step_hardware_flops,
    step_hfu,
    step_mfu,
    step_time,
    training_throughput,
    training_time,
)

_accelerator, _flop = unit("accelerator"), unit("FLOP")
_parameter, _token = unit("parameter"), unit("token")
_NARAYANAN = "Narayanan et al. 2021, arXiv:2104.04473"
_KORTHIKANTI = "Korthikanti et al. 2022, arXiv:2205.05198"

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
    Equation(
        compute_per_dollar,
        peak_flops / (price_per_accelerator_hour * _accelerator),
        because=("rate over rent", "速率除以租金"),
        source="definition",
    ),
    Equation(
        training_time,
        steps * step_time,
        because=("steps times the time of one", "步数乘以每步时间"),
        source="definition",
    ),
    Equation(
        aggregate_flops,
        accelerators * achieved_flops / _accelerator,
        because=("the rate of one, times how many", "单卡速率乘以卡数"),
        source="definition",
    ),
    Equation(
        mfu_with_attention,
        mfu * (1 + 2 * _parameter * layers * hidden_size * sequence_length / parameters),
        because=(
            "attention over the sequence adds 12·i·h·s to the 6N of a token",
            "序列上的注意力在每 token 的 6N 之外增加 12·i·h·s",
        ),
        assumes=(
            "a dense model, heads × head size = h, the full attention square",
            "稠密模型,头数 × 头维度 = h,注意力按完整方阵计",
        ),
        source="Chowdhery et al. 2022, arXiv:2204.02311, appendix B",
    ),
    # Recomputation
    Equation(
        hardware_flops,
        hfu * peak_flops,
        because=("the share of the peak that is executed", "峰值中实际执行的部分"),
        source=f"definition of HFU: {_KORTHIKANTI}, §6.3",
    ),
    Equation(
        hardware_compute,
        accelerator_time * hardware_flops / _accelerator,
        because=(
            "compute is rate times time, over all accelerators",
            "算力等于速率乘时间,对所有卡求和",
        ),
        source="definition",
    ),
    Equation(
        hardware_compute,
        training_compute,
        because=("nothing is computed twice", "没有重复计算"),
        source="definition",
        when={"recompute": "none"},
    ),
    Equation(
        hardware_compute,
        training_compute + 4 * _flop * layers * hidden_size * sequence_length * tokens / _token,
        because=(
            "attention scores and their product once more: 4·i·h·s a token",
            "注意力分数及其乘积再算一次:每 token 4·i·h·s",
        ),
        source=f"derived from {_KORTHIKANTI}, §5",
        when={"recompute": "selective"},
    ),
    Equation(
        hardware_compute,
        4 * training_compute / 3,
        because=("a second forward pass: 8ND instead of 6ND", "多一次前向:8ND 而非 6ND"),
        assumes=("all is recomputed, attention and logits left out", "全部重算,不计注意力与 logit"),
        source=f"{_NARAYANAN}, eq. 4",
        when={"recompute": "full"},
    ),
    # One step, counted from the shape
    Equation(
        step_flops,
        _accelerator * step_compute / (accelerators * step_time),
        because=("compute over time and accelerators", "算力除以时间与卡数"),
        source="definition",
    ),
    Equation(
        step_mfu,
        step_flops / peak_flops,
        because=("model FLOP/s over the peak", "模型 FLOP/s 与峰值之比"),
        source=f"{_KORTHIKANTI}, §6.3",
    ),
    Equation(
        step_hardware_compute,
        step_compute,
        because=("nothing is computed twice", "没有重复计算"),
        source="definition",
        when={"recompute": "none"},
    ),
    *(
        Equation(
            step_hardware_compute,
            step_compute + count * _flop * batch_size * sequence_length**2 * layers * hidden_size,
            because=because,
            source=source,
            when={"recompute": "selective", "selective_count": name},
        )
        for name, count, because, source in (
            (
                "derived",
                4,
                ("attention scores and their product once more", "注意力分数及其乘积再算一次"),
                f"derived from {_KORTHIKANTI}, §5",
            ),
            (
                "printed",
                12,
                ("1 + s/(3h) where the model has 1 + s/(6h)", "模型为 1 + s/(6h),此处 1 + s/(3h)"),
                f"{_KORTHIKANTI}, appendix A, as printed",
            ),
        )
    ),
    Equation(
        step_hardware_compute,
        step_compute
        + 24
        * _flop
        * batch_size
        * sequence_length
        * layers
        * hidden_size**2
        * (1 + attention_overhead),
        because=("a second forward pass of the blocks", "各 Block 多一次前向"),
        assumes=("logits are not recomputed", "logit 不重算"),
        source=f"{_NARAYANAN}, eq. 3",
        when={"recompute": "full"},
    ),
    Equation(
        step_hardware_flops,
        _accelerator * step_hardware_compute / (accelerators * step_time),
        because=("operations over time and accelerators", "运算次数除以时间与卡数"),
        source="definition",
    ),
    Equation(
        step_hfu,
        step_hardware_flops / peak_flops,
        because=("executed FLOP/s over the peak", "执行的 FLOP/s 与峰值之比"),
        source=f"{_KORTHIKANTI}, §6.3",
    ),
    # Where a peak comes from
    Equation(
        peak_flops,
        2 * _flop * clock_frequency * multiply_adds_per_clock * matrix_units,
        because=("a multiply-add is 2 FLOP", "一次乘加为 2 次浮点运算"),
        source="Bekman 2024, Machine Learning Engineering, compute/accelerator",
    ),
)
