"""The commands of the chat, in one table: help and completion follow from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rich.text import Text as Line

from ...tools.engine.names import nearest
from ...tools.engine.text import Language, Text
from ..errors import UsageError
from ..layout import aligned, width_of, write
from ..render import FAINT
from .display import Screen
from .session import Asked

STRONG = "bold"
CLEAR = ("clear", "off", "none", "清除")
MOST_COMPARED = 6
FORMATS = ("md", "json")

Argument = Literal["", "command", "file", "language", "model", "quantity", "saved", "units", "sign"]


class Leave(Exception):
    """The user wants to leave."""


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
    close = [f"/{n}" for n in (nearest(wanted, list(names)) if wanted else [])]
    hint = Text("/help lists them", "可用 /help 查看")
    if close:
        hint = Text(f"did you mean {' or '.join(close)}?", f"是否想输入 {' 或 '.join(close)}?")
    raise UsageError(Text(f"no command /{wanted}: {hint.en}", f"没有命令 /{wanted}:{hint.zh}"))


# ------------------------------------------------------------------------------ one by one


def _help(screen: Screen, argument: str) -> None:
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


KEYS = Text(
    "Tab completes names. Alt-Enter begins a new line. Ctrl-C stops an answer; twice, or Ctrl-D, "
    "leaves.",
    "Tab 补全名称。Alt-Enter 换行。Ctrl-C 停止回答;按两次或按 Ctrl-D 离开。",
)


def _why(screen: Screen, argument: str) -> None:
    from .views import show_why

    if not show_why(screen, _last(screen), argument):
        raise UsageError(
            Text(
                f"the last answer has no reason to give{f' for {argument!r}' if argument else ''}: "
                "/steps and /assumptions show what stands in it",
                f"上一个回答{f'中「{argument}」' if argument else ''}没有可说明的依据:"
                "可用 /steps 与 /assumptions 查看",
            )
        )


def _steps(screen: Screen, argument: str) -> None:
    from .views import show_steps

    show_steps(screen, _last(screen))


def _assume(screen: Screen, argument: str) -> str | None:
    from .assuming import read_assumptions, worded

    session = screen.session
    word, _, name = argument.partition(" ")
    if not argument:
        _assumptions(screen, "")
        return None
    if word.casefold() in CLEAR:
        _clear(screen, name.strip())
    else:
        session.assumed.update(read_assumptions(argument))
    held = worded(session.assumed, session.language)
    screen.line(session.say(ASSUMING) + held if held else session.say(ASSUMING_NOTHING), FAINT)
    return session.again() if session.asked else None


ASSUMING = Text("Assuming until /assume clear: ", "在 /assume clear 之前一直假定:")
ASSUMING_NOTHING = Text("Nothing more is assumed by you.", "已无由你设定的假定。")


def _clear(screen: Screen, name: str) -> None:
    """Take back what the user assumes of one name, or all."""
    from ..direct import known_name

    assumed = screen.session.assumed
    if not name:
        assumed.clear()
        return
    known = known_name(name)
    if known not in assumed:
        raise UsageError(
            Text(f"you assume nothing of {known}: /assumptions", f"你没有设定 {known}:/assumptions")
        )
    del assumed[known]


def _assumptions(screen: Screen, argument: str) -> None:
    from .views import show_assumptions

    shown = screen.session.shown
    show_assumptions(screen, shown[-1].reply if shown else None)


def _units(screen: Screen, argument: str) -> None:
    session = screen.session
    if argument.casefold() in CLEAR:
        session.units.clear()
    elif argument:
        session.units.choose(argument)
    if not session.units:
        screen.say(USUAL_UNITS, FAINT)
    else:
        screen.line(session.say(UNITS) + str(session.units), FAINT)
    if argument and session.shown:
        screen.reply(session.shown[-1].reply)


UNITS = Text("Answers are shown in ", "答案以下列单位显示:")
USUAL_UNITS = Text(
    "Answers are shown in their usual units; /units hours, GiB changes that.",
    "答案以常用单位显示;可用 /units 小时、GiB 更改。",
)


def _compare(screen: Screen, argument: str) -> None:
    from .views import compare

    shown = screen.session.shown
    count = int(argument) if argument.isdecimal() and len(argument) < 4 else 0 if argument else 2
    if not 2 <= count <= MOST_COMPARED:
        raise UsageError(
            Text(
                f"/compare takes how many of the last answers: 2 to {MOST_COMPARED}",
                f"/compare 后面写要比较的最近回答数:2 到 {MOST_COMPARED}",
            )
        )
    if len(shown) < 2:
        raise UsageError(Text("ask two questions to compare", "请先提两个问题再比较"))
    compare(screen, shown[-count:])


def _save(screen: Screen, argument: str) -> None:
    saved = screen.session.save(argument)
    if saved is None:
        screen.say(SAVED_LATER, FAINT)
    else:
        screen.line(f"{screen.session.say(SAVED)}{saved.title}", FAINT)


SAVED = Text("Saved as: ", "已保存为:")
SAVED_LATER = Text("It will be saved with its first answer.", "将在第一个回答后保存。")


def _open(screen: Screen, argument: str) -> None:
    from ..errors import one_line

    session = screen.session
    found = session.open(argument or None)
    screen.line(f"{session.say(OPENED)}{found.title}", STRONG)
    for asked in session.asked[-1:]:
        screen.line(f"› {one_line(asked.question)}", FAINT)
        screen.reply(asked.reply)


OPENED = Text("Opened: ", "已打开:")


def _list(screen: Screen, argument: str) -> None:
    from .saved import show_saved

    show_saved(screen)


def _export(screen: Screen, argument: str) -> None:
    from .export import export

    file = export(screen.session, argument)
    screen.line(f"{screen.session.say(WRITTEN)}{file}", FAINT)


WRITTEN = Text("Written: ", "已写入:")


def _model(screen: Screen, argument: str) -> None:
    if argument:
        screen.session.use(argument)
    screen.line(screen.session.say(MODEL) + screen.session.model_name, FAINT)


MODEL = Text("Model: ", "模型:")

LANGUAGES: dict[str, Language | None] = {
    "en": "en", "english": "en", "英文": "en", "英语": "en",
    "zh": "zh", "chinese": "zh", "中文": "zh", "汉语": "zh",
    "auto": None, "自动": None,
}  # fmt: skip


def _language(screen: Screen, argument: str) -> None:
    wanted = argument.casefold()
    if wanted and wanted not in LANGUAGES:
        raise UsageError(
            Text(f"language {argument!r}: en, zh or auto", f"语言「{argument}」:en、zh 或 auto")
        )
    if wanted:
        screen.session.speak(LANGUAGES[wanted])
    chosen = screen.session.chosen_language
    screen.say(SPOKEN[chosen], FAINT)


SPOKEN = {
    "en": Text("Answers are in English.", "用英文回答。"),
    "zh": Text("Answers are in Chinese.", "用中文回答。"),
    None: Text("Answers are in the language of the question.", "以提问所用的语言回答。"),
}


def _undo(screen: Screen, argument: str) -> None:
    from ..errors import one_line

    question = screen.session.undo()
    if question is None:
        raise UsageError(Text("there is no question to take back", "没有可以撤回的问题"))
    screen.line(f"{screen.session.say(TAKEN_BACK)}{one_line(question)}", FAINT)


TAKEN_BACK = Text("Taken back: ", "已撤回:")


def _reset(screen: Screen, argument: str) -> None:
    screen.session.reset()
    screen.say(NEW, FAINT)


NEW = Text("A new conversation.", "新的对话。")


def _quit(screen: Screen, argument: str) -> None:
    raise Leave


def _last(screen: Screen) -> Asked:
    """The last answer shown."""
    if not screen.session.shown:
        raise UsageError(Text("nothing was asked yet", "还没有提过问题"))
    return screen.session.shown[-1]


# -------------------------------------------------------------------------------- the table

COMMANDS: tuple[Command, ...] = (
    Command(
        "why",
        "[NAME]",
        Text("why the last answer holds, with sources", "上一个回答的依据与来源"),
        _why,
        "sign",
        ("为什么", "依据"),
        "/why mfu",
    ),
    Command(
        "steps",
        "",
        Text("its tool calls and equations in full", "上一个回答的工具调用与方程全文"),
        _steps,
        aliases=("步骤",),
    ),
    Command(
        "assume",
        "NAME=VALUE … | clear [NAME]",
        Text("assume it from now on, and ask again", "从此假定该值,并重新提问"),
        _assume,
        "quantity",
        ("假定", "假设"),
        "/assume mfu=0.45 price_per_accelerator_hour=$2/GPU-hour",
    ),
    Command(
        "assumptions",
        "",
        Text("what you and the last answer assumed", "你与上一个回答所作的假定"),
        _assumptions,
        aliases=("假定列表",),
    ),
    Command(
        "units",
        "UNIT, … | clear",
        Text("show answers in these units", "以这些单位显示答案"),
        _units,
        "units",
        ("单位",),
        "/units hours, GiB",
    ),
    Command(
        "compare",
        "[HOW MANY]",
        Text("the last answers side by side", "并排比较最近的回答"),
        _compare,
        aliases=("比较",),
        example="/compare 3",
    ),
    Command(
        "save",
        "[NAME]",
        Text("keep the conversation, under a name", "保存对话,可命名"),
        _save,
        aliases=("保存",),
    ),
    Command(
        "open",
        "[NUMBER | NAME]",
        Text("go on with a saved conversation", "继续已保存的对话"),
        _open,
        "saved",
        ("打开",),
        "/open 2",
    ),
    Command(
        "list",
        "",
        Text("the saved conversations", "已保存的对话"),
        _list,
        aliases=("ls", "列表"),
    ),
    Command(
        "export",
        "md|json FILE",
        Text("write the conversation to a file", "把对话写入文件"),
        _export,
        "file",
        ("导出",),
        "/export md plan.md",
    ),
    Command(
        "model",
        "[NAME]",
        Text("show or change the language model", "查看或更换语言模型"),
        _model,
        "model",
        ("模型",),
        "/model openai:gpt-5.2",
    ),
    Command(
        "language",
        "[en|zh|auto]",
        Text("of the answers", "回答的语言"),
        _language,
        "language",
        ("lang", "语言"),
    ),
    Command(
        "undo",
        "",
        Text("take the last question back", "撤回上一个问题"),
        _undo,
        aliases=("撤回",),
    ),
    Command("reset", "", Text("begin anew", "重新开始"), _reset, aliases=("new", "重置")),
    Command(
        "help",
        "[COMMAND]",
        Text("this list", "本列表"),
        _help,
        "command",
        ("?", "h", "帮助"),
    ),
    Command("quit", "", Text("leave", "离开"), _quit, aliases=("exit", "q", "退出")),
)
