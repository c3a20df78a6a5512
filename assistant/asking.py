"""One question on the command line: a wait for a busy server is told while it lasts."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import Any, cast

from ..tools.engine.text import Language
from .conversation import Assistant
from .events import Answered, Waiting
from .reply import Reply, language_of


def ask_aloud(question: str, model: str | None, language: Language | None) -> Reply:
    """The reply to a question; waits go to standard error, a line each.

    Raises:
        ConfigurationError, ProviderError: as `Assistant.ask`.
    """
    assistant = Assistant(model, language=language)
    spoken = assistant.language or language_of(question)
    with closing(cast("Any", assistant.stream(question))) as events:
        for event in events:
            if isinstance(event, Waiting):
                print(f"flopwise: {event.told.in_(spoken)}", file=sys.stderr, flush=True)
            elif isinstance(event, Answered):
                return event.reply
    raise AssertionError("a question ends in an answer or an error")
