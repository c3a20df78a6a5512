"""The vocabulary: every quantity complete, once, with a unit that exists."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flopwise.tools.engine.errors import DeclarationError, UnknownName
from flopwise.tools.engine.quantity import Choice, Option, Quantity, Vocabulary
from flopwise.tools.engine.text import Text
from flopwise.tools.engine.units import dimension_of
from flopwise.tools.vocabulary import VOCABULARY

# DESIGN: the base units that an answer may carry; the second set is for what is rather given.
BASE_UNITS = {
    "FLOP", "FLOP/s", "parameter", "token", "token/s", "s", "accelerator", "accelerator*s", "byte",
    "byte/s", "USD", "USD/(accelerator*s)", "USD/token", "J", "J/token", "FLOP/byte", "W",
    "kgCO2e", "1",
    "byte/parameter", "byte/token", "USD/s", "USD/J", "kgCO2e/J", "Hz", "FLOP/USD",
}  # fmt: skip


@pytest.mark.parametrize("quantity", list(VOCABULARY), ids=lambda q: q.name)
def test_a_quantity_is_complete(quantity: Quantity) -> None:
    assert quantity.unit in BASE_UNITS
    dimension_of(quantity.unit)
    for text in (quantity.label, quantity.meaning):
        assert text.en.strip() and text.zh.strip()
    assert all(name.strip() == name and name for name in (*quantity.names.en, *quantity.names.zh))
    if quantity.default is not None:
        assert quantity.default.source
        assert quantity.default.value > quantity.domain.low or not quantity.domain.low_open
        low, high = quantity.default.low, quantity.default.high
        if low is not None and high is not None:
            assert low < quantity.default.value < high


def test_signs_are_unique() -> None:
    signs = [quantity.sign for quantity in VOCABULARY]
    assert len(signs) == len(set(signs)), sorted(s for s in signs if signs.count(s) > 1)


def test_ranks_for_asking_are_unique() -> None:
    ranks = [quantity.ask for quantity in VOCABULARY if quantity.ask is not None]
    assert len(ranks) == len(set(ranks))


@pytest.mark.parametrize("choice", VOCABULARY.choices.values(), ids=lambda c: c.name)
def test_a_choice_is_complete(choice: Choice) -> None:
    assert choice.source and choice.label.en and choice.label.zh
    for option in choice.values.values():
        assert option.label.en and option.label.zh
    for quantities, value in choice.implied.items():
        assert all(q in VOCABULARY for q in quantities.split())
        assert value in choice.values


def test_a_name_is_declared_once() -> None:
    vocabulary = Vocabulary()
    vocabulary.quantity("mass", "m", "1", ("mass", "质量"), ("how heavy", "多重"))
    with pytest.raises(DeclarationError, match="declared twice"):
        vocabulary.quantity("mass", "m", "1", ("mass", "质量"), ("how heavy", "多重"))
    option = {"yes": Option(Text("yes", "是"))}
    with pytest.raises(DeclarationError, match="no value"):
        vocabulary.choice(Choice("which", Text("which", "哪个"), option, "no", "definition"))


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(UnknownName) as caught:
        VOCABULARY["trainning_compute"]
    assert caught.value.nearest[0] == "training_compute"
    assert VOCABULARY["mfu"].default is not None
    assert VOCABULARY["mfu"].default.value == Fraction(2, 5)
