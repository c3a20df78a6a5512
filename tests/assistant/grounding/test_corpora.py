"""Messages worded by hand over real results: every false figure is caught, no honest one is."""

from __future__ import annotations

from collections import Counter

from flopwise.assistant.grounding.check import check

from .corpora import by_hand, conversations, rows

KINDS = {"digit", "scale", "unit", "extra", "own", "stale", "quantity", "numerals"}
MOST_ALARMS = 0.01


def test_every_false_figure_is_caught() -> None:
    known = conversations()
    false = rows("grounding_false")
    missed = [row for row in false if not check(row["text"], known[row["conversation"]])]
    assert not missed, [(row["false"], row["text"]) for row in missed[:10]]


def test_hardly_an_honest_message_is_refused() -> None:
    known = conversations()
    honest = [(row["text"], known[row["conversation"]]) for row in rows("grounding_honest")]
    honest += [(text, talk) for talk, row in by_hand() for text in row["honest"]]
    refused = [(text, found) for text, talk in honest if (found := check(text, talk))]
    assert len(refused) <= MOST_ALARMS * len(honest), refused


def test_every_false_figure_written_by_hand_is_caught() -> None:
    for talk, row in by_hand():
        assert not [text for text in row["false"] if not check(text, talk)], row["id"]


def test_there_are_enough_of_both_and_of_each_kind() -> None:
    assert len(rows("grounding_honest")) >= 300
    kinds = Counter(row["false"] for row in rows("grounding_false"))
    assert set(kinds) == KINDS
    assert sum(kinds.values()) >= 300
    assert min(kinds.values()) >= 20
    languages = Counter(
        row["conversation"] for row in rows("grounding_honest") if not row["text"].isascii()
    )
    assert sum(languages.values()) >= 100, "Chinese, for the most part"
