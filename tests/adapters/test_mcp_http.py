"""What guards the MCP server over HTTP: who may ask, from where, how much, how often."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
from starlette.responses import PlainTextResponse

from flopwise import FlopwiseError
from flopwise.assistant.cli import run
from flopwise.assistant.mcp_command import build
from flopwise.tools.adapters import mcp_http
from flopwise.tools.adapters.mcp_http import http_app

TOKEN = "a-token-that-is-long-enough"
CALL = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "calculate", "arguments": {"expression": "6*7"}},
}
ACCEPT = {"accept": "application/json, text/event-stream"}


@asynccontextmanager
async def client(**guarded: Any) -> AsyncIterator[httpx2.AsyncClient]:
    app = http_app(build(), **guarded)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=app),
            base_url="http://127.0.0.1:8765",
            headers=ACCEPT,
        ) as made,
    ):
        yield made


async def status(headers: dict[str, str], **guarded: Any) -> int:
    async with client(**guarded) as made:
        return (await made.post("/mcp", json=CALL, headers=headers)).status_code


async def test_a_call_is_answered_in_plain_json() -> None:
    async with client() as made:
        answer = await made.post("/mcp", json=CALL)
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["result"]["structuredContent"]["answers"][0]["exact"] == "42"
    assert "mcp-session-id" not in answer.headers


class TestHostAndOrigin:
    @pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "localhost:1", "[::1]:8765"])
    async def test_names_of_this_machine_may_be_asked(self, host: str) -> None:
        assert await status({"host": host}) == 200

    @pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1:8765"])
    async def test_another_name_may_not(self, host: str) -> None:
        assert await status({"host": host}) == 421

    async def test_a_further_name_may_when_it_was_allowed(self) -> None:
        allowed = {"allowed_hosts": ["plan.example.org"]}
        assert await status({"host": "plan.example.org"}, **allowed) == 200
        assert await status({"host": "plan.example.org:8443"}, **allowed) == 200
        assert await status({"host": "example.org"}, **allowed) == 421

    @pytest.mark.parametrize("origin", ["http://localhost:3000", "http://127.0.0.1:8765"])
    async def test_pages_of_this_machine_may_ask(self, origin: str) -> None:
        assert await status({"origin": origin}) == 200

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://10.0.0.1"])
    async def test_another_page_may_not(self, origin: str) -> None:
        assert await status({"origin": origin}) == 403

    async def test_a_page_cannot_ask_without_asking_first(self) -> None:
        # A browser sends text/plain across origins without a preflight; and no preflight passes.
        async with client() as made:
            plain = await made.post("/mcp", content=b"{}", headers={"content-type": "text/plain"})
            preflight = await made.options("/mcp", headers={"origin": "http://localhost:3000"})
        assert plain.status_code == 400
        assert preflight.status_code == 405
        assert "access-control-allow-origin" not in preflight.headers


class TestToken:
    @pytest.mark.parametrize(
        "stated",
        ["", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer", "Bearer ", "Bearer 密钥"],
    )
    async def test_without_the_token_nothing_is_told(self, stated: str) -> None:
        async with client(token=TOKEN) as made:
            headers: Any = {"authorization": stated.encode()}
            answer = await made.post("/mcp", json=CALL, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert TOKEN not in answer.text

    @pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
    async def test_with_it_a_call_is_answered(self, scheme: str) -> None:
        assert await status({"authorization": f"{scheme} {TOKEN}"}, token=TOKEN) == 200

    @pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "plan.example.org"])
    def test_bound_elsewhere_a_token_is_demanded(self, host: str) -> None:
        with pytest.raises(FlopwiseError, match="set FLOPWISE_MCP_TOKEN"):
            http_app(build(), host=host)
        assert http_app(build(), host=host, token=TOKEN)

    def test_a_short_token_is_refused(self) -> None:
        with pytest.raises(FlopwiseError, match="at least 16 characters"):
            http_app(build(), token="guess")


class TestLimits:
    async def test_a_large_body_is_refused_before_it_is_read(self) -> None:
        async with client() as made:
            large = b" " * (mcp_http.LARGEST_BODY + 1)
            headers = {"content-type": "application/json"}
            declared = await made.post("/mcp", content=large, headers=headers)

            async def pieces() -> AsyncIterator[bytes]:
                for _ in range(5):
                    yield b" " * (mcp_http.LARGEST_BODY // 4)

            chunked = await made.post("/mcp", content=pieces(), headers=headers)
        assert declared.status_code == chunked.status_code == 413

    async def test_only_so_many_are_in_work_at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(mcp_http, "MOST_REQUESTS", 2)
        gate = asyncio.Event()
        inside = 0

        async def app(scope: Any, receive: Any, send: Any) -> None:
            nonlocal inside
            inside += 1
            await gate.wait()
            await PlainTextResponse("done")(scope, receive, send)

        guard = mcp_http.Guard(app, None)
        transport = httpx2.ASGITransport(app=guard)
        async with httpx2.AsyncClient(transport=transport, base_url="http://x") as made:
            working = [asyncio.create_task(made.post("/")) for _ in range(2)]
            while inside < 2:
                await asyncio.sleep(0)
            refused = await made.post("/")
            gate.set()
            done = await asyncio.gather(*working)
            again = await made.post("/")
        assert refused.status_code == 503 and refused.headers["retry-after"] == "1"
        assert [answer.status_code for answer in (*done, again)] == [200, 200, 200]

    async def test_a_request_that_stays_too_long_is_ended(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(mcp_http, "LONGEST_REQUEST", 0.05)

        async def app(scope: Any, receive: Any, send: Any) -> None:
            await asyncio.Event().wait()

        guard = mcp_http.Guard(app, None)
        transport = httpx2.ASGITransport(app=guard)
        async with httpx2.AsyncClient(transport=transport, base_url="http://x") as made:
            assert (await made.post("/")).status_code == 503

    @pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
    async def test_there_is_no_stream_to_hold_open(self, method: str) -> None:
        async with client() as made:
            answer = await made.request(method, "/mcp")
        assert answer.status_code == 405 and answer.headers["allow"] == "POST"

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b'{"jsonrpc":"2.0"}', b"\xff\xfe"])
    async def test_what_is_no_request_is_refused(self, body: bytes) -> None:
        async with client() as made:
            answer = await made.post(
                "/mcp", content=body, headers={"content-type": "application/json"}
            )
        assert answer.status_code == 400


class TestCommand:
    def test_a_port_in_use_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            assert run(["mcp", "--http", str(port)]) == 2
        said = capsys.readouterr().err
        assert said.startswith(f"flopwise: cannot listen on 127.0.0.1 port {port}")
        assert said.count("\n") == 1

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["--http", "0", "--host", "0.0.0.0"], "set FLOPWISE_MCP_TOKEN"),
            (["--http", "99999"], "'--http'"),
            (["--http", "many"], "'--http'"),
            (["--host", "0.0.0.0"], "--http"),
        ],
    )
    def test_wrong_use_is_one_line(
        self, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["mcp", *arguments]) == 2
        said = capsys.readouterr().err
        assert told in said and said.count("\n") == 1

    def test_without_the_package_it_says_which(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        import sys

        for name in list(sys.modules):
            if name.partition(".")[0] in ("mcp", "mcp_types") or name.endswith(".mcp_server"):
                monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "mcp_types", None)
        assert run(["mcp"]) == 2
        assert "pip install 'flopwise[mcp]'" in capsys.readouterr().err
