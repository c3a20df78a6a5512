"""The subjects that the reader explains, derives, or must leave: add a phrase here, in its list.

As in phrases.py, everything is matched against text in lower case and simplified characters.
"""

from __future__ import annotations

from .phrases import any_of

# ---------------------------------------------------------------- explaining and deriving

EXPLAIN = any_of(
    "why | explain | what does .{1,30} mean | what is | what's | whats | what are | where does | "
    "how come | difference between | does the | is it true | what did | how do you get | "
    "how was | tell me about | meaning of | 为什么 | 为何 | 什么意思 | 是什么 | 是啥 | 啥意思 | "
    "解释 | 怎么来的? | 怎么数 | 区别 | 一回事 | 讲讲 | 介绍 | 如何理解 | 怎么理解 | 什么叫 | "
    "原理 | 凭什么 | 哪年 | 哪一年 | what year | when was | same thing | 哪里错 | 有没有错 | "
    "对吗 | what does | how does .{1,40} work | 怎么回事 | 咋来的 | 区别是啥 | 咋 | vs"
)
ALWAYS_EXPLAIN = any_of(
    "why | explain | 为什么 | 为何 | 解释 | 什么意思 | where does | 怎么来的? | 怎么数 | 区别 | "
    "一回事 | difference between .{1,30} and | same thing | 凭什么 | 原理 | "
    "what does .{1,30} mean | 哪年 | 哪一年 | 真的没有 | 是不是没有 | really the only"
)
DERIVE = any_of(
    "derive | derivation | prove | proof | where does | come from | comes from | show that | "
    "推导 | 证明 | 推出 | 怎么来的? | 怎么数 | 由来 | 怎么得到 | 怎么推"
)
# Formulas and the derivation that each belongs to, the more particular first.
LAWS = (
    (
        any_of(r"72 ?\W?b | 72bs | 每步算力 | compute per step | step compute | flops per step"),
        "step_compute",
    ),
    (
        any_of(r"120 ?n | 6 ?n(?:²|\^2|\*\*2) | n(?:²|\^2| squared) | 6n²/k | 120 ?n²"),
        "compute_square",
    ),
    (
        any_of(r"12 ?\W?i | 12 ?\W?l | 12ih | parameter count | 参数量 | number of parameters"),
        "parameters",
    ),
    (
        any_of(r"kaplan | 0\.73"),
        "kaplan",
    ),
    (
        any_of("chinchilla | d ?= ?20 ?n | 20 ?n | optimal | 最优 | 20 tokens"),
        "chinchilla",
    ),
    (
        any_of("2 ?n | inference | 推理"),
        "inference",
    ),
    (
        any_of("training time | 训练时间"),
        "training_time",
    ),
    (
        any_of(r"6 ?\W?n ?\W?d | c ?= ?6 | training compute | 训练算力 | 算力"),
        "compute",
    ),
)

# ------------------------------------------------------------------ what cannot be answered

# Subjects that no function calculates yet: phrases, what to call it in English and in Chinese,
# and the quantity that, once declared, takes the subject off this list.
NOT_YET = (
    (
        any_of("kv[ -]?cache | kv 缓存 | 键值缓存 | kv ?显存"),
        "the KV cache",
        "KV cache",
        "kv_cache",
    ),
    (
        any_of("checkpoint(?!ing)s? | 检查点 | ckpt | file size | 存盘 | 落盘"),
        "checkpoints",
        "检查点",
        "checkpoint_size",
    ),
    (
        any_of("lora | qlora | adapter | rank"),
        "LoRA",
        "LoRA",
        "lora_parameters",
    ),
    (
        any_of(
            "pipeline | bubble | micro-?batch(?:es)? | 流水线 | 气泡 | gradient accumulation | "
            "梯度累积 | 张量并行 | tensor parallel"
        ),
        "parallel training",
        "并行训练",
        "bubble_fraction",
    ),
    (
        any_of("checkpointing | recompute | recomputation | 重计算 | 8 ?nd | hardware flops | hfu"),
        "recomputation",
        "重计算",
        "hardware_compute",
    ),
    (
        any_of("loss | perplexity | 损失 | 困惑度"),
        "losses",
        "损失",
        "loss",
    ),
    (
        any_of(
            r"vram | memory(?! bandwidth) | 显存 | 内存 | gib? of ram | "
            r"fit(?:s)? (?:on|in|into) | 放得下 | 装得下 | zero-?[123] | zero ?stage | fsdp | "
            r"optimizer states? | weights? size | 量化 | quanti[sz]\w+ | int4 | 4[- ]?bit | "
            r"8[- ]?bit | [0-9] ?bits? | gguf | weight memory | activations? | 激活值 | "
            r"激活显存 | offload"
        ),
        "memory",
        "显存",
        "training_memory",
    ),
    (
        any_of(
            "decode speed | tok/s at batch | tokens per second at batch | ridge point | "
            "bandwidth[- ]bound | roofline | 解码速度 | 生成速度 | 每秒多少 ?token | decode | "
            "time to first token | ttft | latency | 延迟"
        ),
        "inference speed",
        "推理速度",
        "decode_speed",
    ),
    (
        any_of(
            "per (?:1m|million) tokens | per million | 每百万 | monthly bill | serving cost | "
            "tokens? a day"
        ),
        "serving cost",
        "推理服务成本",
        "cost_per_token",
    ),
    (
        any_of("co2e? | carbon | emissions? | emit(?:ted)? | 碳 | 排放"),
        "carbon",
        "碳排放",
        "carbon",
    ),
    (
        any_of(
            "swiglu | gqa | grouped[- ]query | mla | geglu | rmsnorm | gated mlp | 门控 | "
            "expert ffn | top-[0-9]"
        ),
        "gated, grouped-query or expert layers",
        "门控、分组查询或专家结构",
        "gated_parameters",
    ),
    (
        any_of("moe | mixture[- ]of[- ]experts? | experts? | 混合专家 | 专家"),
        "mixtures of experts",
        "混合专家",
        "experts",
    ),
    (
        any_of("lost to | downtime | goodput | restarts? | 故障 | 重启 | 掉线 | 停机 | failures?"),
        "lost time",
        "停机损失",
        "goodput",
    ),
    (
        any_of("electricity bill | 电费 | per kwh | 一度 | 电价"),
        "the price of electricity",
        "电费",
        "electricity_price",
    ),
    (
        any_of(r"incl\.? attention | including attention | with attention | 含注意力"),
        "attention in the MFU",
        "含注意力的 MFU",
        "mfu_with_attention",
    ),
)
# What is outside the subject, or unpublished.
OUTSIDE = any_of(
    "haiku | poem | poetry | song | joke | story | essay | limerick | 诗 | 歌词 | 笑话 | 故事 | "
    "作文 | 写一?首 | 写一?篇 | write me | translate | 翻译 | weather | 天气 | recipe | 菜谱 | "
    "股价 | 股票 | stock price | shares | mmlu | gsm8k | humaneval | c-?eval | hellaswag | "
    "arena elo | benchmark | accuracy | score | 多少分 | 考分 | 得分 | 跑分 | 排名 | ranking | "
    "spot price | 现货价 | market price | 市场价 | 行情 | current price | today | 今天 | "
    "latest news | 新闻 | own right now | own | owns | 拥有 | 囤了 | "
    "how many gpus (?:does|do|did|has) [a-z ]{2,20} (?:have|use|buy|bought|got) | "
    "(?:openai|meta|google|谷歌|微软|特斯拉|xai|字节|阿里|百度|腾讯|华为|deepseek|anthropic)"
    "现?在?(?:到底|一共)?有多少 | "
    "cuda error | error: | traceback | debug | bug | fix my | 报错 | 怎么修 | python script | "
    "写代码 | write code | code for | who is | ceo | 是谁 | president | guess | 猜 | "
    "predict the future | agi | best llm | 哪个模型最好 | smarter | 更聪明 | licen[sc]e | 招聘 | "
    "salary | 工资 | 薪资 | how do i install | 安装 | apt-get | pip install | cure | dating | "
    "election | football | 足球 | hyperparameter | learning rate | 学习率 | capital of | 首都 | "
    "medical | law suit | lawsuit | 下载"
)
UNPUBLISHED = any_of(
    r"gpt-?5\S* | gpt-?6 | gpt-?4o | gpt-?4\.[0-9] | o[134](?:-mini)? | claude\S* | gemini\S* | "
    r"grok\S* | 文心一言 | 豆包 | kimi"
)
