"""Settings from the environment and the file .env of the working directory.

The environment wins over the file; what a caller states wins over both. `.env.example` lists all.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ..tools.engine.text import Text
from .errors import OFFLINE, ConfigurationError, one_line

if TYPE_CHECKING:
    from .transcript import Price

OPENAI_MODEL = "openai:gpt-5.2"
ANTHROPIC_MODEL = "anthropic:claude-sonnet-4-5"
SERVED = "openai:"
"""The first model that the server at OPENAI_BASE_URL offers."""

_PRICE = re.compile(r"^\$?([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*/\s*\$?([0-9]{1,9}(?:\.[0-9]{1,9})?)$")


class Settings(BaseSettings):
    """What can be set.

    Attributes:
        model: the chat model: "offline" or provider:model.
        language: of the answers; none follows the question.
        data: the folder for saved conversations; none is the user's data folder.
        database: a PostgreSQL address for saved conversations, in place of the folder.
        timeout: seconds that a language model may take for one answer.
        retries: how often a busy or failing server is asked again.
        price: of a million tokens read and written, in dollars: "1.25/10".
        openai_api_key: for OpenAI, or a server that speaks its protocol.
        openai_base_url: the address of such a server.
        anthropic_api_key: for Anthropic's models.
        mcp_token: what `flopwise mcp --http` demands of its clients.
    """

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    model: str | None = Field(default=None, validation_alias="FLOPWISE_MODEL")
    language: Literal["en", "zh"] | None = Field(default=None, validation_alias="FLOPWISE_LANGUAGE")
    data: Path | None = Field(default=None, validation_alias="FLOPWISE_DATA")
    database: str | None = Field(
        default=None,
        pattern="^postgres(ql)?://",
        examples=["postgresql://user:password@127.0.0.1/flopwise"],
        validation_alias="FLOPWISE_DATABASE",
    )
    timeout: float = Field(default=120, gt=0, validation_alias="FLOPWISE_TIMEOUT")
    retries: int = Field(default=3, ge=0, le=10, validation_alias="FLOPWISE_RETRIES")
    price: str | None = Field(
        default=None,
        pattern=_PRICE.pattern,
        examples=["1.25/10"],
        validation_alias="FLOPWISE_PRICE",
    )
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")
    anthropic_api_key: SecretStr | None = Field(default=None, validation_alias="ANTHROPIC_API_KEY")
    mcp_token: SecretStr | None = Field(default=None, validation_alias="FLOPWISE_MCP_TOKEN")

    @property
    def data_folder(self) -> Path:
        """Where conversations are kept."""
        if self.data is not None:
            return self.data.expanduser()
        from platformdirs import user_data_path

        return user_data_path("flopwise", appauthor=False)

    @property
    def token_price(self) -> Price | None:
        """What tokens cost, where it was set."""
        found = _PRICE.match(self.price or "")
        if found is None:
            return None
        from .transcript import Price

        return Price(Decimal(found[1]), Decimal(found[2]))

    def choose_model(self, stated: str | None = None) -> str:
        """The model to use: stated, else FLOPWISE_MODEL, else that of a key, else offline."""
        if stated or self.model:
            return (stated or self.model or "").strip()
        if self.openai_base_url:
            return SERVED
        if self.openai_api_key:
            return OPENAI_MODEL
        return ANTHROPIC_MODEL if self.anthropic_api_key else OFFLINE


def read_settings() -> Settings:
    """The settings as they are now.

    Raises:
        ConfigurationError: a setting cannot be what it is, or .env cannot be read.
    """
    try:
        return Settings()
    except ValidationError as error:
        fields = Settings.model_fields.values()
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        name = ".".join(map(str, first["loc"]))
        reason = Text(first["msg"], first["msg"])
        example = next((f.examples for f in fields if f.validation_alias == name), None)
        if first["type"] == "string_pattern_mismatch" and example:
            reason = Text(f"write for example {example[0]}", f"可以写成 {example[0]}")
        raise ConfigurationError(
            Text(f"{name}: {reason.en}", f"设置 {name} 无效:{reason.zh}")
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        detail = one_line(error)
        raise ConfigurationError(
            Text(f".env cannot be read: {detail}", f"无法读取 .env:{detail}")
        ) from None
