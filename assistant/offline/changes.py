"""What changes in a question, and by how much: doubles, shrinks by 30 %, from A to B."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ...tools.engine.amounts import Amount
from .fitting import BILLIONS, TRILLIONS
from .marks import Marks
from .numbers import number_text
from .targets import CLAUSE, is_named_card
from .tokens import Hit, Phrasebook
from .words.amounts import SEPARATOR, WITH_DATA
from .words.asking import AND
from .words.changes import (
    A_PART,
    A_PART_ZH,
    CHANGE_TO,
    CHANGED_FROM,
    DOUBLE,
    FOLD,
    HELD,
    HELD_AFTER,
    LESS,
    MORE,
    OF_WHAT_IT_WAS,
    ORDINALS,
    PART_OF,
    THE_MODEL,
)

_DOUBLES = Phrasebook(DOUBLE.items())
_CLAUSE = re.compile(r"[,，;；。?？!！:：\n]|\.\s|\b(?:but|while|and|with)\b|但|而|且")
_REACH = 28
_COUNTED = ("parameter", "token")
_BY = re.compile(r"(?<![a-z])by (?:about |around |roughly )?$")
_LEADS_TO = re.compile(r"(?<![a-z])(?:to|into|at)(?![a-z])|[到至成为剩]")
_TIMES_LEAD = re.compile(r"[a-z\u4e00-\u9fff]\s[x×]\s?$")
_LETTER_BEFORE = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z])\s?"
    r"(?:也|都|is|by|再|变成?|变为|涨到?|增大到|扩大到|放大到|goes to|grows to|becomes|to"
    r"|down to|up to|降到|缩小?到|砍到)?\s?$"
)
_HELD_LETTER = re.compile(r"(?<![A-Za-z0-9])([CDN])(?![A-Za-z0-9])")
_SHAPED = re.compile(r"\s?(?:times |x )?(?:as )?(?:(?P<wide>wider|wide)|deeper|deep)(?![a-z])")
_ALL_THE_SAME = ("same", "the same", "同样", "同样的", "相同", "相同的")
_CLAUSE_END = re.compile(r"[,，;；。?？!！:：0-9]|\.\s|$")
_LETTER_AFTER = re.compile(r"\s(?:the )?([CDNhL])(?![A-Za-z0-9])")
_LONE = re.compile(
    r"(?<![A-Za-z0-9])([CDNhL])(?=\s(?:goes|go|grows?|rises?|increases?|is|was|went|up|by|涨|增"
    r"|变|翻|扩))"
)
"""A letter that something happens to: "C goes up 50x"."""
_OF = re.compile(r"(?<![a-z])(?:of|for|per) (?:an? |the |one )?$")
_PRODUCT = re.compile(r"[0-9][a-z]? (?!and )[a-z ]{0,16}[a-z]$")
_GOES_ON = re.compile(
    r"\s?(?:,|,|、)?\s?(?:and|but)?[^.;?!。;?!0-9]{0,16}(?<![a-z])by (?:about )?"
    r"|\s?(?:[,,、和]|and)\s?[a-z\u4e00-\u9fff]{1,12}\s?"
)
_CUT_TO = re.compile(
    r"(?:砍|降|减|缩|剪|压|瘦)(?:小|少)?到(?:只有|只剩)?\s?$|(?:cut|shr[iu]nk|trim(?:med)?"
    r"|reduced?|prune[sd]?"
    r"|scaled) (?:[a-z]+ ){0,3}(?:down )?to (?:only |just |about )?$"
)
_OF_RUN = re.compile(r"模型|参数|数据|token|model|param|data")
_ALIKE = re.compile(r"各|都|均|同时|一起|(?<![a-z])(?:both|each)(?![a-z])")
"""What says that a change is of all that is listed before it."""
_A_LETTER = re.compile(r"(?<![A-Za-z0-9])[CDNhLs](?![A-Za-z0-9])")
_SEVERAL = 2
_BROUGHT_TO = re.compile(
    r"(?:gets?|got|brings?|brought|push(?:es|ed)?|raises?d?|lifts?|improves?|climbs?|goes|go)"
    r"(?: [a-z]+){0,3} (?:up )?to $|(?:提升|提高|优化|升|涨|做|提)到\s?$"
)
_OTHERS_AMOUNT = re.compile(_CLAUSE.pattern + r"|[0-9]")
"""Between a change and a name behind it: the name is of another clause or amount."""
_AT = ("at ", "at a ", "for ", "for a ", "under a ", "with a ")
_FOLD_LESS = re.compile(r"\s?(?:smaller|fewer|less|lower|shorter|lighter)(?![a-z])")
_SHRINKS_BY = re.compile(
    r"(?<![a-z])(?:cut|shr[iu]nks?|shrunk|shrinking|reduc(?:es?|ed|ing)|decreas(?:es?|ed"
    r"|ing)|drop(?:s|ped)?"
    r"|falls?|lower(?:s|ed)?|trim(?:s|med)?|prun(?:e[ds]?|ing)"
    r"|down) (?:[a-z]+ ){0,4}by (?:about |around )?$"
    r"|(?<![a-z])(?:shr[iu]nks?|drops?|falls?) $"
    r"|(?:缩小|减小|减少|降低|下降|缩减|压缩|砍掉|少|小)(?:了|约|大约)?\s?$"
)
_JOB = r"任务|比例|工作|作业|活儿?|(?<![a-z])(?:job|task|workload)(?![a-z])"
_ANOTHER = re.compile(rf"{_CLAUSE.pattern}|{_JOB}")
"""Between what says "the same" and a name that it is not of: 同样的任务训练费用."""
_ACTS = re.compile(
    rf"(?<![a-z])(?:makes?|gives?|means?|multipl(?:y|ies)|changes?|raises?)(?![a-z])|{_JOB}"
)
_ITS_OWN = re.compile(r" (?:becomes?|gets?|grows?|is|was|were|are) (?:about |only )?")
_BIGGER_ZH = re.compile(r"[,，。;；]\s?(?:如果|假如|若|要是)?(?:只|仅|就|再)?[大小]\s?$")
_BIGGER = re.compile(r"\s?(?:as |more |the |of |a )*(?:bigger|larger|smaller|model|size)")


_Subject = tuple[int, int, tuple[str, ...]]
"""What something is said of: where it stands and ends, and the quantities that it may be."""


@dataclass(frozen=True)
class Change:
    """One quantity that changes.

    Attributes:
        quantities: what it may be, likeliest first.
        factor: by how much, as text ("2", "-30%"); none for a change between values.
        before: the value before, or none.
        after: the value after, or none.
        start: where it stands.
        end: where it ends.
    """

    quantities: tuple[str, ...]
    factor: str | None
    before: Amount | None
    after: Amount | None
    start: int
    end: int


def find_changes(marks: Marks, amounts: Sequence[Amount], size: str) -> list[Change]:
    """The changes that a question states, in order.

    Args:
        marks: the question.
        amounts: its usable amounts.
        size: the quantity that "a bigger model" is bigger in.
    """
    found = _parts(marks, size)
    for change in (*_words(marks, amounts, size), *_amounts(marks, amounts, size)):
        if not any(part.start < change.end and change.start < part.end for part in found):
            found.append(change)
    pairs = _pairs(marks, amounts) or _raised(marks, amounts)
    if len(found) + len(pairs) > 1:
        pairs = [_of_model(pair, size) for pair in pairs]
    found += pairs
    found.sort(key=lambda change: change.start)
    kept: list[Change] = []
    for change in found:
        if not change.quantities and kept and change.factor:  # "… and if it shrinks by 25 %?"
            change = replace(change, quantities=kept[-1].quantities)
        if change.quantities or change.factor:
            kept += _of_each(marks, change)
    return kept


def _of_each(marks: Marks, change: Change) -> list[Change]:
    """A change of several things alike, as one of each: N 和 D 各涨 30%, both of them double."""
    before = _sentence_before(marks, change.start)
    if change.factor is None or not _ALIKE.search(before):
        return [change]
    start = change.start - len(before)
    letters = marks.lexicon.letters
    subjects: list[_Subject] = [(m.start, m.end, m.payloads) for m in marks.mentions]
    subjects += [
        (m.start(), m.end(), letters[m[0]])
        for m in _A_LETTER.finditer(marks.text, start, change.start)
        if m[0] in letters
    ]
    joined = _listed(marks, [s for s in subjects if start <= s[0] and s[1] <= change.start])
    if len(joined) < _SEVERAL:
        return [change]
    return [replace(change, quantities=names) for _, _, names in joined]


def _listed(marks: Marks, subjects: list[_Subject]) -> list[_Subject]:
    """The last of some subjects, with those before it that "and" joins to it, in order."""
    subjects = sorted(subjects)
    joined = subjects[-1:]
    for subject in reversed(subjects[:-1]):
        if not AND.fullmatch(marks.low[subject[1] : joined[0][0]]):
            break
        joined.insert(0, subject)
    return joined


def held_quantities(marks: Marks, changes: Sequence[Change], size: str) -> list[str]:
    """What stays as it is: "with the tokens fixed", 算力不变."""
    held: list[str] = []
    changed = {name for change in changes for name in change.quantities[:1]}
    for word in HELD.finditer(marks.low):
        mention = _held_by(marks, word.start(), word.end(), word[0])
        name = mention.payloads[0] if mention is not None else ""
        of_model = HELD_AFTER.fullmatch(word[0]) and marks.low.startswith("模型", word.end())
        if of_model or marks.low[: word.start()].endswith("模型"):
            name = size
        if word[0] in _ALL_THE_SAME:
            stop = _CLAUSE_END.search(marks.low, word.end())
            end = stop.start() if stop else len(marks.low)
            listed = [m for m in marks.mentions if word.end() <= m.start and m.end <= end]
            ends = [word.end(), *(m.end for m in listed)]
            for mentioned, last in zip(listed, ends, strict=False):
                if _ACTS.search(marks.low, last, mentioned.start):
                    break  # "the same layers makes the parameter count …"
                if mentioned.payloads[0] not in (*held, *changed):
                    held.append(mentioned.payloads[0])
        held += [n for n in _joined_to(marks, mention) if n not in (*held, *changed)]
        letter = _HELD_LETTER.search(marks.text[max(0, word.start() - 8) : word.end() + 4])
        if not name and letter and letter[1] in marks.lexicon.letters:
            name = marks.lexicon.letters[letter[1]][0]
        if name and name not in held and name not in changed:
            held.append(name)
    return held


def _joined_to(marks: Marks, last: Hit[str] | None) -> list[str]:
    """What else is held together with the last name: "tokens and MFU unchanged"."""
    if last is None:
        return []
    ahead = [(m.start, m.end, m.payloads) for m in marks.mentions if m.end <= last.start]
    listed = _listed(marks, [*ahead, (last.start, last.end, last.payloads)])
    return [names[0] for _, _, names in reversed(listed[:-1])]


def _held_by(marks: Marks, start: int, end: int, word: str) -> Hit[str] | None:
    """The name that a word such as "same", "fixed", 不变 is of."""
    ahead = HELD_AFTER.fullmatch(word) or marks.low[:start].endswith(_AT)  # at fixed tokens
    for mention in marks.mentions if ahead else ():
        between = marks.low[end : mention.start]
        if end <= mention.start <= end + 12 and not _ANOTHER.search(between):
            return mention
    if HELD_AFTER.fullmatch(word) and word != "固定":  # 固定 stands on either side: 预算固定.
        return None
    return _mention_by(marks, start, end, after_first=False)


def _words(marks: Marks, amounts: Sequence[Amount], size: str) -> list[Change]:
    changes = []
    for hit in _DOUBLES.scan(marks.tokens):
        within = [a for a in amounts if a.start < hit.end and hit.start < a.end]
        if any(a.units or a.end - a.start > hit.end - hit.start for a in within):
            continue  # "2x 24 GB", "one and a half"
        names = _changed(marks, hit.start, hit.end, size)
        changes.append(Change(names, hit.payloads[0], None, None, hit.start, hit.end))
    return changes


def _parts(marks: Marks, size: str) -> list[Change]:
    """Changes to a part, or by one: to a third, by a quarter, 缩小到三分之一, 砍掉四分之一."""
    found = []
    for pattern in (A_PART, A_PART_ZH):
        for match in pattern.finditer(marks.low):
            how, above, below = match["how"], match["above"] or "1", match["below"]
            part = Fraction(_digit(above), _digit(below))
            before = marks.low[max(0, match.start() - _REACH) : match.start()] + how
            if not _LEADS_TO.search(how):
                part = 1 + part if MORE.search(before) and not LESS.search(before) else 1 - part
            names = _changed(marks, match.start(), match.end(), size)
            factor = f"{part.numerator}/{part.denominator}"
            found.append(Change(names, factor, None, None, match.start(), match.end()))
    for match in PART_OF.finditer(marks.low):
        names = next((m.payloads for m in marks.mentions if m.start == match.end()), ())
        if names:
            factor = f"{_digit(match['above'])}/{_digit(match['below'])}"
            found.append(Change(names, factor, None, None, match.start(), match.end()))
    return found


def _digit(word: str) -> int:
    """A small number, in digits or as an ordinal or Chinese numeral."""
    return int(word) if word.isdecimal() else ORDINALS[word.rstrip("s") or word]


def _amounts(marks: Marks, amounts: Sequence[Amount], size: str) -> list[Change]:
    """Changes by an amount: 3 times, 8x, by 30 %."""
    changes: list[Change] = []
    for amount in amounts:
        low = marks.low
        fold = FOLD.match(low, amount.end)
        is_times = bool(amount.units) and amount.units[0].name in ("×", "x") or "倍" in amount.text
        lead = _TIMES_LEAD.search(low, max(0, amount.start - 4), amount.start)
        if lead and _PRODUCT.search(low, max(0, lead.start() - 20), lead.start() + 1):
            lead = lead if amount.value < 1 else None  # "512 sequences x 4096"
        if lead and amount.value < 1:
            fold = lead  # params x0.4
        elif lead and not amount.units and not amount.percent and not amount.scale:
            fold = lead
        if (fold and not amount.units and not amount.percent) or is_times:
            end = amount.end if is_times or not fold else max(fold.end(), amount.end)
            inverted = amount.value > 1 and _is_fold_down(low, amount.start, end)
            number = f"1/{number_text(amount.value)}" if inverted else number_text(amount.value)
            names = _grown(marks, amount.start) or _changed(marks, amount.start, end, size)
            changes.append(Change(names, number, None, None, amount.start, end))
        elif amount.percent and _is_of_before(marks, amount):
            names = _changed(marks, amount.start, amount.end, size)
            part = f"{number_text(amount.value * 100)}%"
            changes.append(Change(names, part, None, None, amount.start, amount.end))
        elif amount.percent:
            sign = _direction(marks, amount) or _direction_before(marks, amount, changes)
            names = _changed(marks, amount.start, amount.end, size) if sign else ()
            if sign:
                written = f"{number_text(abs(amount.value) * 100)}%"
                changes.append(Change(names, sign + written, None, None, amount.start, amount.end))
    return changes


def _grown(marks: Marks, start: int) -> tuple[str, ...]:
    """What a verb right before a change says it is of: the budget becomes 30 times larger."""
    of = (m for m in marks.mentions if m.end < start)
    return next((m.payloads for m in of if _ITS_OWN.fullmatch(marks.low, m.end, start)), ())


def _is_fold_down(low: str, start: int, end: int) -> bool:
    """Whether something gets so many times smaller: 4x fewer, shrinks by 4x, 缩小 4 倍."""
    return bool(_FOLD_LESS.match(low, end) or _SHRINKS_BY.search(low, 0, start))


def _is_of_before(marks: Marks, amount: Amount) -> bool:
    """Whether a percentage is one of what there was before: 原来的 60%, 60% of the original."""
    before = _clause_before(marks, amount.start)
    if _CUT_TO.search(before) and _OF_RUN.search(before):
        return True
    return bool(
        OF_WHAT_IT_WAS.search(marks.low[max(0, amount.start - 8) : amount.start])
        or OF_WHAT_IT_WAS.match(marks.low[amount.end : amount.end + 24])
    )


def _direction(marks: Marks, amount: Amount) -> str:
    """The sign of a percentage: + for an increase, - for a decrease, nothing otherwise."""
    if amount.text.strip()[:1] in "+-":
        return amount.text.strip()[0]
    before = _clause_before(marks, amount.start)
    after = marks.low[amount.end : amount.end + 12]
    if CHANGE_TO.search(before[-6:]) and not re.search(r"\bby\s*$", before):
        return ""
    whole = _sentence_before(marks, amount.start)
    alike = whole if _ALIKE.search(whole) else ""  # cut both N and D by 20%
    for text in (before, _CLAUSE.split(after)[0], alike):
        less, more = LESS.search(text), MORE.search(text)
        if less:
            return "-"
        if more:
            return "+"
    return ""


def _direction_before(marks: Marks, amount: Amount, changes: Sequence[Change]) -> str:
    """The sign of the change before, where this one only goes on with it: … and tokens by 10%."""
    last = changes[-1].factor if changes else None
    if last is None or last[0] not in "+-":
        return ""
    between = marks.low[changes[-1].end : amount.start]
    return last[0] if _GOES_ON.fullmatch(between) else ""


def _pairs(marks: Marks, amounts: Sequence[Amount]) -> list[Change]:
    """Changes between two neighbouring amounts of one kind: from 30% to 45%, 4096 -> 32768."""
    changes = []
    for place, (one, other) in enumerate(zip(amounts, amounts[1:], strict=False)):
        between = _without_names(marks, one.end, other.start)
        if not CHANGE_TO.fullmatch(between) or _are_runs(marks, amounts, place):
            continue
        if one.scale and other.units and str(other.units[0].dimension) not in _COUNTED:
            continue  # "squeeze a 13B to 3 bits"
        of_run = not one.units or str(one.units[0].dimension) in _COUNTED
        if one.units and not other.units and other.scale in BILLIONS and not (one.scale and of_run):
            continue  # a 32768-token prompt into a 70B, 180k GPU-hours, and for a 13B
        if not (one.scale or one.units or one.percent) and other.scale in BILLIONS | TRILLIONS:
            continue  # 24 层要做到 1.3B
        counted = any(m.start < other.start and one.end <= m.start for m in marks.mentions)
        if other.percent and not (one.percent or one.units or one.scale or counted):
            one = replace(one, value=one.value / 100, percent=True, text=f"{one.text.strip()}%")
        if one.percent != other.percent:
            continue
        if one.scale in BILLIONS and not one.units and not (other.scale or other.units):
            continue  # "bring a 7B down to 1.5"
        if one.units and str(one.units[0].dimension) == "s" and not other.units:
            if not (other.scale or other.percent or one.scale):  # from 30 days to 20
                text = f"{other.text.strip()} {one.units[0].name}"
                other = replace(other, units=one.units, text=text)
        if other.units and not other.scale and not (one.units or one.scale or one.percent):
            if str(other.units[0].dimension) not in _COUNTED:  # 312 vs 989.4 TFLOPS
                unit = other.units[0].name
                one = replace(one, units=other.units, text=f"{one.text.strip()} {unit}")
        if (one.units[:1] and other.units[:1]) and one.units[0].dimension != other.units[
            0
        ].dimension:
            continue
        start = one.start
        lead = CHANGED_FROM.search(marks.low, max(0, start - 12), start)
        within = [m for m in marks.mentions if one.end <= m.start and m.end <= other.start]
        names = _changed(marks, lead.start() if lead else start, other.end, "")
        names = within[0].payloads if within else names
        beyond = amounts[place + 2].start if place + 2 < len(amounts) else None
        later = next((m for m in marks.mentions if m.start >= other.end), None)
        if beyond is not None and later and later.start > beyond and names == later.payloads:
            names = ()  # 7B -> 70B at 1.4T tokens
        if one.scale in BILLIONS and not one.units:  # a 7B becomes a 14B: of no loss
            names = tuple(n for n in names if marks.lexicon[n].unit != "1")
        changes.append(Change(names, None, one, other, start, other.end))
    return changes


def _raised(marks: Marks, amounts: Sequence[Amount]) -> list[Change]:
    """A percentage that is brought to another one: 30% MFU … get us to 48%."""
    shares = [a for a in amounts if a.percent]
    if len(shares) != _SEVERAL:
        return []
    one, other = shares
    names = _mention_by(marks, one.start, one.end, after_first=True)
    brought = _BROUGHT_TO.search(marks.low, max(0, other.start - _REACH), other.start)
    if names is None or not brought:
        return []
    return [Change(names.payloads, None, one, other, one.start, other.end)]


def _of_model(pair: Change, size: str) -> Change:
    """A change from a 7B to a 42B beside another change: of the model's size."""
    bare = pair.before and not pair.before.units and pair.before.scale in BILLIONS
    return replace(pair, quantities=(size,)) if bare and not pair.quantities and size else pair


def _without_names(marks: Marks, start: int, end: int) -> str:
    """What stands between two amounts, without the names of what they are amounts of."""
    text = marks.low[start:end]
    for mention in reversed(marks.mentions):
        if start <= mention.start and mention.end <= end:
            text = text[: mention.start - start].rstrip() + text[mention.end - start :]
    return text


def _are_runs(marks: Marks, amounts: Sequence[Amount], place: int) -> bool:
    """Whether a change is from one run to another, size and data of each: 7B/1T to 13B/2T."""
    if place < 1 or place + 2 >= len(amounts):
        return False
    first = marks.low[amounts[place - 1].end : amounts[place].start]
    second = marks.low[amounts[place + 1].end : amounts[place + 2].start]
    return all(SEPARATOR.fullmatch(t) or WITH_DATA.fullmatch(t) for t in (first, second))


def _changed(marks: Marks, start: int, end: int, size: str) -> tuple[str, ...]:
    """The quantities that a change at a span may be of."""
    bigger = _BIGGER.match(marks.low, end)
    if bigger:  # a 50x larger budget
        thing = next((m for m in marks.mentions if 0 <= m.start - bigger.end() <= 1), None)
        if thing is not None:
            return thing.payloads
    if size and (bigger or _BIGGER_ZH.search(marks.low, 0, start)):
        return (size,)
    shape = _SHAPED.match(marks.low, end)
    if shape and (names := marks.lexicon.letters.get("h" if shape["wide"] else "L")):
        return names
    letter = _LETTER_BEFORE.search(marks.text, max(0, start - 6), start)
    pronoun = letter and letter[1] == "i" and marks.low[start : start + 1].isascii()  # if i double
    if letter and letter[1] not in "AIa" and not pronoun and letter[1] in marks.lexicon.letters:
        return marks.lexicon.letters[letter[1]]
    letter = _LETTER_AFTER.match(marks.text, end)
    if letter and letter[1] in marks.lexicon.letters:
        return marks.lexicon.letters[letter[1]]
    lone = [m for m in _LONE.finditer(_clause_of(marks, start)) if m[1] in marks.lexicon.letters]
    if lone and not any(m.end <= start and start - m.end <= _REACH for m in marks.mentions):
        return marks.lexicon.letters[lone[-1][1]]
    is_english = marks.low[start : start + 1].isascii() and not re.search(
        r"[\u4e00-\u9fff]", marks.low[max(0, start - 4) : end + 4]
    )
    is_by = _BY.search(marks.low, max(0, start - 8), start) is not None
    is_by |= marks.low.startswith("by ", start)
    mention = _mention_by(marks, start, end, after_first=is_english and not is_by)
    ahead = mention is None or (mention.start >= end and not is_english)
    if ahead and size and THE_MODEL.search(_clause_before(marks, start)):
        return (size,)
    return mention.payloads if mention else ()


def _clause_of(marks: Marks, start: int) -> str:
    """The text before a span in its clause, in its own letters."""
    before = _clause_before(marks, start)
    return marks.text[start - len(before) : start]


def _sentence_before(marks: Marks, start: int) -> str:
    return CLAUSE.split(marks.low[max(0, start - _REACH) : start])[-1]


def _clause_before(marks: Marks, start: int) -> str:
    return _CLAUSE.split(marks.low[max(0, start - _REACH) : start])[-1]


def _mention_by(marks: Marks, start: int, end: int, *, after_first: bool) -> Hit[str] | None:
    """The name by a span in its clause: after it or before it, as the language has it."""
    low = marks.low
    before = after = None
    for mention in marks.mentions:
        if _OF.search(low, max(0, mention.start - 8), mention.start) and is_named_card(
            marks, mention
        ):
            continue  # "the price of H100s drops"
        if mention.end <= start + 1 and start - mention.end <= _REACH:
            if not _CLAUSE.search(low[mention.end : start]):
                before = mention
        elif start <= mention.start < end:  # "100 times the compute", "from 64 heads to 8"
            return mention
        elif mention.start >= end - 1 and mention.start - end <= _REACH and after is None:
            if not _OTHERS_AMOUNT.search(low[end : mention.start]):
                after = mention
    if after_first and after is not None and after.start - end > 12 and before is not None:
        return before
    return (after or before) if after_first else (before or after)
