"""An installed flopwise lives beside a user's own `tools`, `assistant` and `prompts`."""

import os
import shutil
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
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build in a copy, so that no build folder is left in the tree."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for folder in ("flopwise", *ROOMS):
        shutil.copytree(
            ROOT / folder,
            source / folder,
            symlinks=True,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    run("from setuptools.build_meta import build_wheel; build_wheel('dist')", source)
    (built,) = (source / "dist").glob("*.whl")
    return built


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
