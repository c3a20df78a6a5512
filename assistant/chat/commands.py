"""The commands of the chat, in one table: help and completion follow from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rich.text import Text as Line

from ...tools.engine.names import nearest
from ...tools.engine.text import Text
from ..errors import UsageError
from ..layout import aligned, width_of, write
from ..render import FAINT
from . import actions
from .display import Screen

STRONG = "bold"
SHORTEST = 3
"""Letters of an alias that may be meant by a name like it."""

KEYS = Text(
    "Tab completes names. Alt-Enter begins a new line. Ctrl-C stops an answer; twice, or Ctrl-D, "
    "leaves.",
    "Tab 补全名称。Alt-Enter 换行。Ctrl-C 停止回答;按两次或按 Ctrl-D 离开。",
)

Argument = Literal["", "command", "file", "language", "model", "quantity", "saved", "units", "sign"]


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes:
        name: what is typed after the slash.
        takes: its arguments, as help shows them.
        purpose: what it does, in one line.
        run: does it; a text that it returns is asked next.
        argument: what completion offers after its name.
        aliases: other names.
        example: one use of it.
    """

    name: str
    takes: str
    purpose: Text
    run: Callable[[Screen, str], str | None]
    argument: Argument = ""
    aliases: tuple[str, ...] = ()
    example: str = ""


def is_command(line: str) -> bool:
    """Whether a line is a command; a Chinese keyboard's slash is one, too."""
    return line.lstrip()[:1] in ("/", "／")


def run(screen: Screen, line: str) -> str | None:
    """Do what a line commands.

    Returns:
        A question to ask next, or none.

    Raises:
        Leave: the user leaves.
        FlopwiseError: there is no such command, with the nearest ones, or it cannot be done.
    """
    name, _, rest = line.strip()[1:].partition(" ")
    return find_command(name).run(screen, rest.strip())


def find_command(name: str) -> Command:
    """The command of a name or an alias, in any case.

    Raises:
        UsageError: there is none; the nearest ones are offered.
    """
    wanted = name.lstrip("/／").casefold()
    names = {n: command for command in COMMANDS for n in (command.name, *command.aliases)}
    if wanted in names:
        return names[wanted]
    known = [n for n in names if len(n) >= SHORTEST or not n.isascii()]
    close = [f"/{n}" for n in (nearest(wanted, known) if wanted else [])]
    hint = Text("/help lists them", "可用 /help 查看")
    if close:
        hint = Text(f"did you mean {' or '.join(close)}?", f"是否想输入 {' 或 '.join(close)}?")
    raise UsageError(Text(f"no command /{wanted}: {hint.en}", f"没有命令 /{wanted}:{hint.zh}"))


def _help(screen: Screen, argument: str) -> None:
    """All commands, or one."""
    if argument:
        command = find_command(argument)
        screen.line(f"/{command.name} {command.takes}".rstrip(), STRONG)
        screen.say(command.purpose)
        if command.example:
            screen.line(command.example, FAINT)
        return
    rows = [
        (
            Line.assemble((f"/{c.name}", STRONG), f" {c.takes}".rstrip()),
            Line(screen.session.say(c.purpose)),
        )
        for c in COMMANDS
    ]
    if width_of(rows) <= screen.out.width:
        write(screen.out, aligned(rows))
    else:
        for usage, purpose in rows:
            write(screen.out, [usage])
            write(screen.out, [purpose], 2, hang=0)
    screen.say(KEYS, FAINT)


# -------------------------------------------------------------------------------- the table

COMMANDS: tuple[Command, ...] = (
    Command(
        "why",
        "[NAME]",
        Text("why the last answer holds, with sources", "上一个回答的依据与来源"),
        actions.why,
        "sign",
        ("为什么", "依据"),
        "/why mfu",
    ),
    Command(
        "steps",
        "",
        Text("its tool calls and equations in full", "上一个回答的工具调用与方程全文"),
        actions.steps,
        aliases=("步骤",),
    ),
    Command(
        "assume",
        "NAME=VALUE … | clear [NAME]",
        Text("assume it from now on, and ask again", "从此假定该值,并重新提问"),
        actions.assume,
        "quantity",
        ("假定", "假设"),
        "/assume mfu=0.45 price_per_accelerator_hour=$2/GPU-hour",
    ),
    Command(
        "assumptions",
        "",
        Text("what you and the last answer assumed", "你与上一个回答所作的假定"),
        actions.assumptions,
        aliases=("假定列表",),
    ),
    Command(
        "units",
        "UNIT, … | clear",
        Text("show answers in these units", "以这些单位显示答案"),
        actions.units,
        "units",
        ("单位",),
        "/units hours, GiB",
    ),
    Command(
        "compare",
        "[HOW MANY]",
        Text("the last answers side by side", "并排比较最近的回答"),
        actions.compare,
        aliases=("比较",),
        example="/compare 3",
    ),
    Command(
        "plan",
        "[REQUEST]",
        Text("a training plan on one page", "一页训练方案"),
        actions.plan,
        aliases=("方案", "规划"),
        example="/plan a run for 1 million dollars on H100s",
    ),
    Command(
        "save",
        "[NAME]",
        Text("keep the conversation, under a name", "保存对话,可命名"),
        actions.save,
        aliases=("保存",),
    ),
    Command(
        "open",
        "[NUMBER | NAME]",
        Text("go on with a saved conversation", "继续已保存的对话"),
        actions.open_saved,
        "saved",
        ("打开",),
        "/open 2",
    ),
    Command(
        "list",
        "",
        Text("the saved conversations", "已保存的对话"),
        actions.list_saved,
        aliases=("ls", "列表"),
    ),
    Command(
        "export",
        "md|json FILE",
        Text("write the conversation to a file", "把对话写入文件"),
        actions.export,
        "file",
        ("导出",),
        "/export md plan.md",
    ),
    Command(
        "model",
        "[NAME]",
        Text("show or change the language model", "查看或更换语言模型"),
        actions.model,
        "model",
        ("模型",),
        "/model openai:gpt-5.2",
    ),
    Command(
        "language",
        "[en|zh|auto]",
        Text("of the answers", "回答的语言"),
        actions.language,
        "language",
        ("lang", "语言"),
    ),
    Command(
        "undo",
        "",
        Text("take the last question back", "撤回上一个问题"),
        actions.undo,
        aliases=("撤回",),
    ),
    Command("reset", "", Text("begin anew", "重新开始"), actions.reset, aliases=("new", "重置")),
    Command(
        "help",
        "[COMMAND]",
        Text("this list", "本列表"),
        _help,
        "command",
        ("?", "h", "帮助"),
    ),
    Command("quit", "", Text("leave", "离开"), actions.quit, aliases=("exit", "q", "退出")),
)
