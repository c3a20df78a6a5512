"""What can go wrong around a conversation, and what mends it.

FlopwiseError
├── ConfigurationError   a setting, key or package is missing or wrong
│   └── UsageError       a command that cannot be meant as it was written
└── ProviderError        the language model's server refused, failed or was not reached

Both are shown as one line and end the command line with exit code 2. No key is ever part of one.
"""

from __future__ import annotations

import re

from ..tools.engine.errors import FlopwiseError
from ..tools.engine.text import Text

OFFLINE = "offline"
"""The name of the embedded chat model."""

OFFLINE_HINT = Text(
    "or use --model offline, which needs neither key nor network",
    "或使用 --model offline(无需密钥与网络)",
)


class ConfigurationError(FlopwiseError):
    """A setting is missing or wrong; the text says which and what to set."""


class UsageError(ConfigurationError):
    """A command that cannot be meant as it was written; the text says what would do."""


class ProviderError(FlopwiseError):
    """The language model could not be had; the text says why and what would help."""


def provider_error(error: Exception, model: str, server: str | None = None) -> FlopwiseError:
    """What a provider's exception means, whichever client library raised it.

    Args:
        error: as raised; the libraries share names and `status_code`, so none is imported here.
        model: the model that was asked.
        server: its address where the user set one.
    """
    if isinstance(error, FlopwiseError):
        return error
    if model == OFFLINE:
        return ProviderError(_fault_of_ours(error))
    names = {kind.__name__ for kind in type(error).__mro__}
    status = getattr(error, "status_code", None)
    where = f"{model} ({server})" if server else model
    if status in (401, 403) or names & {"AuthenticationError", "PermissionDeniedError"}:
        return ConfigurationError(_refused(where))
    if names & {"APITimeoutError", "TimeoutException", "TimeoutError"}:
        return ProviderError(_timed_out(where))
    if names & {"APIConnectionError", "ConnectError", "ConnectionError"}:
        return ProviderError(_unreachable(where))
    if status == 404 or "NotFoundError" in names:
        return ConfigurationError(_no_such_model(where))
    if status == 429 or "RateLimitError" in names:
        return ProviderError(_limited(where))
    return ProviderError(_failed(where, error))


DEBUG = "FLOPWISE_DEBUG"
"""Set in the environment, it lets a fault of ours show its traceback."""


def fault_in_flopwise(error: Exception) -> Text:
    """What is said of an error that none of ours foresaw."""
    detail = f"{type(error).__name__}: {one_line(error)}"
    return Text(
        f"a fault in flopwise ({detail}): please report it; {DEBUG}=1 shows where",
        f"flopwise 出错({detail}):请反馈;设 {DEBUG}=1 可查看位置",
    )


def one_line(text: object, limit: int = 200) -> str:
    """The start of a text on one line, without anything that looks like a key."""
    line = " ".join(str(text).split())
    line = re.sub(r"\b(sk|key|Bearer)[-_ ][\w*.-]{6,}", r"\1-…", line)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _fault_of_ours(error: Exception) -> Text:
    detail = f"{type(error).__name__}: {one_line(error)}"
    return Text(
        f"the offline model failed ({detail}): please report the question, and word it otherwise",
        f"离线模型出错({detail}):请反馈这个问题,并换一种说法提问",
    )


def _refused(where: str) -> Text:
    return Text(
        f"{where} refused the key: check OPENAI_API_KEY (or your provider's) in the environment "
        f"or .env, {OFFLINE_HINT.en}",
        f"{where} 拒绝了密钥:请检查环境变量或 .env 中的 OPENAI_API_KEY(或所用服务商的密钥),"
        f"{OFFLINE_HINT.zh}",
    )


def _timed_out(where: str) -> Text:
    return Text(
        f"{where} did not answer in time: try again, raise FLOPWISE_TIMEOUT, {OFFLINE_HINT.en}",
        f"{where} 未在限时内回答:请重试,或调大 FLOPWISE_TIMEOUT,{OFFLINE_HINT.zh}",
    )


def _unreachable(where: str) -> Text:
    return Text(
        f"{where} cannot be reached: check the network and OPENAI_BASE_URL, {OFFLINE_HINT.en}",
        f"无法连接 {where}:请检查网络与 OPENAI_BASE_URL,{OFFLINE_HINT.zh}",
    )


def _no_such_model(where: str) -> Text:
    return Text(
        f"{where} was not found there: check the model's name and OPENAI_BASE_URL, "
        f"{OFFLINE_HINT.en}",
        f"未找到 {where}:请检查模型名称与 OPENAI_BASE_URL,{OFFLINE_HINT.zh}",
    )


def _limited(where: str) -> Text:
    return Text(
        f"{where} refused for its rate limit or quota: wait, check your plan, {OFFLINE_HINT.en}",
        f"{where} 因限流或额度不足而拒绝:请稍候或检查额度,{OFFLINE_HINT.zh}",
    )


def _failed(where: str, error: Exception) -> Text:
    detail = f"{type(error).__name__}: {one_line(error)}"
    return Text(
        f"{where} failed ({detail}): try again, {OFFLINE_HINT.en}",
        f"{where} 出错({detail}):请重试,{OFFLINE_HINT.zh}",
    )
