"""What a question asks for: the quantities, in the order asked."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from ...tools.engine.units import match_units
from .lexicon import Lexicon
from .marks import Marks
from .phrases import (
    AND,
    AS_SAVING,
    ASK_AFTER,
    ASK_BEFORE,
    ASK_FILLER,
    ASK_WORD,
    ASK_WORDS_BETWEEN,
    BESIDE_THE_POINT,
    COMPARATIVES,
    HEADLINE_AFTER,
    HEADLINE_BEFORE,
    HOW_MANY_TIMES,
    IN_ALL,
    INFERENCE,
    LONG_QUESTION_WORDS,
    NEGATED,
    NOUNS,
    PER_CARD,
    PER_TOKEN,
    TRAIN,
)
from .roles import Roles
from .tokens import Hit, Phrasebook

_WORDS = Phrasebook(LONG_QUESTION_WORDS.items())
_NOUNS = Phrasebook(NOUNS.items())
PER_ACCELERATOR = "_per_accelerator"
_COMPARED = Phrasebook(COMPARATIVES.items())
_WINDOW = 48
_PER_BEFORE = 10
SENTENCE = re.compile(r"[;；。?？!！\n]|\.\s")
_COUNT_WORD = re.compile(
    r"(?:how many|how much|多少个?|几个?|->|=>|→)\s?(?:more |total |whole )?(?:万|亿|万亿)?\s?"
)
_LETTER = re.compile(
    r"(?<![A-Za-z0-9²^*·/(+∝_'’-])([A-Za-z])(?![A-Za-z0-9²^*·/)(+∝_'’-])(?!\s?[=∝]\s?[\w(])"
)
_SUMMED = re.compile(r"\s?(?:[+,、，&]|and|plus|和|与|加|及)\s?[a-z\u4e00-\u9fff]")
_SUM_BEFORE = re.compile(r"[+,、，&(（]\s?(?:and |的)?$|(?:and|plus|和|与|加|及)\s?$")
_A_SECOND = re.compile(r"(?:每秒|一秒)[^,，。;0-9]{0,8}?(?:多少|几)个?\s?(?:token|词元|字)")
_DEFINED = re.compile(r"(?<![A-Za-z])([A-Z])\s?=\s?(?=[^,，?？]*(?<![0-9A-Za-z])[A-Z])")
_COUNTS = re.compile(r"count|number|数|多少|几")
_CLAUSE_START = re.compile(
    r"(?:^|[.,;:!，。;:、]|->|=>|→|=|(?<![a-z])(?:answer|give it|result|want it|show)? "
    r"?in|用|按|以)\s?"
    r"(?=[a-z$美刀])"
)
_AFTER_UNIT = re.compile(
    r"\s?(?:\(.{0,40}\)|please|pls|表示|回答|给出|计)?\s?[?？.。!]*\s*(?:\(.{0,40}\))?"
)
_UNIT_OF = re.compile(r"(?<![0-9] )(?<![0-9A-Za-z])([A-Za-z]{1,6}(?:/[A-Za-z]+)?) of (?:the )?$")
_CLAUSE = re.compile(r"[,，;；。?？!！:：\n]|\.\s")
_OF_IT = re.compile(r"\s(?:is|are|was|of|a|the|would|its|will|be|\s)*\s?")
_SIZES = frozenset({"parameter", "token", "FLOP"})
_HOURS = re.compile(r"[- ]?(?:h(?:ou)?rs?(?![a-z])|小?时)")
_NOT_LETTERS = frozenset("aAiIsStTuUbB")


@dataclass(frozen=True)
class Target:
    """A quantity that is asked for.

    Attributes:
        quantity: its name.
        start: where the question names it.
        end: where that ends.
        others: what else may be meant, where the words leave it open.
    """

    quantity: str
    start: int
    end: int
    others: tuple[str, ...] = ()


def find_targets(
    marks: Marks,
    roles: Roles,
    taken: Iterable[tuple[int, int]] = (),
    settled: Iterable[str] = (),
) -> list[Target]:
    """The quantities asked for, in order, each once.

    Args:
        marks: the question.
        roles: the roles of its amounts: a name that labels an amount is not asked for.
        taken: spans that say something else (what changes, what is held).
        settled: quantities that are not asked for: they change, or stay as they are.
    """
    changing = tuple(taken)
    spans = [
        *changing,
        *(_with_name(marks, hit.start, hit.end, hit.payloads[0].choice) for hit in marks.choices),
    ]
    known = frozenset(settled)
    free = [
        mention
        for mention in marks.mentions
        if mention not in roles.used
        and not known.intersection(map(marks.lexicon.base_of, mention.payloads[:1]))
        and not _is_part_of_name(marks, mention)
        and not BESIDE_THE_POINT.search(marks.low, max(0, mention.start - 14), mention.start)
        and not any(
            start <= mention.start and mention.end <= end
            for start, end in spans
            if not _ends_in_name(marks, mention, start, end)
        )
    ]
    found: list[Target] = []
    for mention in free:
        named = _is_card_of(marks, mention)
        unit = _unit_of(marks, mention)
        if unit:
            names = tuple(n for n in mention.payloads if marks.lexicon[n].unit == unit)
            mention = replace(mention, payloads=names)
        if mention.payloads and (
            _is_asked(marks, mention.start, mention.end, named)
            or _follows_target(marks, found, mention)
        ):
            meant = _meant(marks, roles, mention)
            found.append(Target(meant, mention.start, mention.end, _others(marks, mention, meant)))
    found += _by_noun(marks, roles, found, free)
    found += _by_question_word(marks, found)
    found += _by_unit(marks, found)
    found += _by_letter(marks, found)
    given = {role.quantity for role in roles.roles}
    able = (_findable(marks, target, given) for target in found if target.quantity not in known)
    found = [target for target in able if target is not None]
    found = found or _by_clause_unit(marks) or _by_definition(marks)
    found = found or _by_card(marks) or _by_times(marks, free) or _by_comparison(marks)
    if not found and not changing:
        found = _only_named(marks, roles, free)
    found = _particular(marks, found, free)
    seen: dict[str, Target] = {}
    for target in sorted(found, key=lambda t: t.start):
        target = _in_all(marks, _per_card(marks, _in_context(marks, roles, target)), given)
        seen.setdefault(target.quantity, target)
    return list(seen.values())


def asked_for(marks: Marks, mention: Hit[str]) -> bool:
    """Whether the words ask for what a name is of."""
    return _is_asked(marks, mention.start, mention.end, _is_card_of(marks, mention))


def _is_card_of(marks: Marks, mention: Hit[str]) -> bool:
    named = any(n.start <= mention.start and mention.end <= n.end for n in marks.named)
    return named or _is_card(marks, mention)


def _is_part_of_name(marks: Marks, mention: Hit[str]) -> bool:
    """Whether a card's name only begins another one: H100 卡时, GPU power."""
    if not _is_card(marks, mention):
        return False
    after = (m for m in marks.mentions if 0 <= m.start - mention.end <= 1)
    return any(not _is_card(marks, m) for m in after)


def _unit_of(marks: Marks, mention: Hit[str]) -> str:
    """The unit that is said of a name: GB of weights; none where none is."""
    said = _UNIT_OF.search(marks.text, max(0, mention.start - 24), mention.start)
    if said is None:
        return ""
    whole = (u for u, end in match_units(marks.text, said.start(1)) if end == said.end(1))
    return next((str(unit.dimension) for unit in whole), "")


def _in_all(marks: Marks, target: Target, given: Container[str]) -> Target:
    """The target over all layers, where those are given and the total is asked for."""
    whole, count = target.quantity.removeprefix("layer_"), f"{target.quantity.partition('_')[0]}s"
    if whole == target.quantity or whole not in marks.lexicon.finds or count not in given:
        return target
    return replace(target, quantity=whole) if IN_ALL.search(marks.low) else target


def _is_card(marks: Marks, mention: Hit[str]) -> bool:
    """Whether a name is only "card" or "GPUs", which a count asks for and nothing else."""
    unit = marks.lexicon[mention.payloads[0]].unit
    return unit == "accelerator" and not _COUNTS.search(marks.low[mention.start : mention.end])


def _others(marks: Marks, mention: Hit[str], meant: str) -> tuple[str, ...]:
    """What else a name may ask for.

    Other bearers of it, and where it is a general word ("how long", "cost"), whatever has its unit.
    """
    lexicon = marks.lexicon
    others = [name for name in mention.payloads if name != meant]
    unit = lexicon[meant].unit
    if lexicon.primary.get(unit) == meant:
        others += [n for n in lexicon.finds if lexicon[n].unit == unit and n != meant]
    return tuple(dict.fromkeys(others))


def _findable(marks: Marks, target: Target, given: Container[str]) -> Target | None:
    """The target as the function finds it: "VRAM" asks for the memory that it calculates."""
    lexicon = marks.lexicon
    if not lexicon.finds or target.quantity in lexicon.finds:
        return target
    if target.quantity in given and lexicon[target.quantity].unit != "accelerator":
        return None
    unit, word = lexicon[target.quantity].unit, marks.low[target.start : target.end]
    word = "" if unit == "accelerator" else word
    return _open(marks, unit, target.start, target.end, word)


def _open(marks: Marks, unit: str, start: int, end: int, word: str = "") -> Target | None:
    """A target of which a unit and perhaps a word is said: the likeliest, and what else it may be.

    Args:
        marks: the question.
        unit: of what is asked.
        start: where it is asked for.
        end: where that ends.
        word: that must be part of what it is called, unless it is empty.
    """
    lexicon = marks.lexicon
    if unit == "1":
        return None
    first = lexicon.primary.get(unit)
    alike = [n for n in lexicon.finds if lexicon[n].unit == unit and lexicon.called(word, n)]
    alike.sort(key=lambda name: not _is_hinted(marks, name, word))
    if alike and _is_hinted(marks, alike[0], word):
        first = alike[0]
    if first is not None and (first in alike or not lexicon.finds):
        alike = [first, *(name for name in alike if name != first)]
    return Target(alike[0], start, end, tuple(alike[1:])) if alike else None


def _is_hinted(marks: Marks, name: str, word: str) -> bool:
    """Whether another word of the question is what people call a quantity, and not left out."""
    taken = [(hit.start, hit.end) for hit in marks.choices]
    for said in marks.lexicon.plain_names(name):
        at = marks.low.find(said) if said != word else -1
        if at < 0 or any(start <= at < end for start, end in taken):
            continue
        summed = _SUMMED.match(marks.low, at + len(said)) or _SUM_BEFORE.search(marks.low[:at])
        if not summed and not NEGATED.search(marks.low, max(0, at - 10), at):
            return True
    return False


def _by_noun(marks: Marks, roles: Roles, found: list[Target], free: list[Hit[str]]) -> list[Target]:
    """How much memory, how big: words that leave open which quantity of a unit is asked for."""
    if not marks.lexicon.finds:
        return []
    targets: list[Target] = []
    for hit in _NOUNS.scan(marks.tokens):
        word = marks.low[hit.start : hit.end]
        vague = ASK_WORD.search(word) is not None
        named = any(m.start < hit.end and hit.start < m.end for m in marks.mentions)
        if (vague and (found or targets)) or named or _overlaps(found, hit.start, hit.end):
            continue
        near = [m for m in free if _is_beside(marks, m, hit)] if vague else []
        if near:
            targets.append(Target(_meant(marks, roles, near[-1]), near[-1].start, hit.end))
            continue
        said = "" if vague else word.rpartition(" ")[2]
        target = _open(marks, hit.payloads[0], hit.start, hit.end, said)
        if target and _is_asked(marks, hit.start, hit.end):
            targets.append(target)
    return targets


def _is_beside(marks: Marks, mention: Hit[str], hit: Hit[str]) -> bool:
    """Whether "how big" asks for what a name is of: 总算力需求多大."""
    low, unit = marks.low, marks.lexicon[mention.payloads[0]].unit
    if unit == "1" or unit == "accelerator":
        return False
    if mention.end <= hit.start:
        between = low[mention.end : hit.start]
        return not _CLAUSE.search(between) and hit.start - mention.end <= _PER_BEFORE
    return bool(_OF_IT.fullmatch(low[hit.end : mention.start]))


def is_per_card(marks: Marks) -> bool:
    """Whether the words say "per GPU" of what is asked, and not of an amount."""
    amounts = [amount for amount in marks.amounts if amount.units]
    return any(
        not _HOURS.match(marks.low, said.end())
        and all(abs(a.end - said.start()) > 2 and abs(said.end() - a.start) > 1 for a in amounts)
        for said in PER_CARD.finditer(marks.low)
    )


def _only_named(marks: Marks, roles: Roles, free: list[Hit[str]]) -> list[Target]:
    """What is named though no word asks for it, where nothing else is asked."""
    general = marks.lexicon.general.usual.values()
    for mention in free:
        name = _meant(marks, roles, mention)
        given = any(role.quantity == name for role in roles.roles)
        if name in marks.lexicon.finds and name not in general and not given:
            return [Target(name, mention.start, mention.end)]
    return []


def _by_card(marks: Marks) -> list[Target]:
    """What each card takes, where that is all that is asked: 每卡多少."""
    if not marks.lexicon.finds or not is_per_card(marks) or not ASK_WORD.search(marks.low):
        return []
    each = (n for n in marks.lexicon.finds if n.endswith(PER_ACCELERATOR))
    name = next((n for n in each if marks.lexicon[n].unit == "byte"), None)
    said = PER_CARD.search(marks.low)
    return [Target(name, *said.span())] if name and said else []


def _per_card(marks: Marks, target: Target) -> Target:
    """The target for one accelerator, where the words say so beside no amount."""
    if not target.others or target.quantity.endswith(PER_ACCELERATOR):
        return target
    name = next((other for other in target.others if other.endswith(PER_ACCELERATOR)), None)
    if name and is_per_card(marks):
        return Target(name, target.start, target.end, target.others)
    return target


def _ends_in_name(marks: Marks, mention: Hit[str], start: int, end: int) -> bool:
    """Whether a choice is named after what is asked: "resume checkpoint" is a checkpoint."""
    asked = HEADLINE_BEFORE.search(marks.low[:start]) is not None
    return asked and start <= mention.start and mention.end == end


def _with_name(marks: Marks, start: int, end: int, choice: str) -> tuple[int, int]:
    """The span of a choice with the name that it goes before: tied embeddings."""
    ends = [
        mention.end
        for mention in marks.mentions
        if end <= mention.start <= end + 1 and choice.rstrip("s") in mention.payloads[0]
    ]
    return start, max([end, *ends])


def _is_asked(marks: Marks, start: int, end: int, named: bool = False) -> bool:
    """Whether the words around a span ask for it; a named card is asked for by a count only."""
    low = marks.low
    if ASK_WORD.search(low[start:end]):
        return True
    window = low[max(0, start - _WINDOW) : start]
    cues = [cue.end() for cue in ASK_BEFORE.finditer(window)]
    if cues and (
        ASK_FILLER.fullmatch(window[cues[-1] :]) or ASK_WORDS_BETWEEN.fullmatch(window[cues[-1] :])
    ):
        return True
    if not named and HEADLINE_AFTER.match(low, end) and HEADLINE_BEFORE.search(low[:start]):
        return True
    return not named and ASK_AFTER.match(low, end) is not None


def _by_times(marks: Marks, free: list[Hit[str]]) -> list[Target]:
    """What changes by how many times, where only "what factor" asks: the name nearest to it."""
    for cue in HOW_MANY_TIMES.finditer(marks.low):
        near = [
            (min(abs(m.start - cue.end()), abs(cue.start() - m.end)), place)
            for place, m in enumerate(free)
            if not SENTENCE.search(marks.low[min(m.end, cue.end()) : max(m.start, cue.start())])
        ]
        if near:
            mention = free[min(near)[1]]
            return [Target(mention.payloads[0], mention.start, mention.end)]
    return []


def _by_comparison(marks: Marks) -> list[Target]:
    """What a comparative is of: shorter is time, cheaper is money, bigger is size."""
    if not (HOW_MANY_TIMES.search(marks.low) or AS_SAVING.search(marks.low)):
        return []
    primary = marks.lexicon.primary
    for hit in _COMPARED.scan(marks.tokens):
        name = primary.get(hit.payloads[0])
        if name:
            return [Target(name, hit.start, hit.end)]
    return []


def _follows_target(marks: Marks, found: list[Target], mention: Hit[str]) -> bool:
    """Whether a name is coordinated with one that is asked: the parameters and the tokens."""
    if not found:
        return False
    return AND.fullmatch(marks.low[found[-1].end : mention.start]) is not None


def _meant(marks: Marks, roles: Roles, mention: Hit[str]) -> str:
    """Which of several quantities of one name is asked for: one that is not given."""
    given = {role.quantity for role in roles.roles}
    units = {marks.lexicon[n].unit for n in mention.payloads}
    told = (
        [n for n in mention.payloads if n in given] if len(units) == 1 and units <= _SIZES else []
    )
    names = told or [n for n in mention.payloads if n not in given] or list(mention.payloads)
    if len(names) > 1:
        served = is_inference(marks) or not (TRAIN.search(marks.low) or _has_shape(marks, given))
        names.sort(key=lambda name: ("inference" in name) != served)
    return names[0]


def _has_shape(marks: Marks, given: set[str]) -> bool:
    return any(marks.lexicon[n].unit == "1" and marks.lexicon[n].ask for n in given)


def _particular(marks: Marks, found: list[Target], free: list[Hit[str]]) -> list[Target]:
    """The targets; "how many params" of what is named beside it is that: the embedding tables."""
    primary = set(marks.lexicon.primary.values())
    asked = {target.quantity for target in found}
    kept = []
    for target in found:
        unit = marks.lexicon[target.quantity].unit
        if target.quantity in primary and unit != "1":
            twins = [
                m
                for m in free
                if marks.lexicon[m.payloads[0]].unit == unit
                and m.payloads[0] not in primary
                and (m.payloads[0] in marks.lexicon.finds or not marks.lexicon.finds)
                and not (m.start < target.end and target.start < m.end)
                and not _SUMMED.match(marks.low, m.end)
                and (m.start > target.start or not marks.low[target.end - 1].isascii())
                and not AND.fullmatch(
                    marks.low[min(m.end, target.end) : max(m.start, target.start)]
                )
                and not SENTENCE.search(
                    marks.low[min(m.end, target.end) : max(m.start, target.start)]
                )
            ]
            if twins and not _asked_apart(marks, target, twins[0]):
                if twins[0].payloads[0] not in asked:
                    kept.append(Target(twins[0].payloads[0], target.start, target.end))
                continue
        kept.append(_per_thing(marks, target, free))
    return kept


def _asked_apart(marks: Marks, target: Target, twin: Hit[str]) -> bool:
    """Whether a name that is more particular than a target is asked for beside it."""
    between = marks.low[min(twin.end, target.end) : max(twin.start, target.start)]
    return ASK_WORD.search(between) is not None


def _per_thing(marks: Marks, target: Target, free: list[Hit[str]]) -> Target:
    """The target; 每个参数训练了多少 token asks for what "每个参数" is a name of."""
    for mention in free:
        near = 0 <= target.start - mention.end <= _PER_BEFORE
        if (
            near
            and marks.low[mention.start] == "每"
            and not SENTENCE.search(marks.low[mention.end : target.start])
        ):
            return Target(mention.payloads[0], mention.start, target.end)
    return target


def _by_question_word(marks: Marks, found: list[Target]) -> list[Target]:
    """How long, 多少钱, 几张: the words alone say which unit is asked for."""
    targets: list[Target] = []
    for hit in _WORDS.scan(marks.tokens):
        target = _open(marks, hit.payloads[0], hit.start, hit.end)
        if target and not _overlaps(found, hit.start, hit.end + 4):
            targets.append(target)
    return targets


def _by_unit(marks: Marks, found: list[Target]) -> list[Target]:
    """How many MWh, 多少 PFLOP: the unit asked for says which quantity."""
    targets: list[Target] = []
    for said in _A_SECOND.finditer(marks.low):
        target = _open(marks, "token/s", *said.span())
        if target and not _overlaps(found, *said.span()):
            return [target]
    for cue in _COUNT_WORD.finditer(marks.low):
        for unit, end in match_units(marks.text, cue.end())[:1]:
            target = _open(marks, str(unit.dimension), cue.start(), end)
            if target and not _overlaps(found, cue.start(), end):
                targets.append(target)
    return targets


def _by_clause_unit(marks: Marks) -> list[Target]:
    """A unit that a clause is all of, or begins with: "… tok/s?", "answer in GiB"."""
    for lead in _CLAUSE_START.finditer(marks.low):
        for unit, end in match_units(marks.text, lead.end()):
            is_last = _AFTER_UNIT.fullmatch(marks.low, end)
            if is_last or (lead[0] != "=" and HEADLINE_AFTER.match(marks.low, end)):
                target = _open(marks, str(unit.dimension), lead.end(), end)
                if target:
                    return [target]
    return []


def _by_letter(marks: Marks, found: list[Target]) -> list[Target]:
    """A letter that is asked for: C?, 最优 N 和 D?, k 等于多少."""
    targets: list[Target] = []
    for match in _LETTER.finditer(marks.text):
        names = marks.lexicon.letters.get(match[1])
        if marks.low[: match.start()].endswith(("in ", "of ")):
            continue
        if match[1] in _NOT_LETTERS or not names or _overlaps(found, *match.span()):
            continue
        if _is_asked(marks, *match.span()) or (
            targets and AND.fullmatch(marks.low[targets[-1].end : match.start()])
        ):
            targets.append(Target(names[0], *match.span()))
        elif following := _LETTER.match(marks.text, _after_and(marks, match.end())):
            if _is_asked(marks, *following.span()):
                targets.append(Target(names[0], *match.span()))
    return targets


def _by_definition(marks: Marks) -> list[Target]:
    """A letter that the question defines by others, as in L = 1.69 + 406.4/N^0.34."""
    for match in _DEFINED.finditer(marks.text):
        for name in marks.lexicon.letters.get(match[1], ()):
            if name in marks.lexicon.finds:
                return [Target(name, *match.span(1))]
    return []


def _after_and(marks: Marks, position: int) -> int:
    joined = AND.match(marks.low, position)
    return joined.end() if joined else len(marks.low)


def _overlaps(found: list[Target], start: int, end: int) -> bool:
    return any(target.start < end and start < target.end for target in found)


def is_inference(marks: Marks) -> bool:
    """Whether the question is of inference rather than of training."""
    return INFERENCE.search(marks.low) is not None


def _in_context(marks: Marks, roles: Roles, target: Target) -> Target:
    """The target as the context has it: compute in a question of inference is that of inference."""
    general = marks.lexicon.general.usual.get(marks.lexicon[target.quantity].unit)
    if not is_inference(marks) or target.quantity != general:
        return target
    around = marks.low[max(0, target.start - 24) : target.end + 12]
    if TRAIN.search(around) and not INFERENCE.search(around):
        return target
    twins = inference_twins(marks.lexicon, target.quantity)
    if not twins:
        return target
    given = {role.quantity for role in roles.roles}
    per_token = PER_TOKEN.search(marks.low) or not (
        given & {"tokens", *inference_twins(marks.lexicon, "tokens")}
    )
    name = twins[0] if per_token else twins[-1]
    return Target(name, target.start, target.end)


def inference_twins(lexicon: Lexicon, name: str) -> list[str]:
    """The quantities of inference that have the unit of a general one, as declared."""
    quantity = lexicon[name]
    if "inference" in quantity.label.en or "inference" in quantity.name:
        return []
    if quantity.unit not in ("FLOP", "token"):
        return []
    return [
        other.name
        for other in lexicon.quantities
        if other.unit == quantity.unit and "inference" in other.name
    ]
