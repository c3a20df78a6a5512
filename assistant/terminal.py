"""Questions from a terminal, a pipe or the command line, and the plain conversation."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from ..tools.engine.errors import FlopwiseError
from ..tools.engine.text import Text
from .conversation import Assistant
from .errors import ConfigurationError
from .reply import language_of

PROMPT = "› "
MOST_READ = 1_000_000
"""Characters taken from a pipe: more than any question may have, so that it is told so."""


def read_question(words: Sequence[str]) -> str:
    """The question in the words of a command, or on standard input for "-" or none.

    Raises:
        ConfigurationError: there is neither.
    """
    if words and list(words) != ["-"]:
        return " ".join(words)
    if sys.stdin is None or (not words and sys.stdin.isatty()):
        example = 'flopwise ask "How many H100s train a 7B on 2T tokens in 30 days?"'
        raise ConfigurationError(Text(f"no question: {example}", f"没有问题:{example}"))
    return sys.stdin.read(MOST_READ).strip("\n")


def converse() -> int:
    """Ask and answer until the input ends.

    Returns:
        The exit code: of a pipe, 0 if every question was answered.
    """
    from rich.text import Text as Line

    from .layout import console
    from .render import print_reply

    out = console()
    assistant = Assistant()
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    code = 0
    for question in _typed() if interactive else _piped():
        try:
            reply = assistant.ask(question)
        except KeyboardInterrupt:
            if not interactive:
                raise
            continue
        except FlopwiseError as error:
            if not interactive:
                raise
            out.print(Line(error.in_(assistant.language or language_of(question)), "red"))
            continue
        print_reply(reply, out)
        out.print()
        if reply.status != "answered":
            code = 1
    return 0 if interactive else code


def _typed() -> Iterator[str]:
    """Lines with editing and history; Ctrl-C clears the line, Ctrl-D ends."""
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession(PROMPT)
    while True:
        try:
            line = session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if line.strip():
            yield line


def _piped() -> Iterator[str]:
    for line in sys.stdin:
        if line.strip():
            yield line.rstrip("\n")
