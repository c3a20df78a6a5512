"""Compute of inference. Nothing here computes."""

from __future__ import annotations

from ..engine.equation import Equation, unit
from ..vocabulary.compute import inference_compute, inference_compute_per_token, inference_tokens
from ..vocabulary.size import active_parameters, parameters

_TWO = ("one multiplication and one addition a weight used", "每个用到的权重做一次乘法和一次加法")
_CONTEXT = (
    "attention over the context left out: it adds 4·layers·heads·head size·context",
    "略去上下文上的注意力:它另加 4·层数·头数·头维度·上下文长度",
)
_KAPLAN = "Kaplan et al. 2020, arXiv:2001.08361, table 1"

EQUATIONS = (
    Equation(
        inference_compute_per_token,
        2 * unit("FLOP") / unit("parameter") * parameters,
        because=_TWO,
        assumes=_CONTEXT,
        source=_KAPLAN,
        when={"kind": "dense"},
    ),
    Equation(
        inference_compute_per_token,
        2 * unit("FLOP") / unit("parameter") * active_parameters,
        because=_TWO,
        assumes=_CONTEXT,
        source=_KAPLAN,
        when={"kind": "mixture"},
    ),
    Equation(
        inference_compute,
        inference_compute_per_token * inference_tokens / unit("token"),
        because=("compute per token times tokens", "每 token 算力乘以 token 数"),
        source="definition",
    ),
)
