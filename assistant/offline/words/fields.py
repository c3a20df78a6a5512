"""Words of a field: training, serving, fitting, the best split of compute."""

from __future__ import annotations

import re

from .patterns import any_of

AS_PART_OF_TRAINING = re.compile(
    r"(?:fraction|share|multiple|percent(?:age)?|times|proportion) (?:of )?(?:the |its )?"
    r"(?:pre-?)?training|(?:是|相当于|占)[^,，。;]{0,4}训练[^,，。;]{0,6}(?:几倍|多少|百分之)"
)
# The compute of one run, spent on another.
SAME_COMPUTE = any_of(
    "(?:same|that|this|equal) (?:same )?(?:compute|flops|budget) | 同样的?算力 | 同等算力 | "
    "这些算力 | 算力不变"
)
PART_OF_TRAINING = {
    "1/2": any_of("half | 一半 | 50 ?%"),
    "2": any_of("twice | double | 两倍 | 2 ?倍"),
    "10": any_of("ten times | 10 ?times | 10 ?x | 十倍 | 10 ?倍"),
}
"""By how many times of the training's compute, what says so."""
FITS = any_of(
    "fits? | does it go | will it go | (?:can|could|will) (?:a|an|my|our|the|one) .{1,24} take | "
    "(?:fit(?:ting)?|live) (?:on|in|into|onto) | "
    "(?:can|could|will) (?:my|our|a|the|this) .{1,24} run (?:it|this|that|them) | "
    "go (?:on|onto|into|in) (?:an?|one|my|our|the|two|single|[0-9]) | run (?:a |an |the |it "
    "|this |[a-z0-9.-]+ ){0,"
    "5}?on | "
    "load(?:ed)? | holds? | enough (?:vram|memory|ram|room|space) | "
    "stays? (?:under|below|within) [0-9]+ ?gi?b |  "
    "enough (?:for|to (?:run|load|hold|serve|fit|host)) | out of memory | oom | "
    "hosts? | store | [放装塞挤存载吃撑](?:得|不|的)?(?:下|进) | 放进 | 塞进 | "
    "[跑带撑扛顶](?:得|不|的)?(?:动|了|起来|住|得住) | 爆显存 | "
    "行不行 | 行吗 | "
    "能不能跑 | 能跑 | 能装 | 能放 | squeeze(?:d)? .{0,30}?(?:in|into|on|onto) | 挤进 | "
    "挤得下 | 塞进 | "
    "(?:q?lora|fine-?tun(?:e|ing)|finetune|train|serve|deploy) .{0,40}? on (?:a |one |my |this "
    "|two |2|4|8)"
)
# The same of enough, where memory is spoken of.
MEMORY_ENOUGH = re.compile(
    r"(?:显存|内存|[0-9]\s?gi?b?(?![a-z])|vram|memory).{0,40}?(?:够|enough)|(?:够"
    r"|enough).{0,16}(?:显存|内存|vram|memory)"
)
OPTIMAL = any_of(
    r"120 ?n(?:²|\^2)? | compute[- ]optimal(?:ly)? | chinchill?a | optimal(?:ly)? | optimum | "
    r"optimize[d]? | fully train(?:ed)? | properly train(?:ed)? | best model | biggest | "
    r"largest | best split | 充分 | 最优 | 最佳 | 彻底 | 最大 | 最合适 | 多大的?模型 | "
    r"how big a model | how large a model | what model size | what size | best | hoffmann | "
    r"sweet spot | 训透 | 训够 | 饱和"
)
# The compute of an optimal run, written as a formula of the size alone.
SQUARE = any_of(r"120 ?n(?:²|\^2|\*\*2)? | 6 ?n(?:²|\^2|\*\*2)")
BUDGET_RUN = any_of(
    "怎么分 | run look like | should i train | should we train | 该训 | 如何分配 | "
    "what should | go for | 怎么配"
)
TRAIN = any_of(
    "gradient checkpointing | hardware flops | (?:next|training|whole|full|first) run | "
    "train(?:s|ed|ing)? | pretrain(?:ing|ed)? | pre-train(?:ing|ed)? | 训练? | 预训练 | "
    "fine-?tun(?:e|es|ing|ed) | 微调"
)
INFERENCE = any_of(
    "inference | single[- ]stream | chatbot | "
    "conversations | chats | 对话 | 客服 | serv(?:e|ed|es|ing) | "
    "generat(?:e|ed|ing|ion) | prefill | prompt | "
    "decod(?:e(?!r)|ing) | (?<!feed-)(?<!feed )forward | 提示词? | 读入 | "
    "推理 | 生成 | 推断 | 预填充 | 前向 | per query | per request | "
    "users | 用户 | answers? with | per (?:answer|reply|response|message|call) | "
    "(?:each|one|every) (?:answer|reply|response|message|call) | "
    "(?:每次|一次|每条)(?:回答|回复|问答|调用) | "
    r"(?<![0-9.])2 ?n"
)
# One compute making up for another.
BALANCES = any_of(
    "equal(?:s|led)? | catch(?:es)? up | exceed(?:s|ed)? | overtake(?:s|n)? | match(?:es)? | "
    "break[- ]?even | "
    "outweigh(?:s)? | "
    "surpass(?:es)? | as much compute as | same as | pass(?:es)? | 等于 | 超过 | 追上 | 持平 | "
    "打平 | 相等 | 一样多 | 抵得上 | "
    "追平 | 达到 | 赶上 | 赶超 | 反超 | 相当于"
)
PER_TOKEN = any_of(
    "per (?:generated|output|new|decoded|input) token | per token | each token | a token | "
    "one token | every token | 每 ?token | 每个 ?token | "
    "单 ?token | 一个 ?token"
)
