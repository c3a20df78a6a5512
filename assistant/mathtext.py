r"""LaTeX in a language model's prose, as text that a terminal can show.

\[ t = \frac{6ND}{nXu} \]  becomes  t = 6ND/(nXu). Only what stands between $…$, $$…$$, \(…\) or
\[…\] is touched; money ("$1,200 and $5") is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

SPANS = re.compile(
    r"\$\$(?P<display>.+?)\$\$"
    r"|\\\[(?P<square>.+?)\\\]"
    r"|\\\((?P<round>.+?)\\\)"
    r"|(?<![\\$\w])\$(?P<inline>[A-Za-z]|(?=\S)(?=[^$\n]*[\\^_=])[^$\n]*?(?<=\S))\$(?!\d)",
    re.DOTALL,
)
_CODE = re.compile(r"(```.*?```|`[^`\n]*`)", re.DOTALL)
_TOKENS = re.compile(r"\\[A-Za-z]+|\\.|[{}^_&]|\s+|[^\\{}^_&\s]", re.DOTALL)

_SIGNS = {
    "times": "×", "cdot": "·", "approx": "≈", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥",
    "ne": "≠", "neq": "≠", "to": "→", "rightarrow": "→", "Rightarrow": "⇒", "implies": "⇒",
    "pm": "±", "infty": "∞", "sum": "Σ", "prod": "Π", "propto": "∝", "sim": "~", "simeq": "≃",
    "ll": "≪", "gg": "≫", "ldots": "…", "dots": "…", "cdots": "⋯", "div": "÷", "partial": "∂",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "omega": "ω",
    "Delta": "Δ", "Omega": "Ω", "Phi": "Φ", "Sigma": "Σ", "lceil": "⌈", "rceil": "⌉",
    "lfloor": "⌊", "rfloor": "⌋", "lvert": "|", "rvert": "|", "mid": "|", "ell": "ℓ",
    "quad": "  ", "qquad": "  ",
}  # fmt: skip
_SILENT = frozenset(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr displaystyle textstyle limits text textrm "
    "textbf textit mathrm mathbf mathit mathsf mathcal operatorname boxed label tag".split()
)
_SPACES = {",": " ", ";": " ", ":": " ", " ": " ", "!": "", "\\": "\n"}
_ENVIRONMENTS = re.compile(r"\\(?:begin|end)\{[a-z]+\*?\}")
_RAISED = dict(zip("0123456789+-−()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
_FACTOR = re.compile(r"(?:\d[\d.,]*|[^\W\d](?:_\w+|[₀-₉]+)?)(?:\^[\w.]+|[⁰¹²³⁴-⁹]+)?|\([^()]*\)")
_PRODUCT = re.compile(r"[^\s+\-−±=<>≈/]*|\([^()]*\)")
_DEEPEST = 40


def readable(text: str) -> str:
    """`text` with its LaTeX as plain signs; code is left as it is."""
    parts = _CODE.split(text)
    parts[::2] = [SPANS.sub(_span, part) for part in parts[::2]]
    return "".join(parts)


def _span(found: re.Match[str]) -> str:
    body = next(group for group in found.groups() if group is not None)
    tokens = _TOKENS.findall(_ENVIRONMENTS.sub("", body))
    written = _Reader(tokens).rest()
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in written.split("\n"))
    return "\n".join(filter(None, lines))


class _Reader:
    """Reads tokens of LaTeX from the left."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def rest(self) -> str:
        """All that is left, as text; a closing brace too many is passed over."""
        written = []
        while self._at < len(self._tokens):
            written.append("".join(self._until_brace()))
            self._at += 1
        return "".join(written)

    def _until_brace(self) -> Iterator[str]:
        while self._at < len(self._tokens) and self._tokens[self._at] != "}":
            yield self._one()

    def _one(self) -> str:
        """The next thing: a group, a command, a script or a sign."""
        if self._at >= len(self._tokens):
            return ""
        token = self._tokens[self._at]
        self._at += 1
        if token == "{":
            return self._group()
        if token in "^_":
            return self._script(token)
        if token == "&":
            return ""
        if token.isspace():
            return " "
        return self._command(token[1:]) if token[0] == "\\" and len(token) > 1 else token

    def _group(self) -> str:
        with self._deeper() as allowed:
            inside = "".join(self._until_brace()) if allowed else ""
        self._at += allowed
        return inside

    @contextmanager
    def _deeper(self) -> Iterator[bool]:
        """One level further in, where there are not too many."""
        self._depth += 1
        try:
            yield self._depth <= _DEEPEST
        finally:
            self._depth -= 1

    def _argument(self) -> str:
        while self._at < len(self._tokens) and self._tokens[self._at].isspace():
            self._at += 1
        if self._at < len(self._tokens) and self._tokens[self._at] == "}":
            return ""
        with self._deeper() as allowed:
            return self._one().strip() if allowed else ""

    def _option(self) -> str:
        """What stands in square brackets."""
        if self._at >= len(self._tokens) or self._tokens[self._at] != "[":
            return ""
        self._at += 1
        inside = []
        while self._at < len(self._tokens) and self._tokens[self._at] not in "]}":
            inside.append(self._one())
        if self._at < len(self._tokens) and self._tokens[self._at] == "]":
            self._at += 1
        return "".join(inside)

    def _script(self, sign: str) -> str:
        body = self._argument()
        table = _RAISED if sign == "^" else _LOWERED
        if body and all(character in table for character in body):
            return "".join(table[character] for character in body)
        return sign + (body if sign == "_" else _wrapped(body))

    def _command(self, name: str) -> str:
        if name in ("frac", "dfrac", "tfrac"):
            top, bottom = self._argument(), self._argument()
            return f"{_wrapped(top)}/{_wrapped(bottom, _FACTOR)}"
        if name == "sqrt":
            degree, inside = self._option(), self._argument()
            if degree in _ROOTS:
                return _ROOTS[degree] + _wrapped(inside, _FACTOR)
            return f"{_wrapped(inside)}^(1/{degree})"
        if name in _SILENT:
            return ""
        if name in _SPACES:
            return _SPACES[name]
        return _SIGNS.get(name, name)


def _wrapped(text: str, one: re.Pattern[str] = _PRODUCT) -> str:
    """In brackets unless it is one thing already."""
    return text if one.fullmatch(text) else f"({text})"
