"""The check that a derivation holds: SymPy proves each step from the steps that it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sympy

from .derivation import Derivation, DerivationStep, Statement


class _Unproved(Exception):
    """A step does not follow; the text says how."""


def faults(derivation: Derivation) -> list[str]:
    """What does not hold in `derivation`, a line a fault; empty where all is proved."""
    found: list[str] = []
    for place, step in enumerate(derivation.steps):
        try:
            _CHECKS[step.relation](derivation, step, derivation.steps[:place])
        except _Unproved as fault:
            found.append(f"{derivation.name}.{step.key}: {fault}")
    return found


def is_zero(expression: sympy.Expr) -> bool:
    """Whether SymPy shows that `expression` is zero; its symbols carry their signs."""
    if sympy.expand(expression) == 0:
        return True
    spread = sympy.expand_power_base(sympy.powdenest(expression))
    return bool(sympy.simplify(sympy.powsimp(sympy.expand(spread))) == 0) or bool(
        sympy.simplify(spread) == 0
    )


def _put_in(
    derivation: Derivation, statement: Statement, using: Sequence[str]
) -> tuple[sympy.Expr, sympy.Expr]:
    left, right = statement
    for key in using:
        known = derivation[key].statement
        if not known.left.is_Symbol:
            raise _Unproved(f"{key} cannot be put in: its left side is no single symbol")
        left, right = (side.xreplace({known.left: known.right}) for side in (left, right))
    return left, right


def _definition(
    derivation: Derivation, step: DerivationStep, before: Sequence[DerivationStep]
) -> None:
    left, right = step.statement
    if not left.is_Symbol or right.has(left):
        raise _Unproved("a definition gives one new symbol")
    if any(left in earlier.names for earlier in before):
        raise _Unproved(f"{left} was used before it is defined")


def _premise(
    derivation: Derivation, step: DerivationStep, before: Sequence[DerivationStep]
) -> None:
    if any(step.statement == earlier.statement for earlier in before):
        raise _Unproved("says what an earlier step says")


def _exact(derivation: Derivation, step: DerivationStep, before: Sequence[DerivationStep]) -> None:
    proof = step.proof
    assert proof is not None
    start = derivation[proof.after].statement
    if proof.stationary_in is not None:
        _, function = _put_in(derivation, start, proof.using)
        slope = sympy.diff(function, proof.stationary_in)
        if not _same_roots(slope, step.statement.left - step.statement.right):
            raise _Unproved(f"is not where the derivative by {proof.stationary_in} is zero")
        return
    known = _put_in(derivation, start, proof.using)
    if step.statement.left.is_Symbol and known[0] - known[1] == 0:
        raise _Unproved("what it rests on says nothing")
    left, right = step.statement
    if left.is_Symbol and (known[0] - known[1]).has(left):
        _, right = _put_in(derivation, step.statement, proof.using)
        if right.has(left):
            raise _Unproved(f"{left} stands on both sides")
        if not is_zero((known[0] - known[1]).xreplace({left: right})):
            raise _Unproved(f"does not follow from {', '.join(proof.steps)}")
        return
    if not _equivalent(known, _put_in(derivation, step.statement, proof.using)):
        raise _Unproved(f"does not follow from {', '.join(proof.steps)}")


def _same_roots(one: sympy.Expr, other: sympy.Expr) -> bool:
    """Whether both are zero together: their ratio has one sign and is never zero."""
    ratio = sympy.simplify(one / other)
    return bool(ratio.is_positive or ratio.is_negative)


def _equivalent(one: tuple[sympy.Expr, sympy.Expr], other: tuple[sympy.Expr, sympy.Expr]) -> bool:
    """Whether two equalities between positive things say the same."""
    if is_zero(one[0] - one[1]) or is_zero(other[0] - other[1]):
        return False  # One says nothing.
    if _same_roots(one[0] - one[1], other[0] - other[1]):
        return True
    ratio, its = one[0] / one[1], other[0] / other[1]
    return is_zero(ratio / its - 1) or is_zero(ratio * its - 1)


def _approximation(
    derivation: Derivation, step: DerivationStep, before: Sequence[DerivationStep]
) -> None:
    assert step.proof is not None and step.error is not None
    left, exact = _put_in(derivation, derivation[step.proof.after].statement, step.proof.using)
    if left != step.statement.left:
        raise _Unproved(f"is about {step.statement.left}, not {left}")
    kept = step.statement.right
    if is_zero(exact - kept):
        raise _Unproved("leaves nothing out")
    if not is_zero((exact - kept) / kept - step.error):
        raise _Unproved(f"the error is {sympy.simplify((exact - kept) / kept)}, not {step.error}")


_CHECKS: dict[str, Callable[[Derivation, DerivationStep, Sequence[DerivationStep]], None]] = {
    "definition": _definition,
    "premise": _premise,
    "exact": _exact,
    "approximation": _approximation,
}
