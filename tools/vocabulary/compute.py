"""Compute: of a step, a run and an answer. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..engine.quantity import Choice, Default, Option, Text2
from ..engine.text import Text
from .records import choice, quantity

tokens = quantity(
    "tokens",
    "D",
    "token",
    ("training tokens", "训练 token 数"),
    ("tokens seen in training, repeats counted", "训练中见过的 token 数,重复也计"),
    en=(
        "tokens",
        "token",
        "tok",
        "training data",
        "data",
        "dataset",
        "dataset size",
        "data size",
        "D",
    ),
    zh=("token", "token 数", "数据量", "数据", "训练数据", "词元", "语料", "训练量", "訓練資料"),
    ask=2,
    spoken=("1e5", "1e21"),
)
training_compute = quantity(
    "training_compute",
    "C",
    "FLOP",
    ("training compute", "训练算力"),
    ("floating-point operations of the whole training run", "整个训练的浮点运算次数"),
    en=(
        "compute",
        "flops",
        "flop",
        "training flops",
        "total flops",
        "compute budget",
        "flop budget",
        "C",
    ),
    zh=("算力", "计算量", "训练计算量", "算力预算", "浮点运算量", "总计算量", "运算量", "計算量"),
    spoken=("1e6", "1e36"),
)
step_tokens = quantity(
    "step_tokens",
    "B",
    "token",
    ("tokens per step", "每步 token 数"),
    ("tokens of one optimizer step", "一个优化步的 token 数"),
    en=(
        "batch of tokens",
        "tokens per batch",
        "global batch in tokens",
        "global batch",
        "batch size",
        "batch",
    ),
    zh=("每批 token", "全局批", "全局 batch", "batch", "批大小", "每步", "每批", "每批次", "一批"),
    spoken=("100", "1e11"),
)
steps = quantity(
    "steps",
    "S",
    "1",
    ("training steps", "训练步数"),
    ("optimizer steps of the run", "训练的优化步数"),
    en=(
        "steps",
        "step",
        "iterations",
        "optimizer steps",
        "updates",
        "gradient steps",
        "optimizer updates",
    ),
    zh=(
        "步数",
        "步",
        "迭代次数",
        "更新次数",
    ),
    shown_as="count",
    spoken=("1", "1e10"),
)
dataset_tokens = quantity(
    "dataset_tokens",
    "D_u",
    "token",
    ("unique tokens", "不重复 token 数"),
    ("tokens of the corpus, each counted once", "语料中的 token 数,每个只计一次"),
    en=("corpus", "unique data", "dataset", "dataset of", "token dataset", "token corpus"),
    zh=("语料", "语料规模", "数据集", "唯一 token"),
    latex="D_{u}",
    spoken=("1e4", "1e21"),
)
epochs = quantity(
    "epochs",
    "e",
    "1",
    ("epochs", "训练轮数"),
    ("passes over the corpus", "遍历语料的次数"),
    en=(
        "epoch",
        "passes",
        "times through the data",
    ),
    zh=("轮", "epoch", "遍"),
    default=Default(
        Fraction(1),
        Text("no data are repeated", "数据不重复"),
        "definition",
        when={"loss_form": ("repeated",)},
    ),
    spoken=("0.01", "1e5"),
)
step_compute = quantity(
    "step_compute",
    "C_s",
    "FLOP",
    ("compute per step", "每步算力"),
    (
        "floating-point operations of one step, forward and backward",
        "一步(前向加反向)的浮点运算次数",
    ),
    en=(
        "flops of one step",
        "flops of a step",
        "compute of one step",
        "flops per step",
        "flops per iteration",
        "compute per iteration",
        "flops per pass",
    ),
    zh=(
        "每步计算量",
        "一次迭代的计算量",
        "单步计算量",
        "每次迭代",
        "一步的算力",
        "一步的计算量",
        "每步的计算量",
        "一步",
        "每一步",
    ),
    latex="C_{s}",
)
compute_per_token = quantity(
    "compute_per_token",
    "c_t",
    "FLOP",
    ("training compute per token", "每 token 训练算力"),
    (
        "floating-point operations to train on one token, attention over the sequence included",
        "训练一个 token 的浮点运算次数,含序列上的注意力",
    ),
    en=(
        "training flops per token",
        "flops per token in training",
        "flops per token",
        "per-token training flops",
        "per token training flops",
        "training compute a token",
        "per-token training compute",
    ),
    zh=("每个 token 的训练计算量",),
    latex="c_{t}",
)
attention_overhead = quantity(
    "attention_overhead",
    "ε",
    "1",
    ("attention term s/(6h)", "注意力项 s/(6h)"),
    (
        "attention over the sequence, relative to the weight matrices: what 6ND leaves out",
        "序列上的注意力相对权重矩阵的比例:6ND 略去的部分",
    ),
    en=("s/(6h)", "s/6h", "attention overhead", "context term", "attention term", "error of 6nd"),
    zh=("s/6h", "s/(6h)", "注意力开销", "上下文项", "忽略的项", "6ND 的误差"),
    shown_as="percent",
    latex=r"\varepsilon",
)
inference_compute_per_token = quantity(
    "inference_compute_per_token",
    "c",
    "FLOP",
    ("inference compute per token", "每 token 推理算力"),
    (
        "floating-point operations to generate or read one token",
        "生成或读入一个 token 的浮点运算次数",
    ),
    en=(
        "flops per token",
        "inference flops per token",
        "compute per token",
        "inference compute",
        "forward-pass cost",
        "forward cost per token",
        "forward-pass cost per token",
        "forward flops per token",
        "forward pass per token",
        "cost of a forward pass",
    ),
    zh=(
        "每个 token 的推理计算量",
        "推理算力",
        "推理计算量",
        "单 token 算力",
        "每token推理",
        "每 token 推理计算量",
        "每 token 前向计算量",
        "单 token 计算量",
        "每生成一个 token",
    ),
)
inference_tokens = quantity(
    "inference_tokens",
    "D_i",
    "token",
    ("inference tokens", "推理 token 数"),
    ("tokens processed in serving", "推理服务处理的 token 数"),
    en=(
        "served tokens",
        "tokens served",
        "generated tokens",
        "prompt",
        "tokens generated",
        "tokens processed",
        "tokens to generate",
        "output tokens in total",
    ),
    zh=("推理的 token", "生成的 token", "服务的 token", "推理 token", "处理的 token"),
    latex="D_{i}",
)
inference_compute = quantity(
    "inference_compute",
    "C_i",
    "FLOP",
    ("total inference compute", "推理总算力"),
    ("floating-point operations of all inference tokens", "全部推理 token 的浮点运算次数"),
    en=(
        "serving compute",
        "inference flops",
        "total inference flops",
        "inference compute",
        "forward flops",
        "forward compute",
        "forward pass",
        "flops of inference",
        "flops to generate",
        "generation flops",
        "compute to generate",
        "flops to answer",
        "flop of inference",
        "prefill flops",
        "flops for the answer",
    ),
    zh=(
        "推理总计算量",
        "推理计算量",
        "推理算力",
        "前向计算量",
        "前向算力",
        "推理 FLOPs",
        "推理总算力",
        "生成的计算量",
        "推理浮点运算",
    ),
    latex="C_{i}",
)

KIND = choice(
    Choice(
        "kind",
        Text("kind of model", "模型类型"),
        {
            "dense": Option(
                Text("dense: every token uses every weight", "稠密:每个 token 用到全部权重"),
                Text2(("dense",), ("稠密",)),
            ),
            "mixture": Option(
                Text(
                    "mixture of experts: a token uses the active parameters only",
                    "混合专家:一个 token 只用到激活参数",
                ),
                Text2(("moe", "mixture of experts", "mixture-of-experts"), ("混合专家", "MoE")),
            ),
        },
        "dense",
        "definition",
        implied={"active_parameters": "mixture"},
    )
)

LOGITS = choice(
    Choice(
        "logits",
        Text("the logit layer", "输出 logit 层"),
        {
            "excluded": Option(
                Text("left out", "不计入"), Text2(("without logits",), ("不含 logit",))
            ),
            "included": Option(
                Text("counted", "计入"),
                Text2(
                    ("with logits", "with the logit layer", "logits included"),
                    ("含 logit", "计入 logit"),
                ),
            ),
        },
        "excluded",
        "Korthikanti et al. 2022, arXiv:2205.05198, appendix A",
        implied={"vocabulary_size": "included"},
    )
)
