"""The words of the offline model, in both languages."""

from __future__ import annotations

from ...tools.engine.text import Text

EXAMPLES = Text(
    '"How many H100s train a 7B on 2T tokens in 30 days?", "What does training a 70B on 1.4T '
    'tokens cost at $2 per H100-hour?", "If the parameters double, how many times the compute?", '
    '"Why 6ND?"',
    "「7B 模型、2T token、30 天训完要多少张 H100?」「70B 训 1.4T token,每卡时 2 美元,要多少钱?」"
    "「参数翻倍,算力要多少倍?」「为什么是 6ND?」",
)
OUTSIDE = Text(
    "Sorry, I can't answer that: it is outside what I do. I can only calculate the size, memory, "
    "compute, time, money and energy of large language models, for example: " + EXAMPLES.en,
    "抱歉,这个问题超出了我的范围,我不能回答。我只能计算大语言模型的规模、显存、算力、时间、费用和能耗,例如:"
    + EXAMPLES.zh,
)
UNPUBLISHED = Text(
    "I can't answer that: the figure is not published, and I do not guess. State it yourself and "
    "I can calculate with it, for example: " + EXAMPLES.en,
    "抱歉,无法回答:这个数字没有公开,我不猜测。您给出数值,我就能计算,例如:" + EXAMPLES.zh,
)
NOT_UNDERSTOOD = Text(
    "I can't tell what is asked, and I do not guess. Try for example: " + EXAMPLES.en,
    "抱歉,我没法确定您问的是什么,也不猜测。可以这样问:" + EXAMPLES.zh,
)
UNPLACED = Text(
    "I cannot tell what {} stands for in this question, and I do not guess. Name it (for example "
    '"MFU 40%", "hidden size 5120") and ask again.',
    "我无法确定问题里的 {} 指的是什么,也不猜测。请写明它的含义"
    "(例如「MFU 40%」「隐藏层维度 5120」)再问一次。",
)
OTHER_MONEY = Text(
    "Money is counted in US dollars, and no exchange rate is assumed: put {} in dollars and ask "
    "again.",
    "金额按美元计算,不假定汇率:请把 {} 换成美元再问一次。",
)
UNUSED = Text(
    "I cannot tell what {} has to do with what is asked, and I do not guess. Say what you want to "
    "know of it, or leave it out.",
    "我无法确定{}与所问的内容有什么关系,也不猜测。请说明您想知道什么,或者去掉它。",
)
NO_FUNCTION = Text(
    "I cannot calculate that with {}. I can only answer questions such as: " + EXAMPLES.en,
    "我不能用{}计算这个问题。我只能回答这样的问题:" + EXAMPLES.zh,
)
EMPTY = Text("Ask a question, for example: " + EXAMPLES.en, "请提一个问题,例如:" + EXAMPLES.zh)
TOO_LONG = Text(
    "The question is too long: at most {} characters are read.", "问题太长:最多读取 {} 个字符。"
)
USUALLY = Text("Mostly told for it: {}.", "通常要给出其中几项:{}。")
AS_WRITTEN = Text(" (in “{}”)", "(「{}」)")
IMPOSSIBLE = Text(
    "{} is invalid: it must be positive (greater than 0).", "{} 无效:它必须大于 0(正数)。"
)
YES, NO = Text("Yes", "是"), Text("No", "否")
CARRIED = Text("Carried over", "沿用前文")
SAVED = Text("{} saved", "{}节省")
NOTE = Text("Note", "注意")
MANNERS = {
    "value": Text("{}", "{}"),
    "multiple": Text("{}, multiple", "{}倍数"),
    "change": Text("{}, change", "{}变化"),
    "difference": Text("{}, difference", "{}之差"),
    "reduction": Text("{}: times less", "{}缩小倍数"),
    "speedup": Text("speed-up: {} before over after", "加速比:前后{}之比"),
}
