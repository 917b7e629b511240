"""The score sheet as the secretary gets it: every pair once, the recused locked, marks kept within their range."""

import io

import openpyxl
import pytest

from docgen import rounds
from docgen.scores import workbook
from docgen.shipped import SAMPLES
from tests.conftest import ROUND

CHECKED = rounds.check(SAMPLES / "xiamen-2008" / ROUND).cleared()
CONTENT = workbook(*CHECKED)
KEYS = ("marks:elements", "marks:governance", "conclusion", "reason", "total", "state", "expert", "docgen:scores")


@pytest.fixture(scope="module")
def page():
    return openpyxl.load_workbook(io.BytesIO(CONTENT)).active


@pytest.fixture(scope="module")
def columns(page):
    return {cell.value: cell.column - 1 for cell in page[3]}


@pytest.fixture(scope="module")
def rows(page):
    return {(row[2].value, row[1].value[3:6]): row for row in page.iter_rows(min_row=5)}


def test_there_is_a_row_for_every_expert_and_alliance_and_the_keys_are_out_of_sight(page, rows):
    assert len(rows) == page.max_row - 4 == 21
    assert page.row_dimensions[3].hidden
    assert page.column_dimensions["A"].hidden
    assert rows["陆示例", "半导体"][0].value == "docgen:sheet?round=2008-2&expert=e1&alliance=led"


def test_only_what_is_to_be_filled_can_be_changed_and_the_recused_cannot(page, rows, columns):
    assert page.protection.sheet
    open_ = {key: not rows["陆示例", "半导体"][columns[key]].protection.locked for key in KEYS}
    assert open_ == {key: key in KEYS[:4] for key in KEYS}
    recused = rows["吴样例", "半导体"]
    assert all(cell.protection.locked for cell in recused)
    assert recused[columns["marks:elements"]].fill.fgColor.rgb == "FFE4E4E4"
    assert recused[columns["reason"]].value == "任职于成员单位福建示范大学"


def test_marks_have_the_range_of_their_criterion_and_conclusions_a_list(page, columns):
    checks = {next(iter(each.sqref.ranges)).min_col - 1: each for each in page.data_validations.dataValidation}
    governance = checks[columns["marks:governance"]]
    assert (governance.type, governance.formula1, governance.formula2) == ("whole", "0", "10")
    assert checks[columns["conclusion"]].formula1 == '"建议会审,修改后会审,不建议"'
    assert all(each.showErrorMessage for each in checks.values())


def test_what_the_round_file_has_already_is_filled_in_and_the_total_adds_up_by_itself(rows, columns):
    row = rows["沈样例", "半导体"]
    assert row[columns["marks:investment"]].value == 9
    assert row[columns["must_change"]].value == "补充设备费测算依据\n补充对外责任主体的内部追偿约定"
    assert row[columns["total"]].value == '=IF(COUNT(E9:J9)=6,SUM(E9:J9),"")'


def test_a_text_that_looks_like_a_formula_is_none():
    review, alliances, programme = CHECKED
    score = review.scores[0].model_copy(update={"strengths": "=1+1"})
    review = review.model_copy(update={"scores": (score,)})
    page = openpyxl.load_workbook(io.BytesIO(workbook(review, alliances, programme))).active
    assert [cell.data_type for cell in page[5] if cell.value == "=1+1"] == ["s"]


def test_the_same_round_gives_the_same_bytes():
    assert workbook(*CHECKED) == CONTENT
