"""What a question looks like: does it ask for reasons, for a meaning, or for a figure.

Text is brought to one form first: lower case, simplified characters, one space between words,
numbers apart from letters ("12·i·h²" and "12ih^2" become "12 ih 2"), plurals without s. Names
and cues are written in any form and brought to the same one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

MAX_LENGTH = 2000
"""Characters of a question that are read."""

_SIMPLIFIED = str.maketrans(
    "為麼訓練區別嗎參數計運這個說對錯從來時間會應該與還憶體記頻寬貴預測單雙無論過實際問題關係類層"
    "據點線顯卡緩存權減補償價錢電費較佔佈傳輸優網絡語詞總兩萬億樣麽擴張規則歲發現裡邊幾",
    "为么训练区别吗参数计运这个说对错从来时间会应该与还忆体记频宽贵预测单双无论过实际问题关系类层"
    "据点线显卡缓存权减补偿价钱电费较占布传输优网络语词总两万亿样么扩张规则岁发现里边几",
)
_TIMES = re.compile(r"(?<=\w)\s*[*·⋅×]+\s*(?=\w)")
_WORD = re.compile(r"\d+(?:\.\d+)?|[\u3400-\u9fff]+|[^\W\d_\u3400-\u9fff]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_MISSPELT = 5
_LONG = 9

_REASONS = (
    "why|how come|justif*|come from|came from|explain*|reason|where do|where did|how did|derived|"
    "为什么|为何|为啥|咋就|凭啥|为甚么|怎么来|怎么得|怎么数|怎么推|哪来|哪儿来|哪里来|来历"
    "|来源|从何|从哪|"
    "咋来|version|in short|tl dr|briefly|in a nutshell|sentence|一句话|简单说|解释|原理|原因"
    "|凭什么|何以|怎么理解|如何理解|讲讲|讲解|说说|介绍|科普|道理|怎么会|干嘛"
)
_MEANINGS = (
    "what is|what s|what are|what re|what do|what doe|what did|whats|what was|mean|meaning|define|"
    "definition|difference|different|differ|vs|versus|is|are|was|were|doe|do|did|can|should|really|"
    "true|right|correct|wrong|accurate|same|tell|describe|how do|how is|when|which|who|year|work|"
    "compare|what happen|mistake|error|incorrect|anything|any|"
    "什么|啥|区别|差别|不同|差异|一样|一回事|相同|对吗|对不对|正确|准|靠谱|可信|真的|是不是|吗|么|"
    "能不能|能否|要不要|该不该|算不算|会不会|行不行|应不应该|可不可以|值得|几次|各占|各是"
    "|毛病|如何|怎么|怎样|咋|是否|含义|定义|意思|概念|谁|关系|哪|何时|还是|有没有|问题|错"
)
_FIGURES = (
    "how many|how much|how long|how big|how large|how fast|how far|how often|what size|what share|"
    "what fraction|what factor|what multiple|what percent*|speedup|speed up|加速比|calculate"
    "|estimate|work out|convert|"
    "compute compare|cost compare|with c|compute ratio|the ratio between|ratio of compute|"
    "what would|what will|what happen to|what about|how about|what if|"
    "多少|几天|几张|几倍|几个|几步|几卡|几台|几层|几块|几小时|几周|几个月|多久|多大|多长|多快|多高|"
    "算一下|算一算|帮我算|帮忙算|估算|估一下|够吗|够不够|够用|放得下|跑得动|占多|换算"
)
_NORMS = (
    "差多少|差别多大|差距多大|多少算|多少才|多少合适|多少合理|多高算|算正常|"
    "good|typical|normal|reasonable|usual|stop helping|too many|is worth|are worth"
)
_OWN = (
    "my|our|we have|we train|we want|we need|we get|we re|we ve|i have|i m at|i m training|"
    "i m running|i m getting|i m using|i m seeing|"
    "我的|我们|咱们|俺|这次|手上|手头"
)
_ASIDE = re.compile(
    r"(?:for|in|to|with) (?:my|our) (?:doc|lecture|note|slide|blog|paper|thesi|class|student"
    r"|talk|report|bos|team"
    r"|homework|readme|manager|friend|kid|grandma|article|post|course|exam"
    r"|interview)[a-z]*(?: note)?"
)
"""What an explanation is for, which tells of no run of the asker's."""
_FILLER = "the|a|an|of|in|please|pls|一下|的|请|问|吧|呢|啊"

_UNITS = (
    "b t m k g gb gib tb tib mb mib bn trillion billion million thousand tflop pflop gflop flop "
    "tok token param parameter paramter gpu card chip device day week month hour hr year layer "
    "head stage microbatch step usd dollar byte bit w kw mw kwh mfu h e epoch sequence"
).split()
_UNITS_ZH = "亿万千百张卡天周月层头步级条度块台轮倍美元刀字比小年"
_AMOUNT = re.compile(
    rf"(?<![\d.])(?!(?:19|20)\d\d 年)\d+(?:\.\d+)? (?:(?:{'|'.join(_UNITS)}) |[{_UNITS_ZH}])"
    r"|usd \d|[一二三四五六七八九十百千两几]+[万亿]"
)
_NUMBER = re.compile(r"(?<! [hablv])(?<= )\d+(?:\.\d+)?(?= )")  # not that of "H100"
_ASSIGNED = re.compile(r"(?<![a-z])[a-z_]{1,12} ?[=:] ?\d", re.IGNORECASE)


def normalized(written: str) -> str:
    """A name or cue in the form that questions are brought to, for a plain substring test."""
    open_end = written.endswith("*")
    text = " ".join(_words(written.removesuffix("*")))
    if not text:
        return " "
    before = "" if text[0] >= "\u3400" else " "
    after = "" if text[-1] >= "\u3400" or open_end else " "
    return f"{before}{text}{after}"


def _words(written: str) -> list[str]:
    text = written[:MAX_LENGTH].lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_SIMPLIFIED)
    text = _TIMES.sub("", _THOUSANDS.sub("", text)).replace("$", " usd ")
    return [_singular(word) for word in _WORD.findall(text)]


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and word[-2] not in "su":
        return word[:-1]
    return word


@lru_cache(maxsize=8)
def _cues(written: str) -> tuple[str, ...]:
    return tuple(normalized(cue) for cue in written.split("|"))


def _any(cues: str, text: str) -> bool:
    return any(cue in text for cue in _cues(cues))


@lru_cache(maxsize=1)
def _cue_words() -> frozenset[str]:
    cues = (*_cues(_REASONS), *_cues(_MEANINGS), *_cues(_FIGURES))
    return frozenset(word for cue in cues for word in cue.split())


@dataclass(frozen=True)
class Question:
    """A question in the one form.

    Attributes:
        text: words with a space between, before and after them.
        assigned: how many values are given by "h = 4096".
    """

    text: str
    assigned: int = 0

    @property
    def asks_why(self) -> bool:
        """It asks for reasons or where something comes from."""
        return _any(_REASONS, self.text)

    @property
    def asks(self) -> bool:
        """It asks for a meaning, a difference, or whether something holds."""
        return _any(_MEANINGS, self.text) or _any(_NORMS, self.text)

    @property
    def asks_for_figure(self) -> bool:
        """It asks how many, how much, how long."""
        return _any(_FIGURES, self.text) and not _any(_NORMS, self.text)

    @property
    def about_own_run(self) -> bool:
        """It speaks of the asker's own run or cluster."""
        return _any(_OWN, _ASIDE.sub("", self.text))

    @property
    def has_amounts(self) -> bool:
        """It gives figures to calculate with: with a unit, assigned, or several large ones."""
        return self.assigned > 1 or self.large_numbers > 1 or bool(_AMOUNT.search(self.text))

    @property
    def large_numbers(self) -> int:
        """How many numbers from ten up it holds, years apart."""
        numbers = [float(number) for number in _NUMBER.findall(self.text)]
        return sum(n >= 10 and not 1990 <= n < 2100 for n in numbers)

    @property
    def is_empty(self) -> bool:
        """Nothing is left but small words."""
        text = self.text
        for cue in _cues(_FILLER):
            text = text.replace(cue, " ")
        return not text.strip()

    def without(self, parts: Iterable[str]) -> Question:
        """The rest of the question, with every occurrence of `parts` taken out."""
        left = list(self.text)
        for part in parts:
            at = self.text.find(part)
            while at >= 0:
                left[at : at + len(part)] = " " * len(part)
                at = self.text.find(part, at + 1)
        return replace(self, text="".join(left))


def read_question(written: str, known: frozenset[str]) -> Question:
    """Bring a question to the one form; a misspelt word becomes the nearest `known` one."""
    words = [_respelt(word, known) for word in _words(written)]
    return Question(f" {' '.join(words)} ", len(_ASSIGNED.findall(written[:MAX_LENGTH])))


def _respelt(word: str, known: frozenset[str]) -> str:
    if len(word) < _MISSPELT or not word.isascii() or not word.isalpha():
        return word
    if word in known or word in _cue_words():
        return word
    nearest = process.extractOne(
        word,
        _by_initial(known).get(word[0], ()),
        scorer=OSA.distance,
        score_cutoff=2 if len(word) >= _LONG else 1,
    )
    return nearest[0] if nearest else word


@lru_cache(maxsize=2)
def _by_initial(known: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Known words long enough to be misspelt, by first letter."""
    table: dict[str, list[str]] = {}
    for word in sorted(known | _cue_words()):
        if len(word) >= _MISSPELT and word.isascii() and word.isalpha():
            table.setdefault(word[0], []).append(word)
    return {initial: tuple(words) for initial, words in table.items()}
