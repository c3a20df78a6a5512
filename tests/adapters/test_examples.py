"""Every example of the documents in docs/ runs, and gives what it says.

`expression  # -> text` says what the expression shows; comment lines below a `print` are what it
prints; a function called `test_…` is run as a test. `json` and `sh` blocks name what exists.
"""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer

from flopwise.assistant.cli import app
from flopwise.assistant.settings import Settings

from .openai_server import serving

DOCS = Path(__file__).parents[2] / "docs"
SAID = re.compile(r"  # -> (.+)$")


@dataclass(frozen=True)
class Block:
    """A fenced block, and where it stands."""

    document: str
    line: int
    language: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.document}:{self.line}"


def blocks(*languages: str) -> list[Block]:
    found = []
    for path in sorted(DOCS.glob("*.md")):
        lines = path.read_text(encoding="utf-8").splitlines()
        fences = [number for number, line in enumerate(lines) if line.startswith("```")]
        for start, end in zip(fences[::2], fences[1::2], strict=True):
            language = lines[start].removeprefix("```")
            block = Block(path.name, start + 1, language, tuple(lines[start + 1 : end]))
            found.append(block)
    return [block for block in found if block.language in languages]


@pytest.fixture
def model_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the examples see: a key, a model to ask, and `flopwise` on the path."""
    with serving() as address:
        monkeypatch.setenv("OPENAI_BASE_URL", address)
        monkeypatch.setenv("OPENAI_API_KEY", "none")
        monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
        yield


@pytest.mark.filterwarnings("ignore:`langchain.mcp` is in beta")
@pytest.mark.parametrize("block", blocks("python"), ids=str)
def test_python(block: Block, model_server: None, capfd: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    checked = 0
    for node in ast.parse("\n".join(block.lines)).body:
        end = node.end_lineno or 0
        said = SAID.search(block.lines[end - 1])
        if said and isinstance(node, ast.Expr):
            value = eval(compile(ast.Expression(node.value), str(block), "eval"), names)
            assert str(value) == said[1]
            checked += 1
        else:
            exec(compile(ast.Module([node], []), str(block), "exec"), names)
        printed = capfd.readouterr().out
        if printed:
            shown = [line.removeprefix("# ") for line in block.lines[end:] if line[:1] == "#"]
            assert printed.splitlines() == shown
            checked += 1
    for name, value in list(names.items()):
        if name.startswith("test_"):
            value()
            checked += 1
    assert checked


@pytest.mark.parametrize("block", blocks("sh"), ids=str)
def test_commands_exist(block: Block) -> None:
    commands = typer.main.get_group(app).commands
    for line in block.lines:
        program, *words = shlex.split(line, comments=True)
        assert program == "llm" or program == "flopwise"
        if program == "flopwise":
            known = {option for p in commands[words[0]].params for option in p.opts}
            assert {word for word in words if word.startswith("--")} <= known


def test_configurations_name_a_command_that_exists() -> None:
    (block,) = blocks("json")
    server = json.loads("\n".join(block.lines))["mcpServers"]["flopwise"]
    assert shutil.which(server["command"], path=str(Path(sys.executable).parent))
    assert server["args"][0] in typer.main.get_group(app).commands


def test_settings_and_links_that_are_named_exist() -> None:
    settings = {str(field.validation_alias) for field in Settings.model_fields.values()}
    for path in DOCS.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r"\bFLOPWISE_[A-Z_]+\b", text)) <= settings
        links = {link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link}
        assert all((DOCS / link).exists() for link in links)
