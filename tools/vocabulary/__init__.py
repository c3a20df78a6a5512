"""Every quantity that flopwise knows, declared once, a module a subject.

A declaration returns the symbol that equations are written with. Its names are what people call
the quantity: the offline model, the functions' schemas and the documentation are made from them.
Nothing here computes.
"""

from importlib import import_module

from .records import VOCABULARY

__all__ = ["SUBJECTS", "VOCABULARY"]

SUBJECTS = (
    "size",
    "blocks",
    "compute",
    "scaling",
    "loss",
    "training",
    "parallelism",
    "communication",
    "memory",
    "adapters",
    "activations",
    "weights",
    "cache",
    "serving",
    "pricing",
    "energy",
    "storage",
    "reliability",
)
"""The modules, in the order in which factors are written: 6·N·D, b·s·i·h²."""

for _subject in SUBJECTS:
    import_module(f".{_subject}", __name__)
