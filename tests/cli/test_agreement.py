import json
import zipfile

import pytest

from docgen.shipped import SAMPLES

LED = SAMPLES / "xiamen-2008" / "led.yaml"


@pytest.fixture
def other(tmp_path):
    """The sample with one choice changed."""
    path = tmp_path / "other.yaml"
    path.write_text(LED.read_text("utf-8").replace("risk: by_input ", "risk: shared_equally "), "utf-8")
    return path


def test_every_choice_is_explained_for_people_and_for_tools(run):
    told = run("agreement", "explain", str(LED))
    assert told.exit_code == 0
    assert "新知识产权的归属（mechanisms.ip.ownership）" in told.output
    assert "选择：项目参加各方共有" in told.output
    choices = json.loads(run("agreement", "explain", str(LED), "--format", "json", "--lang", "en").output)
    assert choices["on"] == "2008-11-20"
    assert {"at": "mechanisms.ip.risk", "taken": "by_input"}.items() <= next(
        choice for choice in choices["choices"] if choice["at"] == "mechanisms.ip.risk"
    ).items()
    assert {reminder["member"] for reminder in choices["reminders"]} >= {"福建示范大学"}


def test_the_difference_of_two_files_is_told_article_by_article(run, other):
    told = run("agreement", "diff", str(LED), str(other))
    assert told.exit_code == 0
    assert "修改　第四十五条　研究开发的风险" in told.output
    assert "+ " in told.output
    (change,) = json.loads(run("agreement", "diff", str(LED), str(other), "--format", "json").output)
    assert change["change"] == "changed"


def test_two_agreements_that_say_the_same_are_said_to(run):
    assert run("agreement", "diff", str(LED), str(LED)).output == "两份协议没有不同\n"


def test_a_file_that_cannot_be_read_is_told_with_its_place(run, tmp_path):
    path = tmp_path / "torn.yaml"
    path.write_text("alliance: {name: x\n", "utf-8")
    told = run("agreement", "explain", str(path))
    assert told.exit_code == 3
    assert "torn.yaml:1" in told.stderr


@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [("2009-03-01", "contract-law", "civil-code"), ("2026-04-01", "arbitration-law-27", "arbitration-law-1994-16")],
)
def test_law_is_listed_as_it_is_in_force_on_a_day(run, day, there, gone):
    listed = json.loads(run("law", "list", "--on", day, "--format", "json").output)
    ids = {entry["id"] for entry in listed}
    assert there in ids
    assert gone not in ids
    assert all(entry["since"] <= day and (entry["until"] is None or day < entry["until"]) for entry in listed)
    told = run("law", "list", "--on", day).output
    assert f"[{there}]" in told
    assert f"[{gone}]" not in told


def test_law_is_listed_for_one_programme_of_several(run, tmp_path):
    (tmp_path / "other-city").mkdir()
    (tmp_path / "other-city" / "programme.yaml").write_text("id: other-city\n", "utf-8")
    options = ("law", "list", "--on", "2009-03-01", "--templates", str(tmp_path))
    told = run(*options)
    assert told.exit_code == 3
    assert "other-city、xiamen-2008" in told.stderr
    assert run(*options, "--programme", "xiamen-2008").exit_code == 0


def test_a_redline_names_its_author_and_day_and_is_written(run, other, tmp_path):
    refused = run("agreement", "diff", LED, other, "--redline", tmp_path / "a.docx")
    assert refused.exit_code == 2
    told = run(
        *("agreement", "diff", LED, other, "--redline", tmp_path / "a.docx", "--author", "王律师", "--on", "2008-11-25")
    )
    assert told.exit_code == 0
    xml = zipfile.ZipFile(tmp_path / "a.docx").read("word/document.xml").decode()
    assert 'w:author="王律师" w:date="2008-11-25T00:00:00Z"' in xml
    back = run("agreement", "diff", LED, tmp_path / "a.docx").output
    assert "[risk]" in back
