"""The arguments of calls as a server streamed them.

LangChain reads the pieces of a streamed call leniently: `{"tokens": "2` becomes `{"tokens": "2"}`.
Here the pieces are kept, so that a call that is no JSON is known for one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.tracers.context import register_configure_hook


class CallTexts(BaseCallbackHandler):
    """Collects the pieces of one answer's calls, in the order of the calls."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: dict[Any, str] = {}

    def on_llm_new_token(self, token: Any, *, chunk: Any = None, **_: Any) -> None:
        """Take in one piece."""
        message = getattr(chunk, "message", None)
        for piece in getattr(message, "tool_call_chunks", ()):
            key = piece.get("index")
            self._pieces[key] = self._pieces.get(key, "") + (piece.get("args") or "")

    def broken(self, calls: int) -> dict[int, str]:
        """Those of so many calls that are not one JSON object: their place, and what came."""
        if len(self._pieces) != calls:  # LangChain put some aside itself.
            return {}
        return {
            place: text
            for place, text in enumerate(self._pieces.values())
            if text.strip() and not _is_object(text)
        }


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


_listening: ContextVar[CallTexts | None] = ContextVar("flopwise_call_texts", default=None)
register_configure_hook(_listening, inheritable=True)


@contextmanager
def listening() -> Iterator[CallTexts]:
    """Listen to the models that are called in this context."""
    texts = CallTexts()
    token = _listening.set(texts)
    try:
        yield texts
    finally:
        _listening.reset(token)
