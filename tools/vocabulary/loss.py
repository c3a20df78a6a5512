"""Loss: what size, data and their repetition do to it. Nothing here computes."""

from __future__ import annotations

from ..engine.quantity import FRACTION, NON_NEGATIVE
from .records import quantity

# What a law predicts

loss = quantity(
    "loss",
    "L",
    "1",
    ("loss", "损失"),
    (
        "cross-entropy in nats per token, on the law's own data and tokenizer",
        "每 token 的交叉熵(nat),以该定律自己的数据与分词器计",
    ),
    en=(
        "final loss",
        "test loss",
        "training loss",
        "predicted loss",
        "expected loss",
        "cross-entropy",
    ),
    zh=(
        "loss",
        "参数化 loss",
        "参数化损失",
        "最终损失",
        "训练损失",
        "预测损失",
        "交叉熵",
    ),
    spoken=("0.01", "20"),
)
loss_with_unlimited_data = quantity(
    "loss_with_unlimited_data",
    "L_N",
    "1",
    ("loss with unlimited data", "数据无限时的损失"),
    ("what a model of this size approaches however much data", "该规模在无限数据下趋近的损失"),
    en=(
        "D going to infinity",
        "D goes to infinity",
        "D to infinity",
        "infinite D",
        "loss floor",
        "floor of the loss",
        "floor",
        "unlimited data",
        "infinite data",
        "data never runs out",
        "data never run out",
        "endless data",
        "data is unlimited",
        "unlimited tokens",
        "infinite tokens",
        "loss with infinite tokens",
        "irreducible loss with infinite tokens",
        "loss with infinite data",
    ),
    zh=("D 趋于无穷", "D 无穷大", "D→∞", "损失下限", "无限数据", "数据无限", "损失的下界"),
    latex="L_{N}",
)
loss_with_unlimited_size = quantity(
    "loss_with_unlimited_size",
    "L_D",
    "1",
    ("loss with an unlimited model", "模型无限大时的损失"),
    (
        "what a model of whatever size approaches on this much data",
        "无论模型多大,在这些数据上趋近的损失",
    ),
    en=(
        "N going to infinity",
        "N goes to infinity",
        "N to infinity",
        "infinite N",
        "N → infinity",
        "infinitely large model",
        "infinitely big model",
        "unlimited model size",
        "unlimited parameters",
        "infinite parameters",
        "infinite model",
        "loss with infinite parameters",
    ),
    zh=(
        "N 趋于无穷",
        "N 无穷大",
        "N→∞",
        "参数无穷大",
        "参数无限",
        "参数无限大",
        "无穷大的模型",
        "模型无穷大",
        "模型无限大",
        "无限大的模型",
        "参数无限",
        "无限参数",
    ),
    latex="L_{D}",
)
reducible_loss = quantity(
    "reducible_loss",
    "ΔL",
    "1",
    ("reducible loss", "可约损失"),
    ("loss above the irreducible one", "超出不可约损失的部分"),
    latex=r"\Delta L",
)
least_compute = quantity(
    "least_compute",
    "C_min",
    "FLOP",
    ("least compute for the loss", "达到该损失的最少算力"),
    (
        "training compute of the compute-optimal run that reaches this loss",
        "达到该损失的算力最优训练所需的算力",
    ),
    en=("least compute", "minimum compute", "optimal compute for the loss"),
    zh=("最少算力", "最低算力"),
    latex=r"C_{\min}",
)
compute_excess = quantity(
    "compute_excess",
    "ξ",
    "1",
    ("compute over the least", "相对最少算力的倍数"),
    (
        "training compute over the least that reaches the same loss",
        "训练算力与达到同一损失的最少算力之比",
    ),
    en=("compute overhead", "excess compute", "over-training overhead"),
    zh=("算力超额", "多花的算力"),
    shown_as="ratio",
    latex=r"\xi",
)
lifetime_compute = quantity(
    "lifetime_compute",
    "C_life",
    "FLOP",
    ("lifetime compute", "全生命周期算力"),
    ("training compute and the compute of all inference", "训练算力与全部推理算力之和"),
    en=("total lifetime compute", "training plus inference compute"),
    zh=("总算力(训练加推理)", "训练加推理算力"),
    latex=r"C_{\mathrm{life}}",
)

# Repeated data

repetitions = quantity(
    "repetitions",
    "R",
    "1",
    ("repetitions", "重复次数"),
    ("passes over the corpus after the first", "第一遍之后再遍历语料的次数"),
    en=("repeats",),
    zh=("重复遍数",),
    domain=NON_NEGATIVE,
)
repeated_token_value = quantity(
    "repeated_token_value",
    "q_D",
    "1",
    ("value of a further repeated token", "再重复一个 token 的价值"),
    (
        "what one more repeated token is worth, in fresh tokens",
        "再重复一个 token 相当于多少个新 token",
    ),
    en=("worth of a repeated token", "value of repetition"),
    zh=("重复 token 的价值",),
    shown_as="percent",
    latex="q_{D}",
)
effective_tokens = quantity(
    "effective_tokens",
    "D_eff",
    "token",
    ("effective tokens", "有效 token 数"),
    (
        "fresh tokens that would be worth as much as the repeated ones",
        "与重复数据等价的新 token 数",
    ),
    en=("effective data",),
    zh=("有效数据", "有效数据量"),
    latex=r"D_{\mathrm{eff}}",
)
supported_parameters = quantity(
    "supported_parameters",
    "N_U",
    "parameter",
    ("parameters that the unique data support", "不重复数据所支撑的参数量"),
    ("model size that the unique tokens make compute-optimal", "不重复 token 使之算力最优的参数量"),
    latex="N_{U}",
)
excess_size = quantity(
    "excess_size",
    "R_N",
    "1",
    ("excess size", "规模超额"),
    (
        "parameters over those that the unique data support, less one; 0 where there is no excess",
        "参数量与不重复数据所支撑的参数量之比减一;未超出为 0",
    ),
    domain=NON_NEGATIVE,
    latex="R_{N}",
)
excess_parameter_value = quantity(
    "excess_parameter_value",
    "q_N",
    "1",
    ("value of a further excess parameter", "再增一个超额参数的价值"),
    (
        "what one more excess parameter is worth, in supported ones",
        "再增一个超额参数相当于多少个受支撑的参数",
    ),
    shown_as="percent",
    latex="q_{N}",
)
effective_parameters = quantity(
    "effective_parameters",
    "N_eff",
    "parameter",
    ("effective parameters", "有效参数量"),
    ("parameters that the unique data can make use of", "不重复数据能够利用的参数量"),
    latex=r"N_{\mathrm{eff}}",
)

# Batch

critical_batch = quantity(
    "critical_batch",
    "B_crit",
    "token",
    ("critical batch size", "临界批大小"),
    (
        "tokens per step beyond which more data parallelism saves little time",
        "每步 token 数超过它后,增大数据并行省不了多少时间",
    ),
    en=(
        "critical batch",
        "optimal batch size",
        "ideal batch size",
        "best batch size",
    ),
    zh=(
        "临界 batch",
        "最优批大小",
        "最优 batch",
        "最佳 batch",
    ),
    latex=r"B_{\mathrm{crit}}",
)
minimum_steps = quantity(
    "minimum_steps",
    "S_min",
    "1",
    ("least steps", "最少步数"),
    ("optimizer steps at a batch far above the critical one", "批大小远超临界值时的优化步数"),
    shown_as="count",
    latex=r"S_{\min}",
)
minimum_tokens = quantity(
    "minimum_tokens",
    "D_min",
    "token",
    ("least tokens", "最少 token 数"),
    (
        "training tokens at a batch far below the critical one",
        "批大小远小于临界值时的训练 token 数",
    ),
    latex=r"D_{\min}",
)

# Constants that an edition of a law gives

irreducible_loss = quantity(
    "irreducible_loss",
    "E_L",
    "1",
    ("irreducible loss E", "不可约损失 E"),
    ("loss that no model gets below", "任何模型都无法低于的损失"),
    en=("irreducible loss", "entropy of text"),
    zh=("不可约损失", "不可约误差"),
    entity="law",
    latex="E_{L}",
)
loss_size_coefficient = quantity(
    "loss_size_coefficient",
    "A_N",
    "1",
    ("coefficient A of the size term", "规模项系数 A"),
    ("weight of model size in the loss", "损失中模型规模项的系数"),
    entity="law",
    latex="A_{N}",
)
loss_size_exponent = quantity(
    "loss_size_exponent",
    "α",
    "1",
    ("exponent α of the size term", "规模项指数 α"),
    ("how fast the loss falls with model size", "损失随模型规模下降的指数"),
    domain=FRACTION,
    entity="law",
    latex=r"\alpha",
)
loss_data_coefficient = quantity(
    "loss_data_coefficient",
    "B_D",
    "1",
    ("coefficient B of the data term", "数据项系数 B"),
    ("weight of data in the loss", "损失中数据项的系数"),
    entity="law",
    latex="B_{D}",
)
loss_data_exponent = quantity(
    "loss_data_exponent",
    "β",
    "1",
    ("exponent β of the data term", "数据项指数 β"),
    ("how fast the loss falls with data", "损失随数据量下降的指数"),
    domain=FRACTION,
    entity="law",
    latex=r"\beta",
)
loss_size_scale = quantity(
    "loss_size_scale",
    "N_c",
    "parameter",
    ("scale N_c of the size term", "规模项尺度 N_c"),
    ("size at which unlimited data would give a loss of 1", "数据无限时损失为 1 的参数量"),
    entity="law",
    latex="N_{c}",
)
loss_data_scale = quantity(
    "loss_data_scale",
    "D_c",
    "token",
    ("scale D_c of the data term", "数据项尺度 D_c"),
    (
        "tokens at which an unlimited model would give a loss of 1",
        "模型无限大时损失为 1 的 token 数",
    ),
    entity="law",
    latex="D_{c}",
)
data_repetition_scale = quantity(
    "data_repetition_scale",
    "R_D*",
    "1",
    ("scale R_D* of repetition", "重复尺度 R_D*"),
    ("repetitions after which a repeated token is worth 1/e", "重复 token 价值降到 1/e 的重复次数"),
    entity="law",
    latex="R_{D}^{*}",
)
size_excess_scale = quantity(
    "size_excess_scale",
    "R_N*",
    "1",
    ("scale R_N* of excess size", "规模超额尺度 R_N*"),
    ("excess size at which a further parameter is worth 1/e", "再增参数价值降到 1/e 的规模超额"),
    entity="law",
    latex="R_{N}^{*}",
)
critical_batch_scale = quantity(
    "critical_batch_scale",
    "B_*",
    "token",
    ("scale of the critical batch", "临界批大小的尺度"),
    ("critical batch size at a loss of 1", "损失为 1 时的临界批大小"),
    entity="law",
    latex="B_{*}",
)
critical_batch_exponent = quantity(
    "critical_batch_exponent",
    "α_B",
    "1",
    ("exponent of the critical batch", "临界批大小的指数"),
    ("the critical batch grows as 1/L^(1/α_B)", "临界批大小按 1/L^(1/α_B) 增长"),
    domain=FRACTION,
    entity="law",
    latex=r"\alpha_{B}",
)
