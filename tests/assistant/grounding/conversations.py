"""Conversations whose answers are reworded: what was asked, what the tools were called with.

`values` are worked out here by hand-written arithmetic where the tool's answer does not hold them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction as F
from typing import Any

H100, A100, H200, MI300X = F("989.4e12"), F("312e12"), F("989.4e12"), F("1307.4e12")
DAY, HOUR = 86_400, 3_600


@dataclass(frozen=True)
class Turn:
    question: str
    calls: tuple[tuple[str, dict[str, Any]], ...] = ()
    said: str = ""


@dataclass(frozen=True)
class Conversation:
    id: str
    lang: str
    kind: str
    turns: tuple[Turn, ...]
    values: dict[str, F] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


def plan(lang: str = "en", **arguments: Any) -> tuple[str, dict[str, Any]]:
    return "training_plan", {**arguments, "language": lang}


def run(n: int, d: int, cards: int, peak: F, mfu: F = F("0.4")) -> dict[str, F]:
    """A run by 6ND: compute, rate, accelerator-seconds, seconds."""
    c = F(6 * n * d)
    rate = peak * mfu
    return {
        "N": F(n), "D": F(d), "n": F(cards), "C": c, "X": peak, "u": mfu, "F": rate,
        "T": c / rate, "t": c / rate / cards, "k": F(d, n),
    }  # fmt: skip


def crew(n: int, d: int, days: int, peak: F, mfu: F = F("0.4")) -> dict[str, F]:
    """How many accelerators a run of so many days takes: exact, and whole."""
    found = run(n, d, 1, peak, mfu)
    exact = found["T"] / (days * DAY)
    whole = -(-exact.numerator // exact.denominator)
    return {**found, "n": F(whole), "exact": exact, "days": F(days), "t": F(days * DAY)}


B, T = 10**9, 10**12

CONVERSATIONS: tuple[Conversation, ...] = (
    # ------------------------------------------------------------------ how long, how much
    Conversation("time-1", "en", "time", (Turn(
        "How long does it take to train a 7B model on 2T tokens with 64 H100s? I was hoping for 30 days.",
        (plan(find=["training_time", "cost"], parameters="7B", tokens="2T", accelerators="64", accelerator="H100"),)),),
        run(7 * B, 2 * T, 64, H100), {"card": "H100", "hope": "30 days"}),
    Conversation("time-2", "en", "time", (Turn(
        "We have 512 A100s. Training time and cost for 13 billion parameters on 1.4 trillion tokens? The boss says two weeks.",
        (plan(find=["training_time", "cost"], parameters="13 billion", tokens="1.4 trillion tokens", accelerators="512", accelerator="A100"),)),),
        run(13 * B, 1400 * B, 512, A100), {"card": "A100", "hope": "two weeks"}),
    Conversation("time-3", "en", "time", (Turn(
        "70B, 15T tokens, 2,048 H100 GPUs: how many days and what does it cost? My estimate was 100 days.",
        (plan(find=["training_time", "cost"], parameters="70B", tokens="15T", accelerators="2,048", accelerator="H100"),)),),
        run(70 * B, 15 * T, 2048, H100), {"card": "H100", "hope": "100 days"}),
    Conversation("time-4", "zh", "time", (Turn(
        "用 64 张 H100 训练 70 亿参数、2 万亿 token 要多久,花多少钱?我希望 30 天内完成。",
        (plan("zh", find=["training_time", "cost"], parameters="70 亿", tokens="2 万亿 token", accelerators="64", accelerator="H100"),)),),
        run(7 * B, 2 * T, 64, H100), {"card": "H100", "hope": "30 天"}),
    Conversation("time-5", "zh", "time", (Turn(
        "130亿参数模型,1.4万亿token,256块A100,训练时间和费用是多少?老板估计三周。",
        (plan("zh", find=["training_time", "cost"], parameters="130亿", tokens="1.4万亿token", accelerators="256", accelerator="A100"),)),),
        run(13 * B, 1400 * B, 256, A100), {"card": "A100", "hope": "三周"}),
    Conversation("time-6", "en", "time", (Turn(
        "How long for a 3B model, 600B tokens, 16 A100s at 45% MFU? I guessed a month.",
        (plan(find=["training_time", "cost"], parameters="3B", tokens="600B tokens", accelerators="16", accelerator="A100", mfu="45%"),)),),
        run(3 * B, 600 * B, 16, A100, F("0.45")), {"card": "A100", "hope": "a month"}),
    # ------------------------------------------------------------------------- how many
    Conversation("count-1", "en", "count", (Turn(
        "How many H100s do I need to train a 7B on 2T tokens in 30 days? I own 64.",
        (plan(find=["accelerators"], parameters="7B", tokens="2T", training_time="30 days", accelerator="H100"),)),),
        crew(7 * B, 2 * T, 30, H100), {"card": "H100", "hope": "64"}),
    Conversation("count-2", "en", "count", (Turn(
        "Number of A100 GPUs for 30B parameters on 600 billion tokens within 60 days? We could rent 100 cards.",
        (plan(find=["accelerators"], parameters="30B", tokens="600 billion tokens", training_time="60 days", accelerator="A100"),)),),
        crew(30 * B, 600 * B, 60, A100), {"card": "A100", "hope": "100 cards"}),
    Conversation("count-3", "zh", "count", (Turn(
        "用 H100 在 90 天内训练 700 亿参数、15 万亿 token,需要多少张卡?我们手上有 1000 张。",
        (plan("zh", find=["accelerators"], parameters="700 亿", tokens="15 万亿 token", training_time="90 天", accelerator="H100"),)),),
        crew(70 * B, 15 * T, 90, H100), {"card": "H100", "hope": "1000 张"}),
    Conversation("count-4", "zh", "count", (Turn(
        "20天训完一个 7B、1T token 的模型要几张 A100?我猜 100 张。",
        (plan("zh", find=["accelerators"], parameters="7B", tokens="1T token", training_time="20天", accelerator="A100"),)),),
        crew(7 * B, 1 * T, 20, A100), {"card": "A100", "hope": "100 张"}),
    # ------------------------------------------------------------------------- compute
    Conversation("compute-1", "en", "compute", (Turn(
        "What is the training compute of GPT-3, 175B parameters on 300B tokens? I recall 1e24 FLOP.",
        (("training_flops", {"find": ["training_compute"], "parameters": "175B", "tokens": "300B tokens", "language": "en"}),)),),
        {"N": F(175 * B), "D": F(300 * B), "C": F(6 * 175 * B * 300 * B)}, {"hope": "1e24 FLOP"}),
    Conversation("compute-2", "en", "compute", (Turn(
        "FLOPs to train 8B on 15T tokens? Somebody told me 5e24 FLOPs.",
        (("training_flops", {"find": ["training_compute"], "parameters": "8B", "tokens": "15T tokens", "language": "en"}),)),),
        {"N": F(8 * B), "D": F(15 * T), "C": F(6 * 8 * B * 15 * T)}, {"hope": "5e24 FLOPs"}),
    Conversation("compute-3", "zh", "compute", (Turn(
        "训练 4050 亿参数、15.6 万亿 token 的计算量是多少?有人说是 1e25 FLOP。",
        (("training_flops", {"find": ["training_compute"], "parameters": "4050 亿", "tokens": "15.6 万亿 token", "language": "zh"}),)),),
        {"N": F(405 * B), "D": F(15_600 * B), "C": F(6 * 405 * B * 15_600 * B)}, {"hope": "1e25 FLOP"}),
    # -------------------------------------------------------------------------- scaling
    Conversation("scaling-1", "en", "scaling", (Turn(
        "What is the compute-optimal model size and data for 1.2e23 FLOP? We had planned 70B parameters.",
        (("scaling_law", {"find": ["parameters", "tokens"], "training_compute": "1.2e23 FLOP", "language": "en"}),)),),
        {"C": F(12 * 10**22), "k": F(20)}, {"hope": "70B parameters"}),
    Conversation("scaling-2", "zh", "scaling", (Turn(
        "6e23 FLOP 的算力预算,最优的参数量和数据量是多少?我们原计划训 1300 亿参数。",
        (("scaling_law", {"find": ["parameters", "tokens"], "training_compute": "6e23 FLOP", "language": "zh"}),)),),
        {"C": F(6 * 10**23), "k": F(20)}, {"hope": "1300 亿参数"}),
    Conversation("data-1", "en", "data", (Turn(
        "How many tokens are compute-optimal for a 34B model? Our corpus has 1T tokens.",
        (("scaling_law", {"find": ["tokens", "training_compute"], "parameters": "34B", "language": "en"}),)),),
        {"N": F(34 * B), "D": F(680 * B), "C": F(6 * 34 * B * 680 * B), "k": F(20)}, {"hope": "1T tokens"}),
    # --------------------------------------------------------------------------- budget
    Conversation("budget-1", "en", "budget", (Turn(
        "With $1,000,000 at $2 per GPU-hour on H100s, how many tokens can I train a 7B on? I hoped for 10T tokens.",
        (plan(find=["tokens", "accelerator_time"], cost="$1,000,000", price_per_accelerator_hour="$2 per GPU-hour", accelerator="H100", parameters="7B"),)),),
        {"N": F(7 * B), "M": F(10**6), "p": F(2), "T": F(500_000 * HOUR), "X": H100, "u": F("0.4"), "F": H100 * F("0.4"),
         "D": F(500_000 * HOUR) * H100 * F("0.4") / (42 * B), "C": F(500_000 * HOUR) * H100 * F("0.4")}, {"card": "H100", "hope": "10T tokens"}),
    Conversation("budget-2", "zh", "budget", (Turn(
        "预算 100 万美元,H100 每卡时 2 美元,训练 7B 模型能用多少 token?我们想用 10 万亿 token。",
        (plan("zh", find=["tokens", "accelerator_time"], cost="100 万美元", price_per_accelerator_hour="每卡时 2 美元", accelerator="H100", parameters="7B"),)),),
        {"N": F(7 * B), "M": F(10**6), "p": F(2), "T": F(500_000 * HOUR), "X": H100, "u": F("0.4"), "F": H100 * F("0.4"),
         "D": F(500_000 * HOUR) * H100 * F("0.4") / (42 * B), "C": F(500_000 * HOUR) * H100 * F("0.4")}, {"card": "H100", "hope": "10 万亿 token"}),
    # ----------------------------------------------------------------------------- size
    Conversation("size-1", "en", "size", (Turn(
        "How many block parameters does a transformer with 96 layers and hidden size 12288 have? I thought 200B parameters.",
        (("model_size", {"find": ["block_parameters"], "layers": "96", "hidden_size": "12288", "language": "en"}),)),),
        {"i": F(96), "h": F(12288), "N": F(12 * 96 * 12288**2)}, {"hope": "200B parameters"}),
    Conversation("size-2", "zh", "size", (Turn(
        "32 层、隐藏维度 4096 的 Transformer,块参数量是多少?我以为是 70 亿参数。",
        (("model_size", {"find": ["block_parameters"], "layers": "32", "hidden_size": "4096", "language": "zh"}),)),),
        {"i": F(32), "h": F(4096), "N": F(12 * 32 * 4096**2)}, {"hope": "70 亿参数"}),
    # -------------------------------------------------------------------------- what if
    Conversation("whatif-1", "en", "whatif", (Turn(
        "If I double the parameters and stay compute-optimal, how much more compute does it take? I'd say 3 times.",
        (("what_if", {"changes": [{"quantity": "parameters", "factor": "2"}], "observe": ["training_compute", "cost"], "language": "en"}),)),),
        {"f": F(2), "x": F(4)}, {"hope": "3 times"}),
    Conversation("whatif-2", "zh", "whatif", (Turn(
        "参数量变成原来的 3 倍,保持算力最优,计算量变为多少倍?我猜是 6 倍。",
        (("what_if", {"changes": [{"quantity": "parameters", "factor": "3"}], "observe": ["training_compute", "cost"], "language": "zh"}),)),),
        {"f": F(3), "x": F(9)}, {"hope": "6 倍"}),
    # -------------------------------------------------------------------------- look up
    Conversation("lookup-1", "en", "lookup", (Turn(
        "What are the peak FLOP/s and the memory of an H100? I remember 1,500 TFLOP/s.",
        (("look_up", {"kind": "accelerator", "name": "H100", "facts": ["peak_flops", "memory_per_accelerator", "memory_bandwidth"], "language": "en"}),)),),
        {"X": H100, "m": F(80 * 10**9), "w": F("3.35e12")}, {"card": "H100", "hope": "1,500 TFLOP/s"}),
    Conversation("lookup-2", "zh", "lookup", (Turn(
        "H100 的峰值算力和显存是多少?我记得是 1500 TFLOP/s。",
        (("look_up", {"kind": "accelerator", "name": "H100", "facts": ["peak_flops", "memory_per_accelerator", "memory_bandwidth"], "language": "zh"}),)),),
        {"X": H100, "m": F(80 * 10**9), "w": F("3.35e12")}, {"card": "H100", "hope": "1500 TFLOP/s"}),
    # ------------------------------------------------------------------------- overhead
    Conversation("overhead-1", "en", "overhead", (Turn(
        "How large is the attention term s/(6h) for sequence length 2048 and hidden size 12288? I expected 10%.",
        (("training_flops", {"find": ["attention_overhead"], "sequence_length": "2048", "hidden_size": "12288", "language": "en"}),)),),
        {"s": F(2048), "h": F(12288), "e": F(2048, 6 * 12288)}, {"hope": "10%"}),
    Conversation("overhead-2", "zh", "overhead", (Turn(
        "序列长度 8192、隐藏维度 4096 时,注意力项 s/(6h) 有多大?我以为只有 5%。",
        (("training_flops", {"find": ["attention_overhead"], "sequence_length": "8192", "hidden_size": "4096", "language": "zh"}),)),),
        {"s": F(8192), "h": F(4096), "e": F(8192, 6 * 4096)}, {"hope": "5%"}),
    # ------------------------------------------------------- two cases in one answer
    Conversation("compare-1", "en", "compare", (Turn(
        "Train 7B on 2T tokens with 64 cards: how many days on H100s, and how many on A100s?",
        (plan(find=["training_time"], parameters="7B", tokens="2T", accelerators="64 cards", accelerator="H100"),
         plan(find=["training_time"], parameters="7B", tokens="2T", accelerators="64 cards", accelerator="A100"))),),
        {**run(7 * B, 2 * T, 64, H100), "t2": run(7 * B, 2 * T, 64, A100)["t"], "X2": A100}, {"card": "H100", "card2": "A100"}),
    Conversation("compare-2", "zh", "compare", (Turn(
        "13B 模型训练 2 万亿 token,128 张 H100 和 128 张 A100 各要多少天?",
        (plan("zh", find=["training_time"], parameters="13B", tokens="2 万亿 token", accelerators="128 张", accelerator="H100"),
         plan("zh", find=["training_time"], parameters="13B", tokens="2 万亿 token", accelerators="128 张", accelerator="A100"))),),
        {**run(13 * B, 2 * T, 128, H100), "t2": run(13 * B, 2 * T, 128, A100)["t"], "X2": A100}, {"card": "H100", "card2": "A100"}),
    Conversation("compare-3", "en", "sizes", (Turn(
        "A 7B on 1T tokens: days with 32 H100s, and with 128 H100s?",
        (plan(find=["training_time"], parameters="7B", tokens="1T", accelerators="32", accelerator="H100"),
         plan(find=["training_time"], parameters="7B", tokens="1T", accelerators="128", accelerator="H100"))),),
        {**run(7 * B, 1 * T, 32, H100), "n2": F(128), "t2": run(7 * B, 1 * T, 128, H100)["t"]}, {"card": "H100"}),
    # ------------------------------------------------------------------ several turns
    Conversation("turns-1", "en", "turns", (
        Turn("How long to train 7B on 2T tokens with 64 H100s?",
             (plan(find=["training_time", "cost"], parameters="7B", tokens="2T", accelerators="64", accelerator="H100"),),
             "It takes 38.38 days."),
        Turn("And with 128?",
             (plan(find=["training_time", "cost"], parameters="7B", tokens="2T", accelerators="128", accelerator="H100"),))),
        {**run(7 * B, 2 * T, 128, H100), "n0": F(64), "t0": run(7 * B, 2 * T, 64, H100)["t"]}, {"card": "H100"}),
    Conversation("turns-2", "zh", "turns", (
        Turn("用 256 张 H100 训练 70B、2T token 要多久?",
             (plan("zh", find=["training_time", "cost"], parameters="70B", tokens="2T token", accelerators="256 张", accelerator="H100"),),
             "需要 95.96 天。"),
        Turn("换成 512 张呢?",
             (plan("zh", find=["training_time", "cost"], parameters="70B", tokens="2T token", accelerators="512 张", accelerator="H100"),))),
        {**run(70 * B, 2 * T, 512, H100), "n0": F(256), "t0": run(70 * B, 2 * T, 256, H100)["t"]}, {"card": "H100"}),
    Conversation("turns-3", "en", "turns", (
        Turn("30B on 600B tokens, 100 A100s: how many days?",
             (plan(find=["training_time", "cost"], parameters="30B", tokens="600B tokens", accelerators="100", accelerator="A100"),),
             "It takes 100.2 days."),
        Turn("What about 400 of them?",
             (plan(find=["training_time", "cost"], parameters="30B", tokens="600B tokens", accelerators="400", accelerator="A100"),))),
        {**run(30 * B, 600 * B, 400, A100), "n0": F(100), "t0": run(30 * B, 600 * B, 100, A100)["t"]}, {"card": "A100"}),
    # ------------------------------------------------- energy, rates, steps, arithmetic
    Conversation("energy-1", "en", "energy", (Turn(
        "What energy does training 7B on 2T tokens on H100s take, and at how many tokens per second with 64 of them? I'd guess 30 MWh.",
        (plan(find=["energy", "training_throughput"], parameters="7B", tokens="2T", accelerators="64", accelerator="H100"),)),),
        {**run(7 * B, 2 * T, 64, H100), "P": F(700), "q": F("1.1")}, {"card": "H100", "hope": "30 MWh"}),
    Conversation("energy-2", "zh", "energy", (Turn(
        "用 64 张 H100 训练 7B 模型、2 万亿 token 耗多少电,每秒处理多少 token?我估计 30 兆瓦时。",
        (plan("zh", find=["energy", "training_throughput"], parameters="7B", tokens="2 万亿 token", accelerators="64 张", accelerator="H100"),)),),
        {**run(7 * B, 2 * T, 64, H100), "P": F(700), "q": F("1.1")}, {"card": "H100", "hope": "30 兆瓦时"}),
    Conversation("mfu-1", "en", "mfu", (Turn(
        "We trained 7B on 2T tokens in 35 days with 64 H100s. What MFU is that? The vendor promised 60%.",
        (plan(find=["mfu", "achieved_flops"], parameters="7B", tokens="2T tokens", training_time="35 days", accelerators="64", accelerator="H100"),)),),
        {"N": F(7 * B), "D": F(2 * T), "n": F(64), "t": F(35 * DAY), "C": F(84 * 10**21), "X": H100, "T": F(64 * 35 * DAY)}, {"card": "H100", "hope": "60%"}),
    Conversation("mfu-2", "zh", "mfu", (Turn(
        "64 张 H100 用 35 天训完 7B、2T token,MFU 是多少?厂商承诺 60%。",
        (plan("zh", find=["mfu", "achieved_flops"], parameters="7B", tokens="2T token", training_time="35 天", accelerators="64 张", accelerator="H100"),)),),
        {"N": F(7 * B), "D": F(2 * T), "n": F(64), "t": F(35 * DAY), "C": F(84 * 10**21), "X": H100, "T": F(64 * 35 * DAY)}, {"card": "H100", "hope": "60%"}),
    Conversation("step-1", "en", "step", (Turn(
        "FLOPs of one training step with 96 layers, hidden size 12288, batch 1536, sequence 2048? I'd have said 5e18 FLOP.",
        (("training_flops", {"find": ["step_compute"], "layers": "96", "hidden_size": "12288", "batch_size": "1536", "sequence_length": "2048", "language": "en"}),)),),
        {"i": F(96), "h": F(12288), "b": F(1536), "s": F(2048), "e": F(2048, 6 * 12288)}, {"hope": "5e18 FLOP"}),
    Conversation("sum-1", "en", "sum", (Turn(
        "What is 80 GiB minus 80 GB?", (("calculate", {"expression": "80 GiB - 80 GB", "language": "en"}),)),),
        {"d": F(80 * 2**30 - 80 * 10**9)}, {}),
    Conversation("versus-1", "en", "versus", (Turn(
        "H100 or A100 for 7B on 2T tokens with 64 cards: which is faster, and what does each cost?",
        (("compare", {"hardware": ["H100", "A100"], "given": ["parameters=7B", "tokens=2T tokens", "accelerators=64 cards"], "find": ["training_time", "cost"], "language": "en"}),)),),
        {**run(7 * B, 2 * T, 64, H100), "t2": run(7 * B, 2 * T, 64, A100)["t"]}, {"card": "H100", "card2": "A100"}),
    Conversation("versus-2", "zh", "versus", (Turn(
        "7B 模型、2 万亿 token、64 张卡,H100 和 A100 哪个更快,各多少钱?",
        (("compare", {"hardware": ["H100", "A100"], "given": ["parameters=7B", "tokens=2 万亿 token", "accelerators=64 张"], "find": ["training_time", "cost"], "language": "zh"}),)),),
        {**run(7 * B, 2 * T, 64, H100), "t2": run(7 * B, 2 * T, 64, A100)["t"]}, {"card": "H100", "card2": "A100"}),
    Conversation("again-1", "en", "again", (
        Turn("How long to train 7B on 2T tokens with 64 H100s?",
             (plan(find=["training_time", "cost"], parameters="7B", tokens="2T", accelerators="64", accelerator="H100"),), "It takes 38.38 days."),
        Turn("Sorry, how long was that again, and why?")),
        run(7 * B, 2 * T, 64, H100), {"card": "H100"}),
    Conversation("unasked-1", "en", "unasked", (Turn("How long does it take to train a 7B model on 2T tokens? A colleague said 45 days."),),
        {"N": F(7 * B), "D": F(2 * T)}, {"hope": "45 days"}),
    Conversation("unasked-2", "zh", "unasked", (Turn("训练 70 亿参数、2 万亿 token 的模型要多久?同事说要 45 天。"),),
        {"N": F(7 * B), "D": F(2 * T)}, {"hope": "45 天"}),
)  # fmt: skip
