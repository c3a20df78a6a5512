"""Electric energy of a training run, its price and its carbon. Nothing here computes."""

from __future__ import annotations

from ..engine.equation import Equation, unit
from ..vocabulary.energy import (
    carbon,
    carbon_intensity,
    electricity_cost,
    electricity_price,
    energy,
    it_power,
    power_per_accelerator,
    pue,
    total_power,
)
from ..vocabulary.training import accelerator_time, accelerators, training_time

EQUATIONS = (
    Equation(
        energy,
        accelerator_time * power_per_accelerator * pue / unit("accelerator"),
        because=(
            "power times time for every accelerator, times the overhead of the site",
            "每张卡的功率乘时间,再乘以数据中心的额外开销",
        ),
        assumes=(
            "the accelerators draw that power all the time; their TDP is an upper bound",
            "各卡始终以该功率运行;TDP 是上限",
        ),
        source="Patterson et al. 2021, arXiv:2104.10350, §2",
    ),
    Equation(
        total_power,
        accelerators * power_per_accelerator * pue / unit("accelerator"),
        because=(
            "every accelerator, times the overhead of the site",
            "全部卡的功率乘以数据中心开销",
        ),
        source="Patterson et al. 2021, arXiv:2104.10350, §2",
        when={"power": "per accelerator"},
    ),
    Equation(
        total_power,
        it_power * pue,
        because=("the equipment, times the overhead of the site", "设备功率乘以数据中心开销"),
        source="The Green Grid 2007, PUE: total facility power over power of the IT equipment",
        when={"power": "total"},
    ),
    Equation(
        energy,
        total_power * training_time,
        because=("power times time", "功率乘时间"),
        source="definition",
        when={"power": "total"},
    ),
    Equation(
        electricity_cost,
        energy * electricity_price,
        because=("energy times its price", "电能乘以电价"),
        source="definition",
    ),
    Equation(
        carbon,
        energy * carbon_intensity,
        because=("energy times what the grid emits for it", "电能乘以电网的排放"),
        assumes=(
            "location-based: the grid's average, without certificates or own supply",
            "按地点计:电网平均值,不计绿证或自有电源",
        ),
        source="Patterson et al. 2021, arXiv:2104.10350, §2",
    ),
)
