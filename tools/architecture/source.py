"""From a path, bytes or text to the keys of a config, with nothing taken on trust."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..engine.errors import InvalidInput
from ..engine.text import Text
from .bounds import shown

MOST_BYTES = 1_000_000
MOST_LEVELS = 32
UNNAMED = Text("the config", "配置")


def load(source: str | bytes | Path | Mapping[str, Any]) -> tuple[Text, Mapping[str, Any]]:
    """What to call the config in messages, and its keys.

    Raises:
        InvalidInput: the source cannot be read, is too large or too deep, or is no JSON object.
    """
    if isinstance(source, Mapping):
        return UNNAMED, source
    if isinstance(source, bytes):
        return UNNAMED, _parse(_decode(source, UNNAMED), UNNAMED)
    if isinstance(source, str) and source.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        if len(source) > MOST_BYTES:
            raise _too_large(UNNAMED)
        return UNNAMED, _parse(source, UNNAMED)
    if not isinstance(source, str | Path):
        raise InvalidInput(
            Text(
                f"give a path to config.json, its text or its keys, not {type(source).__name__}",
                f"请给出 config.json 的路径、内容或键值,而不是 {type(source).__name__}",
            )
        )
    label = shown(str(source)).strip('"')
    where = Text(label, label)
    return where, _parse(_decode(_bytes_of(source, where), where), where)


def _bytes_of(path: str | Path, where: Text) -> bytes:
    try:
        file = Path(path)
        if file.is_dir():
            raise _unreadable(
                where,
                "is a folder; give the config.json in it",
                "是文件夹;请给出其中的 config.json",
            )
        if file.exists() and not file.is_file():
            raise _unreadable(where, "is not a file", "不是普通文件")
        with file.open("rb") as opened:
            read = opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _unreadable(
            where,
            "no such file; give a path to config.json, or its text, which starts with {",
            "没有这个文件;请给出 config.json 的路径,或以 { 开头的内容",
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        raise _unreadable(where, f"cannot be read: {reason}", f"无法读取:{reason}") from None
    if len(read) > MOST_BYTES:
        raise _too_large(where)
    return read


def _unreadable(where: Text, en: str, zh: str) -> InvalidInput:
    return InvalidInput(Text(f"{where.en}: {en}", f"{where.zh}:{zh}"))


def _too_large(where: Text) -> InvalidInput:
    limit = f"{MOST_BYTES // 1_000_000} MB"
    return _unreadable(
        where,
        f"is larger than {limit}; a config.json is a few kB",
        f"超过 {limit};config.json 一般只有几 kB",
    )


def _decode(data: bytes, where: Text) -> str:
    if len(data) > MOST_BYTES:
        raise _too_large(where)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(
            where,
            f"is not UTF-8 text (byte {error.start:,}); save it as UTF-8",
            f"不是 UTF-8 文本(第 {error.start:,} 字节);请存为 UTF-8",
        ) from None


def _parse(text: str, where: Text) -> Mapping[str, Any]:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = dict(items)
        if len(keys) < len(items):
            names = [key for key, _ in items]
            twice = next(key for key in names if names.count(key) > 1)
            raise _unreadable(
                where,
                f"states {shown(twice)} twice; keep the right one",
                f"{shown(twice)} 出现了两次;请保留正确的一个",
            )
        return keys

    def constant(name: str) -> None:
        raise _unreadable(
            where, f"holds {name}, which is no JSON number", f"含有 {name},它不是 JSON 数字"
        )

    def real(digits: str) -> float:
        number = float(digits)
        if math.isinf(number):
            constant(digits[:20])
        return number

    try:
        parsed = json.loads(
            text.lstrip("\ufeff"),
            object_pairs_hook=pairs,
            parse_constant=constant,
            parse_float=real,
        )
    except RecursionError:
        raise _too_deep(where) from None
    except json.JSONDecodeError as error:
        raise _unreadable(
            where,
            f"is not JSON: {error.msg}, line {error.lineno}, column {error.colno}",
            f"不是 JSON:第 {error.lineno} 行第 {error.colno} 列有误",
        ) from None
    except ValueError:  # Python reads no integer of over 4,300 digits.
        raise _unreadable(
            where, "holds a number of thousands of digits", "含有数千位的数字"
        ) from None
    if not isinstance(parsed, dict):
        raise _unreadable(
            where,
            "is not a JSON object; a config starts with {",
            "不是 JSON 对象;配置应以 { 开头",
        )
    _check_depth(parsed, where)
    return parsed


def _check_depth(parsed: dict[str, Any], where: Text) -> None:
    level: list[Any] = [parsed]
    for _ in range(MOST_LEVELS):
        level = [
            inner
            for held in level
            for inner in (held.values() if isinstance(held, dict) else held)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise _too_deep(where)


def _too_deep(where: Text) -> InvalidInput:
    return _unreadable(
        where,
        f"is nested deeper than {MOST_LEVELS} levels; a config has a few",
        f"嵌套超过 {MOST_LEVELS} 层;一般的配置只有几层",
    )
