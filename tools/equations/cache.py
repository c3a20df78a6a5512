"""Memory of inference: stored weights, the KV cache, limits. Nothing here computes."""

from __future__ import annotations

import sympy

from ..engine.equation import Equation, unit
from ..vocabulary.cache import (
    concurrent_sequences,
    context_tokens,
    global_layers,
    kv_bytes,
    kv_cache_memory,
    kv_cache_per_token,
    kv_reduction,
    kv_tokens,
    kv_values_per_token_layer,
    latent_size,
    rope_size,
    window,
    windowed_layers,
)
from ..vocabulary.memory import memory_overhead, memory_utilization
from ..vocabulary.size import attention_heads, head_size, kv_heads, layers, parameters
from ..vocabulary.training import accelerators, memory_per_accelerator
from ..vocabulary.weights import (
    bits_per_weight,
    group_size,
    inference_memory,
    inference_memory_per_accelerator,
    inference_memory_share,
    quantized_bits,
    weights_memory,
)

_accelerator, _token = unit("accelerator"), unit("token")
_SHAZEER = "Shazeer 2019, arXiv:1911.02150, §2.4"

EQUATIONS = (
    Equation(
        weights_memory,
        unit("byte/parameter") * bits_per_weight / 8 * parameters,
        because=("eight bits are a byte", "8 比特为 1 字节"),
        assumes=(
            "every weight takes the same bits; all experts are stored",
            "各权重比特数相同;全部专家都存储",
        ),
        source="definition",
    ),
    *(
        Equation(
            bits_per_weight,
            quantized_bits + (16 + (quantized_bits if zero_points == "stored" else 0)) / group_size,
            because=(
                "a group shares one 16-bit scale, and a zero point where one is stored",
                "一组共用一个 16 位缩放因子,有零点时再加零点",
            ),
            source="Frantar et al. 2022, arXiv:2210.17323, §4; AutoGPTQ qlinear",
            when={"zero_points": zero_points},
        )
        for zero_points in ("stored", "none")
    ),
    Equation(
        kv_values_per_token_layer,
        2 * kv_heads * head_size,
        because=(
            "a key and a value of d numbers for each KV head",
            "每个 KV 头缓存键与值各 d 个数",
        ),
        source=f"{_SHAZEER}; Ainslie et al. 2023, arXiv:2305.13245, §2.2",
        when={"keys": "heads"},
    ),
    Equation(
        kv_values_per_token_layer,
        latent_size + rope_size,
        because=(
            "one latent vector stands for keys and values, beside one rotary key",
            "一个潜向量代表键与值,另有一个旋转键",
        ),
        source="DeepSeek-AI 2024, arXiv:2405.04434, §2.1.4",
        when={"keys": "latent"},
    ),
    Equation(
        kv_reduction,
        attention_heads / kv_heads,
        because=("heads that share keys and values cache them once", "共享键值的头只缓存一次"),
        source="Ainslie et al. 2023, arXiv:2305.13245, §2.2",
    ),
    Equation(
        layers,
        global_layers + windowed_layers,
        because=("a layer attends to all or to a window", "每层关注全部或一个窗口"),
        source="definition",
        when={"layer_kinds": "windowed"},
    ),
    Equation(
        layers,
        windowed_layers,
        because=("every layer attends to a window", "每层都只关注窗口"),
        source="definition",
        when={"layer_kinds": "all windowed"},
    ),
    Equation(
        kv_cache_per_token,
        kv_bytes * kv_values_per_token_layer * layers,
        because=("every layer caches the token", "每层都缓存该 token"),
        source=_SHAZEER,
    ),
    Equation(
        kv_tokens,
        concurrent_sequences * context_tokens,
        because=("every sequence caches its context", "每条序列缓存各自的上下文"),
        source="definition",
    ),
    Equation(
        kv_cache_memory,
        kv_cache_per_token * kv_tokens / _token,
        because=("cache per token times tokens", "每 token 缓存乘以 token 数"),
        source=_SHAZEER,
        when={"layer_kinds": "full"},
    ),
    Equation(
        kv_cache_memory,
        kv_bytes
        * kv_values_per_token_layer
        * concurrent_sequences
        * sympy.Min(
            global_layers * context_tokens + windowed_layers * context_tokens,
            global_layers * context_tokens + windowed_layers * window,
        )
        / _token,
        because=(
            "a windowed layer keeps its latest tokens only: the window, or less in a short context",
            "窗口层只保留最近的 token:一个窗口,上下文较短时更少",
        ),
        assumes=("the engine frees what leaves the window", "引擎释放移出窗口的缓存"),
        source="Gemma Team 2025, arXiv:2503.19786, §2; derived",
        when={"layer_kinds": "windowed"},
    ),
    Equation(
        kv_cache_memory,
        kv_bytes
        * kv_values_per_token_layer
        * concurrent_sequences
        * windowed_layers
        * sympy.Min(context_tokens, window)
        / _token,
        because=("every layer keeps its latest tokens only", "每层只保留最近的 token"),
        assumes=("the engine frees what leaves the window", "引擎释放移出窗口的缓存"),
        source="Jiang et al. 2023, arXiv:2310.06825, §2",
        when={"layer_kinds": "all windowed"},
    ),
    Equation(
        inference_memory,
        weights_memory * (1 + memory_overhead),
        because=("weights, and overhead where stated", "权重,以及(说明时的)开销"),
        assumes=("the KV cache and activations come on top", "KV 缓存与激活值另计"),
        source="definition",
        when={"cache": "left out"},
    ),
    Equation(
        inference_memory,
        (weights_memory + kv_cache_memory) * (1 + memory_overhead),
        because=("weights, cache, and overhead where stated", "权重、缓存,以及(说明时的)开销"),
        assumes=("activations of inference are small", "推理的激活值很小"),
        source="definition",
        when={"cache": "counted"},
    ),
    Equation(
        inference_memory_per_accelerator,
        _accelerator * inference_memory / accelerators,
        because=("spread evenly", "平均分布"),
        assumes=("heads and layers divide evenly", "头与层可均分"),
        source="definition",
    ),
    Equation(
        inference_memory_share,
        _accelerator * inference_memory / (accelerators * memory_per_accelerator),
        because=("need over memory", "所需与所有之比"),
        source="definition",
    ),
    Equation(
        inference_memory,
        memory_utilization * accelerators * memory_per_accelerator / _accelerator,
        because=("at the limit the usable memory is full", "极限处可用显存恰好用满"),
        source="definition",
        when={"fit": "serving"},
    ),
)
