"""Units as people write them; factors worked out by hand from the definitions."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flopwise.tools.engine.errors import UnknownName
from flopwise.tools.engine.units import Dimension, dimension_of, find_unit, match_units

BASE_UNITS = [
    "FLOP", "FLOP/s", "parameter", "token", "token/s", "s", "accelerator", "accelerator*s", "byte",
    "byte/s", "USD", "USD/(accelerator*s)", "USD/token", "USD/s", "USD/J", "J", "J/token",
    "FLOP/byte",
    "FLOP/parameter", "FLOP/token", "FLOP/(parameter*token)", "byte/parameter", "byte/token",
    "token/parameter", "W", "kgCO2e", "kgCO2e/J", "1",
]  # fmt: skip

UNITS = [
    # compute: what people call FLOP
    ("FLOP", 1, "FLOP"),
    ("FLOPs", 1, "FLOP"),
    ("flops", 1, "FLOP"),
    ("次浮点运算", 1, "FLOP"),
    ("浮點運算", 1, "FLOP"),
    ("floating-point operations", 1, "FLOP"),
    ("EFLOP", 10**18, "FLOP"),
    ("ZFLOPs", 10**21, "FLOP"),
    ("YFLOP", 10**24, "FLOP"),
    ("PF-day", 10**15 * 86_400, "FLOP"),
    ("PF-days", 10**15 * 86_400, "FLOP"),
    ("PFLOP/s-day", 10**15 * 86_400, "FLOP"),
    ("petaflop/s-days", 10**15 * 86_400, "FLOP"),
    ("petaflop/s-day", 10**15 * 86_400, "FLOP"),
    ("FLOPS", 1, "FLOP/s"),
    ("FLOP/s", 1, "FLOP/s"),
    ("flop/s", 1, "FLOP/s"),
    ("FLOPs/s", 1, "FLOP/s"),
    ("FLOPs per second", 1, "FLOP/s"),
    ("TFLOPS", 10**12, "FLOP/s"),
    ("TFLOP/s", 10**12, "FLOP/s"),
    ("TF", 10**12, "FLOP/s"),
    ("PFLOPS", 10**15, "FLOP/s"),
    # data: case tells bytes from bits
    ("B", 1, "byte"),
    ("bytes", 1, "byte"),
    ("字节", 1, "byte"),
    ("位元組", 1, "byte"),
    ("GB", 10**9, "byte"),
    ("gb", 10**9, "byte"),
    ("KB", 10**3, "byte"),
    ("GiB", 2**30, "byte"),
    ("gib", 2**30, "byte"),
    ("MiB", 2**20, "byte"),
    ("TiB", 2**40, "byte"),
    ("KiB", 2**10, "byte"),
    ("gigabytes", 10**9, "byte"),
    ("兆字节", 10**6, "byte"),
    ("G", 10**9, "byte"),
    ("bit", "1/8", "byte"),
    ("比特", "1/8", "byte"),
    ("Gb", "125000000", "byte"),
    ("Gbit", "125000000", "byte"),
    ("Gbps", "125000000", "byte/s"),
    ("gbps", "125000000", "byte/s"),
    ("Gb/s", "125000000", "byte/s"),
    ("GBps", 10**9, "byte/s"),
    ("TB/s", 10**12, "byte/s"),
    ("bits per weight", "1/8", "byte/parameter"),
    ("字节/参数", 1, "byte/parameter"),
    # time
    ("ms", "1/1000", "s"),
    ("毫秒", "1/1000", "s"),
    ("minutes", 60, "s"),
    ("分钟", 60, "s"),
    ("h", 3600, "s"),
    ("小時", 3600, "s"),
    ("天", 86_400, "s"),
    ("星期", 604_800, "s"),
    ("个月", 30 * 86_400, "s"),
    ("month", 30 * 86_400, "s"),
    ("年", 365 * 86_400, "s"),
    ("years", 365 * 86_400, "s"),
    # accelerators
    ("GPUs", 1, "accelerator"),
    ("cards", 1, "accelerator"),
    ("张卡", 1, "accelerator"),
    ("張", 1, "accelerator"),
    ("张 GPU", 1, "accelerator"),
    ("块显卡", 1, "accelerator"),
    ("TPU chips", 1, "accelerator"),
    ("GPU-hour", 3600, "accelerator*s"),
    ("GPU hours", 3600, "accelerator*s"),
    ("GPU-hr", 3600, "accelerator*s"),
    ("card-hour", 3600, "accelerator*s"),
    ("GPU-day", 86_400, "accelerator*s"),
    ("accelerator·hour", 3600, "accelerator*s"),
    ("卡时", 3600, "accelerator*s"),
    ("GPU时", 3600, "accelerator*s"),
    ("GPU小时", 3600, "accelerator*s"),
    ("GPU 小时", 3600, "accelerator*s"),
    ("卡天", 86_400, "accelerator*s"),
    ("卡日", 86_400, "accelerator*s"),
    # money
    ("$", 1, "USD"),
    ("US$", 1, "USD"),
    ("dollars", 1, "USD"),
    ("US dollars", 1, "USD"),
    ("美金", 1, "USD"),
    ("刀", 1, "USD"),
    ("cents", "1/100", "USD"),
    ("美分", "1/100", "USD"),
    ("¥", 1, "CNY"),
    ("RMB", 1, "CNY"),
    ("人民币", 1, "CNY"),
    ("元/卡时", "1/3600", "CNY/(accelerator*s)"),
    ("$/GPU-hour", "1/3600", "USD/(accelerator*s)"),
    ("$/GPU/hour", "1/3600", "USD/(accelerator*s)"),
    ("USD per GPU hour", "1/3600", "USD/(accelerator*s)"),
    ("美元/卡时", "1/3600", "USD/(accelerator*s)"),
    ("美元每卡时", "1/3600", "USD/(accelerator*s)"),
    ("美元每卡每小时", "1/3600", "USD/(accelerator*s)"),
    ("dollars an hour", "1/3600", "USD/s"),
    ("美元一小时", "1/3600", "USD/s"),
    ("$/Mtok", "1/1000000", "USD/token"),
    ("$/1M tokens", "1/1000000", "USD/token"),
    ("USD per million tokens", "1/1000000", "USD/token"),
    ("美元每百万 token", "1/1000000", "USD/token"),
    ("cents per million", "1/100000000", "USD/token"),
    ("cents per kWh", "1/360000000", "USD/J"),
    ("美元一度", "1/3600000", "USD/J"),
    # energy, power, carbon
    ("J", 1, "J"),
    ("kWh", 3_600_000, "J"),
    ("kilowatt-hours", 3_600_000, "J"),
    ("度", 3_600_000, "J"),
    ("度电", 3_600_000, "J"),
    ("千瓦时", 3_600_000, "J"),
    ("MWh", 3_600_000_000, "J"),
    ("GWh", 3_600_000_000_000, "J"),
    ("W", 1, "W"),
    ("kW", 1000, "W"),
    ("兆瓦", 10**6, "W"),
    ("kg", 1, "kgCO2e"),
    ("kgCO2", 1, "kgCO2e"),
    ("kg of CO2", 1, "kgCO2e"),
    ("kg CO2e", 1, "kgCO2e"),
    ("g CO2", "1/1000", "kgCO2e"),
    ("tCO2e", 1000, "kgCO2e"),
    ("吨二氧化碳", 1000, "kgCO2e"),
    ("kg/kWh", "1/3600000", "kgCO2e/J"),
    ("kgCO2/度", "1/3600000", "kgCO2e/J"),
    # counts
    ("tok/s", 1, "token/s"),
    ("tokens per second", 1, "token/s"),
    ("tokens a day", "1/86400", "token/s"),
    ("词元", 1, "token"),
    ("个token", 1, "token"),
    ("params", 1, "parameter"),
    ("個參數", 1, "parameter"),
    ("FLOP/(parameter*token)", 1, "FLOP/(parameter*token)"),
    ("tokens per parameter", 1, "token/parameter"),
]


@pytest.mark.parametrize(("text", "factor", "base"), UNITS)
def test_unit(text: str, factor: int | str, base: str) -> None:
    unit = find_unit(text)
    assert (unit.factor, unit.dimension) == (Fraction(factor), dimension_of(base))


@pytest.mark.parametrize("base", BASE_UNITS)
def test_base_units_are_their_own(base: str) -> None:
    unit = find_unit(base)
    assert unit.factor == 1
    assert find_unit(str(unit.dimension)).dimension == unit.dimension


@pytest.mark.parametrize("text", sorted({text for text, *_ in UNITS}))
def test_canonical_names_are_read(text: str) -> None:
    unit = find_unit(text)
    again = find_unit(unit.name)
    assert (again.factor, again.dimension) == (unit.factor, unit.dimension)


@pytest.mark.parametrize(
    "text", ["foo", "GBB", "per hour", "FLOP//s", "7B", "H100", "x" * 500, "__import__('os')"]
)
def test_unknown_units_are_said_to_be_unknown(text: str) -> None:
    with pytest.raises(UnknownName):
        find_unit(text)


def test_an_unknown_unit_gets_near_ones() -> None:
    with pytest.raises(UnknownName, match="tokens"):
        find_unit("tokenz")


MATCHES = [
    ("GPU-hours at $2", 0, "GPU-hours"),
    ("30 days to train", 2, " days"),
    ("30 天内完成", 2, " 天"),
    ("7B-parameter model", 2, "-parameter"),
    ("2 美元每卡时,40%", 1, " 美元每卡时"),
    ("15k tokens/s aggregate", 3, " tokens/s"),
    ("8 个 token", 1, " 个 token"),
    ("400 TFLOP/s sustained", 3, " TFLOP/s"),
    ("$20 an hour, 15k", 0, "$"),
    ("三个月", 1, "个月"),
]


@pytest.mark.parametrize(("text", "position", "phrase"), MATCHES)
def test_longest_match(text: str, position: int, phrase: str) -> None:
    found = match_units(text, position)
    assert text[position : found[0][1]] == phrase
    assert [end for _, end in found] == sorted((end for _, end in found), reverse=True)


@pytest.mark.parametrize(
    "text", ["d model", "x 24GB", "张量并行", "天然气", "tokenizer", "H100s", "层", "月", "", "dog"]
)
def test_no_match(text: str) -> None:
    assert match_units(text, 0) == []


@pytest.mark.parametrize("text", ["FLOPS", "TFLOPS", "FLOPs", "Tflops", "PFLOPs"])
def test_flops_may_be_a_rate_or_a_count(text: str) -> None:
    meant = [str(unit.dimension) for unit, end in match_units(text, 0) if end == len(text)]
    assert sorted(meant) == ["FLOP", "FLOP/s"]
    assert meant[0] == ("FLOP/s" if text.endswith("FLOPS") else "FLOP")


def test_dimensions_multiply() -> None:
    assert dimension_of("W") * dimension_of("s") == dimension_of("J")
    assert dimension_of("FLOP") / dimension_of("FLOP/s") == dimension_of("s")
    assert dimension_of("byte") ** 0 == dimension_of("1") == Dimension()
    assert str(dimension_of("USD/(accelerator*s)")) == "USD/(accelerator*s)"


@given(st.text(max_size=150))
def test_any_text_is_a_unit_or_unknown(text: str) -> None:
    try:
        find_unit(text)
    except UnknownName as error:
        assert "\n" not in error.text.en


@given(
    st.text(alphabet="GPU-hourtokens/每卡时张个美元$ ()·*kWhperCO2一百万", max_size=60),
    st.integers(0, 60),
)
def test_matches_lie_in_the_text(text: str, position: int) -> None:
    for _, end in match_units(text, min(position, len(text))):
        assert position < end <= len(text)


def test_import_does_not_load_pint() -> None:
    code = (
        "import sys, flopwise.tools.engine.amounts as a; assert 'pint' not in sys.modules;"
        "a.scan_amounts('no number here'); assert 'pint' not in sys.modules;"
        "a.scan_amounts('3 GB'); assert 'pint' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
