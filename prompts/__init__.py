"""What the language model is told, and what the user is shown as prose: Markdown files."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@lru_cache(maxsize=64)
def load(name: str) -> str:
    """The text of the file `name`, its folder in front and without ".md": "system".

    Raises:
        LookupError: there is no such file; the error lists those that the folder holds.
    """
    *folders, last = name.split("/")
    known = names("/".join(folders))
    if last not in known:
        raise LookupError(f"prompts: no {name!r}; there are {', '.join(known) or 'none'}")
    return _folder("/".join(folders)).joinpath(f"{last}.md").read_text(encoding="utf-8").strip()


def names(folder: str = "") -> tuple[str, ...]:
    """What a folder of prompts holds, without ".md"; nothing where there is no such folder."""
    place = _folder(folder)
    if ".." in folder.split("/") or not place.is_dir():
        return ()
    found = (entry.name for entry in place.iterdir())
    return tuple(sorted(name.removesuffix(".md") for name in found if name.endswith(".md")))


def _folder(folder: str) -> Traversable:
    return files(__package__).joinpath(*folder.split("/")) if folder else files(__package__)
