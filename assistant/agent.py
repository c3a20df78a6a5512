"""The agent: a chat model, the functions as tools, the system prompt, and what keeps it in bounds.

LangChain takes most of a second to import: this module is imported when a question is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware

from ..prompts import load
from ..tools.adapters.langchain import toolkit
from ..tools.engine.text import Language
from .assumed import Assumed
from .calling import CallLimit, Calls
from .grounding.guard import Grounding
from .models import is_embedded, model_name
from .serving import Serving

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

LANGUAGES = {"en": "English", "zh": "Chinese"}


def build_agent(
    model: BaseChatModel,
    checkpointer: BaseCheckpointSaver[Any] | None = None,
    language: Language | None = None,
    *,
    attempts: int = 1,
    assumed: Mapping[str, str] | None = None,
) -> CompiledStateGraph[Any, Any, Any, Any]:
    """The agent around `model`.

    Args:
        model: any chat model that can call tools.
        checkpointer: keeps conversations; none forgets each.
        language: to answer in; none follows the question.
        attempts: how often a server that is busy or fails is asked.
        assumed: what holds in every question unless it says otherwise; read at each call.
    """
    prompt = load("system")
    if language is not None:
        prompt += f"\n\nAnswer in {LANGUAGES[language]}, whatever language the question is in."
    return create_agent(
        model,
        toolkit(),
        system_prompt=prompt,
        middleware=[
            *_middleware(model, attempts, language),
            Assumed({} if assumed is None else assumed),
        ],
        checkpointer=checkpointer,
    )


def _middleware(
    model: BaseChatModel, attempts: int, language: Language | None
) -> list[AgentMiddleware[Any, Any, Any]]:
    """What stands around the model and the tools, outermost first.

    The embedded model's words are the tools' own: they are checked in tests, not at each answer.
    """
    if is_embedded(model):
        return [CallLimit(), Calls(), Serving(model)]
    return [CallLimit(), Grounding(language, model_name(model)), Calls(), Serving(model, attempts)]
