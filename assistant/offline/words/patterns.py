"""How lists of phrases are written."""

from __future__ import annotations

import re


def any_of(phrases: str) -> re.Pattern[str]:
    """One pattern for phrases parted by " | ".

    A phrase that begins or ends with a Latin letter is a whole word; a phrase is a pattern itself.
    """
    parts = []
    for phrase in phrases.split(" | "):
        left = r"(?<![a-z0-9])" if phrase[0].isascii() and phrase[0].isalnum() else ""
        right = r"(?![a-z0-9])" if phrase[-1].isascii() and phrase[-1].isalnum() else ""
        parts.append(f"{left}{phrase}{right}")
    return re.compile("|".join(parts))


def phrases_of(table: dict[str, str]) -> dict[str, str]:
    """What each phrase says, from what is said to its phrases parted by " | "."""
    return {phrase: said for said, phrases in table.items() for phrase in phrases.split(" | ")}
