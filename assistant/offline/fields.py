"""The fields that a question may be of: training and inference.

Every function's frame asks this of the same words, so that it is looked for once.
"""

from __future__ import annotations

from functools import lru_cache

from .words.fields import INFERENCE, TRAIN


@lru_cache(maxsize=256)
def trains(words: str) -> bool:
    """Whether words speak of training."""
    return TRAIN.search(words) is not None


@lru_cache(maxsize=256)
def serves(words: str) -> bool:
    """Whether words speak of inference."""
    return INFERENCE.search(words) is not None
