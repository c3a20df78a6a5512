"""Stated amounts that no answer makes use of: whoever states one means something by it.

An answer that leaves one out answers another question, so that no such answer is given.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from ...tools.equations import EQUATIONS
from ...tools.functions.result import Assumption, Result
from .case import Case
from .lexicon import Lexicon
from .turns import Call

_NEUTRAL = (0, 1)
_TWO = 2


def left_over(
    case: Case, calls: Sequence[Call], results: Sequence[Result | None], lexicon: Lexicon
) -> tuple[str, ...]:
    """The quantities that `case` states and that none of the results depends on.

    Args:
        case: the question.
        calls: made for it.
        results: what each of them gave; none where it could not be tried.
        lexicon: of the vocabulary.
    """
    tried = [(c, r) for c, r in zip(calls, results, strict=False) if r and r.status == "answered"]
    used, unused = set[str](), dict[str, None]()
    for call, result in tried:
        for name in call.arguments:
            if name in lexicon.vocabulary:
                label = lexicon[name].label.in_(result.language)
                if any(text.startswith(label) for text in result.unused):
                    unused[name] = None
                else:
                    used.add(name)
    settled = not any(weighs(a, lexicon) for _, result in tried for a in result.assumptions)
    return tuple(
        name
        for name in unused
        if name not in used
        and not _goes_along(name, case, used, lexicon)
        and not (settled and name == lexicon.usual.get("parameter"))  # which model it is
    )


def weighs(assumption: Assumption, lexicon: Lexicon) -> bool:
    """Whether a default moves the answer: one sequence does not, nor an overhead of nothing."""
    if assumption.kind != "default" or assumption.name not in lexicon.vocabulary:
        return assumption.kind == "default"
    default = lexicon[assumption.name].default
    return default is None or default.value not in _NEUTRAL


@lru_cache(maxsize=1024)
def _follows(name: str, given: frozenset[str]) -> bool:
    """Whether an equation has what is given, and a quantity that is given too, and nothing else."""
    return any(name in e.names and e.names <= given for e in EQUATIONS)


def _only_divides(name: str, used: Collection[str], case: Case, lexicon: Lexicon) -> bool:
    """Whether a value of a shape only tells one more of them: heads, that of one head."""
    names = lexicon.general.vocabulary
    for equation in EQUATIONS:
        others = equation.names - {name}
        if name in equation.names and len(others) == _TWO and len(others & set(used)) == 1:
            (told,) = others - set(used)
            if told not in case.given and all(names[n].entity == "model" for n in equation.names):
                return True
    return False


def _goes_along(name: str, case: Case, used: Collection[str], lexicon: Lexicon) -> bool:
    """Whether an amount may stand there unused: of old, or told by the rest."""
    if name not in case.given or name in case.carried:
        return True
    quantity, value = lexicon[name], case.given[name]
    restates = quantity.entity == "accelerator" and bool(case.accelerators)
    restates |= _follows(name, frozenset(case.given))
    of_node = quantity.unit == "accelerator" and any(
        v.text not in case.words and "accelerator" in lexicon[n].unit
        for n, v in case.given.items()
        if n != name
    )  # eight cards, in the price of a node of eight
    of_part = f"active_{name}" in case.given
    split = quantity.unit == "accelerator" and any(
        n.endswith("_parallel") and v.text in value.text for n, v in case.given.items()
    )
    restates |= split  # 8 cards of data parallelism
    restates |= _only_divides(name, used, case, lexicon)
    only_one = value.text == "1" and (not value.named or quantity.unit == "1")
    return restates or of_node or of_part or only_one
