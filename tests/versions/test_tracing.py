"""The account of an agreement says of every word where it comes from."""

import io
import zipfile

import pytest

from docgen import doctor
from docgen.agreements import account
from docgen.revision import body_of, lines, recover
from docgen.shipped import SAMPLES
from docgen.source import read

LED = SAMPLES / "xiamen-2008" / "led.yaml"


@pytest.fixture(scope="session")
def values(record):
    return [part for passage in record.passages for part in passage.stretches if part.kind == "value"]


def at(values, key):
    for step in key.split("."):
        values = values[int(step)] if isinstance(values, list) else values[step]
    return values


def test_every_paragraph_that_says_something_is_in_the_account_word_for_word(agreement, record):
    said = {line.marks[0]: line.text for line in lines(body_of(agreement, "a.docx")) if line.text.strip()}
    assert {passage.mark: passage.text for passage in record.passages if passage.text} == said


def test_every_value_leads_to_a_place_in_the_file(values):
    file = read(LED).values
    unset = {"members.", "agreement."}  # a number or an address that the file leaves out is printed as 无
    assert len(values) > 450
    for value in values:
        try:
            at(file, value.of)
        except LookupError:
            assert value.text == "无", value
            assert value.of.startswith(tuple(unset)), value


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("alliance.name", {"厦门市半导体照明\n产业技术创新战略联盟", "厦门市半导体照明产业技术创新战略联盟"}),
        ("agreement.exit_notice_days", {"三十"}),
        ("agreement.signed_on", {"二〇〇八年十一月二十日"}),
        ("members.1.address", {"厦门市集美区示例大道22号"}),
        ("members.0.contribution.cash", {"800"}),
        ("tasks.0.lead", {"厦门鹭光半导体照明股份有限公司"}),
        ("tasks.0.partners", {"福建示范大学、厦门A&D检测仪器有限公司"}),
        ("tasks.4.partners", {"厦门市光电示范研究所"}),
        ("tasks.0.milestones.1.by", {"2010年12月"}),
        ("investment.sources.1.amounts.2010", {"200"}),
        ("investment.sources.5.source", {"政府资助"}),
        ("members.0.kind", {"企业"}),
        ("objectives.indicators.0.target", {"60"}),
        ("members.0.rights.0", {"优先以成本价使用联盟中试平台"}),
    ],
)
def test_a_value_is_known_wherever_it_is_printed(values, key, said):
    assert {value.text for value in values if value.of == key} == said


def test_a_member_is_known_by_its_own_place_however_it_is_reached(values):
    names = {value.of for value in values if value.text == "厦门鹭光半导体照明股份有限公司"}
    assert "members.0.name" in names
    assert "alliance.external_liability" in names
    assert not {name for name in names if name.startswith("alliance.") and name.endswith(".name")}


def test_clauses_and_annexes_are_named_by_their_ids(record):
    places = {passage.place: passage.heading for passage in record.passages}
    assert places["exit"] == "第二十五条　退出"
    assert places["annex-tasks"] == "附件二　各方任务分工"
    assert places["recitals"] == "鉴于"
    assert {passage.place for passage in record.passages if "（盖章）" in passage.text} == {""}


def test_what_is_worked_out_is_told_from_what_the_file_says(record):
    parts = [part for passage in record.passages for part in passage.stretches if part.kind == "computed"]
    assert {"1,880", "人民币壹仟捌佰捌拾万元整", "八"} <= {part.text for part in parts}


def test_the_word_file_is_whole_and_looks_as_it_did(agreement):
    assert doctor.examine(agreement, "agreement.docx") == []
    names = zipfile.ZipFile(io.BytesIO(agreement)).namelist()
    assert [name for name in names if name.startswith("customXml/item") and "Props" not in name]
    marks = [mark for line in lines(body_of(agreement, "a.docx")) for mark in line.marks]
    assert all(mark.startswith("_") for mark in marks)  # Word hides them
    assert len(marks) == len(set(marks))


def test_the_account_is_made_again_from_the_file(record):
    assert account(LED) == record


@pytest.mark.office
def test_libreoffice_leaves_every_mark_and_the_account(agreement, record, saved_by_libreoffice, read_back):
    (saved,) = saved_by_libreoffice(agreement)
    assert recover(saved, "saved.docx") == record
    marks = {mark for line in lines(body_of(saved, "saved.docx")) for mark in line.marks}
    assert {passage.mark for passage in record.passages} <= marks
    assert not read_back(saved)
