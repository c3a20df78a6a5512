"""The subjects that the reader explains, derives, or must leave: add a phrase here, in its list.

Everything is matched against text in lower case and simplified characters.
"""

from __future__ import annotations

from .patterns import any_of

ALWAYS_EXPLAIN = any_of(
    "why | explain | 为什么 | 为何 | 解释 | 什么意思 | where does .{1,60} come from | "
    "怎么来的? | 怎么数 | 区别 | "
    "一回事 | difference between .{1,30} and | disagree | how do .{1,60} differ | 分歧 | "
    "道理 | 为啥 | same thing | 凭什么 | 原理 | "
    "what does .{1,30} mean | 哪年 | 哪一年 | 真的没有 | 是不是没有 | really the only"
)
DERIVE = any_of(
    "derive | derivation | prove | proof | where does .{1,60} come from | come from | "
    "comes from | show that | "
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
# What is outside the subject, or unpublished.
OUTSIDE = any_of(
    "haiku | poem | poetry | song | joke | story | essay | limerick | 诗 | 歌词 | 笑话 | 故事 | "
    "作文 | 写一?首 | 写一?篇 | write me | translate | 翻译 | weather | 天气 | "
    "recipes? (?:for|of) (?!train|pre-?train|fine|the run|our) | 菜谱 | "
    "股价 | 股票 | stock price | shares | mmlu | gsm8k | humaneval | c-?eval | hellaswag | "
    "arena elo | benchmark | accuracy | score | 多少分 | 考分 | 得分 | 跑分 | 排名 | ranking | "
    "spot price | 现货价 | market price | 市场价 | 行情 | current price | "
    "(?:price|cost|rent|rate)s?[a-z0-9 ]{0,24} today | "
    "today'?s (?:price|cost|rate|rent) | (?:今天|今日|眼下)[^,，。?？]{0,24}(?:价|多少钱|几块) | "
    "(?:现在|目前|当前|如今)[^,，。?？0-9]{0,6}(?:阿里云|腾讯云|华为云|火山引擎|云上"
    "|市场)[^,，。?？]{0,16}"
    "(?:价|多少钱|几块) | "
    "latest news | 新闻 | own right now | how many (?:gpus|cards|chips"
    "|[a-z]{1,2}[0-9]{2,3}s) .{1,40} (?:own|bought|buy|purchased?) | 拥有 | 囤了 | "
    "how many gpus (?:does|do|did|has) [a-z ]{2,20} (?:have|use|buy|bought|got) | "
    "how many (?:gpus|cards|chips|[a-z]{1,2}[0-9]{2,3}s) (?:is|are) (?!we |you |i |it |they )"
    "[a-z .'-]{2,20} (?:running|operating|using|sitting on) | "
    "(?:openai|meta|google|谷歌|微软|特斯拉|xai|字节|阿里|百度|腾讯|华为|deepseek|anthropic)"
    "\\s?[\u4e00-\u9fff]{0,8}有多少张? | "
    "cuda error | error: | traceback | debug(?! mode) | bug | fix my | 报错 | 怎么修 | "
    "python script | "
    "写代码 | 代码 | (?:is|变成?|became|goes|到) ?nan | write code | code for | who is | "
    "ceo | 是谁 | president | guess | 猜 | "
    "predict the future | agi | best llm | 哪个模型最好 | smarter | 更聪明 | licen[sc]e | 招聘 | "
    "salary | 工资 | 薪资 | how do i install | 安装 | apt-get | pip install | cure | dating | "
    "election | football | 足球 | hyperparameters? (?:should|to use|tuning|search|for) | "
    "learning rate | 学习率 | capital of | 首都 | "
    "draft (?:an?|the|my|me|up) | e-?mail | proofread | cover letter | ppt | 周报 | 述职 | 简历 | "
    "采购了 | 买了多少 | 会涨还是会?跌 | 会不会[涨跌] | 会[涨跌]吗 | 涨还是跌 | "
    "(?:go(?:es)? up or down(?! by)|rise or fall(?! by)|next (?:month|year|quarter)[^.;]{0,24} "
    "(?:rise|fall|drop|go up|go down)) | "
    "(?:openai|anthropic|google|meta|xai|deepseek|microsoft|nvidia) (?:is )?(?:going to "
    "|will |plans? to "
    "|planning to )?(?:spend|pay|invest|earn|make) | "
    "lead the round | valuation | should (?:our|the|my) fund | "
    "(?:openai|anthropic|google|meta|xai|谷歌|微软|特斯拉|字节|阿里|百度|腾讯"
    "|华为)[^?？0-9]{0,12}花了多少 | "
    "(?:stock|share) (?:price|px) | nvda | "
    "medical | law suit | lawsuit | 下载"
)
UNPUBLISHED = any_of(
    r"gpt-?5\S* | gpt-?6 | gpt-?4o | gpt-?4\.[0-9] | o[134](?:-mini)? | claude\S* | gemini\S* | "
    r"grok\S* | 文心一言 | 豆包 | kimi"
)
