"""The sample round goes from nothing to the signed-off result with the very commands of docs/review.md."""

import re
from pathlib import Path

import pypdf
import pytest

from docgen import rounds
from docgen.shipped import SAMPLES
from tests.conftest import ROUND
from tests.scores.conftest import enter, fill

PAGE = Path(__file__).parents[2] / "docs/review.md"
COMMANDS = [
    line for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL) for line in block.splitlines()
]
OF_MARKS = ("组成要素齐备", "技术方向与目标", "任务与分工", "科研投入", "合作机制与协议", "管理机构")


@pytest.fixture
def week(unmarked, whole, monkeypatch):
    """The sample round with its first alliance only, as it is on Monday, in the working folder."""
    text = unmarked.read_text("utf-8")
    text = re.sub(r"  - file: machinery.*?(?=\nexperts:)", "", text, flags=re.DOTALL)
    text = re.sub(r"  - \{expert: e\d, alliance: (machinery|software).*\n", "", text)
    unmarked.write_text(text, "utf-8")
    monkeypatch.chdir(unmarked.parent)
    return unmarked


@pytest.fixture
def whole():
    """What the round file of the sample says in the end."""
    return SAMPLES / "xiamen-2008" / ROUND


def section(whole, name):
    """A section of the sample, with what is said of its first alliance."""
    (found,) = re.findall(rf"^{name}:.*?(?=^\w|\Z)", whole.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return without(r"\{?(expert: \w+, )?alliance: (machinery|software)", found)


def without(items, text):
    """Leave out the items of a list that begin so."""
    return re.sub(rf"^  - {items}.*?(?=^  - |^$|\Z)", "", text, flags=re.DOTALL | re.MULTILINE)


def write(file, *sections):
    file.write_text(file.read_text("utf-8").rstrip() + "\n\n" + "\n".join(sections), "utf-8")


def mark(whole, week):
    """Friday: two experts are written into the round file, two into the spreadsheet, two send their PDF."""
    scores = {each.expert: each for each in rounds.check(whole).cleared()[0].scores if each.alliance == "led"}
    written = section(whole, "scores")
    items = re.findall(r"^  - \{expert: (\w+).*?(?=^  - |\Z)", written, re.DOTALL | re.MULTILINE)
    assert items == list(scores) == ["e1", "e3", "e4", "e5", "e6", "e7"]
    write(week, without(r"\{expert: e[4567]", written))
    conclusions = {"recommend": "建议会审", "revise": "修改后会审"}
    for expert, name in (("e4", "邵样例"), ("e5", "沈样例")):
        score = scores[expert]
        values = dict(zip(OF_MARKS, map(int, score.marks.values()), strict=True))
        values |= {"评估结论": conclusions[score.conclusion], "优点": score.strengths, "不足": score.weaknesses}
        values["须修改内容"] = "\n".join(score.must_change)
        enter(Path("scores.xlsx"), Path("scores.xlsx"), (name, "半导体", values))
    for expert in ("e6", "e7"):
        score, form = scores[expert], Path(f"forms/2008-2-{expert}.pdf")
        texts = {name: getattr(score, name) for name in ("strengths", "weaknesses", "advice") if getattr(score, name)}
        marks = [*score.marks.values()]
        fill(form, form, 1, marks=marks, total=str(sum(marks)), conclusion=score.conclusion, recused="no", **texts)


def pay(week):
    payee = (
        "{expert: e1, grade: senior, id_number: '000000190001010000', bank: 虚构银行, account: '0000000000000000019'}"
    )
    head = "docgen: 1\nround: round.yaml\npaid_on: 2008-12-05\nkeep_until: 2011-12-31\npayees:\n"
    Path("fees.yaml").write_text(f"{head}  - {payee}\n", "utf-8")


def said(name):
    return "".join("".join(page.extract_text() for page in pypdf.PdfReader(f"output/round/{name}.pdf").pages).split())


def test_the_week_of_the_secretary(week, whole, run):
    work = {
        "docgen scores collect round.yaml scores.xlsx forms": [lambda: mark(whole, week)],
        "docgen review round.yaml -o output/round": [lambda: None] * 3,
        "docgen check round.yaml": [
            lambda: None,
            lambda: write(week, *(section(whole, name) for name in ("opinions", "joint_review", "minutes", "notice"))),
        ],
        "docgen fees fees.yaml -o output/fees": [lambda: pay(week)],
    }
    for line in COMMANDS:
        if work.get(line):
            work[line].pop(0)()
        done = run(*line.split()[1:])
        assert done.exit_code == 0, f"{line}\n{done.output}"
    assert not any(work.values()), "every command of the page was given"
    assert "全部评分已经录齐" in run("scores", "collect", week, "scores.xlsx", "forms").output
    assert said("review-summary/led").count("83.75") == 1
    assert "授予成员单位试点单位称号" in said("review-joint/led")
    assert "福建示范大学" in said("review-minutes")
    assert "2008年12月23日至2008年12月29日" in said("review-notice")
    packets = [path for path in Path("output/packets").rglob("*.pdf") if ".docgen" not in path.parts]
    assert len(packets) == 7, "one for each of six experts, and one for the archive"
    assert sorted(path.name for path in Path("output/fees").iterdir()) == ["review-fees.docx", "review-fees.pdf"]
