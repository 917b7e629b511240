"""A programme is proved complete, and one that is not is told so, each thing with its place."""

import shutil
from pathlib import Path

import docx
import pytest

from docgen.cities.proving import stated
from docgen.cities.rehearsing import templates
from docgen.programme import load
from docgen.shipped import TEMPLATES
from tests.cities.conftest import write_city


def found(folder):
    """What is found in what a programme says: code, file, line and message of each."""
    findings = stated(load(folder.name, [folder.parent, TEMPLATES]))
    return [(each.code, each.location.file, each.location.line, each.message.zh) for each in findings]


def line(folder, text):
    lines = (folder / "programme.yaml").read_text("utf-8").splitlines()
    return next(number for number, each in enumerate(lines, start=1) if text in each)


def test_the_second_city_and_with_it_what_it_takes_from_the_first_is_complete(run):
    proved = run("programme", "check", "shili-2021")
    assert proved.exit_code == 0, proved.output
    assert "shili-2021 是完整的" in proved.output
    assert f"{len(templates(load('shili-2021', [TEMPLATES])))} 种" in proved.output


def test_the_first_city_says_nothing_that_is_not_there(xiamen):
    assert stated(xiamen) == []


SPAN = "{since: 2010-03-01, until: 2011-01-01, severity: error}, {since: 2012-01-01, severity: error}"
NEED = "needs: [{path: visits.hold_on, name: 日, english: day}]"
STEP = "english: step, cite: plan, done: visits.held_on"
LED = "role: lead, since: 2010-03-01"
BREAKS = [
    ("city: 样例市", "city: 待填", "CITY-01", "“待填”还没有填写"),
    ("id: yangli-2010", "id: yangli-2011", "CITY-02", "id 是“yangli-2011”，文件夹名是“yangli-2010”"),
    (LED, f"{LED}, until: 2015-01-01", "CITY-05", "2015-01-01 没有牵头部门"),
    ("〕{alliance_serial}-", "〕", "CITY-06", "证书编号中没有 {alliance_serial}"),
    ("  pilot: {", "  pilot: {document: diploma, ", "CITY-06", "没有文书“diploma”"),
    ("life: []", "  ELEM-99: [{since: 2010-03-01, severity: error}]", "CITY-04", "没有规则 ELEM-99"),
    ("life: []", "  ELEM-01: [{since: 2010-03-01, severity: error}]", "CITY-04", "规则 ELEM-01 的数值缺失或者有误"),
    ("life: []", f"  DATE-01: [{SPAN}]", "CITY-04", "规则 DATE-01 从 2011-01-01 到 2012-01-01 没有数值"),
    ("life: []", "support: {rent: {label: 租金, offers: 补贴, cite: plan-9}}", "CITY-07", "law.yaml 中没有依据 plan-9"),
    ("life: []", f"life:\n  - {{id: a, title: 甲, {STEP}, after: [b]}}", "CITY-10", "life 中没有步骤“b”"),
    ("life: []", f"  - {{id: c, title: 丙, {STEP}, papers: [degree]}}", "CITY-10", "没有文书“degree”"),
    ("life: []", f"  - {{id: d, title: 丁, {STEP}, {NEED}}}", "CITY-10", "联盟文件中没有“visits.hold_on”这个位置"),
]  # fmt: skip


@pytest.fixture(scope="module")
def broken(tmp_path_factory, xiamen):
    """What is found in a city that is broken in many places, and its file."""
    added = "".join(f"{new}\n" for old, new, _, _ in BREAKS if old == "life: []")
    changes = [(old, new) for old, new, _, _ in BREAKS if old != "life: []"]
    folder = write_city(tmp_path_factory.mktemp("broken"), xiamen, ("life: []", f"rules:\n{added}"), *changes)
    return folder, found(folder)


@pytest.mark.parametrize(("new", "code", "says"), [each[1:] for each in BREAKS], ids=[each[3] for each in BREAKS])
def test_what_is_missing_or_wrong_is_told_with_its_line(broken, new, code, says):
    folder, told = broken
    assert (code, str(folder / "programme.yaml"), line(folder, new.splitlines()[-1]), says) in told


def test_a_word_that_a_choice_lacks_is_told(city):
    folder = city(
        ("removes: [life,", "removes: [vocabulary/members.kind/institute, vocabulary/experts.interests.kind, life,")
    )
    assert [each[3] for each in found(folder) if each[0] == "CITY-03"] == [
        "模板用到用语 experts.interests.kind，vocabulary 中没有",
        "用语 members.kind 中没有“institute”",
    ]


def test_what_is_taken_from_another_city_and_names_it_is_a_warning(city):
    folder = city(("reception: {office: 甲, ", "#"))
    told = [each for each in found(folder) if each[0] == "CITY-11"]
    assert "沿用的“厦门市科学技术局监察室”写着厦门市" in [each[3] for each in told]
    assert {each[1] for each in told} == {str(TEMPLATES / "xiamen-2008/programme.yaml")}


def test_templates_that_cannot_be_made_and_papers_that_no_sample_calls_for_are_told_by_the_command(run, city):
    folder = city()
    asked = {
        "visit-plan/template.docx": "{{ entry.colour }}",
        "evaluation-sheet/template.docx": "{{ chair.contact.phone }}",
        "status-report/template.docx": "{{ colour }}",
        "packet-slip/template.docx": "{{ attachment.colour }}",
        "packet-round-cover/template.docx": "{{ round.colour }}",
        "pilot-certificates/template-ink.docx": "{{ member.colour }}",
    }
    for name in (*asked, "joint-project/template.docx"):
        shutil.copytree(TEMPLATES / "xiamen-2008" / Path(name).parent, folder / Path(name).parent)
    for name, tag in asked.items():
        template = docx.Document(folder / name)
        template.add_paragraph(tag)
        template.save(folder / name)
    (folder / "diploma").mkdir()
    shutil.copy(folder / "packet-slip/template.docx", folder / "diploma")
    sheet = folder / "joint-project/document.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("special_fund", "rent"), "utf-8")
    proved = run("programme", "check", folder.name, "--templates", folder.parent)
    assert proved.exit_code == 4
    assert f"{folder / 'visit-plan/template.docx'}:1:1: error CITY-08 machinery.yaml，样例：" in proved.output
    assert "entry.colour" in proved.output
    sheet_template = folder / "evaluation-sheet/template.docx"
    assert f"{sheet_template}:1:1: error CITY-08 machinery.yaml，选填的都空着：" in proved.output
    assert "chair.contact.phone" in proved.output
    told = [each for each in proved.output.splitlines() if "error CITY-08" in each]
    assert {each.split(":1:1")[0] for each in told} == {str(folder / name) for name in asked}
    assert f"{folder / 'diploma/template.docx'}:1:1: warning CITY-09 没有命令用模板“diploma”" in proved.output
    assert f"{sheet}:1:1: warning CITY-09 文书“联合申报书封面和成员分工表”没有样例可做" in proved.output
    assert "处问题" in proved.output
