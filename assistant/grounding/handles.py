"""Results cited by handle: the tool's own figure in the place of `{{training_time}}`.

A handle is what a tool calls a quantity, by name or by label, and stands for what a call for the
question that is being answered gave, assumed or was given. `{{2.cost}}` is of the second call; one
without a number that several calls gave differently stands for none of them, as any guess may be
of the wrong case. What was put in holds without a match by value; its name and its case are
checked as those of any figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ...tools.engine.text import Text
from ...tools.vocabulary import VOCABULARY
from ..mathtext import SPANS
from .called import named, other_quantity
from .citable import Citable, Citables
from .evidence import Evidence
from .figures import as_read, things_in
from .findings import Finding
from .matching import why_not
from .placing import in_formula, in_sentence
from .records import Page
from .subject import Subject

_HANDLE = re.compile(r"\{\{([^{}]*)\}\}")
_SINGLE = re.compile(r"(?<![\\\w}\]^_])\{([^{}]{1,80})\}")
_NEAR_BRACES = re.compile(r"\{\{\s*([\w. ]{1,40})|([\w.]{1,40})\s*\}\}")
_ALONE = re.compile(r"(?<![\\$\w])\$(\{\{[^{}]*\}\})\$(?![\d{])")
_IN_BRACKETS = {"display": (2, r"\[", r"\]"), "inline": (1, r"\(", r"\)")}


@dataclass(frozen=True)
class Placed:
    """What was put in, and where it stands."""

    start: int
    end: int
    cited: Citable


@dataclass(frozen=True)
class Filled:
    """A draft with the figures in the place of its handles.

    Attributes:
        text: without any handle.
        placed: what was put in, in order.
        faults: handles that stand for nothing.
    """

    text: str
    placed: tuple[Placed, ...] = ()
    faults: tuple[Finding, ...] = ()


def fill(text: str, evidence: Evidence) -> Filled:
    """Put the figures in; a handle that stands for nothing is a fault, and leaves a gap."""
    if "{" not in text and "}" not in text:
        return Filled(text)
    known = Citables(evidence)
    faults = list(_malformed(text, known))
    text = _without_dollars(text)
    formulas = [span.span() for span in SPANS.finditer(_masked(text))]
    out, at, placed, whole = "", 0, [], set[str]()
    for match in _HANDLE.finditer(text):
        out += text[at : match.start()]
        at = match.end()
        cited = known.find(match[1])
        if cited is None:
            faults.append(Finding(match[1].strip()[:40] or "…", known.unknown))
            out += "…"
            continue
        is_formula = any(start < at <= end for start, end in formulas)
        place = in_formula if is_formula else in_sentence
        put = place(cited.display, out, text[at:], again=cited.display in whole)
        out = out[: len(out) - put.before]
        placed.append(Placed(len(out), len(out) + len(put.shown), cited))
        out, at = out + put.shown, at + put.after
        if put.whole:
            whole.add(cited.display)
    return Filled(out + text[at:], tuple(placed), tuple(faults))


def judge(page: Page, filled: Filled) -> Callable[[Subject], Text | None]:
    """Why a figure of a filled draft does not hold: those put in are told by their handle."""
    cited = {start: of for start, of in _figures(page, filled) if not of.given}

    def judged(subject: Subject) -> Text | None:
        of = cited.get(subject.figure.start)
        return why_not(subject) if of is None else _misplaced(subject, of)

    return judged


def _figures(page: Page, filled: Filled) -> Iterator[tuple[int, Citable]]:
    """The figures of a page that lie wholly in what was put in: where they start, and of what.

    The page is the text without its dress: a place is found again by its number among alike ones.
    """
    for put in filled.placed:
        shown = filled.text[put.start : put.end]
        read = as_read(shown)
        if not read or filled.text.count(shown) != page.text.count(read):
            continue
        start = page.text.find(read)
        for _ in range(filled.text.count(shown, 0, put.start)):
            start = page.text.find(read, start + len(read))
        for figure in page.figures:
            if start <= figure.start and figure.start + len(figure.text) <= start + len(read):
                yield figure.start, put.cited


def _misplaced(subject: Subject, cited: Citable) -> Text | None:
    """Why a handle does not belong where it stands: the words beside it name another result.

    Only one of the same unit: any other shows by its unit that it is not what the words say.
    """
    of = things_in(cited.label)
    results = [s for s in subject.evidence.supports if s.origin == "result"]
    alike = [
        s
        for s in results
        if (s.case, s.quantity) == (cited.case, cited.name) and (not of or s.of == of)
    ]
    meant = named(subject, alike)
    if alike and not meant:
        there = {s.quantity for s in results}
        called = [name for name in subject.figure.quantities if name in there]
        units = {VOCABULARY[name].unit for name in called if name in VOCABULARY}
        is_kind = cited.name in VOCABULARY and VOCABULARY[cited.name].unit in units
        return other_quantity(alike, subject.figure) if is_kind else None
    return None if cited.alone else subject.cases.reason(subject.figure, meant)


def _malformed(text: str, known: Citables) -> Iterator[Finding]:
    """Braces that were meant for a handle and are none."""
    rest = re.sub(r"\\[{}]", "", _HANDLE.sub("", text))
    single = [match[1] for match in _SINGLE.finditer(rest) if known.find(match[1])]
    if single or "{{" in rest or rest.count("{") != rest.count("}"):
        near = _NEAR_BRACES.search(rest)
        found = (*single, *filter(None, near.groups() if near else ()), "…")[0]
        yield Finding(found.strip(), MALFORMED)


def _without_dollars(text: str) -> str:
    r"""Formulas that hold a handle stand between \(…\): a price in them would end them."""
    text = _ALONE.sub(r"\\(\1\\)", text)
    for span in reversed(list(SPANS.finditer(_masked(text)))):
        signs, opening, closing = _IN_BRACKETS.get(span.lastgroup or "", (0, "", ""))
        if signs and _HANDLE.search(text, *span.span()):
            inside = text[span.start() + signs : span.end() - signs]
            text = text[: span.start()] + opening + inside + closing + text[span.end() :]
    return text


def _masked(text: str) -> str:
    """The text with letters in the place of its handles, of which none makes a formula."""
    return _HANDLE.sub(lambda match: "x" * len(match[0]), text)


MALFORMED = Text(
    "a handle stands between two braces on each side, and braces stand for nothing else",
    "引用名两侧各写两层花括号,花括号不作他用",
)
