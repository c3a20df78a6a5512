"""Model types before Llama, BERT and T5 among them: an entry each."""

from __future__ import annotations

from ..engine.text import Text
from .bases import (
    DECODER,
    LONGEST,
    NO_CROSS_ATTENTION,
    head,
    like,
    like_gpt2,
    stated,
    switch,
    usual_names,
)
from .keys import Flag, ModelType, Reading, Whole
from .layer_kinds import by_attention_types

_OPT_WIDTH = Whole(("word_embed_proj_dim",), like("hidden_size"), null=like("hidden_size"))
_OPT_BIAS = Flag("enable_bias", True)


def _opt_final_norm(reading: Reading) -> bool:
    before = reading.resolve(Flag("do_layer_norm_before", True), (0, 0))
    removed = reading.resolve(Flag("_remove_final_layer_norm", False), (0, 0))
    return bool(before and not removed)


def _falcon_norms(reading: Reading) -> int:
    if not reading["parallel"]:
        return 2
    new = reading.resolve(Flag("new_decoder_architecture", False), (0, 0))
    usual = 2 if new else 1
    key = Whole(("num_ln_in_parallel_attn",), usual, null=usual)
    return int(reading.resolve(key, (1, 2)))


def _falcon_kv_heads(reading: Reading) -> int:
    heads = Whole(("num_kv_heads",), like("heads"), null=like("heads"))
    if reading.resolve(Flag("new_decoder_architecture", False), (0, 0)):
        return int(reading.resolve(heads, (1, int(reading["heads"]))))
    one = reading.resolve(Flag("multi_query", True), (0, 0))
    return 1 if one else int(reading["heads"])


def _gated_t5(reading: Reading) -> bool:
    activation = reading.config.get("feed_forward_proj", "relu")
    parts = activation.split("-") if isinstance(activation, str) else []
    if not (len(parts) == 1 or (len(parts) == 2 and parts[0] == "gated")):
        wanted = "an activation, or gated- and one"
        raise reading.refuse("feed_forward_proj", wanted, "激活函数名,或 gated- 加激活函数名")
    return len(parts) == 2


def _without_mlm_head(reading: Reading) -> Text:
    return Text(
        "the encoder with its pooler: the head of masked-token training is left out",
        "含 pooler 的编码器:不含掩码预训练的输出层",
    )


CLASSIC: dict[str, ModelType] = {
    "gpt2": ModelType(like_gpt2(12, 768, 12, 50257), NO_CROSS_ATTENTION),
    "gpt_bigcode": ModelType(
        like_gpt2(12, 768, 12, 50257)
        | {"kv_heads": switch(Flag("multi_query", True), 1, like("heads"))},
        NO_CROSS_ATTENTION,
    ),
    "opt": ModelType(
        DECODER
        | {
            **usual_names(12, 768, 12, 50272),
            "embedding_size": lambda r: r.resolve(_OPT_WIDTH, (1, 1_000_000)),
            "input_bias": _OPT_BIAS,
            "output_bias": _OPT_BIAS,
            "mlp_size": stated(3072, "ffn_dim"),
            "gated": False,
            "mlp_bias": _OPT_BIAS,
            "norm": switch(Flag("layer_norm_elementwise_affine", True), "layernorm", "unweighted"),
            "final_norm": _opt_final_norm,
            "positions": "learned",
            # OPT's position table starts with two rows that no token uses.
            "learned_positions": lambda r: r["context_length"] + 2,
            "head": head(True),
            "context_length": Whole(("max_position_embeddings",), 2048),
        }
    ),
    "gpt_neox": ModelType(
        DECODER
        | {
            **usual_names(44, 6144, 64, 50432),
            "input_bias": Flag("attention_bias", True),
            "output_bias": Flag("attention_bias", True),
            "mlp_size": stated(24576, "intermediate_size"),
            "gated": False,
            "mlp_bias": True,
            "norm": "layernorm",
            "parallel": Flag("use_parallel_residual", True),
            "context_length": LONGEST,
        }
    ),
    "gptj": ModelType(
        like_gpt2(28, 4096, 16, 50400)
        | {
            "input_bias": False,
            "output_bias": False,
            "norms_per_layer": 1,
            "positions": "rotary",
            "learned_positions": 0,
            "head": head(False),
            "head_bias": True,
            "parallel": True,
            "context_length": Whole(("n_positions", "max_position_embeddings"), None),
        }
    ),
    "gpt_neo": ModelType(
        DECODER
        | {
            **usual_names(24, 2048, 16, 50257),
            "layers": stated(24, "num_layers", "num_hidden_layers"),
            "heads": stated(16, "num_heads", "num_attention_heads"),
            "output_bias": True,
            "mlp_size": Whole(
                ("intermediate_size",), like("hidden_size", 4), null=like("hidden_size", 4)
            ),
            "gated": False,
            "mlp_bias": True,
            "norm": "layernorm",
            "positions": "learned",
            "learned_positions": Whole(("max_position_embeddings",), 2048),
            "head": head(True),
            "window": Whole(("window_size",), 256),
            "windowed_layers": by_attention_types,
            "context_length": like("learned_positions"),
        }
    ),
    "bloom": ModelType(
        DECODER
        | {
            "layers": stated(2, "n_layer", "num_hidden_layers"),
            "hidden_size": stated(64, "hidden_size", "n_embed"),
            "heads": stated(8, "n_head", "num_attention_heads"),
            "vocabulary_size": stated(250880, "vocab_size"),
            "input_bias": True,
            "output_bias": True,
            "mlp_size": like("hidden_size", 4),
            "gated": False,
            "mlp_bias": True,
            "norm": "layernorm",
            "embedding_norm": True,
            "positions": "alibi",
            "head": head(True),
        }
    ),
    "falcon": ModelType(
        DECODER
        | {
            **usual_names(32, 4544, 71, 65024),
            "hidden_size": stated(4544, "hidden_size", "n_embed"),
            "kv_heads": _falcon_kv_heads,
            "input_bias": Flag("bias", False),
            "output_bias": Flag("bias", False),
            "mlp_size": Whole(
                ("ffn_hidden_size",), like("hidden_size", 4), null=like("hidden_size", 4)
            ),
            "gated": False,
            "mlp_bias": Flag("bias", False),
            "norm": "layernorm",
            "norms_per_layer": _falcon_norms,
            "positions": switch(Flag("alibi", False), "alibi", "rotary"),
            "head": head(True),
            "parallel": Flag("parallel_attn", True),
            "context_length": LONGEST,
        }
    ),
    "mpt": ModelType(
        DECODER
        | {
            "layers": stated(24, "n_layers", "num_hidden_layers"),
            "hidden_size": stated(2048, "d_model", "hidden_size"),
            "heads": stated(16, "n_heads", "num_attention_heads"),
            "vocabulary_size": stated(50368, "vocab_size"),
            "mlp_size": lambda r: (
                r["hidden_size"] * r.resolve(Whole(("expansion_ratio",), 4), (1, 1000))
            ),
            "gated": False,
            "norm": "layernorm_without_bias",
            "positions": "alibi",
            "head": head(True),
            "context_length": Whole(("max_seq_len",), None),
        },
        {
            "no_bias": (True,),
            "attn_config.attn_type": ("multihead_attention",),
            "attn_config.alibi": (True,),
            "attn_config.qk_ln": (False,),
        },
    ),
    "bert": ModelType(
        DECODER
        | {
            **usual_names(12, 768, 12, 30522),
            "kind": "encoder",
            "input_bias": True,
            "output_bias": True,
            "mlp_size": stated(3072, "intermediate_size"),
            "gated": False,
            "mlp_bias": True,
            "norm": "layernorm",
            "final_norm": False,
            "embedding_norm": True,
            "positions": "learned",
            "learned_positions": Whole(("max_position_embeddings",), 512),
            "head": "none",
            "token_types": Whole(("type_vocab_size",), 2),
            "pooler": True,
            "context_length": like("learned_positions"),
        },
        NO_CROSS_ATTENTION | {"is_decoder": (False,)},
        (_without_mlm_head,),
    ),
    "t5": ModelType(
        DECODER
        | {
            "kind": "encoder_decoder",
            "layers": Whole(
                ("num_decoder_layers",), like("encoder_layers"), like("encoder_layers")
            ),
            "encoder_layers": stated(6, "num_layers", "num_hidden_layers"),
            "hidden_size": stated(512, "d_model", "hidden_size"),
            "heads": stated(8, "num_heads", "num_attention_heads"),
            "vocabulary_size": stated(32128, "vocab_size"),
            "head_size": Whole(("d_kv", "head_dim"), 64),
            "mlp_size": stated(2048, "d_ff"),
            "gated": _gated_t5,
            "positions": "relative",
            "position_buckets": Whole(("relative_attention_num_buckets",), 32),
            # A v1.1 or Flan checkpoint states false, and has a head of its own.
            "head": head(True),
        },
        {"is_encoder_decoder": (True,)},
    ),
}
