"""An MCP server over streamable HTTP, guarded.

Bound to this machine unless told otherwise; elsewhere a bearer token is demanded. Host and Origin
are checked against rebinding by a web page; size, number and length of requests are bounded.
"""

from __future__ import annotations

import hmac
import socket
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import anyio
from mcp.server.transport_security import TransportSecuritySettings
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from ..engine.errors import InvalidInput
from ..engine.text import Text

if TYPE_CHECKING:
    from mcp.server import Server
    from starlette.applications import Starlette
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATH = "/mcp"
HERE = ("127.0.0.1", "localhost", "::1")
LARGEST_BODY = 256 * 1024
"""Bytes of one request; the longest of ours is a tenth of it."""
MOST_REQUESTS = 64
"""Requests in work at one time; one more is asked to come again."""
MOST_CONNECTIONS = 256
LONGEST_REQUEST = 60
"""Seconds."""
SHORTEST_TOKEN = 16
"""Characters of a token that cannot be guessed."""


def http_app(
    server: Server[Any],
    *,
    host: str = HERE[0],
    allowed_hosts: Iterable[str] = (),
    token: str | None = None,
) -> Starlette:
    """`server` as an ASGI application, at the path /mcp.

    Args:
        server: of `build_server`.
        host: what it is bound to.
        allowed_hosts: further names under which clients reach it ("plan.example.org").
        token: what each request must bear; may be none where `host` is this machine.

    Raises:
        InvalidInput: bound elsewhere without a token, or with a short one.
    """
    check_token(host, token)
    names = [host, *HERE, socket.gethostname(), *allowed_hosts]
    hosts = list(dict.fromkeys(_bracketed(name) for name in names))
    origins = [f"{scheme}://{name}" for name in hosts for scheme in ("http", "https")]
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,  # Each request stands alone: no session can be lost, or fill memory.
        max_request_body_size=LARGEST_BODY,
        transport_security=TransportSecuritySettings(
            allowed_hosts=[*hosts, *(f"{name}:*" for name in hosts)],
            allowed_origins=[*origins, *(f"{origin}:*" for origin in origins)],
        ),
    )
    app.add_middleware(Guard, token=token)
    return app


def serve_http(
    server: Server[Any],
    port: int,
    *,
    host: str = HERE[0],
    allowed_hosts: Iterable[str] = (),
    token: str | None = None,
    started: Any = None,
) -> None:
    """Serve `server` until interrupted.

    Args:
        server: of `build_server`.
        port: 0 takes a free one.
        host: what to bind to.
        allowed_hosts: further names under which clients reach it.
        token: what each request must bear.
        started: called with the address once clients can connect.

    Raises:
        InvalidInput: the token is missing or short, or the address cannot be had.
    """
    import uvicorn

    app = http_app(server, host=host, allowed_hosts=allowed_hosts, token=token)
    listening = _listen(host, port)
    address = f"http://{_bracketed(host)}:{listening.getsockname()[1]}{PATH}"
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=5,
    )
    if started is not None:
        started(address)
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def check_token(host: str, token: str | None) -> None:
    """Whether `token` is what a server bound to `host` needs.

    Raises:
        InvalidInput: it is missing or too short.
    """
    if token is None and host not in HERE:
        raise InvalidInput(
            Text(
                f"{host} is open to other machines: set FLOPWISE_MCP_TOKEN to a secret of at least "
                f"{SHORTEST_TOKEN} characters, or bind to {HERE[0]}",
                f"{host} 会向其他机器开放:请把 FLOPWISE_MCP_TOKEN 设为至少 {SHORTEST_TOKEN} "
                f"个字符的密钥,或绑定到 {HERE[0]}",
            )
        )
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise InvalidInput(
            Text(
                f"FLOPWISE_MCP_TOKEN is too short: at least {SHORTEST_TOKEN} characters, chosen "
                "at random",
                f"FLOPWISE_MCP_TOKEN 过短:至少 {SHORTEST_TOKEN} 个字符,并应随机生成",
            )
        )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=MOST_CONNECTIONS)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidInput(
            Text(
                f"cannot listen on {host} port {port} ({reason}): choose another --http PORT "
                "or --host",
                f"无法监听 {host} 端口 {port}({reason}):请换一个 --http 端口或 --host",
            )
        ) from None


def _bracketed(host: str) -> str:
    """As it stands in an address: an IPv6 one in brackets."""
    try:
        return f"[{host}]" if ip_address(host).version == 6 else host
    except ValueError:
        return host


def _busy() -> PlainTextResponse:
    return PlainTextResponse("busy: come again", 503, {"Retry-After": "1"})


class Guard:
    """Stands before the server: token, method, number and length of requests."""

    def __init__(self, app: ASGIApp, token: str | None) -> None:
        self._app = app
        self._token = None if token is None else token.encode()
        self._working = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        self._working += 1
        try:
            with anyio.move_on_after(LONGEST_REQUEST):
                await self._app(scope, receive, answer)
        finally:
            self._working -= 1
        if not begun:
            await _busy()(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        if not self._may(Headers(scope=scope).get("authorization", "")):
            return PlainTextResponse(
                "state the token: Authorization: Bearer TOKEN",
                401,
                {"WWW-Authenticate": 'Bearer realm="flopwise"'},
            )
        if scope["method"] != "POST":  # No session, so no stream to open and none to delete.
            return PlainTextResponse("POST only", 405, {"Allow": "POST"})
        if self._working >= MOST_REQUESTS:
            return _busy()
        return None

    def _may(self, authorization: str) -> bool:
        if self._token is None:
            return True
        scheme, _, stated = authorization.partition(" ")
        same = hmac.compare_digest(stated.strip().encode("latin-1"), self._token)
        return same and scheme.lower() == "bearer"
