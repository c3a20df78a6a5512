"""Why a figure is refused, in both languages."""

from __future__ import annotations

from ...tools.engine.text import Text

UNREADABLE = Text("it cannot be read as a figure", "无法读成数值")
UNSUPPORTED = Text(
    "no tool returned it and the user did not write it", "没有工具给出它,用户也没有写过"
)
NO_RATIO = Text("no two figures of the tools stand in this ratio", "工具给出的数值中没有这个比例")
PASSED_OFF = Text(
    "the user stated it; it is not what a tool found", "这是用户给出的数,不是工具算出的结果"
)
STALE = Text(
    "it belongs to an earlier question; say so, or call a tool for this one",
    "它属于之前的问题;请说明,或为本题调用工具",
)
CONDITIONAL = Text(
    "it holds only at the end of a range or under another assumption; say which",
    "它只在区间端点或另一种假设下成立;请说明",
)
NO_RESULT = Text("the formula beside it does not come to it", "旁边的算式得不到它")
OTHER_CASE = Text("it is the figure of another case", "这是另一种情况的数值")
