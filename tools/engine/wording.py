"""Messages of the engine, one line each, in English and Chinese."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .algebra import Number
from .amounts import show
from .display import equation_text
from .errors import MissingInput
from .quantity import Quantity
from .solution import PlannedStep
from .text import Language, Text


def shown(quantity: Quantity, value: Number, language: Language) -> str:
    """`value` of `quantity` in reading units."""
    return show(value, quantity.unit, language, shown_as=quantity.shown_as)


def _both(quantity: Quantity, value: Number) -> Text:
    return Text(shown(quantity, value, "en"), shown(quantity, value, "zh"))


def out_of_domain(quantity: Quantity, value: Number, *, stated: bool) -> Text:
    """A value that its quantity cannot take, stated or implied."""
    allowed, is_ = quantity.domain.describe(), _both(quantity, value)
    if stated:
        return Text(
            f"{quantity.label.en} = {is_.en} is invalid: it {allowed.en}",
            f"{quantity.label.zh} = {is_.zh} 无效:它{allowed.zh}",
        )
    return Text(
        f"impossible: these inputs imply {quantity.label.en} = {is_.en}, which {allowed.en}",
        f"不可能:这些输入意味着{quantity.label.zh} = {is_.zh},但它{allowed.zh}",
    )


def _asked_for(needed: Sequence[Quantity]) -> list[Text]:
    """What to give; where a catalog entry would do, that is said once, after the last it gives."""
    asked = [quantity.label for quantity in needed]
    named = [place for place, quantity in enumerate(needed) if quantity.entity == "accelerator"]
    if named:
        label = asked[named[-1]]
        asked[named[-1]] = Text(
            f"{label.en} (or name a GPU of the catalog)", f"{label.zh}(或目录中的 GPU 型号)"
        )
    return asked


def missing(quantity: Quantity, needed: Sequence[Quantity], defaults: Sequence[Quantity]) -> Text:
    """What would do, and what would be assumed."""
    asked = _asked_for(needed)
    en = f"to find {quantity.label.en}, give " + ", ".join(t.en for t in asked)
    zh = f"要求{quantity.label.zh},请给出:" + "、".join(t.zh for t in asked)
    if defaults:
        en += "; assumed unless you say otherwise: " + ", ".join(
            f"{q.label.en} {shown(q, q.default.value, 'en')}" for q in defaults if q.default
        )
        zh += ";未说明时将假定:" + "、".join(
            f"{q.label.zh} {shown(q, q.default.value, 'zh')}" for q in defaults if q.default
        )
    return Text(en, zh)


def or_choose(error: MissingInput, laws: Callable[[], Sequence[tuple[str, str]]]) -> MissingInput:
    """The same error, with the choices that would do without further inputs, if there are any."""
    named = [f"{name}={value}" for name, value in laws()]
    if not named:
        return error
    text = Text(
        f"{error.text.en}; or choose {' or '.join(named)}",
        f"{error.text.zh};或选择 {' 或 '.join(named)}",
    )
    return MissingInput(text, error.find, error.needed)


def unreachable(quantity: Quantity) -> Text:
    """No input would do: the equations in scope do not lead there."""
    return Text(
        f"no equation here leads to {quantity.label.en}",
        f"这里没有方程能得到{quantity.label.zh}",
    )


def no_solution(quantity: Quantity) -> Text:
    """No real value fits."""
    return Text(
        f"impossible: no real value of {quantity.label.en} fits these inputs",
        f"不可能:没有实数的{quantity.label.zh}满足这些输入",
    )


def no_closed_form(quantity: Quantity) -> Text:
    """A formula was wanted where only numbers help."""
    return Text(
        f"{quantity.label.en} has no closed form here",
        f"{quantity.label.zh}在此没有闭式解",
    )


def _gap(step: PlannedStep, implied: Number, stated: Number) -> Text:
    quantity = step.quantity
    one, two = _both(quantity, implied), _both(quantity, stated)
    equation = equation_text(step.equation)
    return Text(
        f"{equation} gives {quantity.label.en} = {one.en}, but the inputs say {two.en}",
        f"由 {equation} 得{quantity.label.zh} = {one.zh},而输入为 {two.zh}",
    )


def contradiction(step: PlannedStep, implied: Number, stated: Number) -> Text:
    """Inputs that cannot all hold."""
    gap = _gap(step, implied, stated)
    return Text(
        f"the inputs contradict each other: {gap.en}; leave one of them out",
        f"输入互相矛盾:{gap.zh};请去掉其中一个",
    )


def mismatch(step: PlannedStep, implied: Number, stated: Number) -> Text:
    """Inputs that agree only about."""
    gap = _gap(step, implied, stated)
    return Text(f"the inputs agree only roughly: {gap.en}", f"输入只是大致相符:{gap.zh}")


def rival(quantity: Quantity, step: PlannedStep, value: Number) -> Text:
    """Another route of the same length disagrees."""
    is_ = _both(quantity, value)
    equation = equation_text(step.equation)
    return Text(
        f"another route, by {equation}, gives {quantity.label.en} = {is_.en}",
        f"另一条路径({equation})得到{quantity.label.zh} = {is_.zh}",
    )


def second_root(quantity: Quantity, taken: Number, other: Number) -> Text:
    """Two values fit, and the smaller was taken."""
    one, two = _both(quantity, taken), _both(quantity, other)
    return Text(
        f"{quantity.label.en} = {two.en} fits these inputs too; the smaller, {one.en}, is taken",
        f"{quantity.label.zh} = {two.zh} 也满足这些输入;此处取较小的 {one.zh}",
    )


def too_many_ranges(limit: int) -> Text:
    """More ranges than can be combined."""
    return Text(f"at most {limit} inputs can be ranges at once", f"最多同时给 {limit} 个范围输入")
