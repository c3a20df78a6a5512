"""Words with which a question goes on from the one before it."""

from __future__ import annotations

import re

from .patterns import any_of

FOLLOWS = re.compile(
    r"\s*(?:ok(?:ay)?[, ]+|so[, ]+|hmm[, ]+|好的?[,，]?|嗯[,，]?)*(?:and|what if|what about"
    r"|how about|but|if|then|now|also|instead|with|same|for|make it|per|i need|or|that|try"
    r"|change|use|switch|suppose|那么?|如果|要是|换|改|再|把|若|利用率|只|然后|同样|按|假如"
    r"|还是|另外|而|升级后)(?![a-z])"
)
# After one question: the same again with something changed.
ANOTHER_QUESTION = re.compile(
    r"[?？]\s*(?=(?:and (?:if|what if|with|at|for|when)|what if|what about|how about|or if|如果|若"
    r"|那如果|那么|要是|换成|[^?？,，。]{1,16}呢|[^?？,，。]{1,12}(?:不动|不变"
    r"|固定)的话)(?![a-z]))(?=.)"
)
# The same again in one sentence: "…, and how many if I only have 15 days?"
AND_HOW_IF = re.compile(
    r",? and (?:how (?:many|long|much)|what) if [^?;]{3,80}?[?](?=[^?]*$)", re.IGNORECASE
)
FOLLOWS_END = re.compile(
    r"^\s*[^?？,，。0-9]{1,10}呢\s*[?？,，]|(?:呢|instead|as well|too|then)\s*[?？]*\s*$"
)
# A change that comes on top of the one before it.
ON_TOP = any_of(
    "also | as well | too | on top | in addition | additionally | both | at the same time | "
    "此基础上 | 同时 | 也 | 再(?!问) | 另外 | 并且 | 都"
)
REFERS = any_of(
    "那次 | 上次 | 这些 | 那些 | 这批 | 原来 | 升级后 | that | it | those | this | same | "
    "them | these | the run | that run | instead | 上面 | "
    "这个 | 那个 | 它 | 刚才 | 前面 | 同样 | 这次 | 该模型 | 上述 | 此"
)
