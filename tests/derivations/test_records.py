"""A derivation that is declared wrongly is refused where it is declared."""

from dataclasses import replace

import pytest

from flopwise.tools.derivations import find_derivation
from flopwise.tools.engine.derivation import (
    Derivation,
    Example,
    Figure,
    Statement,
    exact,
    local_sign,
    premise,
    with_quantities,
)
from flopwise.tools.engine.errors import DeclarationError
from flopwise.tools.engine.text import Text
from flopwise.tools.vocabulary import VOCABULARY
from flopwise.tools.vocabulary.compute import tokens, training_compute
from flopwise.tools.vocabulary.size import parameters

WHY = ("why", "因为")


def compute() -> Derivation:
    return find_derivation("compute")


def test_no_source_no_premise() -> None:
    with pytest.raises(DeclarationError, match="needs a source"):
        premise("a", parameters, tokens, because=WHY, source=" ")


def test_a_reason_in_both_languages() -> None:
    with pytest.raises(DeclarationError, match="both languages"):
        premise("a", parameters, tokens, because=("why", ""), source="definition")


def test_an_approximation_shows_its_error() -> None:
    with pytest.raises(DeclarationError, match="error term"):
        replace(compute()["short"], error=None)


def test_a_step_rests_on_earlier_steps_only() -> None:
    step = exact("new", parameters, tokens, after="later", because=WHY)
    with pytest.raises(DeclarationError, match="rests on no step 'later'"):
        replace(compute(), steps=(*compute().steps, step))


def test_keys_are_unique() -> None:
    with pytest.raises(DeclarationError, match="two steps 'run'"):
        replace(compute(), steps=(*compute().steps, compute()["run"]))


def test_a_result_is_reached() -> None:
    with pytest.raises(DeclarationError, match="no step reaches"):
        replace(compute(), result=Statement(training_compute, 7 * parameters * tokens))


def test_a_figure_is_of_a_step() -> None:
    example = Example(Text(*WHY), {}, (Figure("nothing"),), "definition")
    with pytest.raises(DeclarationError, match="an example of no step 'nothing'"):
        replace(compute(), examples=(example,))


def test_an_exact_step_has_no_error_to_work_out() -> None:
    example = replace(compute().examples[0], figures=(Figure("law", "error"),))
    with pytest.raises(DeclarationError, match="no error term"):
        compute().work(example)


def test_a_symbol_is_declared_once() -> None:
    stranger = local_sign("tests_stranger", "Q", WHY)
    step = premise("new", stranger.symbol, tokens, because=WHY, source="definition")
    with pytest.raises(DeclarationError, match="declared once"):
        with_quantities(replace(compute(), signs=(), steps=(*compute().steps, step)), VOCABULARY)


def test_two_symbols_are_not_written_alike() -> None:
    twin = local_sign("tests_twin", "N", WHY)
    step = premise("new", twin.symbol, tokens, because=WHY, source="definition")
    changed = replace(compute(), signs=(twin,), steps=(*compute().steps, step))
    with pytest.raises(DeclarationError, match="two symbols are written N"):
        with_quantities(changed, VOCABULARY)
