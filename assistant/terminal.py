"""A question from the command line or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ..tools.engine.text import Text
from .errors import ConfigurationError

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
