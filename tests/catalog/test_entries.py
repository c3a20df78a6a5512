"""Every entry of the catalog, and the facts that it hands to the solver."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flopwise.tools.catalog import (
    DATA_TYPES,
    Accelerator,
    Model,
    accelerators,
    find_accelerator,
    find_model,
    load,
    models,
    scan_names,
)
from flopwise.tools.engine.errors import DeclarationError, InvalidInput

OWN_FILES = load.own_files  # Before tests/conftest.py hides this machine's.
ACCELERATORS = accelerators()
MODELS = models()


def one_name(entry: Accelerator | Model) -> str:
    return entry.name


def test_the_catalog_is_complete() -> None:
    assert len(ACCELERATORS) == 52
    assert len(MODELS) >= 45


@pytest.mark.parametrize("card", ACCELERATORS, ids=one_name)
def test_accelerator_facts_are_exact_positive_and_sourced(card: Accelerator) -> None:
    for dtype in card.peak_flops:
        for name, fact in card.facts(dtype).items():
            assert isinstance(fact.value, (int, Fraction)), name
            assert fact.value > 0 and fact.source, name
            assert fact.checked or "not yet checked" in (fact.note or ""), name
    assert {"peak_flops", "memory_per_accelerator", "memory_bandwidth"} <= card.facts().keys()


@pytest.mark.parametrize("card", ACCELERATORS, ids=one_name)
def test_accelerator_figures_are_of_a_plausible_size(card: Accelerator) -> None:
    """A slipped power of ten, or a sparse peak beside dense ones, does not pass."""
    assert 10**9 * 8 <= card.memory_bytes <= 10**9 * 1024
    assert 10**11 <= card.memory_bandwidth <= 10**14
    peaks = card.peak_flops
    assert all(10**12 < peak < 10**17 for peak in peaks.values())
    if "fp8" in peaks and "bf16" in peaks and not card.name.startswith("Rubin"):
        assert 1 <= peaks["fp8"] / peaks["bf16"] <= Fraction(203, 100)
    if "bf16" in peaks and "fp16" in peaks and card.name != "Gaudi3":
        assert peaks["bf16"] == peaks["fp16"]


@pytest.mark.parametrize("model", MODELS, ids=one_name)
def test_model_facts_are_whole_positive_and_sourced(model: Model) -> None:
    for name, fact in model.facts().items():
        assert isinstance(fact.value, int) and fact.value > 0, name
        assert fact.source, name
        assert fact.checked == (model.status == "published"), name
    assert "nominal_parameters" not in model.facts()


@pytest.mark.parametrize("model", MODELS, ids=one_name)
def test_structure_and_size_of_a_model_agree(model: Model) -> None:
    """A dense model's weight matrices, its MLP gated or not, make up its parameters."""
    s = model.structure
    if s is None or model.mixture_of_experts:
        return
    assert s.attention_heads and s.kv_heads and s.head_size and s.vocabulary_size
    assert s.attention_heads % s.kv_heads == 0
    attention = 2 * s.hidden_size * s.head_size * (s.attention_heads + s.kv_heads)
    matrix = s.hidden_size * (s.intermediate_size or 4 * s.hidden_size)
    embedding = s.hidden_size * s.vocabulary_size
    least = embedding + s.layers * (attention + 2 * matrix)
    most = 2 * embedding + s.layers * (attention + 3 * matrix)
    assert Fraction(96, 100) * least < model.size.parameters < Fraction(102, 100) * most


# Dense bf16 (fp16) peak, memory, bandwidth and power as on the makers' own pages.
DATA_SHEETS = [
    # NVIDIA A100 Tensor Core GPU data sheet, June 2021.
    ("A100", 312e12, 80e9, 2039e9, 400),
    ("A100 40GB", 312e12, 40e9, 1555e9, 400),
    ("A100 PCIe 80GB", 312e12, 80e9, 1935e9, 300),
    # NVIDIA H100 data sheet and Hopper white paper.
    ("H100", 989.4e12, 80e9, 3.35e12, 700),
    # NVIDIA H200 data sheet.
    ("H200", 989.4e12, 141e9, 4.8e12, 700),
    # NVIDIA V100 data sheet, 2020.
    ("V100", 125e12, 32e9, 900e9, 300),
    # NVIDIA Ada GPU Architecture white paper.
    ("RTX 4090", 165.2e12, 24e9, 1008e9, 450),
    # AMD Instinct MI300X data sheet.
    ("MI300X", 1307.4e12, 192e9, 5.3e12, 750),
]


@pytest.mark.parametrize(("name", "peak", "memory", "bandwidth", "power"), DATA_SHEETS)
def test_well_known_data_sheets(
    name: str, peak: float, memory: float, bandwidth: float, power: int
) -> None:
    facts = find_accelerator(name).facts()
    assert facts["peak_flops"].value == peak
    assert facts["memory_per_accelerator"].value == memory
    assert facts["memory_bandwidth"].value == bandwidth
    assert facts["power_per_accelerator"].value == power


# Tokens per parameter as the papers are quoted: Hoffmann et al. 2022 Table 1, Meta's model cards.
TOKENS_PER_PARAMETER = [
    ("GPT-3", 1.7),
    ("Gopher", 1.1),
    ("MT-NLG", 0.5),
    ("Chinchilla", 20),
    ("Llama 1 7B", 148),
    ("Llama 2 7B", 297),
    ("Llama 3 8B", 1868),
]


@pytest.mark.parametrize(("name", "ratio"), TOKENS_PER_PARAMETER)
def test_tokens_per_parameter_as_published(name: str, ratio: float) -> None:
    facts = find_model(name).facts()
    assert facts["tokens"].value / facts["parameters"].value == pytest.approx(ratio, rel=0.05)


def test_the_price_is_exact_and_a_range() -> None:
    price = find_accelerator("H100").facts()["price_per_accelerator_hour"]
    assert price.low == Fraction(199, 100) / 3600
    assert price.high == Fraction(5) / 3600
    assert price.value == Fraction(699, 200) / 3600
    assert price.note == "$1.99 to $5 an hour, 2026-05"


def test_a_card_without_bf16_answers_with_fp16_and_says_so() -> None:
    peak = find_accelerator("V100").facts("bf16")["peak_flops"]
    assert peak.value == 125 * 10**12
    assert peak.note == "V100 SXM2 32GB has no bf16: its fp16 peak"


def test_a_missing_data_type_names_those_there_are() -> None:
    with pytest.raises(InvalidInput) as caught:
        find_accelerator("A100").facts("fp8")
    assert str(caught.value) == (
        "A100 SXM 80GB has no peak for 'fp8'; it has one for fp32, tf32, bf16, fp16, int8"
    )
    assert "没有 'fp8' 的峰值算力" in caught.value.in_("zh")


def test_gpt4_is_a_rumour_in_both_languages() -> None:
    model = find_model("GPT-4")
    assert model.status == "rumour" and model.mixture_of_experts and model.warning
    assert "rumour" in model.warning.en and "传闻" in model.warning.zh
    assert model.facts()["parameters"].value == 18 * 10**11
    assert not model.facts()["parameters"].checked
    assert [other.name for other in MODELS if other.status == "rumour"] == ["GPT-4"]


def test_known_mixtures() -> None:
    deepseek, mixtral = find_model("DeepSeek-V3").facts(), find_model("mixtral 8x7b").facts()
    assert deepseek["active_parameters"].value == 37 * 10**9
    assert deepseek["tokens"].value == 148 * 10**11
    assert mixtral["parameters"].value == 46_702_792_704  # The weights on Hugging Face.
    assert "kv_heads" not in deepseek


OWN = """
[[vendor]]
name = "Us"
[[accelerator]]
name = "{name}"
vendor = "Us"
aliases = ["our card"]
release_year = 2026
memory_bytes = {memory}
memory_bandwidth = 1e12
peak_flops = {{ bf16 = 0.1e15 }}
source = "our own measurements"
{more}
"""


def test_a_users_own_file_adds_entries(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OWN.format(name="Card 1", memory="64e9", more=""))
    card = find_accelerator("our-card", (own,))
    assert card.facts()["peak_flops"].value == 10**14
    assert len(accelerators((own,))) == 53
    assert [match.entry for match in scan_names("8x our card", "accelerator", (own,))] == [card]
    assert scan_names("8x our card", "accelerator") == []


def test_a_users_own_entry_replaces_ours_of_the_same_name(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OWN.format(name="H100 SXM", memory="64e9", more=""))
    assert find_accelerator("H100 SXM", (own,)).memory_bytes == 64 * 10**9
    assert len(accelerators((own,))) == 52


def test_a_price_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[price]]\naccelerator = "h100"\nlow = 1.9\nhigh = 2.1\ndate = "2026-11"\n'
        'source = "our contract of November"\n'
    )
    fact = find_accelerator("H100", (own,)).facts()["price_per_accelerator_hour"]
    assert (fact.value, fact.source) == (Fraction(2, 3600), "our contract of November")
    assert find_model("gpt-3", (own,)).name == "GPT-3 175B"


def test_the_file_in_the_configuration_folder_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "flopwise"
    folder.mkdir()
    monkeypatch.setattr("platformdirs.user_config_path", lambda name: tmp_path / name)
    monkeypatch.setattr(load, "own_files", OWN_FILES)
    assert load.own_files() == ()
    own = folder / "catalog.toml"
    own.write_text(OWN.format(name="Card 1", memory="64e9", more=""))
    assert load.own_files() == (own,)
    assert find_accelerator("our card").memory_bytes == 64 * 10**9


@pytest.mark.parametrize(
    ("name", "memory", "more", "message"),
    [
        ("C", "-1", "", "C: memory_bytes: Value error, must be above zero"),
        ("C", "0.5", "", "C: memory_bytes: Value error, must be whole"),
        ("C", "1e9", "sparse = 1", "C: sparse: Extra inputs are not permitted"),
        ("C", "1e9", "tdp_w = true", "C: tdp_w: Value error, give a number, exactly"),
        ("C", "1e9", 'unchecked = ["tdp_w"]', "unchecked names 'tdp_w', which this entry does not"),
        ("C", "nan", "", "Invalid literal for Fraction"),
        ("A100", "1e9", "", "the name 'A100' is claimed by 'A100 SXM 80GB' and 'A100'"),
        ("---", "1e9", "", "is no name"),
        ("C", "1e9", "[[law]]", "unknown table 'law'"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_name_and_field(
    tmp_path: Path, name: str, memory: str, more: str, message: str
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OWN.format(name=name, memory=memory, more=more))
    with pytest.raises(DeclarationError) as caught:
        accelerators((own,))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_entry_without_a_source_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    text = OWN.format(name="C", memory="1e9", more="")
    own.write_text(text.replace('source = "our own measurements"', ""))
    with pytest.raises(DeclarationError, match="C: source: Field required"):
        accelerators((own,))


@given(st.sampled_from(ACCELERATORS), st.sampled_from(DATA_TYPES))
def test_facts_or_a_clear_error_for_any_data_type(card: Accelerator, dtype: str) -> None:
    try:
        peak = card.facts(dtype)["peak_flops"]
    except InvalidInput as error:
        assert card.name in str(error) and dtype not in card.peak_flops
    else:
        assert peak.value > 0
