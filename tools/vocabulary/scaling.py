"""Scaling: how a budget is split between model and data. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..catalog.laws import Law, laws
from ..engine.quantity import FRACTION, Choice, Default, Option, Text2
from ..engine.text import Text
from .records import choice, quantity

tokens_per_parameter = quantity(
    "tokens_per_parameter",
    "r",
    "1",
    ("tokens per parameter", "每参数 token 数"),
    ("training tokens over parameters, D/N", "训练 token 数与参数量之比 D/N"),
    en=(
        "tokens/parameter",
        "token per parameter",
        "tokens per param",
        "tokens/param",
        "tokens a parameter",
        "tok/param",
        "how many per parameter",
        "how many per param",
        "D/N",
        "data ratio",
    ),
    zh=(
        "每个参数的 token",
        "每参数训练 token",
        "token 参数比",
        "token/参数比",
        "token/参数",
        "D/N",
        "每个参数",
        "每参数",
    ),
    default=Default(
        Fraction(20),
        Text("compute-optimal", "算力最优的常用比例"),
        "Hoffmann et al. 2022, arXiv:2203.15556, table 3",
        low=Fraction(10),
        high=Fraction(100),
        when={"allocation": ("rule",)},
    ),
    spoken=("0.001", "1e6"),
)
parameters_per_token = quantity(
    "parameters_per_token",
    "k",
    "1",
    ("parameters per token k", "系数 k = N/D"),
    (
        "parameters over training tokens, the article's k = N/D",
        "参数量与训练 token 数之比,即文章中的 k = N/D",
    ),
    en=("k", "N/D", "parameters per token"),
    zh=("k", "N/D", "系数k"),
)
compute_coefficient = quantity(
    "compute_coefficient",
    "κ",
    "1",
    ("coefficient of N²", "N² 的系数"),
    ("C over N² when data grow with the model: 6/k", "数据随模型同比增长时 C 与 N² 之比:6/k"),
    en=(
        "coefficient",
        "C/N²",
        "multiple of N²",
        "factor of N²",
        "times n²",
        "times n^2",
        "times n squared",
        "coefficient of n²",
    ),
    zh=("N² 的多少倍", "N² 系数", "N² 的几倍", "C 是 N²"),
    latex=r"\kappa",
)
compute_multiple = quantity(
    "compute_multiple",
    "M_C",
    "1",
    ("compute multiple", "算力倍数"),
    ("how many times the compute", "算力变为原来的多少倍"),
    en=("times the compute", "compute multiplier", "more compute", "compute ratio"),
    zh=("算力倍数", "算力涨", "多少倍算力", "算力增加"),
    shown_as="ratio",
    latex="M_{C}",
)
parameters_multiple = quantity(
    "parameters_multiple",
    "M_N",
    "1",
    ("parameter multiple", "参数倍数"),
    ("how many times the parameters", "参数量变为原来的多少倍"),
    en=("times the parameters", "parameter multiplier", "times bigger", "times larger"),
    zh=("参数倍数", "参数扩大", "模型扩大"),
    shown_as="ratio",
    latex="M_{N}",
)
tokens_multiple = quantity(
    "tokens_multiple",
    "M_D",
    "1",
    ("data multiple", "数据倍数"),
    ("how many times the training tokens", "训练 token 数变为原来的多少倍"),
    en=("times the data", "times the tokens", "token multiplier", "times more data"),
    zh=("数据倍数", "数据扩大", "token 倍数"),
    shown_as="ratio",
    latex="M_{D}",
)

optimal_tokens_per_parameter = quantity(
    "optimal_tokens_per_parameter",
    "r_opt",
    "1",
    ("compute-optimal tokens per parameter", "算力最优每参数 token 数"),
    (
        "tokens per parameter that make this model size compute-optimal by the law",
        "按所选定律使该规模算力最优的每参数 token 数",
    ),
    entity="law",
    latex=r"r_{\mathrm{opt}}",
)
optimal_tokens = quantity(
    "optimal_tokens",
    "D_opt",
    "token",
    ("compute-optimal tokens", "算力最优 token 数"),
    (
        "training tokens that make this model size compute-optimal by the law",
        "按所选定律使该规模算力最优的训练 token 数",
    ),
    latex=r"D_{\mathrm{opt}}",
)
overtraining = quantity(
    "overtraining",
    "ω",
    "1",
    ("over-training", "过训练倍数"),
    (
        "training tokens over those that are optimal for the model size; below 1: under-trained",
        "训练 token 数与该规模最优 token 数之比;小于 1 为训练不足",
    ),
    en=(
        "overtraining",
        "overtrained",
        "over-trained",
        "times past optimal",
        "times 20",
        "times beyond 20 tokens per parameter",
        "times past 20 tokens per parameter",
        "times over 20 tokens per parameter",
        "times 20 tokens per parameter",
        "x over the 20:1",
        "x past the 20:1",
        "times the 20:1",
        "times past the 20:1",
        "times over the 20:1",
        "times the chinchilla optimum",
        "overshoot the 20 tokens per parameter",
    ),
    zh=(
        "过训练",
        "超训倍数",
        "20 的多少倍",
        "20 的几倍",
        "跟 20 比",
        "和 20 比",
        "与 20 比",
        "最优的几倍",
        "最优的多少倍",
    ),
    default=Default(
        Fraction(1),
        Text("compute-optimal", "算力最优"),
        "definition",
        low=Fraction(1, 2),
        high=Fraction(10),
        when={"allocation": ("balance", "power"), "objective": ("training",)},
    ),
    latex=r"\omega",
)
optimal_parameters = quantity(
    "optimal_parameters",
    "N_opt",
    "parameter",
    ("compute-optimal parameters", "算力最优参数量"),
    (
        "model size that is compute-optimal for the training compute by the law",
        "按所选定律在该训练算力下最优的参数量",
    ),
    latex=r"N_{\mathrm{opt}}",
)
parameters_exponent = quantity(
    "parameters_exponent",
    "p_N",
    "1",
    ("exponent of model size", "模型规模指数"),
    ("the optimal model grows as this power of compute", "最优模型规模按算力的该次幂增长"),
    en=("model exponent",),
    zh=("模型指数",),
    domain=FRACTION,
    entity="law",
    latex="p_{N}",
)
tokens_exponent = quantity(
    "tokens_exponent",
    "p_D",
    "1",
    ("exponent of data", "数据指数"),
    ("the optimal tokens grow as this power of compute", "最优 token 数按算力的该次幂增长"),
    en=("data exponent",),
    zh=("token 指数",),
    domain=FRACTION,
    entity="law",
    latex="p_{D}",
)
reference_parameters = quantity(
    "reference_parameters",
    "N_ref",
    "parameter",
    ("parameters of the reference run", "参考训练的参数量"),
    ("an optimal run that a power law passes through: its size", "幂律所过的最优训练的参数量"),
    entity="law",
    latex=r"N_{\mathrm{ref}}",
)
reference_tokens = quantity(
    "reference_tokens",
    "D_ref",
    "token",
    ("tokens of the reference run", "参考训练的 token 数"),
    ("an optimal run that a power law passes through: its data", "幂律所过的最优训练的 token 数"),
    entity="law",
    latex=r"D_{\mathrm{ref}}",
)
reference_compute = quantity(
    "reference_compute",
    "C_ref",
    "FLOP",
    ("compute of the reference run", "参考训练的算力"),
    ("an optimal run that a power law passes through: its compute", "幂律所过的最优训练的算力"),
    entity="law",
    latex=r"C_{\mathrm{ref}}",
)


OBJECTIVE = choice(
    Choice(
        "objective",
        Text("what the best split makes least", "最优分配使什么最少"),
        {
            "training": Option(
                Text("compute of training alone", "仅训练算力"),
                Text2(("training only",), ("仅训练",)),
            ),
            "lifetime": Option(
                Text(
                    "compute of training and of all inference for the same loss",
                    "同一损失下训练与全部推理的总算力",
                ),
                Text2(
                    ("lifetime", "inference-aware", "lifetime optimum", "lifetime-optimal"),
                    ("全生命周期", "计入推理", "考虑推理"),
                ),
                source="Sardana et al. 2023, arXiv:2401.00448, §2",
                entails={"law": "sardana"},
            ),
        },
        "training",
        "Hoffmann et al. 2022, arXiv:2203.15556, eq. 1",
    )
)


_OF_THE_SPLIT = {
    "optimal_tokens_per_parameter",
    "parameters_exponent",
    "tokens_exponent",
    "reference_parameters",
    "reference_tokens",
    "reference_compute",
}


def _edition(law: Law) -> Option:
    """An edition as a split of budgets; where its loss decides the split, with its loss."""
    follows: dict[str, str] = {"allocation": law.allocation}
    if law.loss is not None:
        follows["loss_law"] = law.name
    if law.objective != OBJECTIVE.default:
        follows["objective"] = law.objective
    with_loss = law.allocation == "balance"
    return Option(
        law.label,
        Text2(law.names_en, law.names_zh),
        source=law.source,
        entails=follows,
        gives={n: v for n, v in law.gives.items() if with_loss or n in _OF_THE_SPLIT},
    )


def _predictor(law: Law, form: str) -> Option:
    """An edition as a predictor of the loss."""
    return Option(
        law.label,
        source=law.source,
        entails={"loss_form": form},
        gives={n: v for n, v in law.gives.items() if n not in _OF_THE_SPLIT},
    )


LAW = choice(
    Choice(
        "law",
        Text(
            "how a larger budget is split between model and data",
            "更大的预算如何在模型与数据之间分配",
        ),
        {law.name: _edition(law) for law in laws().values()},
        "chinchilla",
        laws()["chinchilla"].source,
    )
)
ALLOCATION = choice(
    Choice(
        "allocation",
        Text("how the law splits a budget", "定律如何分配预算"),
        {
            "rule": Option(Text("a fixed number of tokens per parameter", "每参数固定的 token 数")),
            "balance": Option(Text("where its loss is least on the budget", "预算内损失最小之处")),
            "power": Option(Text("a printed power law", "论文给出的幂律")),
        },
        "rule",
        "definition",
        inner=True,
    )
)
LOSS_LAW = choice(
    Choice(
        "loss_law",
        Text("which law predicts the loss", "用哪条定律预测损失"),
        {law.name: _predictor(law, law.loss) for law in laws().values() if law.loss is not None},
        "hoffmann-3",
        laws()["hoffmann-3"].source,
    )
)
LOSS_FORM = choice(
    Choice(
        "loss_form",
        Text("the form of the predicted loss", "预测损失的形式"),
        {
            "parametric": Option(Text("E + A/N^α + B/D^β", "E + A/N^α + B/D^β")),
            "repeated": Option(
                Text(
                    "E + A/N^α + B/D^β over effective size and data",
                    "E + A/N^α + B/D^β,用有效规模与有效数据",
                )
            ),
            "joint": Option(
                Text("((N_c/N)^(α_N/α_D) + D_c/D)^α_D", "((N_c/N)^(α_N/α_D) + D_c/D)^α_D")
            ),
        },
        "parametric",
        "definition",
        inner=True,
    )
)
