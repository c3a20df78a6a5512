"""One figure of a text before a conversation: what is judged."""

from __future__ import annotations

from dataclasses import dataclass

from .cases import Cases
from .comparing import REACH, Comparison
from .ellipsis import elliptic
from .evidence import Evidence
from .records import Figure, Page
from .supports import Support


@dataclass(frozen=True)
class Subject:
    """A figure being judged.

    Attributes:
        page: the text.
        evidence: the conversation.
        figure: the figure.
        cases: those of this turn, beside the figures of the text.
    """

    page: Page
    evidence: Evidence
    figure: Figure
    cases: Cases

    @property
    def end(self) -> int:
        """Where the figure ends in the text."""
        return self.figure.start + len(self.figure.text)

    def is_near(self, support: Support) -> bool:
        """Whether another figure near by repeats a support."""
        mine = self.figure.start
        return any(
            Comparison(self.page, read).repeats(support)
            for other in self.page.figures
            if other is not self.figure and abs(other.start - mine) <= REACH
            for read in (other, *elliptic(self.page, other))
        )
