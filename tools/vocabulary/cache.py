"""The KV cache: keys and values of the tokens in use. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..engine.quantity import (
    NON_NEGATIVE,
    WHOLE,
    WHOLE_DOWN,
    Choice,
    Default,
    Option,
    Text2,
)
from ..engine.text import Text
from .records import choice, quantity

kv_bytes = quantity(
    "kv_bytes",
    "β_k",
    "byte",
    ("bytes of a cached value", "每个缓存值的字节数"),
    ("one cached key or value", "一个缓存的键或值"),
    en=("kv bytes", "bytes per kv value", "kv cache precision", "kv element size"),
    zh=("KV 字节数", "缓存精度"),
    default=Default(
        Fraction(2),
        Text("16-bit cache", "16 位缓存"),
        "vLLM, kv_cache_dtype auto: the model's own type",
        low=Fraction(1),
    ),
    entity="kv_dtype",
    latex=r"\beta_{k}",
)
kv_values_per_token_layer = quantity(
    "kv_values_per_token_layer",
    "n_k",
    "1",
    ("cached values per token and layer", "每 token 每层缓存的值数"),
    ("numbers that one layer caches for one token", "一层为一个 token 缓存的数值个数"),
    en=(
        "kv values",
        "values per token per layer",
        "cached values",
        "kv values per token per layer",
        "values per token and layer",
        "values per layer and token",
    ),
    zh=("每层每 token 缓存值", "每 token 每层"),
    domain=WHOLE,
    entity="model",
    shown_as="count",
    latex="n_{k}",
)
latent_size = quantity(
    "latent_size",
    "d_c",
    "1",
    ("latent KV width", "KV 潜向量宽度"),
    ("width of the compressed keys and values (kv_lora_rank)", "压缩后的键值宽度(kv_lora_rank)"),
    en=("kv_lora_rank", "kv lora rank", "latent width", "latent dimension"),
    zh=("潜向量", "kv_lora_rank", "压缩维度"),
    domain=WHOLE,
    entity="model",
    shown_as="count",
    latex="d_{c}",
)
rope_size = quantity(
    "rope_size",
    "d_r",
    "1",
    ("decoupled rotary width", "解耦旋转宽度"),
    ("width of the rotary key kept beside the latent (qk_rope_head_dim)",
     "潜向量之外保留的旋转键宽度(qk_rope_head_dim)"),
    en=("qk_rope_head_dim", "rope dimension", "rope dim", "rotary width"),
    zh=("rope 维度", "旋转维度", "qk_rope_head_dim"),
    domain=WHOLE,
    entity="model",
    shown_as="count",
    latex="d_{r}",
)  # fmt: skip
kv_cache_per_token = quantity(
    "kv_cache_per_token",
    "m_k1",
    "byte",
    ("KV cache per token", "每 token 的 KV 缓存"),
    ("what one token adds to the cache, over all layers", "一个 token 在所有层中新增的缓存"),
    en=(
        "kv cache per token",
        "per-token kv",
        "per-token kv cache",
        "per-token kv size",
        "kv size per token",
        "kv per token",
        "cache per token",
        "kv cache bytes per token",
        "bytes per token of kv",
    ),
    zh=("每个 token 的 KV cache", "每 token KV", "单 token KV", "每token的kv"),
    latex="m_{k1}",
)
kv_cache_memory = quantity(
    "kv_cache_memory",
    "m_k",
    "byte",
    ("KV cache", "KV 缓存"),
    ("keys and values of all cached tokens", "全部缓存 token 的键与值"),
    en=(
        "kv-cache",
        "kv cache size",
        "kv cache memory",
        "kv memory",
        "key-value cache",
        "cache size",
        "left for cache",
        "left for kv",
        "left after loading",
        "left over",
        "left",
        "free",
    ),
    zh=(
        "KV cache",
        "KV cache 显存",
        "键值缓存",
        "KV 显存",
        "缓存",
        "KV cache 大小",
        "显存剩",
        "剩余显存",
        "还剩",
        "剩下",
        "剩",
        "空闲显存",
    ),
    latex="m_{k}",
)
kv_tokens = quantity(
    "kv_tokens",
    "s_k",
    "token",
    ("cached tokens", "缓存的 token 数"),
    ("tokens that the cache holds, over all sequences", "缓存容纳的 token 数,全部序列合计"),
    en=("tokens of kv cache", "kv cache tokens", "tokens in cache", "tokens of cache"),
    zh=("能缓存多少 token", "缓存 token", "KV token"),
    latex="s_{k}",
)
context_tokens = quantity(
    "context_tokens",
    "s_c",
    "token",
    ("context in use", "使用的上下文"),
    ("tokens of one sequence, prompt and answer", "一条序列的 token 数,含提示与回答"),
    en=(
        "context",
        "context length",
        "ctx",
        "context size",
        "served context",
        "longest context",
        "max context",
        "tokens of context",
    ),
    zh=("上下文", "上下文长度", "最长上下文", "多长的上下文", "上下文有多长"),
    domain=WHOLE_DOWN,
    latex="s_{c}",
    ask=13,
)
concurrent_sequences = quantity(
    "concurrent_sequences",
    "b_c",
    "1",
    ("sequences served at once", "同时服务的序列数"),
    ("sequences decoded together: the serving batch", "一同解码的序列数,即推理批大小"),
    en=(
        "concurrent sequences",
        "concurrent requests",
        "concurrent users",
        "users",
        "concurrency",
        "simultaneous requests",
        "parallel requests",
        "serving batch",
        "decode batch",
        "batch of sequences",
        "batch size",
        "batch",
        "sequences",
        "users at once",
    ),
    zh=(
        "并发",
        "并发数",
        "并发请求",
        "同时请求",
        "推理批大小",
        "并发用户",
        "路并发",
        "批大小",
        "batch",
        "条",
    ),
    domain=WHOLE_DOWN,
    default=Default(Fraction(1), Text("one sequence at a time", "一次一条序列"), "definition"),
    shown_as="count",
    latex="b_{c}",
)
global_layers = quantity(
    "global_layers",
    "i_g",
    "1",
    ("layers with full attention", "全注意力层数"),
    ("layers that cache every token", "缓存每个 token 的层数"),
    en=("global layers", "full attention layers", "global attention layers"),
    zh=("全局层", "全注意力层"),
    domain=NON_NEGATIVE,
    entity="model",
    shown_as="count",
    latex="i_{g}",
)
windowed_layers = quantity(
    "windowed_layers",
    "i_w",
    "1",
    ("layers with a sliding window", "滑动窗口层数"),
    ("layers that cache only the latest tokens", "只缓存最近 token 的层数"),
    en=("windowed layers", "sliding window layers", "local layers", "sliding layers"),
    zh=("窗口层", "滑窗层", "局部层"),
    domain=WHOLE,
    entity="model",
    shown_as="count",
    latex="i_{w}",
)
window = quantity(
    "window",
    "W",
    "token",
    ("sliding window", "滑动窗口"),
    ("latest tokens that a windowed layer attends to", "窗口层所关注的最近 token 数"),
    en=("window size", "sliding window size", "attention window", "local window"),
    zh=("窗口", "滑窗", "窗口大小", "滑动窗口大小"),
    domain=WHOLE,
    entity="model",
)
kv_reduction = quantity(
    "kv_reduction",
    "ρ_k",
    "1",
    ("KV cache reduction by shared heads", "共享头使 KV 缓存缩小的倍数"),
    ("attention heads over key-value heads", "注意力头数与 KV 头数之比"),
    en=("kv reduction", "gqa reduction", "cache reduction", "smaller cache"),
    zh=("KV 缩小倍数", "缓存缩小", "GQA 缩小"),
    shown_as="ratio",
    latex=r"\rho_{k}",
)

KEYS = choice(
    Choice(
        "keys",
        Text("what attention caches", "注意力缓存什么"),
        {
            "heads": Option(
                Text("keys and values of every KV head", "每个 KV 头的键与值"),
                Text2(("mha", "gqa", "mqa", "grouped-query", "multi-query"),
                      ("MHA", "GQA", "MQA", "分组查询")),
            ),
            "latent": Option(
                Text("one latent vector and a rotary key (MLA)", "一个潜向量与旋转键(MLA)"),
                Text2(("mla", "multi-head latent attention", "latent attention"),
                      ("MLA", "多头潜在注意力")),
                source="DeepSeek-AI 2024, arXiv:2405.04434, §2.1",
            ),
        },
        "heads",
        "Shazeer 2019, arXiv:1911.02150; Ainslie et al. 2023, arXiv:2305.13245",
        implied={"latent_size": "latent"},
    )
)  # fmt: skip
LAYER_KINDS = choice(
    Choice(
        "layer_kinds",
        Text("attention of the layers", "各层的注意力"),
        {
            "full": Option(Text("full in every layer", "每层都是全注意力")),
            "windowed": Option(
                Text("some layers see a sliding window only", "部分层只看滑动窗口"),
                Text2(
                    ("sliding window attention", "sliding-window", "alternating layers"),
                    ("滑动窗口注意力", "交替层"),
                ),
            ),
            "all windowed": Option(Text("every layer sees a sliding window", "每层都只看滑动窗口")),
        },
        "full",
        "Shazeer 2019, arXiv:1911.02150",
        implied={"window": "windowed", "windowed_layers": "windowed"},
    )
)
