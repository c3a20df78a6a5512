"""What a catalog entry says, checked as it is read.

Covered: accelerators with their prices, and language models. Their TOML files name the same fields.
Every number is exact: a float never enters.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ..engine.errors import InvalidInput
from ..engine.text import Text
from .facts import Fact, whole_or_fraction

DataType = Literal["fp32", "tf32", "bf16", "fp16", "fp8", "int8", "fp4"]
DATA_TYPES: tuple[str, ...] = get_args(DataType)
UNCHECKED = "not yet checked against its publisher's own page"
NO_VENDOR = ""
"""The vendor of what nobody sells: a country's electricity."""


def _number(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        raise ValueError("give a number, exactly; a float is none")
    return Fraction(value)


def _exact(value: object) -> Fraction:
    number = _number(value)
    if number <= 0:
        raise ValueError("must be above zero")
    return number


def _exact_or_zero(value: object) -> Fraction:
    number = _number(value)
    if number < 0:
        raise ValueError("must not be negative")
    return number


def _whole(value: object) -> int:
    exact = _exact(value)
    if exact.denominator != 1:
        raise ValueError("must be whole")
    return exact.numerator


def _text(value: object) -> object:
    return Text(**value) if isinstance(value, dict) and value.keys() == {"en", "zh"} else value


def _month(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", value):
        raise ValueError('write year and month: "2026-11"')
    return value


Exact = Annotated[Fraction, BeforeValidator(_exact)]
ExactOrZero = Annotated[Fraction, BeforeValidator(_exact_or_zero)]
Whole = Annotated[int, BeforeValidator(_whole)]
Label = Annotated[Text, BeforeValidator(_text)]
Words = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(strict=False)]
Source = Annotated[str, Field(min_length=8)]
Month = Annotated[str, BeforeValidator(_month)]


class Record(BaseModel):
    """A table of the catalog: frozen, and without any field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Vendor(Record):
    """Who makes entries, and the names that people put before the entry's own."""

    name: str
    aliases: Words = ()


class Entry(Record):
    """Something with a name.

    Attributes:
        name: its exact name, unique in its file.
        vendor: who makes it.
        aliases: other names that mean this entry and no other. Case, width, hyphens, spaces, the
            vendor's name in front and a plural s need no alias of their own.
        weak_aliases: names that often mean something else ("Chinchilla": the law, or the model).
        not_before: words that, right after the name, make it another thing ("RTX 3090 Ti").
        not_after: words that, right before the name, make it a part of another ("开源2.0").
    """

    name: str = Field(min_length=1)
    vendor: str = Field(min_length=1)
    aliases: Words = ()
    weak_aliases: Words = ()
    not_before: Words = ()
    not_after: Words = ()

    def contradicted_by(self, size: Fraction) -> bool:
        """Whether a size written right after the name ("GPT-3 13B") means another thing."""
        return False


class Setting(Record):
    """A value of a model choice: the vocabulary makes an option of each.

    Attributes:
        name: what it is called in a call: "adam-8bit", "hoffmann-3".
        label: it in words.
        names_en: what people call it in English.
        names_zh: what people call it in Chinese.
        source: where its figures stand.
        date: year and month of the source.
        note: what a reader should know, or none.
    """

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    label: Label
    names_en: Words
    names_zh: Words
    source: Source
    date: Month
    note: str | None = None


class PriceRange(Record):
    """What an accelerator-hour was sold for.

    Attributes:
        low: US dollars, at the cheapest seller.
        high: US dollars, at the dearest.
        date: year and month.
        source: who collected the prices.
    """

    low: Exact
    high: Exact
    date: Month
    source: Source

    @model_validator(mode="after")
    def _ordered(self) -> PriceRange:
        if self.low > self.high:
            raise ValueError("low is above high")
        return self

    def fact(self) -> Fact:
        """The price in USD/(accelerator*s); nominal is the middle of the range."""
        low, high = self.low / 3600, self.high / 3600
        note = f"${float(self.low):g} to ${float(self.high):g} an hour, {self.date}"
        return Fact((low + high) / 2, self.source, low, high, note)


class Price(PriceRange):
    """A price of one's own for an accelerator, under any of its names."""

    accelerator: str


class Accelerator(Entry):
    """One accelerator of a kind.

    Attributes:
        release_year: when it was first sold, or is announced for.
        memory_bytes: as sold: "80 GB" is 80e9.
        memory_bandwidth: byte/s.
        peak_flops: FLOP/s by data type, dense.
        interconnect_bandwidth: byte/s to its neighbours, one direction.
        tdp_w: W that it may draw at most.
        price: a dated range.
        source: where the figures come from.
        note: what a reader should know of them.
        unchecked: fields (or `peak_flops.bf16`) that no page of the vendor has confirmed.
    """

    release_year: int = Field(ge=2010, le=2035)
    memory_bytes: Whole
    memory_bandwidth: Exact
    peak_flops: dict[DataType, Exact] = Field(min_length=1)
    interconnect_bandwidth: Exact | None = None
    tdp_w: Exact | None = None
    price: PriceRange | None = None
    source: Source
    note: str | None = None
    unchecked: Words = ()

    @model_validator(mode="after")
    def _unchecked_names_figures(self) -> Accelerator:
        for field in self.unchecked:
            name, _, dtype = field.partition(".")
            figure: Any = getattr(self, name, None)
            if dtype:
                figure = figure.get(dtype) if isinstance(figure, dict) else None
            if figure is None:
                raise ValueError(f"unchecked names {field!r}, which this entry does not give")
        return self

    def facts(self, dtype: str = "bf16") -> dict[str, Fact]:
        """What the solver may be given, by quantity, in base units.

        Args:
            dtype: the data type whose peak is wanted. A card without bf16 answers with its fp16
                peak, and the fact's note says so.

        Raises:
            InvalidInput: the card has no peak for this data type; the error names those it has.
        """
        facts = {
            "peak_flops": self._peak(dtype),
            "memory_per_accelerator": self._fact("memory_bytes", self.memory_bytes),
            "memory_bandwidth": self._fact("memory_bandwidth", self.memory_bandwidth),
        }
        if self.interconnect_bandwidth is not None:
            facts["interconnect_bandwidth"] = self._fact(
                "interconnect_bandwidth", self.interconnect_bandwidth
            )
        if self.tdp_w is not None:
            facts["power_per_accelerator"] = self._fact("tdp_w", self.tdp_w)
        if self.price is not None:
            facts["price_per_accelerator_hour"] = self.price.fact()
        return facts

    def _peak(self, dtype: str) -> Fact:
        used = "fp16" if dtype == "bf16" and "bf16" not in self.peak_flops else dtype
        peak = {str(name): value for name, value in self.peak_flops.items()}.get(used)
        if peak is None:
            known = tuple(self.peak_flops)
            raise InvalidInput(
                Text(
                    f"{self.name} has no peak for {dtype!r}; it has one for {', '.join(known)}",
                    f"{self.name} 没有 {dtype!r} 的峰值算力;有的是:{'、'.join(known)}",
                )
            )
        note = f"{self.name} has no bf16: its fp16 peak" if used != dtype else None
        return self._fact(f"peak_flops.{used}", peak, note)

    def _fact(self, field: str, value: Fraction | int, note: str | None = None) -> Fact:
        checked = field not in self.unchecked
        notes = [part for part in (note, None if checked else UNCHECKED) if part]
        return Fact(
            whole_or_fraction(Fraction(value)),
            self.source,
            note="; ".join(notes) or None,
            checked=checked,
        )


class Size(Record):
    """How large a model is.

    Attributes:
        parameters: all of them: counted where the weights are open, else as published.
        active_parameters: those that one token passes through, for a mixture of experts.
        nominal_parameters: the rounded figure in its name, where it differs.
        source: who published or counted it.
    """

    parameters: Whole
    active_parameters: Whole | None = None
    nominal_parameters: Whole | None = None
    source: Source


class Training(Record):
    """What a model was trained on: tokens seen, repeated ones included."""

    tokens: Whole
    source: Source


class Structure(Record):
    """How a model is built. A field is absent where it is unknown or does not describe it.

    So latent attention (DeepSeek) has no kv_heads here: its cache is not counted in heads.
    """

    layers: Whole
    hidden_size: Whole
    attention_heads: Whole | None = None
    kv_heads: Whole | None = None
    head_size: Whole | None = None
    vocabulary_size: Whole | None = None
    intermediate_size: Whole | None = None
    context_length: Whole | None = None
    source: Source


class Config(Record):
    """How an open model is built: the keys of its config.json that say so.

    Attributes:
        keys: under Hugging Face's names; a key that is absent takes its model_type's default.
        nulls: keys that stand there as null, which TOML cannot say.
        source: whose config.json, or the table that gives the same shape.
    """

    keys: dict[str, Any]
    nulls: Words = ()
    source: Source

    def __hash__(self) -> int:
        """By its source: a table of TOML has no hash."""
        return hash(self.source)

    def as_json(self) -> dict[str, Any]:
        """What the config.json says."""
        return {**self.keys, **dict.fromkeys(self.nulls)}


class Run(Record):
    """What a training run took, as published.

    Attributes:
        compute: FLOP.
        accelerator: what it ran on.
        accelerators: how many.
        accelerator_hours: in all.
        source: who published it.
    """

    compute: Whole | None = None
    accelerator: str | None = None
    accelerators: Whole | None = None
    accelerator_hours: Whole | None = None
    source: Source

    def facts(self) -> dict[str, Fact]:
        """By quantity, in base units."""
        note = f"on {self.accelerator}" if self.accelerator else None
        hours = self.accelerator_hours
        values = {
            "training_compute": self.compute,
            "accelerators": self.accelerators,
            "accelerator_time": hours and hours * 3600,
        }
        return {
            name: Fact(value, self.source, note=note if name != "training_compute" else None)
            for name, value in values.items()
            if value is not None
        }


class Model(Entry):
    """A published (or rumoured) language model.

    Attributes:
        date: year and month of its publication.
        status: "rumour" where its maker has confirmed nothing.
        mixture_of_experts: whether a token passes through a part of it only.
        size: parameters.
        training: tokens, where published.
        structure: layers and widths, where no more is published.
        config: how it is built, in full; where it stands there is no `structure`.
        run: what its training took, where published.
        warning: what an answer that uses it must say, in both languages.
        note: what a reader should know of the figures.
    """

    date: Month
    status: Literal["published", "rumour"] = "published"
    mixture_of_experts: bool = False
    size: Size
    training: Training | None = None
    structure: Structure | None = None
    config: Config | None = None
    run: Run | None = None
    warning: Label | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Model:
        active = self.size.active_parameters
        if active is not None and not self.mixture_of_experts:
            raise ValueError("active_parameters are for a mixture of experts")
        if active is not None and active >= self.size.parameters:
            raise ValueError("active_parameters must be below parameters")
        if self.status == "rumour" and self.warning is None:
            raise ValueError("a rumour needs a warning")
        if self.config is not None and self.structure is not None:
            raise ValueError("config says all that structure says: leave structure out")
        return self

    def contradicted_by(self, size: Fraction) -> bool:
        """Whether `size` parameters are none of this model's: more than a tenth off each."""
        known = self.size.parameters, self.size.active_parameters, self.size.nominal_parameters
        return all(abs(size / own - 1) > Fraction(1, 10) for own in known if own)

    def published(self) -> dict[str, Fact]:
        """All that is published, by quantity: what the solver is given, and what its run took.

        The solver calculates the latter: 6ND and a maker's own count differ by some per cent.
        """
        return self.facts() | (self.run.facts() if self.run else {})

    def facts(self) -> dict[str, Fact]:
        """What the solver may be given, by quantity, in base units; without what `config` says."""
        checked = self.status == "published"
        note = None if checked else "a rumour: its maker has confirmed nothing"
        facts: dict[str, Fact] = {}
        for group in (self.size, self.training, self.structure):
            if group is None:
                continue
            for name in type(group).model_fields:
                value = getattr(group, name)
                if isinstance(value, int) and name != "nominal_parameters":
                    facts[name] = Fact(value, group.source, note=note, checked=checked)
        return facts
