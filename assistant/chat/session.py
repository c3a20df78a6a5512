"""Session: one user at one terminal, the conversation that is open and what holds around it."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from ...tools.engine.text import Language, Text
from ..errors import ConfigurationError
from ..events import Answered, Event, ToolFinished, ToolStarted
from ..reply import Reply, language_of
from ..settings import read_settings

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver

    from ..conversation import Assistant
    from ..saved import Saved, Store
    from .units import Units


@dataclass(frozen=True)
class Call:
    """A function call and what came of it.

    Attributes:
        name: of the function.
        arguments: as the model gave them.
        assumed: what the user assumes and the call took beside them.
        finished: what came of it.
    """

    name: str
    arguments: Mapping[str, Any]
    assumed: Mapping[str, str]
    finished: ToolFinished


@dataclass(frozen=True)
class Asked:
    """A question, its reply, and how that came about.

    Attributes:
        question: as the user wrote it.
        reply: what came of it.
        calls: the functions called; none where the conversation was opened again.
        unused: what the user assumes and no call took.
    """

    question: str
    reply: Reply
    calls: tuple[Call, ...] = ()
    unused: tuple[str, ...] = ()


class Session:
    """What the chat knows.

    Args:
        keep: save the conversation as it goes; otherwise only once it is asked for.
        model: the language model; none is as `Settings.choose_model` has it.
        language: of the answers; none is FLOPWISE_LANGUAGE, else that of each question.

    Attributes:
        assumed: what the user assumes, by name, as written: a part of each question.
        asked: the conversation, question by question.
        shown: every answer shown, those of a question asked again among them.
        asking: the question that is being answered, or was broken off; none after its answer.
        calls: the functions called for it.

    Raises:
        ConfigurationError: a setting is wrong.
    """

    def __init__(
        self,
        *,
        keep: bool = False,
        model: str | None = None,
        language: Language | None = None,
    ) -> None:
        settings = read_settings()
        self.model_name = settings.choose_model(model)
        self.chosen_language = language or settings.language
        self.assumed: dict[str, str] = {}
        self.asked: list[Asked] = []
        self.shown: list[Asked] = []
        self.asking: str | None = None
        self.calls: list[Call] = []
        self._keep = keep
        self._heard: Language = _locale()
        self._assistant: Assistant | None = None
        self._store: Store | None = None
        self._memory: BaseCheckpointSaver[Any] | None = None
        self._title: str | None = None
        self._units: Units | None = None
        self._notices: list[Text] = []

    # ------------------------------------------------------------------------ parts

    @property
    def language(self) -> Language:
        """What the chat's own lines are in: as chosen, else as the user last spoke."""
        return self.chosen_language or self._heard

    def say(self, text: Text) -> str:
        """The wording that the user reads."""
        return text.in_(self.language)

    def hear(self, line: str) -> None:
        """Note the language of a line."""
        if language_of(line) == "zh" or not line.startswith("/"):
            self._heard = language_of(line)

    def notices(self) -> list[Text]:
        """What the user should know and was not yet told."""
        told, self._notices = self._notices, []
        return told

    @property
    def units(self) -> Units:
        """The units that answers are shown in."""
        if self._units is None:
            from .units import Units

            self._units = Units()
        return self._units

    def unit_names(self) -> list[str]:
        """The units that were chosen, as written."""
        return [str(self._units)] if self._units else []

    def in_units(self, reply: Reply) -> Reply:
        """The reply in the units that were chosen."""
        return self._units.applied(reply) if self._units else reply

    @property
    def assistant(self) -> Assistant:
        """The conversation; a new one where none is open."""
        if self._assistant is None:
            self._open_quietly()
            self._assistant = self._new()
        return self._assistant

    @property
    def store(self) -> Store:
        """The saved conversations.

        Raises:
            ConfigurationError: they cannot be had.
        """
        if self._store is None:
            from ..saved import open_store

            self._store = open_store()
            if self._store.notice is not None:
                self._notices.append(self._store.notice)
        return self._store

    @property
    def thread(self) -> str | None:
        """The id of the open conversation; none where none is open."""
        return self._assistant.thread if self._assistant else None

    @property
    def is_kept(self) -> bool:
        """Whether the conversation is one of the saved ones."""
        return self._keep and self._store is not None

    def close(self) -> None:
        """Let the saved conversations go."""
        if self._store is not None:
            self._store.close()

    def load(self) -> None:
        """Make ready for the first question: whatever is wrong is told when that is asked."""
        with suppress(Exception):
            self.assistant.history()

    # ----------------------------------------------------------------- conversation

    def ask(self, question: str) -> Iterator[Event]:
        """Ask, and tell what happens meanwhile; whoever stops early takes the question back."""
        from ..conversation import fault_in

        started: dict[str, ToolStarted] = {}
        self.asking, self.calls = question, []
        with closing(cast("Generator[Event]", self.assistant.stream(question))) as events:
            for event in events:
                if isinstance(event, ToolStarted):
                    started[event.id] = event
                elif isinstance(event, ToolFinished):
                    given = started[event.id].arguments if event.id in started else {}
                    taken = self._taken(event.name, given)
                    self.calls.append(Call(event.name, given, taken, event))
                elif isinstance(event, Answered):
                    asked = Asked(question, event.reply, tuple(self.calls), self._unused())
                    self.shown.append(asked)
                    self.asking = None
                    if fault_in(question) is None:
                        self._entered(asked)
                yield event

    def undo(self) -> str | None:
        """Take the last question back; none where there is none."""
        question = self.assistant.undo()
        if question is not None and self.asked:
            gone = self.asked.pop()
            self.shown = [asked for asked in self.shown if asked is not gone]
        return question

    def again(self) -> str | None:
        """Take the last question back to ask it again; its answer stays to compare with."""
        shown = list(self.shown)
        question = self.undo()
        self.shown = shown
        return question

    def reset(self) -> None:
        """Begin a new conversation."""
        self._assistant, self._title = None, None
        self.asked, self.shown = [], []

    def use(self, model: str) -> None:
        """Go on with another language model.

        Raises:
            FlopwiseError: it cannot be had; the one before stays.
        """
        before = self.model_name
        self.model_name = model
        try:
            self._replace()
        except BaseException:
            self.model_name = before
            raise

    def speak(self, language: Language | None) -> None:
        """Go on in a language; none follows each question."""
        before = self.chosen_language
        self.chosen_language = language
        try:
            self._replace()
        except BaseException:
            self.chosen_language = before
            raise

    # ----------------------------------------------------------- saved conversations

    def save(self, title: str) -> Saved | None:
        """Keep the conversation from now on, under a title of the user's own where one is given.

        Returns:
            Its entry; none before its first answer.
        """
        if not self.is_kept:
            self._move_to(self.store)
        self._title = title or self._title
        return self._titled() if self.asked else None

    def open(self, key: str | None = None) -> Saved:
        """Go on with a saved conversation; none is the latest.

        Raises:
            UnknownConversation: there is none, or several fit; the one before stays open.
        """
        found = self.store.find(key)
        opened = self.store.open(found.id, self.model_name, language=self.chosen_language)
        opened.assumed = self.assumed
        history = [Asked(question, reply) for question, reply in opened.history()]
        self._assistant, self._keep, self._title = opened, True, None
        self.asked, self.shown = history, list(history)
        return found

    def saved_titles(self) -> list[str]:
        """What the saved conversations are called; none where they are not open yet."""
        return [saved.title for saved in self._store.list()] if self._store else []

    def _open_quietly(self) -> None:
        """Open the saved conversations; a chat that cannot be saved is still a chat."""
        if not self._keep:
            return
        try:
            _ = self.store
        except ConfigurationError as error:
            self._keep = False
            self._notices.append(error.text)

    def _new(self, thread: str | None = None) -> Assistant:
        from ..conversation import Assistant

        if not self.is_kept and self._memory is None:
            from langgraph.checkpoint.memory import InMemorySaver

            self._memory = InMemorySaver()
        made = Assistant(
            self.model_name,
            language=self.chosen_language,
            thread=thread,
            checkpointer=self._memory,
            store=self._store if self.is_kept else None,
        )
        made.assumed = self.assumed
        return made

    def _replace(self) -> None:
        """The same conversation with the model and language of now; a fault leaves the old one."""
        made = self._new(self._assistant.thread if self._assistant else None)
        made.history()  # Loads the model.
        self._assistant = made

    def _move_to(self, store: Store) -> None:
        """Hand the conversation over to the saved ones."""
        moved = self._assistant
        self._keep = True
        if moved is None:
            return
        saved = (
            self._memory.get_tuple({"configurable": {"thread_id": moved.thread}})
            if (self._memory)
            else None
        )
        if saved is not None:
            store.checkpointer.put(
                {"configurable": {"thread_id": moved.thread, "checkpoint_ns": ""}},
                saved.checkpoint,
                saved.metadata,
                saved.checkpoint["channel_versions"],
            )
            for asked in self.asked:
                store.answered(moved.thread, asked.question)
        self._assistant = self._new(moved.thread)

    def _entered(self, asked: Asked) -> None:
        self.asked.append(asked)
        if self._title is not None and self.is_kept:
            self._titled()

    def _titled(self) -> Saved:
        """The conversation's entry, under its new title where it has one."""
        thread = self.assistant.thread
        if self._title is None:
            return self.store.find(thread)
        title, self._title = self._title, None
        return self.store.rename(thread, title)

    def _taken(self, name: str, arguments: Mapping[str, Any]) -> dict[str, str]:
        """What a call takes of the assumptions."""
        if not self.assumed:
            return {}
        from ..assumed import lacking

        return lacking(name, arguments, self.assumed)

    def _unused(self) -> tuple[str, ...]:
        used = {name for call in self.calls for name in call.assumed}
        return tuple(name for name in self.assumed if name not in used)


def _locale() -> Language:
    """The language that the terminal is set to."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, names), "").startswith("zh") else "en"
