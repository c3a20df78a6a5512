"""What sources say beside names and titles, in Chinese: "derived from", "table 3".

A source is written once, in English; titles, names and addresses stay as they are.
"""

from __future__ import annotations

import re

from .text import Language

_CHINESE: tuple[tuple[str, str], ...] = (
    (
        r"counted from config\.json of (\S+) with transformers; the published weights hold as many",
        r"由 \1 的 config.json 用 transformers 统计,与发布的权重一致",
    ),
    (r"counted from config\.json of (\S+?)([:;])", r"由 \1 的 config.json 统计\2"),
    (r"\bits model card\b", "其模型卡"),
    (r"\bmodel card of (\S+)", r"\1 的模型卡"),
    (r" model card\b", " 模型卡"),
    (r"a rumour: its maker has confirmed nothing", "传闻:厂商从未证实"),
    (r"\(a leak, unconfirmed\)", "(泄露,未经证实)"),
    (r"not yet checked against its publisher's own page", "尚未与发布者的页面核对"),
    (
        r"the rest from the vendor data sheet, not yet checked against it",
        "其余来自厂商数据表,尚未核对",
    ),
    (r"(\S+) data sheet, not yet checked against it", r"\1 数据表,尚未核对"),
    (r"secondary pages that disagree", "互不一致的二手页面"),
    (r"cites vendor pages", "引用厂商页面"),
    (r"on-demand column, third-party page, treat as indicative", "按需价,第三方页面,仅供参考"),
    (r"(\S[^;:]*) has no bf16: its fp16 peak", r"\1 没有 bf16:按其 fp16 峰值"),
    (r"\$(\S+) to \$(\S+) an hour", r"每小时 \1 至 \2 美元"),
    (r"\baverage of (\d{4})\b", r"\1 年平均"),
    (r"\bderived from the law's (.+?) and (.+)", r"由定律的 \1 与 \2 推得"),
    (r"\bderived from\b", "推导自"),
    (r"\bderived as\b", "仿照"),
    (r"\bderived\b", "推导"),
    (r"\bwithout scales\b", "不计缩放因子"),
    (
        r"formats add scales: (\S+) to (\S+) bits a weight in all; "
        r"name one \((.+)\) for its own figure",
        r"各格式另加缩放因子,合每权重 \1 至 \2 位;写明格式(\3)即按其数值",
    ),
    (
        r"embeddings and head usually stay 16-bit and are not counted so here",
        "嵌入与输出层通常保持 16 位,此处未如此计",
    ),
    (r"scales a tensor or a block of 128 x 128: below", "每张量或每 128 x 128 块一个缩放因子:低于"),
    (r"one scale a row: below", "每行一个缩放因子:低于"),
    (r"one tensor; files are mixtures:", "单个张量;文件为混合:"),
    (r"\bdefinition of\b", "定义:"),
    (r"\bdefinition\b", "定义"),
    (r"\bconvention\b", "惯例"),
    (r"\bconstants:", "常数:"),
    (r"\b[Aa]ppendix (?=[A-Z]\b)", "附录 "),
    (r"\b[Tt]ables (\w+) and (\w+)", r"表 \1 与 \2"),
    (r"\b[Tt]able (?=[A-Z]?\d)", "表 "),
    (r"\beq\. (\S+) (?:and|to) (?=\d)", r"式 \1 与 "),
    (r"\beq\. (?=[\dA-Z])", "式 "),
    (r"\bfig\. (?=\d)", "图 "),
    (r"\babstract\b", "摘要"),
    (r", as printed\b", ",按原文"),
)
_RULES = tuple((re.compile(pattern), by) for pattern, by in _CHINESE)


def cited(source: str, language: Language) -> str:
    """A source in the language of what cites it."""
    if language == "zh":
        for pattern, by in _RULES:
            source = pattern.sub(by, source)
    return source
