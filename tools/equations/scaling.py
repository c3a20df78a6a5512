"""How a compute budget is split between model and data. Nothing here computes."""

from __future__ import annotations

import sympy

from ..engine.equation import Equation, unit
from ..vocabulary.compute import tokens
from ..vocabulary.scaling import (
    compute_coefficient,
    compute_multiple,
    parameters_multiple,
    parameters_per_token,
    tokens_multiple,
    tokens_per_parameter,
)
from ..vocabulary.size import parameters

_parameter, _token = unit("parameter"), unit("token")
_half = sympy.Rational(1, 2)
_HOFFMANN = "Hoffmann et al. 2022, arXiv:2203.15556, table 2, approach 1"
_KAPLAN = "Kaplan et al. 2020, arXiv:2001.08361, §6.1 (N ∝ C^0.73, D ∝ C^0.27)"

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
    Equation(
        parameters_multiple,
        compute_multiple**_half,
        because=("model and data grow alike, N ∝ C^0.5", "模型与数据同比增长,N ∝ C^0.5"),
        source=_HOFFMANN,
        when={"law": "chinchilla"},
    ),
    Equation(
        parameters_multiple,
        compute_multiple ** sympy.Rational(73, 100),
        because=(
            "most of the budget goes to the model, N ∝ C^0.73",
            "预算主要用于增大模型,N ∝ C^0.73",
        ),
        source=_KAPLAN,
        when={"law": "kaplan"},
    ),
)
