"""Memory of training: states, sharding, adapters, limits. Nothing here computes."""

from __future__ import annotations

import sympy

from ..engine.equation import Equation, unit
from ..vocabulary.activations import activation_memory
from ..vocabulary.adapters import adapted_widths, lora_matrices, lora_parameters, lora_rank
from ..vocabulary.memory import (
    bytes_per_parameter,
    gradient_bytes,
    gradient_memory,
    host_memory_per_accelerator,
    master_bytes,
    memory_overhead,
    memory_utilization,
    moment_bytes,
    moment_memory,
    optimizer_bytes,
    optimizer_memory,
    state_memory_per_accelerator,
    training_memory,
    training_memory_share,
    training_state_memory,
    weight_bytes,
)
from ..vocabulary.parallelism import (
    expert_parallel,
    expert_parameters,
    held_parameters,
    pipeline_parallel,
    sharded_parameters,
    tensor_parallel,
)
from ..vocabulary.size import (
    attention_heads,
    head_size,
    hidden_size,
    intermediate_size,
    kv_heads,
    layers,
    parameters,
)
from ..vocabulary.training import accelerators, memory_per_accelerator
from ..vocabulary.weights import weights_memory

_accelerator, _parameter = unit("accelerator"), unit("parameter")
_ZERO = "Rajbhandari et al. 2020, arXiv:1910.02054, fig. 1"
_HU = "Hu et al. 2021, arXiv:2106.09685, §4.2"
_DETTMERS = "Dettmers et al. 2023, arXiv:2305.14314, §3"
_ADAPTED = {"lora": _HU, "qlora": _DETTMERS}
_TRAINED = {"full": parameters, "lora": lora_parameters, "qlora": lora_parameters}

_HELD = {
    "none": ("every copy holds all states", "每个副本持有全部状态"),
    "zero1": (
        "optimizer states are spread over all accelerators; weights and gradients are not",
        "优化器状态分散到全部卡,权重与梯度不分散",
    ),
    "zero2": (
        "optimizer states and gradients are spread over all accelerators; weights are not",
        "优化器状态与梯度分散到全部卡,权重不分散",
    ),
    "zero3": ("all states are spread over all accelerators", "全部状态分散到全部卡"),
}
_GATHERED = (
    "the layer that is gathered for its turn is left out",
    "不计轮到时临时收集的那一层",
)


def _held(zero: str, offloaded: bool) -> sympy.Expr:
    """Bytes of trained parameters on one accelerator."""
    states = 0 if offloaded else optimizer_bytes
    whole, spread = {
        "none": (weight_bytes + gradient_bytes + states, 0),
        "zero1": (weight_bytes + gradient_bytes, states),
        "zero2": (weight_bytes, gradient_bytes + states),
        "zero3": (0, weight_bytes + gradient_bytes + states),
    }[zero]
    return whole * held_parameters + spread * sharded_parameters


def _frozen(zero: str, tuning: str) -> sympy.Expr:
    """Bytes of the frozen base on one accelerator."""
    if tuning == "full":
        return sympy.Integer(0)
    if zero == "zero3":
        return weights_memory * _accelerator / accelerators
    return weights_memory / (tensor_parallel * pipeline_parallel)


_STATES = tuple(
    Equation(
        state_memory_per_accelerator,
        _held(zero, offload == "optimizer") + _frozen(zero, tuning),
        because=_HELD[zero],
        assumes=_GATHERED if zero == "zero3" else None,
        source=_ZERO if tuning == "full" else f"derived from {_ZERO}; {_ADAPTED[tuning]}",
        when={"zero": zero, "offload": offload, "tuning": tuning},
    )
    for zero in _HELD
    for offload in ("none", "optimizer")
    for tuning in _TRAINED
)

_LORA = tuple(
    Equation(
        lora_parameters,
        _parameter * layers * lora_rank * widths,
        because=(
            "an adapter of a matrix has r weights for each of its rows and columns",
            "一个矩阵的适配器为其每行每列各有 r 个权重",
        ),
        assumes=assumes,
        source=_HU,
        when={"lora_targets": targets},
    )
    for targets, widths, assumes in (
        (
            "square",
            2 * lora_matrices * hidden_size,
            ("adapted matrices of h by h", "适配的矩阵为 h×h"),
        ),
        ("stated", adapted_widths, None),
        (
            "query-value",
            2 * hidden_size + head_size * (attention_heads + kv_heads),
            None,
        ),
        (
            "attention",
            4 * hidden_size + 2 * head_size * (attention_heads + kv_heads),
            None,
        ),
        ("mlp", 3 * (hidden_size + intermediate_size), ("a gated MLP", "门控 MLP")),
        (
            "all-linear",
            4 * hidden_size
            + 2 * head_size * (attention_heads + kv_heads)
            + 3 * (hidden_size + intermediate_size),
            ("a gated MLP", "门控 MLP"),
        ),
    )
)

EQUATIONS = (
    Equation(
        optimizer_bytes,
        master_bytes + moment_bytes,
        because=("a master copy and the moments", "主权重副本与动量"),
        source="Rajbhandari et al. 2020, arXiv:1910.02054, §3.1",
    ),
    Equation(
        bytes_per_parameter,
        weight_bytes + gradient_bytes + optimizer_bytes,
        because=("weight, gradient and optimizer states", "权重、梯度与优化器状态"),
        source="Rajbhandari et al. 2020, arXiv:1910.02054, §3.1",
    ),
    Equation(
        training_state_memory,
        bytes_per_parameter * parameters,
        because=("every parameter is trained", "每个参数都参与训练"),
        assumes=("no activations", "不含激活值"),
        source="Rajbhandari et al. 2020, arXiv:1910.02054, §3.1",
        when={"tuning": "full"},
    ),
    *(
        Equation(
            memory,
            each * trained,
            because=("bytes of each, times what is trained", "每个的字节数乘以所训练的参数量"),
            source="Rajbhandari et al. 2020, arXiv:1910.02054, §3.1",
            when={"tuning": tuning},
        )
        for memory, each in (
            (gradient_memory, gradient_bytes),
            (optimizer_memory, optimizer_bytes),
            (moment_memory, moment_bytes),
        )
        for tuning, trained in _TRAINED.items()
    ),
    *(
        Equation(
            training_state_memory,
            weights_memory + bytes_per_parameter * lora_parameters,
            because=(
                "frozen weights, and states for the adapters only",
                "冻结权重,仅适配器有训练状态",
            ),
            assumes=("no activations", "不含激活值"),
            source=source,
            when={"tuning": tuning},
        )
        for tuning, source in _ADAPTED.items()
    ),
    *_LORA,
    *(
        Equation(
            held_parameters,
            trained / (tensor_parallel * pipeline_parallel),
            because=(
                "tensor and pipeline parallelism divide the model",
                "张量与流水线并行切分模型",
            ),
            assumes=("the parts are equal", "各份相等"),
            source="Narayanan et al. 2021, arXiv:2104.04473, §3",
            when={"tuning": tuning, "expert_parallelism": "off"},
        )
        for tuning, trained in _TRAINED.items()
    ),
    Equation(
        held_parameters,
        ((parameters - expert_parameters) / tensor_parallel + expert_parameters / expert_parallel)
        / pipeline_parallel,
        because=(
            "expert parallelism divides the experts, tensor parallelism the rest",
            "专家并行切分专家,张量并行切分其余部分",
        ),
        assumes=(
            "experts are not split by tensor parallelism; the parts are equal",
            "专家不再做张量切分;各份相等",
        ),
        source="derived: Megatron-LM, parallel folding with an expert tensor size of 1",
        when={"tuning": "full", "expert_parallelism": "on"},
    ),
    *(
        Equation(
            sharded_parameters,
            _accelerator * trained / accelerators,
            because=(
                "what the model's split leaves whole, the copies share: one part an accelerator",
                "模型切分后仍完整的部分由各副本分担:每卡一份",
            ),
            source=_ZERO,
            when={"tuning": tuning},
        )
        for tuning, trained in _TRAINED.items()
    ),
    *_STATES,
    *(
        Equation(
            host_memory_per_accelerator,
            optimizer_bytes * (held_parameters if zero == "none" else sharded_parameters),
            because=("its part of the optimizer states", "该卡那一份优化器状态"),
            source="Ren et al. 2021, arXiv:2101.06840, §3",
            when={"offload": "optimizer", "zero": zero},
        )
        for zero in _HELD
    ),
    Equation(
        training_memory,
        (state_memory_per_accelerator) * (1 + memory_overhead),
        because=("states, and the framework's overhead", "训练状态与框架开销"),
        assumes=("activations come on top", "激活值另计"),
        source="definition",
        when={"activations": "left out"},
    ),
    Equation(
        training_memory,
        (state_memory_per_accelerator + activation_memory) * (1 + memory_overhead),
        because=("states, activations and the framework's overhead", "训练状态、激活值与框架开销"),
        source="definition",
        when={"activations": "counted"},
    ),
    Equation(
        training_memory_share,
        training_memory / memory_per_accelerator,
        because=("need over memory", "所需与所有之比"),
        source="definition",
    ),
    Equation(
        training_memory,
        memory_utilization * memory_per_accelerator,
        because=("at the limit the usable memory is full", "极限处可用显存恰好用满"),
        source="definition",
        when={"fit": "training"},
    ),
)
