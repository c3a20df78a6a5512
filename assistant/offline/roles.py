"""Which quantity each amount of a question is.

Every pair of an amount and a quantity that its unit allows is scored: by the unit, by the names
that stand next to the amount, by the letter it is assigned to, by its scale and its neighbours. The
best pairs win; a quantity that is already taken makes an amount a second value (a comparison).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from ...tools.catalog import find_model
from ...tools.engine.amounts import Amount
from ...tools.engine.quantity import Quantity
from ...tools.engine.units import dimension_of
from .marks import Marks
from .phrases import (
    AFTER_AMOUNT,
    ASK_WORD,
    ASKED_OF,
    BEFORE_AMOUNT,
    BESIDE_THE_POINT,
    ENDS_CLAUSE,
    GLUED_LETTERS,
    INSTEAD,
    ONE_WORD_BETWEEN,
    SEPARATOR,
    SIZE_OF_DATA,
    SIZE_OF_MODEL,
)
from .plausible import is_plausible
from .tokens import Hit, plain

CERTAIN, BOUND, NEAR, UNIT = 14.0, 6.0, 2.0, 5.0
ENOUGH = 2.4
"""Score below which an amount stays without a role."""
CLEAR = 1.0
"""Lead over the next quantity that makes a taken one a second value rather than the next one."""
RESTATED = Fraction(3, 100)
"""Relative difference of two spellings of one amount: 128k (131072)."""
BARE = frozenset({"1", "parameter", "token", "FLOP", "accelerator"})
"""Units of quantities that people write without a unit."""
COUNTED, MONEY = frozenset({"parameter", "token"}), frozenset({"USD", "CNY", "EUR", "GBP"})
UNNAMED = ("token/s", "W", "USD", "byte/parameter")
"""Units in which people give amounts of several kinds without a name."""
FEW_BYTES = 1024
"""Bytes below which no memory is spoken of, but those of one parameter or value."""

OWNED = ("", " ", "-", "个", " 个", "个 ", " 个 ", "条", " 条")
"""Between a count and the name right after it that is its own."""

_BREAK = re.compile(r"[,，;；。?？!！、\n]|\.\s|:\s")
_LETTER = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z](?:_[a-z]{1,3})?)\s?"
    r"(?:[=:≈]|equals|(?:如果|若|要是)?(?:取|设为|等于|是|为))\s?$"
)
_BILLIONS = frozenset(
    {
        "B",
        "b",
        "bn",
        "Bn",
        "BN",
        "billion",
        "亿",
        "十亿",
        "百亿",
        "千亿",
        "億",
        "M",
        "million",
        "百万",
    }
)
_TRILLIONS = frozenset({"T", "t", "tn", "trillion", "万亿", "萬億", "兆", "十万亿"})


@dataclass(frozen=True)
class Role:
    """An amount and the quantity that it is a value of.

    Attributes:
        amount: as found.
        quantity: its name.
        score: how sure that is.
        order: 0 for the first value of the quantity, 1 for the second, and so on.
        named: whether a name or letter of the quantity stands by it.
        others: what else the same name may mean ("context").
    """

    amount: Amount
    quantity: str
    score: float
    order: int = 0
    named: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Roles:
    """The roles in a question.

    Attributes:
        roles: by the order of the amounts.
        unplaced: amounts that are no value of any quantity.
        used: mentions that name an amount.
    """

    roles: tuple[Role, ...]
    unplaced: tuple[Amount, ...]
    used: frozenset[Hit[str]]


@dataclass(frozen=True)
class _Candidate:
    score: float
    distance: int
    place: int
    after: bool
    quantity: str
    mention: Hit[str] | None
    others: tuple[str, ...] = ()


class RoleReader:
    """Assigns the amounts of one question.

    Args:
        marks: the question.
        amounts: those of its amounts that may have a role.
        held: quantities that are said to stay as they are: a bare number is none of them.
    """

    def __init__(self, marks: Marks, amounts: Iterable[Amount], held: Iterable[str] = ()) -> None:
        self._held = frozenset(held)
        self.marks = marks
        self.lexicon = marks.lexicon
        self.amounts = tuple(amounts)
        self._primary = self.lexicon.usual
        self._inside = self._inside_amounts()
        self._owners = self._owned()

    def read(self) -> Roles:
        """The roles."""
        candidates = [self._candidates(place) for place in range(len(self.amounts))]
        ranked = sorted(
            (c for group in candidates for c in group),
            key=lambda c: (-c.score, c.distance, c.place, c.after),
        )
        taken: dict[str, list[int]] = {}
        used: dict[Hit[str], int] = dict(self._inside)
        chosen: dict[int, _Candidate] = {}
        for c in ranked:
            if c.place in chosen or c.score < ENOUGH:
                continue
            if c.mention is not None and used.get(c.mention, c.place) != c.place:
                continue
            if c.quantity in taken and not self._repeats(c, taken, candidates[c.place]):
                continue
            taken.setdefault(c.quantity, []).append(c.place)
            chosen[c.place] = c
            if c.mention is not None:
                used[c.mention] = c.place
        self._put_instead(chosen)
        return self._roles(chosen, frozenset(used))

    def _put_instead(self, chosen: dict[int, _Candidate]) -> None:
        """What takes the place of the amount before it is of the same: 3T tokens and not 300B."""
        for place in range(1, len(self.amounts)):
            one, other = self.amounts[place - 1], self.amounts[place]
            before = chosen.get(place - 1)
            if before is None or not INSTEAD.fullmatch(self.marks.low, one.end, other.start):
                continue
            if fits(other, self.lexicon[before.quantity]) is not None:
                chosen[place] = replace(before, place=place, mention=None)

    def _repeats(
        self, c: _Candidate, taken: dict[str, list[int]], others: list[_Candidate]
    ) -> bool:
        """Whether an amount is a second value of a taken quantity, and not of a free one."""
        free = [o.score for o in others if o.quantity not in taken and o.score >= ENOUGH]
        if free and c.mention is None and self.lexicon[c.quantity].unit in UNNAMED:
            return False
        return not free or c.score - max(free) >= CLEAR

    def _roles(self, chosen: dict[int, _Candidate], used: frozenset[Hit[str]]) -> Roles:
        order: dict[str, list[Amount]] = {}
        roles: list[Role] = []
        unplaced: list[Amount] = []
        for place, amount in enumerate(self.amounts):
            c = chosen.get(place)
            if c is None:
                unplaced.append(amount)
                continue
            before = order.setdefault(c.quantity, [])
            if any(_same(amount, other) for other in before):
                continue
            before.append(amount)
            labelled = c.mention is not None and self._inside.get(c.mention) is None
            named = labelled or c.score >= CERTAIN
            others = c.others if c.mention is None else c.mention.payloads
            rest = tuple(name for name in others if name != c.quantity)
            roles.append(Role(amount, c.quantity, c.score, len(before) - 1, named, rest))
        return Roles(tuple(roles), tuple(unplaced), used)

    def _inside_amounts(self) -> dict[Hit[str], int]:
        """Names that are a part of an amount, with its place: they name no other one."""
        return {
            mention: place
            for mention in self.marks.mentions
            for place, a in enumerate(self.amounts)
            if a.start <= mention.start and mention.end <= a.end
        }

    def _owned(self) -> dict[Hit[str], int]:
        """Names right after a bare amount that no name stands before: 500k steps. They are its."""
        owners: dict[Hit[str], int] = {}
        low = self.marks.low
        for place, amount in enumerate(self.amounts):
            if amount.units or amount.percent:
                continue
            after = next(
                (m for m in self.marks.mentions if low[amount.end : m.start] in OWNED
                 and m.start >= amount.end), None)  # fmt: skip
            named = any(
                m.end <= amount.start
                and m not in owners
                and not low[m.end : amount.start].strip(" :=是为")
                for m in self.marks.mentions
            )
            if after is not None and not named:
                owners[after] = place
        return owners

    def _candidates(self, place: int) -> list[_Candidate]:
        amount = self.amounts[place]
        letter = self._by_letter(place)
        if letter:
            return letter
        near = self._near(place)
        found = []
        for quantity in self.lexicon.quantities:
            unit = fits(amount, quantity)
            if unit is None:
                continue
            name, distance, after, mention = near.get(quantity.name, (0.0, 99, False, None))
            if name < NEAR and _in_bits(amount) and quantity.unit.startswith("byte/"):
                continue  # bits are of a weight unless a name says more
            if after and quantity.unit == "FLOP" and not amount.units:
                name = 0.0
            if quantity.name in self._held and not amount.units and name < BOUND:
                continue
            if name < NEAR and self._usual(amount, quantity.unit) != quantity.name:
                unit = UNIT / 2 if quantity.unit in UNNAMED and amount.units else 0.0
            if name >= BOUND and not after and quantity.unit == "1" and amount.units:
                unit = UNIT
            base = unit + name
            if unit == 0.0 and name < NEAR:
                base = 0.0
            score = base + self._prior(amount, quantity, base)
            if score > 0:
                found.append(_Candidate(score, distance, place, after, quantity.name, mention))
        return found

    def _by_letter(self, place: int) -> list[_Candidate]:
        """The quantity whose letter is assigned the amount: h=5120, 12L."""
        amount = self.amounts[place]
        match = _LETTER.search(self.marks.text, max(0, amount.start - 12), amount.start)
        names: tuple[str, ...] = ()
        if match:
            names = self.lexicon.letters.get(match[1], ())
            if not names:
                names = self.lexicon.letters.get(match[1].lower(), ())
        elif not amount.units and not amount.scale:
            glued = self.marks.low[amount.end : amount.end + 2]
            if glued[:1] in GLUED_LETTERS and not glued[1:2].isalnum():
                names = (GLUED_LETTERS[glued[:1]],)
        for name in names:
            if name in self.lexicon.vocabulary:
                quantity = self.lexicon[name]
                if fits(amount, quantity) is not None and (amount.units or quantity.unit in BARE):
                    others = tuple(other for other in names if other != name)
                    exact = quantity.sign == match[1] if match else True
                    score = CERTAIN if exact or len(names) == 1 else BOUND
                    return [_Candidate(score, 0, place, False, name, None, others)]
        return []

    def _near(self, place: int) -> dict[str, tuple[float, int, bool, Hit[str] | None]]:
        """Names of quantities by an amount: score, distance, whether after it, the mention."""
        amount, low = self.amounts[place], self.marks.low
        begin = self.amounts[place - 1].end if place else 0
        end = self.amounts[place + 1].start if place + 1 < len(self.amounts) else len(low)
        found: dict[str, tuple[float, int, bool, Hit[str] | None]] = {}
        for mention in self.marks.mentions:
            if self._inside.get(mention, place) != place:
                continue
            if mention.end <= amount.start:
                if mention.end < begin:
                    continue
                if self._owners.get(mention, place) != place:
                    continue
                gap, after = low[mention.end : amount.start], False
                score = _bond(gap, BEFORE_AMOUNT)
                big = amount.scale in _BILLIONS | _TRILLIONS or not gap.endswith("of ")
                if ASKED_OF.fullmatch(gap) and not amount.units and big:
                    score = 0.0
            elif mention.start >= amount.end:
                if mention.start > end:
                    break
                gap, after = low[amount.end : mention.start], True
                score = _bond(gap, AFTER_AMOUNT)
                if score < BOUND and ONE_WORD_BETWEEN.fullmatch(gap):
                    score = BOUND - 2
            elif _is_unit(amount, low[mention.start : mention.end]):
                continue  # the unit of an amount is no name of it
            elif mention.end <= amount.end and low[mention.start : mention.end] not in plain(
                amount.text
            ):
                continue  # of what was put together
            else:
                inside = amount.start <= mention.start and mention.end <= amount.end
                gap, after = "", mention.start > amount.start and inside
                score = NEAR if after else BOUND
            if score == NEAR and gap:
                if BESIDE_THE_POINT.search(low, max(0, mention.start - 14), mention.start):
                    continue
                score = NEAR if amount.units or amount.percent or not amount.scale else NEAR / 4
            for name in mention.payloads:
                if score > found.get(name, (0.0,))[0]:
                    found[name] = (score, len(gap), after, mention)
        return found

    def _usual(self, amount: Amount, unit: str) -> str | None:
        """The quantity that an amount of this unit is where no name says more."""
        name = self._primary.get(unit)
        if name is None or is_plausible(amount, self.lexicon[name]):
            return name
        alike = (q for q in self.lexicon.quantities if q.unit == unit and q.entity is None)
        return next((quantity.name for quantity in alike), name)

    def _prior(self, amount: Amount, quantity: Quantity, base: float) -> float:
        """What goes without saying: 7B is a model, 2T is data, 40% is a utilization."""
        if not is_plausible(amount, quantity):
            return -2 * UNIT
        if amount.units and "accelerator" in str(amount.units[0].dimension):
            if "per accelerator" in quantity.label.en:
                return UNIT + CLEAR
        if self._usual(amount, quantity.unit) == quantity.name:
            if amount.units:
                return CLEAR
            return self._prior_of_bare(amount, quantity, base)
        if amount.percent and quantity.shown_as == "percent" and quantity.default is not None:
            # Unless a name says so, only where nothing else says what it is of: "at 50%".
            alone = ENDS_CLAUSE.match(self.marks.low, amount.end)
            return 2.5 if base or alone else 0.0
        return 0.0

    def _prior_of_bare(self, amount: Amount, quantity: Quantity, base: float) -> float:
        before = self.marks.low[max(0, amount.start - 12) : amount.start]
        if quantity.unit == "parameter" and amount.scale in _BILLIONS | _TRILLIONS:
            prior = 2.5 if amount.scale in _BILLIONS else 1.6
            if self._is_size_of_model(amount):
                return prior + 2.0
            return prior + (2.0 if SIZE_OF_MODEL.search(before) else 0.0)
        if quantity.unit == "token" and amount.scale in _BILLIONS | _TRILLIONS:
            prior = 1.9 if amount.scale in _BILLIONS else 3.0
            return prior + (1.8 if self._follows_a_size(amount, before) else 0.0)
        if quantity.unit == "FLOP" and not amount.scale and amount.value >= 10**18:
            return 2.5
        return 0.0

    def _is_size_of_model(self, amount: Amount) -> bool:
        """Whether an amount is the size of a model that is named: GPT-4 at 1.8T."""
        for named in self.marks.of_kind("model", weak=True):
            fact = find_model(named.name).facts().get(self._primary.get("parameter", ""))
            if fact is not None and abs(amount.value / Fraction(fact.value) - 1) <= RESTATED:
                return True
        return False

    def _follows_a_size(self, amount: Amount, before: str) -> bool:
        """Whether a model or another size stands before, so that this one is its data: 7B/2T."""
        ends = [
            other.end for other in self.amounts if other.end <= amount.start and _may_be_size(other)
        ]
        ends += [n.end for n in self.marks.named if n.kind == "model" and n.end <= amount.start]
        if not ends:
            return False
        between = self.marks.low[max(ends) : amount.start]
        return bool(SEPARATOR.fullmatch(between) or SIZE_OF_DATA.search(before))


def fits(amount: Amount, quantity: Quantity) -> float | None:
    """How well the unit of an amount fits a quantity: none if it cannot be one."""
    if amount.percent:
        is_share = quantity.shown_as == "percent" or quantity.domain.high == 1
        return 0.0 if quantity.unit == "1" and is_share else None
    if not amount.units:
        # "7B" is a size or data, never a compute or a number of layers.
        big = amount.scale in _BILLIONS | _TRILLIONS
        if big and quantity.unit in ("FLOP", "1"):
            return None
        return 0.0 if quantity.unit in BARE else None
    if not amount.units[0].dimension.exponents:
        return UNIT if quantity.shown_as == "ratio" else None
    if quantity.unit.startswith("byte") and quantity.unit != "byte/s" and amount.units:
        # Gigabytes are no bytes of one value, and 16 bytes no memory.
        if _few_bytes(amount) != ("bytes" in quantity.label.en):
            return None
    if amount.in_base(quantity.unit) is not None:
        wanted = dimension_of(quantity.unit)
        first = amount.units[0].dimension == wanted or quantity.unit == "1"
        return UNIT if first else UNIT - 0.5
    if quantity.unit == "1" and str(amount.units[0].dimension) == "token":
        counted = "token" in quantity.meaning.en or "context" in quantity.meaning.en
        return 0.0 if counted else None
    if quantity.unit == "1" and str(amount.units[0].dimension) == "1":
        return 0.0
    if quantity.unit == "1" and _is_called(quantity, _unit_text(amount)):
        return UNIT  # "4 bits" of what is counted in bits
    if _goes_without_saying(amount, quantity):
        return UNIT - CLEAR
    if amount.is_in_bits(quantity.unit):
        return 1.0
    return None


def _is_called(quantity: Quantity, written: str) -> bool:
    """Whether a unit as written is a name of the quantity: "bits"."""
    names = (*quantity.names.en, *quantity.names.zh)
    return any(written.rstrip("s") == plain(name).rstrip("s") for name in names)


def _unit_text(amount: Amount) -> str:
    """The unit as it was written, in plain text."""
    return re.sub(r"^.*[0-9][\s,.-]*", "", plain(amount.text).strip())


def _goes_without_saying(amount: Amount, quantity: Quantity) -> bool:
    """Whether the unit lacks only the counted thing: "16 bytes" of bytes per parameter."""
    wanted = dimension_of(quantity.unit)
    for unit in amount.units if quantity.unit != "Hz" else ():
        extra = (unit.dimension / wanted).exponents
        if len(extra) == 1 and all(name in COUNTED and abs(power) == 1 for name, power in extra):
            return not any(name in MONEY for name, _ in unit.dimension.exponents)
    return False


def _in_bits(amount: Amount) -> bool:
    return bool(amount.units) and amount.units[0].name in ("bit", "bits")


def _is_unit(amount: Amount, said: str) -> bool:
    """Whether a name is only the unit of an amount that may be of several quantities: tok/s."""
    is_rate = bool(amount.units) and str(amount.units[-1].dimension) == "token/s"
    return is_rate and said == _unit_text(amount)


def _few_bytes(amount: Amount) -> bool:
    size = amount.value * amount.units[0].factor
    return size < FEW_BYTES


def _may_be_size(amount: Amount) -> bool:
    if amount.units:
        return str(amount.units[0].dimension) == "parameter"
    return bool(amount.scale) and not amount.percent


def _bond(gap: str, glue: re.Pattern[str]) -> float:
    if glue.fullmatch(gap):
        return BOUND
    if len(gap) <= 16 and not _BREAK.search(gap) and not ASK_WORD.search(gap):
        return NEAR
    return 0.0


def _same(one: Amount, other: Amount) -> bool:
    """Whether two amounts are one, spelled twice."""
    a = one.value * (one.units[0].factor if one.units else 1)
    b = other.value * (other.units[0].factor if other.units else 1)
    return abs(a - b) <= RESTATED * max(abs(a), abs(b))
