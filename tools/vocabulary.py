"""Every quantity that flopwise knows, declared once.

A declaration returns the symbol that equations are written with. Its names are what people call
the quantity: the offline model, the functions' schemas and the documentation are made from them.
Nothing here computes.
"""

from __future__ import annotations

from fractions import Fraction

from .engine.quantity import (
    AT_LEAST_ONE,
    FRACTION,
    WHOLE,
    WHOLE_UP,
    Choice,
    Default,
    Option,
    Text2,
    Vocabulary,
)
from .engine.text import Text

VOCABULARY = Vocabulary()
_quantity = VOCABULARY.quantity
_choice = VOCABULARY.choice

# Size: the shape of a transformer and what it counts

batch_size = _quantity(
    "batch_size",
    "b",
    "1",
    ("batch size", "批大小"),
    ("sequences of one step", "一步所含的序列条数"),
    en=("batch", "global batch", "global batch size", "sequences per step", "sequences"),
    zh=("批次", "批量", "全局批", "全局 batch", "batch", "批次大小", "条"),
    domain=WHOLE,
    ask=10,
    shown_as="count",
)
sequence_length = _quantity(
    "sequence_length",
    "s",
    "1",
    ("sequence length", "序列长度"),
    ("tokens of one sequence", "一条序列的 token 数"),
    en=("sequence", "seq", "seq len", "seq_len", "context", "context length", "ctx", "tokens each"),
    zh=("序列", "上下文", "上下文长度", "序列长", "每条"),
    domain=WHOLE,
    ask=9,
    shown_as="count",
)
layers = _quantity(
    "layers",
    "i",
    "1",
    ("layers", "层数"),
    ("transformer blocks, one after another", "依次堆叠的 Transformer Block 数"),
    en=("layer", "blocks", "block", "transformer blocks", "num_layers", "n_layers", "depth", "L"),
    zh=("层", "Block 数", "block数", "块数", "个Block", "个block", "Transformer 层数"),
    domain=WHOLE,
    ask=7,
    entity="model",
    shown_as="count",
)
hidden_size = _quantity(
    "hidden_size",
    "h",
    "1",
    ("hidden size", "隐藏层维度"),
    ("width of the residual stream", "残差流的宽度"),
    en=("hidden", "hidden dimension", "d_model", "model dimension", "width", "hidden dim", "wide"),
    zh=("隐藏维度", "隐层维度", "隐藏层大小", "隐藏层", "模型维度", "维", "维度", "宽度"),
    domain=WHOLE,
    ask=8,
    entity="model",
    shown_as="count",
)
vocabulary_size = _quantity(
    "vocabulary_size",
    "V",
    "1",
    ("vocabulary size", "词表大小"),
    ("entries of the token embedding", "词表的条目数"),
    en=("vocabulary", "vocab", "vocab size", "vocab_size"),
    zh=("词表", "词汇表", "词汇量", "詞表"),
    domain=WHOLE,
    ask=11,
    entity="model",
    shown_as="count",
)
positions = _quantity(
    "positions",
    "P",
    "1",
    ("learned positions", "可学习位置数"),
    (
        "entries of a learned position embedding (its context length)",
        "可学习位置嵌入的条目数(其上下文长度)",
    ),
    en=(
        "positions",
        "context",
        "ctx",
        "context length",
        "position embeddings",
        "n_positions",
        "n_ctx",
    ),
    zh=("上下文", "上下文长度", "位置嵌入", "位置编码"),
    domain=WHOLE,
    shown_as="count",
)
block_parameters = _quantity(
    "block_parameters",
    "N_b",
    "parameter",
    ("block parameters", "Block 参数量"),
    (
        "weights of attention and MLP in all blocks: no embeddings, biases or norms",
        "所有 Block 中注意力与 MLP 的权重:不含嵌入、偏置与归一化",
    ),
    en=("non-embedding parameters", "non-embedding params", "parameters without embeddings"),
    zh=("非嵌入参数", "不含嵌入的参数", "非 embedding 参数"),
    shown_as="count",
    latex="N_{b}",
)
embedding_parameters = _quantity(
    "embedding_parameters",
    "N_e",
    "parameter",
    ("embedding parameters", "嵌入参数量"),
    (
        "weights of the token embedding and, where untied, the output head",
        "词嵌入的权重,不共享时加上输出层",
    ),
    en=("embedding params", "embedding tables", "embedding table", "embeddings"),
    zh=("嵌入参数", "embedding 参数", "embedding 占", "词嵌入", "嵌入层"),
    shown_as="count",
    latex="N_{e}",
)
position_parameters = _quantity(
    "position_parameters",
    "N_p",
    "parameter",
    ("position-embedding parameters", "位置嵌入参数量"),
    ("weights of a learned position embedding", "可学习位置嵌入的权重"),
    shown_as="count",
    latex="N_{p}",
)
bias_and_norm_parameters = _quantity(
    "bias_and_norm_parameters",
    "N_n",
    "parameter",
    ("bias and norm parameters", "偏置与归一化参数量"),
    (
        "biases of every matrix, and LayerNorm gains and biases",
        "各矩阵的偏置,以及 LayerNorm 的增益与偏置",
    ),
    en=("biases and norms",),
    zh=("偏置和归一化", "偏置与 LayerNorm"),
    shown_as="count",
    latex="N_{n}",
)
parameters = _quantity(
    "parameters",
    "N",
    "parameter",
    ("parameters", "参数量"),
    ("all weights of the model, embeddings included", "模型的全部权重,含嵌入"),
    en=(
        "params",
        "parameter",
        "param",
        "parameter count",
        "model size",
        "size of the model",
        "weights",
        "how big a model",
        "how large a model",
        "model",
        "N",
    ),
    zh=(
        "参数",
        "参数规模",
        "参数数量",
        "模型规模",
        "模型大小",
        "多大的模型",
        "模型多大",
        "模型有多大",
        "模型能有多大",
        "多大模型",
        "參數",
        "參數量",
        "规模",
    ),
    ask=1,
    entity="model",
)
active_parameters = _quantity(
    "active_parameters",
    "N_a",
    "parameter",
    ("active parameters", "激活参数量"),
    (
        "weights that one token uses: all of a dense model, a part of a mixture of experts",
        "一个 token 用到的权重:稠密模型为全部,混合专家只是一部分",
    ),
    en=("active params", "activated parameters", "active"),
    zh=("激活参数", "激活", "活跃参数"),
    entity="model",
    latex="N_{a}",
)

attention_heads = _quantity(
    "attention_heads",
    "a",
    "1",
    ("attention heads", "注意力头数"),
    ("query heads of one attention layer", "一个注意力层的查询头数"),
    en=("heads", "query heads", "n_heads", "num_attention_heads"),
    zh=("头数", "个头", "查询头"),
    domain=WHOLE,
    entity="model",
    shown_as="count",
)
kv_heads = _quantity(
    "kv_heads",
    "a_kv",
    "1",
    ("key-value heads", "KV 头数"),
    ("key and value heads of one attention layer", "一个注意力层的键值头数"),
    en=("kv heads", "kv head", "num_key_value_heads"),
    zh=("KV 头", "kv head", "键值头"),
    domain=WHOLE,
    entity="model",
    shown_as="count",
    latex="a_{kv}",
)
head_size = _quantity(
    "head_size",
    "d",
    "1",
    ("head size", "头维度"),
    ("width of one attention head", "一个注意力头的宽度"),
    en=("head dim", "head_dim", "head dimension"),
    zh=("head_dim", "头的维度", "每头维度"),
    domain=WHOLE,
    entity="model",
    shown_as="count",
)
intermediate_size = _quantity(
    "intermediate_size",
    "f",
    "1",
    ("MLP width", "MLP 宽度"),
    ("inner width of the MLP", "MLP 的内部宽度"),
    en=("intermediate size", "ffn", "d_ff", "ffn size", "feed-forward width"),
    zh=("FFN 宽度", "FFN", "中间层维度", "前馈宽度"),
    domain=WHOLE,
    entity="model",
    shown_as="count",
)
context_length = _quantity(
    "context_length",
    "s_max",
    "token",
    ("context length", "上下文长度"),
    ("longest sequence that the model was made for", "模型所支持的最长序列"),
    en=("context window", "maximum context"),
    zh=("上下文窗口", "最大上下文"),
    entity="model",
    latex=r"s_{\max}",
)

# Compute

tokens = _quantity(
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
)
training_compute = _quantity(
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
)
step_tokens = _quantity(
    "step_tokens",
    "B",
    "token",
    ("tokens per step", "每步 token 数"),
    ("tokens of one optimizer step", "一个优化步的 token 数"),
    en=("batch of tokens", "tokens per batch", "global batch in tokens"),
    zh=("每批 token",),
)
steps = _quantity(
    "steps",
    "S",
    "1",
    ("training steps", "训练步数"),
    ("optimizer steps of the run", "训练的优化步数"),
    en=("steps", "step", "iterations", "optimizer steps"),
    zh=("步数", "步", "迭代次数"),
    shown_as="count",
)
dataset_tokens = _quantity(
    "dataset_tokens",
    "D_u",
    "token",
    ("unique tokens", "不重复 token 数"),
    ("tokens of the corpus, each counted once", "语料中的 token 数,每个只计一次"),
    en=("corpus", "unique data", "dataset of", "token dataset", "token corpus"),
    zh=("语料规模", "唯一 token"),
    latex="D_{u}",
)
epochs = _quantity(
    "epochs",
    "e",
    "1",
    ("epochs", "训练轮数"),
    ("passes over the corpus", "遍历语料的次数"),
    en=("epoch", "passes"),
    zh=("轮", "epoch", "遍"),
)
step_compute = _quantity(
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
    ),
    latex="C_{s}",
)
compute_per_token = _quantity(
    "compute_per_token",
    "c_t",
    "FLOP",
    ("training compute per token", "每 token 训练算力"),
    (
        "floating-point operations to train on one token, attention over the sequence included",
        "训练一个 token 的浮点运算次数,含序列上的注意力",
    ),
    en=("training flops per token", "flops per token in training", "flops per token"),
    zh=("每个 token 的训练计算量",),
    latex="c_{t}",
)
attention_overhead = _quantity(
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
inference_compute_per_token = _quantity(
    "inference_compute_per_token",
    "c",
    "FLOP",
    ("inference compute per token", "每 token 推理算力"),
    (
        "floating-point operations to generate or read one token",
        "生成或读入一个 token 的浮点运算次数",
    ),
    en=("flops per token", "inference flops per token", "compute per token", "inference compute"),
    zh=("每个 token 的推理计算量", "推理算力", "推理计算量", "单 token 算力", "每token推理"),
)
inference_tokens = _quantity(
    "inference_tokens",
    "D_i",
    "token",
    ("inference tokens", "推理 token 数"),
    ("tokens processed in serving", "推理服务处理的 token 数"),
    en=("served tokens", "tokens served", "generated tokens", "prompt"),
    zh=("推理的 token", "生成的 token", "服务的 token"),
    latex="D_{i}",
)
inference_compute = _quantity(
    "inference_compute",
    "C_i",
    "FLOP",
    ("total inference compute", "推理总算力"),
    ("floating-point operations of all inference tokens", "全部推理 token 的浮点运算次数"),
    en=("serving compute", "inference flops"),
    zh=("推理总计算量",),
    latex="C_{i}",
)

# Scaling: how a budget is split

tokens_per_parameter = _quantity(
    "tokens_per_parameter",
    "r",
    "1",
    ("tokens per parameter", "每参数 token 数"),
    ("training tokens over parameters, D/N", "训练 token 数与参数量之比 D/N"),
    en=(
        "tokens/parameter",
        "token per parameter",
        "tokens per param",
        "tokens/param",
        "tokens a parameter",
        "tok/param",
        "D/N",
        "data ratio",
    ),
    zh=("每个参数的 token", "每参数训练 token", "token 参数比", "D/N", "每个参数", "每参数"),
    default=Default(
        Fraction(20),
        Text("compute-optimal", "算力最优的常用比例"),
        "Hoffmann et al. 2022, arXiv:2203.15556, table 3",
        low=Fraction(10),
        high=Fraction(100),
    ),
)
parameters_per_token = _quantity(
    "parameters_per_token",
    "k",
    "1",
    ("parameters per token k", "系数 k = N/D"),
    (
        "parameters over training tokens, the article's k = N/D",
        "参数量与训练 token 数之比,即文章中的 k = N/D",
    ),
    en=("k", "N/D", "parameters per token"),
    zh=("k", "N/D", "系数k"),
)
compute_coefficient = _quantity(
    "compute_coefficient",
    "κ",
    "1",
    ("coefficient of N²", "N² 的系数"),
    ("C over N² when data grow with the model: 6/k", "数据随模型同比增长时 C 与 N² 之比:6/k"),
    en=("coefficient", "C/N²", "multiple of N²", "factor of N²"),
    zh=("N² 的多少倍", "N² 系数", "N² 的几倍", "C 是 N²"),
    latex=r"\kappa",
)
compute_multiple = _quantity(
    "compute_multiple",
    "M_C",
    "1",
    ("compute multiple", "算力倍数"),
    ("how many times the compute", "算力变为原来的多少倍"),
    en=("times the compute", "compute multiplier", "more compute", "compute ratio"),
    zh=("算力倍数", "算力涨", "多少倍算力", "算力增加"),
    shown_as="ratio",
    latex="M_{C}",
)
parameters_multiple = _quantity(
    "parameters_multiple",
    "M_N",
    "1",
    ("parameter multiple", "参数倍数"),
    ("how many times the parameters", "参数量变为原来的多少倍"),
    en=("times the parameters", "parameter multiplier", "times bigger", "times larger"),
    zh=("参数倍数", "参数扩大", "模型扩大"),
    shown_as="ratio",
    latex="M_{N}",
)
tokens_multiple = _quantity(
    "tokens_multiple",
    "M_D",
    "1",
    ("data multiple", "数据倍数"),
    ("how many times the training tokens", "训练 token 数变为原来的多少倍"),
    en=("times the data", "times the tokens", "token multiplier", "times more data"),
    zh=("数据倍数", "数据扩大", "token 倍数"),
    shown_as="ratio",
    latex="M_{D}",
)

# Training: hardware, time and money

accelerators = _quantity(
    "accelerators",
    "n",
    "accelerator",
    ("accelerators", "加速卡数"),
    ("accelerators that work on the run", "参与训练的加速卡数量"),
    en=(
        "gpus",
        "gpu",
        "cards",
        "card",
        "devices",
        "accelerator",
        "chips",
        "how many gpus",
        "gpu count",
    ),
    zh=("卡", "张卡", "显卡", "GPU", "卡数", "GPU 数", "加速卡", "多少张", "几张", "多少卡"),
    domain=WHOLE_UP,
    ask=4,
)
peak_flops = _quantity(
    "peak_flops",
    "X",
    "FLOP/s",
    ("peak FLOP/s per accelerator", "单卡峰值算力"),
    (
        "dense peak rate of one accelerator at the data type used",
        "单卡在所用数据类型下的稠密峰值速率",
    ),
    en=("peak", "peak flops", "tflops", "peak throughput", "per gpu peak"),
    zh=("峰值", "峰值算力", "单卡算力", "卡的算力"),
    ask=3,
    entity="accelerator",
)
mfu = _quantity(
    "mfu",
    "u",
    "1",
    ("MFU", "MFU"),
    (
        "model FLOPs utilization: useful model FLOP/s over dense peak FLOP/s",
        "模型算力利用率:有效的模型 FLOP/s 与稠密峰值之比",
    ),
    en=("model flops utilization", "utilization", "utilisation", "efficiency", "util"),
    zh=("利用率", "算力利用率", "模型算力利用率", "使用率", "效率"),
    domain=FRACTION,
    default=Default(
        Fraction("0.40"),
        Text("common for large runs", "大规模训练的常见值"),
        "0.38 to 0.43 for Llama 3 405B, arXiv:2407.21783, table 4",
        low=Fraction("0.30"),
        high=Fraction("0.50"),
    ),
    shown_as="percent",
)
achieved_flops = _quantity(
    "achieved_flops",
    "F",
    "FLOP/s",
    ("achieved FLOP/s per accelerator", "单卡实际算力"),
    ("model FLOP/s that one accelerator sustains", "单卡持续达到的模型 FLOP/s"),
    en=(
        "sustained",
        "sustaining",
        "sustains",
        "achieving",
        "achieves",
        "delivers",
        "achieved flops",
        "achieved tflops",
        "achieved tflop/s",
        "sustained flops",
        "achieved",
        "effective flops",
    ),
    zh=("实际算力", "实测算力", "有效算力", "持续算力"),
)
training_time = _quantity(
    "training_time",
    "t",
    "s",
    ("training time", "训练时间"),
    ("wall-clock time of the run", "训练的实际耗时"),
    en=(
        "time",
        "how long",
        "duration",
        "days",
        "wall clock",
        "wall-clock",
        "eta",
        "weeks",
        "months",
    ),
    zh=("时间", "多久", "几天", "多少天", "训练时长", "耗时", "天数", "多长时间", "訓練時間"),
    ask=5,
)
accelerator_time = _quantity(
    "accelerator_time",
    "T",
    "accelerator*s",
    ("accelerator-hours", "卡时"),
    ("accelerators times wall-clock time", "加速卡数量乘以实际耗时"),
    en=("gpu-hours", "gpu hours", "gpu hour", "card-hours", "gpu-days", "accelerator hours"),
    zh=("GPU 时", "GPU 小时", "总卡时", "多少卡时", "机时", "卡天"),
)
training_throughput = _quantity(
    "training_throughput",
    "v",
    "token/s",
    ("training throughput", "训练吞吐"),
    ("tokens per second of the whole run", "整个训练每秒处理的 token 数"),
    en=("throughput", "tokens per second", "tokens/s", "tok/s"),
    zh=("吞吐", "吞吐量", "每秒 token"),
)
price_per_accelerator_hour = _quantity(
    "price_per_accelerator_hour",
    "p",
    "USD/(accelerator*s)",
    ("price per accelerator-hour", "每卡时价格"),
    ("rent of one accelerator for one hour", "租用一张卡一小时的价格"),
    en=("price", "hourly price", "gpu price", "rate", "per gpu-hour", "price per hour"),
    zh=("价格", "单价", "卡时价格", "每卡时", "租金", "卡时单价"),
    ask=6,
    entity="accelerator",
)
cost = _quantity(
    "cost",
    "M",
    "USD",
    ("training cost", "训练费用"),
    ("money for the accelerator time", "加速卡时间的费用"),
    en=(
        "cost",
        "price tag",
        "total price",
        "total cost",
        "bill",
        "money",
        "dollars",
        "budget",
        "how much does it cost",
        "expense",
    ),
    zh=("成本", "费用", "多少钱", "预算", "花费", "总成本", "开销", "经费", "价钱"),
)

memory_per_accelerator = _quantity(
    "memory_per_accelerator",
    "m",
    "byte",
    ("memory per accelerator", "单卡显存"),
    ("memory of one accelerator", "一张卡的显存"),
    en=("gpu memory", "vram", "card memory"),
    zh=("显存", "卡的显存"),
    entity="accelerator",
)
memory_bandwidth = _quantity(
    "memory_bandwidth",
    "w",
    "byte/s",
    ("memory bandwidth", "显存带宽"),
    ("rate at which one accelerator reads its memory", "一张卡读取显存的速率"),
    en=("bandwidth", "hbm bandwidth"),
    zh=("带宽",),
    entity="accelerator",
)
interconnect_bandwidth = _quantity(
    "interconnect_bandwidth",
    "w_i",
    "byte/s",
    ("interconnect bandwidth", "互连带宽"),
    ("rate from one accelerator to its neighbours, one direction", "一张卡到相邻卡的单向速率"),
    en=("nvlink bandwidth",),
    zh=("卡间带宽",),
    entity="accelerator",
    latex="w_{i}",
)

# Energy

power_per_accelerator = _quantity(
    "power_per_accelerator",
    "P_a",
    "W",
    ("power per accelerator", "单卡功耗"),
    ("electric power of one accelerator; its TDP is an upper bound", "一张卡的电功率;TDP 是其上限"),
    en=("power", "tdp", "watts", "power draw"),
    zh=("功耗", "功率", "单卡功率", "TDP"),
    ask=12,
    entity="accelerator",
    latex="P_{a}",
)
pue = _quantity(
    "pue",
    "PUE",
    "1",
    ("PUE", "PUE"),
    (
        "power usage effectiveness: energy of the site over energy of the machines",
        "电源使用效率:数据中心总能耗与设备能耗之比",
    ),
    en=("power usage effectiveness",),
    zh=("电源使用效率", "能源使用效率"),
    domain=AT_LEAST_ONE,
    default=Default(
        Fraction("1.1"),
        Text("large cloud sites", "大型云数据中心"),
        "1.08 to 1.12 in Patterson et al. 2021, arXiv:2104.10350, table 4",
        low=Fraction("1.05"),
        high=Fraction("1.6"),
    ),
    latex=r"\mathrm{PUE}",
)
energy = _quantity(
    "energy",
    "E",
    "J",
    ("energy", "能耗"),
    ("electric energy of the run, cooling included by the PUE", "训练消耗的电能,由 PUE 计入制冷"),
    en=("electricity", "energy use", "kwh", "mwh", "power consumption"),
    zh=("电量", "用电", "用电量", "耗电", "度电", "多少度电", "电能"),
)

# Choices

KIND = _choice(
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
PARTS = _choice(
    Choice(
        "parts",
        Text("which parameters are counted", "计入哪些参数"),
        {
            "blocks": Option(
                Text(
                    "blocks only, 12ih²: no embeddings, biases or norms",
                    "只计 Block,12ih²:不含嵌入、偏置与归一化",
                ),
                Text2(("12ih²", "12ih^2", "plain", "non-embedding"), ("12ih²", "12ih^2", "非嵌入")),
            ),
            "weights": Option(
                Text("blocks and embeddings, no biases or norms", "Block 与嵌入,不含偏置与归一化"),
                Text2(("with embeddings",), ("含嵌入", "含 embedding")),
            ),
            "all": Option(
                Text(
                    "everything: blocks, embeddings, learned positions, biases and norms",
                    "全部:Block、嵌入、可学习位置、偏置与归一化",
                ),
                Text2(
                    (
                        "exact",
                        "all parameters",
                        "biases and norms",
                        "all the biases",
                        "biases and LN",
                    ),
                    ("精确", "全部参数", "含偏置"),
                ),
            ),
        },
        "blocks",
        "Kaplan et al. 2020, arXiv:2001.08361, §2.1",
        implied={"positions": "all", "vocabulary_size": "weights"},
    )
)
EMBEDDINGS = _choice(
    Choice(
        "embeddings",
        Text("input embedding and output head", "输入嵌入与输出层"),
        {
            "tied": Option(
                Text("shared by input and output", "输入与输出共享"),
                Text2(("tied", "shared"), ("共享",)),
            ),
            "untied": Option(
                Text("separate for input and output", "输入与输出各一份"),
                Text2(("untied", "not shared", "aren't shared", "separate"), ("不共享", "独立")),
            ),
        },
        "tied",
        "GPT-2: Radford et al. 2019",
    )
)
LOGITS = _choice(
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
LAW = _choice(
    Choice(
        "law",
        Text(
            "how a larger budget is split between model and data",
            "更大的预算如何在模型与数据之间分配",
        ),
        {
            "chinchilla": Option(
                Text(
                    "Chinchilla: model and data grow alike, N ∝ C^0.5, D ∝ C^0.5",
                    "Chinchilla:模型与数据同比增长,N ∝ C^0.5,D ∝ C^0.5",
                ),
                Text2(
                    ("chinchilla", "hoffmann", "deepmind", "equally", "compute-optimal"),
                    ("Chinchilla", "同比", "DeepMind"),
                ),
            ),
            "kaplan": Option(
                Text(
                    "Kaplan: mostly the model, N ∝ C^0.73, D ∝ C^0.27",
                    "Kaplan:主要增大模型,N ∝ C^0.73,D ∝ C^0.27",
                ),
                Text2(("kaplan", "openai 2020", "0.73"), ("Kaplan", "OpenAI 2020", "0.73")),
            ),
        },
        "chinchilla",
        "Hoffmann et al. 2022, arXiv:2203.15556, table 2, approach 1",
    )
)
