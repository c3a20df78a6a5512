"""How each `model_type` of a Hugging Face config is read: the whole table.

A key that is absent takes the default of transformers 5.24 for its model_type. What shapes a model
(layers, widths, heads, vocabulary) must be stated all the same. What no key tells (which norms,
which biases) is as the modeling code of that model_type builds it.
"""

from __future__ import annotations

from .classic import CLASSIC
from .keys import ModelType
from .mixtures import MIXTURES
from .modern import MODERN

MODEL_TYPES: dict[str, ModelType] = CLASSIC | MODERN | MIXTURES
"""Every model_type that can be read."""
