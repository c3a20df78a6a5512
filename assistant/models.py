"""Chat models by name: the embedded one, any provider's, any server that speaks OpenAI's protocol.

A provider's package is imported when its model is asked for, and LangChain with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..tools.engine.text import Language, Text
from .errors import (
    OFFLINE,
    OFFLINE_HINT,
    ConfigurationError,
    Service,
    one_line,
    provider_error,
)
from .settings import SERVED, Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

OPENAI, ANTHROPIC, OLLAMA = "openai", "anthropic", "ollama"
EXTRAS = (ANTHROPIC, OLLAMA)
"""Providers whose package is an extra of ours."""

KEYLESS = "none"
"""What is sent as the key to a server of the user's own that asks for none."""


def model_name(model: BaseChatModel) -> str:
    """What to call a chat model."""
    named = getattr(model, "model_name", None) or getattr(model, "model", None)
    return str(named or model._llm_type)


def service_of(model: BaseChatModel) -> Service:
    """Whom a chat model asks."""
    told = model._get_ls_params()
    server = getattr(model, "openai_api_base", None) or getattr(model, "base_url", None)
    return Service(model_name(model), str(told.get("ls_provider") or OPENAI), server)


def speaks_openai(model: BaseChatModel) -> bool:
    """Whether it goes through OpenAI's client, to whichever server."""
    return any(kind.__name__ == "BaseChatOpenAI" for kind in type(model).__mro__)


def is_embedded(model: BaseChatModel) -> bool:
    """Whether it is the offline model, which has no server and takes no tokens."""
    return model._llm_type == OFFLINE


def load_model(name: str, settings: Settings, language: Language | None = None) -> BaseChatModel:
    """The chat model called `name`: "offline", or what `init_chat_model` takes.

    Args:
        name: its name, with the provider in front ("openai:gpt-5.2").
        settings: keys and addresses.
        language: that the offline model answers in; none follows the question.

    Raises:
        ConfigurationError: there is no such provider; its package or its key is missing.
        ProviderError: the server that should offer a model cannot be reached.
    """
    if name == OFFLINE:
        from .offline.model import OfflineChat

        return OfflineChat(language=language)
    _read_other_keys()
    if name == SERVED:
        name += _first_served(settings)
    elif settings.openai_base_url and ":" not in name:
        name = SERVED + name
    if name.startswith(f"{ANTHROPIC}:") and settings.anthropic_api_key is None:
        raise _no_key(name, "api_key")  # Its client would first ask the server.
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(name, **_options(name, settings))
        return model
    except ImportError as error:
        raise _no_package(name, error) from error
    except ValueError as error:
        if settings.openai_base_url and not name.startswith(SERVED):
            return load_model(SERVED + name, settings)  # A colon of the model's own: "qwen3:8b".
        raise _no_such_provider(name) from error
    except Exception as error:  # Each provider's client raises its own kind for a missing key.
        raise _no_key(name, error) from error


def _read_other_keys() -> None:
    """Hand what .env says to the provider packages, which read the environment alone."""
    from dotenv import load_dotenv

    load_dotenv(".env", override=False)


def _options(name: str, settings: Settings) -> dict[str, Any]:
    # The loop asks again itself, so that a wait is told.
    limits: dict[str, Any] = {"timeout": settings.timeout, "max_retries": 0}
    provider = name.partition(":")[0] if ":" in name else ""
    if provider == ANTHROPIC:
        key = settings.anthropic_api_key
        return limits | ({"api_key": key.get_secret_value()} if key else {})
    if provider == OLLAMA:
        return {"client_kwargs": {"timeout": settings.timeout}}
    if provider != OPENAI:
        return {}
    key = settings.openai_api_key
    if settings.openai_base_url:
        limits |= {"base_url": settings.openai_base_url, "stream_usage": True}
        return limits | {"api_key": key.get_secret_value() if key else KEYLESS}
    return limits | ({"api_key": key.get_secret_value()} if key else {})


def served_models(settings: Settings) -> list[str]:
    """The models that the user's own server lists.

    Raises:
        ProviderError: it cannot be reached.
        ConfigurationError: it refuses the key.
    """
    from openai import OpenAI

    key, server = settings.openai_api_key, settings.openai_base_url
    client = OpenAI(
        base_url=server,
        api_key=key.get_secret_value() if key else KEYLESS,
        timeout=settings.timeout,
        max_retries=0,
    )
    try:
        return [model.id for model in client.models.list().data]
    except Exception as error:
        raise provider_error(error, Service("", OPENAI, server)) from error


def _first_served(settings: Settings) -> str:
    """The first model that the user's own server lists."""
    served = served_models(settings)
    if not served:
        server = settings.openai_base_url
        raise ConfigurationError(
            Text(
                f"{server} lists no model: name one in FLOPWISE_MODEL (openai:NAME)",
                f"{server} 未列出任何模型:请在 FLOPWISE_MODEL 中指定(openai:名称)",
            )
        )
    return served[0]


def _no_package(name: str, error: ImportError) -> ConfigurationError:
    provider = name.partition(":")[0]
    package = f"flopwise[{provider}]" if provider in EXTRAS else f"langchain-{provider}"
    detail = f"pip install '{package.replace('_', '-')}'"
    return ConfigurationError(
        Text(
            f"{name} needs a package that is missing: {detail}, {OFFLINE_HINT.en}",
            f"{name} 所需的软件包未安装:{detail},{OFFLINE_HINT.zh}",
        )
    )


def _no_such_provider(name: str) -> ConfigurationError:
    shown = one_line(name, 60)
    return ConfigurationError(
        Text(
            f"unknown model {shown!r}: write provider:model (openai:gpt-5.2, ollama:qwen3), "
            f"{OFFLINE_HINT.en}",
            f"未知模型「{shown}」:请写成 服务商:模型(openai:gpt-5.2、ollama:qwen3),"
            f"{OFFLINE_HINT.zh}",
        )
    )


def _no_key(name: str, error: Exception | str) -> ConfigurationError:
    variable = Service(name, name.partition(":")[0] if ":" in name else OPENAI).key
    told = one_line(error, 120)
    detail = "" if re.search("credential|api_key", told, re.IGNORECASE) else f" ({told})"
    return ConfigurationError(
        Text(
            f"{name} needs a key: set {variable} in the environment or .env, "
            f"{OFFLINE_HINT.en}{detail}",
            f"{name} 需要密钥:请在环境变量或 .env 中设置 {variable},{OFFLINE_HINT.zh}{detail}",
        )
    )
