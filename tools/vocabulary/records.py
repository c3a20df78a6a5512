"""The vocabulary that the subjects' modules declare into."""

from __future__ import annotations

from ..engine.quantity import Vocabulary

VOCABULARY = Vocabulary()
quantity = VOCABULARY.quantity
choice = VOCABULARY.choice
