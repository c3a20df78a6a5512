"""What a law predicts: loss, and the least compute that reaches it. Nothing here computes.

The loss stands in two steps, what unlimited data would leave and what the data at hand add to it,
in each of the three forms that papers use.
"""

from __future__ import annotations

import sympy

from ..engine.equation import Equation, unit
from ..vocabulary.compute import (
    epochs,
    inference_compute,
    step_tokens,
    steps,
    tokens,
    training_compute,
)
from ..vocabulary.loss import (
    compute_excess,
    critical_batch,
    critical_batch_exponent,
    critical_batch_scale,
    data_repetition_scale,
    effective_parameters,
    effective_tokens,
    excess_parameter_value,
    excess_size,
    irreducible_loss,
    least_compute,
    lifetime_compute,
    loss,
    loss_data_coefficient,
    loss_data_exponent,
    loss_data_scale,
    loss_size_coefficient,
    loss_size_exponent,
    loss_size_scale,
    loss_with_unlimited_data,
    loss_with_unlimited_size,
    minimum_steps,
    minimum_tokens,
    reducible_loss,
    repeated_token_value,
    repetitions,
    size_excess_scale,
    supported_parameters,
)
from ..vocabulary.size import parameters

_FLOP, _parameter, _token = unit("FLOP"), unit("parameter"), unit("token")
_HOFFMANN = "Hoffmann et al. 2022, arXiv:2203.15556"
_KAPLAN = "Kaplan et al. 2020, arXiv:2001.08361"
_MUENNIGHOFF = "Muennighoff et al. 2023, arXiv:2305.16264"
_MCCANDLISH = "McCandlish et al. 2018, arXiv:1812.06162, §2.3"
_SIZE = ("what remains of the loss with unlimited data", "数据无限时仍剩的损失")
_DATA = ("limited data add to it", "数据有限使其增大")

# At the optimum α·A/N^α = β·B/D^β = this: with ΔL = A/N^α + B/D^β each term follows.
_balanced = (
    reducible_loss
    * loss_size_exponent
    * loss_data_exponent
    / (loss_size_exponent + loss_data_exponent)
)

_PARAMETRIC = (
    Equation(
        loss_with_unlimited_data,
        irreducible_loss + loss_size_coefficient / (parameters / _parameter) ** loss_size_exponent,
        because=_SIZE,
        source=f"{_HOFFMANN}, eq. 2",
        when={"loss_form": "parametric"},
    ),
    Equation(
        loss,
        loss_with_unlimited_data + loss_data_coefficient / (tokens / _token) ** loss_data_exponent,
        because=_DATA,
        assumes=("fresh data", "数据不重复"),
        source=f"{_HOFFMANN}, eq. 2",
        when={"loss_form": "parametric"},
    ),
    Equation(
        loss_with_unlimited_size,
        irreducible_loss + loss_data_coefficient / (tokens / _token) ** loss_data_exponent,
        because=("what remains of the loss with an unlimited model", "模型无限大时仍剩的损失"),
        assumes=("fresh data", "数据不重复"),
        source=f"{_HOFFMANN}, eq. 2",
        when={"loss_form": "parametric"},
    ),
    Equation(
        loss,
        irreducible_loss + reducible_loss,
        because=("what no model gets below, and the rest", "任何模型都无法低于的部分,加上其余"),
        source="definition",
        when={"loss_form": "parametric"},
    ),
    Equation(
        least_compute,
        6
        * _FLOP
        * (loss_size_exponent * loss_size_coefficient / _balanced) ** (1 / loss_size_exponent)
        * (loss_data_exponent * loss_data_coefficient / _balanced) ** (1 / loss_data_exponent),
        because=(
            "6ND at the optimum, where α·A/N^α = β·B/D^β",
            "最优处的 6ND,此处 α·A/N^α = β·B/D^β",
        ),
        source=f"derived from {_HOFFMANN}, eq. 2 and 4",
        when={"loss_form": "parametric"},
    ),
    Equation(
        training_compute,
        compute_excess * least_compute,
        because=("a multiple of the least compute", "最少算力的倍数"),
        source="definition",
        when={"loss_form": "parametric"},
    ),
)

_JOINT = (
    Equation(
        loss_with_unlimited_data,
        (loss_size_scale / parameters) ** loss_size_exponent,
        because=_SIZE,
        assumes=("N without embeddings", "N 不含嵌入"),
        source=f"{_KAPLAN}, eq. 1.1",
        when={"loss_form": "joint"},
    ),
    Equation(
        loss,
        (loss_with_unlimited_data ** (1 / loss_data_exponent) + loss_data_scale / tokens)
        ** loss_data_exponent,
        because=_DATA,
        source=f"{_KAPLAN}, eq. 1.5",
        when={"loss_form": "joint"},
    ),
    Equation(
        loss_with_unlimited_size,
        (loss_data_scale / tokens) ** loss_data_exponent,
        because=("what remains of the loss with an unlimited model", "模型无限大时仍剩的损失"),
        source=f"{_KAPLAN}, eq. 1.2",
        when={"loss_form": "joint"},
    ),
    Equation(
        critical_batch,
        critical_batch_scale / loss ** (1 / critical_batch_exponent),
        because=("the lower the loss, the larger the useful batch", "损失越低,有用的批越大"),
        source=f"{_KAPLAN}, eq. 1.4",
        when={"loss_form": "joint"},
    ),
)

_REPEATED = (
    Equation(
        repetitions,
        sympy.Max(0, epochs - 1),
        because=("passes after the first", "第一遍之后的遍数"),
        source=f"{_MUENNIGHOFF}, §3.1",
        when={"loss_form": "repeated"},
    ),
    Equation(
        repeated_token_value,
        sympy.exp(-repetitions / data_repetition_scale),
        because=("each repetition is worth less", "每次重复价值递减"),
        source=f"{_MUENNIGHOFF}, eq. 5, its slope",
        when={"loss_form": "repeated"},
    ),
    Equation(
        effective_tokens,
        tokens * (1 + data_repetition_scale * (1 - repeated_token_value)) / (1 + repetitions),
        because=(
            "unique tokens D/(1 + R), and what their repetitions are worth",
            "不重复 token 数 D/(1 + R),加上其重复的价值",
        ),
        source=f"{_MUENNIGHOFF}, eq. 5",
        when={"loss_form": "repeated"},
    ),
    Equation(
        supported_parameters,
        _parameter
        * (
            loss_size_exponent
            * loss_size_coefficient
            / (loss_data_exponent * loss_data_coefficient)
            * (tokens / (_token * (1 + repetitions))) ** loss_data_exponent
        )
        ** (1 / loss_size_exponent),
        because=("the size for which the unique tokens are optimal", "不重复 token 对其最优的规模"),
        source=f"{_MUENNIGHOFF}, §3.1",
        when={"loss_form": "repeated"},
    ),
    Equation(
        excess_size,
        sympy.Max(0, parameters / supported_parameters - 1),
        because=("parameters beyond what unique data support", "超出不重复数据所支撑的参数"),
        source=f"{_MUENNIGHOFF}, §3.1",
        when={"loss_form": "repeated"},
    ),
    Equation(
        excess_parameter_value,
        sympy.exp(-excess_size / size_excess_scale),
        because=("each excess parameter is worth less", "每个超额参数价值递减"),
        source=f"{_MUENNIGHOFF}, eq. 6, its slope",
        when={"loss_form": "repeated"},
    ),
    Equation(
        effective_parameters,
        parameters * (1 + size_excess_scale * (1 - excess_parameter_value)) / (1 + excess_size),
        because=(
            "supported parameters N/(1 + R_N), and what the excess is worth",
            "受支撑的参数 N/(1 + R_N),加上超额部分的价值",
        ),
        source=f"{_MUENNIGHOFF}, eq. 6",
        when={"loss_form": "repeated"},
    ),
    Equation(
        loss_with_unlimited_data,
        irreducible_loss
        + loss_size_coefficient / (effective_parameters / _parameter) ** loss_size_exponent,
        because=_SIZE,
        source=f"{_MUENNIGHOFF}, eq. 4",
        when={"loss_form": "repeated"},
    ),
    Equation(
        loss,
        loss_with_unlimited_data
        + loss_data_coefficient / (effective_tokens / _token) ** loss_data_exponent,
        because=_DATA,
        source=f"{_MUENNIGHOFF}, eq. 4",
        when={"loss_form": "repeated"},
    ),
)

EQUATIONS = (
    *_PARAMETRIC,
    *_JOINT,
    *_REPEATED,
    Equation(
        lifetime_compute,
        training_compute + inference_compute,
        because=("training, and all inference after it", "训练,以及此后的全部推理"),
        source="Sardana et al. 2023, arXiv:2401.00448, eq. 2",
    ),
    Equation(
        steps,
        minimum_steps * (1 + critical_batch / step_tokens),
        because=("a batch below the critical one takes more steps", "批小于临界值时需要更多步"),
        source=_MCCANDLISH,
    ),
    Equation(
        minimum_tokens,
        minimum_steps * critical_batch,
        because=(
            "the critical batch trades steps for tokens",
            "临界批大小在步数与 token 数之间折算",
        ),
        source=_MCCANDLISH,
    ),
)
