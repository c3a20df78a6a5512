"""flopwise: exact answers about the size, compute, memory, time and money of language models.

The public names load on first use, so that ``import flopwise`` is quick and brings in neither
SymPy nor LangChain.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = ["Assistant", "Reply", "__version__", "call_tool", "openai_tools", "solve", "toolkit"]

_HOMES = {
    "Assistant": ".assistant.conversation",
    "Reply": ".assistant.conversation",
    "call_tool": ".tools.adapters",
    "openai_tools": ".tools.adapters",
    "solve": ".tools.functions.solving",
    "toolkit": ".tools.adapters",
}

if TYPE_CHECKING:
    from .assistant.conversation import Assistant, Reply
    from .tools.adapters import call_tool, openai_tools, toolkit
    from .tools.functions.solving import solve

    __version__: str
else:  # Hidden from type checkers, which would take any name for a public one.

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from importlib.metadata import version

            value = version("flopwise")
        elif name in _HOMES:
            value = getattr(import_module(_HOMES[name], __name__), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
