"""The public names: listed, documented, typed, and quick to load."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import flopwise

ROOT = Path(__file__).parents[1]
NAMES = [
    "Assistant", "FlopwiseError", "FlopwiseToolkit", "Plan", "Reply", "Result", "__version__",
    "ask_tool", "call_tool", "make_plan", "openai_tools", "solve", "toolkit",
]  # fmt: skip

CLIENT = """
from collections.abc import Sequence

from flopwise import (
    Assistant, FlopwiseError, FlopwiseToolkit, Plan, Reply, Result, __version__, ask_tool,
    call_tool, make_plan, openai_tools, solve, toolkit,
)
from flopwise.assistant.stubs import EchoChat, ScriptedChat, calling


def days(parameters: str, cards: int) -> float:
    given = {"parameters": parameters, "tokens": "2T", "accelerators": cards, "accelerator": "H100"}
    result: Result = solve("training_time", given, language="en")
    return result.answers[0].value / 86400


def names(subjects: Sequence[str]) -> list[str]:
    tools = [*toolkit(subjects), *FlopwiseToolkit(subjects=tuple(subjects)).get_tools(), ask_tool()]
    return [tool.name for tool in tools]


def replied(question: str) -> str:
    try:
        model = ScriptedChat([calling("calculate", expression="1"), "one"])
        reply: Reply = Assistant(model).ask(question)
    except FlopwiseError as error:
        return error.in_("zh")
    return reply.text if reply.status == "answered" else call_tool("calculate", "{}").text


sent: list[dict[str, object]] = list(openai_tools("scaling", strict=False, api="responses"))
version: str = __version__
EchoChat(model_name="mine")
"""

WRONG = {
    'solve("cost", [1])': "arg-type",
    "call_tool(7)": "arg-type",
    'openai_tools(api="other")': "arg-type",
    "toolkit(7)": "arg-type",
    'call_tool("calculate").answer': "attr-defined",
}


def test_the_public_names_are_these() -> None:
    assert flopwise.__all__ == NAMES
    assert sorted(flopwise.__all__) == NAMES


def test_every_public_name_is_documented_with_its_arguments() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    headings = dict(re.findall(r"^### `(\w+)(.*)`$", text, re.MULTILINE))
    assert sorted({*headings, "__version__"}) == NAMES
    for name, written in headings.items():
        thing = getattr(flopwise, name)
        if written:
            parameters = inspect.signature(thing).parameters.values()
            plain = [p.replace(annotation=inspect.Parameter.empty) for p in parameters]
            known = [p for p in plain if p.name != "args"]
            assert str(inspect.Signature(known)) == written
        for attribute in re.findall(r"`(\w+)`", _section(text, name)):
            known_fields = {*getattr(thing, "model_fields", {}), *dir(thing)}
            if thing in (flopwise.Reply, flopwise.Result) and "_" not in attribute:
                assert attribute in known_fields | _ANSWER, attribute


_ANSWER = {"quantity", "label", "value", "exact", "unit", "display", "low", "high"}


def _section(text: str, name: str) -> str:
    return re.split(r"^#", text.partition(f"### `{name}")[2], flags=re.MULTILINE)[0]


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT.parent
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import flopwise", "langchain_core langchain openai pydantic sympy pint mcp llm"),
        (
            "from flopwise import call_tool, openai_tools; openai_tools()",
            "langchain_core openai mcp",
        ),
        ("from flopwise import Assistant; Assistant('offline')", "langchain_core openai sympy mcp"),
        ("from flopwise import toolkit; toolkit()", "langchain openai langgraph mcp"),
        ("import flopwise.assistant.mcp_command", "langchain_core openai sympy mcp"),
        ("import flopwise.assistant.llm_plugin", "langchain_core sympy mcp"),
    ],
)
def test_a_name_loads_what_it_needs_and_no_more(code: str, absent: str) -> None:
    found = run(f"import sys\n{code}\nprint(*sorted(set({absent.split()!r}) & set(sys.modules)))")
    assert found == ""


@pytest.fixture(scope="module")
def outside(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An environment of somebody else's, with the wheel in it, and the other packages of ours."""
    home = tmp_path_factory.mktemp("outside")
    venv = home / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    (site,) = venv.glob("lib/python*/site-packages") or venv.glob("Lib/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    ours = [path for path in sys.path if path.endswith("site-packages")]
    (site / "ours.pth").write_text("\n".join(ours), encoding="utf-8")
    return home, next(
        venv.glob("bin/python") if os.name != "nt" else venv.glob("Scripts/python.exe")
    )


def test_a_client_in_strict_mode_finds_the_types(
    outside: tuple[Path, Path], pytestconfig: pytest.Config
) -> None:
    home, python = outside
    wrong = [f"{line}  # type: ignore[{code}]" for line, code in WRONG.items()]
    (home / "client.py").write_text("\n".join([CLIENT, *wrong, ""]), encoding="utf-8")
    cache = pytestconfig.cache.mkdir("mypy") if pytestconfig.cache else home / "cache"
    options = ["--strict", "--warn-unused-ignores", "--config-file=", f"--cache-dir={cache}"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, f"--python-executable={python}", "client.py"],
        cwd=home,
        env={name: value for name, value in os.environ.items() if name != "MYPYPATH"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
