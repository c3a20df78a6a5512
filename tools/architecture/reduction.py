"""How the exact count comes down to N = 12ih², and what that leaves out of a structure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import sympy

from ..engine.text import Text
from .counts import count
from .letters import SIGNS, given
from .structure import Structure

_BLOCK_MATRICES = ("attention", "mlp", "experts", "shared_experts")


@dataclass(frozen=True)
class ReductionStep:
    """One step on the way to 12ih².

    Attributes:
        because: what the step takes for granted.
        expression: what the count is after it.
        number: the same for this structure.
        left_out: what it leaves out of the step before, or 0.
        assume: what it puts for symbols of the step before.
        holds: whether the structure is so; where it is, the number stays.
    """

    because: Text
    expression: sympy.Expr
    number: Fraction
    left_out: sympy.Expr = sympy.Integer(0)
    assume: Mapping[sympy.Symbol, sympy.Expr] = field(default_factory=dict)
    holds: bool = True


@dataclass(frozen=True)
class Reduction:
    """The steps from the sum of all parts to 12ih².

    Attributes:
        steps: the first holds the sum of all parts; the last 12ih², unless there are obstacles.
        obstacles: why no assumption leads to 12ih².
        law: 12ih² for this structure.
        error: what the law misses, relative to it: (total − law)/law.
    """

    steps: tuple[ReductionStep, ...]
    obstacles: tuple[Text, ...]
    law: int
    error: Fraction


def reduction(structure: Structure) -> Reduction:
    """How the count of `structure` comes down to 12ih².

    Multi-head attention with a·d = h has 4ih² weights. An MLP has 8ih², plain with f = 4h as well
    as gated with f = 8h/3. Latent attention and experts come down to nothing as simple.
    """
    counts = count(structure)
    known = dict(given(structure))
    law = 12 * structure.layers * structure.hidden_size**2
    error = Fraction(counts.total - law, law)
    others = [part for part in counts.parts if part.key not in _BLOCK_MATRICES]
    out = sympy.Add(*(part.formula for part in others))
    en = ", ".join(part.label.en for part in others)
    zh = "、".join(part.label.zh for part in others)
    whole, kept = counts.formula, counts.formula - out
    steps = [
        ReductionStep(Text("the sum of all parts", "各部分之和"), whole, _number(whole, known)),
        ReductionStep(
            Text(f"leave out: {en}", f"略去:{zh}"),
            kept,
            _number(kept, known),
            left_out=out,
            holds=False,
        ),
    ]
    obstacles = _obstacles(structure)
    for because, assume in () if obstacles else _assumptions(structure):
        before = steps[-1]
        if not before.expression.free_symbols & assume.keys():
            continue  # This structure is written so already.
        after = sympy.expand(before.expression.subs(assume))
        number = _number(after, known)
        same = number == before.number
        steps.append(ReductionStep(because, after, number, assume=assume, holds=same))
    return Reduction(tuple(steps), obstacles, law, error)


def _number(expression: sympy.Expr, known: Mapping[sympy.Symbol, int]) -> Fraction:
    value = sympy.Rational(expression.xreplace(known))
    return Fraction(int(value.p), int(value.q))


def _assumptions(
    structure: Structure,
) -> list[tuple[Text, dict[sympy.Symbol, sympy.Expr]]]:
    a, a_kv, d, f, h = (SIGNS[name].symbol for name in ("a", "a_kv", "d", "f", "h"))
    gated = structure.mlp is not None and structure.mlp.gated
    width = sympy.Rational(8, 3) * h if gated else 4 * h
    return [
        (
            Text("as many KV heads as attention heads", "KV 头数等于注意力头数"),
            {a_kv: a},
        ),
        (Text("heads times head size is h", "头数 × 头维度 = h"), {d: h / a}),
        (
            Text("a gated MLP of width 8h/3", "宽度 8h/3 的门控 MLP")
            if gated
            else Text("a plain MLP of width 4h", "宽度 4h 的普通 MLP"),
            {f: width},
        ),
    ]


def _obstacles(structure: Structure) -> tuple[Text, ...]:
    found = (
        (
            structure.attention.latent is not None,
            Text("latent attention has its own widths", "潜在注意力有自己的宽度"),
        ),
        (
            structure.attention.value_head_size not in (None, structure.attention.head_size),
            Text("values are of another width than keys", "值与键的宽度不同"),
        ),
        (
            structure.experts is not None,
            Text("a mixture of experts has many MLPs a layer", "混合专家每层有多个 MLP"),
        ),
        (
            structure.kind == "encoder_decoder",
            Text("there are two stacks, with cross-attention", "有两个堆栈,且带交叉注意力"),
        ),
    )
    return tuple(text for is_so, text in found if is_so)
