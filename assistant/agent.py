"""The agent: a chat model, the functions as tools, the system prompt, and what keeps it in bounds.

LangChain takes most of a second to import: this module is imported when a question is asked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from langchain.agents import create_agent
from langchain.agents.middleware import (
    AgentMiddleware,
    ModelCallLimitMiddleware,
    ModelRequest,
    ModelResponse,
    ToolCallRequest,
    ToolErrorMiddleware,
)

from ..prompts import load
from ..tools.adapters import toolkit
from ..tools.engine.text import Language
from .errors import one_line, provider_error
from .models import model_name

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

MODEL_CALLS = 8
"""How often one question may call the language model: a model that loops is stopped here."""

LANGUAGES = {"en": "English", "zh": "Chinese"}


def build_agent(
    model: BaseChatModel,
    checkpointer: BaseCheckpointSaver[Any] | None = None,
    language: Language | None = None,
) -> CompiledStateGraph[Any, Any, Any, Any]:
    """The agent around `model`.

    Args:
        model: any chat model that can call tools.
        checkpointer: keeps conversations; none forgets each.
        language: to answer in; none follows the question.
    """
    prompt = load("system")
    if language is not None:
        prompt += f"\n\nAnswer in {LANGUAGES[language]}, whatever language the question is in."
    return create_agent(
        model,
        toolkit(),
        system_prompt=prompt,
        middleware=_middleware(model),
        checkpointer=checkpointer,
    )


def _middleware(model: BaseChatModel) -> list[AgentMiddleware[Any, Any, Any]]:
    """What stands around the model and the tools, outermost first."""
    return [
        ModelCallLimitMiddleware(run_limit=MODEL_CALLS),
        ToolErrorMiddleware(_tool_failed),
        ProviderErrors(model),
    ]


def _tool_failed(error: Exception, request: ToolCallRequest) -> str:
    name = request.tool_call["name"]
    return (
        f"{name} failed ({type(error).__name__}: {one_line(error)}): call it with other arguments, "
        "or say that this could not be calculated"
    )


class ProviderErrors(AgentMiddleware[Any, Any, Any]):
    """Turns whatever a model's client raises into one line that says the mend."""

    def __init__(self, model: BaseChatModel) -> None:
        super().__init__()
        self._name = model_name(model)
        self._server = getattr(model, "openai_api_base", None)

    def wrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], ModelResponse[Any]]
    ) -> ModelResponse[Any]:
        """The model's answer, or an error of ours."""
        try:
            return handler(request)
        except Exception as error:
            raise provider_error(error, self._name, self._server) from error

    async def awrap_model_call(
        self,
        request: ModelRequest[Any],
        handler: Callable[[ModelRequest[Any]], Awaitable[ModelResponse[Any]]],
    ) -> ModelResponse[Any]:
        """As `wrap_model_call`."""
        try:
            return await handler(request)
        except Exception as error:
            raise provider_error(error, self._name, self._server) from error
