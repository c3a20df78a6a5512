"""Writes tests/data/grounding_*.jsonl anew: `python -m tests.assistant.grounding.make`.

Calls the tools, words their answers as `wordings.py` has it, and plants one false figure in copies
of the wordings. The same every time: choices come from a seeded generator.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from fractions import Fraction as F
from pathlib import Path
from typing import Any

from flopwise import call_tool
from tests.assistant.grounding import falsehoods, wordings
from tests.assistant.grounding import writing as w
from tests.assistant.grounding.conversations import CONVERSATIONS, Conversation

DATA = Path(__file__).parents[2] / "data"
SEED = 20261124
DAY, HOUR = 86_400, 3_600

Form = Callable[[F], str]
FORMS: dict[str, Form] = {
    "n": lambda v: w.fixed(v, 0),
    "plain": lambda v: w.fixed(v, 0, commas=False),
    "words": lambda v: w.english(int(w.half_up(v / DAY if v > 50_000 else v, F(1)))),
    "han": lambda v: w.han(int(w.half_up(v / DAY if v > 50_000 else v, F(1)))),
    "hanwan": lambda v: w.han(int(w.half_up(v / 10**4, F(1)))),
    "hanyi": lambda v: w.han(int(w.half_up(v / 10**8, F(1)))),
    "hanpct": lambda v: w.han(int(w.half_up(v * 100, F(1)))),
    "days0": lambda v: w.fixed(v / DAY, 0),
    "days1": lambda v: w.fixed(v / DAY, 1),
    "days2": lambda v: w.significant(v / DAY, 4),
    "weeks1": lambda v: w.fixed(v / DAY / 7, 1),
    "hours0": lambda v: w.fixed(v / HOUR, 0),
    "gh0": lambda v: w.fixed(v / HOUR, 0),
    "gh4": lambda v: w.significant(v / HOUR, 4),
    "wangh": lambda v: w.wan(v / HOUR, 3),
    "usd0": lambda v: "$" + w.fixed(v, 0),
    "usd0z": lambda v: w.fixed(v, 0),
    "usdk": lambda v: "$" + w.short(v, 3),
    "wan": lambda v: w.wan(v, 3),
    "wan2": lambda v: w.wan(v, 2),
    "wan3": lambda v: w.wan(v, 3),
    "wan4": lambda v: w.wan(v, 4),
    "B": lambda v: w.short(v, 3),
    "B2": lambda v: w.short(v, 2),
    "B3": lambda v: w.short(v, 3),
    "B4": lambda v: w.short(v, 4),
    "Bs": lambda v: w.spelled(v, 3),
    "Bs2": lambda v: w.spelled(v, 2),
    "Bs3": lambda v: w.spelled(v, 3),
    "Bs4": lambda v: w.spelled(v, 4),
    "flope": lambda v: w.e_notation(v, 3),
    "e2": lambda v: w.e_notation(v, 2),
    "e3": lambda v: w.e_notation(v, 3),
    "flopt": lambda v: w.times_ten(v, 3),
    "ten": lambda v: w.times_ten(v, 3),
    "ten4": lambda v: w.times_ten(v, 4),
    "flopc": lambda v: w.caret(v, 3),
    "lat": lambda v: w.latex(v, 3),
    "zf": lambda v: w.trimmed(v / 10**21, 3),
    "tf0": lambda v: w.fixed(v / 10**12, 0),
    "tf1": lambda v: w.fixed(v / 10**12, 1),
    "pf2": lambda v: w.fixed(v / 10**15, 2),
    "n4": lambda v: w.significant(v, 4),
    "tk": lambda v: w.short(v, 3),
    "mwh": lambda v: w.trimmed(v / (3_600_000 * 1000), 3),
    "kwh4": lambda v: w.significant(v / 3_600_000, 4),
    "wandu": lambda v: w.wan(v / 3_600_000, 3),
    "ej": lambda v: w.e_notation(v, 3),
    "dec1": lambda v: w.fixed(v, 1),
    "ef": lambda v: w.trimmed(v / 10**18, 3),
    "e4": lambda v: w.e_notation(v, 4),
    "pfd": lambda v: w.significant(v / (10**15 * DAY), 3),
    "secs": lambda v: w.significant(v, 3),
    "gb1": lambda v: w.fixed(v / 10**9, 1),
    "gb2": lambda v: w.fixed(v / 10**9, 2),
    "gb3": lambda v: w.fixed(v / 10**9, 3),
    "gb": lambda v: w.fixed(v / 10**9, 0),
    "gbs": lambda v: w.fixed(v / 10**9, 0),
    "gib2": lambda v: w.fixed(v / 2**30, 2),
    "tb2": lambda v: w.fixed(v / 10**12, 2),
    "pct0": lambda v: w.fixed(v * 100, 0),
    "pct1": lambda v: w.fixed(v * 100, 1),
    "pct2": lambda v: w.fixed(v * 100, 2),
    "dec4": lambda v: w.fixed(v, 4),
    "x2": lambda v: w.significant(v, 2),
    "x3": lambda v: w.significant(v, 3),
    "x4": lambda v: w.significant(v, 4),
}
PLACE = re.compile(r"\{(!?)(\w+)\|(\w+)\}|\{=(\w+)\}")

SWAPS: tuple[tuple[str, str], ...] = (
    (" days", " weeks"), (" days", " hours"), (" weeks", " months"), (" hours", " days"),
    (" GPU-hours", " GPU-days"), ("-hours", "-years"), (" TFLOP/s", " TB/s"), (" FLOP", " FLOP/s"),
    (" GB", " TB"), (" TB/s", " GB/s"), (" GB", " GiB"), (" tokens", " parameters"),
    (" parameters", " tokens"), (" GPUs", " nodes"), (" cards", " racks"), ("%", "×"),
    (" 天", " 周"), (" 天", " 小时"), (" 周", " 个月"), (" 小时", " 天"), (" 卡时", " 卡天"),
    ("美元", "元人民币"), (" 张", " 台服务器"), (" token", " 参数"), ("参数", " token"),
    (" FLOP", " FLOP/s"),
    ("张卡", "个节点"), ("倍", "%"), (" days", " months"), (" TFLOP/s", " TFLOP"),
)  # fmt: skip


def filled(template: str, conversation: Conversation) -> tuple[str, list[tuple[int, int, bool]]]:
    """The text, and where its values stand: start, end, whether a result."""
    out, spans, at, length = [], [], 0, 0
    for match in PLACE.finditer(template):
        out.append(template[at : match.start()])
        length += len(out[-1])
        if match[4]:
            text = conversation.words[match[4]]
        else:
            text = FORMS[match[3]](conversation.values[match[2]])
            spans.append((length, length + len(text), bool(match[1])))
        out.append(text)
        length += len(text)
        at = match.end()
    return "".join([*out, template[at:]]), spans


def fits(template: str, conversation: Conversation) -> bool:
    for match in PLACE.finditer(template):
        if match[4]:
            if match[4] not in conversation.words:
                return False
        elif match[2] not in conversation.values:
            return False
    return True


def called(conversation: Conversation) -> dict[str, Any]:
    """The conversation with the tools' results; its answers go to its values."""
    turns = []
    for turn in conversation.turns:
        calls = []
        for name, arguments in turn.calls:
            result = call_tool(name, arguments)
            if result.status != "answered":
                raise SystemExit(f"{conversation.id}: {name}: {result.text}")
            calls.append(
                {"name": name, "arguments": arguments, "result": result.model_dump(mode="json")}
            )
            for answer in result.answers if turn is conversation.turns[-1] else ():
                exact = F(answer.exact.lstrip("~"))
                if answer.quantity in conversation.values and turn.calls[0][0] == "compare":
                    conversation.values[f"{answer.quantity}2"] = exact
                    continue
                conversation.values.setdefault(answer.quantity, exact)
                if answer.quantity == "cost":
                    if answer.low is not None and answer.high is not None:
                        conversation.values.update(low=F(str(answer.low)), high=F(str(answer.high)))
        for mfu in ("30", "50"):  # What the tool says of another MFU, by our own arithmetic.
            for name in ("t", "energy"):
                if name in conversation.values and conversation.values.get("u") == F("0.4"):
                    varied = conversation.values[name] * F("0.4") / F(f"0.{mfu}")
                    conversation.values.setdefault(f"{name}{mfu}", varied)
        turns.append({"question": turn.question, "calls": calls, "said": turn.said})
    return {"id": conversation.id, "language": conversation.lang, "turns": turns}


def digit_changed(text: str, rng: random.Random) -> str:
    places = [i for i, c in enumerate(text) if c.isdecimal() and c.isascii()]
    if "×10" in text or " × 10^" in text or "e" in text or "times" in text:
        stop = min(text.find(mark) for mark in ("×", " ×", "e", " \\") if mark in text)
        places = [i for i in places if i < stop]
    if not places:
        return text
    at = rng.choice(places)
    choices = [d for d in "123456789" if d != text[at]]
    return text[:at] + rng.choice(choices) + text[at + 1 :]


SCALES = (("T", "B"), ("B", "M"), ("B", "T"), ("k", "M"), ("M", "B"), (" billion", " trillion"),
          (" trillion", " billion"), (" million", " billion"), (" thousand", " million"),
          (" 万亿", " 亿"), (" 亿", " 万亿"), (" 万", " 亿"))  # fmt: skip


def rescaled(text: str, after: str, rng: random.Random) -> tuple[str, str]:
    """The value a thousand times off (or by one Chinese scale), and what follows it."""
    for old, new in rng.sample(SCALES, len(SCALES)):
        if text.endswith(old) and not (old == " 亿" and text.endswith("万亿")):
            return text.removesuffix(old) + new, after
    for prefix, other in (("T", "P"), ("T", "G"), ("Z", "E"), ("Z", "Y"), ("G", "M")):
        if re.match(rf" {prefix}(?:FLOP|B)", after) and rng.random() < 0.8:
            return text, after.replace(f" {prefix}", f" {other}", 1)
    found = re.search(r"(e|10\^\{?|×10)([0-9]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)", text)
    if found:
        shift = rng.choice((3, -3))
        if found[2].isdecimal() and found[2].isascii():
            power = str(int(found[2]) + shift)
        else:
            plain = int(found[2].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")))
            power = str(plain + shift).translate(w.RAISED)
        return text[: found.start(2)] + power + text[found.end(2) :], after
    if re.fullmatch(r"\$?[\d,]+(?:\.\d+)?", text) and "," not in text.lstrip("$")[:2]:
        lead = "$" if text.startswith("$") else ""
        value = F(text.lstrip("$").replace(",", "")) * 1000
        return lead + w.fixed(value, 0), after
    return text, after


HAN_DIGITS = "一二三四五六七八九"


def han_changed(text: str, rng: random.Random) -> str:
    places = [i for i, c in enumerate(text) if c in HAN_DIGITS]
    if not places:
        return "二" + text if text[:1] == "十" else text
    at = rng.choice(places)
    return text[:at] + rng.choice([d for d in HAN_DIGITS if d != text[at]]) + text[at + 1 :]


def false_ones(conversation: Conversation, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Messages with one false figure: how it is false, and the text."""
    lang, kind = conversation.lang, conversation.kind
    worded = (*wordings.HONEST.get((kind, lang), ()), *wordings.MORE.get((kind, lang), ()))
    templates = [template for template in worded if fits(template, conversation)]
    for template in templates:
        text, spans = filled(template, conversation)
        results = [(start, end) for start, end, is_result in spans if is_result]
        if not results:
            continue
        start, end = rng.choice(results)
        if re.search(r"[0-9]", text[start:end]):
            wrong = digit_changed(text[start:end], rng)
            if wrong not in (text[start:end], "3.1e23"):  # 3.15e23 may be rounded so, too.
                yield "digit", text[:start] + wrong + text[end:]
        start, end = rng.choice(results)
        value, after = rescaled(text[start:end], text[end:], rng)
        if text[:start] + value + after != text:
            yield "scale", text[:start] + value + after
        swaps = [
            (end, old, new)
            for start, end in results
            for old, new in SWAPS
            if text.startswith(old, end)
            and re.search(r"[0-9]", text[start:end])
            and not text[end + len(old) : end + len(old) + 1].isalpha()
        ]
        if swaps:
            end, old, new = rng.choice(swaps)
            yield "unit", text[:end] + new + text[end + len(old) :]
        yield "extra", text + rng.choice(falsehoods.EXTRA[lang])
    if "hope" in conversation.words:
        for template in falsehoods.PASSED_OFF[lang]:
            yield "own", filled(template, conversation)[0]
    for template in falsehoods.MISNAMED.get((kind, lang), ()):
        if fits(template, conversation):
            yield "quantity", filled(template, conversation)[0]
    if kind == "turns":
        for template in falsehoods.STALE[lang]:
            yield "stale", filled(template, conversation)[0]
    if lang == "zh":
        for template in falsehoods.NUMERALS.get(kind, ()):
            if fits(template, conversation):
                text, spans = filled(template, conversation)
                for start, end, _ in spans:
                    for _ in range(2):
                        wrong = han_changed(text[start:end], rng)
                        if wrong != text[start:end]:
                            yield "numerals", text[:start] + wrong + text[end:]


def honest_ones(conversation: Conversation) -> Iterator[str]:
    key = (conversation.kind, conversation.lang)
    templates = (*wordings.HONEST.get(key, ()), *wordings.MORE.get(key, ()))
    if conversation.lang == "zh":
        templates = (*templates, *falsehoods.NUMERALS.get(conversation.kind, ()))
    for template in templates:
        if fits(template, conversation):
            yield filled(template, conversation)[0]


def main() -> None:
    rng = random.Random(SEED)
    talks = [called(conversation) for conversation in CONVERSATIONS]
    honest = [(c.id, text) for c in CONVERSATIONS for text in dict.fromkeys(honest_ones(c))]
    false = [
        (c.id, how, text) for c in CONVERSATIONS for how, text in dict.fromkeys(false_ones(c, rng))
    ]
    write("grounding_conversations", talks)
    write("grounding_honest", [{"conversation": c, "text": t} for c, t in honest])
    write("grounding_false", [{"conversation": c, "false": f, "text": t} for c, f, t in false])
    print(len(talks), "conversations,", len(honest), "honest,", len(false), "false messages")


def write(name: str, rows: list[dict[str, Any]]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (DATA / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
