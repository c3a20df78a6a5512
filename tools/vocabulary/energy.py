"""Energy. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..engine.quantity import AT_LEAST_ONE, Default
from ..engine.text import Text
from .records import quantity

power_per_accelerator = quantity(
    "power_per_accelerator",
    "P_a",
    "W",
    ("power per accelerator", "单卡功耗"),
    ("electric power of one accelerator; its TDP is an upper bound", "一张卡的电功率;TDP 是其上限"),
    en=("power", "tdp", "watts", "power draw"),
    zh=("功耗", "功率", "单卡功率", "TDP"),
    ask=12,
    entity="accelerator",
    latex="P_{a}",
)
pue = quantity(
    "pue",
    "PUE",
    "1",
    ("PUE", "PUE"),
    (
        "power usage effectiveness: energy of the site over energy of the machines",
        "电源使用效率:数据中心总能耗与设备能耗之比",
    ),
    en=("power usage effectiveness",),
    zh=("电源使用效率", "能源使用效率"),
    domain=AT_LEAST_ONE,
    default=Default(
        Fraction("1.1"),
        Text("large cloud sites", "大型云数据中心"),
        "1.08 to 1.12 in Patterson et al. 2021, arXiv:2104.10350, table 4",
        low=Fraction("1.05"),
        high=Fraction("1.6"),
    ),
    latex=r"\mathrm{PUE}",
)
energy = quantity(
    "energy",
    "E",
    "J",
    ("energy", "能耗"),
    ("electric energy of the run, cooling included by the PUE", "训练消耗的电能,由 PUE 计入制冷"),
    en=("electricity", "energy use", "kwh", "mwh", "power consumption"),
    zh=("电量", "用电", "用电量", "耗电", "度电", "多少度电", "电能"),
)
