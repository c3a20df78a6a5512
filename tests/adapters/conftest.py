"""A server to talk to, and no settings of this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).with_name("flopwise"))


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No key, no address, no .env."""
    for name in list(os.environ):
        if name.startswith(("FLOPWISE_", "OPENAI_", "ANTHROPIC_", "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of the command as users start it: `flopwise mcp --http`."""
    environment = {n: v for n, v in os.environ.items() if not n.startswith("FLOPWISE_")}
    process = subprocess.Popen(
        [PROGRAM, "mcp", "--http", "0"],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=tmp_path_factory.mktemp("server"),
        env=environment,
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    assert line.startswith("flopwise mcp: http://127.0.0.1:"), line + process.stderr.read()
    yield line.split()[2]
    process.terminate()
    assert process.wait(20) in (0, -15)
    assert process.stderr.read() == ""
    process.stderr.close()
