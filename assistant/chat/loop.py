"""The loop of the chat: read a line, do what it says, until the input ends."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ...tools.engine.errors import FlopwiseError
from ...tools.engine.text import Language, Text
from ..errors import DEBUG, OFFLINE, fault_in_flopwise
from ..reply import Reply
from ..stopping import interrupt
from .actions import Leave, model, open_saved
from .commands import is_command
from .commands import run as run_command
from .display import Screen
from .prompt import Prompt
from .reading import piped
from .session import Session

ANSWERED, NOT_ANSWERED = 0, 1
FAINT, CAUTION, ERROR = "dim", "yellow", "red"

WELCOME = Text(
    "flopwise {}: ask in English or Chinese. /help lists the commands, Ctrl-D leaves.",
    "flopwise {}:可用中文或英文提问。/help 列出命令,Ctrl-D 离开。",
)
NO_MODEL = Text(
    "The embedded offline model answers; a key in OPENAI_API_KEY, or /model, gives another.",
    "由内置离线模型回答;设置 OPENAI_API_KEY 或使用 /model 可更换。",
)
STOPPED = Text("Stopped.", "已停止。")
TAKEN_BACK = Text(
    "Stopped; the question was taken back, the conversation stands.",
    "已停止;问题已撤回,对话保留。",
)
RESUME = Text("Saved; flopwise --continue goes on with it.", "已保存;flopwise --continue 可继续。")


def converse(
    resume: bool = False, model_name: str | None = None, language: Language | None = None
) -> int:
    """Ask and answer until the input ends.

    Args:
        resume: go on with the conversation saved last.
        model_name: of the language model; none is as set.
        language: of the answers; none is as set.

    Returns:
        The exit code: of a pipe, 0 if every question was answered.

    Raises:
        FlopwiseError: a setting is wrong, nothing is saved to go on with, or a line of a pipe
            commands what cannot be done.
    """
    from ..layout import console

    live = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    session = Session(keep=live, model=model_name, language=language)
    screen = Screen(console(), session, live=live)
    try:
        if live:
            return _answer_terminal(screen, resume)
        if resume:
            session.open()
        return _answer_pipe(screen)
    finally:
        session.close()


def _answer_pipe(screen: Screen) -> int:
    """One answer after another; the first command that cannot be done ends it."""
    code = ANSWERED
    for line in piped():
        try:
            reply = _do(screen, line)
        except Leave:
            break
        if reply is not None and reply.status != "answered":
            code = NOT_ANSWERED
        screen.out.print()
        screen.out.file.flush()
    return code


def _answer_terminal(screen: Screen, resume: bool) -> int:
    if resume:
        open_saved(screen, "")
        screen.out.print()
    else:
        _welcome(screen)
    prompt = Prompt(screen)
    for line in prompt.lines():
        with _interruptible() as interrupts:
            try:
                interrupts.wait_for(prompt)
                _do(screen, line)
            except Leave:
                break
            except KeyboardInterrupt:
                screen.say(TAKEN_BACK if screen.session.asking else STOPPED, CAUTION)
                prompt.warn()
            except FlopwiseError as error:
                screen.say(error.text, ERROR)
            except Exception as error:
                if os.environ.get(DEBUG):
                    raise
                screen.say(fault_in_flopwise(error), ERROR)
            for notice in screen.session.notices():
                screen.say(notice, CAUTION)
            screen.out.print()
        if interrupts.leave:
            break
    if screen.session.is_kept and screen.session.asked:
        screen.say(RESUME, FAINT)
    return ANSWERED


def _do(screen: Screen, line: str) -> Reply | None:
    """Answer a question, or do what is commanded; the reply, where there is one."""
    screen.session.hear(line)
    question: str | None = run_command(screen, line) if is_command(line) else line
    return None if question is None else screen.follow(screen.session.ask(question))


def _welcome(screen: Screen) -> None:
    from importlib.metadata import version

    screen.line(screen.session.say(WELCOME).format(version("flopwise")), FAINT)
    if screen.session.model_name == OFFLINE:
        screen.say(NO_MODEL, FAINT)
    else:
        model(screen, "")


# ------------------------------------------------------------------------------- interrupts


class _Interrupts:
    """Ctrl-C while an answer is made: the first stops it, the second leaves after it is put back.

    A third does not wait for that. While modules are loaded nothing is raised: it could break an
    import in half.
    """

    def __init__(self) -> None:
        self.count = 0
        self._held = False

    @property
    def leave(self) -> bool:
        """Whether the user wants to leave."""
        return self.count > 1

    def wait_for(self, prompt: Prompt) -> None:
        """Wait until the prompt has loaded what an answer takes.

        Raises:
            KeyboardInterrupt: the user does not want to wait.
        """
        self._held = True
        prompt.wait_until_loaded(lambda: self.count > 0)
        self._held = False

    def __call__(self, *_: object) -> None:
        self.count += 1
        if self._held or self.count == 2 or (self.count == 1 and interrupt()):
            return
        raise KeyboardInterrupt


@contextmanager
def _interruptible() -> Iterator[_Interrupts]:
    interrupts = _Interrupts()
    before = signal.signal(signal.SIGINT, interrupts)
    try:
        yield interrupts
    finally:
        signal.signal(signal.SIGINT, before)
