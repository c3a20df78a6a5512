"""What the commands do, each on the screen of a chat; a text that one returns is asked next."""

from __future__ import annotations

from ...tools.engine.text import Language, Text
from ..errors import UsageError, one_line
from ..render import FAINT
from .display import Screen
from .session import Asked

STRONG = "bold"
CLEAR = ("clear", "off", "none", "清除")
MOST_COMPARED = 6
FORMATS = ("md", "json")

ASSUMING = Text("Assuming until /assume clear: ", "在 /assume clear 之前一直假定:")
ASSUMING_NOTHING = Text("Nothing more is assumed by you.", "已无由你设定的假定。")
UNITS = Text("Answers are shown in ", "答案以下列单位显示:")
USUAL_UNITS = Text(
    "Answers are shown in their usual units; /units hours, GiB changes that.",
    "答案以常用单位显示;可用 /units 小时、GiB 更改。",
)
SAVED = Text("Saved as: ", "已保存为:")
SAVED_LATER = Text("It will be saved with its first answer.", "将在第一个回答后保存。")
OPENED = Text("Opened: ", "已打开:")
WRITTEN = Text("Written: ", "已写入:")
MODEL = Text("Model: ", "模型:")
LANGUAGES: dict[str, Language | None] = {
    "en": "en", "english": "en", "英文": "en", "英语": "en",
    "zh": "zh", "chinese": "zh", "中文": "zh", "汉语": "zh",
    "auto": None, "自动": None,
}  # fmt: skip
SPOKEN = {
    "en": Text("Answers are in English.", "用英文回答。"),
    "zh": Text("Answers are in Chinese.", "用中文回答。"),
    None: Text("Answers are in the language of the question.", "以提问所用的语言回答。"),
}
TAKEN_BACK = Text("Taken back: ", "已撤回:")
NEW = Text("A new conversation.", "新的对话。")


class Leave(Exception):
    """The user wants to leave."""


def why(screen: Screen, argument: str) -> None:
    """Why the last answer holds; of one quantity where it is named."""
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


def steps(screen: Screen, argument: str) -> None:
    """The calls and equations of the last answer."""
    from .views import show_steps

    show_steps(screen, _last(screen))


def assume(screen: Screen, argument: str) -> str | None:
    """Assume something from now on, or no longer, and ask the last question again."""
    from .assuming import read_assumptions, worded

    session = screen.session
    word, _, name = argument.partition(" ")
    if not argument:
        assumptions(screen, "")
        return None
    if word.casefold() in CLEAR:
        _clear(screen, name.strip())
    else:
        session.assumed.update(read_assumptions(argument))
    held = worded(session.assumed, session.language)
    screen.line(session.say(ASSUMING) + held if held else session.say(ASSUMING_NOTHING), FAINT)
    return session.again() if session.asked else None


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


def assumptions(screen: Screen, argument: str) -> None:
    """What is assumed."""
    from .views import show_assumptions

    shown = screen.session.shown
    show_assumptions(screen, shown[-1].reply if shown else None)


def units(screen: Screen, argument: str) -> None:
    """Choose units, or show them; the last answer is shown in them."""
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


def compare(screen: Screen, argument: str) -> None:
    """The last answers side by side."""
    from .views import show_compared

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
    show_compared(screen, shown[-count:])


def plan(screen: Screen, argument: str) -> None:
    """A training plan on one page, of a request or of what the last answer was given."""
    from ...tools.functions.plan import make_plan
    from ..plan_command import read_request
    from ..plan_page import print_page
    from ..reply import language_of

    request = argument or (screen.session.shown[-1].question if screen.session.shown else "")
    if not request:
        raise UsageError(
            Text(
                "say what to plan: /plan a run for 1 million dollars on H100s",
                "请写出要规划什么:/plan 100 万美元,用 H100",
            )
        )
    spoken = screen.session.chosen_language or language_of(request)
    given = {**read_request(request), **screen.session.assumed}
    print_page(make_plan(given, spoken), screen.out)


def save(screen: Screen, argument: str) -> None:
    """Keep the conversation."""
    saved = screen.session.save(argument)
    if saved is None:
        screen.say(SAVED_LATER, FAINT)
    else:
        screen.line(f"{screen.session.say(SAVED)}{saved.title}", FAINT)


def open_saved(screen: Screen, argument: str) -> None:
    """Go on with a saved conversation; its last answer is shown."""
    session = screen.session
    found = session.open(argument or None)
    screen.line(f"{session.say(OPENED)}{found.title}", STRONG)
    for asked in session.asked[-1:]:
        screen.line(f"› {one_line(asked.question)}", FAINT)
        screen.reply(asked.reply)


def list_saved(screen: Screen, argument: str) -> None:
    """The saved conversations."""
    from .saved import show_saved

    show_saved(screen)


def export(screen: Screen, argument: str) -> None:
    """Write the conversation to a file."""
    from .export import write_conversation

    file = write_conversation(screen.session, argument)
    screen.line(f"{screen.session.say(WRITTEN)}{file}", FAINT)


def model(screen: Screen, argument: str) -> None:
    """Choose a language model, or show which it is."""
    if argument:
        screen.session.use(argument)
    screen.line(screen.session.say(MODEL) + screen.session.model_name, FAINT)


def language(screen: Screen, argument: str) -> None:
    """Choose the language of answers, or show which it is."""
    wanted = argument.casefold()
    if wanted and wanted not in LANGUAGES:
        raise UsageError(
            Text(f"language {argument!r}: en, zh or auto", f"语言「{argument}」:en、zh 或 auto")
        )
    if wanted:
        screen.session.speak(LANGUAGES[wanted])
    chosen = screen.session.chosen_language
    screen.say(SPOKEN[chosen], FAINT)


def undo(screen: Screen, argument: str) -> None:
    """Take the last question back."""
    question = screen.session.undo()
    if question is None:
        raise UsageError(Text("there is no question to take back", "没有可以撤回的问题"))
    screen.line(f"{screen.session.say(TAKEN_BACK)}{one_line(question)}", FAINT)


def reset(screen: Screen, argument: str) -> None:
    """Begin a new conversation."""
    screen.session.reset()
    screen.say(NEW, FAINT)


def quit(screen: Screen, argument: str) -> None:
    """Leave."""
    raise Leave


def _last(screen: Screen) -> Asked:
    """The last answer shown."""
    if not screen.session.shown:
        raise UsageError(Text("nothing was asked yet", "还没有提过问题"))
    return screen.session.shown[-1]
