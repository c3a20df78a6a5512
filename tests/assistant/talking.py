"""Conversations with a served model, asked as one answer or as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import RunnableConfig

from flopwise import Assistant, Reply
from flopwise.assistant.events import Answered, Event

from .openai_server import Server, Step, calls, serving

ASKED = "How long does it take to train 7B on 2T tokens with 64 H100s?"
PLAN = {
    "find": ["training_time"],
    "parameters": "7B",
    "tokens": "2T",
    "accelerators": "64",
    "accelerator": "H100",
}
CALLS = calls(("training_plan", PLAN))


class Talk:
    """A conversation with a served model, asked in one of the two ways."""

    def __init__(self, server: Server, wire: str) -> None:
        self.server = server
        self.assistant = Assistant("openai:mock")
        self.wire = wire
        self.events: list[Event] = []

    def ask(self, question: str = ASKED) -> Reply:
        if self.wire == "JSON":
            return self.assistant.ask(question)
        self.events = list(self.assistant.stream(question))
        last = self.events[-1]
        assert isinstance(last, Answered)
        return last.reply

    @property
    def messages(self) -> list[str]:
        """What user and model said, in the conversation as it is kept."""
        config: RunnableConfig = {"configurable": {"thread_id": self.assistant.thread}}
        kept = self.assistant._ready().get_state(config).values.get("messages", [])
        return [m.text for m in kept if isinstance(m, HumanMessage | AIMessage) and m.text]


@contextmanager
def talking(wire: str, *script: Step) -> Iterator[Talk]:
    with serving(*script) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENAI_BASE_URL", server.url)
        yield Talk(server, wire)
