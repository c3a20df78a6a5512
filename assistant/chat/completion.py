"""Completion: commands as they are typed, names of quantities and of the catalog on Tab.

The names take SymPy and the catalog, so they are read in the background; until then there are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from ..errors import OFFLINE
from ..settings import ANTHROPIC_MODEL, OPENAI_MODEL
from .actions import FORMATS, LANGUAGES
from .commands import COMMANDS, Argument, is_command
from .session import Session

FEWEST = 2
"""Characters of a name before it is offered."""

MOST_WORDS = 3
UNITS = ("hours", "days", "GPU-hours", "GB", "GiB", "TFLOP/s", "PFLOP-days", "kWh", "MWh")

_WORDS = re.compile(r"[^\s,;:?!()=，；：？！（）、。＝]+")
_HAN_END = re.compile(r"[\u3400-\u9fff]+$")


@dataclass(frozen=True)
class Names:
    """What can be named in a question.

    Attributes:
        quantities: name -> what it is called in each language, its table name first.
        things: accelerators and models of the catalog.
        choices: model choices.
    """

    quantities: dict[str, tuple[str, ...]]
    things: tuple[str, ...]
    choices: tuple[str, ...]


def read_names() -> Names:
    """Every name of the tables."""
    from ...tools.catalog import accelerators, models
    from ...tools.planner import ENTITIES
    from ...tools.vocabulary import VOCABULARY

    return Names(
        {q.name: (q.name, q.label.en, q.label.zh) for q in VOCABULARY},
        (*(entry.name for entry in accelerators()), *(entry.name for entry in models())),
        (*VOCABULARY.choices, *ENTITIES),
    )


class ChatCompleter(Completer):
    """Completes a line of the chat.

    Args:
        session: whose saved conversations and language it offers.
        names: gives the names once they are read; none until then.
    """

    def __init__(self, session: Session, names: Callable[[], Names | None]) -> None:
        self._session = session
        self._names = names
        self._paths = PathCompleter(expanduser=True)

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        """What may stand at the cursor."""
        text = document.text_before_cursor
        if not is_command(text):
            yield from self._in_prose(text)
            return
        name, space, argument = text.lstrip()[1:].partition(" ")
        if not space:
            yield from self._commands(name)
            return
        command = next((c for c in COMMANDS if name.casefold() in (c.name, *c.aliases)), None)
        if command is None:
            return
        if command.argument == "file" and " " in argument:
            path = Document(argument.partition(" ")[2].lstrip())
            yield from self._paths.get_completions(path, event)
        else:
            yield from self._arguments(command.argument, argument)

    def _commands(self, begun: str) -> Iterator[Completion]:
        for command in COMMANDS:
            if command.name.startswith(begun.casefold()):
                yield Completion(
                    f"{command.name} " if command.argument else command.name,
                    -len(begun),
                    display=f"/{command.name}",
                    display_meta=self._session.say(command.purpose),
                )

    def _arguments(self, kind: Argument, argument: str) -> Iterator[Completion]:
        options: Iterable[str] = {
            "command": tuple(command.name for command in COMMANDS),
            "file": tuple(f"{format} " for format in FORMATS),
            "language": tuple(name for name in LANGUAGES if len(name) == 2 or name == "auto"),
            "model": (OFFLINE, OPENAI_MODEL, ANTHROPIC_MODEL),
            "units": UNITS,
        }.get(kind, ())
        begun = re.split(r"[,;\s]\s*", argument)[-1] if kind in ("units", "quantity") else argument
        names = self._names()
        if kind == "quantity" and names is not None:
            options = (f"{name}=" for name in (*names.quantities, *names.choices))
        elif kind == "sign" and self._session.shown:
            options = (item.name for item in self._session.shown[-1].reply.assumptions)
        elif kind == "saved":
            options = self._session.saved_titles()
        for option in options:
            if option.casefold().startswith(begun.casefold()):
                yield Completion(option, -len(begun), display=option.strip())

    def _in_prose(self, text: str) -> Iterator[Completion]:
        """Names that begin with the last words: the longest run of words that any begins with."""
        names = self._names()
        if names is None:
            return
        called = [alias for aliases in names.quantities.values() for alias in aliases[1:]]
        known = dict.fromkeys((*names.things, *called))
        for begun in _ends(text):
            wanted = begun.casefold()
            found = [name for name in known if name.casefold().startswith(wanted)]
            if found:
                yield from (Completion(name, -len(begun)) for name in found)
                return


def _ends(text: str) -> Iterator[str]:
    """What a name at the end of `text` may have begun with, longest first."""
    words = list(_WORDS.finditer(text))
    if not words or words[-1].end() != len(text):
        return
    for word in words[-MOST_WORDS:]:
        begun = text[word.start() :]
        if len(begun) >= FEWEST:
            yield begun
    han = _HAN_END.search(text)
    for start in range(han.start() if han else len(text), len(text)):
        yield text[start:]
