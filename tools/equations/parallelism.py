"""How a batch and its pipeline are split, and what the parts send. Nothing here computes."""

from __future__ import annotations

from ..engine.equation import Equation, unit
from ..vocabulary.communication import (
    data_parallel_time,
    data_parallel_traffic,
    network_bandwidth,
    stage_traffic,
    tensor_parallel_time,
    tensor_parallel_traffic,
)
from ..vocabulary.memory import gradient_bytes, weight_bytes
from ..vocabulary.parallelism import (
    bubble_fraction,
    bubble_overhead,
    context_parallel,
    data_parallel,
    held_parameters,
    micro_batch_size,
    microbatches,
    pipeline_efficiency,
    pipeline_parallel,
    tensor_parallel,
    virtual_stages,
)
from ..vocabulary.size import batch_size, hidden_size, layers, sequence_length
from ..vocabulary.training import accelerators, interconnect_bandwidth

_accelerator, _byte = unit("accelerator"), unit("byte")
_NARAYANAN = "Narayanan et al. 2021, arXiv:2104.04473"
_RING = "Patarasuk and Yuan 2009, J. Parallel Distrib. Comput. 69(2), §3, without latency"
_FILL = (
    "the stages fill and drain: p − 1 micro-batches' time",
    "各级的填充与排空:p − 1 个微批的时间",
)
_EVERY_COPY = (
    "every copy takes its share of the batch, a micro-batch at a time",
    "每个副本承担批次的一份,一次一个微批",
)

EQUATIONS = (
    Equation(
        accelerators,
        _accelerator * data_parallel * tensor_parallel * pipeline_parallel,
        because=("each copy of the model is split t·p ways", "每个模型副本切分为 t·p 份"),
        source=f"{_NARAYANAN}, §3",
        when={"context_parallelism": "off"},
    ),
    Equation(
        accelerators,
        _accelerator * data_parallel * tensor_parallel * pipeline_parallel * context_parallel,
        because=(
            "each copy of the model is split t·p ways, each sequence c ways",
            "每个模型副本切分为 t·p 份,每条序列切分为 c 份",
        ),
        source=f"derived from {_NARAYANAN}, §3",
        when={"context_parallelism": "on"},
    ),
    Equation(
        batch_size,
        microbatches * micro_batch_size * data_parallel,
        because=_EVERY_COPY,
        source=f"{_NARAYANAN}, §3",
    ),
    *(
        Equation(
            bubble_overhead,
            (pipeline_parallel - 1) / microbatches,
            because=_FILL,
            source=f"{_NARAYANAN}, §2.2.1",
            when={"schedule": schedule},
        )
        for schedule in ("1f1b", "gpipe")
    ),
    Equation(
        bubble_overhead,
        (pipeline_parallel - 1) / (microbatches * virtual_stages),
        because=_FILL,
        assumes=(
            "the micro-batches are a multiple of the stages; communication grows with the chunks",
            "微批数是级数的倍数;通信量随分块数增加",
        ),
        source=f"{_NARAYANAN}, §2.2.2",
        when={"schedule": "interleaved"},
    ),
    Equation(
        bubble_fraction,
        bubble_overhead / (1 + bubble_overhead),
        because=("idle time over idle and working time", "空闲时间与总时间之比"),
        source="definition",
    ),
    Equation(
        pipeline_efficiency,
        1 - bubble_fraction,
        because=("the time that is not idle", "不空闲的时间"),
        source="definition",
    ),
    *(
        Equation(
            data_parallel_traffic,
            2 * (data_parallel - 1) / data_parallel * gradient_bytes * held_parameters,
            because=(
                "gradients are reduced, then the result is gathered: 2(d − 1)/d of them each way",
                "先规约梯度再收集结果,各 (d − 1)/d 份",
            ),
            assumes=("ring all-reduce, once a step", "环形 all-reduce,每步一次"),
            source="Rajbhandari et al. 2020, arXiv:1910.02054, §7.1",
            when={"zero": zero},
        )
        for zero in ("none", "zero1", "zero2")
    ),
    Equation(
        data_parallel_traffic,
        (data_parallel - 1) / data_parallel * (gradient_bytes + 2 * weight_bytes) * held_parameters,
        because=(
            "weights are gathered forward and backward, gradients are reduced",
            "前向与反向各收集一次权重,再规约梯度",
        ),
        assumes=("ring collectives, one micro-batch a step", "环形集合通信,每步一个微批"),
        source="Rajbhandari et al. 2020, arXiv:1910.02054, §7.2",
        when={"zero": "zero3"},
    ),
    Equation(
        data_parallel_time,
        data_parallel_traffic / network_bandwidth,
        because=("bytes over the network's rate", "字节数除以网络速率"),
        assumes=("nothing overlaps with computing", "与计算不重叠"),
        source=_RING,
    ),
    Equation(
        tensor_parallel_traffic,
        16
        * _byte
        * micro_batch_size
        * sequence_length
        * hidden_size
        * layers
        * (tensor_parallel - 1)
        / (tensor_parallel * pipeline_parallel),
        because=(
            "four all-reduces of bsh 16-bit values a layer: two forward, two backward",
            "每层四次 bsh 个 16 位数的 all-reduce:前向两次,反向两次",
        ),
        assumes=("ring all-reduce, no recomputation", "环形 all-reduce,不重计算"),
        source=f"{_NARAYANAN}, §3.2",
    ),
    Equation(
        tensor_parallel_time,
        tensor_parallel_traffic / interconnect_bandwidth,
        because=("bytes over the interconnect's rate", "字节数除以互连速率"),
        assumes=("nothing overlaps with computing", "与计算不重叠"),
        source=_RING,
    ),
    Equation(
        stage_traffic,
        2 * _byte * micro_batch_size * sequence_length * hidden_size / tensor_parallel,
        because=(
            "bsh 16-bit values cross a stage boundary, a part from each tensor-parallel rank",
            "bsh 个 16 位数跨越级间边界,每个张量并行卡各发一份",
        ),
        assumes=("scatter and gather at the boundary", "边界处先散发再收集"),
        source=f"{_NARAYANAN}, §4.1",
    ),
)
