"""The floating-point operations of a training step, exactly: by part, forward and backward.

A FLOP is one addition or one multiplication. Covered: matrix products, which are nearly all of
the work. Not covered: norms, activations, softmax, the optimizer. A lookup costs nothing, and the
head costs 2bshV whether it is tied or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal, get_args

import sympy

from ..engine.errors import UnknownName
from ..engine.text import Text
from .bounds import LIMITS, whole
from .counted import Counted
from .counts import count
from .letters import Letters, given, numbers, symbols
from .parts import PARTS, PartKind
from .structure import Structure

Attending = Literal["full", "causal"]
Logits = Literal["all", "last"]
Recompute = Literal["none", "selective", "full"]
Cost = Callable[[Letters, Structure], Any]

_MATRIX = "2 FLOP a weight and token: Kaplan et al. 2020, arXiv:2001.08361, table 1"
_SCORES = "Korthikanti et al. 2022, arXiv:2205.05198, appendix A"
_LOGITS = "Narayanan et al. 2021, arXiv:2104.04473, appendix"
_WINDOW = "Beltagy et al. 2020, arXiv:2004.05150, §3.1: a query sees the last W tokens"

_LABELS = {"attention": ("projections", Text("projections of attention", "注意力投影"))}
"""Matrices whose work has another name than their weights."""


@dataclass(frozen=True)
class WorkKind:
    """One kind of work.

    Attributes:
        key: its identifier.
        label: what to call it.
        cost: forward FLOPs, over letters.
        source: who says so.
        scores: whether it is the attention square, which selective recompute does again.
        in_layers: whether it lies in the layers, which full recompute does again.
        flows_back: whether the loss, taken at the tokens, reaches it.
    """

    key: str
    label: Text
    cost: Cost
    source: str
    scores: bool = False
    in_layers: bool = True
    flows_back: bool = True


@dataclass(frozen=True)
class WorkPart(Counted[WorkKind]):
    """The work of one part in one step.

    Attributes:
        forward: FLOPs of the forward pass.
        recomputed: FLOPs done again in the backward pass.
    """

    forward: int
    recomputed: int

    @property
    def backward(self) -> int:
        """FLOPs of the backward pass: a product for its input and one for its weights."""
        return 2 * self.forward if self.kind.flows_back else 0

    @property
    def total(self) -> int:
        """Forward and backward, nothing done twice."""
        return self.forward + self.backward

    @property
    def formula(self) -> sympy.Expr:
        """The forward FLOPs, in the vocabulary's symbols."""
        return sympy.sympify(self.kind.cost(symbols(self.structure), self.structure))


@dataclass(frozen=True)
class Flops:
    """The work of one step. Model FLOPs (for MFU) and hardware FLOPs (for HFU) are kept apart.

    Attributes:
        structure: whose.
        batch: sequences of the step.
        sequence: tokens of a sequence; of an encoder-decoder, of its source and of its target.
        attention: "full" counts the whole square; "causal" only what a token may see.
        logits: at which positions the head works.
        recompute: what the backward pass computes again.
        parts: each part once.
        notes: what an answer that uses it should say.
    """

    structure: Structure
    batch: int
    sequence: int
    attention: Attending
    logits: Logits
    recompute: Recompute
    parts: tuple[WorkPart, ...]
    notes: tuple[Text, ...] = ()

    @property
    def forward(self) -> int:
        """FLOPs of the forward pass."""
        return sum(part.forward for part in self.parts)

    @property
    def backward(self) -> int:
        """FLOPs of the backward pass, nothing done twice."""
        return sum(part.backward for part in self.parts)

    @property
    def total(self) -> int:
        """Model FLOPs: forward and backward. What MFU counts."""
        return self.forward + self.backward

    @property
    def recomputed(self) -> int:
        """FLOPs that the backward pass does again."""
        return sum(part.recomputed for part in self.parts)

    @property
    def hardware(self) -> int:
        """Hardware FLOPs: the model's, and those done again. What HFU counts."""
        return self.total + self.recomputed

    @property
    def tokens(self) -> int:
        """Tokens of the step."""
        return self.batch * self.sequence

    @property
    def per_token(self) -> Fraction:
        """Model FLOPs for one token."""
        return Fraction(self.total, self.tokens)

    @property
    def attention_share(self) -> Fraction:
        """What part of the model FLOPs is the attention square; its projections do not count."""
        return Fraction(sum(part.total for part in self.parts if part.kind.scores), self.total)

    @property
    def above_6nd(self) -> Fraction:
        """How far the model FLOPs lie above 6ND, in per cent; N: active, with embeddings."""
        return self._above(count(self.structure).active)

    @property
    def above_6nd_non_embedding(self) -> Fraction:
        """The same with N: active, without embedding tables and a separate head."""
        return self._above(count(self.structure).active_non_embedding)

    @property
    def by_part(self) -> dict[str, int]:
        """The forward and backward FLOPs of each part, by its key."""
        return {part.key: part.total for part in self.parts}

    @property
    def formula(self) -> sympy.Expr:
        """The forward FLOPs, in the vocabulary's symbols."""
        return sympy.Add(*(part.formula for part in self.parts))

    @property
    def given(self) -> dict[sympy.Symbol, int]:
        """What stands for each symbol of the formulas."""
        return given(self.structure, self.batch, self.sequence)

    def of_run(self, tokens: int) -> Fraction:
        """Model FLOPs of a run over `tokens` tokens, in steps like this one."""
        return self.per_token * tokens

    def _above(self, parameters: int) -> Fraction:
        return 100 * (Fraction(self.total, 6 * parameters * self.tokens) - 1)


def flops(
    structure: Structure,
    batch: int,
    sequence: int,
    *,
    attention: Attending = "full",
    logits: Logits = "all",
    recompute: Recompute = "none",
) -> Flops:
    """The work of one training step, exact to the last FLOP.

    Args:
        structure: whose.
        batch: sequences of the step.
        sequence: tokens of a sequence.
        attention: "full" counts the whole square, windows or not, as profilers do; "causal" counts
            what a token may see, itself included, and honours windows.
        logits: the head at "all" positions (training), or at the "last" (the prompt of a chat).
        recompute: "selective" does the attention square again in the backward pass, "full" all
            that lies in the layers.

    Raises:
        OutOfDomain: the batch or the sequence is no whole number, or out of bounds.
        UnknownName: a choice has no such value.
    """
    batch = whole(batch, LIMITS["batch"], Text("the batch", "批大小"))
    sequence = whole(sequence, LIMITS["sequence"], Text("the sequence", "序列长度"))
    for chosen, known in ((attention, Attending), (logits, Logits), (recompute, Recompute)):
        if chosen not in get_args(known):
            raise UnknownName("choice", str(chosen), get_args(known))
    return _flops(structure, batch, sequence, attention, logits, recompute)


@lru_cache(maxsize=1024)
def _flops(
    structure: Structure,
    batch: int,
    sequence: int,
    attention: Attending,
    logits: Logits,
    recompute: Recompute,
) -> Flops:
    x = numbers(structure, batch, sequence)
    parts = []
    for kind in _work(structure, sequence, attention, logits):
        forward = kind.cost(x, structure)
        again = kind.scores if recompute == "selective" else kind.in_layers
        parts.append(
            WorkPart(kind, structure, forward, forward if again and recompute != "none" else 0)
        )
    notes = _notes(structure, sequence)
    return Flops(structure, batch, sequence, attention, logits, recompute, tuple(parts), notes)


def _notes(structure: Structure, sequence: int) -> tuple[Text, ...]:
    longest = structure.context_length
    if longest is None or sequence <= longest:
        return ()
    return (
        Text(
            f"a sequence of {sequence:,} is beyond the {longest:,} that the model was made for",
            f"序列长度 {sequence:,} 超出模型所支持的 {longest:,}",
        ),
    )


# ------------------------------------------------------------------------------ kinds of work


def _work(s: Structure, sequence: int, attention: str, logits: str) -> Iterator[WorkKind]:
    for part in PARTS:
        if part.work == "matrix" and part.place in ("layers", "other") and part.has(s):
            yield _pooler(part) if part.key == "pooler" else _product(part)
            if part.key == "attention":
                yield from _scores(s, sequence, attention)
    if s.head != "none":
        yield WorkKind(
            "logits",
            Text("logits", "输出 logit"),
            (lambda x, _: 2 * x.b * x.s * x.V * x.e)
            if logits == "all"
            else (lambda x, _: 2 * x.b * x.V * x.e),
            _LOGITS,
            in_layers=False,
        )


def _product(part: PartKind) -> WorkKind:
    """Each token meets each active weight of a matrix once."""
    amount = part.active or part.amount
    key, label = _LABELS.get(part.key, (part.key, part.label))
    return WorkKind(
        key,
        label,
        lambda x, s: x.b * x.s * amount(x, s) * 2,
        _MATRIX,
        in_layers=part.place == "layers",
    )


def _pooler(part: PartKind) -> WorkKind:
    """The pooler reads one token of a sequence; a loss at the tokens does not reach it."""
    return WorkKind(
        part.key,
        part.label,
        lambda x, s: x.b * part.amount(x, s) * 2,
        part.source,
        in_layers=False,
        flows_back=False,
    )


def _square(x: Letters) -> Any:
    """Twice the pairs of a query and a key, everything seen."""
    return 2 * x.s**2


def _triangle(x: Letters) -> Any:
    """Twice the pairs where a token sees itself and what is before it."""
    return x.s * (x.s + 1)


def _band(x: Letters) -> Any:
    """Twice the pairs where a token sees the last W, itself included."""
    return x.W * (2 * x.s - x.W + 1)


def _scores(s: Structure, sequence: int, attention: str) -> Iterator[WorkKind]:
    """The attention square of each kind of layer: queries by keys, and weights by values."""
    seen = _triangle if attention == "causal" else _square
    banded = attention == "causal" and s.window is not None and s.window < sequence
    if s.kind == "encoder":
        yield _scores_of("attention_scores", lambda x: x.i, _square)
        return
    if s.kind == "encoder_decoder":
        yield _scores_of("encoder_scores", lambda x: x.i_enc, _square)
        yield _scores_of("attention_scores", lambda x: x.i, seen)
        yield _scores_of("cross_scores", lambda x: x.i, _square)
        return
    if not banded:
        yield _scores_of("attention_scores", lambda x: x.i, seen)
        return
    if s.windowed_layers < s.layers:
        yield _scores_of("attention_scores", lambda x: x.i - x.i_w, seen)
    yield _scores_of("window_scores", lambda x: x.i_w, _band)


_SCORE_LABELS = {
    "attention_scores": Text("attention scores", "注意力得分"),
    "window_scores": Text("attention scores within the window", "窗口内的注意力得分"),
    "encoder_scores": Text("attention scores of the encoder", "编码器的注意力得分"),
    "cross_scores": Text("scores of cross-attention", "交叉注意力得分"),
}


def _scores_of(
    key: str, layers: Callable[[Letters], Any], pairs: Callable[[Letters], Any]
) -> WorkKind:
    return WorkKind(
        key,
        _SCORE_LABELS[key],
        lambda x, _: x.b * pairs(x) * layers(x) * x.a * (x.d + x.d_v),
        _WINDOW if pairs is _band else _SCORES,
        scores=True,
    )
