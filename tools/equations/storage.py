"""Sizes on disk and the time to move them. Nothing here computes."""

from __future__ import annotations

from ..engine.equation import Equation, unit
from ..vocabulary.communication import network_bandwidth
from ..vocabulary.compute import dataset_tokens
from ..vocabulary.memory import optimizer_bytes, weight_bytes
from ..vocabulary.size import parameters
from ..vocabulary.storage import (
    bytes_per_token,
    checkpoint_bytes,
    checkpoint_size,
    checkpoint_storage,
    dataset_size,
    kept_checkpoints,
    save_time,
    storage_bandwidth,
    transfer_size,
    transfer_time,
)
from ..vocabulary.weights import bits_per_weight

EQUATIONS = (
    Equation(
        checkpoint_bytes,
        weight_bytes + optimizer_bytes,
        because=(
            "weights and optimizer states; gradients are not saved",
            "权重与优化器状态,不存梯度",
        ),
        source="BLOOM model card, bigscience/bloom README; Narayanan et al. 2021, arXiv:2104.04473",
        when={"checkpoint": "resume"},
    ),
    Equation(
        checkpoint_bytes,
        unit("byte/parameter") * bits_per_weight / 8,
        because=("the stored weight alone", "仅存权重"),
        source="definition",
        when={"checkpoint": "weights"},
    ),
    Equation(
        checkpoint_size,
        checkpoint_bytes * parameters,
        because=("bytes per parameter times parameters", "每参数字节乘以参数量"),
        source="definition",
    ),
    Equation(
        checkpoint_storage,
        kept_checkpoints * checkpoint_size,
        because=("every checkpoint takes the same", "每个检查点大小相同"),
        source="definition",
    ),
    Equation(
        save_time,
        checkpoint_size / storage_bandwidth,
        because=("bytes over rate", "字节数除以速率"),
        assumes=("training waits for the whole of it", "训练全程等待"),
        source="definition",
    ),
    Equation(
        dataset_size,
        bytes_per_token * dataset_tokens,
        because=("text of every token", "每个 token 的文本"),
        assumes=(
            "uncompressed UTF-8; it depends on language and tokenizer",
            "未压缩 UTF-8,因语言与分词器而异",
        ),
        source="definition",
        when={"stored_as": "text"},
    ),
    *(
        Equation(
            dataset_size,
            size * unit("byte/token") * dataset_tokens,
            because=("one number a token", "每个 token 一个编号"),
            source="definition",
            when={"stored_as": f"{size}-byte ids"},
        )
        for size in (2, 4)
    ),
    Equation(
        transfer_time,
        transfer_size / network_bandwidth,
        because=("bytes over rate", "字节数除以速率"),
        source="definition",
    ),
)
