"""Running a file of questions through a model, and showing how it did."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rich.text import Text as Line

from ..tools.engine.text import Text
from .conversation import Assistant
from .evaluation import BadQuestions, Grade, Question, Tally, grade, read_questions, tally
from .layout import aligned, console, write

MOST_READ = 50_000_000
"""Bytes of a file of questions: more is no file of questions."""

GROUPS: dict[str, Callable[[Question], str]] = {
    "topic": lambda question: question.topic,
    "lang": lambda question: question.lang,
    "kind": lambda question: question.kind,
}
STYLES = {"right": "green", "wrong": "bold red", "abstained": "yellow"}


def evaluate(path: str, model: str | None, as_json: bool) -> int:
    """Grade a model on a file of questions and print how it did.

    Args:
        path: of the file.
        model: as `Assistant` takes it.
        as_json: whether to print one JSON object instead of tables.

    Returns:
        The exit code: 0 when the file was graded, however the model did.

    Raises:
        BadQuestions: the file cannot be read, or a line of it.
        ConfigurationError, ProviderError: as `Assistant` raises them.
    """
    questions = read_questions(_read(path), path)
    grades = list(_with_progress(_grades(questions, model), len(questions)))
    if as_json:
        print(json.dumps(_summary(grades, model), ensure_ascii=False, indent=2))
    else:
        _show(grades)
    return 0


def _read(path: str) -> str:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadQuestions(
            Text(
                f"{path}: {reason}: give a file of questions, one JSON object a line",
                f"{path}:{reason}:请给出问题文件,每行一个 JSON 对象",
            )
        ) from None
    if len(data) > MOST_READ:
        limit = MOST_READ // 1_000_000
        raise BadQuestions(
            Text(f"{path}: more than {limit} MB: split it", f"{path}:超过 {limit} MB:请拆分")
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadQuestions(
            Text(f"{path}:{line}: not UTF-8", f"{path}:{line}:不是 UTF-8 编码")
        ) from None


def _grades(questions: Iterable[Question], model: str | None) -> Iterator[Grade]:
    """Each question in a conversation of its own, which is forgotten once it is graded."""
    from langgraph.checkpoint.memory import InMemorySaver

    conversations = InMemorySaver()
    assistant = Assistant(model, checkpointer=conversations)
    for question in questions:
        assistant.thread = question.id
        yield grade(question, [assistant.ask(turn) for turn in question.turns])
        conversations.delete_thread(question.id)


def _with_progress(grades: Iterator[Grade], total: int) -> Iterator[Grade]:
    """The grades, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from grades
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(
        grades, "", total, console=Console(stderr=True), transient=True, show_speed=False
    )


def _summary(grades: Sequence[Grade], model: str | None) -> dict[str, object]:
    return {
        "model": model,
        "total": _counts(_total(grades)),
        **{
            name: {group: _counts(t) for group, t in tally(grades, key).items()}
            for name, key in GROUPS.items()
        },
        "lines": [
            {"id": g.question.id, "outcome": g.outcome, "reason": g.reason, "said": g.said}
            for g in grades
        ],
    }


def _total(grades: Sequence[Grade]) -> Tally:
    return tally(grades, lambda _: "")[""]


def _counts(counted: Tally) -> dict[str, float]:
    return {
        "right": counted.right,
        "wrong": counted.wrong,
        "abstained": counted.abstained,
        "share": round(counted.share, 4),
    }


def _show(grades: Sequence[Grade]) -> None:
    out = console()
    for one in grades:
        if one.outcome != "right":
            asked = " // ".join(one.question.turns)
            head = Line.assemble(
                (one.outcome, STYLES[one.outcome]), f"  {one.question.id}  {_flat(asked)}"
            )
            write(out, [head], hang=2)
            write(out, [Line(_flat(one.reason), "dim")], indent=2)
    if any(one.outcome != "right" for one in grades):
        out.print()
    rows = [[Line(cell, "bold") for cell in ("", "right", "wrong", "abstained", "")]]
    for name, key in GROUPS.items():
        rows.append([Line(name, "bold"), *[Line("")] * 4])
        rows += [_row(f"  {group}", counted) for group, counted in tally(grades, key).items()]
    rows.append(_row("all", _total(grades), "bold"))
    write(out, aligned(rows, right=(1, 2, 3, 4)))


def _row(name: str, counted: Tally, style: str = "") -> list[Line]:
    figures = (counted.right, counted.wrong, counted.abstained)
    cells = [Line(f"{figure}" if figure else "·", style or "") for figure in figures]
    return [Line(name, style), *cells, Line(f"{counted.share:.1%}", style)]


def _flat(text: str) -> str:
    return " ".join(text.split())
