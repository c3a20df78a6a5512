"""Numbers as people write them; the expected values were worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flopwise.tools.engine.numerals import fold, scale_factor, scan_numbers

ONE_NUMBER = [
    # digits
    ("6,700,000,000", 6_700_000_000),
    ("1_000", 1000),
    ("3.5", "3.5"),
    (".45", "0.45"),
    ("007", 7),
    ("12,5", None),  # a list, not a decimal comma
    # powers of ten
    ("3e23", 3 * 10**23),
    ("3.14E+23", 314 * 10**21),
    ("1e-3", "0.001"),
    ("3.14×10^23", 314 * 10**21),
    ("3.14 x 10^23", 314 * 10**21),
    ("2*10**12", 2 * 10**12),
    ("6 · 10^9", 6 * 10**9),
    ("10^23", 10**23),
    ("10²³", 10**23),
    ("3×10²³", 3 * 10**23),
    ("10⁻³", "0.001"),
    ("10 的 23 次方", 10**23),
    # scale letters and words
    ("7B", 7 * 10**9),
    ("7 B", 7 * 10**9),
    ("7b", 7 * 10**9),
    ("2T tokens", 2 * 10**12),
    ("2Ttokens", 2 * 10**12),
    ("1.5bn", 1_500_000_000),
    ("350m params", 350 * 10**6),
    ("15k", 15_000),
    ("4K", 4_000),
    ("124M", 124 * 10**6),
    ("1.2 million", 1_200_000),
    ("3 hundred billion", 3 * 10**11),
    ("1 trillion", 10**12),
    ("7B-parameter", 7 * 10**9),
    ("4-bit", 4),
    ("30-day", 30),
    # a letter that begins a unit or a word is no scale
    ("80GB", 80),
    ("2TB", 2),
    ("5kW", 5),
    ("12TFLOPS", 12),
    ("7Bit", 7),
    ("5 MW", 5),
    ("8 B200", 8),
    ("2 B/param", 2),
    ("819200 B", 819200),
    # number words
    ("seven billion", 7 * 10**9),
    ("three hundred billion", 3 * 10**11),
    ("half a trillion", 5 * 10**11),
    ("a trillion", 10**12),
    ("a hundred billion", 10**11),
    ("two and a half million", 2_500_000),
    ("a dozen", 12),
    ("one hundred twenty-eight", 128),
    ("five hundred and twelve", 512),
    ("two hundred thousand", 200_000),
    ("three million five hundred thousand", 3_500_000),
    ("one point five trillion", 15 * 10**11),
    ("ONE", 1),
    ("zero H100s", 0),
    ("half a year", "0.5"),
    # Chinese, simplified and traditional
    ("一千五百亿", 150 * 10**9),
    ("三点五万亿", 35 * 10**11),
    ("七十亿", 7 * 10**9),
    ("两万", 20_000),
    ("兩兆", 2 * 10**12),
    ("1750亿", 175 * 10**9),
    ("6.4 万", 64_000),
    ("1.75千亿", 175 * 10**9),
    ("2 万亿", 2 * 10**12),
    ("三千亿", 3 * 10**11),
    ("千卡", 1000),
    ("百亿", 10**10),
    ("百B", 10**11),
    ("一百万", 10**6),
    ("1万2千", 12_000),
    ("3亿5千万", 350 * 10**6),
    ("一万二千亿", 12 * 10**11),
    ("三億五千萬", 350 * 10**6),
    ("一千零二十四", 1024),
    ("一百二十八", 128),
    ("十五", 15),
    ("二十张", 20),
    ("一万二", 12_000),
    ("一百五", 150),
    ("一百零五", 105),
    ("一张卡", 1),
    ("一个月", 1),
    ("一周", 1),
    ("两台", 2),
    ("参数百亿", 10**10),
    ("5 千瓦", 5),  # a kilowatt is a unit
    ("半年", "0.5"),
    # per cent
    ("40%", "0.4"),
    ("40 %", "0.4"),
    ("40 percent", "0.4"),
    ("40 per cent", "0.4"),
    ("twenty percent", "0.2"),
    ("百分之四十", "0.4"),
    ("百分之 12.5", "0.125"),
    ("四成", "0.4"),
    ("四成五", "0.45"),
    ("4 成", "0.4"),
    ("40%", "0.4"),
    # signs
    ("-2T", -2 * 10**12),
    ("−4", -4),
    ("负2", -2),
    ("負三張", -3),
    ("minus 4", -4),
    ("token数 -1 万亿", -(10**12)),
    ("(-5)", -5),
    # names around numbers
    ("8xA100", 8),
    ("Llama-3-8B", 8 * 10**9),
    ("Qwen2.5-7B", 7 * 10**9),
    ("A100-80GB", 80),
    ("top-2", 2),
    # full width
    ("\uff17\uff10\uff22", 70 * 10**9),
    ("\uff14\uff10\uff05", "0.4"),
]


@pytest.mark.parametrize(("text", "value"), ONE_NUMBER)
def test_one_number(text: str, value: int | str | None) -> None:
    found = scan_numbers(text)
    if value is None:
        assert [number.value for number in found] == [12, 5]
    else:
        assert [number.value for number in found] == [Fraction(value)]


NO_NUMBER = [
    "H100", "A100s", "GPT-3", "v5e", "GPT-4o", "3D parallelism", "fp16", "bf16", "int4", "ZeRO-3",
    "zero-2", "zero3", "h²", "2025-08-19", "1.2.3", "the 3rd run", "one of them", "which one",
    "一下", "一个模型", "一些", "万一", "千万不要", "十分", "唯一", "统一", "第一", "几百万",
    "几十亿", "多少万亿 token", "三方", "完成", "组成", "减半", "a model", "half the parameters",
    "1e500", "1e99999",
    "10^999999999", "9" * 401, "",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NUMBER)
def test_no_number(text: str) -> None:
    assert scan_numbers(text) == []


SEVERAL = [
    ("30B/600B", [30 * 10**9, 600 * 10**9]),
    ("20:1", [20, 1]),
    ("35-45", [35, 45]),
    ("4096×4096", [4096, 4096]),
    ("2x24GB", [2, 24]),
    ("8 kv heads x128", [8, 128]),
    ("N=2.7e9, D=5.4e10", [27 * 10**8, 54 * 10**9]),
    ("七十亿参数,三千亿token", [7 * 10**9, 3 * 10**11]),
    ("1536,128 路", [1536, 128]),
    ("60\uff0c128 路", [60, 128]),
    ("千卡A100训百亿模型", [1000, 10**10]),
    ("6ND with 7B", [6, 7 * 10**9]),
]


@pytest.mark.parametrize(("text", "values"), SEVERAL)
def test_several_numbers(text: str, values: list[int]) -> None:
    assert [number.value for number in scan_numbers(text)] == values


def test_where_and_how_it_was_written() -> None:
    (number,) = scan_numbers("train 7 B now")
    assert (number.start, number.end, number.scale, number.percent) == (6, 9, "B", False)
    (number,) = scan_numbers("MFU 40 %!")
    assert (number.start, number.end, number.scale, number.percent) == (4, 8, "", True)
    (number,) = scan_numbers("共 1.75 千亿参数")
    assert (number.start, number.end, number.scale) == (2, 9, "千亿")


def test_arithmetic_has_no_signs_and_no_powers_over_a_product() -> None:
    assert [n.value for n in scan_numbers("-2-3", arithmetic=True)] == [2, 3]
    assert [n.value for n in scan_numbers("8/2*10**3", arithmetic=True)] == [8, 2, 1000]


@pytest.mark.parametrize(
    ("scale", "factor"), [("", 1), ("B", 10**9), ("hundred million", 10**8), ("万亿", 10**12)]
)
def test_scale_factor(scale: str, factor: int) -> None:
    assert scale_factor(scale) == factor


@given(st.text())
def test_folding_keeps_length_and_settles(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_folding_makes_plain() -> None:
    full_width = "\uff17\uff10\uff22\u300140\uff05\u00a0\u22122\uff5e3"
    assert fold(full_width) == "70B\u300140% -2~3"


@given(
    st.text(alphabet="0123456789.,eE+-*^x ×10百万亿点一二三分之成半负%KMBTbn andhlfoe", max_size=60)
)
def test_any_text_is_scanned(text: str) -> None:
    position = 0
    for number in scan_numbers(text):
        assert position <= number.start < number.end <= len(text)
        position = number.end


@given(st.integers(min_value=0, max_value=10**15))
def test_digits_read_back(value: int) -> None:
    assert [n.value for n in scan_numbers(f"{value}")] == [value]
    assert [n.value for n in scan_numbers(f"{value:,}")] == [value]


_CHINESE = "零一二三四五六七八九"


def _in_chinese(value: int) -> str:
    """An independent writer of Chinese numerals below 10¹²."""

    def section(n: int) -> str:
        out, zero = "", False
        for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
            digit = n // size % 10
            if digit:
                out += ("零" if zero and out else "") + _CHINESE[digit] + unit
            zero = zero and not digit or not digit
        return out

    parts: list[str] = []
    below = False
    for unit, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        n = value // size % 10_000
        if n:
            gap = "零" if parts and (n < 1000 or below) else ""
            parts.append(gap + section(n) + unit)
            below = False
        else:
            below = True
    return "".join(parts)


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_chinese_numerals_read_back(value: int) -> None:
    assert [n.value for n in scan_numbers(_in_chinese(value) + "卡")] == [value]
