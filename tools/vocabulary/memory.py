"""Memory of training: weights, gradients, optimizer states, adapters. Nothing here computes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..catalog.states import State, optimizers, recipes
from ..engine.quantity import NON_NEGATIVE, Choice, Default, Option, Text2
from ..engine.text import Text
from .records import choice, quantity

# Bytes a trained parameter

weight_bytes = quantity(
    "weight_bytes",
    "β_w",
    "byte/parameter",
    ("bytes of a trained weight", "每个训练权重的字节数"),
    ("the copy of a weight that training computes with", "训练计算所用的那份权重"),
    en=("weight bytes", "bytes per weight in training", "bytes weights", "byte weights"),
    zh=("训练权重字节数",),
    latex=r"\beta_{w}",
)
gradient_bytes = quantity(
    "gradient_bytes",
    "β_g",
    "byte/parameter",
    ("bytes of a gradient", "每个梯度的字节数"),
    ("the gradient of one trained parameter", "一个训练参数的梯度"),
    en=("gradient bytes", "bytes per gradient", "bytes grads", "bytes gradients", "byte grads"),
    zh=("梯度字节数",),
    latex=r"\beta_{g}",
)
master_bytes = quantity(
    "master_bytes",
    "β_m",
    "byte/parameter",
    ("bytes of a master weight", "每个主权重的字节数"),
    (
        "the copy that the optimizer updates, where it is not the one computed with",
        "优化器更新的那份权重(若与计算用的不同)",
    ),
    en=(
        "master weight bytes",
        "master weights",
        "master",
        "master copy",
    ),
    zh=("主权重", "主权重字节数"),
    domain=NON_NEGATIVE,
    latex=r"\beta_{m}",
)
moment_bytes = quantity(
    "moment_bytes",
    "β_o",
    "byte/parameter",
    ("bytes of optimizer moments", "每参数优化器动量字节数"),
    ("momentum and variance of one trained parameter", "一个训练参数的一阶与二阶动量"),
    en=(
        "moment bytes",
        "optimizer moments",
        "moments",
        "byte moments",
    ),
    zh=("动量字节数",),
    domain=NON_NEGATIVE,
    latex=r"\beta_{o}",
)
optimizer_bytes = quantity(
    "optimizer_bytes",
    "β_s",
    "byte/parameter",
    ("bytes of optimizer states", "每参数优化器状态字节数"),
    ("master weight and moments of one trained parameter", "一个训练参数的主权重与动量"),
    en=("optimizer bytes", "optimizer bytes per parameter", "optimizer state bytes"),
    zh=("优化器状态字节数", "优化器每参数字节"),
    domain=NON_NEGATIVE,
    latex=r"\beta_{s}",
)
bytes_per_parameter = quantity(
    "bytes_per_parameter",
    "β_N",
    "byte/parameter",
    ("bytes per trained parameter", "每训练参数字节数"),
    (
        "weight, gradient and optimizer states of one trained parameter",
        "一个训练参数的权重、梯度与优化器状态",
    ),
    en=(
        "bytes per parameter",
        "bytes per param",
        "bytes/param",
        "bytes/parameter",
        "B/param",
        "bytes per trainable",
        "bytes per trained parameter",
        "bytes per trainable param",
        "bytes of state",
        "bytes each",
        "bytes a param",
        "bytes a parameter",
        "bytes for each parameter",
    ),
    zh=(
        "每参数字节",
        "每个参数字节",
        "每参数",
        "字节每参数",
        "每个可训练参数",
        "每个参数",
        "每参",
        "字节/参数",
    ),
    latex=r"\beta_{N}",
)

# States, whole and per accelerator

training_state_memory = quantity(
    "training_state_memory",
    "m_s",
    "byte",
    ("training states", "训练状态显存"),
    (
        "weights, gradients and optimizer states of one copy of the model, without activations",
        "一份模型的权重、梯度与优化器状态,不含激活值",
    ),
    en=(
        "training state memory",
        "training memory",
        "model states",
        "model state",
        "state memory",
        "training states",
        "memory to train",
        "fine-tuning memory",
        "memory to fine-tune",
        "weights, grads and optimizer",
        "weights, gradients and optimizer",
        "weights, gradients, optimizer",
        "training state",
        "state",
        "weights + gradients + optimizer",
        "full training state",
        "optimizer and gradients and weights",
        "params+grads+adam",
        "total training state",
    ),
    zh=(
        "模型状态",
        "训练状态",
        "训练显存",
        "模型状态显存",
        "微调显存",
        "训练内存",
        "训练状态总共",
        "权重+梯度+优化器",
        "权重、梯度、优化器状态",
        "权重+梯度+优化器状态",
        "训练态",
    ),
    latex="m_{s}",
)
gradient_memory = quantity(
    "gradient_memory",
    "m_g",
    "byte",
    ("gradient memory", "梯度显存"),
    ("gradients of all trained parameters", "全部训练参数的梯度"),
    en=("gradients", "gradient", "grads", "size of the gradients"),
    zh=("梯度", "梯度占", "梯度大小", "全部梯度", "梯度显存占用"),
    latex="m_{g}",
)
optimizer_memory = quantity(
    "optimizer_memory",
    "m_o",
    "byte",
    ("optimizer memory", "优化器显存"),
    ("master weights and moments of all trained parameters", "全部训练参数的主权重与动量"),
    en=(
        "optimizer states",
        "optimizer part",
        "optimizer portion",
        "optimizer side",
        "optimizer state",
        "optimizer",
        "adam states",
        "adam state",
        "adamw states",
        "optimiser states",
        "optimizer state memory",
    ),
    zh=("优化器状态", "优化器部分", "优化器状态显存", "优化器", "Adam 状态", "优化器占"),
    domain=NON_NEGATIVE,
    latex="m_{o}",
)
moment_memory = quantity(
    "moment_memory",
    "m_mo",
    "byte",
    ("memory of the moments", "动量显存"),
    (
        "momentum and variance of all trained parameters, without master weights",
        "全部训练参数的一阶与二阶动量,不含主权重",
    ),
    en=("adam moments", "moments", "first and second moments", "m and v"),
    zh=("动量", "一阶和二阶动量", "一阶二阶动量", "Adam 动量"),
    domain=NON_NEGATIVE,
    latex="m_{mo}",
)
state_memory_per_accelerator = quantity(
    "state_memory_per_accelerator",
    "m_sa",
    "byte",
    ("training states per accelerator", "单卡训练状态显存"),
    (
        "weights, gradients and optimizer states that one accelerator holds",
        "一张卡持有的权重、梯度与优化器状态",
    ),
    en=(
        "model states per gpu",
        "model states per card",
        "memory per gpu",
        "memory per card",
        "states per gpu",
        "per-gpu memory",
        "per card memory",
        "model state per gpu",
        "state per gpu",
        "states per device",
        "per-device state",
        "bytes per rank",
        "per-rank memory",
        "memory per rank",
        "memory per device",
        "state per rank",
        "states per rank",
        "model state per device",
        "model states per rank",
    ),
    zh=(
        "每卡模型状态",
        "单卡模型状态",
        "每卡占",
        "每卡显存",
        "每张卡占",
        "每卡占用",
        "每卡状态",
        "单卡状态",
        "每个 rank",
        "每卡模型状态显存",
        "单卡模型状态显存",
    ),
    latex="m_{sa}",
)
host_memory_per_accelerator = quantity(
    "host_memory_per_accelerator",
    "m_h",
    "byte",
    ("host memory per accelerator", "每卡占用的主机内存"),
    (
        "optimizer states that one accelerator leaves in host memory",
        "一张卡卸载到主机内存的优化器状态",
    ),
    en=("host memory", "cpu memory", "cpu ram", "system memory"),
    zh=("主机内存", "CPU 内存", "系统内存"),
    domain=NON_NEGATIVE,
    latex="m_{h}",
)
training_memory = quantity(
    "training_memory",
    "m_t",
    "byte",
    ("training memory per accelerator", "单卡训练显存"),
    (
        "what one accelerator needs: states, activations where counted, framework overhead",
        "一张卡所需的显存:训练状态、(计入时的)激活值与框架开销",
    ),
    en=("total training memory per gpu", "peak training memory", "total memory per gpu"),
    zh=("单卡总显存", "每卡总显存", "训练总显存"),
    latex="m_{t}",
)
memory_overhead = quantity(
    "memory_overhead",
    "o_m",
    "1",
    ("framework overhead", "框架开销"),
    (
        "memory beyond what is counted (context, buffers, fragmentation), relative to it",
        "计入部分之外的显存(上下文、缓冲、碎片)与其之比",
    ),
    en=(
        "memory overhead",
        "overhead",
        "extra memory",
        "extra on top",
        "added on top",
        "added on top of the weights",
        "margin",
        "margin on top",
        "margin on top of the weights",
        "extra on top of the weights",
    ),
    zh=(
        "权重之外多算",
        "权重之外再加",
        "在权重之外多算",
        "权重之外",
        "额外开销",
        "显存开销",
        "额外显存",
        "框架显存",
        "开销",
        "余量",
    ),
    domain=NON_NEGATIVE,
    default=Default(
        Fraction(0),
        Text(
            "counted only where it is stated; up to 20% is common for inference",
            "只在说明时计入;推理时常加至多 20%",
        ),
        "EleutherAI 2023, Transformer Math 101",
        high=Fraction("0.2"),
    ),
    shown_as="percent",
    latex="o_{m}",
)
memory_utilization = quantity(
    "memory_utilization",
    "u_m",
    "1",
    ("usable share of the memory", "可用显存比例"),
    (
        "share of an accelerator's memory that may be filled; the rest stays free",
        "一张卡的显存中可以占用的比例,其余留空",
    ),
    en=(
        "usable share",
        "usable memory share",
        "gpu memory utilization",
        "gpu_memory_utilization",
        "memory utilization",
        "usable",
    ),
    zh=("可用比例", "显存利用率", "可用显存占比"),
    default=Default(
        Fraction(1),
        Text("filled to the last byte", "用满为止"),
        "definition",
        low=Fraction("0.8"),
        when={"fit": ("training", "serving")},
    ),
    shown_as="percent",
    latex="u_{m}",
)
training_memory_share = quantity(
    "training_memory_share",
    "f_t",
    "1",
    ("share of the memory that training needs", "训练所需的显存占比"),
    (
        "training memory over the accelerator's; above 100 % it does not fit",
        "训练显存与单卡显存之比,超过 100 % 则放不下",
    ),
    en=("training memory share",),
    zh=("训练显存占比",),
    shown_as="percent",
    latex="f_{t}",
)


def _setting(entry: State) -> Option:
    return Option(
        entry.label,
        Text2(entry.names_en, entry.names_zh),
        source=entry.source,
        gives=entry.constants(),
    )


def _options(table: Mapping[str, State]) -> dict[str, Option]:
    return {entry.name: _setting(entry) for entry in table.values()}


OPTIMIZER = choice(
    Choice("optimizer", Text("optimizer", "优化器"), _options(optimizers()), "adamw",
           optimizers()["adamw"].source)
)  # fmt: skip
RECIPE = choice(
    Choice("recipe", Text("precision recipe", "精度方案"), _options(recipes()), "mixed",
           recipes()["mixed"].source)
)  # fmt: skip
OFFLOAD = choice(
    Choice(
        "offload",
        Text("offload to host memory", "卸载到主机内存"),
        {
            "none": Option(Text("nothing", "不卸载"), Text2(("no offload",), ("不卸载",))),
            "optimizer": Option(
                Text("optimizer states in host memory", "优化器状态放在主机内存"),
                Text2(
                    ("offload", "optimizer offload", "cpu offload", "zero-offload"),
                    ("卸载", "优化器卸载", "CPU 卸载"),
                ),
                source="Ren et al. 2021, arXiv:2101.06840, §3",
            ),
        },
        "none",
        "definition",
    )
)
FIT = choice(
    Choice(
        "fit",
        Text("what must fit into the memory", "要放进显存的内容"),
        {
            "open": Option(Text("need and memory are compared", "比较所需与所有")),
            "training": Option(Text("training, at its limit", "训练,恰好放下")),
            "serving": Option(Text("serving, at its limit", "推理,恰好放下")),
        },
        "open",
        "definition",
        implied={"memory_utilization": "serving"},
    )
)
COUNT_ACTIVATIONS = choice(
    Choice(
        "activations",
        Text("activations in the training memory", "训练显存中的激活值"),
        {
            "left out": Option(
                Text("left out", "不计"),
                Text2(
                    (
                        "without activations",
                        "w/o activations",
                        "no activations",
                        "ignore activations",
                        "ignoring activations",
                        "excluding activations",
                        "activations aside",
                        "not counting activations",
                        "leave out activations",
                        "activations not counted",
                        "activations excluded",
                    ),
                    (
                        "不含激活",
                        "不算激活",
                        "不计激活",
                        "忽略激活",
                        "激活不算",
                        "先不管激活",
                        "不考虑激活",
                        "激活另算",
                        "除激活外",
                    ),
                ),
            ),
            "counted": Option(
                Text("counted", "计入"),
                Text2(("with activations", "including activations"), ("含激活", "算上激活")),
            ),
        },
        "left out",
        "definition",
        implied={"micro_batch_size": "counted"},
    )
)
