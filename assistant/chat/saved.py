"""The list of saved conversations on a terminal."""

from __future__ import annotations

from rich.text import Text as Line

from ...tools.engine.text import Text
from ..layout import GAP, Row, aligned, cut, width_of, write
from ..render import FAINT
from .display import Screen

NONE_SAVED = Text("No conversation is saved yet.", "还没有保存的对话。")
SHORTEST_TITLE = 12
DATE_WIDTH = 16


def show_saved(screen: Screen) -> None:
    """Number, title and date of each, the open one marked; the date only where it has room."""
    session = screen.session
    saved = session.store.list()
    if not saved:
        screen.say(NONE_SAVED, FAINT)
        return
    opened = session.thread
    rows: list[Row] = []
    dated = screen.out.width >= SHORTEST_TITLE + DATE_WIDTH + 4 * GAP
    for place, each in enumerate(saved, 1):
        mark = "*" if each.id == opened else ""
        date = each.updated.astimezone().strftime("%Y-%m-%d %H:%M") if dated else ""
        rows.append((Line(f"{place}{mark}"), Line(each.title, "bold"), Line(date, FAINT)))
    over = width_of(rows) - screen.out.width
    if over > 0:
        widest = max(row[1].cell_len for row in rows) - over
        rows = [(number, cut(title, widest), date) for number, title, date in rows]
    write(screen.out, aligned(rows))
