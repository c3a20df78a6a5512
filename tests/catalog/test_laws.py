"""The editions of scaling laws: complete, exact, and refused with a clear word where not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flopwise.tools.catalog.laws import Law, laws
from flopwise.tools.catalog.tables import settings_of
from flopwise.tools.engine import algebra
from flopwise.tools.engine.errors import DeclarationError

LOSS = {
    "parametric": {
        "irreducible_loss", "loss_size_coefficient", "loss_size_exponent",
        "loss_data_coefficient", "loss_data_exponent",
    },
    "joint": {
        "loss_size_scale", "loss_size_exponent", "loss_data_scale", "loss_data_exponent",
    },
}  # fmt: skip
LOSS["repeated"] = LOSS["parametric"] | {"data_repetition_scale", "size_excess_scale"}
OWN = """
[[law]]
name = "{name}"
label = {{ en = "ours", zh = "我们的" }}
names_en = ["ours"]
names_zh = ["我们的"]
allocation = "rule"
counts = "all"
constants = {{ optimal_tokens_per_parameter = {ratio} }}
fitted = {{ tokens = {tokens} }}
source = "our own runs"
date = "2025-01"
{more}
"""


@pytest.mark.parametrize("law", laws().values(), ids=list(laws()))
def test_an_edition_gives_what_its_form_needs(law: Law) -> None:
    given = set(law.gives)
    if law.loss is not None:
        assert given >= LOSS[law.loss]
    if law.allocation == "balance":
        assert given >= LOSS["parametric"]
    if law.allocation == "rule":
        assert "optimal_tokens_per_parameter" in given
    if law.allocation == "power":
        assert given & {"parameters_exponent", "tokens_exponent"}
        assert len(given & {"reference_compute", "reference_parameters", "reference_tokens"}) == 2
    assert "arXiv:" in law.source
    assert law.label.en and law.label.zh and law.names_en and law.names_zh


def test_printed_decimals_are_exact_and_logarithms_are_forty_digits() -> None:
    assert laws()["hoffmann-3-unrounded"].gives["loss_size_exponent"] == Fraction("0.33917084")
    value = laws()["muennighoff"].gives["loss_size_coefficient"]
    assert not algebra.is_exact(value)
    assert abs(algebra.context.log(value) - algebra.context.mpf("6.255414")) < 1e-38


def read(name: str = "ours", ratio: str = "20", tokens: str = "[1e9, 1e12]", more: str = "") -> Law:
    text = OWN.format(name=name, ratio=ratio, tokens=tokens, more=more)
    [law] = settings_of(Law, "law", text.encode(), "own.toml").values()
    return law


def test_one_entry_is_one_edition() -> None:
    assert read(ratio="30.5").gives == {"optimal_tokens_per_parameter": Fraction("30.5")}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": "Ours"}, "Ours: name"),
        ({"ratio": "-1"}, "must be above zero"),
        ({"tokens": "[1e12, 1e9]"}, "least is not below most"),
        ({"more": "loss = 'magic'"}, "ours: loss"),
        ({"more": "logarithms = { optimal_tokens_per_parameter = 1 }"}, "among constants and"),
        ({"more": "[[price]]"}, "unknown table 'price'"),
        ({"more": OWN.format(name="ours", ratio=1, tokens="[1, 2]", more="")}, "share a name"),
    ],
)
def test_a_wrong_entry_is_refused(changed: dict[str, str], message: str) -> None:
    with pytest.raises(DeclarationError, match=r"^own\.toml: ") as caught:
        read(**changed)
    assert message in str(caught.value)
