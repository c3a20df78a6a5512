"""`flopwise size` and `flopwise flops`: exact counts of a model, or of a config.json, as tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.text import Text as Line

from ..tools.architecture import count, flops, read_config
from ..tools.engine.errors import UnknownName
from ..tools.engine.showing import show
from ..tools.engine.text import Language, Text
from ..tools.functions.structures import Built, built, flops_report, size_report
from .errors import UsageError
from .layout import GAP, Row, aligned, console, width_of, write

if TYPE_CHECKING:
    from ..tools.architecture import Counts, Flops

FAINT, STRONG = "dim", "bold"


def named(words: Sequence[str]) -> Built:
    """The structure that the words of a command name: a config.json file, or a catalog model.

    Raises:
        UsageError: the catalog knows the model, but not how it is built.
        UnknownName: neither a file nor a model; the nearest names are offered.
        InvalidInput: the file is no config.json that can be read.
    """
    name = " ".join(words)
    path = Path(name).expanduser()
    if name.endswith(".json") or path.is_file():
        return Built(path.name, read_config(path), name)
    try:
        found = built(name, None)
    except UnknownName as error:
        raise UsageError(
            Text(
                f"{error.text.en} Or name a config.json file",
                f"{error.text.zh}也可以给出 config.json 文件",
            )
        ) from None
    if found is None:
        raise UsageError(
            Text(
                f"how {name} is built is not published, or not known here: give a config.json",
                f"{name} 的结构未公布或此处未收录:请给出 config.json",
            )
        )
    return found


def show_size(words: Sequence[str], as_json: bool, language: Language) -> int:
    """Print the parameters of a model, part by part."""
    model = named(words)
    if as_json:
        _print_json(size_report(model))
        return 0
    counts = count(model.structure)
    out = console()
    moe = counts.active != counts.total
    write(out, [Line.assemble((model.name, "bold green"), f"  {_sums(counts, language)}")])
    rows: list[Row] = [_heads(moe, language)]
    for part in counts.parts:
        active = [Line(f"{part.active:,}")] if moe else []
        label = Line(part.label.in_(language))
        rows.append([label, Line(f"{part.number:,}", STRONG), *active, Line(part.formula_text)])
    totals = [Line(f"{counts.active:,}", STRONG)] if moe else []
    total = Text("total", "合计").in_(language)
    rows.append([Line(total), Line(f"{counts.total:,}", STRONG), *totals, Line("")])
    _print_table(rows, out, right=(1, 2) if moe else (1,))
    without = Text(
        f"without embedding tables: {counts.non_embedding:,}",
        f"不含嵌入表:{counts.non_embedding:,}",
    )
    lines = [Line(without.in_(language))]
    if moe:
        active_text = Text(
            f"active counts both embedding tables; without the input one: "
            f"{counts.active_without_input:,}",
            f"激活参数计入两张嵌入表;不计输入嵌入则为 {counts.active_without_input:,}",
        )
        lines.append(Line(active_text.in_(language)))
    lines += [Line(f"! {note.in_(language)}", "yellow") for note in model.structure.notes]
    write(out, [*lines, Line(model.source, FAINT)])
    return 0


def show_flops(
    words: Sequence[str],
    batch: int,
    sequence: int,
    choices: dict[str, Any],
    as_json: bool,
    language: Language,
) -> int:
    """Print the FLOPs of one training step of a model, part by part.

    Args:
        words: the model, or a config.json file.
        batch: sequences of the step.
        sequence: tokens of a sequence.
        choices: attention, logits and recompute, as `flops` takes them.
        as_json: print plain data.
        language: of the table.
    """
    model = named(words)
    work = flops(model.structure, batch, sequence, **choices)
    if as_json:
        _print_json(flops_report(work, model.name))
        return 0
    out = console()
    title = f"  {batch:,} × {sequence:,} tokens, {work.attention} attention"
    write(out, [Line.assemble((model.name, "bold green"), title)])
    heads = ("part", "部分"), ("forward", "前向"), ("backward", "反向"), ("forward =", "前向 =")
    rows: list[Row] = [[Line(Text(*head).in_(language), FAINT) for head in heads]]
    for part in work.parts:
        rows.append(
            [
                Line(part.label.in_(language)),
                Line(f"{part.forward:,}", STRONG),
                Line(f"{part.backward:,}"),
                Line(part.formula_text),
            ]
        )
    total = Text("total", "合计").in_(language)
    rows.append(
        [Line(total), Line(f"{work.forward:,}", STRONG), Line(f"{work.backward:,}"), Line("")]
    )
    _print_table(rows, out, right=(1, 2))
    write(out, [Line(line) for line in _flops_notes(work, language)])
    write(out, [Line(f"! {note.in_(language)}", "yellow") for note in work.notes])
    write(out, [Line(model.source, FAINT)])
    return 0


def _sums(counts: Counts, language: Language) -> str:
    total = show(counts.total, "parameter", language)
    if counts.active == counts.total:
        return total
    active = show(counts.active, "parameter", language)
    return Text(f"{total}, {active} active", f"{total},激活 {active}").in_(language)


def _heads(moe: bool, language: Language) -> Row:
    heads = [("part", "部分"), ("parameters", "参数量")]
    heads += [("active", "激活")] if moe else []
    return [Line(Text(*h).in_(language), FAINT) for h in (*heads, ("formula", "公式"))]


def _flops_notes(work: Flops, language: Language) -> list[str]:
    per_token = show(work.per_token, "FLOP", language)
    step = show(work.total, "FLOP", language)
    above, without = float(work.above_6nd), float(work.above_6nd_non_embedding)
    share = float(100 * work.attention_share)
    lines = [
        Text(
            f"forward and backward: {work.total:,} = {step}; {per_token} a token",
            f"前向加反向:{work.total:,} = {step};每 token {per_token}",
        ),
        Text(
            f"against 6ND: {above:+.2f}% (N with embeddings), {without:+.2f}% (without); "
            f"attention over the sequence: {share:.2f}%",
            f"与 6ND 相比:{above:+.2f}%(N 含嵌入),{without:+.2f}%(不含);序列注意力占 {share:.2f}%",
        ),
    ]
    if work.recomputed:
        lines.append(
            Text(
                f"hardware FLOPs with {work.recompute} recompute: {work.hardware:,}",
                f"含重计算({work.recompute})的硬件 FLOP:{work.hardware:,}",
            )
        )
    return [line.in_(language) for line in lines]


def _print_table(rows: list[Row], out: Any, right: tuple[int, ...]) -> None:
    """The table; without its formulas where the terminal has no room for them."""
    if width_of(rows) > out.width:
        rows = [row[:-1] for row in rows]
    write(out, aligned(rows, right), GAP)


def _print_json(report: dict[str, Any]) -> None:
    print(json.dumps(report, ensure_ascii=False, indent=2))
