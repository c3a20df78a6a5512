"""What a question asks for: the quantities, in the order asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

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
    INFERENCE,
    LONG_QUESTION_WORDS,
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
_LAST_CLAUSE = re.compile(
    r".*(?:[.,;:!，。;:、]|->|=>|→|=|(?<![a-z])(?:answer|give it|result|want it|show)? ?in|用|按|以)\s?"
    r"(?=[a-z$美刀])",
    re.DOTALL,
)
_AFTER_UNIT = re.compile(
    r"\s?(?:\(.{0,40}\)|please|pls|表示|回答|给出|计)?\s?[?？.。!]*\s*(?:\(.{0,40}\))?"
)
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
    spans = [*taken, *(_with_name(marks, hit.start, hit.end) for hit in marks.choices)]
    known = frozenset(settled)
    free = [
        mention
        for mention in marks.mentions
        if mention not in roles.used
        and not known.intersection(mention.payloads[:1])
        and not BESIDE_THE_POINT.search(marks.low, max(0, mention.start - 14), mention.start)
        and not any(start <= mention.start and mention.end <= end for start, end in spans)
    ]
    found: list[Target] = []
    for mention in free:
        named = any(n.start <= mention.start and mention.end <= n.end for n in marks.named)
        if _is_asked(marks, mention.start, mention.end, named) or _follows_target(
            marks, found, mention
        ):
            meant = _meant(marks, roles, mention)
            found.append(Target(meant, mention.start, mention.end, _others(marks, mention, meant)))
    found += _by_noun(marks, found)
    found += _by_question_word(marks, found)
    found += _by_unit(marks, found)
    found += _by_last_unit(marks, found)
    found += _by_letter(marks, found)
    able = (_findable(marks, target) for target in found if target.quantity not in known)
    found = [target for target in able if target is not None]
    if not found:
        found = _by_times(marks, free) or _by_comparison(marks)
    found = _particular(marks, found, free)
    seen: dict[str, Target] = {}
    for target in sorted(found, key=lambda t: t.start):
        target = _per_card(marks, _in_context(marks, roles, target))
        seen.setdefault(target.quantity, target)
    return list(seen.values())


def _others(marks: Marks, mention: Hit[str], meant: str) -> tuple[str, ...]:
    """What else a name may ask for: other bearers of it, and where it is a general word
    ("how long", "cost"), whatever has its unit.
    """
    lexicon = marks.lexicon
    others = [name for name in mention.payloads if name != meant]
    unit = lexicon[meant].unit
    if lexicon.primary.get(unit) == meant:
        others += [n for n in lexicon.finds if lexicon[n].unit == unit and n != meant]
    return tuple(dict.fromkeys(others))


def _findable(marks: Marks, target: Target) -> Target | None:
    """The target as the function finds it: "VRAM" asks for the memory that it calculates."""
    lexicon = marks.lexicon
    if not lexicon.finds or target.quantity in lexicon.finds:
        return target
    unit, word = lexicon[target.quantity].unit, marks.low[target.start : target.end]
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
    if first is not None and (first in alike or not lexicon.finds):
        alike = [first, *(name for name in alike if name != first)]
    return Target(alike[0], start, end, tuple(alike[1:])) if alike else None


def _by_noun(marks: Marks, found: list[Target]) -> list[Target]:
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
        said = "" if vague else word.rpartition(" ")[2]
        target = _open(marks, hit.payloads[0], hit.start, hit.end, said)
        if target and _is_asked(marks, hit.start, hit.end):
            targets.append(target)
    return targets


def _per_card(marks: Marks, target: Target) -> Target:
    """The target for one accelerator, where the words say so beside no amount."""
    if not target.others or target.quantity.endswith(PER_ACCELERATOR):
        return target
    name = next((other for other in target.others if other.endswith(PER_ACCELERATOR)), None)
    for said in PER_CARD.finditer(marks.low):
        beside = any(
            abs(amount.end - said.start()) <= 2 or abs(said.end() - amount.start) <= 1
            for amount in marks.amounts
            if amount.units
        )
        if name and not beside:
            return Target(name, target.start, target.end, target.others)
    return target


def _with_name(marks: Marks, start: int, end: int) -> tuple[int, int]:
    """The span of a choice with the name that it goes before: tied embeddings."""
    primary = marks.lexicon.primary.values()
    ends = [
        m.end for m in marks.mentions if end <= m.start <= end + 1 and m.payloads[0] not in primary
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
    names = [name for name in mention.payloads if name not in given] or list(mention.payloads)
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
    for cue in _COUNT_WORD.finditer(marks.low):
        for unit, end in match_units(marks.text, cue.end())[:1]:
            target = _open(marks, str(unit.dimension), cue.start(), end)
            if target and not _overlaps(found, cue.start(), end):
                targets.append(target)
    return targets


def _by_last_unit(marks: Marks, found: list[Target]) -> list[Target]:
    """A unit that the question ends in: "…, perfect scaling. tok/s?", "answer in GiB"."""
    lead = _LAST_CLAUSE.search(marks.low)
    if lead is None:
        return []
    for unit, end in match_units(marks.text, lead.end()):
        target = _open(marks, str(unit.dimension), lead.end(), end)
        if target and _AFTER_UNIT.fullmatch(marks.low, end) and not found:
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
    if not is_inference(marks):
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
