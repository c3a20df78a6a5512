"""What can go wrong, and who sees it.

FlopwiseError                 every error of ours; its text is one line, in both languages
├── DeclarationError          a table entry is wrong: seen by whoever edits the tables
├── InvalidInput              the request contradicts itself or leaves a domain (status "invalid")
│   ├── OutOfDomain           a value outside its quantity's range
│   ├── Contradiction         the inputs do not fit together
│   ├── NoSolution            no real value fits
│   ├── UnreadableAmount      an amount that cannot be read, or in the wrong unit
│   └── UnknownName           a name that no table holds, with the nearest ones
└── MissingInput              more is needed (status "needs_input"), with what would do
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Self

from .text import Language, Text


class FlopwiseError(Exception):
    """An error with a one-line text in English and Chinese."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text

    def in_(self, language: Language) -> str:
        """The message in `language`."""
        return self.text.in_(language)

    def of(self, name: str) -> Self:
        """The same error, its message led by whom it concerns."""
        self.text = Text(f"{name}: {self.text.en}", f"{name}:{self.text.zh}")
        self.args = (self.text.en,)
        return self


class DeclarationError(FlopwiseError):
    """A quantity, equation or catalog entry is declared wrongly."""

    def __init__(self, message: str) -> None:
        super().__init__(Text(message, message))


class InvalidInput(FlopwiseError):
    """The request cannot hold as it stands."""


class OutOfDomain(InvalidInput):
    """A value lies outside its quantity's allowed range."""


class Contradiction(InvalidInput):
    """The inputs do not fit together."""


class NoSolution(InvalidInput):
    """No real value fits the inputs."""


class UnreadableAmount(InvalidInput):
    """A text that is no amount, or an amount in the wrong unit."""


class UnknownName(InvalidInput):
    """A name that the tables do not hold.

    Args:
        kind: what was looked for, in English ("accelerator", "quantity", "model", "unit" …).
        name: as it was given.
        nearest: names that exist and look alike, best first.
    """

    CHINESE = {
        "accelerator": "加速卡",
        "model": "模型",
        "quantity": "物理量",
        "unit": "单位",
        "choice": "选项",
        "derivation": "推导",
        "function": "函数",
        "model_type": "模型类型",
        "subject": "主题",
        "quantization": "量化格式",
        "grid": "电网",
        "argument": "参数",
    }

    def __init__(self, kind: str, name: str, nearest: Sequence[str] = ()) -> None:
        shown = name if len(name) <= 60 else name[:57] + "…"
        en, zh = f"unknown {kind} {shown!r}", f"没有名为「{shown}」的{self.CHINESE.get(kind, kind)}"
        if nearest:
            en += "; did you mean " + ", ".join(nearest) + "?"
            zh += ";相近的有:" + "、".join(nearest)
        super().__init__(Text(en, zh))
        self.kind, self.name, self.nearest = kind, name, tuple(nearest)


class MissingInput(FlopwiseError):
    """What is asked cannot be reached from what was given.

    Args:
        text: the one-line message.
        find: the quantity that was asked for.
        needed: names of the inputs that would do.
    """

    def __init__(self, text: Text, find: str, needed: Sequence[str]) -> None:
        super().__init__(text)
        self.find, self.needed = find, tuple(needed)


class Unreached(MissingInput):
    """A quantity that the equations do not reach; what would do is sought when it is told.

    That takes far longer than seeing that something is missing, and whoever goes on to try
    another way never asks for it.

    Args:
        find: the quantity that was asked for.
        tell: gives the error with its message.
    """

    def __init__(self, find: str, tell: Callable[[], MissingInput]) -> None:
        Exception.__init__(self)
        self.find, self._tell = find, tell

    @cached_property
    def _told(self) -> MissingInput:
        return self._tell()

    @cached_property
    def text(self) -> Text:  # type: ignore[override]
        """The one-line message."""
        return self._told.text

    @cached_property
    def needed(self) -> tuple[str, ...]:  # type: ignore[override]
        """Names of the inputs that would do."""
        return self._told.needed

    def __str__(self) -> str:
        """The message in English."""
        return self.text.en
