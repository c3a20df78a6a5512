"""`flopwise mcp`: the tools for any client of the Model Context Protocol."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..prompts import load
from ..tools.engine.text import Text
from .errors import ConfigurationError
from .settings import read_settings

if TYPE_CHECKING:
    from mcp.server import Server

HOST = "127.0.0.1"


def serve(port: int | None, host: str = HOST, allowed_hosts: Sequence[str] = ()) -> None:
    """Serve on standard input and output, or over HTTP where a port is named.

    Raises:
        ConfigurationError: the package of the protocol is missing, or a host is named without a
            port.
        FlopwiseError: the address cannot be had, or needs a token.
    """
    if port is None and (host != HOST or allowed_hosts):
        raise ConfigurationError(
            Text(
                "--host and --allow-host need --http PORT",
                "--host 与 --allow-host 需要 --http 端口",
            )
        )
    server = build()
    gc.enable()  # The command line runs without: a server is no single command.
    if port is None:
        import anyio

        from ..tools.adapters.mcp_server import serve_stdio

        if sys.stdin and sys.stdin.isatty():
            print(_WAITING, file=sys.stderr)
        anyio.run(serve_stdio, server)
        return
    from ..tools.adapters.mcp_http import serve_http

    token = read_settings().mcp_token
    serve_http(
        server,
        port,
        host=host,
        allowed_hosts=allowed_hosts,
        token=token.get_secret_value() if token else None,
        started=_say,
    )


_WAITING = (
    "flopwise mcp: this speaks with a client's program on standard input, not with you "
    "(Ctrl-D ends it); flopwise mcp --http PORT serves over HTTP"
)


def _say(address: str) -> None:
    print(f"flopwise mcp: {address} (Ctrl-C stops it)", file=sys.stderr, flush=True)


def build() -> Server[Any]:
    """The server with our prompts.

    Raises:
        ConfigurationError: the package of the protocol is missing.
    """
    try:
        from ..tools.adapters.mcp_server import Argument, Prompt, build_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types", "anyio"):
            raise
        raise ConfigurationError(
            Text(
                "flopwise mcp needs a package that is missing: pip install 'flopwise[mcp]'",
                "flopwise mcp 所需的软件包未安装:pip install 'flopwise[mcp]'",
            )
        ) from error
    return build_server(
        (
            Prompt(
                "plan_training_run",
                "Plan a training run",
                "Accelerators, time, energy and money of a run, checked against its budget.",
                (
                    Argument("goal", "what to train: a size, a budget or a date, as you would say"),
                    Argument("accelerator", "what it runs on, e.g. H100", required=False),
                    Argument("limits", "budget, deadline, cards at hand", required=False),
                ),
                load("mcp/plan_training_run"),
            ),
            Prompt(
                "check_claim",
                "Check a claim",
                "Whether a statement about a model's size, compute, time or cost holds.",
                (Argument("claim", "the statement, with its figures, as it was made"),),
                load("mcp/check_claim"),
            ),
        )
    )
