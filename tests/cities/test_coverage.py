"""The plan as a checklist: every demand has its answer, and the page says so."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from docgen.cities import checklist, page, unanswered
from docgen.cities.coverage import FILE
from docgen.cli import main
from docgen.programme import load
from docgen.shipped import TEMPLATES

PAGE = Path(__file__).parent.parent.parent / "docs/coverage.md"
COMMANDS = tuple(main.commands)


def test_the_page_is_that_of_the_checklist(run, xiamen, update_golden):
    if update_golden:
        assert run("programme", "coverage", "xiamen-2008", "-o", PAGE).exit_code == 0
    assert page(xiamen) == PAGE.read_text("utf-8"), "run make golden"
    assert run("programme", "coverage", "xiamen-2008").output == page(xiamen)


@pytest.mark.parametrize("name", ["xiamen-2008", "shili-2021"])
def test_every_demand_of_the_plan_has_an_answer_and_every_article_its_demands(name):
    programme = load(name, [TEMPLATES])
    assert [finding.message.zh for finding in unanswered(programme, COMMANDS)] == []


def test_parts_four_to_seven_are_asked_sentence_by_sentence(xiamen):
    asked = [demand.cite for demand in checklist(xiamen)]
    assert [sum(cite.startswith(f"plan-{part}") for cite in asked) for part in "4567"] == [18, 11, 10, 15]


@dataclass
class Broken:
    """A city whose checklist is changed."""

    folder: Path

    def told(self, old: str, new: str) -> list[tuple[str, int, str]]:
        text = (TEMPLATES / "xiamen-2008" / FILE).read_text("utf-8")
        assert old in text
        (self.folder / FILE).write_text("removes: [demands]\n" + text.replace(old, new), "utf-8")
        programme = load(self.folder.name, [self.folder.parent, TEMPLATES])
        return [(each.code, each.location.line, each.message.zh) for each in unanswered(programme, COMMANDS)]


@pytest.fixture
def broken(city):
    folder = city(("id: yangli-2010", "id: all-2010"), name="all-2010")
    text = (folder / "programme.yaml").read_text("utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("removes_files")]
    (folder / "programme.yaml").write_text("\n".join(kept) + "\n", "utf-8")
    return Broken(folder)


def test_a_demand_without_an_answer_is_told_with_its_line(broken):
    told = broken.told(", papers: [experience-summary, experience-sheet]", "")
    assert [(code, message) for code, _, message in told] == [
        ("COVER-01", "“组织推广示范的成功经验”没有规则、文书、条款或者命令来答")
    ]
    assert told[0][1] > 50


def test_an_answer_that_does_not_exist_is_told(broken):
    assert [each[::2] for each in broken.told("commands: [status, trace, audit]", "commands: [status, pray]")] == [
        ("COVER-02", "没有命令“pray”")
    ]


def test_an_article_that_is_in_no_line_is_told(broken):
    told = broken.told("cite: plan-7-promotion, ", "cite: plan-7-guidance, ")
    assert [each[::2] for each in told] == [("COVER-03", "方案的 plan-7-promotion 没有列入对照")]
