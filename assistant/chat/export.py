"""A conversation as a file: JSON for programs, Markdown with LaTeX for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ...tools.engine.text import Text
from ...tools.functions.words import HEADINGS, moves, reason, scope
from ..errors import OFFLINE, UsageError, one_line
from ..render import GIVEN, VERDICTS
from ..reply import Reply
from ..tables import markdown_table
from .actions import FORMATS
from .session import Asked, Session

USAGE = "/export md plan.md"


def write_conversation(session: Session, written: str) -> Path:
    """Write the conversation to a new file.

    Args:
        session: whose conversation it is.
        written: "md FILE" or "json FILE".

    Returns:
        The file.

    Raises:
        UsageError: no format or no file is named, the file exists, or it cannot be written.
    """
    format, _, name = written.strip().partition(" ")
    name = name.strip().strip("\"'")
    if format not in FORMATS or not name:
        raise UsageError(
            Text(f"name a format and a file: {USAGE}", f"请写出格式和文件名:{USAGE}"),
        )
    if not session.asked:
        raise UsageError(Text("nothing was asked yet", "还没有提过问题"))
    file = Path(name).expanduser()
    text = _json(session.asked) if format == "json" else "\n".join(_markdown(session)) + "\n"
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError:
        raise UsageError(
            Text(f"{file} exists: choose another name", f"{file} 已存在:请换一个文件名")
        ) from None
    except OSError as error:
        detail = one_line(error.strerror or error)
        raise UsageError(
            Text(f"{file} cannot be written: {detail}", f"无法写入 {file}:{detail}")
        ) from error
    return file


def _json(asked: Sequence[Asked]) -> str:
    """Every question with its whole reply."""
    record = [{"question": a.question, "reply": a.reply.model_dump(mode="json")} for a in asked]
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _markdown(session: Session) -> Iterator[str]:
    for place, each in enumerate(session.asked):
        if place:
            yield ""
        first, *more = each.question.strip().splitlines()
        yield f"## {first}"
        if more:
            yield from ("", "```", *each.question.strip().splitlines(), "```")
        yield ""
        yield from _reply(session.in_units(each.reply))


def _reply(reply: Reply) -> Iterator[str]:
    """The answer, then how, what was assumed and what would change it."""
    if reply.answers and reply.model in (None, OFFLINE):
        yield from _answers(reply)
    else:
        yield reply.text
    if reply.steps:
        yield from ("", f"**{HEADINGS['how'].in_(reply.language)}**")
        for number, step in enumerate(reply.steps, 1):
            yield from ("", f"{number}. {step.because} ({step.source})", "")
            if step.form:
                yield from (f"   $${step.latex}$$", "")
            work = f"{step.form or step.equation}: {step.numbers} → **{step.result}**"
            yield f"   {_plain(work)}"
    for name, lines in (
        ("scope", scope(reply.steps)),
        ("assumed", [f"{a.label}: {a.display} ({reason(a)})" for a in reply.assumptions]),
        ("change", moves(reply.changes, reply.pulls, reply.language)),
    ):
        if lines:
            yield from ("", f"**{HEADINGS[name].in_(reply.language)}**", "")
            yield from (_plain(f"- {line}") for line in lines)
    for section in reply.sections:
        yield from ("", f"**{section.title}**", "", *map(_plain, markdown_table(section)), "")
        yield from (_plain(f"- {note}") for note in section.notes)


def _answers(reply: Reply) -> Iterator[str]:
    if reply.verdict:
        verdict = VERDICTS.get(reply.verdict)
        yield f"**{verdict.in_(reply.language) if verdict else reply.verdict}**"
        yield ""
    for answer in reply.answers:
        source = f" ({answer.source})" if answer.source else ""
        yield f"- {answer.label}: **{_plain(answer.display)}**{source}"
    for warning in reply.warnings:
        yield f"- ⚠ {_plain(warning)}"
    if reply.given:
        yield from ("", _plain(GIVEN.in_(reply.language) + " · ".join(reply.given)))


def _plain(text: str) -> str:
    """Text in which a dollar sign begins no formula."""
    return re.sub(r"\$(?!\$)", r"\\$", text)
