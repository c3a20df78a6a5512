"""Authored explanations: which one a question asks for, and its text with the figures filled in.

A topic is a Markdown file in `topics/`: TOML front matter (between +++ lines), then a body in
each language. `en` and `zh` list what a question may call the subject. A name is made of groups
joined by " + ", all of which must be present; a group is alternatives joined by "|"; a trailing
"*" leaves a word's end open. Names of both languages are tried, since questions mix them.

A body holds no calculated figure: `{key}` stands for a `[[figure]]`, that is one answer of one
function call, which the caller makes. Constants of a law and other people's rules are marked as
`code`, and the marks are dropped when the text is filled in.

Covered: subjects that are explained. Not covered: questions that ask for a figure, for which
`find_explanation` returns none even where they name a subject.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Any, Literal

from .question import Question, normalized, read_question

Language = Literal["en", "zh"]

_FENCE = "+++\n"
_BODY = re.compile(r"^## (en|zh)\n", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SOURCE = {"en": "Source: ", "zh": "来源:"}
_BETWEEN = {"en": "; ", "zh": ";"}
_GROUP_WEIGHT = 4


@dataclass(frozen=True)
class Figure:
    """One figure of a text.

    Attributes:
        key: its placeholder.
        function: the function that gives it.
        arguments: of the call, without the language.
        quantity: which of the answers; the first where it is empty.
    """

    key: str
    function: str
    arguments: Mapping[str, Any]
    quantity: str = ""

    @property
    def call(self) -> tuple[str, dict[str, Any]]:
        """The function and its arguments."""
        return self.function, dict(self.arguments)

    def shown(self, result: Any) -> str:
        """The figure in reading units, from a result or the mapping made of one.

        Raises:
            LookupError: the result does not hold it.
        """
        for answer in _part(result, "answers"):
            if self.quantity in ("", _part(answer, "quantity")):
                return str(_part(answer, "display"))
        raise LookupError(f"{self.function} gave no {self.quantity or 'answer'} for {self.key!r}")


def _part(record: Any, name: str) -> Any:
    return record[name] if isinstance(record, Mapping) else getattr(record, name)


@dataclass(frozen=True)
class Name:
    """What a question may call a subject: groups of alternatives, one of each present."""

    groups: tuple[frozenset[str], ...]

    @classmethod
    def read(cls, written: str) -> Name:
        """Read `a|b + c`."""
        return cls(
            tuple(
                frozenset(normalized(alternative) for alternative in group.split("|"))
                for group in written.split(" + ")
            )
        )

    def found_in(self, present: frozenset[str]) -> tuple[frozenset[str], ...]:
        """The alternatives present of each group; nothing where a group is absent."""
        for group in self.groups:
            if group.isdisjoint(present):
                return ()
        return tuple(group & present for group in self.groups)


def _weight(found: tuple[frozenset[str], ...]) -> int:
    """How much a name says: characters (a Chinese one counts twice), and groups."""
    return sum(max(map(_length, group)) for group in found) + _GROUP_WEIGHT * (len(found) - 1)


@cache
def _length(alternative: str) -> int:
    letters = alternative.replace(" ", "")
    return len(letters) + sum(letter > "\u2e80" for letter in letters)


@dataclass(frozen=True)
class Explanation:
    """One subject.

    Attributes:
        id: the file's name.
        sources: papers and pages it rests on.
        called: names, as written, in both languages.
        declared: its figures, as written.
        bodies: both bodies, as written.
    """

    id: str
    sources: tuple[str, ...]
    called: tuple[str, ...]
    declared: str
    bodies: str

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures of the text, in the order declared; read when first asked for."""
        return tuple(Figure(**figure) for figure in tomllib.loads(self.declared).get("figure", ()))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """What a question may call it; read when first asked for, so that loading is quick."""
        return tuple(map(Name.read, self.called))

    @cached_property
    def calls(self) -> tuple[tuple[str, dict[str, Any]], ...]:
        """Calls that give the figures, each once; the caller adds the language."""
        unique: list[tuple[str, dict[str, Any]]] = []
        for figure in self.figures:
            if figure.call not in unique:
                unique.append(figure.call)
        return tuple(unique)

    def body(self, language: str) -> str:
        """The body as written, with placeholders and marks."""
        return self._by_language["zh" if language == "zh" else "en"]

    @cached_property
    def _by_language(self) -> dict[str, str]:
        parts = _BODY.split(self.bodies)[1:]
        return {code: text.strip() for code, text in zip(parts[::2], parts[1::2], strict=True)}

    def text(self, results: Sequence[Any], language: str) -> str:
        """The text with figures from `results`, one result for each of `calls`, in order.

        Raises:
            LookupError: a result lacks its figure.
        """
        by_key = {f.key: f.shown(results[self.calls.index(f.call)]) for f in self.figures}
        filled = _PLACEHOLDER.sub(lambda match: by_key[match[1]], self.body(language))
        code: Language = "zh" if language == "zh" else "en"
        return filled.replace("`", "") + f"\n\n{_SOURCE[code]}{_BETWEEN[code].join(self.sources)}"

    def match(self, present: frozenset[str]) -> tuple[int, frozenset[str]]:
        """How well a question names this subject, and with which of its words.

        Args:
            present: the alternatives, of any name, that the question contains.
        """
        found = [groups for name in self.names if (groups := name.found_in(present))]
        words = frozenset(word for groups in found for group in groups for word in group)
        return max(map(_weight, found), default=0), words


def _read(written: str) -> Explanation:
    """Read one file.

    Raises:
        KeyError, ValueError: its front matter is incomplete.
    """
    _, front, bodies = written.split(_FENCE, 2)
    head, mark, declared = front.partition("\n[[figure]]")
    data = tomllib.loads(head)
    return Explanation(
        id=data["id"],
        sources=tuple(data["sources"]),
        called=(*data["en"], *data["zh"]),
        declared=mark + declared,
        bodies=bodies,
    )


@lru_cache(maxsize=1)
def explanations() -> tuple[Explanation, ...]:
    """Every explanation, by id."""
    folder = resources.files(__package__).joinpath("topics")
    texts = (file.read_text(encoding="utf-8") for file in folder.iterdir() if file.is_file())
    return tuple(sorted(map(_read, texts), key=lambda explanation: explanation.id))


@lru_cache(maxsize=1)
def _alternatives() -> frozenset[str]:
    """Every alternative of every name."""
    names = (name for explanation in explanations() for name in explanation.names)
    return frozenset(
        alternative for name in names for group in name.groups for alternative in group
    )


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Words that occur in names: what a misspelt word may stand for."""
    return frozenset(word for alternative in _alternatives() for word in alternative.split())


def find_explanation(question: str, language: str) -> Explanation | None:
    """The explanation that a question asks for, or none.

    Args:
        question: as the user wrote it.
        language: of the reply; names of both languages are tried whatever it is.
    """
    asked = read_question(question, _words())
    present = frozenset(part for part in _alternatives() if part in asked.text)
    matches = ((*explanation.match(present), explanation) for explanation in explanations())
    for weight, named, explanation in sorted(matches, key=lambda match: -match[0]):
        if weight and _wants_words(asked, named):
            return explanation
    return None


def _wants_words(asked: Question, named: frozenset[str]) -> bool:
    """Whether a question about a subject asks for an explanation rather than a figure."""
    rest = asked.without(named)
    if asked.asks_for_figure:
        return asked.asks_why and not rest.has_amounts
    if asked.asks_why:
        return True
    if rest.has_amounts or rest.large_numbers or asked.about_own_run:
        return False
    return asked.asks or rest.is_empty
