"""Exact parameter and FLOP counts of a transformer, from its structure or its config.json."""

from .config import UnknownModelType, read_config
from .counts import Counts, Part, count
from .facts import facts
from .flops import Flops, WorkPart, flops
from .model_types import MODEL_TYPES
from .rebuilt import rebuilt
from .reduction import Reduction, ReductionStep, reduction
from .structure import (
    Attention,
    Experts,
    Latent,
    Mlp,
    Norms,
    Positions,
    Structure,
    decoder,
)

__all__ = [
    "MODEL_TYPES",
    "Attention",
    "Counts",
    "Experts",
    "Flops",
    "Latent",
    "Mlp",
    "Norms",
    "Part",
    "Positions",
    "Reduction",
    "ReductionStep",
    "Structure",
    "UnknownModelType",
    "WorkPart",
    "count",
    "decoder",
    "facts",
    "flops",
    "read_config",
    "rebuilt",
    "reduction",
]
