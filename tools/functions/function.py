"""What a function that an agent may call is made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from ..engine.errors import FlopwiseError, InvalidInput, UnknownName
from ..engine.names import nearest
from ..engine.text import Language, Text
from .arguments import Arguments, Settings, further_schema, read_settings
from .report import refusal
from .result import Result

MORE = "more"
"""The argument that gathers further ones, by name."""

_SETTINGS = TypeAdapter(Settings)


@dataclass(frozen=True)
class Function:
    """A function that an agent may call.

    Attributes:
        name: its stable name.
        purpose: one line: what a language model reads to choose it.
        arguments: the model of its arguments.
        run: from validated arguments (without nulls) and a language to a result.
        finds: the quantities that may be asked, where it solves for what is asked.
        tags: what it is about; none where it serves every subject.
        further: arguments that the schema gathers in `more`: each by itself would be long.
        quiet: those among them that the schema does not name: too rare for every question to pay.
    """

    name: str
    purpose: str
    arguments: type[Arguments]
    run: Callable[[dict[str, Any], Language], Result]
    finds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    quiet: frozenset[str] = frozenset()

    @property
    def takes(self) -> frozenset[str]:
        """Names of the inputs that may be given."""
        return frozenset(self.arguments.model_fields) - {"find", "language"}

    def options_of(self, argument: str) -> tuple[str, ...]:
        """The values that an argument that is a list may hold; none where any may."""
        field = self.arguments.model_fields.get(argument)
        return _literals(field.annotation) if field else ()

    def schema(self) -> dict[str, Any]:
        """The JSON schema of its arguments, strict-safe, the further ones gathered in `more`."""
        schema: dict[str, Any] = json.loads(_schema(self.arguments))
        if not self.further:
            return schema
        own = {n: p for n, p in schema["properties"].items() if n not in self.further}
        named = [name for name in self.further if name not in self.quiet]
        properties = {**own, MORE: further_schema(named)}
        return {**schema, "properties": properties, "required": list(properties)}

    def flat(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Arguments with those of `more` beside the others.

        Raises:
            InvalidInput: `more` is no list of names and values, or names what is not taken or
                what is given already.
        """
        flat = {name: value for name, value in arguments.items() if name != MORE}
        more = arguments.get(MORE)
        if not self.further or not more:
            return flat if self.further else dict(arguments)
        try:
            settings = read_settings(_SETTINGS.validate_python(more) or (), MORE)
        except ValidationError as error:
            raise InvalidInput(explain(error, MORE)) from None
        for name, value in settings.items():
            if name not in self.takes:
                raise UnknownName("argument", name, nearest(name, [*self.takes]))
            if flat.get(name) not in (None, value):
                raise InvalidInput(Text(f"{name} is given twice", f"{name} 给了两次"))
            flat[name] = value
        return flat

    def check(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """What is stated in `arguments`, nulls left out.

        Raises:
            InvalidInput: an argument that the schema refuses.
        """
        try:
            checked = self.arguments.model_validate(self.flat(arguments))
        except ValidationError as error:
            raise InvalidInput(explain(error)) from None
        return checked.model_dump(exclude_none=True)

    def answered(self, checked: Mapping[str, Any], language: Language) -> Result:
        """Run on checked arguments. What cannot be answered is a result too: nothing is raised."""
        outcome = _outcome(self, _stated(checked), language)
        if isinstance(outcome, FlopwiseError):
            return refusal(self.name, outcome, language)
        return outcome

    def attempt(self, arguments: Mapping[str, Any]) -> Result | None:
        """What a call gives where it answers; none where it refuses: why is then not sought."""
        language = language_of(arguments)
        try:
            outcome = _outcome(self, _stated(self.check(arguments)), language)
        except FlopwiseError:
            return None
        if isinstance(outcome, FlopwiseError) or outcome.status != "answered":
            return None
        return outcome

    def call(self, arguments: Mapping[str, Any]) -> Result:
        """Check and run. What is wrong with the arguments is told in the result too."""
        language = language_of(arguments)
        try:
            checked = self.check(arguments)
        except FlopwiseError as error:
            return refusal(self.name, error, language)
        return self.answered(checked, language)


def _stated(checked: Mapping[str, Any]) -> str:
    """Checked arguments as a key."""
    return json.dumps({name: value for name, value in checked.items() if name != "language"})


@lru_cache(maxsize=512)
def _outcome(function: Function, stated: str, language: Language) -> Result | FlopwiseError:
    """What a function gives or raises. It is pure: a call that was tried is not run again."""
    try:
        return function.run(json.loads(stated), language)
    except FlopwiseError as error:
        return error.with_traceback(None)


@cache
def _schema(arguments: type[Arguments]) -> str:
    """A model's schema, made once: as text, so that each caller has a copy of its own."""
    return json.dumps(arguments.model_json_schema())


def language_of(arguments: Mapping[str, Any]) -> Language:
    """That the arguments ask for, even where they would be refused."""
    return "zh" if arguments.get("language") == "zh" else "en"


def _literals(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for part in get_args(annotation) if (found := _literals(part))), ())


def explain(error: ValidationError, within: str = "") -> Text:
    """Which argument is wrong first, and why."""
    first = error.errors(include_url=False, include_context=False)[0]
    parts = [within] * bool(within) + [str(part) for part in first["loc"]]
    where = ".".join(parts) or "arguments"
    reason = first["msg"].removeprefix("Value error, ")
    return Text(f"{where}: {reason}", f"参数 {where} 无效:{reason}")
