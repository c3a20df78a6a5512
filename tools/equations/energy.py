"""Electric energy of a training run. Nothing here computes."""

from __future__ import annotations

from ..engine.equation import Equation, unit
from ..vocabulary.energy import energy, power_per_accelerator, pue
from ..vocabulary.training import accelerator_time

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
)
