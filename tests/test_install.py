"""An installed flopwise lives beside a user's own `tools`, `assistant` and `prompts`."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("assistant", "prompts", "tools")


def run(code: str, cwd: Path, *search: Path) -> str:
    paths = os.pathsep.join(map(str, search))
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """To install a wheel of pure Python is to unpack it."""
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def test_wheel_holds_the_whole_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {Path(name) for name in archive.namelist()}
    package = {name for name in names if not name.parts[0].endswith(".dist-info")}
    in_tree = {
        Path("flopwise", path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert package == in_tree | {Path("flopwise/__init__.py"), Path("flopwise/py.typed")}
    assert any(name.name == "LICENSE" for name in names - package)


def test_user_packages_of_the_same_names_and_ours_both_import(
    installed: Path, tmp_path: Path
) -> None:
    for room in ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text("OWNER = 'user'\n", encoding="utf-8")
    code = f"""
import assistant, prompts, tools
import flopwise, flopwise.assistant.cli
from flopwise import solve
from importlib.metadata import entry_points
from pathlib import Path

assert assistant.OWNER == prompts.OWNER == tools.OWNER == "user"
for module in (flopwise, flopwise.assistant.cli, flopwise.tools):
    assert Path(module.__file__).is_relative_to({str(installed)!r}), module
(script,) = entry_points(group="console_scripts", name="flopwise")
assert script.load() is flopwise.assistant.cli.main
print(callable(solve))
"""
    assert run(code, tmp_path, tmp_path, installed) == "True\n"


def test_import_loads_nothing_heavy(installed: Path, tmp_path: Path) -> None:
    code = """
import sys, flopwise
heavy = {"langchain", "langchain_core", "openai", "pint", "pydantic", "sympy"}
print(sorted(heavy & set(sys.modules)))
"""
    assert run(code, tmp_path, installed) == "[]\n"


AGENT = """
import flopwise, tools
from assistant import answer
from langchain.agents import create_agent
from langchain_core.messages import ToolMessage
from pathlib import Path
from flopwise import ask_tool, toolkit
from flopwise.assistant.stubs import ScriptedChat, calling

model = ScriptedChat(
    [
        calling("budget", team="blue"),
        calling("training_plan", 2, find=["tokens"], cost="$1M", accelerator="A100", mfu="40%"),
        "Enough.",
    ]
)
offered = [tools.budget, *toolkit("training"), ask_tool()]
agent = create_agent(model, offered, system_prompt=answer())
state = agent.invoke({"messages": "How far does the blue team get?"})
first, second = (m for m in state["messages"] if isinstance(m, ToolMessage))
assert Path(tools.__file__).is_relative_to(Path.cwd()) and tools is not flopwise.tools
print(first.content, second.artifact["status"], model.heard[0][0].content)
print(state["messages"][-1].text)
"""


def test_a_users_agent_uses_its_own_packages_and_ours(installed: Path, tmp_path: Path) -> None:
    written = {
        "tools": "from langchain_core.tools import tool\n\n\n"
        '@tool\ndef budget(team: str) -> str:\n    "What a team may spend."\n    return "$1M"\n',
        "prompts": 'TEXT = "You plan."\n',
        "assistant": "import prompts\n\n\ndef answer():\n    return prompts.TEXT\n",
    }
    for room, text in written.items():
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text(text, encoding="utf-8")
    assert run(AGENT, tmp_path, tmp_path, installed) == "$1M answered You plan.\nEnough.\n"
