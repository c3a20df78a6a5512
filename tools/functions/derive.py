"""The authored derivations, as a call."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from ..engine.text import Language
from .arguments import Arguments, one_of
from .arguments import Language as LanguageArgument
from .result import Result

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
    format: one_of(FORMATS) = None  # type: ignore[valid-type]
    language: LanguageArgument = None


def derive(stated: dict[str, Any], language: Language) -> Result:
    """A law derived step by step.

    Raises:
        UnknownName: there is no such derivation; the nearest ones are offered.
    """
    from ..derivations import find_derivation
    from ..engine.rendering import render

    derivation = find_derivation(stated["law"])
    return Result(
        function="derive",
        status="answered",
        language=language,
        given=(derivation.name,),
        text=render(derivation, language, stated.get("format") or "text"),
    )
