"""Quantizations and grids: complete, exact, found by the names that people use."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flopwise.tools.catalog.formats import (
    Grid,
    Quantization,
    find_grid,
    find_quantization,
    grids,
    quantizations,
    read_catalog,
    scan_grids,
    scan_quantizations,
)
from flopwise.tools.engine.errors import DeclarationError, InvalidInput, UnknownName


@pytest.mark.parametrize("entry", quantizations(), ids=lambda entry: entry.name)
def test_a_quantization_is_exact_and_plausible(entry: Quantization) -> None:
    fact = entry.facts()["bits_per_weight"]
    assert isinstance(fact.value, (int, Fraction)) and Fraction(1) < fact.value <= 32
    assert fact.source == entry.source
    assert find_quantization(entry.name) is entry


@pytest.mark.parametrize("entry", grids(), ids=lambda entry: entry.name)
def test_a_grid_is_exact_and_plausible(entry: Grid) -> None:
    fact = entry.facts()["carbon_intensity"]
    assert Fraction(10, 10**3) < Fraction(fact.value) * 3_600_000 < Fraction(12, 10)
    assert fact.note == f"average of {entry.year}"
    assert find_grid(entry.name) is entry
    assert any("一" <= letter <= "鿿" for name in entry.aliases for letter in name)


# Sizes of llama.cpp's blocks (ggml-common.h), Dettmers et al. 2023 §3, the MX specification,
# and llama.cpp's own measurements on Llama 3.1 8B.
BITS = [
    ("Q4_0", Fraction(9, 2)),
    ("Q8_0", Fraction(17, 2)),
    ("Q6_K", Fraction(105, 16)),
    ("Q4_K", Fraction(9, 2)),
    ("Q4_K_M", Fraction("4.8944")),
    ("NF4", Fraction(9, 2)),
    ("NF4 double", 4 + Fraction(8, 64) + Fraction(32, 64 * 256)),
    ("MXFP4", Fraction(17, 4)),
    ("NVFP4", Fraction(9, 2)),
    ("AWQ", Fraction("4.15625")),
    ("GPTQ 4bit g32", Fraction("4.625")),
    ("fp8", 8),
]


@pytest.mark.parametrize(("name", "bits"), BITS)
def test_bits_as_published(name: str, bits: Fraction) -> None:
    assert find_quantization(name).bits_per_weight() == bits


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("q4_k_m", "Q4_K_M"), ("Q4KM", "Q4_K_M"), ("gguf Q5_K_M", "Q5_K_M"), ("4-bit", "int4"),
        ("INT4", "int4"), ("8bit", "int8"), ("bfloat16", "bf16"), ("half precision", "fp16"),
        ("nf4", "NF4"), ("QLoRA", "NF4 double"), ("gptq", "GPTQ 4bit g128"), ("半精度", "fp16"),
        ("4 比特", "int4"), ("mxfp4", "MXFP4"), ("ternary", "BitNet b1.58"),
    ],
)  # fmt: skip
def test_names_of_quantizations(written: str, name: str) -> None:
    assert find_quantization(written).name == name


@pytest.mark.parametrize(
    ("written", "name"),
    [("US", "United States"), ("法国", "France"), ("uk", "United Kingdom"), ("中国", "China")],
)
def test_names_of_grids(written: str, name: str) -> None:
    assert find_grid(written).name == name


def test_names_in_a_text() -> None:
    found = scan_quantizations("a 70B in Q4_K_M or int4 on an H100, not in Q99")
    assert [match.entry.name for match in found] == ["Q4_K_M", "int4"]
    strong = [
        m.entry.name for m in scan_grids("how long does it stall us in France?") if not m.weak
    ]
    assert strong == ["France"]


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(UnknownName) as caught:
        find_quantization("q4_k_l")
    assert "Q4_K" in caught.value.nearest


def test_the_cache_takes_plain_types_only() -> None:
    assert find_quantization("fp8").cache_facts()["kv_bytes"].value == 1
    with pytest.raises(InvalidInput, match="AWQ is a format for weights"):
        find_quantization("AWQ").cache_facts()


OWN = """
[[vendor]]
name = "Us"
[[quantization]]
name = "Q"
vendor = "Us"
{form}
source = "our own measurements"
date = "2026-01"
"""


def read(text: str) -> None:
    read_catalog("quantization", Quantization, text.encode(), "own.toml")


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("", "give one of bits, group, block, measured"),
        ("bits = 4\nmeasured = 4.5", "give one of"),
        ("bits = -4", "bits: Value error, must be above zero"),
        ("group = { bits = 4, size = 0.5, scale_bits = 16 }", "size: Value error, must be whole"),
        ("group = { bits = 4, size = 64, scale_bits = 8, outer_size = 256 }", "belong together"),
        ("bits = 4\nspeed = 1", "speed: Extra inputs"),
        ("bits = nan", "Invalid literal"),
    ],
)
def test_a_wrong_entry_is_refused(form: str, message: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        read(OWN.format(form=form))
    assert message in str(caught.value) and "\n" not in str(caught.value)


def test_vendors_and_tables_are_known() -> None:
    text = OWN.format(form="bits = 4")
    entry = text[text.index("[[quantization]]") :]
    with pytest.raises(DeclarationError, match="no .*vendor.* is named 'Us'"):
        read(entry)
    with pytest.raises(DeclarationError, match="vendor: String should have at least 1 character"):
        read(entry.replace('"Us"', '""'))
    with pytest.raises(DeclarationError, match="1 of its quantizations share a name"):
        read(text + entry)
    with pytest.raises(DeclarationError, match="unknown table 'law'"):
        read(text + "[[law]]\n")
    with pytest.raises(DeclarationError, match="Field required"):
        read(text.replace('source = "our own measurements"', ""))
