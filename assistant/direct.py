"""What the command line answers without a language model: solving by name, and derivations.

Neither loads LangChain.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..tools.engine.names import nearest
from ..tools.engine.quantity import Quantity
from ..tools.engine.text import Language, Text
from ..tools.functions.solving import try_solve
from ..tools.planner import ENTITIES
from ..tools.vocabulary import VOCABULARY
from .errors import UsageError
from .reply import Reply, ToolCall, language_of, reply_of

EXAMPLE = "flopwise solve tokens cost=1e6USD accelerator=H100 parameters=7B"


def solve_terms(terms: Sequence[str], language: Language | None = None) -> Reply:
    """Solve for the bare names among `terms`, given those with a value ("cost=1e6USD").

    Names are the vocabulary's, or what people call its quantities in English or Chinese.

    Raises:
        UsageError: nothing is asked for, a name is unknown (with the nearest ones), or given twice.
    """
    find: list[str] = []
    given: dict[str, str] = {}
    for term in terms:
        name, equals, value = term.partition("=")
        if not equals:
            find.append(known_name(name, findable=True))
            continue
        known = known_name(name)
        if known in given:
            raise UsageError(
                Text(f"{name} is given twice: leave one out", f"{name} 给了两次:请去掉一个")
            )
        given[known] = value.strip()
    if not find:
        raise UsageError(
            Text(
                f"name what to find: {EXAMPLE}",
                f"请写出要求什么:{EXAMPLE}",
            )
        )
    spoken = language or language_of(" ".join(terms))
    result = try_solve(find, given, subjects=None, language=spoken, function="solve")
    call = ToolCall(name="solve", arguments={"find": find, **given})
    return reply_of([result], text=result.text, language=spoken, tool_calls=[call])


def known_name(name: str, findable: bool = False) -> str:
    """The name that the tables use for what a user calls `name`.

    Args:
        name: a quantity, model choice or named thing, as the tables or as people call it.
        findable: only what can be asked for, a quantity.

    Raises:
        UsageError: there is none, with the nearest ones, or several.
    """
    plain = name.strip().replace("-", "_")
    others = () if findable else (*VOCABULARY.choices, *ENTITIES)
    if plain in VOCABULARY or plain in others:
        return plain
    called = _called(plain.replace("_", " ").casefold())
    if len(called) == 1:
        return called[0].name
    if called:
        en = " or ".join(f"{quantity.name} ({quantity.label.en})" for quantity in called)
        zh = "或".join(f"{quantity.label.zh}({quantity.name})" for quantity in called)
        raise UsageError(
            Text(f"{name!r} may be {en}: say which", f"「{name}」可能是{zh}:请写明是哪一个")
        )
    close = nearest(plain, [*(quantity.name for quantity in VOCABULARY), *others])
    hint = Text(f"did you mean {', '.join(close)}?", f"相近的有:{'、'.join(close)}")
    if not close:
        hint = Text(f"for example, {EXAMPLE}", f"例如:{EXAMPLE}")
    raise UsageError(Text(f"unknown name {name!r}: {hint.en}", f"没有名为「{name}」的量:{hint.zh}"))


def _called(folded: str) -> list[Quantity]:
    """The quantities that people call so; whose own label it is comes alone."""
    labelled = [q for q in VOCABULARY if folded in (label.casefold() for label in q.label)]
    return labelled or [
        quantity
        for quantity in VOCABULARY
        if folded in (name.casefold() for name in (*quantity.names.en, *quantity.names.zh))
    ]


def list_derivations(language: Language | None) -> None:
    """Print the laws that can be derived, one a line."""
    from rich.text import Text as Line

    from ..tools.derivations import DERIVATIONS
    from .layout import aligned, console, write

    rows = [(Line(d.name, "bold"), Line(d.title.in_(language or "en"))) for d in DERIVATIONS]
    write(console(), aligned(rows))


def print_derivation(
    law: str, format: str, language: Language | None, model: str | None = None
) -> int:
    """Print one derivation as it is written, for a reader or for another program."""
    from ..tools.adapters import call_tool

    spoken = language or language_of(law)
    arguments = {"law": law, "model": model, "format": format, "language": spoken}
    result = call_tool("derive", arguments)
    if result.status != "answered":
        raise UsageError(Text(result.text, result.text))
    print(result.text)
    return 0
