"""What a question asks for: the quantities, in the order asked."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from ...tools.engine.units import match_units
from .lexicon import Lexicon
from .marks import Marks
from .openly import (
    PER_BEFORE,
    by_card,
    by_clause_unit,
    by_comparison,
    by_definition,
    by_letter,
    by_noun,
    by_place,
    by_question_word,
    by_times,
    by_total,
    by_unit,
    by_verb,
    only_named,
)
from .roles import OWNED, Roles
from .targets import (
    PER_ACCELERATOR,
    SENTENCE,
    SUMMED,
    Target,
    is_asked,
    is_card,
    is_card_of,
    is_inference,
    is_only_headline,
    is_per_card,
    meant_by,
    open_target,
)
from .tokens import Hit
from .words.asking import (
    AND,
    ASK_WORD,
    BESIDE_THE_POINT,
    HEADLINE_BEFORE,
    IN_ALL,
    NEGATED,
    TAKEN_BY,
    TAKES,
    TAKES_ZH,
)
from .words.fields import INFERENCE, PER_TOKEN, TRAIN

_UNIT_OF = re.compile(r"(?<![0-9] )(?<![0-9A-Za-z])([A-Za-z]{1,6}(?:/[A-Za-z]+)?) of (?:the )?$")
_IN_UNIT = re.compile(
    r"\s?(?:memory |size )?(?:in|\(in)\s([A-Za-z]{1,6}(?:/[A-Za-z]+)?)(?![A-Za-z])"
)
_CONJOINED = re.compile(
    r"\s?(?:,\s?)?(?:and(?![a-z])|&|\+|和|及|与|以及|、)\s?(?:the |its |total |how many |how much "
    r"|多少|各)*\s?"
)
_JOINS = re.compile(r"\s?[,，]?\s?(?:(?:and|plus)(?![a-z])|&|\+|和|与|以及|还有|、)[^.;?。;?]*$")
_MULTIPLE = re.compile(r"multipl|倍数")
_TIMES = re.compile(r"how many times|.*(?<![a-z])many times")
_TAKES = re.compile(
    r"\s?(?:占|有|是|共|要|需要|得|会|实际|执行|消耗|跑|做|算|花|用){0,4}\s?(?:多少|几)个?\s?"
)
_OF_WHAT = re.compile(r"(?<![a-z])(?:do|does|of|for)\s(?:the |all )?$")


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
        and not NEGATED.search(marks.low, max(0, mention.start - 24), mention.start)
        and not known.intersection(_moved_by(marks, mention))
        and not _is_part_of_name(marks, mention)
        and not marks.low[: mention.start].rstrip().endswith(("·", "*", "×", "²"))
        and not _counts(marks, roles, mention)
        and not _TIMES.fullmatch(marks.low[max(0, mention.start - 9) : mention.end])
        and not BESIDE_THE_POINT.search(marks.low, max(0, mention.start - 14), mention.start)
        and not any(
            start <= mention.start and mention.end <= end
            for start, end in spans
            if not _ends_in_name(marks, mention, start, end)
            and not (
                (mention.start == start or mention.end == end)
                and _OF_WHAT.search(marks.low[:start])
            )
        )
    ]
    found: list[Target] = []
    for mention in free:
        named = is_card_of(marks, mention)
        unit = _unit_of(marks, mention)
        if unit:
            names = tuple(n for n in mention.payloads if marks.lexicon[n].unit == unit)
            mention = replace(mention, payloads=names)
        if mention.payloads and (
            is_asked(marks, mention.start, mention.end, named)
            or _follows_target(marks, found, mention)
        ):
            meant = meant_by(marks, roles, mention)
            found.append(Target(meant, mention.start, mention.end, _others(marks, mention, meant)))
    for mention in reversed(free):
        after = min((t.start for t in found if t.start >= mention.end), default=0)
        if after and _CONJOINED.fullmatch(marks.low[mention.end : after]):
            meant = meant_by(marks, roles, mention)
            if mention.payloads and not any(t.start == mention.start for t in found):
                others = _others(marks, mention, meant)
                found.append(Target(meant, mention.start, mention.end, others))
    found += by_noun(marks, roles, found, free)
    found += by_question_word(marks, found)
    found += _of_part(marks, roles, free, by_unit(marks, found))
    found += by_letter(marks, found)
    found = _without_headlines(marks, found)
    given = {role.quantity for role in roles.roles}
    able = (_findable(marks, target, given) for target in found if target.quantity not in known)
    found = [target for target in able if target is not None]
    found = found or by_clause_unit(marks) or by_definition(marks)
    found = found or by_card(marks) or by_times(marks, free) or by_comparison(marks)
    if not found and not changing:
        found = only_named(marks, roles, free) or by_place(marks, roles, free)
        found = found or by_total(marks, roles) or by_verb(marks, roles)
    ends_at = {t.end for t in found}
    found = [
        t for t in found if t.start not in ends_at or marks.low[t.start].isascii()
    ]  # of 过几遍数据 only the passes are asked for
    found = _without_general(marks, found)
    guessed = any(target.by_place for target in found)
    found = _particular(marks, found, free)
    seen: dict[str, Target] = {}
    for target in sorted(found, key=lambda t: t.start):
        target = _per_card(marks, _in_context(marks, roles, target))
        target = _per_token(marks, target, given, roles.used)
        target = _in_all(marks, target, given)
        seen.setdefault(target.quantity, replace(target, by_place=guessed))
    return list(seen.values())


def _moved_by(marks: Marks, mention: Hit[str]) -> set[str]:
    """The quantity whose change would settle a name; none for a multiple that is named itself."""
    base = marks.lexicon.base_of(mention.payloads[0])
    return set() if _MULTIPLE.search(marks.low, mention.start, mention.end) else {base}


def _without_headlines(marks: Marks, found: list[Target]) -> list[Target]:
    """The targets without a thing spoken of, where something is asked of it in so many words."""
    general = set(marks.lexicon.general.usual.values())
    starts, ends = [t.start for t in found], [t.end for t in found]
    weak = [
        t
        for t in found
        if (t.quantity in general or marks.lexicon[t.quantity].unit == "1")
        and is_only_headline(marks, t.start, t.end)
        and not any(_JOINS.match(marks.low, t.end, start) for start in starts if start > t.end)
        and not any(AND.fullmatch(marks.low[end : t.start]) for end in ends)
    ]
    return [t for t in found if t not in weak] or found


def _of_part(
    marks: Marks, roles: Roles, free: Sequence[Hit[str]], targets: list[Target]
) -> list[Target]:
    """How many GB: of the one part of memory that is named and of which nothing else is told."""
    named = [m for m in free if marks.lexicon[m.payloads[0]].unit == "byte"]
    meant = {meant_by(marks, roles, m) for m in named}
    if len(meant) != 1:
        return targets
    part = meant.pop()
    bytes_asked = [t for t in targets if marks.lexicon[t.quantity].unit == "byte"]
    if bytes_asked and part not in marks.lexicon.finds:
        return [t for t in targets if t not in bytes_asked]
    return [replace(t, quantity=part) if t in bytes_asked else t for t in targets]


def _without_general(marks: Marks, found: list[Target]) -> list[Target]:
    """The targets without a bare "weights?" that only asks again for a part that is named."""
    size = marks.lexicon.usual.get("parameter")
    parts = [
        t for t in found if t.quantity != size and marks.lexicon[t.quantity].unit == "parameter"
    ]
    if len(parts) != 1:
        return found
    return [t for t in found if t.quantity != size or _both_asked(_between(marks, t, parts[0]))]


def _both_asked(between: str) -> bool:
    """Whether what is between two names joins them, or asks again for the second."""
    return bool(AND.fullmatch(between) or re.search(r"how many|多少", between))


def _between(marks: Marks, one: Target, other: Target) -> str:
    first, last = sorted((one, other), key=lambda t: t.start)
    return marks.low[first.end : last.start]


def _is_part_of_name(marks: Marks, mention: Hit[str]) -> bool:
    """Whether a card's name only begins another one: H100 卡时, GPU power."""
    if not is_card(marks, mention):
        return False
    after = (m for m in marks.mentions if 0 <= m.start - mention.end <= 1)
    return any(not is_card(marks, m) for m in after)


def _counts(marks: Marks, roles: Roles, mention: Hit[str]) -> bool:
    """Whether a name only counts an amount that is one of its own: 并发 20 条."""
    return any(
        role.quantity in mention.payloads and marks.low[role.amount.end : mention.start] in OWNED
        for role in roles.roles
        if role.amount.end <= mention.start
    )


def _unit_of(marks: Marks, mention: Hit[str]) -> str:
    """The unit that is said of a name: GB of weights; none where none is."""
    said = _UNIT_OF.search(marks.text, max(0, mention.start - 24), mention.start)
    said = said or _IN_UNIT.match(marks.text, mention.end)
    if said is None or SUMMED.match(marks.low, mention.end):
        return ""
    whole = (u for u, end in match_units(marks.text, said.start(1)) if end == said.end(1))
    return next((str(unit.dimension) for unit in whole), "")


def _per_token(marks: Marks, target: Target, given: set[str], used: Container[Hit[str]]) -> Target:
    """The target of one token, where the words say so and no number of tokens is told."""
    counted = target.quantity.removesuffix("_per_token")
    if counted != target.quantity and counted in marks.lexicon.finds:
        told = is_inference(marks) and any(marks.lexicon[n].unit == "token" for n in given)
        return replace(target, quantity=counted) if told and not _by_token(marks) else target
    stem = target.quantity.removesuffix("_memory").removesuffix("_size")
    name = next((n for n in marks.lexicon.finds if n == f"{stem}_per_token"), None)
    told = any(marks.lexicon[n].unit == "token" for n in marks.lexicon.finds if n in given)
    labels = [m for m in marks.mentions if m in used]
    said = any(
        not any(m.start <= word.start() < m.end for m in labels)
        for word in PER_TOKEN.finditer(marks.low)
    )
    if name is None or told or not said:
        return target
    return replace(target, quantity=name)


def _by_token(marks: Marks) -> bool:
    return PER_TOKEN.search(marks.low) is not None


def _in_all(marks: Marks, target: Target, given: Container[str]) -> Target:
    """The target over all layers, where those are given and the total is asked for."""
    whole, count = target.quantity.removeprefix("layer_"), f"{target.quantity.partition('_')[0]}s"
    if whole == target.quantity or whole not in marks.lexicon.finds or count not in given:
        return target
    return replace(target, quantity=whole) if IN_ALL.search(marks.low) else target


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
    if _means_other(marks, target, given):
        return None
    if not lexicon.finds or target.quantity in lexicon.finds:
        return target
    if target.quantity in given and lexicon[target.quantity].unit != "accelerator":
        return None
    unit, word = lexicon[target.quantity].unit, marks.low[target.start : target.end]
    of_card = unit == "byte" and lexicon[target.quantity].entity == "accelerator"
    word = "" if unit == "accelerator" or of_card else word
    return open_target(marks, unit, target.start, target.end, word)


def _means_other(marks: Marks, target: Target, given: Container[str]) -> bool:
    """Whether a size that is told is named for what else it may mean: how big the weights are."""
    if target.quantity not in given or target.quantity != marks.lexicon.usual.get("parameter"):
        return False
    said = (m for m in marks.all_names if m.start <= target.start and target.end <= m.end)
    return any(marks.lexicon.general[n].unit == "byte" for m in said for n in m.payloads)


def _per_card(marks: Marks, target: Target) -> Target:
    """The target for one accelerator, where the words say so beside no amount."""
    if target.quantity.endswith(PER_ACCELERATOR):
        return target
    stem = target.quantity.removesuffix("_memory").removeprefix("training_")
    others = target.others or [
        n
        for n in marks.lexicon.finds
        if n == stem + PER_ACCELERATOR or n == f"{stem}_memory{PER_ACCELERATOR}"
    ]
    name = next((other for other in others if other.endswith(PER_ACCELERATOR)), None)
    if name and is_per_card(marks):
        return Target(name, target.start, target.end, target.others)
    return target


def _ends_in_name(marks: Marks, mention: Hit[str], start: int, end: int) -> bool:
    """Whether what is named after a choice is asked for: fp32 gradients, resume checkpoint."""
    if not start <= mention.start or mention.end > end:
        return False
    chosen = (c.choice for hit in marks.choices if hit.end == end for c in hit.payloads)
    named = any(choice.rstrip("s") in mention.payloads[0] for choice in chosen)
    negated = NEGATED.search(marks.low, start, mention.start)
    if mention.end == end and named and not negated and HEADLINE_BEFORE.search(marks.low[:start]):
        return True
    return bool(TAKEN_BY.search(marks.low[:start]) and TAKES.match(marks.low, end)) or bool(
        TAKES_ZH.match(marks.low, end)
    )


def _with_name(marks: Marks, start: int, end: int, choice: str) -> tuple[int, int]:
    """The span of a choice with the name that it goes before: tied embeddings."""
    ends = [
        mention.end
        for mention in marks.mentions
        if marks.low[end : mention.start] in ("", " ")
        and end <= mention.start
        and choice != "mlp"
        and choice.rstrip("s") in mention.payloads[0]
    ]
    return start, max([end, *ends])


def _follows_target(marks: Marks, found: list[Target], mention: Hit[str]) -> bool:
    """Whether a name is coordinated with one that is asked: the parameters and the tokens."""
    if not found:
        return False
    return AND.fullmatch(marks.low[found[-1].end : mention.start]) is not None


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
                for m in (_of_unit(marks, m, unit) for m in free)
                if m.payloads
                and m.payloads[0] not in primary
                and (m.payloads[0] in marks.lexicon.finds or not marks.lexicon.finds)
                and not (m.start < target.end and target.start < m.end)
                and not SUMMED.match(marks.low, m.end)
                and (m.start > target.start or not _is_english(marks, m, target))
                and not AND.fullmatch(
                    marks.low[min(m.end, target.end) : max(m.start, target.start)]
                )
                and not SENTENCE.search(
                    marks.low[min(m.end, target.end) : max(m.start, target.start)]
                )
            ]
            twins = [m for m in twins if not _asked_apart(marks, target, m)]
            twins.sort(key=lambda m: max(m.start - target.end, target.start - m.end))
            if twins:
                if twins[0].payloads[0] not in asked:
                    kept.append(Target(twins[0].payloads[0], target.start, target.end))
                continue
        narrower = (
            n
            for m in marks.mentions
            for n in m.payloads
            if n.startswith(f"{target.quantity}_with_")
        )
        name = next(narrower, None)
        kept.append(replace(target, quantity=name) if name else _per_thing(marks, target, free))
    return kept


def _of_unit(marks: Marks, mention: Hit[str], unit: str) -> Hit[str]:
    """The name with what it stands for of one unit."""
    names = tuple(name for name in mention.payloads if marks.lexicon[name].unit == unit)
    return replace(mention, payloads=names)


def _is_english(marks: Marks, mention: Hit[str], target: Target) -> bool:
    """Whether a name and what is asked are both English: then the name comes after it."""
    return marks.low[target.end - 1].isascii() and marks.low[mention.end - 1].isascii()


def _asked_apart(marks: Marks, target: Target, twin: Hit[str]) -> bool:
    """Whether a name that is more particular than a target is asked for beside it."""
    between = marks.low[min(twin.end, target.end) : max(twin.start, target.start)]
    return ASK_WORD.search(between) is not None and not _TAKES.fullmatch(between)


def _per_thing(marks: Marks, target: Target, free: list[Hit[str]]) -> Target:
    """The target; 每个参数训练了多少 token asks for what "每个参数" is a name of."""
    for mention in free:
        near = 0 <= target.start - mention.end <= PER_BEFORE
        if (
            near
            and marks.low[mention.start] == "每"
            and not SENTENCE.search(marks.low[mention.end : target.start])
        ):
            return Target(mention.payloads[0], mention.start, target.end)
    return target


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
    told = given & {"tokens", *inference_twins(marks.lexicon, "tokens")}
    name = twins[-1] if told else twins[0]
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
