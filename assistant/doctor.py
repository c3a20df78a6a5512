"""`flopwise doctor`: what is configured, whether the model's server answers, and what to mend."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rich.text import Text as Line

from ..tools.engine.errors import FlopwiseError
from ..tools.engine.text import Language, Text
from .conversation import Assistant
from .errors import OFFLINE, Service
from .events import Answered, ToolFinished, Waiting
from .layout import console, write
from .saved import open_store
from .settings import SERVED, Settings, read_settings

State = Literal["ok", "note", "fault"]

TOOL, EXPRESSION = "calculate", "12 * 96 * 12288 ** 2"
QUESTION = f"What is {EXPRESSION}?"
"""What the model is asked: the number of block parameters of a model with 96 layers."""

WELL, ILL = 0, 2
MARK_WIDTH, HANG = 8, 23

STYLES: dict[State, tuple[Text, str]] = {
    "ok": (Text("ok", "正常"), "green"),
    "note": (Text("note", "提示"), "yellow"),
    "fault": (Text("MEND", "需修复"), "bold red"),
}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        about: what.
        state: whether it is well; a note needs no mending.
        said: what was found, or what to mend.
    """

    about: Text
    state: State
    said: Text


def examine(model: str | None, as_json: bool, language: Language) -> int:
    """Look at everything, print as it goes, and say what to mend.

    Returns:
        The exit code: 0 where nothing needs mending.
    """
    out = console()
    found: list[Finding] = []
    for finding in _findings(model):
        found.append(finding)
        if not as_json:
            write(out, [_line(finding, language)], hang=HANG)
    faults = sum(finding.state == "fault" for finding in found)
    if as_json:
        plain = [
            {"about": f.about.en, "state": f.state, "text": f.said.in_(language)} for f in found
        ]
        print(json.dumps({"well": not faults, "findings": plain}, ensure_ascii=False, indent=2))
    else:
        out.print()
        write(out, [Line((SICK if faults else HEALTHY).in_(language), "bold")])
    return ILL if faults else WELL


def _line(finding: Finding, language: Language) -> Line:
    mark, style = STYLES[finding.state]
    line = Line()
    for text, look, width in (
        (mark, style, MARK_WIDTH),
        (finding.about, "bold", HANG - MARK_WIDTH),
        (finding.said, "", 0),
    ):
        cell = Line(text.in_(language), look)
        cell.pad_right(max(width - cell.cell_len, 0))
        line.append_text(cell)
    return line


def _findings(model: str | None) -> Iterator[Finding]:
    try:
        settings = read_settings()
    except FlopwiseError as error:
        yield Finding(SETTINGS, "fault", error.text)
        return
    yield _files()
    name = settings.choose_model(model)
    yield Finding(MODEL, "ok", _chosen(settings, model, name))
    yield from _keys(settings, name)
    if name != OFFLINE:
        yield _price(settings)
    yield _store(settings)
    for finding in _server(settings, name):
        yield finding
        if finding.state == "fault":
            return
    yield from _answer(name)


def _files() -> Finding:
    if Path(".env").exists():
        return Finding(SETTINGS, "ok", Text(".env of this folder is read", "已读取当前目录的 .env"))
    return Finding(
        SETTINGS,
        "ok",
        Text("the environment alone (no .env in this folder)", "仅环境变量(当前目录没有 .env)"),
    )


def _chosen(settings: Settings, stated: str | None, name: str) -> Text:
    if stated:
        why = Text("as you state", "由您指定")
    elif settings.model:
        why = Text("by FLOPWISE_MODEL", "由 FLOPWISE_MODEL 设定")
    elif name == OFFLINE:
        why = Text(
            "because no key and no server is set: set FLOPWISE_MODEL, OPENAI_API_KEY or "
            "OPENAI_BASE_URL for another",
            "因为没有密钥和服务器:如需更换,请设置 FLOPWISE_MODEL、OPENAI_API_KEY "
            "或 OPENAI_BASE_URL",
        )
    elif name == SERVED:
        why = Text("the first that OPENAI_BASE_URL lists", "OPENAI_BASE_URL 列出的第一个模型")
        return why
    else:
        why = Text("because its key is set", "因为设置了它的密钥")
    return Text(f"{name}, {why.en}", f"{name},{why.zh}")


def _keys(settings: Settings, name: str) -> Iterator[Finding]:
    """Whether the key that the model needs is there; never the key itself."""
    provider = name.partition(":")[0] if ":" in name else ""
    if name == OFFLINE or provider == "ollama":
        return
    if provider in ("", "openai"):
        there, variable = settings.openai_api_key is not None, "OPENAI_API_KEY"
        if not there and settings.openai_base_url:
            yield Finding(
                KEY,
                "note",
                Text(
                    "OPENAI_API_KEY is not set: fine where the server asks for none",
                    "未设置 OPENAI_API_KEY:服务器不要求密钥时无妨",
                ),
            )
            return
    elif provider == "anthropic":
        there, variable = settings.anthropic_api_key is not None, "ANTHROPIC_API_KEY"
    else:
        variable = Service(name, provider).key
        there = bool(os.environ.get(variable))
    said = Text(f"{variable} is set", f"已设置 {variable}")
    if not there:
        said = Text(
            f"set {variable} in the environment or .env", f"请在环境变量或 .env 中设置 {variable}"
        )
    yield Finding(KEY, "ok" if there else "note", said)


def _price(settings: Settings) -> Finding:
    """Whether money can be told: providers change their prices, so none is built in."""
    price = settings.token_price
    if price is None:
        return Finding(
            PRICE,
            "ok",
            Text(
                "tokens are counted; money is told once FLOPWISE_PRICE is set (1.25/10: dollars "
                "for a million tokens read and written)",
                "只计 token 数;设置 FLOPWISE_PRICE(如 1.25/10:读、写每百万 token 的美元价)"
                "后显示费用",
            ),
        )
    return Finding(
        PRICE,
        "ok",
        Text(
            f"${price.read} for a million tokens read, ${price.written} written",
            f"每百万 token 读 {price.read} 美元,写 {price.written} 美元",
        ),
    )


def _store(settings: Settings) -> Finding:
    try:
        with open_store(settings) as store:
            number = len(store.list())
            if store.notice is not None:
                return Finding(SAVED, "note", store.notice)
    except FlopwiseError as error:
        return Finding(SAVED, "fault", error.text)
    place = "FLOPWISE_DATABASE" if settings.database else str(settings.data_folder)
    return Finding(
        SAVED, "ok", Text(f"{number} conversations in {place}", f"{place} 中有 {number} 个对话")
    )


def _server(settings: Settings, name: str) -> Iterator[Finding]:
    """Whether a server of the user's own lists the model."""
    if not settings.openai_base_url or name == OFFLINE or name.startswith("anthropic:"):
        return
    from .models import served_models

    started = time.monotonic()
    try:
        served = served_models(settings)
    except FlopwiseError as error:
        yield Finding(SERVER, "fault", error.text)
        return
    took = f"{time.monotonic() - started:.2f}"
    wanted = name.removeprefix(SERVED)
    there = not wanted or wanted in served
    listed = ", ".join(served[:5]) + (", …" if len(served) > 5 else "")
    said = Text(
        f"{settings.openai_base_url} answers in {took} s; it lists {listed or 'no model'}",
        f"{settings.openai_base_url} 在 {took} 秒内应答;列出 {listed or '没有模型'}",
    )
    if not there:
        said = Text(
            f"{said.en}: not {wanted}; name one of these", f"{said.zh}:没有 {wanted},请改用其中之一"
        )
    yield Finding(SERVER, "ok" if there and served else "note", said)


def _answer(name: str) -> Iterator[Finding]:
    """Whether the model calls a tool and words what it gave."""
    called = False
    started = time.monotonic()
    try:
        for event in Assistant(name).stream(QUESTION):
            if isinstance(event, Waiting):
                yield Finding(ANSWER, "note", event.told)
            elif isinstance(event, ToolFinished):
                answered = event.result is not None and event.result.status == "answered"
                called = called or (event.name == TOOL and answered)
            elif isinstance(event, Answered):
                took = f"{time.monotonic() - started:.1f}"
                yield _of_answer(event, called, took)
    except FlopwiseError as error:
        yield Finding(ANSWER, "fault", error.text)


def _of_answer(event: Answered, called: bool, took: str) -> Finding:
    reply = event.reply
    if not called:
        return Finding(
            ANSWER,
            "fault",
            Text(
                f"{reply.model} answered without calling a tool: choose a model that can call "
                "tools (and a server that passes them on), or use --model offline",
                f"{reply.model} 没有调用工具就作答:请选择支持工具调用的模型"
                "(以及会转发工具的服务器),或使用 --model offline",
            ),
        )
    tokens = ""
    if reply.usage is not None:
        tokens = f", {reply.usage.input_tokens} + {reply.usage.output_tokens} tokens"
    if reply.grounded.how == "replaced":
        return Finding(
            ANSWER,
            "note",
            Text(
                f"{reply.model} called a tool, but its wording was replaced ({took} s{tokens})",
                f"{reply.model} 调用了工具,但其措辞被替换({took} 秒{tokens})",
            ),
        )
    return Finding(
        ANSWER,
        "ok",
        Text(
            f"{reply.model} called a tool and worded its result ({took} s{tokens})",
            f"{reply.model} 调用了工具并表述了结果({took} 秒{tokens})",
        ),
    )


SETTINGS = Text("settings", "设置")
MODEL = Text("model", "模型")
KEY = Text("key", "密钥")
PRICE = Text("price", "价格")
SAVED = Text("conversations", "对话")
SERVER = Text("server", "服务器")
ANSWER = Text("answer", "作答")
HEALTHY = Text("Nothing needs mending.", "一切正常。")
SICK = Text(
    "Mend what is marked above, then run flopwise doctor again.",
    "请修复上面标出的项目,然后重新运行 flopwise doctor。",
)
