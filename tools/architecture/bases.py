"""What the entries of the table of model types are made from."""

from __future__ import annotations

from typing import Any

from ..engine.errors import Contradiction
from .keys import Flag, Reading, Rule, Whole
from .layer_kinds import every_layer


def stated(default: int, *names: str) -> Whole:
    """A number that must be stated; `default` serves inside a multimodal config."""
    return Whole(names, default, required=True)


def like(field: str, times: int = 1) -> Rule:
    """As another field, or a multiple of it."""
    return lambda reading: reading[field] * times


def share_of_hidden(reading: Reading) -> int:
    """Hidden size over heads, where that is whole."""
    hidden, heads = int(reading["hidden_size"]), int(reading["heads"])
    if hidden % heads:
        of, by = reading.key("hidden_size"), reading.key("heads")
        raise Contradiction(
            reading.say(
                f"{of} {hidden} is not divisible by {by} {heads}; mend one, or add head_dim",
                f"{of} {hidden} 不能被 {by} {heads} 整除;请改正其一,或补上 head_dim",
            )
        )
    return hidden // heads


def head(tied: bool) -> Rule:
    """The output head by tie_word_embeddings, which is `tied` where absent."""
    flag = Flag("tie_word_embeddings", tied)
    return lambda reading: "tied" if reading.resolve(flag, (0, 0)) else "separate"


def switch(flag: Flag, on: Any, off: Any) -> Rule:
    """One of two values, numbers or rules, by a flag."""
    return lambda reading: reading.resolve(on if reading.resolve(flag, (0, 0)) else off, (0, 0))


KV_AS_HEADS = Whole(("num_key_value_heads",), like("heads"), null=like("heads"))
HEAD_DIM = Whole(("head_dim",), share_of_hidden, null=share_of_hidden)
BIAS = Flag("attention_bias", False)

DECODER: dict[str, Any] = {
    "kind": "decoder",
    "encoder_layers": None,
    "embedding_size": None,
    "kv_heads": like("heads"),
    "head_size": share_of_hidden,
    "value_head_size": None,
    "kv_rank": None,
    "rope_size": None,
    "query_rank": None,
    "input_bias": False,
    "output_bias": False,
    "qk_norm": "none",
    "sinks": False,
    "gated": True,
    "mlp_bias": False,
    "experts": None,
    "expert_bias": False,
    "router_bias": False,
    "shared_size": 0,
    "shared_gate": False,
    "dense_layers": 0,
    "norm": "rmsnorm",
    "norms_per_layer": 2,
    "final_norm": True,
    "embedding_norm": False,
    "positions": "rotary",
    "learned_positions": 0,
    "position_buckets": 0,
    "head": head(False),
    "head_bias": False,
    "token_types": 0,
    "pooler": False,
    "parallel": False,
    "window": None,
    "windowed_layers": every_layer,
    "context_length": None,
}


def usual_names(layers: int, hidden: int, heads: int, vocabulary: int) -> dict[str, Any]:
    """The usual names of the four numbers that every config states."""
    return {
        "layers": stated(layers, "num_hidden_layers"),
        "hidden_size": stated(hidden, "hidden_size"),
        "heads": stated(heads, "num_attention_heads"),
        "vocabulary_size": stated(vocabulary, "vocab_size"),
    }


LONGEST = Whole(("max_position_embeddings",), None, null=None)
"""The longest sequence, unknown where absent: it shapes no weights of a rotary model."""


def like_llama(layers: int, hidden: int, heads: int, mlp: int, vocabulary: int) -> dict[str, Any]:
    """Llama: rotary, grouped heads, a gated MLP, two RMSNorms a layer, an untied head."""
    return DECODER | {
        **usual_names(layers, hidden, heads, vocabulary),
        "kv_heads": KV_AS_HEADS,
        "head_size": HEAD_DIM,
        "input_bias": BIAS,
        "output_bias": BIAS,
        "mlp_size": stated(mlp, "intermediate_size"),
        "context_length": LONGEST,
    }


def like_gpt2(layers: int, hidden: int, heads: int, vocabulary: int) -> dict[str, Any]:
    """GPT-2: learned positions, biases everywhere, a plain MLP, two LayerNorms, a tied head."""
    return DECODER | {
        "layers": stated(layers, "n_layer", "num_hidden_layers"),
        "hidden_size": stated(hidden, "n_embd", "hidden_size"),
        "heads": stated(heads, "n_head", "num_attention_heads"),
        "vocabulary_size": stated(vocabulary, "vocab_size"),
        "input_bias": True,
        "output_bias": True,
        "mlp_size": Whole(("n_inner",), like("hidden_size", 4), null=like("hidden_size", 4)),
        "gated": False,
        "mlp_bias": True,
        "norm": "layernorm",
        "positions": "learned",
        "learned_positions": Whole(("n_positions", "max_position_embeddings"), 1024),
        "context_length": like("learned_positions"),
        "head": head(True),
    }


def mixture(experts: Whole, per_token: int, size: Whole) -> dict[str, Any]:
    """The experts of a layer, how many serve a token, and the width of one."""
    return {
        "experts": experts,
        "experts_per_token": Whole(("num_experts_per_tok",), per_token),
        "expert_size": size,
    }


NO_CROSS_ATTENTION = {"add_cross_attention": (False,)}
CAUSAL_ONLY = {"use_bidirectional_attention": (False, None)}
