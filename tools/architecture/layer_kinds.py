"""Which layers are windowed and which are dense, from the keys that tell."""

from __future__ import annotations

from typing import Any

from .bounds import LIMITS, whole
from .keys import Flag, Reading, Rule, Whole

_MOST_LAYERS = LIMITS["layers"][1]
_FIRST = Whole(("max_window_layers",), 28)
_SLIDING, _FULL = "sliding_attention", "full_attention"


def every_layer(reading: Reading) -> int:
    """All layers, where there is a window at all."""
    return int(reading["layers"]) if reading["window"] else 0


def where_switched_on(rule: Rule) -> Rule:
    """What `rule` says where use_sliding_window is true; no layer otherwise (Qwen)."""

    def windowed(reading: Reading) -> int:
        on = reading.resolve(Flag("use_sliding_window", False), (0, 0))
        return int(rule(reading)) if on else 0

    return windowed


def after_the_first(reading: Reading) -> int:
    """Layers from max_window_layers on (Qwen2, Qwen3)."""
    full = reading.resolve(_FIRST, (0, _MOST_LAYERS))
    return max(0, int(reading["layers"]) - int(full))


def first_alternate(reading: Reading) -> int:
    """Every other one of the first max_window_layers layers (Qwen2-MoE)."""
    first = reading.resolve(_FIRST, (0, _MOST_LAYERS))
    return (min(int(first), int(reading["layers"])) + 1) // 2


def alternate(reading: Reading) -> int:
    """Every other layer, the first one included (Gemma 2, gpt-oss)."""
    return (int(reading["layers"]) + 1) // 2


def all_but_every_nth(reading: Reading) -> int:
    """All layers but every n-th, which sees everything (Gemma 3)."""
    every = reading.resolve(Whole(("sliding_window_pattern",), 6), (1, _MOST_LAYERS))
    return int(reading["layers"]) - int(reading["layers"]) // int(every)


def by_layer_types(otherwise: Rule) -> Rule:
    """What layer_types lists; what `otherwise` says where it is absent."""

    def windowed(reading: Reading) -> int:
        if not reading["window"]:
            return 0
        listed = reading.config.get("layer_types")
        if listed is None:
            return int(otherwise(reading))
        _check_list(reading, "layer_types", listed, (_SLIDING, _FULL))
        return int(listed.count(_SLIDING))

    return windowed


def by_attention_types(reading: Reading) -> int:
    """What attention_types spells, as [[["global", "local"], 12]] (GPT-Neo)."""
    key = "attention_types"
    if reading.config.get(key) is None:
        return int(reading["layers"]) // 2
    spelled: list[Any] = []
    groups = reading.config[key]
    wrong = reading.refuse(
        key, '[[["global", "local"], repeats], …]', '[[["global", "local"], 次数], …]'
    )
    if not isinstance(groups, list):
        raise wrong
    for group in groups:
        if not isinstance(group, list) or len(group) != 2 or not isinstance(group[0], list):
            raise wrong
        times = whole(group[1], (1, _MOST_LAYERS), reading.say(key, key))
        if len(group[0]) * times > _MOST_LAYERS:
            raise wrong
        spelled += group[0] * times
    _check_list(reading, key, spelled, ("global", "local"))
    return spelled.count("local")


def _check_list(reading: Reading, key: str, listed: object, kinds: tuple[str, ...]) -> None:
    layers = reading["layers"]
    if not isinstance(listed, list) or len(listed) != layers:
        raise reading.refuse(
            key, f"a list of {layers} layers", f"含 {layers} 层的列表"
        )  # fmt: skip
    if not all(isinstance(kind, str) and kind in kinds for kind in listed):
        raise reading.refuse(
            key, f"a list of {' and '.join(kinds)}", f"由 {' 与 '.join(kinds)} 组成的列表"
        )


def sparse_layers_left_out(reading: Reading) -> int:
    """Layers that decoder_sparse_step and mlp_only_layers keep dense (Qwen MoE)."""
    layers = int(reading["layers"])
    step = int(reading.resolve(Whole(("decoder_sparse_step",), 1), (1, _MOST_LAYERS)))
    named = reading.config.get("mlp_only_layers")
    if named is not None and not (
        isinstance(named, list) and all(type(n) is int and 0 <= n for n in named)
    ):
        raise reading.refuse("mlp_only_layers", "a list of layer numbers", "层序号的列表")
    dense = set(named or ())
    return sum(1 for n in range(layers) if n in dense or (n + 1) % step)


def first_layers(absent: int) -> Rule:
    """The leading first_k_dense_replace layers (DeepSeek)."""

    def dense(reading: Reading) -> int:
        key = Whole(("first_k_dense_replace",), absent)
        return min(int(reading.resolve(key, (0, _MOST_LAYERS))), int(reading["layers"]))

    return dense
