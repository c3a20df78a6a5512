"""Size: the shape of a transformer and what it counts. Nothing here computes."""

from __future__ import annotations

from ..engine.quantity import WHOLE, Choice, Option, Text2
from ..engine.text import Text
from .records import choice, quantity

batch_size = quantity(
    "batch_size",
    "b",
    "1",
    ("batch size", "批大小"),
    ("sequences of one step", "一步所含的序列条数"),
    en=(
        "batch",
        "global batch",
        "global batch size",
        "sequences per step",
        "sequences",
        "seqs",
        "sequences per batch",
    ),
    zh=(
        "批次",
        "批量",
        "全局批",
        "全局 batch",
        "batch",
        "批次大小",
        "条",
        "序列数",
    ),
    domain=WHOLE,
    ask=10,
    shown_as="count",
)
sequence_length = quantity(
    "sequence_length",
    "s",
    "1",
    ("sequence length", "序列长度"),
    ("tokens of one sequence", "一条序列的 token 数"),
    en=(
        "T",
        "sequence",
        "seq",
        "seq len",
        "seq_len",
        "context",
        "context length",
        "ctx",
        "tokens each",
    ),
    zh=(
        "序列",
        "上下文",
        "上下文长度",
        "序列长",
        "每条",
        "长的序列",
        "长序列",
    ),
    domain=WHOLE,
    ask=9,
    shown_as="count",
)
layers = quantity(
    "layers",
    "i",
    "1",
    ("layers", "层数"),
    ("transformer blocks, one after another", "依次堆叠的 Transformer Block 数"),
    en=(
        "layer",
        "deep",
        "blocks",
        "block",
        "transformer blocks",
        "num_layers",
        "n_layers",
        "depth",
        "L",
    ),
    zh=("层", "Block 数", "block数", "块数", "个Block", "个block", "Transformer 层数"),
    domain=WHOLE,
    ask=7,
    entity="model",
    shown_as="count",
)
hidden_size = quantity(
    "hidden_size",
    "h",
    "1",
    ("hidden size", "隐藏层维度"),
    ("width of the residual stream", "残差流的宽度"),
    en=(
        "hidden",
        "hidden dimension",
        "d_model",
        "model dimension",
        "width",
        "hidden dim",
        "wide",
        "d",
        "n_embd",
        "embedding dimension",
        "embed dim",
        "emb dim",
    ),
    zh=("隐藏维度", "隐藏", "隐层维度", "隐藏层大小", "隐藏层", "模型维度", "维", "维度", "宽度"),
    domain=WHOLE,
    ask=8,
    entity="model",
    shown_as="count",
)
vocabulary_size = quantity(
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
positions = quantity(
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
block_parameters = quantity(
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
embedding_parameters = quantity(
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
position_parameters = quantity(
    "position_parameters",
    "N_p",
    "parameter",
    ("position-embedding parameters", "位置嵌入参数量"),
    ("weights of a learned position embedding", "可学习位置嵌入的权重"),
    shown_as="count",
    latex="N_{p}",
)
bias_and_norm_parameters = quantity(
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
parameters = quantity(
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
active_parameters = quantity(
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

attention_heads = quantity(
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
kv_heads = quantity(
    "kv_heads",
    "a_kv",
    "1",
    ("key-value heads", "KV 头数"),
    ("key and value heads of one attention layer", "一个注意力层的键值头数"),
    en=("kv heads", "kv head", "num_key_value_heads", "heads"),
    zh=("KV 头", "kv head", "键值头", "个头", "头数"),
    domain=WHOLE,
    entity="model",
    shown_as="count",
    latex="a_{kv}",
)
head_size = quantity(
    "head_size",
    "d",
    "1",
    ("head size", "头维度"),
    ("width of one attention head", "一个注意力头的宽度"),
    en=(
        "head dim",
        "head_dim",
        "head dimension",
        "d_head",
        "per head",
        "head dimension of",
    ),
    zh=(
        "head_dim",
        "头的维度",
        "每头维度",
        "每头",
        "每个头",
        "维",
        "维度",
        "头维",
    ),
    domain=WHOLE,
    entity="model",
    shown_as="count",
)
intermediate_size = quantity(
    "intermediate_size",
    "f",
    "1",
    ("MLP width", "MLP 宽度"),
    ("inner width of the MLP", "MLP 的内部宽度"),
    en=(
        "intermediate size",
        "ffn",
        "d_ff",
        "ffn size",
        "feed-forward width",
        "intermediate",
        "swiglu",
        "ffn width",
        "mlp width",
        "mlp hidden",
        "d_ffn",
        "ffn dim",
    ),
    zh=("FFN 宽度", "FFN", "中间层维度", "前馈宽度"),
    domain=WHOLE,
    entity="model",
    shown_as="count",
)
context_length = quantity(
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

PARTS = choice(
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
EMBEDDINGS = choice(
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
