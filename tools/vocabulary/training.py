"""Training: hardware, time and money. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..engine.quantity import FRACTION, WHOLE, WHOLE_UP, Choice, Default, Option
from ..engine.text import Text
from .records import choice, quantity

accelerators = quantity(
    "accelerators",
    "n",
    "accelerator",
    ("accelerators", "加速卡数"),
    ("accelerators that work on the run", "参与训练的加速卡数量"),
    en=(
        "cluster size",
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
        Text(
            "common for large runs: 38 to 43% for Llama 3 405B",
            "大规模训练的常见值:Llama 3 405B 为 38% 至 43%",
        ),
        "Grattafiori et al. 2024, arXiv:2407.21783, table 4",
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
        "tflop/s per gpu",
        "tflops per gpu",
        "flop/s per gpu",
        "tflop/s per card",
        "sustained flop/s",
        "flop/s per gpu sustained",
        "sustained flop/s per gpu",
        "achieved flop/s per gpu",
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
    zh=(
        "每卡 TFLOP/s",
        "单卡 TFLOP/s",
        "每卡实际 TFLOP/s",
        "实测",
        "持续",
        "实际能跑",
        "实际算力",
        "实测算力",
        "有效算力",
        "持续算力",
    ),
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
        "calendar time",
        "eta",
        "weeks",
        "months",
    ),
    zh=(
        "工期",
        "训练周期",
        "周期",
        "时间",
        "多久",
        "几天",
        "多少天",
        "训练时长",
        "耗时",
        "天数",
        "多长时间",
        "訓練時間",
    ),
    ask=5,
    spoken=("1", "1e13"),
)
accelerator_time = quantity(
    "accelerator_time",
    "T",
    "accelerator*s",
    ("accelerator-hours", "卡时"),
    ("accelerators times wall-clock time", "加速卡数量乘以实际耗时"),
    en=("gpu-hours", "gpu hours", "gpu hour", "card-hours", "gpu-days", "accelerator hours"),
    zh=("GPU 时", "GPU 小时", "总卡时", "多少卡时", "机时", "卡天"),
    spoken=("1", "1e16"),
)
training_throughput = quantity(
    "training_throughput",
    "v",
    "token/s",
    ("training throughput", "训练吞吐"),
    ("tokens per second of the whole run", "整个训练每秒处理的 token 数"),
    en=(
        "training tokens/s",
        "training tok/s",
        "training token rate",
        "throughput",
        "tokens per second",
        "tokens/s",
        "tok/s",
    ),
    zh=("吞吐", "吞吐量", "每秒 token"),
)
price_per_accelerator_hour = quantity(
    "price_per_accelerator_hour",
    "p",
    "USD/(accelerator*s)",
    ("price per accelerator-hour", "每卡时价格"),
    ("rent of one accelerator for one hour", "租用一张卡一小时的价格"),
    en=(
        "rent",
        "rental",
        "rental price",
        "gpu rent",
        "price",
        "hourly price",
        "gpu price",
        "rate",
        "per gpu-hour",
        "price per hour",
    ),
    zh=(
        "卡租",
        "卡租价",
        "租卡价",
        "租价",
        "GPU 租金",
        "价格",
        "单价",
        "卡时价格",
        "每卡时",
        "租金",
        "卡时单价",
    ),
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
        "invoice",
        "total price",
        "total cost",
        "bill",
        "money",
        "dollars",
        "budget",
        "how much does it cost",
        "expense",
        "spend",
    ),
    zh=(
        "账单",
        "成本",
        "费用",
        "多少钱",
        "预算",
        "花费",
        "总成本",
        "开销",
        "经费",
        "价钱",
        "总费用",
        "训练费",
        "训练成本",
        "总花费",
        "总价",
    ),
    spoken=("0.001", "1e14"),
)

compute_per_dollar = quantity(
    "compute_per_dollar",
    "X_p",
    "FLOP/USD",
    ("peak compute per dollar", "每美元峰值算力"),
    ("what one accelerator could do at its peak for a dollar of rent", "一美元租金对应的峰值算力"),
    en=("flops per dollar", "flop per dollar", "compute per dollar", "performance per dollar"),
    zh=("每美元算力", "性价比"),
    latex="X_{p}",
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
    ask=15,
)
memory_bandwidth = quantity(
    "memory_bandwidth",
    "w",
    "byte/s",
    ("memory bandwidth", "显存带宽"),
    ("rate at which one accelerator reads its memory", "一张卡读取显存的速率"),
    en=(
        "bandwidth",
        "hbm bandwidth",
        "memory speed",
        "bytes per second of memory",
        "dram bandwidth",
        "hbm speed",
    ),
    zh=("带宽", "内存带宽", "HBM 带宽", "显存速度"),
    entity="accelerator",
    ask=16,
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

# What the hardware does, recomputation included

hardware_compute = quantity(
    "hardware_compute",
    "C_h",
    "FLOP",
    ("hardware compute", "硬件算力"),
    (
        "floating-point operations that the run executes, recomputation included",
        "训练实际执行的浮点运算次数,含重计算",
    ),
    en=(
        "hardware flops",
        "executed flops",
        "8ND",
        "compute with recomputation",
        "hardware flops with recompute",
    ),
    zh=(
        "硬件上实际",
        "硬件实际跑",
        "硬件上跑",
        "硬件上真正",
        "硬件计算量",
        "8ND",
        "含重计算的算力",
        "实际执行的计算量",
        "硬件实际",
        "硬件 FLOPs",
        "硬件实际算力",
        "实际硬件计算量",
    ),
    latex="C_{h}",
)
hardware_flops = quantity(
    "hardware_flops",
    "F_h",
    "FLOP/s",
    ("hardware FLOP/s per accelerator", "单卡硬件算力"),
    (
        "FLOP/s that one accelerator executes, recomputation included",
        "一张卡实际执行的 FLOP/s,含重计算",
    ),
    en=("hardware flop/s", "executed flop/s", "hardware tflop/s per gpu"),
    zh=("硬件 FLOP/s", "含重计算的 FLOP/s"),
    latex="F_{h}",
)
hfu = quantity(
    "hfu",
    "u_h",
    "1",
    ("HFU", "HFU"),
    (
        "hardware FLOPs utilization: executed FLOP/s over dense peak FLOP/s",
        "硬件算力利用率:实际执行的 FLOP/s 与稠密峰值之比",
    ),
    en=("hardware flops utilization", "hardware utilization"),
    zh=("硬件利用率", "硬件算力利用率"),
    domain=FRACTION,
    shown_as="percent",
    latex="u_{h}",
)
mfu_with_attention = quantity(
    "mfu_with_attention",
    "u_a",
    "1",
    ("MFU with attention", "含注意力的 MFU"),
    (
        "MFU that also counts attention over the sequence: 6N + 12·i·h·s a token",
        "同时计入序列注意力的 MFU:每 token 6N + 12·i·h·s",
    ),
    en=(
        "mfu including attention",
        "mfu incl. attention",
        "mfu with attention",
        "palm mfu",
        "attention-aware mfu",
    ),
    zh=("含注意力 MFU", "计入注意力的 MFU", "PaLM 口径 MFU"),
    domain=FRACTION,
    shown_as="percent",
    latex="u_{a}",
)
aggregate_flops = quantity(
    "aggregate_flops",
    "F_n",
    "FLOP/s",
    ("achieved FLOP/s of all accelerators", "全部卡的实际算力"),
    ("model FLOP/s that the whole cluster sustains", "整个集群持续达到的模型 FLOP/s"),
    en=(
        "aggregate flop/s",
        "aggregate flops",
        "total flop/s",
        "cluster flop/s",
        "sustaining",
        "sustains",
        "cluster sustaining",
        "cluster doing",
        "whole cluster",
        "model flops of the cluster",
    ),
    zh=("集群算力", "总算力 FLOP/s"),
    latex="F_{n}",
)

# One step, counted from the shape

step_time = quantity(
    "step_time",
    "t_1",
    "s",
    ("time per step", "每步时间"),
    ("wall-clock time of one optimizer step", "一个优化步的耗时"),
    en=(
        "step time",
        "iteration time",
        "seconds per step",
        "seconds per iteration",
        "sec per step",
        "s per step",
        "s/it",
    ),
    zh=("每步", "每步耗时", "单步时间", "迭代时间", "每步多少秒", "一步的时间"),
    latex="t_{1}",
)
step_flops = quantity(
    "step_flops",
    "F_1",
    "FLOP/s",
    ("FLOP/s per accelerator, counted from the shape", "由结构计的单卡算力"),
    ("compute of one step over its time and accelerators", "一步的算力除以时间与卡数"),
    en=("step flop/s", "flop/s of a step"),
    latex="F_{1}",
)
step_mfu = quantity(
    "step_mfu",
    "u_1",
    "1",
    ("MFU of a step, counted from the shape", "由结构计的单步 MFU"),
    ("compute of one step over what the peak allows in its time", "一步的算力与同时间内峰值之比"),
    en=("mfu of a step", "step mfu", "mfu from the shape"),
    zh=("单步 MFU",),
    domain=FRACTION,
    shown_as="percent",
    latex="u_{1}",
)
step_hardware_compute = quantity(
    "step_hardware_compute",
    "C_1",
    "FLOP",
    ("hardware compute per step", "每步硬件算力"),
    (
        "floating-point operations that one step executes, recomputation included",
        "一步实际执行的浮点运算次数,含重计算",
    ),
    en=("hardware flops per step", "executed flops per step"),
    zh=("每步硬件计算量",),
    latex="C_{1}",
)
step_hardware_flops = quantity(
    "step_hardware_flops",
    "F_2",
    "FLOP/s",
    ("hardware FLOP/s per accelerator, counted from the shape", "由结构计的单卡硬件算力"),
    (
        "operations that one step executes over its time and accelerators",
        "一步执行的运算次数除以时间与卡数",
    ),
    en=("step hardware flop/s",),
    latex="F_{2}",
)
step_hfu = quantity(
    "step_hfu",
    "u_2",
    "1",
    ("HFU of a step, counted from the shape", "由结构计的单步 HFU"),
    (
        "operations of one step over what the peak allows in its time",
        "一步执行的运算与同时间内峰值之比",
    ),
    en=("hfu of a step", "step hfu"),
    zh=("单步 HFU",),
    domain=FRACTION,
    shown_as="percent",
    latex="u_{2}",
)

# Where a peak comes from

clock_frequency = quantity(
    "clock_frequency",
    "f_c",
    "Hz",
    ("clock frequency", "时钟频率"),
    ("boost clock of the matrix units", "矩阵单元的加速频率"),
    en=("boost clock", "clock rate", "clock speed"),
    zh=("加速频率", "核心频率", "主频"),
    latex="f_{c}",
)
multiply_adds_per_clock = quantity(
    "multiply_adds_per_clock",
    "n_fma",
    "1",
    ("multiply-adds per unit and clock", "每单元每周期乘加数"),
    (
        "fused multiply-adds that one matrix unit finishes in one clock",
        "一个矩阵单元每周期完成的乘加数",
    ),
    en=("fma per clock", "fmas per clock"),
    zh=("每周期乘加",),
    domain=WHOLE,
    shown_as="count",
    latex=r"n_{\mathrm{fma}}",
)
matrix_units = quantity(
    "matrix_units",
    "n_u",
    "1",
    ("matrix units", "矩阵单元数"),
    (
        "tensor cores, matrix cores or systolic arrays of one accelerator",
        "一张卡的张量核心、矩阵核心或脉动阵列数",
    ),
    en=("tensor cores", "matrix cores"),
    zh=("张量核心", "矩阵核心", "Tensor Core 数"),
    domain=WHOLE,
    shown_as="count",
    latex="n_{u}",
)

SELECTIVE_COUNT = choice(
    Choice(
        "selective_count",
        Text("compute of selective recomputation", "选择性重计算的算力"),
        {
            "derived": Option(
                Text("scores and their product once more", "注意力分数及其乘积再算一次")
            ),
            "printed": Option(
                Text("as its paper prints it: s/(3h)", "按论文所印:s/(3h)"),
                source="Korthikanti et al. 2022, arXiv:2205.05198, appendix A",
            ),
        },
        "derived",
        "derived from Korthikanti et al. 2022, arXiv:2205.05198, §5",
    )
)
