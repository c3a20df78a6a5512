"""Training compute from parameters and tokens, and from the shape. Nothing here computes."""

from __future__ import annotations

from ..engine.equation import Equation, unit
from ..vocabulary.compute import (
    attention_factor,
    attention_overhead,
    compute_per_token,
    dataset_tokens,
    epochs,
    step_compute,
    step_tokens,
    steps,
    tokens,
    training_compute,
)
from ..vocabulary.size import (
    active_parameters,
    batch_size,
    hidden_size,
    layers,
    parameters,
    sequence_length,
    vocabulary_size,
)

_flop, _parameter, _token = unit("FLOP"), unit("parameter"), unit("token")

_SIX = (
    "each token costs 2 FLOP a parameter forward and 4 backward",
    "每个 token 对每个参数前向 2 次、反向 4 次浮点运算",
)

EQUATIONS = (
    Equation(
        training_compute,
        6 * _flop / (_parameter * _token) * parameters * tokens,
        because=_SIX,
        assumes=(
            "a dense model, attention over the sequence left out (s much smaller than 6h)",
            "稠密模型,略去序列上的注意力(s 远小于 6h)",
        ),
        source="Kaplan et al. 2020, arXiv:2001.08361, §2.1",
        when={"kind": "dense"},
    ),
    Equation(
        training_compute,
        6 * _flop / (_parameter * _token) * active_parameters * tokens,
        because=_SIX,
        assumes=(
            "a mixture of experts: only the active parameters work on a token",
            "混合专家:每个 token 只经过激活参数",
        ),
        source="derived from C = 6ND, Kaplan et al. 2020, arXiv:2001.08361, §2.1",
        when={"kind": "mixture"},
    ),
    Equation(
        tokens,
        steps * step_tokens,
        because=("every step sees one batch", "每一步处理一个批次"),
        source="definition",
    ),
    Equation(
        step_tokens,
        _token * batch_size * sequence_length,
        because=("a batch holds b sequences of s tokens", "一个批次有 b 条长度为 s 的序列"),
        source="definition",
    ),
    Equation(
        tokens,
        epochs * dataset_tokens,
        because=("repeats count as seen tokens", "重复的 token 也计入"),
        source="definition",
    ),
    Equation(
        compute_per_token,
        _token * step_compute / step_tokens,
        because=("compute of a step over its tokens", "一步的算力除以该步的 token 数"),
        source="definition",
    ),
    Equation(
        attention_overhead,
        sequence_length / (6 * hidden_size),
        because=(
            "attention over the sequence costs 12bs²ih against 72bsih² in the matrices",
            "序列上的注意力为 12bs²ih,权重矩阵为 72bsih²",
        ),
        assumes=(
            "multi-head attention, MLP width 4h, the full attention square",
            "多头注意力,MLP 宽度 4h,注意力按完整方阵计",
        ),
        source="Korthikanti et al. 2022, arXiv:2205.05198, appendix A",
    ),
    Equation(
        attention_factor,
        1 + attention_overhead,
        because=("the weight matrices, and attention beside them", "权重矩阵,加上注意力"),
        source="definition",
    ),
    Equation(
        step_compute,
        72
        * _flop
        * batch_size
        * sequence_length
        * layers
        * hidden_size**2
        * (1 + attention_overhead),
        because=(
            "24bsih² forward in the matrices, twice that backward, and the attention term",
            "权重矩阵前向 24bsih²,反向为其两倍,再加注意力项",
        ),
        assumes=(
            "no recompute, the logit layer left out",
            "不重计算,不含输出 logit 层",
        ),
        source="Korthikanti et al. 2022, arXiv:2205.05198, appendix A",
        when={"logits": "excluded"},
    ),
    Equation(
        step_compute,
        72
        * _flop
        * batch_size
        * sequence_length
        * layers
        * hidden_size**2
        * (1 + attention_overhead + vocabulary_size / (12 * layers * hidden_size)),
        because=(
            "the blocks as above, and 6bshV in the logit layer",
            "Block 部分同上,再加输出 logit 层的 6bshV",
        ),
        assumes=("no recompute", "不重计算"),
        source="Korthikanti et al. 2022, arXiv:2205.05198, appendix A",
        when={"logits": "included"},
    ),
)
