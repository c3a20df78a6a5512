"""`flopwise size` and `flopwise flops`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flopwise.assistant.cli import run


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.json"
    sizes = {"n_embd": 768, "n_layer": 12, "n_head": 12, "vocab_size": 50257, "n_positions": 1024}
    path.write_text(json.dumps({"model_type": "gpt2", **sizes}))
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(arguments) == 0
    return capsys.readouterr().out


def test_size_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(printed(capsys, "size", "mixtral", "8x7b", "--json"))
    assert report["total"] == 46_702_792_704  # The published weights.
    assert sum(report["parts"].values()) == report["total"]
    assert report["active"] < report["total"]


def test_flops_as_data(capsys: pytest.CaptureFixture[str], config: Path) -> None:
    """Counted with torch's FlopCounterMode: full square, logits at every position."""
    report = json.loads(
        printed(capsys, "flops", str(config), "--batch", "1", "--sequence", "512", "--json")
    )
    assert report["forward"] == 136_160_477_184
    assert report["total"] == 408_481_431_552 == sum(report["parts"].values())
    assert report["backward"] == 2 * report["forward"]


def test_tables_name_every_part(capsys: pytest.CaptureFixture[str], config: Path) -> None:
    table = printed(capsys, "size", str(config))
    assert "124,439,808" in table and "h·V" in table
    assert "前向" in printed(capsys, "flops", "llama 3 8b", "--language", "zh")


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_a_table_fits_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    table = printed(capsys, "size", "llama 3 8b")
    assert all(len(line) <= int(width) for line in table.splitlines())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["size", "llama9"], "Llama"),
        (["size", "gpt-4"], "config.json"),
        (["size", "nothing.json"], "nothing.json"),
        (["flops", "gpt-3", "--batch", "0"], "batch"),
        (["flops", "gpt-3", "--sequence", "99999999999999"], "sequence"),
    ],
)
def test_refusals(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert run(arguments) == 2
    told = capsys.readouterr()
    assert told.out == "" and said in told.err and told.err.count("\n") == 1
