"""How a compute budget is split between model and data. Nothing here computes."""

from __future__ import annotations

from ..engine.equation import Equation, unit
from ..vocabulary.compute import inference_tokens, tokens
from ..vocabulary.loss import (
    loss_data_coefficient,
    loss_data_exponent,
    loss_size_coefficient,
    loss_size_exponent,
)
from ..vocabulary.scaling import (
    compute_coefficient,
    compute_multiple,
    optimal_parameters,
    optimal_tokens,
    optimal_tokens_per_parameter,
    overtraining,
    parameters_exponent,
    parameters_multiple,
    parameters_per_token,
    reference_compute,
    reference_parameters,
    reference_tokens,
    tokens_exponent,
    tokens_multiple,
    tokens_per_parameter,
)
from ..vocabulary.size import parameters

_parameter, _token = unit("parameter"), unit("token")

EQUATIONS = (
    Equation(
        tokens,
        _token / _parameter * tokens_per_parameter * parameters,
        because=("tokens per parameter times parameters", "每参数 token 数乘以参数量"),
        source="definition",
    ),
    Equation(
        parameters_per_token,
        1 / tokens_per_parameter,
        because=("the article's k is the inverse, N/D", "文章中的 k 是其倒数 N/D"),
        source="definition",
    ),
    Equation(
        compute_coefficient,
        6 / parameters_per_token,
        because=("C = 6ND with D = N/k is C = (6/k)·N²", "C = 6ND 代入 D = N/k 得 C = (6/k)·N²"),
        source="derived from C = 6ND, Kaplan et al. 2020, arXiv:2001.08361, §2.1",
    ),
    Equation(
        compute_multiple,
        parameters_multiple * tokens_multiple,
        because=("C = 6ND: compute grows as both", "C = 6ND:算力随两者之积增长"),
        source="derived from C = 6ND, Kaplan et al. 2020, arXiv:2001.08361, §2.1",
    ),
    # How the optimum moves: the exponents that an edition gives, or that follow from its loss.
    Equation(
        parameters_multiple,
        compute_multiple**parameters_exponent,
        because=("the optimal model grows as a power of compute", "最优模型规模按算力的幂增长"),
        source="Hoffmann et al. 2022, arXiv:2203.15556, §3.4 (N ∝ C^a)",
    ),
    Equation(
        tokens_exponent,
        1 - parameters_exponent,
        because=("C = 6ND: what the model does not take, data do", "C = 6ND:其余的增长归于数据"),
        source="derived from C = 6ND, Kaplan et al. 2020, arXiv:2001.08361, §2.1",
    ),
    Equation(
        parameters_exponent,
        loss_data_exponent / (loss_size_exponent + loss_data_exponent),
        because=("the least loss on a budget moves so", "预算内的最小损失点如此移动"),
        source="Hoffmann et al. 2022, arXiv:2203.15556, eq. 4",
        when={"allocation": "balance"},
    ),
    # The optimum of one model size.
    Equation(
        optimal_tokens,
        _token / _parameter * optimal_tokens_per_parameter * parameters,
        because=("optimal tokens per parameter times parameters", "最优每参数 token 数乘以参数量"),
        source="definition",
    ),
    Equation(
        optimal_tokens,
        _token
        * (
            loss_data_exponent
            * loss_data_coefficient
            / (loss_size_exponent * loss_size_coefficient)
            * (parameters / _parameter) ** loss_size_exponent
        )
        ** (1 / loss_data_exponent),
        because=(
            "on the budget the loss is least where α·A/N^α = β·B/D^β",
            "预算内损失在 α·A/N^α = β·B/D^β 处最小",
        ),
        assumes=("fresh data, C = 6ND", "数据不重复,C = 6ND"),
        source="derived from Hoffmann et al. 2022, arXiv:2203.15556, eq. 4",
        when={"allocation": "balance"},
    ),
    Equation(
        optimal_tokens,
        reference_tokens
        * (parameters / reference_parameters) ** (tokens_exponent / parameters_exponent),
        because=(
            "N ∝ C^p_N and D ∝ C^p_D through the reference run",
            "过参考训练的 N ∝ C^p_N 与 D ∝ C^p_D",
        ),
        source="derived from the law's N ∝ C^p_N and C = 6ND",
        when={"allocation": "power"},
    ),
    Equation(
        reference_compute,
        6 * unit("FLOP") / (_parameter * _token) * reference_parameters * reference_tokens,
        because=("the reference run obeys C = 6ND too", "参考训练同样满足 C = 6ND"),
        source="Kaplan et al. 2020, arXiv:2001.08361, §2.1",
        when={"allocation": "power"},
    ),
    # A run beside it.
    Equation(
        tokens,
        overtraining * optimal_tokens,
        because=("over-training times optimal tokens", "过训练倍数乘以最优 token 数"),
        source="definition",
    ),
    Equation(
        optimal_parameters,
        parameters * overtraining**parameters_exponent,
        because=(
            "N ∝ C^p_N: the same compute is optimal for a model ω^p_N as large",
            "N ∝ C^p_N:同样算力的最优模型是其 ω^p_N 倍",
        ),
        source="derived from the law's N ∝ C^p_N and C = 6ND",
    ),
    Equation(
        overtraining,
        (1 + inference_tokens / (3 * tokens)) ** (1 / loss_data_exponent),
        because=(
            "lifetime compute 6ND + 2N·D_i at a fixed loss is least there",
            "固定损失下全生命周期算力 6ND + 2N·D_i 在此最小",
        ),
        assumes=("inference at 2N FLOP a token", "推理每 token 为 2N 次浮点运算"),
        source="derived from Sardana et al. 2023, arXiv:2401.00448, eq. 2",
        when={"allocation": "balance", "objective": "lifetime"},
    ),
)
