"""A structure for a wanted size, in today's shapes.

Every rule below is one that published models follow, with its source; the count is exact. Covered:
dense decoders with a gated or a plain MLP.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..architecture import Structure, count, decoder
from ..engine.domains import check_domain
from ..engine.errors import NoSolution
from ..engine.solution import Found
from ..engine.text import Language, Text
from ..planner import read_given, read_inputs
from ..vocabulary import VOCABULARY
from .figures import answer_of, row_of
from .report import given_texts
from .result import Result, Section
from .words import words

CLOSE = Fraction(2, 100)
"""How far the count may lie from the wanted size."""
GOOD = Fraction(1, 100)
"""Within it, a hidden size that hardware likes better is worth more than a closer count."""
ALIGNMENTS = (1024, 512, 256, 128)
"""What the hidden size is a multiple of, best first."""
GATED_ROUNDING = 256
SHAPED = ("hidden_size", "layers", "attention_heads", "kv_heads", "head_size", "intermediate_size")
"""What a shape is asked for by."""
SHAPE_TITLE = Text("A structure of that size", "该规模的结构")
COUNTED = Text("counted part by part", "逐部分精确计数")
KV_HEADS = (8, 4, 2, 1)
"""Key-value heads, best first."""


@dataclass(frozen=True)
class Rule:
    """One habit of published models.

    Attributes:
        text: what they do.
        source: where it can be seen.
    """

    text: Text
    source: str


@dataclass(frozen=True)
class Class:
    """How models up to a size are built.

    Attributes:
        below: the size, in parameters; none for the largest.
        aspect: least and most of hidden size over layers.
        head_size: width of a head.
        tied: whether input and output share their embedding.
        vocabulary_size: entries of the token embedding.
        source: models of that class.
    """

    below: int | None
    aspect: tuple[int, int]
    head_size: int
    tied: bool
    vocabulary_size: int
    source: str


CLASSES = (
    Class(10**9, (19, 64), 64, True, 49_152,
          "GPT-3 125M to 760M: Brown et al. 2020, arXiv:2005.14165, table 2.1; "
          "SmolLM2 135M and 360M: Allal et al. 2025, arXiv:2502.02737"),
    Class(4 * 10**9, (55, 128), 128, True, 128_256,
          "GPT-3 1.3B and 2.7B: Brown et al. 2020, arXiv:2005.14165, table 2.1; "
          "Qwen2.5 1.5B and Llama 3.2 1B: their config.json"),
    Class(None, (80, 140), 128, False, 128_256,
          "Llama 3 8B to 405B: Grattafiori et al. 2024, arXiv:2407.21783, table 3; "
          "Qwen3 32B and Mistral Large 2: their config.json"),
)  # fmt: skip
ALIGNED = Rule(
    Text(
        "hidden size a multiple of 128, better of 1024: tensor cores work in such tiles",
        "隐藏维度取 128 的倍数,最好是 1024 的倍数:张量核心按这样的块计算",
    ),
    "Anthony et al. 2024, arXiv:2401.14489",
)
GROUPED = Rule(
    Text(
        f"{KV_HEADS[0]} key-value heads where they divide the heads, else 4 or 2",
        f"KV 头取 {KV_HEADS[0]} 个(须整除头数),否则取 4 或 2",
    ),
    "Grattafiori et al. 2024, arXiv:2407.21783, table 3",
)
GATED = Rule(
    Text(
        f"gated MLP, 8/3 of the hidden size, rounded up to a multiple of {GATED_ROUNDING}",
        f"门控 MLP,宽度为隐藏维度的 8/3,向上取 {GATED_ROUNDING} 的倍数",
    ),
    "Touvron et al. 2023, arXiv:2302.13971, §2.2 and its code; Shazeer 2020, arXiv:2002.05202",
)
PLAIN = Rule(
    Text("plain MLP, 4 times the hidden size", "普通 MLP,宽度为隐藏维度的 4 倍"),
    "Kaplan et al. 2020, arXiv:2001.08361, §2.1",
)


@dataclass(frozen=True)
class Shape:
    """A structure of about the wanted size.

    Attributes:
        wanted: the size asked for.
        structure: what to build; `architecture.count` gives each part.
        parameters: its exact count.
        rules: what it follows, with sources.
    """

    wanted: Fraction
    structure: Structure
    parameters: int
    rules: tuple[Rule, ...]

    @property
    def error(self) -> Fraction:
        """How far the count lies from what was wanted, relative and signed."""
        return Fraction(self.parameters) / self.wanted - 1

    @property
    def aspect(self) -> Fraction:
        """Hidden size over layers."""
        return Fraction(self.structure.hidden_size, self.structure.layers)

    @property
    def quantities(self) -> dict[str, int]:
        """Its numbers under the vocabulary's names."""
        s = self.structure
        assert s.mlp is not None
        return {
            "hidden_size": s.hidden_size,
            "layers": s.layers,
            "attention_heads": s.attention.heads,
            "kv_heads": s.attention.kv_heads,
            "head_size": s.attention.head_size,
            "intermediate_size": s.mlp.size,
            "vocabulary_size": s.vocabulary_size,
            "parameters": self.parameters,
        }


def shape(parameters: object, *, vocabulary_size: int | None = None, gated: bool = True) -> Shape:
    """A dense decoder whose exact count lies within 2 % of `parameters`.

    Args:
        parameters: the wanted size, as `solve` takes it: "7B", 70 亿, 7e9.
        vocabulary_size: entries of the token embedding; what the class uses where none is given.
        gated: whether the MLP has three matrices.

    Raises:
        NoSolution: no such shape is within 2 %: the embedding alone is too large, or the size is
            beyond what a decoder may have.
        UnreadableAmount: the size cannot be read.
        OutOfDomain: the size is not above zero.
    """
    wanted = Fraction(read_given("parameters", parameters).value)
    check_domain(VOCABULARY["parameters"], wanted, stated=True)
    kind = next(c for c in CLASSES if c.below is None or wanted < c.below)
    entries = vocabulary_size if vocabulary_size is not None else kind.vocabulary_size
    found = [
        Shape(wanted, built, count(built).total, _rules(kind, gated))
        for built in _candidates(wanted, kind, entries, gated)
    ]
    close = [each for each in found if abs(each.error) <= CLOSE]
    if not close:
        raise NoSolution(
            Text(
                f"no usual shape is within 2 % of {float(wanted):g} parameters with a vocabulary "
                f"of {entries}; give another vocabulary size",
                f"词表为 {entries} 时,没有常见形状与 {float(wanted):g} 参数相差 2% 以内;"
                "请换一个词表大小",
            )
        )
    return min(close, key=_preference)


def shape_section(built: Shape, language: Language) -> Section:
    """Its numbers, the rules that it follows, and how far its count is from what was wanted."""
    habit = built.rules[0].source
    rows = [
        row_of(
            name,
            Fraction(value),
            COUNTED.in_(language) if name == "parameters" else habit,
            language,
        )
        for name, value in built.quantities.items()
    ]
    off = f"{float(100 * built.error):+.2f}"
    notes = [f"{rule.text.in_(language)} [{rule.source}]" for rule in built.rules]
    notes.append(Text(f"{off} % from the wanted size", f"与所要的规模相差 {off}%").in_(language))
    return Section(
        name="structure",
        title=SHAPE_TITLE.in_(language),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def sized(stated: Mapping[str, Any], find: Sequence[str], language: Language) -> Result | None:
    """The shape of a wanted size; none where more than the size is given, or no shape is asked.

    Raises:
        NoSolution: no usual shape is near that size.
        InvalidInput: the size cannot be read, or leaves its domain.
    """
    wanted = [name for name in find if name in SHAPED]
    if "parameters" not in stated or stated.keys() - {"parameters", "vocabulary_size"}:
        return None
    if not wanted or len(wanted) < len(find):
        return None
    entries = stated.get("vocabulary_size")
    size = None if entries is None else int(read_given("vocabulary_size", entries).value)
    built = shape(stated["parameters"], vocabulary_size=size)
    found = (Found(VOCABULARY[name], Fraction(built.quantities[name])) for name in wanted)
    result = Result(
        function="model_size",
        status="answered",
        language=language,
        answers=tuple(
            answer_of(each, language).model_copy(update={"source": built.rules[0].source})
            for each in found
        ),
        given=tuple(given_texts(read_inputs(stated), language)),
        sections=(shape_section(built, language),),
    )
    return result.model_copy(update={"text": words(result)})


def _preference(candidate: Shape) -> tuple[int, bool, int, Fraction]:
    """Full groups of heads first, then a close count, what hardware likes, a closer count."""
    structure = candidate.structure
    alignment = next(i for i, a in enumerate(ALIGNMENTS) if structure.hidden_size % a == 0)
    error = abs(candidate.error)
    return -structure.attention.kv_heads, error > GOOD, alignment, error


def _rules(kind: Class, gated: bool) -> tuple[Rule, ...]:
    low, high = kind.aspect
    habits = Rule(
        Text(
            f"{low} to {high} hidden units a layer, heads of {kind.head_size}, "
            f"{'one embedding' if kind.tied else 'separate embeddings'} for input and output",
            f"隐藏维度与层数之比 {low} 至 {high},头宽 {kind.head_size},"
            f"输入与输出{'共享' if kind.tied else '各用'}嵌入",
        ),
        kind.source,
    )
    return habits, ALIGNED, GROUPED, GATED if gated else PLAIN


def _candidates(
    wanted: Fraction, kind: Class, vocabulary_size: int, gated: bool
) -> Iterator[Structure]:
    """For each hidden size, the numbers of layers next to the wanted size, in the aspect range."""
    low, high = kind.aspect
    step = ALIGNMENTS[-1]
    for hidden in range(step, 32_768 + 1, step):
        one, two = (_build(n, hidden, kind, vocabulary_size, gated) for n in (1, 2))
        layer = count(two).total - count(one).total
        outside = count(one).total - layer
        layers = (wanted - outside) / layer
        if layers < Fraction(hidden, high) - 1:
            return  # A wider model has fewer layers still.
        for n in (int(layers), int(layers) + 1):
            if n >= 1 and low * n <= hidden <= high * n:
                yield _build(n, hidden, kind, vocabulary_size, gated)


def _build(layers: int, hidden: int, kind: Class, vocabulary_size: int, gated: bool) -> Structure:
    heads = hidden // kind.head_size
    return decoder(
        layers=layers,
        hidden_size=hidden,
        attention_heads=heads,
        kv_heads=next(n for n in KV_HEADS if heads % n == 0),
        head_size=kind.head_size,
        vocabulary_size=vocabulary_size,
        intermediate_size=_gated_width(hidden) if gated else 4 * hidden,
        gated=gated,
        tied=kind.tied,
    )


def _gated_width(hidden: int) -> int:
    """8/3 of the hidden size, rounded up."""
    return -(-8 * hidden // (3 * GATED_ROUNDING)) * GATED_ROUNDING
