"""Dense model types from Llama on: an entry each."""

from __future__ import annotations

from .bases import CAUSAL_ONLY, head, like, like_llama, share_of_hidden, switch
from .keys import Flag, ModelType, Whole
from .layer_kinds import (
    after_the_first,
    all_but_every_nth,
    alternate,
    by_layer_types,
    where_switched_on,
)

MODERN: dict[str, ModelType] = {
    "llama": ModelType(
        like_llama(32, 4096, 32, 11008, 32000) | {"mlp_bias": Flag("mlp_bias", False)}
    ),
    "mistral": ModelType(
        like_llama(32, 4096, 32, 14336, 32000)
        | {
            "kv_heads": Whole(("num_key_value_heads",), 8, null=like("heads")),
            "input_bias": False,
            "output_bias": False,
            "window": Whole(("sliding_window",), 4096, null=None),
        }
    ),
    "qwen2": ModelType(
        like_llama(32, 4096, 32, 22016, 151936)
        | {
            "kv_heads": Whole(("num_key_value_heads",), 32, null=like("heads")),
            "input_bias": True,
            "output_bias": False,
            "window": Whole(("sliding_window",), 4096, null=None),
            "windowed_layers": where_switched_on(by_layer_types(after_the_first)),
        }
    ),
    "qwen3": ModelType(
        like_llama(32, 4096, 32, 22016, 151936)
        | {
            "kv_heads": Whole(("num_key_value_heads",), 32, null=like("heads")),
            "head_size": Whole(("head_dim",), 128, null=share_of_hidden),
            "qk_norm": "head",
            "window": Whole(("sliding_window",), 4096, null=None),
            "windowed_layers": where_switched_on(by_layer_types(after_the_first)),
        }
    ),
    "gemma": ModelType(
        like_llama(28, 3072, 16, 24576, 256000)
        | {
            "kv_heads": Whole(("num_key_value_heads",), 16, null=like("heads")),
            "head_size": Whole(("head_dim",), 256),
            "head": head(True),
        },
        CAUSAL_ONLY,
    ),
    "gemma2": ModelType(
        like_llama(26, 2304, 8, 9216, 256000)
        | {
            "kv_heads": Whole(("num_key_value_heads",), 4, null=like("heads")),
            "head_size": Whole(("head_dim",), 256),
            "norms_per_layer": 4,
            "head": head(True),
            "window": Whole(("sliding_window",), 4096, null=None),
            "windowed_layers": by_layer_types(alternate),
        },
        CAUSAL_ONLY,
    ),
    "gemma3_text": ModelType(
        like_llama(26, 2304, 8, 9216, 262208)
        | {
            "kv_heads": Whole(("num_key_value_heads",), 4, null=like("heads")),
            "head_size": Whole(("head_dim",), 256),
            "qk_norm": "head",
            "norms_per_layer": 4,
            "head": head(True),
            "window": Whole(("sliding_window",), 4096, null=None),
            "windowed_layers": by_layer_types(all_but_every_nth),
        },
        CAUSAL_ONLY,
    ),
    "phi": ModelType(
        like_llama(24, 2048, 32, 8192, 51200)
        | {
            "input_bias": True,
            "output_bias": True,
            "qk_norm": switch(Flag("qk_layernorm", False), "head", "none"),
            "gated": False,
            "mlp_bias": True,
            "norm": "layernorm",
            "norms_per_layer": 1,
            "head_bias": lambda r: r["head"] == "separate",
            "parallel": True,
        }
    ),
    "phi3": ModelType(
        like_llama(32, 3072, 32, 8192, 32064)
        | {
            "input_bias": False,
            "output_bias": False,
            "window": Whole(("sliding_window",), None, null=None),
        }
    ),
    "olmo": ModelType(like_llama(32, 4096, 32, 11008, 50304) | {"norm": "unweighted"}),
    "olmo2": ModelType(like_llama(32, 4096, 32, 11008, 50304) | {"qk_norm": "heads"}),
    "cohere": ModelType(
        like_llama(40, 8192, 64, 22528, 256000)
        | {
            "qk_norm": switch(Flag("use_qk_norm", False), "heads", "none"),
            "norm": "layernorm_without_bias",
            "norms_per_layer": 1,
            "head": head(True),
            "parallel": True,
        }
    ),
    "starcoder2": ModelType(
        like_llama(30, 3072, 24, 12288, 49152)
        | {
            "kv_heads": Whole(("num_key_value_heads",), 2, null=like("heads")),
            "input_bias": Flag("use_bias", True),
            "output_bias": Flag("use_bias", True),
            "gated": False,
            "mlp_bias": Flag("use_bias", True),
            "norm": "layernorm",
            "head": head(True),
            "window": Whole(("sliding_window",), None, null=None),
        }
    ),
}
