"""`flopwise plan`: from a sentence to a page and to files, back, changed and compared."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from flopwise.assistant.cli import run
from flopwise.assistant.plan_command import read_plan, read_request
from flopwise.assistant.plan_page import as_csv, as_markdown, sources_of
from flopwise.tools.functions.plan import make_plan
from flopwise.tools.functions.plan_record import Plan

Ran = tuple[int, str, str]
ENGLISH = "I have a $2M budget, train a fully trained model on H100s"
CHINESE = "我有 200 万美元预算，用 H100 训练一个充分训练的模型"


@pytest.fixture
def plan(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the command in this process."""

    def command(*arguments: str) -> Ran:
        code = run(("plan", *arguments))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.mark.parametrize(
    ("sentence", "given"),
    [
        (ENGLISH, {"cost": "$2M", "accelerator": "H100 SXM"}),
        (CHINESE, {"cost": "200 万美元", "accelerator": "H100 SXM"}),
        ("plan a run for $1M on H100s", {"cost": "$1M", "accelerator": "H100 SXM"}),
        (
            "plan a 7B model on 2T tokens with 512 H100s at 45% MFU",
            {"parameters": "7B", "tokens": "2T tokens", "accelerators": "512 GPUs",
             "mfu": "45%", "accelerator": "H100 SXM"},
        ),
        (
            "用 1000 张 H800 训练 30 天能训练多大的模型",
            {"accelerators": "1000 张 GPU", "training_time": "30 天", "accelerator": "H800 SXM"},
        ),
        ("plan Llama 3 8B on H100s", {"model": "Llama 3 8B", "accelerator": "H100 SXM"}),
    ],
)  # fmt: skip
def test_what_a_sentence_gives(sentence: str, given: dict[str, str]) -> None:
    assert read_request(sentence) == given


def test_the_page_stands_on_its_own_in_both_languages(plan: Callable[..., Ran]) -> None:
    made = []
    for sentence, heads in (
        (ENGLISH, ("The run", "Serving the model", "Main risks", "Assumed", "Sources")),
        (CHINESE, ("训练", "推理服务", "主要风险", "假定", "来源")),
    ):
        code, page, error = plan(sentence)
        assert (code, error) == (0, "")
        assert all(head in page.splitlines() for head in heads)
        _, text, _ = plan(sentence, "--json")
        made.append(Plan.model_validate_json(text))
    one, other = made
    assert [s.name for s in one.sections] == [s.name for s in other.sections]
    assert [r.exact for s in one.sections for r in s.rows] == [
        r.exact for s in other.sections for r in s.rows
    ]


@pytest.mark.parametrize("suffix", ["json", "md", "csv"])
@pytest.mark.parametrize("sentence", [ENGLISH, CHINESE])
def test_a_file_reads_back_to_the_same_plan(
    suffix: str, sentence: str, plan: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / f"plan.{suffix}"
    code, _, error = plan(sentence, "-o", str(file))
    assert (code, error) == (0, "")
    _, text, _ = plan(sentence, "--json")
    assert read_plan(file) == Plan.model_validate_json(text)
    assert plan(str(file)) == plan(sentence)


def test_a_file_is_changed_and_compared(plan: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    plan(ENGLISH, "-o", str(file))
    other = tmp_path / "other.json"
    plan(str(file), "--set", "mfu=0.45", "-o", str(other))
    before, after = read_plan(file), read_plan(other)
    assert after == make_plan({**before.inputs, "mfu": "0.45"})
    code, table, _ = plan(str(file), str(other))
    line = next(line for line in table.splitlines() if "training compute" in line)
    assert code == 0 and line.endswith("1.125×")  # 0.45 over 0.40
    _, beside, _ = plan(str(file), "--set", "MFU=0.45", "--compare")
    assert (
        line.split()[-3:]
        == next(found for found in beside.splitlines() if "training compute" in found).split()[-3:]
    )
    _, text, _ = plan(str(file), str(other), "--json")
    assert len(json.loads(text)) == 2


def test_another_language_says_the_same(plan: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    plan(ENGLISH, "-o", str(file))
    code, page, _ = plan(str(file), "--language", "zh")
    assert code == 0 and "训练方案" in page


@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_it_fits_the_terminal(
    width: int, plan: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for sentence in (ENGLISH, CHINESE):
        for further in ((), ("--set", "mfu=0.45", "--compare")):
            _, page, _ = plan(sentence, *further)
            assert max(cell_len(line) for line in page.splitlines()) <= width
            assert all(line == line.rstrip() for line in page.splitlines())


def test_a_long_figure_goes_on_below_itself(
    plan: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, page, _ = plan(ENGLISH)
    lines = page.splitlines()
    [place] = [n for n, line in enumerate(lines) if line.lstrip().startswith("cost per output")]
    assert len(lines[place + 1]) - len(lines[place + 1].lstrip()) == lines[place].index("$")


def test_the_table_has_every_figure() -> None:
    made = make_plan({"cost": "$2M", "accelerator": "H100"})
    table = list(csv.DictReader(io.StringIO(as_csv(made))))
    figures = [row.display for section in made.sections for row in section.rows]
    own = [row["display"] for row in table if row["section"] not in ("input", "assumption")]
    assert own == figures


def test_markdown_has_every_figure_assumption_and_source() -> None:
    made = make_plan({"cost": "$2M", "accelerator": "H100"})
    page = as_markdown(made)
    for section in made.sections:
        assert f"## {section.title}" in page
        if section.name != "laws":
            assert all(row.display in page for row in section.rows)
    assert all(item.display in page for item in made.assumptions)
    sources = sources_of(made)
    assert len(sources) == len(set(sources)) and all(source in page for source in sources)


def test_no_text_of_a_user_ends_the_comment(plan: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    made = make_plan({"cost": "$2M", "accelerator": "H100"})
    odd = made.model_copy(update={"inputs": {**made.inputs, "note": "--> <script>"}})
    file.write_text(as_markdown(odd), encoding="utf-8")
    assert file.read_text(encoding="utf-8").count("-->") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "say what to plan"),
        (("plan a run",), 1, "to plan a run, give money"),
        (("做一个训练方案",), 1, "要制定训练方案,请给出预算"),
        (("plan a run for $1M",), 1, "give the accelerator"),
        ((ENGLISH, "--set", "mfu=140%"), 1, "MFU = 140% is invalid"),
        ((ENGLISH, "--set", "mfo=1"), 2, "unknown name 'mfo'"),
        ((ENGLISH, "--set", "mfu"), 2, "not written name=value"),
        ((ENGLISH, "-o", "plan.txt"), 2, "name a file that ends in .json, .md, .csv"),
        ((ENGLISH, "--set", "mfu=0.45", "--compare", "-o", "plan.md"), 2, "-o writes one plan"),
        (("missing.json",), 2, "missing.json cannot be read"),
        (("missing.json", "other.json"), 2, "missing.json cannot be read"),
    ],
)
def test_what_cannot_be_planned_is_one_line(
    arguments: tuple[str, ...], code: int, said: str, plan: Callable[..., Ran], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    done, out, error = plan(*arguments)
    assert (done, out) == (code, "")
    assert said in error and error.startswith("flopwise: ") and error.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "{}"),
        ("a.json", "no JSON"),
        ("a.json", '{"format": "flopwise plan 2"}'),
        ("a.md", "# A page"),
        ("a.md", '<!-- flopwise plan {"inputs": {"cost": 1}, "language": "en"} -->'),
        ("a.md", "<!-- flopwise plan {} -->"),
        ("a.csv", "a,b\n1,2\n"),
        ("a.csv", ""),
    ],
)
def test_a_file_that_is_no_plan_is_refused(
    name: str, text: str, plan: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    code, out, error = plan(str(file))
    assert (code, out, error.count("\n")) == (2, "", 1)
    assert f"{name} is no plan: write one with" in error


def test_what_is_missing_is_json_too(plan: Callable[..., Ran]) -> None:
    code, out, error = plan("plan a run for $1M", "--json")
    told = json.loads(out)
    assert (code, error, told["status"], told["needs"]) == (1, "", "needs_input", ["accelerator"])
