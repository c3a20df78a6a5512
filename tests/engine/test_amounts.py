"""Amounts: found in questions, read from arguments, shown; expectations worked out by hand."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Literal

import mpmath
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from flopwise.tools.engine.amounts import Amount, read_amount, scan_amounts, show
from flopwise.tools.engine.errors import FlopwiseError, UnreadableAmount
from flopwise.tools.engine.showing import TABLE
from flopwise.tools.engine.text import Text

NAME = Text("training tokens", "训练 token 数")
HOUR, DAY = 3600, 86_400
PRICE = "USD/(accelerator*s)"

# One amount in a text: (text, the part that is the amount, base unit, value in it)
FOUND = [
    ("$2.50/GPU-hr", "$2.50/GPU-hr", PRICE, Fraction("2.5") / HOUR),
    ("at $2 per GPU-hour?", "$2 per GPU-hour", PRICE, Fraction(2, HOUR)),
    ("$1.10 per card-hour:", "$1.10 per card-hour", PRICE, Fraction("1.1") / HOUR),
    ("H100 每卡时 2 美元", "每卡时 2 美元", PRICE, Fraction(2, HOUR)),
    ("每卡时2.4美元,", "每卡时2.4美元", PRICE, Fraction("2.4") / HOUR),
    ("每卡时价格 2 美元", "每卡时价格 2 美元", PRICE, Fraction(2, HOUR)),
    ("2 美元每卡时", "2 美元每卡时", PRICE, Fraction(2, HOUR)),
    ("每张卡每小时 2 美元", "每张卡每小时 2 美元", PRICE, Fraction(2, HOUR)),
    ("每卡时 $2", "每卡时 $2", PRICE, Fraction(2, HOUR)),
    ("node, $20 an hour, 15k", "$20 an hour", "USD/s", Fraction(20, HOUR)),
    ("about 17 t CO2e in all", "17 t CO2e", "kgCO2e", 17_000),
    ("$12/hr", "$12/hr", "USD/s", Fraction(12, HOUR)),
    ("We have $100k.", "$100k", "USD", 100_000),
    ("only US$ 5 million", "US$ 5 million", "USD", 5_000_000),
    ("USD 1,000", "USD 1,000", "USD", 1000),
    ("250k USD", "250k USD", "USD", 250_000),
    ("cost=1e6USD", "1e6USD", "USD", 10**6),
    ("20 万美元", "20 万美元", "USD", 200_000),
    ("-$5", "-$5", "USD", -5),
    ("8 cents per kWh", "8 cents per kWh", "USD/J", Fraction(8, 100 * 3_600_000)),
    ("电价 0.1 美元一度", "0.1 美元一度", "USD/J", Fraction(1, 36_000_000)),
    ("30 cents per million", "30 cents per million", "USD/token", Fraction(30, 10**8)),
    ("$0.5 per 1M tokens", "$0.5 per 1M tokens", "USD/token", Fraction(5, 10**7)),
    ("15k tokens/s", "15k tokens/s", "token/s", 15_000),
    ("50k tokens per second", "50k tokens per second", "token/s", 50_000),
    ("吞吐 30 万 token/s", "30 万 token/s", "token/s", 300_000),
    ("2 billion tokens a day", "2 billion tokens a day", "token/s", Fraction(2 * 10**9, DAY)),
    ("每天 50 亿 token", "每天 50 亿 token", "token/s", Fraction(5 * 10**9, DAY)),
    ("2T tokens", "2T tokens", "token", 2 * 10**12),
    ("三千亿token", "三千亿token", "token", 3 * 10**11),
    ("2 兆 token", "2 兆 token", "token", 2 * 10**12),
    ("-1 万亿 token", "-1 万亿 token", "token", -(10**12)),
    ("a 4096-token prompt", "4096-token", "token", 4096),
    ("7B-parameter model", "7B-parameter", "parameter", 7 * 10**9),
    ("1750亿参数", "1750亿参数", "parameter", 175 * 10**9),
    ("80 億參數", "80 億參數", "parameter", 8 * 10**9),
    ("30 天", "30 天", "s", 30 * DAY),
    ("三个月", "三个月", "s", 90 * DAY),
    ("一年半", "一年半", "s", Fraction(3, 2) * 365 * DAY),
    ("两个半月", "两个半月", "s", 75 * DAY),
    ("半年", "半年", "s", Fraction(365 * DAY, 2)),
    ("half a year", "half a year", "s", Fraction(365 * DAY, 2)),
    ("in one week on", "one week", "s", 7 * DAY),
    ("a 30-day run", "30-day", "s", 30 * DAY),
    ("2.5 万张", "2.5 万张", "accelerator", 25_000),
    ("千卡", "千卡", "accelerator", 1000),
    ("两张 24", "两张", "accelerator", 2),
    ("8-GPU node", "8-GPU", "accelerator", 8),
    ("1.3M GPU hours", "1.3M GPU hours", "accelerator*s", 1_300_000 * HOUR),
    ("5 万卡时", "5 万卡时", "accelerator*s", 50_000 * HOUR),
    ("1 PF-day", "1 PF-day", "FLOP", 86_400 * 10**15),
    ("3.15e23 FLOPs", "3.15e23 FLOPs", "FLOP", 315 * 10**21),
    ("400 TFLOP/s sustained", "400 TFLOP/s", "FLOP/s", 4 * 10**14),
    ("(989 TF)", "989 TF", "FLOP/s", 989 * 10**12),
    ("275 TFLOPs bf16", "275 TFLOPs", "FLOP/s", 275 * 10**12),
    ("80GB", "80GB", "byte", 80 * 10**9),
    ("80 GiB", "80 GiB", "byte", 80 * 2**30),
    ("80G 的卡", "80G", "byte", 80 * 10**9),
    ("80 GB per GPU", "80 GB per GPU", "byte", 80 * 10**9),
    ("100 Gbps 网络", "100 Gbps", "byte/s", 12_500_000_000),
    ("3.35 TB/s", "3.35 TB/s", "byte/s", 335 * 10**10),
    ("18 bytes/param", "18 bytes/param", "byte/parameter", 18),
    ("4.85 bits/weight", "4.85 bits/weight", "byte/parameter", Fraction("4.85") / 8),
    ("每参数 16 字节", "每参数 16 字节", "byte/parameter", 16),
    ("每个参数 20 个 token", "每个参数 20 个 token", "1", 20),
    ("20 tokens per param", "20 tokens per param", "1", 20),
    ("1 MW for", "1 MW", "W", 10**6),
    ("单卡 400W", "400W", "W", 400),
    ("0.45 kg/kWh", "0.45 kg/kWh", "kgCO2e/J", Fraction("0.45") / 3_600_000),
    ("按 0.6 kgCO2/度", "0.6 kgCO2/度", "kgCO2e/J", Fraction("0.6") / 3_600_000),
    ("MFU 40%", "40%", "1", Fraction(2, 5)),
    ("利用率四成五", "四成五", "1", Fraction(9, 20)),
    ("D = 300B", "300B", "token", 3 * 10**11),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part", "base", "value"), FOUND)
def test_found(text: str, part: str, base: str, value: int | Fraction) -> None:
    amount = scan_amounts(text)[0]
    assert amount.text == part == text[amount.start : amount.end]
    reading = amount.in_base(base)
    assert reading is not None and reading.value == value


# (text, base, low, high)
RANGES = [
    ("MFU 0.35 to 0.45", "1", "0.35", "0.45"),
    ("35-45%", "1", "0.35", "0.45"),
    ("35%-45%", "1", "0.35", "0.45"),
    ("三到四成", "1", "0.3", "0.4"),
    ("30~40 天", "s", 30 * DAY, 40 * DAY),
    ("30–40 days", "s", 30 * DAY, 40 * DAY),
    ("2 到 3 天", "s", 2 * DAY, 3 * DAY),
    ("between 2 and 3 dollars", "USD", 2, 3),
    ("$2-3 per GPU-hour", PRICE, Fraction(2, HOUR), Fraction(3, HOUR)),
    ("$2-$3/GPU-hr", PRICE, Fraction(2, HOUR), Fraction(3, HOUR)),
    ("每卡时 2 至 3 美元", PRICE, Fraction(2, HOUR), Fraction(3, HOUR)),
    ("7-8B", "parameter", 7 * 10**9, 8 * 10**9),
    ("2 to 3 trillion tokens", "token", 2 * 10**12, 3 * 10**12),
    ("3-5 万卡", "accelerator", 30_000, 50_000),
    ("三到五亿参数", "parameter", 3 * 10**8, 5 * 10**8),
    ("500 GB to 2 TB", "byte", 5 * 10**11, 2 * 10**12),
    ("8-16 GPUs", "accelerator", 8, 16),
]


@pytest.mark.parametrize(("text", "base", "low", "high"), RANGES)
def test_ranges(
    text: str, base: str, low: int | str | Fraction, high: int | str | Fraction
) -> None:
    (amount,) = scan_amounts(text)
    reading = amount.in_base(base)
    assert reading is not None
    assert (reading.low, reading.high) == (Fraction(low), Fraction(high))
    assert reading.value == (Fraction(low) + Fraction(high)) / 2


# Whole questions: (question, [(amount as written, the unit's name or "" for a bare number)])
QUESTIONS = [
    (
        "175B 300B tokens, spot A100s for $1.10/h at 45% MFU -> dollars?",
        [("175B", ""), ("300B tokens", "token"), ("$1.10/h", "USD/hour"), ("45%", "")],
    ),
    (
        "训练 34B/1T token,H100 每卡时 2.4 美元,MFU 40%,多少钱?",
        [
            ("34B", ""),
            ("1T token", "token"),
            ("每卡时 2.4 美元", "USD/(accelerator*hour)"),
            ("40%", ""),
        ],
    ),
    (
        "每天 50 亿 token,每百万 0.2 美元,一个月(30天)多少钱?",
        [
            ("每天 50 亿 token", "token/day"),
            ("每百万 0.2 美元", "USD/(1000000*token)"),
            ("一个月", "month"),
            ("30天", "day"),
        ],
    ),
    ("利用率从 30% 提到 45%", [("30%", ""), ("45%", "")]),
    ("Going from 4k to 32k context", [("4k", ""), ("32k", "")]),
    ("difference in bytes between 80 GB and 80 GiB?", [("80 GB", "GB"), ("80 GiB", "GiB")]),
    ("10B params / 200B tokens", [("10B params", "parameter"), ("200B tokens", "token")]),
    ("12L, 768d, vocab 50257", [("12", ""), ("768", ""), ("50257", "")]),
    ("1 + s/(6h)", [("1", ""), ("6", "")]),
    ("130B int4 一张 80G A100 放得下不", [("130B", ""), ("一张", "accelerator"), ("80G", "GB")]),
    ("2023 年 DeepMind 提出", [("2023", "")]),
    ("训练 1 年", [("1 年", "year")]),
    ("what about zero-2?", []),
    ("一个 1750 亿的大模型", [("1750 亿", "")]),
    ("130 亿 × 每参数 2 字节", [("130 亿", ""), ("每参数 2 字节", "B/parameter")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), QUESTIONS)
def test_questions(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(a.text, a.units[0].name if a.units else "") for a in scan_amounts(text)]
    assert found == expected


def test_arithmetic_has_no_ranges() -> None:
    assert [a.value for a in scan_amounts("30-40", arithmetic=True)] == [30, 40]
    assert [a.text for a in scan_amounts("80 GB - 2 GiB", arithmetic=True)] == ["80 GB", "2 GiB"]


def test_a_bare_number_fits_any_unit_and_a_unit_only_its_own() -> None:
    bare, timed = scan_amounts("7B and 30 days")
    assert bare.in_base("parameter") == bare.in_base("token")
    assert timed.in_base("token") is None
    assert bare.in_base("byte") is None  # billions, or bytes?
    (bits,) = scan_amounts("80 Gb")
    assert bits.in_base("byte") is None


# (argument, base unit, value)
READ: list[tuple[str | int | float | Fraction, str, int | Fraction]] = [
    (7, "parameter", 7),
    (0.4, "1", Fraction(2, 5)),
    (1e23, "FLOP", 10**23),
    (Fraction(1, 3), "1", Fraction(1, 3)),
    ("7B", "parameter", 7 * 10**9),
    ("2T", "token", 2 * 10**12),
    ("80 GiB", "byte", 80 * 2**30),
    ("3e23 FLOP", "FLOP", 3 * 10**23),
    ("1.2万亿", "token", 12 * 10**11),
    ("$2/GPU-hour", PRICE, Fraction(2, HOUR)),
    ("$2", PRICE, Fraction(2, HOUR)),
    ("200 cents", PRICE, Fraction(2, HOUR)),
    ("2", PRICE, Fraction(2, HOUR)),
    ("20 美元", "USD/s", Fraction(20, HOUR)),
    ("30 days", "s", 30 * DAY),
    ("30d", "s", 30 * DAY),
    ("12 h", "s", 12 * HOUR),
    ("  about 30 days ", "s", 30 * DAY),
    ("大约三十天左右", "s", 30 * DAY),
    ("64 GPUs", "accelerator", 64),
    ("六十四张卡", "accelerator", 64),
    ("1/20", "1", Fraction(1, 20)),
    ("40%", "1", Fraction(2, 5)),
    ("8.75×", "1", Fraction(35, 4)),
    ("3x", "1", 3),
    ("100 倍", "1", 100),
    ("32 layers", "1", 32),
    ("32 层", "1", 32),
    ("4096 tokens", "1", 4096),
    ("20 tokens per parameter", "1", 20),
    ("16 bytes", "byte/parameter", 16),
    ("14 GFLOP/token", "FLOP", 14 * 10**9),
    ("100 Gbps", "byte/s", 12_500_000_000),
    ("400 TFLOPS", "FLOP/s", 4 * 10**14),
    ("312 TFLOPs", "FLOP/s", 312 * 10**12),
    ("80gb", "byte", 80 * 10**9),
    ("一百万美元", "USD", 10**6),
    ("一", "1", 1),
    ("-2T", "token", -2 * 10**12),
]


@pytest.mark.parametrize(("value", "base", "expected"), READ)
def test_read(value: str | int | float | Fraction, base: str, expected: int | Fraction) -> None:
    reading = read_amount(value, base, NAME)
    assert (reading.value, reading.low, reading.high) == (expected, None, None)


def test_read_range() -> None:
    for text in (
        "0.35 to 0.45",
        "from 0.35 to 0.45",
        "between 0.35 and 0.45",
        "35%-45%",
        "0.35 到 0.45 之间",
    ):
        reading = read_amount(text, "1", NAME)
        assert (reading.low, reading.high) == (Fraction("0.35"), Fraction("0.45"))


REFUSED: list[tuple[Any, str, str, str]] = [
    ("80 Gb", "byte", r"in bits .*10 GB.*write '80 GB' or '10 GB'", "80 GB"),
    ("¥100", "USD", r"yuan.*no exchange rate.*USD", "美元"),
    ("2 元/卡时", PRICE, r"yuan.*USD", "美元"),
    ("30 days", "token", r"'30 days' is a time; training tokens is counted in token", "时间"),
    ("80 GB", "FLOP/s", r"a size in bytes; .*FLOP/s", "字节"),
    ("$2/hour", PRICE, r"a price per time", "价格"),
    ("$0.37", "USD/token", r"an amount of money", "金额"),
    ("40%", "token", r"percentage", "百分比"),
    ("7B", "byte", r"bytes or billions", "字节"),
    ("7B foo", "parameter", r"'foo' is not understood", "foo"),
    ("7B 2T", "parameter", r"'2T' is not understood", "2T"),
    ("", "1", r"empty", "空"),
    ("a lot", "token", r"cannot be read", "无法"),
    ("1e999", "1", r"cannot be read", "无法"),
    ("1/0", "1", r"divides by zero", "零"),
    ("7\x00B", "parameter", r"control characters", "控制字符"),
    ("7B\n", "parameter", r"control characters", "控制字符"),
    ("9" * 201, "1", r"too long", "过长"),
    (float("nan"), "1", r"not finite", "有限"),
    (float("inf"), "1", r"not finite", "有限"),
    (True, "1", r"not a number", "不是数"),
    (None, "1", r"not a number", "不是数"),
    (10**2000, "1", r"too large", "过大"),
    ("__import__('os').system('x')", "1", r"cannot be read", "无法"),
]


@pytest.mark.parametrize(
    ("value", "base", "english", "chinese"), REFUSED, ids=[str(i) for i in range(len(REFUSED))]
)
def test_refused(value: Any, base: str, english: str, chinese: str) -> None:
    with pytest.raises(UnreadableAmount) as caught:
        read_amount(value, base, NAME)
    text = caught.value.text
    assert re.search(english, text.en), text.en
    assert chinese in text.zh
    assert text.en.startswith("training tokens: ") and text.zh.startswith("训练 token 数:")
    assert "\n" not in text.en + text.zh and len(text.en) < 300


_PIECES = st.sampled_from(
    "7|B|2.5| |$|/|per|GPU|-|hour|万|亿|每|卡|时|美元|%|to|到|成|半|一|GiB|e9|×|10^|(|)|百分之|the"
    "|,|个|half a |million".split("|")
)


@given(
    st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=220),
    st.sampled_from(sorted(TABLE)),
)
def test_any_argument_is_read_or_refused(text: str, base: str) -> None:
    try:
        read_amount(text, base, NAME)
    except FlopwiseError as error:
        assert error.text.en and "\n" not in error.text.en


@given(st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=220))
def test_any_text_is_scanned(text: str) -> None:
    position = 0
    for amount in scan_amounts(text):
        assert position <= amount.start < amount.end <= len(text)
        assert amount.text == text[amount.start : amount.end]
        assert (amount.low is None) == (amount.high is None)
        position = amount.end


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_are_their_shortest_text(value: float) -> None:
    assert read_amount(value, "1", NAME).value == Fraction(repr(value))


SHOWN = [
    ("77050000000", "parameter", "77.05B parameters", "770.5 亿参数"),
    ("124439808", "parameter", "124.4M parameters", "1.244 亿参数"),
    ("2e12", "token", "2T tokens", "2 万亿 token"),
    ("1", "token", "1 token", "1 token"),
    ("8.4e22", "FLOP", "8.4e22 FLOP (84 ZFLOP)", "8.4e22 FLOP (84 ZFLOP)"),
    ("989.4e12", "FLOP/s", "989.4 TFLOP/s", "989.4 TFLOP/s"),
    ("2400000", "s", "27.78 days", "27.78 天"),
    ("33112800", "s", "1.05 years", "1.05 年"),
    ("33120", "s", "9.2 hours", "9.2 小时"),
    ("0.0021", "s", "2.1 ms", "2.1 毫秒"),
    ("86400", "s", "1 day", "1 天"),
    ("82", "accelerator", "82 accelerators", "82 张卡"),
    ("16384", "accelerator", "16,384 accelerators", "16,384 张卡"),
    ("183456000", "accelerator*s", "50,960 accelerator-hours", "5.096 万卡时"),
    ("80e9", "byte", "80 GB (74.51 GiB)", "80 GB (74.51 GiB)"),
    ("3.35e12", "byte/s", "3.35 TB/s", "3.35 TB/s"),
    ("1031770", "USD", "$1,031,770", "103.2 万美元"),
    ("63e6", "USD", "$63.0M", "6,300 万美元"),
    ("614.4", "USD", "$614", "614 美元"),
    ("2.5", "USD", "$2.50", "2.50 美元"),
    ("-5", "USD", "-$5.00", "-5 美元"),
    ("518400000000", "J", "144 MWh", "14.4 万度电"),
    ("500", "J", "500 J", "500 J"),
    ("700", "W", "700 W", "700 W"),
    ("86400", "kgCO2e", "86.4 t CO2e", "86.4 吨二氧化碳当量"),
    ("2.0203012597", "1", "2.02", "2.02"),
    ("0", "token", "0 tokens", "0 token"),
    ("0", "s", "0 s", "0 秒"),
    ("0", "byte", "0 bytes", "0 字节"),
    ("999.96e9", "byte/s", "1 TB/s", "1 TB/s"),
]


@pytest.mark.parametrize(("value", "unit", "english", "chinese"), SHOWN)
def test_shown(value: str, unit: str, english: str, chinese: str) -> None:
    assert show(Fraction(value), unit, "en") == english
    assert show(Fraction(value), unit, "zh") == chinese


def test_shown_prices() -> None:
    assert show(Fraction(2, HOUR), PRICE, "en") == "$2.00 per accelerator-hour"
    assert show(Fraction(2, HOUR), PRICE, "zh") == "每卡时 2 美元"
    assert show(Fraction(37, 10**8), "USD/token", "en") == "$0.37 per million tokens"
    assert show(Fraction(8, 100 * 3_600_000), "USD/J", "zh") == "每度电 0.08 美元"


def test_shown_as() -> None:
    assert show(Fraction(2, 5), "1", "en", shown_as="percent") == "40%"
    assert show(Fraction(35, 4), "1", "en", shown_as="ratio") == "8.75×"
    assert show(Fraction(35, 4), "1", "zh", shown_as="ratio") == "8.75 倍"
    assert show(124439808, "1", "en", shown_as="count") == "124,439,808"
    assert show(124439808, "parameter", "zh", shown_as="count") == "124,439,808 参数"


@pytest.mark.parametrize(
    "value",
    [
        mpmath.mpf("2.02030125"),
        sympy.Float("2.02030125", 30),
        sympy.Rational(202030125, 10**8),
        2.02030125,
    ],
)
def test_shown_whatever_holds_the_number(value: Any) -> None:
    assert show(value, "1", "en") == "2.02"


ODD = [
    0, -1, 10**400, -(10**30), Fraction(1, 10**400), 10**9000, mpmath.inf, float("nan"), sympy.oo,
    mpmath.mpf(10) ** 100_000,
]  # fmt: skip


@pytest.mark.parametrize("value", ODD, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("unit", [*TABLE, "FLOP/parameter", "unheard"])
def test_nothing_is_too_odd_to_show(value: Any, unit: str) -> None:
    for shown_as in (None, "percent", "ratio", "count"):
        assert show(value, unit, "en", shown_as=shown_as)
        assert show(value, unit, "zh", shown_as=shown_as)


_VALUES = st.builds(
    lambda mantissa, power, sign: sign * Fraction(mantissa) * Fraction(10) ** power,
    st.integers(1, 10**9) | st.integers(1, 999),
    st.integers(-20, 30),
    st.sampled_from([1, 1, 1, -1]),
)


@given(_VALUES, st.sampled_from([*TABLE, "FLOP/parameter"]), st.sampled_from(["en", "zh"]))
def test_what_is_shown_is_read_back(
    value: Fraction, unit: str, language: Literal["en", "zh"]
) -> None:
    shown = re.sub(r"\s*\(.*\)$", "", show(value, unit, language))
    back = read_amount(shown, unit, NAME).value
    assert abs(back - value) <= _rounding(value, back, shown, unit), shown


def _rounding(value: Fraction, back: Fraction, shown: str, unit: str) -> Fraction:
    """Half of the last of four digits; of money half a cent, and half a dollar from 100 on."""
    digits = abs(value) * Fraction(6, 10_000)
    if not unit.startswith("USD") or not back:
        return digits
    written = re.search(r"[0-9][0-9,.]*(?:e-?[0-9]+)?", shown)
    assert written is not None
    figure = Fraction(written[0].replace(",", ""))
    half = Fraction(1, 200) if figure < 100 else Fraction(1, 2)
    return max(digits, abs(back) / figure * half) if figure >= Fraction(1, 10) else digits


@given(_VALUES, st.sampled_from(["percent", "ratio"]), st.sampled_from(["en", "zh"]))
def test_ratios_are_read_back(
    value: Fraction, shown_as: str, language: Literal["en", "zh"]
) -> None:
    back = read_amount(show(value, "1", language, shown_as=shown_as), "1", NAME).value
    assert abs(back - value) <= abs(value) * Fraction(6, 10_000)


@pytest.mark.parametrize("unit", TABLE)
def test_examples_in_messages_are_readable(unit: str) -> None:
    assert read_amount(TABLE[unit].example, unit, NAME).value > 0


def test_an_amount_is_a_record() -> None:
    assert scan_amounts("7B") == [Amount(0, 2, "7B", Fraction(7 * 10**9), scale="B")]
