from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from docgen import clauses
from docgen.errors import TemplateError
from docgen.programme import Folders, Shelf
from docgen.shipped import TEMPLATES

DAY = date(2008, 11, 20)


@pytest.fixture
def spoil(programme, tmp_path):
    """The programme with one place of its clause library changed."""

    def change(file: str, old: str, new: str):
        copytree(TEMPLATES / "xiamen-2008" / "clauses", tmp_path / "clauses")
        place = tmp_path / "clauses" / file
        text = place.read_text("utf-8")
        assert old in text
        place.write_text(text.replace(old, new, 1), "utf-8")
        return programme.model_copy(update={"folders": Folders((Shelf(tmp_path),))})

    return change


def test_the_shipped_library_is_sound(programme):
    assert clauses.lint_library(programme) == []


@pytest.mark.parametrize(
    ("code", "file", "old", "new", "named"),
    [
        ("CLS-02", "13-general.yaml", "- id: law\n", "- id: notices\n", "notices"),
        ("CLS-03", "01-definitions.yaml", "term: 联盟成果", "term: 联盟", "联盟"),
        ("CLS-04", "01-definitions.yaml", "term: 后续改进", "term: 后续的改进", "后续的改进"),
        ("CLS-05", "12-dissolution.yaml", "成员不足三个", "保密信息不足三个", "dissolution"),
        ("CLS-05", "09-sharing.yaml", "uses: [联盟,", "uses: [联盟, 合作成果,", "合作成果"),
        ("CLS-05", "13-general.yaml", "uses: [成员", "uses: [保密信息, 成员", "保密信息"),
        ("CLS-06", "08-intellectual-property.yaml", "basis: [contract-law-328", "basis: [contract-law-999", "999"),
        ("CLS-06", "options.yaml", "basis: [civil-code-970]", "basis: [civil-code-9700]", "civil-code-9700"),
        ("CLS-06", "options.yaml", "clauses: [risk]", "clauses: [risks]", "risks"),
        ("CLS-07", "05-members.yaml", "{{ ref('dispute') }}解决", "第六十三条解决", "第六十三条"),
        ("CLS-07", "03-goals.yaml", "载于{{ ref('annex-tasks') }}", "载于附件二", "附件二"),
        (
            "CLS-10",
            "01-definitions.yaml",
            "承担某一联盟项目的各成员",
            "项目参与方",
            "项目合同→项目参与方→项目牵头方→项目合同",
        ),
        (
            "CLS-11",
            "11-breach.yaml",
            "过分高于造成的损失的，可以依法请求减少",
            "违约金不得请求减少",
            "late-contribution",
        ),
        ("CLS-08", "10-secrecy.yaml", "- id: secrecy-scope\n", "- id: secrecy-scope\n    satisfies: [x-1]\n", "x-1"),
    ],
)
def test_each_fault_of_a_library_is_named_with_its_file(spoil, code, file, old, new, named):
    findings = clauses.lint_library(spoil(file, old, new))
    found = [finding for finding in findings if finding.code == code and named in finding.message.zh]
    assert found
    assert all(finding.location.file.endswith(".yaml") for finding in found)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("02-foundation.yaml", "{{ ref('external', 'agent') }}", "{{ ref('external', 'principal') }}"),
        ("05-members.yaml", "{{ ref('dispute') }}", "{{ ref('disputes') }}"),
        ("05-members.yaml", "{{ exit_days | counting }}", "{{ exit_day | counting }}"),
        ("06-funds.yaml", "when: government_money", "when: governmental_money"),
        ("11-breach.yaml", "{{ damages | number }}", "{{ damages | number }"),
        ("recitals.yaml", "law('contract-law', 'civil-code')", "law('civil-code')"),
    ],
)
def test_a_wording_that_cannot_be_written_stops_the_agreement_and_is_named_at_its_place(spoil, changed, file, old, new):
    file = "01-definitions.yaml" if file == "02-foundation.yaml" else file
    programme = spoil(file, old, new)
    with pytest.raises(TemplateError) as refused:
        clauses.agreement(changed({}), programme, on=DAY)
    (finding,) = refused.value.findings
    assert finding.code == "CLS-01"
    assert finding.location.file.endswith(file)
    assert new in finding.location.text or new.removeprefix("when: ") in finding.location.text


def test_a_requirement_that_no_article_settles_is_named(spoil, changed):
    programme = spoil("08-intellectual-property.yaml", "satisfies: [transfer-law-26-risk, plan-4-2]", "satisfies: []")
    agreement = clauses.agreement(changed({}), programme, on=DAY)
    findings = clauses.lint_agreement(agreement, programme)
    assert ["transfer-law-26-risk" in finding.message.en for finding in findings] == [True]
    assert Path(findings[0].location.file).name == "requirements.yaml"


def test_two_lists_in_one_article_are_named_since_the_second_would_number_on(spoil, changed):
    programme = spoil(
        "05-members.yaml",
        "      - 联盟应当适时吸收",
        "      - {text: 甲：, points: [乙]}\n      - {text: 丙：, points: [丁]}\n      - 联盟应当适时吸收",
    )
    findings = clauses.lint_agreement(clauses.agreement(changed({}), programme, on=DAY), programme)
    assert [(finding.code, "admission" in finding.message.en) for finding in findings] == [("CLS-12", True)]


def test_an_article_that_a_draft_leaves_open_is_named(changed, programme):
    agreement = clauses.agreement(changed({"agreement.dispute": None}), programme, on=DAY)
    findings = clauses.lint_agreement(agreement, programme)
    assert [finding.code for finding in findings] == ["CLS-09"]
    assert "dispute" in findings[0].message.en
