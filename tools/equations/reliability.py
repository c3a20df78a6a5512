"""Failures, checkpoints and lost time. Nothing here computes."""

from __future__ import annotations

import sympy

from ..engine.equation import Equation, unit
from ..vocabulary.reliability import (
    accelerator_mtbf,
    checkpoint_interval,
    cluster_mtbf,
    elapsed_time,
    failure_share,
    goodput,
    interruptions,
    optimal_interval,
    restart_time,
    root_of_mtbf,
    save_share,
)
from ..vocabulary.storage import save_time
from ..vocabulary.training import accelerators, training_time

_accelerator = unit("accelerator")
_DALY = "Daly 2006, Future Generation Computer Systems 22(3), 303-312"
_half = sympy.Rational(1, 2)

EQUATIONS = (
    Equation(
        cluster_mtbf,
        _accelerator * accelerator_mtbf / accelerators,
        because=(
            "one failure stops the run, and the rates of independent failures add",
            "一处故障即中断训练,独立故障的发生率相加",
        ),
        assumes=("failures are independent", "故障相互独立"),
        source="derived",
    ),
    Equation(
        interruptions,
        training_time / cluster_mtbf,
        because=("time over the mean time between failures", "时间除以平均无故障时间"),
        source="definition",
    ),
    Equation(
        optimal_interval,
        (2 * save_time * cluster_mtbf) ** _half,
        because=(
            "longer loses more work at a failure, shorter saves more often",
            "间隔长则故障损失多,间隔短则保存次数多",
        ),
        assumes=("saves much shorter than the MTBF", "保存时间远小于 MTBF"),
        source="Young 1974, CACM 17(9), 530-531",
        when={"interval_rule": "young"},
    ),
    Equation(
        root_of_mtbf,
        (2 * cluster_mtbf / save_time) ** _half,
        because=("Young's interval in save times", "以保存时间为单位的 Young 间隔"),
        source="definition",
        when={"interval_rule": "daly"},
    ),
    Equation(
        optimal_interval,
        save_time * (root_of_mtbf - sympy.Rational(2, 3) + 1 / (9 * root_of_mtbf)),
        because=(
            "√(2δθ)·(1 + √(δ/2θ)/3 + (δ/2θ)/9) − δ, written with z = √(2θ/δ)",
            "√(2δθ)·(1 + √(δ/2θ)/3 + (δ/2θ)/9) − δ,以 z = √(2θ/δ) 表示",
        ),
        assumes=("a save time below twice the MTBF", "保存时间小于两倍 MTBF"),
        source=_DALY,
        when={"interval_rule": "daly"},
    ),
    Equation(
        checkpoint_interval,
        optimal_interval,
        because=("checkpoints at the best interval", "按最佳间隔存检查点"),
        source="definition",
        when={"interval": "best"},
    ),
    Equation(
        save_share,
        save_time / checkpoint_interval,
        because=("one save an interval", "每个间隔保存一次"),
        source="derived from Young 1974, CACM 17(9)",
    ),
    Equation(
        failure_share,
        (checkpoint_interval / 2 + restart_time) / cluster_mtbf,
        because=(
            "a failure loses half an interval of work on average, and a restart",
            "一次故障平均损失半个间隔的工作与一次重启",
        ),
        source="derived from Young 1974, CACM 17(9)",
    ),
    Equation(
        goodput,
        1 - save_share - failure_share,
        because=("what saves and failures leave", "除去保存与故障损失后的部分"),
        assumes=("first order: short saves, rare failures", "一阶近似:保存短、故障少"),
        source="derived from Young 1974, CACM 17(9)",
    ),
    Equation(
        elapsed_time,
        training_time / goodput,
        because=("only the useful share of the time trains", "只有有效时间推进训练"),
        source="definition",
    ),
)
