"""Reading config.json: what each kind of model says, and how each wrong one is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from flopwise.tools.architecture import (
    MODEL_TYPES,
    UnknownModelType,
    count,
    read_config,
)
from flopwise.tools.engine.errors import (
    Contradiction,
    FlopwiseError,
    InvalidInput,
    MissingInput,
    OutOfDomain,
)

from .rows import ARCHITECTURES, IDS, STRUCTURES, config_of, row_of

LLAMA = config_of(row_of("llama-3-8b"))
GPT2 = config_of(row_of("gpt2"))
V3 = config_of(row_of("deepseek-v3"))


def without(config: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in config.items() if key not in keys}


def test_every_model_type_of_the_data_is_read() -> None:
    assert {row["model_type"] for row in ARCHITECTURES} == set(MODEL_TYPES)


@pytest.mark.parametrize("name", IDS)
def test_a_file_its_text_its_bytes_and_its_keys_say_the_same(name: str, tmp_path: Path) -> None:
    config = config_of(row_of(name))
    text = json.dumps(config, indent=2)
    file = tmp_path / "config.json"
    file.write_text(text, encoding="utf-8")
    same = STRUCTURES[name]
    for source in (
        file,
        str(file),
        text,
        f"\n {text}",
        text.encode(),
        b"\xef\xbb\xbf" + text.encode(),
    ):
        read = read_config(source)
        assert read.model_copy(update={"notes": ()}) == same.model_copy(update={"notes": ()})
        assert len(read.notes) == len(same.notes)


def test_keys_that_shape_nothing_are_passed_over() -> None:
    more = {"torch_dtype": "bfloat16", "rope_scaling": {"factor": 8.0}, "rope_theta": 5e5}
    assert read_config({**LLAMA, **more}) == STRUCTURES["llama-3-8b"]


# ------------------------------------------------------------------- what the keys mean


@pytest.mark.parametrize(
    ("config", "field", "value"),
    [
        ({**LLAMA, "num_key_value_heads": None}, "attention.kv_heads", 32),
        (without(LLAMA, "num_key_value_heads"), "attention.kv_heads", 32),
        ({**LLAMA, "head_dim": None}, "attention.head_size", 128),
        ({**LLAMA, "head_dim": 64}, "attention.head_size", 64),
        ({**LLAMA, "attention_bias": True}, "attention.output_bias", True),
        ({**LLAMA, "mlp_bias": True}, "mlp.bias", True),
        (without(LLAMA, "tie_word_embeddings"), "head", "separate"),
        (without(LLAMA, "max_position_embeddings"), "context_length", None),
        (without(GPT2, "tie_word_embeddings"), "head", "tied"),
        ({**GPT2, "n_inner": 1000}, "mlp.size", 1000),
        ({**GPT2, "n_inner": None}, "mlp.size", 3072),
        (without(GPT2, "n_positions"), "positions.learned", 1024),
        ({**V3, "q_lora_rank": None}, "attention.latent.query_rank", None),
        ({**V3, "first_k_dense_replace": 61}, "experts", None),
        ({**V3, "n_shared_experts": None}, "experts.shared_size", 0),
    ],
)
def test_absent_and_null_keys(config: dict[str, Any], field: str, value: object) -> None:
    found: Any = read_config(config)
    for name in field.split("."):
        found = getattr(found, name)
    assert found == value


@pytest.mark.parametrize("name", ["gpt2", "gpt-j-6b", "starcoder-15b"])
def test_other_names_of_the_same_keys(name: str) -> None:
    names = {
        "n_embd": "hidden_size",
        "n_layer": "num_hidden_layers",
        "n_head": "num_attention_heads",
        "n_positions": "max_position_embeddings",
    }
    config = {names.get(key, key): value for key, value in config_of(row_of(name)).items()}
    assert read_config(config) == STRUCTURES[name]


WINDOWS = [
    ("mistral", {"sliding_window": 4096}, 32),
    ("mistral", {"sliding_window": None}, 0),
    ("qwen2", {"sliding_window": 4096}, 0),
    ("qwen2", {"use_sliding_window": True, "sliding_window": 4096}, 4),
    ("qwen2", {"use_sliding_window": True, "max_window_layers": 20}, 12),
    ("qwen2_moe", {"use_sliding_window": True, "num_experts": 4}, 14),
    ("qwen3_moe", {"use_sliding_window": True, "num_experts": 8}, 32),
    ("gemma2", {}, 16),
    ("gemma2", {"layer_types": ["sliding_attention"] * 3 + ["full_attention"] * 29}, 3),
    ("gemma3_text", {}, 27),
    ("gemma3_text", {"sliding_window_pattern": 2}, 16),
    ("gpt_oss", {}, 16),
]


@pytest.mark.parametrize(("model_type", "keys", "windowed"), WINDOWS)
def test_which_layers_are_windowed(model_type: str, keys: dict[str, Any], windowed: int) -> None:
    structure = read_config({**LLAMA, "model_type": model_type, **keys})
    assert structure.windowed_layers == windowed
    assert (structure.window is not None) == bool(windowed)


@pytest.mark.parametrize(
    ("keys", "dense"),
    [
        ({}, 0),
        ({"decoder_sparse_step": 2}, 16),
        ({"decoder_sparse_step": 3}, 22),
        ({"mlp_only_layers": [0, 5, 99]}, 2),
        ({"decoder_sparse_step": 2, "mlp_only_layers": [0, 1]}, 17),
    ],
)
def test_which_layers_are_dense(keys: dict[str, Any], dense: int) -> None:
    structure = read_config({**LLAMA, "model_type": "qwen3_moe", **keys})
    assert structure.experts and structure.experts.dense_layers == dense


def test_no_layer_left_to_experts_is_a_dense_model() -> None:
    for keys in ({"mlp_only_layers": list(range(32))}, {"decoder_sparse_step": 33}):
        structure = read_config({**LLAMA, "model_type": "qwen2_moe", **keys})
        assert structure.experts is None
        assert structure.mlp and structure.mlp.size == 14336


def test_gpt_neo_spells_its_layers() -> None:
    neo = config_of(row_of("gpt-neo-125m"))
    spelled = {**neo, "attention_types": [[["global"], 2], [["local", "global"], 5]]}
    assert read_config(spelled).windowed_layers == 5
    with pytest.raises(OutOfDomain, match="a list of 12 layers"):
        read_config({**neo, "attention_types": [[["global"], 2]]})


def test_a_head_of_its_own_makes_flan_t5() -> None:
    """google/flan-t5-base: 247,577,856 parameters, counted on its published weights."""
    flan = {
        **config_of(row_of("t5-base")),
        "d_ff": 2048,
        "feed_forward_proj": "gated-gelu",
        "tie_word_embeddings": False,
    }
    assert count(read_config(flan)).total == 247_577_856


# --------------------------------------------------------------------- what it says with it


def test_the_text_part_of_a_multimodal_config() -> None:
    """google/gemma-3-4b-it leaves out the defaults; transformers builds 3,880,263,168."""
    text = {
        "model_type": "gemma3_text",
        "hidden_size": 2560,
        "intermediate_size": 10240,
        "num_hidden_layers": 34,
        "sliding_window": 1024,
    }
    structure = read_config(
        {"model_type": "gemma3", "text_config": text, "vision_config": {"hidden_size": 1152}}
    )
    assert count(structure).total == 3_880_263_168
    part, taken = structure.notes
    assert "text part" in part.en and "文本部分" in part.zh and "gemma3" in part.en
    assert "vocab_size 262,208" in taken.en and "num_attention_heads 8" in taken.zh


def test_a_text_part_is_tied_as_the_whole_says() -> None:
    whole = {"model_type": "llava", "tie_word_embeddings": True}
    untold = without(LLAMA, "tie_word_embeddings")
    assert read_config({**whole, "text_config": untold}).head == "tied"
    assert read_config({**whole, "text_config": LLAMA}).head == "separate"


def test_a_size_taken_as_a_default_is_said() -> None:
    (note,) = read_config(without({**LLAMA, "model_type": "qwen3"}, "head_dim")).notes
    assert "head_dim 128" in note.en and "head_dim 128" in note.zh
    assert not read_config({**LLAMA, "model_type": "qwen3", "head_dim": 128}).notes


def test_what_is_left_out_is_said() -> None:
    (mtp,) = read_config({**V3, "num_nextn_predict_layers": 1}).notes
    assert "MTP" in mtp.en and "MTP" in mtp.zh
    (mlm,) = STRUCTURES["bert-base-uncased"].notes
    assert "pooler" in mlm.en


# ------------------------------------------------------------------------------- refusals

_BY_NUMBERS = "give the structure by numbers: layers, hidden size"

REFUSED: list[tuple[object, type[FlopwiseError], str]] = [
    # the type of model
    ({**LLAMA, "model_type": "lama"}, UnknownModelType, r"'lama'; did you mean .*llama"),
    ({**LLAMA, "model_type": "qwen4"}, UnknownModelType, _BY_NUMBERS),
    ({**LLAMA, "model_type": 7}, UnknownModelType, "unknown model_type '7'"),
    ({**LLAMA, "model_type": ["llama"]}, UnknownModelType, "unknown model_type"),
    (without(LLAMA, "model_type"), MissingInput, "lacks model_type; known are gpt2, "),
    ({}, MissingInput, _BY_NUMBERS),
    ({"model_type": "gemma3", "text_config": {}}, MissingInput, "lacks model_type"),
    # absent
    (without(LLAMA, "hidden_size"), MissingInput, f"lacks hidden_size; .*{_BY_NUMBERS}"),
    ({"model_type": "gpt2"}, MissingInput, "lacks n_layer, n_embd, n_head, vocab_size"),
    (without(config_of(row_of("deepseek-v2")), "num_experts_per_tok"), MissingInput, "per_tok"),
    # of the wrong type
    *(
        ({**LLAMA, "num_hidden_layers": wrong}, OutOfDomain, f"from 1 to 10,000, not {shown}")
        for wrong, shown in [
            (True, "true"),
            (None, "null"),
            ("32", '"32"'),
            (32.0, "32.0"),
            (-32, "-32"),
            (0, "0"),
            ([32], r"\[…\]"),
            ({"a": 1}, r"\{…\}"),
            (10_001, "10001"),
            (10**400, r"10\^"),
        ]
    ),
    ({**LLAMA, "tie_word_embeddings": "yes"}, OutOfDomain, 'must be true or false, not "yes"'),
    ({**LLAMA, "attention_bias": 0}, OutOfDomain, "must be true or false, not 0"),
    ({**LLAMA, "head_dim": 0}, OutOfDomain, "head_dim must be"),
    ({**LLAMA, "vocab_size": 10**9}, OutOfDomain, "vocab_size must be .* to 100,000,000"),
    ({**GPT2, "n_embd": 10**7}, OutOfDomain, "n_embd must be"),
    ({**V3, "v_head_dim": -1}, OutOfDomain, "v_head_dim must be"),
    ({**V3, "n_shared_experts": 10**6}, OutOfDomain, "must be a whole number from 0 to 1,000,"),
    # lists
    ({**LLAMA, "model_type": "gemma2", "layer_types": []}, OutOfDomain, "a list of 32 layers"),
    (
        {**LLAMA, "model_type": "gemma2", "layer_types": ["chunked_attention"] * 32},
        OutOfDomain,
        "a list of sliding_attention and full_attention",
    ),
    ({**LLAMA, "model_type": "gemma2", "layer_types": {}}, OutOfDomain, "a list of 32 layers"),
    ({**LLAMA, "model_type": "qwen3_moe", "mlp_only_layers": 3}, OutOfDomain, "layer numbers"),
    ({**LLAMA, "model_type": "qwen3_moe", "mlp_only_layers": [-1]}, OutOfDomain, "layer numbers"),
    *(
        ({**config_of(row_of("gpt-neo-125m")), "attention_types": wrong}, OutOfDomain, "attention_")
        for wrong in (5, [5], [["global", 12]], [[["global"], True]], [[["x"], 12]])
    ),
    (
        {**config_of(row_of("gpt-neo-125m")), "attention_types": [[["global"] * 9999, 9999]]},
        OutOfDomain,
        "attention_types",
    ),
    ({**config_of(row_of("t5-base")), "feed_forward_proj": 3}, OutOfDomain, "an activation"),
    ({**config_of(row_of("t5-base")), "feed_forward_proj": "a-b-c"}, OutOfDomain, "activation"),
    # that do not fit together
    ({**LLAMA, "num_key_value_heads": 5}, Contradiction, "32 attention heads .* 5 KV heads"),
    ({**LLAMA, "num_attention_heads": 7}, Contradiction, "hidden_size 4096 is not divisible by"),
    ({**GPT2, "hidden_size": 64}, Contradiction, "n_embd 768 and hidden_size 64 disagree"),
    ({**V3, "num_experts_per_tok": 257}, Contradiction, "pass through 257 of 256 experts"),
    # not covered
    ({**GPT2, "add_cross_attention": True}, InvalidInput, "add_cross_attention true is not cov"),
    (
        {**LLAMA, "model_type": "gemma3_text", "use_bidirectional_attention": True},
        InvalidInput,
        "o",
    ),
    (
        {**config_of(row_of("mpt-7b")), "attn_config": {"attn_type": "multiquery_attention"}},
        InvalidInput,
        "attn_config.attn_type .* is not covered",
    ),
    ({**V3, "moe_layer_freq": 2}, InvalidInput, "moe_layer_freq 2 is not covered, only 1"),
    # text
    ("", InvalidInput, "no such file|not a path|is a folder"),
    ("no/such/config.json", InvalidInput, "no such file; give a path to config.json, or its te"),
    ("a\x00b", InvalidInput, "cannot be read"),
    ("x" * 5000, InvalidInput, "cannot be read"),
    ("{", InvalidInput, "is not JSON: .*line 1, column 2"),
    ('{"model_type": "llama",}', InvalidInput, "is not JSON: .*line 1"),
    ("{'model_type': 'llama'}", InvalidInput, "is not JSON"),
    ("[1, 2]", InvalidInput, "is not a JSON object"),
    (b"null", InvalidInput, "is not a JSON object"),
    (b"", InvalidInput, "is not JSON"),
    ('{"a": 1, "a": 1}', InvalidInput, 'states "a" twice'),
    ('{"x": {"hidden_size": 1, "hidden_size": 2}}', InvalidInput, 'states "hidden_size" twice'),
    ('{"a": NaN}', InvalidInput, "holds NaN, which is no JSON number"),
    ('{"a": -Infinity}', InvalidInput, "holds -Infinity"),
    ('{"a": 1e999}', InvalidInput, "holds 1e999"),
    ('{"a": ' + "9" * 5000 + "}", InvalidInput, "a number of thousands of digits"),
    ('{"a": ' + "[" * 40 + "]" * 40 + "}", InvalidInput, "deeper than 32 levels"),
    ('{"a": ' * 100_000, InvalidInput, "deeper than 32 levels|not JSON"),
    ("[" * 400_000 + "]" * 400_000, InvalidInput, "deeper than 32 levels"),
    (" {" + " " * 1_000_000 + "}", InvalidInput, "is larger than 1 MB"),
    (b"\xff\xfe{", InvalidInput, r"is not UTF-8 text \(byte 0\); save it as UTF-8"),
    (b"{" + b" " * 1_000_000 + b"}", InvalidInput, "is larger than 1 MB"),
    (7, InvalidInput, "give a path to config.json, its text or its keys, not int"),
    (None, InvalidInput, "not NoneType"),
]


@pytest.mark.parametrize(("source", "error", "says"), REFUSED, ids=lambda v: repr(v)[:60])
def test_refusals(source: Any, error: type[FlopwiseError], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        read_config(source)
    for text in caught.value.text:
        assert text and "\n" not in text and len(text) < 1000


def test_files_that_are_none(tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    large.write_bytes(b'{"a": "' + b"x" * 10_000_000 + b'"}')
    latin = tmp_path / "latin.json"
    latin.write_bytes('{"a": "é"}'.encode("latin-1"))
    for source, says in (
        (tmp_path, "is a folder; give the config.json in it"),
        (str(tmp_path / "none.json"), "no such file"),
        (tmp_path / "none.json", "no such file"),
        (large, "is larger than 1 MB"),
        (latin, "is not UTF-8"),
        (Path("/dev/null"), "is not a file"),
        (tmp_path / "latin.json" / "x", "cannot be read"),
    ):
        with pytest.raises(InvalidInput, match=says):
            read_config(source)


def test_a_message_names_the_file_and_both_languages_say_the_same(tmp_path: Path) -> None:
    file = tmp_path / "c.json"
    file.write_text(json.dumps({**LLAMA, "num_hidden_layers": 0}), encoding="utf-8")
    with pytest.raises(OutOfDomain) as caught:
        read_config(file)
    en, zh = caught.value.text
    assert en.endswith("num_hidden_layers must be a whole number from 1 to 10,000, not 0")
    assert zh.endswith("num_hidden_layers 应为 1 到 10,000 之间的整数,而不是 0")


def test_a_number_too_long_to_print_is_refused() -> None:
    with pytest.raises(OutOfDomain, match=r"not 10\^5000"):
        read_config({**LLAMA, "hidden_size": 10**5000})


def test_nothing_in_a_config_is_run() -> None:
    for text in ("__import__('os').abort()", "os.abort()", "{{7*7}}"):
        with pytest.raises(OutOfDomain):
            read_config({**LLAMA, "hidden_size": text})


class _Keys(Mapping[str, Any]):
    """Keys that are no dict, as settings libraries hold them."""

    def __init__(self, keys: dict[str, Any]) -> None:
        self._keys = keys

    def __getitem__(self, key: str) -> Any:
        return self._keys[key]

    def __iter__(self) -> Any:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def test_any_mapping_will_do() -> None:
    assert read_config(_Keys(LLAMA)) == STRUCTURES["llama-3-8b"]
    inner = {"model_type": "llava", "text_config": _Keys(LLAMA)}
    assert count(read_config(inner)).total == count(STRUCTURES["llama-3-8b"]).total
