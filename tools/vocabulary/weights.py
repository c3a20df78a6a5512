"""Stored weights, and what inference needs in all. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..engine.quantity import (
    WHOLE,
    Choice,
    Default,
    Domain,
    Option,
    Text2,
)
from ..engine.text import Text
from .records import choice, quantity

bits_per_weight = quantity(
    "bits_per_weight",
    "q",
    "1",
    ("bits per weight", "每权重比特数"),
    ("bits that one stored weight takes, scales included", "存储一个权重所用的比特数,含缩放因子"),
    en=("bits/weight", "bits per parameter", "bits/param", "bpw", "bits", "bit"),
    zh=("比特", "每参数比特", "比特每权重", "bpw"),
    domain=Domain(high=Fraction(64)),
    default=Default(
        Fraction(16),
        Text("weights are published in bf16", "权重以 bf16 发布"),
        "torch_dtype in the config.json of Llama 3, Qwen 2.5 and Mistral 7B",
        low=Fraction(4),
        high=Fraction(32),
    ),
    entity="quantization",
)
quantized_bits = quantity(
    "quantized_bits",
    "q_w",
    "1",
    ("bits of a quantized weight", "量化权重的比特数"),
    ("bits of one weight without its part of scales", "一个权重的比特数,不含分摊的缩放因子"),
    en=("quantized bits",),
    zh=("量化比特",),
    domain=Domain(high=Fraction(64)),
    latex="q_{w}",
)
group_size = quantity(
    "group_size",
    "g_q",
    "1",
    ("quantization group size", "量化分组大小"),
    ("weights that share one 16-bit scale", "共用一个 16 位缩放因子的权重数"),
    en=("group size", "groupsize", "quantization group"),
    zh=("分组大小", "量化组", "组大小"),
    domain=WHOLE,
    shown_as="count",
    latex="g_{q}",
)
weights_memory = quantity(
    "weights_memory",
    "m_w",
    "byte",
    ("weight memory", "权重显存"),
    ("memory of all stored weights", "全部权重所占的显存"),
    en=(
        "weights",
        "weights memory",
        "weight size",
        "weights size",
        "model weights",
        "frozen weights",
        "size of the weights",
        "file size",
        "checkpoint in fp16",
        "weight memory",
        "weights in memory",
        "model file",
        "gguf",
        "weights alone",
        "model weigh",
        "weigh",
        "download size",
        "weight file",
    ),
    zh=(
        "权重",
        "权重占",
        "权重大小",
        "权重内存",
        "权重多少",
        "模型权重",
        "权重体积",
        "权重文件",
        "权重要",
        "权重有多大",
        "模型文件",
        "模型体积",
        "权重占用",
        "权重共",
        "权重大概",
    ),
    latex="m_{w}",
)
inference_memory = quantity(
    "inference_memory",
    "m_i",
    "byte",
    ("inference memory", "推理显存"),
    (
        "weights, the KV cache where counted, and overhead, over all accelerators",
        "权重、(计入时的)KV 缓存与开销,全部卡合计",
    ),
    en=(
        "memory to serve",
        "serving memory",
        "total memory",
        "memory to run",
        "vram to run",
        "memory including overhead",
    ),
    zh=("推理内存", "推理总显存", "部署显存", "总显存", "跑起来要多少显存"),
    latex="m_{i}",
)
inference_memory_per_accelerator = quantity(
    "inference_memory_per_accelerator",
    "m_ia",
    "byte",
    ("inference memory per accelerator", "单卡推理显存"),
    ("inference memory spread evenly", "推理显存平均到每张卡"),
    en=("serving memory per gpu", "inference memory per gpu"),
    zh=("每卡推理显存",),
    latex="m_{ia}",
)
inference_memory_share = quantity(
    "inference_memory_share",
    "f_i",
    "1",
    ("share of the memory that inference needs", "推理所需的显存占比"),
    (
        "inference memory over that of all accelerators; above 100 % it does not fit",
        "推理显存与全部卡的显存之比,超过 100 % 则放不下",
    ),
    en=("inference memory share",),
    zh=("推理显存占比",),
    shown_as="percent",
    latex="f_{i}",
)

COUNT_CACHE = choice(
    Choice(
        "cache",
        Text("the KV cache in memory and reads", "显存与读取中的 KV 缓存"),
        {
            "left out": Option(
                Text("left out: a short context", "不计:上下文很短"),
                Text2(("without kv cache", "weights only", "just the weights"),
                      ("不含 KV", "只算权重", "仅权重")),
            ),
            "counted": Option(
                Text("counted", "计入"),
                Text2(("with kv cache", "including kv cache", "plus kv"), ("含 KV", "加上 KV")),
            ),
        },
        "left out",
        "definition",
        implied={
            "context_tokens": "counted",
            "kv_cache_memory": "counted",
            "kv_tokens": "counted",
            "kv_cache_per_token": "counted",
        },
    )
)  # fmt: skip
GROUPING = choice(
    Choice(
        "zero_points",
        Text("zero points of a quantized group", "量化分组的零点"),
        {
            "stored": Option(
                Text("stored, as wide as a weight (GPTQ, AWQ)", "保存,与权重同宽(GPTQ、AWQ)"),
                Text2(("asymmetric quantization", "with zero points"), ("非对称量化", "含零点")),
            ),
            "none": Option(
                Text("none: symmetric", "无:对称量化"),
                Text2(("symmetric quantization", "no zero points"), ("对称量化", "无零点")),
            ),
        },
        "stored",
        "AutoGPTQ qlinear, Lin et al. 2023, arXiv:2306.00978",
    )
)
