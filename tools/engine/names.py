"""Nearest names, for messages that help."""

from __future__ import annotations

from collections.abc import Sequence


def nearest(name: str, known: Sequence[str], limit: int = 3) -> list[str]:
    """The known names most like `name`, best first; none where nothing is alike."""
    from rapidfuzz import fuzz, process, utils

    hits = process.extract(
        name[:80],
        known,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=60,
    )
    return [hit[0] for hit in hits]
