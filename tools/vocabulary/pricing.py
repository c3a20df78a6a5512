"""Price of serving: traffic, machines, bills. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..engine.quantity import FRACTION, WHOLE_UP, Default
from ..engine.text import Text
from .records import quantity

traffic = quantity(
    "traffic",
    "v_q",
    "token/s",
    ("traffic", "流量"),
    ("output tokens per second that a service must deliver", "服务每秒须输出的 token 数"),
    en=(
        "traffic",
        "traffic peaks",
        "peak traffic",
        "demand",
        "peak demand",
        "tokens per day",
        "tokens a day",
        "peak load",
        "load of",
        "to serve",
        "serving load",
        "aggregate demand",
    ),
    zh=(
        "流量峰值",
        "峰值流量",
        "高峰",
        "流量",
        "每天 token",
        "每日 token",
        "峰值负载",
        "峰值",
        "高峰流量",
        "峰值吞吐",
        "负载",
    ),
    latex="v_{q}",
    ask=21,
)
replicas = quantity(
    "replicas",
    "n_r",
    "1",
    ("copies of the model", "模型副本数"),
    ("copies that together serve the traffic", "共同承担流量的模型副本数"),
    en=(
        "replicas",
        "model replicas",
        "instances",
        "model copies",
    ),
    zh=(
        "副本",
        "副本数",
        "实例数",
    ),
    domain=WHOLE_UP,
    shown_as="count",
    latex="n_{r}",
)
fleet_accelerators = quantity(
    "fleet_accelerators",
    "n_f",
    "accelerator",
    ("accelerators for the traffic", "承担流量的加速卡数"),
    ("accelerators of all copies that serve the traffic", "承担流量的全部副本的加速卡数"),
    en=(
        "fleet",
        "gpus to serve",
        "gpus for the traffic",
        "serving fleet",
    ),
    zh=(
        "服务集群",
        "推理集群",
        "承载流量的卡",
    ),
    domain=WHOLE_UP,
    latex="n_{f}",
)
hourly_price = quantity(
    "hourly_price",
    "p_h",
    "USD/s",
    ("price of the machines per hour", "机器每小时价格"),
    ("rent of all accelerators of one copy for one hour", "一份模型全部加速卡每小时的租金"),
    en=(
        "node price",
        "price of the node",
        "cluster price",
    ),
    zh=(
        "整机每小时",
        "节点价格",
        "集群每小时",
    ),
    latex="p_{h}",
)
serving_load = quantity(
    "serving_load",
    "u_s",
    "1",
    ("share of the time at full speed", "满速运行的时间占比"),
    ("tokens served over tokens that could be served", "实际服务的 token 与可服务的 token 之比"),
    en=("serving utilization", "load factor", "average load", "busy share",),
    zh=("服务利用率", "平均负载", "负载率",),
    domain=FRACTION,
    default=Default(
        Fraction(1), Text("always busy", "始终满载"), "definition",
        low=Fraction("0.3"),
    ),
    shown_as="percent",
    latex="u_{s}",
)  # fmt: skip
cost_per_token = quantity(
    "cost_per_token",
    "p_o",
    "USD/token",
    ("cost per output token", "每输出 token 成本"),
    ("rent of the machines over the tokens that they generate", "机器租金除以其生成的 token 数"),
    en=(
        "cost per token",
        "cost per million tokens",
        "cost per 1m tokens",
        "cost per million",
        "price per million tokens",
        "per million tokens",
        "a million tokens",
        "1m tokens",
        "cost per million output tokens",
        "per million output tokens",
        "dollars per million tokens",
        "$/m tokens",
        "cost of a million tokens",
        "cost per mtok",
        "$/mtok",
        "usd per million tokens",
        "per million generated tokens",
        "per mtok",
        "$ per million",
        "million output tokens",
        "million generated tokens",
    ),
    zh=(
        "每百万 token 成本",
        "每 token 成本",
        "百万 token 成本",
        "百万 token 多少钱",
        "一百万 token 成本",
        "每百万 token",
        "百万 token 的成本",
        "每百万输出 token",
        "百万输出 token 成本",
        "每百万 token 的成本",
    ),
    latex="p_{o}",
)
cost_per_input_token = quantity(
    "cost_per_input_token",
    "p_i",
    "USD/token",
    ("cost per input token", "每输入 token 成本"),
    (
        "rent of the machines over the prompt tokens that they read",
        "机器租金除以其读入的提示 token 数",
    ),
    en=(
        "cost per input token",
        "cost per million input tokens",
    ),
    zh=("每百万输入 token 成本",),
    latex="p_{i}",
)
token_price = quantity(
    "token_price",
    "p_a",
    "USD/token",
    ("API price per token", "API 每 token 价格"),
    ("what a provider asks for a token", "服务商对一个 token 的报价"),
    en=(
        "api price",
        "price per token",
        "token price",
        "per 1m tokens",
        "a million tokens",
    ),
    zh=(
        "API 价格",
        "token 单价",
        "每百万 token 价格",
        "每百万",
    ),
    latex="p_{a}",
    ask=20,
)
service_time = quantity(
    "service_time",
    "t_s",
    "s",
    ("billing period", "计费周期"),
    ("time over which a service is paid for", "服务计费的时间"),
    en=(
        "service period",
        "billing time",
    ),
    zh=(
        "计费时间",
        "服务时长",
    ),
    default=Default(
        Fraction(30 * 86400), Text("a month of 30 days", "一个月按 30 天"), "convention"
    ),
    latex="t_{s}",
)
token_bill = quantity(
    "token_bill",
    "M_a",
    "USD",
    ("API bill", "API 账单"),
    ("price of all tokens of the period", "计费周期内全部 token 的价格"),
    en=(
        "monthly bill",
        "api bill",
        "api cost",
        "token bill",
        "bill for tokens",
        "bill",
        "monthly cost",
        "monthly api cost",
        "cost per month",
        "cost a month",
        "bill for the month",
        "per month",
    ),
    zh=(
        "API 费用",
        "月账单",
        "token 费用",
        "一个月多少钱",
        "账单",
        "每月账单",
        "一个月费用",
        "月费用",
        "每月费用",
        "总价",
        "总费用",
        "总花费",
    ),
    latex="M_{a}",
)
serving_cost = quantity(
    "serving_cost",
    "M_s",
    "USD",
    ("serving cost", "推理服务成本"),
    ("rent of one copy's machines over the period", "一份模型的机器在计费周期内的租金"),
    en=(
        "cost of serving",
        "monthly serving cost",
        "hosting cost",
        "cost",
    ),
    zh=(
        "服务成本",
        "部署成本",
        "推理成本",
        "成本",
        "费用",
    ),
    latex="M_{s}",
)
price_ratio = quantity(
    "price_ratio",
    "ρ_p",
    "1",
    ("own cost over API price", "自建成本与 API 价格之比"),
    ("below 1 it is cheaper to serve oneself", "小于 1 时自建更便宜"),
    en=(
        "own cost against the api",
        "self-hosting ratio",
    ),
    zh=("自建与 API 之比",),
    shown_as="ratio",
    latex=r"\rho_{p}",
)
energy_per_token = quantity(
    "energy_per_token",
    "e_t",
    "J/token",
    ("energy per output token", "每输出 token 能耗"),
    ("electric energy of the machines over the tokens that they generate",
     "机器的电能除以其生成的 token 数"),
    en=("joules per token", "energy per token", "j/token",),
    zh=("每 token 能耗", "单 token 能耗",),
    latex="e_{t}",
)  # fmt: skip
