"""Parallelism: how a model and its batch are spread over accelerators. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..engine.quantity import (
    FRACTION,
    NON_NEGATIVE,
    WHOLE,
    WHOLE_DOWN,
    WHOLE_UP,
    Choice,
    Default,
    Domain,
    Option,
    Text2,
)
from ..engine.text import Text
from .records import choice, quantity

_UNSPLIT = Default(Fraction(1), Text("not split unless stated", "未说明则不切分"), "definition")

data_parallel = quantity(
    "data_parallel",
    "n_d",
    "1",
    ("data-parallel size", "数据并行数"),
    ("copies of the model that share one batch", "共同处理一个批次的模型副本数"),
    en=(
        "data parallel size",
        "data parallel degree",
        "data parallel",
        "data-parallel",
        "dp size",
        "dp",
        "ranks",
        "data-parallel ranks",
    ),
    zh=("数据并行", "数据并行度", "路数据并行", "数据并行大小"),
    domain=WHOLE_UP,
    shown_as="count",
    latex="n_{d}",
    ask=24,
)
tensor_parallel = quantity(
    "tensor_parallel",
    "n_t",
    "1",
    ("tensor-parallel size", "张量并行数"),
    ("accelerators that share every matrix", "共同承担每个矩阵的加速卡数"),
    en=(
        "tensor parallel size",
        "tensor parallel degree",
        "tensor parallel",
        "tp size",
        "tp",
        "way tensor parallel",
    ),
    zh=("张量并行", "张量并行度", "路张量并行", "张量并行大小"),
    domain=WHOLE_UP,
    default=_UNSPLIT,
    shown_as="count",
    latex="n_{t}",
    spoken=("1", "5000"),
)
pipeline_parallel = quantity(
    "pipeline_parallel",
    "n_p",
    "1",
    ("pipeline stages", "流水线级数"),
    ("groups of layers, one after another", "依次相接的层组数"),
    en=(
        "pipeline parallel size",
        "pipeline parallel degree",
        "pipeline parallel",
        "stages",
        "pipeline depth",
        "pp size",
        "p",
        "pp",
        "stage pipeline",
        "deep pipeline",
        "pipeline stages",
        "stages deep",
    ),
    zh=("流水线并行", "流水线并行度", "流水线", "流水线阶段", "级流水线", "级流水", "级"),
    domain=WHOLE_UP,
    default=_UNSPLIT,
    shown_as="count",
    latex="n_{p}",
    spoken=("1", "5000"),
)
context_parallel = quantity(
    "context_parallel",
    "n_c",
    "1",
    ("context-parallel size", "上下文并行数"),
    ("accelerators that share every sequence", "共同承担每条序列的加速卡数"),
    en=(
        "context parallel size",
        "context parallel degree",
        "context parallel",
        "cp size",
        "cp",
    ),
    zh=("上下文并行", "上下文并行度"),
    domain=WHOLE_UP,
    shown_as="count",
    latex="n_{c}",
)
expert_parallel = quantity(
    "expert_parallel",
    "n_x",
    "1",
    ("expert-parallel size", "专家并行数"),
    ("accelerators that share the experts of a layer", "共同承担一层各专家的加速卡数"),
    en=(
        "expert parallel size",
        "expert parallel degree",
        "expert parallel",
        "ep size",
        "ep",
    ),
    zh=("专家并行", "专家并行度"),
    domain=WHOLE_UP,
    shown_as="count",
    latex="n_{x}",
)
expert_parameters = quantity(
    "expert_parameters",
    "N_x",
    "parameter",
    ("routed expert parameters", "路由专家参数量"),
    ("weights of all routed experts", "全部路由专家的权重"),
    en=("expert parameters", "routed experts"),
    zh=("专家参数", "专家参数量"),
    entity="model",
    latex="N_{x}",
)
held_parameters = quantity(
    "held_parameters",
    "N_h",
    "parameter",
    ("trained parameters of one model shard", "一个模型分片的训练参数量"),
    (
        "trained parameters that fall to one accelerator before data parallelism shares them",
        "数据并行分担之前,落在一张卡上的训练参数",
    ),
    en=("parameters per rank", "parameters per shard"),
    zh=("每个分片的参数",),
    latex="N_{h}",
)
sharded_parameters = quantity(
    "sharded_parameters",
    "N_s",
    "parameter",
    ("trained parameters over all accelerators", "全部加速卡均分的训练参数量"),
    ("trained parameters divided by every accelerator", "训练参数除以全部加速卡数"),
    en=("fully sharded parameters",),
    zh=("完全切分的参数",),
    latex="N_{s}",
)
micro_batch_size = quantity(
    "micro_batch_size",
    "b_m",
    "1",
    ("micro-batch size", "微批大小"),
    (
        "sequences that one copy of the model works on at a time",
        "一个模型副本一次处理的序列条数",
    ),
    en=(
        "micro batch size",
        "microbatch size",
        "micro-batch",
        "micro batch",
        "microbatch",
        "per-device batch",
        "per-gpu batch",
        "batch per gpu",
        "batch size per gpu",
    ),
    zh=(
        "微批",
        "微批次大小",
        "micro batch",
        "micro-batch",
        "单卡批大小",
        "每卡 batch",
        "每卡批次",
        "每卡一次",
        "每卡每次",
    ),
    domain=WHOLE_DOWN,
    shown_as="count",
    latex="b_{m}",
    ask=14,
    spoken=("1", "1e5"),
)
microbatches = quantity(
    "microbatches",
    "n_m",
    "1",
    ("micro-batches per step", "每步微批次数"),
    (
        "micro-batches of one copy in one step; without a pipeline, gradient accumulation steps",
        "一步中一个副本处理的微批次数;不用流水线时即梯度累积步数",
    ),
    en=(
        "microbatches",
        "micro-batch",
        "micro-batches",
        "micro batches",
        "number of microbatches",
        "gradient accumulation steps",
        "gradient accumulation",
        "grad accum",
        "accumulation steps",
        "how many micro-batches",
        "m",
    ),
    zh=(
        "累积几步梯度",
        "累积几步",
        "梯度累积步数",
        "几步梯度",
        "微批次",
        "微批",
        "微批次数",
        "micro-batch 数",
        "梯度累积",
        "梯度累积步数",
        "梯度累积几步",
        "累积步数",
        "梯度要累积",
        "累积多少步",
        "梯度要累积多少步",
        "梯度累积多少步",
        "几个 micro-batch",
        "多少个 micro-batch",
        "几个微批",
        "micro-batch 至少几个",
        "microbatch 至少几个",
    ),
    domain=WHOLE_UP,
    shown_as="count",
    latex="n_{m}",
    ask=25,
    spoken=("1", "1e6"),
)
virtual_stages = quantity(
    "virtual_stages",
    "n_v",
    "1",
    ("model chunks per stage", "每级的模型分块数"),
    (
        "groups of layers that each accelerator holds in an interleaved schedule",
        "交错调度下每张卡持有的层组数",
    ),
    en=(
        "virtual stages",
        "model chunks",
        "virtual pipeline stages",
        "interleaved stages",
        "chunks per device",
        "chunks per gpu",
        "chunks per stage",
        "chunks",
        "v",
        "model chunks per device",
        "virtual chunks",
        "vpp",
        "interleaving degree",
        "virtual pipeline size",
    ),
    zh=(
        "虚拟流水级",
        "模型分块",
        "交错级数",
        "每卡分块",
        "块模型分块",
        "虚拟级",
        "每设备分块",
        "虚拟流水",
        "个分块",
        "块",
        "vpp",
    ),
    domain=WHOLE,
    shown_as="count",
    latex="n_{v}",
)
bubble_overhead = quantity(
    "bubble_overhead",
    "o_b",
    "1",
    ("pipeline bubble over ideal time", "流水线气泡与理想时间之比"),
    ("idle time of a pipeline over the time of its work", "流水线空闲时间与工作时间之比"),
    en=(
        "bubble over ideal time",
        "bubble overhead",
        "bubble over ideal",
        "bubble relative to ideal",
        "bubble to ideal",
        "bubble overhead ratio",
        "relative to ideal compute time",
        "over ideal compute time",
        "extra time over ideal",
        "(p-1)/m",
        "(p-1)/(m*v)",
        "(p-1)/(m·v)",
        "(p-1)/(v*m)",
        "(p-1)/(mv)",
        "(p-1)/(v·m)",
        "of ideal time",
        "of the ideal time",
        "of ideal",
        "of the ideal compute time",
    ),
    zh=(
        "气泡与理想时间之比",
        "气泡与理想",
        "相对理想时间",
        "占理想时间",
        "气泡开销",
        "气泡与有效计算时间之比",
        "比理想时间多",
        "与理想计算时间之比",
        "(p-1)/m",
    ),
    domain=NON_NEGATIVE,
    shown_as="percent",
    latex="o_{b}",
)
pipeline_efficiency = quantity(
    "pipeline_efficiency",
    "η_p",
    "1",
    ("pipeline efficiency", "流水线效率"),
    ("working share of a pipeline's total time", "流水线总时间中工作的比例"),
    en=("m/(m+p-1)", "m / (m + p - 1)", "efficiency of the pipeline", "pipeline utilization"),
    zh=("m/(m+p-1)", "流水线利用率", "流水效率"),
    domain=FRACTION,
    shown_as="percent",
    latex=r"\eta_{p}",
)
bubble_fraction = quantity(
    "bubble_fraction",
    "f_b",
    "1",
    ("pipeline bubble", "流水线气泡占比"),
    ("idle share of a pipeline's total time", "流水线总时间中空闲的比例"),
    en=(
        "bubble",
        "bubble fraction",
        "bubble share",
        "idle time",
        "idle fraction",
        "idle share",
        "(p-1)/(m+p-1)",
        "share of time idle",
        "wasted share",
        "idle",
        "bubble ratio",
        "wasted in the bubble",
        "fraction of the step",
        "time is wasted",
        "of the time is wasted",
        "wasted time",
        "time wasted",
        "of time is bubble",
        "time is bubble",
        "is wasted",
        "time is idle",
        "idle percentage",
    ),
    zh=(
        "气泡",
        "气泡比例",
        "气泡占比",
        "气泡率",
        "空闲比例",
        "流水线空泡",
        "空泡",
        "气泡时间占比",
        "空转比例",
        "浪费比例",
        "流水线气泡率",
        "空闲时间",
        "空转",
        "浪费",
        "浪费的时间",
        "空转时间",
    ),
    domain=Domain(low_open=False, high=Fraction(1)),
    shown_as="percent",
    latex="f_{b}",
)


ZERO = choice(
    Choice(
        "zero",
        Text("what data parallelism shards (ZeRO, FSDP)", "数据并行切分什么(ZeRO、FSDP)"),
        {
            "none": Option(
                Text("nothing: every copy holds all states", "不切分:每个副本持有全部状态"),
                Text2(
                    ("ddp", "zero-0", "zero0", "no sharding", "plain data parallel"),
                    ("DDP", "不切分", "不分片"),
                ),
            ),
            "zero1": Option(
                Text("ZeRO-1: optimizer states", "ZeRO-1:优化器状态"),
                Text2(
                    (
                        "zero-1",
                        "zero1",
                        "zero 1",
                        "zero stage 1",
                        "stage 1",
                        "distributed optimizer",
                    ),
                    ("ZeRO-1", "ZeRO1", "分布式优化器"),
                ),
            ),
            "zero2": Option(
                Text("ZeRO-2: optimizer states and gradients", "ZeRO-2:优化器状态与梯度"),
                Text2(
                    ("zero-2", "zero2", "zero 2", "zero stage 2", "stage 2"), ("ZeRO-2", "ZeRO2")
                ),
            ),
            "zero3": Option(
                Text("ZeRO-3 or FSDP: all states", "ZeRO-3 或 FSDP:全部状态"),
                Text2(
                    (
                        "zero-3",
                        "zero3",
                        "zero 3",
                        "zero stage 3",
                        "stage 3",
                        "fsdp",
                        "full shard",
                        "full-shard",
                        "fully sharded",
                        "fully sharded data parallel",
                    ),
                    ("ZeRO-3", "ZeRO3", "FSDP", "完全切分", "全切分"),
                ),
            ),
        },
        "none",
        "Rajbhandari et al. 2020, arXiv:1910.02054, fig. 1",
    )
)
SEQUENCE_PARALLEL = choice(
    Choice(
        "sequence_parallel",
        Text("sequence parallelism beside tensor parallelism", "张量并行之外的序列并行"),
        {
            "off": Option(
                Text("off", "不用"), Text2(("no sequence parallelism",), ("无序列并行",))
            ),
            "on": Option(
                Text(
                    "on: sequence parallelism splits norms and dropout too",
                    "使用:序列并行把归一化与 dropout 也切分",
                ),
                Text2(
                    ("sequence parallel", "sequence parallelism", "sequence-parallel"),
                    ("序列并行",),
                ),
            ),
        },
        "off",
        "Korthikanti et al. 2022, arXiv:2205.05198, §4.2",
    )
)
CONTEXT_PARALLELISM = choice(
    Choice(
        "context_parallelism",
        Text("context parallelism", "上下文并行"),
        {
            "off": Option(Text("off", "不用")),
            "on": Option(Text("sequences are split", "切分序列")),
        },
        "off",
        "definition",
        implied={"context_parallel": "on"},
    )
)
EXPERT_PARALLELISM = choice(
    Choice(
        "expert_parallelism",
        Text("expert parallelism", "专家并行"),
        {
            "off": Option(
                Text("off: experts are split as other weights are", "不用:专家同其他权重一样切分")
            ),
            "on": Option(Text("experts are spread over accelerators", "专家分布到各卡")),
        },
        "off",
        "definition",
        implied={"expert_parallel": "on"},
    )
)
SCHEDULE = choice(
    Choice(
        "schedule",
        Text("pipeline schedule", "流水线调度"),
        {
            "1f1b": Option(
                Text("one forward, one backward (1F1B)", "一前一后(1F1B)"),
                Text2(("1f1b", "pipedream-flush"), ("1F1B",)),
            ),
            "gpipe": Option(
                Text("GPipe: all forward, then all backward", "GPipe:先全部前向再全部反向"),
                Text2(("gpipe",), ("GPipe",)),
            ),
            "interleaved": Option(
                Text("interleaved 1F1B", "交错 1F1B"),
                Text2(
                    ("interleaved", "interleaved 1f1b", "interleaved schedule", "interleaved-1f1b"),
                    ("交错", "交错调度", "交错式", "交错式 1F1B", "交错 1F1B"),
                ),
            ),
        },
        "1f1b",
        "Narayanan et al. 2021, arXiv:2104.04473, §2.2",
        implied={"virtual_stages": "interleaved"},
    )
)

DIVIDES = (("tensor_parallel", "attention_heads"), ("pipeline_parallel", "layers"))
"""Degrees, and what each splits into equal parts."""
