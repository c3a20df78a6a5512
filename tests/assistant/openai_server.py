"""A server on 127.0.0.1 that speaks OpenAI's chat protocol, JSON and SSE, as a script has it.

with serving(calls(("training_plan", {...})), says("It takes 38 days.")) as server:
    ChatOpenAI(base_url=server.url, ...)

Each entry of the script answers one request; the last one answers all that come after it.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Step = Callable[["Request"], None]


@dataclass
class Server:
    """What runs, and what was asked of it."""

    url: str = ""
    script: list[Step] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    @property
    def last_tool_texts(self) -> list[str]:
        """What the tools said in the last request."""
        return [m["content"] for m in self.bodies[-1]["messages"] if m["role"] == "tool"]


class Request(BaseHTTPRequestHandler):
    """One request: what a step answers."""

    protocol_version = "HTTP/1.1"
    wbufsize = 65536
    disable_nagle_algorithm = True
    server_state: Server
    body: dict[str, Any]

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        models = [{"id": "mock", "object": "model", "created": 0, "owned_by": "here"}]
        self.as_json({"object": "list", "data": models})

    def do_POST(self) -> None:
        self.body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        state = self.server_state
        state.bodies.append(self.body)
        state.keys.append(self.headers.get("Authorization", ""))
        step = state.script.pop(0) if len(state.script) > 1 else state.script[0]
        step(self)

    # ------------------------------------------------------------------- answers

    def as_json(self, value: object, status: int = 200, **headers: str) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.end_headers()
        self.wfile.write(data)

    def as_message(self, message: dict[str, Any], finish: str, cut: bool = False) -> None:
        """A whole answer, streamed where that was asked for; `cut` ends it half-way."""
        usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
        base = {"id": "chatcmpl-1", "created": 0, "model": self.body["model"]}
        if not self.body.get("stream"):
            if cut:
                self.cut_off()
                return
            choice = {"index": 0, "message": message, "finish_reason": finish}
            self.as_json({**base, "object": "chat.completion", "choices": [choice], "usage": usage})
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        chunk = {**base, "object": "chat.completion.chunk"}
        for delta in _deltas(message):
            self.event({**chunk, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
            if cut:
                return
        self.event({**chunk, "choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
        if (self.body.get("stream_options") or {}).get("include_usage"):
            self.event({**chunk, "choices": [], "usage": usage})
        self.wfile.write(b"data: [DONE]\n\n")
        self.wfile.flush()

    def event(self, value: object) -> None:
        self.wfile.write(b"data: " + json.dumps(value).encode() + b"\n\n")
        self.wfile.flush()

    def cut_off(self) -> None:
        """Half of an answer, and the connection gone."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b'{"id": "chatcmpl-1", "choices": [')
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True


def _deltas(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"role": "assistant", "content": ""}
    text = message.get("content") or ""
    for place in range(0, len(text), 6):
        yield {"content": text[place : place + 6]}
    for index, call in enumerate(message.get("tool_calls", ())):
        function = call["function"]
        head = {"name": function["name"], "arguments": ""}
        yield {"tool_calls": [{**call, "index": index, "function": head}]}
        for place in range(0, len(function["arguments"]), 8):
            part = function["arguments"][place : place + 8]
            yield {"tool_calls": [{"index": index, "function": {"arguments": part}}]}


# ---------------------------------------------------------------------------- script


def says(text: str, finish: str = "stop") -> Step:
    """An answer in words."""
    return lambda request: request.as_message({"role": "assistant", "content": text}, finish)


def calls(*wanted: tuple[str, dict[str, Any] | str], same_id: str | None = None) -> Step:
    """Calls of tools, side by side; arguments that are text go out as they are."""

    def step(request: Request) -> None:
        made = [
            {
                "id": same_id
                if same_id is not None
                else f"call_{len(request.body['messages'])}_{n}",
                "type": "function",
                "function": {
                    "name": name,
                    "arguments": given if isinstance(given, str) else json.dumps(given),
                },
            }
            for n, (name, given) in enumerate(wanted)
        ]
        message = {"role": "assistant", "content": None, "tool_calls": made}
        request.as_message(message, "tool_calls")

    return step


def fails(status: int, message: str = "mock", code: str | None = None, **headers: str) -> Step:
    """An error, as OpenAI words one."""
    body = {"error": {"message": message, "type": "mock", "param": None, "code": code}}
    return lambda request: request.as_json(body, status, **headers)


def breaks_off(text: str = "It takes about") -> Step:
    """An answer that ends in the middle."""
    return lambda request: request.as_message(
        {"role": "assistant", "content": text}, "stop", cut=True
    )


def sleeps(seconds: float, then: Step) -> Step:
    """A late answer."""

    def step(request: Request) -> None:
        time.sleep(seconds)
        then(request)

    return step


def refuses_strict(then: Step) -> Step:
    """Takes no strict schemas, as some servers do not."""

    def step(request: Request) -> None:
        tools = request.body.get("tools", ())
        if any(tool["function"].get("strict") for tool in tools):
            message = "Invalid schema for function 'calculate': strict is not supported"
            fails(400, message, "invalid_function_parameters")(request)
        else:
            then(request)

    return step


@contextmanager
def serving(*script: Step) -> Iterator[Server]:
    """A running server."""
    state = Server(script=list(script))
    handler = type("Handler", (Request,), {"server_state": state})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        running.daemon_threads = True
        thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        state.url = f"http://127.0.0.1:{running.server_port}/v1"
        try:
            yield state
        finally:
            running.shutdown()
            thread.join()


def roles(body: dict[str, Any]) -> Sequence[str]:
    """Who spoke in a request, in order."""
    return [message["role"] for message in body["messages"]]
