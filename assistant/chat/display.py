"""What the chat shows while a question is answered, and after."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any, cast

from rich.console import Console
from rich.text import Text as Line

from ...tools.engine.text import Text
from ..errors import OFFLINE
from ..events import Answered, Event, Rejected, ToolFinished, Waiting, Writing
from ..layout import cut, write
from ..render import CAUTION, FAINT, print_reply
from ..reply import Reply
from .session import Call, Session

THINKING = Text("thinking… Ctrl-C stops", "思考中… 按 Ctrl-C 停止")
WRITING = Text("writing… {} characters, shown once checked", "书写中… {} 个字符,核对后显示")
MENDING = Text(
    "a draft held figures that nothing supports ({}): asked to mend it",
    "草稿中有无依据的数字({}):已要求更正",
)
UNUSED = Text(
    "assumed, but not needed or stated otherwise here: {}",
    "已设假定,但此处用不到或问题另有说明:{}",
)


class Screen:
    """Where answers go.

    Args:
        out: the console.
        session: whose answers they are.
        live: whether somebody watches: calls are shown as they are made, and what goes on.
    """

    def __init__(self, out: Console, session: Session, *, live: bool) -> None:
        self.out = out
        self.session = session
        self._live = live

    def line(self, text: str, style: str = "") -> None:
        """One line of the chat's own."""
        write(self.out, [Line(part, style) for part in text.splitlines()], hang=0)

    def say(self, text: Text, style: str = "") -> None:
        """One line of the chat's own, in the user's language."""
        self.line(self.session.say(text), style)

    def follow(self, events: Iterable[Event]) -> Reply | None:
        """Show what happens until the answer stands there; none where none came."""
        reply = None
        with self._status() as tell, closing(cast("Any", events)):
            for event in events:
                if isinstance(event, Answered):
                    reply = event.reply
                else:
                    self._meanwhile(event, tell)
        if reply is not None:
            self.reply(reply)
            last = self.session.shown[-1]
            if last.unused:
                names = ", ".join(f"{name}={self.session.assumed[name]}" for name in last.unused)
                self.line("! " + self.session.say(UNUSED).format(names), CAUTION)
        return reply

    def reply(self, reply: Reply) -> None:
        """An answer, in the units that the reader chose."""
        shown = self.session.in_units(reply)
        print_reply(shown, self.out)
        if shown.model not in (None, OFFLINE) and shown is not reply:
            write(self.out, [Line(f"{a.label}: {a.display}", "bold") for a in shown.answers])

    def _meanwhile(self, event: Event, tell: Any) -> None:
        if isinstance(event, ToolFinished):
            if self._live:
                self.out.print(call_line(self.session.calls[-1], self.out.width), soft_wrap=True)
        elif isinstance(event, Waiting):
            if self._live:
                self.line(f"· {self.session.say(event.told)}", FAINT)
        elif isinstance(event, Rejected):
            figures = ", ".join(blocked.figure for blocked in event.blocked)
            if self._live:
                self.line(f"! {self.session.say(MENDING).format(figures)}", CAUTION)
        elif isinstance(event, Writing):
            tell(self.session.say(WRITING).format(event.characters))

    @contextmanager
    def _status(self) -> Iterator[Any]:
        """A line that moves while nothing else does, where a terminal can show one."""
        if not self._live or self.out.is_dumb_terminal:
            yield lambda text: None
            return
        with self.out.status(Line(self.session.say(THINKING), FAINT)) as status:
            yield lambda text: status.update(Line(text, FAINT))


def call_line(call: Call, width: int) -> Line:
    """A call as one would write it, and what it gave, in one line.

    What has no room is cut, arguments first: training_plan(find=cost, parame…) → $117,931
    """
    given = arguments({**call.arguments, **call.assumed})
    written = Line(", ".join(f"{name}={value}" for name, value in given.items()))
    start, outcome = f"· {call.name}(", Line(f") → {outcome_of(call)}")
    room = max(width - min(outcome.cell_len, width // 2) - len(start), 1)
    line = Line(start).append_text(cut(written, room)).append_text(outcome)
    line.stylize(FAINT)
    return cut(line, width)


def arguments(stated: Mapping[str, Any]) -> dict[str, str]:
    """What a function was handed, as text; the language is no input."""
    return {
        name: " ".join(str(v) for v in value)
        if isinstance(value, list) and all(isinstance(v, str) for v in value)
        else value
        if isinstance(value, str)
        else json.dumps(value, ensure_ascii=False)
        for name, value in stated.items()
        if name != "language"
    }


def outcome_of(call: Call) -> str:
    """What a call gave, in one line: its answers, else the first line of its text."""
    result = call.finished.result
    if result is not None and result.answers:
        return ", ".join(answer.display for answer in result.answers)
    return call.finished.line
