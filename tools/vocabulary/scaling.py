"""Scaling: how a budget is split between model and data. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..engine.quantity import Choice, Default, Option, Text2
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
        "D/N",
        "data ratio",
    ),
    zh=("每个参数的 token", "每参数训练 token", "token 参数比", "D/N", "每个参数", "每参数"),
    default=Default(
        Fraction(20),
        Text("compute-optimal", "算力最优的常用比例"),
        "Hoffmann et al. 2022, arXiv:2203.15556, table 3",
        low=Fraction(10),
        high=Fraction(100),
    ),
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
    en=("coefficient", "C/N²", "multiple of N²", "factor of N²"),
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

LAW = choice(
    Choice(
        "law",
        Text(
            "how a larger budget is split between model and data",
            "更大的预算如何在模型与数据之间分配",
        ),
        {
            "chinchilla": Option(
                Text(
                    "Chinchilla: model and data grow alike, N ∝ C^0.5, D ∝ C^0.5",
                    "Chinchilla:模型与数据同比增长,N ∝ C^0.5,D ∝ C^0.5",
                ),
                Text2(
                    ("chinchilla", "hoffmann", "deepmind", "equally", "compute-optimal"),
                    ("Chinchilla", "同比", "DeepMind"),
                ),
            ),
            "kaplan": Option(
                Text(
                    "Kaplan: mostly the model, N ∝ C^0.73, D ∝ C^0.27",
                    "Kaplan:主要增大模型,N ∝ C^0.73,D ∝ C^0.27",
                ),
                Text2(("kaplan", "openai 2020", "0.73"), ("Kaplan", "OpenAI 2020", "0.73")),
            ),
        },
        "chinchilla",
        "Hoffmann et al. 2022, arXiv:2203.15556, table 2, approach 1",
    )
)
