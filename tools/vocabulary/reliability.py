"""Reliability: failures, checkpoints against them, lost time. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..engine.quantity import FRACTION, NON_NEGATIVE, Choice, Default, Option, Text2
from ..engine.text import Text
from .records import choice, quantity

accelerator_mtbf = quantity(
    "accelerator_mtbf",
    "θ_a",
    "s",
    ("MTBF per accelerator", "单卡平均无故障时间"),
    (
        "mean time between failures of one accelerator with its part of the machines",
        "一张卡连同其所在机器的平均无故障时间",
    ),
    en=("mtbf per gpu", "mean time between failures per gpu", "gpu mtbf", "device mtbf"),
    zh=("单卡 MTBF", "每卡 MTBF"),
    default=Default(
        Fraction(54 * 86400 * 16384, 419),
        Text("419 unexpected interruptions of 16,384 GPUs in 54 days",
             "16,384 张卡 54 天内 419 次意外中断"),
        "Grattafiori et al. 2024, arXiv:2407.21783, §3.3.4",
    ),
    latex=r"\theta_{a}",
)  # fmt: skip
cluster_mtbf = quantity(
    "cluster_mtbf",
    "θ",
    "s",
    ("MTBF of the cluster", "集群平均无故障时间"),
    ("mean time between failures of the whole run", "整个训练的平均无故障时间"),
    en=("mtbf", "mean time between failures", "cluster mtbf", "time between failures"),
    zh=("MTBF", "平均无故障时间", "集群 MTBF", "故障间隔"),
    latex=r"\theta",
)
interruptions = quantity(
    "interruptions",
    "n_i",
    "1",
    ("expected interruptions", "预期中断次数"),
    ("failures to be expected during the run", "训练期间预计的故障次数"),
    en=("failures", "expected failures", "restarts", "number of failures", "interruptions"),
    zh=("故障次数", "重启次数", "中断次数", "故障"),
    latex="n_{i}",
)
restart_time = quantity(
    "restart_time",
    "t_r",
    "s",
    ("restart time", "重启时间"),
    (
        "time from a failure until training goes on, lost work not counted",
        "故障后恢复训练的时间,不含丢失的工作",
    ),
    en=("recovery time", "time to restart", "downtime per failure"),
    zh=("恢复时间", "重启耗时"),
    domain=NON_NEGATIVE,
    default=Default(
        Fraction(0), Text("counted only where it is stated", "只在说明时计入"), "convention"
    ),
    latex="t_{r}",
)
root_of_mtbf = quantity(
    "root_of_mtbf",
    "z",
    "1",
    ("root of twice the MTBF over the save time", "两倍 MTBF 与保存时间之比的平方根"),
    ("√(2θ/δ): Young's interval counted in save times", "√(2θ/δ):以保存时间为单位的 Young 间隔"),
)
optimal_interval = quantity(
    "optimal_interval",
    "τ_opt",
    "s",
    ("best checkpoint interval", "最佳检查点间隔"),
    ("interval between checkpoints that loses the least time", "损失时间最少的检查点间隔"),
    en=(
        "optimal checkpoint interval",
        "how often to checkpoint",
        "checkpoint every",
        "young's interval",
        "daly's interval",
    ),
    zh=("最优检查点间隔", "检查点间隔", "多久存一次", "多久保存一次"),
    latex=r"\tau_{\mathrm{opt}}",
)
checkpoint_interval = quantity(
    "checkpoint_interval",
    "τ",
    "s",
    ("checkpoint interval", "实际检查点间隔"),
    ("time of work between two checkpoints", "两次检查点之间的工作时间"),
    en=(
        "interval between checkpoints",
        "checkpointing interval",
        "save interval",
        "save every",
        "saves every",
        "saving every",
        "saved every",
    ),
    zh=("保存间隔", "存盘间隔"),
    latex=r"\tau",
)
save_share = quantity(
    "save_share",
    "f_δ",
    "1",
    ("time lost to saves", "保存损失的时间占比"),
    ("time of saves over the work between them", "保存耗时与其间工作时间之比"),
    en=(
        "checkpoint overhead",
        "save overhead",
        "share of time lost",
        "fraction of time lost",
        "time lost to saving",
        "share lost to saves",
        "share lost to checkpoints",
    ),
    zh=("检查点开销", "保存开销", "保存占用的时间", "存档损失的时间"),
    domain=NON_NEGATIVE,
    shown_as="percent",
    latex=r"f_{\delta}",
)
failure_share = quantity(
    "failure_share",
    "f_θ",
    "1",
    ("time lost to failures", "故障损失的时间占比"),
    (
        "work since the last checkpoint and the restart, over the time between failures",
        "上次检查点以来的工作与重启耗时,与故障间隔之比",
    ),
    en=("failure overhead", "time lost per failure"),
    zh=("故障开销",),
    domain=NON_NEGATIVE,
    shown_as="percent",
    latex=r"f_{\theta}",
)
goodput = quantity(
    "goodput",
    "g",
    "1",
    ("goodput", "有效训练时间占比"),
    (
        "share of the time that adds to the training: no saves, lost work or restarts",
        "真正推进训练的时间占比:不含保存、丢失的工作与重启",
    ),
    en=("effective training time", "useful share of time", "productive share", "time lost"),
    zh=("goodput", "有效时间", "有效训练时间", "有效产出"),
    domain=FRACTION,
    shown_as="percent",
)
elapsed_time = quantity(
    "elapsed_time",
    "t_e",
    "s",
    ("time with interruptions", "含中断的总时间"),
    ("wall-clock time of the run, lost time included", "训练的实际耗时,含损失的时间"),
    en=("elapsed time", "time including failures", "time with failures", "calendar time"),
    zh=("含故障时间", "实际总时间", "含停机时间"),
    latex="t_{e}",
)

INTERVAL_RULE = choice(
    Choice(
        "interval_rule",
        Text("rule for the best interval", "最佳间隔的公式"),
        {
            "young": Option(
                Text("Young: first order, √(2δθ)", "Young:一阶,√(2δθ)"),
                Text2(("young", "young's", "young formula"), ("Young",)),
            ),
            "daly": Option(
                Text("Daly: higher order", "Daly:高阶"),
                Text2(("daly", "daly's", "daly formula"), ("Daly",)),
                source="Daly 2006, Future Generation Computer Systems 22(3), 303-312",
            ),
        },
        "young",
        "Young 1974, CACM 17(9), 530-531",
    )
)
INTERVAL = choice(
    Choice(
        "interval",
        Text("interval between checkpoints", "检查点间隔"),
        {
            "best": Option(Text("the best one", "最佳间隔")),
            "stated": Option(Text("as stated", "按给定")),
        },
        "best",
        "definition",
        implied={"checkpoint_interval": "stated"},
    )
)
