"""Turns of speech that are of no one subject."""

from __future__ import annotations

import re

from ....tools.engine.number_words import read_english
from ..numbers import number_text
from .paraphrase import Paraphrase


def _in_digits(match: re.Match[str]) -> str:
    read = read_english(match["count"], 0)
    return f"{number_text(read[0])} " if read else match[0]


WORDING = (
    Paraphrase(
        r"(?P<card>[ahbv][0-9]{2,3})[ -](?:80|40|96|141|16|32)(?:g|gb)?s",
        "{card}s",
        "eight A100-80s",
    ),
    Paraphrase(
        r"by a factor (?:of )?(?P<times>[0-9.]+[0-9])", "by {times}x", "cut by a factor of 4.5"
    ),
    Paraphrase(
        r"(?<=[a-z] )by (?P<times>[0-9]\.[0-9]{1,2})(?=[.,;]|\s*$)", "by {times}x", "cut it by 1.5"
    ),
    Paraphrase(
        r"(?:can|could|would|will) (?:you|u|someone|anybody|anyone) (?:please |pls |kindly )?"
        r"(?=(?:tell|give|calculate|compute|work out|estimate|help|figure|say|check)(?![a-z]))",
        "",
        "can you tell me how many",
    ),
    Paraphrase(r"w/(?=\s)", "with", "7B w/ GQA"),
    Paraphrase("w/o", "without", "7B w/o GQA"),
    Paraphrase(r"(?:min(?:imum)? )?#(?: ?of)?(?= ?[a-z])", "number of", "# of GPUs"),
    Paraphrase(
        r"(?<!and a )(?<!and )half[- ](?:a )?(?=(?:billion|trillion|million)(?![a-z]))",
        "0.5 ",
        "half a trillion tokens",
    ),
    Paraphrase(
        r"(?P<count>two|three|four|five|six|eight|ten|twelve|sixteen) (?=(?:[0-9]{1,3} ?gi?b )?"
        r"(?:[a-z]{1,3}[0-9]{2,4}[a-z]{0,3} ?)?(?:cards|gpus|accelerators|nodes|machines)"
        r"|[abhv][0-9]{2,3}s)",
        _in_digits,
        "two 32 GB cards",
    ),
    Paraphrase(
        r"leav(?:e|es|ing) (?:the |its |our )?(?P<what>[a-z]+) (?:alone|as (?:it|they) (?:is|are))",
        "{what} unchanged",
        "leaving the data alone",
    ),
    Paraphrase("两个数", "两者", "两个数各是多少"),
    Paraphrase(r"throw(?:s|ing)? away (?=[0-9])", "cut by ", "throwing away 30% of the layers"),
    Paraphrase(
        r"(?P<count>two|three|four|five|six|eight|ten|twelve|sixteen) (?=of (?:those|these"
        r"|them|such))",
        _in_digits,
        "two of those cards",
    ),
    Paraphrase(
        r"[千万]卡(?=[^()（）,，。;]{0,16}[(（]~[0-9,]+~(?:张|块|卡|gpu))",
        "",
        "千卡 H100 集群(1024 张)",
    ),
    Paraphrase(
        r"(?:last|this|next) (?:year|quarter|month|week|spring|summer|autumn|fall|winter)['’]s",
        "our",
        "last year's 13B run",
    ),
    Paraphrase(
        r"(?:[a-z]+ )?(?:is|are) due in {number} (?:days?|weeks?|hours?"
        r"|months?)[^.?!;]*[.!;](?=.*how long)",
        "",
        "the rebuttal is due in 10 days lol. how long does it take?",
    ),
    Paraphrase(
        r"(?P<letter>(?-i:[a-zA-Z])) (?:were|was|is set to|is taken as|equals|equal to) {number}",
        "{letter} = {number}",
        "if k were 0.04",
    ),
    Paraphrase("(?P<the>the |our |a )?model card", "{the}page", "for the model card: 16B on 3T"),
    Paraphrase("(?<=[a-z0-9]) (?:pls|plz|thx|thanks|lol|haha|tbh|btw)", "", "7B on 2T flops pls"),
    Paraphrase(
        "(?:it|the (?:question|sheet|problem|exercise|text)|they|he|she) (?:does not"
        "|doesn['’]t|did not|didn['’]t) "
        "(?:say|state|give|tell|mention) (?:what|which|the|an?"
        "|any) [a-z ]{1,20}?(?:to use)?(?=[,.;]| so | and )"
        "(?:[,;]? ?(?:so|and) [^.;?]*?default[a-z ]*)?",
        "",
        "It doesn't say what MFU to use so take your default.",
    ),
    Paraphrase(
        "does (?:it|that|this) (?:really |actually |indeed )?(?:come(?: out)?|end up|land"
        "|work out) (?:at|to|as) (?=about|around|~|[0-9])",
        "is it ",
        "does it really come out at about 355M?",
    ),
    Paraphrase(
        "(?:at|with) that (?:width|depth|size|batch|context|length|rank)",
        "",
        "and 30 layers at that width?",
    ),
)
