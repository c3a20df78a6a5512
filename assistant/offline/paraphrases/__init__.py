"""Ways to say a thing that the vocabulary's names do not hold: add one to the table of its subject.

Each is put in the vocabulary's names before a question is read.
"""

from __future__ import annotations

from .bytes import BYTES
from .compute import COMPUTE
from .money import MONEY
from .optimum import OPTIMUM
from .paraphrase import Paraphrase
from .serving import SERVING
from .shapes import SHAPES
from .shorthand import SHORTHAND
from .tokens import TOKENS
from .wording import WORDING

PARAPHRASES: tuple[Paraphrase, ...] = (
    *SHORTHAND, *WORDING, *SHAPES, *TOKENS, *OPTIMUM, *COMPUTE, *MONEY, *BYTES, *SERVING,
)  # fmt: skip


def paraphrased(question: str) -> str:
    """The question with all such phrases put otherwise."""
    for paraphrase in PARAPHRASES:
        question = paraphrase.apply(question)
    return question
