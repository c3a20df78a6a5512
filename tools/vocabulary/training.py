"""Training: hardware, time and money. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..engine.quantity import FRACTION, WHOLE_UP, Default
from ..engine.text import Text
from .records import quantity

accelerators = quantity(
    "accelerators",
    "n",
    "accelerator",
    ("accelerators", "加速卡数"),
    ("accelerators that work on the run", "参与训练的加速卡数量"),
    en=(
        "gpus",
        "gpu",
        "cards",
        "card",
        "devices",
        "accelerator",
        "chips",
        "how many gpus",
        "gpu count",
    ),
    zh=("卡", "张卡", "显卡", "GPU", "卡数", "GPU 数", "加速卡", "多少张", "几张", "多少卡"),
    domain=WHOLE_UP,
    ask=4,
)
peak_flops = quantity(
    "peak_flops",
    "X",
    "FLOP/s",
    ("peak FLOP/s per accelerator", "单卡峰值算力"),
    (
        "dense peak rate of one accelerator at the data type used",
        "单卡在所用数据类型下的稠密峰值速率",
    ),
    en=("peak", "peak flops", "tflops", "peak throughput", "per gpu peak"),
    zh=("峰值", "峰值算力", "单卡算力", "卡的算力"),
    ask=3,
    entity="accelerator",
)
mfu = quantity(
    "mfu",
    "u",
    "1",
    ("MFU", "MFU"),
    (
        "model FLOPs utilization: useful model FLOP/s over dense peak FLOP/s",
        "模型算力利用率:有效的模型 FLOP/s 与稠密峰值之比",
    ),
    en=("model flops utilization", "utilization", "utilisation", "efficiency", "util"),
    zh=("利用率", "算力利用率", "模型算力利用率", "使用率", "效率"),
    domain=FRACTION,
    default=Default(
        Fraction("0.40"),
        Text("common for large runs", "大规模训练的常见值"),
        "0.38 to 0.43 for Llama 3 405B, arXiv:2407.21783, table 4",
        low=Fraction("0.30"),
        high=Fraction("0.50"),
    ),
    shown_as="percent",
)
achieved_flops = quantity(
    "achieved_flops",
    "F",
    "FLOP/s",
    ("achieved FLOP/s per accelerator", "单卡实际算力"),
    ("model FLOP/s that one accelerator sustains", "单卡持续达到的模型 FLOP/s"),
    en=(
        "sustained",
        "sustaining",
        "sustains",
        "achieving",
        "achieves",
        "delivers",
        "achieved flops",
        "achieved tflops",
        "achieved tflop/s",
        "sustained flops",
        "achieved",
        "effective flops",
    ),
    zh=("实际算力", "实测算力", "有效算力", "持续算力"),
)
training_time = quantity(
    "training_time",
    "t",
    "s",
    ("training time", "训练时间"),
    ("wall-clock time of the run", "训练的实际耗时"),
    en=(
        "time",
        "how long",
        "duration",
        "days",
        "wall clock",
        "wall-clock",
        "eta",
        "weeks",
        "months",
    ),
    zh=("时间", "多久", "几天", "多少天", "训练时长", "耗时", "天数", "多长时间", "訓練時間"),
    ask=5,
)
accelerator_time = quantity(
    "accelerator_time",
    "T",
    "accelerator*s",
    ("accelerator-hours", "卡时"),
    ("accelerators times wall-clock time", "加速卡数量乘以实际耗时"),
    en=("gpu-hours", "gpu hours", "gpu hour", "card-hours", "gpu-days", "accelerator hours"),
    zh=("GPU 时", "GPU 小时", "总卡时", "多少卡时", "机时", "卡天"),
)
training_throughput = quantity(
    "training_throughput",
    "v",
    "token/s",
    ("training throughput", "训练吞吐"),
    ("tokens per second of the whole run", "整个训练每秒处理的 token 数"),
    en=("throughput", "tokens per second", "tokens/s", "tok/s"),
    zh=("吞吐", "吞吐量", "每秒 token"),
)
price_per_accelerator_hour = quantity(
    "price_per_accelerator_hour",
    "p",
    "USD/(accelerator*s)",
    ("price per accelerator-hour", "每卡时价格"),
    ("rent of one accelerator for one hour", "租用一张卡一小时的价格"),
    en=("price", "hourly price", "gpu price", "rate", "per gpu-hour", "price per hour"),
    zh=("价格", "单价", "卡时价格", "每卡时", "租金", "卡时单价"),
    ask=6,
    entity="accelerator",
)
cost = quantity(
    "cost",
    "M",
    "USD",
    ("training cost", "训练费用"),
    ("money for the accelerator time", "加速卡时间的费用"),
    en=(
        "cost",
        "price tag",
        "total price",
        "total cost",
        "bill",
        "money",
        "dollars",
        "budget",
        "how much does it cost",
        "expense",
    ),
    zh=("成本", "费用", "多少钱", "预算", "花费", "总成本", "开销", "经费", "价钱"),
)

memory_per_accelerator = quantity(
    "memory_per_accelerator",
    "m",
    "byte",
    ("memory per accelerator", "单卡显存"),
    ("memory of one accelerator", "一张卡的显存"),
    en=("gpu memory", "vram", "card memory"),
    zh=("显存", "卡的显存"),
    entity="accelerator",
)
memory_bandwidth = quantity(
    "memory_bandwidth",
    "w",
    "byte/s",
    ("memory bandwidth", "显存带宽"),
    ("rate at which one accelerator reads its memory", "一张卡读取显存的速率"),
    en=("bandwidth", "hbm bandwidth"),
    zh=("带宽",),
    entity="accelerator",
)
interconnect_bandwidth = quantity(
    "interconnect_bandwidth",
    "w_i",
    "byte/s",
    ("interconnect bandwidth", "互连带宽"),
    ("rate from one accelerator to its neighbours, one direction", "一张卡到相邻卡的单向速率"),
    en=("nvlink bandwidth",),
    zh=("卡间带宽",),
    entity="accelerator",
    latex="w_{i}",
)
