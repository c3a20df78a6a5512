"""Words about named things: cards, machines, models, formats."""

from __future__ import annotations

import re

from .patterns import any_of

# After a model's name: another member of its family ("GPT-4o").
VERSIONED = re.compile(r"(?:o|\.[0-9]|-?turbo|-?mini|v)(?![a-z])")
# After "Chinchilla": the law, not the model.
NOT_THE_MODEL = re.compile(
    r"['’s]*[\s-]{0,2}(?:optim|style|law|scal|fit|rule|formula|predict|param|const|point"
    r"|compute|ratio|approach|loss|recipe|wants?(?![a-z])|would|says?(?![a-z])|recommend"
    r"|suggest|have (?:me|us)"
    r"|tokens? (?:for|of|count)|data (?:for|of)|calls? for|最|定律|公式|法则|model|模型|口径"
    r"|比例|规则|那篇|论文"
    r"|的?结论|式|配比|准则|[(（]\s?(?:exponents?\s?|指数\s?)?0?\.[0-9])"
)
# Before "Chinchilla": the law, too.
BY_THE_LAW = re.compile(
    r"(?:(?<![a-z])(?:under|by|per|following|follow|according to|with|use|using|says?|à la"
    r"|vs\.?|kaplan and|kaplan or)(?: the)?|按照?|依照?|根据|用|照|遵循|和|与|还是)\s?$"
)
A_CARD = any_of(
    "gpus? | cards? | accelerators? | chips? | tpus? | npus? | devices? | nodes? | 卡 | 张 | 块 | "
    "芯片 | 加速器"
)
A_MACHINE = any_of(
    "laptop | workstation | desktop | macbook | my machine | one machine | 笔记本 | 工作站 | "
    "台式机 | 单卡 | one card | single gpu | single card | a gpu | one gpu | "
    "(?:a|one|single) [0-9]{1,4} ?(?:w|gb|gib) (?:gpu|card) | 一张卡 | 一块卡 | "
    "单张卡"
)
NODE = re.compile(
    r"[\s-]{0,2}(?:gpu\s)?(?:nodes?|servers?|machines?|boxe?s?|hosts?|instances?|台(?:机器"
    r"|服务器)?|个?节点|机|个?服务器|卡机)(?![a-z])"
)
WHOLE_CLUSTER = any_of(
    "total | in all | all together | altogether | whole cluster | for all | 整个集群 | 一共 | "
    "总共 | 整机 | 全部"
)
ADAPTERS = any_of(
    "q?lora | rank | adapters? | peft | 秩 | 适配器? | 低秩 | r ?= ?[0-9]+ | trainable | 可训练"
)
# Between number formats that are alternatives.
ALTERNATIVES = re.compile(
    r"\s?(?:[,、，/]|and|or|vs\.?|versus|(?:as )?(?:compared|against|opposed) (?:with|to)|against"
    r"|,?\s?and (?:what |how much )?(?:after|at|in|with)|rather than|instead of"
    r"|than(?: it (?:is|would be))?(?: in| at)?|和|与|或|跟"
    r"|还是|以及|比|相比|相比于|对比|较|而不是|代替|,\s?and)\s?"
)
# After a number format: of a part of what is stored, and not of the model.
OF_A_PART = re.compile(
    r"[\s-]?(?:的\s?)?(?:moments?|master|adam|factors?|grad|gradients?|scales?|zeros?|nil"
    r"|zero|offsets?"
    r"|optimi[sz]er|activations?|动量|主权重|梯度|缩放|零点|优化器|激活)"
)
CACHE_AFTER = re.compile(r"[\s-]?(?:的\s?)?(?:kv|cache|缓存)")
CACHE_BEFORE = re.compile(
    r"(?:kv|cache|缓存)(?:[\s-]?cache)?\s?(?:in|at|用|为|是|量化到|按|,)?\s?$"
)
