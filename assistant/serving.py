"""Around a language model's server: asking again when it is busy, and saying what is wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.messages import AIMessage

from ..tools.adapters import openai_tools
from ..tools.engine.errors import FlopwiseError
from ..tools.engine.text import Text
from .calling import BROKEN
from .errors import ProviderError, one_line, provider_error
from .events import Waiting
from .models import service_of, speaks_openai
from .stopping import pause, waited
from .streamed import listening
from .transcript import notes_of, with_notes

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 60.0
"""Seconds. A server that asks for more is not waited for."""

BUSY = frozenset({408, 409, 425, 429})
BROKEN_OFF = frozenset(
    {"RemoteProtocolError", "ReadError", "IncompleteRead", "ChunkedEncodingError", "CutShort"}
)
"""What client libraries raise when a connection ends in the middle of an answer."""

sleep = pause
_ABOUT_SCHEMAS = re.compile(r"schema|strict|tools?\b|function", re.IGNORECASE)


class CutShort(Exception):
    """A stream ended without saying that the answer was whole."""


class Serving(AgentMiddleware[Any, Any, Any]):
    """Asks the model's server: again where that helps, and with errors of ours where it does not.

    Args:
        model: the model that is asked.
        attempts: how often a busy or failing server is asked.
    """

    def __init__(self, model: BaseChatModel, attempts: int = 1) -> None:
        super().__init__()
        self._service = service_of(model)
        self._attempts = max(attempts, 1)
        self._openai = speaks_openai(model)
        self._strict = self._openai

    def wrap_model_call(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], ModelResponse[Any]]
    ) -> ModelResponse[Any]:
        """The model's answer, or an error of ours."""
        attempt = 1
        while True:
            try:
                return self._asked(request, handler)
            except Exception as error:
                if self._strict and _refuses_schemas(error):
                    self._strict = False  # Some servers know no strict schemas.
                    continue
                seconds = pause_after(error, attempt) if attempt < self._attempts else None
                if seconds is None:
                    raise self._told(error) from error
                reason = self._told(error, briefly=True).text
            request.runtime.stream_writer(Waiting(seconds, reason, attempt, self._attempts))
            sleep(seconds)
            attempt += 1

    def _asked(
        self, request: ModelRequest[Any], handler: Callable[[ModelRequest[Any]], ModelResponse[Any]]
    ) -> ModelResponse[Any]:
        if self._openai and request.tools:
            request = request.override(tools=_definitions(request.tools, self._strict))
        with listening() as texts:
            response = waited(lambda: handler(request))
        last = response.result[-1]
        if isinstance(last, AIMessage) and (broken := texts.broken(len(last.tool_calls))):
            last = response.result[-1] = _with_broken(last, broken)
        if self._openai and isinstance(last, AIMessage):
            finish = last.response_metadata.get("finish_reason")
            if finish is None and last.response_metadata.get("status") is None:
                raise CutShort("the answer broke off")
            if finish == "length":
                response.result[-1] = _noted_as_cut(last)
        return response

    def _told(self, error: Exception, *, briefly: bool = False) -> FlopwiseError:
        if isinstance(error, FlopwiseError):
            return error
        if briefly:
            return ProviderError(_why(error))
        asked = _asked_pause(error)
        if asked is not None and asked > LONGEST_PAUSE and _status(error) == 429:
            return ProviderError(_too_long(str(self._service), asked))
        if _is_broken_off(error):
            return ProviderError(_broken_off(str(self._service)))
        if _status(error) == 400 and _ABOUT_SCHEMAS.search(str(error)):
            return ProviderError(_no_tools(str(self._service), error))
        return provider_error(error, self._service)


def pause_after(error: Exception, attempt: int) -> float | None:
    """Seconds to wait before asking again; none where asking again would not help.

    Args:
        error: as the client raised it.
        attempt: which attempt failed, from 1.
    """
    status = _status(error)
    if not _is_broken_off(error) and status not in BUSY and not (status and status >= 500):
        return None
    if getattr(error, "code", None) == "insufficient_quota":
        return None
    asked = _asked_pause(error)
    if asked is None:
        return float(FIRST_PAUSE * 2 ** (attempt - 1) * random.uniform(0.8, 1.2))
    return asked if asked <= LONGEST_PAUSE else None


def _definitions(tools: Sequence[Any], strict: bool) -> list[Any]:
    """The tools as our own schemas have them: strict-safe, where LangChain's are not.

    Tools that are not flopwise's go as they are.
    """
    own = {item["function"]["name"]: item for item in openai_tools(strict=strict)}
    if not strict:  # Not every server knows the word.
        for item in own.values():
            item["function"].pop("strict", None)
    return [own.get(getattr(tool, "name", ""), tool) for tool in tools]


def _with_broken(message: AIMessage, broken: Mapping[int, str]) -> AIMessage:
    """The message with what came of its calls in place of a lenient reading."""
    calls = [
        {**call, "args": {BROKEN: one_line(broken[place], 2000)}} if place in broken else call
        for place, call in enumerate(message.tool_calls)
    ]
    return message.model_copy(update={"tool_calls": calls})


def _is_broken_off(error: BaseException) -> bool:
    """Whether a connection ended in the middle of an answer; clients wrap what says so."""
    seen: BaseException | None = error
    for _ in range(6):
        if seen is None:
            return False
        if {kind.__name__ for kind in type(seen).__mro__} & BROKEN_OFF:
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _status(error: Exception) -> int | None:
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None


def _asked_pause(error: Exception) -> float | None:
    """The pause that the server asks for, in seconds."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    if headers is None:
        return None
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = str(headers.get(name) or "").strip()
        if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", value):
            return float(value) * unit
        if value and name == "retry-after":
            try:
                until = parsedate_to_datetime(value)
            except ValueError:
                continue
            return max((until - datetime.now(UTC)).total_seconds(), 0.0)
    return None


def _refuses_schemas(error: Exception) -> bool:
    return _status(error) in (400, 422) and bool(_ABOUT_SCHEMAS.search(str(error)))


def _noted_as_cut(message: AIMessage) -> AIMessage:
    return with_notes(message, warnings=[*notes_of(message).get("warnings", ()), CUT._asdict()])


CUT = Text(
    "the language model's answer was cut at its token limit",
    "语言模型的回答因达到 token 上限而被截断",
)


def _why(error: Exception) -> Text:
    status = _status(error)
    if status == 429:
        return Text("the server is busy (rate limit)", "服务器限流")
    if status is None:
        return Text("the answer broke off", "回答中断")
    return Text(f"the server failed ({status})", f"服务器出错({status})")


def _too_long(where: str, seconds: float) -> Text:
    return Text(
        f"{where} refused for its rate limit and asks to wait {seconds:.0f} s: try again then, "
        "or use --model offline",
        f"{where} 因限流而拒绝,要求等待 {seconds:.0f} 秒:请届时重试,或使用 --model offline",
    )


def _broken_off(where: str) -> Text:
    return Text(
        f"{where} broke off in the middle of an answer: try again, or use --model offline",
        f"{where} 的回答中途断开:请重试,或使用 --model offline",
    )


def _no_tools(where: str, error: Exception) -> Text:
    detail = one_line(error, 120)
    return Text(
        f"{where} refused the tools ({detail}): choose a model that can call tools, "
        "or use --model offline",
        f"{where} 拒绝了工具({detail}):请选择支持工具调用的模型,或使用 --model offline",
    )
