"""The authored derivations, as a call."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from ..engine.errors import InvalidInput
from ..engine.text import Language, Text
from .arguments import Arguments, Name, one_of
from .arguments import Language as LanguageArgument
from .result import Result
from .structures import built

FORMATS = ("text", "markdown", "latex", "json")


class DeriveArguments(Arguments):
    """Arguments of `derive`."""

    law: Annotated[
        str,
        Field(
            max_length=80,
            description="parameters, step_compute, compute, compute_square, chinchilla, kaplan, "
            "inference or training_time",
        ),
    ]
    model: Annotated[Name, Field(description="catalog model whose 12ih² is derived")] = None
    format: one_of(FORMATS) = None  # type: ignore[valid-type]
    language: LanguageArgument = None


def derive(stated: dict[str, Any], language: Language) -> Result:
    """A law derived step by step; of one model, how its parts come down to 12ih².

    Raises:
        UnknownName: there is no such derivation or model; the nearest ones are offered.
        InvalidInput: how the model is built is not known, or the law is not about parameters.
    """
    from ..derivations import find_derivation
    from ..engine.rendering import render

    derivation = find_derivation(stated["law"])
    if stated.get("model"):
        return _of_model(derivation.name, stated, language)
    return Result(
        function="derive",
        status="answered",
        language=language,
        given=(derivation.name,),
        text=render(derivation, language, stated.get("format") or "text"),
    )


def _of_model(law: str, stated: dict[str, Any], language: Language) -> Result:
    from .reducing import show_reduction

    named = built(stated["model"], None)
    if named is None or law != "parameters":
        raise InvalidInput(
            Text(
                "of one model only parameters are derived, where its structure is known",
                "针对单个模型只能推导 parameters,且其结构须已知",
            )
        )
    return Result(
        function="derive",
        status="answered",
        language=language,
        given=(named.name,),
        text=show_reduction(named, language, stated.get("format") or "text"),
    )
