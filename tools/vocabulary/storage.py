"""Storage: checkpoints, datasets, and the time to move them. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..engine.quantity import WHOLE, Choice, Default, Option, Text2
from ..engine.text import Text
from .records import choice, quantity

checkpoint_bytes = quantity(
    "checkpoint_bytes",
    "β_c",
    "byte/parameter",
    ("checkpoint bytes per parameter", "每参数检查点字节数"),
    ("what a checkpoint stores of one parameter", "检查点为一个参数保存的字节数"),
    en=("checkpoint bytes", "bytes per parameter saved", "bytes/param saved"),
    zh=("每参数保存字节",),
    latex=r"\beta_{c}",
)
checkpoint_size = quantity(
    "checkpoint_size",
    "Q_c",
    "byte",
    ("checkpoint size", "检查点大小"),
    ("size of one checkpoint on disk", "一个检查点在磁盘上的大小"),
    en=(
        "checkpoint",
        "checkpoints",
        "resume checkpoint",
        "weights-only checkpoint",
        "size on disk",
        "ckpt",
        "ckpt size",
        "saved model size",
    ),
    zh=("检查点", "ckpt", "存盘大小", "checkpoint", "checkpoint 大小", "断点"),
    latex="Q_{c}",
)
kept_checkpoints = quantity(
    "kept_checkpoints",
    "n_kept",
    "1",
    ("checkpoints kept", "保留的检查点数"),
    ("checkpoints that are on disk at a time", "磁盘上同时保留的检查点数"),
    en=("kept checkpoints", "copies kept", "checkpoints on disk", "last checkpoints", "copies"),
    zh=("保留最近", "保留", "留最近", "份"),
    domain=WHOLE,
    default=Default(
        Fraction(1), Text("one, unless more are stated", "除非另有说明,只留一个"), "convention"
    ),
    latex="n_{\\mathrm{kept}}",
)
checkpoint_storage = quantity(
    "checkpoint_storage",
    "Q_k",
    "byte",
    ("storage for the checkpoints", "检查点占用的存储"),
    ("bytes of all checkpoints that are kept", "全部保留检查点的字节数"),
    en=("storage for checkpoints", "disk for checkpoints", "disk space", "total disk", "disk",
        "total storage"),
    zh=("硬盘", "磁盘空间", "存储空间", "占多少硬盘", "占硬盘", "磁盘", "总存储", "多少空间"),
    latex="Q_{k}",
)  # fmt: skip
storage_bandwidth = quantity(
    "storage_bandwidth",
    "w_s",
    "byte/s",
    ("storage bandwidth", "存储带宽"),
    ("rate at which storage takes a checkpoint", "存储写入检查点的速率"),
    en=("write speed", "storage speed", "disk bandwidth", "write bandwidth", "storage writes"),
    zh=("写入速度", "存储写入", "磁盘带宽", "写带宽"),
    latex="w_{s}",
    ask=18,
)
save_time = quantity(
    "save_time",
    "δ",
    "s",
    ("checkpoint save time", "检查点保存时间"),
    ("time that training waits for one checkpoint", "训练等待一次检查点的时间"),
    en=("saving once", "save time", "time to save", "checkpoint time", "save stall", "write time"),
    zh=("存一次", "保存时间", "存盘时间", "写检查点时间", "保存一次"),
    latex=r"\delta",
    ask=17,
)
dataset_size = quantity(
    "dataset_size",
    "Q_D",
    "byte",
    ("dataset size on disk", "数据集体积"),
    ("bytes of the corpus", "语料的字节数"),
    en=("dataset bytes", "size of the dataset", "disk for the dataset", "corpus size on disk"),
    zh=("数据集大小", "语料体积", "数据占盘"),
    latex="Q_{D}",
)
bytes_per_token = quantity(
    "bytes_per_token",
    "β_t",
    "byte/token",
    ("bytes per token of text", "每 token 文本字节数"),
    ("UTF-8 text of one token", "一个 token 的 UTF-8 文本"),
    en=("text bytes per token", "bytes per token of text"),
    zh=("每 token 文本字节",),
    default=Default(
        Fraction(1500, 350),
        Text("1.5 TB of text for 350B tokens", "350B token 对应 1.5 TB 文本"),
        "BLOOM model card, bigscience/bloom README",
        low=Fraction(3),
        high=Fraction(5),
    ),
    latex=r"\beta_{t}",
)
transfer_size = quantity(
    "transfer_size",
    "Q_x",
    "byte",
    ("data to move", "传输数据量"),
    ("bytes to be moved over the network", "要经网络传输的字节数"),
    en=("transfer size", "data to transfer", "file to transfer"),
    zh=("传输大小", "要传的数据", "传输"),
    latex="Q_{x}",
)
transfer_time = quantity(
    "transfer_time",
    "t_x",
    "s",
    ("transfer time", "传输时间"),
    ("time to move the data over the network", "经网络传输数据的时间"),
    en=("time to transfer", "download time", "upload time", "copy time"),
    zh=("传输耗时", "下载时间", "上传时间", "传多久"),
    latex="t_{x}",
)

CHECKPOINT = choice(
    Choice(
        "checkpoint",
        Text("what a checkpoint holds", "检查点包含什么"),
        {
            "resume": Option(
                Text(
                    "weights and optimizer states, to resume training",
                    "权重与优化器状态,可恢复训练",
                ),
                Text2(
                    ("full checkpoint", "resume checkpoint", "with optimizer states", "to resume"),
                    ("完整检查点", "含优化器状态", "恢复训练"),
                ),
            ),
            "weights": Option(
                Text("weights only", "仅权重"),
                Text2(("weights-only", "weights only checkpoint"), ("仅权重", "只存权重")),
            ),
        },
        "resume",
        "BLOOM model card, bigscience/bloom README",
    )
)
STORED_AS = choice(
    Choice(
        "stored_as",
        Text("how tokens are stored", "token 的存储方式"),
        {
            "text": Option(Text("as text", "文本"), Text2(("as text", "raw text"), ("文本",))),
            "2-byte ids": Option(
                Text(
                    "as 16-bit token ids: up to 65,536 entries", "16 位 token 编号:词表至多 65,536"
                ),
                Text2(("uint16", "16-bit token ids"), ("uint16",)),
            ),
            "4-byte ids": Option(
                Text("as 32-bit token ids", "32 位 token 编号"),
                Text2(("uint32", "int32 token ids", "tokenized"), ("uint32", "分词后")),
            ),
        },
        "text",
        "definition",
    )
)
