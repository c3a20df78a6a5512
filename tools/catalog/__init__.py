"""Accelerators, models and prices: dated data with sources, and the means to find them by name."""

from .entries import DATA_TYPES, Accelerator, Model, PriceRange
from .facts import Fact
from .load import (
    accelerators,
    find_accelerator,
    find_model,
    models,
    scan_names,
    search_accelerators,
    search_models,
)
from .names import NameMatch

__all__ = [
    "DATA_TYPES",
    "Accelerator",
    "Fact",
    "Model",
    "NameMatch",
    "PriceRange",
    "accelerators",
    "find_accelerator",
    "find_model",
    "models",
    "scan_names",
    "search_accelerators",
    "search_models",
]
