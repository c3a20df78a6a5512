"""Changes: by a part, to a part, of what there was; and what a run took, carried to another."""

from __future__ import annotations

import pytest

from .asking import ask, converse

DAY = 86400


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("If I shrink the model to a third, what is left of the compute?", 1 / 9),
        ("How many times the compute if we cut the tokens by a quarter, same model?", 0.75),
        ("参数缩小到三分之一,算力变成原来的几倍?", 1 / 9),
        ("token 减少四分之一,参数不变,算力变成几倍?", 0.75),
        ("参数增加 50%,数据不变,训练算力变成几倍?", 1.5),
        ("prune the model by 20% at 20 tokens per param, how many times the compute?", 0.64),
        ("三倍的数据,同样的模型,算力几倍?", 3),
    ],
)
def test_factors(question: str, value: float) -> None:
    said = ask(question)
    assert said.status == "answered", said.text
    assert said.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("question", "saved"),
    [
        ("模型缩小到原来的 60%,数据同比缩,算力省多少?", 1 - 0.6**2),
        ("If GPU price falls 30%, how much cheaper is the run?", 0.3),
        ("MFU 从 30% 提到 50%,训练时间能缩短百分之几", 0.4),
    ],
)
def test_savings(question: str, saved: float) -> None:
    said = ask(question)
    assert said.status == "answered", said.text
    assert said.value == pytest.approx(saved)


def test_a_run_carried_to_other_hardware() -> None:
    said = ask("If it takes 40 days on 256 GPUs, how long on 640 of the same?")
    assert said.value == pytest.approx(16 * DAY)


def test_back_to_an_earlier_value() -> None:
    first, _, last = converse(
        "Cost of a 34B on 700B tokens, H100 $2 per GPU hour, MFU 45%?",
        "what if we double the tokens?",
        "and back to 700B but at $3?",
    )
    assert last.value == pytest.approx(first.value * 3 / 2)


@pytest.mark.parametrize(
    "question", ["embedding matrix 128k x 8192: parameters?", "4 x 8 x 16 heads, what changes?"]
)
def test_a_product_is_no_change(question: str) -> None:
    assert all(call.function != "what_if" for call in ask(question).calls)


@pytest.mark.parametrize(
    ("question", "multiple"),
    [
        ("With a fixed budget, if the price per GPU hour halves, how many times larger a model can "
         "I train?", 2**0.5),
        ("预算固定,每卡时价格减半,能训练的模型大几倍?", 2**0.5),
        ("With a fixed budget, MFU from 30% to 45%: how many times the parameters?", 1.5**0.5),
        ("预算固定,MFU 从 30% 提高到 45%,参数量变为多少倍?", 1.5**0.5),
    ],
)  # fmt: skip
def test_what_changes_at_a_fixed_budget(question: str, multiple: float) -> None:
    """C = money over price times FLOP/s, and N = √(C/120): by hand."""
    said = ask(question)
    assert said.value == pytest.approx(multiple)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Twice the tokens, a quarter of the params. What happens to training FLOPs?", 2 / 4),
        ("tokens x5 but params x0.4: what happens to training compute?", 5 * 0.4),
        ("模型 7B 换成 42B,卡从 128 加到 512,token 和利用率都没变,训练时间是以前的几倍", 6 / 4),
        ("How much memory do I save loading a 70B in int4 compared with bf16?", 70e9 * (2 - 0.5)),
        ("70B 用 int4 比 bf16 省多少显存", 70e9 * (2 - 0.5)),
        ("swapping A100s for H100s at the same MFU, peak 312 vs 989.4 TFLOPS: speedup?",
         989.4 / 312),
        ("The deadline moved from 30 days to 20. We planned 480 GPUs, so what do we need now?",
         480 * 30 / 20),
        ("模型砍到 60%,token 也按 20:1 跟着减,训练算力省几成?", 1 - 0.6**2),
    ],
)  # fmt: skip
def test_both_ends_of_a_change(question: str, value: float) -> None:
    said = ask(question)
    assert said.value == pytest.approx(value, rel=1e-3), said.text


def test_compute_goes_to_both() -> None:
    said = ask("算力变成 100 倍,N 和 D 各变成几倍?")
    assert [a.value for a in said.answers] == pytest.approx([10, 10])


def test_an_optimum_is_carried_on() -> None:
    said = ask(
        "Our optimum is 1B / 20B tokens. With 64 times the compute and equal scaling, new N and D?"
    )
    assert [a.value for a in said.answers] == pytest.approx([8e9, 160e9])


def test_a_size_comes_down_to_no_loss() -> None:
    assert ask("chinchilla loss, how many tokens bring a 7B down to 1.5?").status != "answered"
