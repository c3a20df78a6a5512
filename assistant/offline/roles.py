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
from .fitting import (
    ALWAYS_NAMED,
    BARE,
    BILLIONS,
    CLEAR,
    RESTATED,
    TRILLIONS,
    UNIT,
    UNNAMED,
    fits,
    fitting,
    in_bits,
    is_first_unit,
    is_same,
    is_unit,
    is_unit_word,
    may_be_size,
    says_per,
)
from .marks import Marks
from .plausible import plausibility
from .tokens import Hit, plain
from .words.amounts import (
    AFTER_AMOUNT,
    BEFORE_AMOUNT,
    ENDS_CLAUSE,
    GLUED_LETTERS,
    INSTEAD,
    OF_CARD,
    ONE_WORD_BETWEEN,
    SEPARATOR,
    SIZE_OF_DATA,
    SIZE_OF_MODEL,
    WITH_DATA,
)
from .words.asking import ASK_WORD, ASKED_OF, BESIDE_THE_POINT

CERTAIN, BOUND, NEAR = 14.0, 6.0, 2.0
FAR = 40
"""Letters between a name and a percentage in its clause that may be its own."""
_REACH = 24
"""Letters before a bare amount in which words tell a model from its data."""
ENOUGH = 2.4
"""Score below which an amount stays without a role."""
OWNED = ("", " ", "-", "个", " 个", "个 ", " 个 ", "条", " 条")
"""Between a count and the name right after it that is its own."""

_BREAK = re.compile(r"[,，;；。?？!！、\n]|\.\s|:\s")
_LETTER = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z](?:_[a-z]{1,3})?)\s?"
    r"(?:[=:≈]|equals|(?:should be|is|becomes|was)(?: about| roughly| around| now)?"
    r"|(?:is |was )?(?:fixed|set|held|kept) (?:at|to)"
    r"|(?:如果|若|要是)?(?:取|[设定固][成为]|固定[在为成]?|等于|改成|应该是|是|为))\s?$"
)
_ONE_OF = re.compile(r"[一每单这该]\s?$")
_RUNS_AT = re.compile(
    r"(?:running|run|runs|ran|efficiency|operating) at (?:about |around )?$|跑到\s?$"
)
_TRAINED_ON = re.compile(r"(?:训练?|train(?:ing)?)\s?$")
_IT_SEES = re.compile(
    r"(?:it|model|模型)\s?(?:sees|saw|reads|eats|ate|gets|看|吃|读)\s?了?\s?$|(?:喂|吃|剩下?"
    r"|fed|feed(?:ing)?)(?:了|它|it)?\s?$"
)
_BRACKET = re.compile(r"\s?[(（][^()（）]{1,60}[)）]\s?")
_BESIDE = re.compile(r"(?<![A-Za-z0-9])([hLsV])\s$")
"""A letter right before a count, as in "h 4096"."""


@dataclass(frozen=True)
class Role:
    """An amount and the quantity that it is a value of.

    Attributes:
        amount: as found.
        quantity: its name.
        score: how sure that is.
        order: 0 for the first value of the quantity, 1 for the second, and so on.
        named: whether a name or letter of the quantity stands by it.
        others: what else the amount may be of, likeliest first.
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
        unplaced: amounts that no name or unit tells the quantity of, with those that they may be
            of, likeliest first.
        used: mentions that name an amount.
    """

    roles: tuple[Role, ...]
    unplaced: tuple[tuple[Amount, tuple[str, ...]], ...]
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
        self._fits = [fitting(amount) for amount in self.amounts]
        self._may_be = [plausibility(amount) for amount in self.amounts]
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
        return self._roles(chosen, candidates, frozenset(used))

    def _put_instead(self, chosen: dict[int, _Candidate]) -> None:
        """What takes the place of the amount before it is of the same: 5T tokens instead of 1T."""
        for place in range(1, len(self.amounts)):
            one, other = self.amounts[place - 1], self.amounts[place]
            before = chosen.get(place - 1)
            if before is None or not INSTEAD.fullmatch(self.marks.low, one.end, other.start):
                continue
            if self._begins_run(place):
                continue  # 10B on 1T tokens versus 40B on 250B
            if fits(other, self.lexicon[before.quantity]) is not None:
                chosen[place] = replace(before, place=place, mention=None)

    def _begins_run(self, place: int) -> bool:
        """Whether an amount is a size with data of its own right behind it: 40B on 250B tokens."""
        if place + 1 >= len(self.amounts) or not may_be_size(self.amounts[place]):
            return False
        between = self.marks.low[self.amounts[place].end : self.amounts[place + 1].start]
        return bool(SEPARATOR.fullmatch(between) or WITH_DATA.fullmatch(between))

    def _repeats(
        self, c: _Candidate, taken: dict[str, list[int]], others: list[_Candidate]
    ) -> bool:
        """Whether an amount is a second value of a taken quantity, and not of a free one."""
        amount = self.amounts[c.place]
        free = [o.score for o in others if o.quantity not in taken and o.score >= ENOUGH]
        if free and c.mention is None and self.lexicon[c.quantity].unit in UNNAMED:
            return False
        if self.lexicon[c.quantity].unit == "parameter" and self._is_size_of_model(amount):
            return True
        return not free or c.score - max(free) >= CLEAR

    def _roles(
        self,
        chosen: dict[int, _Candidate],
        candidates: list[list[_Candidate]],
        used: frozenset[Hit[str]],
    ) -> Roles:
        order: dict[str, list[Amount]] = {}
        roles: list[Role] = []
        unplaced: list[tuple[Amount, tuple[str, ...]]] = []
        for place, amount in enumerate(self.amounts):
            c = chosen.get(place)
            if c is None:
                unplaced.append((amount, self._possible(place, candidates[place])))
                continue
            before = order.setdefault(c.quantity, [])
            if any(is_same(amount, other) for other in before):
                continue
            before.append(amount)
            labelled = c.mention is not None and self._inside.get(c.mention) is None
            named = labelled or c.score >= CERTAIN
            own = c.others if c.mention is None else c.mention.payloads
            others = dict.fromkeys((*own, *self._possible(place, candidates[place])))
            rest = tuple(name for name in others if name != c.quantity)
            roles.append(Role(amount, c.quantity, c.score, len(before) - 1, named, rest))
        return Roles(tuple(roles), tuple(unplaced), used)

    def _possible(self, place: int, candidates: list[_Candidate]) -> tuple[str, ...]:
        """What an amount may be of, likeliest first: what speaks for it, then what its unit allows.

        A bare number may be anything, so that only what the question names is considered.
        """
        if self._is_foreign(place):
            return ()
        amount, fits, may_be = self.amounts[place], self._fits[place], self._may_be[place]
        likely = [c.quantity for c in sorted(candidates, key=lambda c: -c.score)]
        said = {name for mention in self.marks.mentions for name in mention.payloads}
        allowed = [
            q.name
            for q in self.lexicon.quantities
            if (fit := fits(q)) is not None
            and (q.name in said or (amount.units and fit and self._may_go_unnamed(q)))
            and not (in_bits(amount) and q.unit.startswith("byte/"))
            and may_be(q)
        ]
        allowed.sort(key=lambda name: name not in said)
        return tuple(dict.fromkeys((*likely, *allowed)))

    def _may_go_unnamed(self, quantity: Quantity) -> bool:
        """Whether people give a quantity by its unit alone: no MTBF is meant by "a month"."""
        if quantity.unit not in ALWAYS_NAMED:
            return True
        usual = quantity.name in self._primary.values()
        return usual or quantity.ask is not None or quantity.default is not None

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
            if amount.units or amount.percent or amount.scale in BILLIONS:
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
        if self._is_foreign(place) and not any(bond[0] >= BOUND for bond in near.values()):
            return []
        found, fits, foreign = [], self._fits[place], self._foreign(place)
        for quantity in self.lexicon.quantities:
            unit = fits(quantity)
            if unit is None:
                continue
            name, distance, after, mention = near.get(quantity.name, (0.0, 99, False, None))
            if name < BOUND and quantity.unit in foreign:
                continue
            if mention in self._inside and not is_first_unit(amount, quantity):
                name = 0.0  # part of the unit of another quantity: kg CO2 per kWh
            if name < NEAR and in_bits(amount) and quantity.unit.startswith("byte/"):
                continue  # bits are of a weight unless a name says more
            if after and quantity.unit == "FLOP" and not amount.units:
                name = 0.0
            if quantity.name in self._held and not amount.units and name < BOUND:
                continue
            usual = self._usual(place, quantity.unit) == quantity.name
            if name < NEAR and not usual and not says_per(amount, quantity):
                unit = UNIT / 2 if quantity.unit in UNNAMED and amount.units else 0.0
            if name >= BOUND and not after and quantity.unit == "1" and amount.units:
                unit = UNIT
            base = unit + name
            if unit == 0.0 and name < NEAR:
                base = 0.0
            score = base + self._prior(place, quantity, base, usual)
            if quantity.entity == "accelerator" and quantity.unit == "byte":
                score += UNIT if OF_CARD.match(self.marks.low, amount.end) else 0.0
            if score > 0:
                found.append(_Candidate(score, distance, place, after, quantity.name, mention))
        return found

    def _by_letter(self, place: int) -> list[_Candidate]:
        """The quantity whose letter is assigned the amount: h=5120, 12L."""
        amount, may_be = self.amounts[place], self._may_be[place]
        match = _LETTER.search(self.marks.text, max(0, amount.start - 20), amount.start)
        match = match or _BESIDE.search(self.marks.text, max(0, amount.start - 3), amount.start)
        names: tuple[str, ...] = ()
        if match:
            names = self.lexicon.letters.get(match[1], ())
            if not names:
                names = self.lexicon.letters.get(match[1].lower(), ())
        elif not amount.units and not amount.scale:
            glued = self.marks.low[amount.end : amount.end + 2]
            if glued[:1] in GLUED_LETTERS and not glued[1:2].isalnum():
                names = (GLUED_LETTERS[glued[:1]],)
        vocabulary = self.lexicon.vocabulary
        names = tuple(name for name in names if name in vocabulary)
        for name in sorted(names, key=lambda n: not may_be(vocabulary[n])):
            if name in self.lexicon.vocabulary:
                quantity = self.lexicon[name]
                if self._fits[place](quantity) is None:
                    continue
                if amount.units or quantity.unit in BARE:
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
                if _ONE_OF.search(low, max(0, mention.start - 2), mention.start):
                    continue  # 一条 32768 长的序列
                gap, after = _BRACKET.sub(" ", low[mention.end : amount.start]), False
                score = _bond(gap, BEFORE_AMOUNT)
                big = amount.scale in BILLIONS | TRILLIONS or not gap.endswith("of ")
                if ASKED_OF.fullmatch(gap) and not amount.units and big:
                    score = 0.0
            elif mention.start >= amount.end:
                if mention.start > end:
                    break
                gap, after = low[amount.end : mention.start], True
                score = _bond(gap, AFTER_AMOUNT)
                if amount.scale in BILLIONS and self._leads(mention, place):
                    score = min(score, NEAR)
                if score < BOUND and ONE_WORD_BETWEEN.fullmatch(gap):
                    score = BOUND - 2
            elif is_unit(amount, low[mention.start : mention.end]):
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
            if (
                not score
                and amount.percent
                and not after
                and len(gap) <= FAR
                and not _BREAK.search(gap)
            ):
                score = NEAR if mention not in self._inside else 0.0
            for name in mention.payloads:
                if score > found.get(name, (0.0,))[0]:
                    found[name] = (score, len(gap), after, mention)
        return found

    def _foreign(self, place: int) -> set[str]:
        """Units of what an amount is called that the function does not know: "13B active"."""
        amount, low, found = self.amounts[place], self.marks.low, set[str]()
        for mention in self.marks.foreign:
            if is_unit_word(low[mention.start : mention.end]):
                continue
            gap = low[mention.end : amount.start] if mention.end <= amount.start else None
            before = gap is not None and (gap in ("", " ", ": ") and not _BREAK.search(gap))
            after = mention.start >= amount.end and low[amount.end : mention.start] in OWNED
            if before or after:
                found |= {self.lexicon[name].unit for name in mention.payloads} & BARE
        return found

    def _is_foreign(self, place: int) -> bool:
        """Whether an amount has the name of something the function does not know: KV 另占 12GB."""
        amount, low = self.amounts[place], self.marks.low
        if not amount.units or str(amount.units[0].dimension) != "byte":
            return False
        return any(
            mention.end <= amount.start
            and not is_unit_word(low[mention.start : mention.end])
            and any(self.lexicon.general[n].unit == "byte" for n in mention.payloads)
            and BEFORE_AMOUNT.fullmatch(low, mention.end, amount.start)
            for mention in self.marks.foreign
        )

    def _leads(self, mention: Hit[str], place: int) -> bool:
        """Whether a Chinese name stands right before the next amount: 671B 激活 37B."""
        if place + 1 >= len(self.amounts) or self.marks.low[mention.start].isascii():
            return False
        return self.marks.low[mention.end : self.amounts[place + 1].start] in ("", " ")

    def _usual(self, place: int, unit: str) -> str | None:
        """The quantity that an amount of this unit is where no name says more."""
        name = self._primary.get(unit)
        if name is None or self._may_be[place](self.lexicon[name]):
            return name
        alike = (q for q in self.lexicon.quantities if q.unit == unit and q.entity is None)
        return next((quantity.name for quantity in alike), name)

    def _prior(self, place: int, quantity: Quantity, base: float, usual: bool) -> float:
        """What goes without saying: 7B is a model, 2T is data, 40% is a utilization."""
        if not self._may_be[place](quantity):
            return -2 * UNIT
        amount = self.amounts[place]
        if says_per(amount, quantity):
            return UNIT + CLEAR
        if amount.units and "accelerator" in str(amount.units[0].dimension):
            if "per accelerator" in quantity.label.en:
                return UNIT + CLEAR
            if self._has_rate_of_each(quantity):
                return -UNIT  # 900 tokens/s of each GPU are no traffic of all
        if usual:
            if amount.units:
                return CLEAR
            return self._prior_of_bare(amount, quantity, base)
        if amount.percent and quantity.shown_as == "percent" and quantity.default is not None:
            # Unless a name says so, only where nothing else says what it is of: "at 50%".
            alone = ENDS_CLAUSE.match(self.marks.low, amount.end) or _RUNS_AT.search(
                self.marks.low, max(0, amount.start - 16), amount.start
            )
            return 2.5 if base or alone else 0.0
        return 0.0

    def _has_rate_of_each(self, quantity: Quantity) -> bool:
        """Whether another quantity of the same unit is that of one accelerator."""
        alike = (q for q in self.lexicon.quantities if q.unit == quantity.unit)
        return any("per accelerator" in q.label.en for q in alike)

    def _prior_of_bare(self, amount: Amount, quantity: Quantity, base: float) -> float:
        before = self.marks.low[max(0, amount.start - _REACH) : amount.start]
        if quantity.unit == "parameter" and amount.scale in BILLIONS | TRILLIONS:
            prior = 2.5 if amount.scale in BILLIONS else 1.6
            if self._is_size_of_model(amount) or self._leads_data(amount):
                return prior + 2.0
            trained = amount.scale in TRILLIONS and _TRAINED_ON.search(before)
            return prior + (2.0 if SIZE_OF_MODEL.search(before) and not trained else 0.0)
        if quantity.unit == "token" and amount.scale in BILLIONS | TRILLIONS:
            prior = 1.9 if amount.scale in BILLIONS else 3.0
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

    def _leads_data(self, amount: Amount) -> bool:
        """Whether a larger one stands right behind a stroke, so that it is a size: 7B/2T."""
        after = next((other for other in self.amounts if other.start >= amount.end), None)
        if after is None or not may_be_size(after) or after.value <= amount.value:
            return False
        between = self.marks.low[amount.end : after.start]
        return between.strip() in ("/", "×", "*", "x") and not self._follows_a_stroke(amount)

    def _follows_a_stroke(self, amount: Amount) -> bool:
        before = self.marks.low[max(0, amount.start - 3) : amount.start].strip()
        return before.endswith(("/", "×", "*"))

    def _follows_a_size(self, amount: Amount, before: str) -> bool:
        """Whether a model or another size stands before, so that this one is its data: 7B/2T."""
        if self._leads_data(amount):
            return False
        ends = [
            other.end for other in self.amounts if other.end <= amount.start and may_be_size(other)
        ]
        ends += [n.end for n in self.marks.named if n.kind == "model" and n.end <= amount.start]
        if not ends:
            return _IT_SEES.search(before) is not None
        between = self.marks.low[max(ends) : amount.start]
        return bool(SEPARATOR.fullmatch(between) or SIZE_OF_DATA.search(before))


def _bond(gap: str, glue: re.Pattern[str]) -> float:
    if glue.fullmatch(gap):
        return BOUND
    if len(gap) <= 16 and not _BREAK.search(gap) and not ASK_WORD.search(gap):
        return NEAR
    return 0.0
