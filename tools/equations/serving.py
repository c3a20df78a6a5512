"""Speed, latency and price of serving. Nothing here computes.

A roofline: a step takes as long as the slower of reading and computing. Bounds, not predictions:
kernels, communication and scheduling come on top.
"""

from __future__ import annotations

import sympy

from ..engine.equation import Equation, unit
from ..vocabulary.cache import concurrent_sequences, kv_cache_memory
from ..vocabulary.compute import inference_compute_per_token, inference_tokens
from ..vocabulary.energy import power_per_accelerator, pue
from ..vocabulary.pricing import (
    cost_per_input_token,
    cost_per_token,
    energy_per_token,
    fleet_accelerators,
    hourly_price,
    price_ratio,
    replicas,
    service_time,
    serving_cost,
    serving_load,
    token_bill,
    token_price,
    traffic,
)
from ..vocabulary.serving import (
    active_weights_memory,
    arithmetic_intensity,
    decode_bandwidth_time,
    decode_compute_time,
    decode_step_bytes,
    decode_step_time,
    decode_tokens_per_second,
    mbu,
    output_tokens,
    prefill_compute,
    prefill_time,
    prefill_tokens_per_second,
    prompt_tokens,
    request_compute,
    request_latency,
    request_rate,
    roofline_batch,
    tokens_per_second_per_accelerator,
    tokens_per_second_per_user,
)
from ..vocabulary.size import active_parameters, hidden_size, layers, parameters
from ..vocabulary.training import (
    accelerators,
    memory_bandwidth,
    mfu,
    peak_flops,
    price_per_accelerator_hour,
)
from ..vocabulary.weights import bits_per_weight

_accelerator, _token, _flop = unit("accelerator"), unit("token"), unit("FLOP")
_per_parameter = unit("byte/parameter")
_ROOFLINE = "Williams et al. 2009, Roofline, CACM 52(4)"
_POPE = "Pope et al. 2022, arXiv:2211.05102, §2"
_SCALING_BOOK = "Austin et al. 2025, How to Scale Your Model, inference"
_EVEN = ("split evenly over the accelerators, communication left out", "均分到各卡,不计通信")

EQUATIONS = (
    *(
        Equation(
            active_weights_memory,
            _per_parameter * bits_per_weight / 8 * read,
            because=because,
            assumes=assumes,
            source=_POPE,
            when={"kind": kind},
        )
        for kind, read, because, assumes in (
            (
                "dense",
                parameters,
                ("a token passes through every weight", "token 经过全部权重"),
                None,
            ),
            (
                "mixture",
                active_parameters,
                ("a token passes through its experts only", "token 只经过其专家"),
                (
                    "one sequence; a large batch calls nearly every expert and reads nearly all",
                    "单条序列;批次大时几乎每个专家都被调用,几乎要读取全部权重",
                ),
            ),
        )
    ),
    Equation(
        decode_step_bytes,
        active_weights_memory,
        because=("every step reads the weights once", "每步读取一遍权重"),
        assumes=("a context so short that its cache does not count", "上下文很短,缓存可忽略"),
        source=_POPE,
        when={"cache": "left out"},
    ),
    Equation(
        decode_step_bytes,
        active_weights_memory + kv_cache_memory,
        because=(
            "every step reads the weights once, and the cache of every sequence",
            "每步读取一遍权重,以及每条序列的缓存",
        ),
        source=_POPE,
        when={"cache": "counted"},
    ),
    Equation(
        decode_bandwidth_time,
        _accelerator * decode_step_bytes / (accelerators * memory_bandwidth * mbu),
        because=("bytes over the bandwidth of all accelerators", "字节数除以全部卡的带宽"),
        assumes=_EVEN,
        source=_ROOFLINE,
    ),
    Equation(
        decode_compute_time,
        _accelerator
        * concurrent_sequences
        * inference_compute_per_token
        / (accelerators * peak_flops),
        because=(
            "a token for every sequence, over the peak of all",
            "每条序列一个 token,除以总峰值",
        ),
        assumes=_EVEN,
        source=_ROOFLINE,
    ),
    Equation(
        decode_step_time,
        decode_bandwidth_time,
        because=("reading is what takes time", "耗时在于读取"),
        assumes=("a batch below the ridge point", "批大小低于转折点"),
        source=_POPE,
        when={"decode_bound": "bandwidth"},
    ),
    Equation(
        decode_step_time,
        sympy.Max(decode_bandwidth_time, decode_compute_time),
        because=(
            "reading and computing overlap: the slower one counts",
            "读取与计算重叠:以较慢者为准",
        ),
        source=_ROOFLINE,
        when={"decode_bound": "roofline"},
    ),
    Equation(
        decode_step_time,
        decode_compute_time / mfu,
        because=("computing is what takes time", "耗时在于计算"),
        assumes=("a batch above the ridge point", "批大小高于转折点"),
        source=_POPE,
        when={"decode_bound": "compute"},
    ),
    Equation(
        decode_tokens_per_second,
        _token * concurrent_sequences / decode_step_time,
        because=("a step gives every sequence a token", "每步为每条序列生成一个 token"),
        source="definition",
    ),
    Equation(
        tokens_per_second_per_user,
        _token / decode_step_time,
        because=("a step gives a sequence one token", "每步为一条序列生成一个 token"),
        source="definition",
    ),
    Equation(
        tokens_per_second_per_accelerator,
        _accelerator * decode_tokens_per_second / accelerators,
        because=("spread over the accelerators of one copy", "平均到一份模型的各卡"),
        source="definition",
    ),
    Equation(
        arithmetic_intensity,
        peak_flops / memory_bandwidth,
        because=(
            "FLOP that an accelerator can do while it reads a byte",
            "读取一字节期间可做的浮点运算",
        ),
        source=_ROOFLINE,
    ),
    Equation(
        roofline_batch,
        _token
        * _per_parameter
        * bits_per_weight
        / 8
        * arithmetic_intensity
        / (2 * _flop / unit("parameter")),
        because=(
            "2 FLOP a weight and token against the bytes of the weight",
            "每权重每 token 2 次浮点运算,对比该权重的字节数",
        ),
        assumes=("a dense model, the KV cache left out", "稠密模型,不计 KV 缓存"),
        source=_SCALING_BOOK,
    ),
    # A request
    Equation(
        prefill_compute,
        inference_compute_per_token * prompt_tokens / _token,
        because=("compute per token times tokens", "每 token 算力乘以 token 数"),
        source="definition",
        when={"prefill_attention": "left out"},
    ),
    Equation(
        prefill_compute,
        inference_compute_per_token * prompt_tokens / _token
        + 2 * _flop * layers * hidden_size * (prompt_tokens / _token) ** 2,
        because=(
            "compute per token, and 2·i·h·s² for attention over the tokens before",
            "每 token 算力,加上对之前 token 的注意力 2·i·h·s²",
        ),
        assumes=("causal attention, heads × head size = h", "因果注意力,头数 × 头维度 = h"),
        source="derived from Kaplan et al. 2020, arXiv:2001.08361, table 1",
        when={"prefill_attention": "counted"},
    ),
    Equation(
        request_compute,
        inference_compute_per_token * (prompt_tokens + output_tokens) / _token,
        because=(
            "compute per token times the tokens read and generated",
            "每 token 算力乘以读入与生成的 token 数",
        ),
        assumes=("attention over the context left out", "不计对上下文的注意力"),
        source="definition",
    ),
    Equation(
        prefill_time,
        _accelerator * prefill_compute / (accelerators * peak_flops * mfu),
        because=("compute over rate: a prompt is compute bound", "算力除以速率:提示受算力限制"),
        assumes=("one prompt at a time, no queue", "一次一个提示,不排队"),
        source=_POPE,
    ),
    Equation(
        prefill_tokens_per_second,
        _token * accelerators * peak_flops * mfu / (_accelerator * inference_compute_per_token),
        because=("rate over compute per token", "速率除以每 token 算力"),
        assumes=("attention over the prompt left out", "不计提示上的注意力"),
        source="definition",
    ),
    Equation(
        request_latency,
        prefill_time + output_tokens * decode_step_time / _token,
        because=("the prompt, then one step a token", "先处理提示,再每 token 一步"),
        assumes=(
            "no queue; every step as long as at the stated context",
            "不排队;各步与给定上下文同样长",
        ),
        source="definition",
    ),
    Equation(
        concurrent_sequences,
        request_rate * request_latency,
        because=(
            "Little's law: arrivals times time in the system",
            "Little 定律:到达率乘以逗留时间",
        ),
        source="Little 1961, Operations Research 9(3)",
    ),
    # A service
    Equation(
        traffic,
        _token * request_rate * (output_tokens / _token),
        because=("requests times their output tokens", "请求数乘以其输出 token 数"),
        source="definition",
    ),
    Equation(
        replicas,
        traffic / decode_tokens_per_second,
        because=("traffic over what one copy delivers", "流量除以一份模型的产出"),
        source="definition",
    ),
    Equation(
        fleet_accelerators,
        _accelerator * traffic / tokens_per_second_per_accelerator,
        because=("traffic over what one accelerator delivers", "流量除以一张卡的产出"),
        assumes=("copies share the traffic evenly", "各副本均分流量"),
        source="definition",
    ),
    Equation(
        hourly_price,
        accelerators * price_per_accelerator_hour,
        because=("price of every accelerator", "每张卡的价格之和"),
        source="definition",
    ),
    Equation(
        cost_per_token,
        hourly_price / (decode_tokens_per_second * serving_load),
        because=("rent over tokens", "租金除以 token 数"),
        assumes=("the whole rent falls on the output tokens", "租金全部计在输出 token 上"),
        source="definition",
    ),
    Equation(
        cost_per_input_token,
        hourly_price / (prefill_tokens_per_second * serving_load),
        because=("rent over tokens", "租金除以 token 数"),
        assumes=("machines that only read prompts", "机器只处理提示"),
        source="definition",
    ),
    Equation(
        inference_tokens,
        traffic * service_time,
        because=("rate times time", "速率乘时间"),
        source="definition",
    ),
    Equation(
        token_bill,
        token_price * inference_tokens,
        because=("price times tokens", "单价乘以 token 数"),
        source="definition",
    ),
    Equation(
        serving_cost,
        hourly_price * service_time,
        because=("rent times time", "租金乘时间"),
        source="definition",
    ),
    Equation(
        price_ratio,
        cost_per_token / token_price,
        because=("own cost over the asked price", "自建成本除以报价"),
        source="definition",
    ),
    Equation(
        energy_per_token,
        accelerators * power_per_accelerator * pue / _accelerator / decode_tokens_per_second,
        because=("power over tokens per second", "功率除以每秒 token 数"),
        source="definition",
    ),
)
