import os
import tomllib
from importlib.resources import files
from pathlib import Path

import flopwise

ROOT = Path(__file__).parents[1]
ROOMS = ("assistant", "prompts", "tools")
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "setuptools"
]


def test_listed_packages_are_those_of_the_tree() -> None:
    in_tree = {
        ".".join(("flopwise", *module.parent.relative_to(ROOT).parts))
        for room in ROOMS
        for module in (ROOT / room).rglob("*.py")
    }
    assert sorted(SETUPTOOLS["packages"]) == sorted({"flopwise", *in_tree})


def test_every_data_file_is_listed_to_ship() -> None:
    shipped = {
        path
        for package, patterns in SETUPTOOLS["package-data"].items()
        for pattern in patterns
        for path in (ROOT / package.removeprefix("flopwise.").replace(".", "/")).glob(pattern)
    }
    data = {
        path
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }
    assert shipped == data | {ROOT / "flopwise" / "py.typed"}


def test_data_files_are_found_as_package_resources() -> None:
    assert files("flopwise.tools").joinpath("units.txt").is_file()
    assert any(file.name.endswith(".toml") for file in files("flopwise.tools.catalog").iterdir())


def test_links_lead_to_the_rooms() -> None:
    # Type checkers and editors find flopwise.tools through them. Where git cannot make links
    # (Windows without the right to), it writes a small file instead, and nothing else breaks.
    for room in ROOMS:
        link = ROOT / "flopwise" / room
        target = os.readlink(link) if link.is_symlink() else link.read_text(encoding="utf-8")
        assert Path(target) == Path("..", room)


def test_every_public_name_can_be_had() -> None:
    assert set(flopwise.__all__) <= set(dir(flopwise))
    assert all(getattr(flopwise, name) is not None for name in flopwise.__all__)
