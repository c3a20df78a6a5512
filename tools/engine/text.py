"""A wording in both languages that flopwise speaks."""

from __future__ import annotations

from typing import Literal, NamedTuple

Language = Literal["en", "zh"]


class Text(NamedTuple):
    """One meaning, worded in English and in Chinese."""

    en: str
    zh: str

    def in_(self, language: Language) -> str:
        """The wording in `language`."""
        return self.zh if language == "zh" else self.en
