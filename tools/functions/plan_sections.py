"""The sections of a plan: each asks the solver about a settled run, and sets down its figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from ..engine import algebra
from ..engine.algebra import Number
from ..engine.errors import FlopwiseError
from ..engine.showing import show
from ..engine.text import Language, Text
from ..engine.wording import shown
from ..planner import solve_inputs
from ..vocabulary import VOCABULARY
from .figures import exact_text, shown_range
from .laws import Comparison, compare_laws
from .plan_layout import LIMIT, RUN, SERVED, SERVER, SPLIT_SOURCE, Fitting
from .plan_record import AS_GIVEN, CONVENTION, TITLES
from .plan_run import STRUCTURE, SUBJECTS, Run
from .plan_sheet import Sheet, exactly
from .result import Row, Section, SectionName
from .sensitivity import Swing, elasticities, swings
from .shape import shape_section
from .structures import USUAL_SEQUENCE

FAILURES = ("dataset_size", "checkpoint_size", "save_time", "cluster_mtbf", "interruptions",
            "optimal_interval", "goodput", "elapsed_time")  # fmt: skip
SERVING = ("weights_memory", "kv_cache_memory", "inference_memory", "inference_memory_share",
           "decode_tokens_per_second", "tokens_per_second_per_user")  # fmt: skip
MEMORY = ("data_parallel", "state_memory_per_accelerator", "activation_memory", "training_memory",
          "training_memory_share")  # fmt: skip
SEQUENCES = Fraction(32)
"""Sequences that are served at once, where none is said."""
STORE = Fraction(2 * 10**12, 16384)
STORE_SOURCE = "Grattafiori et al. 2024, arXiv:2407.21783, §3.3.1"
MOST_MOVES = 5


def _section(sheet: Sheet, name: SectionName, rows: Sequence[Row], *notes: Text) -> Section:
    title = TITLES[name].in_(sheet.language)
    said = tuple(note.in_(sheet.language) for note in notes)
    return Section(name=name, title=title, rows=tuple(rows), notes=said)


def run(sheet: Sheet, settled: Run) -> Section:
    """Size, data, compute, accelerators, time and money."""
    return _section(sheet, "run", settled.worked.rows(sheet.language))


def compared_laws(sheet: Sheet, settled: Run) -> Comparison:
    """Every edition at the compute of the run."""
    demand = sheet.stated.get("inference_tokens")
    compute = exactly(settled.value("training_compute"))
    return compare_laws({"training_compute": compute, "inference_tokens": demand})


def structure(sheet: Sheet, settled: Run) -> Section | None:
    """A structure of the law's size, or that of the named model."""
    built = settled.shape
    if built is None:
        facts = sheet.inputs().facts
        rows = [sheet.row(n, facts[n].value, facts[n].source) for n in STRUCTURE if n in facts]
        return _section(sheet, "structure", rows) if rows else None
    made = shape_section(built, sheet.language)
    counted = Text(
        "memory, checkpoints and serving count this structure", "显存、检查点与推理按此结构计算"
    ).in_(sheet.language)
    return made.model_copy(update={"notes": (*made.notes, counted)})


def trade(sheet: Sheet, settled: Run) -> Section:
    """The same accelerator-hours in half and in twice the time, or on half and twice the cards."""
    moved, found = "training_time", "accelerators"
    if settled.fixed:
        moved, found = found, moved
    work, base = (exactly(settled.value(name)) for name in ("accelerator_time", moved))
    rows: list[Row] = []
    for factor in (Fraction(1, 2), Fraction(2)):
        if settled.fixed and (base * factor).denominator > 1:
            continue
        known: dict[str, Number] = {"accelerator_time": work, moved: base * factor}
        inputs = sheet.inputs(known, without=RUN | {"accelerators"})
        of = shown(VOCABULARY[moved], base * factor, sheet.language)
        rows += sheet.solve([found], inputs, ("training",)).rows(sheet.language, of=of)
    return _section(sheet, "trade", rows)


def energy(sheet: Sheet, settled: Run) -> Section:
    """Energy and carbon; the price of electricity where it is stated."""
    find = ["energy", "carbon", *(["electricity_cost"] if "electricity_price" in sheet.stated
            else [])]  # fmt: skip
    worked = sheet.solve(find, settled.inputs, SUBJECTS, optional=("carbon",))
    return _section(sheet, "energy", worked.rows(sheet.language))


def memory(sheet: Sheet, settled: Run) -> Section | None:
    """The layout, and what it takes of each accelerator; what would help where none fits."""
    fitting, layout = settled.fitting, settled.layout
    if fitting is None:
        return None
    if layout is None:
        return _section(sheet, "memory", (), _no_layout(fitting))
    said = sheet.inputs().given.get("micro_batch_size")
    micro = (
        sheet.row("micro_batch_size", said.value, AS_GIVEN.in_(sheet.language))
        if said
        else sheet.row("micro_batch_size", fitting.shape["micro_batch_size"], CONVENTION)
    )
    kernel = sheet.stated.get("attention_kernel", fitting.choices["attention_kernel"])
    rows = [
        sheet.chosen("zero", layout.zero),
        *(
            sheet.row(name, layout.known[name], SPLIT_SOURCE)
            for name in ("tensor_parallel", "pipeline_parallel")
        ),
        sheet.chosen("recompute", layout.recompute),
        sheet.chosen("attention_kernel", kernel),
        micro,
    ]  # fmt: skip
    inputs = sheet.inputs(
        {**fitting.shape, **layout.known}, without=RUN | SERVED,
        choices={**fitting.choices, **layout.choices},
    )  # fmt: skip
    rows += sheet.solve(MEMORY, inputs).rows(sheet.language)
    first = Text(
        "the first that fits: copies, then splits within a server, then stages; recomputation last",
        "按序取首个可行方案:先副本,再服务器内切分,再流水级;重计算最后考虑",
    )
    again = Text(
        "layers are computed twice: for the same use of the hardware the MFU is lower",
        "各层计算两遍:硬件利用相同时 MFU 更低",
    )
    return _section(sheet, "memory", rows, first, *([again] if layout.recompute == "full" else []))


def _no_layout(fitting: Fitting) -> Text:
    """That nothing fits, and what would."""
    helps = list(fitting.measures())
    if not helps:
        return Text(
            "no layout fits in memory, nor with any single measure: take a smaller model",
            "没有可行的并行方案,单一措施也不够:请用更小的模型",
        )
    return Text(
        "no layout fits in memory; any one of these would, the cheapest first: "
        + ", ".join(helped.in_("en") for helped in helps),
        "没有可行的并行方案;以下任一措施即可,代价小者在前:"
        + "、".join(helped.in_("zh") for helped in helps),
    )


def failures(sheet: Sheet, settled: Run) -> Section:
    """Data and checkpoints on disk, how often to save, what failures cost."""
    number = exactly(settled.value("accelerators"))
    known: dict[str, Number] = {
        "parameters": settled.parameters,
        "accelerators": number,
        "training_time": settled.value("training_time"),
    }
    if "dataset_tokens" not in sheet.stated:
        known["dataset_tokens"] = settled.value("tokens")
    if "storage_bandwidth" not in sheet.stated:
        known["storage_bandwidth"] = STORE * number
        sheet.assume(
            "storage_bandwidth",
            STORE * number,
            Text(
                "2 TB/s for 16,384 accelerators at Llama 3's site, in proportion",
                "按 Llama 3 的存储:16,384 张卡 2 TB/s,按卡数折算",
            ),
            STORE_SOURCE,
        )
    stated = {"interval": "stated"} if "checkpoint_interval" in sheet.stated else {}
    inputs = sheet.inputs(known, without=RUN | SERVED | {"model", "epochs"}, choices=stated)
    return _section(sheet, "failures", sheet.solve(FAILURES, inputs).rows(sheet.language))


def serving(sheet: Sheet, settled: Run) -> Section | None:
    """The fewest accelerators that hold model and cache, their speed and price at the bound."""
    if settled.shape is None and "model" not in sheet.stated:
        return None
    known: dict[str, Number] = dict(settled.known)
    usual = {"context_tokens": Fraction(USUAL_SEQUENCE), "concurrent_sequences": SEQUENCES}
    for name, value in usual.items():
        if name not in sheet.stated:
            known[name] = value
            because = Text("what is served, where none is said", "未说明时的推理负载")
            sheet.assume(name, value, because, CONVENTION)
    left_out = RUN - known.keys() | {"accelerators", "sequence_length"}
    usable = {} if "memory_utilization" in sheet.stated else {"memory_utilization": LIMIT}
    inputs = sheet.inputs(
        {**known, **usable}, without=left_out, choices={"fit": "serving", "cache": "counted"}
    )
    fewest = exactly(solve_inputs(["accelerators"], inputs).found[0].answer)
    known["accelerators"] = _even(fewest)
    inputs = sheet.inputs(known, without=left_out, choices={"cache": "counted"})
    row = sheet.row("accelerators", known["accelerators"], SPLIT_SOURCE)
    priced = {"price_per_accelerator_hour", "hourly_price"} & {*inputs.facts, *inputs.given}
    find = [*SERVING, *(["cost_per_token"] if priced else [])]
    rows = [row, *sheet.solve(find, inputs).rows(sheet.language)]
    bound = Text(
        "speed and price are bounds: all of the bandwidth, always busy",
        "速度与价格为理论极限:带宽全部用上且始终满载",
    )
    return _section(sheet, "serving", rows, bound)


def _even(fewest: Fraction) -> Fraction:
    """A power of two within a server, whole servers beyond it: what heads divide into."""
    if fewest > SERVER:
        return -(-fewest // SERVER) * Fraction(SERVER)
    number = 1
    while number < fewest:
        number *= 2
    return Fraction(number)


def target(sheet: Sheet, settled: Run) -> str:
    """The figure that the plan answers with: the first that is not given."""
    solved = [found.quantity.name for found in settled.worked.solution.found]
    wanted = ("parameters", "cost", "training_time", "accelerators", "training_compute")
    known = {*sheet.stated, *(["parameters"] if "model" in sheet.stated else [])}
    return next((n for n in wanted if n in solved and n not in known), "accelerator_time")


def ranges(sheet: Sheet, settled: Run) -> list[Swing]:
    """What each range does to the answer, the widest first."""
    return swings(target(sheet, settled), settled.worked.solution)


def moves(sheet: Sheet, settled: Run, found: Sequence[Swing]) -> Section:
    """The ranges that move the answer most, then its elasticities."""
    language = sheet.language
    said = {assumption.name: assumption.source for assumption in sheet.assumptions.values()}
    of = Text("range", "范围").in_(language)
    rows = [
        Row(
            label=_range(swing.input, swing.low[0], swing.high[0], language),
            quantity=swing.input,
            display=shown_range(VOCABULARY[swing.output], swing.low[1], swing.high[1], language),
            exact=exact_text(swing.nominal[1]),
            unit=VOCABULARY[swing.output].unit,
            source=said.get(swing.input, AS_GIVEN.in_(language)),
            low=exact_text(min(swing.low[1], swing.high[1], key=algebra.rational)),
            high=exact_text(max(swing.low[1], swing.high[1], key=algebra.rational)),
            of=of,
        )
        for swing in found[:MOST_MOVES]
    ]
    wanted = target(sheet, settled)
    of = Text("elasticity", "弹性").in_(language)
    rows += [
        Row(
            label=VOCABULARY[each.input].label.in_(language),
            quantity=each.input,
            display=f"{float(each.value):+.3g}%",
            exact=exact_text(each.value),
            unit="1",
            source="",
            of=of,
        )
        for each in elasticities([wanted], settled.worked.solution)[:MOST_MOVES]
    ]
    label = VOCABULARY[wanted].label
    note = Text(
        f"a range: what {label.en} becomes; an elasticity: what an input's 1% moves it by",
        f"范围:{label.zh}随之变为多少;弹性:该输入变 1% 时{label.zh}的变化",
    )
    return _section(sheet, "moves", rows, note)


def _range(name: str, low: Number, high: Number, language: Language) -> str:
    """A quantity and both its ends: "MFU 30% to 50%"."""
    quantity = VOCABULARY[name]
    return f"{quantity.label.in_(language)} {shown_range(quantity, low, high, language)}"


def attempted(
    sheet: Sheet, name: SectionName, make: Callable[[], Section | None]
) -> Section | None:
    """A section; where it does not follow from what is given, a warning says why."""
    try:
        return make()
    except FlopwiseError as error:
        title = TITLES[name]
        sheet.warn(Text(f"{title.en}: {error.text.en}", f"{title.zh}:{error.text.zh}"))
        return None


def risks(
    sheet: Sheet, settled: Run, compared: Comparison, found: Sequence[Swing],
    made: Sequence[Section],
) -> list[str]:  # fmt: skip
    """What may go otherwise, and by how much: each from a figure of the plan."""
    language = sheet.language
    lines = [
        f"{_range(swing.input, swing.low[0], swing.high[0], language)} → "
        f"{_range(swing.output, swing.low[1], swing.high[1], language)}"
        for swing in found[:3]
    ]
    said = [*_of_laws(settled, compared), *_of_price(sheet)]
    rows = {row.quantity: row for section in made for row in section.rows if not row.of}
    if {"interruptions", "elapsed_time"} <= rows.keys():
        stops, takes = rows["interruptions"].display, rows["elapsed_time"].display
        said.append(
            Text(
                f"{stops} interruptions are to be expected; with saves the run takes {takes}",
                f"预计中断 {stops} 次;连同检查点,实际耗时 {takes}",
            )
        )
    return [*lines, *(text.in_(language) for text in said)]


def _of_laws(settled: Run, compared: Comparison) -> list[Text]:
    low, high = compared.spread("parameters")
    size = VOCABULARY["parameters"]
    said = [
        Text(
            f"the laws disagree at this compute: {shown_range(size, low, high, 'en')}",
            f"同样算力下各定律分歧:{shown_range(size, low, high, 'zh')}",
        )
    ]
    chosen = settled.inputs.options.get("law", "chinchilla")
    beyond = next((row.beyond for row in compared.rows if row.law.name == chosen), None)
    if beyond:
        most = max(beyond.values(), key=algebra.rational)
        times = Text(show(exactly(most), "1", "en"), show(exactly(most), "1", "zh"))
        said.append(
            Text(
                f"the run is {times.en} times beyond what {chosen} was fitted on",
                f"本次训练超出 {chosen} 拟合范围 {times.zh} 倍",
            )
        )
    return said


def _of_price(sheet: Sheet) -> list[Text]:
    price = next(
        (a for a in sheet.assumptions.values() if a.name == "price_per_accelerator_hour"), None
    )
    if price is None:
        return []
    return [Text(f"prices are of their date: {price.source}", f"价格有时效:{price.source}")]
