"""Model types with a mixture of experts: an entry each."""

from __future__ import annotations

from typing import Any

from ..engine.text import Text
from .bases import like, like_llama, mixture, share_of_hidden, stated
from .keys import Flag, ModelType, Reading, Rule, Whole
from .layer_kinds import (
    alternate,
    by_layer_types,
    every_layer,
    first_alternate,
    first_layers,
    sparse_layers_left_out,
    where_switched_on,
)


def _shared_experts(absent: int) -> Rule:
    """n_shared_experts experts as wide as the routed ones (DeepSeek)."""
    key = Whole(("n_shared_experts",), absent, null=0)
    return lambda reading: reading.resolve(key, (0, 1000)) * reading["expert_size"]


def _latent_head(reading: Reading) -> int:
    nope = reading.resolve(Whole(("qk_nope_head_dim",), 128), (1, 100_000))
    return int(nope) + int(reading["rope_size"])


def _without_mtp(reading: Reading) -> Text | None:
    if not reading.config.get("num_nextn_predict_layers"):
        return None
    return Text(
        "the main model alone: the module that predicts further tokens (MTP) is left out",
        "只计主模型:不含多 token 预测模块(MTP)",
    )


_LATENT: dict[str, Any] = {
    "kv_heads": like("heads"),
    "head_size": _latent_head,
    "value_head_size": Whole(("v_head_dim",), 128),
    "kv_rank": Whole(("kv_lora_rank",), 512),
    "rope_size": Whole(("qk_rope_head_dim",), 64),
    "query_rank": Whole(("q_lora_rank",), 1536, null=None),
}
# The first releases' own code read moe_layer_freq; all of them state 1.
_ONE_IN_ONE = {"moe_layer_freq": (1,), "mlp_bias": (False,)}

MIXTURES: dict[str, ModelType] = {
    "mixtral": ModelType(
        like_llama(32, 4096, 32, 14336, 32000)
        | {
            "kv_heads": Whole(("num_key_value_heads",), 8, null=like("heads")),
            "input_bias": False,
            "output_bias": False,
            **mixture(
                Whole(("num_local_experts", "num_experts"), 8),
                2,
                stated(14336, "intermediate_size"),
            ),
            "window": Whole(("sliding_window",), None, null=None),
        }
    ),
    "qwen2_moe": ModelType(
        like_llama(24, 2048, 16, 5632, 151936)
        | {
            "kv_heads": Whole(("num_key_value_heads",), 16, null=like("heads")),
            "input_bias": Flag("qkv_bias", True),
            "output_bias": False,
            "mlp_size": Whole(("intermediate_size",), 5632),
            **mixture(Whole(("num_experts",), 60), 4, Whole(("moe_intermediate_size",), 1408)),
            "shared_size": Whole(("shared_expert_intermediate_size",), 5632),
            "shared_gate": lambda r: r["shared_size"] > 0,
            "dense_layers": sparse_layers_left_out,
            "window": Whole(("sliding_window",), 4096, null=None),
            "windowed_layers": where_switched_on(by_layer_types(first_alternate)),
        }
    ),
    "qwen3_moe": ModelType(
        like_llama(24, 2048, 32, 6144, 151936)
        | {
            "kv_heads": Whole(("num_key_value_heads",), 4, null=like("heads")),
            "qk_norm": "head",
            "mlp_size": Whole(("intermediate_size",), 6144),
            **mixture(
                Whole(("num_experts", "num_local_experts"), 128),
                8,
                Whole(("moe_intermediate_size",), 768),
            ),
            "dense_layers": sparse_layers_left_out,
            "window": Whole(("sliding_window",), 4096, null=None),
            "windowed_layers": where_switched_on(every_layer),
        }
    ),
    "phimoe": ModelType(
        like_llama(32, 4096, 32, 6400, 32064)
        | {
            "kv_heads": Whole(("num_key_value_heads",), 8, null=like("heads")),
            "norm": "layernorm",
            **mixture(Whole(("num_local_experts",), 16), 2, stated(6400, "intermediate_size")),
            "head_bias": Flag("lm_head_bias", False),
            "window": Whole(("sliding_window",), None, null=None),
        }
    ),
    "deepseek_v2": ModelType(
        like_llama(32, 4096, 32, 11008, 102400)
        | _LATENT
        | {
            **mixture(Whole(("n_routed_experts",), 64), 6, Whole(("moe_intermediate_size",), 1407)),
            "experts_per_token": Whole(("num_experts_per_tok",), ..., required=True),
            "shared_size": _shared_experts(2),
            "dense_layers": first_layers(0),
        },
        _ONE_IN_ONE,
    ),
    "deepseek_v3": ModelType(
        like_llama(61, 7168, 128, 18432, 129280)
        | _LATENT
        | {
            **mixture(
                Whole(("n_routed_experts", "num_local_experts"), 256),
                8,
                Whole(("moe_intermediate_size",), 2048),
            ),
            "shared_size": _shared_experts(1),
            "dense_layers": first_layers(3),
        },
        _ONE_IN_ONE,
        (_without_mtp,),
    ),
    "olmoe": ModelType(
        like_llama(16, 2048, 16, 2048, 50304)
        | {
            "qk_norm": "heads",
            **mixture(
                Whole(("num_experts", "num_local_experts"), 64),
                8,
                stated(2048, "intermediate_size"),
            ),
        }
    ),
    "gpt_oss": ModelType(
        like_llama(36, 2880, 64, 2880, 201088)
        | {
            "kv_heads": Whole(("num_key_value_heads",), 8, null=like("heads")),
            "head_size": Whole(("head_dim",), 64, null=share_of_hidden),
            "input_bias": Flag("attention_bias", True),
            "output_bias": Flag("attention_bias", True),
            "sinks": True,
            **mixture(
                Whole(("num_local_experts", "num_experts"), 128),
                4,
                stated(2880, "intermediate_size"),
            ),
            "expert_bias": True,
            "router_bias": True,
            "window": Whole(("sliding_window",), 128, null=None),
            "windowed_layers": by_layer_types(alternate),
        }
    ),
}
