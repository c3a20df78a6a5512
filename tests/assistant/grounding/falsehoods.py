"""False answers, and what makes a true one false. Written by hand, as `wordings` is.

`{name|form}` and `{=card}` stand for what they stand for there.
"""

from __future__ import annotations

PASSED_OFF: dict[str, tuple[str, ...]] = {
    "en": (
        "It comes to {=hope}.",
        "The answer is {=hope}.",
        "You will need {=hope}.",
        "After checking with the tools: {=hope}.",
        "The result is {=hope}, as calculated.",
        "All in all this takes {=hope}.",
    ),
    "zh": (
        "结果是{=hope}。",
        "需要{=hope}。",
        "算下来是{=hope}。",
        "答案为{=hope}。",
        "总共需要{=hope}。",
    ),
}

EXTRA: dict[str, tuple[str, ...]] = {
    "en": (
        " Add another 12% for checkpointing and restarts.",
        " Expect electricity of about 310 MWh on top.",
        " In practice teams see 55% MFU on such clusters.",
        " The dataset takes 8.5 TB on disk.",
        " You will also want 3 engineers for 6 weeks.",
        " A checkpoint weighs 98 GB.",
        " With fp8 it would be done in 21.5 days.",
        " Network traffic adds $14,500.",
        " That is 4.7 times what GPT-2 took.",
        " Meta used 2,000 A100s for a similar run.",
        " Plan for 17 node failures.",
        " The final loss should be near 1.92.",
        " Batches of 4M tokens work well here.",
        " It emits 85 tonnes of CO2.",
        " Inference later costs $0.35 per million tokens.",
        " About a fifth of that goes to communication.",
    ),
    "zh": (
        "另外还要加上 12% 的检查点开销。",
        "电费约 3.2 万美元。",
        "实际集群的 MFU 通常能到 55%。",
        "数据集约占 8.5 TB 硬盘。",
        "每个检查点约 98 GB。",
        "如果用 fp8,二十一天就能完成。",
        "碳排放约 85 吨。",
        "大约是 GPT-2 的 4.7 倍。",
        "建议批大小取 400 万 token。",
        "预计会遇到十七次故障。",
    ),
}

MISNAMED: dict[tuple[str, str], tuple[str, ...]] = {
    ("time", "en"): (
        "Each GPU has a peak of {F|tf1} TFLOP/s. Training takes {t|days1} days.",
        "Training takes {t|days1} days; the cards achieve {X|tf1} TFLOP/s in practice.",
        "A {D|B}-parameter model takes {t|days1} days.",
        "The cost is {high|usd0} at the nominal price; time {u|pct0} days.",
        "The run consumes {t|gh4} GPU-hours.",
        "Training time: {T|days1} days.",
    ),
    ("time", "zh"): (
        "单卡峰值算力为 {F|tf1} TFLOP/s,训练 {t|days1} 天。",
        "实际算力达到 {X|tf1} TFLOP/s,训练 {t|days1} 天。",
        "模型有 {D|wan}参数,训练 {t|days1} 天。",
        "训练时间为 {T|days1} 天。",
    ),
    ("count", "en"): (
        "Each card's peak is {F|tf1} TFLOP/s; you need {n|n} cards.",
        "You need {days|n} GPUs.",
        "The run takes {n|n} days.",
    ),
    ("count", "zh"): (
        "需要 {days|n} 张卡。",
        "训练要 {n|n} 天。",
        "单卡峰值是 {F|tf1} TFLOP/s,要 {n|n} 张卡。",
    ),
    ("scaling", "en"): (
        "The optimum is {tokens|B3} parameters.",
        "Train it on {parameters|B3} tokens.",
    ),
    ("scaling", "zh"): ("最优参数量是 {tokens|wan3}参数。", "数据量为 {parameters|wan3} token。"),
    ("budget", "en"): ("The model can have {D|B3} parameters.", "That is {D|B3} GPU-hours."),
    ("lookup", "en"): (
        "The memory bandwidth is {m|gb} GB/s.",
        "It has {w|tb2} TB of memory.",
    ),
    ("lookup", "zh"): ("显存带宽是 {m|gb} GB/s。", "显存为 {w|tb2} TB。"),
    ("compare", "en"): (
        "{=card}: {t2|days1} days. {=card2}: {t|days1} days.",
        "The {=card2}s need only {t|days1} days.",
        "On {=card}s it takes {t2|days1} days.",
        "| GPU | Days |\n|---|---|\n| {=card} | {t2|days2} |\n| {=card2} | {t|days2} |",
    ),
    ("compare", "zh"): (
        "{=card} 需要 {t2|days1} 天,{=card2} 需要 {t|days1} 天。",
        "用 {=card2} 只要 {t|days1} 天。",
    ),
    ("sizes", "en"): (
        "With {n|n} GPUs: {t2|days1} days. With {n2|n} GPUs: {t|days1} days.",
        "{n2|n} cards take {t|days1} days.",
    ),
    ("overhead", "en"): ("The MFU is {e|pct2}%.",),
}

MISNAMED |= {
    ("energy", "en"): (
        "The throughput is {training_throughput|n4} tokens per day.",
        "Each card draws {energy|mwh} W.",
        "It takes {T|gh0} MWh.",
    ),
    ("mfu", "en"): (
        "The peak is {achieved_flops|tf0} TFLOP/s.",
        "Each card sustained {X|tf1} TFLOP/s.",
        "Your run reached {achieved_flops|tf0}% MFU.",
    ),
    ("mfu", "zh"): ("单卡实际算力 {X|tf1} TFLOP/s。", "峰值是 {achieved_flops|tf0} TFLOP/s。"),
    ("versus", "en"): (
        "{=card}: {t2|days1} days. {=card2}: {t|days1} days.",
        "The {=card2} costs {cost|usd0}.",
        "The {=card} is done in {t2|days0} days.",
    ),
    ("versus", "zh"): ("{=card2} 只要 {t|days1} 天。", "{=card} 费用为 {cost2|wan}美元。"),
    ("unasked", "en"): (
        "It takes {=hope}.",
        "About {=hope}.",
        "Training takes 38 days on 64 GPUs.",
        "Typically 1,000 GPU-days.",
        "Roughly 8.4e22 FLOP are needed.",
        "A 7B model on 2T tokens needs about 60,000 GPU-hours.",
    ),
    ("unasked", "zh"): (
        "需要 {=hope}。",
        "大约三十八天。",
        "总计算量是 8.4e22 FLOP。",
        "一般要 6 万卡时。",
    ),
    ("again", "en"): (
        "It was {T|days1} days.",
        "It was 36.4 days.",
        "Each card sustains {X|tf1} TFLOP/s.",
    ),
}

STALE: dict[str, tuple[str, ...]] = {
    "en": (
        "With {n|n} {=card}s it takes {t0|days1} days.",
        "The run takes {t0|days2} days and costs {cost|usd0}.",
        "Training time: {t0|days1} days.",
        "{t0|hours0} hours on {n|n} cards.",
        "You need about {t0|days0} days.",
        "It finishes in {t0|weeks1} weeks.",
        "{n0|n} cards need {t|days1} days.",
        "| GPUs | Days |\n|---|---|\n| {n|n} | {t0|days2} |",
    ),
    "zh": (
        "需要 {t0|days1} 天。",
        "{n|n} 张卡要训练 {t0|days1} 天。",
        "训练时间约{t0|han}天。",
        "总共 {t0|hours0} 小时。",
        "用 {n|n} 张卡,{t0|days2} 天可以训完。",
        "答案:{t0|days0} 天左右。",
    ),
}

NUMERALS: dict[str, tuple[str, ...]] = {
    "time": (
        "训练要{!t|han}天。",
        "大约{!t|han}天可以训完。",
        "需要{!t|han}天左右,费用约{!cost|hanwan}万美元。",
        "费用大概是{!cost|hanwan}万美元。",
    ),
    "count": ("需要{!n|han}张卡。", "至少{!n|han}块加速卡。", "算下来要{!n|han}张。"),
    "scaling": ("最优参数量约{!parameters|hanyi}亿。",),
    "turns": ("现在只要{!t|han}天。", "训练时间是{!t|han}天。"),
    "compare": ("H100 需要{!t|han}天,A100 需要{!t2|han}天。",),
    "overhead": ("注意力项约占百分之{!e|hanpct}。",),
    "whatif": ("计算量变为{!x|han}倍。", "费用是原来的{!x|han}倍。"),
}
