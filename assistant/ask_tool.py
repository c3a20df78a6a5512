"""One door: a tool that takes a whole question, for agents that want no more than one.

The embedded model answers, so neither key nor network is needed, and no figure is generated.
"""

from __future__ import annotations

from contextvars import Context
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, ValidationError
from pydantic.v1 import ValidationError as OldValidationError

from ..tools.engine.errors import FlopwiseError
from ..tools.engine.text import Language
from ..tools.functions.arguments import Arguments
from ..tools.functions.arguments import Language as LanguageArgument
from ..tools.functions.function import explain
from .conversation import Assistant
from .errors import OFFLINE
from .reply import Reply, language_of

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

NAME = "ask_flopwise"
PURPOSE = (
    "Answers one whole question in English or Chinese about the size, compute, memory, time, "
    "energy or money of large language models, exactly and with its assumptions."
)


class AskArguments(Arguments):
    """Arguments of `ask_flopwise`."""

    question: Annotated[
        str,
        Field(
            description="complete in itself, amounts with their units: "
            "How many H100s train a 7B on 2T tokens in 30 days?"
        ),
    ]
    language: LanguageArgument = None


def answer(question: str, language: Language | None = None) -> Reply:
    """The embedded model's reply to one question; nothing is raised for what it asks.

    Args:
        question: in English or Chinese; it is taken by itself, without what was asked before.
        language: of the answer; none is that of the question.
    """

    def ask() -> Reply:
        return Assistant(OFFLINE, language=language).ask(question)

    try:
        # In a context of its own: the callbacks and streams of an agent that called this tool
        # would take the model's words for their own.
        return Context().run(ask)
    except FlopwiseError as error:
        spoken = language or language_of(question)
        return Reply(status="invalid", language=spoken, text=error.in_(spoken))


def told(error: ValidationError | OldValidationError) -> str:
    """One line that says which argument is wrong, and why."""
    return explain(error).en if isinstance(error, ValidationError) else str(error)


def ask_tool() -> BaseTool:
    """`ask_flopwise` as a LangChain tool: the reply's text, with the whole reply as artifact."""
    from langchain_core.tools import StructuredTool

    def run(question: str, language: Language | None = None) -> tuple[str, dict[str, Any]]:
        reply = answer(question, language)
        return reply.text, reply.model_dump(mode="json")

    return StructuredTool(
        name=NAME,
        description=PURPOSE,
        args_schema=AskArguments,
        func=run,
        response_format="content_and_artifact",
        handle_validation_error=told,
        tags=["flopwise"],
    )
