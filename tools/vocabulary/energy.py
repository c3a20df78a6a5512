"""Energy. Nothing here computes."""

from __future__ import annotations

from fractions import Fraction

from ..catalog.formats import find_grid
from ..engine.quantity import AT_LEAST_ONE, Choice, Default, Option
from ..engine.text import Text
from .records import choice, quantity


def _intensity(grid: str) -> Fraction:
    return Fraction(find_grid(grid).facts()["carbon_intensity"].value)


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
        Text("large cloud sites: 1.08 to 1.12", "大型云数据中心:1.08 至 1.12"),
        "Patterson et al. 2021, arXiv:2104.10350, table 4",
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
total_power = quantity(
    "total_power",
    "P_t",
    "W",
    ("power of the whole site", "整体功率"),
    (
        "electric power of all accelerators, cooling included by the PUE",
        "全部加速卡的电功率,由 PUE 计入制冷",
    ),
    en=("total power", "cluster power", "facility power", "site power", "power of the cluster"),
    zh=("总功率", "集群功率", "总功耗", "机房功率"),
    latex="P_{t}",
)
it_power = quantity(
    "it_power",
    "P_i",
    "W",
    ("power of the equipment", "设备功率"),
    ("electric power of the computers, without cooling", "计算设备的电功率,不含制冷"),
    en=("it power", "it load", "equipment power", "server power", "compute load"),
    zh=("IT 功率", "IT 负载", "设备功率", "IT 设备功率", "服务器功率"),
    latex="P_{i}",
)
electricity_price = quantity(
    "electricity_price",
    "p_e",
    "USD/J",
    ("price of electricity", "电价"),
    ("price of one kilowatt-hour", "一度电的价格"),
    en=("electricity price", "power price", "price per kwh", "per kwh", "electricity rate"),
    zh=("每度电", "电费单价", "一度电", "度电价格", "一度"),
    latex="p_{e}",
    ask=19,
)
electricity_cost = quantity(
    "electricity_cost",
    "M_e",
    "USD",
    ("electricity cost", "电费"),
    ("price of the energy", "所用电能的价格"),
    en=(
        "owe for power",
        "pay for power",
        "pay for electricity",
        "power costs",
        "electricity bill",
        "power bill",
        "cost of electricity",
        "energy cost",
        "power cost",
    ),
    zh=("用电成本", "电力成本", "电费多少"),
    latex="M_{e}",
)
carbon_intensity = quantity(
    "carbon_intensity",
    "γ",
    "kgCO2e/J",
    ("carbon intensity", "碳强度"),
    ("greenhouse gases of one kilowatt-hour, as CO2", "一度电的温室气体排放,折合 CO2"),
    en=("grid intensity", "emission factor", "co2 per kwh", "grid carbon intensity"),
    zh=("排放因子", "电网碳强度", "碳排放因子", "度电碳排"),
    default=Default(
        _intensity("World"),
        Text("world average of 2022", "2022 年全球平均"),
        find_grid("World").source,
        low=_intensity("Norway"),
        high=_intensity("India"),
    ),
    entity="grid",
    latex=r"\gamma",
)
carbon = quantity(
    "carbon",
    "G",
    "kgCO2e",
    ("carbon emissions", "碳排放"),
    ("greenhouse gases of the electricity, as CO2", "所用电力的温室气体排放,折合 CO2"),
    en=("co2", "co2e", "carbon", "emissions", "carbon footprint", "emit", "tonnes of co2"),
    zh=("排了多少", "排放多少", "排多少", "排放", "碳足迹", "二氧化碳", "CO2", "排碳", "碳排"),
)

POWER = choice(
    Choice(
        "power",
        Text("power", "功率"),
        {
            "per accelerator": Option(Text("of each accelerator, times PUE", "单卡功率乘以 PUE")),
            "total": Option(Text("of the whole site, as stated", "整体功率,按给定")),
        },
        "per accelerator",
        "definition",
        implied={"total_power": "total", "it_power": "total"},
    )
)
