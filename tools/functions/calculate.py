"""Exact arithmetic on text, without evaluating it as code.

The text is parsed to a syntax tree and only numbers, + − × ÷, bounded powers and parentheses are
walked. An amount with a unit ("80 GiB") is read first and stands as one number in its base unit;
sums need one unit, products and quotients combine by what the units allow: same unit ÷ same unit.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field

from ..engine.amounts import scan_amounts
from ..engine.errors import InvalidInput
from ..engine.showing import TABLE, show
from ..engine.text import Language, Text
from ..engine.units import ONE, Unit, dimension_of
from .arguments import Arguments
from .arguments import Language as LanguageArgument
from .figures import exact_text
from .result import Answer, Result
from .words import words

MAX_LENGTH = 200
MAX_DEPTH = 20
MAX_EXPONENT = 1000
MAX_BITS = 20_000


class CalculateArguments(Arguments):
    """Arguments of `calculate`."""

    expression: Annotated[
        str, Field(max_length=10_000, description="e.g. 6*7e9*2e12, or 80 GiB - 80 GB")
    ]
    language: LanguageArgument = None


@dataclass(frozen=True)
class _Value:
    number: Fraction
    unit: str


def _refuse(en: str, zh: str) -> InvalidInput:
    return InvalidInput(Text(f"calculate: {en}", f"计算:{zh}"))


def calculate(stated: dict[str, Any], language: Language) -> Result:
    """The exact value of an arithmetic expression.

    Raises:
        InvalidInput: not arithmetic, too long, too deep, too large, or units that do not fit.
    """
    expression = stated["expression"]
    value = evaluate(expression)
    answer = Answer(
        quantity="value",
        label=Text("result", "结果").in_(language),
        value=_as_float(value.number),
        exact=exact_text(value.number),
        unit=value.unit,
        display=show(value.number, value.unit, language),
    )
    result = Result(
        function="calculate",
        status="answered",
        language=language,
        answers=(answer,),
        given=(expression,),
    )
    return result.model_copy(update={"text": words(result)})


def _as_float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        raise _refuse("the result is too large to show", "结果过大,无法显示") from None


def evaluate(expression: str) -> _Value:
    """Parse and calculate; see `calculate`."""
    if len(expression) > MAX_LENGTH:
        raise _refuse(
            f"at most {MAX_LENGTH} characters, not {len(expression)}",
            f"最多 {MAX_LENGTH} 个字符,现为 {len(expression)} 个",
        )
    text, amounts = _with_names(expression)
    if _depth(text) > MAX_DEPTH:
        raise _refuse(f"nested deeper than {MAX_DEPTH}", f"嵌套超过 {MAX_DEPTH} 层")
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise _refuse(
            f"{expression!r} is not arithmetic; write numbers, + - * / ** and parentheses",
            f"「{expression}」不是算式;请用数字、+ - * / ** 和括号",
        ) from None
    return _walk(tree.body, amounts)


_OPERATORS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "^": "**"})


def _with_names(expression: str) -> tuple[str, dict[str, _Value]]:
    """The expression with every amount replaced by a name, and the amounts by name."""
    amounts: dict[str, _Value] = {}
    out, at = [], 0
    for amount in scan_amounts(expression, arithmetic=True):
        name = f"amount{len(amounts)}"
        unit = amount.units[0] if amount.units else ONE
        amounts[name] = _Value(amount.value * unit.factor, _base(unit))
        out += [expression[at : amount.start], f" {name} "]
        at = amount.end
    text = "".join([*out, expression[at:]]).translate(_OPERATORS)
    return re.sub(r"(?<=\s)[xX](?=\s)", "*", text).strip(), amounts


def _base(unit: Unit) -> str:
    """The base unit that `unit` measures in."""
    for base in TABLE:
        if dimension_of(base) == unit.dimension:
            return base
    raise _refuse(f"{unit.name} is not a unit that is read here", f"此处不识别单位 {unit.name}")


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest


def _walk(node: ast.expr, amounts: dict[str, _Value]) -> _Value:
    if isinstance(node, ast.Name) and node.id in amounts:
        return amounts[node.id]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        inner = _walk(node.operand, amounts)
        return _Value(-inner.number if isinstance(node.op, ast.USub) else inner.number, inner.unit)
    if isinstance(node, ast.BinOp):
        return _operate(node.op, _walk(node.left, amounts), _walk(node.right, amounts))
    raise _refuse(
        "only numbers, + - * / ** and parentheses are read",
        "只接受数字、+ - * / ** 和括号",
    )


def _operate(operator: ast.operator, left: _Value, right: _Value) -> _Value:
    if isinstance(operator, ast.Add | ast.Sub):
        if left.unit != right.unit:
            raise _refuse(
                f"{left.unit} and {right.unit} do not add",
                f"{left.unit} 与 {right.unit} 不能相加减",
            )
        sign = 1 if isinstance(operator, ast.Add) else -1
        return _Value(left.number + sign * right.number, left.unit)
    if isinstance(operator, ast.Mult):
        if "1" not in (left.unit, right.unit):
            raise _refuse(
                f"{left.unit} times {right.unit} has no unit here",
                f"{left.unit} 乘 {right.unit} 在此没有单位",
            )
        return _sized(left.number * right.number, left.unit if right.unit == "1" else right.unit)
    if isinstance(operator, ast.Div):
        if right.number == 0:
            raise _refuse("division by zero", "除数为零")
        if right.unit not in ("1", left.unit):
            raise _refuse(
                f"{left.unit} over {right.unit} has no unit here",
                f"{left.unit} 除以 {right.unit} 在此没有单位",
            )
        return _sized(left.number / right.number, left.unit if right.unit == "1" else "1")
    if isinstance(operator, ast.Pow):
        return _power(left, right)
    raise _refuse("only + - * / ** are read", "只接受 + - * / **")


def _power(left: _Value, right: _Value) -> _Value:
    if left.unit != "1" or right.unit != "1" or right.number.denominator != 1:
        raise _refuse("powers take whole exponents without units", "幂只接受不带单位的整数指数")
    exponent = int(right.number)
    size = max(left.number.numerator.bit_length(), left.number.denominator.bit_length())
    if abs(exponent) > MAX_EXPONENT or size * abs(exponent) > MAX_BITS:
        raise _refuse(
            f"the power is too large (exponent at most {MAX_EXPONENT})",
            f"幂过大(指数最多 {MAX_EXPONENT})",
        )
    if left.number == 0 and exponent < 0:
        raise _refuse("division by zero", "除数为零")
    return _Value(left.number**exponent, "1")


def _sized(number: Fraction, unit: str) -> _Value:
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > MAX_BITS:
        raise _refuse("the number is too large", "数字过大")
    return _Value(number, unit)
