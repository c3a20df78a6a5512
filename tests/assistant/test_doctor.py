"""flopwise doctor: what it finds, and what it says to mend."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flopwise.assistant.cli import run

from .openai_server import calls, fails, says, serving

CALL = calls(("calculate", {"expression": "12 * 96 * 12288 ** 2"}))
RESULT = "It is 1.739e11."
KEY = "sk-secret1234567890"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOPWISE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("FLOPWISE_RETRIES", "0")


def test_offline_is_well_and_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "offline, because no key and no server is set" in told
    assert "offline called a tool and worded its result" in told
    assert told.rstrip().endswith("Nothing needs mending.")


def test_a_server_that_answers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(CALL, says(RESULT)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        assert run(["doctor", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    found = {item["about"]: item for item in told["findings"]}
    assert told["well"] is True
    assert found["server"]["text"].endswith("it lists mock")
    assert found["answer"]["text"].startswith("mock called a tool and worded its result")
    assert "22 + 14 tokens" in found["answer"]["text"]
    assert "money is told once FLOPWISE_PRICE is set" in found["price"]["text"]
    assert KEY not in str(told)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (says("I believe it is large."), "answered without calling a tool"),
        (fails(401), "refused the key"),
        (fails(500), "failed"),
        (fails(400, "tools are not supported"), "choose a model that can call tools"),
    ],
)
def test_one_that_does_not_says_what_to_mend(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], script: object, words: str
) -> None:
    with serving(script) as server:  # type: ignore[arg-type]
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        assert run(["doctor", "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    (fault,) = [item for item in told["findings"] if item["state"] == "fault"]
    assert words in fault["text"]
    assert "\n" not in fault["text"]


def test_one_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    assert run(["doctor", "--language", "zh"]) == 2
    told = " ".join(capsys.readouterr().out.split())
    assert "需修复 服务器 无法连接 http://127.0.0.1:9/v1" in told
    assert "作答" not in told, "one fault is told once"


def test_a_model_that_the_server_does_not_list(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(CALL, says(RESULT)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        assert run(["doctor", "--json", "--model", "openai:other"]) == 0
    told = json.loads(capsys.readouterr().out)
    found = {item["about"]: item for item in told["findings"]}
    assert found["server"]["state"] == "note"
    assert "not other; name one of these" in found["server"]["text"]


@pytest.mark.parametrize(
    ("name", "value"), [("FLOPWISE_LANGUAGE", "fr"), ("FLOPWISE_PRICE", "cheap")]
)
def test_a_wrong_setting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    code = run(["doctor", "--language", "en"])
    told = capsys.readouterr()
    assert code == 2
    assert name in told.out + told.err
