"""flopwise: exact answers about the size, compute, memory, time and money of language models.

The public names load on first use, so that ``import flopwise`` is quick and brings in neither
SymPy nor LangChain.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = [
    "Assistant",
    "FlopwiseError",
    "FlopwiseToolkit",
    "Plan",
    "Reply",
    "Result",
    "__version__",
    "ask_tool",
    "call_tool",
    "make_plan",
    "openai_tools",
    "solve",
    "toolkit",
]

_HOMES = {
    "Assistant": ".assistant.conversation",
    "FlopwiseError": ".tools.engine.errors",
    "FlopwiseToolkit": ".tools.adapters.langchain",
    "Plan": ".tools.functions.plan_record",
    "Reply": ".assistant.reply",
    "Result": ".tools.functions.result",
    "ask_tool": ".assistant.ask_tool",
    "call_tool": ".tools.adapters",
    "make_plan": ".tools.functions.plan",
    "openai_tools": ".tools.adapters",
    "solve": ".tools.functions.solving",
    "toolkit": ".tools.adapters.langchain",
}

if TYPE_CHECKING:
    from .assistant.ask_tool import ask_tool
    from .assistant.conversation import Assistant
    from .assistant.reply import Reply
    from .tools.adapters import call_tool, openai_tools
    from .tools.adapters.langchain import FlopwiseToolkit, toolkit
    from .tools.engine.errors import FlopwiseError
    from .tools.functions.plan import make_plan
    from .tools.functions.plan_record import Plan
    from .tools.functions.result import Result
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
