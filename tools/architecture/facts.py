"""What a structure gives the solver, as quantities of the vocabulary."""

from __future__ import annotations

from .counts import count
from .structure import Structure


def facts(structure: Structure) -> dict[str, int]:
    """Values in base units, by quantity. A quantity that does not describe the structure is absent.

    So latent attention has no kv_heads and head_size, a mixture of experts no intermediate_size,
    an encoder-decoder no single number of layers, a model without windows no global_layers. An
    encoder caches nothing. An encoder-decoder caches its decoder's own tokens, and as many numbers
    again for each token of the source.
    """
    counts = count(structure)
    attention, experts, latent = structure.attention, structure.experts, structure.attention.latent
    windowed = structure.windowed_layers
    found: dict[str, int | None] = {
        "parameters": counts.total,
        "active_parameters": counts.active if experts else None,
        "expert_parameters": counts.routed_experts if experts else None,
        "layers": structure.layers if structure.kind != "encoder_decoder" else None,
        "hidden_size": structure.hidden_size,
        "vocabulary_size": structure.vocabulary_size,
        "positions": structure.positions.learned or None,
        "attention_heads": attention.heads,
        "kv_heads": attention.kv_heads if latent is None else None,
        "head_size": attention.head_size if latent is None else None,
        "latent_size": latent.kv_rank if latent else None,
        "rope_size": latent.rope_size if latent else None,
        "intermediate_size": structure.mlp.size if structure.mlp and not experts else None,
        "context_length": structure.context_length,
        "kv_values_per_token_layer": _cached_a_token(structure),
        "global_layers": structure.layers - windowed if windowed else None,
        "windowed_layers": windowed or None,
        "window": structure.window,
    }
    return {name: value for name, value in found.items() if value is not None}


def _cached_a_token(structure: Structure) -> int | None:
    """Numbers that one layer caches for one token: keys and values, or what they come from."""
    if structure.kind == "encoder":
        return None
    attention = structure.attention
    if attention.latent is not None:
        return attention.latent.kv_rank + attention.latent.rope_size
    values = attention.value_head_size or attention.head_size
    return attention.kv_heads * (attention.head_size + values)
