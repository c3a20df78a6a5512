"""The words that tell whose a figure is: what the user gave, what came out, what was before.

As in `cues`, patterns that end in `$` look at what stands before a figure.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE


def _words(phrases: str) -> str:
    """One pattern for phrases parted by " | "."""
    return "|".join(re.escape(phrase.strip()) for phrase in phrases.split("|"))


def _before(*patterns: str) -> re.Pattern[str]:
    """What may stand right before a figure."""
    return re.compile(f"(?:{'|'.join(patterns)})$", _I)


def _after(*patterns: str) -> re.Pattern[str]:
    """What may stand right after a figure."""
    return re.compile("|".join(patterns), _I)


_SAID = (
    "gave | given | said | stated | asked | asked for | asked about | want | wanted | specify | "
    "specified | set | mention | mentioned | provide | provided | plan | planned | allow | "
    "allowed | assume | assumed | quote | quoted | name | named | wrote | enter | entered | chose "
    "| picked | suggest | suggested | propose | proposed | expect | expected | hope for | hoped | "
    "hoped for | guess | guessed | own | rent | need | needed | request | requested | think | "
    "think of | thought | thought of | claim | claimed | have | had | have in mind | had in mind "
    "| remember | remembered | recall | recalled | heard | were told | estimated"
)
_LIMIT = (
    "limit | deadline | budget | goal | target | targeted | window | cap | ceiling | constraint | "
    "input | inputs | requested | required | desired | specified | stated | allowed | planned | "
    "claimed | quoted | proposed | promised | advertised | hoped-for | expected | rumoured | "
    "rumored | assuming | suppose | if | say | whether | given"
)
_OTHERS = (
    "colleague | colleagues | boss | vendor | vendors | somebody | someone | people | they | "
    "other | others | he | she | friend | manager | team"
)
_NOT_MET = (
    "feasible | possible | realistic | achievable | attainable | doable | out of reach | reached "
    "| met | enough | sufficient | suffice | suffices | insufficient | not do | do | fall short"
)
_REST = r"[^.;!?。；！？,\d]"
GIVEN_BEFORE = _before(
    r"\byour (?:[\w-]+ ){0,4}(?:(?:is|are|was|of|at|to|in|on|:) )?(?:about |roughly )?(?:the )?",
    rf"\byou(?:['’](?:ve|d|re))? (?:have |had |also )?(?:{_words(_SAID)})\b"
    r"[^.;!?。；！？]{0,40}?",
    rf"\b(?:{_words(_LIMIT)})(?: of)?\b{_REST}{{0,24}}?",
    rf"\b(?:{_words(_OTHERS)})(?:['’]s)?\b(?: \w+)?{_REST}{{0,16}}",
    r"\b(?:than|exceed(?:s|ed|ing)?|beyond|within|miss(?:es|ed)?|short of|instead of|versus|vs\.?"
    r"|compared (?:with|to)|against|out of|not|isn['’]t|unlike|fits? (?:in|into)|meet(?:s|ing)?"
    r"|under|below|above|over|inside|past|from) (?:the |your |that |a |those )?(?:[\w-]+ ){0,2}?",
    r"\d\s?% of (?:the |your |its |an? )?",
    rf"(?:手上|手头|现有|已有|\bcurrent(?:ly)?){_REST}{{0,8}}",
    rf"(?:同事|老板|厂商|有人|别人|他们|朋友|对方|供应商|承诺|声称|宣称|标称|听说|据说){_REST}{{0,8}}",
    r"[您你][们]?(?:的|给|说|提|要|想|希望|计划|打算|设|有|手上|手头|预算|目标|期限|指定|要求|问|听说"
    r"|记得|以为|猜|认为|估计|估的)[^。；！？,，]{0,12}?",
    r"(?:给定|给出|所给|已知|输入|题目|题设|预算|期限|目标|限制|上限|下限|要求|计划|原计划|假设|假定|如果"
    r"|若|倘若|设)(?:的|了|是|为|在|要|用|有)?[^。；！？,，\d]{0,8}?",
    r"(?:超过|超出|高于|低于|多于|少于|小于|大于|不到|不足|而不是|而非|并非|不是|相比|比|较|满足|达到"
    r"|达不到|控制在|限定)(?:了|您|你|给定的|那)?\s?(?:的)?",
)
"""Before a figure that the user stated."""

GIVEN_AFTER = _after(
    rf"[\s-]?(?:that |which )?you (?:{_words(_SAID)})\b",
    r" (?:as )?(?:given|stated|requested|specified)\b| stands for\b|指的是什么|是指什么",
    r"(?: [\w-]+){0,2} (?:at|on) hand\b|(?: [\w-]+)? (?:that|which) you\b",
    r"[\s-]?(?:limit|deadline|budget|target|window|goal|cap|ceiling|constraint|requirement|estimate"
    r"|guess|run|schedule|plan|timeline|period|time ?frame|horizon)\b",
    r"(?: [\w-]+){0,2} (?:is|are) (?:invalid|impossible|not (?:valid|allowed)|outside)",
    r"(?: [\w-]+){0,2} (?:was|were|is|are|would be|will be) (?:your|what you|not enough|too "
    r"(?:few|little|short|low|many|long|big|large|small|high|optimistic|pessimistic))",
    r" (?:would|will|could|can|do|does|did)(?:n['’]t| ?not)\b",
    rf"(?: [\w-]+){{0,3}}? (?:(?:will|would|do|does|is|are|was|were)(?: not|n['’]t)? )?(?:be )?"
    rf"(?:{_words(_NOT_MET)})\b",
    r"(?:张|卡|块|天|个|台)?[^。；！？,，\d]{0,4}(?:远远|还|是|并|也)?"
    r"(?:不够|不足够|太少|不行|就够|足够|够用)",
    r"\s?(?:无效|不合理|超出范围|的话)",
    r"\s?的\s?约?\s?$",
    r"(?:的)?(?:预算|期限|目标|限制|上限|要求|计划|时限|工期|窗口|估计|猜测)",
    r"内(?=完成|训完|训练完|做完|跑完|[,，训完要])",
)
"""After a figure that the user stated."""

ASKED = re.compile(r"\?\s*$|[？吗呢]\s*[？?]?\s*$")
PURPOSE = re.compile(
    r"(?:^|[,，;；:：(（]|\bso|\bthat|\band)\s*(?:[Tt]o|[Ii]f|[Ff]or|[Ii]n order to|[Ff]inishing"
    r"|[Tt]raining|[Ff]itting"
    r"|[Ss]taying|[Kk]eeping|[Mm]eeting|[Cc]ompleting|[Hh]itting|[Dd]oing|[Gg]etting|[Ss]uppose"
    r"|[Aa]ssuming|[Gg]iven"
    r"|[Ww]ith(?:in)?|要|想|若|如果|要想|为了|为|假设|假如|在|用|以|按"
    r"|对于)(?![a-z])[^.;!?。；！？\d]{0,60}$"
)
RESULT_BEFORE = re.compile(
    r"(?:\b(?:takes?|took|taking|needs?|needed|requires?|required|costs?|comes? (?:out )?(?:to|at)"
    r"|amounts? to|equals?|yields?|gives?|totals?|finish(?:es|ed)?|completes?|lasts?|runs? for"
    r"|works? out (?:to|at|as)|results? in|ends? up|adds? up to|consumes?|uses?|reach(?:es)?"
    r"|should|will|would|must|can|could|may|is|are|be)\b"
    r"|[=≈→⇒]|(?:需要|需|要花|要|花费|花|耗时|耗费|得到|得出|等于|总共|一共|共计|共|合计|约为"
    r"|大约是|是|为|得|达|完成|只要|只需)"
    r")[^.;!?。；！？]{0,24}$",
    _I,
)
"""A verb or sign that states what comes after it: what came out, unless more is said."""

PAST = re.compile(
    r"\b(?:earlier|before(?:hand)?|previous(?:ly)?|prior|original(?:ly)?|initial(?:ly)?|first"
    r" "
    r"(?:case|plan|run|scenario|setup|answer|question|result|estimate|configuration)|was|were|had|took|needed"
    r"|instead of|rather than|compared (?:with|to)|versus|vs\.?|against|than|down from|up from|from"
    r"|baseline"
    r"|last (?:time|answer|question)|old|former|so far|already|in the (?:other|first|last) (?:case"
    r"|plan))\b"
    r"|→|之前|先前|上次|上一|刚才|前面|原来|原先|此前|早先|相比|比|从|由|起初|最初|原方案|上述"
    r"|前一|前者|对比|的时候是|(?<=[天元时年周])对(?=\s?[\d约])",
    _I,
)
