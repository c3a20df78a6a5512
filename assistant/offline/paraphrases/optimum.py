"""The best split of compute: tokens for each parameter, the rule of 20, what it asks for."""

from __future__ import annotations

from .paraphrase import Paraphrase

OPTIMUM = (
    Paraphrase(
        r"(?:按|以|用|the |by )?(?:the )?20~(?:倍|x(?![a-z])|×|[:：]~1)~的?~"
        r"(?:法则|规则|原则|定律|配比|比例|rule|ratio)",
        " 20 tokens per parameter ",
        "按 20 倍法则",
    ),
    Paraphrase(
        r"{int}~倍的?~(?:参数量?的)?~tokens?",
        "每参数 {int} token",
        "训到 100 倍 token",
    ),
    Paraphrase(
        r"<token>~数?~(?:取|按|为|是|等于)~参数量?的?~(?P<times>[0-9.]+)~倍",
        "每参数 {times} 个 token",
        "token 数取参数量的 30 倍",
    ),
    Paraphrase(
        r"(?P<int>(?<![0-9.])[0-9]{1,3}) (?:per|a) param(?:eter)?",
        "{int} tokens per parameter",
        "a 7B at 100 per parameter",
    ),
    Paraphrase(
        r"tokens? (?:per|a|an|each|every|for (?:each|every)) weight",
        "tokens per parameter",
        "20 tokens per weight",
    ),
    Paraphrase(
        r"(?P<of>tokens? .{0,60}?)(?<![0-9,.])(?P<int>[0-9]{1,3}) apiece",
        "{of}{int} tokens per parameter",
        "tokens for the 7B and 13B, 20 apiece",
    ),
    Paraphrase(
        r"what (?:would|should) (?:the )?20(?: ?: ?1|x| to 1)(?: ratio| rule)? (?:have been"
        r"|be|mean)",
        "how many tokens would be optimal",
        "what would 20:1 have been",
    ),
    Paraphrase(
        r"(?:和|与|跟|比)~20~个?(?:的|这个)?~(?:标准|经验|法则|建议|最优)值?~(?:相差|差|多"
        r"|少|低|高)(?:了|出)?"
        r"(?:几|多少)倍",
        ",按 Chinchilla 相差几倍",
        "和 20 个的标准相差几倍",
    ),
    Paraphrase(
        r"how many times (?:beyond|past|above|over|more than|below|under|short of) (?:the )?"
        r"20(?: ?: ?1|x)? ?(?:point|ratio|rule|optimum|mark)?(?: is (?:that|it))?",
        "how many times the chinchilla optimum",
        "how many times beyond the 20:1 point is that",
    ),
    Paraphrase(
        r"(?P<said>tokens?[^?]{0,30}?)what (?:was|is|would be|would have been) optimal",
        "{said}how many tokens would be optimal",
        "BLOOM saw 366B tokens. What was optimal",
    ),
    Paraphrase(
        r"(?P<times>how many times) (?:too few|too little|short|too low)(?: is (?:that|it))?"
        r"(?! (?:tokens|of|by|against)(?![a-z]))",
        "{times} the chinchilla optimum",
        "how many times too few is that",
    ),
    Paraphrase(
        r"(?:ideal|best|optimal) (?:model|n|size)~(?:\+|and|&|plus)~(?:the )?(?:dataset|data"
        r"|d|tokens)"
        r"(?: size)?",
        "optimal parameters and tokens",
        "the ideal model + dataset for it",
    ),
    Paraphrase(
        r"(?<=[,，。;；?？])~(?:还)?(?:差了?|少了?|欠了?)(?:几|多少)倍",
        "按 Chinchilla 相差几倍",
        "照 20 倍规则应该训多少?差了几倍",
    ),
    Paraphrase(
        r"按~20~倍~(?:来)?算(?!应)",
        "按每参数 20 token,",
        "1.5 万亿 token,按 20 倍算能配多大的模型",
    ),
    Paraphrase(
        r"(?:按|照|依)~(?:每参数)?~20~(?:个|倍|[:：]~1|tokens per parameter)?~(?:的)?~(?:规则|法则"
        r"|比例)?~(?:来)?算?~,?~(?:应该|应|该|要)"
        r"(?:训|喂|吃|用|配)(?:练)?多少(?:~token)?",
        "最优 token 数是多少",
        "按 20 个算该喂多少",
    ),
    Paraphrase(
        r"by what factor (?:is it|is that|are we|was it) (?:short of|below|above|beyond|over"
        r"|under) "
        r"(?:the )?20(?: ?: ?1)?",
        "how many times the chinchilla optimum",
        "and by what factor is it short of 20?",
    ),
    Paraphrase(
        r"按~20~倍~(?:的?比例)?(?=跟着|同步|一起|等比)",
        "按比例",
        "模型缩到原来的 60%,token 也按 20 倍跟着缩",
    ),
    Paraphrase(
        r"what (?:does|would|will|should) (?P<size>(?:an? |the "
        r"|our )?[0-9.]+~(?-i:[BMT])(?: model)?) "
        r"(?:want|need|call for|ask for|like)(?= ?[?.!]|$)",
        "how many tokens does {size} need?",
        "at 20 tok/param what does a 0.9B want?",
    ),
    Paraphrase(
        "(?P<should>本该|应该|理应|本应|该)~(?P<train>训|喂|给|用"
        "|配)~多少(?=~(?:[?？,，。;；]|才|$))",
        "{should}{train}多少 token",
        "按每参数 20 个 token 本该训多少?差了几倍",
    ),
    Paraphrase(
        "what should (?:it|that|they) have (?:been|seen|used|gotten|had) "
        "(?=(?:under|by|per|according to|for|with) (?:the )?(?:chinchilla|20))",
        "how many tokens should it have seen ",
        "It saw 366B tokens. What should it have been under Chinchilla?",
    ),
    Paraphrase(
        "by (?:what|which) factor (?:did|do|does|were|was) (?:they|it|we|that) (?:fall|fell"
        "|come|came)? ?short",
        "by what factor is it short of chinchilla",
        "and by what factor did they fall short?",
    ),
    Paraphrase(
        "what would (?:the )?(?:compute[- ]?)?optim(?:al|um)(?: number| amount| "
        "count)?(?: of tokens)? "
        "(?:have been|be)(?=~[?.,;]|~$)",
        "how many tokens would be optimal",
        "it saw 600B tokens. what would the optimal number have been",
    ),
    Paraphrase(
        "8~flops? per param(?:eter)?(?: per token|/token)?(?:,? (?:instead of|rather than"
        "|not|and not)(?: the)? 6)?",
        "8ND",
        "so 8 FLOPs per param per token instead of 6",
    ),
    Paraphrase(
        "(?:数据|token)~(?:量)?~(?:按|照|用|取|是)~{times:int}~倍(?!~(?:的?(?:数据|增|涨"
        "|放大|速)|多|大))",
        "每参数 {times} 个 token",
        "最多能训多大的模型?数据按 20 倍",
    ),
    Paraphrase(
        r"what (?:would|does|did|should) \s*20 tokens per param(?:eter)?\s*(?:rule )?(?:have )?"
        r"(?:asked? for|call(?:ed)? for|want(?:ed)?|suggest(?:ed)?|say|said|give|given)",
        "how many tokens would be optimal",
        "what would 20 tokens per parameter have asked for?",
    ),
    Paraphrase(
        r"20[- ](?:to[- ](?:1|one)|per[- ]param(?:eter)?)(?: rule| ratio)?",
        "20 tokens per parameter",
        "if I go by the 20-to-1 rule",
    ),
    Paraphrase(
        r"how many should (?P<it>it|they|we) have (?:read|seen|had|used|got|been trained on)",
        "how many tokens should {it} have seen",
        "At 20 per parameter how many should it have read",
    ),
    Paraphrase(
        r"(?:一个|每一?个?|1~个)~参数~(?:还是|仍然?|依然|照旧|都|就|要)?~(?:配|对应|对|给"
        r"|喂)~{n:int}~个?~(?:token)?(?=[^0-9]|$)",
        "每参数 {n} 个 token",
        "按一个参数配 20 个,够喂多大的模型",
    ),
    Paraphrase(
        r"how (?:should|do|would|can) (?:i|we|one|you) (?:split|divide|allocate|distribute"
        r"|spend) (?:(?:that|it|this|the (?:budget|compute)) )?"
        r"(?:between|across|over|among|on) (?:the )?(?:model )?(?:parameters|params"
        r"|model size|size|model) and (?:the )?(?:tokens|data|training data)",
        "what are the compute-optimal parameters and tokens",
        "How should I split that between parameters and tokens?",
    ),
    Paraphrase(
        r"how long (?:does|will|would) (?:one|an?|each|every) (?:training "
        r"|optimizer )?step (?P<of>[^,.;?]{0,80}?)take",
        "what is the step time {of}",
        "How long does one step of a 34B with a 4M-token batch take on 512 H100s",
    ),
    Paraphrase(
        r"compute[- ]optimal token (?:count|number|budget)",
        "how many tokens would be optimal",
        "compute-optimal token count",
    ),
    Paraphrase(
        r"how many tokens is (?:that|this|it) (?:for|per|to|on) (?:each|every|an?"
        r"|one) param(?:eter)?",
        "what are the tokens per parameter",
        "How many tokens is that for each parameter?",
    ),
    Paraphrase(
        r"what would (?:the )?20 tokens per param(?:eter)?\s*(?:token )?(?:count|number"
        r"|amount|rule|figure) (?:have been|be)",
        "how many tokens would be optimal",
        "What would the 20 tokens per parameter token count have been",
    ),
    Paraphrase(
        r"what (?:is|was|would be) the 20(?:~:~1| tokens per parameter) optimum",
        "how many tokens would be optimal",
        "What is the 20:1 optimum?",
    ),
    Paraphrase(
        r"how many times over (?:it|that) did (?:it|they|we) go",
        "how many times the chinchilla optimum",
        "how many times over it did they go?",
    ),
    Paraphrase(
        "每~(?:个)?~param(?:eter)?~(?:喂|配|给)~{int}~个?~token",
        "每参数 {int} 个 token",
        "每个 param 喂 25 个 token",
    ),
    Paraphrase("最优~(?:应该|应|该)~是~多少", "最优 token 数是多少", "最优该是多少?差了几倍"),
    Paraphrase(
        r"what (?:size (?:of )?model|model size) and how much data",
        "what are the compute-optimal parameters and tokens",
        "What size model and how much data?",
    ),
)
