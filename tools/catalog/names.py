"""Finding catalog names in free text, English or Chinese.

A text is cut into tokens: runs of Latin letters, numbers, single characters of other scripts.
Names are kept as a tree of tokens, so that "8xA100s", "用H100训练", "rtx-4090" and "80G 的 A100"
are found and "A1000", "GPT-3.5" and "a 100 GPU cluster" are not. Spans are indices into the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Generic, TypeVar

from ..engine.errors import DeclarationError, UnknownName
from ..engine.names import nearest
from .entries import Entry, Vendor

E = TypeVar("E", bound=Entry)

# One character for one character, so that spans stay right: full-width forms, capitals, dashes.
_FOLD: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
_FOLD |= {code: chr(code - 0xFEE0 + 32) for code in range(0xFF21, 0xFF3B)}
_FOLD |= {ord("Σ"): "σ", 0x3000: " ", 0xA0: " ", 0x2009: " ", 0x202F: " "}
_FOLD |= {code: "-" for code in (0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212)}

# The x of "8xA100" stands alone; so does each Chinese character.
_TOKEN = re.compile(r"(?<=[0-9])x(?=[a-z0-9])|[a-z]+|[0-9]+(?:\.[0-9]+)*|[^\W_]")
_GAP = " \t-_()[]"
_LONGEST_GAP = 3
_GIGABYTE = {"g": "gb", "gib": "gb"}
_MEMORY_LINK = frozenset("的版显顯存內内")
_SCALES = {"m": 10**6, "b": 10**9}
_TOKEN_WORDS = frozenset({"token", "tokens", "tok", "词", "詞", "训", "訓"})
# After a bare number that names a card ("4090"), these make it an amount.
_COUNTED = frozenset(
    "token tokens param params parameter parameters step steps layer layers sample samples hour"
    " hours day days s ms w gb mb gib mib tb g k m b t flop flops tflops usd dollars"
    " 个 個 亿 億 万 萬 千 百 步 天 条 條 层 層 维 維 元 美 刀 小 分 秒 参 參 词 瓦 度 次".split()
)


@dataclass(frozen=True, slots=True)
class NameMatch(Generic[E]):
    """A name found in a text.

    Attributes:
        start: index of its first character.
        end: index after its last one.
        entry: what it names.
        matched_text: `text[start:end]`.
        weak: whether the word often means something else ("Chinchilla": the law, or the model).
    """

    start: int
    end: int
    entry: E
    matched_text: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    gap: int
    """Characters that may stand inside a name since the token before; -1: others stand there."""

    @property
    def latin(self) -> bool:
        return self.text[0].isascii()


@dataclass(slots=True)
class _Node(Generic[E]):
    loose: dict[str, _Node[E]] = field(default_factory=dict)
    """What may follow directly or after a gap."""
    glued: dict[str, _Node[E]] = field(default_factory=dict)
    """What may only follow directly."""
    entry: E | None = None
    weak: bool = False


def _tokens(text: str) -> list[_Token]:
    folded = text.translate(_FOLD)
    tokens: list[_Token] = []
    last = 0
    for found in _TOKEN.finditer(folded):
        start, end = found.span()
        gap = start - last
        if gap and (gap > _LONGEST_GAP or folded[last:start].strip(_GAP)):
            gap = -1
        tokens.append(_Token(found.group(), start, end, gap))
        last = end
    return tokens


def _glued(name: str) -> str:
    return "".join(token.text for token in _tokens(name))


def _may_part(left: str, right: str) -> bool:
    """Whether people put a gap between two tokens that the name writes together."""
    if left.isascii() != right.isascii():
        return True
    if left.isascii() and left.isalpha():
        return len(left) > 2 and right[0].isdigit() and right.isascii()
    return left.isascii() and right in {"b", "gb"}


def _spellings(name: str) -> Iterator[list[tuple[str, bool]]]:
    """Ways to write a name: (token, whether a gap may stand before it)."""
    tokens = _tokens(name)
    joints = [
        i
        for i in range(1, len(tokens))
        if tokens[i].gap and tokens[i].text.isascii() and tokens[i].text.isalpha()
        if tokens[i - 1].text.isascii() and tokens[i - 1].text.isalpha()
    ]
    for choice in product((False, True), repeat=len(joints)):
        joined = {joint for joint, chosen in zip(joints, choice, strict=True) if chosen}
        spelling: list[tuple[str, bool]] = []
        for i, token in enumerate(tokens):
            if i in joined:
                before, loose = spelling.pop()
                spelling.append((before + token.text, loose))
            else:
                loose = i > 0 and (token.gap != 0 or _may_part(tokens[i - 1].text, token.text))
                spelling.append((token.text, loose))
        yield spelling


class NameIndex(Generic[E]):
    """All names of one kind of entry, compiled once.

    Args:
        kind: what the entries are ("accelerator"), for error messages.
        entries: the entries.
        vendors: names that may stand before an entry's own.

    Raises:
        DeclarationError: two entries claim one name.
    """

    def __init__(self, kind: str, entries: Iterable[E], vendors: Iterable[Vendor] = ()) -> None:
        self.kind = kind
        self._root: _Node[E] = _Node()
        self._names: dict[str, str] = {}
        self._entries = tuple(entries)
        vendors = tuple(vendors)
        self._makers = {vendor.name: (vendor.name, *vendor.aliases) for vendor in vendors}
        for entry in self._entries:
            for name in (entry.name, *entry.aliases):
                self._add(name, entry, weak=False)
            for name in entry.weak_aliases:
                self._add(name, entry, weak=True)
        vendor_names = [name for vendor in vendors for name in (vendor.name, *vendor.aliases)]
        self._vendors = sorted(
            {tuple(token.text for token in _tokens(name)) for name in vendor_names},
            key=len,
            reverse=True,
        )

    def _add(self, name: str, entry: E, weak: bool) -> None:
        for spelling in _spellings(name):
            node = self._root
            for token, loose in spelling:
                children = node.loose if loose else node.glued
                node = children.setdefault(token, _Node())
            if node is self._root:
                raise DeclarationError(f"{self.kind} {entry.name!r}: {name!r} is no name")
            if node.entry is not None and node.entry is not entry:
                raise DeclarationError(
                    f"the name {name!r} is claimed by {node.entry.name!r} and {entry.name!r}"
                )
            node.entry, node.weak = entry, weak
        self._names.setdefault(_glued(name), entry.name)

    def scan(self, text: str) -> list[NameMatch[E]]:
        """The names in `text`, in order; the longest where several begin at one place."""
        tokens = _tokens(text)
        matches: list[NameMatch[E]] = []
        at = free = 0
        while at < len(tokens):
            found = self._match_at(text, tokens, at)
            if found is None:
                at += 1
                continue
            last, node = found
            first, node = self._widen(tokens, at, free, node)
            plural = _is_plural(tokens, last + 1)
            end = tokens[last + 1].end if plural else tokens[last].end
            end = _close_bracket(text, tokens[first].start, end)
            at = free = last + (2 if plural else 1)
            assert node.entry is not None
            start = tokens[first].start
            matches.append(NameMatch(start, end, node.entry, text[start:end], node.weak))
        return matches

    def find(self, name: str) -> E:
        """The entry that `name` as a whole names.

        Raises:
            UnknownName: there is none; the error offers the nearest names.
        """
        matches = self.scan(name)
        if len(matches) == 1:
            match = matches[0]
            rest = name[: match.start] + name[match.end :]
            if not rest.translate(_FOLD).strip(_GAP + "\r\n"):
                return match.entry
        inside = [match.entry.name for match in matches]
        raise UnknownName(self.kind, name, list(dict.fromkeys(inside + self.nearest(name)))[:3])

    def search(self, text: str) -> list[E]:
        """Entries that hold each word of `text` in one of their names or their vendor's."""
        words = [_glued(word) for word in text.split()]
        return [
            entry for entry in self._entries if all(word in self._called(entry) for word in words)
        ]

    def _called(self, entry: E) -> str:
        names = (entry.name, *entry.aliases, *entry.weak_aliases)
        makers = self._makers.get(entry.vendor, (entry.vendor,))
        whole = (f"{maker}{name}" for maker in makers for name in names)
        return "|".join(map(_glued, whole))

    def nearest(self, name: str, limit: int = 3) -> list[str]:
        """Names of the entries that look most like `name`, best first."""
        alike = nearest(_glued(name), list(self._names), limit=10 * limit)
        return list(dict.fromkeys(self._names[glued] for glued in alike))[:limit]

    def _match_at(
        self, text: str, tokens: Sequence[_Token], first: int
    ) -> tuple[int, _Node[E]] | None:
        """The longest name that begins at a token: its last token and its node."""
        start = self._root.glued.get(tokens[first].text)
        if start is None or not _begins_word(tokens, first):
            return None
        ends: list[tuple[int, _Node[E]]] = []
        paths = [(first, start)]
        while paths:
            last, node = paths.pop()
            if node.entry is not None:
                ends.append((last, node))
            paths += [(last + 1, child) for child in _children(node, tokens, last + 1)]
        for last, node in sorted(ends, key=lambda end: -end[0]):
            if _ends_word(tokens, last) and not self._denied(text, tokens, first, last, node):
                return last, node
        return None

    def _denied(
        self, text: str, tokens: Sequence[_Token], first: int, last: int, node: _Node[E]
    ) -> bool:
        """Whether what stands around a name shows that another thing is meant."""
        assert node.entry is not None
        if first and tokens[first].gap == 0 and tokens[first - 1].text in node.entry.not_after:
            return True
        after = last + (2 if _is_plural(tokens, last + 1) else 1)
        if first == last and tokens[first].text[0] in "0123456789":
            if _is_amount(text, tokens, first):
                return True
        if after >= len(tokens) or tokens[after].gap < 0:
            return False
        if tokens[after].text in node.entry.not_before:
            return True
        if any(token.text in _SCALES for token in tokens[first : last + 1]):
            return False  # The name gives its own size: "Llama 2 7B 13B" is two.
        size = _size_at(tokens, after)
        return size is not None and node.entry.contradicted_by(size)

    def _widen(
        self, tokens: Sequence[_Token], first: int, free: int, node: _Node[E]
    ) -> tuple[int, _Node[E]]:
        """Take in a memory size ("80G 的 A100") and a vendor that stand before the name."""
        at = first - 1
        while at > free and tokens[at + 1].gap >= 0 and tokens[at].text in _MEMORY_LINK:
            at -= 1
        if at > free and tokens[at + 1].gap >= 0 and tokens[at].gap >= 0:
            unit = _GIGABYTE.get(tokens[at].text, tokens[at].text)
            size = node.loose.get(tokens[at - 1].text)
            sized = size.loose.get(unit) if size else None
            if sized is not None and sized.entry is not None and _begins_word(tokens, at - 1):
                first, node = at - 1, sized
        for vendor in self._vendors:
            start = first - len(vendor)
            if start < free or tokens[first].gap < 0 or not _begins_word(tokens, start):
                continue
            between = tokens[start + 1 : first]
            if tuple(token.text for token in tokens[start:first]) == vendor and all(
                token.gap >= 0 for token in between
            ):
                return start, node
        return first, node


def _children(node: _Node[E], tokens: Sequence[_Token], at: int) -> list[_Node[E]]:
    if at >= len(tokens) or tokens[at].gap < 0:
        return []
    token = tokens[at]
    texts = [token.text]
    if token.text in _GIGABYTE:
        texts.append(_GIGABYTE[token.text])
    elif token.gap == 0 and 1 < len(token.text) <= 3 and token.text[-1] == "s":
        texts.append(token.text[:-1])  # "A10Gs"
    edges = [node.loose] if token.gap else [node.loose, node.glued]
    return [edge[text] for edge in edges for text in texts if text in edge]


def _begins_word(tokens: Sequence[_Token], at: int) -> bool:
    token = tokens[at]
    if at == 0 or token.gap != 0 or not token.latin or not tokens[at - 1].latin:
        return True
    times = tokens[at - 1]
    return times.text == "x" and at > 1 and times.gap == 0 and tokens[at - 2].text[0].isdigit()


def _ends_word(tokens: Sequence[_Token], last: int) -> bool:
    after = last + 1
    if after == len(tokens) or tokens[after].gap != 0:
        return True
    if not tokens[after].latin or not tokens[last].latin or _is_plural(tokens, after):
        return True
    following = tokens[after + 1] if after + 1 < len(tokens) else None
    times = tokens[after].text == "x" and following is not None and following.gap == 0
    return times and following is not None and following.text[0].isdigit()


def _is_plural(tokens: Sequence[_Token], at: int) -> bool:
    if at >= len(tokens) or tokens[at].text != "s" or tokens[at].gap != 0:
        return False
    return at + 1 == len(tokens) or tokens[at + 1].gap != 0 or not tokens[at + 1].latin


def _is_amount(text: str, tokens: Sequence[_Token], at: int) -> bool:
    """Whether a bare number counts something, or is a part of a longer number."""
    start, end = tokens[at].start, tokens[at].end
    before, after = text[max(start - 1, 0) : start], text[end : end + 2]
    if before in set(".,$¥€£=+/^") - {""} or (after[:1] in (",", ".", "%") and after[1:].isdigit()):
        return True
    if after[:1] in ("%", "^"):
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.gap < 0 or _is_plural(tokens, at + 1):
        return False
    return following.text in _COUNTED


def _size_at(tokens: Sequence[_Token], at: int) -> Fraction | None:
    """The number of parameters that stands at a token ("13B"), unless it counts tokens."""
    if at + 1 >= len(tokens) or tokens[at + 1].gap not in (0, 1):
        return None
    number, scale = tokens[at].text, _SCALES.get(tokens[at + 1].text)
    if scale is None or not number[0].isdigit() or number.count(".") > 1 or not number.isascii():
        return None
    if at + 2 < len(tokens) and tokens[at + 2].gap >= 0 and tokens[at + 2].text in _TOKEN_WORDS:
        return None
    return Fraction(number) * scale


def _close_bracket(text: str, start: int, end: int) -> int:
    inside, after = text[start:end], text[end : end + 1]
    for opening, closing in ("()", "（）", "[]"):
        if after == closing and inside.count(opening) > inside.count(closing):
            return end + 1
    return end
