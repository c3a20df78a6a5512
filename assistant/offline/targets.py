"""What may be asked for, and whether the words around a name ask for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .fields import serves, trains
from .marks import Marks
from .roles import Roles
from .tokens import Hit
from .words.asking import (
    ASK_AFTER,
    ASK_AFTER_ZH,
    ASK_BEFORE,
    ASK_FILLER,
    ASK_WORD,
    ASK_WORDS_BETWEEN,
    COUNTED_BEFORE,
    HEADLINE_AFTER,
    HEADLINE_BEFORE,
    NEGATED,
    PER_CARD,
)

PER_ACCELERATOR = "_per_accelerator"

_WINDOW = 48

SENTENCE = re.compile(r"[;；。?？!！\n]|\.\s")

SUMMED = re.compile(r"\s?(?:[+,、，&]|and|plus|和|与|加|及)\s?[a-z\u4e00-\u9fff]")

_SUM_BEFORE = re.compile(r"[+,、，&(（]\s?(?:and |的)?$|(?:and|plus|和|与|加|及)\s?$")

_COUNTS = re.compile(r"count|number|数|多少|几")

CLAUSE = re.compile(r"[,，;；。?？!！:：\n]|\.\s")

_ASIDE = re.compile(r"\s?\((?:[^()]|\([^()]*\)){0,60}\)(?=\s?[?？]|\s*$)")

_OF_THING = re.compile(r" (?:for|of|to) ")

_NEEDED = re.compile(r"\s(?:needed|required|necessary)\s*[?？]")

_SIZES = frozenset({"parameter", "token", "FLOP"})

_HOURS = re.compile(r"[- ]?(?:h(?:ou)?rs?(?![a-z])|小?时)")


@dataclass(frozen=True)
class Target:
    """A quantity that is asked for.

    Attributes:
        quantity: its name.
        start: where the question names it.
        end: where that ends.
        others: what else may be meant, where the words leave it open.
        by_place: whether nothing asks for it but where it stands.
    """

    quantity: str
    start: int
    end: int
    others: tuple[str, ...] = ()
    by_place: bool = False


def asked_for(marks: Marks, mention: Hit[str]) -> bool:
    """Whether the words ask for what a name is of."""
    return is_asked(marks, mention.start, mention.end, is_card_of(marks, mention))


def is_card_of(marks: Marks, mention: Hit[str]) -> bool:
    """Whether a name stands for a named accelerator, or is only "card"."""
    return is_named_card(marks, mention) or is_card(marks, mention)


def is_named_card(marks: Marks, mention: Hit[str]) -> bool:
    """Whether a name stands where an accelerator is named."""
    return any(n.start <= mention.start and mention.end <= n.end for n in marks.named)


def is_card(marks: Marks, mention: Hit[str]) -> bool:
    """Whether a name is only "card" or "GPUs", which a count asks for and nothing else."""
    unit = marks.lexicon[mention.payloads[0]].unit
    return unit == "accelerator" and not _COUNTS.search(marks.low[mention.start : mention.end])


def open_target(marks: Marks, unit: str, start: int, end: int, word: str = "") -> Target | None:
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
        summed = SUMMED.match(marks.low, at + len(said)) or _SUM_BEFORE.search(marks.low[:at])
        if not summed and not NEGATED.search(marks.low, max(0, at - 10), at):
            return True
    return False


_OWNS = re.compile(
    r"\s(?:has|have|offers|gives|provides|comes with|costs|draws|pulls|reads|delivers"
    r"|does)\s(?:about )?[$0-9]"
)


def is_per_card(marks: Marks) -> bool:
    """Whether the words say "per GPU" of what is asked, and not of an amount."""
    amounts = [amount for amount in marks.amounts if amount.units]
    return any(
        not _HOURS.match(marks.low, said.end())
        and not _OWNS.match(marks.low, said.end())
        and not any(a.start <= said.start() < a.end for a in amounts)
        and all(
            (
                abs(a.end - said.start()) > 2
                or marks.low[a.end : said.start()].strip() in (",", "，")
            )
            and abs(said.end() - a.start) > 1
            for a in amounts
        )
        for said in PER_CARD.finditer(marks.low)
    )


def is_asked(marks: Marks, start: int, end: int, named: bool = False) -> bool:
    """Whether the words around a span ask for it; a named card is asked for by a count only."""
    low = marks.low
    if ASK_WORD.search(low[start:end]):
        return True
    window = low[max(0, start - _WINDOW) : start]
    if named:
        return bool(COUNTED_BEFORE.search(window) or _NEEDED.match(low, end))
    cues = [cue.end() for cue in ASK_BEFORE.finditer(window)]
    if cues and (
        ASK_FILLER.fullmatch(window[cues[-1] :]) or ASK_WORDS_BETWEEN.fullmatch(window[cues[-1] :])
    ):
        return True
    if HEADLINE_AFTER.match(low, end) and HEADLINE_BEFORE.search(low[:start]):
        return True
    aside = _ASIDE.match(low, end)
    after = aside.end() if aside else end
    asked = ASK_AFTER.match(low, after) or ASK_AFTER_ZH.match(low, after)
    if asked is None:
        return False
    within = (m for m in marks.mentions if after <= m.start)  # 至少要几张 asks for cards
    return not any(
        m.start < asked.end() < m.end or (m.start < asked.end() + 2 and _is_zh(asked[0]))
        for m in within
    )


def _is_zh(words: str) -> bool:
    return bool(words) and not words.rstrip("?？ ").isascii()


def is_only_headline(marks: Marks, start: int, end: int) -> bool:
    """Whether nothing asks for a span but its place: "model with 36 layers: …"."""
    low, window = marks.low, marks.low[max(0, start - _WINDOW) : start]
    if ASK_WORD.search(low[start:end]) or ASK_AFTER.match(low, end):
        return False
    if start == 0 and _OF_THING.match(low, end):
        return False  # "GPU-hours for a 13B, and how many days"
    cues = [cue.end() for cue in ASK_BEFORE.finditer(window)]
    return not cues or not (
        ASK_FILLER.fullmatch(window[cues[-1] :]) or ASK_WORDS_BETWEEN.fullmatch(window[cues[-1] :])
    )


def meant_by(marks: Marks, roles: Roles, mention: Hit[str]) -> str:
    """Which of several quantities of one name is asked for: one that is not given."""
    given = {role.quantity for role in roles.roles}
    units = {marks.lexicon[n].unit for n in mention.payloads}
    told = (
        [n for n in mention.payloads if n in given] if len(units) == 1 and units <= _SIZES else []
    )
    names = told or [n for n in mention.payloads if n not in given] or list(mention.payloads)
    if len(names) > 1:
        served = is_inference(marks) or not (trains(marks.low) or _has_shape(marks, given))
        names.sort(key=lambda name: ("inference" in name) != served)
    return names[0]


def _has_shape(marks: Marks, given: set[str]) -> bool:
    return any(marks.lexicon[n].unit == "1" and marks.lexicon[n].ask for n in given)


def overlaps(found: list[Target], start: int, end: int) -> bool:
    """Whether a span shares letters with a target."""
    return any(target.start < end and start < target.end for target in found)


def is_inference(marks: Marks) -> bool:
    """Whether the question is of inference rather than of training."""
    return serves(marks.low)
