"""The keys of a Hugging Face config: how one is looked up, and checked.

An entry of the table of model types says where each field of a structure comes from: a constant, a
key, or a rule over other fields. Fields are read when they are first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..engine.errors import Contradiction, InvalidInput, MissingInput, OutOfDomain
from ..engine.text import Text
from .bounds import LIMITS, shown, whole

BY_NUMBERS = Text(
    "or give the structure by numbers: layers, hidden size, attention heads, KV heads, head size, "
    "MLP width, vocabulary size",
    "或直接给出结构数字:层数、隐藏层维度、注意力头数、KV 头数、头维度、MLP 宽度、词表大小",
)
"""How to do without a config."""

Rule = Callable[["Reading"], Any]


@dataclass(frozen=True)
class Whole:
    """A key that holds a whole number.

    Attributes:
        names: what the key is called, the usual name first.
        absent: what holds where it is absent: a number, none, a rule, or `...` where nothing does.
        null: what holds where it is null; `...` where null is refused.
        required: whether it must be stated. A text part inside a multimodal config may leave it
            out: its publishers leave out what equals the default.
    """

    names: tuple[str, ...]
    absent: Any
    null: Any = ...
    required: bool = False


@dataclass(frozen=True)
class Flag:
    """A key that holds true or false."""

    name: str
    absent: bool


@dataclass(frozen=True)
class ModelType:
    """How the config of one `model_type` is read.

    Attributes:
        fields: where each field comes from: a constant, a Whole, a Flag or a rule.
        only: keys whose other values would change the counts and are not covered; a dotted key
            stands inside another.
        notes: rules that may each say something to the reader.
    """

    fields: Mapping[str, Any]
    only: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    notes: tuple[Rule, ...] = ()


class Reading:
    """One config on its way to a structure.

    Args:
        where: what to call the config in messages.
        config: its keys.
        name: its model_type.
        model_type: how that is read.
        inner: whether it is the text part of a multimodal config.

    Attributes:
        defaults: keys that were absent, with the number that transformers takes for them.
    """

    def __init__(
        self,
        where: Text,
        config: Mapping[str, Any],
        name: str,
        model_type: ModelType,
        inner: bool = False,
    ) -> None:
        self.where, self.config, self.name, self.inner = where, config, name, inner
        self.defaults: dict[str, int] = {}
        self._fields = model_type.fields
        self._read: dict[str, Any] = {}
        self._check_required()
        for key, allowed in model_type.only.items():
            self._check_only(key, allowed)

    def __getitem__(self, name: str) -> Any:
        """The value of a field, within its limits."""
        if name not in self._read:
            source = self._fields[name]
            value = self.resolve(source, LIMITS.get(name, (0, 0)))
            if name in LIMITS and value is not None:
                value = whole(value, LIMITS[name], self.called(name))
            if isinstance(source, Whole) and type(source.absent) is int and not self._has(source):
                self.defaults[source.names[0]] = source.absent
            self._read[name] = value
        return self._read[name]

    def resolve(self, source: Any, limits: tuple[int, int]) -> Any:
        """What a constant, a key or a rule comes to."""
        if isinstance(source, Whole):
            return self._whole(source, limits)
        if isinstance(source, Flag):
            return self._flag(source)
        return source(self) if callable(source) else source

    def key(self, name: str) -> str:
        """The key that a field is read from; its own name where a rule makes it."""
        source = self._fields.get(name)
        if isinstance(source, Whole):
            return next((n for n in source.names if n in self.config), source.names[0])
        return source.name if isinstance(source, Flag) else name

    def called(self, name: str) -> Text:
        """What to call a field in messages."""
        return self.say(self.key(name), self.key(name))

    def say(self, en: str, zh: str) -> Text:
        """A message about this config."""
        return Text(f"{self.where.en}: {en}", f"{self.where.zh}:{zh}")

    def refuse(self, key: str, en: str, zh: str) -> InvalidInput:
        """An error: `key` holds what it must not."""
        given = shown(self.config.get(key))
        return OutOfDomain(
            self.say(f"{key} must be {en}, not {given}", f"{key} 应为{zh},而不是 {given}")
        )

    def _has(self, source: Whole) -> bool:
        return any(name in self.config for name in source.names)

    def _whole(self, source: Whole, limits: tuple[int, int]) -> Any:
        stated = [name for name in source.names if name in self.config]
        if not stated:
            return self.resolve(source.absent, limits)
        key = stated[0]
        for other in stated[1:]:
            if self.config[other] != self.config[key]:
                raise Contradiction(
                    self.say(
                        f"{key} {shown(self.config[key])} and {other} "
                        f"{shown(self.config[other])} disagree; keep the right one",
                        f"{key} {shown(self.config[key])} 与 {other} "
                        f"{shown(self.config[other])} 不一致,请保留正确的一个",
                    )
                )
        value = self.config[key]
        if value is None and source.null is not ...:
            return self.resolve(source.null, limits)
        return whole(value, limits, self.say(key, key))

    def _flag(self, source: Flag) -> bool:
        value = self.config.get(source.name, source.absent)
        if not isinstance(value, bool):
            raise self.refuse(source.name, "true or false", " true 或 false")
        return value

    def _check_required(self) -> None:
        missing = [
            source.names[0]
            for source in self._fields.values()
            if isinstance(source, Whole) and source.required and not self._has(source)
            # A text part may leave out what its model_type has a default for.
            if not self.inner or source.absent is ...
        ]
        if missing:
            raise MissingInput(
                self.say(
                    f"lacks {', '.join(missing)}; add what is missing, {BY_NUMBERS.en}",
                    f"缺少 {'、'.join(missing)};请补上,{BY_NUMBERS.zh}",
                ),
                "parameters",
                missing,
            )

    def _check_only(self, key: str, allowed: tuple[Any, ...]) -> None:
        *outer, last = key.split(".")
        held: Any = self.config
        for name in outer:
            held = held.get(name)
            if not isinstance(held, Mapping):
                return
        if last not in held:
            return
        value = held[last]
        if not any(value is a or (type(value) is type(a) and value == a) for a in allowed):
            good = ", ".join(shown(a) for a in allowed)
            raise InvalidInput(
                self.say(
                    f"{key} {shown(value)} is not covered, only {good}; {BY_NUMBERS.en}",
                    f"尚不支持 {key} {shown(value)},只支持 {good};{BY_NUMBERS.zh}",
                )
            )
