"""A model's structure told in words, as the config.json that the exact count is made from.

Only structures that 12ih² does not fit are told so: a gated MLP, shared KV heads, experts. What
the count needs must be said; nothing is left to the defaults of a model type.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from .case import Case, Given
from .lexicon import Lexicon
from .moves import exact_value
from .signatures import SHAPE_FINDS
from .turns import Call

_KEYS = {
    "hidden_size": "hidden_size",
    "layers": "num_hidden_layers",
    "intermediate_size": "intermediate_size",
    "attention_heads": "num_attention_heads",
    "kv_heads": "num_key_value_heads",
    "head_size": "head_dim",
    "vocabulary_size": "vocab_size",
}
"""Quantities of the vocabulary, and what Hugging Face configs call them."""

NEEDED = ("hidden_size", "layers", "intermediate_size", "vocabulary_size")
_EXPERTS = re.compile(r"([0-9]{1,4})\s?(?:个|routed |routing )?(?:experts?|专家)")
_CHOSEN = re.compile(
    r"top[- ]?([0-9]{1,2})|([0-9]{1,2}) (?:active|activated|experts? per "
    r"token)|激活\s?([0-9]{1,2})\s?个?"
)
_BIASES = re.compile(
    r"(?:qkv|q/k/v|attention)[^,.;,。;]{0,12}bias|bias[^,.;,。;]{0,12}qkv|qkv[^,。;]{0,6}偏置"
)
_UNTIED = re.compile(
    r"untied|not (?:tied|shared)|aren't (?:tied|shared)|separate|不共享|独立|不绑定|各存一份|各一份"
)
_TIED = re.compile(r"(?<!un)(?<!not )tied|shared embeddings?|共享|绑定")
_ONE_LAYER = re.compile(
    r"(?:one|a single|per|each) (?:block|layer)|(?:一|单|每)(?:个|层)?\s?(?:block|层)"
)


def shape_call(case: Case, lexicon: Lexicon) -> Call | None:
    """The exact count of a structure that a question tells; none where it tells no such one.

    Args:
        case: with the widths and counts that are given.
        lexicon: of the vocabulary.
    """
    low = case.words
    experts = _EXPERTS.search(low)
    shared = "kv_heads" in case.given and "attention_heads" in case.given
    asked = [target for target in case.targets if target in SHAPE_FINDS]
    if not asked or not (experts or shared or "gated" in case.choices.values()):
        return None
    config = _config(case.given, low, lexicon)
    if config is None or not (_UNTIED.search(low) or _TIED.search(low)):
        return None
    chosen = _CHOSEN.search(low)
    if experts:
        if chosen is None:
            return None
        config |= {
            "model_type": "mixtral",
            "num_local_experts": int(experts[1]),
            "num_experts_per_tok": int(next(part for part in chosen.groups() if part)),
        }
    else:
        config["model_type"] = "qwen2" if _BIASES.search(low) else "llama"
    config["tie_word_embeddings"] = _UNTIED.search(low) is None
    find = [name for name in SHAPE_FINDS if name in asked or experts]
    arguments = {"find": find, "config": json.dumps(config), "language": case.language}
    return Call("model_size", arguments)


def _config(given: Mapping[str, Given], low: str, lexicon: Lexicon) -> dict[str, object] | None:
    """The keys that are told, heads from their size where only that is; none where one lacks."""
    values: dict[str, int] = {}
    for name in _KEYS:
        if name in given:
            value = exact_value(given[name].text, name, lexicon)
            if value is None or value.denominator != 1:
                return None
            values[name] = int(value)
    if any(name not in values for name in NEEDED) or _ONE_LAYER.search(low):
        return None
    head, hidden = values.get("head_size"), values["hidden_size"]
    if "attention_heads" not in values and head and hidden % head == 0:
        values["attention_heads"] = hidden // head
    if "attention_heads" not in values:
        return None
    values.setdefault("kv_heads", values["attention_heads"])
    return {_KEYS[name]: value for name, value in values.items()}
