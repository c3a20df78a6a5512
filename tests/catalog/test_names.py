"""Names of accelerators and models inside free text, English and Chinese."""

from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flopwise.tools.catalog import (
    Accelerator,
    Model,
    accelerators,
    find_accelerator,
    find_model,
    models,
    scan_names,
)
from flopwise.tools.catalog.entries import Vendor
from flopwise.tools.catalog.names import NameIndex
from flopwise.tools.engine.errors import UnknownName

A100, A100_40, H100, V100 = "A100 SXM 80GB", "A100 SXM 40GB", "H100 SXM", "V100 SXM2 32GB"
Kind = Literal["accelerator", "model"]
KINDS: tuple[Kind, ...] = ("accelerator", "model")


def found(text: str, kind: Kind) -> list[tuple[str, str]]:
    if kind == "accelerator":
        return [(match.matched_text, match.entry.name) for match in scan_names(text, kind)]
    return [(match.matched_text, match.entry.name) for match in scan_names(text, kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("用H100训练", [("H100", H100)]),
        ("8xA100", [("A100", A100)]),
        ("64×A100", [("A100", A100)]),
        ("A100x8", [("A100", A100)]),
        ("256 A100s at 50%", [("A100s", A100)]),
        ("H100 GPUs", [("H100", H100)]),
        ("H100卡", [("H100", H100)]),
        ("一张ｈ１００", [("ｈ１００", H100)]),
        ("英伟达H100与华为昇腾910B", [("英伟达H100", H100), ("华为昇腾910B", "Ascend 910B")]),
        ("NVIDIA A100 80GB PCIe", [("NVIDIA A100 80GB PCIe", "A100 PCIe 80GB")]),
        ("A100-SXM4-40GB", [("A100-SXM4-40GB", A100_40)]),
        ("A100 40G", [("A100 40G", A100_40)]),
        ("A100 (40 GB)", [("A100 (40 GB)", A100_40)]),
        ("一张 80G 的 A100", [("80G 的 A100", A100)]),
        ("40GB A100s", [("40GB A100s", A100_40)]),
        ("16 GB V100", [("16 GB V100", "V100 SXM2 16GB")]),
        ("on 192 GB B200s", [("B200s", "B200 SXM")]),
        ("Tesla V100", [("Tesla V100", V100)]),
        ("rtx-4090 or rtx4090", [("rtx-4090", "RTX 4090"), ("rtx4090", "RTX 4090")]),
        ("8张4090", [("4090", "RTX 4090")]),
        ("two 4090s", [("4090s", "RTX 4090")]),
        ("A100 or H100?", [("A100", A100), ("H100", H100)]),
        ("tpu v5e and TPUv4", [("tpu v5e", "TPU v5e"), ("TPUv4", "TPU v4")]),
        ("L40s", [("L40s", "L40S")]),
        ("8 MI300Xs, 910Bs", [("MI300Xs", "MI300X"), ("910Bs", "Ascend 910B")]),
        ("A10Gs and A10s", [("A10Gs", "A10G"), ("A10s", "A10")]),
        # Not these:
        ("A1000", []),
        ("AA100", []),
        ("train a 100 GPU cluster", []),
        ("train a 10 billion model", []),
        ("4090 tokens", []),
        ("4090 个 token", []),
        ("$4090", []),
        ("4,090", []),
        ("14,090", []),
        ("80 GB 200 tokens", []),
        ("RTX 3090 Ti", []),
        ("H200 NVL", []),
        ("V100 PCIe", []),
        ("7B on 2T tokens", []),
        ("", []),
    ],
)
def test_accelerators_in_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "accelerator") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Llama-3-8B", [("Llama-3-8B", "Llama 3 8B")]),
        ("推理llama3 8b要多少显存", [("llama3 8b", "Llama 3 8B")]),
        ("Meta-Llama-3.1-8B-Instruct", [("Meta-Llama-3.1-8B", "Llama 3.1 8B")]),
        ("llama 65b", [("llama 65b", "Llama 1 65B")]),
        (
            "Llama 2 70B (2T tokens) -> Llama 3.1 405B (15.6T)",
            [("Llama 2 70B", "Llama 2 70B"), ("Llama 3.1 405B", "Llama 3.1 405B")],
        ),
        ("从 GPT-2 到 gpt3", [("GPT-2", "GPT-2 XL"), ("gpt3", "GPT-3 175B")]),
        ("gpt2-small", [("gpt2-small", "GPT-2 Small")]),
        ("GPT-3 (175B)", [("GPT-3 (175B)", "GPT-3 175B")]),
        ("GPT-3 300B tokens", [("GPT-3", "GPT-3 175B")]),
        ("通义千问2.5-7B", [("通义千问2.5-7B", "Qwen2.5-7B")]),
        ("浪潮源1.0和源 2.0", [("浪潮源1.0", "Yuan 1.0"), ("源 2.0", "Yuan 2.0 102B")]),
        ("mixtral-8x7b-v0.1", [("mixtral-8x7b", "Mixtral 8x7B")]),
        ("PanGu-Σ", [("PanGu-Σ", "PanGu-Sigma")]),
        ("Megatron-Turing NLG", [("Megatron-Turing NLG", "MT-NLG 530B")]),
        # Not these:
        ("70B", []),
        ("a 7B model", []),
        ("GPT-3 99B", []),
        ("GPT-3.5", []),
        ("GPT-4 Turbo", []),
        ("GPT-4o", []),
        ("GPT-2 medium", []),
        ("PaLM 2", []),
        ("Mixtral 9x9B", []),
        ("DeepSeek-V3.1", []),
        ("Llama 3", []),
        ("开源2.0", []),
    ],
)
def test_models_in_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "model") == expected


def test_a_word_of_two_meanings_is_marked() -> None:
    [law] = scan_names("how many tokens for a chinchilla-optimal 3B?", "model")
    [model] = scan_names("memory of Chinchilla 70B", "model")
    assert law.weak and not model.weak and law.entry == model.entry


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("A100", A100),
        ("H100", H100),
        ("V100", V100),
        ("H200", "H200 SXM"),
        ("H100 80GB", H100),
        ("a100-pcie", "A100 PCIe 80GB"),
        ("4090", "RTX 4090"),
        ("昇腾910B", "Ascend 910B"),
        ("  GB200 (per GPU) ", "GB200 (per GPU)"),
    ],
)
def test_which_accelerator_a_bare_name_means(name: str, entry: str) -> None:
    assert find_accelerator(name).name == entry


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("H10O", "unknown accelerator 'H10O'; did you mean H100 PCIe, H100 SXM, H100 NVL?"),
        ("8 A100", "unknown accelerator '8 A100'; did you mean A100 SXM 80GB, "),
        ("", "unknown accelerator ''"),
    ],
)
def test_an_unknown_accelerator_offers_the_nearest(name: str, message: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find_accelerator(name)
    assert str(caught.value).startswith(message)


def test_an_unknown_model_offers_the_nearest() -> None:
    with pytest.raises(UnknownName) as caught:
        find_model("lama 3 8b")
    assert caught.value.nearest[0] == "Llama 3 8B"
    assert "相近的有" in caught.value.in_("zh")


@pytest.mark.parametrize("card", accelerators(), ids=lambda card: card.name)
def test_each_accelerator_is_found_by_each_of_its_names(card: Accelerator) -> None:
    for name in (card.name, *card.aliases, f"{card.vendor} {card.name}"):
        for written in (name, name.upper(), name.lower(), name.replace(" ", "-"), f"8 x {name}!"):
            assert [match.entry for match in scan_names(written, "accelerator")] == [card], written
        assert find_accelerator(name) is card


@pytest.mark.parametrize("model", models(), ids=lambda model: model.name)
def test_each_model_is_found_by_each_of_its_names(model: Model) -> None:
    for name in (model.name, *model.aliases, *model.weak_aliases):
        for written in (name, name.upper(), name.lower(), name.replace(" ", "_"), f"训练{name}要"):
            assert [match.entry for match in scan_names(written, "model")] == [model], written
        assert find_model(name) is model


@pytest.mark.parametrize("entry", [*accelerators(), *models()], ids=lambda entry: entry.name)
def test_no_alias_says_what_the_rules_already_give(entry: Accelerator | Model) -> None:
    for alias in entry.aliases:
        others = tuple(other for other in entry.aliases if other != alias)
        without = entry.model_copy(update={"aliases": others})
        index = NameIndex("entry", [without], [Vendor(name=entry.vendor)])
        assert [match.matched_text for match in index.scan(alias)] != [alias], alias


NAMES = [name for entry in (*accelerators(), *models()) for name in (entry.name, *entry.aliases)]
STRAY = list(" ,.。()（）-_x×s8的版用卡Σ²İßﬁ\n")
WORDS = ["显存", "80GB", "40G", "13B", "tokens", "NVIDIA", "英伟达"]
pieces = st.sampled_from(NAMES + STRAY + WORDS)
texts = st.one_of(st.text(max_size=60), st.lists(pieces, max_size=12).map("".join))


@given(texts, st.sampled_from(KINDS))
@example("İA100 ß ﬁ H100", "accelerator")
def test_scanning_never_fails_and_spans_are_right(text: str, kind: Kind) -> None:
    end = 0
    for match in scan_names(text, kind):
        assert end <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.matched_text
        assert match.matched_text.strip() == match.matched_text
        end = match.end


@given(st.sampled_from(accelerators()), st.text("用训练,。 ?\n", max_size=9), st.integers(1, 99))
def test_a_name_is_found_wherever_it_stands(card: Accelerator, around: str, count: int) -> None:
    text = f"{around}{count}张{card.name}{around}"
    [match] = scan_names(text, "accelerator")
    assert match.entry is card
    assert match.start == text.index(card.name)
