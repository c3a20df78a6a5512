"""Model choices and number formats that a question states."""

from __future__ import annotations

from .amounts import edition_of
from .marks import Marks, Named
from .words.changes import CHANGE_TO, UPGRADES
from .words.things import ALTERNATIVES, CACHE_AFTER, CACHE_BEFORE, OF_A_PART


def stated_choices(marks: Marks) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The values of model choices, and those of which several are named."""
    values: dict[str, list[str]] = {}
    for hit in marks.choices:
        if any(m.start <= hit.start and hit.end < m.end for m in marks.mentions):
            continue  # "LoRA parameters" is a name
        chosen = hit.payloads[0]
        named = values.setdefault(chosen.choice, [])
        if chosen.value not in named:
            named.append(chosen.value)
    for choice in (name for name in marks.lexicon.choice_names if name not in values):
        edition = edition_of(marks, choice)
        if edition is not None:
            values[choice] = [edition]
    several = {name: tuple(named) for name, named in values.items() if len(named) > 1}
    return {name: named[0] for name, named in values.items()}, several


def counted_choices(marks: Marks) -> dict[str, tuple[str, int]]:
    """Choices whose words count something, with what they count and how many."""
    chosen = (hit.payloads[0] for hit in marks.choices)
    options = {c.choice: marks.lexicon.vocabulary.choices[c.choice].values[c.value] for c in chosen}
    return {name: option.counts for name, option in options.items() if option.counts}


def _plain_formats(marks: Marks) -> list[Named]:
    """Number formats that are not part of a model choice ("8-bit Adam") or of the cache."""
    chosen = [(hit.start, hit.end) for hit in marks.choices]
    return [
        named
        for named in marks.named
        if named.kind == "format"
        and not any(start < named.end and named.start < end for start, end in chosen)
        and not _is_of_cache(marks, named)
        and not OF_A_PART.match(marks.low, named.end)
    ]


def stated_formats(marks: Marks) -> tuple[str, ...]:
    """Number formats that are alternatives ("bf16, int8 or int4"); else the first that is named."""
    named = _plain_formats(marks)
    low = marks.low
    listed = all(
        ALTERNATIVES.fullmatch(low[one.end : other.start])
        or CHANGE_TO.fullmatch(low[one.end : other.start])
        or UPGRADES.fullmatch(low[one.end : other.start])
        for one, other in zip(named, named[1:], strict=False)
    )
    names = tuple(dict.fromkeys(n.name for n in named))
    return names if listed else names[:1] if len(names) == 1 else ()


def _is_of_cache(marks: Marks, named: Named) -> bool:
    low = marks.low
    after, before = low[named.end : named.end + 14], low[max(0, named.start - 14) : named.start]
    return bool(CACHE_AFTER.match(after) or CACHE_BEFORE.search(before))


def format_of_cache(marks: Marks) -> str | None:
    """The number format that is named for the KV cache apart."""
    return next(
        (n.name for n in marks.named if n.kind == "format" and _is_of_cache(marks, n)), None
    )
