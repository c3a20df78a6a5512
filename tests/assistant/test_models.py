"""Which model is used, how it is made, and what is said when it cannot be had."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from flopwise.assistant.errors import ConfigurationError, ProviderError, Service, provider_error
from flopwise.assistant.models import load_model, model_name
from flopwise.assistant.offline.model import OfflineChat
from flopwise.assistant.settings import Settings, read_settings

KEY = "sk-secret1234567890"


class TestSettings:
    @pytest.mark.parametrize(
        ("stated", "environment", "chosen"),
        [
            (None, {}, "offline"),
            (None, {"OPENAI_API_KEY": KEY}, "openai:gpt-5.2"),
            (None, {"ANTHROPIC_API_KEY": KEY}, "anthropic:claude-sonnet-4-5"),
            (None, {"OPENAI_API_KEY": KEY, "FLOPWISE_MODEL": "offline"}, "offline"),
            (None, {"FLOPWISE_MODEL": ""}, "offline"),
            ("ollama:qwen3", {"FLOPWISE_MODEL": "offline"}, "ollama:qwen3"),
        ],
    )
    def test_the_model_is_chosen_in_order(
        self,
        monkeypatch: pytest.MonkeyPatch,
        stated: str | None,
        environment: dict[str, str],
        chosen: str,
    ) -> None:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        assert read_settings().choose_model(stated) == chosen

    def test_the_file_is_read_and_the_environment_wins(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Path(".env").write_text(
            "FLOPWISE_MODEL=openai:a\nFLOPWISE_LANGUAGE=zh\nOTHER=1\n", encoding="utf-8"
        )
        monkeypatch.setenv("FLOPWISE_MODEL", "openai:b")
        settings = read_settings()
        assert (settings.model, settings.language) == ("openai:b", "zh")

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("FLOPWISE_LANGUAGE", "fr"),
            ("FLOPWISE_TIMEOUT", "-1"),
            ("FLOPWISE_RETRIES", "99"),
            ("FLOPWISE_PRICE", "cheap"),
            ("FLOPWISE_DATABASE", "mysql://127.0.0.1/x"),
        ],
    )
    def test_a_wrong_setting_is_named(
        self, monkeypatch: pytest.MonkeyPatch, name: str, value: str
    ) -> None:
        monkeypatch.setenv(name, value)
        with pytest.raises(ConfigurationError, match=f"^{name}: "):
            read_settings()

    @pytest.mark.parametrize("written", ["1.25/10", "$1.25 / $10"])
    def test_a_price_is_exact(self, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
        monkeypatch.setenv("FLOPWISE_PRICE", written)
        price = read_settings().token_price
        assert price is not None
        assert (price.read, price.written) == (Decimal("1.25"), Decimal(10))

    def test_a_broken_file_is_named(self) -> None:
        Path(".env").write_bytes(b"FLOPWISE_MODEL=\xff\xfe\n")
        with pytest.raises(ConfigurationError, match=r"^\.env cannot be read"):
            read_settings()

    def test_a_key_is_never_shown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        assert KEY not in repr(read_settings())

    def test_the_data_folder(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        assert read_settings().data_folder.name == "flopwise"
        monkeypatch.setenv("FLOPWISE_DATA", str(tmp_path))
        assert read_settings().data_folder == tmp_path


class Unauthorized(Exception):
    status_code = 401


class NotFound(Exception):
    status_code = 404


class RateLimitError(Exception):
    pass


class TestErrors:
    @pytest.mark.parametrize(
        ("error", "kind", "words"),
        [
            (Unauthorized(KEY), ConfigurationError, "mend OPENAI_API_KEY"),
            (NotFound(), ConfigurationError, "with --model or FLOPWISE_MODEL"),
            (TimeoutError(), ProviderError, "raise FLOPWISE_TIMEOUT"),
            (ConnectionRefusedError(), ProviderError, "that OPENAI_BASE_URL is its address"),
            (RateLimitError(), ProviderError, "rate limit"),
            (RuntimeError(f"bad\nthing {KEY}"), ProviderError, "RuntimeError: bad thing sk-…"),
        ],
    )
    def test_say_in_one_line_what_would_help(
        self, error: Exception, kind: type[Exception], words: str
    ) -> None:
        told = provider_error(error, Service("openai:gpt", "openai", "http://127.0.0.1:1/v1"))
        assert type(told) is kind
        for text in told.text:
            assert "\n" not in text
            assert KEY not in text
            assert "openai:gpt (http://127.0.0.1:1/v1)" in text
            assert "offline" in text
        assert words in told.text.en

    @pytest.mark.parametrize(
        ("error", "provider", "words"),
        [
            (Unauthorized(), "anthropic", "mend ANTHROPIC_API_KEY"),
            (Unauthorized(), "google_genai", "mend GOOGLE_API_KEY"),
            (NotFound(), "ollama", "or mend OLLAMA_HOST"),
            (ConnectionRefusedError(), "ollama", "that OLLAMA_HOST is its address"),
            (ConnectionRefusedError(), "anthropic", "check the network"),
        ],
    )
    def test_and_name_the_providers_own_variable(
        self, error: Exception, provider: str, words: str
    ) -> None:
        assert words in provider_error(error, Service("m", provider)).text.en

    def test_ours_pass_as_they_are(self) -> None:
        ours = provider_error(TimeoutError(), Service("m"))
        assert provider_error(ours, Service("n")) is ours


def settings(**values: Any) -> Settings:
    return Settings(**values)


class TestLoading:
    def test_offline(self) -> None:
        model = load_model("offline", settings(), "zh")
        assert isinstance(model, OfflineChat)
        assert (model.language, model_name(model)) == ("zh", "offline")

    def test_a_providers_model_gets_key_and_time(self) -> None:
        model: Any = load_model(
            "openai:gpt-5.2", settings(openai_api_key=SecretStr(KEY), timeout=7)
        )
        assert model.openai_api_key.get_secret_value() == KEY
        assert model.request_timeout == 7
        assert model_name(model) == "gpt-5.2"

    @pytest.mark.parametrize("name", ["openai:qwen3", "qwen3"])
    def test_a_server_of_ones_own_needs_no_key(self, name: str) -> None:
        model: Any = load_model(name, settings(openai_base_url="http://127.0.0.1:1/v1"))
        assert (model_name(model), model.stream_usage) == ("qwen3", True)
        assert model.openai_api_base == "http://127.0.0.1:1/v1"

    def test_a_colon_in_a_name_that_the_server_knows(self) -> None:
        model = load_model("qwen3:8b", settings(openai_base_url="http://127.0.0.1:1/v1"))
        assert model_name(model) == "qwen3:8b"

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("openai:gpt-5.2", "needs a key: set OPENAI_API_KEY"),
            ("nonsense", "write provider:model"),
            ("no-such-provider:model", "write provider:model"),
            ("ollama:qwen3", r"pip install 'flopwise\[ollama\]'"),
            ("google_genai:gemini", "pip install 'langchain-google-genai'"),
        ],
    )
    def test_what_cannot_be_had_says_the_mend(
        self, name: str, words: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for package in ("langchain_ollama", "langchain_google_genai"):
            monkeypatch.setitem(sys.modules, package, None)  # Missing, whatever is installed here.
        with pytest.raises(ConfigurationError, match=words) as told:
            load_model(name, settings())
        assert "\n" not in str(told.value)
        assert "--model offline" in str(told.value)


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.answer(200, b'{"object": "list", "data": [{"id": "own", "object": "model"}]}')

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(401, b'{"error": {"message": "Incorrect API key: sk-secret1234567890"}}')

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    """A server of the user's own, which offers one model and takes no key."""
    with HTTPServer(("127.0.0.1", 0), Server) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/v1"
        running.shutdown()


class TestServer:
    def test_its_first_model_is_used_where_none_is_named(self, server: str) -> None:
        chosen = settings(openai_base_url=server)
        assert model_name(load_model(chosen.choose_model(), chosen)) == "own"

    def test_a_refused_key_is_a_configuration_error(
        self, server: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from flopwise import Assistant

        monkeypatch.setenv("OPENAI_BASE_URL", server)
        with pytest.raises(ConfigurationError, match="refused the key") as told:
            Assistant("openai:own").ask("Hi")
        assert KEY not in str(told.value)

    def test_one_that_is_not_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(ProviderError, match="cannot be reached"):
            load_model("openai:", settings(openai_base_url="http://127.0.0.1:9/v1"))
