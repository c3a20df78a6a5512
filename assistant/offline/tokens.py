"""Cutting a text into tokens, and finding phrases in it by a tree of tokens.

A token is a run of Latin letters, a number, a Chinese character or a sign. Phrases are found in
linear time, whatever their number; case, width, traditional characters, spaces and hyphens between
tokens and a plural s make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Generic, NamedTuple, TypeVar

from ...tools.engine.numerals import fold

P = TypeVar("P")

_TOKEN = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)?|[^\s\w]|[^\W_]")
_SPACES = re.compile(r"[^\S\n]+")
_SHOUTED = re.compile(
    r"(?<![A-Z0-9])(?![A-Z]{0,2}I?B(?![A-Z])|[A-Z]?FLOP|[KMG]WH?(?![A-Z]))[A-Z]{2,}(?![A-Z0-9])"
)
_GAPS = " \t\n\r-_"
_LONGEST_GAP = 3
_MIN_TYPO = 6
"""Letters that a word needs before a slip in it is forgiven."""

_OTHER_WORDS = frozenset(
    (
        "adopted archived archives bases content copied counter decade decide deciding delivery"
        " exclude execute expect expects export exports generating integral internal latest leading"
        " limiter linker matter mounts numer parses passed pauses phases predicate prints processes"
        " protection recover responds retval route routes saying sending serve serves share shares"
        " sharing shaped simple slicing sorting square starts stated stats status storing strange"
        " though thought trailing unable updated valued waited wanted waste writer"
    ).split()
)
"""Words of their own, a slip away from one of a name: "content" is no context."""

_ALIKE = {word: "of" for word in ("for", "in", "from")}
_ALIKE |= {word: "a" for word in ("an", "one", "the", "each", "every", "single", "per", "/")}
"""Small words that say the same inside a name: flops of a step, flops for one step, flops/step."""

_TRADITIONAL = (
    "參數訓練計算張顯時間錢億萬個層維詞幾嗎長費價據規優強電機總達過這為從變減沒與還麼單佔預給說對準夠則資"
    "費號類體積專業處嵌務應該當關續約範圍點線條開"
    "裝兩塊顆雙壓縮讀寫記憶頻寬載產測試驗證權庫緩衝實際結構論錄製熱圖師學習網絡軟頁節鏈傳輸遞縱橫國話問題響邊極擴闊顧慮斷詢擬"
)
_SIMPLIFIED = (
    "参数训练计算张显时间钱亿万个层维词几吗长费价据规优强电机总达过这为从变减没与还么单占预给说对准够则资"
    "费号类体积专业处嵌务应该当关续约范围点线条开"
    "装两块颗双压缩读写记忆频宽载产测试验证权库缓冲实际结构论录制热图师学习网络软页节链传输递纵横国话问题响边极扩阔顾虑断询拟"
)
_PLAIN = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


class Token(NamedTuple):
    """A piece of a text, and whether a phrase may run on from the token before."""

    text: str
    start: int
    end: int
    joins: bool


def plain(text: str) -> str:
    """`text` in plain width, lower case and simplified characters: as long as `text`."""
    folded = fold(text).translate(_PLAIN)
    lowered = folded.lower()
    return lowered if len(lowered) == len(text) else folded


def tidy(text: str) -> str:
    """`text` with one space for several, none before a comma or at the ends, and not in capitals.

    Units are told apart by their capitals, so those of a text that has no others stay.
    """
    if len(_SHOUTED.findall(text)) > 1 and not re.search(r"[a-z]{2}", text):
        text = _SHOUTED.sub(lambda word: word[0].lower(), text)
    return re.sub(r"[^\S\n]+(?=[,.;:?!,。;:?!、]([^\S\n]|$))", "", _SPACES.sub(" ", text)).strip()


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text that went through `plain`."""
    found: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start > last or match[0] not in _GAPS:
            gap = text[last:start]
            joins = not gap or (len(gap) <= _LONGEST_GAP and not gap.strip(_GAPS))
            if match[0] in _GAPS:
                continue
            found.append(Token(match[0], start, end, joins))
            last = end
    return found


@dataclass(frozen=True, slots=True)
class Hit(Generic[P]):
    """A phrase found: where, and what it stands for."""

    start: int
    end: int
    payloads: tuple[P, ...]


@dataclass(slots=True)
class _Node(Generic[P]):
    next: dict[str, _Node[P]] = field(default_factory=dict)
    payloads: list[P] = field(default_factory=list)


class Phrasebook(Generic[P]):
    """Phrases and what they stand for; one phrase may stand for several things.

    Args:
        phrases: (phrase, payload) pairs.
        forgiving: whether a slip of one letter in a long word is read all the same.
    """

    def __init__(self, phrases: Iterable[tuple[str, P]], *, forgiving: bool = False) -> None:
        self._root: _Node[P] = _Node()
        self._nearly: dict[str, str] | None = {} if forgiving else None
        for phrase, payload in phrases:
            node = self._root
            tokens = tokens_of(plain(phrase))
            if tokens and _ALIKE.get(tokens[-1].text) == "of":
                continue  # "tokens in" would be found in "tokens in a week"
            for token in tokens:
                word = _ALIKE.get(token.text, token.text)
                node = node.next.setdefault(word, _Node())
                self._learn(token.text)
            if node is not self._root and payload not in node.payloads:
                node.payloads.append(payload)
        self._begun = lru_cache(maxsize=4096)(partial(self._step, self._root))

    def _learn(self, word: str) -> None:
        if self._nearly is not None and len(word) >= _MIN_TYPO and word.isascii():
            for slip in _without_one(word):
                self._nearly.setdefault(slip, word)

    def scan(self, tokens: list[Token]) -> list[Hit[P]]:
        """The phrases in a text, the longest at each place, without overlaps."""
        found: list[Hit[P]] = []
        free = 0
        for at, token in enumerate(tokens):
            begun = self._begun(token.text) if at >= free else None
            end, node = (at, None) if begun is None else self._longest(tokens, at, begun)
            if node is not None:
                found.append(Hit(token.start, tokens[end - 1].end, tuple(node.payloads)))
                free = end
        return found

    def _longest(
        self, tokens: list[Token], at: int, begun: _Node[P]
    ) -> tuple[int, _Node[P] | None]:
        """Where the longest phrase ends that begins with the token at `at`, and its node."""
        node: _Node[P] | None = begun
        best, end, place = None, at, at
        while node is not None:
            place += 1
            if node.payloads:
                best, end = node, place
            if place == len(tokens) or not tokens[place].joins:
                break
            node = self._step(node, tokens[place].text)
        return end, best

    def _step(self, node: _Node[P], word: str) -> _Node[P] | None:
        word = _ALIKE.get(word, word)
        found = node.next.get(word)
        if found is None and len(word) > 2 and word[-1] == "s":
            found = node.next.get(word[:-1])
        if found is None and self._nearly is not None and len(word) >= _MIN_TYPO - 1:
            found = self._forgiven(node, word)
        return found

    def _forgiven(self, node: _Node[P], word: str) -> _Node[P] | None:
        """The word with one letter too few, too many or other."""
        assert self._nearly is not None
        if not word.isascii() or not word.isalpha() or word in _OTHER_WORDS:
            return None
        for slip in (word, *_without_one(word)):
            meant = self._nearly.get(slip)
            if meant and meant[0] == word[0] and abs(len(meant) - len(word)) <= 1:
                return node.next.get(meant)
        return None


def _without_one(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(1, len(word))]
