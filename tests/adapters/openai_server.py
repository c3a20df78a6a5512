"""A server that speaks OpenAI's two protocols: its model calls one function, then repeats it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NAME = "training_plan"
ARGUMENTS = json.dumps(
    {
        "find": ["accelerators"],
        "parameters": "7B",
        "tokens": "2T",
        "training_time": "30 days",
        "accelerator": "H100",
    }
)


class Handler(BaseHTTPRequestHandler):
    """Checks that the function is offered in the form that its interface asks for."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        reply = _responses(asked) if self.path.endswith("/responses") else _chat(asked)
        sent = json.dumps(reply).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_: object) -> None:
        pass


def _chat(asked: dict[str, Any]) -> dict[str, Any]:
    assert NAME in {tool["function"]["name"] for tool in asked["tools"]}
    last = asked["messages"][-1]
    message: dict[str, Any] = {"role": "assistant", "content": _text(last["content"])}
    if last["role"] != "tool":
        function = {"name": NAME, "arguments": ARGUMENTS}
        call = {"id": "call_1", "type": "function", "function": function}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
    reason = "tool_calls" if "tool_calls" in message else "stop"
    choice = {"index": 0, "message": message, "finish_reason": reason}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    head = {"id": "1", "object": "chat.completion", "created": 0, "model": "gpt-5.2"}
    return {**head, "choices": [choice], "usage": usage}


def _text(content: str | list[dict[str, Any]]) -> str:
    return content if isinstance(content, str) else "".join(part["text"] for part in content)


def _responses(asked: dict[str, Any]) -> dict[str, Any]:
    assert NAME in {tool["name"] for tool in asked["tools"] if tool["strict"]}
    call = {"type": "function_call", "id": "fc_1", "call_id": "call_1", "status": "completed"}
    head = {"id": "resp_1", "object": "response", "created_at": 0, "model": "gpt-5.2"}
    return {
        **head,
        "status": "completed",
        "output": [{**call, "name": NAME, "arguments": ARGUMENTS}],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": asked["tools"],
    }


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server, for as long as it is wanted."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()
