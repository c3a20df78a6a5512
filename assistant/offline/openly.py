"""What is asked for where no name says it: by a unit, a letter, a comparative, "how big"."""

from __future__ import annotations

import re

from ...tools.engine.units import match_units
from .fields import trains
from .marks import Marks
from .nearness import nearness
from .roles import Roles
from .targets import (
    CLAUSE,
    PER_ACCELERATOR,
    SENTENCE,
    Target,
    is_asked,
    is_card_of,
    is_inference,
    is_per_card,
    meant_by,
    open_target,
    overlaps,
)
from .tokens import Hit, Phrasebook
from .words.asking import AND, ASK_WORD, FAST, HEADLINE_AFTER, LONG_QUESTION_WORDS, NOUNS, PER_CARD
from .words.changes import AS_SAVING, COMPARATIVES, HOW_MANY_TIMES, SPEED_UP

_WORDS = Phrasebook(LONG_QUESTION_WORDS.items())

_NOUNS = Phrasebook(NOUNS.items())

_COMPARED = Phrasebook(COMPARATIVES.items())

PER_BEFORE = 10

_COUNT_WORD = re.compile(
    r"(?:how many|how much|多少个?|几个?|->|=>|→)\s?(?:more |total |whole )?(?:万|亿|万亿)?\s?"
)

_TIME_TO = re.compile(
    r"(?<![a-z0-9-])(?<![0-9] )(?:seconds|secs|minutes|hours|days|weeks|months|years)"
    r"(?= (?:to|for|until|needed|required|it (?:takes|would take|will take))(?![a-z]))"
)
"""A time that is asked for by its unit alone: "hours to read it"."""

_CONDITION = re.compile(
    r"\s*(?:and |or |but |so |那么?)?(?:if|when|with|without|assuming|given|weights only|only"
    r"|ignoring|same|at the same|keep|如果|要是|若|假设|按|只|不)"
)

_LETTER = re.compile(
    r"(?<![A-Za-z0-9²^*·/(+∝_'’-])([A-Za-z])(?![A-Za-z0-9²^*·/)(+∝_'’-])(?!\s?[=∝]\s?[-−]?[\w(])"
)

_A_SECOND = re.compile(r"(?:每秒|一秒)[^,，。;0-9]{0,8}?(?:多少|几)个?\s?(?:token|词元|字)")

_A_RATE = re.compile(r"[每一](?:秒|天|日|小时)[^,，。;；]{0,8}$")

_NEAR_RATE = 12

_DEFINED = re.compile(
    r"(?<![A-Za-z])([A-Z])\s?=(?!\s?[-−]?[0-9.]+(?:e[0-9]+)?\s?[BMTkKbmt亿万]{0,2}"
    r"(?![0-9A-Za-z+*/^×·]|\s?[+*/^×·]))\s?(?=[^,，?？]*(?<![0-9A-Za-z])[A-Z])"
)

_CLAUSE_START = re.compile(
    r"(?:^|[.,;:!，。;:、]|->|=>|→|=|(?<![a-z])(?:answer|give it|result|want it|show)? "
    r"?in|用|按|以)\s?(?:total |overall )?"
    r"(?=[a-z$美刀])"
)

_IN_UNIT = re.compile(r"(?<![a-z])in (?=[a-z])")

_AFTER_UNIT = re.compile(
    r"\s?(?:\(.{0,40}\)|please|pls|表示|回答|给出|计)?\s?[?？.。!]*\s*(?:\(.{0,40}\))?"
)

_OF_IT = re.compile(r"\s(?:is|are|was|of|a|the|would|its|will|be|\s)*\s?")

_MODEL_CAN = re.compile(
    r"模型\s?(?:能|可以|应该|该|取|选|设|定|开|用|搞|最多|最大|大概|要|得|训|做|到|有|是|的"
    r"|规模|会)*\s?$"
)

_MODEL_BE = re.compile(
    r" (?:a|an|of a|should|can|could|would|must|may|might|is|do|we|i|the|my|our)"
    r"(?: [a-z0-9.-]+){0,5}? model(?! (?:state|memory|weight|file))(?![a-z])"
    r"|的?\s?(?:[a-z0-9-]{2,8}\s?)?(?:的\s?)?[\u4e00-\u9fff]{0,6}模型"
)

_HOW_MANY = re.compile(
    r"(?:how many(?: (?:of them|at (?:least|minimum)|minimum|in total|total))?"
    r"|(?<!at )minimum(?: number)?"
    r"|what number|(?:要|得|需要?"
    r"|至少)(?:多少|几)个?)\s?[?？]*$"
)

_TAKES_TIME = re.compile(
    r"(?<![a-z])(?<!how much )(?:takes?|will take|would take|takes how long|lasts?)\s*[?？.]?$"
)
_ADDED = ("byte", "USD", "FLOP")
_TOTAL = re.compile(
    r"(?<![a-z])(?:total|altogether|in all|sum)(?![a-z])(?=\s*(?:[?？,，.]|$|and))"
    r"|(?:合计|总共|一共|加起来|总计)(?:是|要|占)?(?:多少|多大)?(?=\s*(?:[?？,，。]|$))"
)
_SPENT = ("s", "accelerator*s", "USD", "J")
_TO_COST = re.compile(
    r"(?<![a-z])(?:what|how much) (?:would|will|does|did|do|has|might|could|should)(?!\W*[?.])"
    r"[^?.;]{1,60}?(?P<verb>cost(?! of| per))(?![a-z])"
)

_MEASURES = re.compile(
    r"\s?(?:is|equals|是|等于)\s?(?:how many times|what multiple|几倍|多少倍|\S{1,4}的?(?:几"
    r"|多少)倍)"
)

_NOT_LETTERS = frozenset("aAiIsStTuUbB")


def by_noun(marks: Marks, roles: Roles, found: list[Target], free: list[Hit[str]]) -> list[Target]:
    """How much memory, how big: words that leave open which quantity of a unit is asked for."""
    if not marks.lexicon.finds:
        return []
    targets: list[Target] = []
    for hit in _NOUNS.scan(marks.tokens):
        word = marks.low[hit.start : hit.end]
        vague = ASK_WORD.search(word) is not None
        named = any(m.start < hit.end and hit.start < m.end for m in marks.mentions)
        if (vague and (found or targets)) or named or overlaps(found, hit.start, hit.end):
            continue
        if (
            vague
            and (_of_model(marks, hit) or _asks_what_budget_buys(marks, roles))
            and (sized := open_target(marks, "parameter", *_span(hit)))
        ):
            targets.append(sized)
            continue
        near = [m for m in free if _is_beside(marks, m, hit)] if vague else []
        if near:
            targets.append(Target(meant_by(marks, roles, near[-1]), near[-1].start, hit.end))
            continue
        said = "" if vague else word.rpartition(" ")[2]
        target = open_target(marks, hit.payloads[0], hit.start, hit.end, said)
        if target and is_asked(marks, hit.start, hit.end):
            targets.append(target)
    return targets


def _asks_what_budget_buys(marks: Marks, roles: Roles) -> bool:
    """Whether "how big" can only be of the model: compute or a ratio of data is told, no size."""
    units = {role.quantity: marks.lexicon[role.quantity].unit for role in roles.roles}
    ratio = any(name.endswith("_per_parameter") for name in units)
    return (ratio or "FLOP" in units.values()) and "parameter" not in units.values()


def _span(hit: Hit[str]) -> tuple[int, int]:
    return hit.start, hit.end


def _of_model(marks: Marks, hit: Hit[str]) -> bool:
    """Whether "how big" is of a model in its clause: 最优的模型能做多大, how big should it be."""
    low = marks.low
    before = CLAUSE.split(low[max(0, hit.start - 10) : hit.start])[-1]
    after = CLAUSE.split(low[hit.end : hit.end + 36])[0]
    return bool(_MODEL_CAN.search(before) or _MODEL_BE.match(after))


def _is_beside(marks: Marks, mention: Hit[str], hit: Hit[str]) -> bool:
    """Whether "how big" asks for what a name is of: 总算力需求多大."""
    low, unit = marks.low, marks.lexicon[mention.payloads[0]].unit
    if unit == "1" or unit == "accelerator":
        return False
    if mention.end <= hit.start:
        between = low[mention.end : hit.start]
        return not CLAUSE.search(between) and hit.start - mention.end <= PER_BEFORE
    return bool(_OF_IT.fullmatch(low[hit.end : mention.start]))


def only_named(marks: Marks, roles: Roles, free: list[Hit[str]]) -> list[Target]:
    """What is named though no word asks for it, where nothing else is asked."""
    general = marks.lexicon.general.usual.values()
    given = {role.quantity for role in roles.roles}
    found: dict[str, Target] = {}
    for mention in free:
        name = meant_by(marks, roles, mention)
        wanted = name in marks.lexicon.finds and name not in general and name not in given
        if wanted and not is_card_of(marks, mention):
            found.setdefault(name, Target(name, mention.start, mention.end))
    return list(found.values()) if len(found) == 1 else []


def by_total(marks: Marks, roles: Roles) -> list[Target]:
    """What all that is told of a unit adds up to, where only "total" asks: 32 plus 12 GB, total?"""
    said = _TOTAL.search(marks.low)
    given = {role.quantity: None for role in roles.roles}
    told = dict.fromkeys(marks.lexicon[name].unit for name in given)
    unit = next((u for u in _ADDED if u in told), None)
    if said is None or unit is None:
        return []
    alike = [n for n in marks.lexicon.finds if marks.lexicon[n].unit == unit and n not in given]
    if not alike:
        return []
    best = max(alike, key=lambda name: nearness(name, given))
    return [Target(best, *said.span(), tuple(n for n in alike if n != best))]


def by_verb(marks: Marks, roles: Roles) -> list[Target]:
    """How long something takes, where a question ends so and tells no time or cost itself."""
    takes = _TAKES_TIME.search(marks.low)
    if takes is None or any(marks.lexicon[r.quantity].unit in _SPENT for r in roles.roles):
        return []
    target = open_target(marks, "s", *takes.span())
    return [target] if target else []


def by_place(marks: Marks, roles: Roles, free: list[Hit[str]]) -> list[Target]:
    """What is named where a question has its say: before "?", after the last stop, before ":".

    Only where no word asks for anything, and no amount stands in the same clause.
    """
    starts = [0, *(stop.end() for stop in CLAUSE.finditer(marks.low))]
    spans = [(a, b) for a, b in zip(starts, [*starts[1:], len(marks.low)], strict=True)]
    spans = [(a, b) for a, b in spans if marks.low[a:b].strip(" ?？.。!！,，;；:：")]
    asking = [s for s in spans if marks.low[: s[1]].rstrip().endswith(("?", "？"))]
    leading = [s for s in spans[:1] if _leads(marks, free, *s)]
    for start, end in [*asking, *spans[-1:], *leading]:
        if any(start <= role.amount.start < end for role in roles.roles):
            continue
        if _CONDITION.match(marks.low, start):
            continue
        named = [m for m in free if start <= m.start and m.end <= end]
        said = marks.low[start:end].strip(" ?？.。!！,，;；:：")
        alone = [m for m in named if marks.low[m.start : m.end] == said]
        others = [m for m in named if not is_card_of(marks, m)]
        found = _said_last(marks, roles, alone or others)
        if found:
            return found
    return []


def _leads(marks: Marks, free: list[Hit[str]], start: int, end: int) -> bool:
    """Whether a first clause says what all of the rest is told for: "A100-hours, 7B on 1T"."""
    said = marks.low[start:end].rstrip()
    if said.endswith((":", "：")):
        return True
    said = said.rstrip(",，").strip()
    return any(marks.low[m.start : m.end] == said for m in free if start <= m.start < end)


def _said_last(marks: Marks, roles: Roles, named: list[Hit[str]]) -> list[Target]:
    """What the last of some names asks for, with those that "and" joins to it."""
    given = {role.quantity for role in roles.roles}
    found: list[Target] = []
    for mention in reversed(named):
        name = meant_by(marks, roles, mention)
        joined = not found or AND.fullmatch(marks.low[mention.end : found[0].start])
        if not joined:
            break
        if name in marks.lexicon.finds and name not in given:
            found.insert(0, Target(name, mention.start, mention.end, by_place=True))
    return found


def by_card(marks: Marks) -> list[Target]:
    """What each card takes, where that is all that is asked: 每卡多少."""
    if not marks.lexicon.finds or not is_per_card(marks) or not ASK_WORD.search(marks.low):
        return []
    each = (n for n in marks.lexicon.finds if n.endswith(PER_ACCELERATOR))
    name = next((n for n in each if marks.lexicon[n].unit == "byte"), None)
    said = PER_CARD.search(marks.low)
    return [Target(name, *said.span())] if name and said else []


def by_times(marks: Marks, free: list[Hit[str]]) -> list[Target]:
    """What changes by how many times, where only "what factor" asks: the name nearest to it."""
    for cue in HOW_MANY_TIMES.finditer(marks.low):
        near = [
            (min(abs(m.start - cue.end()), abs(cue.start() - m.end)), place)
            for place, m in enumerate(free)
            if not is_card_of(marks, m)
            and not SENTENCE.search(marks.low[min(m.end, cue.end()) : max(m.start, cue.start())])
        ]
        if near:
            mention = free[min(near)[1]]
            return [Target(mention.payloads[0], mention.start, mention.end)]
    return []


def by_comparison(marks: Marks) -> list[Target]:
    """What a comparative is of: shorter is time, cheaper is money, bigger is size."""
    if not (HOW_MANY_TIMES.search(marks.low) or AS_SAVING.search(marks.low)):
        return []
    primary = marks.lexicon.primary
    if len(marks.of_kind("format")) > 1 and "byte" in primary:  # from bf16 to int8
        said = AS_SAVING.search(marks.low) or HOW_MANY_TIMES.search(marks.low)
        if said and is_inference(marks) and SPEED_UP.search(marks.low) and "token/s" in primary:
            return [Target(primary["token/s"], *said.span())]
        named = (n for m in marks.mentions for n in m.payloads if marks.lexicon[n].unit == "byte")
        memory = next((n for n in named if n in marks.lexicon.finds), primary["byte"])
        return [Target(memory, *said.span())] if said else []
    served = is_inference(marks) and not trains(marks.low)
    for hit in _COMPARED.scan(marks.tokens):
        name = primary.get(hit.payloads[0])
        if name and not (served and hit.payloads[0] == "USD"):  # What training costs is not asked.
            return [Target(name, hit.start, hit.end)]
    return []


def by_question_word(marks: Marks, found: list[Target]) -> list[Target]:
    """How long, 多少钱, 几张: the words alone say which unit is asked for."""
    targets: list[Target] = _ends_open(marks)
    for said in _TO_COST.finditer(marks.low):
        target = open_target(marks, "USD", said.start("verb"), said.end("verb"))
        if target and not overlaps(found, *said.span("verb")):
            targets.append(target)
    for hit in _WORDS.scan(marks.tokens):
        unit = hit.payloads[0]
        if _asks_of_next(marks, hit, unit):
            continue
        if FAST.fullmatch(marks.low, hit.start, hit.end) and is_inference(marks):
            unit = "token/s" if "token/s" in marks.lexicon.primary else unit
        target = open_target(marks, unit, hit.start, hit.end)
        if any(
            0 <= m.start - hit.end <= 1 and not SENTENCE.match(marks.low, hit.end)
            for m in (*marks.mentions, *marks.foreign)
        ):
            continue  # 花多少算力: the word after it says what is asked
        if target and not overlaps(found, hit.start, hit.end + 4):
            targets.append(target)
    return targets


def _ends_open(marks: Marks) -> list[Target]:
    """How many, with nothing behind it: cards, where some are spoken of."""
    said = _HOW_MANY.search(marks.low)
    before = [m for m in marks.mentions if said and m.end <= said.start()]
    told = any(a.units and str(a.units[0].dimension) == "accelerator" for a in marks.amounts)
    if said is not None and not told and said[0].isascii():  # "minimum number?", of what is counted
        before = [m for m in before if is_card_of(marks, m)]
    if said is None or not before or not is_card_of(marks, before[-1]):
        return []
    target = open_target(marks, "accelerator", *said.span())
    return [target] if target else []


def _asks_of_next(marks: Marks, hit: Hit[str], unit: str) -> bool:
    """Whether a word asks for what is named right behind it: 要花多少 算力."""
    for mention in marks.all_names:
        if marks.low[hit.end : mention.start] in "?？,，。;；" and hit.end < mention.start:
            continue  # another sentence
        if 0 <= mention.start - hit.end <= 1 and not marks.low[hit.end - 1].isascii():
            return all(marks.lexicon.general[name].unit != unit for name in mention.payloads)
    return False


def by_unit(marks: Marks, found: list[Target]) -> list[Target]:
    """How many MWh, 多少 PFLOP: the unit asked for says which quantity."""
    targets: list[Target] = []
    for said in _A_SECOND.finditer(marks.low):
        target = open_target(marks, "token/s", *said.span())
        if target and not overlaps(found, *said.span()):
            return [target]
    for cue in _COUNT_WORD.finditer(marks.low):
        for unit, end in match_units(marks.text, cue.end())[:1]:
            target = open_target(marks, str(unit.dimension), cue.start(), end)
            if target and not overlaps(found, cue.start(), end):
                targets.append(target)
    for said in _TIME_TO.finditer(marks.low):
        named = any(m.start < said.end() and said.start() < m.end for m in marks.all_names)
        target = None if named else open_target(marks, "s", *said.span())
        if target and not overlaps([*found, *targets], *said.span()):
            targets.append(target)
    return targets


def asked_units(marks: Marks) -> frozenset[str]:
    """The units that the words ask for: how many GB, 多少 FLOP, in GiB."""
    found = set()
    for cue in _COUNT_WORD.finditer(marks.low):
        if _A_RATE.search(marks.low, max(0, cue.start() - _NEAR_RATE), cue.start()):
            continue  # 每秒最多几个 token
        found |= {str(u.dimension) for u, _ in match_units(marks.text, cue.end())[:1]}
    for lead in _IN_UNIT.finditer(marks.low):
        for unit, end in match_units(marks.text, lead.end()):
            if _AFTER_UNIT.fullmatch(marks.low, end):
                found.add(str(unit.dimension))
    return frozenset(found)


def by_clause_unit(marks: Marks) -> list[Target]:
    """A unit that a clause is all of, or begins with: "… tok/s?", "answer in GiB"."""
    for lead in _CLAUSE_START.finditer(marks.low):
        if any(named.start <= lead.end() < named.end for named in marks.named):
            continue  # "H100 at $2": the card, and no count of cards
        for unit, end in match_units(marks.text, lead.end()):
            if str(unit.dimension) == "accelerator":
                continue  # cards are asked for by their number
            is_last = _AFTER_UNIT.fullmatch(marks.low, end)
            if is_last or (lead[0] != "=" and HEADLINE_AFTER.match(marks.low, end)):
                target = open_target(marks, str(unit.dimension), lead.end(), end)
                if target:
                    return [target]
    return []


def by_letter(marks: Marks, found: list[Target]) -> list[Target]:
    """A letter that is asked for: C?, 最优 N 和 D?, k 等于多少."""
    targets: list[Target] = []
    for match in _LETTER.finditer(marks.text):
        names = marks.lexicon.letters.get(match[1])
        if marks.low[: match.start()].endswith(("in ", "of ")):
            continue
        if any(hit.start <= match.start() < hit.end for hit in marks.choices):
            continue  # "q, k, v and o" are projections
        if _MEASURES.match(marks.low, match.end()):
            continue  # "C is how many times N²" asks for the multiple
        if match[1] in _NOT_LETTERS or not names or overlaps(found, *match.span()):
            continue
        if is_asked(marks, *match.span()) or (
            targets and AND.fullmatch(marks.low[targets[-1].end : match.start()])
        ):
            targets.append(Target(names[0], *match.span()))
        elif following := _LETTER.match(marks.text, _after_and(marks, match.end())):
            if is_asked(marks, *following.span()):
                targets.append(Target(names[0], *match.span()))
    return targets


def by_definition(marks: Marks) -> list[Target]:
    """A letter that the question defines by others, as in L = 2 + 300/N^0.5."""
    for match in _DEFINED.finditer(marks.text):
        for name in marks.lexicon.letters.get(match[1], ()):
            if name in marks.lexicon.finds:
                return [Target(name, *match.span(1))]
    return []


def _after_and(marks: Marks, position: int) -> int:
    joined = AND.match(marks.low, position)
    return joined.end() if joined else len(marks.low)
