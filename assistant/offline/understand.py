"""From the marks of a question to a case: what is given, what changes, what is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from ...tools.catalog import find_model
from ...tools.engine.amounts import Amount
from ...tools.engine.quantity import Quantity
from ...tools.engine.units import dimension_of
from .amounts import edition_of, usable_amounts
from .asked import find_targets, inference_twins
from .case import Case, Claim, Given, Manner, Move, Unplaced
from .changes import Change, find_changes, held_quantities
from .choices import counted_choices, format_of_cache, stated_choices, stated_formats
from .claims import find_claim
from .fields import trains
from .fitting import is_unit_word
from .language import language_of
from .lexicon import Lexicon
from .listed import each_listed
from .marks import Marks, read_marks
from .moves import exact_value
from .nearness import nearness
from .numbers import number_text
from .openly import asked_units
from .plausible import is_of_many
from .roles import Role, RoleReader, Roles
from .swaps import swapped
from .targets import PER_ACCELERATOR, Target, asked_for, is_inference, is_per_card
from .tokens import plain
from .words.amounts import A_SINGLE_ONE
from .words.asking import DESCRIBED
from .words.changes import (
    AS_CHANGE,
    AS_SAVING,
    BY_FACTOR,
    DIFFERENCE,
    FORMER_BY_LATTER,
    HOW_MANY_TIMES,
    IN_PLACE_OF,
    IN_PROPORTION,
    ITSELF,
    MEASURED_BY,
    SAVES,
    UPGRADES,
)
from .words.deciding import CLAIM
from .words.fields import BALANCES, BUDGET_RUN, FITS, MEMORY_ENOUGH, OPTIMAL
from .words.talk import AND_HOW_IF, ANOTHER_QUESTION
from .words.things import A_CARD, A_MACHINE

_ONE = ("1", "one GPU", "One GPU", "a GPU", "一张 GPU", "1 GPU")
_NONE = Given("")
_SUM = re.compile(r"(?<![a-z])total(?![a-z])|altogether|合计|加起来|总共|一共")
_LEAST_LOSS, _MOST_LOSS = Fraction(3, 2), 8
_NEAR = 24
"""Letters before a second value in which "instead of" is its own."""
_BOTH = 2
_ABOUT = Fraction(1, 10)
"""How far a size may be off that of a named model to be a round figure of it."""
UNUSUAL = 2.5
"""What an amount counts less that is usually something else, as no name says otherwise."""
MOST_SURE = 9.0
"""Score of a role beyond which being surer says nothing of the whole."""


@dataclass(frozen=True)
class _Said:
    """What the words of a question say by themselves, whichever function's frame reads them."""

    described: bool
    optimal: bool
    balances: bool
    fits: bool
    proportional: bool
    as_saving: bool
    as_change: bool
    how_many_times: bool


@lru_cache(maxsize=64)
def _said(low: str) -> _Said:
    """What the words of a question say."""
    return _Said(
        described=bool(DESCRIBED.search(low)),
        optimal=bool(OPTIMAL.search(low) or BUDGET_RUN.search(low)),
        balances=bool(BALANCES.search(low)),
        fits=bool(FITS.search(low) or MEMORY_ENOUGH.search(low)),
        proportional=bool(IN_PROPORTION.search(low)),
        as_saving=bool(AS_SAVING.search(low)),
        as_change=bool(AS_CHANGE.search(low)),
        how_many_times=bool(HOW_MANY_TIMES.search(low)),
    )


@lru_cache(maxsize=1024)
def understand(question: str, lexicon: Lexicon) -> Case:
    """The case of one question on its own."""
    marks = read_marks(question, lexicon)
    return Understanding(marks).case()


def parts_of(question: str) -> list[str]:
    """The questions that one question is: what is asked first, and "… and if …?" after it."""
    listed = each_listed(question)
    if listed:
        return [each.question for each in listed]
    also = AND_HOW_IF.search(question)
    if also:
        return [f"{question[: also.start()]}?{question[also.end() :]}", also[0].lstrip(", ")]
    cuts = [match.end() for match in ANOTHER_QUESTION.finditer(plain(question))]
    ends = [*cuts, len(question)]
    return [question[a:b] for a, b in zip([0, *cuts], ends, strict=True) if question[a:b].strip()]


class Understanding:
    """One question being understood.

    Args:
        marks: what stands in it.
    """

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.lexicon = marks.lexicon
        self.primary = self.lexicon.usual
        amounts = usable_amounts(marks)
        self.changes = find_changes(marks, amounts, self.primary.get("parameter", ""))
        self.changes = [c for c in self.changes if self._is_change(c)]
        self.held = held_quantities(marks, self.changes, self.primary.get("parameter", ""))
        self.is_of_one = False
        self.roles = self._roles(amounts)

    def case(self) -> Case:
        """All of it."""
        marks, said = self.marks, _said(self.marks.low)
        given, second, unplaced = self._given()
        data = self.primary.get("token")
        held = [n for n in self.held if n != data or not in_proportion(marks)]
        targets = self._targets(held) or self._of_written_law(given)
        claim = find_claim(marks, self.roles, [t.quantity for t in targets])
        self._asked_cards(given, targets)
        self._rate_of_each(given, targets)
        moves = self._moves()
        choices, several = stated_choices(marks)
        swap = swapped(marks)
        told = self._is_card_told(given)
        cards = tuple(n.name for n in marks.of_kind("accelerator") if n.known or not told)
        cards = (swap.after,) if swap and swap.kind == "accelerator" else cards
        sized = self.primary.get("parameter") in second
        manner = self._manner(bool(moves) or sized, [t.quantity for t in targets], several)
        second = self._without_replaced(second, manner)
        targets = [self._of_rest(target, given) for target in targets]
        asked = [t.quantity for t in targets]
        if claim is not None and claim.text:
            given, second = _without_claim(given, second, claim)
            if claim.quantity and claim.quantity not in asked:
                asked.append(claim.quantity)
        unasked = {name for name in asked if name in given and name not in self._run()}
        asked = [self._of_all(name, given) for name in asked]
        if unasked and unasked < set(asked):
            asked = [name for name in asked if name not in unasked]
        if claim is not None and claim.kind == "fits":
            card = self.primary.get("accelerator", "")
            has_memory = any(
                n in given for n in self.lexicon.known
                if self.lexicon[n].entity == "accelerator" and self.lexicon[n].unit == "byte"
            )  # fmt: skip
            if card not in asked and (has_memory or marks.of_kind("accelerator")):
                given.setdefault(card, Given("1", named=False))
            asked = self._fitting(asked, claim.quantity, given)
        if claim is not None and claim.kind in ("least", "most"):
            asked = [claim.quantity]
        return Case(
            language=language_of(marks.question),
            given=given,
            second=second,
            accelerators=cards,
            models=self._models(given),
            formats=stated_formats(marks),
            cache_format=format_of_cache(marks),
            grid=next((n.name for n in marks.of_kind("grid")), None),
            choices=choices,
            counted=counted_choices(marks),
            several=several,
            targets=tuple(dict.fromkeys(asked)),
            moves=moves,
            swap=swap,
            held=tuple(held),
            proportional=in_proportion(marks),
            manner=manner,
            claim=claim,
            described=said.described,
            optimal=said.optimal,
            measured=self._measured(),
            inference=is_inference(marks)
            and not trains(marks.low)
            and f"{self.primary.get('token')}_per_parameter" not in given,
            unplaced=unplaced,
            unknown=self._unknown(told=told),
            asks_other=self._asks_other(targets),
            foreign=tuple(self.lexicon[n].unit for m in marks.foreign for n in m.payloads),
            fit=sum(self._fit(role) for role in self.roles.roles),
            asked_units=asked_units(marks),
            asked_at=tuple((t.start, t.end) for t in targets),
            by_place=any(t.by_place for t in targets),
            open={t.quantity: t.others for t in targets if t.others},
            balances=said.balances and trains(marks.low),
            question=marks.question,
            words=marks.low,
            per_card=is_per_card(marks),
            fits=said.fits,
            placed=tuple((r.amount.start, r.amount.end) for r in self.roles.roles),
        )

    def _asks_other(self, targets: Sequence[Target]) -> bool:
        """Whether the words ask for a quantity that the function does not know."""
        low = self.marks.low
        return not targets and any(
            asked_for(self.marks, m)
            for m in self.marks.foreign
            if not is_unit_word(low[m.start : m.end])
        )

    def _is_card_told(self, given: Mapping[str, Given]) -> bool:
        """Whether facts of a card are told, so that no catalog need know it."""
        return any(self.lexicon[name].entity == "accelerator" for name in given)

    def _unknown(self, *, told: bool) -> tuple[str, str] | None:
        """What is named that no catalog knows; nothing of a card whose facts are told."""
        strange = (n for n in self.marks.named if not n.known)
        return next(
            ((n.kind, n.name) for n in strange if not (told and n.kind == "accelerator")), None
        )

    def _of_all(self, name: str, given: Mapping[str, Given]) -> str:
        """All cards of a service, where those of one copy are given: one does 1,800 tokens/s."""
        if name not in given:
            return name
        if self.lexicon[name].unit == "USD/(accelerator*s)":  # "the price of a run"
            return self.lexicon.primary.get("USD", name)
        if self.lexicon[name].unit != "accelerator":
            return name
        alike = (n for n in self.lexicon.finds if self.lexicon[n].unit == "accelerator")
        return next((n for n in alike if n not in given), name)

    def _of_rest(self, target: Target, given: Mapping[str, Given]) -> Target:
        """What a general word asks for where its first meaning is given: 12 GB of cache, in all."""
        name = target.quantity
        if name not in given or not target.others or self.lexicon[name].unit != "byte":
            return target
        free = [other for other in target.others if other not in given]
        nearest = max(free, key=lambda other: nearness(other, given), default=name)
        return replace(target, quantity=nearest, others=tuple(free))

    def _run(self) -> set[str]:
        """Size, data and their ratio: they may be asked for, as they should be, though given."""
        size, data = self.primary.get("parameter", ""), self.primary.get("token", "")
        return {size, data, f"{data}_per_parameter"}

    def _fitting(self, asked: list[str], share: str, given: Mapping[str, Given]) -> list[str]:
        """What tells whether something fits: the memory it takes, and its share of what there is.

        On several accelerators that is also the memory that each of them takes.
        """
        needs = [name for name in asked if self.lexicon[name].unit == "byte"]
        needs = needs or [self.lexicon.primary.get("byte", "")]
        whole = share.removesuffix("_share")
        parts = (n for n in given if self.lexicon[n].unit == "byte")
        summed = _SUM.search(self.marks.low) and not share.startswith("inference")
        states = "training_state_memory"
        spread = self.primary.get("accelerator", "") in given
        if summed and spread and states in self.lexicon.finds and share.startswith("training"):
            needs = [states]
        elif whole in self.lexicon.finds and (
            summed or any(self.lexicon[n].entity is None for n in parts)
        ):
            needs = [whole]  # the cache is told beside the weights
        card = self.primary.get("accelerator", "")
        spread = card in given and given[card].text != "1"
        each = [n for n in self.lexicon.finds if n.endswith(PER_ACCELERATOR)
                and self.lexicon[n].unit == "byte"][: 1 if spread else 0]  # fmt: skip
        return list(dict.fromkeys([*needs[:1], *each, share]))

    def _fit(self, role: Role) -> float:
        """How well a role explains its amount; less where only this function would have it so."""
        quantity, general = self.lexicon[role.quantity], self.lexicon.general
        usual = general.usual.get(quantity.unit) in (None, quantity.name)
        alone = role.amount.units and not role.named and not usual
        return min(role.score, MOST_SURE) - (UNUSUAL if alone else 0.0)

    def _is_change(self, change: Change) -> bool:
        """Whether it is a change, and not a share such as the utilization."""
        if not change.quantities:
            before = self.marks.low[max(0, change.start - 16) : change.start]
            return not CLAIM.search(before)
        if change.factor is None or "%" not in change.factor:
            return True
        return change.factor[0] not in "+-" or not any(
            self.lexicon[n].shown_as == "percent" for n in change.quantities
        )

    def _roles(self, amounts: Sequence[Amount]) -> Roles:
        moved = {
            (a.start, a.end)
            for change in self.changes
            for a in (change.before, change.after)
            if a is not None
        }
        spans = [(c.start, c.end) for c in self.changes if c.factor is not None]
        free = [
            a
            for a in amounts
            if (a.start, a.end) not in moved
            and not any(start <= a.start < end for start, end in spans)
        ]
        return RoleReader(self.marks, free, self.held).read()

    def _given(self) -> tuple[dict[str, Given], dict[str, Given], tuple[Unplaced, ...]]:
        given: dict[str, Given] = {}
        second: dict[str, Given] = {}
        unplaced = [
            Unplaced(amount, others)
            for amount, others in self.roles.unplaced
            if not self._is_claimed(amount)
        ]
        apart = len(self.marks.of_kind("accelerator")) > 1  # each option has its own share
        for role in self.roles.roles:
            name = self._in_context(role)
            value = Given(argument_text(role.amount, self.lexicon[name]), role.others, role.named)
            if role.order == 0 or name not in given:
                given[name] = value
                self._rate_of_one(role, name, given)
            elif role.order == 1 and (apart or not role.amount.percent):
                second[name] = value
            else:
                unplaced.append(Unplaced(role.amount, role.others))
        self._one_card(given)
        self._drop_restated(given, second)
        unplaced = self._loss_of_law(given, unplaced)
        return given, second, tuple(unplaced)

    def _drop_restated(self, given: dict[str, Given], second: Mapping[str, Given]) -> None:
        """No size of one's own, where two models are named and it is about that of one of them."""
        size = self.primary.get("parameter", "")
        models = self.marks.of_kind("model")
        if size not in given or size in second or len(models) < _BOTH:
            return
        told = exact_value(given[size].text, size, self.lexicon)
        facts = (find_model(named.name).facts().get(size) for named in models)
        if told and any(f and abs(told / Fraction(f.value) - 1) <= _ABOUT for f in facts):
            del given[size]

    def _of_written_law(self, given: dict[str, Given]) -> list[Target]:
        """The loss, where a law of it is written out and nothing else is asked: 代 N=…、D=…."""
        if "loss" not in self.lexicon.finds or "loss" in given:
            return []
        size, data = self.primary.get("parameter"), self.primary.get("token")
        written = edition_of(self.marks, "loss_law") is not None and {size, data} <= set(given)
        return [Target("loss", 0, 0)] if written else []

    def _loss_of_law(self, given: dict[str, Given], unplaced: list[Unplaced]) -> list[Unplaced]:
        """The amounts without that which can only be a loss, where a law is written out for one."""
        if "loss" not in self.lexicon.known or "loss" in given:
            return unplaced
        bare = [u for u in unplaced if not u.amount.units and not u.amount.percent]
        low = [u for u in bare if _LEAST_LOSS <= u.amount.value <= _MOST_LOSS]
        if len(low) != 1 or edition_of(self.marks, "loss_law") is None:
            return unplaced
        given["loss"] = Given(low[0].amount.text.strip(), named=False)
        return [u for u in unplaced if u is not low[0]]

    def _is_claimed(self, amount: Amount) -> bool:
        """Whether an amount is only what somebody says of the answer: 文章说 100 倍."""
        before = self.marks.low[max(0, amount.start - 16) : amount.start]
        is_multiple = bool(amount.units) and not amount.units[0].dimension.exponents
        return is_multiple and CLAIM.search(before) is not None

    def _in_context(self, role: Role) -> str:
        """Tokens in a question of inference are those of inference, unless they are named."""
        sizes = (self.primary.get("token"), self.primary.get("FLOP"))
        if role.quantity in sizes and is_inference(self.marks):
            before = self.marks.low[max(0, role.amount.start - 24) : role.amount.start]
            behind = self.marks.low[role.amount.end : role.amount.end + 4]
            if not re.search(r"train|训|\bon\b", before + behind) and not any(
                other.quantity in inference_twins(self.lexicon, role.quantity)
                for other in self.roles.roles
            ):
                twins = inference_twins(self.lexicon, role.quantity)
                return twins[-1] if twins else role.quantity
        return role.quantity

    def _rate_of_one(self, role: Role, name: str, given: dict[str, Given]) -> None:
        """A rate per accelerator is that of a run on one, where the run's own rate is meant."""
        card = self.primary.get("accelerator")
        if card is None or not role.amount.units or self.lexicon[name].entity == "accelerator":
            return
        per_card = role.amount.units[0].dimension * dimension_of("accelerator")
        if "per accelerator" in self.lexicon[name].label.en and "/s" in self.lexicon[name].unit:
            no_card = not self.marks.of_kind("accelerator") and not A_CARD.search(self.marks.low)
            if (no_card or is_of_many(role.amount)) and not any(
                other.quantity == card for other in self.roles.roles
            ):
                given[card] = Given("1", named=False)  # the whole cluster's, as if of one
            if str(per_card) == self.lexicon[name].unit:  # "one H100 gives …": of whom the rate is
                self.is_of_one = True
                if given.get(card, _NONE).text in _ONE:
                    del given[card]
            return
        if per_card == dimension_of(self.lexicon[name].unit):
            given[card] = Given("1", named=False)

    def _one_card(self, given: dict[str, Given]) -> None:
        """One accelerator, where the words say "a single A100" or "on a laptop"."""
        name = self.primary.get("accelerator")
        if name is None or name in given or self.is_of_one:
            return
        low = self.marks.low
        single = any(
            not n.plural and A_SINGLE_ONE.search(low[max(0, n.start - 10) : n.start])
            for n in self.marks.of_kind("accelerator")
        )
        if single or A_MACHINE.search(low):
            given[name] = Given("1", named=False)

    def _rate_of_each(self, given: dict[str, Given], targets: Sequence[Target]) -> None:
        """One accelerator, where the rate of a run is asked of each."""
        card = self.primary.get("accelerator", "")
        whole = [t for t in targets if self.lexicon[t.quantity].unit == "token/s"]
        whole = [t for t in whole if not t.quantity.endswith(PER_ACCELERATOR)]
        if whole and card in self.lexicon.known and is_per_card(self.marks):
            given.setdefault(card, Given("1", named=False))

    def _asked_cards(self, given: dict[str, Given], targets: Sequence[Target]) -> None:
        """No "one card" where the cards are asked for: "80 GB a card, how many?"."""
        card = self.primary.get("accelerator", "")
        if card in given and not given[card].named and given[card].text == "1":
            if any(target.quantity == card for target in targets):
                del given[card]

    def _models(self, given: dict[str, Given]) -> tuple[str, ...]:
        strong = [n.name for n in self.marks.of_kind("model")]
        if not strong and not set(given) - {self.primary.get("token")}:
            strong = [n.name for n in self.marks.of_kind("model", weak=True)]
        return tuple(strong)

    def _measured(self) -> bool:
        """Whether the first of two models, or of two values, is measured by the second."""
        if FORMER_BY_LATTER.search(self.marks.low):
            return True
        models = self.marks.of_kind("model")
        pairs = [(a.end, b.start) for a, b in zip(models, models[1:], strict=False)]
        firsts = {role.quantity: role.amount.end for role in self.roles.roles if not role.order}
        pairs += [
            (firsts[role.quantity], role.amount.start)
            for role in self.roles.roles
            if role.order == 1
        ]
        return any(MEASURED_BY.search(self.marks.low[end:start]) for end, start in pairs)

    def _targets(self, held: Sequence[str]) -> list[Target]:
        spans = [(c.start, c.end) for c in self.changes]
        changed = {self.lexicon.base_of(n) for c in self.changes for n in c.quantities[:1]}
        found = find_targets(self.marks, self.roles, spans, {*held, *changed})
        return found or self._itself_changed()

    def _itself_changed(self) -> list[Target]:
        """What changes between two values, where by how many times it does is what is asked."""
        if len(self.changes) != 1 or self.changes[0].before is None:
            return []
        change, low = self.changes[0], self.marks.low
        for cue in HOW_MANY_TIMES.finditer(low, change.end):
            for mention in self.marks.mentions:
                same = mention.payloads[0] in change.quantities[:1] and mention.start >= change.end
                if same and ITSELF.fullmatch(low, mention.end, cue.start()):
                    return [Target(mention.payloads[0], mention.start, mention.end)]
        return []

    def _moves(self) -> tuple[Move, ...]:
        moves: dict[str, Move] = {}
        for change in self.changes:
            if not change.quantities:  # what changes was said before
                moves[f"{change.factor}"] = Move("", change.factor)
                continue
            name = self.lexicon.base_of(change.quantities[0])
            quantity = self.lexicon[name]
            ends, factor = (change.before, change.after), _plain_factor(change.factor)
            if ends[0] and ends[1] and ends[0].value and ends[0].in_base(quantity.unit) is None:
                # "from $2 to $1.5" of a price by the hour: their ratio says it all.
                factor, ends = number_text(ends[1].value / ends[0].value), (None, None)
            before, after = (None if a is None else argument_text(a, quantity) for a in ends)
            others = tuple(self.lexicon.base_of(n) for n in change.quantities[1:])
            moves[f"{name}{factor}"] = Move(name, factor, before, after, others)
        return tuple(moves.values())

    def _without_replaced(self, second: dict[str, Given], manner: Manner) -> dict[str, Given]:
        """The second values, without those that only say what the first stand in place of."""
        if manner != "value":
            return second
        replaced = {
            role.quantity
            for role in self.roles.roles
            if role.order == 1
            and IN_PLACE_OF.search(
                self.marks.low, max(0, role.amount.start - _NEAR), role.amount.start
            )
        }
        return {name: value for name, value in second.items() if name not in replaced}

    def _manner(
        self, changes: bool, asked: Sequence[str], several: Mapping[str, tuple[str, ...]]
    ) -> Manner:
        low, said = self.marks.low, _said(self.marks.low)
        saves = SAVES.search(low) is not None
        if saves and (changes or several) and asked_units(self.marks) - {"1"}:
            return "difference"  # how many GB it saves
        plain_number = asked and self.lexicon[asked[0]].unit == "1"
        if plain_number and not self.lexicon[asked[0]].shown_as and DIFFERENCE.search(low):
            return "difference"
        if len(stated_formats(self.marks)) > 1 and (saves or DIFFERENCE.search(low)):
            return "difference"
        models = self.marks.of_kind("model")
        if len(models) == 2 and UPGRADES.fullmatch(low[models[0].end : models[1].start]):
            return "multiple"
        if said.as_saving and (changes or "省" in low):
            if saves or not BY_FACTOR.search(low):
                return "saving"
        if said.as_change and changes:
            return "change"
        if asked and self.lexicon[asked[0]].shown_as == "percent":
            return "value"  # 气泡与理想时间之比 is a ratio itself
        return "multiple" if said.how_many_times else "value"


def in_proportion(marks: Marks) -> bool:
    """Whether data grow with the model."""
    return _said(marks.low).proportional


def _without_claim(
    given: dict[str, Given], second: dict[str, Given], claim: Claim
) -> tuple[dict[str, Given], dict[str, Given]]:
    """What is given, without the value to be confirmed."""
    if claim.quantity in second and second[claim.quantity].text == claim.text:
        return given, {n: v for n, v in second.items() if n != claim.quantity}
    if claim.quantity in given and given[claim.quantity].text == claim.text:
        rest = {n: v for n, v in given.items() if n != claim.quantity}
        if claim.quantity in second:
            rest[claim.quantity] = second[claim.quantity]
            second = {n: v for n, v in second.items() if n != claim.quantity}
        return rest, second
    return given, second


def _plain_factor(factor: str | None) -> str | None:
    """A factor as one number: "+50%" is 1.5, "1/3" is a third."""
    if factor is None or not factor.endswith("%") or factor[0] not in "+-":
        return factor
    share = Fraction(factor[1:-1].strip()) / 100
    return number_text(1 + share if factor[0] == "+" else 1 - share)


def argument_text(amount: Amount, quantity: Quantity) -> str:
    """An amount as a function's argument: as written, or its exact value in the base unit."""
    text = amount.text.strip()
    if quantity.shown_as == "percent" and not amount.percent and not amount.units:
        if 1 < amount.value <= 100 and amount.value.denominator == 1:
            return f"{text}%"  # "MFU 45"
    if amount.units and quantity.unit == "1" and amount.units[0].dimension.exponents:
        return number_text(amount.value)
    return text
