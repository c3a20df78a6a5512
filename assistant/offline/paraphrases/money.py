"""Prices of an hour, of energy and of tokens."""

from __future__ import annotations

from .paraphrase import Paraphrase

MONEY = (
    Paraphrase(
        r"(?<!PUE 1, )(?:电费|耗电|用电|度电|kwh|electricity)(?=.*(?:在家|家里|家用|at home"
        r"|my house|home pc))"
        r"|(?<!PUE 1, )(?:在家|家里|家用|at home|my house|home pc)(?=.*(?:电费|耗电|用电"
        r"|度电|kwh|electricity))",
        r"PUE 1, \g<0>",  # no data center adds to what a card draws
        "electricity for a 4090 at home",
    ),
    Paraphrase(
        r"(?:不算|不计|不考虑|忽略|无)~pue|pue~(?:就|先)?(?:不算|不计|不考虑|忽略|不管)"
        r"|(?<![a-z])(?:without|ignoring|ignore|no|excluding|excl\.?) (?:the )?pue",
        "PUE 1",
        "energy without PUE",
    ),
    Paraphrase(
        r"(?P<power>electricity|power bill|energy)(?P<of>(?: (?!cost)[a-z']+){1,8}) costs?",
        "electricity cost{of}",
        "what will the electricity for my run cost",
    ),
    Paraphrase(r"(?:a|per) unit ?\(kwh\)", "per kWh", "8 cents a unit (kWh)"),
    Paraphrase(
        r"(?P<price>(?:[$€£]~[0-9.]+|cents?|dollars?)) an? (?=[kM]?Wh(?![a-z]))",
        "{price} per ",
        "8 cents a kWh",
    ),
    Paraphrase(
        r"(?:每|一|1~)(?:度电?|千瓦时)~(?:电价|电费|价格)?~(?:是|为|按|要|约|算)?~"
        r"(?P<price>(?:[¥$]~)?[0-9.]{1,6}~(?:美元|美金|元|块钱?|刀|人民币|rmb|cny|usd|欧元)?)"
        r"(?![0-9.])(?!~(?:kg|公斤|千克|克|g))",
        "{price}/度",
        "一度电 0.6 元",
    ),
    Paraphrase(
        r"(?P<what>(?:gpu|card|[a-z]{1,2}[0-9]{2,3})[- ]hours?) (?:is |are )?(?:costing|costs?)"
        r"(?: us| me)? (?P<price>[0-9]{1,2}(?:\.[0-9]{1,2})?)(?![0-9.]*~(?:%|[kmb]))",
        "${price} per {what}",
        "an H100 hour is costing us 2.2",
    ),
    Paraphrase(
        r"(?:per|a) <card> and hour|(?:each|apiece) (?:per|an) hour",
        "per GPU-hour",
        "8 cards at $2 each per hour",
    ),
    Paraphrase(
        r"(?:card|chip|accelerator|device)[- ]hour(?P<s>s?)", "GPU-hour{s}", "$2 a card-hour"
    ),
    Paraphrase(
        r"(?:an?|one|1|each|every"
        r"|per)\s(?P<unit>(?:[a-z][a-z0-9]{0,6}[- ])?(?:gpu[- ])?hours?|kwh|mwh"
        r"|million tokens)~(?:is|costs?|at|for|runs? at|goes? for|of compute is|=|:)?~(?:about )?"
        r"{money}(?!~(?:/|per|an?\s))",
        "{money} per {unit}",
        "an H100-hour is 1.85 bucks",
    ),
    Paraphrase(
        r"(?:每|一|1)~个?(?P<unit>小时|度电?|千瓦时|卡时|天|月)~(?P<node>(?:整机|整台|整个节点)?)~"
        r"(?:是|要|收|只要|大概|约|算|按|的?价格是?)?~{money}(?!~/)",
        " {money}/{unit} {node} ",
        "每小时整机 98 美元",
    ),
    Paraphrase(
        r"(?:每|一|1 ?)?(?P<million>百万|1M|M)~个?~tokens?~"
        r"(?:收费?|是|要|卖|按|定价|价格|的价格是?|计费)?~{money}(?!~/)",
        " {money}/百万 token",
        "百万 token 收 0.5 美元",
    ),
    Paraphrase(
        r"(?P<at>at|for|costs?|@|is) (?P<price>[0-9]{1,3}(?:\.[0-9]{1,3})?)"
        r"(?=~(?:per|/|an|a)~(?:gpu[- ]?|card[- ]?)?h(?:ou)?r?(?![a-z]))",
        "{at} ${price}",
        "64 H100 at 2.5 per hour",
    ),
    Paraphrase(r"(?:一|1)~[张块]~(?:卡|gpu)~(?=[一每]小时)", "每卡", "一张卡一小时 12 元"),
    Paraphrase(
        r"(?:yearly|annual(?:ly)?) (?=(?:api )?(?:cost|bill|spend|price|expense))",
        "for 1 year, ",
        "our yearly API bill",
    ),
    Paraphrase(r"(?:加在?|放在?|算在?)?一块儿", "一共", "加一块儿多少钱"),
    Paraphrase(
        r"{money}(?P<rest>[^?]{0,40}?)what (?:is|does) (?:that|it|this)(?: come to)? (?:per"
        r"|a|every) "
        r"(?P<period>year|month|week)(?:~\([^()]*\))?",
        "{money}{rest}what is the API bill for 1 {period}",
        "300M tokens a day at $0.9 per million tokens, what is that per year (365 days)?",
    ),
    Paraphrase(
        r"(?<![每一])卡时~(?:价|单价|价格)?~(?:是|为|按|算)?~{money}(?!~/)",
        "{money}/卡时",
        "MFU 42%,卡时 2.3 美元",
    ),
    Paraphrase(
        r"每~(?:度电?|千瓦时)~{number}~(?P<kg>kg|公斤|千克|克|g)~(?:co2e?|二氧化碳)?",
        "{number} {kg}CO2/kWh",
        "电网每度 0.55 kg CO2",
    ),
    Paraphrase(
        r"(?P<tokens>tokens.{0,24}?){money}~/~(?-i:M)(?![A-Za-z])",
        "{tokens}{money} per million tokens",
        "800M tokens daily @ $0.55/M",
    ),
    Paraphrase(
        r"{money} per million tokens~,? total for (?P<period>(?:a |the |one )?(?:[0-9]+[- ]day )?"
        r"(?:month|year|week))",
        "{money} per million tokens, API bill for {period}",
        "800M tokens daily at $0.55 per million tokens, total for a 30-day month",
    ),
    Paraphrase(
        r"每~(?:度电?|千瓦时)~(?:排放?|产生)~{number}~(?P<kg>kg|公斤|千克|克|g)~(?:co2e?"
        r"|二氧化碳)?",
        "{number} {kg}CO2/kWh",
        "每度排 0.58 kg CO2",
    ),
    Paraphrase(
        r"{money}~(?:per|an?|/)~(?P<node>node|box|server|machine)(?:[- ]| per |~/~|~an? )"
        r"(?:hour|h)(?![a-z])",
        "{money}/hour per {node}",
        "16 nodes of 8 H100 at $18 per node-hour",
    ),
    Paraphrase(
        r"what (?:do|does|would|will) (?:1~M|a million|one million|1 million) tokens cost",
        "what is the cost per million tokens",
        "what do 1M tokens cost us",
    ),
    Paraphrase(
        "(?P<price>[$¥€][^?]{0,120}?[.,;:] )(?:and )?how much"
        "(?: (?:is|will|would) (?:it|that|this)(?: be| cost| come to)?| (?:does|will"
        "|would) (?:it|that|this) come to"
        "| in total| total| all in)?(?=~[?]|~$)",
        "{price}what is the cost",
        "64 H100s at $2/h, 40% MFU. How much?",
    ),
    Paraphrase(
        "how long(?: will it take| does it take)?,? and (?:for )?how much(?=~[?.!]|~$| to train)",
        "how long and what is the cost",
        "how long and how much?",
    ),
    Paraphrase(
        "(?:an?|each"
        "|one) {cards:int}~[x×]?~(?P<card>(?:nvidia )?[a-z]{1,3}[0-9]{2,4}s?) (?P<node>box"
        "|node|server|machine) "
        "(?:is|costs|runs|goes for|rents for|rents at) {money}~/~(?:hr?"
        "|hour)(?P<rest>[^.?;]{0,24}?)"
        "(?:use|rent|get|take|have|need|want) {nodes:int} of (?:them|those|these)",
        "{nodes} nodes of {cards} {card} at {money}/hour per node",
        "An 8xH100 box is $22/hr and we would use 4 of them.",
    ),
    Paraphrase(
        r"(?:please )?annuali[sz]ed?(?: it| this| that)?(?: over {number} days)?(?=~[.?!]|~$)",
        lambda m: f"what is the bill for {m['number'] + ' days' if m['number'] else '1 year'}",
        "vendor charges $0.18 per million. Please annualise over 365 days.",
    ),
    Paraphrase(
        r"pue (?:is )?(?:already )?(?:inside|included|in|counted|baked in"
        r"|part of)(?: the [0-9.]+| it| that)?(?=~[.;,?]|~$)",
        "PUE 1",
        "PUE is already inside the 2.4.",
    ),
    Paraphrase(
        r"what (?:will|would|does|did) the (?:electricity|power) (?:come to|amount to|run to"
        r"|run us|set us back)",
        "what is the electricity cost",
        "What will the electricity come to for a 2.4 MW hall?",
    ),
    Paraphrase(
        r"(?:what|how much) (?:should|do|would) (?:i|we) (?:pencil in|budget|plan|set aside"
        r"|put down) for (?=an? |the |[0-9])",
        "what does it cost for ",
        "what should I pencil in for 30B on 3T?",
    ),
    Paraphrase(
        r"(?P<what>electricity) consumption,? and its cost at (?P<price>[^?]{4,24}?) per kwh",
        "energy, and the {what} cost at {price} per kWh",
        "the electricity consumption, and its cost at 0.11 dollars per kWh?",
    ),
    Paraphrase(
        "每~(?:million|M|百万)~个?~tokens?~的?~成本",
        "每百万 token 成本",
        "跑满的话每 million tokens 成本多少",
    ),
)
