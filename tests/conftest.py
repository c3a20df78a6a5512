"""What every test needs: that nothing of this machine's user reaches it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flopwise.tools.catalog import load

ROOT = Path(__file__).parents[1]
ROOMS = ("assistant", "prompts", "tools")


@pytest.fixture(scope="session")
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
    code = "from setuptools.build_meta import build_wheel; build_wheel('dist')"
    subprocess.run([sys.executable, "-c", code], cwd=source, check=True, capture_output=True)
    (built,) = (source / "dist").glob("*.whl")
    return built


@pytest.fixture(autouse=True, scope="session")
def no_entries_of_ones_own() -> Iterator[None]:
    """The built-in catalog alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "own_files", lambda: ())
        yield
