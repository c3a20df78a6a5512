"""Serving: speed, latency and price of inference. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..engine.quantity import FRACTION, Choice, Default, Option, Text2
from ..engine.text import Text
from .records import choice, quantity

# Compute of one token

context_compute_per_token = quantity(
    "context_compute_per_token",
    "c_s",
    "FLOP",
    ("attention compute per token", "每 token 注意力算力"),
    (
        "floating-point operations of one new token's attention over the context before it",
        "一个新 token 对其上下文做注意力的浮点运算次数",
    ),
    en=("context compute per token", "attention flops per token", "attention over the context"),
    zh=("每 token 上下文算力", "上下文的注意力算力", "每 token 注意力计算量"),
    latex="c_{s}",
)
context_compute_fraction = quantity(
    "context_compute_fraction",
    "f_s",
    "1",
    ("share of attention in the compute per token", "注意力占每 token 算力的比例"),
    (
        "attention over the context, of all compute of one token: what 2N leaves out",
        "上下文注意力占一个 token 全部算力的比例:2N 略去的部分",
    ),
    en=("attention share", "share of attention", "attention's share", "share of the context term"),
    zh=("注意力占比", "注意力的占比", "注意力占多少", "上下文项占比"),
    shown_as="percent",
    latex="f_{s}",
)

# Decoding

mbu = quantity(
    "mbu",
    "u_w",
    "1",
    ("MBU", "MBU"),
    (
        "memory bandwidth utilization: bytes that decoding needs over bytes that it could read",
        "显存带宽利用率:解码所需字节与可读字节之比",
    ),
    en=(
        "memory bandwidth utilization",
        "bandwidth utilization",
        "model bandwidth utilization",
        "of the bandwidth",
        "of peak bandwidth",
        "of its bandwidth",
        "bandwidth achieved",
        "achieved bandwidth",
        "bandwidth efficiency",
        "of memory bandwidth",
    ),
    zh=("带宽利用率", "显存带宽利用率", "带宽的", "的带宽", "带宽效率", "带宽能用到", "带宽打"),
    domain=FRACTION,
    default=Default(
        Fraction(1),
        Text("the bound: no run reaches it", "上限:实际运行达不到"),
        "definition: Agarwal et al. 2023, Databricks, LLM Inference Performance Engineering",
        low=Fraction("0.6"),
    ),
    shown_as="percent",
    latex="u_{w}",
)
active_weights_memory = quantity(
    "active_weights_memory",
    "m_wa",
    "byte",
    ("weights read per token", "每 token 读取的权重"),
    ("memory of the weights that one token passes through", "一个 token 经过的权重所占的显存"),
    en=("weights read per step", "active weights", "of weights", "weights", "active weight bytes"),
    zh=("读取的权重", "权重"),
    latex="m_{wa}",
)
decode_step_bytes = quantity(
    "decode_step_bytes",
    "m_d",
    "byte",
    ("bytes read per decoding step", "每个解码步读取的字节数"),
    (
        "weights, and the KV cache where counted, that one step reads",
        "一个解码步读取的权重与(计入时的)KV 缓存",
    ),
    en=("bytes per decode step", "memory traffic per token"),
    zh=("每步读取字节",),
    latex="m_{d}",
)
decode_bandwidth_time = quantity(
    "decode_bandwidth_time",
    "t_w",
    "s",
    ("time to read for a decoding step", "解码步的读取时间"),
    ("bytes of a step over the bandwidth", "一步的字节数除以带宽"),
    latex="t_{w}",
)
decode_compute_time = quantity(
    "decode_compute_time",
    "t_c",
    "s",
    ("time to compute a decoding step", "解码步的计算时间"),
    ("compute of a step over the peak", "一步的算力除以峰值"),
    latex="t_{c}",
)
decode_step_time = quantity(
    "decode_step_time",
    "t_o",
    "s",
    ("time per output token", "每输出 token 时间"),
    (
        "time of one decoding step: every sequence gains a token",
        "一个解码步的时间:每条序列增加一个 token",
    ),
    en=(
        "time per output token",
        "tpot",
        "time per token",
        "inter-token latency",
        "decode latency",
        "latency per token",
        "ms per token",
        "decode step",
        "milliseconds per token",
        "seconds per token",
        "token latency",
        "per-token latency",
        "time between tokens",
        "decode time per token",
    ),
    zh=(
        "每 token 延迟",
        "单 token 延迟",
        "解码延迟",
        "每个 token 的时间",
        "TPOT",
        "每个 token 延迟",
        "每 token 时间",
        "出一个 token",
        "吐一个 token",
        "每 token 耗时",
        "每个 token 要多久",
    ),
    latex="t_{o}",
)
decode_tokens_per_second = quantity(
    "decode_tokens_per_second",
    "v_d",
    "token/s",
    ("decoding throughput", "解码速度"),
    ("tokens generated per second, over all sequences", "每秒生成的 token 数,全部序列合计"),
    en=(
        "decoding speed",
        "decode speed",
        "decode throughput",
        "generation speed",
        "decode tokens per second",
        "tokens per second at batch",
        "max tok/s",
        "inference throughput",
        "serving throughput",
        "aggregate throughput",
        "throughput",
        "tokens/s",
        "tok/s",
        "token/s",
        "tokens per sec",
        "tokens a second",
        "tokens/sec",
        "tok per sec",
        "decode ceiling",
        "decode rate",
        "decoding rate",
        "token rate",
        "tokens per second",
        "tps",
        "decoding ceiling",
        "decoding speed",
        "generation rate",
        "single-stream speed",
        "bandwidth-bound speed",
        "decoding throughput",
    ),
    zh=(
        "decode 速度",
        "decode 速率",
        "生成速度",
        "吞吐",
        "吞吐量",
        "解码吞吐",
        "推理速度",
        "推理吞吐",
        "每秒多少 token",
        "每秒 token",
        "出字速度",
        "每秒 token 数",
        "生成速率",
        "解码速率",
        "解码上限",
        "token 速率",
        "单流速度",
        "tok/s 上限",
        "出词速度",
        "每秒出多少",
        "每秒生成多少",
    ),
    ask=28,
    latex="v_{d}",
)
tokens_per_second_per_user = quantity(
    "tokens_per_second_per_user",
    "v_u",
    "token/s",
    ("decoding speed per user", "单用户解码速度"),
    ("tokens per second of one sequence", "一条序列每秒的 token 数"),
    en=("tokens per second per user", "tok/s per user", "speed per user", "per-user speed"),
    zh=("每用户速度", "单用户速度", "每路速度"),
    latex="v_{u}",
)
tokens_per_second_per_accelerator = quantity(
    "tokens_per_second_per_accelerator",
    "v_a",
    "token/s",
    ("decoding speed per accelerator", "单卡解码速度"),
    ("tokens per second over the accelerators of one copy", "一份模型每秒的 token 数除以其卡数"),
    en=(
        "tokens per second per gpu",
        "tok/s per gpu",
        "tokens per second per card",
        "throughput per gpu",
        "per-gpu throughput",
    ),
    zh=("每卡吞吐", "单卡吞吐", "每卡每秒 token"),
    latex="v_{a}",
)
arithmetic_intensity = quantity(
    "arithmetic_intensity",
    "I",
    "FLOP/byte",
    ("ridge point", "屋脊点"),
    (
        "FLOP per byte above which an accelerator is bound by compute, below it by bandwidth",
        "单卡的临界 FLOP/字节:高于它受算力限制,低于它受带宽限制",
    ),
    en=(
        "flop per byte ridge",
        "flops per byte ridge",
        "ridge",
        "arithmetic intensity",
        "flops per byte",
        "flop/byte",
        "roofline ridge",
        "ops:byte ratio",
    ),
    zh=("算术强度", "计算强度", "屋脊点算术强度", "每字节浮点运算"),
)
roofline_batch = quantity(
    "roofline_batch",
    "b_r",
    "token",
    ("batch where decoding turns compute bound", "解码转为算力受限的批大小"),
    (
        "tokens processed together at which reading the weights takes as long as computing",
        "读取权重与计算耗时相等时一同处理的 token 数",
    ),
    en=(
        "critical decode batch",
        "compute-bound batch",
        "roofline batch",
        "batch to be compute bound",
    ),
    zh=("临界推理批大小", "算力受限的批大小", "转折批大小"),
    latex="b_{r}",
    spoken=("1", "1e6"),
)

# A request

prompt_tokens = quantity(
    "prompt_tokens",
    "s_p",
    "token",
    ("prompt tokens", "提示 token 数"),
    ("tokens that a request brings", "一个请求带来的 token 数"),
    en=("prompt", "prompt length", "input tokens", "prompt size", "input length"),
    zh=("提示长度", "输入 token", "提示词长度", "输入长度"),
    latex="s_{p}",
    ask=22,
    spoken=("1", "1e8"),
)
output_tokens = quantity(
    "output_tokens",
    "s_o",
    "token",
    ("output tokens", "输出 token 数"),
    ("tokens that a request gets", "一个请求得到的 token 数"),
    en=("output length", "answer length", "generated length", "completion tokens"),
    zh=("输出长度", "输出 token", "回答长度", "生成长度"),
    latex="s_{o}",
    ask=23,
    spoken=("1", "1e8"),
)
request_compute = quantity(
    "request_compute",
    "C_r",
    "FLOP",
    ("compute per request", "每次请求的算力"),
    ("floating-point operations to read the prompt and generate the answer",
     "读入提示并生成回答的浮点运算次数"),
    en=("compute per request", "compute per call", "compute per query", "compute per answer",
        "compute per reply", "compute per response", "compute per message", "compute per prompt"),
    zh=("每次请求算力", "每次请求的 FLOPs", "每次调用的算力", "单次请求算力", "一次请求的算力"),
    latex="C_{r}",
)  # fmt: skip
prefill_compute = quantity(
    "prefill_compute",
    "C_p",
    "FLOP",
    ("prefill compute", "预填充算力"),
    ("floating-point operations to read the prompt", "读入提示的浮点运算次数"),
    en=("prefill flops", "compute of the prompt"),
    zh=("预填充计算量", "prefill 算力"),
    latex="C_{p}",
)
prefill_time = quantity(
    "prefill_time",
    "t_p",
    "s",
    ("time to first token", "首 token 时间"),
    ("time to read the prompt, without waiting in a queue", "读入提示的时间,不计排队"),
    en=(
        "time for prefilling",
        "time to prefill",
        "prefilling time",
        "prefill time",
        "prefill latency",
        "prefill",
        "ttft",
        "time to first token",
    ),
    zh=("预填充时间", "首字延迟", "首 token 延迟", "prefill 时间", "TTFT"),
    latex="t_{p}",
)
prefill_tokens_per_second = quantity(
    "prefill_tokens_per_second",
    "v_p",
    "token/s",
    ("prefill speed", "预填充速度"),
    ("prompt tokens read per second", "每秒读入的提示 token 数"),
    en=("prefill throughput", "prompt processing speed", "prompt tokens per second"),
    zh=("预填充吞吐", "prefill 吞吐", "提示处理速度"),
    latex="v_{p}",
)
request_latency = quantity(
    "request_latency",
    "t_q",
    "s",
    ("request latency", "请求延迟"),
    (
        "time from prompt to the last output token, without a queue",
        "从提示到最后一个输出 token 的时间,不计排队",
    ),
    en=("latency of a request", "latency", "end-to-end latency", "response time"),
    zh=("延迟", "端到端延迟", "响应时间", "请求耗时"),
    latex="t_{q}",
)
request_rate = quantity(
    "request_rate",
    "λ",
    "Hz",
    ("request rate", "请求速率"),
    ("requests that arrive per second", "每秒到达的请求数"),
    en=("requests per second", "requests/s", "req/s", "qps", "rps", "queries per second"),
    zh=("每秒请求", "QPS", "请求率"),
    latex=r"\lambda",
)


DECODE_BOUND = choice(
    Choice(
        "decode_bound",
        Text("what bounds a decoding step", "解码步受什么限制"),
        {
            "bandwidth": Option(
                Text("reading memory only", "只看显存读取"),
                Text2(("bandwidth-bound", "memory-bound"), ("带宽受限", "访存受限")),
            ),
            "roofline": Option(
                Text("reading or computing, the slower one", "读取与计算中较慢者"),
                Text2(("roofline",), ("屋顶线", "roofline")),
            ),
            "compute": Option(
                Text("computing only: a large batch", "只看计算:批次很大"),
                Text2(
                    (
                        "compute-bound",
                        "compute bound",
                        "flops-bound",
                        "by compute",
                        "purely by flops",
                        "by flops alone",
                        "flops only",
                        "going by flops",
                        "limited by compute",
                        "bound by compute",
                    ),
                    (
                        "算力受限",
                        "计算受限",
                        "按算力算",
                        "按算力",
                        "光看算力",
                        "单看算力",
                        "仅看算力",
                        "只看算力",
                        "算力瓶颈",
                    ),
                ),
                source="Pope et al. 2022, arXiv:2211.05102, §2",
            ),
        },
        "bandwidth",
        "Williams et al. 2009, Roofline, CACM 52(4)",
        implied={"peak_flops": "roofline"},
    )
)
CONTEXT_ATTENTION = choice(
    Choice(
        "context_attention",
        Text("attention over the context, in compute", "算力中的上下文注意力"),
        {
            "left out": Option(Text("left out: 2N", "不计:2N")),
            "counted": Option(
                Text("counted", "计入"),
                Text2(("with attention over the context",), ("计入上下文注意力",)),
            ),
        },
        "left out",
        "Kaplan et al. 2020, arXiv:2001.08361, table 1",
    )
)
PREFILL_ATTENTION = choice(
    Choice(
        "prefill_attention",
        Text("attention over the prompt", "提示上的注意力"),
        {
            "left out": Option(Text("left out: a short prompt", "不计:提示较短")),
            "counted": Option(
                Text("counted, causal", "计入,因果"),
                Text2(("with attention over the prompt",), ("计入提示注意力",)),
            ),
        },
        "left out",
        "Kaplan et al. 2020, arXiv:2001.08361, table 1",
    )
)
