"""The MCP server under load: 16 clients of 200 calls each, all at once, over HTTP.

Printed: calls a second, the median and the 99th percentile of a call, and the server's memory after
a warm-up round and after the full one. Asserted: every answer is right, none is lost, and memory
does not grow with the number of calls.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp.client import Client

from flopwise import call_tool

CLIENTS, CALLS = 16, 200
MIB = 2**20
Seen = tuple[float, str, dict[str, Any], Any]
"""A call's seconds, its name and arguments, and what came back."""
GROWTH = 16 * MIB
"""More than the interpreter's arenas, less than 5 kB a call."""


def asked(client: int, call: int) -> tuple[str, dict[str, Any]]:
    """A call like no other of its round: nothing is answered from a cache of whole results."""
    number = client * CALLS + call + 1
    if call % 4 == 3:
        return "calculate", {"expression": f"{number} * 7e9 * 6"}
    return "training_plan", {
        "parameters": f"{number}M",
        "tokens": "2T",
        "accelerator": "H100",
        "training_time": "30 days",
    }


@pytest.fixture
def server() -> Iterator[tuple[str, int]]:
    """The command as users start it: its address, and its process."""
    program = str(Path(sys.executable).with_name("flopwise"))
    process = subprocess.Popen(
        [program, "mcp", "--http", "0"], stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stderr is not None
    yield process.stderr.readline().split()[2], process.pid
    process.terminate()
    process.wait(10)
    process.stderr.close()


def memory(process: int) -> int:
    """Bytes that a process holds."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * 4096


async def one_client(address: str, client: int, calls: int) -> list[Seen]:
    seen = []
    async with Client(address) as session:
        for call in range(calls):
            name, arguments = asked(client, call)
            start = time.perf_counter()
            got = await session.call_tool(name, arguments)
            seen.append((time.perf_counter() - start, name, arguments, got.structured_content))
    return seen


async def round_of(address: str, calls: int) -> tuple[float, list[Seen]]:
    start = time.perf_counter()
    seen = await asyncio.gather(*(one_client(address, c, calls) for c in range(CLIENTS)))
    return time.perf_counter() - start, [entry for client in seen for entry in client]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="memory is read from /proc")
def test_many_clients_at_once(server: tuple[str, int], capsys: pytest.CaptureFixture[str]) -> None:
    address, process = server
    asyncio.run(round_of(address, 50))
    before = memory(process)
    took, seen = asyncio.run(round_of(address, CALLS))
    after = memory(process)
    times = [seconds for seconds, *_ in seen]
    with capsys.disabled():
        print(
            f"\n{len(seen)} calls of {CLIENTS} clients: {len(seen) / took:.0f} calls/s, "
            f"p50 {statistics.median(times) * 1000:.0f} ms, "
            f"p99 {statistics.quantiles(times, n=100)[98] * 1000:.0f} ms, "
            f"memory {before / MIB:.1f} → {after / MIB:.1f} MiB"
        )
    assert len(seen) == CLIENTS * CALLS
    for _, name, arguments, content in seen:
        assert content == call_tool(name, arguments).model_dump(mode="json")
    assert after - before < GROWTH
