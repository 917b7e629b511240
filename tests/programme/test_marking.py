from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from docgen.programme.marking import MarkSheet

CRITERIA = [
    {"id": "a", "title": "甲", "points": "60", "looks_at": "甲"},
    {"id": "b", "title": "乙", "points": "40", "looks_at": "乙"},
]
GRADES = [("优秀", "90"), ("合格", "60"), ("不合格", "0")]


def sheet(grades=GRADES, criteria=CRITERIA):
    found = [{"title": title, "from": start, "outcome": "无"} for title, start in grades]
    return MarkSheet.model_validate({"note": "说明", "criteria": criteria, "grades": found})


@given(st.decimals(0, 100, places=4))
def test_every_total_has_exactly_one_grade(total):
    grade = sheet().grade(total)
    assert sum(grade is other for other in sheet().grades) <= 1
    assert grade.starts_at <= total.quantize(Decimal("0.01"), "ROUND_HALF_UP")


@pytest.mark.parametrize(
    ("total", "title"),
    [("90", "优秀"), ("89.995", "优秀"), ("89.994", "合格"), ("60", "合格"), ("59.99", "不合格"), ("0", "不合格")],
)
def test_a_total_is_rounded_once_before_it_is_compared(total, title):
    assert sheet().grade(Decimal(total)).title == title


def test_the_scale_says_what_is_included():
    grades = sheet()
    assert [grades.scale(grade) for grade in grades.grades] == ["90分以上", "60分以上、不满90分", "不满60分"]


@pytest.mark.parametrize("grades", [[("优秀", "90")], [("合格", "0"), ("优秀", "90")], [("优秀", "0"), ("合格", "0")]])
def test_grades_that_leave_a_gap_are_refused(grades):
    with pytest.raises(ValidationError, match="grades must start"):
        sheet(grades)


def test_criteria_have_a_hundred_points():
    with pytest.raises(ValidationError, match="100 points"):
        sheet(criteria=CRITERIA[:1])
