"""Communication: what parallel parts send in a step. Nothing here computes."""

from __future__ import annotations

from ..engine.quantity import (
    NON_NEGATIVE,
)
from .records import quantity

network_bandwidth = quantity(
    "network_bandwidth",
    "w_n",
    "byte/s",
    ("network bandwidth", "网络带宽"),
    ("rate at which one accelerator sends to other machines", "一张卡向其他机器发送的速率"),
    en=("network speed", "link speed", "inter-node bandwidth", "ethernet", "infiniband"),
    zh=("网络", "网速", "节点间带宽", "机间带宽"),
    latex="w_{n}",
)
data_parallel_traffic = quantity(
    "data_parallel_traffic",
    "Q_d",
    "byte",
    ("data-parallel traffic per step", "每步数据并行通信量"),
    (
        "bytes that one accelerator sends in one step for data parallelism",
        "一步中一张卡因数据并行发送的字节数",
    ),
    en=("gradient traffic", "all-reduce traffic", "allreduce volume", "data parallel traffic"),
    zh=("数据并行通信量", "梯度通信量", "all-reduce 通信量"),
    latex="Q_{d}",
)
data_parallel_time = quantity(
    "data_parallel_time",
    "t_d",
    "s",
    ("data-parallel communication time per step", "每步数据并行通信时间"),
    ("time to send it over the network, nothing overlapped", "通过网络发送所需的时间,不计重叠"),
    en=("all-reduce time", "allreduce time", "gradient synchronization time"),
    zh=("数据并行通信时间", "梯度同步时间", "all-reduce 时间"),
    latex="t_{d}",
)
tensor_parallel_traffic = quantity(
    "tensor_parallel_traffic",
    "Q_t",
    "byte",
    ("tensor-parallel traffic per micro-batch", "每微批张量并行通信量"),
    (
        "bytes that one accelerator sends for one micro-batch, forward and backward",
        "一个微批前向加反向中一张卡发送的字节数",
    ),
    en=("tensor parallel traffic", "tensor parallel volume"),
    zh=("张量并行通信量",),
    domain=NON_NEGATIVE,
    latex="Q_{t}",
)
tensor_parallel_time = quantity(
    "tensor_parallel_time",
    "t_t",
    "s",
    ("tensor-parallel communication time per micro-batch", "每微批张量并行通信时间"),
    ("time to send it over the interconnect, nothing overlapped", "经互连发送的时间,不计重叠"),
    en=("tensor parallel communication time",),
    zh=("张量并行通信时间",),
    domain=NON_NEGATIVE,
    latex="t_{t}",
)
stage_traffic = quantity(
    "stage_traffic",
    "Q_p",
    "byte",
    ("pipeline traffic per micro-batch", "每微批流水线通信量"),
    (
        "bytes that one accelerator sends to the next stage for one micro-batch",
        "一个微批中一张卡发给下一级的字节数",
    ),
    en=("pipeline traffic", "stage boundary traffic"),
    zh=("流水线通信量",),
    latex="Q_{p}",
)
