"""The fictional second city differs from the first as real cities do, and takes the rest; no Python knows it."""

import io
import re
import zipfile
from datetime import date

import pytest

from docgen import pipeline
from docgen.clauses.lint import lint_library
from docgen.documents import documents, plan
from docgen.documents.plan import filters
from docgen.programme import is_fictional, load
from docgen.render import Template
from docgen.shipped import SAMPLES, TEMPLATES

PROGRAMMES = sorted(path.parent.name for path in TEMPLATES.glob("*/programme.yaml"))
SAMPLE_FILES = sorted(SAMPLES.glob("*/*.yaml"))


@pytest.fixture(scope="module")
def first():
    return load("xiamen-2008", [TEMPLATES])


@pytest.fixture(scope="module")
def second():
    return load("shili-2021", [TEMPLATES])


def made(programme, sample, *kinds, as_of=None):
    """The text of each paper of a sample."""
    alliance, _ = pipeline.check(SAMPLES / programme.id / f"{sample}.yaml").cleared()
    copies = plan(alliance, programme, only=kinds, as_of=as_of)
    moulds = {copy.template: Template(copy.template, filters=filters(programme)) for copy in copies}
    for copy in copies:
        docx = moulds[copy.template].render(copy.context)
        yield zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()


@pytest.mark.parametrize("file", SAMPLE_FILES, ids=lambda file: file.stem)
def test_every_sample_breaks_no_rule_and_every_paper_of_it_is_made(file):
    alliance, programme = pipeline.check(file).cleared()
    assert programme.id == file.parent.name
    copies = plan(alliance, programme, only=[document.kind for document in documents(programme)])
    moulds = {copy.template: Template(copy.template, filters=filters(programme)) for copy in copies}
    for copy in copies:
        assert moulds[copy.template].render(copy.context)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_clause_library_of_every_programme_is_sound(name):
    assert lint_library(load(name, [TEMPLATES])) == []


def test_the_second_city_is_fictional_and_says_so(second):
    assert is_fictional("shili-2021", [TEMPLATES])
    assert not is_fictional("xiamen-2008", [TEMPLATES])
    assert "虚构" in second.title
    assert "fictional" in second.english


def test_it_has_two_agencies_where_the_first_has_three(first, second):
    assert [len(programme.issuers_on(date(2021, 7, 1))) for programme in (first, second)] == [3, 2]


def test_it_has_other_criteria_and_weights(second):
    assert [criterion.points for criterion in second.evaluation.criteria] == [30, 25, 20, 15, 10]
    assert [band.title for band in second.evaluation.bands] == ["强", "中", "弱"]


def test_it_assesses_every_year_in_four_grades_with_points(first, second):
    assert (first.assessment.cycle_years, second.assessment.cycle_years) == (2, 1)
    assert [(grade.title, int(grade.starts_at)) for grade in second.assessment.sheet.grades] == [
        ("一等", 90), ("二等", 80), ("三等", 65), ("四等", 0),
    ]  # fmt: skip


def test_it_has_one_paper_more_and_one_fewer_in_another_order(first, second):
    before, after = ([document.kind for document in documents(programme)] for programme in (first, second))
    assert set(after) - set(before) == {"commitment-letter"}
    assert set(before) - set(after) == {"joint-project"}
    assert before.index("work-plan") < before.index("agreement")
    assert after.index("agreement") < after.index("work-plan")


def test_its_certificates_have_another_number_and_another_design(first, second):
    [*pages] = made(second, "marine", "pilot-certificates", as_of=date(2021, 7, 25))
    assert len(pages) == 6
    assert 'w:pgSz w:w="11906" w:h="16838"' in pages[0]
    assert "示例市工业和信息化局" in pages[0]
    assert "厦门" not in "".join(pages)
    assert second.certificates["pilot"].number != first.certificates["pilot"].number


def test_every_member_promises_in_a_letter_of_its_own(second):
    [first_letter, *others] = made(second, "marine", "commitment-letter")
    assert "示例市海洲海洋装备股份有限公司" in first_letter
    assert len(others) == 5


def test_it_calls_things_by_names_of_its_own_in_every_paper(second):
    kinds = [document.kind for document in documents(second)]
    text = "".join(re.sub(r"<[^>]+>", "", page) for page in made(second, "marine", *kinds, as_of=date(2024, 9, 20)))
    assert "引领单位" in text
    assert "联合审定" in text
    assert re.findall("厦门|福建|示范单位|会审(?!议)|三个部门|不合格", text) == []


def test_it_asks_for_five_copies_of_which_one_is_the_original(second):
    (text,) = (re.sub(r"<[^>]+>", "", page) for page in made(second, "marine", "revision-notice"))
    assert "一式五份（正本一份，副本四份）" in text
