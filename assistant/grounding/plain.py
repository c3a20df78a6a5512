"""A text without its dress: markup, LaTeX, and numbers that are no figures.

Dates, citations, list numbers, versions and the names of models count nothing; their digits go.
What is left is a text in which every digit should have something behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...tools.engine.numerals import fold
from .lawnames import without_digits

GONE = "\ufffd"
"""Stands where something with digits was taken out, so that nothing grows together."""

_MARKUP = re.compile(r"\*{1,3}|`+|~~|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|<[^<>\n]{1,40}>")
_FENCE = re.compile(r"^\s*```.*$", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)

_MATH = re.compile(r"(?<![\\\w$])(\$\$?)(?!\s)((?:\\.|[^$\\\n])+)(?<!\s)\1(?!\d)")
_PROSE = re.compile(r"[^\W\d_]{2,}\s[^\W\d_]{2,}|[(（][^)）]*$")
"""Words, or a bracket left open: what stands between the dollars of two prices."""

_LATEX: tuple[tuple[str, str], ...] = (
    (r"\\[()\[\]]", " "),
    (r"\\(?:text|mathrm|mathbf|operatorname|textbf|boxed|mathit)\s*\{([^{}]*)\}", r"\1"),
    (r"(?<=\d)\{,\}(?=\d{3})", ","),
    (r"\\[,;:! ]", " "),
    (r"\\([%$#&_])", r"\1"),
    (r"\^\{\s*([+-]?\d+)\s*\}", r"^\1"),
    (r"_\{\s*([^{}]*)\s*\}", r"_\1"),
    (r"\s*\\(?:times|cdot)(?![a-zA-Z])\s*", " × "),
    (r"\\(?:left|right|quad|qquad|displaystyle)(?![a-zA-Z])", " "),
    (r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"(\1)/(\2)"),
    (r"\\sqrt\s*\{([^{}]*)\}", r"√(\1)"),
    (r"\\(?:approx|simeq|sim)(?![a-zA-Z])", "≈"),
    (r"\\(?:le|leq)(?![a-zA-Z])", "≤"),
    (r"\\(?:ge|geq)(?![a-zA-Z])", "≥"),
    (r"\\(?:Rightarrow|implies|to|rightarrow)(?![a-zA-Z])", "→"),
)
_LATEX_RULES = tuple((re.compile(pattern), by) for pattern, by in _LATEX)

_SOME_MORE = re.compile(r"(?<=[十百千])多([万萬亿億]+)")
"""In 一百一十多万: the scale belongs to all of it."""

_PARTS_OF = re.compile(
    r"\b(half|(?:a|one)[ -](?:third|quarter|fifth|tenth))(?: of)? an?"
    r"(?= (?:[mb]illion|trillion|thousand|second|minute|hour|day|week|month|year)\b)",
    re.IGNORECASE,
)
_PART = {"half": "0.5", "third": "0.333", "quarter": "0.25", "fifth": "0.2", "tenth": "0.1"}
_PARTED = re.compile(r"\s/\s(?=(?:US)?[$¥€]\d)")
"""What parts two figures, and is no unit: "17.8 days / $382,681"."""

_DASH = re.compile(r"(?<=[\w%)])\s+—\s+")
"""An aside, and no range: "at $8.28 — $107k in total"."""

_BULLET = re.compile(r"^([ \t]*)[-*+](?=[ \t])", re.MULTILINE)
_PIECES = re.compile(
    r"(?<![\d.一二三四五六七八九十百千万])(\d{1,3}|[一二两三四五六七八九])[块元]([一二三四五六七八九])(美元|美金|美分|元)"
)
_DIMES = re.compile(
    r"([一二三四五六七八九])[毛角]([一二三四五六七八九])分?\s?[(（]?(美元|美金|元)[)）]?"
)
"""Money as it is spoken: 三块五美元, 七毛三美元."""
DIGIT = {han: digit for digit, han in enumerate("零一二三四五六七八九")} | {"两": 2}
_HALVES = {"½": ".5", "¼": ".25", "¾": ".75"}
_AND_A_HALF = re.compile(r"(?<![\d.,])(\d{1,3})\s(?:and a half|½)(?=\s)", re.IGNORECASE)
_HALF = re.compile(r"(?<=\d)\s?([½¼¾])")

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:19[5-9]\d|20\d\d)"
# A year is one where a date can stand and no unit follows: "2048 tokens" is none.
_UNIT_WORD = (
    r"[- ]?(?:[kMGTPEZ]?i?B(?:/s|\b)|[kMGTPEZY]?FLOP|tok|GPU|TPU|GFLOP|days?\b|hours?\b|weeks?\b"
    r"|months?\b|years?\b|minutes?\b|seconds?\b|ms\b|[sh]\b|param|cards?\b|chips?\b|steps?\b"
    r"|layers?\b|heads?\b|accel|USD|dollar|thousand|million|billion|trillion|percent|[kM]?Wh?\b"
    r"|[张块台卡层步个天小年月千百万亿周秒度吨]|token|美元|参数|分钟|%|×)"
)
_NO_UNIT = rf"(?!{_UNIT_WORD}|\s?[kKMBT](?![A-Za-z])|[\d.,]*\d|e\d)"
_DATES = re.compile(
    rf"\b{_YEAR}[-/.]\d{{1,2}}(?:[-/.]\d{{1,2}})?\b(?![\d%])"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s{_YEAR}\b"
    rf"|\b{_MONTH}\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?{_YEAR}\b"
    rf"|{_YEAR}\s?年(?:\s?\d{{1,2}}\s?月(?:份|\s?\d{{1,2}}\s?[日号])?|代|(?=的|发|,|，|。|\s|$|、"
    rf"|\)|）))"
    rf"|(?:(?:\b(?:in|since|until|of|by|during|early|late|mid|from|as of|et al\.?,?|circa)"
    rf"|[(（][A-Z][^()（）\d]{{0,40}}[,，]?|Q[1-4]|等(?:人)?[,，]?)[ -]?){_YEAR}\b{_NO_UNIT}"
    rf"|(?<=[(（]){_YEAR}(?=[)）,，;；])"
    rf"|\b[A-Z][a-z]+(?: et al\.?| and [A-Z][a-z]+)?,? [(（]?{_YEAR}[)）]?(?=[\s,.;:)）]"
    rf"|$){_NO_UNIT}",
)
_CITATIONS = re.compile(
    r"https?://[^\s)）\]】>，。；]+|\bwww\.[^\s)）\]】>，。；]+"
    r"|\b(?:arXiv|arxiv|doi|DOI|hf|RFC|ISBN)\s?[:/]\s?[\w./-]*\d[\w./-]*"
    r"|\b(?:IEC|ISO|IEEE|DIN|RFC)\s?\d+(?:[-–]\d+)*"
    r"|\barXiv\s\d{4}\.\d{4,5}(?:v\d+)?|\b\d{4}\.\d{5}(?:v\d+)?\b"
    r"|§+\s?\d+(?:\.\d+)*(?:\s?[–-]\s?\d+(?:\.\d+)*)?"
    r"|\b(?:[Ss]ections?|[Tt]ables?|[Ff]ig(?:ure|s)?\.?|[Ee]q(?:uation|s)?s?\.?|[Aa]ppendix"
    r"|[Pp]ages?|pp?\.|[Cc]hapter|[Ff]ootnote|[Rr]ef(?:erence)?s?\.?|[Ll]ines?|[Vv]ol\.?|[Nn]o\.)"
    r"\s?\(?[A-Z]?\.?\d+(?:\.\d+)*[a-z]?\)?"
    r"|[表图]\s?\d+(?:\.\d+)*|第\s?[\d一二三四五六七八九十.]+\s?[节页章表图篇行]|附录\s?[A-Z]?\d*"
    rf"|\[\d{{1,3}}(?:[,，–-]\s?\d{{1,3}})*\]{_NO_UNIT}|@[0-9a-f]{{7,40}}\b"
)
_FAMILIES = (
    r"CUDA|PyTorch|Torch|Python|ROCm|TensorRT|Llama|LLaMA|Qwen|GPT|ChatGPT|Claude|Gemini|Gemma|Phi"
    r"|Mistral|Mixtral|DeepSeek|PaLM|OPT|BLOOM|Falcon|Yi|GLM|ChatGLM|Baichuan|InternLM|Kimi|Grok"
    r"|Nemotron|OLMo|StarCoder|Megatron|PCIe|NVLink|FlashAttention|MPT|Gopher|T"
)
_VERSIONS = re.compile(
    rf"\b(?:{_FAMILIES})[ -]?[vV]?\d{{1,3}}(?:\.\d{{1,2}})*[a-z]?"
    r"(?:[ -]x?\d{1,4}(?:\.\d)?[BM]\b)?(?![BM]\b)"
    rf"(?!\.?\d|{_UNIT_WORD})"
    rf"|\b(?:ZeRO|stage|ZeRO stage)[ -]?[0-3]\b(?!\.?\d|{_UNIT_WORD})"
    r"|\b(?:L?P?DDR|G?DDR|HBM|Gen ?)\d[a-z]?\b|\bTPU[ -]?v\d\w?\b"
    r"|\b[vV]\d+(?:\.\d+)+\b|\d代"
)
_DTYPES = re.compile(
    r"(?<![A-Za-z0-9])(?:bf|fp|int|uint|tf|nf|mxfp|nvfp|float|bfloat|e)(?:8|16|32|64|4|6)"
    r"(?:e\dm\d)?(?:[ _-]?(?:k_m|k_s|_0))?(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])[qQ][2-8]_[kK0](?:_[msl])?(?![A-Za-z0-9])|(?<![A-Za-z])E[45]M[23](?![0-9])"
    r"|(?<=adam|Adam)w?8bit|\bL[12](?= cache| norm)",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"\b(?:[Ss]tep|STEP|[Oo]ption|[Cc]ase|[Ss]cenario|[Nn]ote|[Aa]ssumption|[Pp]lan|[Mm]ethod"
    r"|[Aa]pproach|[Tt]ier|[Pp]hase|[Rr]oute|[Pp]oint|[Pp]art|[Qq]uestion)s?\s"
    rf"(?:1?\d(?=\s?[:.)、,;—-](?!\d)|$)|[1-9](?=\s){_NO_UNIT})"
    r"|(?:步骤|方案|情况|选项|假设|方法|途径|阶段|问题|场景|思路"
    r"|第)\s?[\d一二三四五六七八九十]{1,2}"
    r"(?=[步种个点条项]?[:：、,，.。;；\s)）是)]|$|[步种个点条项])"
    r"|[①-⑳⑴-⒇]|(?<![\w.])(?:\d[A-Z]){2,}(?!\w)"  # 1F1B
    r"|\bpowers? of (?:two|ten|2|10)\b|\bbase (?:two|ten|2|10)\b|(?:2|10|二|十)\s?的幂"
    r"|\b(?:1st|2nd|3rd|\d{1,2}th)\b|24/7"
)
_ITEM = re.compile(
    r"^(?P<lead>[ \t]*(?:[-*+•#]+[ \t]+)*)"
    r"(?:[(（](?P<a>\d{1,2})[)）]|(?P<b>\d{1,2})(?:[.)）、](?=\s|\D)|[:：](?=\s)))(?=[ \t]*\S)",
    re.MULTILINE,
)
_INLINE_ITEM = re.compile(r"(?<=[\s:：;；,，。.])[(（]([1-9])[)）](?=\s?[^\W\d])")


def plain_text(text: str) -> str:
    """`text` as it is read aloud, without the digits that are no figures."""
    out = _FENCE.sub("", text)
    out = _QUOTE.sub("", out)
    if "\\" in out or "$" in out or "^{" in out:
        out = _MATH.sub(_math, out)
        for pattern, by in _LATEX_RULES:
            out = pattern.sub(by, out)
    out = _SOME_MORE.sub(r"\1多", out)
    out = _DASH.sub(", ", _PARTED.sub(" ÷ ", out))
    out = _BULLET.sub(r"\1•", out)  # "2.02" and "- 70B" under it make no range.
    out = _DIMES.sub(lambda match: f"0.{DIGIT[match[1]]}{DIGIT[match[2]]}{match[3]}", out)
    out = _PIECES.sub(
        lambda match: f"{DIGIT.get(match[1], match[1])}.{DIGIT[match[2]]}{match[3]}", out
    )
    out = _PARTS_OF.sub(lambda match: _PART[re.split("[ -]", match[1].lower())[-1]], out)
    out = _HALF.sub(lambda match: _HALVES[match[1]], out)
    out = _AND_A_HALF.sub(r"\1.5", out)
    out = without_digits(out, _sign_of)
    for pattern in (_CITATIONS, _DATES):
        out = pattern.sub(GONE, out)
    out = _DTYPES.sub(lambda match: _sign_of(_format(match[0])), out)
    out = _MARKUP.sub("", out)
    out = _items_gone(out)
    out = _LABELS.sub(GONE, out)
    return out


def _math(match: re.Match[str]) -> str:
    """A formula without its dollars; what stands between two prices as it is."""
    is_prose = "\\" not in match[2] and _PROSE.search(match[2])
    return match[0] if is_prose else f" {match[2]} "


_signs: dict[str, str] = {}
_SIGN = re.compile("[\ue000-\ue0ff]")


def _format(written: str) -> str:
    """A number format by one name: fp16 for FP-16 and float16."""
    name = re.sub(r"[\W_]", "", written.casefold())
    return name.replace("float", "fp").replace("bfp", "bf")


def _sign_of(name: str) -> str:
    """A sign in the place of a name whose digits count nothing."""
    return _signs.setdefault(name, chr(0xE000 + len(_signs) % 256)) + GONE


def signed_in(text: str) -> Iterator[tuple[str, int]]:
    """The number formats and laws of a plain text that have digits, each with its place."""
    names = {sign: name for name, sign in _signs.items()}
    for match in _SIGN.finditer(text):
        yield names[match[0]], match.start()


def without_versions(text: str) -> str:
    """`text` without versions of software and models that the catalog does not hold."""
    return _VERSIONS.sub(GONE, text)


def _items_gone(text: str) -> str:
    """Without list numbers: those that count up from one, at the start of lines or in them."""
    expected = 1

    def gone(match: re.Match[str]) -> str:
        nonlocal expected
        groups = match.groupdict()
        number = int(groups.get("a") or groups.get("b") or match[1])
        if number not in (1, expected):  # "82. That is …" is an answer, no item.
            return match[0]
        expected = number + 1
        return groups.get("lead", "") + GONE

    return _INLINE_ITEM.sub(gone, _ITEM.sub(gone, fold(text)))
