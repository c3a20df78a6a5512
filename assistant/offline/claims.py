"""What a question wants confirmed: a stated value, a limit, a term to leave out, data enough."""

from __future__ import annotations

from collections.abc import Sequence

from .case import Claim
from .marks import Marks
from .phrases import (
    CHEAPER,
    CLAIM,
    ENOUGH,
    FASTER,
    IS_OPTIMAL,
    LIMIT_AFTER,
    LIMIT_BEFORE,
    NEGLIGIBLE,
    UNDERTRAINED,
    WHICH,
    YES_NO_START,
    YES_NO_ZH,
)
from .roles import Role, Roles, primary_of

_NEAR = 16
_LIMITS = ("s", "USD", "accelerator", "accelerator*s")


def find_claim(marks: Marks, roles: Roles, targets: Sequence[str]) -> Claim | None:
    """What is to be confirmed or chosen, if anything."""
    low = marks.low
    given = {role.quantity for role in roles.roles}
    primary = primary_of(marks.lexicon)
    if WHICH.search(low):
        if CHEAPER.search(low) and len(marks.of_kind("accelerator")) == 2:
            return Claim("least", primary.get("USD", ""))
        if FASTER.search(low) and len(marks.of_kind("accelerator")) == 2:
            return Claim("least", primary.get("s", ""))
    if not (YES_NO_START.search(low) or YES_NO_ZH.search(low)):
        return None
    if NEGLIGIBLE.search(low):
        return Claim("negligible", targets[0] if targets else "")
    if UNDERTRAINED.search(low):
        return Claim("undertrained")
    if IS_OPTIMAL.search(low) and _says_run(marks, given, primary):
        if not given & {primary.get("USD"), primary.get("s")}:
            return Claim("optimal")
    value = _stated_value(marks, roles, targets)
    return value or _limit(marks, roles, primary)


def _says_run(marks: Marks, given: set[str], primary: dict[str, str]) -> bool:
    """Whether size and data are both said; a named model says its size."""
    is_sized = primary.get("parameter") in given or bool(marks.of_kind("model"))
    return is_sized and primary.get("token") in given


def _stated_value(marks: Marks, roles: Roles, targets: Sequence[str]) -> Claim | None:
    """The value that a result is compared with: do you get 124M?"""
    for role in reversed(roles.roles):
        before = marks.low[max(0, role.amount.start - _NEAR) : role.amount.start]
        if CLAIM.search(before) and (role.quantity in targets or not targets or role.order):
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
    if not ranked:
        return None
    role = min(ranked, key=lambda item: item[:2])[2]
    return Claim("limit", role.quantity, role.amount.text.strip())
