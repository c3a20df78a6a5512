"""Whatever a config holds, it is read or refused by an error of ours."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from flopwise.tools.architecture import MODEL_TYPES, count, flops, read_config
from flopwise.tools.engine.errors import FlopwiseError

from .rows import ARCHITECTURES, config_of

CONFIGS = [config_of(row) for row in ARCHITECTURES]
KEYS = sorted(
    {key for config in CONFIGS for key in config}
    | {
        "attention_bias", "mlp_bias", "layer_types", "sliding_window_pattern", "use_sliding_window",
        "max_window_layers", "text_config", "attn_config", "num_nextn_predict_layers",
        "num_ln_in_parallel_attn", "enable_bias", "n_embed", "use_qk_norm", "moe_layer_freq",
        "qk_layernorm", "is_encoder_decoder", "relative_attention_num_buckets",
        "add_cross_attention",
    }
)  # fmt: skip
NUMBERS = (
    st.integers(-3, 300)
    | st.integers()
    | st.sampled_from([2**31, 2**63, 10**19, 10**4000, -(10**300)])
)
SCALARS = (
    st.none()
    | st.booleans()
    | NUMBERS
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["full_attention", "sliding_attention", "gated-gelu", *MODEL_TYPES])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=8,
)


def read_or_refused(source: Any) -> None:
    try:
        structure = read_config(source)
    except FlopwiseError as error:
        for text in error.text:
            assert "\n" not in text and len(text) < 1000
            text.encode()  # A message can be printed: it holds no half of a surrogate pair.
        return
    counts = count(structure)
    assert counts.total >= counts.active > 0
    assert flops(structure, 1, 7).total > 0


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(CONFIGS),
    st.dictionaries(st.sampled_from(KEYS), VALUES, min_size=1, max_size=4),
    st.lists(st.sampled_from(KEYS), max_size=2),
)
def test_changed_configs(config: dict[str, Any], changes: dict[str, Any], lost: list[str]) -> None:
    read_or_refused({k: v for k, v in {**config, **changes}.items() if k not in lost})


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(MODEL_TYPES)),
    st.dictionaries(st.sampled_from(KEYS), st.integers(1, 64) | st.booleans(), min_size=8),
)
def test_any_keys(model_type: str, keys: dict[str, Any]) -> None:
    read_or_refused({**keys, "model_type": model_type})
    read_or_refused({"model_type": "vision", "text_config": {**keys, "model_type": model_type}})


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_any_value(value: Any) -> None:
    read_or_refused(value)
    try:
        text = json.dumps(value)
    except ValueError:
        return  # Python writes no integer of over 4,300 digits.
    read_or_refused(text)
    read_or_refused(text.encode())


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(CONFIGS), st.integers(0, 400), st.text(max_size=5), st.integers(0, 9))
def test_damaged_text(config: dict[str, Any], place: int, put: str, cut: int) -> None:
    text = json.dumps(config)
    read_or_refused(text[:place] + put + text[place + cut :])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60))
@example("{" * 3000)
@example('{"\ud800": 1}')
@example('{"model_type": "\ud800\n"}')
@example("\ud800")
@example(b"[" * 100_000)
def test_any_text(source: str | bytes) -> None:
    read_or_refused(source)
