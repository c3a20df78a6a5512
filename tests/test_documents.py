"""The documents: every example runs and prints what it says, every name in them exists.

A new example is a few lines in a README and nothing here:

- `console`: `$ flopwise …`, or `› ` and what is typed in a conversation, which is held in a
  pseudo-terminal; below it what is shown at 80 columns. A last line `…` leaves out the rest.
- `python`: `expression  # -> text` says what the expression shows.
- `sh`: what cannot run here (it sets up, or needs a key). Its commands must exist.

`python tests/test_documents.py` writes what the console examples print now into the READMEs.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import re
import shlex
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import typer

from flopwise.assistant.cli import app, run
from flopwise.assistant.settings import ANTHROPIC_MODEL, OPENAI_MODEL, Settings, read_settings
from flopwise.tools.engine.solution import Given
from flopwise.tools.engine.text import Language
from flopwise.tools.functions.figures import shown_given
from flopwise.tools.vocabulary import VOCABULARY

try:
    from .assistant.chat.conftest import PseudoTerminal
except ImportError:  # Run as a script.
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.assistant.chat.conftest import PseudoTerminal

ROOT = Path(__file__).parents[1]
READMES: dict[Language, str] = {"en": "README.md", "zh": "README.zh.md"}
DOCUMENTS = (*READMES.values(), "CONTRIBUTING.md", "CHANGELOG.md")
TERMINAL = {"TERM": "xterm", "LANG": "C.UTF-8", "LC_ALL": ""}
COMMAND, TYPED, REST = "$ ", "› ", "…"


@dataclass(frozen=True)
class Block:
    """A fenced block, and where it stands."""

    document: str
    section: int
    language: str
    line: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def __str__(self) -> str:
        return f"{self.document}:{self.line}"


def read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def blocks(document: str, *languages: str) -> list[Block]:
    """The fenced blocks of a document in these languages; all where none is named."""
    found, section, lines = [], 0, read(document).splitlines()
    numbered = iter(enumerate(lines, start=1))
    for number, line in numbered:
        section += line.startswith("#")
        if line.startswith("```"):
            inside = tuple(text for _, text in takewhile(lambda n: n[1] != "```", numbered))
            found.append(Block(document, section, line[3:], number, inside))
    return [block for block in found if not languages or block.language in languages]


def prose(document: str) -> str:
    return re.sub(r"^```.*?^```", "", read(document), flags=re.MULTILINE | re.DOTALL)


def in_readmes(*languages: str) -> pytest.MarkDecorator:
    found = [block for document in READMES.values() for block in blocks(document, *languages)]
    return pytest.mark.parametrize("block", found, ids=str)


# What the examples see: a new home, 80 columns, no colour, no settings.


@contextlib.contextmanager
def as_a_new_user() -> Iterator[pytest.MonkeyPatch]:
    settings = ("FLOPWISE_", "OPENAI_", "ANTHROPIC_", "LANGSMITH_", "LANGCHAIN_", "XDG_")
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as home:
        for name in os.environ:
            if name.startswith(settings) or name == "FORCE_COLOR":
                patch.delenv(name)
        for name, value in {"HOME": home, "COLUMNS": "80", "NO_COLOR": "1"}.items():
            patch.setenv(name, value)
        patch.chdir(home)
        yield patch


def printed(command: str, typed: list[str]) -> list[str]:
    """The lines that a command shows, what was typed into it among them."""
    program, *arguments = shlex.split(command)
    assert program == "flopwise", f"{command}: an example runs flopwise"
    if typed:
        return conversed(arguments, typed)
    screen = io.StringIO()
    with as_a_new_user(), contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
        run(arguments)
    return screen.getvalue().splitlines()


def conversed(arguments: list[str], typed: list[str]) -> list[str]:
    """The lines of a conversation in a terminal."""
    script = str(Path(sys.executable).with_name("flopwise"))
    with as_a_new_user(), PseudoTerminal([script, *arguments], TERMINAL, columns=80) as chat:
        lines = chat.wait().splitlines()
        for line in typed:
            lines += [TYPED + line, *chat.ask(line).splitlines()]
    return lines


def parts(lines: list[str] | tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """What was entered, each with the lines shown below it."""
    entered: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith((COMMAND, TYPED)):
            entered.append((line, []))
        else:
            entered[-1][1].append(line)
    return entered


def played(block: Block) -> list[str]:
    """The block as it would read now, with as much left out."""
    entries = parts(block.lines)
    now: list[tuple[str, list[str]]] = []
    for index, (line, _) in enumerate(entries):
        if line.startswith(COMMAND):
            following = takewhile(lambda e: e[0].startswith(TYPED), entries[index + 1 :])
            typed = [entry.removeprefix(TYPED) for entry, _ in following]
            now += parts([line, *printed(line.removeprefix(COMMAND), typed)])
    assert len(now) == len(entries), now
    result: list[str] = []
    for (line, wanted), (_, shown) in zip(entries, now, strict=True):
        space = [""] if wanted[-1:] == [""] else []  # Before the next command: the author's own.
        wanted, shown = trimmed(wanted), trimmed(shown)
        if wanted[-1:] == [REST] and len(shown) >= len(wanted):
            shown = [*shown[: len(wanted) - 1], REST]
        result += [line, *shown, *space]
    return result


def trimmed(lines: list[str]) -> list[str]:
    return "\n".join(lines).rstrip().split("\n") if any(lines) else []


@in_readmes("console")
def test_console_examples(block: Block) -> None:
    assert list(block.lines) == played(block)


# A server that speaks OpenAI's protocol: its model calls one function, then says what it gave.

ASKED = {
    "find": ["accelerators"],
    "parameters": "7B",
    "tokens": "2T",
    "training_time": "30 days",
    "accelerator": "H100",
}


class ModelServer(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert request["tools"][0]["type"] == "function"
        last = request["messages"][-1]
        message: dict[str, Any] = {"role": "assistant", "content": last["content"]}
        if last["role"] != "tool":
            function = {"name": "training_plan", "arguments": json.dumps(ASKED)}
            call = {"id": "call_1", "type": "function", "function": function}
            message = {"role": "assistant", "content": None, "tool_calls": [call]}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        body = {"id": "1", "object": "chat.completion", "created": 0, "model": "gpt-5.2"}
        reply = json.dumps({**body, "choices": [choice]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def model_server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), ModelServer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


@in_readmes("python")
def test_python_examples(block: Block) -> None:
    names: dict[str, Any] = {}
    promised = 0
    with as_a_new_user() as patch, model_server() as address:
        if "openai" in block.text:
            patch.setenv("OPENAI_BASE_URL", address)
            patch.setenv("OPENAI_API_KEY", "none")
        for node in ast.parse(block.text).body:
            said = re.search(r"  # -> (.+)$", block.lines[(node.end_lineno or 0) - 1])
            if said and isinstance(node, ast.Expr):
                promised += 1
                value = eval(compile(ast.Expression(node.value), str(block), "eval"), names)
                assert str(value) == said[1]
            else:
                exec(compile(ast.Module([node], []), str(block), "exec"), names)
    assert promised == block.text.count("# ->") > 0


# Whatever the documents name exists.

MAKE_TARGETS = frozenset(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
PROGRAM = typer.main.get_group(app)
COMMANDS = PROGRAM.commands
OPTIONS = {
    name: {option for parameter in command.params for option in parameter.opts}
    for name, command in COMMANDS.items()
}


def named_commands() -> list[tuple[str, str]]:
    """Commands in `sh` and console blocks and in inline code, with the document."""
    found = []
    for document in DOCUMENTS:
        text = [line for block in blocks(document, "sh", "console") for line in block.lines]
        text += re.findall(r"`([^`\n]+)`", prose(document))
        for line in text:
            plain = re.sub(r"^(\$ |[A-Z_]+=\S+ )+", "", line)
            if re.match(r"(make|flopwise)( |$)", plain):
                found.append((document, plain))
    return found


@pytest.mark.parametrize(("document", "command"), named_commands())
def test_commands_exist(document: str, command: str) -> None:
    program, *words = shlex.split(command, comments=True)
    if program == "make":
        targets = {word for word in words if "=" not in word}
        assert targets <= MAKE_TARGETS
    elif words:
        stated = {word for word in words if re.match(r"--[a-z]", word)}
        own = {option for parameter in PROGRAM.params for option in parameter.opts}
        assert stated <= (own if words[0] in own else OPTIONS[words[0]])


@pytest.mark.parametrize("document", DOCUMENTS)
def test_options_exist(document: str) -> None:
    named = set(re.findall(r"`(--[a-z-]+)", prose(document)))
    assert named <= set().union(*OPTIONS.values())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_and_paths_exist(document: str) -> None:
    text = prose(document)
    links = {link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link}
    named = re.findall(r"`([\w.]+(?:/[\w.]+)*/?)`", text)
    paths = {path for path in named if "/" in path or path.endswith((".py", ".md", ".toml"))}
    missing = {path for path in links | paths if not (ROOT / path).exists()}
    assert not missing


def test_settings_in_the_documents_are_those_that_are_read() -> None:
    known = {str(field.validation_alias) for field in Settings.model_fields.values()}
    for document in (*READMES.values(), "CONTRIBUTING.md"):
        named = set(re.findall(r"\b(?:FLOPWISE|OPENAI|ANTHROPIC)_[A-Z_]+\b", read(document)))
        assert named <= known | {"FLOPWISE_DEBUG"}, document


def test_the_example_of_settings_lists_each_with_what_it_does() -> None:
    entries = re.findall(r"((?:^# .+\n)+)^# ([A-Z_]+)=(.*)$", read(".env.example"), re.MULTILINE)
    fields = {str(field.validation_alias): field for field in Settings.model_fields.values()}
    assert sorted(name for _, name, _ in entries) == sorted(fields)
    with as_a_new_user():
        for _, name, value in entries:
            default = fields[name].default
            assert default is None or Settings.model_validate({name: value}) == Settings()
    for model in (OPENAI_MODEL, ANTHROPIC_MODEL):
        assert f": {model}.\n" in read(".env.example")


def test_the_example_of_settings_is_valid_as_it_stands() -> None:
    with as_a_new_user():
        text = re.sub(r"^# (?=[A-Z_]+=)", "", read(".env.example"), flags=re.MULTILINE)
        Path(".env").write_text(text, encoding="utf-8")
        assert read_settings().model == "offline"


# The READMEs are twins, and their table of conventions is the vocabulary's.


def outline(document: str) -> list[str]:
    return re.findall(r"^(#+) ", prose(document), re.MULTILINE)


def shape(block: Block) -> object:
    """What both languages share: commands without their questions, code without its texts."""
    if block.language == "python":
        tree = ast.parse(block.text)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and re.search("[ \u4e00-\u9fff]", str(node.value)):
                node.value = ""
        return ast.unparse(tree)
    if block.language == "sh":
        return [re.sub(r"\s+#.*|\"[^\"]*\"", "", line) for line in block.lines]
    entered = [line.split() for line, _ in parts(block.lines)]
    return [words[: 3 if words[0] == "$" else 1] for words in entered]


def test_readmes_have_the_same_sections_and_commands() -> None:
    assert outline("README.md") == outline("README.zh.md")
    english, chinese = (
        [(block.section, block.language, shape(block)) for block in blocks(document)]
        for document in READMES.values()
    )
    assert english == chinese
    assert {language for _, language, _ in english} == {"console", "python", "sh"}
    assert len(rows("README.md")) == len(rows("README.zh.md"))


def rows(document: str) -> list[tuple[str, str]]:
    """The cells of two-column tables."""
    return re.findall(r"^\| (.+?) \| (.+?) \|$", prose(document), re.MULTILINE)


@pytest.mark.parametrize(("language", "document"), READMES.items())
def test_conventions_are_those_of_the_vocabulary(language: Language, document: str) -> None:
    stated = dict(rows(document))
    held = {
        quantity.label.in_(language): shown_given(quantity, Given(quantity.default.value), language)
        for quantity in VOCABULARY
        if quantity.default
    }
    for choice in VOCABULARY.choices.values():
        held[choice.label.in_(language)] = choice.values[choice.default].label.in_(language)
    checked = stated.keys() & held.keys()
    assert {label: stated[label] for label in checked} == {label: held[label] for label in checked}
    assert len(checked) >= 5


def rewrite(document: str) -> None:
    """Write what the console examples print now."""
    lines = read(document).splitlines()
    for block in reversed(blocks(document, "console")):
        lines[block.line : block.line + len(block.lines)] = played(block)
    (ROOT / document).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for readme in READMES.values():
        rewrite(readme)
