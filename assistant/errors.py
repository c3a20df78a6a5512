"""What can go wrong around a conversation, and what mends it.

FlopwiseError
├── ConfigurationError   a setting, key or package is missing or wrong
│   └── UsageError       a command that cannot be meant as it was written
└── ProviderError        the language model's server refused, failed or was not reached

Both are shown as one line and end the command line with exit code 2. No key is ever part of one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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


_KEYS = {
    "azure": "AZURE_OPENAI_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
    "huggingface": "HUGGINGFACEHUB_API_TOKEN",
    "mistralai": "MISTRAL_API_KEY",
}
"""Variables with a provider's key that are not called after it."""

_ADDRESSES = {"openai": "OPENAI_BASE_URL", "ollama": "OLLAMA_HOST"}
"""Variables with the address of a server of the user's own."""


@dataclass(frozen=True)
class Service:
    """Whom a question is put to.

    Attributes:
        model: its name.
        provider: as `init_chat_model` calls it.
        server: its address, where it is known.
    """

    model: str
    provider: str = "openai"
    server: str | None = None

    def __str__(self) -> str:
        """What to call it in a message."""
        if not self.model:
            return str(self.server)
        return f"{self.model} ({self.server})" if self.server else self.model

    @property
    def key(self) -> str:
        """The variable that holds its key."""
        return _KEYS.get(self.provider, f"{self.provider.upper()}_API_KEY")

    @property
    def address(self) -> str:
        """The variable that holds its address, or ""."""
        own = self.server is not None or self.provider == "ollama"
        return _ADDRESSES.get(self.provider, "") if own else ""


def provider_error(error: Exception, service: Service) -> FlopwiseError:
    """What a provider's exception means, whichever client library raised it.

    Args:
        error: as raised; the libraries share names and `status_code`, so none is imported here.
        service: who was asked.
    """
    if isinstance(error, FlopwiseError):
        return error
    if service.model == OFFLINE:
        return ProviderError(_fault_of_ours(error))
    names = {kind.__name__ for kind in type(error).__mro__}
    status = getattr(error, "status_code", None)
    if status in (401, 403) or names & {"AuthenticationError", "PermissionDeniedError"}:
        return ConfigurationError(_refused(service))
    if names & {"APITimeoutError", "TimeoutException", "TimeoutError"}:
        return ProviderError(_timed_out(service))
    if names & {"APIConnectionError", "ConnectError", "ConnectionError"}:
        return ProviderError(_unreachable(service))
    if status == 404 or "NotFoundError" in names:
        return ConfigurationError(_no_such_model(service))
    if status == 429 or "RateLimitError" in names:
        return ProviderError(_limited(service))
    return ProviderError(_failed(service, error))


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


def _refused(service: Service) -> Text:
    return Text(
        f"{service} refused the key: mend {service.key} in the environment or .env, "
        f"{OFFLINE_HINT.en}",
        f"{service} 拒绝了密钥:请更正环境变量或 .env 中的 {service.key},{OFFLINE_HINT.zh}",
    )


def _timed_out(service: Service) -> Text:
    return Text(
        f"{service} did not answer in time: try again, raise FLOPWISE_TIMEOUT, {OFFLINE_HINT.en}",
        f"{service} 未在限时内回答:请重试,或调大 FLOPWISE_TIMEOUT,{OFFLINE_HINT.zh}",
    )


def _unreachable(service: Service) -> Text:
    check = Text("check the network", "请检查网络")
    if service.address:
        check = Text(
            f"check that the server runs and that {service.address} is its address",
            f"请检查服务器是否在运行、{service.address} 是否为其地址",
        )
    return Text(
        f"{service} cannot be reached: {check.en}, {OFFLINE_HINT.en}",
        f"无法连接 {service}:{check.zh},{OFFLINE_HINT.zh}",
    )


def _no_such_model(service: Service) -> Text:
    where = f", or mend {service.address}" if service.address else ""
    or_address = f",或更正 {service.address}" if service.address else ""
    return Text(
        f"{service} was not found: name another model with --model or FLOPWISE_MODEL{where}, "
        f"{OFFLINE_HINT.en}",
        f"未找到 {service}:请用 --model 或 FLOPWISE_MODEL 指定其他模型{or_address},"
        f"{OFFLINE_HINT.zh}",
    )


def _limited(service: Service) -> Text:
    return Text(
        f"{service} refused for its rate limit or quota: wait, check your plan, {OFFLINE_HINT.en}",
        f"{service} 因限流或额度不足而拒绝:请稍候或检查额度,{OFFLINE_HINT.zh}",
    )


def _failed(service: Service, error: Exception) -> Text:
    detail = f"{type(error).__name__}: {one_line(error)}"
    return Text(
        f"{service} failed ({detail}): try again, {OFFLINE_HINT.en}",
        f"{service} 出错({detail}):请重试,{OFFLINE_HINT.zh}",
    )
