"""What a question wants confirmed: a stated value, a limit, a term to leave out, data enough."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ...tools.catalog import find_model
from .case import Claim
from .marks import Marks
from .roles import Role, Roles
from .tokens import Phrasebook
from .words.amounts import ENDS_CLAUSE
from .words.deciding import (
    CHOSEN_BY,
    CLAIM,
    ENOUGH,
    ENOUGH_DATA,
    GETS,
    IS_OPTIMAL,
    LEAST,
    LIMIT_AFTER,
    LIMIT_BEFORE,
    MOST,
    NEGLIGIBLE,
    OVERTRAINED,
    REACHES,
    UNDERTRAINED,
    WHICH,
    YES_NO_START,
    YES_NO_ZH,
)
from .words.fields import FITS, MEMORY_ENOUGH

_CHOSEN_BY = Phrasebook(CHOSEN_BY.items())
_IF_SO = re.compile(
    r"吗|能不能|能否|是否|行不行|够不够|enough|(?:^|[.?!;]\s?)(?:is|are|do|does|can|could|will)\s"
)
_OF_RUN = ("token", "s", "USD", "accelerator*s", "FLOP", "token/s")
_TRAINED_ENOUGH = re.compile(r"(?:under|over)-?trained(?: [^.?;,]{0,40})?[?？]")
_ENOUGH_ROOM = re.compile(
    r"(?:possible|feasible|doable|okay?|realistic|or not?)\s*[?？]"
    r"|够不够|够吗|够用|行吗|行不行|可以吗|能行"
)
_HOW_MANY_FIT = re.compile(r"how many (?:[a-z]+ ){1,4}(?:can )?fit")
_NEAR = 16
_VALUE = "FLOP/USD"
"""Unit of what is had for money."""
_LIMITS = ("s", "USD", "accelerator", "accelerator*s", "FLOP")


def find_claim(marks: Marks, roles: Roles, targets: Sequence[str]) -> Claim | None:
    """What is to be confirmed or chosen, if anything."""
    low = marks.low
    given = {role.quantity for role in roles.roles}
    primary = marks.lexicon.usual
    choice = _choice(marks, roles, targets)
    if choice is not None:
        return choice
    if not (YES_NO_START.search(low) or YES_NO_ZH.search(low) or _TRAINED_ENOUGH.search(low)):
        return None
    held = _share(marks) and (
        FITS.search(low) or MEMORY_ENOUGH.search(low) or _is_of_room(marks, given)
    )
    plain = all(marks.lexicon[t].unit == "1" for t in targets[:1])
    if NEGLIGIBLE.search(low) and plain and not (held and not targets):
        return Claim("negligible", targets[0] if targets else "")
    if UNDERTRAINED.search(low):
        return Claim("undertrained")
    if OVERTRAINED.search(low) and _says_run(marks, given, primary):
        return Claim("overtrained")
    if IS_OPTIMAL.search(low) and _says_run(marks, given, primary):
        if not given & {primary.get("USD"), primary.get("s"), primary.get("accelerator")}:
            return Claim("enough" if ENOUGH_DATA.search(low) else "optimal")
    counted = any(marks.lexicon[t].unit == "accelerator" for t in targets)
    if (counted or _HOW_MANY_FIT.search(low)) and not _IF_SO.search(low):
        return None  # 至少几张才放得下
    if held:
        return Claim("fits", _share(marks))
    value = _stated_value(marks, roles, targets)
    return value or _limit(marks, roles, primary)


def _is_of_room(marks: Marks, given: set[str]) -> bool:
    """Whether "possible?" or 够不够 can only be of memory: a card is told, and no run."""
    card = any(
        marks.lexicon[n].entity == "accelerator" and marks.lexicon[n].unit == "byte" for n in given
    )
    run = any(marks.lexicon[n].unit in _OF_RUN for n in given)
    told = card or bool(marks.of_kind("accelerator"))
    return told and not run and _ENOUGH_ROOM.search(marks.low) is not None


def _choice(marks: Marks, roles: Roles, targets: Sequence[str]) -> Claim | None:
    """Which of several named or stated things has the least or the most of something."""
    low = marks.low
    several = any(len(marks.of_kind(kind)) > 1 for kind in ("accelerator", "model"))
    if not WHICH.search(low) or not (several or any(role.order for role in roles.roles)):
        return None
    least, most = LEAST.search(low), MOST.search(low)
    hit = next(iter(_CHOSEN_BY.scan(marks.tokens)), None)
    if hit is not None and hit.payloads[0].startswith(_VALUE) and not targets:
        value = marks.lexicon.primary.get(_VALUE)
        return Claim("most", value) if value else None
    if not least and not most:
        return None
    kind: Literal["least", "most"] = "least" if least and not most else "most"
    if targets:
        return Claim(kind, marks.lexicon.base_of(targets[0]))
    if hit is None:
        return None
    told = bool(roles.roles) or bool(marks.of_kind("accelerator") and marks.of_kind("model"))
    of_run, of_card = hit.payloads[0].split()
    if not told and of_run == "s":  # the faster card is the one that does more a second
        kind = "most" if kind == "least" else "least"
    name = marks.lexicon.primary.get(of_run if told else of_card)
    return Claim(kind, name) if name else None


def _share(marks: Marks) -> str:
    """The share of the memory that the function finds, if it finds one."""
    finds = marks.lexicon.finds
    return next((n for n in finds if n.endswith("_memory_share")), "")


def _says_run(marks: Marks, given: set[str], primary: dict[str, str]) -> bool:
    """Whether size and data are both said; a named model says its size."""
    data = primary.get("token")
    if any(data in find_model(named.name).facts() for named in marks.of_kind("model")):
        return True
    is_sized = primary.get("parameter") in given or bool(marks.of_kind("model"))
    return is_sized and data in given


def _stated_value(marks: Marks, roles: Roles, targets: Sequence[str]) -> Claim | None:
    """The value that a result is compared with: does that make 350M?"""
    for role in reversed(roles.roles):
        before = marks.low[max(0, role.amount.start - _NEAR) : role.amount.start]
        gets = GETS.search(before) and ENDS_CLAUSE.match(marks.low, role.amount.end)
        asked = role.quantity in targets or not targets or role.order
        if REACHES.search(before) and ENDS_CLAUSE.match(marks.low, role.amount.end) and asked:
            return Claim("reached", role.quantity, role.amount.text.strip())
        if (CLAIM.search(before) or gets) and asked:
            return Claim("value", role.quantity, role.amount.text.strip())
    return None


def _limit(marks: Marks, roles: Roles, primary: dict[str, str]) -> Claim | None:
    """The limit that must suffice: in 30 days, 一百万美元够吗."""
    if not ENOUGH.search(marks.low):
        return None
    ranked: list[tuple[int, int, Role]] = []
    for role in roles.roles:
        unit = marks.lexicon[role.quantity].unit
        if unit not in _LIMITS or role.quantity != primary.get(unit):
            continue
        before = marks.low[max(0, role.amount.start - _NEAR) : role.amount.start]
        after = marks.low[role.amount.end : role.amount.end + _NEAR]
        marked = bool(LIMIT_BEFORE.search(before)) + bool(LIMIT_AFTER.match(after))
        ranked.append((-marked, _LIMITS.index(unit), role))
    if not ranked or len(roles.roles) < 2:
        return None
    role = min(ranked, key=lambda item: item[:2])[2]
    return Claim("limit", role.quantity, role.amount.text.strip())
